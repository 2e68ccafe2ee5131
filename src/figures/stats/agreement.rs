//! How far two grades of the same audits agree, on the scale of four grades.

use serde::Serialize;

use super::{Z, float};

/// How often each pair of grades was given: rows the first rater, columns the second, in the scale's order.
pub type GradePairs = [[usize; 4]; 4];

/// What arithmetic leaves of 0.
const HAIR: f64 = 1e-9;

/// A coefficient of agreement with its interval of 95%; 1 is full agreement, 0 what chance would give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// The coefficient.
    pub value: f64,
    /// The interval's lower end, -1 at least; none where the audits show no spread to reckon an interval from.
    pub low: Option<f64>,
    /// The interval's upper end, 1 at most; likewise.
    pub high: Option<f64>,
}

impl Agreement {
    fn new(Estimate { value, error }: Estimate, quantile: f64) -> Self {
        // Where every audit says the same, the standard error is 0. An interval of no width would look like certainty.
        let half = Some(quantile * error).filter(|half| *half > HAIR);
        Self {
            value,
            low: half.map(|half| (value - half).max(-1.0)),
            high: half.map(|half| (value + half).min(1.0)),
        }
    }

    /// The coefficient and its ends to so many decimals.
    #[must_use]
    pub fn rounded(self, decimals: i32) -> Self {
        Self {
            value: super::round(self.value, decimals),
            low: self.low.map(|low| super::round(low, decimals)),
            high: self.high.map(|high| super::round(high, decimals)),
        }
    }
}

/// A coefficient and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Estimate {
    value: f64,
    error: f64,
}

/// Cohen's kappa with linear weights 1 - |i-j|/3 (Cohen 1968), and its large-sample interval of 95%.
///
/// The four grades are always the categories. `None` where both raters gave one and the same grade throughout: chance
/// then explains everything, and kappa is not defined.
pub fn linear_kappa(table: &GradePairs) -> Option<Agreement> {
    kappa(table).map(|estimate| Agreement::new(estimate, Z))
}

/// Gwet's AC2 with linear weights (Gwet 2014, chapter 4), and its interval of 95% by Student's t with n - 1 degrees of
/// freedom, as Gwet's own software has it. `None` for fewer than two audits.
pub fn gwet_ac2(table: &GradePairs) -> Option<Agreement> {
    let n = total(table);
    gwet(table).map(|estimate| Agreement::new(estimate, student(n - 1)))
}

fn total(table: &GradePairs) -> usize {
    table.iter().flatten().sum()
}

/// The linear weight of two grades so far apart.
fn weight(i: usize, j: usize) -> f64 {
    1.0 - float(i.abs_diff(j)) / 3.0
}

/// Every cell: row, column and its share of all.
fn cells(table: &GradePairs) -> impl Iterator<Item = (usize, usize, f64)> {
    let n = float(total(table));
    (0..4)
        .flat_map(|i| (0..4).map(move |j| (i, j)))
        .map(move |(i, j)| (i, j, float(table[i][j]) / n))
}

/// The shares of the grades: of the first rater, and of the second.
fn margins(table: &GradePairs) -> ([f64; 4], [f64; 4]) {
    let (mut rows, mut columns) = ([0.0; 4], [0.0; 4]);
    for (i, j, p) in cells(table) {
        rows[i] += p;
        columns[j] += p;
    }
    (rows, columns)
}

/// (po - pe) / (1 - pe), with po = Σ w p and pe = Σ w p(i) p(j), and the standard error of Fleiss, Cohen and Everitt
/// (1969): √(Σ p [w(1-pe) - (w(i)+w(j))(1-po)]² - (po pe - 2pe + po)²) / ((1-pe)² √n), where w(i) and w(j) are the mean
/// weights of a row and of a column.
fn kappa(table: &GradePairs) -> Option<Estimate> {
    let n = total(table);
    let (rows, columns) = margins(table);
    if n == 0 || (0..4).any(|i| table[i][i] == n) {
        return None;
    }
    let observed: f64 = cells(table).map(|(i, j, p)| weight(i, j) * p).sum();
    let expected: f64 = cells(table)
        .map(|(i, j, _)| weight(i, j) * rows[i] * columns[j])
        .sum();
    let mean_of = |k: usize, margin: &[f64; 4]| -> f64 { (0..4).map(|l| weight(k, l) * margin[l]).sum() };
    let squares: f64 = cells(table)
        .map(|(i, j, p)| {
            let means = mean_of(i, &columns) + mean_of(j, &rows);
            p * (weight(i, j) * (1.0 - expected) - means * (1.0 - observed)).powi(2)
        })
        .sum();
    let centre = observed * expected - 2.0 * expected + observed;
    // Of two equal numbers arithmetic leaves a hair, which the division would make a width of.
    let spread = Some(squares - centre * centre).filter(|spread| *spread > centre * centre * 1e-12);
    let variance = spread.unwrap_or(0.0) / (float(n) * (1.0 - expected).powi(4));
    Some(Estimate {
        value: (observed - expected) / (1.0 - expected),
        error: variance.sqrt(),
    })
}

/// (pa - pe) / (1 - pe), with pa = Σ w p, pe = T Σ π(1-π), T = Σw / (q(q-1)), q = 4, and π the mean of the two raters'
/// shares of a grade.
///
/// The variance is that of the audits' own terms a = (w - pe)/(1-pe) - 2(1-AC2)(e - pe)/(1-pe), with e = T times the
/// mean of 1-π over an audit's two grades: Σ (a - AC2)² / (n(n-1)).
fn gwet(table: &GradePairs) -> Option<Estimate> {
    let n = total(table);
    if n < 2 {
        return None;
    }
    let (rows, columns) = margins(table);
    let both: [f64; 4] = std::array::from_fn(|k| f64::midpoint(rows[k], columns[k]));
    let weights: f64 = cells(table).map(|(i, j, _)| weight(i, j)).sum();
    let scale = weights / 12.0;
    let observed: f64 = cells(table).map(|(i, j, p)| weight(i, j) * p).sum();
    let expected = scale * both.iter().map(|share| share * (1.0 - share)).sum::<f64>();
    let value = (observed - expected) / (1.0 - expected);
    let squares: f64 = cells(table)
        .map(|(i, j, p)| {
            let own = scale * f64::midpoint(1.0 - both[i], 1.0 - both[j]);
            let term = (weight(i, j) - expected - 2.0 * (1.0 - value) * (own - expected)) / (1.0 - expected);
            p * (term - value).powi(2)
        })
        .sum();
    Some(Estimate {
        value,
        error: (squares / float(n - 1)).sqrt(),
    })
}

/// The 97.5% quantile of Student's t, by halving the interval that holds it.
fn student(freedom: usize) -> f64 {
    let (mut low, mut high) = (0.0, 1000.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if within(middle, freedom) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The probability that Student's t lies between -t and t, for whole degrees of freedom (Abramowitz and Stegun 1964,
/// 26.7.3 and 26.7.4).
fn within(t: f64, freedom: usize) -> f64 {
    let angle = (t / float(freedom).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let odd = freedom % 2 == 1;
    // The series cos + 2/3 cos³ + ... where odd, 1 + 1/2 cos² + ... where even; its last power is freedom - 2.
    let mut power = usize::from(odd);
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    while power + 2 <= freedom {
        sum += term;
        term *= cosine * cosine * float(power + 1) / float(power + 2);
        power += 2;
    }
    if odd {
        2.0 / std::f64::consts::PI * (angle + sine * sum)
    } else {
        sine * sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, expected: &serde_json::Value, digits: i32) {
        let expected = expected.as_f64().unwrap();
        assert!(
            (value - expected).abs() <= 0.6 * 10_f64.powi(-digits),
            "{value} {expected}"
        );
    }

    #[test]
    fn the_coefficients_are_those_of_statsmodels_and_irrcac() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/vectors/kappa_vectors.json")).unwrap();
        let cases = vectors["matrices"].as_array().unwrap();
        assert_eq!(cases.len(), 6);
        for case in cases {
            let table: GradePairs = serde_json::from_value(case["table"].clone()).unwrap();
            let linear = &case["linear"];
            if linear["kappa"].is_null() {
                assert_eq!(kappa(&table), None);
            } else {
                let Estimate { value, error } = kappa(&table).unwrap();
                close(value, &linear["kappa"], 9);
                close(error, &linear["kappa_se"], 9);
                close(value - Z * error, &linear["kappa_ci95"][0], 9);
                close(value + Z * error, &linear["kappa_ci95"][1], 9);
            }
            let Estimate { value, error } = gwet(&table).unwrap();
            close(value, &linear["gwet"], 9);
            close(error, &linear["gwet_se"], 9);
            let agreement = gwet_ac2(&table).unwrap();
            assert_eq!(agreement.low.is_none(), error < 1e-9, "{table:?}");
            close(agreement.low.unwrap_or(value), &linear["irrCAC_gwet_ci"][0], 5);
            close(agreement.high.unwrap_or(value), &linear["irrCAC_gwet_ci"][1], 5);
        }
    }

    #[test]
    fn an_interval_stays_on_the_scale() {
        let table = [[0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 3, 0], [0, 0, 0, 0]];
        let agreement = linear_kappa(&table).unwrap();
        assert!((agreement.high.unwrap() - 1.0).abs() < f64::EPSILON && agreement.low.unwrap() > -1.0);
        assert_eq!(linear_kappa(&[[0; 4]; 4]), None);
        assert_eq!(gwet_ac2(&[[0; 4]; 4]), None);
    }

    #[test]
    fn two_audits_have_gwets_coefficient_and_one_has_none() {
        // One kept Good, one moved to Requires improvement: pa = 5/6, T = 7/9, pe = 7/24.
        let two = [[0; 4], [0, 1, 1, 0], [0; 4], [0; 4]];
        assert!((gwet_ac2(&two).unwrap().value - 13.0 / 17.0).abs() < 1e-12);
        let one = [[0; 4], [0, 1, 0, 0], [0; 4], [0; 4]];
        assert_eq!(gwet_ac2(&one), None);
    }

    #[test]
    fn an_interval_of_no_width_is_none() {
        let none = |agreement: Agreement, value: f64| {
            assert!((agreement.value - value).abs() < 1e-12, "{agreement:?}");
            assert_eq!((agreement.low, agreement.high), (None, None));
        };
        // Every grade kept; every grade the same; every grade changed in one and the same way.
        let kept = [[0, 0, 0, 0], [0, 10, 0, 0], [0, 0, 12, 0], [0, 0, 0, 0]];
        none(linear_kappa(&kept).unwrap(), 1.0);
        none(gwet_ac2(&kept).unwrap(), 1.0);
        let same = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 22, 0], [0, 0, 0, 0]];
        none(gwet_ac2(&same).unwrap(), 1.0);
        let moved = [[0, 0, 0, 0], [0, 0, 22, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
        none(linear_kappa(&moved).unwrap(), 0.0);
        // Where nearly all is of one grade, what arithmetic leaves of 0 is divided by next to nothing.
        for n in 1..400 {
            none(
                linear_kappa(&[[0; 4], [0, n, 0, 0], [0, 0, 1, 0], [0; 4]]).unwrap(),
                1.0,
            );
        }
    }

    #[test]
    fn quantiles_of_student_are_those_of_the_tables() {
        for (freedom, t) in [(1, 12.7062), (2, 4.3027), (4, 2.7764), (19, 2.0930), (30, 2.0423)] {
            assert!((student(freedom) - t).abs() < 5e-5, "{freedom}");
        }
    }
}
