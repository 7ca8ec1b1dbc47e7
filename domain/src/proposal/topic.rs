//! What proposals are about and where.

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

/// A part of a municipality, as in the address of a filtered list and as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct District {
    /// Ascii code.
    pub code: &'static str,
    /// Name shown; a place name is not translated.
    pub name: &'static str,
}

impl District {
    /// The parts of the demo municipality.
    pub const BJORKSJO: &'static [Self] = &[
        Self {
            code: "norrtorget",
            name: "Centrum och Norrtorget",
        },
        Self {
            code: "stationsgatan",
            name: "Stationsgatan",
        },
        Self {
            code: "sjoparken",
            name: "Sjöparken",
        },
        Self {
            code: "ekbacken",
            name: "Ekbacken",
        },
        Self {
            code: "vasterskolan",
            name: "Västerskolan",
        },
        Self {
            code: "asbyn",
            name: "Åsbyn",
        },
    ];

    /// The district with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        Self::BJORKSJO.iter().find(|d| d.code == code)
    }
}
