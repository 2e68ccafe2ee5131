//! What an audit's files said on a day, told anew: its life is lived again event by event, and at each what was done by
//! then and had not been kept is put away.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::recount::audit::{Audit, grade};
use crate::recount::store::{Folder, day, items};

/// What is put away: the file, the day by which it is done, and the keys that are another's.
struct Part {
    stem: &'static str,
    done: fn(&Value, bool) -> Option<NaiveDate>,
    keys: Keys,
}

/// Which keys of its file belong to a part.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    All,
    But(&'static [&'static str]),
    Only(&'static [&'static str]),
}

const REVIEW: &[&str] = &["actions_reviewed", "review"];

const COMMENT: &[&str] = &["supervisor", "discussed_in_supervision"];

const PARTS: [Part; 7] = [
    Part {
        stem: "audit",
        done: |file, _| day(&file["submitted"]),
        keys: Keys::All,
    },
    Part {
        stem: "moderation",
        done: |file, observation| {
            let graded = observation || grade(&file["overall"]["grade"]).is_some();
            day(&file["signed_off"]).filter(|_| graded)
        },
        keys: Keys::All,
    },
    Part {
        stem: "case-direction",
        done: |file, _| day(&file["date"]),
        keys: Keys::But(REVIEW),
    },
    Part {
        stem: "case-direction",
        done: |file, _| day(&file["actions_reviewed"]),
        keys: Keys::Only(REVIEW),
    },
    Part {
        stem: "feedback",
        done: |file, _| day(&file["date"]),
        keys: Keys::But(COMMENT),
    },
    Part {
        stem: "feedback",
        done: |file, _| day(&file["supervisor"]["date"]),
        keys: Keys::Only(COMMENT),
    },
    Part {
        stem: "re-audit",
        done: |file, _| day(&file["date"]).filter(|_| grade(&file["grade"]).is_some()),
        keys: Keys::All,
    },
];
const AUDIT: usize = 0;
const MODERATION: usize = 1;

impl Keys {
    fn of(self, file: &Value) -> Value {
        let holds = |key: &String| match self {
            Keys::All => true,
            Keys::But(keys) => !keys.contains(&key.as_str()),
            Keys::Only(keys) => keys.contains(&key.as_str()),
        };
        let keys = file.as_object().into_iter().flatten();
        let own = keys.filter(|(key, value)| holds(key) && !value.is_null());
        own.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

/// A time between two returns: what was put away in it, by part.
#[derive(Default)]
struct Round {
    put_away: BTreeMap<usize, Value>,
}

/// The files as what they said counts on a day.
pub fn on(folder: &Folder, observation: bool, today: NaiveDate) -> Folder {
    let rounds = lived(folder, observation);
    let is_return = |event: &&Value| event["event"] == "returned";
    let returned = folder.log.iter().filter(is_return);
    let returned = returned
        .filter(|event| day(&event["date"]).is_some_and(|day| day <= today))
        .count();
    let round = counting(folder, &rounds, returned, today);
    let mut files: BTreeMap<&str, Value> = BTreeMap::new();
    for (number, part) in PARTS.iter().enumerate() {
        let said = said(folder, &rounds, number, (round, returned), today);
        let file = files.entry(part.stem).or_insert_with(|| json!({}));
        for (key, value) in said.as_object().into_iter().flatten() {
            file[key] = value.clone();
        }
    }
    let mut take = |stem: &str| {
        files
            .remove(stem)
            .filter(|file| file != &json!({}))
            .unwrap_or_default()
    };
    Folder {
        audit: take("audit"),
        moderation: take("moderation"),
        direction: take("case-direction"),
        feedback: take("feedback"),
        re_audit: take("re-audit"),
        rounds: in_order_of_days(folder, &rounds),
        ..folder.clone()
    }
}

/// The file as an event found it: as it is, or a copy; none where the copy is lost.
fn found<'f>(folder: &'f Folder, event: &Value, stem: &str) -> Option<&'f Value> {
    let print = event["files"][stem].as_str()?;
    let now = folder
        .now
        .get(stem)
        .filter(|(own, _)| own == print)
        .map(|(_, value)| value);
    now.or_else(|| folder.kept.get(&(stem.to_owned(), print.to_owned())))
}

fn lived(folder: &Folder, observation: bool) -> Vec<Round> {
    let mut rounds = vec![Round::default()];
    let mut reached = NaiveDate::MIN;
    for event in &folder.log {
        reached = reached.max(day(&event["date"]).unwrap());
        let number = rounds.len() - 1;
        for (at, part) in PARTS.iter().enumerate() {
            let Some(file) = found(folder, event, part.stem) else {
                continue;
            };
            let Some(done) = (part.done)(file, observation).filter(|done| *done <= reached) else {
                continue;
            };
            let submissions = |audit: &Value| {
                let again = items(&audit["resubmitted"]).iter().filter_map(day);
                let again: Vec<NaiveDate> = again.filter(|day| *day <= reached).collect();
                let first = day(&audit["submitted"]).filter(|day| *day <= reached)?;
                (again.len() >= number).then(|| again.into_iter().fold(first, NaiveDate::max))
            };
            let own = part.keys.of(file);
            let fits = match at {
                AUDIT => submissions(file).is_some(),
                MODERATION => {
                    let audit = rounds[number].put_away.get(&AUDIT);
                    // Where no copy of the form can be read, the form of today stands for it.
                    let lost = found(folder, event, "audit").is_none();
                    let audit = audit.or(Some(&folder.audit).filter(|_| lost));
                    audit
                        .and_then(submissions)
                        .is_some_and(|submitted| done >= submitted)
                }
                _ => {
                    let mut before = rounds[..number].iter().rev();
                    let before = before.find_map(|round| round.put_away.get(&at));
                    let audit = rounds[number].put_away.get(&AUDIT);
                    let lost = found(folder, event, "audit").is_none();
                    let audit = audit.or(Some(&folder.audit).filter(|_| lost));
                    // While the form is back with its auditor, what was done before holds on.
                    before.is_none_or(|before| *before != own && audit.and_then(submissions).is_some())
                }
            };
            if fits {
                rounds[number].put_away.entry(at).or_insert(own);
            }
        }
        if event["event"] == "returned" {
            rounds.push(Round::default());
        }
    }
    rounds
}

/// The last round whose form was handed in again by the day.
fn counting(folder: &Folder, rounds: &[Round], returned: usize, today: NaiveDate) -> usize {
    let handed_in = |round: &usize| {
        let own = rounds[*round].put_away.get(&AUDIT);
        let audit = own.or(Some(&folder.audit).filter(|_| round + 1 == rounds.len()));
        let mut days: Vec<NaiveDate> = audit
            .into_iter()
            .flat_map(|audit| items(&audit["resubmitted"]))
            .filter_map(day)
            .collect();
        days.sort_unstable();
        days.get(round - 1).is_some_and(|day| *day <= today)
    };
    (1..=returned).rev().find(handed_in).unwrap_or(0)
}

/// What a part says on the day.
fn said(
    folder: &Folder,
    rounds: &[Round],
    number: usize,
    (round, returned): (usize, usize),
    today: NaiveDate,
) -> Value {
    let part = &PARTS[number];
    // A day that is not a day yet, whatever else is written.
    let is_past = |file: &Value| (part.done)(file, true).is_some_and(|done| done <= today);
    let own = |round: usize| rounds[round].put_away.get(&number).filter(|file| is_past(file));
    let now = folder.now.get(part.stem).map_or(&Value::Null, |(_, value)| value);
    let later = folder
        .log
        .iter()
        .find(|event| day(&event["date"]).unwrap() > today && event["files"][part.stem].is_string());
    let draft = later
        .and_then(|event| found(folder, event, part.stem))
        .unwrap_or(now);
    if let Some(file) = own(round) {
        return file.clone();
    }
    match number {
        AUDIT if round > 0 => return part.keys.of(now),
        AUDIT | MODERATION => return part.keys.of(draft),
        _ => {}
    }
    let is_new = round == returned && !rounds[round].put_away.contains_key(&number);
    if is_new && is_past(draft) {
        return part.keys.of(draft);
    }
    let mut others = (0..round).rev().chain(round + 1..=returned);
    let other = others.find_map(own);
    other.cloned().unwrap_or_else(|| part.keys.of(draft))
}

/// What came back at each return, in the order of their days.
fn in_order_of_days(folder: &Folder, rounds: &[Round]) -> Vec<Option<crate::recount::store::Returned>> {
    let returns = folder.log.iter().filter(|event| event["event"] == "returned");
    let mut days: Vec<(NaiveDate, usize)> = returns
        .map(|event| day(&event["date"]).unwrap())
        .zip(0..)
        .collect();
    days.sort_by_key(|(day, _)| *day);
    let came_back = |round: usize| {
        let audit = rounds[round].put_away.get(&AUDIT)?;
        let signed = rounds[round].put_away.get(&MODERATION).and_then(|moderation| {
            Some((
                day(&moderation["signed_off"])?,
                grade(&moderation["overall"]["grade"]),
            ))
        });
        Some((grade(&audit["overall"]["grade"]), signed))
    };
    days.into_iter().map(|(_, round)| came_back(round)).collect()
}

impl Audit {
    /// The day on which a grade first became Inadequate: by what was handed in and came back, else by what counts now.
    pub fn inadequate_since(&self) -> Option<NaiveDate> {
        let mut handed_in = vec![self.submitted?];
        handed_in.extend(self.resubmitted());
        handed_in.sort_unstable();
        let returned = self.events("returned").len();
        for (round, then) in self.folder.rounds.iter().take(returned).enumerate() {
            let Some(on) = handed_in.get(round) else { break };
            // No copy tells of it: the grade of today is taken for it.
            let Some((given, signed)) = then else { break };
            if *given == Some("I") {
                return Some(*on);
            }
            let signed = signed.filter(|(day, grade)| *grade == Some("I") && day >= on);
            if let Some((day, _)) = signed {
                return Some(day);
            }
        }
        let told = self
            .folder
            .rounds
            .iter()
            .take(returned)
            .take_while(|then| then.is_some())
            .count();
        let on = handed_in.get(told).or(handed_in.last()).copied();
        on.filter(|_| self.auditor_grade() == Some("I"))
            .or_else(|| self.settled.filter(|_| self.final_grade() == Some("I")))
    }
}
