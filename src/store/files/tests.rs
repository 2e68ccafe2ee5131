use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::{TempDir, tempdir};

use super::claim::claim;
use super::lock::lock;
use super::*;
use crate::framework::AuditId;
use crate::store::layout::LOCK;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_whole_and_leaves_nothing_beside_it() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("audit.yaml");
    create_new(&path, b"one\n", Access::Group).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one\n");
    assert_eq!(names(folder.path()), ["audit.yaml"]);
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("audit.yaml");
    fs::write(&path, "a person's words\n").unwrap();
    let refused = create_new(&path, b"mine\n", Access::Group).unwrap_err();
    assert!(refused.is_there_already(), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), b"a person's words\n");
    assert_eq!(names(folder.path()), ["audit.yaml"]);
}

#[test]
fn of_many_who_make_one_file_one_succeeds() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("audit.yaml");
    for round in 0..20 {
        let path = path.with_extension(round.to_string());
        let made: Vec<(usize, bool)> = thread::scope(|scope| {
            let makers: Vec<_> = (0..8)
                .map(|who| {
                    let path = &path;
                    let bytes = format!("{who}").repeat(5000);
                    scope.spawn(move || (who, create_new(path, bytes.as_bytes(), Access::Group).is_ok()))
                })
                .collect();
            makers.into_iter().map(|maker| maker.join().unwrap()).collect()
        });
        let winners: Vec<usize> = made.iter().filter(|(_, ok)| *ok).map(|(who, _)| *who).collect();
        assert_eq!(winners.len(), 1);
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            format!("{}", winners[0]).repeat(5000)
        );
    }
    assert_eq!(names(folder.path()).len(), 20, "no temporary file is left");
}

#[test]
fn a_missing_folder_and_a_file_in_its_place_are_told() {
    let folder = tempdir().unwrap();
    let refused = create_new(&folder.path().join("no/audit.yaml"), b"", Access::Group).unwrap_err();
    assert!(
        refused.to_string().contains("is not there. Check the path"),
        "{refused}"
    );
    fs::write(folder.path().join("no"), "").unwrap();
    let refused = create_dirs(&folder.path().join("no/way"), Access::Group).unwrap_err();
    assert!(refused.to_string().contains("was not written: "), "{refused}");
    assert_eq!(names(folder.path()), ["no"]);
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_open_to_those_they_are_for() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let root = tempdir().unwrap();
    for (name, access, folder, file) in [
        ("g", Access::Group, 0o770, 0o660),
        ("p", Access::Private, 0o700, 0o600),
    ] {
        let deep = root.path().join(name).join("a/b");
        create_dirs(&deep, access).unwrap();
        create_dirs(&deep, access).unwrap();
        assert_eq!(mode(&deep), folder);
        assert_eq!(mode(&root.path().join(name)), folder);
        create_new(&deep.join("x"), b"", access).unwrap();
        assert_eq!(mode(&deep.join("x")), file);
        let id = claim(&deep, "CF", 26, 1, access).unwrap();
        assert_eq!(mode(&deep.join(id.to_string())), file);
        let held = lock(&deep, access, Duration::ZERO, || ()).unwrap();
        assert_eq!(mode(&deep.join(LOCK)), file);
        drop(held);
    }
    // A folder that hands its group on goes on doing so.
    let shared = root.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o2770)).unwrap();
    create_dirs(&shared.join("team"), Access::Group).unwrap();
    assert_eq!(mode(&shared.join("team")), 0o2770);
}

#[test]
fn a_line_is_added_whole_even_after_a_torn_one() {
    let folder = tempdir().unwrap();
    let log = folder.path().join("log.yaml");
    assert!(append_line(&log, "- {}").is_err(), "a log is made by create_new");
    fs::write(&log, "").unwrap();
    append_line(&log, "- one").unwrap();
    fs::write(&log, "- one\n- tor").unwrap();
    append_line(&log, "- two").unwrap();
    append_line(&log, "- three").unwrap();
    assert_eq!(
        fs::read_to_string(&log).unwrap(),
        "- one\n- tor\n- two\n- three\n"
    );
    assert!(matches!(
        append_line(&log, "a\nb"),
        Err(WriteError::NotOneLine { .. })
    ));
}

#[test]
fn lines_of_many_writers_stay_whole() {
    let folder = tempdir().unwrap();
    let log = folder.path().join("log.yaml");
    fs::write(&log, "").unwrap();
    thread::scope(|scope| {
        for who in 0..8 {
            let log = &log;
            scope.spawn(move || {
                for _ in 0..20 {
                    append_line(log, &who.to_string().repeat(300)).unwrap();
                }
            });
        }
    });
    let text = fs::read_to_string(&log).unwrap();
    // A writer may take another's half-written line for a torn one; then an empty line stands between them.
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 160);
    assert!(
        lines
            .iter()
            .all(|line| line.len() == 300 && line.bytes().all(|b| b == line.as_bytes()[0]))
    );
}

fn ids() -> TempDir {
    tempdir().unwrap()
}

#[test]
fn numbers_go_on_from_the_highest_of_any_prefix() {
    let ids = ids();
    let claimed = |prefix: &str, next| {
        claim(ids.path(), prefix, 26, next, Access::Group)
            .unwrap()
            .to_string()
    };
    assert_eq!(claimed("CF", 1), "CF-26-0001");
    assert_eq!(claimed("OP", 1), "OP-26-0002");
    assert_eq!(claimed("CF", 40), "CF-26-0040");
    fs::write(ids.path().join("Thumbs.db"), "").unwrap();
    assert_eq!(claimed("LA", 1), "LA-26-0041");
    assert!(claim(ids.path(), "cf", 26, 1, Access::Group).is_err());
    let missing = claim(&ids.path().join("no"), "CF", 26, 1, Access::Group).unwrap();
    assert_eq!(missing.to_string(), "CF-26-0001");
}

#[test]
fn eight_who_claim_a_hundred_each_share_no_number() {
    let ids = ids();
    let prefixes = ["CF", "OP", "IR", "FR"];
    let claimed: Vec<AuditId> = thread::scope(|scope| {
        let claimers: Vec<_> = (0..8)
            .map(|who| {
                let ids = ids.path();
                let prefix = prefixes[who % prefixes.len()];
                scope.spawn(move || {
                    (0..100)
                        .map(|_| claim(ids, prefix, 26, 1, Access::Group).unwrap())
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        claimers
            .into_iter()
            .flat_map(|claimer| claimer.join().unwrap())
            .collect()
    });
    let numbers: BTreeSet<u32> = claimed.iter().map(AuditId::number).collect();
    assert_eq!(numbers.len(), 800);
    let on_disk: BTreeSet<String> = names(ids.path()).into_iter().collect();
    assert_eq!(on_disk, claimed.iter().map(ToString::to_string).collect());
}

/// Names the folder in which a process of its own is to claim numbers.
const CLAIM_IN: &str = "QAF_TEST_CLAIM_IN";

#[test]
fn eight_processes_that_claim_a_hundred_each_share_no_number() {
    if let Ok(ids) = std::env::var(CLAIM_IN) {
        let prefix = if std::process::id().is_multiple_of(2) {
            "CF"
        } else {
            "OP"
        };
        for _ in 0..100 {
            claim(Path::new(&ids), prefix, 26, 1, Access::Group).unwrap();
        }
        return;
    }
    let ids = ids();
    let name = "store::files::tests::eight_processes_that_claim_a_hundred_each_share_no_number";
    let claimers: Vec<_> = (0..8)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", name])
                .env(CLAIM_IN, ids.path())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut claimer in claimers {
        assert!(claimer.wait().unwrap().success());
    }
    let claimed = names(ids.path());
    let numbers: BTreeSet<&str> = claimed.iter().map(|id| &id[6..]).collect();
    assert_eq!((claimed.len(), numbers.len()), (800, 800));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_as_such() {
    let refused = append_line(Path::new("/dev/full"), "- one").unwrap_err();
    assert!(refused.to_string().contains("the disk is full"), "{refused}");
}

#[test]
fn a_store_is_locked_by_one_at_a_time() {
    let root = tempdir().unwrap();
    let take = |patience| {
        let mut told = 0;
        let held = lock(root.path(), Access::Group, patience, || told += 1);
        (held, told)
    };
    let (first, told) = take(Duration::ZERO);
    assert!(first.is_ok() && told == 0);
    let (second, told) = take(Duration::from_millis(120));
    assert!(matches!(second, Err(LockError::Busy { .. })) && told == 1);
    thread::scope(|scope| {
        let waiting =
            scope.spawn(|| lock(root.path(), Access::Group, Duration::from_secs(20), || ()).is_ok());
        thread::sleep(Duration::from_millis(100));
        drop(first);
        assert!(waiting.join().unwrap());
    });
    assert!(take(Duration::ZERO).0.is_ok());
    let nowhere = lock(&root.path().join("no"), Access::Group, Duration::ZERO, || ());
    assert!(matches!(nowhere, Err(LockError::File(_))));
}

#[test]
fn a_fault_of_the_drive_is_told_in_plain_words() {
    let path = Path::new("store/audit.yaml");
    let told = |kind: io::ErrorKind| WriteError::failed(path, kind.into()).to_string();
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::InvalidFilename,
        io::ErrorKind::Unsupported,
        io::ErrorKind::TimedOut,
    ];
    let all: Vec<String> = kinds.into_iter().map(told).collect();
    insta::assert_snapshot!(all.join("\n").replace('\\', "/"));
}
