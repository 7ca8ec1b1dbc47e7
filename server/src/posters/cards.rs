//! A group's entry cards: six on a sheet of A4, to cut apart. They say how one comes in, and nothing of
//! who is in.

use nara_app::error::AppError;
use nara_app::groups::api::Cards;
use nara_app::posters::{Colors, Format, Phrase, Tongue};

use super::fonts::{Face, for_question};
use super::frame::{Area, Frame};
use super::lines::{Place, Set, one_line, set};
use super::parts::{INK, SOFT};
use super::sheet::{Role, Sheet};
use super::studio;

const COLUMNS: usize = 2;
const ROWS: usize = 3;
/// From a cut to what stands on a card: more than a printer leaves white, and than scissors miss.
const INSET: f32 = 26.0;
/// Thirty-six millimetres.
const CODE: f32 = 104.0;
const CUT: &str = "#8b8a94";
const DASH: f32 = 4.0;

/// The file to print, with whose door it is. `first` is the language of the page it was asked for on; a
/// card says what to do in all of them, because who prints it does not know who gets it.
///
/// # Errors
/// `Internal`, logged: our own drawing cannot be read.
pub fn print(
    cards: &Cards,
    municipality: &str,
    colors: &Colors,
    first: Tongue,
) -> Result<Vec<u8>, AppError> {
    studio::file(lay_out(cards, municipality, colors, first), Format::A4)
}

fn lay_out(cards: &Cards, municipality: &str, colors: &Colors, first: Tongue) -> Sheet {
    let Frame { width, height, .. } = Frame::of(Format::A4);
    let mut sheet = Sheet {
        width,
        height,
        pieces: Vec::new(),
        blocks: Vec::new(),
        title: cards.name.clone(),
        tongue: first,
    };
    let (wide, high) = (width / COLUMNS as f32, height / ROWS as f32);
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let card = Area {
                x: wide * column as f32 + INSET,
                y: high * row as f32 + INSET * 0.8,
                width: wide - 2.0 * INSET,
                height: high - INSET * 1.6,
            };
            // They are all the same: who has the sheet read aloud hears the first.
            let told = row == 0 && column == 0;
            lay_card(&mut sheet, card, (cards, municipality, colors, first), told);
        }
    }
    for column in 1..COLUMNS {
        cut(&mut sheet, (wide * column as f32, 0.0), height, false);
    }
    for row in 1..ROWS {
        cut(&mut sheet, (0.0, high * row as f32), width, true);
    }
    sheet
}

fn lay_card(
    sheet: &mut Sheet,
    card: Area,
    (cards, municipality, colors, first): (&Cards, &str, &Colors, Tongue),
    told: bool,
) {
    let block =
        |sheet: &mut Sheet, role, tongue, text: &str| told.then(|| sheet.block(role, tongue, text));
    let paragraph = Role::Paragraph;
    let mark = Area {
        height: 18.0,
        ..card
    };
    let part = block(sheet, paragraph, None, &format!("Nära {municipality}"));
    sheet.mark(mark, municipality, colors, part);
    let place = Place {
        width: card.width,
        height: 36.0,
        largest: 24.0,
        smallest: 11.0,
    };
    let name = set(&cards.name, for_question(&cards.name), place);
    let part = block(sheet, Role::Heading, None, &cards.name);
    let name_area = Area {
        y: card.y + 27.0,
        ..card
    };
    sheet.put(&name, name_area, INK, part);

    let top = card.y + 70.0;
    let part = block(sheet, Role::Figure, None, &format!("QR: {}", cards.address));
    let modules = (cards.size, cards.path.clone());
    // Its white is the paper's: it begins where everything else does.
    sheet.code(modules, (card.x - 6.0, top), CODE, part);
    let beside = card.x + CODE + 4.0;
    let words = Area {
        x: beside,
        y: top + 4.0,
        width: card.x + card.width - beside,
        height: CODE - 4.0,
    };
    let mut tongues = Tongue::ALL;
    // The others stay in their order.
    tongues.sort_by_key(|tongue| *tongue != first);
    let each = words.height / tongues.len() as f32;
    let lines = tongues.map(|tongue| {
        let text = Phrase::Scan.said(tongue);
        (tongue, one_line(text, Face::Sans, words.width, 11.0))
    });
    // No language smaller than another.
    let sizes = lines.iter().map(|(_, line)| line.size);
    let size = sizes.fold(f32::MAX, f32::min);
    for (number, (tongue, line)) in lines.into_iter().enumerate() {
        let line = Set { size, ..line };
        let part = block(sheet, paragraph, Some(tongue), Phrase::Scan.said(tongue));
        let y = words.y + each * number as f32 + (each - line.leading()) / 2.0;
        sheet.put(&line, Area { y, ..words }, INK, part);
    }

    let text = format!("{} {}", Phrase::OrGoTo.said(first), cards.address);
    let part = block(sheet, paragraph, Some(first), &text);
    let address = Area {
        y: top + CODE + 4.0,
        ..card
    };
    let line = one_line(&text, Face::Bold, card.width, 13.0);
    let end = sheet.put(&line, address, SOFT, part);
    let part = block(sheet, paragraph, None, &cards.code);
    let code = one_line(&cards.code, Face::Bold, card.width, 36.0);
    sheet.put(&code, Area { y: end, ..card }, &colors.brand, part);
}

/// Where to cut: dashes, thin and grey.
fn cut(sheet: &mut Sheet, (x, y): (f32, f32), length: f32, across: bool) {
    let dashes = (length / (2.0 * DASH)) as usize;
    let path: String = (0..dashes)
        .map(|number| {
            let along = number as f32 * 2.0 * DASH;
            match across {
                true => format!("M{} {y}h{DASH}v0.6h-{DASH}z", x + along),
                false => format!("M{x} {}h0.6v{DASH}h-0.6z", y + along),
            }
        })
        .collect();
    sheet.shape(path, String::new(), CUT);
}
