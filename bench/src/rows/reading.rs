//! Pages that are read, and the lists programs read.

use std::sync::Arc;

use super::addresses::Addresses;
use super::bed::{Bed, measured};
use crate::Done;
use crate::floors::page::Captured;
use crate::load::request::{COMPRESSED, cookie, from_network};
use crate::load::{Load, Script, find, wire};
use crate::processes::Meter;
use crate::report::{Report, Round, Row};
use crate::server::Floor;
use crate::voters::secret;

/// Where the form to sign out leads: every page of somebody who is signed in has it, and no other page.
const SIGN_OUT: &[u8] = b"/logga-ut";

/// One kind of reading.
struct Reading {
    name: &'static str,
    script: Script,
    /// The number of addresses before they come again.
    addresses: u64,
    /// Whether the same bytes are served by the floor as well.
    floor: bool,
}

/// Everything that is read, at every size; more of it where everything is measured.
pub async fn all(bed: &mut Bed<'_>, report: &mut Report) -> Done<()> {
    let everything = bed.size == bed.plan.reference();
    for reading in readings(bed, everything) {
        if bed.plan.wants(reading.name) {
            let row = read(bed, &reading).await?;
            super::told(&row);
            report.rows.push(row);
        }
    }
    Ok(())
}

fn readings(bed: &Bed<'_>, everything: bool) -> Vec<Reading> {
    let addresses = &bed.addresses;
    let details = addresses.details_cold();
    let hot = |name, path: &str| Reading {
        floor: everything,
        ..reading(name, u64::MAX, fixed(bed, path, ""))
    };
    let cold = |name, count, of: fn(&Addresses, u64) -> String| {
        reading(name, count, moving(bed, of, |_| String::new()))
    };
    let mut all = vec![
        hot("start_hot", "/"),
        cold("list_cold", u64::MAX, Addresses::list_cold),
        reading(
            "search_cold",
            u64::MAX,
            moving(bed, Addresses::search_cold, from_network),
        ),
        cold("detail_cold", details, Addresses::detail_cold),
        signed_in(bed, details),
        Reading {
            floor: everything,
            ..cold("api_list", u64::MAX, Addresses::api)
        },
    ];
    if everything {
        let detail = addresses.detail_hot();
        let compressed = |_| COMPRESSED.to_owned();
        all.extend([
            hot("list_hot", "/forslag"),
            hot("detail_hot", &detail),
            // As browsers ask: compressing is a part of what a page costs.
            Reading {
                floor: true,
                ..reading("list_hot_br", u64::MAX, fixed(bed, "/forslag", COMPRESSED))
            },
            Reading {
                floor: true,
                ..reading("detail_hot_br", u64::MAX, fixed(bed, &detail, COMPRESSED))
            },
            reading(
                "list_cold_br",
                u64::MAX,
                moving(bed, Addresses::list_cold, compressed),
            ),
            reading(
                "detail_cold_br",
                details,
                moving(bed, Addresses::detail_cold, compressed),
            ),
        ]);
    }
    all
}

fn reading(name: &'static str, addresses: u64, script: Script) -> Reading {
    Reading {
        name,
        script,
        addresses,
        floor: false,
    }
}

/// Each time somebody else.
fn signed_in(bed: &Bed<'_>, details: u64) -> Reading {
    let voters = bed.world.voters();
    let count = (voters.end - voters.start).max(1);
    let cookies: Vec<String> = voters
        .take(2_000)
        .map(|person| cookie(&secret(person)))
        .collect();
    let of = move |number: u64| {
        let at = usize::try_from(number % count.unsigned_abs()).unwrap_or(0);
        let cookie = cookies.get(at % cookies.len().max(1));
        cookie.cloned().unwrap_or_default()
    };
    let script = moving(bed, Addresses::detail_cold, of);
    reading("detail_signed_in", details, script)
}

/// The same address each time.
fn fixed(bed: &Bed<'_>, path: &str, more: &str) -> Script {
    let request = bed.asker.getting(path, more);
    Arc::new(move |_, into| into.extend_from_slice(&request))
}

/// Another address each time, with header lines that may differ as well.
fn moving(
    bed: &Bed<'_>,
    of: fn(&Addresses, u64) -> String,
    more: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Script {
    let (addresses, asker) = (Arc::clone(&bed.addresses), Arc::clone(&bed.asker));
    Arc::new(move |number, into| {
        asker.get(&of(&addresses, number), &more(number), into);
    })
}

async fn read(bed: &mut Bed<'_>, reading: &Reading) -> Done<Row> {
    // Where addresses come again, nothing may have been kept of the first time.
    let finite = reading.addresses < u64::MAX;
    if finite {
        bed.restart().await?;
    }
    let warm = Load {
        lasts: bed.plan.warm_up,
        end: reading.addresses,
        ..bed.readers(Arc::clone(&reading.script))
    };
    let mut next = bed.round(&warm).await?.measured.next;
    let floor = match reading.floor {
        true => Some(floor(bed, reading).await?),
        false => None,
    };
    let (mut rounds, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..bed.plan.rounds {
        let used = rounds.last().map_or(next, |last: &Round| {
            u64::try_from(last.measured.good()).unwrap_or(0)
        });
        if finite && next + used / 2 > reading.addresses {
            bed.restart().await?;
            next = 0;
        }
        let load = Load {
            from: next,
            end: reading.addresses,
            ..bed.readers(Arc::clone(&reading.script))
        };
        let round = bed.round(&load).await?;
        next = round.measured.next;
        if let Some(why) = &round.measured.example {
            eprintln!("    {}: {why}", reading.name);
        }
        rounds.push(round);
        if let Some(floor) = &floor {
            floors.push(beside(bed, floor, reading).await?);
        }
    }
    Ok(Row::of(bed.of(reading.name), &rounds, &floors))
}

/// Serves the answer to the first request from memory.
async fn floor(bed: &Bed<'_>, reading: &Reading) -> Done<Floor> {
    let mut request = Vec::new();
    (reading.script)(0, &mut request);
    let (status, head, body) = wire::once(bed.place.listen, &request).await?;
    if status != 200 {
        return Err(format!("{} is answered {status}", reading.name).into());
    }
    let file = bed.place.data.join("floor.json");
    std::fs::write(&file, serde_json::to_vec(&Captured::of(&head, body))?)?;
    let floor = Floor::start(&file).await?;
    let warm = Load {
        address: floor.address,
        lasts: bed.plan.warm_up / 2,
        ..bed.readers(Arc::clone(&reading.script))
    };
    crate::load::run(&warm).await?;
    Ok(floor)
}

async fn beside(bed: &Bed<'_>, floor: &Floor, reading: &Reading) -> Done<Round> {
    let load = Load {
        address: floor.address,
        lasts: bed.plan.round / 2,
        ..bed.readers(Arc::clone(&reading.script))
    };
    let meter = Meter {
        server: floor.pid(),
        database: None,
    };
    measured(&load, meter).await
}

/// Whether the pages are what they should be before anything about them is measured.
///
/// # Errors
/// One is not.
pub async fn look(bed: &Bed<'_>) -> Done<()> {
    let viral = &bed.addresses.viral;
    let detail = bed.addresses.detail_hot();
    let search = bed.addresses.search_cold(0);
    for (path, has) in [
        ("/", "/forslag/"),
        ("/forslag", "/forslag/"),
        (viral, "id=\"inlagg-"),
        (detail.as_str(), "id=\"inlagg-"),
        (search.as_str(), "<main"),
        ("/api/v1/proposals", "\"next\":\""),
    ] {
        let request = bed.asker.getting(path, "");
        let (status, _, body) = wire::once(bed.place.listen, &request).await?;
        if status != 200 || find(&body, has.as_bytes()).is_none() {
            let begins = String::from_utf8_lossy(body.get(..200).unwrap_or(&body)).into_owned();
            return Err(format!("{path} is answered {status} without {has}: {begins}").into());
        }
    }
    // A session that is not known is answered with the page for everybody, which costs less.
    let voter = cookie(&secret(bed.world.voters().start));
    for (more, is_signed_in) in [("", false), (voter.as_str(), true)] {
        let request = bed.asker.getting(&detail, more);
        let (status, _, body) = wire::once(bed.place.listen, &request).await?;
        if status != 200 || find(&body, SIGN_OUT).is_some() != is_signed_in {
            let who = if is_signed_in { "a voter" } else { "nobody" };
            let what = format!("is answered {status}, and not as {who} should see it");
            return Err(format!("{detail} {what}").into());
        }
    }
    Ok(())
}
