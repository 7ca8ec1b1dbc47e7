//! A line of the log as a sentence, on the page and in the file.

use nara_domain::answer::ActKind;

use super::api::{Doer, Done, LogLine, LogWhat};
use crate::i18n::{Args, Lang, word};
use crate::t;

/// What a group's name is called in a line's detail.
pub const GROUP_NAME: &str = "group_name";

/// A group by its name, which changes, and its number, which does not.
fn group(lang: Lang, number: &str, name: Option<&String>) -> String {
    let number = number.to_owned();
    match name {
        Some(name) => t!(lang, "log-group", name = name.clone(), number = number),
        None => t!(lang, "log-group-unknown", number = number),
    }
    .into_owned()
}

/// Who did it.
pub fn who(lang: Lang, by: &Doer) -> String {
    match by {
        Doer::Operator => t!(lang, "log-operator").into_owned(),
        Doer::Provider(name) => t!(lang, "log-provider", name = name.clone()).into_owned(),
        Doer::System => t!(lang, "site-name").into_owned(),
        Doer::Person { name, .. } => name.clone(),
    }
}

/// The duty it was done in; empty where there is none.
pub fn role(lang: Lang, by: &Doer) -> String {
    match by {
        Doer::Person {
            role: Some(role), ..
        } => t!(lang, &format!("role-{}", role.code())).into_owned(),
        _ => String::new(),
    }
}

/// `Anna Admin gav Siv uppdraget tjänsteperson.`
pub fn sentence(lang: Lang, line: &LogLine) -> String {
    let who = who(lang, &line.by);
    match &line.done {
        Done::Deed { deed, whom, detail } => {
            let mut args = Args::new();
            // What the line itself says, by its name; a code of a duty becomes its word.
            for (name, value) in detail {
                let value = match name.as_str() {
                    "role" => t!(lang, &format!("role-{value}")).to_lowercase(),
                    "group" => group(lang, value, detail.get(GROUP_NAME)),
                    _ => value.clone(),
                };
                args.set(name.clone(), value);
            }
            let whom = whom.clone();
            args.set("who", who);
            args.set(
                "whom",
                whom.unwrap_or_else(|| t!(lang, "log-somebody").into_owned()),
            );
            word(lang, &format!("deed-{}", deed.code()), Some(&args)).into_owned()
        }
        Done::Act {
            kind,
            step,
            corrects,
            proposal,
            title,
        } => {
            let what = act(lang, *kind, step.as_deref());
            let case = match title {
                Some(title) => t!(lang, "log-case", title = title.clone()),
                None => t!(lang, "log-case-unseen", number = proposal.to_string()),
            };
            match corrects {
                true => t!(lang, "log-corrected", who = who, what = what, case = case),
                false => t!(lang, "log-recorded", who = who, what = what, case = case),
            }
            .into_owned()
        }
    }
}

/// What was recorded, by the name it has on the case's page.
fn act(lang: Lang, kind: ActKind, step: Option<&str>) -> String {
    match (kind, step) {
        (ActKind::Transition, Some(step)) => t!(lang, &format!("transition-{step}")),
        (ActKind::IdeaMove, Some(step)) => t!(lang, &format!("idea_move-{step}")),
        (kind, _) => t!(lang, &format!("act-{}", kind.code())),
    }
    .into_owned()
}

/// A kind of line, as the filter names it.
pub fn what(lang: Lang, what: LogWhat) -> String {
    t!(lang, &format!("log-what-{}", what.code())).into_owned()
}

/// The head of the file.
pub fn columns(lang: Lang) -> Vec<String> {
    ["time", "who", "role", "code", "sentence"]
        .map(|column| t!(lang, &format!("log-column-{column}")).into_owned())
        .into()
}

/// A line of the file. Moments are those of the clock on the wall in Sweden.
pub fn cells(lang: Lang, line: &LogLine) -> Vec<String> {
    let code = match &line.done {
        Done::Deed { deed, .. } => deed.code(),
        Done::Act { kind, .. } => kind.code(),
    };
    let time = line.key.at.local().strftime("%Y-%m-%d %H:%M:%S");
    vec![
        time.to_string(),
        who(lang, &line.by),
        role(lang, &line.by),
        code.to_owned(),
        sentence(lang, line),
    ]
}

#[cfg(test)]
mod tests {
    use nara_domain::audit::Deed;

    use super::super::api::LogWhat;
    use crate::i18n::{Lang, find};

    #[test]
    fn every_deed_is_a_sentence_and_a_filter_in_every_language() {
        for lang in Lang::ALL {
            for deed in Deed::ALL {
                for id in [
                    format!("deed-{}", deed.code()),
                    format!("log-what-{}", LogWhat::Deed(*deed).code()),
                ] {
                    assert!(find(lang, &id, None).is_some(), "{id}");
                }
            }
            assert!(find(lang, "log-what-case", None).is_some());
        }
    }
}
