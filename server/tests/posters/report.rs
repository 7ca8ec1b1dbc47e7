//! The report of a campaign as a file, and its panel, as who prints them meets them.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use nara_app::campaigns::report::{AnswerTold, Chapter, Fact, IdeaTold, Part, ReportText, Told};
use nara_app::i18n::Lang;
use nara_app::posters::{Colors, Format, Phrase, Poster, Row, Tongue};
use nara_app::proposals::Plain;
use nara_app::proposals::api::ProposalPort;
use nara_app::ui::Kind as Mark;
use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStepKind as K, Chosen, Licence};
use nara_domain::ids::ProposalId;
use nara_domain::time::Date;
use nara_server::campaigns::store;
use nara_server::posters::{Kind, draw, draw_panel, draw_report};

use super::reader::{Pdf, Picture, scan};
use crate::common::http::{Browser, Web};
use crate::common::{App, act, idea};
use crate::{choice, on_both};

const ADDRESS: &str = "https://nara.bjorksjo.se/kampanjer/framtidsladan/rapport";

fn day() -> Date {
    Date::new(2026, 3, 12).unwrap()
}

fn told(number: i64) -> Part {
    Part::Idea(Box::new(IdeaTold {
        id: ProposalId::new(number),
        path: format!("/forslag/{number}/ide"),
        slot: number,
        title: format!("Idé nummer {number}"),
        body: "Alla drar en lapp och äter med någon de inte känner. ".repeat(6),
        facts: vec![Fact {
            label: "Första steget".to_owned(),
            value: Told::written("Fråga matsalen."),
        }],
        picture: None,
        author: "Glad Räv, 9B".to_owned(),
        counts: vec!["12 stöder".to_owned()],
        answers: vec![AnswerTold {
            kind: Mark::Yes,
            word: "Ja, vi börjar".to_owned(),
            day: day(),
            by: Some("Skolan".to_owned()),
            says: vec![
                Plain {
                    label: None,
                    text: format!("Svar nummer {number}."),
                    written: true,
                },
                Plain {
                    label: Some("Kostnad".to_owned()),
                    text: "12 000 kr".to_owned(),
                    written: false,
                },
            ],
        }],
        waits: String::new(),
    }))
}

/// A report with as many ideas; with none it says what was asked.
fn report(ideas: i64) -> ReportText {
    let chapter = |id, title: &str, parts| Chapter {
        id,
        title: title.to_owned(),
        parts,
        quoted: false,
    };
    let mut chapters = vec![chapter(
        "uppdraget",
        "Uppdraget",
        vec![
            Part::Text(Told::written("Nämnden frågar inför nästa år.")),
            Part::Facts(vec![Fact {
                label: "Svarar".to_owned(),
                value: Told::written("Fritid"),
            }]),
        ],
    )];
    if ideas > 0 {
        let all = (1..=ideas).map(told).collect();
        chapters.push(chapter("ideerna", "Idéerna", all));
    }
    let words = vec![Part::Text(Told::said("Du får använda den."))];
    chapters.push(chapter("licens", "Licensen", words));
    ReportText {
        lang: Lang::Sv,
        title: "Framtidslådan".to_owned(),
        question: "Vad saknas för unga här?".to_owned(),
        chapters,
        licence: Licence::CcBy4,
        changed_on: day(),
        address: ADDRESS.to_owned(),
        short: ADDRESS.trim_start_matches("https://").to_owned(),
        municipality: "Björksjö kommun".to_owned(),
        colors: Colors::of(None),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_is_tagged_numbered_and_has_its_fonts() {
    let pdf = Pdf::of(&draw_report(&report(15), &Vec::new()).unwrap());
    let info = pdf.info();
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    let pages: usize = pages.unwrap().trim().parse().unwrap();
    assert!((4..12).contains(&pages), "{info}");
    assert!(
        info.contains("(A4)") && info.contains("Tagged:          yes"),
        "{info}"
    );
    assert!(info.contains("Title:           Framtidslådan"), "{info}");
    assert!(!info.contains("CreationDate"), "{info}");
    let fonts = pdf.fonts();
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() >= 3, "{fonts:?}");
    for font in fonts {
        assert!(font.starts_with("NARAAA+Noto"), "{font}");
        let yes = font.split_whitespace().filter(|word| *word == "yes");
        assert_eq!(yes.count(), 3, "{font}");
    }
    // In its order, also over the ends of pages; each thing once.
    let structure = one_line(&pdf.structure().replace('"', " "));
    let mut last = 0;
    for expected in [
        "H1",
        "Framtidslådan",
        "H2",
        "Uppdraget",
        "H4",
        "1. Idé nummer 1",
    ] {
        let at = structure[last..].find(expected);
        last += at.unwrap_or_else(|| panic!("{expected} in {structure}"));
    }
    let text = one_line(&pdf.text());
    for number in 1..=15 {
        let answer = format!("Svar nummer {number}.");
        assert_eq!(text.matches(&answer).count(), 1, "{answer} in {text}");
        let at = structure[last..].find(&answer);
        last += at.unwrap_or_else(|| panic!("{answer} in {structure}"));
    }
    for expected in [
        "Glad Räv, 9B",
        "12 000 kr",
        "creativecommons.org/licenses/by/4.0/",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    // The same report is the same file.
    assert_eq!(
        draw_report(&report(3), &Vec::new()),
        draw_report(&report(3), &Vec::new())
    );
}

#[test]
fn a_report_without_an_idea_is_short_and_its_code_is_read() {
    let pdf = Pdf::of(&draw_report(&report(0), &Vec::new()).unwrap());
    assert!(
        pdf.info().contains("Pages:           2\n"),
        "{}",
        pdf.info()
    );
    let text = one_line(&pdf.structure().replace('"', " "));
    assert!(
        text.contains("Uppdraget 2") && text.contains("Licensen 2"),
        "{text}"
    );
    // The first page is the one that is printed here.
    assert_eq!(scan(&pdf.printed(1000)), [ADDRESS]);
}

#[test]
fn its_cover_looks_as_it_did() {
    // Dark and light on a grid of the cover, from the mark down to the coloured part.
    let cover = Pdf::of(&draw_report(&report(2), &Vec::new()).unwrap()).printed(600);
    let fields = cover.fields(3, 8);
    let row = |number: usize| &fields[number * 3..number * 3 + 3];
    assert!(
        row(1).iter().all(|grey| *grey > 225.0),
        "air over the title: {fields:?}"
    );
    assert!(
        row(2)[0] < row(1)[0],
        "the title begins at the left: {fields:?}"
    );
    for grey in row(7) {
        assert!(
            *grey < 190.0,
            "the coloured part reaches from edge to edge: {fields:?}"
        );
    }
    assert!(row(5).iter().all(|grey| *grey > 225.0), "{fields:?}");
}

/// A panel with as many lines.
fn panel(rows: usize) -> Poster {
    let row = |number: usize| Row {
        said: format!("Lunchlotteriet nummer {number} i hela kommunen"),
        did: "Ja, vi börjar, 12 mars 2026".to_owned(),
        text: "Elevrådet skriver de tre första frågorna, och alla drar en lapp… ".repeat(2),
        more: Some(format!("Läs mer: nara.bjorksjo.se/forslag/12{number}")),
    };
    Poster {
        kicker: Phrase::Done,
        rows: (1..=rows).map(row).collect(),
        counted: Some("Svar 1–4 av 15".to_owned()),
        call: Phrase::ReadAnswers,
        ..super::poster("Framtidslådan")
    }
}

#[test]
fn a_panel_holds_its_lines_in_every_format() {
    for format in Format::ALL {
        let most = match format {
            Format::A4 | Format::A3 => 4,
            Format::Square | Format::Slide => 3,
        };
        for rows in [1, 2, most] {
            let mut long = panel(rows);
            long.rows[0].said = "Trygghetsskapandebelysningsåtgärderlängsgångstigarna".to_owned();
            for poster in [panel(rows), long] {
                let asked = choice(format, &[Tongue::Sv, Tongue::Ar]);
                let picture = draw(&poster, &asked, Kind::Png).unwrap();
                let picture = Picture::of_png(&picture);
                assert_eq!(scan(&picture), [poster.address.as_str()]);
                let pdf = Pdf::of(&draw(&poster, &asked, Kind::Pdf).unwrap());
                let text = one_line(&pdf.text());
                assert_eq!(text.matches("Ja, vi börjar").count(), rows, "{text}");
                assert!(text.contains("Ni sa – vi gjorde"), "{text}");
                // All of what was said, and where there is more.
                assert_eq!(text.matches("drar en lapp").count(), 2 * rows, "{text}");
                assert_eq!(text.matches("Läs mer: nara.bjorksjo.se").count(), rows);
                assert!(text.contains("Svar 1–4 av 15"), "{text}");
                if format != Format::Slide {
                    // Nothing runs over the margin at the right.
                    let edge = picture.width - 8;
                    for y in picture.height / 4..picture.height * 6 / 10 {
                        assert!(
                            picture.grey[y * picture.width + edge] > 200,
                            "{format:?} {rows} at {y}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_printed_panel_has_all_of_its_sheets() {
    let asked = choice(Format::A4, &[Tongue::Sv]);
    let file = draw_panel(&[panel(4), panel(3)], &asked).unwrap();
    let pdf = Pdf::of(&file);
    assert!(pdf.info().contains("Pages:           2"), "{}", pdf.info());
    let text = one_line(&pdf.text());
    assert_eq!(text.matches("Ja, vi börjar").count(), 7, "{text}");
}

pub const SLUG: &str = "framtidsladan";

pub async fn step(app: &App, web: &Web, by: &Actor, kind: K, pairs: &[(&str, &str)]) {
    let campaigns = &web.state.campaigns;
    let seen = campaigns.campaign(by, SLUG, app.now).await.unwrap().seen();
    let mut fields: BTreeMap<String, String> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    fields.insert("seen".to_owned(), seen);
    let sent = (&fields, kind.code());
    let taken = campaigns.record(by, SLUG, kind, sent, app.now);
    taken.await.unwrap();
}

/// A campaign that takes ideas.
pub async fn opened(app: &App, web: &Web, official: &Actor) {
    let plan = [
        ("title", "Framtidslådan"),
        ("question", "Vad saknas för unga här?"),
        ("commission", "Nämnden frågar inför nästa års budget."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2"),
        ("influence", "dialogue"),
        ("can_influence", "Vad vi gör."),
        ("cannot_influence", "Pengarna."),
    ];
    let plan = plan.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let plan = BTreeMap::from(plan);
    let campaigns = &web.state.campaigns;
    let made = campaigns.draft(official, &plan, "rapport", app.now);
    assert_eq!(made.await.unwrap(), SLUG);
    let day = app.now.day().to_string();
    let approval = [
        ("approved_by", "Lena Borg"),
        ("sponsor", "Anna (X)"),
        ("opens_on", day.as_str()),
        ("ideas_until", &day),
        ("budget", "Inga pengar"),
        ("answerer", "Fritid"),
        ("stand_in", "Skolan"),
        ("answer_days", "60"),
        ("consent", "Brev hem."),
        ("data_protection", "yes"),
    ];
    step(app, web, official, K::Approve, &approval).await;
}

/// A campaign with two ideas in their slots, as it is being chosen.
pub async fn curated(app: &App, web: &Web, official: &Actor) -> Vec<ProposalId> {
    opened(app, web, official).await;
    let campaigns = &web.state.campaigns;
    let siv = app.resident("Zqxsiv").await;
    let by = official.person_id().unwrap();
    let mut ideas = Vec::new();
    for number in 1..=2 {
        let fields = idea(&format!("Lunchlotteriet {number}"));
        let made = app.proposals.submit(&siv, fields, "", app.now).await;
        let made = made.unwrap();
        let view = campaigns.campaign(official, SLUG, app.now).await.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        store::mark_idea(&mut tx, made, (view.id, 1)).await.unwrap();
        let slot = Chosen::Slot(number);
        let put = store::choose(&mut tx, (view.id, made), Some(&slot), by, app.now);
        put.await.unwrap();
        tx.commit().await.unwrap();
        ideas.push(made);
    }
    step(app, web, official, K::Curate, &[]).await;
    ideas
}

async fn file(browser: &mut Browser<'_>, path: &str) -> Vec<u8> {
    let response = browser.raw(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(response.headers()["x-robots-tag"], "noindex");
    assert_eq!(response.headers()["cache-control"], "public, no-cache");
    response
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec()
}

on_both!(a_report_and_a_panel_lead_to_their_pages, |app| {
    let web = app.web().await;
    let official = app.official("Maja").await;
    let mut visitor = web.visitor();
    let ideas = curated(&app, &web, &official).await;
    let report = format!("/kampanjer/{SLUG}/rapport.pdf");
    let panel = format!("/kampanjer/{SLUG}/panel");
    let page = visitor.get(&report).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let day = app.now.day().to_string();
    let present = [
        ("meeting_date", day.as_str()),
        ("present", "Sju ledamöter."),
    ];
    step(&app, &web, &official, K::Present, &present).await;

    let public = web.state.site.public_url.clone();
    for (query, way, word) in [
        ("sprak=sv", "", "Vad händer nu?"),
        ("sprak=en", "/en", "What happens now?"),
    ] {
        let pdf = Pdf::of(&file(&mut visitor, &format!("{report}?{query}")).await);
        let led = format!("{public}{way}/kampanjer/{SLUG}/rapport");
        assert_eq!(scan(&pdf.printed(1240)), [led.as_str()]);
        let page = visitor.get(led.strip_prefix(&public).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(word) && page.text.contains("/rapport.pdf?"));
        let text = one_line(&pdf.text());
        assert!(
            text.contains(word) && text.contains("Lunchlotteriet 2"),
            "{text}"
        );
    }
    for wrong in ["sprak=ar", "sprak=sv,en"] {
        let page = visitor.get(&format!("{report}?{wrong}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }

    // There is no panel before there is an answer.
    for ending in ["", ".pdf", ".png"] {
        let page = visitor.get(&format!("{panel}{ending}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{ending}");
    }
    let no = [
        ("answer", "Nej, det finns ingen lokal."),
        ("reason", "Huset rivs."),
        ("would_help", "En lokal."),
    ];
    let proposals = &app.proposals;
    let answered = proposals.idea_step(&official, ideas[1], "no", act(&no), app.now);
    answered.await.unwrap();
    let picture = file(&mut visitor, &format!("{panel}.png?sprak=sv,ar")).await;
    let led = format!("{public}/kampanjer/{SLUG}");
    assert_eq!(scan(&Picture::of_png(&picture)), [led.as_str()]);
    let pdf = Pdf::of(&file(&mut visitor, &format!("{panel}.pdf?format=a3")).await);
    let all = one_line(&format!("{} {}", pdf.text(), pdf.structure()));
    assert!(
        all.contains("Lunchlotteriet 2") && all.contains("ingen lokal"),
        "{all}"
    );
    assert!(all.contains("Ett svar"), "{all}");
    let gone = visitor.get(&format!("{panel}.png?blad=2")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    // What waits is not on it, and nobody is named.
    assert!(
        !all.contains("Lunchlotteriet 1") && !all.contains("Zqx"),
        "{all}"
    );
    let page = visitor.get(&panel).await;
    assert!(page.text.contains("<h1>Ni sa – vi gjorde</h1>"));
    assert!(page.text.contains("Lunchlotteriet 2") && page.text.contains("ingen lokal"));
    let page = visitor.get(&led[public.len()..]).await;
    assert!(page.text.contains(&panel), "one click from the campaign");
});
