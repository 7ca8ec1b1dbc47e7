//! Pictures, codes and PDFs, read by others' programs.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use nara_app::posters::Format;

/// Shades of grey, row by row.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub grey: Vec<u8>,
}

impl Picture {
    pub fn of_png(bytes: &[u8]) -> Self {
        let pixmap = resvg::tiny_skia::Pixmap::decode_png(bytes).unwrap();
        let grey = pixmap.pixels().iter().map(|pixel| {
            let (r, g, b) = (pixel.red(), pixel.green(), pixel.blue());
            let sum = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
            u8::try_from(sum / 1000).unwrap()
        });
        Self {
            width: pixmap.width() as usize,
            height: pixmap.height() as usize,
            grey: grey.collect(),
        }
    }

    /// What `pdftoppm -gray` writes: `P5`, width, height, `255`, and the bytes.
    pub fn of_pgm(bytes: &[u8]) -> Self {
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at
                + bytes[at..]
                    .iter()
                    .position(u8::is_ascii_whitespace)
                    .unwrap();
            fields.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
            at = end + 1;
        }
        assert_eq!((&*fields[0], &*fields[3]), ("P5", "255"));
        let picture = Self {
            width: fields[1].parse().unwrap(),
            height: fields[2].parse().unwrap(),
            grey: bytes[at..].to_vec(),
        };
        assert_eq!(picture.grey.len(), picture.width * picture.height);
        picture
    }

    /// From some steps away: as many dots as a scanner needs, since more take it longer.
    pub fn seen(&self, format: Format) -> Self {
        let step = match format {
            Format::A4 | Format::A3 | Format::Slide => 2,
            Format::Square => 1,
        };
        let (width, height) = (self.width / step, self.height / step);
        let mut grey = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                // What stands in one dot's place becomes one, as in a camera.
                let rows = (y * step..(y + 1) * step).map(|y| y * self.width + x * step);
                let sum: u32 = rows
                    .flat_map(|at| &self.grey[at..at + step])
                    .map(|grey| u32::from(*grey))
                    .sum();
                grey.push(u8::try_from(sum as usize / (step * step)).unwrap());
            }
        }
        Self {
            width,
            height,
            grey,
        }
    }

    /// One field of a grid.
    pub fn part(&self, (columns, rows): (usize, usize), (column, row): (usize, usize)) -> Self {
        let (width, height) = (self.width / columns, self.height / rows);
        let lines = (0..height).map(|y| (row * height + y) * self.width + column * width);
        let grey = lines.flat_map(|at| &self.grey[at..at + width]).copied();
        Self {
            width,
            height,
            grey: grey.collect(),
        }
    }

    pub fn is_white(&self, x: usize, y: usize) -> bool {
        self.grey[y * self.width + x] > 250
    }

    /// The mean grey of each field of a grid.
    pub fn fields(&self, columns: usize, rows: usize) -> Vec<f32> {
        let mut fields = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                let (left, right) = (
                    column * self.width / columns,
                    (column + 1) * self.width / columns,
                );
                let (top, bottom) = (row * self.height / rows, (row + 1) * self.height / rows);
                let mut sum = 0_u64;
                for y in top..bottom {
                    let row = &self.grey[y * self.width + left..y * self.width + right];
                    sum += row.iter().map(|grey| u64::from(*grey)).sum::<u64>();
                }
                fields.push(sum as f32 / ((right - left) * (bottom - top)) as f32);
            }
        }
        fields
    }
}

/// Every code in a picture.
pub fn scan(picture: &Picture) -> Vec<String> {
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(picture.width, picture.height, |x, y| {
            picture.grey[y * picture.width + x]
        });
    prepared
        .detect_grids()
        .into_iter()
        .filter_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
        .collect()
}

/// A PDF on disk, for programs that read one.
pub struct Pdf(PathBuf);

impl Pdf {
    pub fn of(bytes: &[u8]) -> Self {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("nara_poster_{}_{number}.pdf", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(bytes).unwrap();
        Self(path)
    }

    /// One of poppler's programs: `before` the file's name, `after` it.
    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> Vec<u8> {
        let done = Command::new(program)
            .args(before)
            .arg(&self.0)
            .args(after)
            .stdin(Stdio::null())
            .output();
        let done = done.unwrap_or_else(|error| {
            panic!(
                "{program}: {error}. `make test` installs it (Debian: apt install poppler-utils)"
            )
        });
        let complaint = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{program}: {complaint}");
        assert_eq!(complaint, "", "{program} is content with the file");
        done.stdout
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.run("pdftotext", &["-enc", "UTF-8"], &["-"])).unwrap()
    }

    pub fn info(&self) -> String {
        String::from_utf8(self.run("pdfinfo", &[], &[])).unwrap()
    }

    pub fn structure(&self) -> String {
        String::from_utf8(self.run("pdfinfo", &["-struct-text"], &[])).unwrap()
    }

    pub fn fonts(&self) -> String {
        String::from_utf8(self.run("pdffonts", &[], &[])).unwrap()
    }

    /// The first page as a printer would have it, at so many dots across.
    pub fn printed(&self, width: u32) -> Picture {
        let width = width.to_string();
        let asked = [
            "-gray",
            "-f",
            "1",
            "-l",
            "1",
            "-scale-to-x",
            &width,
            "-scale-to-y",
            "-1",
        ];
        Picture::of_pgm(&self.run("pdftoppm", &asked, &[]))
    }
}

impl Drop for Pdf {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.0);
    }
}
