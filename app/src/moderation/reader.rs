//! Who reads a text at this moment: on its page, and in the list. Everybody can decide all the same; this only spares two
//! people the same work.

use leptos::prelude::*;
use nara_domain::moderation::READ_MINUTES;

use super::api::Reader;
use super::take_over_path;
use crate::context::PageContext;
use crate::i18n::{Lang, time_of_day};
use crate::people::shown_name;
use crate::t;
use crate::ui::{Kind, Notice, Tag};

/// `Anna läser den sedan 14.32`
pub(super) fn reads(lang: Lang, reader: &Reader) -> String {
    let time = time_of_day(lang, reader.since);
    match reader.own {
        true => t!(lang, "reader-own", time = time),
        false => {
            let name = shown_name(lang, &reader.name);
            t!(lang, "reader-other", name = name, time = time)
        }
    }
    .into_owned()
}

/// In a line of the list.
pub(super) fn mark(lang: Lang, reader: Option<&Reader>) -> Option<AnyView> {
    let words = reads(lang, reader?);
    Some(view! { <Tag kind=Kind::Info text=words/> }.into_any())
}

/// On the page of the text (`of`, without language), with the way to read it instead of somebody else.
pub(super) fn notice(page: &PageContext, reader: Option<&Reader>, of: &str) -> AnyView {
    let lang = page.lang;
    let Some(reader) = reader else {
        return ().into_any();
    };
    let words = reads(lang, reader);
    if reader.own {
        return view! {
            <p class="small muted">{words}". "{t!(lang, "reader-own-means", minutes = READ_MINUTES)}</p>
        }
        .into_any();
    }
    let to = page.href(&take_over_path(of));
    view! {
        <Notice kind=Kind::Warning title=words>
            <div class="flow">
                <p>{t!(lang, "reader-other-means")}</p>
                <form method="post" action=to>
                    <button class="btn btn--secondary">{t!(lang, "reader-take_over")}</button>
                </form>
            </div>
        </Notice>
    }
    .into_any()
}
