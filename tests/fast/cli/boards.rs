//! A quarter's report before clinics and boards: who had it, in which order, what management says beside it, and what was
//! asked for.

use serde_json::{Value, json};

use super::{Ran, Store};

/// After the quarter's end.
const TODAY: &str = "2026-11-24";
const ISSUED: &str = "2026-10-05";
const FILE: &str = "reports/2026-27-Q2/commentary.yaml";
const LOG: &str = "reports/2026-27-Q2/log.yaml";

fn log(store: &Store, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["--by", "Tom Ellery", "log", "2026-27-Q2"]
        .into_iter()
        .chain(args.iter().copied())
        .collect();
    store.run(TODAY, &all)
}

fn issued() -> Store {
    let store = Store::example();
    let issue = ["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"];
    let ran = store.run(ISSUED, &issue);
    ran.says(0, &[]);
    assert!(ran.stderr.contains(FILE), "{}", ran.stderr);
    store
}

fn governance(store: &Store) -> Value {
    let args = [
        "report",
        "quarterly",
        "--quarter",
        "2026-27-Q2",
        "--format",
        "json",
    ];
    let ran = store.run(TODAY, &args);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    report["governance"].clone()
}

#[test]
fn a_report_goes_to_its_boards_in_their_order_once_it_is_issued() {
    let store = Store::example();
    log(&store, &["presented", "--to", "cmt"]).refuses(&[
        "were not issued",
        "qaf report quarterly --quarter 2026-27-Q2 --issue",
    ]);
    assert!(!store.path(LOG).exists());
    let store = issued();
    for (args, why) in [
        (&["presented"][..], "Say to which board"),
        (&["presented", "--to", "council"], "no board council"),
        (
            &["presented", "--to", "performance-board"],
            "It goes to cmt first",
        ),
        (
            &["presented", "--to", "cmt", "--date", "2026-10-04"],
            "issued on 2026-10-05, after that day",
        ),
        (
            &["presented", "--to", "cmt", "--date", "2026-11-25"],
            "has not come yet",
        ),
        (&["signed-off"], "\"presented\" is logged, and \"note\""),
        (&["note"], "--note"),
    ] {
        log(&store, args).refuses(&[why]);
    }
    assert!(!store.path(LOG).exists());
    log(&store, &["presented", "--to", "CMT", "--date", "2026-10-14"])
        .says(0, &["Next: present it to Performance Board."]);
    log(&store, &["presented", "--to", "cmt"]).refuses(&["was presented to cmt on 2026-10-14 already"]);
    // A board that is in no order may have it at any time.
    log(&store, &["presented", "--to", "clb", "--date", "2026-11-02"]).says(0, &[]);
    log(&store, &["presented", "--to", "transformation-board"])
        .refuses(&["It goes to performance-board first"]);
    let had = |board: &str, date: Value| json!({"board": board, "date": date});
    assert_eq!(
        governance(&store)["presented"],
        json!([
            had("cmt", json!("2026-10-14")),
            had("performance-board", Value::Null),
            had("transformation-board", Value::Null),
            had("clb", json!("2026-11-02")),
        ])
    );
    log(
        &store,
        &[
            "presented",
            "--to",
            "performance-board",
            "--to",
            "transformation-board",
        ],
    )
    .says(0, &["has had it"]);
    store.run(TODAY, &["validate"]).stdout.lines().for_each(|line| {
        assert!(!line.contains("reports/"), "{line}");
    });
}

#[test]
fn the_order_of_boards_is_the_councils_own() {
    let store = issued();
    let shipped = "quarterly = [\"cmt\", \"performance-board\", \"transformation-board\"]\n";
    store.change("qaf.toml", shipped, "");
    // A store from before there was such a line has the framework's order.
    log(&store, &["presented", "--to", "performance-board"]).refuses(&["It goes to cmt first"]);
    store.change(
        "qaf.toml",
        "[governance]\n",
        "[governance]\nquarterly = [\"performance-board\", \"cmt\"]\n",
    );
    log(&store, &["presented", "--to", "cmt"]).refuses(&["It goes to performance-board first"]);
    store.change("qaf.toml", "[\"performance-board\", \"cmt\"]", "[\"bord\"]");
    store
        .run(TODAY, &["validate"])
        .says(1, &["[boards] has no board \"bord\"", "qaf.toml"]);
}

#[test]
fn nothing_is_added_to_a_log_that_cant_be_read_whole() {
    let store = issued();
    log(&store, &["presented", "--to", "cmt"]).says(0, &[]);
    let torn = store.read(LOG) + "- {date: 2026-11-";
    store.write(LOG, &torn);
    log(&store, &["note", "--note", "asked for the teams' figures"]).refuses(&["can't be read whole", LOG]);
    assert_eq!(store.read(LOG), torn);
    store.run(TODAY, &["validate"]).says(1, &[LOG]);
}

#[test]
fn what_management_says_stands_beside_the_figures_and_changes_none() {
    let store = issued();
    let before = store.run(
        TODAY,
        &[
            "report",
            "quarterly",
            "--quarter",
            "2026-27-Q2",
            "--format",
            "csv",
        ],
    );
    let text = store
        .read(FILE)
        .replacen("strengths: |\n  \n", "strengths: |\n  Risks are named.\n", 1)
        .replace(
            "indicators: []",
            "indicators:\n  - indicator: Visits on time\n    value: 61% in September\n    audits: Written down late\n    \
             watched_by: Robin Hale",
        )
        .replace(
            "messages: []",
            "messages:\n  - from: families\n    said: Changes are told too late\n    done: Told in person since September",
        )
        .replace(
            "actions: []",
            "actions:\n  - board: clinic\n    date: 7 October 2026\n    action: Train supervisors\n    owner: Colin Peake\n    \
             by: 2026-11-01\n    feeds: workforce\n  - board: performance-board\n    action: Look at caseloads\n    \
             owner: Grace Oduya\n    by: 2026-11-24\n    done: 2026-11-20",
        )
        .replace(
            "activities: []",
            "activities:\n  - kind: reflecting-circle\n    date: 2026-09-09\n    team: North",
        );
    store.write(FILE, &text);
    let page = ["report", "quarterly", "--quarter", "2026-27-Q2", "--format", "md"];
    store.run(TODAY, &page).says(
        0,
        &[
            "Risks are named.",
            "| Visits on time | 61% in September | Written down late | Robin Hale |",
            "| Families | Changes are told too late | Told in person since September |",
            "| Performance clinic, Wed 7 Oct 2026 | Train supervisors | Colin Peake | 2026-11-01 | Workforce | LATE |",
            "Look at caseloads | Grace Oduya | 2026-11-24 |  | done |",
            "| Reflecting circle | 2026-09-09 | North |",
        ],
    );
    let said = &governance(&store)["commentary"];
    assert_eq!(said["actions"][0]["date"], "2026-10-07");
    assert_eq!(said["areas"], Value::Null);
    let after = store.run(
        TODAY,
        &[
            "report",
            "quarterly",
            "--quarter",
            "2026-27-Q2",
            "--format",
            "csv",
        ],
    );
    assert!(before.stdout == after.stdout, "a figure moved");
    // It is management's, and no reader outside sees it.
    let public = store.run(
        TODAY,
        &[
            "report",
            "quarterly",
            "--quarter",
            "2026-27-Q2",
            "--public",
            "--format",
            "md",
        ],
    );
    assert!(!public.stdout.contains("Risks are named."), "{}", public.stdout);
    let again = ["report", "quarterly", "--quarter", "2026-27-Q2", "--scaffold"];
    store
        .run(TODAY, &again)
        .refuses(&["is there already, and is left as it is"]);
    assert_eq!(store.read(FILE), text);
}

#[test]
fn a_slip_in_the_commentary_is_named_and_the_report_says_that_it_is_not_whole() {
    let store = issued();
    store.write(
        FILE,
        "strenghts: x\nactions:\n  - board: bord\n    action: Train supervisors\n",
    );
    store.run(TODAY, &["validate"]).says(
        1,
        &["Did you mean strengths?", "bord is not one of the choices", FILE],
    );
    let ran = store.run(TODAY, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
    assert!(
        ran.stderr.contains("can't be read whole: 2 errors"),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_boards_asked_for_is_in_the_register_and_due_until_it_is_done() {
    let store = issued();
    let before = json_of(&store, &["report", "actions"]);
    store.write(
        FILE,
        "actions:\n  - {board: clinic, date: 2026-10-07, action: Train supervisors, owner: Colin Peake, by: 2026-11-02}\n  - {board: \
         performance-board, action: Look at caseloads, owner: Grace Oduya, by: 2026-12-04, done: 2026-11-20}\n  - {board: clb, \
         action: Ask for a plan}\n  - {board: clb, date: 2026-11-25, action: Not met yet, by: 2026-11-20}\n",
    );
    let register = json_of(&store, &["report", "actions"]);
    assert_eq!(
        register["of_boards"],
        json!({"total": 3, "done": 1, "carried_over": 0, "open": 2, "overdue": 1})
    );
    // Those of audits are counted as before.
    assert_eq!(register["actions"], before["actions"]);
    let lines = register["lines"].as_array().unwrap();
    let of_quarter = lines.iter().filter(|line| line["audit"] == "2026-27-Q2");
    let of_quarter: Vec<_> = of_quarter
        .map(|line| {
            json!([
                line["number"],
                line["owner"],
                line["state"],
                line["working_days_overdue"]
            ])
        })
        .collect();
    assert_eq!(
        of_quarter,
        [
            json!(["1", "Colin Peake", "overdue", 16]),
            json!(["3", null, "no-date", 0]),
            json!(["2", "Grace Oduya", "done", 0]),
        ]
    );
    store
        .run(TODAY, &["report", "actions", "--owner", "Colin Peake"])
        .says(0, &["2026-27-Q2", "Performance clinic", "Train supervisors"]);
    let due = json_of(&store, &["due", "--who", "Colin Peake"]);
    let own = due["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "2026-27-Q2");
    let own = own.unwrap();
    assert_eq!((&own["action"], &own["due"]), (&json!("1"), &json!("2026-11-02")));
    store.run(TODAY, &["remind", "--to", "letters"]).says(0, &[]);
    // A commentary that can't be read whole may hold more.
    store.write(FILE, "actions:\n  - board: bord\n    action: Train supervisors\n");
    let unread = &json_of(&store, &["report", "actions"])["unread"];
    assert_eq!(unread[0]["id"], "2026-27-Q2");
}

fn json_of(store: &Store, args: &[&str]) -> Value {
    let ran = store.run(TODAY, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

#[test]
fn a_pack_asks_what_the_figures_give_cause_to_ask() {
    let store = issued();
    store.write(
        FILE,
        "areas: Supervision is late.\nmessages:\n  - from: staff\n    said: Recording takes the evenings\n",
    );
    let pack = ["report", "assurance", "clb", "--quarter", "2026-27-Q2"];
    let of = json_of(&store, &pack);
    let report = json_of(&store, &["report", "quarterly", "--quarter", "2026-27-Q2"]);
    assert_eq!(of["report"]["good_or_better"], report["good_or_better"]);
    let rows = report["expected"].as_array().unwrap().iter();
    let (expected, met) = rows.fold((0, 0), |(expected, met), row| {
        (
            expected + row["expected"].as_u64().unwrap(),
            met + row["submitted"].as_u64().unwrap(),
        )
    });
    let families = &report["family_feedback"];
    let actions = &report["actions"];
    let wanted = [
        format!(
            "Of {expected} audits that the schedule expects, {} were not done",
            expected - met
        ),
        format!(
            "Of {} actions open, {} are overdue",
            actions["open"], actions["overdue"]
        ),
        format!(
            "{} of {} family members",
            families["obtained"], families["sought"]
        ),
        "To 1 message of families, children or staff nothing".to_owned(),
    ];
    let questions: Vec<&str> = of["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    assert_eq!(questions.len(), wanted.len(), "{questions:?}");
    for (question, wanted) in questions.iter().zip(&wanted) {
        assert!(question.starts_with(wanted.as_str()), "{question}");
    }
    let page = store.run(TODAY, &[&pack[..], &["--format", "md"]].concat());
    page.says(
        0,
        &[
            "## Challenges: areas for improvement",
            "Supervision is late.",
            "## Risk: inadequate audits",
        ],
    );
    store.run(TODAY, &["report", "assurance", "cbl"]).says(2, &[]);
    store
        .run(
            TODAY,
            &[
                "report",
                "assurance",
                "support-and-challenge",
                "--quarter",
                "2026-27-Q2",
                "--output",
                "pack.docx",
            ],
        )
        .says(0, &[]);
    assert!(store.root().parent().unwrap().join("pack.docx").exists());
}
