//! A disk that forgets: what was written and not synced may be there after a power loss, or not, or half.
//!
//! A file is what was synced and the changes since. Names are the same for a folder: made and removed in
//! order, as file systems with a journal keep them, and sure once the folder is synced. That is harder
//! than what most file systems do, which is what is wanted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::common::chance::Chance;
use super::trace::Step;

/// What the loss takes of everything that is not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    Nothing,
    Everything,
    /// Of the writes each or not; of the names the later ones.
    Half,
    /// Nothing but the end of the last write, from a sector's border on.
    Torn,
}

impl Loss {
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Everything, Self::Half, Self::Torn];
}

pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// What a loss left.
#[derive(Debug, Default)]
pub struct Left {
    pub files: Files,
    /// Which changes that is. Where it is the same, so are the files.
    pub mark: Vec<usize>,
}

#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    files: Vec<File>,
    /// Which file has which name for sure.
    names: BTreeMap<PathBuf, usize>,
    /// What happened to names since, and how often that has become sure so far.
    renamed: Vec<Naming>,
    sure: usize,
    /// Syncs that have not returned: their number, and what will be sure.
    syncs: BTreeMap<usize, Sure>,
}

#[derive(Debug, Default)]
struct File {
    synced: Vec<u8>,
    /// How many changes that is.
    version: usize,
    changes: Vec<Change>,
}

#[derive(Clone, Debug)]
struct Change {
    call: usize,
    done: bool,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Write { at: usize, data: Vec<u8> },
    Cut { length: usize },
}

#[derive(Clone, Debug)]
struct Naming {
    name: PathBuf,
    /// `None`: removed.
    file: Option<usize>,
}

#[derive(Debug)]
enum Sure {
    File { file: usize, calls: Vec<usize> },
    Names(usize),
}

const SECTOR: usize = 512;

impl What {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            What::Write { at, data } => {
                let end = at + data.len();
                if content.len() < end {
                    content.resize(end, 0);
                }
                content[*at..end].copy_from_slice(data);
            }
            What::Cut { length } => content.resize(*length, 0),
        }
    }

    fn size(&self) -> usize {
        match self {
            What::Write { data, .. } => data.len(),
            What::Cut { length } => *length,
        }
    }

    /// Only what lies before some sector's border within it, or nothing.
    fn torn(&self, chance: &mut Chance) -> Option<Self> {
        let What::Write { at, data } = self else {
            return None;
        };
        let first = at.next_multiple_of(SECTOR);
        let borders: Vec<usize> = (first..at + data.len()).step_by(SECTOR).collect();
        let border = borders.get(chance.below(borders.len() + 1))?;
        let data = data[..border - at].to_vec();
        Some(What::Write { at: *at, data })
    }
}

impl Disk {
    /// Files that have been there for long.
    pub fn of(folder: &Path, files: Files) -> Self {
        let (names, files): (Vec<_>, Vec<_>) = files.into_iter().unzip();
        let old = |synced| File {
            synced,
            ..File::default()
        };
        Self {
            folder: folder.to_owned(),
            files: files.into_iter().map(old).collect(),
            names: names.into_iter().zip(0..).collect(),
            renamed: Vec::new(),
            sure: 0,
            syncs: BTreeMap::new(),
        }
    }

    /// Whether there is anything that could be lost.
    pub fn is_unsure(&self) -> bool {
        !self.renamed.is_empty() || self.files.iter().any(|file| !file.changes.is_empty())
    }

    pub fn apply(&mut self, step: &Step) {
        match step {
            Step::Create { file } => {
                if self.find(file).is_none() {
                    self.files.push(File::default());
                    let made = Some(self.files.len() - 1);
                    self.renamed.push(Naming {
                        name: file.clone(),
                        file: made,
                    });
                }
            }
            Step::Remove { file } => self.renamed.push(Naming {
                name: file.clone(),
                file: None,
            }),
            Step::Write {
                call,
                file,
                at,
                data,
            } => {
                let (at, data) = (*at, data.clone());
                self.change(file, *call, What::Write { at, data });
            }
            Step::Cut { call, file, length } => {
                self.change(file, *call, What::Cut { length: *length });
            }
            Step::Done { call } => {
                let changes = self.files.iter_mut().flat_map(|file| &mut file.changes);
                for change in changes.filter(|change| change.call == *call) {
                    change.done = true;
                }
            }
            Step::Sync { call, file } => self.sync(*call, file),
            Step::Synced { call } => self.synced(*call),
            Step::Answer { .. } => {}
        }
    }

    fn find(&self, name: &Path) -> Option<usize> {
        let last = self.renamed.iter().rev().find(|naming| naming.name == name);
        match last {
            Some(naming) => naming.file,
            None => self.names.get(name).copied(),
        }
    }

    fn change(&mut self, name: &Path, call: usize, what: What) {
        let file = self.find(name);
        let file = file.unwrap_or_else(|| panic!("{} was never made", name.display()));
        self.files[file].changes.push(Change {
            call,
            done: false,
            what,
        });
    }

    fn sync(&mut self, call: usize, name: &Path) {
        if name == self.folder {
            self.syncs
                .insert(call, Sure::Names(self.sure + self.renamed.len()));
        } else if let Some(file) = self.find(name) {
            let changes = self.files[file].changes.iter();
            let calls = changes
                .filter(|change| change.done)
                .map(|change| change.call);
            let calls = calls.collect();
            self.syncs.insert(call, Sure::File { file, calls });
        }
    }

    fn synced(&mut self, call: usize) {
        match self.syncs.remove(&call) {
            Some(Sure::Names(until)) => {
                // Another sync may have been quicker.
                let count = until.saturating_sub(self.sure);
                self.sure += count;
                for naming in self.renamed.drain(..count) {
                    match naming.file {
                        Some(file) => self.names.insert(naming.name, file),
                        None => self.names.remove(&naming.name),
                    };
                }
            }
            Some(Sure::File { file, calls }) => {
                let File {
                    synced,
                    version,
                    changes,
                } = &mut self.files[file];
                for change in changes.iter().filter(|change| calls.contains(&change.call)) {
                    change.what.apply(synced);
                    *version += 1;
                }
                changes.retain(|change| !calls.contains(&change.call));
            }
            // Of what is not ours.
            None => {}
        }
    }

    /// What is on it after the power was lost now.
    pub fn after(&self, loss: Loss, chance: &mut Chance) -> Left {
        let kept = match loss {
            Loss::Nothing | Loss::Torn => self.renamed.len(),
            Loss::Everything => 0,
            Loss::Half => chance.below(self.renamed.len() + 1),
        };
        let mut names = self.names.clone();
        for naming in &self.renamed[..kept] {
            match naming.file {
                Some(file) => names.insert(naming.name.clone(), file),
                None => names.remove(&naming.name),
            };
        }
        let last = self.files.iter().flat_map(|file| &file.changes);
        let last = last.map(|change| change.call).max();
        let mut left = Left::default();
        for (name, file) in names {
            left.mark.push(file);
            let content = self.files[file].after(loss, last, chance, &mut left.mark);
            left.files.insert(name, content);
        }
        left
    }
}

impl File {
    fn after(
        &self,
        loss: Loss,
        last: Option<usize>,
        chance: &mut Chance,
        mark: &mut Vec<usize>,
    ) -> Vec<u8> {
        let (mut content, mut version) = (self.synced.clone(), self.version);
        let mut out_of_order = Vec::new();
        for (n, change) in self.changes.iter().enumerate() {
            let what = match loss {
                Loss::Everything => None,
                Loss::Half if chance.one_in(2) => None,
                Loss::Torn if Some(change.call) == last => change.what.torn(chance),
                Loss::Nothing | Loss::Half | Loss::Torn => Some(change.what.clone()),
            };
            let Some(what) = what else { continue };
            what.apply(&mut content);
            if version == self.version + n && what.size() == change.what.size() {
                version += 1;
            } else {
                out_of_order.extend([change.call, what.size()]);
            }
        }
        mark.push(version);
        mark.append(&mut out_of_order);
        content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = "/d";

    fn file() -> PathBuf {
        PathBuf::from("/d/a")
    }

    fn write(call: usize, at: usize, data: &[u8]) -> Step {
        let data = data.to_vec();
        Step::Write {
            call,
            file: file(),
            at,
            data,
        }
    }

    fn disk(steps: &[Step]) -> Disk {
        let mut disk = Disk::of(Path::new(FOLDER), Files::from([(file(), b"old".to_vec())]));
        for step in steps {
            disk.apply(step);
        }
        disk
    }

    /// All that may be there afterwards.
    fn seen(disk: &Disk, loss: Loss) -> std::collections::BTreeSet<Files> {
        let mut chance = Chance::new(7);
        (0..200)
            .map(|_| disk.after(loss, &mut chance).files)
            .collect()
    }

    fn only(content: &[u8]) -> std::collections::BTreeSet<Files> {
        [Files::from([(file(), content.to_vec())])].into()
    }

    #[test]
    fn a_write_is_sure_once_a_sync_that_began_after_it_has_returned() {
        let sync = Step::Sync {
            call: 9,
            file: file(),
        };
        let mut steps = vec![write(1, 3, b"er"), Step::Done { call: 1 }, sync.clone()];
        let begun = disk(&steps);
        assert_eq!(seen(&begun, Loss::Everything), only(b"old"));
        assert_eq!(seen(&begun, Loss::Nothing), only(b"older"));
        assert_eq!(seen(&begun, Loss::Half).len(), 2);
        steps.extend([write(2, 0, b"O"), Step::Synced { call: 9 }]);
        let returned = disk(&steps);
        assert_eq!(seen(&returned, Loss::Everything), only(b"older"));
        assert_eq!(seen(&returned, Loss::Nothing), only(b"Older"));
        // A write that has not returned is not covered by a sync.
        let overlapping = disk(&[write(1, 0, b"O"), sync, Step::Synced { call: 9 }]);
        assert_eq!(seen(&overlapping, Loss::Everything), only(b"old"));
    }

    #[test]
    fn the_last_write_is_torn_at_a_sectors_border() {
        let two = disk(&[write(1, 0, b"O"), write(2, 500, &[7; 1_100])]);
        let lengths: Vec<usize> = seen(&two, Loss::Torn)
            .iter()
            .map(|files| files[&file()].len())
            .collect();
        assert_eq!(lengths, [3, 512, 1_024, 1_536]);
        assert!(
            seen(&two, Loss::Torn)
                .iter()
                .all(|files| files[&file()].starts_with(b"Old"))
        );
        let cut = disk(&[Step::Cut {
            call: 1,
            file: file(),
            length: 1,
        }]);
        assert_eq!(seen(&cut, Loss::Torn), only(b"old"));
        assert_eq!(seen(&cut, Loss::Nothing), only(b"o"));
    }

    #[test]
    fn a_name_is_sure_once_its_folder_is_synced() {
        let gone = [
            Step::Remove { file: file() },
            Step::Create { file: file() },
            write(1, 0, b"new"),
        ];
        let unsure = disk(&gone);
        let none = [Files::new()].into();
        assert_eq!(seen(&unsure, Loss::Everything), only(b"old"));
        assert_eq!(seen(&unsure, Loss::Nothing), only(b"new"));
        let half = seen(&unsure, Loss::Half);
        assert!(half.is_superset(&only(b"old")) && half.is_superset(&none));
        assert!(half.is_superset(&only(b"new")) && half.is_superset(&only(b"")));
        let folder = PathBuf::from(FOLDER);
        let sync = [
            Step::Sync {
                call: 2,
                file: folder,
            },
            Step::Synced { call: 2 },
        ];
        let sure = disk(&[&gone[..], &sync].concat());
        assert_eq!(seen(&sure, Loss::Everything), only(b""));
        assert!(sure.is_unsure());
    }
}
