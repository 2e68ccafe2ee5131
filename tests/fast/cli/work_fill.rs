//! Files of wider works filled in on a page, as audits are.

use super::Store;
use super::fill::{TODAY, page_with, served};
use super::panel;
use super::store::work_folder;
use super::work_flows::{ACTIONS, FINDINGS, log, write};

#[test]
fn terms_are_filled_in_on_a_page_and_nothing_else_in_them_changes() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    let path = format!("{}/terms.yaml", work_folder(&id));
    let before = store.read(&path);
    let page = served(&store, "Colin Peake", &["TH1"]);
    let tasks = page.get("/1");
    for part in [
        "The terms of reference",
        "1. Why",
        "5. Criteria",
        "Look at the answers",
    ] {
        assert!(tasks.body.contains(part), "{part}: {}", tasks.body);
    }
    let (at, shown) = page_with(&page, "why.context");
    let typed = [
        ("a:why.context", "Letters differ: from team to team."),
        ("a:why.why_now", ""),
        ("a:why.commissioned_by", "Grace Oduya"),
    ];
    assert_eq!(page.post(&shown, &at, &typed).status, 303);
    let after = store.read(&path);
    assert_eq!(
        after,
        before.replacen(
            "context: |\n    \n",
            "context: |\n    Letters differ: from team to team.\n",
            1
        )
    );
    let (at, shown) = page_with(&page, "criteria[0].text");
    let typed = [
        ("a:criteria[0].id", "c1"),
        ("a:criteria[0].text", "The letter says what must change."),
        ("a:criteria[0].against", "procedure"),
        ("a:criteria[0].reference", ""),
    ];
    assert_eq!(page.post(&shown, &at, &typed).status, 303);
    // What can't be is shown again, and what a criterion is measured against is one of three.
    assert!(
        store.read(&path).contains("  against: procedure\n"),
        "{}",
        store.read(&path)
    );
    store.run(TODAY, &["validate", "TH1"]).says(0, &[]);
    store
        .run(TODAY, &["show", "TH1"])
        .says(0, &["Letters differ: from team to team.", "c1"]);
    // There is no button that agrees them: that is logged, by whoever agreed.
    let check = page.get("/1/check");
    assert!(
        check.body.contains("Letters differ: from team to team.") && !check.body.contains("Submit the audit")
    );
    assert!(page.get("/1/read").body.contains("qaf show TH-26-0001"));
}

#[test]
fn a_file_whose_time_has_not_come_says_what_must_happen_first_and_one_that_is_over_is_read() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    let fill = |day: &str, args: &[&str]| {
        let to = store.root().with_file_name("page.html");
        let args = [
            &[
                "--by",
                "Colin Peake",
                "fill",
                id.as_str(),
                "--page",
                to.to_str().unwrap(),
            ],
            args,
        ]
        .concat();
        store.run(day, &args)
    };
    fill(TODAY, &["--step", "findings"]).refuses(&["comes later. First: qaf log TH-26-0001 agreed."]);
    fill(TODAY, &["--step", "plan"]).refuses(&["has no such file", "terms, findings, action-plan"]);
    fill(TODAY, &["--step", "moderation"]).refuses(&["has no such file"]);
    let other = store.agreed("thematic");
    write(&store, &other, "findings.yaml", FINDINGS);
    log(&store, "2026-09-01", &[&other, "reported", "--to", "cmt"]);
    write(&store, &other, "action-plan.yaml", ACTIONS);
    log(&store, "2026-09-02", &[&other, "plan-agreed"]);
    let page = served(&store, "Robin Hale", &[&other]);
    let (at, shown) = page_with(&page, "actions[0].carried_over");
    assert!(
        shown.body.contains("One template for all teams"),
        "{}",
        shown.body
    );
    log(
        &store,
        "2026-09-03",
        &[&other, "cancelled", "--reason", "the court withdrew"],
    );
    let read = page.get(&at);
    assert!(
        read.body.contains("was cancelled on Thu 3 Sep 2026"),
        "{}",
        read.body
    );
    let typed = [("a:actions[0].carried_over", "to the service plan")];
    page.post(&shown, &at, &typed);
    assert!(
        !store
            .read(&format!("{}/action-plan.yaml", work_folder(&other)))
            .contains("to the service plan")
    );
}

#[test]
fn what_a_person_owes_of_a_work_waits_on_their_desk() {
    let store = Store::new();
    store.agreed("thematic");
    let page = served(&store, "Colin Peake", &[]);
    let desk = page.get("/");
    assert!(
        desk.body.contains("TH-26-0001: Report") && desk.body.contains("Letters"),
        "{}",
        desk.body
    );
    let opened = page.post(&desk, "/open", &[("item", "1")]);
    assert_eq!(opened.status, 303, "{}", opened.body);
    assert!(page.get("/1").body.contains("What was found"));
}

#[test]
fn a_member_fills_their_own_sheet_in_on_a_page_until_the_grades_are_revealed() {
    let store = panel::drawn("");
    let fill = |by: &str, args: &[&str]| {
        let to = store.root().with_file_name("page.html");
        let page = to.to_str().unwrap();
        store.run(
            TODAY,
            &[&["--by", by, "fill", "PA19", "--page", page], args].concat(),
        )
    };
    fill("Tom Ellery", &[]).refuses(&[
        "Tom Ellery is none of PA-26-0019",
        "--by: Helen Marsh, Grace Oduya",
    ]);
    fill("Helen Marsh", &["--step", "discussion"]).refuses(&["First: qaf panel reveal PA-26-0019"]);
    fill("Helen Marsh", &["--step", "terms"]).refuses(&["It has: sheet, discussion"]);
    fill("Helen Marsh", &[]).says(0, &["--step sheet --by \"Helen Marsh\" --from FILE"]);
    let sheet = format!("{}/sheets/helen-marsh.yaml", panel::FOLDER);
    let page = served(&store, "Helen Marsh", &["PA19"]);
    let tasks = page.get("/1").body;
    assert!(
        tasks.contains("Your sheet for the panel") && tasks.contains("CF-26-0002"),
        "{tasks}"
    );
    // A page an audit; which it is nobody types, and no other is added.
    let (at, shown) = page_with(&page, "audits[0].grade");
    assert!(
        !shown.body.contains("a:audits[0].audit") && !shown.body.contains("a:audits[6]"),
        "{}",
        shown.body
    );
    let before = store.read(&sheet);
    let typed = [
        ("a:audits[0].grade", "G"),
        ("a:audits[0].because", "The plan: names change."),
        ("a:audits[0].evidence_sufficient", "yes"),
    ];
    assert_eq!(page.post(&shown, &at, &typed).status, 303);
    let after = before
        .replacen("grade:\n", "grade: G\n", 1)
        .replacen(
            "because: |\n      \n",
            "because: |\n      The plan: names change.\n",
            1,
        )
        .replacen("evidence_sufficient:\n", "evidence_sufficient: yes\n", 1);
    assert_eq!(store.read(&sheet), after);
    // It is not handed in while an audit has no grade.
    let check = page.get("/1/check");
    assert!(check.body.contains("Hand in the sheet"), "{}", check.body);
    page.post(&check, "/1/check", &[("then", "submit")]);
    assert!(
        store.read(&sheet).contains("\nsubmitted:\n"),
        "{}",
        store.read(&sheet)
    );
    panel::fill_all(&store);
    // With a grade taken out again it can't be revealed, and validate says where.
    store.change(&sheet, "grade: G", "grade:");
    store
        .run(TODAY, &["validate", "PA19"])
        .says(1, &["[panel-sheet]", "does not say here: grade"]);
    store.change(&sheet, "grade:\n", "grade: G\n");
    panel::panel(&store, TODAY, "panel;reveal;PA19").says(0, &["revealed"]);
    let read = page.get(&at).body;
    assert!(
        read.contains("The grades were revealed on Tue 1 Dec 2026"),
        "{read}"
    );
    let kept = store.read(&sheet);
    page.post(&shown, &at, &[("a:audits[0].grade", "I")]);
    assert_eq!(
        store.read(&sheet),
        kept,
        "a sheet was changed after the grades were revealed"
    );
}

#[test]
fn an_answer_stands_under_its_own_audit_where_another_was_taken_out_and_its_hyphen_left() {
    let store = panel::drawn("");
    let sheet = format!("{}/sheets/helen-marsh.yaml", panel::FOLDER);
    let text = store.read(&sheet);
    let items: Vec<usize> = text.match_indices("  - audit: ").map(|(at, _)| at).collect();
    store.write(&sheet, format!("{}  -\n{}", &text[..items[0]], &text[items[1]..]));
    let own = text[items[1]..].split_whitespace().nth(2).unwrap();
    let page = served(&store, "Helen Marsh", &["PA19"]);
    let (at, shown) = page_with(&page, "audits[1].grade");
    assert!(shown.body.contains(own), "{}", shown.body);
    page.post(&shown, &at, &[("a:audits[1].grade", "I")]);
    let after = store.read(&sheet);
    let item = after.split("  - audit: ").find(|item| item.starts_with(own));
    assert!(item.unwrap().contains("grade: I\n"), "{after}");
}

#[test]
fn a_discussion_and_a_commentary_are_filled_in_on_a_page() {
    let store = panel::revealed();
    // The panel was revealed on a later day than the page's.
    let path = format!("{}/discussion.yaml", panel::FOLDER);
    let run = |args: &[&str]| store.run("2026-12-08", &[&["--by", "Priya Nand"], args].concat());
    let to = store.root().with_file_name("discussion.html");
    run(&["fill", "PA19", "--page", to.to_str().unwrap()]).says(0, &["the panel's discussion of PA-26-0019"]);
    let page = std::fs::read_to_string(&to).unwrap();
    for asked in [
        "a:audits[0].view",
        "a:learning",
        "a:actions[0].action",
        "Helen Marsh: Good.",
    ] {
        assert!(page.contains(asked), "{asked}");
    }
    assert!(!page.contains("a:audits[0].grades"));
    assert!(
        store
            .read(&path)
            .starts_with("# yaml-language-server: $schema=../../../schemas/discussion.schema.json")
    );
    for name in ["sheet", "discussion"] {
        assert!(
            store
                .read(&format!("schemas/{name}.schema.json"))
                .contains("\"Made by qaf.\"")
        );
    }
    let quarter = ["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"];
    let to = store.root().with_file_name("commentary.html");
    let fill = ["fill", "2026-27-Q2", "--page", to.to_str().unwrap()];
    run(&fill).refuses(&["were not issued yet", "--issue"]);
    run(&quarter).says(0, &[]);
    run(&[&fill[..], &["--step", "plan"]].concat()).refuses(&["has no plan to fill in. It has: commentary"]);
    let served = served(&store, "Priya Nand", &["2026-27-Q2"]);
    let (at, shown) = page_with(&served, "strengths");
    served.post(&shown, &at, &[("a:strengths", "Visits are told.")]);
    let path = "reports/2026-27-Q2/commentary.yaml";
    assert!(
        store.read(path).contains("strengths: |\n  Visits are told.\n"),
        "{}",
        store.read(path)
    );
    assert!(
        store
            .read(path)
            .starts_with("# yaml-language-server: $schema=../../schemas/commentary.schema.json")
    );
    // What stood there before is kept, and is no stray among the figures.
    assert!(store.path("reports/2026-27-Q2/kept").is_dir());
    let told = run(&["validate"]).stdout;
    assert!(!told.contains("issued-figures"), "{told}");
    let schema = store.read("schemas/commentary.schema.json");
    assert!(
        schema.contains("performance-board") && schema.contains("reflecting-circle"),
        "{schema}"
    );
    run(&["report", "quarterly", "--quarter", "2026-27-Q2"]).says(0, &[]);
}

#[test]
fn a_works_file_that_was_broken_by_hand_is_put_right_as_an_audits_is() {
    let store = Store::new();
    let id = store.commissioned("thematic");
    let path = format!("{}/terms.yaml", work_folder(&id));
    let good = store.read(&path);
    let broken = good.replacen("  context: |", "\tcontext: |", 1);
    store.write(&path, broken.as_bytes());
    let page = served(&store, "Colin Peake", &["TH1"]);
    let to = page.get("/1");
    assert!(to.head.contains("location: /1/repair"), "{}", to.head);
    let shown = page.get("/1/repair");
    assert!(shown.body.contains("Put it right so"), "{}", shown.body);
    assert_eq!(
        store.read(&path),
        broken,
        "nothing is written before it is accepted"
    );
    let of = shown.behind("name=\"of\" value=\"");
    // A file that has changed since is not put right by what was shown of it.
    assert_eq!(page.post(&shown, "/1/repair", &[("of", "another")]).status, 200);
    assert_eq!(store.read(&path), broken);
    assert_eq!(page.post(&shown, "/1/repair", &[("of", &of)]).status, 303);
    assert_eq!(store.read(&path), good);
    assert!(page.get("/1").body.contains("The terms of reference"));
}
