//! The sample of a wider work: taken once, after its terms are agreed, and replayed from its record.

use std::fs;

use super::Store;
use super::store::FIRST_DAY;

const TERMS: &str = "why:\n  context: Letters are late.\n  why_now: The judge said so.\n  commissioned_by: Helen Marsh\n\
    scope:\n  services: Area Unit\n  period: April to September 2026\n  in: Letters before proceedings\n\
    auditors: Service managers\nfocus_groups:\n  - who: social workers of North\n\
    criteria:\n  - id: c1\n    text: Parents have the letter before the meeting\n    against: procedure\n\
    timescale:\n  audits_by: 2026-09-01\n  report_by: 2026-09-20\naction_plan_lead: Robin Hale\n";
pub const FOLDER: &str = "thematic/2026-27/TH-26-0001";

fn commissioned(kind: &str) -> Store {
    let store = Store::new();
    let args = [
        "commission",
        kind,
        "--title",
        "Letters",
        "--lead",
        "Ann Brook",
        "--commissioner",
        "Helen Marsh",
    ];
    store.run(FIRST_DAY, &args).says(0, &["TH-26-0001"]);
    let mut rows = "child_id,team,case_holder,legal_status,opened,closed\n".to_owned();
    for (child, team) in (100..112).zip(["North", "South"].into_iter().cycle()) {
        rows.extend([format!("{child},{team},Kit Adams,CIN,2026-05-01,\n")]);
    }
    rows.push_str("112,North,Kit Adams,CIN,2026-05-01,2026-07-01\n");
    store.give(rows.as_bytes());
    store
}

pub fn agreed(kind: &str) -> Store {
    let store = commissioned(kind);
    store.write(&format!("{FOLDER}/terms.yaml"), TERMS);
    store.run(FIRST_DAY, &["log", "TH1", "agreed"]).says(0, &[]);
    store
}

/// The command is refused with these words, and no file is another but the lock.
#[track_caller]
fn refused(store: &Store, args: &[&str], words: &[&str]) {
    let mut before = store.tree();
    store.run(FIRST_DAY, args).refuses(words);
    let mut after = store.tree();
    before.remove(".lock");
    after.remove(".lock");
    assert!(before == after, "something was written");
}

#[test]
fn no_sample_is_taken_before_terms_are_filled_in_and_agreed() {
    let store = commissioned("thematic");
    let args = ["sample", "TH1", "--size", "2", "--roster", "cases.csv"];
    refused(
        &store,
        &args,
        &[
            "does not say yet: why it is commissioned",
            "who leads on the action plan",
        ],
    );
    store.write(&format!("{FOLDER}/terms.yaml"), TERMS);
    refused(
        &store,
        &args,
        &["terms.yaml is not agreed yet. First: qaf log TH-26-0001 agreed."],
    );
}

#[test]
fn a_drawn_sample_is_taken_once_and_replays() {
    let store = agreed("thematic");
    let args = [
        "sample",
        "TH1",
        "--size",
        "2",
        "--each",
        "team",
        "--roster",
        "cases.csv",
        "--seed",
        "42",
    ];
    refused(&store, &["sample", "TH1", "--size", "2"], &["--roster"]);
    refused(&store, &["sample", "TH1", "--roster", "cases.csv"], &["--size"]);
    refused(&store, &[&args[..], &["--team", "Nort"]].concat(), &["team Nort"]);
    let said = store.run(FIRST_DAY, &args);
    said.says(
        0,
        &[
            "4 of 12 cases, drawn",
            "Left out: 1",
            "North (2 of 6)",
            "South (2 of 6)",
        ],
    );
    assert!(
        store
            .read(&format!("{FOLDER}/log.yaml"))
            .contains("event: sampled")
    );
    refused(&store, &args, &["was taken on", "never taken again"]);
    store
        .run(FIRST_DAY, &["draw", "verify"])
        .says(0, &["TH-26-0001", "every step of the sample was replayed"]);

    let again = agreed("thematic");
    assert_eq!(
        again.run(FIRST_DAY, &args).stdout,
        said.stdout,
        "one seed, one sample"
    );

    let record = format!("{FOLDER}/sample.json");
    let text = store.read(&record);
    for (from, to) in [
        ("\"seed\":\"42\"", "\"seed\":\"43\""),
        ("\"take\":2", "\"take\":1"),
        ("\"by\":\"", "\"by\":\"x"),
    ] {
        store.write(&record, text.replacen(from, to, 1));
        store
            .run(FIRST_DAY, &["draw", "verify"])
            .says(1, &["sample.json does not verify"]);
    }
}

#[test]
fn the_terms_services_and_teams_narrow_what_is_drawn_from() {
    let store = agreed("thematic");
    let terms = |scope: &str| {
        store.write(
            &format!("{FOLDER}/terms.yaml"),
            TERMS.replace("services: Area Unit", scope),
        );
    };
    let agree = ["log", "TH1", "agreed"];
    let args = |size| {
        [
            "sample",
            "TH1",
            "--size",
            size,
            "--roster",
            "cases.csv",
            "--seed",
            "42",
        ]
    };
    terms("services: Area Unitt");
    refused(
        &store,
        &agree,
        &["a service Area Unitt", "or all: ", "Area Unit, "],
    );
    // A slip in a team's name is found where there is a list that may have it.
    terms("services: all\n  teams: North and Sout");
    store.run(FIRST_DAY, &agree).says(0, &[]);
    let slip = ["a team Sout", "Did they mean South?", "qaf log TH-26-0001 agreed"];
    refused(&store, &args("2"), &slip);
    terms("services: DCSS");
    store.run(FIRST_DAY, &agree).says(0, &[]);
    refused(&store, &args("1"), &["(the service DCSS) there are 0 cases"]);
    terms("services: Area Unit, Through Care\n  teams: North");
    store.run(FIRST_DAY, &agree).says(0, &[]);
    refused(&store, &args("7"), &["there are 6 cases, and 7 were asked for"]);
    let within = "within the services Area Unit, Through Care and the team North alone: 6 left out.";
    store
        .run(FIRST_DAY, &args("5"))
        .says(0, &["5 of 6 cases, drawn", within, "all (5 of 6)"]);
    let record = format!("{FOLDER}/sample.json");
    let text = store.read(&record);
    let kept = r#""within":{"outside":6,"services":["Area Unit","Through Care"],"teams":["North"]}"#;
    assert!(
        text.contains(kept) && !text.contains(r#""case_id":"101""#),
        "{text}"
    );
    let verify = ["draw", "verify", "TH1"];
    store
        .run(FIRST_DAY, &verify)
        .says(0, &["every step of the sample was replayed"]);
    store
        .run(FIRST_DAY, &["report", "work", "TH1"])
        .says(0, &[within]);
    store.write(&record, text.replace(r#"["North"]"#, r#"["South"]"#));
    store
        .run(FIRST_DAY, &verify)
        .says(1, &["sample.json does not verify"]);
}

#[test]
fn a_stopped_run_is_finished_by_the_next() {
    let store = agreed("thematic");
    let args = [
        "sample",
        "TH1",
        "--size",
        "3",
        "--roster",
        "cases.csv",
        "--seed",
        "42",
    ];
    let log = format!("{FOLDER}/log.yaml");
    let before = store.read(&log);
    let said = store.run(FIRST_DAY, &args).stdout;
    let after = store.read(&log);
    store.write(&log, before);
    let other = [
        "sample",
        "TH1",
        "--size",
        "1",
        "--roster",
        "cases.csv",
        "--seed",
        "7",
    ];
    assert_eq!(store.run(FIRST_DAY, &other).stdout, said);
    assert_eq!(store.read(&log), after);
}

#[test]
fn a_chosen_sample_says_what_led_to_it_and_why() {
    let store = agreed("thematic");
    fs::write(
        store.root().parent().unwrap().join("kids.csv"),
        "child_id,x\n101,a\n103,b\n",
    )
    .unwrap();
    let args = [
        "sample",
        "TH1",
        "--children",
        "kids.csv",
        "--indicator",
        "Late letters",
        "--reason",
    ];
    refused(&store, &[&args[..], &[" "]].concat(), &["--reason why these"]);
    fs::write(store.root().parent().unwrap().join("twice.csv"), "101\n101\n").unwrap();
    let twice = [
        "sample",
        "TH1",
        "--children",
        "twice.csv",
        "--indicator",
        "Late",
        "--reason",
        "these",
    ];
    refused(&store, &twice, &["101 stands twice"]);
    store
        .run(FIRST_DAY, &[&args[..], &["the ten latest"]].concat())
        .says(0, &["2 cases, chosen"]);
    assert!(
        store
            .read(&format!("{FOLDER}/sample.json"))
            .contains("\"reason\":\"the ten latest\"")
    );
    store
        .run(FIRST_DAY, &["draw", "verify"])
        .says(0, &["a chosen sample, as it was recorded"]);
}

#[test]
fn of_supervision_workers_are_drawn_by_team_and_then_their_cases() {
    let store = agreed("supervision");
    let args = [
        "sample",
        "TH1",
        "--size",
        "99",
        "--team",
        "North",
        "--roster",
        "cases.csv",
        "--seed",
        "42",
    ];
    let said = store.run(FIRST_DAY, &args);
    said.says(
        0,
        &[
            "workers and 2 of 6 cases, drawn",
            "Kit Adams",
            "cases of Kit Adams (2 of 6)",
            "qaf new supervision --part-of TH-26-0001",
        ],
    );
    for what in [&["draw", "verify"][..], &["draw", "verify", "th1"]] {
        store
            .run(FIRST_DAY, what)
            .says(0, &["every step of the sample was replayed"]);
    }
    store.run(FIRST_DAY, &["draw", "verify", "TH9"]).refuses(&["TH9"]);
    let taken = said
        .stdout
        .split("cases of Kit Adams")
        .nth(1)
        .unwrap_or_default()
        .lines()
        .skip(1)
        .take(2);
    let ids: Vec<&str> = taken.filter_map(|line| line.split_whitespace().next()).collect();
    let cases = format!("cases_sampled: |\n    {}\n", ids.join(", "));
    // Who was drawn is audited without a word; of anybody else it is said.
    let beside = "It is not of the sample of TH-26-0001";
    for (worker, is_beside) in [("Kit Adams", false), ("Joe Pritchard", true)] {
        let args = [
            "new",
            "supervision",
            "--part-of",
            "TH1",
            "--auditor",
            "Robin Hale",
            "--worker",
            worker,
            "--selected-by",
            "Robin Hale",
        ];
        let ran = store.run(FIRST_DAY, &args);
        ran.says(0, &["Its folder: "]);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(said.contains(beside), is_beside, "{said}");
    }
    // What the sample and people.csv know stands in the forms.
    let tree = store.tree();
    let forms = tree
        .iter()
        .filter(|(path, _)| path.contains("/SF-") && path.ends_with("/audit.yaml"));
    let forms: Vec<String> = forms
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let has = |supervisor: &str, is_drawn: bool| {
        let supervisor = format!("supervisor: |\n    {supervisor}\n");
        forms
            .iter()
            .any(|form| form.contains(&supervisor) && form.contains(&cases) == is_drawn)
    };
    assert!(
        has("Ann Brook", true) && has("Lena Fox", false),
        "{cases}\n{forms:?}"
    );
}

#[test]
fn the_number_of_a_work_is_no_missing_audit() {
    let store = commissioned("thematic");
    store
        .run(FIRST_DAY, &["draw", "verify"])
        .says(0, &["no audit or number that one is missing for"]);
    let said = store.run(FIRST_DAY, &["tracker"]);
    assert!(
        !said.stdout.contains("Missing in every figure") && said.stderr.is_empty(),
        "{said:?}"
    );
    // No draw waits for a work that is gone.
    fs::remove_dir_all(store.path(FOLDER)).unwrap();
    store
        .run(FIRST_DAY, &["draw", "verify"])
        .says(0, &["no audit or number that one is missing for"]);
}
