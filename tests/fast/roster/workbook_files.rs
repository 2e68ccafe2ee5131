//! Workbooks without a list, and files that are no workbook whatever their names say.

use rust_xlsxwriter::{Chart, ChartType, Format, Workbook};

use super::workbooks::Put::{Number, Text};
use super::workbooks::{LIST_6, LIST_7, book, read_book, read_named, sheet};

fn refused(name: &str, bytes: &[u8]) -> String {
    read_named(name, bytes).unwrap_err().to_string()
}

#[test]
fn a_workbook_without_a_list_is_answered() {
    let nothing = refused(
        "book.xlsx",
        &book(&[
            ("Notes", &["Dear all"], &[&[Text("see below")]]),
            ("Empty", &[], &[]),
        ]),
    );
    assert!(
        nothing.starts_with(
            "book.xlsx has no sheet with a list of cases: no row near the top of a sheet names the columns. Here the sheet \
             Notes begins with \"Dear all\" and the sheet Empty is empty."
        ),
        "{nothing}"
    );
    let four = refused(
        "book.xlsx",
        &book(&[("4", &["Child Unique ID", "Continuous Assessment Start Date"], &[])]),
    );
    assert!(
        four.starts_with("book.xlsx is in the Annex A layout, but is none of its lists 6 to 9"),
        "{four}"
    );
    let short = refused(
        "book.xlsx",
        &book(&[(
            "6",
            &["Child Unique ID", "CIN Start Date", "Allocated Worker"],
            &[],
        )]),
    );
    assert!(
        short.starts_with("book.xlsx (sheet 6) is Annex A's list 6 but has no column \"Allocated Team\"."),
        "{short}"
    );
    let empty = refused("book.xlsx", &book(&[("6", &LIST_6, &[]), ("7", &LIST_7, &[])]));
    assert!(
        empty.starts_with("book.xlsx has a header and no rows below it"),
        "{empty}"
    );
    let both: Vec<&str> = LIST_6.iter().chain(&LIST_7[1..]).copied().collect();
    assert!(refused("book.xlsx", &book(&[("x", &both, &[])])).contains("lists 6 and 7 side by side"));
}

#[test]
fn a_chart_is_no_list() {
    let mut made = Workbook::new();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Sheet2!$A$1:$A$3");
    made.add_chartsheet()
        .set_name("Trend")
        .unwrap()
        .insert_chart(0, 0, &chart)
        .unwrap();
    made.add_worksheet().set_name("Sheet2").unwrap();
    let answer = refused("book.xlsx", &made.save_to_buffer().unwrap());
    assert!(answer.contains("the sheet Trend is a chart"), "{answer}");
}

#[test]
fn what_is_no_workbook_is_answered_in_a_sentence() {
    let good = book(&[("6", &LIST_6, &[&[Number(1.0)]])]);
    let csv = "child_id,team,case_holder,legal_status,opened\n1,A,B,CIN,2026-01-01\n";
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 512]].concat();
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let locked = [old.as_slice(), &locked].concat();
    for (name, bytes, words) in [
        (
            "book.xlsx",
            csv.as_bytes(),
            "is a text file such as CSV, though its name says",
        ),
        (
            "book.csv",
            good.as_slice(),
            "is an Excel workbook (or another packed file), though its name says",
        ),
        (
            "book.xls",
            old.as_slice(),
            "is an Excel workbook of the old kind (.xls), which is not read.",
        ),
        (
            "book.xlsx",
            locked.as_slice(),
            "is a workbook with a password, so nothing in it can be read.",
        ),
        ("book.xlsx", &good[..good.len() / 2], "is damaged or cut short"),
        ("book.xlsx", &[], "is empty."),
    ] {
        let answer = refused(name, bytes);
        assert!(answer.starts_with(&format!("{name} {words}")), "{answer}");
    }
    for end in (0..good.len()).step_by(7) {
        assert!(read_named("book.xlsx", &good[..end]).is_err());
    }
}

#[test]
fn a_bomb_is_refused_by_the_sizes_that_it_states() {
    let mut bytes = book(&[("6", &LIST_6, &[&[Number(1.0)]])]);
    // The uncompressed size stands 24 bytes into each entry of the central directory.
    let entries: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    for entry in entries {
        bytes[entry + 24..entry + 28].copy_from_slice(&0x4000_0001_u32.to_le_bytes());
    }
    let answer = refused("book.xlsx", &bytes);
    assert!(
        answer.starts_with("book.xlsx unpacks to more than 64 MB"),
        "{answer}"
    );
}

#[test]
fn empty_rows_without_end_cost_nothing() {
    let mut made = Workbook::new();
    sheet(&mut made, "6", 0, &LIST_6, &[]);
    let bold = Format::new().set_bold();
    let cells = made.worksheet_from_index(0).unwrap();
    cells.write_blank(1_048_575, 16_383, &bold).unwrap();
    cells.write_string(1_048_574, 0, "7").unwrap();
    let roster = read_book(&made.save_to_buffer().unwrap());
    assert_eq!((roster.files[0].rows, roster.faults[0].row), (1, 1_048_575));
}
