//! Nobody learns from the clock who has an account.
//!
//! Known and unknown addresses take turns, and the Mann-Whitney U test says whether one of the two
//! is answered later than the other. The ordinary run takes a few pairs and fails where the answers
//! are told apart nearly every time, as they are when a hash is left out. With
//! `NARA_TIMING_PAIRS=500` so many pairs are taken and the difference must be none that can be seen
//! (p > 0.05; of twenty such runs one fails by chance, so one that fails is run again).

use std::time::Instant;

use nara_server::auth::Passwords;
use nara_server::entropy::SystemEntropy;

use crate::common::App;
use crate::common::http::{Options, Page, Web};
use crate::on_both;
use crate::people::{person, person_hashed_by};

/// Of the same length: only whether there is an account differs.
const KNOWN: &str = "kerstin@example.se";
const UNKNOWN: &str = "torsten@example.se";
const PAIRS: usize = 30;
/// How surely the two may be told apart in the ordinary run: 0.5 is not at all, 1 is every time.
/// Four and a half standard deviations of 30 pairs from the middle.
const TOLD_APART: f64 = 0.84;

/// What comes of asking alternately.
struct Compared {
    /// How often a known address is answered later than an unknown one.
    later: f64,
    p: f64,
}

/// Mann and Whitney's U for two samples of the same size, by its normal approximation.
fn compare(known: &[f64], unknown: &[f64]) -> Compared {
    let mut later = 0.0;
    for k in known {
        for u in unknown {
            later += match k.total_cmp(u) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    let [n, m] = [known.len(), unknown.len()].map(|len| len as f64);
    let deviation = (n * m * (n + m + 1.0) / 12.0).sqrt();
    let z = (later - n * m / 2.0).abs() / deviation;
    Compared {
        later: later / (n * m),
        p: 2.0 * upper_tail(z),
    }
}

/// The normal distribution beyond `z` (Abramowitz and Stegun 26.2.17, exact to 7 digits).
fn upper_tail(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let powers = [
        0.319_381_530,
        -0.356_563_782,
        1.781_477_937,
        -1.821_255_978,
        1.330_274_429,
    ];
    let sum = powers.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    sum * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

#[test]
fn the_test_itself_tells_apart_what_differs() {
    assert!((upper_tail(1.959_964) - 0.025).abs() < 1e-6);
    assert!((upper_tail(0.0) - 0.5).abs() < 1e-6);
    let steps: Vec<f64> = (0..30).map(f64::from).collect();
    let shifted: Vec<f64> = steps.iter().map(|ms| ms + 25.0).collect();
    let same = compare(&steps, &steps);
    assert!((same.later - 0.5).abs() < 1e-9 && same.p > 0.99);
    let apart = compare(&shifted, &steps);
    assert!(apart.later > TOLD_APART && apart.p < 1e-6);
}

/// Sends the form for both addresses in turns, and judges.
async fn take_turns(web: &Web, what: &str, form: impl AsyncFn(&Web, &str) -> Page) {
    let wanted = std::env::var("NARA_TIMING_PAIRS").ok();
    let wanted = wanted.map(|pairs| pairs.parse().unwrap());
    let mut times = [Vec::new(), Vec::new()];
    // One round first: the first answers of a server prepare statements and pages.
    for pair in 0..=wanted.unwrap_or(PAIRS) {
        // The limits are full again; they are counted before anybody is looked up.
        web.clock.advance_ms(3_600_000);
        let mut answers = Vec::new();
        for turn in 0..2 {
            let which = (pair + turn) % 2;
            let started = Instant::now();
            let page = form(web, [KNOWN, UNKNOWN][which]).await;
            let ms = started.elapsed().as_secs_f64() * 1000.0;
            assert!(page.status.as_u16() < 429, "{what}: {}", page.status);
            answers.push((page.status, page.headers.get("location").cloned()));
            if pair > 0 {
                times[which].push(ms);
            }
        }
        assert_eq!(answers[0], answers[1], "{what}");
        web.state.accounts.write_letters(web.now()).await.unwrap();
    }
    let Compared { later, p } = compare(&times[0], &times[1]);
    let middle = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let [known, unknown] = times.each_mut().map(middle);
    let seen =
        format!("{what}: {known:.3} ms known, {unknown:.3} ms unknown, later {later:.3}, p {p:.3}");
    println!("{seen}");
    match wanted {
        Some(_) => assert!(p > 0.05, "{seen}"),
        None => assert!((later - 0.5).abs() < TOLD_APART - 0.5, "{seen}"),
    }
}

/// With passwords hashed as a server does it.
async fn as_served(app: &App) -> Web {
    let web = app
        .web_with(Options {
            weak_passwords: false,
            ..Options::default()
        })
        .await;
    let passwords = Passwords::new(&SystemEntropy).unwrap();
    person_hashed_by(&passwords, app, &web, KNOWN).await;
    web
}

on_both!(signing_in_takes_as_long, |app| {
    let web = as_served(&app).await;
    take_turns(&web, "sign in", async |web, email| {
        let form = [
            ("email", email),
            ("password", "fel, helt fel, alldeles fel"),
        ];
        web.visitor().post_form("/logga-in", &form).await
    })
    .await;
});

on_both!(registering_takes_as_long, |app| {
    let web = as_served(&app).await;
    take_turns(&web, "register", async |web, email| {
        let form = [
            ("display_name", "Någon"),
            ("email", email),
            ("password", "lampa sjö kanel vante"),
        ];
        web.visitor().post_form("/registrera", &form).await
    })
    .await;
});

on_both!(asking_for_a_new_password_takes_as_long, |app| {
    let web = app.web().await;
    person(&app, &web, KNOWN).await;
    take_turns(&web, "forgotten", async |web, email| {
        web.visitor()
            .post_form("/glomt-losenord", &[("email", email)])
            .await
    })
    .await;
});

on_both!(asking_for_a_code_takes_as_long, |app| {
    let web = app.web().await;
    person(&app, &web, KNOWN).await;
    take_turns(&web, "code", async |web, email| {
        web.visitor()
            .post_form("/logga-in/skicka-kod", &[("email", email)])
            .await
    })
    .await;
});
