//! A municipality's own colour, and whether it can be read.
//!
//! Contrast is WCAG's: the lighter of two colours' relative luminances over the darker one's. A
//! colour is accepted when it can be a text on every ground of the site, a button under white text,
//! and an edge or a bar. For the dark theme the same hue is made as light as that needs. So no
//! choice of a municipality can make a page that somebody cannot read.

use serde::{Deserialize, Serialize};

/// A colour of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color([u8; 3]);

/// A text that is no colour such as `#00733B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a colour such as #00733b")]
pub struct NotAColor;

/// What text needs.
pub const TEXT: f64 = 4.5;
/// What an edge, a bar or a sign needs.
pub const GRAPHICS: f64 = 3.0;

/// The grounds of the light theme, as in `style/tokens.css`: cards, pages, what is set back.
const LIGHT: [Color; 3] = [
    Color::WHITE,
    Color([0xfb, 0xf9, 0xf4]),
    Color([0xf3, 0xef, 0xe5]),
];
/// The track of a meter, under a bar.
const LIGHT_TRACK: Color = Color([0xee, 0xea, 0xe0]);
const DARK: [Color; 3] = [
    Color([0x1e, 0x20, 0x24]),
    Color([0x16, 0x17, 0x1a]),
    Color([0x26, 0x28, 0x2d]),
];
const DARK_TRACK: Color = Color([0x2d, 0x2f, 0x34]);
/// Text on a button of the dark theme.
const NEAR_BLACK: Color = Color([0x10, 0x11, 0x14]);

impl Color {
    const WHITE: Self = Self([255; 3]);

    /// `#00733B`, `00733b` or `#073`.
    ///
    /// # Errors
    /// [`NotAColor`] for everything else, above all for anything that a stylesheet could read
    /// otherwise.
    pub fn parse(text: &str) -> Result<Self, NotAColor> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        let values: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        match values.as_deref() {
            Some(&[r, g, b]) => Ok(Self([r * 17, g * 17, b * 17])),
            Some(&[r, s, g, h, b, i]) => Ok(Self([r * 16 + s, g * 16 + h, b * 16 + i])),
            _ => Err(NotAColor),
        }
    }

    /// Relative luminance, 0 to 1.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let share = f64::from(part) / 255.0;
            match share <= 0.04045 {
                true => share / 12.92,
                false => ((share + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Hue in degrees, saturation and lightness 0 to 1.
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(|part| f64::from(part) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (range, light) = (most - least, f64::midpoint(most, least));
        if range <= 0.0 {
            return (0.0, 0.0, light);
        }
        let sixth = if most <= r {
            ((g - b) / range).rem_euclid(6.0)
        } else if most <= g {
            (b - r) / range + 2.0
        } else {
            (r - g) / range + 4.0
        };
        let saturation = range / (1.0 - (2.0 * light - 1.0).abs());
        (sixth * 60.0, saturation, light)
    }

    fn from_hsl(hue: f64, saturation: f64, light: f64) -> Self {
        let strength = saturation * light.min(1.0 - light);
        let part = |n: f64| {
            let k = (n + hue / 30.0).rem_euclid(12.0);
            let share = light - strength * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
            // Between 0 and 255 by construction; `as` saturates.
            (share * 255.0).round() as u8
        };
        Self([part(0.0), part(8.0), part(4.0)])
    }

    /// Of the same hue and saturation, the first that passes, tried from this lightness in steps
    /// towards black or white. Both ends pass wherever this is asked.
    fn first(self, darker: bool, passes: impl Fn(Self) -> bool) -> Self {
        if passes(self) {
            return self;
        }
        const STEPS: i32 = 1_000;
        let (hue, saturation, light) = self.hsl();
        let end = if darker { 0.0 } else { 1.0 };
        (1..=STEPS)
            .map(|step| light + (end - light) * f64::from(step) / f64::from(STEPS))
            .map(|light| Self::from_hsl(hue, saturation, light))
            .find(|color| passes(*color))
            .unwrap_or(if darker { Self([0; 3]) } else { Self::WHITE })
    }

    /// So much of this colour on that ground.
    fn over(self, ground: Self, share: f64) -> Self {
        let [r, g, b] = self.0;
        let [x, y, z] = ground.0;
        let mix = |one: u8, other: u8| {
            (f64::from(one) * share + f64::from(other) * (1.0 - share)).round() as u8
        };
        Self([mix(r, x), mix(g, y), mix(b, z)])
    }
}

impl std::fmt::Display for Color {
    /// `#00733b`, as stylesheets take it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl TryFrom<String> for Color {
    type Error = NotAColor;
    fn try_from(text: String) -> Result<Self, NotAColor> {
        Self::parse(&text)
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.to_string()
    }
}

/// The four colours of one theme that follow from the municipality's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Buttons, bars, edges, and words on a plain button.
    pub brand: Color,
    /// A button under the pointer.
    pub brand_strong: Color,
    /// Words on a button.
    pub on_brand: Color,
    /// The ground of what is chosen.
    pub brand_tint: Color,
}

impl Palette {
    fn light(brand: Color) -> Self {
        let (hue, saturation, light) = brand.hsl();
        Self {
            brand,
            brand_strong: Color::from_hsl(hue, saturation, light * 0.75),
            on_brand: Color::WHITE,
            brand_tint: brand.over(Color::WHITE, 0.1),
        }
    }

    fn dark(brand: Color) -> Self {
        let (hue, saturation, light) = brand.hsl();
        let [surface, ..] = DARK;
        Self {
            brand,
            brand_strong: Color::from_hsl(hue, saturation, light + (1.0 - light) * 0.3),
            on_brand: NEAR_BLACK,
            brand_tint: brand.over(surface, 0.12),
        }
    }

    fn can_be_read(&self, grounds: [Color; 3], track: Color) -> bool {
        let text = |one: Color, other: Color| one.contrast(other) >= TEXT;
        grounds.iter().all(|ground| text(self.brand, *ground))
            && text(self.brand, self.brand_tint)
            && text(self.on_brand, self.brand)
            && text(self.on_brand, self.brand_strong)
            && self.brand.contrast(track) >= GRAPHICS
    }
}

/// A municipality's own look: one colour, from which the others follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    brand: Color,
}

impl Default for Theme {
    /// The site's own look, as in `style/tokens.css`.
    fn default() -> Self {
        Self {
            brand: Color([0x00, 0x73, 0x3b]),
        }
    }
}

impl Theme {
    /// The look with this colour.
    ///
    /// # Errors
    /// The nearest colour that can be read: the same hue, darker by as little as that needs.
    pub fn new(brand: Color) -> Result<Self, Color> {
        let passes = |color| Palette::light(color).can_be_read(LIGHT, LIGHT_TRACK);
        let nearest = brand.first(true, passes);
        match nearest == brand {
            true => Ok(Self { brand }),
            false => Err(nearest),
        }
    }

    /// The municipality's colour.
    pub const fn brand(self) -> Color {
        self.brand
    }

    /// The light theme's colours.
    pub fn light(self) -> Palette {
        Palette::light(self.brand)
    }

    /// The dark theme's: the same hue, lighter by as little as it needs to be read.
    pub fn dark(self) -> Palette {
        let passes = |color| Palette::dark(color).can_be_read(DARK, DARK_TRACK);
        Palette::dark(self.brand.first(false, passes))
    }
}
