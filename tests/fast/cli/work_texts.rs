//! What `validate` says of the words in files of wider works and beside a quarter's figures: who is named there, and what a
//! visit leaves untested.

use serde_json::Value;

use super::Store;
use super::panel::{FOLDER, revealed};
use super::store::{FIRST_DAY, work_folder};
use super::work_flows::{ACTIONS, FINDINGS, log, write};

const LATER: &str = "2026-12-08";

/// Each text that tells who somebody is, and the rule that finds it. C-30412 is the id of an audited child.
const PERSONAL: [(&str, &str); 8] = [
    ("Parents of 943 476 5919 waited.", "nhs-number"),
    ("He was born on 12 March 2014.", "date-of-birth"),
    ("Nobody answered 07700 900123.", "phone-number"),
    ("They moved to BS1 5TR.", "postcode"),
    ("Ask j.doe@example.org.", "email-address"),
    ("Colin Peake did it best.", "person-named"),
    ("Mrs Brown was not told.", "person-named"),
    ("The case C-30412 waited longest.", "person-named"),
];

/// The rules that find something in a file, each with the answer that it names.
fn found(store: &Store, day: &str, what: &[&str], file: &str) -> Vec<(String, String)> {
    let ran = store.run(day, &[&["validate"], what, &["--format", "json"]].concat());
    let told: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    let own = told["findings"].as_array().unwrap().iter();
    let own = own.filter(|one| one["path"].as_str().unwrap().ends_with(file));
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    // That terms or plan were changed since they were agreed is another matter.
    let own = own.filter(|one| one["rule"] != "changed-after-agreed");
    own.map(|one| (text(one, "rule"), text(one, "message"))).collect()
}

/// Puts each text in the place of a word of a file, and looks for the rule that finds it, and for nothing that repeats it.
#[track_caller]
fn each_is_found(store: &Store, day: &str, what: &[&str], path: &str, right: &str, word: &str) {
    store.write(path, right);
    assert!(right.contains(word), "{path} lacks {word}");
    assert_eq!(found(store, day, what, path), [], "{path}: {right}");
    for (text, rule) in PERSONAL {
        store.write(path, right.replacen(word, text, 1));
        let rules: Vec<String> = found(store, day, what, path)
            .into_iter()
            .map(|(rule, _)| rule)
            .collect();
        assert_eq!(rules, [rule], "{text} in {path}");
        let ran = store.run(day, &[&["validate"], what].concat());
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(
            said.contains(&format!("[{rule}]")) && !said.contains(text),
            "{said}"
        );
    }
    store.write(path, right);
}

/// A store with an audit of the child C-30412.
fn with_a_child() -> Store {
    let store = Store::new();
    let args = "--by;Tom Ellery;new;child-case;--team;North;--auditor;Helen Marsh;--worker;Ann Brook;--child;C-30412;--initials;\
                AB;--selected-by;Tom Ellery;--row;none";
    store
        .run(FIRST_DAY, &args.split(';').collect::<Vec<_>>())
        .says(0, &["Its folder: "]);
    store
}

#[test]
fn nobody_is_named_in_what_a_theme_says() {
    let store = with_a_child();
    let id = store.agreed("thematic");
    let path = |file: &str| format!("{}/{file}", work_folder(&id));
    let terms = store.read(&path("terms.yaml"));
    // In a text, and in the short one that says by roles who is in a group.
    for words in ["A court asked.", "social workers of North"] {
        each_is_found(&store, LATER, &[&id], &path("terms.yaml"), &terms, words);
    }
    // Who audits is asked for, and so is who leads.
    let named = terms.replacen("auditors: ", "auditors: Colin Peake and ", 1);
    assert_ne!(named, terms);
    store.write(&path("terms.yaml"), &named);
    assert_eq!(found(&store, LATER, &[&id], "terms.yaml"), []);
    store.write(&path("terms.yaml"), terms);
    each_is_found(
        &store,
        LATER,
        &[&id],
        &path("findings.yaml"),
        FINDINGS,
        "Plain words.",
    );
    let plan = ACTIONS.replacen("finding: c1", "finding: c1\n    measure: Nine of ten", 1);
    write(&store, &id, "action-plan.yaml", &plan);
    assert_eq!(found(&store, LATER, &[&id], "action-plan.yaml"), []);
    write(
        &store,
        &id,
        "action-plan.yaml",
        &plan.replacen("Nine of ten", "943 476 5919 is heard", 1),
    );
    let of_all = found(&store, LATER, &[], "action-plan.yaml");
    assert_eq!(of_all.len(), 1, "{of_all:?}");
    assert_eq!(of_all[0].0, "nhs-number");
}

#[test]
fn a_child_whose_audit_was_made_by_hand_is_known_to_a_look_at_the_whole_store_too() {
    let store = with_a_child();
    let id = store.agreed("thematic");
    let named = FINDINGS.replacen("Plain words.", "The case C-30412 waited longest.", 1);
    write(&store, &id, "findings.yaml", &named);
    for what in [&[][..], &[id.as_str()]] {
        let found = found(&store, LATER, what, "findings.yaml");
        assert_eq!(found.len(), 1, "{what:?}: {found:?}");
        assert_eq!(found[0].0, "person-named");
    }
}

#[test]
fn what_is_hidden_in_a_line_is_repeated_by_no_other_finding_of_it() {
    let store = Store::new();
    let id = store.agreed("thematic");
    let plan = "actions:\n  - {actoin: x, measure: Ring 07700 900123, by: soon}\n";
    write(&store, &id, "action-plan.yaml", plan);
    let said = store.run(LATER, &["validate", &id]).stdout;
    for rule in ["[unknown-key]", "[phone-number]", "[not-a-date]"] {
        assert!(said.contains(rule), "{said}");
    }
    // Each shows the line, with what it means, and without the number.
    assert_eq!(said.matches("by: soon}").count(), 3, "{said}");
    assert!(!said.contains("900123"), "{said}");
    // Nor where that finding is not asked for.
    for which in ["--only", "--except"] {
        let rule = if which == "--only" {
            "not-a-date"
        } else {
            "phone-number"
        };
        let said = store.run(LATER, &["validate", &id, which, rule]).stdout;
        assert!(said.contains("by: soon}") && !said.contains("900123"), "{said}");
    }
}

#[test]
fn nobody_is_named_in_what_a_panel_says() {
    let store = revealed();
    let sheet = format!("{FOLDER}/sheets/helen-marsh.yaml");
    let ask = |path: &str, was: &str| {
        let right = store.read(path);
        assert_eq!(found(&store, LATER, &["PA19"], path), []);
        for (text, rule) in PERSONAL.iter().take(7) {
            store.write(path, right.replacen(was, text, 1));
            let rules: Vec<String> = found(&store, LATER, &["PA19"], path)
                .into_iter()
                .map(|(rule, _)| rule)
                .collect();
            assert_eq!(rules, [*rule], "{text} in {path}");
        }
        store.write(path, right);
    };
    ask(&sheet, "The plan says so.");
    let discussion = format!("{FOLDER}/discussion.yaml");
    store.change(&discussion, "learning: |\n", "learning: |\n  Ask who hears.\n");
    ask(&discussion, "Ask who hears.");
}

#[test]
fn nobody_is_named_beside_the_figures_of_a_quarter() {
    let store = Store::example();
    let issue = ["report", "quarterly", "--quarter", "2026-27-Q2", "--issue"];
    store.run("2026-10-05", &issue).says(0, &[]);
    let path = "reports/2026-27-Q2/commentary.yaml";
    let right = "strengths: |\n  Visits are told.\nmessages:\n  - from: families\n    said: We hear of changes too late.\n    done: \
                 Each is told in person.\nactions:\n  - board: cmt\n    date: 2026-10-20\n    action: Ask Colin Peake to train all \
                 of them\n    owner: Colin Peake\n    by: 2027-01-15\n    feeds: workforce\n";
    store.write(path, right);
    assert_eq!(found(&store, LATER, &[], path), []);
    for (text, rule) in PERSONAL.iter().take(7) {
        store.write(path, right.replacen("We hear of changes too late.", text, 1));
        for what in ["2026-27-Q2", path, "reports/2026-27-Q2"] {
            assert_eq!(found(&store, LATER, &[what], path).len(), 1, "{text} by {what}");
        }
        let rules: Vec<String> = found(&store, LATER, &[], path)
            .into_iter()
            .map(|(rule, _)| rule)
            .collect();
        assert_eq!(rules, [*rule], "{text}");
    }
}

#[test]
fn a_deep_dive_says_of_each_of_cmt_whether_they_came() {
    let store = Store::new();
    let id = store.agreed("deep-dive");
    let path = format!("{}/plan.yaml", work_folder(&id));
    let agreed = store.read(&path);
    let asked = |text: &str| -> Vec<String> {
        store.write(&path, format!("{agreed}{text}"));
        let found = found(&store, LATER, &[&id], "plan.yaml").into_iter();
        found
            .filter(|(rule, _)| rule == "cmt-not-named")
            .map(|(_, message)| message)
            .collect()
    };
    // Nobody has come to anything yet.
    assert_eq!(asked(""), Vec::<String>::new());
    log(&store, "2026-09-03", &[&id, "prepared"]);
    let all = asked("");
    assert_eq!(all.len(), 1, "{all:?}");
    for name in ["Helen Marsh", "Grace Oduya", "Colin Peake"] {
        assert!(all[0].contains(name), "{all:?}");
    }
    let one = asked("present: Helen Marsh, Grace Oduya and Priya Nand\n");
    assert_eq!(one.len(), 1, "{one:?}");
    assert!(
        one[0].contains("Colin Peake is") && !one[0].contains("Grace"),
        "{one:?}"
    );
}

#[test]
fn a_line_of_enquiry_that_nothing_tests_is_asked_about_once_the_plan_is_agreed() {
    let store = Store::new();
    let id = store.agreed("sav");
    let path = format!("{}/plan.yaml", work_folder(&id));
    let plan = "coordinator: Colin Peake\nled_by_data:\n  - indicator: Visits on time\non_site: 2026-09-10\nkloe:\n  - id: k1\n    \
                question: Are children seen?\n  - id: k2\n    question: Is it written down?\n";
    let rules = |text: &str| -> Vec<String> {
        store.write(&path, text);
        let found = found(&store, LATER, &[&id], "plan.yaml");
        found.into_iter().map(|(_, message)| message).collect()
    };
    let untested = "No activity tests this line of enquiry.";
    assert_eq!(rules(plan), [untested, untested]);
    let tested = format!("{plan}activities:\n  - kind: observation\n    kloe: [k1]\n");
    assert_eq!(rules(&tested), [untested]);
    store
        .run(LATER, &["validate", &id])
        .says(0, &["[enquiry-untested]", "verdict: not-tested", "plan.yaml:8:9"]);
    // The report says the same.
    store
        .run(LATER, &["report", "work", &id])
        .says(0, &["No activity tests k2."]);
    assert_eq!(
        rules(&tested.replacen("[k1]", "[k1, k2]", 1)),
        Vec::<String>::new()
    );
    assert_eq!(
        rules(&tested.replacen("[k1]", "[k1, k3, k2]", 1)),
        ["The plan has no such line of enquiry."]
    );
    let said = tested.replacen("written down?", "written down?\n    verdict: not-tested", 1);
    assert_eq!(rules(&said), Vec::<String>::new());
    assert!(
        !store
            .run(LATER, &["report", "work", &id])
            .stdout
            .contains("No activity tests")
    );
    // Before it is agreed the plan is a draft.
    let draft = store.commissioned("sav");
    store.write(&format!("{}/plan.yaml", work_folder(&draft)), plan);
    assert_eq!(found(&store, LATER, &[&draft], "plan.yaml"), []);
    log(&store, LATER, &[&draft, "agreed"]);
    assert_eq!(found(&store, LATER, &[&draft], "plan.yaml").len(), 2);
}
