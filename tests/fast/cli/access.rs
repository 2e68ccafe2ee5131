//! `init --access`: the groups in the settings, the store given to QA's as far as the system lets it, the rest said.

use super::Store;

#[test]
fn the_groups_stand_in_the_settings_and_what_is_left_is_said() {
    let store = Store::demo();
    let folder = store.root().with_file_name("new");
    let dir = folder.to_str().unwrap();
    store
        .run("2026-08-03", &["init", dir, "--access", "no-such-group, mods"])
        .says(
            0,
            &[
                "There is no group no-such-group in /etc/group",
                "What qaf can't set is for whoever looks after the server",
                "chgrp -R no-such-group .",
                "g:mods:rX",
            ],
        );
    store
        .run("2026-08-03", &["init", dir, "--access", "others"])
        .says(0, &["is a store already", "Its groups are named under [access]"]);
    let settings = std::fs::read_to_string(folder.join("qaf.toml")).unwrap();
    assert!(settings.contains("\nqa = \"no-such-group\"\nmoderators = \"mods\"\n"));
    let other = store.root().with_file_name("other");
    let other = other.to_str().unwrap();
    store
        .run("2026-08-03", &["init", other, "--access", "a\"b"])
        .refuses(&["is no name of a group"]);
    store
        .run("2026-08-03", &["init", other, "--access", "a,b,c"])
        .refuses(&["one group or two"]);
}

#[cfg(unix)]
#[test]
fn the_store_is_given_to_a_group_that_one_is_of() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let store = Store::demo();
    let own = std::fs::metadata(store.root()).unwrap().gid().to_string();
    let folder = store.root().with_file_name("new");
    // What stood there before stays whose it is.
    std::fs::create_dir_all(folder.join("minutes")).unwrap();
    let before = std::fs::metadata(folder.join("minutes")).unwrap().mode();
    let ran = store.run(
        "2026-08-03",
        &["init", folder.to_str().unwrap(), "--access", &own],
    );
    ran.says(
        0,
        &[
            "Given to the group",
            "folders hand it on.",
            "setfacl -m g:qaf-auditors:x",
        ],
    );
    assert!(!ran.stderr.contains("not: whoever gives"), "{}", ran.stderr);
    let audits = std::fs::metadata(folder.join("audits")).unwrap();
    assert_eq!(audits.permissions().mode() & 0o7777, 0o2770);
    assert_eq!(audits.gid().to_string(), own);
    let after = std::fs::metadata(folder.join("minutes")).unwrap().mode();
    assert_eq!(after, before);
}

#[test]
fn the_page_on_access_has_the_lines_that_init_prints() {
    let page = include_str!("../../../docs/access.md");
    let lines = [
        include_str!("../../../shipped/access/posix.txt"),
        include_str!("../../../shipped/access/windows.txt"),
    ];
    for line in lines.iter().flat_map(|lines| lines.lines()) {
        assert!(page.contains(line), "{line}");
    }
}
