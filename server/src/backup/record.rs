//! How rows and what is said about them become bytes, and back. The same row is the same bytes, whichever
//! database it was in: that is what the hashes are of.
//!
//! ```text
//! H length json   what comes          T number        a table begins
//! R values        a row               E rows sha256   the table ends
//! M length json   what came: the end
//! ```

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::BackupError;
use super::manifest::{Head, Manifest, Table};
use crate::db::{Kind, Value};

const HEAD: u8 = b'H';
const TABLE: u8 = b'T';
const ROW: u8 = b'R';
const END: u8 = b'E';
const MANIFEST: u8 = b'M';

const NULL: u8 = 0;
const INT: u8 = 1;
const TEXT: u8 = 2;
const BLOB: u8 = 3;
const FALSE: u8 = 4;
const TRUE: u8 = 5;

/// Nothing of ours is longer: a damaged length must not ask for all the memory there is.
const LONGEST: usize = 1 << 30;
/// What is read at once of something long.
const STEP: u64 = 1 << 20;

/// What stands between the beginning and the end of a backup.
#[derive(Debug, PartialEq, Eq)]
pub enum Record {
    Table(usize),
    Row(Vec<Value>),
    End { rows: u64, sha256: [u8; 32] },
    Manifest(Manifest),
}

fn length(bytes: &[u8]) -> Result<[u8; 4], BackupError> {
    match u32::try_from(bytes.len()) {
        Ok(length) if bytes.len() <= LONGEST => Ok(length.to_be_bytes()),
        _ => Err(BackupError::Value(format!("{} bytes", bytes.len()))),
    }
}

fn said(tag: u8, what: &impl serde::Serialize) -> Result<Vec<u8>, BackupError> {
    let json = serde_json::to_vec(what).map_err(|error| BackupError::Value(error.to_string()))?;
    Ok([&[tag], length(&json)?.as_slice(), &json].concat())
}

pub fn head(head: &Head) -> Result<Vec<u8>, BackupError> {
    said(HEAD, head)
}

pub fn manifest(manifest: &Manifest) -> Result<Vec<u8>, BackupError> {
    said(MANIFEST, manifest)
}

pub fn table(number: usize) -> Result<Vec<u8>, BackupError> {
    let number = u32::try_from(number).map_err(|_| BackupError::Value("tables".to_owned()))?;
    Ok([&[TABLE], number.to_be_bytes().as_slice()].concat())
}

pub fn end(rows: u64, sha256: &[u8; 32]) -> Vec<u8> {
    [&[END], rows.to_be_bytes().as_slice(), sha256].concat()
}

/// Appends a row.
pub fn row(values: &[Value], bytes: &mut Vec<u8>) -> Result<(), BackupError> {
    bytes.push(ROW);
    for value in values {
        match value {
            Value::Null => bytes.push(NULL),
            Value::Bool(false) => bytes.push(FALSE),
            Value::Bool(true) => bytes.push(TRUE),
            Value::Int(number) => {
                bytes.push(INT);
                bytes.extend_from_slice(&number.to_be_bytes());
            }
            Value::Text(text) => {
                bytes.push(TEXT);
                bytes.extend_from_slice(&length(text.as_bytes())?);
                bytes.extend_from_slice(text.as_bytes());
            }
            Value::Blob(blob) => {
                bytes.push(BLOB);
                bytes.extend_from_slice(&length(blob)?);
                bytes.extend_from_slice(&Sha256::digest(blob));
                bytes.extend_from_slice(blob);
            }
        }
    }
    Ok(())
}

/// The beginning.
pub fn read_head(input: &mut impl Read) -> io::Result<Head> {
    match take::<1>(input)? {
        [HEAD] => json(input),
        _ => Err(BackupError::damaged("it does not say what it holds").into()),
    }
}

/// The next record; a row is one of `table`.
pub fn read(input: &mut impl Read, table: Option<&Table>) -> io::Result<Record> {
    match (take::<1>(input)?, table) {
        ([TABLE], None) => {
            let number = u32::from_be_bytes(take(input)?);
            Ok(Record::Table(usize::try_from(number).unwrap_or(usize::MAX)))
        }
        ([ROW], Some(table)) => {
            let columns = table.columns.iter();
            let values = columns.map(|column| value(input, column.kind));
            Ok(Record::Row(values.collect::<io::Result<_>>()?))
        }
        ([END], Some(_)) => Ok(Record::End {
            rows: u64::from_be_bytes(take(input)?),
            sha256: take(input)?,
        }),
        ([MANIFEST], None) => Ok(Record::Manifest(json(input)?)),
        _ => Err(BackupError::damaged("something in it is out of place").into()),
    }
}

fn value(input: &mut impl Read, kind: Kind) -> io::Result<Value> {
    let [tag] = take(input)?;
    let value = match tag {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        INT => Value::Int(i64::from_be_bytes(take(input)?)),
        TEXT => {
            let text = String::from_utf8(long(input)?);
            Value::Text(text.map_err(|_| BackupError::damaged("a text in it is none"))?)
        }
        BLOB => {
            let size = take(input)?;
            let sha256: [u8; 32] = take(input)?;
            let blob = of_size(input, size)?;
            if Sha256::digest(&blob).as_slice() != sha256 {
                return Err(BackupError::damaged("an upload in it is not what was sent").into());
            }
            Value::Blob(blob)
        }
        _ => return Err(BackupError::damaged("a value in it is of no kind").into()),
    };
    match value.is(kind) {
        true => Ok(value),
        false => Err(BackupError::damaged("a value in it is of another kind").into()),
    }
}

fn take<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes).map_err(short)?;
    Ok(bytes)
}

/// Every piece was whole, and yet there are too few.
fn short(problem: io::Error) -> io::Error {
    match problem.kind() {
        io::ErrorKind::UnexpectedEof => BackupError::Cut.into(),
        _ => problem,
    }
}

fn long(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let size = take(input)?;
    of_size(input, size)
}

fn of_size(input: &mut impl Read, size: [u8; 4]) -> io::Result<Vec<u8>> {
    let size = u64::from(u32::from_be_bytes(size));
    if size > u64::try_from(LONGEST).unwrap_or_default() {
        return Err(BackupError::damaged("something in it is too long").into());
    }
    let mut bytes = Vec::new();
    let mut left = size;
    while left > 0 {
        let step = left.min(STEP);
        let read = input.by_ref().take(step).read_to_end(&mut bytes)?;
        if u64::try_from(read).unwrap_or_default() != step {
            return Err(BackupError::Cut.into());
        }
        left -= step;
    }
    Ok(bytes)
}

fn json<T: serde::de::DeserializeOwned>(input: &mut impl Read) -> io::Result<T> {
    let bytes = long(input)?;
    let read = serde_json::from_slice(&bytes);
    read.map_err(|_| BackupError::damaged("what it says of itself cannot be read").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::manifest::Column;
    use proptest::prelude::*;

    fn table(kinds: &[Kind]) -> Table {
        let columns = kinds.iter().enumerate().map(|(n, kind)| Column {
            name: format!("c{n}"),
            kind: *kind,
        });
        Table {
            name: "t".to_owned(),
            columns: columns.collect(),
            key: Vec::new(),
        }
    }

    fn any_value() -> impl Strategy<Value = (Kind, Value)> {
        let kind = prop_oneof![
            Just(Kind::Int),
            Just(Kind::Text),
            Just(Kind::Bool),
            Just(Kind::Blob)
        ];
        prop_oneof![
            kind.prop_map(|kind| (kind, Value::Null)),
            any::<i64>().prop_map(|number| (Kind::Int, Value::Int(number))),
            any::<bool>().prop_map(|truth| (Kind::Bool, Value::Bool(truth))),
            ".{0,40}".prop_map(|text| (Kind::Text, Value::Text(text))),
            proptest::collection::vec(any::<u8>(), 0..200)
                .prop_map(|blob| (Kind::Blob, Value::Blob(blob))),
        ]
    }

    proptest! {
        #[test]
        fn a_row_comes_back_as_it_was(row in proptest::collection::vec(any_value(), 1..12)) {
            let (kinds, values): (Vec<Kind>, Vec<Value>) = row.into_iter().unzip();
            let mut bytes = Vec::new();
            super::row(&values, &mut bytes).unwrap();
            let table = table(&kinds);
            let read = read(&mut bytes.as_slice(), Some(&table)).unwrap();
            prop_assert_eq!(read, Record::Row(values));
            // Cut anywhere, it is none.
            for left in 0..bytes.len() {
                prop_assert!(super::read(&mut &bytes[..left], Some(&table)).is_err());
            }
        }

        #[test]
        fn whatever_bytes_are_read_nothing_breaks(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let table = table(&[Kind::Int, Kind::Text, Kind::Blob, Kind::Bool]);
            let _some_are_rows = read(&mut bytes.as_slice(), Some(&table));
            let _some_are_tables = read(&mut bytes.as_slice(), None);
            let _none_is_a_head = read_head(&mut bytes.as_slice());
        }
    }

    #[test]
    fn a_value_is_of_its_columns_kind() {
        let mut bytes = Vec::new();
        super::row(&[Value::Text("7".to_owned())], &mut bytes).unwrap();
        let problem = read(&mut bytes.as_slice(), Some(&table(&[Kind::Int]))).unwrap_err();
        assert!(problem.to_string().contains("another kind"), "{problem}");
        assert!(
            read(&mut bytes.as_slice(), None).is_err(),
            "a row of no table"
        );
    }
}
