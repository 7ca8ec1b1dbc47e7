//! Pictures that are small as files and very large once they are unpacked: whoever sends one is told what is
//! wrong with it or has it made small, and the server does not grow for it.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use nara_domain::ids::{CampaignId, ProposalId};
use nara_server::campaigns::store::mark_idea;
use nara_server::clock::{Clock, SystemClock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::common::http::Page;
use super::common::{App, idea};
use super::effort::{Row, so_many};
use super::memory::{forget_peak, peak};
use super::panics::the_routers_key;
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{acknowledged, begin, settle, until_heard};

const PHOTO: &[u8] = include_bytes!("../fixtures/photo_with_place.jpg");
const MEGABYTE: usize = 1_024 * 1_024;
/// Kilobytes that all of it may take at once: two are unpacked at the same time, each with its dots as they are
/// stored and as they are shown, and what describes its colours. The unit of the service gives it 2 GB.
const MOST: u64 = 1_500 * 1_024;

/// So many bytes of nothing, packed.
fn packed(length: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let nothing = vec![0; MEGABYTE];
    let mut left = length;
    while left > 0 {
        let part = left.min(MEGABYTE);
        packer.write_all(&nothing[..part]).unwrap();
        left -= part;
    }
    packer.finish().unwrap()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [
        length.to_be_bytes().as_slice(),
        named.as_slice(),
        sum.sum().to_be_bytes().as_slice(),
    ]
    .concat()
}

/// A picture that says it is so large, with eight bytes a dot, and has so many bytes in it.
fn png((width, height): (u32, u32), length: usize, colours: Option<usize>) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &[&size[..], &[16, 6, 0, 0, 0]].concat()));
    if let Some(length) = colours {
        let named = [b"x\0\0".as_slice(), &packed(length)].concat();
        file.extend(chunk(b"iCCP", &named));
    }
    file.extend(chunk(b"IDAT", &packed(length)));
    file.extend(chunk(b"IEND", &[]));
    file
}

/// What a picture of this size has in it: a byte before each row.
fn whole((width, height): (u32, u32)) -> usize {
    let (width, height) = (
        usize::try_from(width).unwrap(),
        usize::try_from(height).unwrap(),
    );
    height * (1 + width * 8)
}

/// The photograph, saying that it is as large as a JPEG can be.
fn boasting() -> Vec<u8> {
    let mut file = PHOTO.to_vec();
    let is_frame = |pair: &[u8]| matches!(pair, [0xFF, 0xC0..=0xC2]);
    let frame = file.windows(2).position(is_frame).unwrap();
    // After the marker: a length, the depth, the height and the width.
    file[frame + 5..frame + 9].fill(0xFF);
    file
}

/// A file, and whether nobody can make a picture of it.
struct Bomb {
    what: &'static str,
    file: Vec<u8>,
    is_refused: bool,
}

fn bombs() -> Vec<Bomb> {
    // The largest that is taken; in `make test` one that is quickly made small.
    let large = (so_many(1_200, 6_000, 6_000), so_many(800, 4_000, 4_000));
    let large = (
        u32::try_from(large.0).unwrap(),
        u32::try_from(large.1).unwrap(),
    );
    let much = so_many(16, 600, 600) * MEGABYTE;
    let of = |what, file, is_refused| Bomb {
        what,
        file,
        is_refused,
    };
    let widest = png((u32::MAX >> 1, u32::MAX >> 1), 1_000, None);
    vec![
        of("too large for any number", widest, true),
        of("too large", png((65_535, 65_535), MEGABYTE, None), true),
        of("a JPEG that says it is too large", boasting(), true),
        of(
            "the largest, with next to nothing in it",
            png((6_000, 4_000), 1_000, None),
            true,
        ),
        of("the largest", png(large, whole(large), None), false),
        of(
            "small, with very much in it",
            png((64, 64), much, None),
            false,
        ),
        of(
            "small, with very many colours",
            png((64, 64), whole((64, 64)), Some(much)),
            false,
        ),
        of(
            "the largest, with many colours",
            png(large, whole(large), Some(much / 2)),
            false,
        ),
    ]
}

/// What a form has in a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let (_, after) = page
        .text
        .split_once(&field)
        .unwrap_or_else(|| panic!("no {name}: {} {}", page.status, page.text));
    after.split('"').next().unwrap().to_owned()
}

const CAMPAIGN: &str = "/kampanjer/framtidsladan";

/// A campaign that is open, with an idea of somebody's; the cookie of who runs it, who puts pictures there.
async fn campaign(folder: &Folder) -> (String, ProposalId) {
    let now = SystemClock.now();
    let app = App {
        now,
        ..App::open(&folder.database()).await
    };
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut official = web.signed_in(&maja).await;
    let plan = [
        ("title", "Framtidslådan"),
        ("question", "Vad ska hända för att vi ska mötas mer?"),
        ("commission", "Kommunen vill ha en idé och svarar på alla."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 2\r\nNytt för politikerna: 1 *"),
        ("influence", "influence"),
        ("can_influence", "Aktiviteter i skolan."),
        ("cannot_influence", "Betyg."),
        ("once", "a1"),
    ];
    official.post_form("/kampanjer/ny", &plan).await;
    let step = format!("{CAMPAIGN}/steg/approve");
    let page = official.get(&step).await;
    let (seen, once) = (hidden(&page, "seen"), hidden(&page, "once"));
    let (opens, until) = (now.day().to_string(), now.day().add_days(16).to_string());
    let approval = [
        ("approved_by", "Lena Borg, förvaltningschef"),
        ("sponsor", "Anna Ek (X)"),
        ("opens_on", opens.as_str()),
        ("ideas_until", until.as_str()),
        ("budget", "50 000 kronor"),
        ("answerer", "Kultur- och fritidsförvaltningen"),
        ("stand_in", "Skolförvaltningen"),
        ("answer_days", "60"),
        ("consent", "Hemmen får ett brev."),
        ("data_protection", "yes"),
        ("seen", seen.as_str()),
        ("once", once.as_str()),
    ];
    let approved = official.post_form(&step, &approval).await;
    assert_eq!(approved.location(), CAMPAIGN);
    let siv = app.resident("Siv").await;
    let idea = app.proposal_at(&siv, idea("Ljusare gångväg"), now).await;
    let number = app.number("select max(campaign_id) from campaign").await;
    let mut tx = app.db.begin().await.unwrap();
    mark_idea(&mut tx, idea, (CampaignId::new(number), 1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let cookie = format!("nara_session={}", official.cookies["nara_session"]);
    web.state.shutdown.cancel();
    app.db.close().await;
    (cookie, idea)
}

/// Sends a picture as its form does, and waits for the answer longer than for anything else; the status.
async fn send(address: SocketAddr, cookie: &str, idea: ProposalId, once: &str, file: &[u8]) -> u16 {
    let mut body = Vec::new();
    for (name, value) in [
        ("description", "En trappa med lampor."),
        ("recognised", "nobody"),
        ("taken_by", "Gruppen"),
        ("once", once),
    ] {
        let part = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    body.extend_from_slice(
        b"--grans\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"IMG_1.png\"\r\n\
          Content-Type: application/octet-stream\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--grans--\r\n");
    let head = format!(
        "POST {CAMPAIGN}/ideer/{idea}/bild HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\
         content-type: multipart/form-data; boundary=grans\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    let exchange = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let status = String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned();
        status.parse().unwrap()
    };
    let answered = tokio::time::timeout(Duration::from_secs(110), exchange).await;
    answered.expect("no answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn small_files_with_large_pictures_in_them_are_not_unpacked_without_bound() {
    let folder = Folder::new();
    the_routers_key(&folder);
    let voters = settle(&folder, 3).await;
    let (cookie, idea) = campaign(&folder).await;
    let bombs = bombs();
    let server = Server::start(&folder, &[]);
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let voting = begin(voters, server.address);
    until_heard(&heard, 10).await;
    forget_peak(&server);
    let before = peak(&server);
    let (mut runs, mut refused, mut wrong) = (0, 0, Vec::new());
    for round in 0..so_many(1, 2, 3) {
        for (n, bomb) in bombs.iter().enumerate() {
            let heard_before = heard.load(Ordering::Relaxed);
            let (one, two) = (format!("a{round}b{n}"), format!("b{round}b{n}"));
            let (one, two) = tokio::join!(
                send(server.address, &cookie, idea, &one, &bomb.file),
                send(server.address, &cookie, idea, &two, &bomb.file),
            );
            for status in [one, two] {
                runs += 1;
                refused += usize::from(status == 422);
                // The first that is made small stands there, and keeps the others out once they are, too.
                let is_right = match bomb.is_refused {
                    true => status == 422,
                    false => matches!(status, 303 | 409 | 422),
                };
                if !is_right {
                    wrong.push(format!("{}: {status}", bomb.what));
                }
            }
            until_heard(&heard, heard_before + 5).await;
        }
    }
    let grown = peak(&server).saturating_sub(before);
    stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    Row {
        fault: "pixel bombs",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{refused} refused, the others made small; {} MB more memory at most, two at a time",
            grown / 1_024
        ),
    }
    .write();
    tally.assert();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(refused < runs, "none was unpacked");
    assert!(grown < MOST, "{grown} kB");
}
