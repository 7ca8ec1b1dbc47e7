//! Files as they come, and what is kept of them.

use nara_domain::document::{
    FileKind, MAX_BYTES, PHOTO_BY, PHOTO_TEXT, PIXELS_MAX, Photo, check, file_name, missing,
    takes_photo,
};
use nara_domain::error::{FieldError, FieldProblem as P};
use nara_domain::proposal::TransitionKind;
use proptest::prelude::*;

use crate::help::values;

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    // Nobody looks at the check sum here.
    [&length[..], name, data, b"sums"].concat()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat())
}

fn png(more: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(header(640, 480));
    file.extend(more.concat());
    file.extend(chunk(b"IDAT", b"the picture"));
    file.extend(chunk(b"IEND", b""));
    file
}

fn segment(code: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, code][..], &length, body].concat()
}

/// A frame of 640 × 480 and a scan with what is escaped in it, and a restart.
fn jpeg(before: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    file.extend(before.concat());
    file.extend(segment(0xC0, &[8, 1, 0xE0, 2, 0x80, 3, 0, 0, 0]));
    file.extend(segment(0xDA, &[1, 0, 0, 0, 0]));
    file.extend([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56, 0xFF, 0xFF, 0xD9]);
    file.extend(after);
    file
}

/// What a camera writes: which way is up, and where it was.
fn exif(way: u16, big: bool) -> Vec<u8> {
    let short = |n: u16| match big {
        true => n.to_be_bytes(),
        false => n.to_le_bytes(),
    };
    let long = |n: u32| match big {
        true => n.to_be_bytes(),
        false => n.to_le_bytes(),
    };
    let mut body = b"Exif\0\0".to_vec();
    body.extend(if big { b"MM" } else { b"II" });
    body.extend([&short(42)[..], &long(8), &short(2)].concat());
    body.extend(
        [
            &short(0x0112)[..],
            &short(3),
            &long(1),
            &short(way),
            &short(0),
        ]
        .concat(),
    );
    body.extend([&short(0x8825)[..], &short(4), &long(1), &long(38)].concat());
    body.extend(b"GPS 63 49 30 N");
    segment(0xE1, &body)
}

fn has(file: &[u8], words: &[u8]) -> bool {
    file.windows(words.len()).any(|part| part == words)
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n";

#[test]
fn what_it_is_tells_the_file_and_not_its_name() {
    for (file, kind) in [
        (PDF.to_vec(), FileKind::Pdf),
        (png(&[]), FileKind::Png),
        (jpeg(&[], b""), FileKind::Jpeg),
    ] {
        assert_eq!(check(file).unwrap().kind, kind);
    }
    for other in [
        b"<html><script>alert(1)</script></html>".to_vec(),
        b"GIF89a".to_vec(),
        b"PK\x03\x04".to_vec(),
        b"\n%PDF-1.7 startxref %%EOF".to_vec(),
        b"%PDF-9".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        vec![0xFF, 0xD8],
        vec![0],
    ] {
        assert_eq!(check(other), Err(P::UnknownFile));
    }
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(check(Vec::new()), Err(P::EmptyFile));
    let mut most = PDF.to_vec();
    most.splice(9..9, vec![b' '; MAX_BYTES - PDF.len()]);
    assert!(check(most.clone()).is_ok());
    most.push(b'\n');
    assert_eq!(check(most), Err(P::FileTooLarge { max: MAX_BYTES }));
}

#[test]
fn a_pdf_has_its_end_and_ends_there() {
    for broken in [&PDF[..20], &PDF[..PDF.len() - 4], b"%PDF-1.7\n%%EOF"] {
        assert_eq!(check(broken.to_vec()), Err(P::BrokenFile));
    }
    for blank in ["", "\r\n", " \n\0\0"] {
        assert!(check([PDF, blank.as_bytes()].concat()).is_ok());
    }
    for more in ["<script>alert(1)</script>", "PK\x05\x06", "x"] {
        let both = [PDF, more.as_bytes()].concat();
        assert_eq!(check(both), Err(P::MoreThanOneFile));
    }
}

#[test]
fn of_a_png_only_the_picture_is_kept() {
    let told = [
        chunk(b"tEXt", b"Author\0Siv Ek"),
        chunk(b"eXIf", b"GPS 63 49 30 N"),
        chunk(b"tIME", b"1234567"),
        chunk(b"zzZz", b"<script>"),
        chunk(b"pHYs", b"123456789"),
    ];
    let file = [png(&told), b"PK\x03\x04 another file".to_vec()].concat();
    let kept = check(file).unwrap().bytes;
    let only = png(&[chunk(b"pHYs", b"123456789")]);
    assert_eq!(kept, only);
}

#[test]
fn a_png_that_ends_too_early_is_broken() {
    let whole = png(&[]);
    for end in 8..whole.len() {
        assert_eq!(check(whole[..end].to_vec()), Err(P::BrokenFile), "{end}");
    }
    let signature = &whole[..8];
    for wrong in [
        [signature, &chunk(b"IDAT", b""), &chunk(b"IEND", b"")].concat(),
        [signature, &header(1, 1), &chunk(b"IEND", b"")].concat(),
        [signature, &header(1, 1), &header(1, 1)].concat(),
        [signature, &header(0, 1), &chunk(b"IDAT", b"")].concat(),
        [signature, &chunk(b"IHDR", b"short")].concat(),
        [signature, &[0xFF; 12][..]].concat(),
    ] {
        assert_eq!(check(wrong), Err(P::BrokenFile));
    }
}

#[test]
fn pictures_that_unpack_to_too_much_are_refused() {
    let side = u32::try_from(PIXELS_MAX).unwrap();
    let of = |width, height| {
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let rest = [chunk(b"IDAT", b""), chunk(b"IEND", b"")].concat();
        check([start, header(width, height), rest].concat())
    };
    assert!(of(side, 1).is_ok());
    assert_eq!(of(side, 2), Err(P::TooManyPixels));
    assert_eq!(of(u32::MAX, u32::MAX), Err(P::TooManyPixels));
    let bomb = segment(0xC2, &[8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0]);
    assert_eq!(check(jpeg(&[bomb], b"")), Err(P::TooManyPixels));
}

#[test]
fn of_a_jpeg_the_picture_is_kept_and_which_way_is_up() {
    let small = [
        b"JFIF\0\x01\x01\x01\0\x48\0\x48\x01\x01".to_vec(),
        vec![9; 3],
    ]
    .concat();
    for big in [true, false] {
        let before = [
            segment(0xE0, &small),
            segment(0xE0, b"JFXX\0thumbnail"),
            exif(6, big),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Siv Ek"),
            segment(0xE2, b"ICC_PROFILE\0colours"),
            segment(0xE2, b"MPF\0another picture"),
            segment(0xED, b"Photoshop 3.0\0Siv Ek"),
            segment(0xEE, b"Adobe colours"),
            segment(0xFE, b"Siv Ek was here"),
            segment(0xDB, &[0; 65]),
        ];
        let kept = check(jpeg(&before, b"a film of the same")).unwrap().bytes;
        for gone in ["GPS", "Siv Ek", "thumbnail", "another", "film"] {
            assert!(!has(&kept, gone.as_bytes()), "{gone}");
        }
        let upright = exif(6, true);
        let tag = &upright[4 + 16..4 + 28];
        assert!(has(&kept, tag), "which way is up");
        for stays in [&b"ICC_PROFILE\0colours"[..], b"Adobe colours"] {
            assert!(has(&kept, stays));
        }
        assert_eq!(
            &kept[2..20],
            &segment(0xE0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0")[..]
        );
        let picture = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD3, 0x56, 0xFF, 0xFF, 0xD9];
        assert!(kept.ends_with(&picture));
        // What was cleaned is clean.
        assert_eq!(check(kept.clone()).unwrap().bytes, kept);
    }
}

#[test]
fn a_jpeg_that_ends_too_early_is_broken() {
    let whole = jpeg(&[exif(1, false)], b"");
    for end in 3..whole.len() {
        assert_eq!(check(whole[..end].to_vec()), Err(P::BrokenFile), "{end}");
    }
    let no_frame = [vec![0xFF, 0xD8], segment(0xDB, &[0; 65]), vec![0xFF, 0xD9]].concat();
    assert_eq!(check(no_frame), Err(P::BrokenFile));
}

#[test]
fn names_are_what_they_look_like() {
    for (given, kept) in [
        ("Trafikmätning 2026.pdf", "Trafikmätning 2026.pdf"),
        ("C:\\Users\\Siv Ek\\Skrivbord\\karta.PDF", "karta.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("rapport\u{202E}fdp.exe", "rapportfdp.pdf"),
        ("bild.html", "bild.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ("\"; filename=\"evil.exe", "; filename=evil.pdf"),
        ("", "handling.pdf"),
        ("...", "handling.pdf"),
        ("\u{200B}\u{FEFF}.pdf", "handling.pdf"),
        ("kap. 3 Beslut", "kap. 3 Beslut.pdf"),
    ] {
        assert_eq!(file_name(given, FileKind::Pdf), kept, "{given:?}");
    }
    let long = file_name(&"å".repeat(500), FileKind::Png);
    assert_eq!(long.chars().count(), 84);
}

#[test]
fn pictures_are_told_in_words() {
    let nothing = values(&[]);
    assert_eq!(missing(FileKind::Pdf, &nothing), None);
    for blank in [nothing, values(&[("description", "  ")])] {
        let wrong = missing(FileKind::Jpeg, &blank).unwrap();
        assert_eq!(
            (wrong.field.as_str(), wrong.problem),
            ("description", P::Missing)
        );
    }
    let told = values(&[("description", "En karta.")]);
    assert_eq!(missing(FileKind::Png, &told), None);
}

proptest! {
    /// Whatever is sent: no panic, nothing grows, and what is kept is what would be kept of it.
    #[test]
    fn any_bytes_are_read_to_an_answer(
        start in 0..4_usize,
        mut bytes in prop::collection::vec(any::<u8>(), 0..400),
        at in any::<prop::sample::Index>(),
    ) {
        let mut file = [Vec::new(), PDF.to_vec(), png(&[]), jpeg(&[exif(3, true)], b"")][start].clone();
        let at = at.index(file.len() + 1);
        file.splice(at.., bytes.drain(..));
        let length = file.len();
        if let Ok(checked) = check(file) {
            prop_assert!(checked.bytes.len() <= length + 40);
            let again = check(checked.bytes.clone()).unwrap();
            prop_assert_eq!(again, checked);
        }
    }

    #[test]
    fn any_name_becomes_one(given in "\\PC*|.*") {
        let name = file_name(&given, FileKind::Jpeg);
        prop_assert!(name.ends_with(".jpg") && name.len() > 4);
        let harms = ['/', '\\', '"', '\n', '\r', '\0', '\u{202E}'];
        prop_assert!(!name.contains(harms));
        prop_assert!(!name.starts_with('.'));
    }
}

#[test]
fn a_photograph_comes_with_what_it_shows_and_who_took_it() {
    for kind in TransitionKind::ALL {
        let taken = matches!(
            kind,
            TransitionKind::ReportProgress | TransitionKind::MarkImplemented
        );
        assert_eq!(takes_photo(*kind), taken, "{kind}");
    }
    let told = |pairs: &[(&str, &str)]| Photo::parse(&values(pairs));
    let text = (PHOTO_TEXT, "Låga lampor längs en stig.");
    let by = (PHOTO_BY, "Maja Ek, CC BY 4.0");
    let photo = told(&[text, by]).unwrap();
    assert_eq!((photo.text.as_str(), photo.by.as_str()), (text.1, by.1));
    let needed = |field| Err(vec![FieldError::new(field, P::Missing)]);
    assert_eq!(told(&[by]), needed(PHOTO_TEXT));
    assert_eq!(told(&[text, (PHOTO_BY, " ")]), needed(PHOTO_BY));
}
