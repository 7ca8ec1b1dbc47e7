//! What every handler can reach, and how it is put together.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use nara_app::accounts::api::AccountPort;
use nara_app::admin::api::{AdminPort, InvitationPort};
use nara_app::adoption::api::AdoptionPort;
use nara_app::answers::api::AnswerPort;
use nara_app::campaigns::api::CampaignPort;
use nara_app::coauthors::api::CoauthorPort;
use nara_app::context::Site;
use nara_app::fame::api::FamePort;
use nara_app::follow::api::FollowPort;
use nara_app::groups::api::GroupPort;
use nara_app::helping::api::HelpingPort;
use nara_app::identity::desk::IdentityDeskPort;
use nara_app::meetings::api::MeetingPort;
use nara_app::merging::api::MergePort;
use nara_app::outside::api::OutsidePort;
use nara_app::proof::api::ProofPort;
use nara_app::proposals::api::{FollowUpPort, ProposalPort};
use nara_app::proposals::comment_draft::CommentDraftPort;
use nara_app::questions::api::QuestionPort;
use nara_app::settings::api::{MailSettings, SettingsPort};
use nara_app::statistics::api::StatisticsPort;
use nara_app::work::api::WorkPort;
use nara_app::work::templates_api::TemplatePort;
use nara_domain::moderation::holding::HoldingRules;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::accounts::{AccountService, Sessions};
use crate::admin::AdminService;
use crate::auth::webauthn::RelyingParty;
use crate::auth::{Keys, Passwords};
use crate::campaigns::{CampaignService, PictureService};
use crate::clock::Clock;
use crate::db::{Db, DbError};
use crate::documents::DocumentService;
use crate::entropy::Entropy;
use crate::follow::FollowService;
use crate::groups::GroupService;
use crate::http::assets::SiteFiles;
use crate::http::client::Network;
use crate::http::limits::Limits;
use crate::http::page_cache::PageCache;
use crate::http::pressure::Pressure;
use crate::http::pressure::rooms::Bounds;
use crate::identity::register::{Register, Roll, Rolls};
use crate::identity::{IdentityDesk, IdentityService, NumberKey};
use crate::live::{Hub, Seats, StreamLimits};
use crate::mail::Post;
use crate::meetings::MeetingService;
use crate::metrics::{LaneMeter, Metrics, Parts as Measured};
use crate::moderation::{HoldingService, ModerationService};
use crate::news::NewsService;
use crate::outside::OutsideService;
use crate::people::{PaperService, PeopleService};
use crate::posters::Posters;
use crate::privacy::PrivacyService;
use crate::proposals::{ProposalService, SupportWriter};
use crate::providers::{Chosen, Parts, Providers};
use crate::questions::QuestionService;
use crate::settings::{Settings, SettingsService};
use crate::work::{TemplateService, WorkService};

/// Cheap to clone, and that is asked of it: every layer of the router takes a copy for each request. Sixty
/// pointers, each of them counted by every thread, cost more than the answer of a page from memory.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl From<Shared> for AppState {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

/// What every handler can reach.
#[derive(Clone)]
pub struct Shared {
    pub site: Arc<Site>,
    pub files: SiteFiles,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    /// The log of public events, for streams and for where a page's stream begins.
    pub live: Hub,
    /// Room for open streams.
    pub seats: Seats,
    /// Room for everything else.
    pub pressure: Pressure,
    /// Pages for everybody, kept in memory.
    pub pages: PageCache,
    pub metrics: Metrics,
    /// Where votes wait to be written down.
    pub votes: SupportWriter,
    pub proposals: Arc<dyn ProposalPort>,
    pub accounts: Arc<dyn AccountPort>,
    pub identity: Arc<IdentityService>,
    pub identity_desk: Arc<dyn IdentityDeskPort>,
    pub proofs: Arc<dyn ProofPort>,
    pub privacy: Arc<PrivacyService>,
    pub admin: Arc<dyn AdminPort>,
    pub providers: Arc<Providers>,
    pub people: Arc<PeopleService>,
    pub paper: Arc<PaperService>,
    /// What is in force: every request asks it.
    pub settings: Settings,
    /// What administrators see of it, and change.
    pub settings_pages: Arc<dyn SettingsPort>,
    pub invitations: Arc<dyn InvitationPort>,
    pub groups: Arc<dyn GroupPort>,
    pub follow: Arc<dyn FollowPort>,
    /// What people are told of; also for the jobs that tell them.
    pub news: Arc<NewsService>,
    pub statistics: Arc<dyn StatisticsPort>,
    pub follow_ups: Arc<dyn FollowUpPort>,
    pub comment_drafts: Arc<dyn CommentDraftPort>,
    pub fame: Arc<dyn FamePort>,
    pub answers: Arc<dyn AnswerPort>,
    pub merging: Arc<dyn MergePort>,
    pub adoption: Arc<dyn AdoptionPort>,
    pub helping: Arc<dyn HelpingPort>,
    pub coauthors: Arc<dyn CoauthorPort>,
    pub meetings: Arc<dyn MeetingPort>,
    pub moderation: Arc<ModerationService>,
    pub holding: Arc<HoldingService>,
    pub campaigns: Arc<dyn CampaignPort>,
    pub pictures: Arc<PictureService>,
    /// The same, for the job that takes the steps whose day has come.
    pub campaign_days: Arc<CampaignService>,
    pub documents: Arc<DocumentService>,
    pub posters: Posters,
    pub outside: Arc<dyn OutsidePort>,
    pub questions: Arc<dyn QuestionPort>,
    pub work: Arc<dyn WorkPort>,
    pub templates: Arc<dyn TemplatePort>,
    /// The same, for the job that reminds of promised days.
    pub reminders: Arc<WorkService>,
    /// Rings when somebody asked for a letter.
    pub letters_wanted: Arc<Notify>,
    pub sessions: Sessions,
    pub keys: Keys,
    pub limits: Limits,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Arc<[Network]>,
    /// Panics answered with an error page; tests expect none.
    pub panics: Arc<AtomicU64>,
    /// Fires when the server is asked to stop: from then on `/readyz` sends nobody here.
    pub draining: CancellationToken,
    /// Fires then, or once a proxy has had the time to notice: live streams end, and nobody is let in.
    pub shutdown: CancellationToken,
    pub leptos: LeptosOptions,
}

/// What the outside decides: the command line for a server, a test for itself.
#[derive(Debug)]
pub struct Setup {
    pub site: Site,
    pub files: SiteFiles,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Keys,
    pub numbers: NumberKey,
    /// Who says who lives here; none: the roll the municipality loads.
    pub register: Option<Arc<dyn Register>>,
    pub passwords: Passwords,
    pub providers: Chosen,
    pub post: Post,
    /// How mail is set up, as administrators may know it.
    pub mail: MailSettings,
    pub trusted_proxies: Vec<Network>,
    pub streams: StreamLimits,
    /// Bytes of pages kept in memory; 0: none.
    pub page_memory: usize,
    /// How much is done at the same time.
    pub bounds: Bounds,
    /// Which texts wait for a moderator where the municipality has set nothing.
    pub holding: HoldingRules,
}

impl AppState {
    /// Puts the services together.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn assemble(setup: Setup) -> Result<(Self, Arc<ProposalService>), DbError> {
        let Setup {
            mut site,
            files,
            db,
            clock,
            entropy,
            keys,
            numbers,
            register,
            passwords,
            providers,
            post,
            mail,
            trusted_proxies,
            streams,
            page_memory,
            bounds,
            holding: usual,
        } = setup;
        site.assets = files.addresses();
        site.providers = providers.choices();
        let site = Arc::new(site);
        db.hear_others();
        let limits = Limits::of(&db, &keys);
        let letters_wanted = Arc::new(Notify::new());
        let settings = Settings::start(db.clone(), usual, Arc::clone(&clock)).await?;
        let accounts = Arc::new(AccountService {
            db: db.clone(),
            site: Arc::clone(&site),
            entropy: Arc::clone(&entropy),
            keys: keys.clone(),
            passwords: passwords.of_place(&[&site.municipality, &site.place]),
            party: RelyingParty::of(&site),
            limits: limits.clone(),
            settings: settings.clone(),
            wanted: Arc::clone(&letters_wanted),
        });
        let service = ProposalService::start(
            db.clone(),
            Arc::clone(&entropy),
            Arc::clone(&site),
            clock.now(),
        )
        .await?
        .governed_by(settings.clone());
        // The demo's accounts are everybody's: strangers would use up each other's.
        let proposals = Arc::new(match site.demo {
            true => service,
            false => service.limited_by(limits.clone()),
        });
        let groups = GroupService {
            db: db.clone(),
            site: Arc::clone(&site),
            entropy: Arc::clone(&entropy),
            keys: keys.clone(),
            limits: limits.clone(),
            proposals: Arc::clone(&proposals),
        };
        let follow = FollowService {
            db: db.clone(),
            keys: keys.clone(),
            proposals: Arc::clone(&proposals),
        };
        let news = NewsService {
            db: db.clone(),
            site: Arc::clone(&site),
            proposals: Arc::clone(&proposals),
        };
        let work = Arc::new(WorkService {
            db: db.clone(),
            site: Arc::clone(&site),
            proposals: Arc::clone(&proposals),
        });
        let meetings = MeetingService {
            db: db.clone(),
            rulesets: proposals.rulesets(),
        };
        let moderation = Arc::new(ModerationService {
            db: db.clone(),
            site: Arc::clone(&site),
            limits: limits.clone(),
            proposals: Arc::clone(&proposals),
            settings: settings.clone(),
        });
        let holding = HoldingService {
            db: db.clone(),
            site: Arc::clone(&site),
            proposals: Arc::clone(&proposals),
        };
        let campaigns = Arc::new(CampaignService {
            db: db.clone(),
            hub: proposals.hub().clone(),
        });
        let pictures = PictureService {
            db: db.clone(),
            proposals: Arc::clone(&proposals),
        };
        let documents = DocumentService {
            db: db.clone(),
            proposals: Arc::clone(&proposals),
        };
        let outside = OutsideService {
            db: db.clone(),
            site: Arc::clone(&site),
            entropy: Arc::clone(&entropy),
            limits: limits.clone(),
            proposals: Arc::clone(&proposals),
        };
        let questions = QuestionService {
            db: db.clone(),
            site: Arc::clone(&site),
            proposals: Arc::clone(&proposals),
            moderation: Arc::clone(&moderation),
            keys: keys.clone(),
        };
        let privacy = PrivacyService {
            db: db.clone(),
            site: Arc::clone(&site),
            proposals: Arc::clone(&proposals) as Arc<dyn ProposalPort>,
        };
        let register = register.unwrap_or_else(|| {
            Arc::new(Roll {
                db: db.clone(),
                key: numbers.clone(),
            })
        });
        let identity = Arc::new(IdentityService {
            db: db.clone(),
            site: Arc::clone(&site),
            rolls: Rolls {
                db: db.clone(),
                key: numbers.clone(),
            },
            key: numbers.clone(),
            accounts: AccountService::clone(&accounts),
            proposals: Arc::clone(&proposals),
            register,
        });
        let providers = Providers::new(
            providers,
            Parts {
                public_url: site.public_url.clone(),
                db: db.clone(),
                entropy: Arc::clone(&entropy),
                limits: limits.clone(),
                identity: Arc::clone(&identity),
            },
        );
        let providers = Arc::new(providers);
        let identity_desk = IdentityDesk {
            db: db.clone(),
            identity: Arc::clone(&identity),
            providers: Arc::clone(&providers),
            limits: limits.clone(),
        };
        let people = PeopleService {
            db: db.clone(),
            site: Arc::clone(&site),
            limits: limits.clone(),
        };
        let paper = PaperService::new(db.clone(), Arc::clone(&proposals), numbers);
        let settings_pages = SettingsService {
            db: db.clone(),
            site: Arc::clone(&site),
            settings: settings.clone(),
            limits: limits.clone(),
            post,
            mail,
        };
        let admin = Arc::new(AdminService {
            accounts: Arc::clone(&accounts),
        });
        let templates = TemplateService { db: db.clone() };
        let lanes = LaneMeter::default();
        let metrics = Metrics::new(Measured {
            db: &db,
            lanes: lanes.clone(),
            batches: proposals.votes().batches().clone(),
        });
        let pressure = Pressure::new(bounds, Arc::clone(&site), db.clone(), lanes);
        let state = Shared {
            site,
            files,
            sessions: Sessions::new(db.clone()),
            db,
            clock,
            entropy,
            live: proposals.hub().clone(),
            seats: Seats::new(streams),
            pressure,
            pages: PageCache::new(page_memory),
            metrics,
            votes: proposals.votes().clone(),
            proposals: Arc::clone(&proposals) as Arc<dyn ProposalPort>,
            accounts: Arc::clone(&accounts) as Arc<dyn AccountPort>,
            proofs: accounts,
            identity,
            privacy: Arc::new(privacy),
            providers,
            identity_desk: Arc::new(identity_desk),
            people: Arc::new(people),
            paper: Arc::new(paper),
            settings,
            settings_pages: Arc::new(settings_pages),
            admin: Arc::clone(&admin) as Arc<dyn AdminPort>,
            invitations: admin,
            groups: Arc::new(groups),
            follow: Arc::new(follow),
            news: Arc::new(news),
            statistics: Arc::clone(&proposals) as Arc<dyn StatisticsPort>,
            follow_ups: Arc::clone(&proposals) as Arc<dyn FollowUpPort>,
            comment_drafts: Arc::clone(&proposals) as Arc<dyn CommentDraftPort>,
            fame: Arc::clone(&proposals) as Arc<dyn FamePort>,
            answers: Arc::clone(&proposals) as Arc<dyn AnswerPort>,
            merging: Arc::clone(&proposals) as Arc<dyn MergePort>,
            adoption: Arc::clone(&proposals) as Arc<dyn AdoptionPort>,
            helping: Arc::clone(&proposals) as Arc<dyn HelpingPort>,
            coauthors: Arc::clone(&proposals) as Arc<dyn CoauthorPort>,
            meetings: Arc::new(meetings),
            moderation,
            holding: Arc::new(holding),
            campaigns: Arc::clone(&campaigns) as Arc<dyn CampaignPort>,
            campaign_days: campaigns,
            pictures: Arc::new(pictures),
            documents: Arc::new(documents),
            posters: Posters::default(),
            outside: Arc::new(outside),
            questions: Arc::new(questions),
            work: Arc::clone(&work) as Arc<dyn WorkPort>,
            templates: Arc::new(templates),
            reminders: work,
            letters_wanted,
            keys,
            limits,
            trusted_proxies: trusted_proxies.into(),
            panics: Arc::default(),
            draining: CancellationToken::new(),
            shutdown: CancellationToken::new(),
            leptos: LeptosOptions::builder().output_name("nara").build(),
        };
        Ok((state.into(), proposals))
    }

    /// Whether people reach us by https: cookies are then bound to it.
    pub fn secure(&self) -> bool {
        self.site.is_https()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
