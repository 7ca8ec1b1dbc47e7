//! A municipality of one size on one engine, with the server on it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::Done;
use crate::arguments::Run;
use crate::generate::world::{Size, World};
use crate::generate::{make, now};
use crate::load::request::Asker;
use crate::load::{self, Load, Script};
use crate::plan::Plan;
use crate::processes::{self, Meter};
use crate::report::Round;
use crate::server::{Nara, Place, free_address};
use crate::store::{Engine, Store};
use crate::voters;

use super::addresses::Addresses;
use super::polls::fresh_voters;

/// Connections that read at the same time.
const READERS: usize = 8;

pub struct Bed<'r> {
    pub plan: &'r Plan,
    pub engine: Engine,
    pub size: u64,
    pub place: Place,
    pub world: World,
    pub addresses: Arc<Addresses>,
    pub asker: Arc<Asker>,
    folder: PathBuf,
    cluster: Option<u32>,
    nara: Option<Nara>,
}

impl<'r> Bed<'r> {
    /// Makes it, with whoever is needed where everything is measured.
    pub async fn make(run: &'r Run, engine: Engine, size: u64) -> Done<Self> {
        let plan = &run.plan;
        let somebody_leaves = size == plan.reference() && plan.wants("leaving");
        let folder = run.folder.join(format!("{}-{size}", engine.code()));
        remove(&folder)?;
        std::fs::create_dir_all(&folder)?;
        let (database, cluster) = match (engine, &run.postgres) {
            (Engine::Sqlite, _) => {
                let file = folder.join("nara.db");
                (format!("sqlite:{}", file.display()), None)
            }
            (Engine::Postgres, Some(cluster)) => {
                let name = format!("bench_{size}");
                let mut store = Store::open(&cluster.url).await?;
                store
                    .run(&format!("drop database if exists {name}"))
                    .await?;
                store.run(&format!("create database {name}")).await?;
                store.close().await?;
                let (server, _) = cluster
                    .url
                    .rsplit_once('/')
                    .ok_or("no database's address")?;
                (format!("{server}/{name}"), Some(cluster.pid))
            }
            (Engine::Postgres, None) => return Err("there is no cluster".into()),
        };
        let place = Place {
            program: run.nara.clone(),
            data: folder.clone(),
            database,
            listen: free_address()?,
        };
        let size_of = Size {
            voters: plan.voters + fresh_voters(plan),
            leavers: if somebody_leaves { plan.leavers } else { 0 },
            leaver_comments: if somebody_leaves {
                plan.leaver_comments
            } else {
                0
            },
            ..Size::of(size)
        };
        let (world, took) = make(&place, size_of).await?;
        eprintln!("  data made in {:.0} s", took.as_secs_f64());
        let mut store = Store::open(&place.database).await?;
        let addresses = Addresses::read(&mut store).await?;
        voters::sign_in(&mut store, world.voters(), now()).await?;
        store.close().await?;
        Ok(Self {
            plan,
            engine,
            size,
            asker: Arc::new(Asker::of(place.listen)),
            place,
            world,
            addresses,
            folder,
            cluster,
            nara: None,
        })
    }

    /// Which bed, as rows say it.
    pub fn of<'n>(&self, name: &'n str) -> (&'n str, &'static str, u64) {
        (name, self.engine.code(), self.size)
    }

    pub async fn start(&mut self) -> Done<()> {
        self.nara = Some(Nara::start(&self.place).await?);
        Ok(())
    }

    /// What was kept in memory is gone.
    pub async fn restart(&mut self) -> Done<()> {
        if let Some(nara) = self.nara.take() {
            nara.stop()?;
        }
        self.start().await?;
        self.settle().await
    }

    /// The running server.
    pub fn nara(&self) -> Done<&Nara> {
        Ok(self.nara.as_ref().ok_or("the server is not running")?)
    }

    /// The running server, to end it.
    pub fn take(&mut self) -> Done<Nara> {
        Ok(self.nara.take().ok_or("the server is not running")?)
    }

    pub fn meter(&self) -> Done<Meter> {
        Ok(Meter {
            server: self.nara()?.pid(),
            database: self.cluster,
        })
    }

    pub async fn settle(&self) -> Done<()> {
        self.meter()?.settle(self.plan.settling).await;
        Ok(())
    }

    pub async fn store(&self) -> Done<Store> {
        Store::open(&self.place.database).await
    }

    /// Readers as fast as they are answered, for as long as a round takes.
    pub fn readers(&self, script: Script) -> Load {
        Load {
            address: self.place.listen,
            connections: READERS,
            pace: None,
            lasts: self.plan.round,
            stop: Arc::default(),
            script,
            from: 0,
            end: u64::MAX,
        }
    }

    pub async fn round(&self, load: &Load) -> Done<Round> {
        measured(load, self.meter()?).await
    }

    /// Stops the server and takes everything away.
    pub async fn clear(mut self) -> Done<()> {
        if let Some(nara) = self.nara.take() {
            nara.stop()?;
        }
        if let (Engine::Postgres, Some((server, name))) =
            (self.engine, self.place.database.rsplit_once('/'))
        {
            let mut store = Store::open(&format!("{server}/postgres")).await?;
            store
                .run(&format!("drop database {name} with (force)"))
                .await?;
            store.close().await?;
        }
        remove(&self.folder)
    }
}

/// A load, with what it cost those whose time counts.
pub async fn measured(load: &Load, meter: Meter) -> Done<Round> {
    let (cpu, client) = (meter.read(), processes::client());
    let measured = load::run(load).await?;
    Ok(Round {
        measured,
        cpu: meter.read().saturating_sub(cpu),
        client: processes::client().saturating_sub(client),
    })
}

fn remove(folder: &std::path::Path) -> Done<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
