//! Where an answer of HTTP/1.1 ends.

/// How long the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Bytes(usize),
    Chunked,
}

/// The first lines of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub status: u16,
    pub length: Length,
    /// Where the body begins.
    pub end: usize,
    /// The connection is not used again.
    pub closes: bool,
}

const BLANK: &[u8] = b"\r\n\r\n";

/// `None`: not all of it is there.
pub fn head(bytes: &[u8]) -> Option<Head> {
    let end = find(bytes, BLANK)? + BLANK.len();
    let mut lines = bytes.get(..end)?.split(|byte| *byte == b'\n');
    let status = lines.next()?.get(9..12)?;
    let status = std::str::from_utf8(status).ok()?.parse().unwrap_or(0);
    let mut head = Head {
        status,
        length: Length::Bytes(0),
        end,
        closes: false,
    };
    for line in lines {
        if let Some(value) = value(line, b"content-length") {
            head.length = Length::Bytes(value.parse().unwrap_or(0));
        } else if value(line, b"transfer-encoding").is_some() {
            head.length = Length::Chunked;
        } else if let Some(value) = value(line, b"connection") {
            head.closes = value.eq_ignore_ascii_case("close");
        }
    }
    Some(head)
}

/// The value of this header, if the line has it.
fn value<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let (found, rest) = line.split_at_checked(name.len())?;
    let rest = rest.strip_prefix(b":")?;
    let value = std::str::from_utf8(rest).ok()?;
    found.eq_ignore_ascii_case(name).then(|| value.trim())
}

pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

/// Walks from chunk to chunk, and goes on where it stopped when more has come.
#[derive(Clone, Copy, Debug)]
pub struct Chunks {
    at: usize,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chunk {
    begins: usize,
    bytes: usize,
}

impl Chunks {
    pub const fn from(body: usize) -> Self {
        Self { at: body }
    }

    fn next(self, bytes: &[u8]) -> Option<Chunk> {
        let rest = bytes.get(self.at..)?;
        let line = find(rest, b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..line)?).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        Some(Chunk {
            begins: self.at + line + 2,
            bytes: usize::from_str_radix(size, 16).unwrap_or(0),
        })
    }

    /// Where the last one ends; `None` while it is not there.
    pub fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        loop {
            let Chunk {
                begins,
                bytes: size,
            } = self.next(bytes)?;
            let end = begins + size + 2;
            if end > bytes.len() {
                return None;
            }
            if size == 0 {
                return Some(end);
            }
            self.at = end;
        }
    }
}

/// The body without the sizes between.
pub fn joined(bytes: &[u8], body: usize) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut chunks = Chunks::from(body);
    while let Some(Chunk {
        begins,
        bytes: size,
    }) = chunks.next(bytes).filter(|one| one.bytes > 0)
    {
        whole.extend_from_slice(bytes.get(begins..begins + size).unwrap_or_default());
        chunks.at = begins + size + 2;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHUNKED: &[u8] =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nb;x=y\r\n, everybody\r\n0\r\n\r\n";

    #[test]
    fn a_head_tells_how_long_the_rest_is() {
        let plain = b"HTTP/1.1 303 See Other\r\nlocation: /x\r\nContent-Length: 12\r\n\r\n";
        let read = head(plain).unwrap();
        assert_eq!(
            (read.status, read.length, read.end),
            (303, Length::Bytes(12), plain.len())
        );
        assert!(!read.closes);
        let closing = b"HTTP/1.1 503 x\r\nconnection: close\r\n\r\n";
        assert_eq!(
            head(closing).map(|read| (read.status, read.length, read.closes)),
            Some((503, Length::Bytes(0), true))
        );
        assert_eq!(head(CHUNKED).unwrap().length, Length::Chunked);
        for cut in 0..plain.len() {
            assert_eq!(head(&plain[..cut]), None);
        }
        assert_eq!(head(b"x\r\n\r\n"), None);
    }

    #[test]
    fn chunks_end_where_they_end_however_they_come() {
        let body = head(CHUNKED).unwrap().end;
        let mut chunks = Chunks::from(body);
        for cut in body..CHUNKED.len() {
            assert_eq!(chunks.end(&CHUNKED[..cut]), None, "{cut}");
        }
        assert_eq!(chunks.end(CHUNKED), Some(CHUNKED.len()));
        assert_eq!(joined(CHUNKED, body), b"hello, everybody");
    }
}
