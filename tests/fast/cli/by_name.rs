//! Whom somebody names by hand: a selector, a moderator, further people, a team. What can't be right is refused or said at once.

use super::store::{FIRST_DAY, NEW_LADO};
use super::{Ran, Store};

/// The arguments of a case audit by Ann Brook of Amara Ives, and more.
fn new(store: &Store, more: &[&str]) -> Ran {
    let case = [
        "new",
        "child-case",
        "--auditor",
        "Ann Brook",
        "--worker",
        "Amara Ives",
        "--child",
        "C1",
    ];
    store.run(FIRST_DAY, &[&case[..], more].concat())
}

/// An allocation's line with this key.
fn line(store: &Store, ran: &Ran, key: &str) -> String {
    let id = ran.stdout.split(':').next().unwrap();
    let text = store.read(&format!("{}/allocation.yaml", store.audits()[id]));
    let of_key = |line: &&str| line.starts_with(key);
    text.lines().find(of_key).unwrap().to_owned()
}

#[test]
fn a_selector_is_somebody_and_a_status_is_one() {
    let store = Store::new();
    for nobody in ["", "n/a", "TBC"] {
        new(&store, &["--selected-by", nobody]).refuses(&["Who picked the case?"]);
    }
    new(&store, &["--selected-by", "Tm Ellery"])
        .refuses(&["knows no Tm Ellery, who is said to have picked the case. Did you mean Tom Ellery?"]);
    let picked = ["--selected-by", "ellery, tom"];
    let with = |status| new(&store, &[&picked[..], &["--status", status]].concat());
    with("CINN").refuses(&["--status CINN is no legal status. Write one of: CiC, Care Leaver, CP, PLO, CIN"]);
    assert!(store.audits().is_empty());
    let ran = with("child protection plan");
    assert_eq!(line(&store, &ran, "legal_status"), "legal_status: CP");
    assert_eq!(line(&store, &ran, "selected_by"), "selected_by: Tom Ellery");
    assert_eq!(line(&store, &with("n/a"), "legal_status"), "legal_status:");
}

#[test]
fn a_moderator_whom_the_schedule_does_not_name_is_told_at_once() {
    let store = Store::new();
    let unfit = "is not whom the schedule has for it (Service manager, QA service manager, in the audit's service or in none";
    let with = |name| new(&store, &["--selected-by", "Tom Ellery", "--moderator", name]);
    with("Kit Adams").says(0, &[&format!("Kit Adams {unfit}"), "Kit Adams moderates."]);
    with("Gail Sorrel").says(0, &[&format!("Gail Sorrel {unfit}")]);
    let handed = |role: &str, to: &str| {
        let args = [
            "log",
            "CF1",
            "reassigned",
            "--role",
            role,
            "--to",
            to,
            "--reason",
            "leave",
        ];
        store.run(FIRST_DAY, &args)
    };
    handed("moderator", "Cara Flint").says(0, &[&format!("Cara Flint {unfit}")]);
    for fit in [with("Priya Nand"), handed("moderator", "Robin Hale")] {
        assert!(
            fit.code == Some(0) && !fit.stdout.contains("is not whom"),
            "{}",
            fit.stdout
        );
    }
}

#[test]
fn who_settles_a_part_of_a_wider_work_is_foreseen() {
    let store = Store::new();
    let part = |args: &[&str], work: &str| store.run(FIRST_DAY, &[args, &["--part-of", work]].concat());
    let observed = [
        "new",
        "observed-practice",
        "--auditor",
        "Ann Brook",
        "--worker",
        "Amara Ives",
    ];
    // An observation is reviewed, whatever it is a part of (section 2).
    part(&observed, &store.agreed("sav")).says(0, &["Tom Ellery reviews the evidence."]);
    // A form without types of audit: the work tells its kind.
    let mut lado = NEW_LADO;
    lado[3] = "Robin Hale";
    part(&lado, &store.agreed("deep-dive")).says(0, &["Priya Nand moderates."]);
    part(&lado, &store.agreed("thematic")).says(0, &["By the schedule nobody moderates it"]);
    part(&lado, " ").refuses(&["is no wider work's id"]);
}

/// An audit is of its worker's team, never of the auditor's alone.
#[test]
fn the_team_is_the_workers() {
    let store = Store::new();
    let args = [
        "new",
        "iro-cp-chair",
        "--auditor",
        "Ann Brook",
        "--worker",
        "Ruth Vane",
        "--child",
        "C1",
        "--selected-by",
        "Ruth Vane",
    ];
    let ran = store.run(FIRST_DAY, &args);
    ran.says(0, &["/iro/IR-26-0001"]);
    assert_eq!(line(&store, &ran, "team"), "team:");
    store.change(
        "people.csv",
        "IVES, Amara\",social-worker,Area Unit,North",
        "IVES, Amara\",social-worker,Area Unit,North;South",
    );
    let ran = new(&store, &["--selected-by", "Tom Ellery"]);
    assert_eq!(line(&store, &ran, "team"), "team: North");
}

#[test]
fn a_name_that_is_nearly_somebodys_is_asked_about_before_it_is_logged() {
    let store = Store::example();
    store.unkept("CF-26-0012");
    let sent = |more: &[&str]| {
        let args = [&["--by", "Tom Ellery", "log", "CF12", "sent"], more].concat();
        store.run("2026-11-24", &args)
    };
    sent(&["--to", "Rth Vane"])
        .refuses(&["people.csv knows no Rth Vane. Did you mean Ruth Vane?", "--force"]);
    // Nobody named: all to whom the letter for it goes, the deputy too.
    sent(&[]).says(
        0,
        &[
            "to Ann Brook, Amara Ives, Sam Okoro",
            "the people to whom the letter",
        ],
    );
    sent(&["--to", "Dr Smith, the school's nurse"]).says(0, &["to Dr Smith"]);
    sent(&["--to", "Rth Vane", "--force", "--note", "so she is called"]).says(0, &["to Rth Vane"]);
}

/// Of whoever is both IRO and chair, the role decides the row, the questions and what stands in the form.
#[test]
fn the_role_that_is_audited_is_asked_for_where_a_worker_holds_several() {
    let store = Store::new();
    store.change(
        "people.csv",
        "Ruth Vane,,iro,IRO",
        "Ruth Vane,,iro;cp-chair,IRO;CP chairs",
    );
    let audit = |form: &str, worker: &str, more: &[&str]| {
        let args = [
            "new",
            form,
            "--auditor",
            "Priya Nand",
            "--worker",
            worker,
            "--child",
            "C1",
            "--selected-by",
            "Ruth Vane",
        ];
        store.run(FIRST_DAY, &[&args[..], more].concat())
    };
    let of_ruth = |more: &[&str]| audit("iro-cp-chair", "Ruth Vane", more);
    of_ruth(&[]).refuses(&[
        "Ruth Vane is Independent reviewing officer and Child protection conference chair",
        "Add --role iro or --role cp-chair.",
    ]);
    of_ruth(&["--role", "lado"])
        .refuses(&["Ruth Vane is not audited as lado", "Write one of: iro, cp-chair."]);
    audit("iro-cp-chair", "Fay Rudd", &["--role", "lado"]).refuses(&["Fay Rudd holds no role that the form"]);
    audit("lado", "Fay Rudd", &["--role", "lado"]).refuses(&["is the same for every role"]);
    let form = |ran: &Ran, row: &str| {
        ran.says(0, &[&format!("It serves the row {row} of the schedule.")]);
        let id = ran.stdout.split(':').next().unwrap();
        let text = store.read(&format!("{}/audit.yaml", store.audits()[id]));
        let line = text.lines().find(|line| line.starts_with("  role:")).unwrap();
        line.to_owned()
    };
    let chair = "  role: CP chairperson";
    assert_eq!(form(&of_ruth(&["--role", "cp-chair"]), "cp-combined"), chair);
    let titled = ["--role", "child protection conference chair"];
    assert_eq!(form(&of_ruth(&titled), "cp-combined"), chair);
    assert_eq!(form(&of_ruth(&["--role", "iro"]), "iro-combined"), "  role: IRO");
    // A row says it too.
    assert_eq!(form(&of_ruth(&["--row", "cp-combined"]), "cp-combined"), chair);
}

#[test]
fn an_audit_by_a_peer_serves_the_row_of_peers_and_coverage_says_who_is_left() {
    let store = Store::new();
    let peer = |form: &str, auditor: &str, worker: &str, more: &[&str]| {
        let args = ["new", form, "--auditor", auditor, "--worker", worker];
        store.run(FIRST_DAY, &[&args[..], more].concat())
    };
    let child = ["--child", "00481234"];
    peer("child-case", "Dev Shah", "Kit Adams", &child)
        .refuses(&["Who picked the case?", "tier 4 or worker"]);
    let picked = ["--child", "00481234", "--selected-by", "Lena Fox"];
    // Tier 4 managers of the worker's service, before any of another.
    peer("child-case", "Dev Shah", "Kit Adams", &picked)
        .says(0, &["serves the row all-peer", "Ann Brook moderates"]);
    peer(
        "observed-practice",
        "Ruth Vane",
        "Owen Blythe",
        &["--selected-by", "Lena Fox"],
    )
    .says(0, &["serves the row all-peer", "reviews the evidence"]);
    // Whoever has a row of their own does that first.
    let own = ["--child", "00481235", "--selected-by", "Tom Ellery"];
    peer("child-case", "Ann Brook", "Kit Adams", &own).says(0, &["row area-case"]);
    let ran = store.run(FIRST_DAY, &["report", "coverage", "--format", "json"]);
    let coverage: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let peers = &coverage["peers"][0];
    assert_eq!((&peers["expected"], &peers["met"]), (&3.into(), &0.into()));
    let left = peers["left"].as_array().unwrap().iter();
    let left: Vec<_> = left
        .map(|one| (one["name"].as_str().unwrap(), one["under_way"].is_string()))
        .collect();
    assert_eq!(
        left,
        [("Dev Shah", true), ("Owen Blythe", false), ("Ruth Vane", true)]
    );
}
