//! The folder of an export: new, for its owner alone, whole or not at all; and the key that makes its ids.

use std::fs;

use super::{Export, TODAY, run};
use crate::cli::Store;
use crate::cli::store::{run_in, tree};

#[test]
fn the_same_key_makes_the_same_ids_and_another_others() {
    let store = Store::example();
    let first = run(&store, TODAY, "first", &[]);
    first.says(0, &[".export-key", "Keep a copy of it"]);
    let second = run(&store, TODAY, "second", &[]);
    second.says(0, &["Nobody is named."]);
    assert!(!second.stdout.contains(".export-key"));
    let folder = |name: &str| tree(&store.root().with_file_name(name));
    assert_eq!(folder("first"), folder("second"), "byte for byte");
    store.write(".export-key", format!("{}\n", "0123456789abcdef".repeat(4)));
    let third = Export::of(&store, TODAY, "third", &[]);
    let first = Export::read(&store.root().with_file_name("first"));
    let ids = |export: &Export| -> Vec<String> {
        let rows = export.table("audits").iter();
        rows.map(|row| row["audit"].clone()).collect()
    };
    assert!(
        ids(&first)
            .iter()
            .zip(ids(&third))
            .all(|(one, other)| *one != other)
    );
    // Of CF-26-0003, by Python: "a" + hmac.new(key, b"a\0CF-26-0003", "sha256").hexdigest()[:22].
    assert!(ids(&third).contains(&"a3271c918cf18e5e0be92a1".to_owned()));
}

#[cfg(unix)]
#[test]
fn the_folder_and_the_key_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Store::example();
    let export = Export::of(&store, TODAY, "out", &[]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&export.place), 0o700);
    assert_eq!(mode(&export.place.join("sql")), 0o700);
    for name in tree(&export.place).keys() {
        assert_eq!(mode(&export.place.join(name)), 0o600, "{name}");
    }
    let key = store.path(".export-key");
    assert_eq!(mode(&key), 0o600);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    run(&store, TODAY, "again", &[]).says(0, &["Others than its owner can open .export-key."]);
}

#[test]
fn a_place_where_something_stands_or_that_belongs_to_the_store_is_refused() {
    let store = Store::example();
    let before = store.tree();
    run(&store, TODAY, "s/out", &[]).refuses(&["lies in the store"]);
    let beside = store.root().with_file_name("full");
    fs::create_dir(&beside).unwrap();
    fs::write(beside.join("minutes.txt"), "mine").unwrap();
    run(&store, TODAY, "full", &[]).refuses(&["full is there already", "Nothing was written."]);
    fs::write(store.root().with_file_name("file"), "mine").unwrap();
    run(&store, TODAY, "file", &[]).refuses(&["file is there already"]);
    run(&store, TODAY, "file/below", &[]).refuses(&["Nothing was written."]);
    run(&store, TODAY, "out", &["--format", "csv"]).refuses(&["leave out --format"]);
    assert_eq!(store.tree(), before, "no key was made either");
    let left: Vec<String> = tree(store.root().parent().unwrap())
        .into_keys()
        .filter(|name| !name.starts_with("s/"))
        .collect();
    assert_eq!(
        left,
        ["file", "full/minutes.txt"],
        "nothing else is left lying about"
    );
    // An empty folder is as good as none.
    fs::create_dir(store.root().with_file_name("empty")).unwrap();
    run(&store, TODAY, "empty", &[]).says(0, &["10 tables"]);
}

#[test]
fn beside_the_store_is_named_from_within_it() {
    let store = Store::example();
    let audits = store.path("audits");
    for (at, place) in [(store.root(), "../out"), (audits.clone(), "../../other")] {
        run_in(&at, &["--as-of", TODAY, "export", place]).says(0, &["10 tables"]);
        assert!(at.join(place).join("audits.csv").is_file(), "{place}");
    }
    let inside = ["--as-of", TODAY, "export", "../out"];
    run_in(&audits, &inside).refuses(&["lies in the store"]);
}

#[test]
fn a_key_that_is_none_is_not_replaced() {
    let store = Store::example();
    store.write(".export-key", "secret\n");
    run(&store, TODAY, "out", &[]).refuses(&[".export-key holds no key", "Restore it from a copy"]);
    assert_eq!(store.read(".export-key"), "secret\n");
    assert!(!store.root().with_file_name("out").exists());
}

#[test]
fn a_store_without_audits_has_empty_tables() {
    let store = Store::new();
    let export = Export::of(&store, TODAY, "out", &[]);
    for (name, rows) in &export.tables {
        assert!(rows.is_empty() || name == "expectations", "{name}");
        let path = export.place.join(format!("{name}.parquet"));
        assert_eq!(super::parquet_rows(&path), *rows);
    }
}

#[test]
fn it_is_told_to_programs_too() {
    let store = Store::example();
    let ran = run(&store, TODAY, "out", &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["schema"], "qaf.export/1");
    assert_eq!(told["tables"][0]["name"], "audits");
    assert_eq!(told["tables"][0]["rows"], store.audits().len());
    assert_eq!(told["new_key"], true);
}
