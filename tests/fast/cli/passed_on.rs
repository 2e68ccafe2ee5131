//! An Inadequate waits on somebody there is: where nobody holds the first role, on the next one.

use std::fs;

use super::{Ran, Store};

const TODAY: &str = "2026-11-24";

fn run(store: &Store, args: &[&str]) -> Ran {
    let mut all = vec!["--by", "Tom Ellery"];
    all.extend(args);
    store.run(TODAY, &all)
}

/// An audit of an IRO, whose service has no service manager, as an Inadequate one, with a re-audit that is so again.
fn inadequate() -> (Store, String) {
    let store = Store::example();
    let folder = store.unkept("IR-26-0008");
    let moderation = format!("{folder}/moderation.yaml");
    let text = store.read(&moderation);
    let at = text.find("\noverall:").unwrap();
    let grade = at + text[at..].find("grade: ").unwrap();
    let end = grade + text[grade..].find('\n').unwrap();
    let text = format!("{}grade: I{}", &text[..grade], &text[end..]);
    store.write(&moderation, text);
    (store, folder)
}

/// Who does each step that is due of the audit, and to whom; its actions are another matter.
fn due(store: &Store) -> Vec<String> {
    let ran = run(store, &["--format", "json", "due", "--within", "400"]);
    let due: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let items = due["items"].as_array().unwrap().iter();
    let own = items.filter(|item| item["id"] == "IR-26-0008" && item["step"] != "action");
    own.map(|item| {
        let to = item["to"]
            .as_str()
            .map(|to| format!(" to {to}"))
            .unwrap_or_default();
        format!(
            "{} {}{to}",
            item["step"].as_str().unwrap(),
            item["who"].as_str().unwrap()
        )
    })
    .collect()
}

#[test]
fn where_no_service_manager_is_the_next_role_with_somebody_in_it_sees_to_it() {
    let (store, folder) = inadequate();
    let mut waits = due(&store);
    waits.sort();
    // The QA service manager audited it: the second auditor is another.
    let expected = [
        "case-direction Priya Nand",
        "inform Tom Ellery to Priya Nand",
        "re-audit Grace Oduya",
        "review-actions Priya Nand",
    ];
    assert_eq!(waits, expected);
    run(&store, &["remind", "--to", "out", "--text"]).says(0, &[]);
    let letter =
        fs::read_to_string(store.root().with_file_name("out").join("IR-26-0008-inform.txt")).unwrap();
    assert!(letter.starts_with("To: Priya Nand <"), "{letter}");
    run(&store, &["log", "IR8", "informed"]).says(0, &["to Priya Nand"]);
    // A schedule of before names the service manager alone: then it is the row's moderators.
    let schedule = store.read("schedule.toml");
    let before = schedule.replace(
        ", \"qa-service-manager\", \"head-of-service\", \"director\"]",
        "]",
    );
    let lines = before
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("to = "));
    let before: String = lines.collect();
    assert_ne!(schedule, before);
    store.write("schedule.toml", before);
    let mut waits = due(&store);
    waits.sort();
    assert_eq!(
        waits,
        [
            "case-direction Priya Nand",
            "re-audit Grace Oduya",
            "review-actions Priya Nand"
        ]
    );
    assert!(folder.contains("/iro/"), "{folder}");
}

#[test]
fn an_inadequate_re_audit_goes_to_somebody_and_it_is_said_to_whom() {
    let (store, folder) = inadequate();
    store.write(
        &format!("{folder}/re-audit.yaml"),
        "auditor: Grace Oduya\ndate: 2026-11-20\nprogress: |\n  Little has changed.\ngrade: I\nactions: []\n",
    );
    let escalates = |store: &Store| due(store).into_iter().find(|step| step.starts_with("escalate"));
    assert_eq!(escalates(&store).unwrap(), "escalate Priya Nand to Grace Oduya");
    let people = store.read("people.csv");
    store.write(
        "people.csv",
        people.replacen("head-of-service,", "team-manager,", 1),
    );
    assert_eq!(escalates(&store).unwrap(), "escalate Priya Nand to Colin Peake");
    let text = run(&store, &["due", "--within", "400"]).stdout;
    assert!(text.contains("To: Colin Peake"), "{text}");
    run(&store, &["remind", "--to", "out", "--text"]).says(0, &[]);
    let letter =
        fs::read_to_string(store.root().with_file_name("out").join("IR-26-0008-escalate.txt")).unwrap();
    assert!(letter.contains("Please tell Colin Peake by"), "{letter}");
    run(&store, &["log", "IR8", "escalated"]).says(0, &["to Colin Peake"]);
}
