//! How far auditor and moderator agree, reckoned from how far apart they lie: kappa as one less the distance found over
//! the distance expected, and both errors as the spread of what each audit adds (the delta method).

use serde_json::{Value, json};

use crate::recount::figures::Z;

/// The 4 by 4 table: rows the auditor, columns the moderator.
type Table = [[u32; 4]; 4];

/// From so many audits on.
const LEAST: usize = 20;

/// Each audit's two places on the scale.
fn pairs(table: &Table) -> Vec<(usize, usize)> {
    let cells = (0..4).flat_map(|row| (0..4).map(move |column| (row, column)));
    cells
        .flat_map(|(row, column)| std::iter::repeat_n((row, column), table[row][column] as usize))
        .collect()
}

fn distance(one: usize, other: usize) -> f64 {
    [0.0, 1.0, 2.0, 3.0][one.abs_diff(other)] / 3.0
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len() as f64;
    values.sum::<f64>() / n
}

pub fn kappa(table: &Table) -> Value {
    let pairs = pairs(table);
    let alike = pairs.iter().all(|pair| *pair == (pairs[0].0, pairs[0].0));
    if pairs.len() < LEAST || alike {
        return Value::Null;
    }
    let found = mean(pairs.iter().map(|(one, other)| distance(*one, *other)));
    // An audit's grade against those of every moderator, and the reverse.
    let to_all = |pair: &(usize, usize)| {
        let moderators = mean(pairs.iter().map(|(_, other)| distance(pair.0, *other)));
        let auditors = mean(pairs.iter().map(|(one, _)| distance(*one, pair.1)));
        moderators + auditors
    };
    let expected = mean(pairs.iter().map(|pair| to_all(pair) / 2.0));
    let adds = |pair: &(usize, usize)| {
        let own = distance(pair.0, pair.1);
        found * (to_all(pair) - 2.0 * expected) / (expected * expected) - (own - found) / expected
    };
    let variance = mean(pairs.iter().map(|pair| adds(pair).powi(2))) / pairs.len() as f64;
    interval(1.0 - found / expected, Z * variance.sqrt())
}

pub fn ac2(table: &Table) -> Value {
    let pairs = pairs(table);
    if pairs.len() < LEAST {
        return Value::Null;
    }
    let n = pairs.len() as f64;
    let near = |one: usize, other: usize| 1.0 - distance(one, other);
    let scale = (0..4)
        .flat_map(|one| (0..4).map(move |other| near(one, other)))
        .sum::<f64>()
        / 12.0;
    let share = |grade: usize| {
        let times = |pair: &(usize, usize)| f64::from(u8::from(pair.0 == grade) + u8::from(pair.1 == grade));
        pairs.iter().map(times).sum::<f64>() / (2.0 * n)
    };
    let expected = scale * (1.0 - (0..4).map(|grade| share(grade).powi(2)).sum::<f64>());
    let found = mean(pairs.iter().map(|(one, other)| near(*one, *other)));
    let value = (found - expected) / (1.0 - expected);
    let adds = |(one, other): &(usize, usize)| {
        let own = scale * (1.0 - f64::midpoint(share(*one), share(*other)));
        ((near(*one, *other) - found) - 2.0 * (1.0 - value) * (own - expected)) / (1.0 - expected)
    };
    let variance = pairs.iter().map(|pair| adds(pair).powi(2)).sum::<f64>() / (n * (n - 1.0));
    interval(value, student(pairs.len() - 1) * variance.sqrt())
}

fn interval(value: f64, reach: f64) -> Value {
    let decimals = |number: f64| (number * 10_000.0).round() / 10_000.0;
    // Audits that show no spread have no interval.
    if reach < 1e-9 {
        return json!({ "value": decimals(value), "low": null, "high": null });
    }
    let (low, high) = ((value - reach).max(-1.0), (value + reach).min(1.0));
    json!({ "value": decimals(value), "low": decimals(low), "high": decimals(high) })
}

/// The 97.5% point of Student's t: the tangent of the angle within which lie 95% of a power of the cosine.
fn student(freedom: usize) -> f64 {
    const STRIPS: usize = 4000;
    let power = i32::try_from(freedom).unwrap() - 1;
    // Simpson's rule.
    let area = |angle: f64| {
        let at = |strip: usize| (angle * strip as f64 / STRIPS as f64).cos().powi(power);
        let inner: f64 = (1..STRIPS)
            .map(|strip| at(strip) * if strip % 2 == 1 { 4.0 } else { 2.0 })
            .sum();
        (at(0) + inner + at(STRIPS)) * angle
    };
    let whole = area(std::f64::consts::FRAC_PI_2);
    let (mut low, mut high) = (0.0, std::f64::consts::FRAC_PI_2);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if area(middle) < 0.95 * whole {
            low = middle;
        } else {
            high = middle;
        }
    }
    (freedom as f64).sqrt() * low.tan()
}

/// Known values, so that the recount's own formulas stand on something: Student's from any table, and a table of grades
/// whose kappa by hand is 1 - (6/21) / (252/441).
#[test]
fn the_recounts_coefficients_are_those_of_tables() {
    for (freedom, wanted) in [(1, 12.706), (10, 2.228), (30, 2.042)] {
        assert!((student(freedom) - wanted).abs() < 0.001, "{freedom}");
    }
    let half = kappa(&[[9, 3, 0, 0], [3, 6, 0, 0], [0; 4], [0; 4]]);
    let by_hand = 1.0 - (6.0 / 21.0) / (2.0 * 12.0 * 9.0 / 441.0);
    assert!(
        (half["value"].as_f64().unwrap() - by_hand).abs() < 0.0001,
        "{half}"
    );
    assert_eq!(kappa(&[[0; 4], [0; 4], [0, 0, 25, 0], [0; 4]]), Value::Null);
}
