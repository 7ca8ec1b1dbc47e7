//! The report of a campaign, to print: a cover whose code leads to its page, what stands where, and the
//! chapters of [`ReportText`] over as many pages as they take.

use nara_app::campaigns::report::{
    AnswerTold, Chapter, Fact, IdeaTold, Part, PictureTold, ReportText, Told,
};
use nara_app::error::AppError;
use nara_app::i18n::date_long;
use nara_app::posters::{Format, Phrase, Tongue};
use nara_app::t;
use nara_domain::ids::CampaignPictureId;

use super::fonts::{Face, for_question};
use super::frame::{Area, Frame};
use super::lines::{Place, one_line, set};
use super::parts::{INK, LEAF, SOFT};
use super::report_flow::{Pages, SIDE, Style};
use super::sheet::{Jpeg, Picture, Piece, Role, Sheet};
use crate::groups::qr;

const BODY: f32 = 10.8;
/// A line of the contents.
const LINE: f32 = 21.0;
const INDENT: f32 = 16.0;
/// What has to fit below a heading: a heading never ends a page.
const BELOW: f32 = 86.0;

/// Most of a page that a picture takes: of its width, and in points.
const PICTURE_WIDTH: f32 = 0.7;
const PICTURE_HEIGHT: f32 = 230.0;

/// The pictures of a report, by their numbers.
pub type Pictures = Vec<(CampaignPictureId, Jpeg)>;

/// Lays it out: the cover first.
///
/// # Errors
/// `Internal` where the address has no code: it is longer than any of ours.
pub fn lay_out(text: &ReportText, pictures: &Pictures) -> Result<Vec<Sheet>, AppError> {
    let mut writer = Writer {
        text,
        pictures,
        tongue: Tongue::of_site(text.lang),
        pages: Pages::new(&text.title, Tongue::of_site(text.lang)),
    };
    writer.cover()?;
    writer.pages.turn();
    // What stands where is known in the end; how much room it takes is known now.
    let contents = (writer.pages.number(), writer.pages.area());
    writer.pages.y += 40.0 + LINE * text.chapters.len() as f32 + 22.0;
    let mut places = Vec::new();
    for chapter in &text.chapters {
        writer.pages.space(16.0);
        writer.pages.need(BELOW);
        places.push(writer.pages.number());
        writer.chapter(chapter);
    }
    writer.contents(contents, &places);
    Ok(writer.pages.finish())
}

struct Writer<'a> {
    text: &'a ReportText,
    pictures: &'a Pictures,
    tongue: Tongue,
    pages: Pages,
}

impl Writer<'_> {
    fn style(&self, face: Face, size: f32, role: Role, written: bool) -> Style {
        Style {
            face,
            size,
            fill: INK,
            role,
            tongue: (!written).then_some(self.tongue),
        }
    }

    fn body(&self, written: bool) -> Style {
        self.style(Face::Sans, BODY, Role::Paragraph, written)
    }

    fn cover(&mut self) -> Result<(), AppError> {
        let text = self.text;
        let Frame { width, height, .. } = Frame::of(Format::A4);
        let tongue = self.tongue;
        let sheet = self.pages.page();
        let leaf = format!(
            "translate({} {}) rotate(20) scale(17) translate(-15 -17)",
            width * 0.8,
            height * 0.33
        );
        sheet.shape(LEAF.to_owned(), leaf, &text.colors.tint);
        let inner = width - 2.0 * SIDE;
        let mark = Area {
            x: SIDE,
            y: 56.0,
            width: inner,
            height: 34.0,
        };
        let block = sheet.block(
            Role::Paragraph,
            None,
            &format!("Nära {}", text.municipality),
        );
        sheet.mark(mark, &text.municipality, &text.colors, Some(block));
        let kicker = t!(text.lang, "campaign-report").into_owned();
        let block = sheet.block(Role::Paragraph, Some(tongue), &kicker);
        let line = one_line(&kicker, Face::Bold, inner, 20.0);
        let area = |y: f32| Area {
            x: SIDE,
            y,
            width: inner,
            height: 0.0,
        };
        let end = sheet.put(&line, area(196.0), &text.colors.brand, Some(block));
        let place = Place {
            width: inner,
            height: 170.0,
            largest: 58.0,
            smallest: 20.0,
        };
        let title = set(&text.title, for_question(&text.title), place);
        let block = sheet.block(Role::Heading, None, &text.title);
        let end = sheet.put(&title, area(end + 8.0), INK, Some(block));
        let place = Place {
            height: 150.0,
            largest: 22.0,
            smallest: 12.0,
            ..place
        };
        let question = set(&text.question, Face::Sans, place);
        let block = sheet.block(Role::Paragraph, None, &text.question);
        let end = sheet.put(&question, area(end + 16.0), INK, Some(block));
        let changed = date_long(text.lang, text.changed_on);
        let changed = t!(text.lang, "campaign-report-changed", date = changed).into_owned();
        let block = sheet.block(Role::Paragraph, Some(tongue), &changed);
        let line = one_line(&changed, Face::Sans, inner, 12.0);
        sheet.put(&line, area(end + 16.0), SOFT, Some(block));
        self.door()
    }

    /// The code on the cover, and what it leads to.
    fn door(&mut self) -> Result<(), AppError> {
        const SIZE: f32 = 126.0;
        let text = self.text;
        let tongue = self.tongue;
        let Frame { width, height, .. } = Frame::of(Format::A4);
        let code = qr::path(&text.address)?;
        let sheet = self.pages.page();
        let panel = Area {
            x: 0.0,
            y: height - SIZE - 80.0,
            width,
            height: SIZE + 80.0,
        };
        sheet.rectangle(panel, &text.colors.brand);
        let beside = width - 2.0 * SIDE - SIZE - 24.0;
        let mut y = panel.y + 62.0;
        let lines = [
            (
                Phrase::ReadAnswers.said(tongue),
                Face::Bold,
                24.0,
                Some(tongue),
            ),
            (Phrase::Scan.said(tongue), Face::Sans, 13.0, Some(tongue)),
            (text.short.as_str(), Face::Bold, 13.0, None),
        ];
        for (words, face, size, spoken) in lines {
            let block = sheet.block(Role::Paragraph, spoken, words);
            let line = one_line(words, face, beside, size);
            let area = Area {
                x: SIDE,
                y,
                width: beside,
                height: 0.0,
            };
            y = sheet.put(&line, area, &text.colors.on_brand, Some(block)) + 4.0;
        }
        let block = sheet.block(Role::Figure, None, &format!("QR: {}", text.address));
        let place = (width - SIDE - SIZE, panel.y + 40.0);
        sheet.code(code, place, SIZE, Some(block));
        Ok(())
    }

    /// What stands where, on the page that has kept room for it; read before what follows there.
    fn contents(&mut self, (page, area): (usize, Area), places: &[usize]) {
        let tongue = self.tongue;
        let Some(sheet) = self.pages.all().nth(page - 1) else {
            return;
        };
        let after = std::mem::take(&mut sheet.blocks);
        let room = places.len() + 1;
        for piece in &mut sheet.pieces {
            let block = piece.block_mut();
            *block = block.map(|number| number + room);
        }
        let title = t!(self.text.lang, "campaign-report-contents").into_owned();
        let block = sheet.block(Role::Chapter, Some(tongue), &title);
        let line = one_line(&title, Face::Serif, area.width, 19.0);
        let mut y = sheet.put(&line, area, INK, Some(block)) + 8.0;
        for (chapter, place) in self.text.chapters.iter().zip(places) {
            let told = format!("{} {place}", chapter.title);
            let block = sheet.block(Role::Paragraph, Some(tongue), &told);
            let line = one_line(&chapter.title, Face::Sans, area.width - 40.0, 12.0);
            sheet.put(&line, Area { y, ..area }, INK, Some(block));
            let number = one_line(&place.to_string(), Face::Sans, 40.0, 12.0);
            let right = Area {
                x: area.x + area.width - 18.0,
                y,
                ..area
            };
            sheet.put(&number, right, INK, Some(block));
            y += LINE;
        }
        sheet.blocks.extend(after);
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let style = self.style(Face::Serif, 19.0, Role::Chapter, false);
        self.pages.text(&chapter.title, style);
        self.pages.y += 2.0;
        for part in &chapter.parts {
            self.part(part);
        }
        if let (true, Some(address)) = (chapter.id == "licens", self.text.licence.address()) {
            let style = self.style(Face::Bold, BODY, Role::Paragraph, false);
            let name = t!(self.text.lang, "campaign-report-licence-link");
            self.pages.text(&format!("{name}: {address}"), style);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(told) => self.heading(told),
            Part::Text(Told { text, written }) => {
                self.pages.text(text, self.body(*written));
                self.pages.y += 3.0;
            }
            Part::Facts(facts) => self.facts(facts),
            Part::List(items) => {
                for Told { text, written } in items {
                    self.pages.text(&format!("• {text}"), self.body(*written));
                }
                self.pages.y += 4.0;
            }
            Part::Quote(quote) => {
                self.pages.space(6.0);
                self.pages.need(40.0);
                let from = self.pages.begin_bar(INDENT);
                let style = self.style(Face::Sans, 13.0, Role::Paragraph, true);
                self.pages.text(&quote.text, style);
                if let Some(by) = &quote.by {
                    let style = Style {
                        fill: SOFT,
                        ..self.style(Face::Bold, 10.0, Role::Paragraph, true)
                    };
                    self.pages.text(by, style);
                }
                self.pages.end_bar(from, &self.text.colors.brand);
                self.pages.y += 8.0;
            }
            Part::Idea(idea) => self.idea(idea),
        }
    }

    fn heading(&mut self, Told { text, written }: &Told) {
        self.pages.space(10.0);
        self.pages.need(BELOW);
        let face = for_question(text);
        let style = self.style(face, 14.0, Role::Section, *written);
        self.pages.text(text, style);
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.pages.space(4.0);
        for Fact { label, value } in facts {
            let style = (self.body(value.written), self.tongue);
            self.pages.fact(label, &value.text, style);
        }
        self.pages.y += 6.0;
    }

    fn idea(&mut self, idea: &IdeaTold) {
        self.pages.space(12.0);
        self.pages.need(BELOW);
        let title = format!("{}. {}", idea.slot, idea.title);
        let style = self.style(for_question(&title), 12.5, Role::Item, true);
        self.pages.text(&title, style);
        self.pages.text(&idea.body, self.body(true));
        if let Some(told) = &idea.picture {
            self.picture(told);
        }
        if !idea.facts.is_empty() {
            self.facts(&idea.facts);
        }
        let mut line = vec![idea.author.clone()];
        line.extend(idea.counts.iter().cloned());
        let style = Style {
            fill: SOFT,
            ..self.style(Face::Sans, 9.5, Role::Paragraph, true)
        };
        self.pages.text(&line.join(" · "), style);
        if idea.answers.is_empty() {
            let style = self.style(Face::Bold, BODY, Role::Paragraph, false);
            self.pages.text(&idea.waits, style);
        }
        for answer in &idea.answers {
            self.answer(answer);
        }
    }

    /// Whole, with who took it below; nothing where its file is gone since the text was put together.
    fn picture(&mut self, told: &PictureTold) {
        let Some((_, jpeg)) = self.pictures.iter().find(|(id, _)| *id == told.id) else {
            return;
        };
        let room = self.pages.area().width * PICTURE_WIDTH;
        let (width, height) = (jpeg.width.max(1) as f32, jpeg.height.max(1) as f32);
        let scale = (room / width).min(PICTURE_HEIGHT / height);
        let (width, height) = (width * scale, height * scale);
        self.pages.space(4.0);
        self.pages.need(height + 24.0);
        let place = Area {
            width,
            height,
            ..self.pages.area()
        };
        let sheet = self.pages.page();
        let block = sheet.block(Role::Figure, None, &told.description);
        sheet.pieces.push(Piece::Picture(Picture {
            place,
            jpeg: jpeg.clone(),
            block: Some(block),
        }));
        self.pages.y += height + 4.0;
        let style = Style {
            fill: SOFT,
            ..self.style(Face::Sans, 9.5, Role::Paragraph, true)
        };
        self.pages.text(&told.credit, style);
    }

    fn answer(&mut self, answer: &AnswerTold) {
        self.pages.space(4.0);
        self.pages.need(48.0);
        let from = self.pages.begin_bar(INDENT);
        let day = date_long(self.text.lang, answer.day);
        let by = answer.by.as_ref();
        let by = by.map(|by| format!(", {by}")).unwrap_or_default();
        let style = self.style(Face::Bold, BODY, Role::Paragraph, false);
        self.pages
            .text(&format!("{} – {day}{by}", answer.word), style);
        for said in &answer.says {
            let style = self.body(said.written);
            match &said.label {
                None => self.pages.text(&said.text, style),
                Some(label) => self.pages.fact(label, &said.text, (style, self.tongue)),
            }
        }
        self.pages.end_bar(from, &self.text.colors.brand);
        self.pages.y += 4.0;
    }
}

#[cfg(test)]
mod tests {
    use nara_app::i18n::Lang;
    use nara_app::posters::Colors;
    use nara_domain::campaign::Licence;
    use nara_domain::time::Stamp;

    use super::*;

    fn report(parts: Vec<Part>) -> ReportText {
        let chapter = |id, title: &str, parts| Chapter {
            id,
            title: title.to_owned(),
            parts,
            quoted: false,
        };
        ReportText {
            lang: Lang::Sv,
            title: "Framtidslådan".to_owned(),
            question: "Vad saknas för unga här?".to_owned(),
            chapters: vec![
                chapter("uppdraget", "Uppdraget", parts),
                chapter("licens", "Licens", vec![Part::Text(Told::said("Fritt."))]),
            ],
            licence: Licence::CcBy4,
            changed_on: Stamp(0).day(),
            address: "https://nara.bjorksjo.se/kampanjer/framtidsladan/rapport".to_owned(),
            short: "nara.bjorksjo.se/kampanjer/framtidsladan/rapport".to_owned(),
            municipality: "Björksjö kommun".to_owned(),
            colors: Colors::of(None),
        }
    }

    #[test]
    fn a_long_text_breaks_into_pages_and_nothing_stands_in_the_margins() {
        let long = (1..=400).map(|number| format!("Mening nummer {number} står här. "));
        let long: String = long.collect();
        let written = Part::Text(Told::written(&long));
        let facts = Part::Facts(vec![Fact {
            label: "Pengar".to_owned(),
            value: Told::written(long.clone()),
        }]);
        let quote = Part::Heading(Told::said("Rubrik"));
        let sheets = lay_out(&report(vec![written, quote, facts]), &Vec::new()).unwrap();
        assert!(sheets.len() > 4, "{}", sheets.len());
        let mut told = String::new();
        for (number, sheet) in sheets.iter().enumerate() {
            for piece in &sheet.pieces {
                let Piece::Line(line) = piece else { continue };
                assert!(line.y > 40.0 && line.y < sheet.height - 25.0, "{line:?}");
                // Only the number and the name of the report stand below the text.
                let below = line.y > sheet.height - 70.0;
                assert_eq!(
                    below && number > 0,
                    below && line.block.is_none(),
                    "{line:?}"
                );
            }
            for block in &sheet.blocks {
                told.push_str(&block.text);
                told.push(' ');
            }
        }
        // Nothing is lost or said twice where a page ends.
        for number in [1, 57, 133, 256, 400] {
            let sentence = format!("Mening nummer {number} står här.");
            assert_eq!(told.matches(&sentence).count(), 2, "{number}");
        }
    }

    #[test]
    fn the_contents_say_on_which_page_a_chapter_begins() {
        let long = "Ett ord till. ".repeat(900);
        let sheets = lay_out(&report(vec![Part::Text(Told::written(long))]), &Vec::new()).unwrap();
        let begins = |title: &str| {
            let has = |sheet: &Sheet| {
                let mut blocks = sheet.blocks.iter();
                blocks.any(|block| block.role == Role::Chapter && block.text == title)
            };
            sheets.iter().position(has).unwrap() + 1
        };
        let contents: Vec<&str> = sheets[1].blocks.iter().map(|block| &*block.text).collect();
        assert!(begins("Licens") > 3);
        let expected = format!("Licens {}", begins("Licens"));
        assert_eq!(contents[..3], ["Innehåll", "Uppdraget 2", &expected]);
    }
}
