//! What is given up at which level of pressure, as functions of what was measured: nothing here
//! measures, waits or answers.

use std::time::Duration;

use axum::http::Method;

/// How hard it is, worst last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Everything is served.
    #[default]
    Calm,
    /// Nothing optional is asked for.
    Busy,
    /// Pages beyond what there is room for are not shown.
    Full,
    /// Nor are forms taken beyond that. Votes are.
    Overrun,
}

/// What a request is for, first given up first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// What pages do without: live updates, feeds, what says something alike, drawn files.
    Extra,
    /// Reading.
    Page,
    /// A form with a file: takes as long as the file does.
    Upload,
    /// Everything else that is sent, and the way in: whoever has work to do has to sign in first.
    Form,
    /// A vote given or taken back.
    Vote,
}

impl Level {
    pub const fn code(self) -> &'static str {
        match self {
            Level::Calm => "calm",
            Level::Busy => "busy",
            Level::Full => "full",
            Level::Overrun => "overrun",
        }
    }
}

impl Lane {
    pub const ALL: [Lane; 5] = [
        Lane::Extra,
        Lane::Page,
        Lane::Upload,
        Lane::Form,
        Lane::Vote,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Lane::Extra => "extra",
            Lane::Page => "page",
            Lane::Upload => "upload",
            Lane::Form => "form",
            Lane::Vote => "vote",
        }
    }
}

/// Who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Shows no session.
    Visitor,
    /// Has a session.
    Resident,
    /// Has a session and a duty that is awake.
    Staff,
}

impl Who {
    pub const fn code(self) -> &'static str {
        match self {
            Who::Visitor => "visitor",
            Who::Resident => "resident",
            Who::Staff => "staff",
        }
    }
}

/// How full one room is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fill {
    pub taken: usize,
    pub places: usize,
    pub waiting: usize,
    pub may_wait: usize,
}

impl Fill {
    /// No place, and none to wait for one.
    pub const fn is_over(self) -> bool {
        self.taken >= self.places && self.waiting >= self.may_wait
    }

    /// Most places are taken.
    const fn is_filling(self) -> bool {
        self.taken * 4 >= self.places * 3
    }
}

/// What was measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Readings {
    pub pages: Fill,
    pub forms: Fill,
    /// How late the runtime wakes who asked to be woken: its threads are all at work.
    pub lag: Duration,
    /// Longest wait for a connection for reading, lately.
    pub storage: Duration,
}

/// Later than this, people notice.
const SLOW: Duration = Duration::from_millis(500);
/// Later than this, whoever waits will soon be told that nothing came of it: better now.
const STUCK: Duration = Duration::from_secs(2);

pub fn level(now: &Readings) -> Level {
    let late = now.lag.max(now.storage);
    if now.forms.is_over() {
        Level::Overrun
    } else if now.pages.is_over() || late >= STUCK {
        Level::Full
    } else if now.pages.is_filling() || late >= SLOW {
        Level::Busy
    } else {
        Level::Calm
    }
}

/// Whether a request is turned away before it waits for a place. Votes never are: what bounds them
/// is the queue of their one writer. Nor are people at work, whose places nobody else takes.
pub fn is_given_up(level: Level, lane: Lane, who: Who) -> bool {
    match (lane, who) {
        (Lane::Vote, _) | (_, Who::Staff) => false,
        (Lane::Extra, _) => level >= Level::Busy,
        (Lane::Page, _) => level >= Level::Full,
        (Lane::Form | Lane::Upload, _) => level >= Level::Overrun,
    }
}

/// Whether pages leave out what they ask for their reader alone.
pub fn is_personal_given_up(level: Level) -> bool {
    level >= Level::Busy
}

/// The lane of a route. Unknown addresses are pages: theirs says so.
pub fn lane_of(method: &Method, route: &str, with_file: bool) -> Lane {
    const VOTES: [&str; 7] = [
        "/forslag/{id}/{slug}/stod",
        "/forslag/{id}/{slug}/stod/angra",
        "/forslag/{id}/{slug}/emot",
        "/forslag/{id}/{slug}/emot/angra",
        "/fn/proposals/support",
        "/api/v1/proposals/{id}/support",
        "/kampanjer/{campaign}/rosta",
    ];
    const EXTRAS: [&str; 4] = [
        "/live",
        "/openapi.json",
        "/fn/proposals/similar",
        "/moten/organ/{file}",
    ];
    const DRAWN: [&str; 5] = [".atom", ".csv", ".ics", ".pdf", ".png"];
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    let is_extra = EXTRAS.contains(&route) || DRAWN.iter().any(|end| route.ends_with(end));
    // Proving again who one is stands before every deed of weight.
    let is_way_in = ["/logga-in", "/konto/bekrafta"]
        .iter()
        .any(|way| route.strip_prefix(way).is_some_and(is_below));
    match reads {
        _ if is_extra => Lane::Extra,
        true if !is_way_in => Lane::Page,
        false if VOTES.contains(&route) => Lane::Vote,
        false if with_file => Lane::Upload,
        _ => Lane::Form,
    }
}

/// Whether what follows a path is nothing or something below it.
fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [Level; 4] = [Level::Calm, Level::Busy, Level::Full, Level::Overrun];

    /// Which of the four levels serve it: one letter each, `+` served, `-` given up.
    fn served(lane: Lane, who: Who) -> String {
        LEVELS
            .iter()
            .map(|&level| match is_given_up(level, lane, who) {
                true => '-',
                false => '+',
            })
            .collect()
    }

    #[test]
    fn extras_go_before_pages_pages_before_forms_and_votes_never() {
        for (lane, who, wanted) in [
            (Lane::Extra, Who::Visitor, "+---"),
            (Lane::Extra, Who::Resident, "+---"),
            (Lane::Extra, Who::Staff, "++++"),
            (Lane::Page, Who::Visitor, "++--"),
            (Lane::Page, Who::Resident, "++--"),
            (Lane::Page, Who::Staff, "++++"),
            (Lane::Upload, Who::Visitor, "+++-"),
            (Lane::Upload, Who::Resident, "+++-"),
            (Lane::Upload, Who::Staff, "++++"),
            (Lane::Form, Who::Visitor, "+++-"),
            (Lane::Form, Who::Resident, "+++-"),
            (Lane::Form, Who::Staff, "++++"),
            (Lane::Vote, Who::Visitor, "++++"),
            (Lane::Vote, Who::Resident, "++++"),
            (Lane::Vote, Who::Staff, "++++"),
        ] {
            assert_eq!(served(lane, who), wanted, "{lane:?} {who:?}");
        }
        let personal: Vec<bool> = LEVELS.map(is_personal_given_up).into();
        assert_eq!(personal, [false, true, true, true]);
    }

    fn room(taken: usize, waiting: usize) -> Fill {
        Fill {
            taken,
            places: 8,
            waiting,
            may_wait: 4,
        }
    }

    #[test]
    fn the_level_follows_what_was_measured() {
        let ms = Duration::from_millis;
        for (pages, forms, lag, storage, wanted) in [
            (room(0, 0), room(0, 0), 0, 0, Level::Calm),
            (room(5, 0), room(8, 3), 499, 499, Level::Calm),
            (room(6, 0), room(0, 0), 0, 0, Level::Busy),
            (room(8, 3), room(0, 0), 0, 0, Level::Busy),
            (room(0, 0), room(0, 0), 500, 0, Level::Busy),
            (room(0, 0), room(0, 0), 0, 1_999, Level::Busy),
            (room(8, 4), room(0, 0), 0, 0, Level::Full),
            // A place was just given back: whoever waits takes it.
            (room(7, 4), room(0, 0), 0, 0, Level::Busy),
            (room(0, 0), room(0, 0), 2_000, 0, Level::Full),
            (room(0, 0), room(0, 0), 0, 2_000, Level::Full),
            (room(0, 0), room(8, 4), 0, 0, Level::Overrun),
            (room(8, 4), room(8, 4), 5_000, 5_000, Level::Overrun),
        ] {
            let readings = Readings {
                pages,
                forms,
                lag: ms(lag),
                storage: ms(storage),
            };
            assert_eq!(level(&readings), wanted, "{readings:?}");
        }
    }

    #[test]
    fn every_kind_of_address_has_its_lane() {
        for (method, route, wanted) in [
            ("GET", "/", Lane::Page),
            ("GET", "", Lane::Page),
            ("HEAD", "/forslag/{id}/{slug}", Lane::Page),
            ("GET", "/api/v1/proposals", Lane::Page),
            ("GET", "/kampanjer/{campaign}/rosta", Lane::Page),
            ("GET", "/api/v1/proposals/{id}/support", Lane::Page),
            ("GET", "/loggan", Lane::Page),
            ("GET", "/logga-in", Lane::Form),
            ("GET", "/logga-in/kod", Lane::Form),
            ("GET", "/konto/bekrafta", Lane::Form),
            ("POST", "/logga-in", Lane::Form),
            ("POST", "/forslag/{id}/{slug}/inlagg", Lane::Form),
            ("POST", "/fn/proposals/comment-draft", Lane::Form),
            ("DELETE", "", Lane::Form),
            ("POST", "/forslag/{id}/{slug}/stod", Lane::Vote),
            ("POST", "/forslag/{id}/{slug}/stod/angra", Lane::Vote),
            ("POST", "/fn/proposals/support", Lane::Vote),
            ("PUT", "/api/v1/proposals/{id}/support", Lane::Vote),
            ("DELETE", "/api/v1/proposals/{id}/support", Lane::Vote),
            ("GET", "/live", Lane::Extra),
            ("POST", "/fn/proposals/similar", Lane::Extra),
            ("GET", "/forslag.atom", Lane::Extra),
            ("GET", "/forslag/{id}/{slug}/affisch.pdf", Lane::Extra),
            ("GET", "/moten/organ/{file}", Lane::Extra),
        ] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let lane = lane_of(&method, route, false);
            assert_eq!(lane, wanted, "{method} {route}");
        }
        let with_file = |route| lane_of(&Method::POST, route, true);
        assert_eq!(with_file("/forslag/{id}/{slug}/handlingar"), Lane::Upload);
        // Whatever a vote's request says of itself.
        assert_eq!(with_file("/forslag/{id}/{slug}/stod"), Lane::Vote);
        assert_eq!(
            lane_of(&Method::GET, "/om", true),
            Lane::Page,
            "nothing is sent"
        );
    }
}
