//! The examples are right, and the filled store is the demo's.
//!
//! `QAF_EXAMPLES=write cargo test --test fast examples` makes the store anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn example(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn json(args: &[&str]) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qaf"));
    command.env("QAF_CACHE", "");
    command
        .args([
            "--as-of",
            "2026-11-24",
            "--format",
            "json",
            "--store",
            &example("store"),
        ])
        .args(args);
    let output = command
        .env_remove("QAF_STORE")
        .env_remove("QAF_AS_OF")
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Every file below a folder, by its path within.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_filled_store_is_what_the_demo_makes() {
    let scratch = tempfile::tempdir().unwrap();
    let made = scratch.path().join("council");
    let mut demo = Command::new(env!("CARGO_BIN_EXE_qaf"));
    demo.env("QAF_CACHE", "");
    assert!(
        demo.args(["demo", "--short"])
            .arg(&made)
            .output()
            .unwrap()
            .status
            .success()
    );
    let mut files = tree(&made);
    // The lock, and the lists that lie beside a council's store.
    files.retain(|name, _| name != ".lock" && !name.starts_with("roster-"));
    let held = example("store");
    if std::env::var_os("QAF_EXAMPLES").is_some() {
        fs::remove_dir_all(&held).unwrap();
        for (name, bytes) in &files {
            let path = Path::new(&held).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        return;
    }
    let stands = tree(Path::new(&held));
    let other: Vec<&String> = files
        .keys()
        .chain(stands.keys())
        .filter(|name| files.get(*name) != stands.get(*name))
        .collect();
    assert!(
        other.is_empty(),
        "QAF_EXAMPLES=write cargo test --test fast examples renews {other:?}"
    );
}

#[test]
fn the_filled_store_opens_and_only_the_audit_with_mistakes_has_errors() {
    let found = json(&["validate"]);
    let audits: std::collections::BTreeSet<&str> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["audit"].as_str().unwrap())
        .collect();
    assert_eq!(audits.len(), 1, "{audits:?}");
    assert!(json(&["tracker"])["audits"].as_array().unwrap().len() > 12);
}

#[test]
fn the_roster_and_the_people_are_read_without_a_fault() {
    let roster = fs::read(example("roster.csv")).unwrap();
    let none = BTreeMap::new();
    let read = qaf::roster::read(
        &[("roster.csv", &roster)],
        "2026-10-05".parse().unwrap(),
        &none,
        &none,
    )
    .unwrap();
    assert_eq!(read.faults, []);
    assert!(read.cases.len() > 90);
    let people = fs::read(example("people.csv")).unwrap();
    assert_eq!(qaf::roster::people::read(&people, &[], &[]).1, []);
}

#[test]
fn the_records_of_its_draws_replay() {
    for entry in fs::read_dir(Path::new(&example("store")).join("draws")).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        qaf::draw::verify(&bytes).unwrap();
    }
}

/// The command lines of the program in an example, each in words: of a cron table, a unit or a task of Windows.
fn command_lines(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(example(name)).unwrap();
    let lines: Vec<String> = if Path::new(name).extension().unwrap() == "xml" {
        let texts = |tag: &str| -> Vec<String> {
            let open = format!("<{tag}>");
            let pieces = text.split(&open).skip(1);
            pieces
                .map(|piece| piece.split("</").next().unwrap().replace("&gt;", ">"))
                .collect()
        };
        let commands = texts("Command").into_iter().zip(texts("Arguments"));
        commands
            .map(|(command, arguments)| format!("{command} {arguments}"))
            .collect()
    } else {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines
            .filter(|line| line.contains("/usr/local/bin/qaf"))
            .map(str::to_owned)
            .collect()
    };
    let words = |line: &String| {
        // What a shell does with the output is not the program's.
        let line = line.split('>').next().unwrap().replace("ExecStart=", "");
        let is_program = |word: &&str| word.ends_with("bin/qaf") || word.ends_with("qaf.exe");
        let words = line.split_whitespace().skip_while(|word| !is_program(word));
        words.skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    lines.iter().map(words).collect()
}

#[test]
fn the_commands_of_the_scheduled_jobs_run() {
    for (name, number) in [
        ("qaf.cron", 2),
        ("qaf-reports.service", 1),
        ("qaf-due.service", 1),
        ("qaf-reports.xml", 2),
    ] {
        let reports = tempfile::tempdir().unwrap();
        let lines = command_lines(name);
        assert_eq!(lines.len(), number, "{name}: {lines:?}");
        for words in lines {
            let words: Vec<String> = words
                .into_iter()
                .map(|word| match word.as_str() {
                    "/srv/qaf/reports" | r"C:\QAF\reports" => reports.path().to_str().unwrap().to_owned(),
                    r"C:\QAF\store" => example("store"),
                    _ => word,
                })
                .collect();
            let mut command = Command::new(env!("CARGO_BIN_EXE_qaf"));
            command.env("QAF_CACHE", "");
            command
                .args(&words)
                .env("QAF_AS_OF", "2027-01-15")
                .env("QAF_STORE", example("store"));
            let ran = command.output().unwrap();
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            // In the example something is overdue.
            let wanted = i32::from(words.iter().any(|word| word == "due"));
            assert_eq!(ran.status.code(), Some(wanted), "{name}: {words:?}: {said}");
        }
        let written = fs::read_dir(reports.path()).unwrap().count();
        assert_eq!(written, if name == "qaf-due.service" { 0 } else { 7 }, "{name}");
    }
}

#[test]
fn the_task_of_windows_is_well_formed_and_in_the_order_that_windows_asks_for() {
    let text = fs::read_to_string(example("qaf-reports.xml")).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut depth = 0;
    let mut parts = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(start) => {
                if depth == 1 {
                    parts.push(start.name().as_ref().to_owned());
                }
                depth += 1;
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert_eq!(
        parts,
        [
            "RegistrationInfo",
            "Triggers",
            "Principals",
            "Settings",
            "Actions"
        ]
    );
}
