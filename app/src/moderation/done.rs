//! What was done with a text or a discussion, with who did it and why.

use leptos::prelude::*;
use nara_domain::actor::Standing;
use nara_domain::time::Stamp;

use crate::context::PageContext;
use crate::t;
use crate::ui::{DayOf, StandingBadge, written_in};

/// One thing that was done.
pub(super) struct DoneLine {
    /// `Dold enligt regeln om`
    pub what: String,
    /// What goes on in the same line; empty: nothing.
    pub more: String,
    /// Empty: none.
    pub reason: String,
    /// None: its author, or a job.
    pub by: Option<(String, Option<Standing>)>,
    pub at: Stamp,
}

/// All of it, under its heading; nothing where nothing was done.
pub(super) fn done(page: &PageContext, lines: Vec<DoneLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = lines
        .into_iter()
        .map(|line| {
            let more = (!line.more.is_empty()).then(|| format!(" {}", line.more));
            let reason = (!line.reason.is_empty()).then(|| {
                view! { <p class="as-written" lang=written_in(lang) dir="auto">{line.reason}</p> }
            });
            let by = line.by.map(|(name, standing)| {
                view! {
                    <span>{name}</span>
                    <StandingBadge standing/>
                }
            });
            view! {
                <li class="item item--plain">
                    <div>
                        <p><strong>{line.what}</strong>{more}</p>
                        {reason}
                        <div class="item__meta">
                            {by}
                            <span><DayOf at=line.at/></span>
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="gjort">
            <h2 id="gjort">{t!(lang, "moderate-done")}</h2>
            <ul class="items">{items}</ul>
        </section>
    }
    .into_any()
}
