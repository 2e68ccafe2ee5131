//! The colours can be told apart from what they stand on (WCAG 2.2, 1.4.3 and 1.4.11), in light, dark and print.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../shipped/templates/report.css");

/// The colours of each `:root` that has its own in figures, over those of the first: light, dark, print.
fn themes() -> Vec<BTreeMap<String, [f64; 3]>> {
    let blocks = STYLE
        .split(":root {")
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap());
    let mut themes: Vec<BTreeMap<String, [f64; 3]>> = Vec::new();
    for block in blocks.filter(|block| block.contains('#')) {
        let mut theme = themes.first().cloned().unwrap_or_default();
        let own = block
            .split(';')
            .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
        theme.extend(own.map(|(name, value)| (name.to_owned(), colour(value))));
        themes.push(theme);
    }
    themes
}

fn colour(hex: &str) -> [f64; 3] {
    let digits: Vec<u32> = hex.chars().map(|c| c.to_digit(16).unwrap()).collect();
    let part = |place: usize| match digits.len() {
        3 => digits[place] * 17,
        _ => digits[2 * place] * 16 + digits[2 * place + 1],
    };
    [0, 1, 2].map(|place| {
        let value = f64::from(part(place)) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

#[test]
fn words_and_marks_stand_out() {
    let themes = themes();
    assert_eq!(themes.len(), 3, "light, dark, print");
    for theme in themes {
        let check = |one: &str, other: &str, least: f64| {
            let found = contrast(theme[one], theme[other]);
            assert!(
                found >= least,
                "{one} on {other}: {found:.2}, and {least} is asked"
            );
        };
        for words in ["ink", "quiet", "mark"] {
            check(words, "paper", 4.5);
        }
        for mark in [
            "line",
            "mark",
            "signal",
            "outstanding",
            "good",
            "requires",
            "inadequate",
        ] {
            check(mark, "paper", 3.0);
        }
        // Words and textures on a bar; between bars lies a gap in the colour of the paper.
        for grade in ["outstanding", "good", "requires", "inadequate"] {
            check("on-grade", grade, 4.5);
        }
        check("ink", "line", 3.0);
    }
}

#[test]
fn contrast_is_that_of_the_guidelines() {
    assert!((contrast(colour("000"), colour("ffffff")) - 21.0).abs() < 1e-9);
    // A value that contrast checkers give.
    assert!((contrast(colour("767676"), colour("fff")) - 4.54).abs() < 0.01);
}
