//! What somebody was told of, in words: for the list on their own page and for letters.

use nara_domain::watching::Watched;

use super::api::{NoticeView, What};
use crate::i18n::Lang;
use crate::proposals::api::{AnswersQuery, ListQuery};
use crate::proposals::discussion::address_of;
use crate::proposals::query::list_address;
use crate::proposals::shown::{named_body, path_of};
use crate::proposals::{act_line, act_text, act_who};
use crate::questions::api::QuestionNews;
use crate::questions::{self, number_name, signed};
use crate::t;
use nara_domain::question::{Extent, QuestionStepKind};

impl NoticeView {
    /// What happened, in a line.
    pub fn line(&self, lang: Lang) -> String {
        match &self.what {
            What::Act(item, act) => {
                let line = act_line(lang, act, &item.course);
                // Whoever acted in a duty. A resident's name stands on the page.
                match act.standing.as_ref().and_then(|_| act_who(lang, act)) {
                    Some(who) => t!(lang, "news-line-by", line = line, who = who).into_owned(),
                    None => line,
                }
            }
            What::Comment(_, comment) | What::Said(_, comment) => match comment.parent {
                Some(_) => t!(lang, "news-reply"),
                None => t!(lang, "news-comment"),
            }
            .into_owned(),
            What::Published(item) => {
                let kind = format!("news-published-{}", item.kind.code());
                t!(lang, &kind).into_owned()
            }
            What::Asked(news, _) => asked_line(lang, news),
        }
    }

    /// What was said.
    pub fn text(&self) -> Option<String> {
        match &self.what {
            What::Act(_, act) => act_text(act),
            What::Comment(_, comment) | What::Said(_, comment) => Some(comment.text.clone()),
            What::Published(item) => Some(item.gist.clone()).filter(|gist| !gist.is_empty()),
            What::Asked(news, _) => news.act.fields.get("text").cloned(),
        }
    }

    /// Whether something stands in its place by now.
    pub fn is_corrected(&self) -> bool {
        match &self.what {
            What::Act(_, act) => act.superseded_by.is_some(),
            What::Asked(_, corrected) => *corrected,
            What::Comment(..) | What::Said(..) | What::Published(_) => false,
        }
    }

    /// The title of what it happened to.
    pub fn title(&self) -> &str {
        match &self.what {
            What::Act(item, _) | What::Comment(item, _) | What::Published(item) => &item.title,
            What::Said(heading, _) => &heading.words,
            What::Asked(news, _) => &news.heading,
        }
    }

    /// The local address of what it happened to.
    pub fn page(&self) -> String {
        match &self.what {
            What::Act(item, _) | What::Comment(item, _) | What::Published(item) => {
                path_of(item.id, &item.slug)
            }
            What::Said(heading, _) => questions::path_of(heading.id, &heading.slug),
            What::Asked(news, _) => questions::path_of(news.id, &news.slug),
        }
    }

    /// The local address of where it stands.
    pub fn path(&self) -> String {
        let page = self.page();
        match &self.what {
            What::Act(_, act) => format!("{page}#svar-{}", act.id),
            What::Comment(_, comment) | What::Said(_, comment) => address_of(&page, comment.id),
            What::Published(_) => page,
            What::Asked(news, _) => format!("{page}#svar-{}", news.act.id),
        }
    }
}

/// `Fråga 3 har fått svar (Maja, trafikingenjör)`
fn asked_line(lang: Lang, news: &QuestionNews) -> String {
    let part = news.act.fields.get("extent").map(String::as_str) == Some(Extent::Part.code());
    let words = match news.act.step {
        QuestionStepKind::Correct => "news-question-correct",
        _ if part => "news-question-part",
        _ => "news-question-answer",
    };
    let line = t!(lang, words, which = number_name(lang, news.number)).into_owned();
    t!(
        lang,
        "news-line-by",
        line = line,
        who = signed(lang, &news.act)
    )
    .into_owned()
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
        // Their own page has their heading in its address.
        Watched::Question(_) => "/fragor".to_owned(),
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
        // Where their heading is not at hand, or not everybody's to read any more.
        Watched::Question(_) => t!(lang, "watch-question").into_owned(),
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
            (Watched::Question("7".to_owned()), "/fragor"),
        ] {
            assert_eq!(watched_path(&watched), path);
        }
    }
}
