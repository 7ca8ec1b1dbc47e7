//! Last step: everything as it will stand, what becomes of it, and the button.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nara_domain::group::is_member;
use nara_domain::name::{NAMELESS, NameForm};
use nara_domain::proposal::{Kind as Way, Ruleset, Topic};
use nara_domain::switches::Feature;

use super::kept::{kept_from, kept_notice};
use super::{Frame, address, district_name, handed_in, kind_name, label};
use crate::adoption::api::{AdoptionPort, Linked};
use crate::adoption::written_from;
use crate::campaigns::api::{CampaignPort, OpenCampaign};
use crate::context::{page, port};
use crate::error::AppError;
use crate::groups::api::GroupPort;
use crate::layout::load;
use crate::people::api::PeoplePort;
use crate::people::{form_choices, shown_name};
use crate::proposals::api::{Draft, ProposalPort};
use crate::rules::{season_notice, window_choices};
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, Icon, Kind, Notice, closed_notice, icon};

/// What the last step shows besides the draft.
struct Around {
    rules: Arc<Ruleset>,
    /// The names the reader can hand this in under, with the one chosen; none signed out.
    names: Option<(Vec<(NameForm, String)>, NameForm)>,
    /// For a member of a group: whether a supervisor reads it first.
    reads_first: Option<bool>,
    /// The campaign their group takes part in, while it is open.
    campaign: Option<OpenCampaign>,
    /// The idea it is written from.
    idea: Option<Linked>,
}

#[component]
pub fn CheckPage() -> impl IntoView {
    let page = page();
    let id = use_params_map()
        .get_untracked()
        .get("draft")
        .unwrap_or_default();
    let (proposals, people) = (port::<dyn ProposalPort>(), port::<dyn PeoplePort>());
    let groups = port::<dyn GroupPort>();
    let (campaigns, adoption) = (port::<dyn CampaignPort>(), port::<dyn AdoptionPort>());
    let data = async move {
        let proposals = proposals?;
        let draft = proposals.get_draft(&id).await?;
        let rules = proposals.rules().await?;
        let least = match draft.fields.kind.as_str() {
            "idea" | "problem" => NameForm::Nameless,
            _ => rules.proposal_name,
        };
        // The one name of a member of a group is alias and group.
        let names = match page.actor.is_signed_in() && !is_member(&page.actor) {
            false => None,
            true => {
                let view = people?.names(&page.actor).await?;
                let chosen = NameForm::from_code(&draft.fields.name_form).unwrap_or(view.form);
                let choices = match view.protection {
                    Some(_) => Vec::new(),
                    None => view.names.choices(least),
                };
                Some((choices, chosen))
            }
        };
        let reads_first = match is_member(&page.actor) {
            false => None,
            true => match groups?.mine(&page.actor, page.now).await {
                Ok(group) => Some(group.reads_first),
                Err(AppError::NotFound) => Some(false),
                Err(error) => return Err(error),
            },
        };
        let around = Around {
            rules,
            names,
            reads_first,
            campaign: campaigns?.open_for(&page.actor).await?,
            idea: adoption?.written_from(&draft.id).await?,
        };
        Ok((draft, around))
    };
    load(data, |(draft, around)| match draft.proposal {
        Some(proposal) => handed_in(proposal),
        None => check(draft, around),
    })
}

/// Which name stands there, where there is a choice or the rules ask for one that is not known.
fn name_choice(form: &FormState, names: Option<(Vec<(NameForm, String)>, NameForm)>) -> AnyView {
    let page = page();
    let lang = page.lang;
    let Some((choices, chosen)) = names else {
        return ().into_any();
    };
    let ruled_out = !choices.iter().any(|(form, _)| *form == chosen);
    let link = view! {
        <p><a href=page.href("/konto/namn")>{t!(lang, "wizard-name-more")}</a></p>
    };
    match choices.len() {
        0 if page.actor.name() == Some(NAMELESS) => ().into_any(),
        0 => view! {
            <Notice kind=Kind::Warning title=t!(lang, "wizard-name-needed-title")>
                <p>{t!(lang, "wizard-name-needed")}</p>
                {link}
            </Notice>
        }
        .into_any(),
        _ => {
            let value = match ruled_out {
                true => String::new(),
                false => chosen.code().to_owned(),
            };
            let choices = choices.into_iter().map(|(form, name)| (form, Some(name)));
            view! {
                <Choices form=form.clone() name="name_form"
                    legend=t!(lang, "wizard-label-name_form").into_owned()
                    hint=t!(lang, "wizard-name-hint").into_owned()
                    choices=form_choices(lang, choices) value=value/>
                {link}
            }
            .into_any()
        }
    }
}

fn check(draft: Draft, around: Around) -> AnyView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "check");
    let fields = draft.fields.clone();
    let way = Way::from_code(&fields.kind).unwrap_or(Way::Proposal);
    let idea = way == Way::Idea;
    let accepted = fields.accepted.clone();
    let rules = around.rules;
    let written_from_idea = around.idea.map(|idea| written_from(&page, &idea));
    let kept = kept_from(&page.actor, way, &rules).is_some();
    let kept_notice = kept.then(|| kept_notice(&page, &rules));
    // An alias is never enough: what is left is to hand it in in the other way.
    let no_way = kept && is_member(&page.actor);
    let change_way = kept_from(&page.actor, Way::Idea, &rules)
        .is_none()
        .then(|| {
            let to = page.href(&format!("{}?till=kontrollera", address(&draft.id, "")));
            view! { <p><a class="btn" href=to>{t!(lang, "wizard-kept-change")}</a></p> }
        });
    let topic = match fields.topic.as_str() {
        "" => String::new(),
        code => t!(lang, &format!("topic-{code}")).into_owned(),
    };
    let name = match page.actor.name() {
        Some(name) => shown_name(lang, name),
        None => t!(lang, "wizard-name-later").into_owned(),
    };
    // Chosen below, with the button.
    let chooses_name = around
        .names
        .as_ref()
        .is_some_and(|(choices, _)| !choices.is_empty());
    let in_campaign = around.campaign.is_some() && idea;
    let set = around.campaign.map_or_else(String::new, |campaign| {
        let number: usize = fields.set.parse().unwrap_or_default();
        let name = number
            .checked_sub(1)
            .and_then(|place| campaign.sets.get(place));
        name.cloned()
            .unwrap_or_else(|| t!(lang, "wizard-set-none").into_owned())
    });
    let rows = [
        ("kind", kind_name(lang, &fields.kind), Some("")),
        ("title", fields.title.clone(), Some("")),
        ("body", fields.body.clone(), Some("text")),
        ("topic", topic, Some("amne")),
        (
            "district",
            district_name(lang, &rules.districts, &fields.district),
            Some("amne"),
        ),
        ("set", set, Some("amne")),
        ("name", name, None),
    ];
    let has_districts = !rules.districts.is_empty() || !fields.district.is_empty();
    let rows = rows
        .into_iter()
        .filter(|(field, ..)| match *field {
            "district" => has_districts,
            "name" => !chooses_name,
            "set" => in_campaign,
            _ => true,
        })
        .map(|(field, value, step)| {
            let missing = value.trim().is_empty();
            let value = if missing { t!(lang, "wizard-missing").into_owned() } else { value };
            let id = form.id(field);
            let problem = form.problem(field).map(|problem| {
                view! { <p class="field__error">{icon(Icon::Alert)}{problem}</p> }
            });
            let name = t!(lang, &format!("wizard-label-{field}")).into_owned();
            let change = step.map(|step| {
                let href = page.href(&format!("{}?till=kontrollera", address(&draft.id, step)));
                view! {
                    <a href=href>{t!(lang, "wizard-change")}<span class="visually-hidden">" "{name.clone()}</span></a>
                }
            });
            view! {
                <div class="summary__row" id=id>
                    <dt>{name.clone()}</dt>
                    <dd class="as-written">{problem}{value}</dd>
                    <dd class="summary__change">{change}</dd>
                </div>
            }
        })
        .collect_view();
    let problem = form.problem("publish");
    let described = problem.is_some().then_some("check-publish-fel");
    let problem = problem.map(|problem| {
        view! { <p class="field__error" id="check-publish-fel">{icon(Icon::Alert)}{problem}</p> }
    });
    let send = match page.actor.is_signed_in() {
        true => t!(lang, "wizard-submit"),
        false => t!(lang, "wizard-sign-in-submit"),
    };
    let checked = form.value("publish", &accepted) == "yes";
    let public = match (around.reads_first, way) {
        (Some(true), _) => t!(lang, "wizard-public-read-first"),
        (Some(false), _) => t!(lang, "wizard-public-alias"),
        (None, Way::Idea) => t!(lang, "wizard-public-idea"),
        (None, Way::Problem) => t!(lang, "wizard-public-problem"),

        (None, Way::Proposal | Way::Questions) => t!(lang, "wizard-public"),
    };
    let title = t!(lang, "wizard-check").into_owned();
    let closed = closed_notice(&page, Feature::of_kind(way))
        .map(|closed| view! { {closed}<p>{t!(lang, "closed-draft-kept")}</p> }.into_any());
    // Not the season for it: what is written stays where it is until then.
    let closed = closed.or_else(|| match way {
        Way::Idea | Way::Problem | Way::Questions => None,
        Way::Proposal => season_notice(lang, &rules, page.today()),
    });
    let windows = match way {
        Way::Idea | Way::Problem | Way::Questions => Vec::new(),
        Way::Proposal => window_choices(lang, &rules, Topic::from_code(&fields.topic)),
    };
    let window_choice = (!windows.is_empty()).then(|| {
        view! {
            <Choices form=form.clone() name="window" two=true
                legend=label(lang, "window") hint=t!(lang, "wizard-window-hint").into_owned()
                choices=windows value=fields.window.clone()/>
        }
    });
    view! {
        <Frame step=5 title=title.clone()>
            <ErrorSummary form=form.clone() label=move |field| label(lang, field)/>
            <h1>{title}</h1>
            <dl class="summary">{rows}</dl>
            {(!no_way).then(|| view! {
                <h2>{t!(lang, "wizard-public-title")}</h2>
                <p>{public}</p>
            })}
            {written_from_idea}
            {kept_notice}
            {match closed {
                _ if no_way => change_way.into_any(),
                Some(closed) => closed,
                None => view! {
                <form class="form" method="post" action=page.href(&address(&draft.id, "kontrollera"))>
                    {window_choice}
                    {name_choice(&form, around.names)}
                    <div class="field">
                        {problem}
                        <label class="choice">
                            <input type="checkbox" id="check-publish" name="publish" value="yes"
                                checked=checked aria-describedby=described/>
                            <span>{t!(lang, "wizard-accept")}</span>
                        </label>
                    </div>
                    <div class="actions"><button class="btn">{send}</button></div>
                    {(!page.actor.is_signed_in()).then(|| view! { <p class="small muted">{t!(lang, "wizard-sign-in-note")}</p> })}
                </form>
                }.into_any(),
            }}
        </Frame>
    }
    .into_any()
}
