//! The QR code on a group's cards, as the path of an SVG: vectors print sharp at any size, and a page
//! needs no file and no script for it.

use fast_qr::{ECL, QRBuilder};
use nara_app::error::AppError;
use nara_app::ui::{Qr, QrPort};

/// For pages that show one.
#[derive(Debug)]
pub struct Codes;

impl QrPort for Codes {
    fn qr(&self, address: &str) -> Result<Qr, AppError> {
        let (size, path) = path(address)?;
        Ok(Qr { size, path })
    }
}

/// Dark modules as the `d` of a path, and how many modules a side has. Runs of a row are one
/// rectangle: a third of the text, and no hairlines between modules.
pub fn path(text: &str) -> Result<(usize, String), AppError> {
    // Paper on a wall gets torn and drawn on.
    let code = QRBuilder::new(text).ecl(ECL::Q).build().map_err(|error| {
        tracing::error!(?error, "qr.build");
        AppError::Internal
    })?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut begun: Option<usize> = None;
        for column in 0..=code.size {
            let dark = column < code.size
                && code
                    .data
                    .get(row * code.size + column)
                    .is_some_and(|module| module.value());
            match (dark, begun) {
                (true, None) => begun = Some(column),
                (false, Some(start)) => {
                    let width = column - start;
                    path.push_str(&format!("M{start} {row}h{width}v1h-{width}z"));
                    begun = None;
                }
                _ => {}
            }
        }
    }
    Ok((code.size, path))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn every_dark_module_is_in_it_once() {
        let text = "https://nara.bjorksjo.se/grupp#K7QD3MXP4T";
        let (size, path) = path(text).unwrap();
        let code = fast_qr::QRBuilder::new(text)
            .ecl(fast_qr::ECL::Q)
            .build()
            .unwrap();
        assert_eq!(size, code.size);
        let mut drawn = vec![false; size * size];
        for run in path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let width: usize = rest.split('v').next().unwrap().parse().unwrap();
            for module in &mut drawn[y * size + x..][..width] {
                assert!(!*module, "drawn twice");
                *module = true;
            }
        }
        for (at, drawn) in drawn.into_iter().enumerate() {
            assert_eq!(drawn, code.data[at].value(), "module {at}");
        }
    }
}
