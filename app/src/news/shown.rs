//! What somebody was told of, in words: for the list on their own page and for letters.

use nara_domain::watching::Watched;

use super::api::{NoticeView, What};
use crate::i18n::Lang;
use crate::proposals::api::{AnswersQuery, ListQuery};
use crate::proposals::discussion::address_of;
use crate::proposals::query::list_address;
use crate::proposals::shown::{named_body, path_of};
use crate::proposals::{act_line, act_text, act_who};
use crate::t;

impl NoticeView {
    /// What happened, in a line.
    pub fn line(&self, lang: Lang) -> String {
        match &self.what {
            What::Act(act) => {
                let line = act_line(lang, act, &self.item.course);
                // Whoever acted in a duty. A resident's name stands on the page.
                match act.standing.as_ref().and_then(|_| act_who(lang, act)) {
                    Some(who) => t!(lang, "news-line-by", line = line, who = who).into_owned(),
                    None => line,
                }
            }
            What::Comment(comment) => match comment.parent {
                Some(_) => t!(lang, "news-reply"),
                None => t!(lang, "news-comment"),
            }
            .into_owned(),
            What::Published => {
                let kind = format!("news-published-{}", self.item.kind.code());
                t!(lang, &kind).into_owned()
            }
        }
    }

    /// What was said.
    pub fn text(&self) -> Option<String> {
        match &self.what {
            What::Act(act) => act_text(act),
            What::Comment(comment) => Some(comment.text.clone()),
            What::Published => Some(self.item.gist.clone()).filter(|gist| !gist.is_empty()),
        }
    }

    /// Whether something stands in its place by now.
    pub fn is_corrected(&self) -> bool {
        matches!(&self.what, What::Act(act) if act.superseded_by.is_some())
    }

    /// The local address of where it stands.
    pub fn path(&self) -> String {
        let case = path_of(self.item.id, &self.item.slug);
        match &self.what {
            What::Act(act) => format!("{case}#svar-{}", act.id),
            What::Comment(comment) => address_of(&case, comment.id),
            What::Published => case,
        }
    }
}

/// The list of what happens with what somebody follows, and where its button stands.
pub fn watched_path(watched: &Watched) -> String {
    match watched {
        Watched::Topic(topic) => list_address(&ListQuery {
            topic: Some(*topic),
            ..ListQuery::default()
        }),
        Watched::District(code) => list_address(&ListQuery {
            district: Some(code.clone()),
            ..ListQuery::default()
        }),
        Watched::Body(body) => AnswersQuery {
            body: Some(body.clone()),
            ..AnswersQuery::default()
        }
        .page(),
        Watched::Person(name) => AnswersQuery {
            by: Some(name.clone()),
            ..AnswersQuery::default()
        }
        .page(),
    }
}

/// Its name. A part of the municipality has the one its rules give it.
pub fn watched_name(
    lang: Lang,
    watched: &Watched,
    districts: &[nara_domain::proposal::District],
) -> String {
    match watched {
        Watched::Topic(topic) => t!(lang, &format!("topic-{}", topic.code())).into_owned(),
        Watched::District(code) => nara_domain::proposal::District::find(districts, code)
            .map_or_else(|| code.clone(), |district| district.name.clone()),
        Watched::Body(body) => named_body(lang, body.as_str()),
        Watched::Person(name) => name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nara_domain::actor::Body;
    use nara_domain::proposal::Topic;

    #[test]
    fn each_leads_to_the_list_of_what_happens_with_it() {
        for (watched, path) in [
            (Watched::Topic(Topic::Safety), "/forslag?amne=trygghet"),
            (
                Watched::District("centrum".to_owned()),
                "/forslag?omrade=centrum",
            ),
            (Watched::Body(Body::council()), "/svar?organ=KF"),
            (Watched::Person("Bo Ek".to_owned()), "/svar?av=Bo+Ek"),
        ] {
            assert_eq!(watched_path(&watched), path);
        }
    }
}
