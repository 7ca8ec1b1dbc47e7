//! Which packing a reader takes, and packing.

use std::io::Write;

use axum::http::{HeaderMap, header};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Packed once and sent often, but also made anew after every vote: a tenth smaller would take five times
/// as long.
const BROTLI_QUALITY: i32 = 5;
const GZIP_LEVEL: u32 = 6;

/// The better one last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The best that whoever asks takes.
    pub(super) fn best(asked: &HeaderMap) -> Self {
        let mut best = Self::Plain;
        let values = asked.get_all(header::ACCEPT_ENCODING).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        for offer in values.flat_map(|value| value.split(',')) {
            let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
            let coding = match name.trim() {
                name if name.eq_ignore_ascii_case("br") => Self::Brotli,
                name if name.eq_ignore_ascii_case("gzip") => Self::Gzip,
                _ => continue,
            };
            if coding > best && !is_refused(parameters) {
                best = coding;
            }
        }
        best
    }

    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The text packed; none where that is less than half of what it is for.
    pub(super) fn pack(self, text: &[u8]) -> Option<Vec<u8>> {
        let mut packed = Vec::with_capacity(text.len() / 4);
        match self {
            Self::Plain => return None,
            Self::Gzip => {
                let mut encoder = GzEncoder::new(&mut packed, Compression::new(GZIP_LEVEL));
                encoder.write_all(text).ok()?;
                encoder.finish().ok()?;
            }
            Self::Brotli => {
                let settings = BrotliEncoderParams {
                    quality: BROTLI_QUALITY,
                    lgwin: 20,
                    size_hint: text.len(),
                    ..BrotliEncoderParams::default()
                };
                brotli::BrotliCompress(&mut &*text, &mut packed, &settings).ok()?;
            }
        }
        packed.shrink_to_fit();
        (packed.len() <= text.len() / 2).then_some(packed)
    }
}

/// `q=0` means: not this one.
fn is_refused(parameters: &str) -> bool {
    parameters
        .split(';')
        .filter_map(|parameter| parameter.trim().split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("q"))
        .any(|(_, weight)| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_best_that_is_taken() {
        for (accepted, best) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("BR;q=0.1 , gzip;q=1", Coding::Brotli),
            ("br;q=0, gzip", Coding::Gzip),
            ("br; Q=0.000,gzip;q=0", Coding::Plain),
            ("zstd, deflate", Coding::Plain),
            ("", Coding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(Coding::best(&headers), best, "{accepted}");
        }
        assert_eq!(Coding::best(&HeaderMap::new()), Coding::Plain);
    }

    #[test]
    fn what_is_packed_is_the_same_unpacked() {
        let text = "<li class=\"item\">Belysning på stigen</li>\n".repeat(500);
        let packed = Coding::Gzip.pack(text.as_bytes()).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&*packed)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        let packed = Coding::Brotli.pack(text.as_bytes()).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let noise: Vec<u8> = (0..200_u32).map(|n| (n * 167 + n * n) as u8).collect();
        assert_eq!(Coding::Brotli.pack(&noise), None);
        assert_eq!(Coding::Gzip.pack(&noise), None);
    }
}
