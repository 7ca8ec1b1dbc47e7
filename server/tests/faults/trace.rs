//! What the program asked of the disk, and when it answered people: read from a record of `strace`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What has to be recorded: everything that changes a file or a name, and everything that is sent.
pub const RECORDED: &str = "openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,\
    fallocate,copy_file_range,sendfile,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,\
    linkat,unlink,unlinkat,mmap,sendto,sendmsg";

/// The arguments of `strace` for a record in this file. The program stays our child (`-D`), so that it can
/// be killed as without.
pub fn recorded_in(file: &Path) -> Vec<String> {
    let file = file.display().to_string();
    let trace = format!("trace={RECORDED}");
    let args = [
        "-D",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        "10000000",
        "-e",
        "signal=none",
        "-e",
        &trace,
        "-o",
        &file,
    ];
    args.map(str::to_owned).to_vec()
}

/// One moment of the record. Writes and names count from when they were begun: until they are synced they
/// may be on the disk or not, whether they have returned or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A file was opened that may not have been there.
    Create {
        file: PathBuf,
    },
    Write {
        call: usize,
        file: PathBuf,
        at: usize,
        data: Vec<u8>,
    },
    Cut {
        call: usize,
        file: PathBuf,
        length: usize,
    },
    Remove {
        file: PathBuf,
    },
    /// The write or cut of this number has returned.
    Done {
        call: usize,
    },
    /// What is done by now is synced when the call has returned.
    Sync {
        call: usize,
        file: PathBuf,
    },
    Synced {
        call: usize,
    },
    /// This was begun to be sent to somebody.
    Answer {
        text: String,
    },
}

/// One call, with the numbers of the lines where it began and returned.
#[derive(Debug)]
struct Call<'a> {
    begun: usize,
    ended: usize,
    name: &'a str,
    arguments: String,
}

/// The steps in their order.
///
/// # Panics
/// When something happened to `only` that is not understood: a model that is silently wrong shows nothing.
pub fn read(record: &str, only: impl Fn(&Path) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for (number, call) in calls(record).into_iter().enumerate() {
        if let Some((begun, ended)) = call.steps(number, &only) {
            steps.push((call.begun, begun));
            steps.extend(ended.map(|step| (call.ended, step)));
        }
    }
    steps.sort_by_key(|(line, _)| *line);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Numbers of calls that no other record has.
pub fn renumber(steps: &mut [Step], record: usize) {
    const RECORD: usize = 1 << 40;
    for step in steps {
        if let Step::Write { call, .. }
        | Step::Cut { call, .. }
        | Step::Done { call }
        | Step::Sync { call, .. }
        | Step::Synced { call } = step
        {
            *call += record * RECORD;
        }
    }
}

fn calls(record: &str) -> Vec<Call<'_>> {
    let (mut calls, mut open) = (Vec::new(), HashMap::<&str, (usize, &str, &str)>::new());
    for (line_number, line) in record.lines().enumerate() {
        let Some((thread, line)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let line = line.trim_start();
        // A thread that ended before it was known what it does.
        if line.starts_with("<... ?") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("<... ") {
            let (_, rest) = rest.split_once(" resumed>").unwrap();
            let Some((begun, name, first)) = open.remove(thread) else {
                panic!("resumed without a beginning: {line}");
            };
            calls.extend(call((begun, line_number), name, format!("{first}{rest}")));
        } else if let Some((name, rest)) = line.split_once('(')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            match rest.strip_suffix("<unfinished ...>") {
                Some(first) => {
                    open.insert(thread, (line_number, name, first.trim_end()));
                }
                None => calls.extend(call((line_number, line_number), name, rest.to_owned())),
            }
        }
    }
    // Killed in the middle of it: it may have happened.
    for (begun, name, first) in open.into_values() {
        calls.push(Call {
            begun,
            ended: usize::MAX,
            name,
            arguments: first.to_owned(),
        });
    }
    calls.sort_by_key(|call| call.begun);
    calls
}

/// Splits `arguments) = result` at its end; `None` where the call failed.
fn call<'a>((begun, ended): (usize, usize), name: &'a str, text: String) -> Option<Call<'a>> {
    let (arguments, result) = text.rsplit_once(" = ")?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let arguments = arguments
        .trim_end_matches("<unfinished ...>")
        .trim_end()
        .to_owned();
    // The process ended in it.
    let ended = if result.starts_with('?') {
        usize::MAX
    } else {
        ended
    };
    let digits = result
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .next()?;
    let failed = digits.parse::<i64>().is_ok_and(|result| result < 0);
    (!failed).then_some(Call {
        begun,
        ended,
        name,
        arguments,
    })
}

impl Call<'_> {
    fn steps(&self, call: usize, only: &impl Fn(&Path) -> bool) -> Option<(Step, Option<Step>)> {
        let parts = split(&self.arguments);
        let first = parts.first().copied().unwrap_or_default();
        match self.name {
            "sendto" | "sendmsg" | "write" | "writev" if is_socket(first) => {
                let text = parts[1..].iter().flat_map(|part| strings(part)).flatten();
                let text = String::from_utf8_lossy(&text.collect::<Vec<u8>>()).into_owned();
                return Some((Step::Answer { text }, None));
            }
            "openat" | "open" | "creat" => {
                let flags = self.arguments.as_str();
                let file = parts
                    .iter()
                    .find_map(|part| path(part))
                    .filter(|file| only(file))?;
                assert!(
                    !flags.contains("O_TRUNC"),
                    "emptied when opened: {}",
                    file.display()
                );
                return flags
                    .contains("O_CREAT")
                    .then_some((Step::Create { file }, None));
            }
            "unlink" | "unlinkat" => {
                let file = parts
                    .iter()
                    .find_map(|part| path(part))
                    .filter(|file| only(file))?;
                return Some((Step::Remove { file }, None));
            }
            _ => {}
        }
        let named = parts.iter().filter_map(|part| path(part));
        let held = parts.iter().filter_map(|part| descriptor(part));
        let file = held
            .chain(named)
            .find(|file| only(file) || self.is_sync())?;
        let number = |part: usize| parts[part].trim().parse::<usize>().unwrap();
        let done = (self.ended != usize::MAX).then_some(Step::Done { call });
        match self.name {
            "pwrite64" => {
                let data = strings(parts[1]).concat();
                assert_eq!(data.len(), number(2), "the record holds all of it");
                let at = number(3);
                Some((
                    Step::Write {
                        call,
                        file,
                        at,
                        data,
                    },
                    done,
                ))
            }
            "ftruncate" => {
                let length = number(1);
                Some((Step::Cut { call, file, length }, done))
            }
            "fsync" | "fdatasync" => {
                let synced = (self.ended != usize::MAX).then_some(Step::Synced { call });
                Some((Step::Sync { call, file }, synced))
            }
            // Read into memory, written nowhere.
            "mmap" if !self.arguments.contains("PROT_WRITE") => None,
            other => panic!("{other} of {} is not understood", file.display()),
        }
    }

    fn is_sync(&self) -> bool {
        matches!(self.name, "fsync" | "fdatasync")
    }
}

/// Splits arguments at the commas between them. Everything that people wrote is in hexadecimal digits, so
/// that no comma or bracket is a text's.
fn split(arguments: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_i32, 0);
    for (at, byte) in arguments.bytes().enumerate() {
        match byte {
            b'[' | b'{' | b'(' => depth += 1,
            b']' | b'}' | b')' => depth -= 1,
            b',' if depth == 0 => {
                parts.push(arguments[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(arguments[from..].trim());
    parts
}

/// `5<\x2f\x61>`: the file behind a descriptor, unless it has lost its name.
fn descriptor(part: &str) -> Option<PathBuf> {
    let (number, rest) = part.split_once('<')?;
    let (name, after) = rest.split_once('>')?;
    let is_number = number.parse::<u32>().is_ok();
    (is_number && after.is_empty()).then(|| to_path(&unescape(name)))
}

fn is_socket(part: &str) -> bool {
    let name = part
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    name.is_some_and(|(name, _)| unescape(name).starts_with(b"socket:"))
}

/// `"\x2f\x61"`: a name as it was asked for.
fn path(part: &str) -> Option<PathBuf> {
    let text = part.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(to_path(&unescape(text)))
}

fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

/// Every text between quotation marks.
fn strings(part: &str) -> Vec<Vec<u8>> {
    part.split('"').skip(1).step_by(2).map(unescape).collect()
}

/// `\x61b` → `ab`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = match (first, more) {
            (b'\\', [b'x', high, low, after @ ..]) => {
                bytes.push(digit(*high) * 16 + digit(*low));
                after
            }
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    bytes
}

fn digit(byte: u8) -> u8 {
    u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    fn steps(record: &str) -> Vec<Step> {
        read(record, |file| file == Path::new("/d/n.db"))
    }

    #[test]
    fn what_one_thread_does_is_told_in_order() {
        let (db, folder) = (hex("/d/n.db"), hex("/d"));
        let record = format!(
            "7 openat(AT_FDCWD<{folder}>, \"{db}\", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 3<{db}>\n\
             7 pwrite64(3<{db}>, \"\\x61\\x00\\x22\", 3, 4096) = 3\n\
             7 pwrite64(3<{db}>, \"\\x61\", 1, 0) = -1 ENOSPC (No space left on device) (INJECTED)\n\
             7 fsync(4<{folder}>) = 0\n\
             7 ftruncate(3<{db}>, 100) = 0\n\
             7 unlink(\"{db}\") = 0\n\
             7 pwrite64(3<{db}>(deleted), \"\\x61\", 1, 0) = 1\n\
             7 sendto(5<{}>, \"{}\", 5, MSG_NOSIGNAL, NULL, 0) = 5\n\
             7 pwrite64(6<{}>, \"\\x61\", 1, 0) = 1\n\
             7 +++ exited with 0 +++\n",
            hex("socket:[1]"),
            hex("HTTP/"),
            hex("/else"),
        );
        let file = PathBuf::from("/d/n.db");
        let (data, folder) = (b"a\0\"".to_vec(), PathBuf::from("/d"));
        assert_eq!(
            steps(&record),
            [
                Step::Create { file: file.clone() },
                Step::Write {
                    call: 1,
                    file: file.clone(),
                    at: 4096,
                    data
                },
                Step::Done { call: 1 },
                Step::Sync {
                    call: 2,
                    file: folder
                },
                Step::Synced { call: 2 },
                Step::Cut {
                    call: 3,
                    file: file.clone(),
                    length: 100
                },
                Step::Done { call: 3 },
                Step::Remove { file },
                Step::Answer {
                    text: "HTTP/".to_owned()
                },
            ]
        );
    }

    // What is sent while a sync is under way was not waited for.
    #[test]
    fn two_threads_are_told_as_they_overlap() {
        let (db, socket) = (hex("/d/n.db"), hex("socket:[1]"));
        let record = format!(
            "7 fdatasync(3<{db}> <unfinished ...>\n\
             8 pwrite64(3<{db}>, \"\\x61\", 1, 0 <unfinished ...>\n\
             9 writev(5<{socket}>, [{{iov_base=\"\\x6f\", iov_len=1}}, {{iov_base=\"\\x6b\", \
             iov_len=1}}], 2) = 2\n\
             7 <... fdatasync resumed>)          = 0\n\
             8 <... pwrite64 resumed> <unfinished ...>) = ?\n\
             7 pwrite64(3<{db}>, \"\\x62\", 1, 0 <unfinished ...>\n\
             7 +++ killed by SIGKILL +++\n"
        );
        let file = || PathBuf::from("/d/n.db");
        let write = |call, data: &[u8]| Step::Write {
            call,
            file: file(),
            at: 0,
            data: data.to_vec(),
        };
        assert_eq!(
            steps(&record),
            [
                Step::Sync {
                    call: 0,
                    file: file()
                },
                write(1, b"a"),
                Step::Answer {
                    text: "ok".to_owned()
                },
                Step::Synced { call: 0 },
                write(3, b"b"),
            ]
        );
    }

    #[test]
    #[should_panic(expected = "is not understood")]
    fn what_is_not_understood_is_said() {
        let db = hex("/d/n.db");
        steps(&format!("7 write(3<{db}>, \"\\x61\", 1) = 1\n"));
    }
}
