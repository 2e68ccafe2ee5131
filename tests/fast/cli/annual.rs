//! The year for the framework's review, as people ask for it.

use serde_json::{Value, json};

use super::Store;

/// Within the council year 2026-27.
const TODAY: &str = "2026-12-07";
/// After its end.
const AFTER: &str = "2027-06-01";
/// The year's file.
const FILE: &str = "reports/2026-27/annual.yaml";

fn report(store: &Store, day: &str, args: &[&str]) -> Value {
    let args = [args, &["--format", "json"]].concat();
    let ran = store.run(day, &args);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

#[test]
fn the_years_figures_are_those_of_compliance_and_of_each_quarter() {
    let store = Store::example();
    let annual = report(&store, TODAY, &["report", "annual"]);
    let compliance = report(&store, TODAY, &["report", "compliance", "--year", "2026-27"]);
    for key in ["total", "rows", "not_taking_place", "from", "to"] {
        assert_eq!(annual[key], compliance[key], "{key}");
    }
    let quarters = annual["quarters"].as_array().unwrap();
    let names: Vec<&Value> = quarters.iter().map(|line| &line["quarter"]).collect();
    assert_eq!(names, ["2026-27-Q1", "2026-27-Q2", "2026-27-Q3"]);
    for line in quarters {
        let name = line["quarter"].as_str().unwrap();
        let own = report(&store, TODAY, &["report", "quarterly", "--quarter", name]);
        for key in ["submitted", "settled", "good_or_better"] {
            assert_eq!(line[key], own[key], "{key} of {name}");
        }
    }
    assert_eq!(annual["ended"], false);
    assert_eq!(
        report(&store, AFTER, &["report", "annual", "--year", "2026-27"])["ended"],
        true
    );
}

#[test]
fn the_years_file_is_made_once_and_left_alone_after() {
    let store = Store::example();
    let scaffold = ["report", "annual", "--scaffold"];
    store.run(TODAY, &scaffold).says(0, &["Made ", "annual.yaml"]);
    let made = store.read(FILE);
    store.run(TODAY, &["report", "annual"]).says(0, &[]);
    store.write(FILE, made.replace("signed_off:", "signed_off: 2027-05-12"));
    let written = store.read(FILE);
    store
        .run(TODAY, &scaffold)
        .refuses(&["is there already, and is left as it is"]);
    assert_eq!(store.read(FILE), written);
    // Neither it nor its folder is a stray, and what is wrong in it is found with the rest.
    let findings = store.run(TODAY, &["validate"]).stdout;
    assert!(!findings.contains("reports/"), "{findings}");
    store.write(FILE, made.replace("signed_off:", "signed_off: 12/05/2027"));
    store
        .run(TODAY, &["validate"])
        .says(1, &["reports/2026-27/annual.yaml", "Write 2027-05-12"]);
}

#[test]
fn answers_and_the_sign_off_are_told_once_they_are_given() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    let before = store.run(AFTER, &["report", "annual", "--year", "2026-27"]);
    before.says(
        0,
        &[
            "has not signed this review off yet",
            "No sign-off of the framework is on record",
        ],
    );
    let text = store.read(FILE);
    let place =
        "managers:\n    # How has practice improved as a direct result of quality assurance?\n    value: |\n";
    assert!(text.contains(place), "{text}");
    let answered = text
        .replace(place, &format!("{place}      Supervision is regular now.\n"))
        .replace("\nsigned_off:", "\nsigned_off: 2027-05-12")
        .replace("\nby:", "\nby: Helen Marsh");
    store.write(FILE, answered);
    let after = store.run(AFTER, &["report", "annual", "--year", "2026-27"]);
    after.says(
        0,
        &[
            "- Supervision is regular now.",
            "signed this review off on Wed 12 May 2027 (Helen",
            "update is due by Fri 12 May 2028, a year later.",
        ],
    );
    let json = report(&store, AFTER, &["report", "annual", "--year", "2026-27"]);
    let managers = &json["consultation"][1];
    assert_eq!(managers["group"], "managers");
    assert_eq!(
        managers["answers"][0]["answer"].as_str().unwrap().trim(),
        "Supervision is regular now."
    );
    assert_eq!(managers["answers"][1]["answer"], Value::Null);
}

#[test]
fn the_next_years_report_and_the_schedule_say_when_the_update_is_due() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    store.change(FILE, "\nsigned_off:", "\nsigned_off: 2027-05-12");
    store.change(FILE, "\nby:", "\nby: Helen Marsh");
    store
        .run("2028-05-13", &["report", "annual", "--year", "2027-28"])
        .says(
            0,
            &[
                "for 2026-27",
                "Note: The yearly update of the framework is overdue.",
            ],
        );
    let schedule = store.run("2028-05-12", &["schedule"]);
    schedule.says(0, &["The framework was last signed off on Wed 12 May 2027"]);
    assert!(!schedule.stdout.contains("overdue"), "{}", schedule.stdout);
    store
        .run("2028-05-13", &["schedule"])
        .says(0, &["It is overdue."]);
    let due = report(&store, "2028-05-12", &["report", "annual", "--year", "2027-28"]);
    assert_eq!(due["sign_off"]["overdue"], false);
}

#[test]
fn a_sign_off_that_lies_ahead_has_not_happened() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    store.change(FILE, "\nsigned_off:", "\nsigned_off: 2027-05-12");
    store.change(FILE, "\nby:", "\nby: Helen Marsh");
    let json = report(&store, "2027-05-11", &["report", "annual", "--year", "2026-27"]);
    assert_eq!(
        json["sign_off"],
        json!({ "this_year": null, "last": null, "next_due": null, "overdue": false })
    );
    let json = report(&store, "2027-05-12", &["report", "annual", "--year", "2026-27"]);
    assert_eq!(json["sign_off"]["next_due"], "2028-05-12");
}

#[test]
fn what_is_wrong_in_the_file_is_named_with_its_line() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    store.write(FILE, "answers:\n  managres:\n    value: x\nsigned_off: soon\n");
    store.run(TODAY, &["report", "annual"]).refuses(&[
        "Mend this first:",
        "reports/2026-27/annual.yaml:2:3:",
        "reports/2026-27/annual.yaml:4:13:",
    ]);
}

#[test]
fn what_people_wrote_is_words_and_nothing_else() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    store.change(
        FILE,
        "changes: |\n",
        "changes: |\n  <script>x</script> a*b* [c](http://d)\n",
    );
    for format in ["text", "md", "html"] {
        let ran = store.run(TODAY, &["report", "annual", "--format", format]);
        ran.says(0, &["script"]);
        if format != "text" {
            assert!(!ran.stdout.contains("<script>"), "{format}");
        }
    }
}

#[test]
fn work_that_no_row_asks_for_is_told() {
    let store = Store::example();
    let none = report(&store, TODAY, &["report", "annual"]);
    assert_eq!(none["unscheduled"], json!([]));
    let file = format!("{}/allocation.yaml", store.audits()["CF-26-0001"]);
    store.change(&file, "row: area-case\npart_of:\n", "row:\npart_of: visit-2026\n");
    let told = report(&store, TODAY, &["report", "annual"]);
    let wanted = json!([{ "form": "child-case", "part_of": "visit-2026", "allocated": 1, "submitted": 1 }]);
    assert_eq!(told["unscheduled"], wanted);
}

#[test]
fn an_empty_store_has_a_report_without_a_percentage() {
    let store = Store::new();
    for format in ["text", "md", "html", "csv", "json"] {
        let ran = store.run(TODAY, &["report", "annual", "--format", format]);
        ran.says(0, &[]);
        let words = ran.stdout.split("<body>").last().unwrap();
        assert!(!words.contains("0.0%"), "{format}");
    }
    store
        .run(TODAY, &["report", "annual", "--year", "2027-28"])
        .refuses(&["2027-28 lies ahead"]);
    store
        .run(TODAY, &["report", "annual", "--year", "2026"])
        .refuses(&["Did you mean 2026-27?"]);
}

#[test]
fn a_year_is_signed_off_after_its_end_by_somebody_of_the_management_team() {
    let store = Store::example();
    store.run(TODAY, &["report", "annual", "--scaffold"]).says(0, &[]);
    let file = |day: &str, by: &str| store.write(FILE, format!("signed_off: {day}\nby: {by}\n"));
    let year = ["report", "annual", "--year", "2026-27"];
    for (day, by, why) in [
        (
            "2027-03-31",
            "Helen Marsh",
            "The review of a year is signed off after its end",
        ),
        ("2027-04-20", "", "and not by whom"),
        (
            "2027-04-20",
            "Tom Ellery",
            "they held no role of the Children's Management Team",
        ),
        (
            "2027-04-20",
            "Nobody Known",
            "they held no role of the Children's Management Team",
        ),
    ] {
        file(day, by);
        assert_eq!(
            report(&store, AFTER, &year)["sign_off"]["this_year"],
            Value::Null,
            "{by} {day}"
        );
        let ran = store.run(AFTER, &year);
        let one_line = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(why), "{one_line}");
    }
    file("2027-04-20", "Helen Marsh");
    assert_eq!(
        report(&store, AFTER, &year)["sign_off"]["this_year"]["by"],
        "Helen Marsh"
    );
    assert_eq!(
        report(&store, "2027-04-19", &year)["sign_off"]["this_year"],
        Value::Null
    );
}
