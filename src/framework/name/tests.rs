//! What folds alike, and what does not.

use proptest::prelude::*;

use super::*;

#[test]
fn one_person_is_one_name_in_every_spelling() {
    for spelling in [
        "Maria Dunn",
        "maria  DUNN",
        "DUNN, Maria",
        "Dunn ,Maria",
        "Maria Dunn (Agency)",
        "Dunn, Maria [Locum, part time]",
        "Dunn (Agency), Maria",
        "Maria Dunn (Agency",
        "Maria Dunn\u{200b}",
        "\u{feff}Maria\u{a0}Du\u{ad}nn",
        "Ｍａｒｉａ Ｄｕｎｎ",
        "María Dünn",
        "Mari\u{301}a Dunn",
    ] {
        assert_eq!(folded_name(spelling), "mariadunn", "{spelling}");
    }
    for spelling in [
        "Sean O'Neill-Ward",
        "Seán O’Neill Ward",
        "O`NEILL‐WARD, Sean",
        "Sean O´Neill–Ward",
    ] {
        assert_eq!(
            folded_name(spelling),
            folded_name("Sean O'Neill-Ward"),
            "{spelling}"
        );
    }
    assert_eq!(folded_name("Søren Groß"), folded_name("SOREN GROSS"));
}

#[test]
fn another_order_without_a_comma_another_name_and_signs_are_not_one_person() {
    for (one, other) in [
        ("James Thomas", "Thomas James"),
        ("Robin Hale", "Robyn Hale"),
        ("R Hale", "Robin Hale"),
        ("(A)", "(B)"),
        ("-", "--"),
    ] {
        assert_ne!(folded_name(one), folded_name(other), "{one}");
    }
}

fn is_like(one: &str, other: &str) -> bool {
    ComparedName::of(one).is_like(&ComparedName::of(other))
}

fn is_spelling(one: &str, other: &str) -> bool {
    ComparedName::of(one).is_spelling(&ComparedName::of(other))
}

#[test]
fn a_like_name_is_one_in_another_order_with_initials_a_word_more_or_a_slip() {
    for written in [
        "Dunn Maria",
        "M Dunn",
        "Dunn, M.",
        "Dunn M J",
        "Maria Jane Dunn",
        "Maria Dunn - Agency",
        "Dunn",
        "Marie Dunn",
        "Maria Dun",
        "mdunn",
        "MDunn",
        "dunnm",
        "mdunn@council.example",
        "Mary Dunn",
        "mdunn2",
        "MD",
        "md",
        "MD01",
        "M. D.",
    ] {
        assert!(
            is_like(written, "Maria Dunn") && is_like("Maria Dunn", written),
            "{written}"
        );
    }
    for written in [
        "Kit Adams",
        "M Adams",
        "J Dunn",
        "M",
        "jdunn",
        "Kate Dunn",
        "madams",
        "Md",
        "MK",
        "MDX",
    ] {
        assert!(!is_like(written, "Maria Dunn"), "{written}");
    }
    assert!(is_spelling("Dunn Maria", "Maria Dunn") && is_spelling("M Dunn", "Maria Dunn"));
    assert!(!is_spelling("Dunn", "Maria Dunn") && !is_spelling("Marie Dunn", "Maria Dunn"));
}

#[test]
fn one_child_is_one_id_in_every_spelling() {
    for id in [
        "481218",
        "00481218",
        "481218.0",
        "'00481218",
        "00481218\u{200b}",
        "48 12 18",
        "481-218",
        "４８１２１８",
    ] {
        assert_eq!(folded_id(id), "481218", "{id}");
    }
    assert_eq!(folded_id("abc123"), folded_id("ABC‑123 (closed)"));
    for (one, other) in [
        ("C0012", "C12"),
        ("12/3", "1/23"),
        ("12.5", "125"),
        ("0", "00"),
        ("a_b", "ab"),
    ] {
        assert!(!respelt(one, other), "{one}");
    }
    assert!(respelt("0012", "12") && !respelt("12", "12"));
}

#[test]
fn what_stands_for_nothing() {
    for text in [
        "",
        " ",
        "-",
        "--",
        "–",
        "n/a",
        "N/A",
        "#N/A",
        "n.a.",
        "None",
        "NULL",
        "nil",
        "TBC",
        "t.b.a.",
        "Unknown",
        "UNALLOCATED",
        "Not allocated",
        "not-allocated",
        "(blank)",
        "<null>",
        "(Unallocated)",
        "Unallocated\u{200b}",
        "?",
    ] {
        assert!(is_nothing(text) && is_nobody(text), "{text:?}");
    }
    for text in [
        "NA",
        "Blank",
        "Nonexistent",
        "Noel",
        "0",
        "+",
        "Null Island",
        "Tba Smith",
        "C-1",
        "/a",
    ] {
        assert!(!is_nothing(text), "{text:?}");
    }
    assert!(is_nobody(" 0") && !is_nobody("10"));
}

#[test]
fn a_number_that_a_spreadsheet_shortened() {
    for text in [
        "1.23457E+11",
        "1.2e+11",
        "1E+05",
        "'1.23457E+11",
        "1,23457E+11",
        "1.2E5",
    ] {
        assert!(is_shortened_number(text), "{text}");
    }
    for text in ["12E4", "E+11", "1.23457", "A1E+11", "1E+", "1.E+1x"] {
        assert!(!is_shortened_number(text), "{text}");
    }
}

#[test]
fn a_childs_name_is_told_from_initials_and_from_an_id() {
    for text in [
        "Alex Brown",
        "ALEX BROWN",
        "McD",
        "abc",
        "Bo Li",
        "LEO KIM T",
        "Smith",
        "SMITH",
        "BO LI",
        "jane",
        "Pat Lowe, 45",
    ] {
        assert!(is_name_for_initials(text), "{text}");
    }
    for text in [
        "AB",
        "A.B.",
        "ABC",
        "A B C",
        "A-B",
        "JRTS",
        "JANE",
        "ab",
        "AB C",
        "AB, aged 45",
        "AB and CD, 45 and 47 years old",
        "AB/CD",
        "",
    ] {
        assert!(!is_name_for_initials(text), "{text}");
    }
    for text in [
        "Alex Brown",
        "BROWN, ALEX",
        "O'Brien, Al",
        "Alexandra",
        "alex brown",
        "alexa",
    ] {
        assert!(is_name_for_id(text), "{text}");
    }
    for text in [
        "C1012", "00481218", "ABC", "AB", "a/b\\..", "P O-1", "Case 12", "=1+1", "C x",
    ] {
        assert!(!is_name_for_id(text), "{text}");
    }
    assert_eq!(initials_of("Mary-Ann", "o'Neill"), "MO");
    assert_eq!(initials_of("", "Émile"), "É");
}

#[test]
fn accents_that_come_together_fold_alike_in_any_order() {
    let (one, other) = ("\u{1e01b} \u{16ff0}", "\u{16ff0} \u{1e01b}");
    assert_eq!(folded_name(one), folded_name(other));
    assert_eq!(folded_id(one), folded_id(other));
    // A capital that is an apostrophe once it is small.
    assert_eq!(folded_name("O\u{a78b}Neill"), folded_name("o'neill"));
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once_and_the_quick_way_is_the_same(text in "\\PC{0,30}|[0-9A-Za-z './_-]{0,20}") {
        let folded = folded_id(&text);
        prop_assert_eq!(with_folded_id(&text, str::to_owned), folded);
        let name = folded_name(&text);
        prop_assert_eq!(folded_name(&name), name);
    }
}
