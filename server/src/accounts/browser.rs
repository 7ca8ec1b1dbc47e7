//! `Mozilla/5.0 (…) … Firefox/140.0` → Firefox on Android: enough to recognise one's own.

use nara_app::accounts::api::Device;

pub fn device(user_agent: &str) -> Device {
    let has = |word: &str| user_agent.contains(word);
    // Order matters: everybody claims to be Mozilla, Edge claims to be Chrome, Chrome to be Safari.
    let browser = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("SamsungBrowser", "Samsung Internet"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let name = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(word, _)| has(word))
            .map(|(_, name)| *name)
    };
    Device::Browser {
        browser: name(&browser),
        system: name(&system),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_recognise_their_own() {
        for (user_agent, expected) in [
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
                (Some("Firefox"), Some("Android")),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0",
                (Some("Edge"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                (Some("Safari"), Some("iPhone")),
            ),
            ("curl/8.14.1", (Some("curl"), None)),
            ("", (None, None)),
        ] {
            let (browser, system) = expected;
            let device = Device::Browser { browser, system };
            assert_eq!(super::device(user_agent), device);
        }
    }
}
