//! `validate --fix`, `--only`, `--except`, and rules lowered to notes.

use super::Store;
use super::store::FIRST_DAY;

/// A store whose first audit has a date as people write it, and a word that is no grade.
fn spoiled() -> (Store, String) {
    let store = Store::drawn();
    let name = format!("{}/audit.yaml", store.audits()["CF-26-0001"]);
    let text = store.read(&name);
    let text = text.replacen("\ndate_of_audit:\n", "\ndate_of_audit: 12/10/2026\n", 1);
    store.write(
        &name,
        text.replacen("    grade:\n", "    grade: Requires improvment\n", 1),
    );
    (store, name)
}

#[test]
fn certain_repairs_are_shown_then_written_beside_and_the_persons_file_stays() {
    let (store, name) = spoiled();
    let before = store.read(&name);
    let shown = store.run(FIRST_DAY, &["validate", "--fix"]);
    shown.says(
        0,
        &[
            "-date_of_audit: 12/10/2026",
            "+date_of_audit: 2026-10-12",
            "+    grade: Requires improvement",
            "2 lines in 1 file can be repaired",
        ],
    );
    let new = name.replace("audit.yaml", "audit.fixed.yaml");
    assert!(!store.path(&new).exists());
    store
        .run(FIRST_DAY, &["validate", "--fix", "--yes", "CF1"])
        .says(0, &["is written"]);
    assert_eq!(store.read(&name), before);
    let wanted = before
        .replace("12/10/2026", "2026-10-12")
        .replace("improvment", "improvement");
    assert_eq!(store.read(&new), wanted);
    // Nothing is written over, and the copy that lies there is no fault.
    store
        .run(FIRST_DAY, &["validate", "--fix", "--yes"])
        .refuses(&["There is already a", "Nothing was written"]);
    store.write(&name, wanted);
    std::fs::remove_file(store.path(&new)).unwrap();
    store
        .run(FIRST_DAY, &["validate", "--fix"])
        .says(0, &["nothing that qaf can repair"]);
}

#[test]
fn what_can_be_told_only_once_another_fault_is_gone_is_repaired_with_it() {
    let (store, name) = spoiled();
    let text = store.read(&name);
    store.write(
        &name,
        text.replacen("date_of_audit: 12/10/2026", "date_of_audit:12th October 26", 1),
    );
    store.run(FIRST_DAY, &["validate", "--fix", "CF1"]).says(
        0,
        &["+date_of_audit: 2026-10-12", "2 lines in 1 file can be repaired"],
    );
}

#[test]
fn letters_in_the_older_way_of_windows_are_stored_as_utf_8_and_none_is_made_of_what_is_no_letter() {
    let (store, name) = spoiled();
    let text = store.read(&name).replacen(
        "specialist_teams: |\n  \n",
        "specialist_teams: |\n  The caf~ team\n",
        1,
    );
    assert!(text.contains("caf~"));
    let with = |byte: u8| -> Vec<u8> {
        text.bytes()
            .map(|own| if own == b'~' { byte } else { own })
            .collect()
    };
    store.write(&name, with(0x81));
    store
        .run(FIRST_DAY, &["validate", "--fix", "--yes", "CF1"])
        .says(0, &["nothing that qaf can repair"]);
    store.write(&name, with(0xe9));
    store
        .run(FIRST_DAY, &["validate", "--fix", "--yes", "CF1"])
        .says(0, &["is written"]);
    let fixed = store.read(&name.replace("audit.yaml", "audit.fixed.yaml"));
    assert!(
        fixed.contains("\n  The caf\u{e9} team\n") && fixed.contains("date_of_audit: 2026-10-12"),
        "{fixed}"
    );
}

#[test]
fn the_end_says_what_would_make_each_audit_ready_and_what_qaf_can_repair() {
    let (store, _) = spoiled();
    let ran = store.run(FIRST_DAY, &["validate", "CF1"]);
    ran.says(
        1,
        &[
            "Not yet submitted:\n  CF-26-0001, ",
            ": 0 of 49 answers, 0 of 8 grades (49 and 8 missing), due ",
            "; 1 error to mend; 2 lines can be repaired: qaf validate --fix CF-26-0001\n",
        ],
    );
    let example = Store::example().run("2026-11-24", &["validate"]);
    let end = example
        .stdout
        .split("For the reason behind a rule")
        .nth(1)
        .unwrap();
    // The one that is most overdue stands first.
    let ids: Vec<&str> = end
        .lines()
        .filter_map(|line| line.strip_prefix("  CF-26-"))
        .map(|line| &line[..4])
        .collect();
    assert_eq!(ids, ["0016", "0018", "0015"], "{end}");
    let last = "Submitted, and to be mended:\n  CF-26-0015, Lena Fox: 4 errors to mend; 3 lines can be repaired:\n    \
                qaf validate --fix CF-26-0015\n";
    assert!(end.ends_with(last), "{end}");
}

#[test]
fn findings_of_a_rule_are_shown_alone_or_left_out() {
    let (store, _) = spoiled();
    let only = store.run(FIRST_DAY, &["validate", "--only", "read-as-meant"]);
    only.says(0, &["[read-as-meant]", "12/10/2026 is read as Mon 12 Oct 2026."]);
    assert!(!only.stdout.contains("[not-a-grade]"), "{}", only.stdout);
    let except = store.run(FIRST_DAY, &["validate", "--except", "read-as-meant"]);
    except.says(1, &["[not-a-grade]"]);
    assert!(!except.stdout.contains("[read-as-meant]"));
    store
        .run(
            FIRST_DAY,
            &["validate", "--except", "read-as-meant", "--except", "not-a-grade"],
        )
        .says(0, &[]);
    store
        .run(FIRST_DAY, &["validate", "--only", "not-a-dat"])
        .says(2, &["there is no rule not-a-dat", "not-a-date?"]);
}

#[test]
fn a_query_can_be_lowered_to_a_note_and_an_error_can_not() {
    let store = Store::drawn();
    let name = format!("{}/audit.yaml", store.audits()["CF-26-0001"]);
    store.write(
        &name,
        store
            .read(&name)
            .replacen("session_notes: |\n", "session_notes: |\n  BS1 4ND\n", 1),
    );
    let count = |store: &Store| {
        let ran = store.run(FIRST_DAY, &["--format", "json", "validate"]);
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (json["queries"].clone(), json["notes"].clone())
    };
    assert_eq!(count(&store), (1.into(), 0.into()));
    store.change("qaf.toml", "as_notes = []", "as_notes = [\"postcode\"]");
    assert_eq!(count(&store), (0.into(), 1.into()));
    store.change("qaf.toml", "\"postcode\"", "\"postcod\", \"missing-grade\"");
    store.run(FIRST_DAY, &["validate"]).says(
        1,
        &[
            "There is no rule postcod",
            "missing-grade are errors, which can't be lowered",
            "qaf.toml:",
        ],
    );
}
