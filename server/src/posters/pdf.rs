//! The file to print: letters as letters of the fonts inside, so that it is sharp at any size, can be
//! searched, and is read aloud in its order and languages (tagged, with the question as its heading).
//!
//! Everything is asked of the drawing `resvg` has read, letter by letter: what the picture shows is where
//! the file has it. Nothing in it tells when it was made, so the same poster is the same file.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use pdf_writer::types::{ArtifactType, StructRole, TabOrder};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{Color, Fill, Group, Node, Paint, Path, Text, Tree, fontdb};

use super::embedded::Embedded;
use super::fonts;
use super::frame::Area;
use super::sheet::{Block, Jpeg, Picture, Piece, Role, Sheet};
use super::svg;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
const METADATA: Ref = Ref::new(4);
const TREE: Ref = Ref::new(5);
const DOCUMENT: Ref = Ref::new(6);
/// Pages follow, then blocks, then fonts.
const FIRST_PAGE: i32 = 7;
/// The page, what is on it, and which block each marked part of it belongs to.
const OF_PAGE: i32 = 3;

/// The objects of the page of this number.
struct PageRefs {
    page: Ref,
    content: Ref,
    parents: Ref,
}

impl PageRefs {
    const fn of(number: usize) -> Self {
        let first = FIRST_PAGE + OF_PAGE * number as i32;
        Self {
            page: Ref::new(first),
            content: Ref::new(first + 1),
            parents: Ref::new(first + 2),
        }
    }
}

/// A page, with the number of its first block among all of them.
struct Written<'a> {
    sheet: &'a Sheet,
    first_block: usize,
    content: Content,
    /// The block of each marked part, by its number.
    marked: Vec<usize>,
}

/// `pages` are sheets, each with its drawing, and at least one; a page has this width, and its sheet's
/// shape. What the file is called, and its language, are the first one's.
///
/// # Errors
/// `Internal`: one of our own fonts cannot be read.
pub fn of(pages: &[(Sheet, Tree)], width: f32) -> Result<Vec<u8>, AppError> {
    let Some((cover, tree)) = pages.first() else {
        tracing::error!("poster.empty");
        return Err(AppError::Internal);
    };
    let mut fonts = BTreeMap::new();
    let mut blocks = 0;
    let mut written = Vec::new();
    for (sheet, tree) in pages {
        written.push(write_page((sheet, tree), width, blocks, &mut fonts));
        blocks += sheet.blocks.len();
    }
    let first_block = FIRST_PAGE + OF_PAGE * pages.len() as i32;
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    write_catalog(&mut pdf, cover);
    let kids = (0..pages.len()).map(|number| PageRefs::of(number).page);
    pdf.pages(PAGES).kids(kids).count(pages.len() as i32);
    let mut next = first_block + blocks as i32;
    let mut names = Vec::new();
    for (id, embedded) in &fonts {
        let first = Ref::new(next);
        next += Embedded::OBJECTS;
        let written = tree.fontdb().with_face_data(*id, |data, index| {
            embedded.write(&mut pdf, first, data, index)
        });
        written.flatten().ok_or_else(|| {
            tracing::error!("poster.font");
            AppError::Internal
        })?;
        names.push((embedded.name.clone(), first));
    }
    write_structure(&mut pdf, &written, first_block);
    for (number, one) in written.into_iter().enumerate() {
        let PageRefs { page, content, .. } = PageRefs::of(number);
        let height = one.sheet.height * width / one.sheet.width;
        let mut page = pdf.page(page);
        page.parent(PAGES)
            .media_box(Rect::new(0.0, 0.0, width, height))
            .contents(content)
            .struct_parents(number as i32)
            .tab_order(TabOrder::StructureOrder);
        let mut resources = page.resources();
        let mut dictionary = resources.fonts();
        for (name, font) in &names {
            dictionary.pair(Name(name.as_bytes()), *font);
        }
        dictionary.finish();
        let photographs: Vec<_> = (next..).map(Ref::new).zip(photographs(one.sheet)).collect();
        next += photographs.len() as i32;
        let mut dictionary = resources.x_objects();
        for (number, (at, _)) in photographs.iter().enumerate() {
            dictionary.pair(Name(picture_name(number).as_bytes()), *at);
        }
        dictionary.finish();
        resources.finish();
        page.finish();
        for (at, picture) in photographs {
            write_photograph(&mut pdf, at, &picture.jpeg);
        }
        pdf.stream(content, &one.content.finish());
    }
    let metadata = xmp(cover);
    pdf.metadata(METADATA, metadata.as_bytes());
    pdf.document_info(INFO)
        .title(TextStr(&cover.title))
        .producer(TextStr("Nära"));
    Ok(pdf.finish())
}

/// The photographs of a sheet, in the order in which they lie there.
fn photographs(sheet: &Sheet) -> impl Iterator<Item = &Picture> {
    sheet.pieces.iter().filter_map(|piece| match piece {
        Piece::Picture(picture) => Some(picture),
        Piece::Shape(_) | Piece::Line(_) => None,
    })
}

/// What a photograph is called on its page.
fn picture_name(number: usize) -> String {
    format!("I{number}")
}

/// A JPEG is in the file as it is.
fn write_photograph(pdf: &mut Pdf, at: Ref, jpeg: &Jpeg) {
    let mut image = pdf.image_xobject(at, &jpeg.bytes);
    image.filter(Filter::DctDecode);
    image
        .width(jpeg.width)
        .height(jpeg.height)
        .bits_per_component(8);
    image.color_space().device_rgb();
}

/// What is on a page; its letters are taken into the fonts.
fn write_page<'a>(
    (sheet, tree): (&'a Sheet, &Tree),
    width: f32,
    first_block: usize,
    fonts: &mut BTreeMap<fontdb::ID, Embedded>,
) -> Written<'a> {
    let scale = width / sheet.width;
    let mut page = PageWriter {
        sheet,
        content: Content::new(),
        fonts,
        marked: Vec::new(),
    };
    // From the top left corner, as the drawing has it, instead of the bottom left one.
    let turned = [scale, 0.0, 0.0, -scale, 0.0, sheet.height * scale];
    page.content.save_state().transform(turned);
    page.group(tree.root());
    page.pictures();
    page.content.restore_state();
    Written {
        sheet,
        first_block,
        content: page.content,
        marked: page.marked,
    }
}

fn write_catalog(pdf: &mut Pdf, sheet: &Sheet) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog
        .pages(PAGES)
        .metadata(METADATA)
        .lang(TextStr(sheet.tongue.code()));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.mark_info().marked(true);
    catalog.pair(Name(b"StructTreeRoot"), TREE);
}

/// Everything that is read aloud, in its order through all pages. `first`: the object of the first block.
fn write_structure(pdf: &mut Pdf, pages: &[Written<'_>], first: i32) {
    let block =
        |page: &Written<'_>, number: usize| Ref::new(first + (page.first_block + number) as i32);
    let mut root: StructTreeRoot<'_> = pdf.indirect(TREE).start();
    root.child(DOCUMENT);
    let mut parents = root.parent_tree();
    let mut numbers = parents.nums();
    for number in 0..pages.len() {
        numbers.insert(number as i32, PageRefs::of(number).parents);
    }
    numbers.finish();
    parents.finish();
    root.parent_tree_next_key(pages.len() as i32);
    root.finish();
    let mut document = pdf.struct_element(DOCUMENT);
    document.kind(StructRole::Document).parent(TREE);
    let mut children = document.children();
    for page in pages {
        for number in 0..page.sheet.blocks.len() {
            children.struct_element(block(page, number));
        }
    }
    children.finish();
    document.finish();
    for (place, page) in pages.iter().enumerate() {
        let refs = PageRefs::of(place);
        for (number, Block { role, tongue, text }) in page.sheet.blocks.iter().enumerate() {
            let mut element = pdf.struct_element(block(page, number));
            element
                .kind(match role {
                    Role::Heading => StructRole::H1,
                    Role::Chapter => StructRole::H2,
                    Role::Section => StructRole::H3,
                    Role::Item => StructRole::H4,
                    Role::Paragraph => StructRole::P,
                    Role::Figure => StructRole::Figure,
                })
                .parent(DOCUMENT)
                .page(refs.page);
            if let Some(tongue) = tongue {
                element.lang(TextStr(tongue.code()));
            }
            match role {
                Role::Figure => element.alt(TextStr(text)),
                _ => element.actual_text(TextStr(text)),
            };
            let mut parts = element.children();
            for (part, of) in page.marked.iter().enumerate() {
                if *of == number {
                    parts.marked_content_id(part as i32);
                }
            }
        }
        let marked = page.marked.iter().map(|of| block(page, *of));
        pdf.indirect(refs.parents).array().items(marked);
    }
}

/// What search and libraries read: the title, in its language.
fn xmp(sheet: &Sheet) -> String {
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:format>application/pdf</dc:format>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        sheet.tongue.code(),
        svg::escaped(&sheet.title)
    )
}

struct PageWriter<'a> {
    sheet: &'a Sheet,
    content: Content,
    fonts: &'a mut BTreeMap<fontdb::ID, Embedded>,
    /// The block of each marked part, by its number.
    marked: Vec<usize>,
}

impl PageWriter<'_> {
    fn group(&mut self, group: &Group) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group),
                Node::Path(path) => self.path(path),
                Node::Text(text) => self.text(text),
                // We draw none.
                Node::Image(_) => {}
            }
        }
    }

    /// Photographs lie on nothing and under nothing.
    fn pictures(&mut self) {
        let sheet = self.sheet;
        for (number, picture) in photographs(sheet).enumerate() {
            self.begin(picture.block, b"Figure");
            let Area {
                x,
                y,
                width,
                height,
            } = picture.place;
            // Upright again: the page is turned over.
            let place = [width, 0.0, 0.0, -height, x, y + height];
            self.content.save_state().transform(place);
            self.content.x_object(Name(picture_name(number).as_bytes()));
            self.content.restore_state().end_marked_content();
        }
    }

    /// The block of the piece with this name.
    fn block(&self, id: &str) -> Option<usize> {
        let number: usize = id.strip_prefix('p')?.parse().ok()?;
        self.sheet.pieces.get(number)?.block()
    }

    /// Whether the line with this name begins at the right.
    fn rtl(&self, id: &str) -> bool {
        let number = id.strip_prefix('p').and_then(|number| number.parse().ok());
        let piece = number.and_then(|number: usize| self.sheet.pieces.get(number));
        matches!(piece, Some(Piece::Line(line)) if line.rtl)
    }

    /// What says nothing is marked as that.
    fn begin(&mut self, block: Option<usize>, tag: &[u8]) {
        match block {
            None => {
                let mut mark = self
                    .content
                    .begin_marked_content_with_properties(Name(b"Artifact"));
                mark.properties().artifact().kind(ArtifactType::Layout);
            }
            Some(block) => {
                let number = self.marked.len() as i32;
                self.marked.push(block);
                let mut mark = self.content.begin_marked_content_with_properties(Name(tag));
                mark.properties().identify(number);
            }
        }
    }

    fn path(&mut self, path: &Path) {
        let Some(color) = path.fill().and_then(plain) else {
            return;
        };
        self.begin(self.block(path.id()), b"Figure");
        self.fill(color);
        let at = path.abs_transform();
        let Some(data) = path.data().clone().transform(at) else {
            self.content.end_marked_content();
            return;
        };
        let mut last = (0.0, 0.0);
        for segment in data.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.content.move_to(to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::LineTo(to) => {
                    self.content.line_to(to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::QuadTo(by, to) => {
                    // The same curve with two points to bend it.
                    let towards = |from: (f32, f32)| {
                        let share = 2.0 / 3.0;
                        (
                            from.0 + (by.x - from.0) * share,
                            from.1 + (by.y - from.1) * share,
                        )
                    };
                    let (one, two) = (towards(last), towards((to.x, to.y)));
                    self.content
                        .cubic_to(one.0, one.1, two.0, two.1, to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::CubicTo(one, two, to) => {
                    self.content
                        .cubic_to(one.x, one.y, two.x, two.y, to.x, to.y);
                    last = (to.x, to.y);
                }
                PathSegment::Close => {
                    self.content.close_path();
                }
            }
        }
        self.content.fill_nonzero().end_marked_content();
    }

    fn text(&mut self, text: &Text) {
        self.begin(self.block(text.id()), b"Span");
        let at = text.abs_transform();
        for span in text.layouted() {
            let Some(color) = span.fill.as_ref().and_then(plain) else {
                continue;
            };
            self.fill(color);
            self.content.begin_text();
            let mut font_now = None;
            for glyph in as_read(&span.positioned_glyphs, self.rtl(text.id())) {
                let count = self.fonts.len();
                let embedded = self
                    .fonts
                    .entry(glyph.font)
                    .or_insert_with(|| Embedded::new(count));
                let cid = embedded.take(glyph.id.0, &glyph.text);
                let size = glyph.font_size();
                if font_now != Some((glyph.font, size.to_bits())) {
                    let name = embedded.name.clone();
                    self.content.set_font(Name(name.as_bytes()), size);
                    font_now = Some((glyph.font, size.to_bits()));
                }
                let Transform { tx, ty, .. } = at.pre_concat(glyph.transform());
                // Upright again: the page is turned over.
                self.content
                    .set_text_matrix([1.0, 0.0, 0.0, -1.0, tx, ty])
                    .show(Str(&cid.to_be_bytes()));
            }
            self.content.end_text();
        }
        self.content.end_marked_content();
    }

    fn fill(&mut self, Color { red, green, blue }: Color) {
        let [red, green, blue] = [red, green, blue].map(|part| f32::from(part) / 255.0);
        self.content.set_fill_rgb(red, green, blue);
    }
}

/// The letters of a line in the order in which they are read; they come in that in which they stand, from
/// the left. What a file has first is what is copied and read aloud first. So a line from the right is
/// turned around, and what goes from the left in it (a name, a number) is turned back.
fn as_read(line: &[PositionedGlyph], rtl: bool) -> Vec<&PositionedGlyph> {
    let letters = line
        .iter()
        .filter(|glyph| glyph.text.is_empty() || !glyph.text.chars().all(svg::is_order));
    match rtl {
        true => turned(letters.rev(), |text| side(text).map(|rtl| !rtl)),
        false => turned(letters, side),
    }
}

/// With the parts that are inside turned around.
fn turned<'a>(
    letters: impl Iterator<Item = &'a PositionedGlyph>,
    is_inside: fn(&str) -> Option<bool>,
) -> Vec<&'a PositionedGlyph> {
    let mut out = Vec::new();
    let mut inside = Vec::new();
    // Spaces and signs belong to what is on both of their sides.
    let mut between = Vec::new();
    for glyph in letters {
        match is_inside(&glyph.text) {
            Some(true) => {
                inside.append(&mut between);
                inside.push(glyph);
            }
            None if !inside.is_empty() => between.push(glyph),
            Some(false) | None => {
                out.extend(inside.drain(..).rev());
                out.append(&mut between);
                out.push(glyph);
            }
        }
    }
    out.extend(inside.drain(..).rev());
    out.append(&mut between);
    out
}

/// Whether a text goes from the right. None: as what is around it does.
fn side(text: &str) -> Option<bool> {
    match text.chars().any(char::is_alphanumeric) {
        true => Some(fonts::is_rtl(text)),
        false => None,
    }
}

/// We fill with nothing else.
fn plain(fill: &Fill) -> Option<Color> {
    match fill.paint() {
        Paint::Color(color) => Some(*color),
        _ => None,
    }
}
