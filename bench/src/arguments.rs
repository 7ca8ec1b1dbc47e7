//! What the command line says.

use std::path::PathBuf;
use std::time::Duration;

use crate::Done;
use crate::plan::Plan;
use crate::store::Engine;

const USAGE: &str = "\
nara-bench run --nara PROGRAM --folder FOLDER --out FILE [--postgres URL --postgres-pid PID]
               [--quick] [--sizes N,N] [--engines sqlite,postgres] [--only ROW,ROW] [--round-ms N]
nara-bench generate --nara PROGRAM --folder FOLDER [--database URL] --proposals N
nara-bench static FILE";

#[derive(Debug)]
pub enum Arguments {
    Run(Box<Run>),
    Generate(Generate),
    /// A captured answer to serve.
    Static(PathBuf),
}

#[derive(Debug)]
pub struct Run {
    /// The program that is measured.
    pub nara: PathBuf,
    /// Where its data is made, on the disk that is measured.
    pub folder: PathBuf,
    pub out: PathBuf,
    /// A cluster of its own.
    pub postgres: Option<Postgres>,
    pub plan: Plan,
}

#[derive(Clone, Debug)]
pub struct Postgres {
    /// Of a role that may make databases.
    pub url: String,
    /// The first of its processes: their time counts with the server's.
    pub pid: u32,
}

#[derive(Debug)]
pub struct Generate {
    pub nara: PathBuf,
    pub folder: PathBuf,
    /// None: SQLite in the folder.
    pub database: Option<String>,
    pub proposals: u64,
}

impl Arguments {
    pub fn parse(mut words: impl Iterator<Item = String>) -> Done<Self> {
        match words.next().as_deref() {
            Some("run") => run(Named::read(words)?).map(|run| Self::Run(Box::new(run))),
            Some("generate") => generate(Named::read(words)?).map(Self::Generate),
            Some("static") => match (words.next(), words.next()) {
                (Some(file), None) => Ok(Self::Static(file.into())),
                _ => Err(USAGE.into()),
            },
            _ => Err(USAGE.into()),
        }
    }
}

fn run(mut named: Named) -> Done<Run> {
    let mut plan = match named.flag("--quick") {
        true => Plan::quick(),
        false => Plan::full(),
    };
    if let Some(sizes) = named.take("--sizes") {
        plan.sizes = sizes.split(',').map(str::parse).collect::<Result<_, _>>()?;
        plan.sizes.sort_unstable();
    }
    if let Some(engines) = named.take("--engines") {
        let engines = engines.split(',').map(|code| {
            let known = Engine::ALL.into_iter().find(|engine| engine.code() == code);
            known.ok_or_else(|| format!("there is no engine {code}"))
        });
        plan.engines = engines.collect::<Result<_, _>>()?;
    }
    if let Some(rows) = named.take("--only") {
        plan.only = rows.split(',').map(str::to_owned).collect();
    }
    if let Some(millis) = named.take("--round-ms") {
        plan.round = Duration::from_millis(millis.parse()?);
    }
    let postgres = match (named.take("--postgres"), named.take("--postgres-pid")) {
        (Some(url), Some(pid)) => Some(Postgres {
            url,
            pid: pid.parse()?,
        }),
        (None, None) => None,
        _ => return Err(USAGE.into()),
    };
    if postgres.is_none() {
        plan.engines.retain(|engine| *engine != Engine::Postgres);
    }
    let run = Run {
        nara: named.needed("--nara")?.into(),
        folder: named.needed("--folder")?.into(),
        out: named.needed("--out")?.into(),
        postgres,
        plan,
    };
    named.nothing_left()?;
    Ok(run)
}

fn generate(mut named: Named) -> Done<Generate> {
    let generate = Generate {
        nara: named.needed("--nara")?.into(),
        folder: named.needed("--folder")?.into(),
        database: named.take("--database"),
        proposals: named.needed("--proposals")?.parse()?,
    };
    named.nothing_left()?;
    Ok(generate)
}

/// `--name value`, in any order.
#[derive(Debug, Default)]
struct Named {
    flags: Vec<String>,
    values: Vec<(String, String)>,
}

const FLAGS: [&str; 1] = ["--quick"];

impl Named {
    fn read(mut words: impl Iterator<Item = String>) -> Done<Self> {
        let mut named = Self::default();
        while let Some(name) = words.next() {
            if FLAGS.contains(&name.as_str()) {
                named.flags.push(name);
            } else if let Some(value) = words.next().filter(|_| name.starts_with("--")) {
                named.values.push((name, value));
            } else {
                return Err(format!("{name}?\n{USAGE}").into());
            }
        }
        Ok(named)
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.flags.len();
        self.flags.retain(|flag| flag != name);
        self.flags.len() < before
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.values.iter().position(|(found, _)| found == name)?;
        Some(self.values.remove(at).1)
    }

    fn needed(&mut self, name: &str) -> Done<String> {
        self.take(name)
            .ok_or_else(|| format!("{name} is missing\n{USAGE}").into())
    }

    fn nothing_left(&self) -> Done<()> {
        let names = self.values.iter().map(|(name, _)| name);
        match names.chain(&self.flags).next() {
            Some(name) => Err(format!("{name}?\n{USAGE}").into()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &str) -> Done<Arguments> {
        Arguments::parse(words.split(' ').map(str::to_owned))
    }

    #[test]
    fn a_run_says_where_and_how_much() {
        let words = "run --nara n --folder f --out o --quick --sizes 300,20 --engines sqlite \
                     --only start_hot --postgres u --postgres-pid 7";
        let Ok(Arguments::Run(run)) = parsed(words) else {
            panic!("not read");
        };
        assert!(run.plan.quick);
        assert_eq!(run.plan.sizes, [20, 300]);
        assert_eq!(run.plan.engines, [Engine::Sqlite]);
        assert!(run.plan.wants("start_hot") && !run.plan.wants("list_hot"));
        assert_eq!(run.postgres.map(|postgres| postgres.pid), Some(7));
    }

    #[test]
    fn without_a_cluster_there_is_one_engine() {
        let Ok(Arguments::Run(run)) = parsed("run --nara n --folder f --out o") else {
            panic!("not read");
        };
        assert_eq!(run.plan.engines, [Engine::Sqlite]);
    }

    #[test]
    fn what_is_misspelt_is_said() {
        for words in [
            "",
            "walk",
            "static",
            "run --nara n --folder f",
            "run --nara n --folder f --out o --quik",
            "run --nara n --folder f --out o --size 3",
            "run --nara n --folder f --out o --engines oracle",
            "run --nara n --folder f --out o --postgres u",
            "generate --nara n --folder f --proposals many",
        ] {
            assert!(parsed(words).is_err(), "{words}");
        }
    }
}
