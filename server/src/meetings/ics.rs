//! Meetings as a calendar to subscribe to (RFC 5545).
//!
//! Times are given in UTC, so that no calendar has to know our time zone's rules. The number of a
//! meeting in its `UID` never changes and `SEQUENCE` counts its changes: a moved or cancelled meeting
//! moves or is struck out in every calendar that has it.

use nara_app::context::Site;
use nara_app::i18n::Lang;
use nara_app::meetings::api::CalendarEntry;
use nara_app::meetings::path_of;
use nara_app::proposals::shown::named_body;
use nara_app::t;
use nara_domain::actor::Body;
use nara_domain::time::Stamp;

/// Most bytes of a line, its end not counted.
const LINE_MAX: usize = 75;

/// The whole file.
pub fn calendar(site: &Site, lang: Lang, body: Option<&Body>, entries: &[CalendarEntry]) -> String {
    let title = match body {
        Some(body) => {
            let body = named_body(lang, body.as_str());
            t!(lang, "meetings-title-of", body = body).into_owned()
        }
        None => t!(lang, "meetings-title").into_owned(),
    };
    let name = text(&format!("{title} – {}", site.municipality));
    let mut file = File::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Nära//Möten//SV");
    file.line("CALSCALE:GREGORIAN");
    file.line("METHOD:PUBLISH");
    file.line(&format!("NAME:{name}"));
    file.line(&format!("X-WR-CALNAME:{name}"));
    file.line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    file.line("X-PUBLISHED-TTL:PT6H");
    for entry in entries {
        event(&mut file, site, lang, entry);
    }
    file.line("END:VCALENDAR");
    file.0
}

fn event(file: &mut File, site: &Site, lang: Lang, entry: &CalendarEntry) {
    let meeting = &entry.meeting;
    let sitting = &meeting.sitting;
    let host = site.public_url.split('/').nth(2).unwrap_or("nara");
    let name = named_body(lang, sitting.body.as_str());
    let path = lang.href(&path_of(meeting.id, &sitting.body, sitting.held_on));
    let mut about = Vec::new();
    if !entry.titles.is_empty() {
        about.push(format!("{}:", t!(lang, "meeting-agenda")));
        about.extend(entry.titles.iter().map(|title| format!("– {title}")));
    }
    about.push(format!("{}{path}", site.public_url));
    let summary = match sitting.cancelled {
        true => format!("{}: {name}", t!(lang, "meeting-cancelled")),
        false => name,
    };
    file.line("BEGIN:VEVENT");
    file.line(&format!("UID:mote-{}@{host}", meeting.id));
    file.line(&format!("DTSTAMP:{}", utc(meeting.changed_at)));
    file.line(&format!("LAST-MODIFIED:{}", utc(meeting.changed_at)));
    file.line(&format!("SEQUENCE:{}", meeting.version.saturating_sub(1)));
    file.line(&format!("DTSTART:{}", utc(sitting.begins_at())));
    if let Some(ends) = sitting.ends_at() {
        file.line(&format!("DTEND:{}", utc(ends)));
    }
    file.line(&format!("SUMMARY:{}", text(&summary)));
    if let Some(place) = &sitting.place {
        file.line(&format!("LOCATION:{}", text(place)));
    }
    file.line(&format!("DESCRIPTION:{}", text(&about.join("\n"))));
    file.line(&format!("URL:{}{path}", site.public_url));
    let status = if sitting.cancelled {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    file.line(&format!("STATUS:{status}"));
    file.line("TRANSP:TRANSPARENT");
    file.line("END:VEVENT");
}

/// `20261214T170000Z`.
fn utc(at: Stamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: what has a meaning in the format is escaped, so that no title can end a line
/// and begin a property of its own.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines end with CR LF and are folded at 75 bytes, never inside a character.
#[derive(Default)]
struct File(String);

impl File {
    fn line(&mut self, line: &str) {
        let mut bytes = 0;
        for c in line.chars() {
            if bytes + c.len_utf8() > LINE_MAX {
                self.0.push_str("\r\n ");
                // The space is a byte of the new line.
                bytes = 1;
            }
            self.0.push(c);
            bytes += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use nara_app::meetings::api::StoredMeeting;
    use nara_domain::ids::MeetingId;
    use nara_domain::meeting::Sitting;

    use super::*;

    fn site() -> Site {
        Site {
            municipality: "Björksjö kommun".to_owned(),
            public_url: "https://nara.bjorksjo.example".to_owned(),
            ..Site::default()
        }
    }

    fn entry(changes: &[(&str, &str)], titles: &[&str]) -> CalendarEntry {
        let typed = [
            ("body", "KF"),
            ("held_on", "2026-12-14"),
            ("begins", "18:00"),
        ];
        let typed = typed.iter().chain(changes);
        let typed = typed.map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let day = Stamp(1_790_000_000_000).day();
        CalendarEntry {
            meeting: StoredMeeting {
                id: MeetingId::new(7),
                sitting: Sitting::parse(&typed.collect(), day).unwrap(),
                version: 3,
                changed_at: Stamp(1_790_000_000_000),
            },
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
        }
    }

    /// What a calendar reads: folds undone.
    fn unfolded(file: &str) -> Vec<String> {
        let file = file.replace("\r\n ", "");
        file.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_meeting_is_an_event() {
        let entries = [entry(
            &[("ends", "21:30"), ("place", "Kommunhuset, Norrtorget 1")],
            &["Bänkar; och bord"],
        )];
        let lines = unfolded(&calendar(&site(), Lang::Sv, None, &entries));
        assert_eq!(
            lines,
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Nära//Möten//SV",
                "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
                "NAME:Möten – Björksjö kommun",
                "X-WR-CALNAME:Möten – Björksjö kommun",
                "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
                "X-PUBLISHED-TTL:PT6H",
                "BEGIN:VEVENT",
                "UID:mote-7@nara.bjorksjo.example",
                "DTSTAMP:20260921T141320Z",
                "LAST-MODIFIED:20260921T141320Z",
                "SEQUENCE:2",
                "DTSTART:20261214T170000Z",
                "DTEND:20261214T203000Z",
                "SUMMARY:Kommunfullmäktige",
                "LOCATION:Kommunhuset\\, Norrtorget 1",
                "DESCRIPTION:Förslag på mötet:\\n– Bänkar\\; och bord\\n\
                 https://nara.bjorksjo.example/moten/7/kommunfullmaktige-2026-12-14",
                "URL:https://nara.bjorksjo.example/moten/7/kommunfullmaktige-2026-12-14",
                "STATUS:CONFIRMED",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn lines_are_folded_between_characters_and_no_text_becomes_a_property() {
        let long = "Åäö👩‍👩‍👧 ".repeat(40);
        let evil = "Lekplats\r\nATTENDEE:mailto:x@example.org\u{7f}\\";
        let file = calendar(
            &site(),
            Lang::Sv,
            None,
            &[entry(&[("cancelled", "yes")], &[&long, evil])],
        );
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE_MAX, "{} {line}", line.len());
            assert!(!line.contains(['\r', '\n', '\u{7f}']), "{line:?}");
        }
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        let lines = unfolded(&file);
        assert!(lines.iter().any(|line| line.contains(long.trim_end())));
        assert!(!lines.iter().any(|line| line.starts_with("ATTENDEE")));
        let evil = "– Lekplats\\nATTENDEE:mailto:x@example.org\\\\";
        assert!(lines.iter().any(|line| line.contains(evil)), "{lines:?}");
        assert!(lines.contains(&"STATUS:CANCELLED".to_owned()));
        assert!(lines.contains(&"SUMMARY:Inställt: Kommunfullmäktige".to_owned()));
    }

    #[test]
    fn a_calendar_says_whose_it_is_in_its_language() {
        let body = Body::council();
        let lines = unfolded(&calendar(
            &site(),
            Lang::En,
            Some(&body),
            &[entry(&[], &[])],
        ));
        assert!(
            lines.contains(&"NAME:Meetings: The municipal council – Björksjö kommun".to_owned())
        );
        let url = "URL:https://nara.bjorksjo.example/en/moten/7/kommunfullmaktige-2026-12-14";
        assert!(lines.contains(&url.to_owned()), "{lines:?}");
        assert!(!lines.iter().any(|line| line.starts_with("DTEND")));
    }
}
