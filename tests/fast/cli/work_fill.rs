//! Files of wider works filled in on a page, as audits are.

use super::Store;
use super::fill::{TODAY, page_with, served};
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
