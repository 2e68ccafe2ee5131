//! The moderation report and a team's page.

use serde_json::Value;

use super::{LATER, Lived};
use crate::cli::Store;

pub fn the_moderation_of_a_quarter_is_the_quarterly_reports(lived: &Lived) {
    for quarter in ["2026-27-Q2", "2026-27-Q3", "2026-27-Q4"] {
        let report = lived.json(LATER, &["moderation", "--quarter", quarter]);
        let quarterly = lived.json(LATER, &["quarterly", "--quarter", quarter]);
        assert_eq!(report["moderation"], quarterly["moderation"], "{quarter}");
        assert_eq!(report["excluded"], quarterly["excluded"], "{quarter}");
        for parts in ["by_form", "by_moderator"] {
            let of = |key: &str| -> u64 {
                let parts = report[parts].as_array().unwrap();
                parts
                    .iter()
                    .map(|part| part["exact"][key].as_u64().unwrap())
                    .sum()
            };
            assert_eq!(report["moderation"]["moderated"], of("n"), "{quarter}");
            assert_eq!(report["moderation"]["exact"]["count"], of("count"), "{quarter}");
        }
    }
}

/// The overall grade stands; the section under it is flagged, and nothing follows from it.
pub fn a_regrade_of_a_section_alone_is_listed(lived: &Lived) {
    lived.store.unkept("CF-26-0001");
    lived.change(
        "CF-26-0001",
        "moderation",
        "regrades: []",
        "regrades: [ { section: reviews, to: I, reason: No review was held } ]",
    );
    let args = ["moderation", "--quarter", "2026-27-Q2", "--form", "Child-Case"];
    let report = lived.json(LATER, &args);
    assert_eq!(report["form"], "child-case");
    assert_eq!(report["moderation"]["moderated"], 6);
    assert_eq!(report["moderation"]["exact"]["count"], 5);
    let regraded = report["regraded"].as_array().unwrap();
    let shown = |audit: &Value| format!("{} {}", audit["id"], audit["sections"][0]["to"]);
    let shown: Vec<String> = regraded.iter().map(shown).collect();
    assert_eq!(shown, ["\"CF-26-0001\" \"I\"", "\"CF-26-0002\" \"RI\""]);
    let sections = report["sections"].as_array().unwrap();
    let reviews = sections.iter().find(|line| line["section"] == "reviews").unwrap();
    assert_eq!(
        ["n", "same", "down", "up"].map(|key| reviews[key].as_u64().unwrap()),
        [6, 4, 2, 0]
    );
    let team = lived.json(LATER, &["team", "North"]);
    let flagged = team["inadequate_sections"].as_array().unwrap();
    assert_eq!(flagged.len(), 1);
    assert_eq!(flagged[0]["id"], "CF-26-0001");
    assert_eq!(flagged[0]["grade"], "G");
    assert_eq!(flagged[0]["sections"][0]["section"], "reviews");
    assert_eq!(team["inadequate"], Value::Array(Vec::new()));
    let words = [
        "Sections graded Inadequate under a better overall",
        "To talk over",
    ];
    lived.report(LATER, &["team", "North"]).says(0, &words);
}

pub fn a_teams_page_speaks_of_that_team(lived: &Lived) {
    let team = lived.json(LATER, &["team", "north", "--month", "2026-10"]);
    assert_eq!(team["schema"], "qaf.team/1");
    assert_eq!(team["team"], "North");
    assert_eq!(team["period"]["to"], "2026-10-31");
    let register = lived.json(LATER, &["actions", "--team", "North"]);
    assert_eq!(team["actions"], register["actions"]);
    let rows = team["compliance"].as_array().unwrap();
    assert!(rows.iter().all(|line| line["auditor"] != "Joe Pritchard"));
    for audit in team["audits"].as_array().unwrap() {
        assert!(lived.folders[audit["id"].as_str().unwrap()].contains("/north/"));
    }
    assert_eq!(team["observations"][0]["worker"], "Kit Adams");
    // The area unit's auditors are all of its two teams: at the third quarter's end both pages together expect what
    // the three quarterly reports do.
    let of_row = |report: &Value, lines: &str, key: &str| -> u64 {
        let lines = report[lines].as_array().unwrap().iter();
        let lines = lines.filter(|line| line["row"] == "area-case");
        lines.map(|line| line[key].as_u64().unwrap()).sum()
    };
    let teams = ["North", "South"].map(|team| lived.json("2026-12-31", &["team", team]));
    let quarters = ["2026-27-Q1", "2026-27-Q2", "2026-27-Q3"]
        .map(|quarter| lived.json("2026-12-31", &["quarterly", "--quarter", quarter]));
    for key in ["expected", "exempt", "allocated", "submitted"] {
        let by_team: u64 = teams.iter().map(|team| of_row(team, "compliance", key)).sum();
        let by_quarter: u64 = quarters.iter().map(|q| of_row(q, "expected", key)).sum();
        assert_eq!(by_team, by_quarter, "{key}");
    }
    // Three auditors, four cycles.
    assert_eq!(of_row(&teams[0], "compliance", "expected"), 12);
}

#[test]
fn a_team_without_audits_has_an_honest_page() {
    let store = Store::new();
    let people = "name,role,service,team\nAnn Ash,team-manager,Area Unit,North\n";
    store.write("people.csv", people);
    let ran = store.run("2026-11-24", &["report", "team", "North"]);
    insta::assert_snapshot!(ran.stdout, @r"
    North, 2026-10 (Thu 1 Oct 2026 to Sat 31 Oct 2026)
    Where everything stands is as of Tue 24 Nov 2026; the year is 2026-27.
    No audit of this team has been allocated yet.

    Overdue today, and from whom: nothing
    Audits not closed, and those of this time: none, today or then
    New workers still to be observed: none

    What the schedule expected of the team's auditors, 2026-27
     Auditor   Row               Expected   Exempt   Allocated   Off   Submitted
    -----------------------------------------------------------------------------
     Ann Ash   Area Unit: Case          3        0           0     0           0
               file
     Ann Ash   Area Unit:               3        0           0     0           0
               Observation
    In those periods of the year that have ended by today. Off: replaced or
      withdrawn; the expectation stands.

    Grades, 2026-27: no audits submitted or settled
    Inadequate audits, and what followed: none
    Sections graded Inadequate under a better overall: none
    Observations of practice, 2026-27: none was allocated
    What families said, in audits submitted in 2026-27: no feedback is recorded

    Actions: none are planned.
    ");
}
