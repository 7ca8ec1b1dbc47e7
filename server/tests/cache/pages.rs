//! Each page that is kept, byte by byte.

use std::io::Read;

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt;
use nara_app::layout::ISLANDS_SCRIPT;
use nara_server::http::assets::SiteFiles;
use nara_server::http::page_cache::ROUTES;
use sha2::{Digest, Sha256};

use crate::common::http::{Browser, Options, steady};
use crate::{full, kept, listening, on_both};

#[derive(rust_embed::RustEmbed)]
#[folder = "tests/security/site"]
struct Site;

async fn bytes(browser: &mut Browser<'_>, method: Method, path: &str) -> (Vec<u8>, [String; 5]) {
    let response = browser.raw(method, path, None, Vec::new()).await;
    let headers = [
        "etag",
        "content-encoding",
        "vary",
        "cache-control",
        "content-length",
    ]
    .map(|name| {
        let values = response.headers().get_all(name).iter();
        let values: Vec<&str> = values.map(|value| value.to_str().unwrap()).collect();
        values.join(", ")
    });
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (body.to_vec(), headers)
}

/// Whether a pattern of the router matches an address.
fn matches(pattern: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap();
    let path = path.strip_prefix("/en").unwrap_or(path);
    let parts = |text: &str| -> Vec<String> {
        text.split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (wanted, found) = (parts(pattern), parts(path));
    wanted.len() == found.len()
        && wanted
            .iter()
            .zip(&found)
            .all(|(wanted, found)| wanted.starts_with('{') || wanted == found)
}

on_both!(every_page_is_the_same_for_everybody, |app| {
    let web = full(&app).await;
    let addresses = kept(&web).await;
    let proposals = "/forslag/{id}/{slug}";
    for route in ROUTES.iter().copied().chain([proposals]) {
        let there = addresses.iter().any(|address| matches(route, address));
        // A campaign's report comes with its end, which the demo's has not reached.
        assert!(
            there || route.ends_with("/rapport"),
            "{route} in {addresses:?}"
        );
    }
    for address in &addresses {
        let mut visitor = web.visitor();
        let (plain, headers) = bytes(&mut visitor, Method::GET, address).await;
        let [tag, coding, vary, cache, length] = &headers;
        assert!(
            tag.len() == 34 && coding.is_empty(),
            "{address}: {headers:?}"
        );
        assert!(
            vary.contains("Cookie") && vary.contains("accept-encoding"),
            "{vary}"
        );
        assert_eq!(cache, "private, no-cache", "{address}");
        let again = bytes(&mut web.visitor(), Method::GET, address).await;
        assert!(again == (plain.clone(), headers.clone()), "{address}");

        let (none, head) = bytes(&mut visitor, Method::HEAD, address).await;
        assert!(none.is_empty() && head == headers, "{address}: {head:?}");
        assert_eq!(length, &plain.len().to_string());

        // Made twice, it is the same twice: nothing of who asked is in it.
        let text = String::from_utf8_lossy(&plain).replace("<!>", "");
        assert_eq!(
            steady(&web.made_now(address).await),
            steady(&text),
            "{address}"
        );
        for left in ["nonce", "name=\"once\"", "<script"] {
            assert!(!text.contains(left), "{left} in {address}");
        }

        for (accepted, coding) in [("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0", "")] {
            let mut visitor = web.visitor();
            visitor.set_header("accept-encoding", accepted);
            let (packed, headers) = bytes(&mut visitor, Method::GET, address).await;
            assert_eq!(headers[1], coding, "{address}");
            let mut unpacked = Vec::new();
            match coding {
                "gzip" => {
                    let mut decoder = flate2::read::GzDecoder::new(&*packed);
                    decoder.read_to_end(&mut unpacked).unwrap();
                }
                "br" => brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap(),
                _ => unpacked = packed,
            }
            assert!(unpacked == plain, "{address} as {coding}");
            assert_eq!(
                headers[0] == *tag,
                coding.is_empty(),
                "two packings, two tags"
            );

            visitor.set_header("if-none-match", &format!("\"x\", {}", headers[0]));
            let known = visitor.raw(Method::GET, address, None, Vec::new()).await;
            assert_eq!(known.status(), 304, "{address}");
            assert_eq!(known.headers()["etag"], headers[0].as_str());
            for absent in ["content-type", "content-encoding", "set-cookie"] {
                assert!(!known.headers().contains_key(absent), "{absent}");
            }
            let nothing = known.into_body().collect().await.unwrap().to_bytes();
            assert!(nothing.is_empty());
        }
    }
});

on_both!(one_script_runs_by_its_hash_and_none_by_a_nonce, |app| {
    let files = SiteFiles::of::<Site>();
    let options = Options {
        files,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    listening(&web).await;
    let hash = STANDARD.encode(Sha256::digest(ISLANDS_SCRIPT));
    // Also of a page that is not there.
    for address in ["/om", "/forslag", "/forslag/999/x", "/kampanjer/ingen"] {
        let page = web.visitor().get(address).await;
        let policy = page.header("content-security-policy");
        let script = format!("script-src 'sha256-{hash}' 'strict-dynamic' 'wasm-unsafe-eval';");
        assert!(policy.contains(&script), "{address}: {policy}");
        assert!(
            !policy.contains("nonce") && !policy.contains("unsafe-inline"),
            "{policy}"
        );
        assert!(!page.text.contains("nonce"), "{address}");
    }
    // Letter by letter what the hash is of, and the only one.
    let page = web.visitor().get("/om").await;
    let scripts: Vec<&str> = page.text.split("<script").skip(1).collect();
    assert_eq!(scripts.len(), 1, "{}", page.text);
    let (_attributes, script) = scripts[0].split_once('>').unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    assert_eq!(script, ISLANDS_SCRIPT);
    for address in ["/logga-in", "/forslag?q=bro", "/forslag/nytt"] {
        let page = web.visitor().get(address).await;
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("'nonce-") && !policy.contains("sha256"),
            "{address}: {policy}"
        );
    }
});

// What Leptos writes behind a page is cut off. Where it writes something else one day, this says so.
on_both!(every_page_ends_where_it_ends, |app| {
    let web = app.web().await;
    listening(&web).await;
    for address in [
        "/om",
        "/en/om",
        "/forslag?q=bro",
        "/logga-in",
        "/finns-inte",
    ] {
        let page = web.visitor().get(address).await;
        assert!(page.text.ends_with("</html>"), "{address}: {}", page.text);
    }
    // A form that came back.
    let page = web.visitor().post_form("/logga-in", &[]).await;
    assert!(
        page.status.is_client_error() && page.text.ends_with("</html>"),
        "{} {}",
        page.status,
        page.text
    );
});
