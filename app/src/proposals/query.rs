//! The list's address: every filter is a parameter, so that a list can be shared, followed and
//! asked for by programs in the same words.
//!
//! `q` words · `lage` group of stages · `amne` subject · `omrade` district · `slag` kind ·
//! `ordning` sort (`senast stod vantat slump`) · `fro` seed of the random order · `efter` (or
//! `cursor`) the page · `limit`.

use nara_domain::proposal::{District, Kind, StageGroup, Topic};

use super::api::{ListQuery, Sort};
use crate::error::AppError;
use nara_domain::error::{FieldError, FieldProblem};

/// Items on a page when nothing else is asked for.
pub const PAGE_SIZE: i64 = 20;
const MAX_PAGE_SIZE: i64 = 100;
/// Every parameter there is; one without a value is as good as none.
const PARAMETERS: [&str; 10] = [
    "q", "lage", "amne", "omrade", "slag", "ordning", "fro", "limit", "efter", "cursor",
];
/// Longer searches are cut: the domain uses twelve words at most anyway.
const MAX_SEARCH_CHARS: usize = 200;

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Latest, Sort::Support, Sort::Waiting, Sort::Random];

    /// The word in the address.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Latest => "senast",
            Sort::Support => "stod",
            Sort::Waiting => "vantat",
            Sort::Random => "slump",
        }
    }
}

/// Reads a program's query string; the parts of the municipality are those of its rules. A value that
/// no filter has is an error, since silently showing everything misleads, and so is a parameter that
/// is none: it is a filter with a letter wrong.
///
/// # Errors
/// `UnknownParameter`, or `Invalid` with every parameter whose value is unknown.
pub fn list_query(query: &str, districts: &[District]) -> Result<ListQuery, AppError> {
    let (list, wrong) = read(query, districts);
    let (unknown, wrong): (Vec<_>, Vec<_>) = wrong
        .into_iter()
        .partition(|field| field.problem == FieldProblem::UnknownField);
    match (unknown.is_empty(), wrong.is_empty()) {
        (false, _) => Err(AppError::UnknownParameter(unknown)),
        (true, false) => Err(AppError::Invalid(wrong)),
        (true, true) => Ok(list),
    }
}

/// As [`list_query`], for pages: what is unknown is passed over. Links are passed on with all kinds
/// of additions; an old one with a subject that no longer exists shows the rest, and the page says which filters are in force.
pub fn lenient(query: &str, districts: &[District]) -> ListQuery {
    let (list, _) = read(query, districts);
    ListQuery {
        limit: PAGE_SIZE,
        ..list
    }
}

fn read(query: &str, districts: &[District]) -> (ListQuery, Vec<FieldError>) {
    let mut out = ListQuery {
        limit: PAGE_SIZE,
        ..ListQuery::default()
    };
    let mut wrong = Vec::new();
    for (name, value) in pairs(query) {
        let value = value.trim();
        if value.is_empty() && PARAMETERS.contains(&name.as_str()) {
            continue;
        }
        match name.as_str() {
            "q" => out.text = value.chars().take(MAX_SEARCH_CHARS).collect(),
            "lage" => match group(value) {
                Some(group) => out.group = Some(group),
                None => wrong.push(FieldError::new("lage", FieldProblem::NotAChoice)),
            },
            "amne" => match value.parse::<Topic>() {
                Ok(topic) => out.topic = Some(topic),
                Err(_) => wrong.push(FieldError::new("amne", FieldProblem::NotAChoice)),
            },
            "omrade" => match District::find(districts, value) {
                Some(district) => out.district = Some(district.code.clone()),
                None => wrong.push(FieldError::new("omrade", FieldProblem::NotAChoice)),
            },
            "slag" => match kind(value) {
                Some(kind) => out.kind = Some(kind),
                None => wrong.push(FieldError::new("slag", FieldProblem::NotAChoice)),
            },
            "ordning" => match Sort::ALL.into_iter().find(|sort| sort.code() == value) {
                Some(sort) => out.sort = sort,
                None => wrong.push(FieldError::new("ordning", FieldProblem::NotAChoice)),
            },
            "fro" => match value.parse::<i64>() {
                Ok(seed) if seed >= 0 => out.seed = Some(seed),
                _ => wrong.push(FieldError::new("fro", FieldProblem::NotANumber)),
            },
            "limit" => match page_size(value) {
                Ok(limit) => out.limit = limit,
                Err(error) => wrong.push(error),
            },
            "efter" | "cursor" => out.cursor = Some(value.to_owned()),
            _ => wrong.push(FieldError::new(&name, FieldProblem::UnknownField)),
        }
    }
    (out, wrong)
}

/// How many a program wants on a page.
///
/// # Errors
/// What is wrong with the parameter `limit`.
pub fn page_size(value: &str) -> Result<i64, FieldError> {
    let (min, max) = (1, MAX_PAGE_SIZE);
    match value.parse::<i64>() {
        Ok(limit) if (min..=max).contains(&limit) => Ok(limit),
        _ => Err(FieldError::new(
            "limit",
            FieldProblem::OutOfRange { min, max },
        )),
    }
}

/// Addresses are Swedish; the domain's own codes are understood too, for programs that know them
/// from the REST interface.
fn group(value: &str) -> Option<StageGroup> {
    StageGroup::ALL
        .iter()
        .copied()
        .filter(|group| *group != StageGroup::NotPublic)
        .find(|group| group_word(*group) == value || group.code() == value)
}

fn kind(value: &str) -> Option<Kind> {
    Kind::LISTED
        .into_iter()
        .find(|kind| kind_word(*kind) == value || kind.code() == value)
}

fn group_word(group: StageGroup) -> &'static str {
    match group {
        StageGroup::Collecting => "samlar-stod",
        StageGroup::AtMunicipality => "hos-kommunen",
        StageGroup::Decided => "beslutade",
        StageGroup::Done => "genomforda",
        StageGroup::Problem => "problem",
        StageGroup::Ended => "avslutade",
        StageGroup::NotPublic => "ej-publicerade",
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Proposal => "medborgarforslag",
        Kind::Idea => "ide",
        Kind::Problem => "problem",
        Kind::Questions => "fragor",
    }
}

/// The parameters of a query string, decoded.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// The address of a list, `/forslag` with only what differs from the plain list. Without cursor:
/// a changed filter begins at the first page.
pub fn list_address(query: &ListQuery) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    if !query.text.is_empty() {
        pairs.push(("q", query.text.clone()));
    }
    if let Some(group) = query.group {
        pairs.push(("lage", group_word(group).to_owned()));
    }
    if let Some(topic) = query.topic {
        pairs.push(("amne", topic.code().to_owned()));
    }
    if let Some(district) = &query.district {
        pairs.push(("omrade", district.clone()));
    }
    if let Some(kind) = query.kind {
        pairs.push(("slag", kind_word(kind).to_owned()));
    }
    if query.sort != Sort::Latest {
        pairs.push(("ordning", query.sort.code().to_owned()));
    }
    if let (Sort::Random, Some(seed)) = (query.sort, query.seed) {
        pairs.push(("fro", seed.to_string()));
    }
    if let Some(cursor) = &query.cursor {
        pairs.push(("efter", cursor.clone()));
    }
    match serde_urlencoded::to_string(&pairs) {
        Ok(pairs) if !pairs.is_empty() => format!("/forslag?{pairs}"),
        _ => "/forslag".to_owned(),
    }
}

/// A text as the value of a parameter.
pub fn encoded(text: &str) -> String {
    let pair = serde_urlencoded::to_string([("", text)]).unwrap_or_default();
    pair.trim_start_matches('=').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_list(query: &str) -> Result<ListQuery, AppError> {
        list_query(query, &District::bjorksjo())
    }

    #[test]
    fn another_municipality_has_other_parts() {
        assert!(read_list("omrade=asbyn").is_ok());
        assert!(list_query("omrade=asbyn", &[]).is_err());
        assert_eq!(lenient("omrade=asbyn", &[]).district, None);
    }

    #[test]
    fn an_address_reads_back_as_the_same_query() {
        let query = ListQuery {
            text: "cykelväg & ljus".to_owned(),
            group: Some(StageGroup::AtMunicipality),
            kind: Some(Kind::Proposal),
            topic: Some(Topic::Cycling),
            district: Some("asbyn".to_owned()),
            sort: Sort::Random,
            seed: Some(42),
            cursor: Some("abc-_".to_owned()),
            limit: PAGE_SIZE,
        };
        let address = list_address(&query);
        let read = read_list(address.split_once('?').unwrap().1).unwrap();
        assert_eq!(format!("{read:?}"), format!("{query:?}"), "{address}");
    }

    #[test]
    fn an_address_in_an_address_keeps_its_own_parameters() {
        assert_eq!(
            encoded("/forslag/3/x?a=b&c=d"),
            "%2Fforslag%2F3%2Fx%3Fa%3Db%26c%3Dd"
        );
    }

    #[test]
    fn the_plain_list_has_the_plain_address() {
        assert_eq!(list_address(&read_list("").unwrap()), "/forslag");
        assert_eq!(list_address(&lenient("utm_source=x&q=", &[])), "/forslag");
    }

    #[test]
    fn an_address_is_swedish_and_codes_are_understood() {
        let list = read_list("lage=at_municipality&slag=idea").unwrap();
        assert_eq!(list_address(&list), "/forslag?lage=hos-kommunen&slag=ide");
    }

    #[test]
    fn a_page_passes_over_what_is_unknown_and_keeps_its_size() {
        let list = lenient(
            "q=bad&lage=borta&fro=x&limit=3&limit=9999&hej=1&slag=%00",
            &[],
        );
        assert_eq!(
            (list_address(&list).as_str(), list.limit),
            ("/forslag?q=bad", PAGE_SIZE)
        );
    }

    #[test]
    fn every_unknown_value_is_named() {
        let wrong = read_list("lage=borta&amne=x&omrade=y&slag=z&ordning=w&fro=-1&limit=101");
        let AppError::Invalid(fields) = wrong.unwrap_err() else {
            panic!("not Invalid")
        };
        let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(
            names,
            ["lage", "amne", "omrade", "slag", "ordning", "fro", "limit"]
        );
        let unknown = read_list("utm_source=x&lage=borta&amnen=bad&q=");
        let AppError::UnknownParameter(fields) = unknown.unwrap_err() else {
            panic!("not UnknownParameter")
        };
        let names: Vec<_> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(names, ["utm_source", "amnen"]);
        for name in PARAMETERS {
            assert!(read_list(&format!("{name}=")).is_ok(), "{name}");
        }
        assert!(
            read_list("lage=not_public").is_err(),
            "unpublished is no filter"
        );
    }
}
