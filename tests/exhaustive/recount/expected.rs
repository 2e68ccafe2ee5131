//! What the schedule expects and what meets it, counted anew: of a quarter, of a year, of the present periods, of workers.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use crate::recount::audit::Audit;
use crate::recount::store::{Store, day, items};

type Person = BTreeMap<String, String>;
type Days = (NaiveDate, NaiveDate);

/// Works of many audits: their rows are met by no single one.
const WORKS: [&str; 5] = ["sav", "deep-dive", "thematic", "panel", "supervision-file"];

/// Whether an audit on a form can be made under a row.
pub fn takes(row: &Value, form: &str) -> bool {
    let is_work = WORKS.iter().any(|work| row["activity"] == *work);
    let forms = &row["form"];
    !is_work && (*forms == form || items(forms).iter().any(|listed| *listed == form))
}

/// A store's audits on a day.
pub struct Count<'a> {
    store: &'a Store,
    audits: &'a [Audit],
    today: NaiveDate,
}

/// How a row stands in some periods.
#[derive(Debug, Default)]
pub struct Sums {
    pub expected: usize,
    pub exempt: usize,
    pub other_row: usize,
    /// How many of those expected are allocated, and submitted.
    pub begun: usize,
    pub met: usize,
}

/// What a row wants of a person in a period.
#[derive(PartialEq)]
enum Wants {
    One,
    Excused,
    Elsewhere,
}

impl<'a> Count<'a> {
    pub fn of(store: &'a Store, audits: &'a [Audit], today: NaiveDate) -> Self {
        Self { store, audits, today }
    }

    /// A line a row of the schedule over the periods that end in a quarter.
    pub fn quarter(&self, from: NaiveDate, to: NaiveDate) -> Value {
        let line = |row: &Value| {
            let ending = parts(row, from).map(|parts| {
                let in_it = |(_, end): &Days| from <= *end && *end <= to;
                parts.into_iter().filter(in_it).collect::<Vec<Days>>()
            });
            let sums = self.sums(row, ending.as_deref().unwrap_or_default());
            let audits = self.made(row, &ending.unwrap_or_else(|| vec![(from, to)]));
            let with = |status: &str| audits.iter().filter(|audit| audit.status() == status).count();
            json!({
                "row": row["id"], "service": service(row), "activity": row["activity"],
                "expected": sums.expected, "exempt": sums.exempt, "other_row": sums.other_row,
                "allocated": audits.len(), "replaced": with("replaced"), "withdrawn": with("withdrawn"),
                "submitted": sums.met,
            })
        };
        self.rows().iter().map(line).collect()
    }

    pub fn rows(&self) -> &'a [Value] {
        items(&self.store.schedule["row"])
    }

    /// A row over these of its periods.
    pub fn sums(&self, row: &Value, periods: &[Days]) -> Sums {
        let mut sums = Sums::default();
        for period in periods {
            let audits = self.made(row, &[*period]);
            let Some(period) = self.in_use(*period) else {
                continue;
            };
            if row["per"] == "service" || self.is_nobodys(row, period) {
                Self::add(&mut sums, audits.iter().filter(|audit| self.may_make(row, audit)));
                continue;
            }
            for person in self.store.people.iter().filter(|person| is_named(person, row)) {
                match self.wants(person, row, period) {
                    None => {}
                    Some(Wants::Excused) => sums.exempt += 1,
                    Some(Wants::Elsewhere) => sums.other_row += 1,
                    Some(Wants::One) => {
                        let own = audits.iter().filter(|audit| self.is_for(row, audit, person));
                        Self::add(&mut sums, own);
                    }
                }
            }
        }
        sums
    }

    /// The days of a period on which the store was in use; none where it ended before.
    fn in_use(&self, (from, to): Days) -> Option<Days> {
        let since = day(&self.store.settings["in_use_since"]).unwrap_or(from);
        (since <= to).then(|| (from.max(since), to))
    }

    fn add<'b>(sums: &mut Sums, own: impl Iterator<Item = &'b &'a Audit>)
    where
        'a: 'b,
    {
        let on: Vec<_> = own.filter(|audit| !audit.is_off()).collect();
        sums.expected += 1;
        sums.begun += usize::from(!on.is_empty());
        sums.met += usize::from(on.iter().any(|audit| audit.submitted.is_some()));
    }

    /// The audits of a row that were allocated in these periods by today.
    pub fn made(&self, row: &Value, periods: &[Days]) -> Vec<&'a Audit> {
        let is_of = |audit: &&Audit| {
            let made_under = &audit.folder.allocation["row"];
            let own = self
                .store
                .row(made_under)
                .is_some_and(|own| takes(own, &audit.form));
            let worker = self.person(&audit.folder.allocation["worker"]);
            let of_worker = row["per"] == "worker"
                && worker.is_some_and(|worker| is_named(worker, row))
                && self
                    .last_auditor(audit)
                    .is_none_or(|auditor| has_role(row, auditor, worker));
            own && takes(row, &audit.form) && (*made_under == row["id"] || of_worker)
        };
        let in_time = |audit: &&Audit| {
            let on = allocated(audit);
            on <= self.today && periods.iter().any(|(from, to)| *from <= on && on <= *to)
        };
        self.audits.iter().filter(in_time).filter(is_of).collect()
    }

    /// The person whom a name means.
    fn person(&self, name: &Value) -> Option<&'a Person> {
        let name = name.as_str()?;
        let mut people = self.store.people.iter();
        people.find(|person| {
            let mut aliases = person["aliases"].split(';');
            person["name"] == name || aliases.any(|alias| alias.trim() == name)
        })
    }

    /// Whether an audit's auditor holds one of the row's roles, and was in post on the day; whoever took it over does too,
    /// and the work is that of one at whose work the row looks.
    fn may_make(&self, row: &Value, audit: &Audit) -> bool {
        let auditor = self.person(&audit.folder.allocation["auditor"]);
        let Some(auditor) = auditor else { return false };
        let worker = self.person(&audit.folder.allocation["worker"]);
        let looks =
            items(&row["workers"]).is_empty() || worker.is_none_or(|worker| holds(worker, &row["workers"]));
        let last = self.last_auditor(audit);
        let on = allocated(audit);
        let parts = parts(row, on).unwrap_or_default();
        let part = parts.into_iter().find(|(from, to)| *from <= on && on <= *to);
        let of_all = row["per"] == "service" || part.is_some_and(|part| self.is_nobodys(row, part));
        let handed = last.is_none_or(|last| {
            last["name"] == auditor["name"] || has_role(row, last, worker) && (of_all || serves(last, row))
        });
        has_role(row, auditor, worker) && is_there(auditor, allocated(audit)) && looks && handed
    }

    /// The one who has the audit now.
    fn last_auditor(&self, audit: &Audit) -> Option<&'a Person> {
        self.person(audit.auditor())
    }

    fn is_for(&self, row: &Value, audit: &Audit, person: &Person) -> bool {
        let allocation = &audit.folder.allocation;
        let whom = if row["per"] == "worker" {
            self.person(&allocation["worker"])
        } else {
            self.person(&allocation["auditor"])
                .filter(|_| self.may_make(row, audit))
        };
        whom.is_some_and(|whom| whom["name"] == person["name"])
    }

    /// Whether none of a row's own auditors is there all the time.
    fn is_nobodys(&self, row: &Value, (from, to): Days) -> bool {
        let stays = |person: &&Person| is_there(person, from) && is_there(person, to);
        let mut own = self.store.people.iter().filter(|person| is_named(person, row));
        row["per"] == "auditor" && !own.any(|person| stays(&person))
    }

    /// What a row wants of one whom it names; nothing at all where they are not there all the time.
    fn wants(&self, person: &Person, row: &Value, (from, to): Days) -> Option<Wants> {
        if !is_there(person, from) || !is_there(person, to) {
            return None;
        }
        let excused = self.store.exemptions.iter().any(|line| {
            let day = |key: &str| line[key].parse::<NaiveDate>().ok();
            let of_row = line["row"].is_empty() || row["id"] == line["row"].as_str();
            let over = day("from").unwrap() <= to && day("to").is_none_or(|last| from <= last);
            line["person"] == person["name"] && of_row && over
        });
        if excused {
            return Some(Wants::Excused);
        }
        let is_drawn = |row: &Value| row["selection"] == "random" && row["per"] == "auditor";
        let before = self.rows().iter().take_while(|other| other["id"] != row["id"]);
        let elsewhere = before
            .filter(|other| is_drawn(row) && is_drawn(other) && is_named(person, other))
            .flat_map(|other| {
                let parts = parts(other, from).unwrap_or_default().into_iter();
                parts.map(move |part| (other, part))
            })
            .filter_map(|(other, part)| Some((other, self.in_use(part)?)))
            .filter(|(_, (begins, ends))| *begins <= to && from <= *ends)
            .any(|(other, part)| self.wants(person, other, part) == Some(Wants::One));
        Some(if elsewhere { Wants::Elsewhere } else { Wants::One })
    }
}

/// Whether a person has a role that audits for a row, or manages the worker where the row says so; where it says nothing
/// of who sees each worker, anybody does.
fn has_role(row: &Value, person: &Person, worker: Option<&Person>) -> bool {
    let auditors = items(&row["auditors"]);
    let manages = worker.is_some_and(|worker| worker["manager"] == person["name"]);
    holds(person, &row["auditors"])
        || manages && auditors.iter().any(|role| *role == "line-manager")
        || row["per"] == "worker" && auditors.is_empty()
}

/// The equal parts of the year from April that a day lies in; none where the council has yet to say how many.
pub fn parts(row: &Value, within: NaiveDate) -> Option<Vec<Days>> {
    let times = u32::try_from(row["times_a_year"].as_u64()?).unwrap();
    let months = 12 / times;
    let year = within.year() - i32::from(within.month() < 4);
    let start = NaiveDate::from_ymd_opt(year, 4, 1).unwrap();
    let part = |at: u32| {
        let end = (start + Months::new(months * (at + 1))).pred_opt().unwrap();
        (start + Months::new(months * at), end)
    };
    Some((0..times).map(part).collect())
}

/// The day that the allocation gives, whoever took the audit over since.
fn allocated(audit: &Audit) -> NaiveDate {
    day(&audit.folder.allocation["allocated"]).unwrap()
}

fn service(row: &Value) -> Option<&str> {
    let service = row["service"].as_str();
    service.filter(|service| *service != "All services")
}

/// Whether a row has one of a person's roles, in one of their services or all.
fn is_named(person: &Person, row: &Value) -> bool {
    let roles = match row["per"].as_str() {
        Some("worker") => &row["workers"],
        Some("auditor") => &row["auditors"],
        _ => &Value::Null,
    };
    holds(person, roles) && serves(person, row)
}

/// Whether one of a person's services is the row's; all are where they have none, or the row has none.
fn serves(person: &Person, row: &Value) -> bool {
    let mut own = person["service"].split(';');
    let serves = service(row).is_none_or(|service| own.any(|own| own.trim() == service));
    person["service"].is_empty() || serves
}

fn is_there(person: &Person, on: NaiveDate) -> bool {
    let day = |key: &str| person[key].parse::<NaiveDate>().ok();
    day("started").is_none_or(|started| started <= on) && day("left").is_none_or(|left| on <= left)
}

fn holds(person: &Person, roles: &Value) -> bool {
    items(roles).iter().any(|role| {
        let role = role.as_str().unwrap();
        let level = |prefix: &str, key: &str| {
            let wanted = role.strip_prefix(prefix);
            wanted.is_some_and(|level| person[key] == level)
        };
        let mut own = person["role"].split(';');
        own.any(|own| own.trim() == role) || level("tier:", "tier") || level("bg:", "bg")
    })
}
