//! What can be wrong between the files of a store: numbers, draws, access, forms.

use super::Store;
use super::store::{FIRST_DAY, NEW_LADO};

#[track_caller]
fn queries(store: &Store, words: &[&str]) {
    store.run(FIRST_DAY, &["validate"]).says(0, words);
}

#[test]
fn a_drawn_store_has_none_of_it() {
    let ran = Store::drawn().run(FIRST_DAY, &["validate"]);
    ran.says(0, &["nothing to mend"]);
}

#[test]
fn a_number_without_its_claim() {
    let store = Store::drawn();
    std::fs::remove_file(store.path("ids/CF-26-0003")).unwrap();
    queries(
        &store,
        &["The number CF-26-0003 is not claimed", "[number-not-claimed]"],
    );
}

#[test]
fn a_draw_without_its_folder_and_a_folder_without_its_draw() {
    let store = Store::drawn();
    let folder = store.audits()["CF-26-0002"].clone();
    std::fs::remove_dir_all(store.path(&folder)).unwrap();
    queries(
        &store,
        &["picked CF-26-0002, which has no folder", "[draw-without-folder]"],
    );
    let store = Store::drawn();
    let record = store.draws().into_keys().next().unwrap();
    std::fs::remove_file(store.path(&record)).unwrap();
    let place = format!("{}/allocation.yaml:10:7", store.audits()["CF-26-0001"]);
    queries(
        &store,
        &[
            &format!("The record {record}, by which this case was drawn, is not there"),
            &place,
        ],
    );
}

#[test]
fn a_form_changed_under_its_old_version_and_a_new_one_of_the_councils_own() {
    let store = Store::drawn();
    store.change("forms/lado-2019.yaml", "title: ", "title: Our ");
    queries(&store, &["still called lado/2019", "forms/lado-2019.yaml"]);
    // Line ends that a program changed are no change of the form.
    let store = Store::drawn();
    let text = store.read("forms/lado-2019.yaml");
    store.write("forms/lado-2019.yaml", text.replace('\n', "\r\n"));
    queries(&store, &["nothing to mend"]);
    store.write(
        "forms/lado-2020.yaml",
        text.replace("version: 2019", "version: 2020"),
    );
    store
        .run(FIRST_DAY, &[NEW_LADO.as_slice(), &["--row", "none"]].concat())
        .says(0, &["LA-"]);
    assert!(store.path("schemas/lado-2020.audit.schema.json").is_file());
    queries(&store, &["nothing to mend"]);
}

#[cfg(unix)]
#[test]
fn what_everybody_can_open() {
    use std::os::unix::fs::PermissionsExt;
    let store = Store::drawn();
    let file = store.path(&format!("{}/audit.yaml", store.audits()["CF-26-0001"]));
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o664)).unwrap();
    queries(
        &store,
        &[
            "Everybody on this machine can open this",
            "[open-to-everyone]",
            "1 query",
        ],
    );
}

#[cfg(unix)]
#[test]
fn one_wrong_mask_is_one_query() {
    use std::os::unix::fs::PermissionsExt;
    let store = Store::drawn();
    for name in store.tree().keys().filter(|name| name.starts_with("audits/")) {
        std::fs::set_permissions(store.path(name), std::fs::Permissions::from_mode(0o664)).unwrap();
    }
    // Six audits of three files each.
    queries(
        &store,
        &[
            "can open this, and 17 others, such as audits/",
            "[open-to-everyone]",
            "1 query",
        ],
    );
}

#[cfg(unix)]
#[test]
fn what_another_group_can_write() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let store = Store::drawn();
    let file = store.path(&format!("{}/log.yaml", store.audits()["CF-26-0001"]));
    let own = std::fs::metadata(&file).unwrap().gid();
    // Without a group nothing is asked, and nothing is wrong where it is the files' own.
    store.change("qaf.toml", "\nqa = \"\"", &format!("\nqa = \"{own}\""));
    queries(&store, &[]);
    store.change("qaf.toml", &format!("\nqa = \"{own}\""), "\nqa = \"4294967290\"");
    queries(
        &store,
        &[
            "A group other than 4294967290 may write this, and",
            "[others-can-write]",
            "1 query",
        ],
    );
    for name in store.tree().keys() {
        std::fs::set_permissions(store.path(name), std::fs::Permissions::from_mode(0o640)).unwrap();
    }
    for folder in store.audits().values().map(String::as_str).chain(["draws"]) {
        std::fs::set_permissions(store.path(folder), std::fs::Permissions::from_mode(0o750)).unwrap();
    }
    queries(&store, &[]);
    store.change("qaf.toml", "\nqa = \"4294967290\"", "\nqa = \"no such group\"");
    queries(
        &store,
        &[
            "The group no such group is not in this machine's /etc/group",
            "1 query",
        ],
    );
}
