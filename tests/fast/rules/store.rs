//! The store's own files, its folders, and the log.

use crate::rules::table::{CF, Case, case, near, run, spoil};

pub fn cases() -> Vec<Case> {
    [folders(), lists(), log()].concat()
}

fn folders() -> Vec<Case> {
    let folder = |rule| case(rule, CF);
    vec![
        folder("conflicted-copy")
            .make("audit-DESKTOP-7F2.yaml", "form: x\n")
            .whole("audit-DESKTOP-7F2.yaml"),
        folder("conflicted-copy").make("audit.fixed.yaml", "form: x\n"),
        folder("conflicted-copy")
            .make("/people - Copy.csv", "")
            .whole("/people - Copy.csv"),
        folder("conflicted-copy")
            .make("/qaf (1).toml", "")
            .whole("/qaf (1).toml"),
        folder("conflicted-copy")
            .make("/schedule.toml.bak", "")
            .whole("/schedule.toml.bak"),
        folder("conflicted-copy")
            .make("/letters/audit (conflicted copy 2026-12-01).txt", "")
            .make("/letters/audit.txt", "")
            .whole("/letters/audit (conflicted copy 2026-12-01).txt"),
        folder("conflicted-copy")
            .make("/ids/CF-26-0001 - Copy", "")
            .whole("/ids/CF-26-0001 - Copy"),
        folder("conflicted-copy")
            .make("/cases.csv", "")
            .make("/minutes.docx", ""),
        folder("stray-file").make("/audit.yaml", "").whole("/audit.yaml"),
        folder("stray-file").make("/cases.csv", ""),
        folder("other-name")
            .make("moderation.yaml.txt", "")
            .remove("moderation")
            .whole("moderation.yaml.txt")
            .with(&["changed-after-event"]),
        folder("other-name")
            .make("audit (1).yaml", "")
            .remove("audit")
            .whole("audit (1).yaml"),
        folder("conflicted-copy")
            .make("/letters/send.txt.txt", "")
            .whole("/letters/send.txt.txt"),
        folder("other-name")
            .make("/reports/2026-27-Q3/1 - Copy.json", "{}")
            .whole("/reports/2026-27-Q3/1 - Copy.json"),
        folder("other-name")
            .make("/draws/2026-27-C4-876d95ac (conflicted copy).json", "{}")
            .whole("/draws/2026-27-C4-876d95ac (conflicted copy).json")
            .with(&["draw-without-folder"]),
        folder("other-name")
            .make("audit.yaml.txt", "")
            .with(&["conflicted-copy"]),
        folder("stray-file")
            .make("/ids/notes.txt", "")
            .whole("/ids/notes.txt"),
        folder("stray-file").make("notes.docx", "").whole("notes.docx"),
        folder("stray-file").make(".DS_Store", ""),
        folder("stray-file").make("~$audit.docx", ""),
        spoil("wrong-folder", CF, "allocation", "CF-26-0001", "«CF-26-0009»"),
        spoil("wrong-folder", CF, "allocation", "area-case", "«area-cases»"),
        near("wrong-folder", CF, "allocation", "row: area-case", "row:"),
        folder("wrong-folder").remove("allocation").whole("."),
        spoil(
            "draw-without-folder",
            CF,
            "allocation",
            "draw:",
            "draw: «draws/none.json»",
        ),
        near(
            "draw-without-folder",
            CF,
            "allocation",
            "draw:",
            "draw: people.csv",
        ),
        folder("draw-without-folder")
            .make("/ids/CF-26-0002", "")
            .whole("/ids/CF-26-0002"),
        folder("draw-without-folder")
            .make("/draws/torn.json", "{")
            .whole("/draws/torn.json"),
        folder("issued-figures")
            .make("/reports/2026-27-Q3/1.json", "{}")
            .whole("/reports/2026-27-Q3/1.json"),
        folder("issued-figures")
            .make("/reports/notes.docx", "")
            .whole("/reports/notes.docx"),
        folder("issued-figures").make("/reports/.DS_Store", ""),
        folder("exit-interview")
            .make("/exit-interviews/notes.txt", "")
            .whole("/exit-interviews"),
        folder("exit-interview").make("/exit-interview.txt", ""),
        folder("word-template")
            .make("/templates/report.docx", "no Word document")
            .whole("/templates/report.docx"),
        folder("word-template").make("/templates/report.dotx", ""),
        folder("number-not-claimed").remove("/ids/CF-26-0001").whole("."),
        folder("number-not-claimed")
            .make("/ids/CF-26-0002", "")
            .with(&["draw-without-folder"]),
    ]
}

fn lists() -> Vec<Case> {
    const FORM: &str = "/forms/child-case-2019.yaml";
    vec![
        spoil(
            "template",
            CF,
            FORM,
            "id: cp_chair_or_iro",
            "«colour»: blue, id: cp_chair_or_iro",
        )
        .with(&["template-changed"]),
        spoil(
            "template",
            CF,
            FORM,
            "kind: choices, options: [CIN",
            "kind: «choises», options: [CIN",
        )
        .with(&["wrong-kind", "template-changed"]),
        near(
            "template",
            CF,
            FORM,
            "form: child-case",
            "# our own form\nform: child-case",
        )
        .with(&["template-changed"]),
        near(
            "template-changed",
            CF,
            FORM,
            "title: Child case audit",
            "title: Child audit",
        )
        .whole(FORM),
        near(
            "template-changed",
            CF,
            "/forms/lado-2019.yaml",
            "form: lado",
            "form: lado",
        ),
        spoil(
            "people",
            CF,
            "/people.csv",
            "Uma Keel,,service-manager",
            "Uma Keel,,«service-manger»",
        ),
        spoil("people", CF, "/people.csv", "Uma Keel,,", "«Robin Hale»,,"),
        near("people", CF, "/people.csv", "Colin Peake,,", "  Colin Peake ,,"),
        spoil(
            "settings",
            CF,
            "/qaf.toml",
            "year_starts = 4",
            "year_starts = «13»",
        ),
        spoil(
            "settings",
            CF,
            "/qaf.toml",
            "window_days = 28",
            "«window_day» = 28",
        ),
        near(
            "settings",
            CF,
            "/qaf.toml",
            "window_days = 28",
            "window_days=29 # ours",
        ),
        spoil(
            "settings",
            CF,
            "/qaf.toml",
            "as_notes = []",
            "as_notes = [«\"missing-grade\"»]",
        ),
        near(
            "settings",
            CF,
            "/qaf.toml",
            "as_notes = []",
            "as_notes = [\"postcode\"]",
        ),
        spoil(
            "settings",
            CF,
            "/schedule.toml",
            "form = \"child-case\"",
            "form = «\"child-cases\"»",
        ),
    ]
}

fn log() -> Vec<Case> {
    const EVENT: &str = "\"event\": \"received\"}";
    let line = |rule, put| {
        spoil(
            rule,
            CF,
            "log",
            "{\"date\": \"2026-07-16\", §\"by\": \"Tom Ellery\", \"event\": \"received\"}",
            put,
        )
    };
    vec![
        spoil(
            "log-line",
            CF,
            "log",
            "{\"date\": \"2026-07-16\", \"by\"",
            "{«\"by\"»",
        ),
        spoil("log-line", CF, "log", "- {\"date\"", "- «received»\n- {\"date\""),
        near(
            "log-line",
            CF,
            "log",
            EVENT,
            "\"event\": \"received\", \"note\": \"a: b\"}",
        ),
        spoil(
            "log-torn-line",
            CF,
            "log",
            "- {\"date\": \"2026-07-16\", \"by\": \"Tom Ellery\", \"event\": \"received\"}",
            "«- {\"date\": \"2026-07-16\", \"by\": \"To»",
        ),
        line("log-torn-line", "\"event\": \"received\"}"),
    ]
}

/// Only where files have rights for everybody.
#[cfg(unix)]
#[test]
fn what_everybody_may_open_is_queried() {
    use crate::kit::TestStore;
    use crate::kit::store::{asking, close};

    let store = TestStore::new();
    let path = format!("{}/audit.yaml", crate::kit::CAST[0].folder());
    close(&store.root.join(&path), 0o664);
    let found = asking(store.validate());
    let places: Vec<_> = found
        .iter()
        .map(|finding| {
            (
                finding.rule,
                finding.location.path.as_str(),
                finding.location.line,
            )
        })
        .collect();
    assert_eq!(places, [("open-to-everyone", path.as_str(), 0)]);
    close(&store.root.join(&path), 0o660);
    assert_eq!(asking(store.validate()), []);
}

#[test]
fn each_spoil_is_found_in_its_place_and_what_is_near_is_let_be() {
    run(&cases());
}
