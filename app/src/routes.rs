//! Addresses to pages, and the document around them.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::accounts::{
    AccountPage, AddressPage, CheckMailPage, CodePage, ConfirmPage, DemoMailPage, ForgottenPage,
    NewAddressPage, NewPasswordPage, PasswordPage, ProviderPage, RegisterPage, ResetSentPage,
    SignInPage,
};
use crate::admin::{
    AdminPage, DutyPage, InvitationPage, InvitationsPage, InvitePage, LogPage, PeoplePage,
    PersonPage, RolesPage,
};
use crate::adoption::AdoptPage;
use crate::answers::{
    AnswersPage, CorrectPage, OfficialAnswerPage, OpinionPage, RecordPage, VerdictPage,
};
use crate::campaigns::{
    CampaignPage, CampaignReportPage, CampaignStepPage, CampaignsPage, ChoosePage, IdeasPage,
    NewCampaignPage, NoveltyPage, PartsPage, PicturePage, SlipsPage, VotePage,
};
use crate::context::page;
use crate::documents::{DocumentsPage, RemovePage};
use crate::fame::HallPage;
use crate::follow::StopPage;
use crate::groups::{
    AliasPage, CardsPage, ChangeGroupPage, DoorPage, GroupPage, GroupsPage, MyGroupPage,
    NewGroupPage, ReadPage,
};
use crate::identity::{MergePage, RollPage, WaysPage};
use crate::layout::{ErrorPage, Frame, IslandLoader, NotFoundPage};
use crate::meetings::{ChangeMeetingPage, MeetingPage, MeetingsPage, NewMeetingPage};
use crate::merging::MergeProposalsPage;
use crate::moderation::holding::{HeldTextPage, MyHeldPage, PacePage};
use crate::moderation::{
    AppealPage, AskedReportedPage, CasePage, GuidancePage, ModerationPage, QueuePage, ReinsPage,
    ReportQuestionPage, ReportTextPage, ReportedPage, RestrainPersonPage, RestraintPersonPage,
    TogetherPage,
};
use crate::news::{ChoicesPage, HappenedPage};
use crate::openness::{Info, InfoPage};
use crate::outside::{AskOutsidePage, GuestPage};
use crate::people::{
    EnteredPage, NamePage, PaperPage, PaperProposalPage, PaperSupportPage, ProtectionPage,
};
use crate::posters::{CampaignPosterPage, PanelPage, PosterPage};
use crate::privacy::{ErasePage, HeldPage};
use crate::proof::{AddPasskeyPage, PasskeyPage, PasskeysPage, ProveCodePage, ProvePage};
use crate::proposals::{
    AnsweredPage, ChangeCommentPage, CheckPage, DetailPage, ListPage, ReceiptPage, SimilarPage,
    StartPage, SupportedPage, TextPage, TitlePage, TopicPage, VersionsPage, WaitingPage,
};
use crate::questions::{
    AskPage, QuestionListPage, QuestionStepPage, QuestionsPage, StopQuestionsPage,
};
use crate::rules::RulesHerePage;
use crate::settings::{
    DutyAddressPage, HoldingRulesPage, MailPage, NewRulesPage, RulesPage, SwitchesPage, ThemePage,
    stylesheet,
};
use crate::statistics::{PromisesPage, ReportPage, StandingPage};
use crate::work::{
    InsidePage, NewTemplatePage, RemoveTemplatePage, SeveralPage, TemplatePage, TemplatesPage,
    WorkPage,
};

/// The document: everything outside `<main>` is here or in `layout`.
pub fn shell(_options: LeptosOptions) -> impl IntoView {
    let page = page();
    let css = page.site.assets.css.clone();
    let theme = page.settings.theme.map(stylesheet);
    let theme = theme.map(|address| view! { <link rel="stylesheet" href=address/> });
    view! {
        <!DOCTYPE html>
        <html lang=page.lang.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=css/>
                {theme}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <MetaTags/>
                <IslandLoader/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The frame, and in it the page at the address, or why there is none.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                {match page().failure {
                    Some(error) => view! { <ErrorPage error/> }.into_any(),
                    None => view! { <Pages/> }.into_any(),
                }}
            </Frame>
        </Router>
    }
}

/// All pages. Every route is `SsrMode::Async`: the response is complete before its first byte.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag") view=ListPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt") view=TitlePage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt/:draft") view=TitlePage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt/:draft/text") view=TextPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt/:draft/amne") view=TopicPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt/:draft/liknande") view=SimilarPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/nytt/:draft/kontrollera") view=CheckPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/kvitto") view=ReceiptPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug") view=DetailPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/affisch") view=PosterPage ssr=SsrMode::Async/>
            <Route path=path!("/handlaggning") view=WaitingPage ssr=SsrMode::Async/>
            <Route path=path!("/beslut") view=PromisesPage ssr=SsrMode::Async/>
            <Route path=path!("/beslut/hall-of-fame") view=HallPage ssr=SsrMode::Async/>
            <Route path=path!("/laget") view=StandingPage ssr=SsrMode::Async/>
            <Route path=path!("/laget/rapport") view=ReportPage ssr=SsrMode::Async/>
            <Route path=path!("/arbete") view=WorkPage ssr=SsrMode::Async/>
            <Route path=path!("/arbete/flera") view=SeveralPage ssr=SsrMode::Async/>
            <Route path=path!("/arbete/mallar") view=TemplatesPage ssr=SsrMode::Async/>
            <Route path=path!("/arbete/mallar/ny") view=NewTemplatePage ssr=SsrMode::Async/>
            <Route path=path!("/arbete/mallar/:template") view=TemplatePage ssr=SsrMode::Async/>
            <Route path=path!("/arbete/mallar/:template/ta-bort") view=RemoveTemplatePage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/internt") view=InsidePage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/sla-ihop") view=MergeProposalsPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/ta-over") view=AdoptPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/inlagg/:comment/andra") view=ChangeCommentPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/inlagg/:comment/besvarad") view=AnsweredPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/inlagg/:comment/versioner") view=VersionsPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/anmal") view=ReportTextPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/anmal/tack") view=ReportedPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/samtalet") view=ReinsPage ssr=SsrMode::Async/>
            <Route path=path!("/moderera") view=QueuePage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/vagledning") view=GuidancePage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/flera") view=TogetherPage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/:case") view=CasePage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/vantar/:held") view=HeldTextPage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/takt/:pace") view=PacePage ssr=SsrMode::Async/>
            <Route path=path!("/vantar/:held") view=MyHeldPage ssr=SsrMode::Async/>
            <Route path=path!("/moderera/:case/avstangning") view=RestrainPersonPage ssr=SsrMode::Async/>
            <Route path=path!("/avstangning/:restraint") view=RestraintPersonPage ssr=SsrMode::Async/>
            <Route path=path!("/omprovning/:case") view=AppealPage ssr=SsrMode::Async/>
            <Route path=path!("/moderering") view=ModerationPage ssr=SsrMode::Async/>
            <Route path=path!("/svar") view=AnswersPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/svara") view=OfficialAnswerPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/asikt") view=OpinionPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/handlagg") view=RecordPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/omdome") view=VerdictPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/ratta/:act") view=CorrectPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/handlingar") view=DocumentsPage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/handlingar/:number/ta-bort") view=RemovePage ssr=SsrMode::Async/>
            <Route path=path!("/forslag/:id/:slug/fraga-utomstaende") view=AskOutsidePage ssr=SsrMode::Async/>
            <Route path=path!("/gastsvar") view=GuestPage ssr=SsrMode::Async/>
            <Route path=path!("/logga-in") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/logga-in/e-legitimation/:provider") view=ProviderPage ssr=SsrMode::Async/>
            <Route path=path!("/logga-in/kod") view=CodePage ssr=SsrMode::Async/>
            <Route path=path!("/registrera") view=RegisterPage ssr=SsrMode::Async/>
            <Route path=path!("/registrera/klar") view=CheckMailPage ssr=SsrMode::Async/>
            <Route path=path!("/bekrafta") view=ConfirmPage ssr=SsrMode::Async/>
            <Route path=path!("/glomt-losenord") view=ForgottenPage ssr=SsrMode::Async/>
            <Route path=path!("/glomt-losenord/klar") view=ResetSentPage ssr=SsrMode::Async/>
            <Route path=path!("/nytt-losenord") view=NewPasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/konto") view=AccountPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/namn") view=NamePage ssr=SsrMode::Async/>
            <Route path=path!("/konto/skydd") view=ProtectionPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/stod") view=SupportedPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/aviseringar") view=ChoicesPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/handelser") view=HappenedPage ssr=SsrMode::Async/>
            <Route path=path!("/avsluta/:token") view=StopPage ssr=SsrMode::Async/>
            <Route path=path!("/papper") view=PaperPage ssr=SsrMode::Async/>
            <Route path=path!("/papper/forslag") view=PaperProposalPage ssr=SsrMode::Async/>
            <Route path=path!("/papper/stod") view=PaperSupportPage ssr=SsrMode::Async/>
            <Route path=path!("/papper/:entered/kvitto") view=EnteredPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/losenord") view=PasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/epost") view=AddressPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/bekrafta") view=ProvePage ssr=SsrMode::Async/>
            <Route path=path!("/konto/bekrafta/kod") view=ProveCodePage ssr=SsrMode::Async/>
            <Route path=path!("/konto/passnycklar") view=PasskeysPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/passnycklar/ny") view=AddPasskeyPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/passnycklar/ny/:link") view=AddPasskeyPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/passnycklar/:key") view=PasskeyPage ssr=SsrMode::Async/>
            <Route path=path!("/ny-adress") view=NewAddressPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/sla-samman") view=MergePage ssr=SsrMode::Async/>
            <Route path=path!("/konto/uppgifter") view=HeldPage ssr=SsrMode::Async/>
            <Route path=path!("/konto/ta-bort") view=ErasePage ssr=SsrMode::Async/>
            <Route path=path!("/admin") view=AdminPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/personer") view=PeoplePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/personer/:person") view=PersonPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/personer/:person/uppdrag") view=DutyPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/roller") view=RolesPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/regler") view=RulesPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/regler/ny") view=NewRulesPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/utseende") view=ThemePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/funktioner") view=SwitchesPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/granskning") view=HoldingRulesPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/jour") view=DutyAddressPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/post") view=MailPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/inloggning") view=WaysPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/folkbokforing") view=RollPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/inbjudningar") view=InvitationsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/inbjudningar/ny") view=InvitePage ssr=SsrMode::Async/>
            <Route path=path!("/admin/logg") view=LogPage ssr=SsrMode::Async/>
            <Route path=path!("/inbjudan") view=InvitationPage ssr=SsrMode::Async/>
            <Route path=path!("/grupp") view=DoorPage ssr=SsrMode::Async/>
            <Route path=path!("/grupp/in") view=AliasPage ssr=SsrMode::Async/>
            <Route path=path!("/grupp/mitt") view=MyGroupPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper") view=GroupsPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper/ny") view=NewGroupPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper/:group") view=GroupPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper/:group/andra") view=ChangeGroupPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper/:group/kort") view=CardsPage ssr=SsrMode::Async/>
            <Route path=path!("/grupper/:group/lasa") view=ReadPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer") view=CampaignsPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/ny") view=NewCampaignPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign") view=CampaignPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/affisch") view=CampaignPosterPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/panel") view=PanelPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/rapport") view=CampaignReportPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/steg/:step") view=CampaignStepPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/ideer") view=IdeasPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/ideer/:idea") view=PartsPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/ideer/:idea/bild") view=PicturePage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/val") view=ChoosePage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/nytt") view=NoveltyPage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/rosta") view=VotePage ssr=SsrMode::Async/>
            <Route path=path!("/kampanjer/:campaign/rosta/papper") view=SlipsPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor") view=QuestionListPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/ny") view=AskPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/brev/:token") view=StopQuestionsPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/:questions/:slug") view=QuestionsPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/:questions/:slug/anmal") view=ReportQuestionPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/:questions/:slug/anmal/tack") view=AskedReportedPage ssr=SsrMode::Async/>
            <Route path=path!("/fragor/:questions/:slug/:number/steg/:deed") view=QuestionStepPage ssr=SsrMode::Async/>
            <Route path=path!("/moten") view=MeetingsPage ssr=SsrMode::Async/>
            <Route path=path!("/moten/ny") view=NewMeetingPage ssr=SsrMode::Async/>
            <Route path=path!("/moten/:meeting") view=MeetingPage ssr=SsrMode::Async/>
            <Route path=path!("/moten/:meeting/andra") view=ChangeMeetingPage ssr=SsrMode::Async/>
            <Route path=path!("/moten/:meeting/:slug") view=MeetingPage ssr=SsrMode::Async/>
            <Route path=path!("/demo/post") view=DemoMailPage ssr=SsrMode::Async/>
            <Route path=path!("/om") view=|| view! { <InfoPage info=Info::About/> } ssr=SsrMode::Async/>
            <Route path=path!("/sa-fungerar-det") view=|| view! { <InfoPage info=Info::How/> } ssr=SsrMode::Async/>
            <Route path=path!("/regler") view=RulesHerePage ssr=SsrMode::Async/>
            <Route path=path!("/integritet") view=|| view! { <InfoPage info=Info::Privacy/> } ssr=SsrMode::Async/>
            <Route path=path!("/tillganglighet") view=|| view! { <InfoPage info=Info::Accessibility/> } ssr=SsrMode::Async/>
        </FlatRoutes>
    }
}
