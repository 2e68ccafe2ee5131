//! Audits as hands and programs spoil them: the place is named, and the other audits are read all the same.

use super::Store;
use super::store::FIRST_DAY;

/// The first audit's form in a store that was drawn, after `spoil` has had it.
fn spoiled(spoil: impl Fn(&str) -> Vec<u8>) -> Store {
    let store = Store::drawn();
    let folder = store.audits()["CF-26-0001"].clone();
    let name = format!("{folder}/audit.yaml");
    let text = store.read(&name);
    store.write(&name, spoil(&text));
    store
}

/// The findings on that audit, each as its rule, line and column.
fn found(store: &Store) -> Vec<(String, u64, u64)> {
    let ran = store.run(FIRST_DAY, &["--format", "json", "validate", "CF1"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["schema"], "qaf.validate/1");
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(ran.code, Some(i32::from(json["errors"] != 0)));
    let text = |finding: &serde_json::Value| finding["rule"].as_str().unwrap().to_owned();
    findings
        .iter()
        .map(|finding| {
            (
                text(finding),
                finding["line"].as_u64().unwrap(),
                finding["column"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn rules(store: &Store) -> Vec<String> {
    found(store).into_iter().map(|(rule, _, _)| rule).collect()
}

#[test]
fn what_is_no_audit_is_named_and_the_others_are_read() {
    for (bytes, rule) in [
        (Vec::new(), "cut-off"),
        (b"form: caf\x8f\n".to_vec(), "unreadable"),
        (vec![b'a'; 2 << 20], "unreadable"),
        (format!("a: {}", "[".repeat(10_000)).into_bytes(), "unreadable"),
        (b"a: 1\nb: \0\n".to_vec(), "unreadable"),
        (b"- one\n- two\n".to_vec(), "wrong-kind"),
    ] {
        let store = spoiled(|_| bytes.clone());
        let rules = rules(&store);
        assert!(rules.iter().any(|found| found == rule), "{rule} in {rules:?}");
        store
            .run(FIRST_DAY, &["tracker"])
            .says(0, &["CF-26-0001", "CF-26-0006"]);
    }
}

#[test]
fn a_form_that_was_cut_off_is_no_draft() {
    for end in [40, 800, 3_000, 9_000] {
        let store = spoiled(|text| text.as_bytes()[..end].to_vec());
        assert!(rules(&store).contains(&"cut-off".to_owned()), "cut at {end}");
    }
}

#[test]
fn slips_of_typing_are_named_at_their_word() {
    let change = |from: &'static str, to: &'static str| {
        let store = spoiled(move |text| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1).into_bytes()
        });
        let name = format!("{}/audit.yaml", store.audits()["CF-26-0001"]);
        let line = store
            .read(&name)
            .lines()
            .position(|line| line.contains(to.trim_end()))
            .unwrap()
            + 1;
        (found(&store), u64::try_from(line).unwrap())
    };
    for (from, to, rule, column) in [
        ("  type_of_audit:", "\ttype_of_audit: CMT", "tab", 1),
        ("  type_of_audit:", "  type_of_audit: CNT", "not-an-option", 18),
        ("  type_of_audit:", "  type_of_adit: CMT", "unknown-key", 3),
        ("date_of_audit:", "date_of_audit: 07/12/2026", "read-as-meant", 16),
        ("date_of_audit:", "date_of_audit: 2026-09-31", "not-a-date", 16),
        (
            "  number_social_workers:",
            "  number_social_workers: two",
            "not-a-number",
            26,
        ),
        (
            "  re_referral_12m:",
            "  re_referral_12m: perhaps",
            "wrong-kind",
            20,
        ),
        ("themes: []", "themes: *x", "alias-or-tag", 9),
    ] {
        let (found, line) = change(from, to);
        assert!(
            found.contains(&(rule.to_owned(), line, column)),
            "{to}: {found:?}"
        );
    }
}

#[test]
fn a_paragraph_at_the_margin_keeps_its_answer_and_curly_quotes_do_no_harm() {
    let store = spoiled(|text| {
        text.replacen(
            "session_notes: |\n",
            "session_notes: |\n  “One”, she said.\nTwo: pasted.\n",
            1,
        )
        .into_bytes()
    });
    assert_eq!(rules(&store), ["lost-indent"]);
    let store = spoiled(|text| {
        text.replacen("session_notes: |\n", "session_notes: |\n  “One”, she said.\n", 1)
            .into_bytes()
    });
    assert_eq!(rules(&store), [""; 0]);
}

#[test]
fn copies_and_marks_of_other_programs_are_named_and_never_read() {
    let store = Store::drawn();
    let folder = store.audits()["CF-26-0001"].clone();
    store.write(
        &format!("{folder}/audit (conflicted copy 2026-12-01).yaml"),
        "grade: O",
    );
    store.write(&format!("{folder}/~$audit.yaml"), "x");
    store
        .run(FIRST_DAY, &["validate"])
        .says(0, &["conflicted-copy", "stray-file", "second copy of audit.yaml"]);
}

#[test]
fn a_draft_is_progress_and_ready_names_what_is_missing() {
    let store = Store::drawn();
    store
        .run(FIRST_DAY, &["validate", "CF1"])
        .says(0, &["nothing to mend", "0 of 49 answers, 0 of 8 grades"]);
    store
        .run(FIRST_DAY, &["validate", "--ready", "CF1"])
        .says(1, &["missing-answer", "missing-grade", "missing-overall"]);
    store
        .run(FIRST_DAY, &["validate", "XX1"])
        .refuses(&["is no audit or wider work of this store"]);
}

/// Sections that are not there at all are told once each, as the form has them and not by the alphabet.
#[test]
fn sections_that_are_not_there_come_in_the_forms_order() {
    let store = Store::example();
    let ran = store.run("2026-11-24", &["validate", "--ready", "CF16"]);
    let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = |words: String| said.find(&words).unwrap_or_else(|| panic!("{words}: {said}"));
    let missing = |section: &str| at(format!("Nothing is written for {section}, and it has no grade."));
    let order = [
        "Child's plan",
        "Purposeful interventions",
        "Reviews",
        "Risk management",
        "Supervision and management oversight",
        "Impact",
    ];
    let places: Vec<usize> = order.iter().map(|section| missing(section)).collect();
    assert!(places.is_sorted(), "{said}");
    for section in order {
        assert_eq!(said.matches(section).count(), 1, "{section}: {said}");
    }
}

#[test]
fn the_tracker_lists_what_is_open_and_says_how_many_it_leaves_out() {
    let store = Store::example();
    let day = "2026-11-24";
    let json = store.run(day, &["tracker", "--format", "json"]).stdout;
    let all: serde_json::Value = serde_json::from_str(&json).unwrap();
    let audits = all["audits"].as_array().unwrap();
    let is_over = |audit: &&serde_json::Value| {
        ["closed", "withdrawn", "replaced"].contains(&audit["status"].as_str().unwrap())
            && audit["next"].is_null()
            && audit["open_actions"] == 0
            && audit["errors"] == 0
    };
    let over: Vec<&str> = audits
        .iter()
        .filter(is_over)
        .map(|audit| audit["id"].as_str().unwrap())
        .collect();
    assert!(!over.is_empty() && over.len() < audits.len());
    let open = store.run(day, &["tracker"]).stdout;
    let every = store.run(day, &["tracker", "--all"]).stdout;
    for audit in audits {
        let id = audit["id"].as_str().unwrap();
        assert_eq!(open.contains(id), !over.contains(&id), "{id}");
        assert!(every.contains(id), "{id}");
    }
    assert!(
        open.contains(&format!("{} audit", over.len())) && open.contains("qaf tracker --all"),
        "{open}"
    );
    assert!(!every.contains("tracker --all"));
    let csv = store.run(day, &["tracker", "--format", "csv"]).stdout;
    assert_eq!(csv.lines().count(), audits.len() + 1);
}
