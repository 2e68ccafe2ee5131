//! Files that were made to harm, or taken for a list by mistake: refused in a moment, in little memory.
//!
//! On Linux each run has 600 MB of address space, which the program asks for far more of than it uses; on other systems
//! the sentence and the exit status are all that is asked for.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Store;
use super::store::{FIRST_DAY, Ran, program};

/// The program on a store, with a bound on its memory where the system has one.
fn bounded(store: &Store, args: &[&str]) -> Ran {
    let root = store.root();
    let folder = root.parent().unwrap();
    let mut all = vec!["--store", "s", "--as-of", FIRST_DAY];
    all.extend(args);
    let plain = program(folder, &all);
    let command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell
            .current_dir(folder)
            .args(["-c", "ulimit -v 600000 && exec \"$@\"", "sh"]);
        shell.arg(plain.get_program()).args(plain.get_args());
        // Each thread has an address space of its own for what it allocates.
        shell
            .env("QAF_CACHE", "")
            .env("RAYON_NUM_THREADS", "2")
            .env("MALLOC_ARENA_MAX", "1");
        for name in ["QAF_STORE", "QAF_AS_OF", "QAF_BY", "NO_COLOR", "TZ"] {
            shell.env_remove(name);
        }
        shell
    } else {
        plain
    };
    let begun = Instant::now();
    let ran = Ran::of(command);
    assert!(begun.elapsed() < Duration::from_mins(2), "{:?}", begun.elapsed());
    ran
}

/// The list is refused by the draw, and by the look at it, with these words.
#[track_caller]
fn refused(name: &str, list: &[u8], words: &[&str]) {
    let store = Store::new();
    store.give_as(name, list);
    bounded(&store, &["allocate", "--roster", name]).refuses(words);
    let ran = bounded(&store, &["roster", "inspect", name]);
    assert!(ran.code == Some(1) || ran.code == Some(2), "{ran:?}");
}

/// A workbook with these parts beside those that every one has.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{types}\"/>")),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"A\" sheetId=\"1\" \
                 r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", strings.to_owned()),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn inline(cell: &str) -> String {
    format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{cell}</is></c></row>")
}

#[test]
fn a_workbook_that_claims_more_than_it_holds() {
    let claim = "<sst count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>child_id</t></si></sst>";
    let book = workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", claim);
    assert!(book.len() < 2_500, "{}", book.len());
    refused(
        "book.xlsx",
        &book,
        &[
            "book.xlsx says that it holds 4000000000 different texts",
            "save the list as CSV",
        ],
    );
}

#[test]
fn a_workbook_with_a_cell_without_an_end() {
    let long = "x".repeat(60 << 20);
    for cell in [
        format!("<t>{long}</t>"),
        format!("<r><t>{}</t></r>", "y".repeat(1000)).repeat(2000),
    ] {
        refused(
            "book.xlsx",
            &workbook(&inline(&cell), "<sst/>"),
            &["book.xlsx has a cell of more than 1,000,000 characters"],
        );
        refused(
            "book.xlsx",
            &workbook("", &format!("<sst uniqueCount=\"1\"><si>{cell}</si></sst>")),
            &["book.xlsx has a cell of more than 1,000,000 characters"],
        );
    }
}

#[test]
fn a_workbook_that_unpacks_without_an_end() {
    let rows = "<row/>".repeat(12 << 20);
    refused(
        "book.xlsx",
        &workbook(&rows, "<sst/>"),
        &["book.xlsx unpacks to more than 64 MB"],
    );
}

#[test]
fn a_text_with_a_row_without_an_end() {
    let head = "child_id,team,case_holder,legal_status,opened\n";
    let row = "1,North,Kit Adams,CIN,2026-01-10\n";
    let long = format!("{head}1,{},Kit Adams,CIN,2026-01-10\n", "x".repeat(90 << 20));
    refused(
        "cases.csv",
        long.as_bytes(),
        &["cases.csv has a line of more than 1048576 characters (line 2)"],
    );
    let wide: Vec<u8> = long
        .encode_utf16()
        .take(40 << 20)
        .flat_map(u16::to_le_bytes)
        .collect();
    refused(
        "cases.csv",
        &[b"\xFF\xFE".as_slice(), &wide].concat(),
        &["cases.csv has a line of more than"],
    );
    let open = format!(
        "{head}1,\"North,Kit Adams,CIN,2026-01-10\n{}",
        row.repeat(1_000_000)
    );
    refused(
        "cases.csv",
        open.as_bytes(),
        &["cases.csv has a quotation mark in row 2 (line 2) that is not closed"],
    );
    let rows = format!("{head}{}", "\n".repeat(50 << 20));
    refused(
        "cases.csv",
        rows.as_bytes(),
        &["cases.csv has more than 1048576 rows"],
    );
}

#[test]
fn a_list_that_is_too_large_is_not_opened() {
    let store = Store::new();
    let path = store.root().with_file_name("cases.csv");
    // It takes no room on the drive.
    fs::File::create(&path).unwrap().set_len(3 << 30).unwrap();
    for args in [
        &["allocate", "--roster", "cases.csv"][..],
        &["roster", "inspect", "cases.csv"],
        &["draw", "verify", "--roster", "cases.csv"],
    ] {
        bounded(&store, args)
            .refuses(&["cases.csv has 3221225472 bytes and is not read: such a file has at most 134217728"]);
    }
}

#[test]
fn a_list_that_is_no_list_in_every_row_is_refused_all_the_same() {
    let rows = "not,a,list,of,cases,at,all\n".repeat(200_000);
    let list = format!("child_id,team,case_holder,legal_status,opened\n{rows}");
    let store = Store::new();
    store.give(list.as_bytes());
    bounded(&store, &["allocate", "--roster", "cases.csv"])
        .refuses(&["200000 rows of the roster can't be read"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let store = Store::new();
    let pipe: PathBuf = store.root().with_file_name("pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let pipe = pipe.to_str().unwrap();
    for name in ["/dev/zero", pipe, "s"] {
        for args in [
            &["allocate", "--roster", name][..],
            &["roster", "inspect", name],
            &["draw", "verify", "--roster", name],
        ] {
            bounded(&store, args).refuses(&[name, "a folder, a pipe or a device"]);
        }
    }
}

#[test]
fn a_list_of_staff_that_is_too_large_is_not_read() {
    let store = Store::new();
    let people = store.read("people.csv");
    let row = "Person Number,,team-manager,Area Unit,North,Nobody Known,4,,,,,\n";
    store.write("people.csv", people.clone() + &row.repeat(1 << 20));
    let words = ["people.csv has ", " and is not read: such a file has at most "];
    bounded(&store, &["validate"]).refuses(&words);
    store.give(b"child_id\n1\n");
    bounded(&store, &["allocate", "--roster", "cases.csv"]).refuses(&words);
    // As large as it may be, and every row of it at fault.
    let rows: Vec<String> = (0..20_000)
        .map(|n| format!("Person Q{n},,team-manager,Area,North,Nobody Known{n},4,,,,,\n"))
        .collect();
    let rows = rows.concat();
    store.write("people.csv", people + &rows[..(1 << 20) - 8000]);
    bounded(&store, &["validate"]).says(1, &["people.csv"]);
}

#[test]
fn a_letter_without_an_end_is_told_with_its_line() {
    for (letter, words) in [
        (
            "{% for a in recipients %}".repeat(9) + "{{ a }}" + &"{% endfor %}".repeat(9),
            "",
        ),
        (
            "{% for a in due %}".repeat(30) + "x" + &"{% endfor %}".repeat(30),
            "line 4: The letter goes round so often",
        ),
        (
            "{% set a = due ~ due %}".to_owned(),
            "line 4: A letter knows {% if %} and {% for %}, and no {% set %}",
        ),
        (
            "{{ due * 100000000 }}".to_owned(),
            "line 4: A letter can't do this",
        ),
        ("x".repeat(100 << 20), ""),
    ] {
        let store = Store::demo();
        store.write("letters/audit.txt", format!("To: who\nSubject: x\n\n{letter}\n"));
        let ran = bounded(&store, &["remind", "--to", "out", "--within", "100"]);
        if words.is_empty() {
            assert!(ran.code.is_some(), "{ran:?}");
        } else {
            ran.refuses(&["letters/audit.txt", words]);
        }
    }
}
