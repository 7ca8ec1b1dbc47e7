//! Whatever somebody does in a duty leaves a trace: an act in the record of the case, or a line in
//! the log. Asked of every form of the route table that is refused to residents.

use axum::http::Method;

use super::table::{People, Sent, Subject, lines, sent};
use crate::common::App;
use crate::common::http::Options;
use crate::on_both;

/// Forms that show what they would do and do it in a later step, whose line of the log is asked for in
/// `admin/rules.rs`; and those that only say who reads a text, which is forgotten within minutes.
const LOOKS: &[&str] = &[
    "/admin/regler/ny",
    "/moderera/{case}/ta-over",
    "/moderera/vantar/{held}/ta-over",
];

/// Duties in which somebody does what residents cannot; the columns of the table.
const STAFF: [&str; 6] = [
    "supervisor",
    "official",
    "elected",
    "secretary",
    "moderator",
    "administrator",
];

async fn traces(app: &App) -> i64 {
    // What colleagues write to each other, the steps of campaigns and about questions, slips of paper that were
    // counted and what the elected say of ideas are their own record of who wrote what when.
    app.number(
        "select (select count(*) from act) + (select count(*) from audit) \
         + (select count(*) from campaign_act) + (select count(*) from campaign_paper) \
         + (select count(*) from campaign_novelty) + (select count(*) from campaign_idea_parts) \
         + (select count(*) from question_act) + (select count(*) from held_act) \
         + (select count(*) from comment_answer) \
         + (select count(settled_by) + count(*) from campaign_picture) \
         + (select count(*) from case_note)",
    )
    .await
}

on_both!(every_deed_of_staff_leaves_a_trace, |app| {
    let demo = Options {
        demo: true,
        ..Options::default()
    };
    let web = app.web_with(demo).await;
    let people = People::of(&app).await;
    let mut tried = 0;
    for line in lines() {
        let refused = |cell: &str| cell.starts_with('4') || cell == "303 /logga-in";
        let done = |cell: &str| !refused(cell) && cell.starts_with(['2', '3']);
        if line.route.method != "POST"
            || line.route.pattern.starts_with("/api/")
            || LOOKS.contains(&line.route.pattern.as_str())
            || !refused(line.cell("resident"))
        {
            continue;
        }
        for role in STAFF.into_iter().filter(|role| done(line.cell(role))) {
            // What is only there under other rules is tried where those are.
            if line.case == "unread" || line.case == "incomplete" {
                continue;
            }
            // What is done to several at once needs one.
            let case = match line.route.pattern.as_str() {
                "/arbete/flera" => "public",
                "/moderera/flera" => "reported",
                _ => line.case.as_str(),
            };
            let subject = Subject::make(&app, &people, case).await;
            let form = sent(&line.route, &subject, 90_000 + tried);
            if !matches!(form, Sent::Form(_) | Sent::Files(_)) {
                continue;
            }
            let (kind, body) = form.encoded();
            let mut browser = web.signed_in(people.get(role)).await;
            let before = traces(&app).await;
            let path = subject.fill(&line.route.pattern);
            let page = browser.send(Method::POST, &path, kind, body).await;
            let what = format!("{role} {path} {} {}", page.status, page.text);
            assert!(page.status.as_u16() < 400, "{what}");
            assert!(traces(&app).await > before, "no trace of {role} {path}");
            tried += 1;
        }
    }
    assert!(tried >= 15, "{tried}");
});
