//! What the start page leads to. A new page is a line here, and two words:
//! `admin-<key>` and `admin-<key>-means`.

/// A page of the administration.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Names its words.
    pub key: &'static str,
    pub path: &'static str,
}

/// About people: who they are here, and what they did.
pub const PEOPLE: &[Area] = &[
    Area {
        key: "people",
        path: "/admin/personer",
    },
    Area {
        key: "roles",
        path: "/admin/roller",
    },
    Area {
        key: "invitations",
        path: "/admin/inbjudningar",
    },
    Area {
        key: "log",
        path: "/admin/logg",
    },
];

/// About the site: rules, look, what is switched on.
pub const SITE: &[Area] = &[
    Area {
        key: "rules",
        path: "/admin/regler",
    },
    Area {
        key: "theme",
        path: "/admin/utseende",
    },
    Area {
        key: "switches",
        path: "/admin/funktioner",
    },
    Area {
        key: "holding",
        path: "/admin/granskning",
    },
    Area {
        key: "duty",
        path: "/admin/jour",
    },
    Area {
        key: "mail",
        path: "/admin/post",
    },
    Area {
        key: "ways",
        path: "/admin/inloggning",
    },
    Area {
        key: "register",
        path: "/admin/folkbokforing",
    },
];

#[cfg(test)]
mod tests {
    use super::{PEOPLE, SITE};
    use crate::i18n::{Lang, find};

    #[test]
    fn every_page_is_named_and_explained() {
        for area in PEOPLE.iter().chain(SITE) {
            for lang in Lang::ALL {
                for id in [
                    format!("admin-{}", area.key),
                    format!("admin-{}-means", area.key),
                ] {
                    assert!(find(lang, &id, None).is_some(), "{id}");
                }
            }
        }
    }
}
