//! The roster's teams and case-holders beside those of `people.csv`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{AliasLine, InspectionInput};
use crate::draw::Plan;
use crate::draw::raffle::plain_name;
use crate::framework::People;
use crate::roster::Case;

/// A team of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterTeam {
    /// The team, as the roster first writes it.
    pub team: String,
    /// How many children are its.
    pub children: usize,
    /// The auditors for whom a case of it can be drawn at random.
    pub auditors: Vec<String>,
    /// Whether anybody in `people.csv` has it.
    pub known: bool,
    /// The team of `people.csv` that it seems to mean, where nobody has it.
    pub nearest: Option<String>,
}

/// An auditor for whom there would be no case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditorReport {
    /// The auditor.
    pub auditor: String,
    /// The auditor's team; several are separated by `; `.
    pub team: String,
}

/// A case-holder whom `people.csv` does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HolderReport {
    /// The name as the roster writes it.
    pub name: String,
    /// The children it holds.
    pub children: usize,
    /// The person who may be meant.
    pub nearest: Option<String>,
    /// Whether the name is that person's in another order, or with initials: then an alias is proposed.
    pub is_spelling: bool,
}

/// The key by which teams are compared, as the draw does.
fn key(team: &str) -> String {
    plain_name(team).to_lowercase()
}

/// The roster's teams, by name, with their auditors.
pub(super) fn teams(cases: &[Case], input: &InspectionInput<'_>) -> Vec<RosterTeam> {
    let mut found: BTreeMap<String, RosterTeam> = BTreeMap::new();
    let auditors = auditors(input);
    let known: BTreeMap<String, &str> = input
        .people
        .all()
        .iter()
        .flat_map(|person| person.teams.iter())
        .map(|team| (key(team.as_str()), team.as_str()))
        .collect();
    for case in cases {
        let key = key(case.team.as_str());
        let team = found.entry(key.clone()).or_insert_with(|| RosterTeam {
            team: case.team.to_string(),
            children: 0,
            auditors: auditors.get(&key).into_iter().flatten().cloned().collect(),
            known: known.contains_key(&key),
            nearest: None,
        });
        team.children += 1;
    }
    for team in found.values_mut().filter(|team| !team.known) {
        let nearest = crate::framework::word::nearest(&team.team, known.values().copied());
        team.nearest = nearest.map(str::to_owned);
    }
    found.into_values().collect()
}

/// The auditors of random audits, by team.
fn auditors(input: &InspectionInput<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let mut auditors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rows = input.schedule.rows.iter().filter(|row| row.is_random());
    for row in rows.filter(|row| input.people.has_own_auditors(row, input.as_of)) {
        for person in input.people.auditors(row, input.as_of) {
            for team in &person.teams {
                auditors
                    .entry(key(team.as_str()))
                    .or_default()
                    .insert(person.name.to_string());
            }
        }
    }
    auditors
}

/// The auditors whose pool the roster leaves empty.
pub(super) fn without_a_case(plan: &Plan) -> Vec<AuditorReport> {
    let empty = plan.units.iter().filter(|unit| unit.pool.is_empty());
    let auditor = |unit: &crate::draw::Unit| AuditorReport {
        auditor: unit.unit.clone(),
        team: unit.team.clone(),
    };
    empty.map(auditor).collect()
}

/// The case-holders whom `people.csv` does not know. A child that is left out matters to none.
pub(super) fn unknown_holders(cases: &[Case], people: &People) -> Vec<HolderReport> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for holder in cases
        .iter()
        .filter(|case| !case.leave_out)
        .filter_map(|case| case.case_holder.as_deref())
    {
        *found.entry(holder).or_default() += 1;
    }
    let unknown = found.into_iter().filter(|(name, _)| people.find(name).is_none());
    let holder = |(name, children): (&str, usize)| {
        let likely = people.likely(name);
        HolderReport {
            name: name.to_owned(),
            children,
            is_spelling: likely.is_some_and(|likely| likely.is_spelling),
            nearest: likely.map(|likely| likely.person.name.to_string()),
        }
    };
    unknown.map(holder).collect()
}

/// The spellings of the roster that could be aliases in `people.csv`, by the person's name.
pub(super) fn aliases(unknown: &[HolderReport], people: &People) -> Vec<AliasLine> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for holder in unknown.iter().filter(|holder| holder.is_spelling) {
        if let Some(name) = holder.nearest.as_deref() {
            found.entry(name).or_default().push(&holder.name);
        }
    }
    let line = |(name, spellings): (&str, Vec<&str>)| {
        let own = people.find(name).map_or(&[][..], |person| &person.aliases);
        let all: Vec<&str> = own
            .iter()
            .map(String::as_str)
            .chain(spellings.iter().copied())
            .collect();
        AliasLine {
            name: name.to_owned(),
            aliases: all.join("; "),
            spellings: spellings.into_iter().map(str::to_owned).collect(),
        }
    };
    found.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::framework::{ChildId, Person, PersonName, Team};

    fn people(names: &[&str]) -> People {
        let person = |name: &&str| Person {
            name: PersonName::new(name).unwrap(),
            aliases: Vec::new(),
            roles: Vec::new(),
            services: Vec::new(),
            teams: Vec::new(),
            manager: None,
            tier: None,
            bg: None,
            started: None,
            left: None,
            probation_ends: None,
            email: None,
        };
        People::new(names.iter().map(person).collect())
    }

    #[test]
    fn a_name_is_found_in_every_usual_spelling() {
        let people = people(&["Robin Hale", "Rosa Hall", "Amara Ives"]);
        let found = |name| people.likely(name).map(|likely| likely.person.name.to_string());
        for name in [
            "HALE Robin",
            "R Hale",
            "Hale R.",
            "Robyn Hale",
            "hale robin",
            "Robin Hale - Agency",
        ] {
            assert_eq!(found(name).as_deref(), Some("Robin Hale"), "{name}");
        }
        assert_eq!(found("Tom Ellery"), None);
        assert_eq!(found("R"), None);
    }

    #[test]
    fn a_spelling_is_proposed_and_a_like_name_is_not() {
        let mut staff = people(&["Robin Hale", "Amara Ives"]).all().to_vec();
        staff[0].aliases = vec!["Rob Hale".to_owned()];
        let people = People::new(staff);
        let cases = ["Hale Robin", "HALE, Robin", "R Hale", "Robyn Hale"].map(held_by);
        let unknown = unknown_holders(&cases, &people);
        assert!(
            unknown.iter().all(|holder| holder.nearest.is_some()),
            "{unknown:?}"
        );
        let lines = aliases(&unknown, &people);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].name, "Robin Hale");
        // What folds alike is the person already.
        assert_eq!(lines[0].spellings, ["Hale Robin", "R Hale"]);
        assert_eq!(lines[0].aliases, "Rob Hale; Hale Robin; R Hale");
    }

    fn held_by(name: &str) -> Case {
        Case {
            child_id: ChildId::new(name).unwrap(),
            initials: None,
            age: None,
            team: Team::new("North").unwrap().into(),
            case_holder: Some(Arc::new(name.into())),
            legal_status: Arc::new("CIN".into()),
            opened: None,
            closed: None,
            manager: None,
            family_id: None,
            leave_out: false,
            place: (0, 2),
        }
    }

    #[test]
    fn an_initial_that_fits_two_tells_nothing() {
        let people = people(&["Robin Hale-Windermere", "Rosa Hale-Windermere"]);
        assert_eq!(
            people
                .likely("R Hale-Windermere")
                .map(|likely| likely.person.name.as_str()),
            None
        );
    }
}
