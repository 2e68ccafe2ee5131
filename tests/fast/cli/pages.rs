//! Reports as pages: a page's figures are those of its JSON, an empty store is told of in words, and a name that means
//! harm stays words.

use serde_json::Value;

use super::Store;

const TODAY: &str = "2027-01-15";

/// The commands that have a page.
const PAGES: [&[&str]; 9] = [
    &["tracker"],
    &["due"],
    &["schedule"],
    &["report", "team", "North", "--month", "2026-10"],
    &["report", "compliance"],
    &["report", "coverage"],
    &["report", "actions"],
    &["report", "moderation", "--year", "now"],
    &["report", "assurance", "clb", "--quarter", "now"],
];

fn printed(store: &Store, format: &str, args: &[&str]) -> String {
    let mut all = vec!["--format", format];
    all.extend(args);
    let ran = store.run(TODAY, &all);
    ran.says(0, &[]);
    ran.stdout
}

fn json(store: &Store, args: &[&str]) -> Value {
    serde_json::from_str(&printed(store, "json", args)).unwrap()
}

/// The rows of a page's table, cell by cell, as a reader sees them; days as `<time>` has them.
fn rows(page: &str, id: &str) -> Vec<Vec<String>> {
    let from = page
        .find(&format!("<table id=\"table-{id}\""))
        .unwrap_or_else(|| panic!("no table {id} in:\n{page}"));
    let table = &page[from..];
    let table = &table[..table.find("</table>").unwrap()];
    let body = &table[table.find("<tbody>").unwrap()..table.find("</tbody>").unwrap()];
    let rows = body.split("<tr>").skip(1);
    rows.map(|row| {
        let row = row.replace("</th>", "</td>");
        let cells = row.split("</td>").map(str::trim_start);
        cells
            .filter(|cell| cell.starts_with("<t"))
            .map(cell_text)
            .collect()
    })
    .collect()
}

fn cell_text(cell: &str) -> String {
    let inner = &cell[cell.find('>').unwrap() + 1..];
    let inner = inner
        .trim_start_matches("<b class=\"late\">")
        .trim_end_matches("</b>");
    match inner.strip_prefix("<time datetime=\"") {
        Some(day) => day[..10].to_owned(),
        None => inner
            .replace("&#x27;", "'")
            .replace("&#x2f;", "/")
            .replace("&amp;", "&"),
    }
}

/// Values of the JSON as a page shows them: nothing for null.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn of(line: &Value, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| shown(&line[*key])).collect()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn the_figures_of_a_page_are_those_of_the_json() {
    let store = Store::demo();
    the_tracker_has_every_audit_with_the_late_ones_first(&store);
    a_teams_grades_and_expectations(&store);
    a_years_expectations(&store);
    who_was_seen(&store);
    every_action(&store);
    both_grades(&store);
    no_page_of_a_report_names_a_child(&store);
}

fn the_tracker_has_every_audit_with_the_late_ones_first(store: &Store) {
    let rows = rows(&printed(store, "html", &["tracker", "--all"]), "audits");
    let is_late = |row: &Vec<String>| row[2].starts_with("LATE, ");
    let tracker = json(store, &["tracker"]);
    let mut told: Vec<Vec<String>> = list(&tracker["audits"])
        .iter()
        .map(|audit| {
            let mut cells = of(audit, &["id", "status", "final_grade", "child_id"]);
            let open = audit["open_actions"].as_u64().unwrap();
            if cells[1] == "closed" && open > 0 {
                let actions = if open == 1 { "action" } else { "actions" };
                cells[1] = format!("closed, {open} {actions} open");
            }
            cells.push(if audit["overdue"] == true { "late" } else { "" }.to_owned());
            cells.push(shown(&audit["next"]["due"]));
            cells
        })
        .collect();
    let mut on_page: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let late = if is_late(row) { "late" } else { "" };
            let [id, status, grade, child, by] = [0, 5, 6, 9, 1].map(|place| row[place].clone());
            vec![id, status, grade, child, late.to_owned(), by]
        })
        .collect();
    told.sort();
    on_page.sort();
    assert_eq!(on_page, told);
    let late: Vec<bool> = rows.iter().map(is_late).collect();
    assert!(late[0] && !late[late.len() - 1], "{late:?}");
    assert!(late.is_sorted_by(|a, b| a >= b), "{late:?}");
    let by: Vec<&String> = rows
        .iter()
        .filter(|row| is_late(row))
        .map(|row| &row[1])
        .collect();
    assert!(by.is_sorted(), "{by:?}");
}

/// The row's title in the place of its id, as a page has it.
fn titled(mut line: Vec<String>) -> Vec<String> {
    let titles = [
        ("area-case", "Area Unit: Case file"),
        ("area-obs", "Area Unit: Observation"),
    ];
    if let Some((_, title)) = titles.iter().find(|(id, _)| line[1] == *id) {
        (*title).clone_into(&mut line[1]);
    }
    line
}

fn a_teams_grades_and_expectations(store: &Store) {
    let args = ["report", "team", "North", "--month", "2026-10"];
    let (page, team) = (printed(store, "html", &args), json(store, &args));
    let told: Vec<Vec<String>> = list(&team["compliance"])
        .iter()
        .map(|line| {
            of(
                line,
                &[
                    "auditor",
                    "row",
                    "expected",
                    "exempt",
                    "allocated",
                    "off",
                    "submitted",
                ],
            )
        })
        .map(titled)
        .collect();
    assert!(told.len() > 3);
    assert_eq!(rows(&page, "expected"), told);
    let grades: Vec<Vec<String>> = ["grades", "provisional"]
        .iter()
        .flat_map(|key| list(&team[*key]))
        .map(|line| of(line, &["O", "G", "RI", "I"]))
        .collect();
    let on_page: Vec<Vec<String>> = rows(&page, "grades")
        .iter()
        .map(|row| row[3..].to_vec())
        .collect();
    assert!(!grades.is_empty());
    assert_eq!(on_page, grades);
    assert_eq!(
        rows(&page, "open-actions").len(),
        list(&team["open_actions"]).len()
    );
}

const STATES: [&str; 7] = [
    "expected",
    "done",
    "late",
    "open",
    "missing",
    "not_yet_due",
    "not_recorded",
];

fn a_years_expectations(store: &Store) {
    let args = ["report", "compliance"];
    let (page, report) = (printed(store, "html", &args), json(store, &args));
    let counts = |line: &Value| {
        let own = line.get("counts").unwrap_or(line);
        of(own, &STATES)
    };
    let told: Vec<Vec<String>> = list(&report["rows"])
        .iter()
        .filter(|row| row["to_be_confirmed"] != true)
        .map(|row| {
            let service = row["service"].as_str().unwrap_or("All services");
            let title = format!("{service}: {}", row["activity"].as_str().unwrap());
            [vec![title], counts(row)].concat()
        })
        .collect();
    assert!(told.len() > 10);
    assert_eq!(rows(&page, "rows"), told);
    assert!(page.contains("<tfoot>"), "no total");
    let told: Vec<Vec<String>> = list(&report["by_service"]).iter().map(counts).collect();
    let on_page: Vec<Vec<String>> = rows(&page, "rolled-up")
        .iter()
        .map(|row| row[1..].to_vec())
        .collect();
    assert_eq!(on_page, told);
    assert!(page.contains("Audits missing, by service"));
}

fn who_was_seen(store: &Store) {
    let args = ["report", "coverage"];
    let (page, report) = (printed(store, "html", &args), json(store, &args));
    let parts = || list(&report["parts"]).iter();
    let told: Vec<Vec<String>> = parts()
        .flat_map(|part| list(&part["by_team"]))
        .map(|line| of(line, &["workers", "asked", "seen", "unseen", "overdue"]))
        .collect();
    let on_page: Vec<Vec<String>> = rows(&page, "by-team")
        .iter()
        .map(|row| row[2..].to_vec())
        .collect();
    assert!(told.len() > 2);
    assert_eq!(on_page, told);
    let workers = parts().flat_map(|part| list(&part["workers"]));
    let due = workers.filter(|worker| !worker["due"].is_null());
    let mut told: Vec<Vec<String>> = due.map(|worker| of(worker, &["name", "team", "due"])).collect();
    told.sort_by(|a, b| a[2].cmp(&b[2]));
    let on_page: Vec<Vec<String>> = rows(&page, "unseen")
        .iter()
        .map(|row| [0, 2, 3].map(|place| row[place].clone()).to_vec())
        .collect();
    assert_eq!(on_page, told);
}

fn every_action(store: &Store) {
    let args = ["report", "actions", "--all"];
    let (page, report) = (printed(store, "html", &args), json(store, &args));
    let mut on_page = Vec::new();
    for state in ["overdue", "open", "no-date", "done"] {
        if page.contains(&format!("table-actions-{state}\"")) {
            on_page.extend(rows(&page, &format!("actions-{state}")));
        }
    }
    let on_page: Vec<Vec<String>> = on_page
        .iter()
        .map(|row| [4, 3, 1].map(|place| row[place].clone()).to_vec())
        .collect();
    let told: Vec<Vec<String>> = list(&report["lines"])
        .iter()
        .map(|line| {
            let id = of(line, &["audit", "number"]).join(" ");
            [vec![id], of(line, &["action", "by"])].concat()
        })
        .collect();
    assert!(told.len() > 10);
    assert_eq!(on_page, told);
}

fn both_grades(store: &Store) {
    let args = ["report", "moderation", "--year", "now"];
    let (page, report) = (printed(store, "html", &args), json(store, &args));
    let told: Vec<Vec<String>> = list(&report["moderation"]["table"])
        .iter()
        .map(|row| list(row).iter().map(shown).collect())
        .collect();
    let on_page: Vec<Vec<String>> = rows(&page, "auditor-moderator")
        .iter()
        .map(|row| row[1..5].to_vec())
        .collect();
    assert_eq!(on_page[..4], told);
    let moderation = &report["moderation"];
    assert_eq!(rows(&page, "overall")[0][1], shown(&moderation["moderated"]));
    assert!(page.contains("Overall grades before and after moderation"));
    let told: Vec<String> = list(&report["regraded"])
        .iter()
        .map(|audit| shown(&audit["id"]))
        .collect();
    let on_page: Vec<String> = rows(&page, "regraded").iter().map(|row| row[0].clone()).collect();
    assert_eq!(on_page, told);
}

fn no_page_of_a_report_names_a_child(store: &Store) {
    let tracker = json(store, &["tracker"]);
    let children = list(&tracker["audits"])
        .iter()
        .filter_map(|audit| audit["child_id"].as_str());
    let children: Vec<&str> = children.collect();
    assert!(children.len() > 5);
    for args in PAGES.iter().filter(|args| args[0] != "tracker") {
        for format in ["html", "md"] {
            let page = printed(store, format, args);
            for child in &children {
                assert!(!page.contains(child), "{args:?} {format}: {child}");
            }
        }
    }
}

#[test]
fn an_empty_store_has_honest_pages() {
    let store = Store::new();
    store.write(
        "people.csv",
        "name,role,service,team\nAnn Ash,team-manager,Area Unit,North\n",
    );
    let said = [
        "no audits yet",
        "Nothing is late",
        "Appendix 1",
        "No audit of this team has been allocated yet.",
        "This store has no audit yet",
        "This store has no audit yet",
        "No actions are planned.",
        "no audits settled by a moderator",
    ];
    for (args, said) in PAGES.iter().zip(said) {
        for format in ["html", "md"] {
            let page = printed(&store, format, args);
            assert!(page.contains(said), "{args:?} {format}: no {said:?} in:\n{page}");
            assert!(!page.contains("NaN"), "{args:?} {format}");
        }
    }
}

/// A manager, a team and a council whose names are markup, formulas and orders to a terminal.
#[test]
fn a_hostile_name_stays_words_in_every_format() {
    let store = Store::new();
    let team = "<script>alert(1)</script> | `x`";
    store.write(
        "people.csv",
        format!("name,role,service,team\n\"=1+1 <img src=x> \u{202e}gpj\",team-manager,Area Unit,{team}\n"),
    );
    let of_team = ["report", "team", team, "--month", "2026-10"];
    for args in PAGES.iter().map(|args| {
        if args.starts_with(&["report", "team"]) {
            &of_team[..]
        } else {
            args
        }
    }) {
        let page = printed(&store, "html", args);
        for harm in ["<script", "<img", "\u{202e}"] {
            assert!(!page.contains(harm), "{args:?}: {harm}");
        }
        let md = printed(&store, "md", args);
        assert!(!md.contains("<script") && !md.contains("<img"), "{args:?}:\n{md}");
        let text = printed(&store, "text", args);
        assert!(!text.contains('\u{202e}'), "{args:?}:\n{text}");
    }
    let page = printed(&store, "html", &["report", "compliance", "--each", "person"]);
    assert!(page.contains("=1+1 &lt;img src"), "{page}");
    for format in ["docx", "xlsx"] {
        let mut all = vec!["--format", format];
        let path = store.path(&format!("out.{format}"));
        let path = path.to_string_lossy().into_owned();
        all.extend(of_team);
        all.extend(["--output", &path]);
        store.run(TODAY, &all).says(0, &[]);
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"PK"), "{format}");
    }
}
