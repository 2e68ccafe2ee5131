//! The register of actions, the moderation report and a team's page, on the demo's store as people have gone on with it.

mod pages;

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::Value;

use super::{Ran, Store};

/// Long after the demo's last cycle.
const LATER: &str = "2027-02-24";

/// The demo's store, and where its audits lie.
struct Lived {
    store: Store,
    folders: BTreeMap<String, String>,
}

impl Lived {
    fn new() -> Self {
        let store = Store::demo();
        let folders = store.audits();
        Self { store, folders }
    }

    /// A store in which everything befell that the register must show.
    fn full() -> Self {
        let lived = Self::new();
        for id in [
            "CF-26-0001",
            "CF-26-0002",
            "CF-26-0003",
            "CF-26-0004",
            "CF-26-0015",
        ] {
            lived.store.unkept(id);
        }
        lived.logged("CF-26-0001", "{date: 2026-09-15, event: action-done, action: 1}");
        lived.change(
            "CF-26-0001",
            "audit",
            "network meeting, owner: Ann Brook",
            "network meeting",
        );
        lived.change(
            "CF-26-0003",
            "re-audit",
            "actions: []",
            "actions: [ { action: Ask the school each month, owner: \"HALE, Robin\", by: 2026-11-20 } ]",
        );
        lived.change("CF-26-0004", "audit", ", by: 2026-10-12", "");
        lived.logged(
            "CF-26-0006",
            "{date: 2026-10-20, event: withdrawn, reason: moved}",
        );
        lived.write("CF-26-0002", "audit", b"a: 1\nb: \0\n");
        // A tab in the indent: the rest can be read.
        lived.change("CF-26-0015", "audit", "strenghts: |", "\tstrenghts: |");
        lived
    }

    fn file(&self, id: &str, name: &str) -> String {
        format!("{}/{name}.yaml", self.folders[id])
    }

    fn change(&self, id: &str, name: &str, from: &str, to: &str) {
        self.store.change(&self.file(id, name), from, to);
    }

    fn write(&self, id: &str, name: &str, bytes: &[u8]) {
        self.store.write(&self.file(id, name), bytes);
    }

    fn logged(&self, id: &str, event: &str) {
        let path = self.store.path(&self.file(id, "log"));
        let mut log = std::fs::OpenOptions::new().append(true).open(path).unwrap();
        writeln!(log, "- {event}").unwrap();
    }

    fn report(&self, day: &str, args: &[&str]) -> Ran {
        let mut all = vec!["report"];
        all.extend(args);
        self.store.run(day, &all)
    }

    fn json(&self, day: &str, args: &[&str]) -> Value {
        let mut all = vec!["--format", "json"];
        all.extend(args);
        let ran = self.report(day, &all);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap()
    }
}

/// A store is made once for all that only reads it.
#[test]
fn a_store_that_people_have_gone_on_with() {
    let lived = Lived::full();
    the_register_counts_what_the_quarterly_report_counts(&lived);
    an_action_is_shown_as_it_stands(&lived);
    overdue_is_from_the_day_after_in_working_days(&lived);
    what_is_missing_from_the_register_is_named(&lived);
    the_register_is_narrowed_to_a_team_an_owner_a_quarter(&lived);
    what_is_not_known_is_answered_with_what_is(&lived);
    the_pages_fit_a_terminal(&lived);
    pages::the_moderation_of_a_quarter_is_the_quarterly_reports(&lived);
    pages::a_teams_page_speaks_of_that_team(&lived);
    the_register_reads_by_owner_with_what_is_overdue_first(&lived);
}

/// How many of the lines stand so.
fn with_state(register: &Value, state: &str) -> usize {
    let lines = register["lines"].as_array().unwrap();
    lines.iter().filter(|line| line["state"] == state).count()
}

fn line<'a>(register: &'a Value, audit: &str, number: &str) -> &'a Value {
    let mut lines = register["lines"].as_array().unwrap().iter();
    lines
        .find(|line| line["audit"] == audit && line["number"] == number)
        .unwrap()
}

fn the_register_counts_what_the_quarterly_report_counts(lived: &Lived) {
    // Before any, on the day an action is due and the day after, and when all is over.
    for day in [
        "2026-08-05",
        "2026-08-20",
        "2026-10-13",
        "2026-10-14",
        "2026-11-24",
        LATER,
    ] {
        let register = lived.json(day, &["actions"]);
        let quarterly = lived.json(day, &["quarterly", "--quarter", "now"]);
        assert_eq!(register["schema"], "qaf.actions/1");
        assert_eq!(register["actions"], quarterly["actions"], "{day}");
        let counts = &register["actions"];
        let open = with_state(&register, "open") + with_state(&register, "no-date");
        assert_eq!(counts["overdue"], with_state(&register, "overdue"), "{day}");
        assert_eq!(counts["done"], with_state(&register, "done"), "{day}");
        assert_eq!(counts["open"], open + with_state(&register, "overdue"), "{day}");
        let csv = lived.report(day, &["--format", "csv", "actions"]).stdout;
        assert_eq!(counts["total"], csv.lines().count() - 1, "{day}");
    }
}

fn an_action_is_shown_as_it_stands(lived: &Lived) {
    let register = lived.json(LATER, &["actions"]);
    let shown = |audit: &str, number: &str, keys: [&str; 3]| {
        let line = line(&register, audit, number);
        keys.map(|key| line[key].to_string().replace('"', ""))
    };
    let keys = ["state", "done", "owner"];
    assert_eq!(
        shown("CF-26-0001", "1", keys),
        ["done", "2026-09-15", "Ann Brook"]
    );
    assert_eq!(shown("CF-26-0001", "2", keys), ["overdue", "null", "null"]);
    assert_eq!(shown("CF-26-0004", "2", keys), ["no-date", "null", "Lena Fox"]);
    // The alias is the person.
    assert_eq!(shown("CF-26-0003", "r1", keys), ["overdue", "null", "Robin Hale"]);
    let keys = ["actions_reviewed", "re_audit", "re_audit_grade"];
    assert_eq!(shown("CF-26-0003", "1", keys), ["2026-09-10", "2026-10-14", "RI"]);
    // 20 November to 24 February is 68 weekdays, less Christmas, Boxing Day's substitute and New Year's Day.
    assert_eq!(line(&register, "CF-26-0003", "r1")["working_days_overdue"], 65);
    assert_eq!(register["lines"][0]["state"], "overdue");
    assert_eq!(register["lines"][0]["owner"], "Ann Brook");
    assert_eq!(register["inadequate"][0]["id"], "CF-26-0003");
    assert_eq!(register["inadequate"][0]["actions"]["total"], 3);
    assert_eq!(register["without_owner"], 1);
    assert_eq!(register["without_date"], 1);
}

/// It is a Friday on which an action is due: on the Saturday it is overdue, and no working day has passed.
fn overdue_is_from_the_day_after_in_working_days(lived: &Lived) {
    for (day, state, days) in [
        ("2026-11-20", "open", 0),
        ("2026-11-21", "overdue", 0),
        ("2026-11-23", "overdue", 1),
    ] {
        let register = lived.json(day, &["actions"]);
        let line = line(&register, "CF-26-0003", "r1");
        assert_eq!(line["state"], state, "{day}");
        assert_eq!(line["working_days_overdue"], days, "{day}");
    }
}

fn what_is_missing_from_the_register_is_named(lived: &Lived) {
    let ran = lived.report(LATER, &["actions"]);
    ran.says(
        0,
        &[
            "CF-26-0002: audit.yaml could not be read",
            "CF-26-0006 was withdrawn; its 2 actions are not in the register.",
            "CF-26-0015: audit.yaml could be read only in part",
            "(no owner)",
            "Open, without a date (1)",
        ],
    );
    assert!(!ran.stdout.contains("CF-26-0006 1"), "{}", ran.stdout);
    lived
        .report(LATER, &["team", "Through Care 1"])
        .says(0, &["CF-26-0002: audit.yaml could not be read"]);
}

fn the_register_is_narrowed_to_a_team_an_owner_a_quarter(lived: &Lived) {
    let count = |args: &[&str]| {
        let mut all = vec!["actions"];
        all.extend(args);
        lived.json(LATER, &all)["actions"]["total"].as_u64().unwrap()
    };
    let all = count(&[]);
    let teams = ["North", "south", "Through Care 1", "First Response", "Fostering"];
    let of_teams: u64 = teams.iter().map(|team| count(&["--team", team])).sum();
    // Two audits of services without teams have two actions each.
    assert_eq!(of_teams + 4, all);
    assert_eq!(count(&["--owner", "hale, robin"]), 1);
    assert_eq!(count(&["--owner", "Helen Marsh"]), 0);
    let quarters = ["2026-27-Q2", "2026-27-Q3"].map(|quarter| count(&["--quarter", quarter]));
    assert_eq!(quarters.iter().sum::<u64>(), all);
    let overdue = lived.json(LATER, &["actions", "--overdue", "--team", "South"]);
    let lines = overdue["lines"].as_array().unwrap().len();
    assert_eq!(overdue["actions"]["overdue"], lines);
    assert_eq!(with_state(&overdue, "overdue"), lines);
    let open = lived.json(LATER, &["actions", "--open", "--team", "South"]);
    assert_eq!(open["actions"], overdue["actions"]);
    assert_eq!(open["actions"]["open"], open["lines"].as_array().unwrap().len());
    assert!(open["actions"]["total"].as_u64().unwrap() > open["actions"]["open"].as_u64().unwrap());
}

fn what_is_not_known_is_answered_with_what_is(lived: &Lived) {
    let asked: [(&[&str], &[&str]); 12] = [
        (
            &["actions", "--team", "Nroth"],
            &["There is no team Nroth.", "North"],
        ),
        (
            &["actions", "--owner", "Robin Hail"],
            &["Did you mean Robin Hale?"],
        ),
        (&["actions", "--quarter", "2027-28-Q1"], &["lies ahead"]),
        (
            &["actions", "--format", "sarif"],
            &["text, json, csv, md, html, docx or xlsx"],
        ),
        (
            &["moderation", "--form", "childcase"],
            &["Did you mean child-case?"],
        ),
        (&["moderation", "--year", "2026"], &["write it as 2026-27"]),
        (
            &["moderation", "--year", "2027-28"],
            &["lies ahead", "2027-04-01"],
        ),
        (&["team", "Suoth"], &["Did you mean South?"]),
        (&["team", "Harbour"], &["The teams are", "North, South"]),
        (&["team", "South", "--month", "11/2026"], &["write it as 2026-11"]),
        (&["team", "South", "--month", "2027-03"], &["lies ahead"]),
        (
            &["team", "South", "--format", "csv"],
            &["text, json, md, html, docx or xlsx"],
        ),
    ];
    for (args, words) in asked {
        lived.report(LATER, args).refuses(words);
    }
}

#[test]
fn what_an_action_says_is_shown_and_not_obeyed() {
    let lived = Lived::new();
    lived.change(
        "CF-26-0005",
        "audit",
        "Bring the chronology up to date",
        "\"=1+1 | \\e[31m <b>\\n and more\"",
    );
    // What the file said when it was received counts, on every day.
    for day in ["2026-08-20", LATER] {
        let then = lived.json(day, &["actions"]);
        assert_eq!(
            line(&then, "CF-26-0005", "1")["action"],
            "Bring the chronology up to date"
        );
    }
    lived.store.unkept("CF-26-0005");
    let text = lived.report(LATER, &["actions", "--all"]).stdout;
    assert!(!text.contains('\u{1b}'));
    assert!(text.contains("=1+1 | \\u{1b}[31m <b> and more"), "{text}");
    let csv = lived.report(LATER, &["--format", "csv", "actions"]).stdout;
    assert!(csv.contains("\"'=1+1 | "), "{csv}");
    let md = lived
        .report(LATER, &["--format", "md", "actions", "--all"])
        .stdout;
    assert!(
        md.contains("=1+1 \\| \\\\u\\{1b\\}\\[31m &lt;b&gt; and more"),
        "{md}"
    );
    pages::a_regrade_of_a_section_alone_is_listed(&lived);
}

fn the_pages_fit_a_terminal(lived: &Lived) {
    for args in [
        &["actions"][..],
        &["moderation", "--year", "now"],
        &["team", "North"],
        &["team", "South"],
        &["team", "Through Care 1", "--quarter", "2026-27-Q2"],
    ] {
        let ran = lived.report(LATER, args);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        for line in ran.stdout.lines() {
            assert!(line.chars().count() <= 80, "{args:?}: {line}");
        }
    }
}

fn the_register_reads_by_owner_with_what_is_overdue_first(lived: &Lived) {
    let ran = lived.report("2026-10-14", &["actions", "--team", "South", "--all"]);
    insta::assert_snapshot!(ran.stdout, @r"
    Action register, as of Wed 14 Oct 2026
    Only those of the team South.
    5 actions: 2 done, 3 open, of which 1 overdue. 1 of the open has no date.

    Overdue (1)
     Joe Pritchard
      by 2026-10-12, LATE, 2 working days; CF-26-0003 2; South, I
         Hold a family network meeting

    Open, and not due yet (1)
     Robin Hale
      by 2026-11-20; CF-26-0003 r1; South, I
         Ask the school each month

    Open, without a date (1)
     Lena Fox
      no date; CF-26-0004 2; South, O
         Hold a family network meeting

    Done (2)
     Joe Pritchard
      done 2026-09-14 (by 2026-09-16); CF-26-0003 1; South, I
         Bring the chronology up to date
     Lena Fox
      done 2026-09-16 (by 2026-09-17); CF-26-0004 1; South, O
         Bring the chronology up to date

    Inadequate audits and the review of their actions
     Audit        Actions   Open   Overdue   Reviewed     Re-audit     Grade then
    ------------------------------------------------------------------------------
     CF-26-0003         3      2         1   2026-09-10   2026-10-14   RI

    CF-26-0015: audit.yaml could be read only in part, so actions, or that they are
      done, may be missing. See qaf validate CF-26-0015.
    ");
}
