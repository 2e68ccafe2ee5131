//! Reports in files: one, or every format at once; whole or not at all, and none overwritten.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use super::store::{Ran, Store, tree};

const TODAY: &str = "2027-01-15";
const STEM: &str = "Quality-assurance-2026-27-Q3-as-of-2027-01-15";

/// A folder beside the store.
fn beside(store: &Store, name: &str) -> std::path::PathBuf {
    let folder = store.root().parent().unwrap().join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn every_format(store: &Store, folder: &str) -> Ran {
    store.run(
        TODAY,
        &["report", "quarterly", "--output", folder, "--all-formats"],
    )
}

fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

#[test]
fn a_files_name_chooses_the_format_and_its_bytes_are_those_on_standard_output() {
    let store = Store::example();
    let out = beside(&store, "out");
    for ending in ["txt", "json", "csv", "md", "html", "docx", "xlsx"] {
        let file = out.join(format!("r.{ending}"));
        let path = file.to_str().unwrap();
        store
            .run(TODAY, &["report", "quarterly", "--output", path])
            .says(0, &["Written: "]);
        let format = if ending == "txt" { "text" } else { ending };
        let printed = store
            .command(TODAY, &["report", "quarterly", "--format", format])
            .output()
            .unwrap();
        // A spreadsheet looks for the mark of UTF-8, and a program that reads from a pipe for a key.
        let mark = if ending == "csv" { "\u{feff}" } else { "" };
        assert!(!printed.stdout.starts_with("\u{feff}".as_bytes()), "{ending}");
        let expected = [mark.as_bytes(), &printed.stdout].concat();
        assert_eq!(expected, fs::read(&file).unwrap(), "{ending}");
        assert!(!printed.stdout.is_empty());
        // The same again is no fault; another report is.
        store
            .run(TODAY, &["report", "quarterly", "--output", path])
            .says(0, &["There already, and the same"]);
        let other = store.run("2026-11-24", &["report", "quarterly", "--output", path]);
        other.refuses(&["is there already and was left as it is", "Move it away"]);
        assert_eq!(expected, fs::read(&file).unwrap(), "{ending}");
    }
    assert_eq!(names(&out).len(), 7);
    let tracker = out.join("tracker.csv");
    store
        .run(TODAY, &["tracker", "--output", tracker.to_str().unwrap()])
        .says(0, &[]);
    assert!(fs::read_to_string(tracker).unwrap().starts_with("\u{feff}id,"));
}

#[test]
fn csv_has_its_mark_in_every_file_and_what_a_terminal_obeys_in_none() {
    let store = Store::example();
    let settings = store.read("people.csv");
    store.write("people.csv", settings.replace("North", "=No\u{7}rth\u{202e}"));
    let out = beside(&store, "out");
    let reports: [&[&str]; 6] = [
        &["tracker"],
        &["due"],
        &["schedule"],
        &["report", "coverage"],
        &["report", "compliance"],
        &["report", "actions"],
    ];
    for (place, report) in reports.into_iter().enumerate() {
        let file = out.join(format!("{place}.csv"));
        let to = [report, &["--output", file.to_str().unwrap()]].concat();
        store.run(TODAY, &to).says(0, &[]);
        let piped = store.run(TODAY, &[report, &["--format", "csv"]].concat()).stdout;
        let kept = fs::read_to_string(&file).unwrap();
        assert_eq!(kept, format!("\u{feff}{piped}"), "{report:?}");
        let is_obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}' || c == '\u{feff}';
        assert!(!piped.contains(is_obeyed), "{report:?}");
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(piped.as_bytes())
            .into_records();
        for row in rows.map(Result::unwrap) {
            assert!(
                row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
                "{row:?}"
            );
        }
    }
}

#[test]
fn every_format_is_written_at_once_and_again() {
    let store = Store::example();
    let out = beside(&store, "out");
    let ran = every_format(&store, "out");
    assert_eq!(ran.says(0, &[]).stdout, "");
    assert_eq!(
        ran.stderr
            .lines()
            .filter(|line| line.starts_with("Written: "))
            .count(),
        7
    );
    let wanted = ["csv", "docx", "html", "json", "md", "txt", "xlsx"];
    assert_eq!(names(&out), wanted.map(|ending| format!("{STEM}.{ending}")));
    let before = tree(&out);
    fs::remove_file(out.join(format!("{STEM}.xlsx"))).unwrap();
    let again = every_format(&store, "out");
    assert_eq!(
        again
            .says(0, &[])
            .stderr
            .matches("There already, and the same")
            .count(),
        6
    );
    assert_eq!(tree(&out), before, "the same bytes, on another run");
    let quiet = store.run(
        TODAY,
        &["-q", "report", "quarterly", "--output", "out", "--all-formats"],
    );
    assert_eq!(quiet.says(0, &[]).stderr, "");
}

#[test]
fn where_a_file_is_in_the_way_none_is_written() {
    let store = Store::example();
    let out = beside(&store, "out");
    // Of the seven it comes last but one.
    fs::write(out.join(format!("{STEM}.csv")), "of another day").unwrap();
    every_format(&store, "out").refuses(&["is there already", "nothing was written"]);
    assert_eq!(names(&out), [format!("{STEM}.csv")]);
    assert_eq!(
        fs::read(out.join(format!("{STEM}.csv"))).unwrap(),
        b"of another day"
    );
}

#[test]
fn a_place_that_is_none_is_refused_with_what_to_do() {
    let store = Store::example();
    every_format(&store, "missing").refuses(&["missing is no folder. Make the folder first"]);
    every_format(&store, "s/qaf.toml").refuses(&["s/qaf.toml is no folder"]);
    let report = |more: &[&str]| {
        let mut args = vec!["report", "quarterly"];
        args.extend(more);
        store.run(TODAY, &args)
    };
    report(&["--output", "s"]).refuses(&["s is a folder. Name a file in it", "--all-formats"]);
    report(&["--output", "missing/r.html"]).refuses(&["missing/r.html was not written", "is not there"]);
    report(&["--output", "r.pdf"]).refuses(&[
        "r.pdf: qaf makes no PDF itself",
        "Save as PDF",
        ".docx, .xlsx",
    ]);
    store.run(TODAY, &["show", "CF1", "--output", "r.pdf"]).refuses(&[
        "r.pdf: qaf makes no PDF itself",
        "Save as PDF",
        ".docx, .xlsx",
    ]);
    report(&["--output", "s", "--all-formats", "--format", "csv"]).refuses(&["leave out --format"]);
    report(&["--all-formats"]).says(2, &["--output"]);
    assert!(!store.root().parent().unwrap().join("r.pdf").exists());
}

/// Whoever may write anywhere meets no folder that can't be written to.
#[cfg(unix)]
#[test]
fn where_the_folder_can_only_be_read_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Store::example();
    let out = beside(&store, "out");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(out.join("probe"), "").is_ok() {
        return;
    }
    every_format(&store, "out").refuses(&["you may not write there", "Nothing was written"]);
    assert_eq!(names(&out), [] as [String; 0]);
}

/// A limit on the size of a file stands for a disk that fills up in the middle of one.
#[cfg(unix)]
#[test]
fn where_the_room_runs_out_nothing_is_left() {
    let store = Store::example();
    let out = beside(&store, "out");
    let qaf = assert_cmd::cargo::cargo_bin!("qaf").to_str().unwrap().to_owned();
    let line = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{qaf}' --store s --as-of {TODAY} report quarterly --output out --all-formats"
    );
    let mut command = std::process::Command::new("sh");
    command
        .current_dir(store.root().parent().unwrap())
        .args(["-c", &line]);
    Ran::of(command).refuses(&["was not written", "Nothing was written"]);
    assert_eq!(names(&out), [] as [String; 0]);
}

#[cfg(unix)]
#[test]
fn a_report_is_for_those_who_may_open_the_store() {
    use std::os::unix::fs::PermissionsExt as _;
    let store = Store::example();
    beside(&store, "out");
    every_format(&store, "out").says(0, &[]);
    for entry in fs::read_dir(store.root().parent().unwrap().join("out")).unwrap() {
        assert_eq!(
            entry.unwrap().metadata().unwrap().permissions().mode() & 0o777,
            0o660
        );
    }
}

/// A packed file with one piece of a part changed.
fn changed(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if name == part {
            assert!(text.contains(from), "{from} in {part}");
            text = text.replace(from, to);
        }
        packed
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        packed.write_all(text.as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn a_word_document_takes_the_councils_template_and_a_mistake_in_it_is_told() {
    let store = Store::example();
    store
        .run(TODAY, &["report", "template", "--output", "own.docx"])
        .says(0, &["Written: own.docx"]);
    let own = fs::read(store.root().parent().unwrap().join("own.docx")).unwrap();
    let plain = store
        .command(TODAY, &["report", "quarterly", "--format", "docx"])
        .output()
        .unwrap();
    fs::create_dir(store.path("templates")).unwrap();
    store.write("templates/report.docx", &own);
    let shipped = store
        .command(TODAY, &["report", "quarterly", "--format", "docx"])
        .output()
        .unwrap();
    assert_eq!(
        shipped.stdout, plain.stdout,
        "the shipped template changes nothing"
    );
    let in_verdana = changed(&own, "word/styles.xml", "Arial", "Verdana");
    store.write("templates/report.docx", in_verdana);
    let ran = store
        .command(TODAY, &["report", "quarterly", "--format", "docx"])
        .output()
        .unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(ran.stdout)).unwrap();
    let mut styles = String::new();
    archive
        .by_name("word/styles.xml")
        .unwrap()
        .read_to_string(&mut styles)
        .unwrap();
    assert!(styles.contains("Verdana") && !styles.contains("Arial"));
    store.write(
        "templates/report.docx",
        changed(&own, "word/document.xml", "{{ report }}", "Report"),
    );
    beside(&store, "out");
    for ran in [
        store.run(TODAY, &["report", "quarterly", "--format", "docx"]),
        every_format(&store, "out"),
    ] {
        ran.refuses(&[
            "templates/report.docx: word/document.xml, line ",
            "No paragraph says {{ report }}",
            "qaf report template --output report.docx",
        ]);
    }
    store.run(TODAY, &["validate"]).says(1, &[]);
    store
        .run(TODAY, &["report", "quarterly", "--format", "md"])
        .says(0, &[]);
}

#[test]
fn two_teams_reports_lie_in_one_folder() {
    let store = Store::example();
    let folder = beside(&store, "out");
    for team in ["North", "South"] {
        let folder = folder.to_str().unwrap();
        for report in [&["tracker", "--team", team][..], &["due", "--team", team]] {
            let to = ["--output", folder, "--all-formats"];
            store.run(TODAY, &[report, &to].concat()).says(0, &[team]);
        }
    }
}
