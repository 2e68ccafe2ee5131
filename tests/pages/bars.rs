//! Bars and columns as pictures: each is as long as its number says, beside its name and number.

use proptest::prelude::*;
use qaf::figures::GradeCounts;
use qaf::figures::stats::Share;
use qaf::paper::chart::interval;
use qaf::paper::safe::safe;
use qaf::paper::{GradeBar, Plot};
use roxmltree::{Document, Node};

use crate::picture::{all, drawn, has, letters, number, same, words};
use crate::samples::any_name;

/// The whole bar, in percent of the picture's width.
const BAR: f64 = 80.0;

fn any_bar() -> impl Strategy<Value = GradeBar> {
    let counts = || prop_oneof![Just(0_usize), 0_usize..9, 0_usize..400];
    (any_name(), [counts(), counts(), counts(), counts()]).prop_map(|(name, [o, g, ri, i])| GradeBar {
        name,
        grades: GradeCounts {
            outstanding: o,
            good: g,
            requires_improvement: ri,
            inadequate: i,
        },
    })
}

#[allow(clippy::cast_precision_loss)]
fn float(n: usize) -> f64 {
    n as f64
}

/// A grade's segments must be this wide, in the order in which they stand.
fn wanted(grades: &GradeCounts) -> Vec<(&'static str, &'static str, usize)> {
    let all = [
        ("o", "O", grades.outstanding),
        ("g", "G", grades.good),
        ("ri", "RI", grades.requires_improvement),
        ("i", "I", grades.inadequate),
    ];
    all.into_iter().filter(|(_, _, count)| *count > 0).collect()
}

fn check_bar(segments: &[Node], labels: &[Node], grades: &GradeCounts) -> Result<(), TestCaseError> {
    let wanted = wanted(grades);
    prop_assert_eq!(segments.len(), wanted.len());
    let mut from = 0.0;
    for (segment, (class, code, count)) in segments.iter().zip(wanted) {
        let (left, long) = (number(segment, "x"), number(segment, "width"));
        prop_assert!(same(left, from), "a segment begins where the one before ends");
        prop_assert!(same(long, BAR * float(count) / float(grades.n())));
        let fill = format!("url(#chart-t-{class})");
        prop_assert_eq!(segment.attribute("fill"), Some(fill.as_str()));
        for label in labels.iter().filter(|label| has(label, class)) {
            // A segment without room for the letters has the number alone.
            let said = words(label);
            prop_assert!(
                said == format!("{code} {count}") || said == count.to_string(),
                "{}",
                said
            );
            prop_assert!(same(number(label, "x"), left + long / 2.0));
        }
        from += BAR * float(count) / float(grades.n());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_bar_is_cut_as_its_grades_say(bars in prop::collection::vec(any_bar(), 1..70)) {
        let svg = drawn("t", Plot::Grades(bars.clone()));
        let doc = Document::parse(&svg).unwrap();
        // What stands at one height in one picture is one bar.
        let place = |node: &Node| (node.parent().unwrap().id(), (number(node, "y") * 100.0).round());
        let numbers = all(&doc, "text", "count");
        prop_assert_eq!(numbers.len(), bars.len());
        let (segments, labels) = (all(&doc, "rect", "segment"), all(&doc, "text", "on"));
        for (bar, n) in bars.iter().zip(&numbers) {
            prop_assert_eq!(words(n), format!("n={}", bar.grades.n()));
            let (picture, height) = place(n);
            let beside = |nodes: &[Node], up: f64| {
                let at = nodes.iter().filter(|node| place(node) == (picture, height - up));
                at.map(Node::id).filter_map(|id| doc.get_node(id)).collect::<Vec<_>>()
            };
            check_bar(&beside(&segments, 1650.0), &beside(&labels, 0.0), &bar.grades)?;
        }
        let said: String = all(&doc, "text", "name").iter().map(|node| letters(&words(node))).collect();
        prop_assert_eq!(said, bars.iter().map(|bar| letters(&safe(&bar.name))).collect::<String>());
        // No picture is higher than a page of paper has room for, and every height in it lies within it.
        for picture in all(&doc, "svg", "grades") {
            let high = number(&picture, "height");
            prop_assert!(high < 800.0);
            for node in picture.descendants().filter(|node| node.has_tag_name("text")) {
                prop_assert!(number(&node, "y") < high);
            }
        }
    }

    #[test]
    fn a_column_is_as_high_as_its_number(counts in prop::collection::vec(0_usize..500, 1..=11)) {
        let columns = counts.iter().enumerate().map(|(value, n)| (value.to_string(), *n)).collect();
        let svg = drawn("t", Plot::Counts(columns));
        let doc = Document::parse(&svg).unwrap();
        let floor = number(&all(&doc, "line", "axis")[0], "y1");
        let (rects, numbers) = (all(&doc, "rect", "mark"), all(&doc, "text", "count"));
        let shown: Vec<String> = numbers.iter().map(words).collect();
        prop_assert_eq!(shown, counts.iter().map(usize::to_string).collect::<Vec<_>>());
        let most = float(*counts.iter().max().unwrap());
        let mut rects = rects.into_iter();
        for (n, text) in counts.iter().zip(&numbers) {
            if *n == 0 {
                // Nought has its number, on the floor, and no column.
                prop_assert!(floor - number(text, "y") < 8.0);
                continue;
            }
            let rect = rects.next().unwrap();
            prop_assert!(same(number(&rect, "height"), 120.0 * float(*n) / most));
            prop_assert!(same(number(&rect, "y") + number(&rect, "height"), floor));
            prop_assert!(same(number(&rect, "x") + number(&rect, "width") / 2.0, number(text, "x")));
            prop_assert!(number(text, "y") < number(&rect, "y"));
        }
        prop_assert!(rects.next().is_none());
    }

    #[test]
    fn words_have_bars_as_long_as_their_number(columns in prop::collection::vec((any_name(), 0_usize..500), 12..30)) {
        let svg = drawn("t", Plot::Counts(columns.clone()));
        let doc = Document::parse(&svg).unwrap();
        let most = float(columns.iter().map(|(_, n)| *n).max().unwrap());
        let (rects, numbers) = (all(&doc, "rect", "mark"), all(&doc, "text", "count"));
        prop_assert_eq!(rects.len(), columns.iter().filter(|(_, n)| *n > 0).count());
        for ((_, n), text) in columns.iter().zip(&numbers) {
            prop_assert_eq!(words(text), n.to_string());
            let long = if *n == 0 { 0.0 } else { 80.0 * float(*n) / most };
            prop_assert!(same(number(text, "x"), long));
            let beside = rects.iter().filter(|rect| same(number(rect, "y") + 14.0, number(text, "y")));
            prop_assert!(beside.clone().all(|rect| same(number(rect, "width"), long)));
            prop_assert_eq!(beside.count(), usize::from(*n > 0));
        }
    }

    #[test]
    fn an_interval_is_where_it_says((count, n) in (1_usize..900).prop_flat_map(|n| (0..=n, Just(n)))) {
        let share = Share::of(count, n);
        let svg = interval(&share);
        let doc = Document::parse(&svg).unwrap();
        let (range, mark) = (all(&doc, "rect", "range")[0], all(&doc, "rect", "mark")[0]);
        prop_assert!(same(number(&range, "x"), share.low.unwrap()));
        prop_assert!(same(number(&range, "x") + number(&range, "width"), share.high.unwrap()));
        prop_assert!(same(number(&mark, "x"), share.percent.unwrap()));
    }
}

#[test]
fn a_name_that_is_long_once_it_is_written_out_lies_beside_its_bar() {
    // Eighteen characters that are 108 when shown, and so too wide for one column of the narrowest chart.
    let svg = drawn("t", Plot::Counts(vec![("\u{7f}".repeat(18), 3)]));
    let doc = Document::parse(&svg).unwrap();
    assert!(all(&doc, "text", "").len() > 2, "{svg}");
}

#[test]
fn a_team_without_audits_says_so() {
    let bar = GradeBar {
        name: "North 1".to_owned(),
        grades: GradeCounts::default(),
    };
    let svg = drawn("t", Plot::Grades(vec![bar]));
    assert!(
        svg.contains(">no audits</text>") && svg.contains(">n=0<") && !svg.contains("segment"),
        "{svg}"
    );
    assert_eq!(drawn("t", Plot::Grades(Vec::new())), "<figure></figure>");
    assert_eq!(drawn("t", Plot::Counts(Vec::new())), "<figure></figure>");
    assert_eq!(interval(&Share::of(0, 0)), "");
}
