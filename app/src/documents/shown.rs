//! The documents of a case, read from its record.

use nara_domain::answer::ActKind;
use nara_domain::document::{
    BELONGS_TO, BYTES, FILE_NAME, FileKind, MEDIA_TYPE, NUMBER, RemovalReason,
};
use nara_domain::ids::ActId;
use nara_domain::time::Date;

use crate::i18n::Lang;
use crate::proposals::api::{ActView, ProposalView};
use crate::proposals::shown::path_of;

/// One of them, as it is told now.
#[derive(Clone, Debug)]
pub struct Shown {
    pub number: i64,
    pub kind: FileKind,
    pub bytes: u64,
    pub file_name: String,
    pub title: String,
    pub made_by: String,
    pub dated: Option<Date>,
    pub description: Option<String>,
    /// The act that tells of it; the newest of its corrections.
    pub act: ActView,
    /// What was corrected, the oldest first.
    pub earlier: Vec<ActView>,
    /// The act that took it down, and why.
    pub removal: Option<(ActView, RemovalReason)>,
    /// The act it belongs to; the newest of its corrections.
    pub belongs_to: Option<ActId>,
}

fn number_of(act: &ActView) -> Option<i64> {
    act.fields.get(NUMBER)?.parse().ok()
}

fn newest(case: &ProposalView, id: ActId) -> Option<&ActView> {
    let mut act = case.acts.iter().find(|act| act.id == id)?;
    while let Some(next) = act.superseded_by {
        act = case.acts.iter().find(|act| act.id == next)?;
    }
    Some(act)
}

fn removal(case: &ProposalView, number: i64) -> Option<(ActView, RemovalReason)> {
    let act = case
        .acts
        .iter()
        .find(|act| act.kind == ActKind::DocumentRemoval && number_of(act) == Some(number))?;
    let reason = RemovalReason::from_code(act.fields.get("removal_reason")?)?;
    Some((act.clone(), reason))
}

/// All of them, in the order they came.
pub fn documents(case: &ProposalView) -> Vec<Shown> {
    let of_documents = || case.acts.iter().filter(|act| act.kind == ActKind::Document);
    let mut all: Vec<Shown> = of_documents()
        .filter(|act| act.superseded_by.is_none())
        .filter_map(|act| {
            let number = number_of(act)?;
            let field = |name: &str| act.fields.get(name).cloned();
            let belongs_to: Option<ActId> = field(BELONGS_TO).and_then(|id| id.parse().ok());
            Some(Shown {
                number,
                kind: FileKind::from_code(act.fields.get(MEDIA_TYPE)?)?,
                bytes: act.fields.get(BYTES)?.parse().ok()?,
                file_name: field(FILE_NAME)?,
                title: field("title")?,
                made_by: field("made_by")?,
                dated: Date::parse(act.fields.get("dated")?).ok(),
                description: field("description"),
                earlier: of_documents()
                    .filter(|old| old.id != act.id && number_of(old) == Some(number))
                    .cloned()
                    .collect(),
                removal: removal(case, number),
                belongs_to: belongs_to.and_then(|id| newest(case, id)).map(|act| act.id),
                act: act.clone(),
            })
        })
        .collect();
    all.sort_by_key(|document| document.number);
    all
}

/// Those that belong to an act and are still there.
pub fn beside(documents: &[Shown], act: ActId) -> Vec<Shown> {
    documents
        .iter()
        .filter(|document| document.belongs_to == Some(act) && document.removal.is_none())
        .cloned()
        .collect()
}

/// `/forslag/12/lekplats/handlingar/3`
pub fn address_of(case: &ProposalView, number: i64) -> String {
    format!("{}/handlingar/{number}", path_of(case.id, &case.slug))
}

/// `230 kB`, `1,4 MB`; never less than it is.
pub fn size(lang: Lang, bytes: u64) -> String {
    const MEGA: u64 = 1_000_000;
    if bytes < MEGA {
        return format!("{}\u{a0}kB", bytes.div_ceil(1_000));
    }
    let tenths = bytes.div_ceil(MEGA / 10);
    let point = match lang {
        Lang::Sv => ',',
        _ => '.',
    };
    format!("{}{point}{}\u{a0}MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size;
    use crate::i18n::Lang;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, sv) in [
            (1, "1 kB"),
            (229_001, "230 kB"),
            (999_999, "1000 kB"),
            (1_000_000, "1,0 MB"),
            (1_350_001, "1,4 MB"),
            (5_242_880, "5,3 MB"),
        ] {
            assert_eq!(size(Lang::Sv, bytes).replace('\u{a0}', " "), sv);
        }
        assert_eq!(size(Lang::En, 1_400_000), "1.4\u{a0}MB");
    }
}
