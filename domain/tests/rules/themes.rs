//! A municipality's colour: refused where it cannot be read, with the nearest one that can.

use nara_domain::theme::{Color, GRAPHICS, Palette, TEXT, Theme};
use proptest::prelude::*;

fn color(text: &str) -> Color {
    Color::parse(text).unwrap()
}

#[test]
fn colours_are_read_and_nothing_else() {
    for (typed, as_written) in [
        ("#00733B", "#00733b"),
        ("00733b", "#00733b"),
        (" #073 ", "#007733"),
    ] {
        assert_eq!(color(typed).to_string(), as_written);
    }
    for wrong in [
        "",
        "#",
        "#12",
        "#1234",
        "#12345",
        "#1234567",
        "grön",
        "red",
        "#00733g",
        "##00733b",
        "#00733b;}",
        "#+1+2+3",
        "url(x)",
        "#００７３３ｂ",
    ] {
        assert!(Color::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_sites_own_colour_is_that_of_its_stylesheet_and_can_be_read() {
    let own = Theme::default();
    let tokens = include_str!("../../../style/tokens.css");
    assert!(tokens.contains(&format!("--brand: {};", own.brand())));
    assert_eq!(Theme::new(own.brand()), Ok(own));
}

#[test]
fn contrast_is_wcags() {
    let [black, white] = ["#000", "#fff"].map(color);
    assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    assert!((white.contrast(white) - 1.0).abs() < 1e-9);
    // As the W3C's own examples have it.
    for (one, ratio) in [
        ("#777777", 4.48),
        ("#767676", 4.54),
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
    ] {
        assert!((color(one).contrast(white) - ratio).abs() < 0.01, "{one}");
    }
}

#[test]
fn what_can_be_read_is_taken_and_what_cannot_gets_its_nearest() {
    for good in [
        "#00733b", "#005595", "#8b1a1a", "#5b1f78", "#000000", "#003366",
    ] {
        assert_eq!(
            Theme::new(color(good)).map(Theme::brand),
            Ok(color(good)),
            "{good}"
        );
    }
    for faint in [
        "#ffffff", "#ffff00", "#00ff00", "#ff8800", "#6bbf59", "#00a0e0", "#888888",
    ] {
        let nearest = Theme::new(color(faint)).unwrap_err();
        assert!(Theme::new(nearest).is_ok(), "{faint} → {nearest}");
    }
    // Close to the border, hardly anything changes.
    let nearest = Theme::new(color("#c1440e")).map_or_else(|nearest| nearest, Theme::brand);
    assert!(
        color("#c1440e").luminance() - nearest.luminance() < 0.05,
        "{nearest}"
    );
}

/// The grounds of both themes, as in `style/tokens.css`.
const LIGHT: [&str; 4] = ["#ffffff", "#fbf9f4", "#f3efe5", "#eeeae0"];
const DARK: [&str; 4] = ["#1e2024", "#16171a", "#26282d", "#2d2f34"];

#[test]
fn the_grounds_are_those_of_the_stylesheet() {
    let css = include_str!("../../../style/tokens.css");
    let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
    let names = ["surface", "paper", "sunken", "grey-tint"];
    for (theme, grounds) in [(light, LIGHT), (dark, DARK)] {
        for (name, color) in names.iter().zip(grounds) {
            let token = format!("--{name}: {color};");
            assert!(theme.contains(&token), "{token}");
        }
    }
}

/// Everything that is ever written or drawn with it, or on it.
fn unreadable(palette: Palette, grounds: [&str; 4], words: [&str; 3], edge: &str) -> Vec<String> {
    let Palette {
        brand,
        brand_strong,
        on_brand,
        brand_tint,
    } = palette;
    let [surface, paper, sunken, track] = grounds.map(color);
    let mut pairs = vec![
        (brand, surface, TEXT),
        (brand, paper, TEXT),
        (brand, sunken, TEXT),
        (brand, brand_tint, TEXT),
        (on_brand, brand, TEXT),
        (on_brand, brand_strong, TEXT),
        (brand, track, GRAPHICS),
        (color(edge), brand_tint, GRAPHICS),
    ];
    pairs.extend(words.map(|word| (color(word), brand_tint, TEXT)));
    pairs
        .into_iter()
        .filter(|(one, other, least)| one.contrast(*other) < *least)
        .map(|(one, other, least)| {
            format!("{one} on {other} needs {least}: {}", one.contrast(other))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_accepted_can_be_read_in_both_themes(r in any::<u8>(), g in any::<u8>(), b in any::<u8>()) {
        let typed = color(&format!("#{r:02x}{g:02x}{b:02x}"));
        let theme = match Theme::new(typed) {
            Ok(theme) => theme,
            // The suggestion always passes, and is what it says: nothing nearer does.
            Err(nearest) => Theme::new(nearest).unwrap(),
        };
        let light = unreadable(theme.light(), LIGHT, ["#1f1f25", "#55545e", "#005595"], "#6d6b75");
        prop_assert!(light.is_empty(), "{} light: {:?}", typed, light);
        let dark = unreadable(theme.dark(), DARK, ["#eceae4", "#b4b1a9", "#8cc1ec"], "#8d8b86");
        prop_assert!(dark.is_empty(), "{} dark: {:?}", typed, dark);
        prop_assert!(theme.brand().luminance() <= typed.luminance() + 1e-9);
    }

    #[test]
    fn the_suggestion_is_the_nearest_and_keeps_its_hue(r in 1..=255_u8, g in 1..=255_u8, b in 1..=255_u8) {
        let typed = color(&format!("#{r:02x}{g:02x}{b:02x}"));
        if let Err(nearest) = Theme::new(typed) {
            // One step of a screen lighter in every part, and it cannot be read.
            let text = nearest.to_string();
            let part = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
            let parts = [part(1), part(3), part(5)];
            let [x, y, z] = parts.map(|part| part.saturating_add(4));
            let lighter = color(&format!("#{x:02x}{y:02x}{z:02x}"));
            prop_assert!(Theme::new(lighter).is_err(), "{} → {}, but {} passes", typed, nearest, lighter);
            // The order of red, green and blue is the hue's sixth.
            for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                let before = [r, g, b][one].cmp(&[r, g, b][other]);
                let after = parts[one].cmp(&parts[other]);
                prop_assert!(before == after || after.is_eq(), "{} → {}", typed, nearest);
            }
        }
    }
}
