//! Third step: what it is about and where, so that it is found by whom it concerns.

use leptos::prelude::*;
use nara_domain::proposal::{District, Kind, Topic};

use super::{Frame, address, label, till, with_rules};
use crate::campaigns::api::{CampaignPort, NO_SET, OpenCampaign, SET};
use crate::context::{page, port};
use crate::i18n::Lang;
use crate::layout::load;
use crate::proposals::api::Draft;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState};

#[component]
pub fn TopicPage() -> impl IntoView {
    let actor = page().actor;
    let campaigns = port::<dyn CampaignPort>();
    let data = async move { campaigns?.open_for(&actor).await };
    load(data, |campaign| {
        with_rules(move |draft, rules| {
            let districts = rules.districts.clone();
            let campaign = campaign
                .clone()
                .filter(|_| draft.fields.kind == Kind::Idea.code());
            view! { <TopicStep draft districts campaign/> }.into_any()
        })
        .into_any()
    })
}

/// Which set of the campaign it is for, where the writer's group takes part in one.
fn set_choice(lang: Lang, form: &FormState, campaign: OpenCampaign, value: String) -> AnyView {
    let free = (
        NO_SET.to_owned(),
        t!(lang, "wizard-set-none").into_owned(),
        String::new(),
    );
    let choices = (1..)
        .zip(campaign.sets)
        .map(|(number, name): (usize, String)| (number.to_string(), name, String::new()))
        .chain(std::iter::once(free))
        .collect::<Vec<_>>();
    let hint = t!(lang, "wizard-set-hint", campaign = campaign.title).into_owned();
    view! {
        <Choices form=form.clone() name=SET legend=t!(lang, "wizard-label-set").into_owned() hint
            choices value/>
    }
    .into_any()
}

#[component]
fn TopicStep(
    draft: Draft,
    districts: Vec<District>,
    campaign: Option<OpenCampaign>,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "topic");
    let topics = Topic::ALL
        .iter()
        .map(|topic| {
            let word = t!(lang, &format!("topic-{}", topic.code())).into_owned();
            (topic.code().to_owned(), word, String::new())
        })
        .collect::<Vec<_>>();
    let everywhere = (
        String::new(),
        t!(lang, "wizard-everywhere").into_owned(),
        String::new(),
    );
    // A municipality without parts asks for none.
    let where_to = (!districts.is_empty()).then(|| {
        let districts = std::iter::once(everywhere)
            .chain(
                districts
                    .into_iter()
                    .map(|District { code, name }| (code, name, String::new())),
            )
            .collect::<Vec<_>>();
        view! {
            <Choices form=form.clone() name="district" legend=t!(lang, "wizard-district").into_owned()
                hint=t!(lang, "wizard-district-hint").into_owned() two=true
                choices=districts value=draft.fields.district/>
        }
    });
    let set = campaign.map(|open| set_choice(lang, &form, open, draft.fields.set.clone()));
    let title = t!(lang, "wizard-topic").into_owned();
    view! {
        <Frame step=3 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            <form class="form" method="post" action=page.href(&address(&draft.id, "amne"))>
                <Choices form=form.clone() name="topic" legend=title heading=true two=true
                    choices=topics value=draft.fields.topic/>
                {where_to}
                {set}
                <input type="hidden" name="till" value=till()/>
                <div class="actions">
                    <button class="btn">{t!(lang, "wizard-next")}</button>
                    <a class="btn btn--quiet" href=page.href(&address(&draft.id, "text"))>{t!(lang, "wizard-back")}</a>
                </div>
            </form>
        </Frame>
    }
}
