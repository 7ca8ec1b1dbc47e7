//! The codes, read from the pictures.

use nara_app::posters::Format;
use nara_server::posters::{Kind, draw};

use super::reader::{Picture, scan};
use super::{all, choice, poster, tongues};
use crate::in_every_format;

fn read_codes(format: Format) {
    for (poster, choice) in all(format) {
        let picture = Picture::of_png(&draw(&poster, &choice, Kind::Png).unwrap());
        let (width, height) = format.pixels();
        let size = (width as usize, height as usize);
        assert_eq!((picture.width, picture.height), size);
        let read = scan(&picture.seen(format));
        let title = &poster.title;
        assert_eq!(read.join(" and "), poster.address, "{choice:?} {title}");
    }
}

in_every_format!(
    every_code_on_every_poster_is_read_and_leads_where_it_says,
    read_codes
);

/// Thirty millimetres on a wall can be read from a metre away.
#[test]
fn a_code_on_paper_is_large_enough_and_has_its_quiet_zone() {
    let choice = choice(Format::A4, &tongues()[2]);
    let picture = Picture::of_png(&draw(&poster("Lekplats"), &choice, Kind::Png).unwrap());
    // White as the card is: in the panel nothing else is.
    let lower = picture.height * 7 / 10;
    let white = |y: usize| {
        let row = 0..picture.width;
        row.filter(|x| picture.is_white(*x, y)).count()
    };
    let widest = (lower..picture.height).map(white).max().unwrap();
    let millimetres = widest as f32 / picture.width as f32 * 210.0;
    assert!(millimetres > 30.0, "{millimetres} mm");
}
