//! One section or domain over time, and the dashboard's figure, as people ask for them.

use serde_json::Value;

use super::Store;

/// The demo's own day.
const TODAY: &str = "2026-12-07";

#[test]
fn a_section_is_known_by_its_id_its_title_and_its_domain() {
    let store = Store::example();
    for asked in [
        "assessment_mapping",
        "ASM",
        "asm",
        "Assessments",
        "assessment/mapping",
    ] {
        let report = store.run(TODAY, &["report", "section", asked, "--format", "json"]);
        let report: Value = serde_json::from_str(&report.stdout).unwrap();
        let sections: Vec<&Value> = report["by_form"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| &line["section"])
            .collect();
        assert_eq!(sections, ["assessment_mapping"], "{asked}");
        assert_eq!(report["good_or_better_all"]["n"], 6, "{asked}");
    }
}

#[test]
fn a_name_that_is_none_is_answered_with_the_nearest() {
    let store = Store::example();
    store
        .run(TODAY, &["report", "section", "file_recordng"])
        .refuses(&["There is no section or domain file_recordng. Did you mean file_recording?"]);
    store
        .run(TODAY, &["report", "section", "qqqqqqqqqq", "--form", "lado"])
        .refuses(&[
            "There is no section of lado or domain qqqqqqqqqq. There are consent, feedback_to_referrer, history, ",
        ]);
    store
        .run(TODAY, &["report", "section", "ASM", "--form", "chld-case"])
        .refuses(&["There is no form chld-case. Did you mean child-case?"]);
    store
        .run(TODAY, &["report", "section", "ASM", "--quarter", "2027-28-Q1"])
        .refuses(&["2027-28-Q1 lies ahead"]);
    store
        .run(TODAY, &["report", "section", "ASM", "--quarters", "0"])
        .says(2, &["0"]);
}

#[test]
fn families_words_of_a_section_and_a_team_stand_in_json() {
    let store = Store::example();
    for asked in [["report", "section", "supervision"], ["report", "team", "North"]] {
        let told = |format: &str| {
            store
                .run(TODAY, &[&asked[..], &["--format", format]].concat())
                .stdout
        };
        let report: Value = serde_json::from_str(&told("json")).unwrap();
        let (page, words) = (told("md"), report["in_their_words"].as_array().unwrap());
        assert!(words.len() > 2, "{asked:?}");
        for said in words {
            assert_eq!(said["text"].is_null(), said["withheld"].is_string(), "{said}");
        }
        // The chart's figures are those of the table below it, which stands alone where there is no chart.
        let grades = page.split("## Grades").nth(1).unwrap_or_default();
        let tables = grades
            .split("\n## ")
            .next()
            .unwrap_or_default()
            .matches("| --- |")
            .count();
        assert_eq!(tables, usize::from(asked[1] == "team"), "{page}");
    }
}

#[test]
fn a_section_of_several_forms_is_narrowed_to_one() {
    let store = Store::example();
    let report = |args: &[&str]| -> Value {
        let args = [&["report", "section", "history", "--format", "json"], args].concat();
        serde_json::from_str(&store.run(TODAY, &args).stdout).unwrap()
    };
    assert_eq!(report(&[])["by_form"].as_array().unwrap().len(), 2);
    let narrow = report(&["--form", "lado"]);
    assert_eq!(narrow["by_form"].as_array().unwrap().len(), 1);
    assert_eq!(narrow["form"], "lado");
    let wide = report(&[]);
    let n = |report: &Value| report["good_or_better_all"]["n"].as_u64().unwrap();
    assert!(n(&narrow) < n(&wide));
}

/// The quarter's weakest domain is not hidden behind another form's section of the same name.
#[test]
fn a_word_that_means_a_domain_and_a_section_shows_both_the_domain_first() {
    let store = Store::example();
    let asked = |args: &[&str]| {
        let args = [&["report", "section", "Supervision"], args].concat();
        store.run(TODAY, &args).stdout
    };
    let json = |args: &[&str]| -> Value {
        serde_json::from_str(&asked(&[args, &["--format", "json"]].concat())).unwrap()
    };
    let both = json(&[]);
    assert_eq!(both["title"], "Supervision (domain SUP)");
    assert_eq!(
        (&both["good_or_better"]["count"], &both["good_or_better"]["n"]),
        (&1.into(), &6.into())
    );
    let also = both["also_meant"].as_array().unwrap();
    assert_eq!(also.len(), 1);
    assert_eq!(also[0]["title"], "Supervision (Fostering file audit)");
    assert_eq!(
        (
            &also[0]["good_or_better"]["count"],
            &also[0]["good_or_better"]["n"]
        ),
        (&1.into(), &1.into())
    );
    assert_eq!(also[0]["audits"], 1);
    let md = asked(&["--format", "md"]);
    let lines: Vec<&str> = md
        .lines()
        .filter(|line| line.starts_with("| Supervision ("))
        .collect();
    assert_eq!(
        lines,
        [
            "| Supervision (domain SUP) | 6 | 16.7% | 6 | 16.7% |",
            "| Supervision (Fostering file audit) | 1 | 100.0% | 1 | 100.0% |"
        ]
    );
    // On one form it is the section, as that form has none of the domain's.
    let narrow = json(&["--form", "fostering"]);
    assert_eq!(
        (&narrow["title"], &narrow["good_or_better"]["n"]),
        (&"Supervision".into(), &1.into())
    );
    assert_eq!(narrow["also_meant"], Value::Null);
    assert_eq!(json(&["--form", "child-case"])["good_or_better"]["n"], 6);
}

#[test]
fn the_report_says_what_is_counted() {
    let store = Store::example();
    let report = store.run(TODAY, &["report", "section", "PLA", "--quarter", "now"]);
    report.says(
        0,
        &[
            "Several sections of one audit are counted here",
            "grades",
            "2 cycles: the last, Oct-Nov 2026, at",
        ],
    );
    let report = store.run(TODAY, &["report", "section", "file_recording", "--quarters", "1"]);
    report.says(0, &["Good or better in 2026-27-Q2: 3 of 6 audits, 50.0%"]);
    assert!(!report.stdout.contains("Several sections"), "{}", report.stdout);
}

#[test]
fn nothing_counted_is_no_percentage_in_any_format() {
    let store = Store::new();
    let args = |format: &'static str| ["report", "section", "ASM", "--format", format];
    store
        .run(TODAY, &args("text"))
        .says(0, &["no audits with this section settled in this"]);
    for format in ["text", "md", "html", "csv"] {
        let report = store.run(TODAY, &args(format));
        report.says(0, &[]);
        let words = report.stdout.split("<body>").last().unwrap();
        assert!(!words.contains("0.0%"), "{format}: {words}");
    }
    let json: Value = serde_json::from_str(&store.run(TODAY, &args("json")).stdout).unwrap();
    assert_eq!(json["good_or_better"]["percent"], Value::Null);
    assert_eq!(json["trend"]["points"], serde_json::json!([]));
}

#[test]
fn a_teams_name_is_words_and_nothing_else() {
    let store = Store::example();
    let folder = store.audits()["CF-26-0001"].clone();
    let file = format!("{folder}/allocation.yaml");
    store.change(&file, "\nteam: North\n", "\nteam: \"=1+1\\e[31m<b>\\u202E\"\n");
    for format in ["text", "md", "html"] {
        let report = store.run(
            TODAY,
            &["report", "section", "file_recording", "--format", format],
        );
        report.says(0, &["1+1"]);
        assert!(!report.stdout.contains(['\u{1b}', '\u{202e}']), "{format}");
        assert!(format == "text" || !report.stdout.contains("[31m<b>"), "{format}");
    }
}

#[test]
fn the_dashboard_gets_one_sentence_or_one_line() {
    let store = Store::example();
    let told = store.run(TODAY, &["report", "sparnet"]);
    assert_eq!(
        told.stdout.split_whitespace().collect::<Vec<_>>().join(" "),
        "2026-27-Q2 (Wed 1 Jul 2026 to Wed 30 Sep 2026): 55.6% of case audits were Good or Outstanding, 5 of 9 audits."
    );
    let line = store.run(
        TODAY,
        &["report", "sparnet", "--quarter", "now", "--format", "csv"],
    );
    assert_eq!(
        line.stdout,
        "quarter,from,to,as_of,ended,n,count,percent,issued,changed\n2026-27-Q3,2026-10-01,2026-12-31,2026-12-07,no,1,1,100.0,,no\n"
    );
}

#[test]
fn the_dashboard_gets_no_percent_of_nothing() {
    let store = Store::new();
    let line = store.run(TODAY, &["report", "sparnet", "--format", "csv"]);
    assert!(line.stdout.ends_with(",yes,0,0,,,no\n"), "{}", line.stdout);
    let json = store.run(TODAY, &["report", "sparnet", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["percent"], Value::Null);
    store
        .run(TODAY, &["report", "sparnet"])
        .says(0, &["no case audits were settled, so there is no percentage."]);
    store
        .run(TODAY, &["report", "sparnet", "--quarter", "2027-28-Q1"])
        .refuses(&["lies ahead"]);
}
