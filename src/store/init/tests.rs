use crate::framework::expected::LINE_MANAGER;
use std::collections::BTreeSet;

use tempfile::tempdir;

use super::*;
use crate::framework::{Calendar, FormId, Step};
use crate::store::{schedule_toml, settings, yaml};

fn extra() -> Vec<(String, Vec<u8>)> {
    vec![(
        "schemas/child-case-2019.audit.schema.json".to_owned(),
        b"{}\n".to_vec(),
    )]
}

/// Every file and folder under a folder, with a file's bytes.
fn tree(folder: &Path) -> BTreeSet<(String, Option<Vec<u8>>)> {
    let mut found = BTreeSet::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = layout::stored(folder, &path).unwrap();
            found.insert((name, fs::read(&path).ok()));
            if path.is_dir() {
                todo.push(path);
            }
        }
    }
    found
}

#[test]
fn a_store_is_made_once_and_never_changed_by_a_second_time() {
    let root = tempdir().unwrap();
    let store = root.path().join("new/store");
    let InitOutcome::Made { files } = make_store(&store, &NewStore::default(), extra()).unwrap() else {
        panic!("it was not there");
    };
    assert_eq!(files.last().map(String::as_str), Some("qaf.toml"));
    for folder in EMPTY_FOLDERS {
        assert!(store.join(folder).is_dir());
    }
    fs::write(store.join("people.csv"), "name,role\n").unwrap();
    fs::remove_file(store.join("exemptions.csv")).unwrap();
    let before = tree(&store);
    let again = make_store(&store, &NewStore::default(), extra()).unwrap();
    let forms = format!(
        "forms/ ({} forms)",
        shipped::FORMS.len() + shipped::EXIT_FORMS.len()
    );
    let what = [
        "qaf.toml",
        "schedule.toml",
        "people.csv",
        "bank-holidays.json",
        "README.txt",
        &forms,
        "forms/rubric/ (2 guidelines)",
        "letters/ (22 files)",
        "schemas/ (1 schema)",
        "draws/ (0 draws)",
        "audits/ (0 audits)",
    ]
    .map(ToOwned::to_owned);
    assert_eq!(again, InitOutcome::AlreadyThere { what: what.to_vec() });
    assert_eq!(tree(&store), before);
}

#[test]
fn a_folder_with_other_things_is_taken_and_one_with_files_in_the_way_is_not() {
    let store = tempdir().unwrap();
    fs::write(store.path().join("minutes.docx"), "x").unwrap();
    fs::write(store.path().join("people.csv"), "ours\n").unwrap();
    let before = tree(store.path());
    let refused = make_store(store.path(), &NewStore::default(), extra()).unwrap_err();
    assert!(
        refused.to_string().contains(" holds people.csv already"),
        "{refused}"
    );
    assert_eq!(tree(store.path()), before);

    fs::remove_file(store.path().join("people.csv")).unwrap();
    assert!(matches!(
        make_store(store.path(), &NewStore::default(), extra()),
        Ok(InitOutcome::Made { .. })
    ));
    assert_eq!(fs::read(store.path().join("minutes.docx")).unwrap(), b"x");

    let file = store.path().join("minutes.docx");
    assert!(matches!(
        make_store(&file, &NewStore::default(), extra()),
        Err(InitError::NotAFolder(_))
    ));
}

#[test]
fn a_run_that_was_stopped_is_finished_by_the_next() {
    let store = tempdir().unwrap();
    make_store(store.path(), &NewStore::default(), extra()).unwrap();
    let whole = tree(store.path());
    fs::remove_file(store.path().join("qaf.toml")).unwrap();
    fs::remove_file(store.path().join("README.txt")).unwrap();
    assert!(matches!(
        make_store(store.path(), &NewStore::default(), extra()),
        Ok(InitOutcome::Made { .. })
    ));
    assert_eq!(tree(store.path()), whole);
}

#[test]
fn what_is_shipped_is_all_of_it_and_sound() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let forms = [shipped::FORMS, shipped::EXIT_FORMS].concat();
    for (folder, shipped) in [("forms", forms.as_slice()), ("forms/rubric", shipped::RUBRICS)] {
        let listed: BTreeSet<String> = fs::read_dir(top.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains(".yaml"))
            .collect();
        let named: BTreeSet<String> = shipped.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed, named);
        for (name, text) in shipped {
            assert!(yaml::parse(text).is_ok(), "{name}");
        }
    }
    let letters: BTreeSet<String> = fs::read_dir(top.join("shipped/letters"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.txt")
        .collect();
    let named: BTreeSet<String> = shipped::LETTERS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let steps: BTreeSet<String> = Step::NAMES
        .iter()
        .map(|(name, _)| format!("{name}.txt"))
        .chain(["action.txt", "observe.txt", "send-to-auditor.txt"].map(str::to_owned))
        .chain(["work.txt", "panel-invite.txt", "panel-view.txt"].map(str::to_owned))
        .collect();
    assert_eq!((&letters, &named), (&steps, &steps), "a letter a step");
    assert!(Calendar::from_json(shipped::BANK_HOLIDAYS).is_ok());
    let forms: Vec<FormId> = shipped::FORMS
        .iter()
        .filter_map(|(name, _)| FormId::new(name.rsplit_once('-')?.0))
        .collect();
    let settings = settings::read(shipped::SETTINGS.as_bytes(), &forms).unwrap();
    schedule_toml::read(shipped::SCHEDULE.as_bytes(), &settings, &forms).unwrap();
}

#[test]
fn the_sample_of_people_holds_every_role_that_the_schedule_names() {
    let forms: Vec<FormId> = Vec::new();
    let settings = settings::read(b"", &forms).unwrap();
    let mut reader = csv::Reader::from_reader(shipped::PEOPLE.as_bytes());
    let headers: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(
        headers.join(","),
        "name,aliases,role,service,team,manager,tier,bg,started,left,probation_ends,email"
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let names: BTreeSet<&str> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!(names.len(), rows.len());
    let mut held: BTreeSet<String> = BTreeSet::new();
    for row in &rows {
        held.extend(row[2].split(';').map(ToOwned::to_owned));
        held.insert(format!("tier:{}", &row[6]));
        held.insert(format!("bg:{}", &row[7]));
        assert!(row[5].is_empty() || names.contains(&row[5]), "{}", &row[5]);
        assert!(row[2].split(';').all(|role| settings.knows(role)), "{}", &row[2]);
        for service in row[3].split(';').filter(|service| !service.is_empty()) {
            assert!(
                shipped::SCHEDULE.contains(&format!("name = \"{service}\"")),
                "{service}"
            );
        }
    }
    let lists = ["auditors", "moderators", "reviewers", "workers"];
    let schedule: toml::Table = shipped::SCHEDULE.parse().unwrap();
    for row in schedule["row"].as_array().unwrap() {
        for role in lists
            .iter()
            .filter_map(|list| row.get(list)?.as_array())
            .flatten()
        {
            // That of a worker's line manager is nobody's own.
            let role = role.as_str().unwrap();
            assert!(held.contains(role) || role == LINE_MANAGER, "{role}");
        }
    }
}

#[test]
fn line_ends_are_those_of_the_people_who_read_it() {
    for (path, bytes) in new_store_files(&NewStore::default()) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with('\n') && !text.starts_with('\u{feff}'), "{path}");
        let breaks = text.matches('\n').count();
        let expected = if path == "README.txt" { breaks } else { 0 };
        assert_eq!(text.matches("\r\n").count(), expected, "{path}");
        if path == "README.txt" {
            assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 79));
        }
    }
}
