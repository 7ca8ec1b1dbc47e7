//! That an answer has come: on the case's page and on the desk, for those who may publish it.

use leptos::prelude::*;
use nara_domain::permissions::answer_for_department;

use super::api::{ArrivedLine, ArrivedView};
use crate::answers::path;
use crate::context::PageContext;
use crate::i18n::{day_near, time_of_day};
use crate::proposals::api::ProposalView;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Kind, Notice, Tag};

/// On the case's page: which have come, and the way to them.
pub fn guest_answer_waits(page: &PageContext, case: &ProposalView) -> Option<AnyView> {
    let lang = page.lang;
    answer_for_department(&page.actor).ok()?;
    let to = page.href(&format!("{}/fraga-utomstaende", path(case)));
    let notices: Vec<_> = case
        .outside
        .iter()
        .filter(|request| request.arrived.is_some())
        .map(|request| {
            let title = t!(
                lang,
                "outside-arrived",
                organisation = request.organisation.clone()
            );
            let to = format!("{to}#fraga-{}", request.id);
            view! {
                <Notice kind=Kind::Guest title=title>
                    <p>{t!(lang, "later-not_published")} " " <a href=to>{t!(lang, "outside-open")}</a></p>
                </Notice>
            }
        })
        .collect();
    (!notices.is_empty()).then(|| notices.into_any())
}

/// On the desk: every answer that has come. Nothing where none has.
pub fn answers_that_came(page: &PageContext, lines: &[ArrivedLine]) -> AnyView {
    let lang = page.lang;
    if lines.is_empty() {
        return ().into_any();
    }
    let items = lines
        .iter()
        .map(|line| {
            let to = page.href(&format!(
                "{}/fraga-utomstaende",
                path_of(line.id, &line.slug)
            ));
            let came = t!(
                lang,
                "outside-arrived",
                organisation = line.organisation.clone()
            );
            let asked = match line.mine {
                true => t!(lang, "outside-asked-by-you"),
                false => t!(lang, "outside-asked-by", who = line.by_name.clone()),
            };
            let when = t!(
                lang,
                "later-moment",
                day = day_near(lang, line.at.day(), page.today()),
                time = time_of_day(lang, line.at)
            );
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title"><a href=to>{line.title.clone()}</a></h3>
                        <div class="item__meta">
                            <Tag kind=Kind::Guest text=came/>
                            <span>{when}</span>
                            <span>{asked}</span>
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="gastsvar-kommit">
            <h2 id="gastsvar-kommit">{t!(lang, "outside-desk-title")}</h2>
            <ol class="items">{items}</ol>
        </section>
    }
    .into_any()
}

/// `5 mars kl. 8.00`
pub(super) fn came_at(page: &PageContext, arrived: &ArrivedView) -> String {
    t!(
        page.lang,
        "later-moment",
        day = day_near(page.lang, arrived.at.day(), page.today()),
        time = time_of_day(page.lang, arrived.at)
    )
    .into_owned()
}
