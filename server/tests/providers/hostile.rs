//! Everything a provider, or somebody between it and us, may say that is not right. None of it signs
//! anybody in, makes an account, or takes the other ways in away.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::common::App;
use crate::common::http::{Browser, Options, Web};
use crate::on_both;
use crate::provider::{
    COORDINATION, Claims, Provider, Says, Sign, Token, chosen, come_back, leave, round,
};

type Pairs = Vec<(String, String)>;

/// What happens to the answer on its way back.
#[derive(Clone, Copy)]
enum Way {
    /// Nothing.
    Straight,
    /// Parameters are changed.
    Changed(fn(&mut Pairs)),
    /// It is opened in a browser that asked for nothing.
    AnotherBrowser,
    /// It is opened in a browser that asked for something else.
    AnotherBrowserAsking,
    /// It came before, and led to nobody.
    Replayed,
    /// It comes after so many minutes.
    After(i64),
    /// It is opened at the other provider's address.
    ToTheOther,
    /// The code is one the other provider gave, for the state of this one.
    CodeOfTheOther,
}

struct Case {
    name: &'static str,
    says: Says,
    way: Way,
    /// 410 where nothing waits for it, 403 where it is not believed, 503 where the provider is at fault.
    status: u16,
}

const fn says() -> Says {
    Says {
        description: |_| {},
        claims: |_| {},
        userinfo: |_| {},
        sign: Sign::Well,
        token: Token::Well,
        keys_change: false,
    }
}

const fn answer(name: &'static str, way: Way, status: u16) -> Case {
    Case {
        name,
        says: says(),
        way,
        status,
    }
}

const fn claim(name: &'static str, claims: fn(&mut Claims)) -> Case {
    Case {
        name,
        says: Says { claims, ..says() },
        way: Way::Straight,
        status: 403,
    }
}

const fn sign(name: &'static str, sign: Sign) -> Case {
    Case {
        name,
        says: Says { sign, ..says() },
        way: Way::Straight,
        status: 403,
    }
}

const fn token(name: &'static str, token: Token, status: u16) -> Case {
    Case {
        name,
        says: Says { token, ..says() },
        way: Way::Straight,
        status,
    }
}

const fn userinfo(name: &'static str, userinfo: fn(&mut Claims)) -> Case {
    Case {
        name,
        says: Says { userinfo, ..says() },
        way: Way::Straight,
        status: 403,
    }
}

fn set(claims: &mut Claims, name: &str, value: Value) {
    claims.insert(name.to_owned(), value);
}

fn change(pairs: &mut Pairs, name: &str, value: &str) {
    for (key, there) in pairs.iter_mut() {
        if key == name {
            *there = value.to_owned();
        }
    }
}

fn later(claims: &mut Claims, name: &str, seconds: i64) {
    let moment = claims[name].as_i64().unwrap() + seconds;
    set(claims, name, json!(moment));
}

fn table() -> Vec<Case> {
    use Way::Changed;
    let state = |pairs: &mut Pairs| change(pairs, "state", &"a".repeat(43));
    vec![
        // The answer.
        answer("another state", Changed(state), 410),
        answer(
            "no state",
            Changed(|p| p.retain(|(k, _)| k != "state")),
            410,
        ),
        answer("an empty state", Changed(|p| change(p, "state", "")), 410),
        answer(
            "a state of a million characters",
            Changed(|p| change(p, "state", &"a".repeat(60_000))),
            410,
        ),
        answer(
            "two states",
            Changed(|p| p.push(("state".to_owned(), "b".repeat(43)))),
            400,
        ),
        answer(
            "two codes",
            Changed(|p| p.push(("code".to_owned(), "b".to_owned()))),
            400,
        ),
        answer("another browser", Way::AnotherBrowser, 410),
        answer("another browser on its way", Way::AnotherBrowserAsking, 410),
        answer("an answer that came before", Way::Replayed, 410),
        answer("an answer after ten minutes", Way::After(10), 410),
        answer("no code", Changed(|p| p.retain(|(k, _)| k != "code")), 403),
        answer("an unknown code", Changed(|p| change(p, "code", "x")), 403),
        answer(
            "a code and an error",
            Changed(|p| p.push(("error".to_owned(), "access_denied".to_owned()))),
            403,
        ),
        answer(
            "an error of the provider",
            Changed(|p| {
                p.retain(|(k, _)| k != "code");
                p.push(("error".to_owned(), "server_error".to_owned()));
            }),
            503,
        ),
        answer(
            "no issuer (RFC 9207)",
            Changed(|p| p.retain(|(k, _)| k != "iss")),
            403,
        ),
        answer(
            "another issuer (RFC 9207)",
            Changed(|p| change(p, "iss", "https://evil.example")),
            403,
        ),
        answer(
            "the issuer with a slash",
            Changed(|p| {
                let iss = format!("{}/", p[2].1);
                change(p, "iss", &iss);
            }),
            403,
        ),
        answer("at the other provider's address", Way::ToTheOther, 410),
        answer("the code of the other provider", Way::CodeOfTheOther, 403),
        // The token's claims.
        claim("another nonce", |c| set(c, "nonce", json!("x"))),
        claim("no nonce", |c| {
            c.remove("nonce");
        }),
        claim("a nonce that is no text", |c| set(c, "nonce", json!(1))),
        claim("another issuer", |c| {
            set(c, "iss", json!("https://evil.example"))
        }),
        claim("the issuer in capitals", |c| {
            let iss = c["iss"].as_str().unwrap().to_uppercase();
            set(c, "iss", json!(iss));
        }),
        claim("no issuer", |c| {
            c.remove("iss");
        }),
        claim("another audience", |c| set(c, "aud", json!("somebody"))),
        claim("no audience", |c| {
            c.remove("aud");
        }),
        claim("an empty audience", |c| set(c, "aud", json!([]))),
        claim("two audiences without a party", |c| {
            set(c, "aud", json!(["nara-test", "somebody"]));
        }),
        claim("two audiences, for the other party", |c| {
            set(c, "aud", json!(["nara-test", "somebody"]));
            set(c, "azp", json!("somebody"));
        }),
        claim("for another party", |c| set(c, "azp", json!("somebody"))),
        claim("expired", |c| later(c, "exp", -301)),
        claim("no end", |c| {
            c.remove("exp");
        }),
        claim("issued in the future", |c| later(c, "iat", 3600)),
        claim("issued yesterday", |c| later(c, "iat", -86_400)),
        claim("never issued", |c| {
            c.remove("iat");
        }),
        claim("nobody", |c| {
            c.remove("sub");
        }),
        claim("an empty subject", |c| set(c, "sub", json!(""))),
        claim("a subject that is too long", |c| {
            set(c, "sub", json!("a".repeat(256)))
        }),
        claim("a hash of another access token", |c| {
            set(c, "at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA"));
        }),
        claim("another kind of sign-in", |c| set(c, "acr", json!("low"))),
        // The number.
        claim("a wrong check digit", |c| {
            set(c, "nin", json!("199002171234"))
        }),
        claim("letters", |c| set(c, "nin", json!("19900515TF93"))),
        claim("a number for the care services", |c| {
            set(c, "nin", json!("19900515T393"))
        }),
        claim("a number that is a number", |c| {
            set(c, "nin", json!(199_005_152_393_i64))
        }),
        claim("a list of numbers", |c| {
            set(c, "nin", json!(["199005152393"]))
        }),
        claim("a day to come", |c| set(c, "nin", json!("209005152390"))),
        Case {
            says: Says {
                claims: |c| {
                    c.remove("nin");
                },
                userinfo: |c| {
                    c.remove("nin");
                },
                ..says()
            },
            ..claim("no number", |_| {})
        },
        claim("another country's number", |c| {
            set(c, "nin_issuing_country", json!("NO"));
        }),
        claim("a samordningsnummer of uncertain identity", |c| {
            set(c, "nin", json!(COORDINATION));
            let level = "https://id.oidc.se/claim/coordinationNumberLevel";
            set(c, level, json!("uncertain"));
        }),
        claim("a personnummer as the one before", |c| {
            set(c, "previousCoordinationNumber", json!("195006262546"));
        }),
        // Signature and key.
        sign("no signature", Sign::Not),
        sign("signed with what both know", Sign::WithTheSecret),
        sign(
            "signed with the public key as a secret",
            Sign::WithThePublicKey,
        ),
        sign("another key under the same name", Sign::WithAnotherKey),
        sign("an unknown key", Sign::WithAnUnknownKey),
        sign("a key of another type", Sign::WithAnotherType),
        sign("half a signature", Sign::Cut),
        sign("changed after it was signed", Sign::Before),
        // What answers the code.
        token("no answer but 500", Token::Fails, 503),
        token("an answer elsewhere", Token::Elsewhere, 503),
        token("an answer of two megabytes", Token::Huge, 503),
        token("an answer without an end", Token::Endless, 503),
        token("an answer that takes too long", Token::Slow, 503),
        token("no JSON", Token::NoJson, 503),
        token("no token of who it is", Token::NoIdentity, 403),
        token("nothing as the token", Token::IdTokenIsNone, 403),
        // Claims from their own address.
        userinfo("claims of somebody else", |c| set(c, "sub", json!("bo"))),
        userinfo("claims of nobody", |c| {
            c.remove("sub");
        }),
    ]
}

/// What is wrong with a description, and how it is made wrong.
type Falsified = (&'static str, fn(&mut Value));

/// Descriptions that are refused before anybody is sent there.
fn descriptions() -> Vec<Falsified> {
    vec![
        ("of another issuer", |d| {
            d["issuer"] = json!("https://evil.example")
        }),
        ("of the issuer with a slash", |d| {
            d["issuer"] = json!(format!("{}/", d["issuer"].as_str().unwrap()));
        }),
        ("without an issuer", |d| {
            d.as_object_mut().unwrap().remove("issuer");
        }),
        ("without an address for codes", |d| {
            d.as_object_mut().unwrap().remove("token_endpoint");
        }),
        ("with a script as the address", |d| {
            d["authorization_endpoint"] = json!("javascript:alert(1)");
        }),
        ("that sends people over an open line", |d| {
            d["authorization_endpoint"] = json!("http://broker.example/authorize");
        }),
        ("that has codes sent over an open line", |d| {
            d["token_endpoint"] = json!("http://broker.example/token");
        }),
        ("with keys over an open line", |d| {
            d["jwks_uri"] = json!("http://broker.example/keys");
        }),
        ("that is a list", |d| *d = json!([])),
    ]
}

struct Stage {
    one: Provider,
    two: Provider,
}

impl Stage {
    async fn of(app: &App) -> Self {
        let (one, two) = (
            Provider::start(app.now).await,
            Provider::start(app.now).await,
        );
        for provider in [&one, &two] {
            provider.tells(
                "alva",
                json!({ "nin": "199005152393", "name": "Alva Ek", "acr": "high" }),
            );
        }
        Self { one, two }
    }

    /// A server that has heard of neither yet.
    async fn web(&self, app: &App) -> Web {
        let providers = chosen(&[
            self.one
                .settings("ett", json!({ "userinfo": true, "required_acr": ["high"] })),
            self.two.settings("tva", json!({})),
        ]);
        app.web_with(Options {
            providers,
            ..Options::default()
        })
        .await
    }
}

async fn counts(app: &App) -> [i64; 3] {
    [
        app.number("select count(*) from person").await,
        app.number("select count(*) from session").await,
        app.number("select count(*) from person_identity").await,
    ]
}

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies.contains_key("nara_session")
}

/// Who says nothing wrong is signed in: the table below refuses for its reasons and no others.
async fn honest(app: &App, stage: &Stage) {
    stage.one.says(Says::default());
    let web = stage.web(app).await;
    let mut browser = web.visitor();
    let page = round(&mut browser, &stage.one, ("ett", "alva"), &[]).await;
    assert_eq!(page.location(), "/");
    assert!(is_signed_in(&browser));
    assert!(browser.get("/konto").await.text.contains("Alva Ek"));
}

async fn play(web: &Web, stage: &Stage, case: &Case) {
    let mut browser = web.visitor();
    let mut stranger = web.visitor();
    let address = leave(&mut browser, "ett", &[]).await;
    let mut answer = stage.one.log_in(&address, "alva");
    let (mut at, mut with) = ("ett", &mut browser);
    match case.way {
        Way::Straight => {}
        Way::Changed(change) => change(&mut answer),
        Way::AnotherBrowser => with = &mut stranger,
        Way::AnotherBrowserAsking => {
            leave(&mut stranger, "ett", &[]).await;
            with = &mut stranger;
        }
        Way::Replayed => {
            let mut first = answer.clone();
            change(&mut first, "code", "mistyped");
            let kept = with.cookies.clone();
            come_back(with, "ett", &first).await;
            // Whoever replays it has kept what the browser had.
            with.cookies = kept;
        }
        Way::After(minutes) => web.clock.advance_ms(minutes * 60_000),
        Way::ToTheOther => {
            at = "tva";
            change(&mut answer, "iss", &stage.two.issuer());
        }
        Way::CodeOfTheOther => {
            let theirs = leave(&mut stranger, "tva", &[]).await;
            let theirs = stage.two.log_in(&theirs, "alva");
            change(&mut answer, "code", &theirs[0].1);
        }
    }
    let page = come_back(with, at, &answer).await;
    let name = case.name;
    assert_eq!(page.status.as_u16(), case.status, "{name}: {}", page.text);
    assert!(page.is_html(), "{name}");
    // An address that says something twice is refused before anybody reads what it is about.
    let unread = page.status == StatusCode::BAD_REQUEST;
    if !unread {
        // The other ways in are right here.
        assert!(page.text.contains(r#"action="/logga-in""#), "{name}");
        assert!(page.text.contains("error-summary"), "{name}");
    }
    for told in ["199005", "evil", "kodord-"] {
        assert!(!page.text.contains(told), "{name} tells {told}");
    }
    assert!(!is_signed_in(with), "{name} signed somebody in");
    // And what it was is used up, where it was read.
    let again = come_back(with, at, &answer).await;
    let refused = match unread {
        true => StatusCode::BAD_REQUEST,
        false => StatusCode::GONE,
    };
    assert_eq!(again.status, refused, "{name}, again");
    assert!(!is_signed_in(with), "{name}, again");
}

on_both!(nothing_malformed_or_malicious_signs_anybody_in, |app| {
    let stage = Stage::of(&app).await;
    honest(&app, &stage).await;
    let before = counts(&app).await;
    let table = table();
    assert!(table.len() >= 20, "{} cases", table.len());
    for case in &table {
        stage.one.says(case.says);
        let web = stage.web(&app).await;
        play(&web, &stage, case).await;
        assert_eq!(counts(&app).await, before, "{}", case.name);
    }
    assert_eq!(stage.one.led_astray(), 0, "a redirect was followed");
    // Rows of flows that were begun and not come back from do not stay either.
    let web = stage.web(&app).await;
    let later = app.now.plus_minutes(60);
    web.state.sessions.clean_up(later).await.unwrap();
    assert_eq!(app.number("select count(*) from provider_flow").await, 0);
    honest(&app, &stage).await;
});

on_both!(nobody_is_sent_where_a_false_description_says, |app| {
    let stage = Stage::of(&app).await;
    for (name, description) in descriptions() {
        stage.one.says(Says {
            description,
            ..Says::default()
        });
        let web = stage.web(&app).await;
        let mut browser = web.visitor();
        let page = browser.post_form("/logga-in/e-legitimation/ett", &[]).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{name}");
        assert_eq!(page.header("refresh"), "", "{name}");
        assert!(page.text.contains(r#"action="/logga-in""#), "{name}");
        assert!(browser.cookies.is_empty(), "{name}");
    }
    assert_eq!(app.number("select count(*) from provider_flow").await, 0);
    honest(&app, &stage).await;
});

on_both!(of_twenty_answers_at_the_same_moment_one_signs_in, |app| {
    let stage = Stage::of(&app).await;
    let web = stage.web(&app).await;
    let mut browser = web.visitor();
    let address = leave(&mut browser, "ett", &[]).await;
    let answer = stage.one.log_in(&address, "alva");
    let windows = (0..20).map(|_| {
        let (mut window, answer) = (browser.clone(), answer.clone());
        async move {
            let page = come_back(&mut window, "ett", &answer).await;
            (page.status, is_signed_in(&window))
        }
    });
    let all = futures::future::join_all(windows).await;
    let signed: Vec<_> = all.iter().filter(|(_, signed)| *signed).collect();
    assert_eq!(signed.len(), 1, "{all:?}");
    let gone = all.iter().filter(|(status, _)| *status == StatusCode::GONE);
    assert_eq!(gone.count(), 19, "{all:?}");
    assert_eq!(app.number("select count(*) from session").await, 1);
});
