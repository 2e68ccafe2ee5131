use tempfile::tempdir;

use super::*;
use crate::store::open::OpenError;

/// A store with these files, each empty.
fn store(files: &[&str]) -> tempfile::TempDir {
    let root = tempdir().unwrap();
    for file in files {
        let path = on_disk(root.path(), file);
        if file.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
    }
    root
}

fn shown(strays: &[Stray]) -> Vec<String> {
    strays
        .iter()
        .map(|stray| format!("{} {:?}", stray.path, stray.kind))
        .collect()
}

#[test]
fn folders_come_in_the_order_of_their_paths() {
    let root = store(&[
        "audits/2026-27/Q3/north/CF-26-0042/audit.yaml",
        "audits/2026-27/Q3/north/CF-26-0042/allocation.yaml",
        "audits/2026-27/Q3/north/CF-26-0042/kept/audit-12345678.yaml",
        "audits/2026-27/Q3/east/OP-26-0041/log.yaml",
        "audits/2025-26/Q4/west/LA-25-0001/log.yaml",
        "audits/2026-27/Q4/",
    ]);
    let scan = audit_folders(root.path());
    let paths: Vec<&str> = scan.folders.iter().map(|folder| folder.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "audits/2025-26/Q4/west/LA-25-0001",
            "audits/2026-27/Q3/east/OP-26-0041",
            "audits/2026-27/Q3/north/CF-26-0042",
        ]
    );
    assert_eq!(scan.strays, []);
    let last = &scan.folders[2];
    assert_eq!(last.id.to_string(), "CF-26-0042");
    assert_eq!(last.strays, []);
    assert_eq!(last.files[0], FileKind::Allocation);
    assert_eq!(
        last.paths().nth(1).unwrap(),
        (
            FileKind::Audit,
            "audits/2026-27/Q3/north/CF-26-0042/audit.yaml".to_owned()
        )
    );
    assert_eq!(audit_folders(tempdir().unwrap().path()), Scan::default());
}

#[test]
fn every_stray_in_an_audits_folder_is_named_for_what_it_is() {
    let names = [
        "audit.yaml",
        "audit-DESKTOP-7F2.yaml",
        "audit (conflicted copy 2026-12-01).yaml",
        "audit.sync-conflict-20261201-101010-ABC.yaml",
        "audit (1).yaml",
        "audit.yaml.bak",
        "audit.yaml~",
        "audit.fixed.yaml",
        "re-audit - Copy.yaml",
        "~$audit.yaml",
        ".~lock.audit.yaml#",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._audit.yaml",
        ".qaf-aB3dE.tmp",
        "auditor.yaml",
        "Moderation.yaml",
        "notes.docx",
        "audit.docx",
    ];
    let folder = "audits/2026-27/Q3/north/CF-26-0042";
    let files: Vec<String> = names.iter().map(|name| format!("{folder}/{name}")).collect();
    let root = store(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let scan = audit_folders(root.path());
    assert_eq!(scan.folders[0].files.len(), 1);
    let told: Vec<String> = scan.folders[0]
        .strays
        .iter()
        .map(|stray| {
            format!(
                "{}: {}. {}",
                &stray.path[folder.len() + 1..],
                stray.message(),
                stray.help()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_lies_between_the_folders_is_named_too() {
    let root = store(&[
        "audits/Thumbs.db",
        "audits/notes.txt",
        "audits/2026/Q1/north/CF-26-0001/audit.yaml",
        "audits/2026-27/Q5/north/CF-26-0001/audit.yaml",
        "audits/2026-27/Q1/audit.yaml",
        "audits/2026-27/Q1/north/cf-26-0001/audit.yaml",
        "audits/2026-27/Q1/north/CF-26-0002/.DS_Store",
        "audits/2026-27/Q1/north/CF-26-0003/audit.yaml",
        "audits/2026-27/Q2/south/CF-26-0003/audit.yaml",
        "audits/2026-27/Q2/south/OP-26-0003/audit.yaml",
        "audits/2026-27/Q2/south/OP-26-0004/kept",
    ]);
    let scan = audit_folders(root.path());
    assert_eq!(
        shown(&scan.strays),
        [
            "audits/2026 Unknown",
            "audits/2026-27/Q1/audit.yaml Unknown",
            "audits/2026-27/Q1/north/cf-26-0001 NotAnId",
            "audits/2026-27/Q2/south/OP-26-0003 SharedNumber { first: \"audits/2026-27/Q1/north/CF-26-0003\" }",
            "audits/2026-27/Q5 Unknown",
            "audits/notes.txt Unknown",
        ]
    );
    let twice = scan
        .folders
        .iter()
        .find(|folder| folder.id.to_string() == "CF-26-0003")
        .unwrap();
    let all: Vec<&str> = twice.all().collect();
    assert_eq!(
        all,
        [
            "audits/2026-27/Q1/north/CF-26-0003",
            "audits/2026-27/Q2/south/CF-26-0003"
        ]
    );
    let empty: Vec<String> = scan
        .folders
        .iter()
        .flat_map(|folder| shown(&folder.strays))
        .collect();
    assert_eq!(
        empty,
        [
            "audits/2026-27/Q1/north/CF-26-0002 EmptyFolder",
            "audits/2026-27/Q2/south/OP-26-0004/kept Unknown",
        ]
    );
}

#[test]
fn a_folder_with_nothing_in_it_is_no_second_one() {
    let root = store(&[
        "audits/2026-27/Q1/a/CF-26-0001/",
        "audits/2026-27/Q1/b/CF-26-0001/audit.yaml",
        "audits/2026-27/Q1/c/CF-26-0001/.DS_Store",
    ]);
    let scan = audit_folders(root.path());
    assert_eq!(scan.folders.len(), 1);
    assert_eq!(scan.folders[0].path, "audits/2026-27/Q1/b/CF-26-0001");
    assert!(scan.folders[0].copies.is_empty());
    assert_eq!(
        shown(&scan.strays),
        [
            "audits/2026-27/Q1/a/CF-26-0001 EmptyFolder",
            "audits/2026-27/Q1/c/CF-26-0001 EmptyFolder"
        ]
    );
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let outside = store(&["CF-26-0009/audit.yaml"]);
    let root = store(&["audits/2026-27/Q1/north/CF-26-0001/log.yaml"]);
    let folder = on_disk(root.path(), "audits/2026-27/Q1/north");
    symlink(outside.path().join("CF-26-0009"), folder.join("CF-26-0009")).unwrap();
    symlink(
        outside.path().join("CF-26-0009/audit.yaml"),
        folder.join("CF-26-0001/audit.yaml"),
    )
    .unwrap();
    let scan = audit_folders(root.path());
    assert_eq!(scan.folders.len(), 1);
    assert_eq!(shown(&scan.strays), ["audits/2026-27/Q1/north/CF-26-0009 Link"]);
    // It is the audit's form, which can't be read; it is not as if there were none.
    assert_eq!(scan.folders[0].files, [FileKind::Audit, FileKind::Log]);
    assert_eq!(scan.folders[0].strays, []);
    for path in ["CF-26-0009/audit.yaml", "CF-26-0001/audit.yaml"] {
        let refused = read_file(root.path(), &format!("audits/2026-27/Q1/north/{path}"));
        assert!(matches!(refused, Err(ReadError::Link(_))), "{refused:?}");
    }
    fs::rename(root.path().join("audits"), root.path().join("moved")).unwrap();
    symlink(root.path().join("moved"), root.path().join("audits")).unwrap();
    assert_eq!(shown(&audit_folders(root.path()).strays), ["audits Link"]);
}

#[test]
fn a_file_is_read_where_it_lies_in_the_store_and_is_not_too_big() {
    let root = store(&["audits/a.yaml", "draws/"]);
    let put = |path: &str, size: usize| fs::write(on_disk(root.path(), path), vec![b'x'; size]).unwrap();
    put("audits/a.yaml", 1024 * 1024);
    put("audits/b.yaml", 1024 * 1024 + 1);
    put("draws/c.json", 1024 * 1024 + 1);
    assert_eq!(
        read_file(root.path(), "audits/a.yaml").unwrap().len(),
        1024 * 1024
    );
    assert_eq!(
        read_file(root.path(), "draws/c.json").unwrap().len(),
        1024 * 1024 + 1
    );
    let refused = read_file(root.path(), "audits/b.yaml");
    assert!(matches!(refused, Err(ReadError::TooBig { size: 1_048_577, .. })));
    for path in ["no.yaml", "audits/a.yaml/x"] {
        assert!(
            matches!(read_file(root.path(), path), Err(ReadError::NotFound(_))),
            "{path}"
        );
    }
    assert!(matches!(
        read_file(root.path(), "audits"),
        Err(ReadError::NotAFile(_))
    ));
    for path in [
        "../x",
        "/etc/passwd",
        "audits/../a",
        "",
        "C:/x",
        "audits\\..\\..\\x",
        "a\0b",
    ] {
        assert!(
            matches!(read_file(root.path(), path), Err(ReadError::Outside(_))),
            "{path}"
        );
    }
}

#[test]
fn who_may_not_open_a_file_is_told_to_ask_for_access_and_not_to_put_another_in_its_place() {
    let closed = OpenError::from(ReadError::Closed("qaf.toml".to_owned())).to_string();
    assert!(
        closed.contains("Ask whoever looks after the folder") && !closed.contains("Restore"),
        "{closed}"
    );
    let gone = OpenError::from(ReadError::NotFound("qaf.toml".to_owned())).to_string();
    assert!(
        gone.ends_with("Restore it from a copy; qaf init in another folder makes a fresh one to copy."),
        "{gone}"
    );
}
