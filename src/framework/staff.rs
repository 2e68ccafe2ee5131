//! The council's staff: who holds which role, where, and since when.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::date::Date;
use super::name::{ComparedName, folded_name};
use super::schedule::Row;
use super::word::{Letters, PersonName, RoleId, Service, Team};

/// A person of the council's staff, as a row of `people.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name that qaf writes.
    pub name: PersonName,
    /// Other spellings, as the case system's `HALE, Robin`.
    pub aliases: Vec<String>,
    /// The roles held, one at least.
    pub roles: Vec<RoleId>,
    /// The services worked in; empty: none, the whole council.
    pub services: Vec<Service>,
    /// The teams worked in.
    pub teams: Vec<Team>,
    /// The line manager.
    pub manager: Option<PersonName>,
    /// The management tier.
    pub tier: Option<u32>,
    /// The pay grade level, as 12 for BG12.
    pub bg: Option<u32>,
    /// The first day in post, where known.
    pub started: Option<Date>,
    /// The last day in post.
    pub left: Option<Date>,
    /// The last day of probation.
    pub probation_ends: Option<Date>,
    /// Where mail goes.
    pub email: Option<String>,
}

impl Person {
    /// Whether the person is in post on `date`.
    pub fn in_post(&self, date: Date) -> bool {
        self.started.is_none_or(|day| day <= date) && self.left.is_none_or(|day| date <= day)
    }

    /// Whether the person is in post on every day from `from` to `to`.
    pub fn in_post_throughout(&self, from: Date, to: Date) -> bool {
        self.in_post(from) && self.in_post(to)
    }

    /// Whether the person holds a role; `tier:4` and `bg:12` are asked of the tier and the pay grade.
    pub fn holds(&self, role: &RoleId) -> bool {
        let level = |prefix: &str| {
            role.as_str()
                .strip_prefix(prefix)
                .and_then(|level| level.parse::<u32>().ok())
        };
        if let Some(tier) = level("tier:") {
            return self.tier == Some(tier);
        }
        if let Some(bg) = level("bg:") {
            return self.bg == Some(bg);
        }
        self.roles.contains(role)
    }

    /// Whether the person holds one of the roles.
    pub fn holds_any(&self, roles: &[RoleId]) -> bool {
        roles.iter().any(|role| self.holds(role))
    }

    /// The name and the aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a name that is nobody's may mean the person: it is like the name or an alias.
    pub fn may_be(&self, name: &str) -> bool {
        let name = ComparedName::of(name);
        self.spellings().any(|own| name.is_like(&ComparedName::of(own)))
    }

    /// Whether the person works in the service, or in none and so for the whole council.
    pub fn serves(&self, service: Option<&Service>) -> bool {
        self.services.is_empty() || service.is_none_or(|service| self.services.contains(service))
    }
}

/// The staff of a store, found by name or alias, in whatever spelling folds alike.
#[derive(Clone, Debug, Default)]
pub struct People {
    persons: Vec<Person>,
    by_name: HashMap<String, usize>,
    /// Each person's spellings as they are held against names that are nobody's, once the first is.
    compared: OnceLock<Vec<ComparedPerson>>,
}

/// A person as held against names: the letters of the name, and every spelling.
#[derive(Clone, Debug)]
struct ComparedPerson {
    name: Letters,
    spellings: Vec<ComparedName>,
}

/// Who may be meant by a name that is nobody's.
#[derive(Clone, Copy, Debug)]
pub struct Likely<'p> {
    /// The person.
    pub person: &'p Person,
    /// Whether it is that person's name in another order, or with initials, and not merely like it.
    pub is_spelling: bool,
}

impl People {
    /// Returns the staff; names and aliases are taken as unique, and the first keeps one that is not. A line manager who
    /// is among them goes by the name that they have here.
    pub fn new(persons: Vec<Person>) -> Self {
        let mut by_name = HashMap::new();
        for (index, person) in persons.iter().enumerate() {
            by_name.entry(folded_name(person.name.as_str())).or_insert(index);
        }
        for (index, person) in persons.iter().enumerate() {
            for alias in &person.aliases {
                by_name.entry(folded_name(alias)).or_insert(index);
            }
        }
        let mut people = Self {
            persons,
            by_name,
            compared: OnceLock::new(),
        };
        let managers: Vec<Option<PersonName>> = people
            .persons
            .iter()
            .map(|person| Some(people.find(person.manager.as_ref()?.as_str())?.name.clone()))
            .collect();
        for (person, manager) in people.persons.iter_mut().zip(managers) {
            person.manager = manager.or(person.manager.take());
        }
        people
    }

    /// Everybody, in the file's order.
    pub fn all(&self) -> &[Person] {
        &self.persons
    }

    /// The person whom a name or alias means.
    pub fn find(&self, name: &str) -> Option<&Person> {
        self.by_name
            .get(&folded_name(name))
            .map(|index| &self.persons[*index])
    }

    /// Whether two names mean the same person; unknown names are compared as spelt.
    pub fn same(&self, one: &str, other: &str) -> bool {
        match (self.find(one), self.find(other)) {
            (Some(a), Some(b)) => a.name == b.name,
            (None, None) => folded_name(one) == folded_name(other),
            _ => false,
        }
    }

    /// Whether a name is one that `people.csv` writes, but for case and spaces; a name that merely folds alike is not.
    pub fn writes(&self, name: &str) -> bool {
        let plain = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").to_lowercase()
        };
        let name_so = plain(name);
        self.find(name).is_some_and(|person| {
            plain(person.name.as_str()) == name_so
                || person.aliases.iter().any(|alias| plain(alias) == name_so)
        })
    }

    /// Who may be meant by a name that is nobody's: the same words in another order, initials for some, else the
    /// nearest. Where two fit, neither is told.
    pub fn likely(&self, name: &str) -> Option<Likely<'_>> {
        let compared = ComparedName::of(name);
        let fitting = |fits: fn(&ComparedName, &ComparedName) -> bool| -> Vec<&Person> {
            let fit = |spellings: &[ComparedName]| spellings.iter().any(|own| fits(&compared, own));
            let all = self.persons.iter().zip(self.compared());
            all.filter(|(_, known)| fit(&known.spellings))
                .map(|(person, _)| person)
                .collect()
        };
        match fitting(ComparedName::is_spelling).as_slice() {
            [one] => Some(Likely {
                person: one,
                is_spelling: true,
            }),
            [] => {
                let near = self.nearest(name).and_then(|near| self.find(near));
                let like = || match fitting(ComparedName::is_like).as_slice() {
                    [one] => Some(*one),
                    _ => None,
                };
                near.or_else(like).map(|person| Likely {
                    person,
                    is_spelling: false,
                })
            }
            _ => None,
        }
    }

    /// The name that an unknown one seems to mean.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let wanted = Letters::of(name);
        let all = self.persons.iter().zip(self.compared());
        let near = all.filter_map(|(person, known)| Some((wanted.near(&known.name)?, person.name.as_str())));
        near.min().map(|(_, known)| known)
    }

    /// Every person as held against names, in the file's order.
    fn compared(&self) -> &[ComparedPerson] {
        let compared = |person: &Person| ComparedPerson {
            name: Letters::of(person.name.as_str()),
            spellings: person.spellings().map(ComparedName::of).collect(),
        };
        self.compared
            .get_or_init(|| self.persons.iter().map(compared).collect())
    }

    /// The auditors of a row who are in post on `date`: holders of one of its roles in its service, or in none.
    ///
    /// Where nobody of the row's service holds one, whoever does hold one may (LADO, IRO and CP chairs, the CMT rows).
    pub fn auditors(&self, row: &Row, date: Date) -> Vec<&Person> {
        let holders: Vec<&Person> = self
            .persons
            .iter()
            .filter(|person| person.in_post(date) && person.holds_any(&row.auditors))
            .collect();
        let of_service: Vec<&Person> = holders
            .iter()
            .copied()
            .filter(|person| person.serves(row.service.as_ref()))
            .collect();
        if of_service.is_empty() {
            holders
        } else {
            of_service
        }
    }

    /// Whether a row's auditors are of its service; where not, the row is the service's as a whole.
    pub fn has_own_auditors(&self, row: &Row, date: Date) -> bool {
        self.persons.iter().any(|person| {
            person.in_post(date) && person.holds_any(&row.auditors) && person.serves(row.service.as_ref())
        })
    }

    /// Who may moderate an audit of `service` by `auditor` on `date`, of the first role of `roles` with somebody fit.
    ///
    /// Fit is whoever holds the role, in the service or in none, is in post, and neither is the auditor nor holds the
    /// auditor's role (`docs/files.md`, "who is fit to moderate"). Those of the service come before those of none; several are
    /// left in the file's order.
    pub fn fit_moderators(
        &self,
        roles: &[RoleId],
        service: Option<&Service>,
        auditor: &str,
        date: Date,
    ) -> Vec<&Person> {
        let auditing = self.find(auditor);
        roles
            .iter()
            .filter(|role| auditing.is_none_or(|person| !person.holds(role)))
            .map(|role| {
                let mut fit = self.holders_in(role, service, date);
                fit.retain(|person| !self.same(person.name.as_str(), auditor));
                if fit.iter().any(|person| !person.services.is_empty()) && service.is_some() {
                    fit.retain(|person| !person.services.is_empty());
                }
                fit
            })
            .find(|fit| !fit.is_empty())
            .unwrap_or_default()
    }

    /// Whether a person may moderate an audit of `service` by `auditor`, by role and service: they hold one of `roles`, in the
    /// service or in none, and the auditor does not hold that one.
    pub fn may_moderate(
        &self,
        person: &Person,
        roles: &[RoleId],
        service: Option<&Service>,
        auditor: &str,
    ) -> bool {
        let auditing = self.find(auditor);
        let of_another = |role: &RoleId| auditing.is_none_or(|auditing| !auditing.holds(role));
        person.serves(service) && roles.iter().any(|role| person.holds(role) && of_another(role))
    }

    /// Those who hold a role in a service, or in none, on `date`, in the file's order.
    pub fn holders_in(&self, role: &RoleId, service: Option<&Service>, date: Date) -> Vec<&Person> {
        let fits = |person: &&Person| person.in_post(date) && person.holds(role) && person.serves(service);
        self.persons.iter().filter(fits).collect()
    }
}

/// An exemption: a person is excused from a row for a time (`exemptions.csv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// Who is excused.
    pub person: PersonName,
    /// From which row; `None`: from all.
    pub row: Option<super::word::RowId>,
    /// The first day.
    pub from: Date,
    /// The last day; `None`: until further notice.
    pub to: Option<Date>,
    /// Why.
    pub reason: String,
    /// Who agreed.
    pub agreed_by: String,
}

impl Exemption {
    /// Whether it covers the row on any day from `from` to `to`.
    pub fn covers(&self, person: &PersonName, row: &super::word::RowId, from: Date, to: Date) -> bool {
        self.person == *person
            && self.row.as_ref().is_none_or(|exempt| exempt == row)
            && self.from <= to
            && self.to.is_none_or(|last| from <= last)
    }
}
