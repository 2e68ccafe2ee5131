//! A trend as a picture: each point, line and number is where its value says, by the scale that the picture itself
//! shows.

use proptest::prelude::*;
use qaf::paper::safe::safe;
use qaf::paper::{PaperPoint, PaperTrend, Plot};
use roxmltree::{Document, Node};

use crate::picture::{all, drawn, has, letters, number, same, words};

fn any_point() -> impl Strategy<Value = PaperPoint> {
    (
        crate::samples::any_name(),
        0_u32..=1000,
        0_usize..1200,
        any::<bool>(),
    )
        .prop_map(|(name, tenths, n, is_signal)| PaperPoint {
            name,
            percent: f64::from(tenths) / 10.0,
            n,
            is_hollow: n < 5,
            is_signal: is_signal && n >= 5,
        })
}

fn any_trend() -> impl Strategy<Value = PaperTrend> {
    let percent = || prop::option::of((0_u32..=1000).prop_map(|tenths| f64::from(tenths) / 10.0));
    (
        prop::collection::vec(any_point(), 1..=24),
        percent(),
        percent(),
        percent(),
        percent(),
    )
        .prop_map(|(points, median, mean, lower, upper)| PaperTrend {
            points,
            median,
            mean,
            lower,
            upper,
        })
}

/// What the picture's own scale says a height is, in percent.
fn scale(doc: &Document) -> impl Fn(f64) -> f64 + use<> {
    let labels = |percent: &str| {
        let label = all(doc, "text", "end")
            .into_iter()
            .find(|text| words(text) == percent)
            .unwrap();
        let y = number(&label, "y");
        // The line that a label of the scale names is the one nearest to it.
        let lines = all(doc, "line", "grid")
            .into_iter()
            .chain(all(doc, "line", "axis"));
        lines
            .map(|line| number(&line, "y1"))
            .min_by(|one, other| (one - y).abs().total_cmp(&(other - y).abs()))
            .unwrap()
    };
    let (floor, ceiling) = (labels("0%"), labels("100%"));
    assert!(floor > ceiling + 100.0);
    move |y| (floor - y) * 100.0 / (floor - ceiling)
}

/// The marks, in order: where each is.
fn marks<'a>(doc: &'a Document) -> Vec<(Node<'a, 'a>, f64, f64)> {
    let is_mark = |node: &Node| has(node, "point") && !node.ancestors().any(|above| has(&above, "key"));
    doc.descendants()
        .filter(|node| node.attribute("class").is_some() && is_mark(node))
        .map(|node| {
            let (x, y) = node.attribute("d").map_or_else(
                || (number(&node, "cx"), number(&node, "cy")),
                |path| {
                    let (x, rest) = path.strip_prefix('M').unwrap().split_once(' ').unwrap();
                    (
                        x.parse().unwrap(),
                        rest.split('m').next().unwrap().parse().unwrap(),
                    )
                },
            );
            (node, x, y)
        })
        .collect()
}

fn check_points(doc: &Document, points: &[PaperPoint]) -> Result<(), TestCaseError> {
    let (percent, marks) = (scale(doc), marks(doc));
    prop_assert_eq!(marks.len(), points.len());
    for ((mark, _, y), point) in marks.iter().zip(points) {
        prop_assert!((percent(*y) - point.percent).abs() < 0.02);
        prop_assert_eq!(has(mark, "hollow"), point.is_hollow);
        // A signal is told by its shape, and not by its colour alone.
        prop_assert_eq!(mark.has_tag_name("path"), point.is_signal);
    }
    let steps: Vec<f64> = marks.windows(2).map(|two| two[1].1 - two[0].1).collect();
    prop_assert!(
        steps
            .iter()
            .all(|step| (step - steps[0]).abs() < 0.03 && *step >= 20.0)
    );
    let join = all(doc, "polyline", "join")[0]
        .attribute("points")
        .unwrap()
        .to_owned();
    let corners: Vec<(f64, f64)> = join
        .split(' ')
        .map(|corner| corner.split_once(',').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    prop_assert_eq!(
        corners,
        marks.iter().map(|(_, x, y)| (*x, *y)).collect::<Vec<_>>()
    );
    let letters: Vec<f64> = all(doc, "text", "halo")
        .iter()
        .map(|text| number(text, "x"))
        .collect();
    let signals = marks.iter().zip(points).filter(|(_, point)| point.is_signal);
    prop_assert_eq!(letters, signals.map(|((_, x, _), _)| *x).collect::<Vec<_>>());
    Ok(())
}

fn check_under(doc: &Document, points: &[PaperPoint]) -> Result<(), TestCaseError> {
    let (marks, numbers, names) = (marks(doc), all(doc, "text", "count"), all(doc, "text", "name"));
    prop_assert_eq!((numbers.len(), names.len()), (points.len(), points.len()));
    for (place, point) in points.iter().enumerate() {
        prop_assert_eq!(words(&numbers[place]), point.n.to_string());
        prop_assert!(same(number(&numbers[place], "x"), marks[place].1));
        prop_assert_eq!(letters(&words(&names[place])), letters(&safe(&point.name)));
        let moved = names[place].attribute("transform").unwrap();
        let x: f64 = moved
            .strip_prefix("translate(")
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        prop_assert!(same(x, marks[place].1));
    }
    Ok(())
}

fn check_lines(doc: &Document, trend: &PaperTrend) -> Result<(), TestCaseError> {
    let percent = scale(doc);
    let median = trend.median.filter(|_| trend.mean.is_none());
    for (class, name, value) in [
        ("mean", "mean", trend.mean),
        ("median", "median", median),
        ("limit", "upper limit", trend.upper),
        ("limit", "lower limit", trend.lower),
    ] {
        let label = doc
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .map(|node| words(&node));
        let label = label.filter(|words| {
            words
                .strip_suffix('%')
                .is_some_and(|rest| rest.rsplit_once(' ').is_some_and(|(is, _)| is == name))
        });
        let shown: Vec<String> = label.collect();
        let Some(value) = value else {
            prop_assert!(shown.is_empty());
            continue;
        };
        prop_assert_eq!(shown, [format!("{name} {value:.1}%")]);
        let heights = all(doc, "line", class)
            .into_iter()
            .map(|line| percent(number(&line, "y1")));
        prop_assert!(heights.into_iter().any(|height| (height - value).abs() < 0.02));
    }
    let mut labels: Vec<f64> = all(doc, "text", "")
        .iter()
        .filter(|node| node.attribute("class").is_none())
        .map(|node| number(node, "y"))
        .collect();
    labels.sort_by(f64::total_cmp);
    prop_assert!(
        labels.windows(2).all(|two| two[1] - two[0] > 13.9),
        "names of lines overlap: {labels:?}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn a_trend_is_where_its_values_say(trend in any_trend()) {
        let svg = drawn("t", Plot::Trend(trend.clone()));
        let doc = Document::parse(&svg).unwrap();
        check_points(&doc, &trend.points)?;
        check_under(&doc, &trend.points)?;
        check_lines(&doc, &trend)?;
        // Nothing lies outside of the picture.
        let root = all(&doc, "svg", "trend")[0];
        let (wide, high) = (number(&root, "width"), number(&root, "height"));
        for (_, x, y) in marks(&doc) {
            prop_assert!(x > 20.0 && x < wide - 100.0 && y > 20.0 && y < high - 20.0);
        }
    }
}

#[test]
fn no_point_is_no_picture() {
    assert_eq!(
        drawn("t", Plot::Trend(PaperTrend::default())),
        "<figure></figure>"
    );
}

#[test]
fn a_run_chart_has_its_median_and_an_xmr_chart_has_not() {
    let point = PaperPoint {
        name: "2026-27-C1".to_owned(),
        percent: 50.0,
        n: 9,
        is_hollow: false,
        is_signal: false,
    };
    let run = PaperTrend {
        points: vec![point],
        median: Some(50.0),
        ..PaperTrend::default()
    };
    let text = drawn("t", Plot::Trend(run.clone()));
    assert!(text.contains(">median 50.0%<"), "{text}");
    let xmr = drawn(
        "t",
        Plot::Trend(PaperTrend {
            mean: Some(49.0),
            ..run
        }),
    );
    assert!(xmr.contains(">mean 49.0%<") && !xmr.contains("median"), "{xmr}");
}
