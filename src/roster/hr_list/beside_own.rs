//! A list of staff beside the `people.csv` that there is: what only that has is kept, and who joined or is gone is told.

use super::super::cell::shown;
use crate::framework::name::folded_name;
use crate::framework::{People, Person};

/// So many names are told.
const MOST: usize = 12;

/// Gives the people of a list what `people.csv` alone knows of them, and says what differs, in sentences.
pub(super) fn compare(people: &mut [Person], own: &People) -> Vec<String> {
    let mut kept = Vec::new();
    for person in people.iter_mut() {
        if let Some(before) = own.find(person.name.as_str())
            && keep(person, before)
        {
            kept.push(person.name.to_string());
        }
    }
    let of_list = People::new(people.to_vec());
    let gone = own.all().iter().filter(|person| {
        let has_left = person.left.is_some();
        !has_left && person.spellings().all(|name| of_list.find(name).is_none())
    });
    let new = people
        .iter()
        .filter(|person| person.spellings().all(|name| own.find(name).is_none()));
    let names = |of: &mut dyn Iterator<Item = &Person>| -> Vec<String> {
        of.map(|person| person.name.to_string()).collect()
    };
    let (gone, new) = (names(&mut gone.into_iter()), names(&mut new.into_iter()));
    [
        ("Not in people.csv so far", new),
        ("In people.csv, in post there, and not in the list", gone),
        (
            "Kept from people.csv, as the list has it not (aliases, tier, pay grade, probation, e-mail)",
            kept,
        ),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| told(what, &names))
    .collect()
}

/// Takes over what a list lacks; whether there was anything.
fn keep(person: &mut Person, before: &Person) -> bool {
    let was = person.clone();
    let known: Vec<String> = person.spellings().map(folded_name).collect();
    let further = before
        .spellings()
        .filter(|name| !known.contains(&folded_name(name)));
    let further: Vec<String> = further.map(str::to_owned).collect();
    person.aliases.extend(further);
    person.tier = person.tier.or(before.tier);
    person.bg = person.bg.or(before.bg);
    person.probation_ends = person.probation_ends.or(before.probation_ends);
    if person.email.is_none() {
        person.email.clone_from(&before.email);
    }
    *person != was
}

fn told(what: &str, names: &[String]) -> String {
    let first: Vec<String> = names.iter().take(MOST).map(|name| shown(name)).collect();
    match names.len().saturating_sub(MOST) {
        0 => format!("{what}: {}.", first.join(", ")),
        more => format!("{what}: {} and {more} more.", first.join(", ")),
    }
}
