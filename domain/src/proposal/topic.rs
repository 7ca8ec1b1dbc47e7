//! What proposals are about and where.

use serde::{Deserialize, Serialize};

coded_enum! {
    /// The subject of a proposal. The code is the Swedish word in ascii, as it stands in the
    /// address of a filtered list.
    pub enum Topic {
        /// Trygghet.
        Safety = "trygghet",
        /// Trafik.
        Traffic = "trafik",
        /// Cykel.
        Cycling = "cykel",
        /// Skola.
        School = "skola",
        /// Lek.
        Play = "lek",
        /// Idrott.
        Sports = "idrott",
        /// Fritid.
        Leisure = "fritid",
        /// Kultur.
        Culture = "kultur",
        /// Park.
        Park = "park",
        /// Bad.
        Bathing = "bad",
        /// Miljö.
        Environment = "miljo",
        /// Renhållning.
        Cleaning = "renhallning",
        /// Hund.
        Dogs = "hund",
        /// Tillgänglighet.
        Accessibility = "tillganglighet",
        /// Integration.
        Integration = "integration",
        /// Nationella minoriteter.
        Minority = "minoritet",
        /// Öppenhet.
        Openness = "oppenhet",
        /// Övrigt.
        Other = "ovrigt",
    }
}

/// A part of a municipality, as in the address of a filtered list and as shown. Which ones there are
/// stands in the municipality's rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Small ascii letters, digits and hyphens.
    pub code: String,
    /// Name shown; a place name is not translated.
    pub name: String,
}

impl District {
    /// The parts of the demo municipality.
    pub fn bjorksjo() -> Vec<Self> {
        [
            ("norrtorget", "Centrum och Norrtorget"),
            ("stationsgatan", "Stationsgatan"),
            ("sjoparken", "Sjöparken"),
            ("ekbacken", "Ekbacken"),
            ("vasterskolan", "Västerskolan"),
            ("asbyn", "Åsbyn"),
        ]
        .map(|(code, name)| Self {
            code: code.to_owned(),
            name: name.to_owned(),
        })
        .to_vec()
    }

    /// The one with this code.
    pub fn find<'a>(districts: &'a [Self], code: &str) -> Option<&'a Self> {
        districts.iter().find(|district| district.code == code)
    }

    /// Whether the code can stand in an address as it is.
    pub fn is_code(code: &str) -> bool {
        (1..=40).contains(&code.len())
            && code
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    }
}
