//! What is said of a course of grades over time: only what holds of it.

use crate::figures::summary::Summary;
use crate::framework::Grade::{Good as G, Inadequate as I, RequiresImprovement as RI};
use crate::framework::{Date, Grade};
use crate::paper::TextStyle;
use crate::reports::moderation::paper::coefficients;
use crate::reports::quarterly::figures::test_audits::{day, report, settled};
use crate::reports::quarterly::figures::{ModeratedAudits, Quarterly};
use crate::reports::quarterly::written as quarterly;

/// The last cycle that has ended by the end of the sample's quarter settles its audits on this day.
const LAST: &str = "2026-11-10";

/// A cycle's grades a word, as `GGR*3` for three such cycles; the last word's are of the last cycle.
fn course(plan: &str) -> Quarterly {
    let mut cycles: Vec<&str> = Vec::new();
    for word in plan.split(' ') {
        let (grades, times) = word.split_once('*').unwrap_or((word, "1"));
        cycles.extend(std::iter::repeat_n(grades, times.parse().unwrap()));
    }
    let grade = |letter: char| if letter == 'G' { G } else { RI };
    let mut audits: Vec<Summary> = Vec::new();
    let mut on: Date = day(LAST);
    for grades in cycles.into_iter().rev() {
        for grade in grades.chars().map(grade) {
            let number = u32::try_from(audits.len()).unwrap() + 1;
            let mut audit = settled(number, &on.to_string(), grade, grade);
            audit.allocated = Some(on.minus_days(14));
            audits.push(audit);
        }
        on = on.minus_months(2);
    }
    report(&audits)
}

/// What is said of the trend, without the figures that stand first, then the signs.
fn said(plan: &str) -> String {
    let report = course(plan);
    let chart = super::trend_chart(&report.trend, ["audit", "audits"]);
    let (_, of_change) = chart.words.split_once("natural limits are ").unwrap_or_default();
    let (_, of_change) = of_change.split_once("%. ").unwrap_or_default();
    let signs = report.signs.iter();
    let signs: Vec<String> = signs.map(|sign| super::sign_in_words(*sign, &report)).collect();
    [&[of_change.to_owned()], signs.as_slice()].concat().join("\n")
}

#[test]
fn points_that_were_not_tested_are_said_not_to_be() {
    insta::assert_snapshot!(said("RRR*6 GGG*8"), @"No cycle rests on 5 audits or more, so none was tested for change that is more than chance.");
    // One of them in between is passed over, and said to be.
    insta::assert_snapshot!(said("RRRRR*7 GG RRRRG*7"), @r"
    Signs of a real change, the latest first: Oct-Nov 2025 to Oct-Nov 2026, 7 cycles running above the mean; Jun-Jul 2024 to Jun-Jul 2025, 7 cycles running below the mean. 1 cycle has fewer than 5 audits, so it was not tested and passed over.
    The results are poor: 1 of 5 case audits settled in 2026-27-Q3 were Good or better, fewer than half.
    The results have not risen for three quarters running: 20.0% of 5 audits in 2026-27-Q3, and 20.0% of 10 audits in 2025-26-Q4.
    ");
}

#[test]
fn nothing_is_said_of_what_can_rise_no_further() {
    insta::assert_snapshot!(said("GGGGG*14"), @"There is no change to be tested: the share is the same throughout.");
    insta::assert_snapshot!(said("RRRRR*6 GGGGG*8"), @"Signs of a real change, the latest first: Aug-Sep 2025 to Oct-Nov 2026, 8 cycles running above the upper limit; Aug-Sep 2025 to Oct-Nov 2026, 8 cycles running above the mean; Aug-Sep 2024 to Jun-Jul 2025, 6 cycles running below the lower limit.");
}

#[test]
fn a_fall_is_called_one_and_a_run_is_one_sign() {
    insta::assert_snapshot!(said("GGGGG*13 GGRRR"), @r"
    Signs of a real change, the latest first: Oct-Nov 2026, below the lower limit; Aug-Sep 2024 to Aug-Sep 2026, 13 cycles running above the mean.
    The results are poor: 2 of 5 case audits settled in 2026-27-Q3 were Good or better, fewer than half.
    The results fell: from 100.0% of 10 audits in 2025-26-Q4 to 40.0% of 5 audits in 2026-27-Q3. In no quarter between did they rise; more than chance is likely to make.
    ");
    insta::assert_snapshot!(said("RRRRRR GRRRRR GGRRRR GGGRRR GGGGRR GGGGGR GGGGGG RRRRR*7"), @r"
    Signs of a real change, the latest first: Oct-Nov 2025 to Oct-Nov 2026, 7 cycles running below the mean; Apr-May 2025 to Aug-Sep 2025, 3 cycles running above the upper limit; Aug-Sep 2024 to Aug-Sep 2025, 7 cycles running, each above the one before.
    The results are poor: 0 of 5 case audits settled in 2026-27-Q3 were Good or better, fewer than half.
    The results have not risen for three quarters running: 0.0% of 5 audits in 2026-27-Q3, and 0.0% of 10 audits in 2025-26-Q4.
    ");
}

#[test]
fn what_stays_as_it_was_is_not_called_a_fall() {
    insta::assert_snapshot!(said("GGGGR*14"), @r"
    There is no change to be tested: the share is the same throughout.
    The results have not risen for three quarters running: 80.0% of 5 audits in 2026-27-Q3, and 80.0% of 10 audits in 2025-26-Q4.
    ");
    insta::assert_snapshot!(said("GGRRR GGGRR*2 GGRRR GGGRR*2 GGRRR GGGRR*2 GGRRR GGGRR*3"), @"No cycle that was tested stands out: each lies within the limits, and none is part of a run. What moves there may be chance.");
}

#[test]
fn flat_and_low_for_years_is_no_improvement_and_not_chance() {
    let low = "GRRRR GGRRR*2 ".repeat(6);
    let said = said(low.trim());
    assert!(said.starts_with("No improvement in 18 cycles: find out why. Nothing stands out in them, and the median is 40.0%, below 50%."), "{said}");
    assert_eq!(
        said.matches("No improvement in").count(),
        2,
        "in the trend, and among the signs"
    );
    assert!(!said.contains("chance"));
}

#[test]
fn a_single_audit_is_not_called_poor() {
    assert_eq!(course("R").signs, []);
    insta::assert_snapshot!(said("GRRRR"), @r"

    The results are poor: 1 of 5 case audits settled in 2026-27-Q3 were Good or better, fewer than half.
    ");
}

#[test]
fn each_step_that_is_not_done_is_said_not_to_be() {
    let mut audit = settled(1, "2026-10-20", I, I);
    audit.inadequate.since = Some(day("2026-10-10"));
    audit.inadequate.informed = Some(day("2026-10-10"));
    let line = |audit: &Summary| {
        let text = quarterly::text(
            &report(std::slice::from_ref(audit)),
            TextStyle {
                width: 200,
                ..TextStyle::default()
            },
        );
        let line = text.lines().find(|line| line.starts_with("Inadequate")).unwrap();
        line.to_owned()
    };
    insta::assert_snapshot!(line(&audit), @"Inadequate      1: CF-26-0001 (no case direction yet, actions not reviewed yet, not audited again yet)");
    let after = &mut audit.inadequate;
    (after.direction, after.re_audited) = (Some(day("2026-10-22")), Some(day("2026-12-10")));
    insta::assert_snapshot!(line(&audit), @"Inadequate      1: CF-26-0001 (actions not reviewed yet)");
    audit.inadequate.actions_reviewed = Some(day("2026-11-10"));
    insta::assert_snapshot!(line(&audit), @"Inadequate      1: CF-26-0001 (service manager told, case direction written, actions reviewed, audited again)");
}

#[test]
fn a_coefficient_without_an_interval_says_why() {
    let said = |pairs: &[(Grade, Grade)]| {
        let audits: Vec<Summary> = (1..)
            .zip(pairs)
            .map(|(number, (auditor, moderator))| settled(number, LAST, *auditor, *moderator))
            .collect();
        let lines = coefficients(&ModeratedAudits::of(&audits)).map(|(name, said)| format!("{name}: {said}"));
        lines.join("\n")
    };
    insta::assert_snapshot!(said(&[(G, G); 19]), @r"
    linear-weighted kappa: not given: fewer than 20 audits
    Gwet's AC2: not given: fewer than 20 audits
    ");
    insta::assert_snapshot!(said(&[(G, G); 20]), @r"
    linear-weighted kappa: not defined: every grade is the same
    Gwet's AC2: 1.00 (no 95% interval: these audits show no spread to reckon one from)
    ");
    insta::assert_snapshot!(said(&[[(G, G); 10], [(RI, RI); 10]].concat()), @r"
    linear-weighted kappa: 1.00 (no 95% interval: these audits show no spread to reckon one from)
    Gwet's AC2: 1.00 (no 95% interval: these audits show no spread to reckon one from)
    ");
    insta::assert_snapshot!(said(&[[(G, G); 10], [(RI, G); 10]].concat()), @r"
    linear-weighted kappa: 0.00 (no 95% interval: these audits show no spread to reckon one from)
    Gwet's AC2: 0.76 (95% interval 0.62 to 0.91)
    ");
}
