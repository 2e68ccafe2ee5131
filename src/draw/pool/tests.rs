//! Pools with stated dates: every reason for which a child is set aside, and what it is drawn from then.

use super::*;
use crate::draw::record::SeedKind;
use crate::draw::settle::{Heading, Seed, settle};
use crate::draw::test_council::{MadeCouncil, case, day, person, shared, standing};
use crate::draw::verify::same_pools;
use crate::framework::RoleId;

fn ids(unit: &Unit) -> Vec<&str> {
    unit.pool.iter().map(|entry| entry.case_id.as_str()).collect()
}

fn aside(unit: &Unit) -> Vec<(Reason, u64)> {
    unit.set_aside
        .iter()
        .map(|set_aside| (set_aside.reason, set_aside.count))
        .collect()
}

#[test]
fn the_window_has_both_its_days() {
    let dated = |id: &str, opened: &str, closed: Option<&str>| Case {
        opened: Some(day(opened)),
        closed: closed.map(day),
        ..case(id, "North")
    };
    let council = MadeCouncil::of(vec![
        dated("closed-before", "2026-05-01", Some("2026-10-27")),
        dated("closed-on-the-first", "2026-05-01", Some("2026-10-28")),
        dated("opened-on-the-last", "2026-11-24", None),
        dated("opened-after", "2026-11-25", None),
        Case {
            opened: None,
            ..case("without-a-date", "North")
        },
    ]);
    let plan = council.plan();
    let unit = &plan.units[0];
    assert_eq!(
        (unit.window.from, unit.window.to),
        (day("2026-10-28"), day("2026-11-24"))
    );
    assert_eq!(
        ids(unit),
        ["closed-on-the-first", "opened-on-the-last", "without-a-date"]
    );
    assert_eq!(
        aside(unit),
        [(Reason::ClosedBeforeWindow, 1), (Reason::OpenedAfterWindow, 1)]
    );
}

#[test]
fn every_other_child_is_set_aside_under_one_reason() {
    let mut council = MadeCouncil::of(vec![
        case("C1", "north"),
        case("C2", " North "),
        case("C3", "South"),
        case("C4", "Nroth"),
        case("C5", "Nroth"),
        Case {
            case_holder: None,
            ..case("C6", "North")
        },
        Case {
            case_holder: Some(shared("HALE, Robin")),
            ..case("C7", "North")
        },
        Case {
            leave_out: true,
            case_holder: None,
            ..case("C8", "North")
        },
    ]);
    council.persons[0].aliases.push("HALE, Robin".to_owned());
    council.persons.push(person("Ann Bell", &["South"]));
    let plan = council.plan();
    assert_eq!(plan.cycle.to_string(), "2026-27-C4");
    assert_eq!(
        (ids(&plan.units[0]), ids(&plan.units[1])),
        (vec!["C3"], vec!["C1", "C2"])
    );
    assert_eq!(
        aside(&plan.units[1]),
        [
            (Reason::OtherTeam, 1),
            (Reason::TeamWithoutAuditor, 2),
            (Reason::LeftOut, 1),
            (Reason::Unallocated, 1),
            (Reason::AuditorIsCaseHolder, 1)
        ]
    );
    let unknown = &plan.teams_without_auditor;
    assert_eq!(unknown.len(), 1);
    assert_eq!((unknown[0].team.as_str(), unknown[0].children), ("Nroth", 2));
    assert_eq!(unknown[0].nearest.as_ref().map(Team::as_str), Some("North"));
}

#[test]
fn a_holder_is_named_as_people_csv_names_them_else_as_the_roster_does() {
    let mut council = MadeCouncil::of(vec![
        case("C1", "North"),
        Case {
            case_holder: Some(shared("Zoe\u{308}  Unknown")),
            ..case("C2", "North")
        },
    ]);
    let mut sam = person("Sam Adams", &[]);
    sam.roles = vec![RoleId::new("social-worker").unwrap()];
    sam.aliases = vec!["ADAMS, Sam".to_owned()];
    council.persons.push(sam);
    let plan = council.plan();
    let holders: Vec<&str> = plan.units[0].pool.iter().map(|e| e.holder.as_str()).collect();
    assert_eq!(holders, ["Sam Adams", "Zoë Unknown"]);
}

#[test]
fn children_drawn_for_anyone_in_this_cycle_or_the_six_before_are_set_aside() {
    let mut council = MadeCouncil::of(["C1", "C2", "C3", "C4"].map(|id| case(id, "North")).into());
    council.standing = vec![
        // Six cycles before 2026-27-C4 is 2025-26-C4; the seventh is forgotten.
        standing("Ann Bell", "2025-26-C3", "2025-08-20", "C1", "area-case"),
        standing("Ann Bell", "2025-26-C4", "2025-10-20", "C2", "area-case"),
        standing("Ann Bell", "2026-27-C4", "2026-10-20", "C3", "area-case"),
    ];
    let plan = council.plan();
    assert_eq!(ids(&plan.units[0]), ["C1", "C4"]);
    assert_eq!(aside(&plan.units[0]), [(Reason::DrawnRecently, 2)]);
    assert!(!plan.units[0].waived && plan.units[0].history.is_empty());
}

#[test]
fn the_memory_is_waived_where_it_would_empty_the_pool() {
    let mut council = MadeCouncil::of(vec![case("C1", "North"), case("C2", "North")]);
    council.standing = vec![
        standing("Robin Hale", "2026-27-C2", "2026-06-20", "C1", "area-case"),
        standing("Robin Hale", "2026-27-C3", "2026-08-20", "C2", "area-case"),
    ];
    let plan = council.plan();
    let unit = &plan.units[0];
    assert!(unit.waived);
    assert_eq!((ids(unit), aside(unit)), (vec!["C1", "C2"], vec![]));
    let holders: Vec<&str> = unit.history.iter().map(|past| past.holder.as_str()).collect();
    assert_eq!(holders, ["holder of C1", "holder of C2"]);
}

#[test]
fn a_history_is_the_last_six_oldest_first_and_follows_a_change_of_name() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.persons[0].aliases.push("Robin Wood".to_owned());
    council.standing = (1..=8)
        .rev()
        .map(|n| {
            let name = if n < 5 { "Robin Wood" } else { "Robin Hale" };
            standing(
                name,
                "2025-26-C1",
                &format!("2025-04-0{n}"),
                &format!("X{n}"),
                "area-case",
            )
        })
        .collect();
    let plan = council.plan();
    let holders: Vec<&str> = plan.units[0]
        .history
        .iter()
        .map(|past| past.holder.as_str())
        .collect();
    assert_eq!(
        holders,
        ["X3", "X4", "X5", "X6", "X7", "X8"].map(|id| format!("holder of {id}"))
    );
}

#[test]
fn a_manager_narrows_only_the_pools_of_those_whom_a_row_names() {
    let managed = |id: &str, manager: &str| Case {
        manager: (!manager.is_empty()).then(|| shared(manager)),
        ..case(id, "North")
    };
    let mut council = MadeCouncil::of(vec![
        managed("C1", "Robin  HALE"),
        managed("C2", "Ann Bell"),
        managed("C3", ""),
    ]);
    council.persons.push(person("Ann Bell", &["North"]));
    council.persons.push(person("Deputy", &["North"]));
    let plan = council.plan();
    let pools: Vec<(&str, Vec<&str>)> = plan.units.iter().map(|u| (u.unit.as_str(), ids(u))).collect();
    assert_eq!(
        pools,
        [
            ("Ann Bell", vec!["C2", "C3"]),
            ("Deputy", vec!["C1", "C2", "C3"]),
            ("Robin Hale", vec!["C1", "C3"])
        ]
    );
    assert_eq!(aside(&plan.units[2]), [(Reason::OtherManager, 1)]);
}

#[test]
fn two_auditors_of_one_team_have_the_same_pool_and_who_has_two_teams_has_both() {
    let mut council = MadeCouncil::of(vec![case("C1", "North"), case("C2", "South")]);
    council
        .persons
        .push(person("Ann Bell", &["South", "NORTH", "north"]));
    council.persons.push(person("Cy Dean", &["North"]));
    let plan = council.plan();
    let pools: Vec<Vec<&str>> = plan.units.iter().map(ids).collect();
    assert_eq!(pools, [vec!["C1", "C2"], vec!["C1"], vec!["C1"]]);
    assert_eq!(plan.units[1].pool, plan.units[2].pool);
    assert_ne!(plan.units[1].pool_sha256, plan.units[2].pool_sha256);
}

#[test]
fn an_auditor_without_a_team_has_an_empty_pool_and_it_is_said() {
    let mut council = MadeCouncil::of(vec![case("C1", "North")]);
    council.persons.push(person("Ann Bell", &[]));
    let plan = council.plan();
    assert!(plan.units[0].pool.is_empty());
    assert_eq!(aside(&plan.units[0]), [(Reason::OtherTeam, 1)]);
    assert_eq!(
        plan.units[0].why.as_deref(),
        Some("people.csv gives Ann Bell no team, so no child could be drawn.")
    );
    assert_eq!(plan.units[1].why, None);
}

#[test]
fn an_id_that_could_be_two_texts_is_refused() {
    let council = MadeCouncil::of(vec![case("C\u{9}1", "North")]);
    let said = council.asked("2026-11-24").unwrap_err().to_string();
    assert!(
        said.starts_with("a case's id has a control character in it"),
        "{said}"
    );
}

#[test]
fn a_record_is_compared_with_what_the_roster_gives() {
    let council = MadeCouncil::of(vec![case("C1", "North"), case("C2", "North")]);
    let seed = Seed {
        text: "7".to_owned(),
        kind: SeedKind::Generated,
        source: None,
    };
    let heading = Heading {
        as_of: day("2026-11-24"),
        made_at: "2026-11-24T09:00:00Z".to_owned(),
        by: "R. Hale".to_owned(),
        reason: None,
        rosters: Vec::new(),
        previous_sha256: None,
    };
    let taken = ["C1".to_owned()].into();
    let settled = settle(council.plan().units, "2026-27-C4", seed, &taken).unwrap();
    let pick: Vec<&str> = settled.picks().map(|pick| pick.case_id).collect();
    assert_eq!(pick, ["C2"]);
    let record = settled
        .finish(heading, vec!["CF-26-0001".parse().unwrap()])
        .unwrap();
    assert!(same_pools(&record, &council.plan().units).is_ok());
    let said = |council: &MadeCouncil| {
        same_pools(&record, &council.plan().units)
            .unwrap_err()
            .to_string()
    };
    let mut other = MadeCouncil::of(vec![case("C1", "North"), case("C3", "North")]);
    assert!(said(&other).contains("another pool: C2 stands in only one of them"));
    other.cases = [council.cases.as_slice(), &[case("C9", "South")]].concat();
    assert!(said(&other).contains("number of children set aside as team-without-auditor is 0, but"));
    other.persons.clear();
    assert!(said(&other).contains("ask for no draw"));
}
