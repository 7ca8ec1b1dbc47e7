use leptos::prelude::*;
use nara_domain::actor::{Role, Standing};
use nara_domain::campaign::{
    CampaignStage, CampaignStageCode, CampaignStep, CampaignStepKind, InfluenceLevel, Plan, Said,
    Voting, WhoVotes, allowed_from,
};
use nara_domain::proposal::{IdeaStageCode, Verdict};
use nara_domain::time::{Date, Stamp};

use super::api::{
    CampaignAct, CampaignGroup, CampaignIdea, CampaignView, IdeaSaid, PaperEntry, PaperView,
    VoteNumbers, VoteView,
};
use super::list::place;
use super::shown::{day_line, is_big_screen, is_late};
use super::slots::{Filling, drawing, filling, width};
use super::{big, choose, detail, novelty, paper, step, vote};
use crate::context::PageContext;
use crate::error::AppError;
use crate::i18n::Lang;

fn idea(stage: IdeaStageCode, verdict: Option<Verdict>) -> CampaignIdea {
    CampaignIdea {
        id: 1.into(),
        slug: "lunchlotteriet".to_owned(),
        title: "Lunchlotteriet".to_owned(),
        author: "Ekorren, 9B".to_owned(),
        set: 1,
        slot: Some(1),
        kept: None,
        support: 12,
        helpers: 0,
        stage,
        verdict,
        at: Stamp(0),
    }
}

#[test]
fn a_slot_shows_how_far_its_idea_has_come() {
    use IdeaStageCode as S;
    let yes = Some(Verdict::YesNow);
    assert_eq!(filling(None), Filling::Empty);
    assert_eq!(filling(Some(&idea(S::Published, None))), Filling::Chosen);
    let answered = filling(Some(&idea(S::Answered, yes)));
    assert_eq!(answered, Filling::Answered(Verdict::YesNow));
    assert_eq!(filling(Some(&idea(S::Done, yes))), Filling::Done);
    let off = filling(Some(&idea(S::CampaignOff, None)));
    assert_eq!(off, Filling::CalledOff);
    assert_eq!(off.word(Lang::Sv), "Kampanjen ställdes in");
}

/// Never by colour alone: an edge, a dot or a mark of its own.
#[test]
fn what_is_in_a_slot_can_be_told_without_colours() {
    let all = [
        Filling::Empty,
        Filling::Chosen,
        Filling::CalledOff,
        Filling::Done,
    ]
    .into_iter()
    .chain(Verdict::ALL.iter().copied().map(Filling::Answered));
    let mut seen = Vec::new();
    for filling in all {
        let (_, shapes) = drawing(&[(7, filling)]);
        assert!(shapes.contains(">7</text>"), "{shapes}");
        let colours = filling.kind().map_or("", |kind| kind.class());
        let shapes = match colours.is_empty() {
            true => shapes,
            false => shapes.replace(colours, ""),
        };
        assert!(!seen.contains(&shapes), "{filling:?} looks like another");
        seen.push(shapes);
    }
}

#[test]
fn the_picture_has_five_slots_a_row_and_room_for_each() {
    let slots: Vec<_> = (6..=12).map(|slot| (slot, Filling::Empty)).collect();
    let (height, shapes) = drawing(&slots);
    assert_eq!((width([7, 2]), height), (5 * 72 - 8 + 4, 2 * 72 - 8 + 4));
    assert_eq!(shapes.matches("<rect").count(), 7);
    let (x, y) = (72 + 2, 72 + 2);
    assert!(
        shapes.contains(&format!("<rect x='{x}' y='{y}'")),
        "{shapes}"
    );
    // Small sets are drawn with slots as large as those of the widest, and one slot alone fills no screen.
    let (height, _) = drawing(&[(1, Filling::Empty), (2, Filling::Empty)]);
    assert_eq!((width([4, 2]), height), (4 * 72 - 8 + 4, 64 + 4));
    assert_eq!(width([1, 1]), 3 * 72 - 8 + 4);
    assert_eq!(drawing(&[]).1, "");
}

#[test]
fn those_that_go_on_stand_first() {
    let mut all = CampaignStageCode::ALL.to_vec();
    all.sort_by_key(|stage| place(*stage));
    assert_eq!(all.first(), Some(&CampaignStageCode::Open));
    assert_eq!(all.last(), Some(&CampaignStageCode::Cancelled));
    let mut places: Vec<_> = all.iter().map(|stage| place(*stage)).collect();
    places.dedup();
    assert_eq!(places.len(), all.len(), "each has a place of its own");
}

#[test]
fn the_day_that_counts_is_said_with_what_is_left_of_it() {
    use CampaignStageCode as S;
    let day = Date::new(2027, 4, 30);
    let line = |stage, today| day_line(Lang::Sv, stage, day, today);
    let today = Date::new(2027, 4, 29).unwrap();
    assert_eq!(
        line(S::Open, today).unwrap(),
        "Idéer till och med 30\u{a0}april, 2 dagar kvar"
    );
    assert!(!is_late(S::Presented, day, today));
    let last = day.unwrap();
    assert!(line(S::Presented, last).unwrap().ends_with("i dag"));
    assert!(!is_late(S::Presented, day, last), "until the day is over");
    let after = Date::new(2027, 5, 3).unwrap();
    assert!(is_late(S::Presented, day, after));
    assert!(
        line(S::Presented, after)
            .unwrap()
            .ends_with("för 3 dagar sedan")
    );
    assert!(!is_late(S::Open, day, after), "nobody promised anything");
    assert!(
        line(S::FollowUp, last)
            .unwrap()
            .starts_with("Nästa uppföljning")
    );
    assert!(!is_late(S::FollowUp, day, last));
    assert!(
        is_late(S::Answered, day, after),
        "nor is it told what became of them"
    );
    assert!(
        line(S::Answered, after)
            .unwrap()
            .ends_with("för 3 dagar sedan")
    );
    assert_eq!(line(S::Closed, after), None);
    assert_eq!(day_line(Lang::Sv, S::Open, None, after), None);
}

#[test]
fn only_a_campaign_stands_alone_on_a_wall() {
    let at = |path: &str, query: &str| PageContext {
        path: path.to_owned(),
        query: query.to_owned(),
        ..PageContext::default()
    };
    assert!(is_big_screen(&at("/kampanjer/ladan", "visning=storbild")));
    assert!(!is_big_screen(&at("/kampanjer/ladan", "visning=ideer")));
    assert!(!is_big_screen(&at("/forslag", "visning=storbild")));
    let mut wrong = at("/kampanjer/ladan", "visning=storbild");
    wrong.failure = Some(AppError::Busy);
    assert!(!is_big_screen(&wrong), "an error needs the way on");
}

/// A campaign with a free slot, a chosen idea, an answered one, one that is kept and one that is not.
pub(super) fn view(stage: CampaignStage) -> CampaignView {
    let line = |id: i64, slot, kept: Option<&str>, verdict| CampaignIdea {
        id: id.into(),
        title: format!("Idé nummer {id} <b>"),
        slot,
        kept: kept.map(str::to_owned),
        ..idea(IdeaStageCode::Published, verdict)
    };
    let fields = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        let pairs = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        pairs.collect()
    };
    let act = |id: i64, step, fields| CampaignAct {
        id: id.into(),
        step,
        at: Stamp(0),
        by: (id > 1).then(|| "Karin Lindqvist, chef".to_owned()),
        fields,
    };
    CampaignView {
        live_seq: 0,
        pictures: std::collections::BTreeMap::new(),
        id: 1.into(),
        slug: "ladan".to_owned(),
        plan: Plan::parse(&fields(&[
            ("title", "Lådan"),
            ("question", "Vad saknas för unga här?"),
            ("commission", "Nämnden frågar inför nästa års budget."),
            ("age_from", "13"),
            ("age_to", "19"),
            ("sets", "I skolan: 2 *\nPå fritiden: 1"),
            ("influence", InfluenceLevel::Dialogue.code()),
            ("can_influence", "Vad vi gör."),
            ("cannot_influence", "Pengarna."),
        ]))
        .unwrap(),
        acts: vec![
            act(1, CampaignStepKind::Open, fields(&[])),
            act(2, CampaignStepKind::Approve, approved()),
            act(
                3,
                CampaignStepKind::Present,
                fields(&[
                    ("meeting_date", "2027-05-10"),
                    ("body", "KF"),
                    ("present", "Alla."),
                    ("film_url", "https://film.example/1"),
                ]),
            ),
            act(
                4,
                CampaignStepKind::Recruit,
                fields(&[("paid", "yes"), ("how", "Skriv.")]),
            ),
        ],
        ideas: vec![
            line(4, None, None, None),
            line(3, None, Some("Nästa gång."), None),
            line(2, Some(2), None, Some(Verdict::YesNow)),
            line(1, Some(1), None, None),
        ],
        said: said(),
        says: stage.takes_novelty(),
        groups: vec![CampaignGroup {
            id: 1.into(),
            name: "Klass 9B".to_owned(),
            members: 12,
            over: false,
        }],
        steps: allowed_from(stage.code()).to_vec(),
        votes: stage.voting().map(|_| VoteNumbers {
            ballots: 7,
            slips: 2,
        }),
        runs: true,
        writes: false,
        could_join: vec![CampaignGroup {
            id: 2.into(),
            name: "Klass 8A".to_owned(),
            members: 0,
            over: false,
        }],
        stage,
    }
}

/// Of the idea in the second slot: two parties that disagree, one of whom has thought again.
fn said() -> Vec<IdeaSaid> {
    let one = |id: i64, party: &str, pairs: &[(&str, &str)]| {
        let mut standing = Standing::of(Role::Elected);
        standing.party = Some(party.to_owned());
        standing.assignment = Some("ledamot".to_owned());
        let pairs = pairs.iter();
        let fields = pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        IdeaSaid {
            id: id.into(),
            idea: 2.into(),
            by: "Elin <b>".to_owned(),
            standing,
            at: Stamp(0),
            said: Said::parse(&fields.collect()).unwrap(),
            mine: id == 3,
            replaced: id == 1,
        }
    };
    let where_seen = ("where_seen", "Hos nämnden");
    vec![
        one(1, "Sjölistan (S)", &[("novelty", "new_to_us")]),
        one(
            2,
            "Åsen (Å)",
            &[("novelty", "known_not_done"), ("why", "Inga <b> pengar")],
        ),
        one(
            3,
            "Sjölistan (S)",
            &[("novelty", "known_ongoing"), where_seen],
        ),
    ]
}

fn approved() -> nara_domain::fields::Values {
    [
        ("approved_by", "Karin Lindqvist, chef"),
        ("sponsor", "Amina Ali (X)"),
        ("opens_on", "2027-04-01"),
        ("ideas_until", "2027-04-30"),
        ("budget", "Inga pengar"),
        ("answerer", "Kultur- och fritidsförvaltningen"),
        ("stand_in", "Kansliet"),
        ("answer_days", "60"),
        ("consent", "Brev hem."),
        ("data_protection", "yes"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

fn voting() -> Voting {
    Voting {
        until: Date::new(2027, 5, 10).unwrap(),
        votes_each: 2,
        who: WhoVotes::Groups,
        whom: "Norrskolan, 13–15 år <b>".to_owned(),
    }
}

/// A campaign at every stage.
pub(super) fn stages() -> Vec<CampaignStage> {
    let step = CampaignStep::parse(CampaignStepKind::Approve, &approved());
    let Ok(CampaignStep::Approve { approval }) = step else {
        panic!("{step:?}");
    };
    let day = Date::new(2027, 5, 10).unwrap();
    let approval = || approval.clone();
    vec![
        CampaignStage::Draft,
        CampaignStage::Approved {
            approval: approval(),
        },
        CampaignStage::Recruiting {
            approval: approval(),
            until: day,
        },
        CampaignStage::Open {
            approval: approval(),
            since: day,
        },
        CampaignStage::Curate {
            approval: approval(),
            since: day,
        },
        CampaignStage::Voting {
            approval: approval(),
            voting: voting(),
        },
        CampaignStage::Voted {
            approval: approval(),
            on: day,
        },
        CampaignStage::Presented {
            approval: approval(),
            on: day,
            answer_by: day.add_days(60),
        },
        CampaignStage::Answered {
            approval: approval(),
            on: day,
        },
        CampaignStage::FollowUp {
            approval: approval(),
            answered_on: day,
            last: day,
        },
        CampaignStage::Closed { on: day },
        CampaignStage::Cancelled { on: day },
    ]
}

/// Draws the address as it is.
struct NoCode;

impl crate::ui::QrPort for NoCode {
    fn qr(&self, address: &str) -> Result<crate::ui::Qr, crate::error::AppError> {
        let path = address.to_owned();
        Ok(crate::ui::Qr { size: 21, path })
    }
}

pub(super) fn rendered(lang: Lang, show: impl FnOnce(&PageContext) -> AnyView) -> String {
    Owner::new().with(|| {
        leptos_meta::provide_meta_context();
        let page = PageContext {
            lang,
            path: "/kampanjer/ladan".to_owned(),
            now: Stamp::from_date(Date::new(2027, 4, 10).unwrap()),
            ..PageContext::default()
        };
        provide_context(page.clone());
        show(&page).to_html()
    })
}

/// Every page at every stage, in every language: no word is missing, and nothing that somebody wrote is
/// read as markup.
#[test]
fn every_page_has_its_words_at_every_stage() {
    assert_eq!(stages().len(), CampaignStageCode::ALL.len());
    for stage in stages() {
        let view = view(stage);
        for lang in Lang::ALL {
            let mine = [1.into()];
            let mut pages = vec![
                rendered(lang, |page| detail::show(page, &view, &mine)),
                rendered(lang, |page| big::show(page, &view, &NoCode)),
                rendered(lang, |page| choose::show(page, &view, None)),
                rendered(lang, |page| novelty::show(page, &view)),
            ];
            let forms = CampaignStepKind::ALL.iter();
            pages.extend(
                forms.map(|kind| rendered(lang, |page| step::show(page, *kind, &view, &[]))),
            );
            for html in pages {
                let code = view.stage.code();
                assert!(!html.contains("<b>"), "{code}: {html}");
                // A word that is missing shows its id.
                let missing = [
                    "[campaign",
                    "[field-",
                    "[choice-",
                    "[stage-",
                    "[common-",
                    "[novelty",
                ];
                let missing = missing.iter().find(|sign| html.contains(**sign));
                assert_eq!(missing, None, "{code}: {html}");
            }
        }
    }
}

#[test]
fn a_campaigns_page_tells_what_is_where() {
    let stage = stages().remove(3);
    let open = view(stage);
    let html = rendered(Lang::Sv, |page| detail::show(page, &open, &[1.into()]));
    for part in [
        "2 av 3 valda",
        "Ledig plats: 3",
        "21 dagar kvar",
        "href=\"/forslag/1/lunchlotteriet\"",
        "Nästa gång.",
        "Ta ut Klass 9B",
        "Ta med Klass 8A",
        "href=\"/kampanjer/ladan/steg/curate\"",
        "href=\"/kampanjer/ladan/val\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let reader = CampaignView {
        steps: Vec::new(),
        runs: false,
        could_join: Vec::new(),
        ..open
    };
    let html = rendered(Lang::Sv, |page| detail::show(page, &reader, &[]));
    assert!(
        !html.contains("<form"),
        "who only reads has no forms: {html}"
    );
    assert!(!html.contains("/steg/"), "{html}");
}

#[test]
fn what_the_elected_say_stands_at_the_idea_and_on_a_page_of_its_own() {
    let presented = view(stages().remove(7));
    let html = rendered(Lang::Sv, |page| detail::show(page, &presented, &[]));
    for part in [
        "Visste vi, pågår: Sjölistan (S). Visste vi, inget gjort: Åsen (Å).",
        "En idé väntar på att två förtroendevalda",
        "href=\"/kampanjer/ladan/nytt\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let html = rendered(Lang::Sv, |page| novelty::show(page, &presented));
    assert_eq!(html.matches("<form").count(), 2, "one for each chosen idea");
    for part in [
        "Väntar på två partier",
        "Ett tidigare svar",
        "name=\"seen\" value=\"3\"",
        "name=\"seen\" value=\"\"",
        "value=\"known_ongoing\" checked",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let waits = html.find("Idé nummer 1").unwrap();
    assert!(
        waits < html.find("Idé nummer 2").unwrap(),
        "what waits is first"
    );
    let reader = CampaignView {
        says: false,
        ..presented
    };
    let html = rendered(Lang::Sv, |page| novelty::show(page, &reader));
    assert!(!html.contains("<form"), "{html}");
    let html = rendered(Lang::Sv, |page| detail::show(page, &reader, &[]));
    assert!(!html.contains("För dig som är förtroendevald"), "{html}");
    let open = view(stages().remove(3));
    let html = rendered(Lang::Sv, |page| novelty::show(page, &open));
    assert!(
        !html.contains("<form") && !html.contains("väntar på"),
        "{html}"
    );
}

/// The ballot and the page for slips in every case there is, in every language.
#[test]
fn the_ballot_has_its_words_for_everybody() {
    use nara_domain::actor::Level;
    use nara_domain::error::Denied;
    let candidates = view(stages().remove(4)).ideas;
    let ballot = |may, who, votes_each, ticked: &[i64]| VoteView {
        slug: "ladan".to_owned(),
        title: "Lådan <b>".to_owned(),
        question: "Vad saknas?".to_owned(),
        sets: vec!["I skolan".to_owned()],
        stage: CampaignStageCode::Voting,
        voting: Some(Voting {
            who,
            votes_each,
            ..voting()
        }),
        numbers: Some(VoteNumbers {
            ballots: 1,
            slips: 0,
        }),
        candidates: candidates.clone(),
        ticked: ticked.iter().map(|id| (*id).into()).collect(),
        counted: false,
        lost: ticked.len() == 2,
        may,
    };
    let mut all = Vec::new();
    for who in WhoVotes::ALL {
        for may in [
            Ok(()),
            Err(Denied::SignIn),
            Err(Denied::Role),
            Err(Denied::Level(Level::N1)),
        ] {
            for votes in [1, 3] {
                all.push(ballot(may, *who, votes, &[]));
                all.push(ballot(may, *who, votes, &[1]));
                all.push(ballot(may, *who, votes, &[1, 99]));
            }
        }
    }
    for stage in CampaignStageCode::ALL {
        for counted in [false, true] {
            all.push(VoteView {
                voting: None,
                stage: *stage,
                counted,
                ..ballot(Ok(()), WhoVotes::Groups, 1, &[])
            });
        }
    }
    let entry = |replaced| PaperEntry {
        by: "Maja <b>".to_owned(),
        slips: 12,
        counted_by: "Tove".to_owned(),
        counted_with: "Karin".to_owned(),
        at: Stamp(0),
        replaced,
    };
    let slips = |open: Option<Voting>| PaperView {
        slug: "ladan".to_owned(),
        title: "Lådan".to_owned(),
        voting: open,
        candidates: candidates.clone(),
        entries: vec![entry(true), entry(false)],
    };
    for lang in Lang::ALL {
        let mut pages: Vec<String> = all
            .iter()
            .map(|view| rendered(lang, |page| vote::show(page, view)))
            .collect();
        for open in [Some(voting()), None] {
            pages.push(rendered(lang, |page| {
                paper::show(page, &slips(open.clone()))
            }));
        }
        for html in pages {
            assert!(!html.contains("<b>"), "{html}");
            let missing = ["[campaign", "[vote-", "[not_allowed", "[denied", "[common-"];
            assert_eq!(
                missing.iter().find(|sign| html.contains(**sign)),
                None,
                "{html}"
            );
        }
    }
    let may = ballot(Ok(()), WhoVotes::Groups, 3, &[1]);
    let html = rendered(Lang::Sv, |page| vote::show(page, &may));
    assert_eq!(html.matches("type=\"checkbox\"").count(), 4, "{html}");
    assert_eq!(html.matches(" checked").count(), 1, "{html}");
    let one = ballot(Ok(()), WhoVotes::Groups, 1, &[]);
    let html = rendered(Lang::Sv, |page| vote::show(page, &one));
    assert_eq!(html.matches("type=\"radio\"").count(), 4, "{html}");
    let not = ballot(Err(Denied::Role), WhoVotes::Groups, 1, &[]);
    let html = rendered(Lang::Sv, |page| vote::show(page, &not));
    assert!(!html.contains("<form"), "{html}");
}

#[test]
fn the_result_stands_in_three_places() {
    let mut counted = view(stages().remove(6));
    counted.acts.push(CampaignAct {
        id: 9.into(),
        step: CampaignStepKind::Count,
        at: Stamp(0),
        by: None,
        fields: [
            ("ballots", "40"),
            ("slips", "5"),
            ("fell_out", "1"),
            ("result", "2 2 30 5\n1 1 20 0\n3 77 0 0"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
    });
    for lang in Lang::ALL {
        let html = rendered(lang, |page| detail::show(page, &counted, &[]));
        assert!(
            html.contains("id=\"resultat\"") && html.contains(">35<"),
            "{html}"
        );
        let wall = rendered(lang, |page| big::show(page, &counted, &NoCode));
        assert!(wall.contains("35"), "{wall}");
        for page in [html, wall] {
            assert!(
                !page.contains("[vote-") && !page.contains("[campaign"),
                "{page}"
            );
        }
    }
}
