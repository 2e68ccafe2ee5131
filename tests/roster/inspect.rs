//! What is understood of rosters, and what is proposed for the rest.

use proptest::prelude::*;
use qaf::roster::inspect::{Inspection, StatusKnown, inspect};
use qaf::roster::{Hints, Layout, read};

use super::{SAMPLE, as_of, pairs};

fn look(rosters: &[(&str, &[u8])], columns: &[(&str, &str)], statuses: &[(&str, &str)]) -> Inspection {
    let hints = Hints {
        is_team: &|team| team == "North 1",
        is_person: &|name| name == "Robin Hale",
    };
    inspect(rosters, as_of(), &pairs(columns), &pairs(statuses), hints).unwrap()
}

fn proposed(inspection: &Inspection) -> Vec<(&'static str, &str)> {
    let columns = inspection.columns.iter();
    columns.map(|line| (line.column, line.header.as_str())).collect()
}

const OTHER: &str = "Client ID,Team Name,Allocated Worker,Status,Start Date\n0021,North 1,Robin Hale,Looked after,01/04/2026\n";

#[test]
fn our_own_layout_asks_for_nothing() {
    let found = look(&[("cases.csv", SAMPLE.as_bytes())], &[], &[]);
    assert!(found.columns.is_empty() && found.not_guessed.is_empty());
    assert_eq!(found.files[0].sheets[0].layout, Some(Layout::Qaf));
    assert_eq!(found.roster.unwrap().cases.len(), 2);
    assert!(
        found
            .statuses
            .iter()
            .all(|status| status.known == StatusKnown::Own)
    );
}

#[test]
fn what_is_proposed_is_what_is_wanting() {
    let found = look(&[("cases.csv", OTHER.as_bytes())], &[("team", "Team name")], &[]);
    let columns = [
        ("child_id", "Client ID"),
        ("case_holder", "Allocated Worker"),
        ("legal_status", "Status"),
        ("opened", "Start Date"),
    ];
    assert_eq!(proposed(&found), columns);
    let status = &found.statuses[0];
    assert_eq!(status.known, StatusKnown::Unknown);
    assert_eq!(status.likeness.as_ref().unwrap().status, "CiC");
    // Once it stands in qaf.toml, the same file is understood.
    let mut mapped = columns.to_vec();
    mapped.push(("team", "Team Name"));
    let found = look(
        &[("cases.csv", OTHER.as_bytes())],
        &mapped,
        &[("looked after", "CiC")],
    );
    assert!(proposed(&found).is_empty());
    assert_eq!(found.files[0].sheets[0].layout, Some(Layout::Mapped));
    assert_eq!(found.statuses[0].known, StatusKnown::Mapped);
}

#[test]
fn two_files_that_name_a_column_differently_are_said() {
    let second = OTHER.replace("Client ID", "Person Ref").replace("0021", "0022");
    let found = look(
        &[("a.csv", OTHER.as_bytes()), ("b.csv", second.as_bytes())],
        &[],
        &[],
    );
    let problem = &found.files[1].sheets[0].problems[0];
    assert!(
        problem.contains("\"Person Ref\"") && problem.contains("\"Client ID\""),
        "{problem}"
    );
    // The first is read all the same.
    assert_eq!((found.roster.unwrap().cases.len(), found.read), (1, vec![0]));
    assert!(found.files[1].problem.is_some());
}

#[test]
fn a_status_left_out_and_one_in_another_spelling() {
    let list =
        OTHER.to_owned() + "0022,North 1,Robin Hale,LOOKED AFTER,01/04/2026\n0023,North 1,,SGO,01/04/2026\n";
    let found = look(&[("cases.csv", list.as_bytes())], &[], &[("sgo", "leave-out")]);
    let words = found.statuses.iter().map(|status| (status.rows, status.known));
    assert_eq!(
        words.collect::<Vec<_>>(),
        [(2, StatusKnown::Unknown), (1, StatusKnown::LeaveOut)]
    );
}

proptest! {
    #[test]
    fn nothing_brings_it_down_and_what_a_draw_can_read_needs_no_columns(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(child_id|Client ID|Team|team|worker|case_holder|legal_status|status|opened|start|to|dob|[,;\n\"x1/]){0,60}"
                .prop_map(String::into_bytes),
        ]
    ) {
        let files: [(&str, &[u8]); 1] = [("cases.csv", &bytes)];
        let found = look(&files, &[], &[]);
        let drawn = read(&files, as_of(), &pairs(&[]), &pairs(&[]));
        if let Ok(drawn) = drawn {
            prop_assert!(found.columns.is_empty() && found.files[0].problem.is_none());
            prop_assert_eq!(found.roster, Some(drawn));
        } else {
            prop_assert!(found.files[0].problem.is_some() || !found.columns.is_empty());
        }
    }
}
