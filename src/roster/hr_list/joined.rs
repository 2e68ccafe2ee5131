//! The posts of one person as one row of `people.csv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::cell::shown;
use super::super::fault::TableFault;
use super::super::people;
use super::HrKnown;
use super::posts::{LeftOut, Post, PostsRead};
use crate::framework::name::folded_name;
use crate::framework::{People, Person, PersonName, RoleId};

/// Somebody whose posts stand on several rows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct JoinedPosts {
    /// The name.
    pub name: String,
    /// The rows, as a spreadsheet counts.
    pub rows: Vec<usize>,
    /// The roles that the person holds by them.
    pub roles: Vec<String>,
}

/// Puts the posts of each person together, and gives managers the names that they have in the list.
pub(super) fn join(read: &mut PostsRead) -> Vec<JoinedPosts> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<Post>> = Vec::new();
    for post in std::mem::take(&mut read.posts) {
        let at = *places.entry(folded_name(&post.name)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(post),
            None => groups.push(vec![post]),
        }
    }
    let mut joined = Vec::new();
    for group in groups {
        if let Some(why) = not_one(&group) {
            let rows = group.iter().map(|post| LeftOut {
                row: post.row,
                name: shown(&post.name),
                why: why.to_owned(),
                to_see_to: true,
            });
            read.left_out.extend(rows);
            continue;
        }
        if let Some(person) = person(&group, &mut read.notes) {
            if group.len() > 1 {
                joined.push(JoinedPosts {
                    name: person.name.to_string(),
                    rows: group.iter().map(|post| post.row).collect(),
                    roles: person.roles.iter().map(RoleId::to_string).collect(),
                });
            }
            read.people.push(person);
        }
    }
    read.left_out.sort_by_key(|left_out| left_out.row);
    read.people = People::new(std::mem::take(&mut read.people)).all().to_vec();
    only_own_aliases(&mut read.people);
    joined
}

/// Why rows of one name may be two people.
fn not_one(group: &[Post]) -> Option<&'static str> {
    let several = |of: &dyn Fn(&Post) -> Option<String>| {
        let all: BTreeSet<String> = group.iter().filter_map(of).collect();
        all.len() > 1
    };
    let has_email = group.iter().all(|post| post.email.is_some());
    let emails = several(&|post| post.email.as_deref().map(str::to_lowercase));
    let numbers = several(&|post| (!post.number.is_empty()).then(|| post.number.clone()));
    match (emails, numbers) {
        (true, _) => Some("has a name that another row has with another e-mail address"),
        // An HR system may give every post a number; the address is the person's.
        (false, true) if !has_email => Some("has a name that another row has with another number"),
        _ => None,
    }
}

/// The person of some posts. A post that has ended, while another has not, is held no longer.
fn person(group: &[Post], notes: &mut Vec<String>) -> Option<Person> {
    let has_left = group.iter().all(|post| post.left.is_some());
    let held: Vec<&Post> = group
        .iter()
        .filter(|post| has_left || post.left.is_none())
        .collect();
    let first = held.first()?;
    let managers = distinct(
        held.iter()
            .filter_map(|post| post.manager.as_deref())
            .map(folded_name),
    );
    if managers.len() > 1 {
        notes.push(format!(
            "{} has a manager for each post; {} of row {} is taken.",
            shown(&first.name),
            shown(first.manager.as_deref().unwrap_or_default()),
            first.row
        ));
    }
    Some(Person {
        name: PersonName::new(&first.name)?,
        aliases: distinct(group.iter().flat_map(|post| post.aliases.iter().cloned())),
        roles: distinct(held.iter().flat_map(|post| post.roles.iter().cloned())),
        services: distinct(held.iter().flat_map(|post| post.services.iter().cloned())),
        teams: distinct(held.iter().flat_map(|post| post.teams.iter().cloned())),
        manager: held
            .iter()
            .find_map(|post| PersonName::new(post.manager.as_deref()?)),
        tier: held.iter().filter_map(|post| post.tier).min(),
        bg: held.iter().filter_map(|post| post.bg).max(),
        started: group.iter().filter_map(|post| post.started).min(),
        left: held.iter().filter_map(|post| post.left).max(),
        probation_ends: held.iter().filter_map(|post| post.probation_ends).max(),
        email: held.iter().find_map(|post| post.email.clone()),
    })
}

/// Each once, in the order of the first.
fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Takes out the further spellings that would mean two people, or somebody else's own name.
pub(super) fn only_own_aliases(people: &mut [Person]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for person in people.iter() {
        let own: BTreeSet<String> = person.spellings().map(folded_name).collect();
        for spelling in own {
            *times.entry(spelling).or_default() += 1;
        }
    }
    for person in people {
        let name = folded_name(person.name.as_str());
        let mut seen = BTreeSet::from([name]);
        person.aliases.retain(|alias| {
            let folded = folded_name(alias);
            times.get(&folded) == Some(&1) && seen.insert(folded)
        });
    }
}

/// What would be said of the `people.csv` that these people make.
pub(super) fn faults(people: &[Person], known: HrKnown<'_>) -> Vec<TableFault> {
    let roles: Vec<RoleId> = known.roles.iter().map(|(id, _)| id.clone()).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory fails only where rows differ in length, which these don't.
    let _ = writer.write_record(people::names());
    for person in people {
        let _ = writer.write_record(people::cells(person));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    people::read(&bytes, &roles, known.services).1
}
