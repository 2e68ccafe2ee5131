//! One letter for each person with all the actions that they see to or supervise, however many audits these are of; and
//! one for each manager with all the new workers who are still to be observed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::{Letter, LetterWriter, Sender, when};
use crate::context::Context;
use crate::letter::ics::{CalendarEntry, ics};
use crate::letter::letter_facts::{ListedAction, ListedWorker};
use crate::letter::recipients::{AuditParts, Directory};
use crate::letter::{LetterFacts, listed};
use crate::progress::NOBODY;
use crate::reports::coverage::figures::Why;
use crate::reports::due::figures::{DueItem, DueReport, DueStep};
use crate::reports::due::paper::{item_subject, item_task};
use crate::store::layout::team_slug;

/// The letters on actions or on new workers, person by person.
pub(super) fn letters(due: &DueReport, step: DueStep, by: &LetterWriter<'_>) -> Result<Vec<Letter>> {
    let mut taken = BTreeSet::new();
    let mut letters = Vec::new();
    for (who, items) in by_person(due, step) {
        let list = PersonList {
            who,
            items,
            due,
            stem: stem(step, who, &mut taken),
        };
        letters.push(list.letter(by)?);
    }
    Ok(letters)
}

/// Everybody who does it or supervises who does, each with what that is in its order, and whether it is their own. What
/// has nobody to see to it and no supervisor is nobody's.
fn by_person(due: &DueReport, step: DueStep) -> BTreeMap<&str, Vec<(&DueItem, bool)>> {
    let mut persons: BTreeMap<&str, Vec<(&DueItem, bool)>> = BTreeMap::new();
    for item in due.items.iter().filter(|item| item.step == step) {
        let owner = Some(item.who.as_str()).filter(|who| *who != NOBODY || item.supervisor.is_none());
        let each = [(owner, true), (item.supervisor.as_deref(), false)];
        for (name, own) in each {
            if let Some(name) = name {
                persons.entry(name).or_default().push((item, own));
            }
        }
    }
    persons
}

/// A name for the person's files that no other has.
fn stem(step: DueStep, who: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = format!("{step}-{}", team_slug(who));
    let mut name = slug.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{slug}-{number}");
        number += 1;
    }
    name
}

struct PersonList<'a> {
    who: &'a str,
    items: Vec<(&'a DueItem, bool)>,
    due: &'a DueReport,
    stem: String,
}

impl PersonList<'_> {
    fn letter(&self, by: &LetterWriter<'_>) -> Result<Letter> {
        let context = by.context;
        let directory = Directory {
            people: &context.people,
            as_of: self.due.as_of,
            title: |role: &_| context.title(role),
        };
        let parts = AuditParts {
            who: Some(self.who.to_owned()).filter(|who| who != NOBODY),
            ..AuditParts::default()
        };
        let recipients = directory.recipients(&by.template.to, &parts);
        let facts = self.facts(by.sender, context).addressed(&recipients);
        let written = by.write(&facts)?;
        let envelope = by.envelope(&self.stem, self.due.as_of);
        Ok(Letter {
            file: envelope.file(&self.stem),
            bytes: envelope.bytes(&recipients, &written),
            calendar: Some((
                format!("{}.ics", self.stem),
                self.calendar(by, &facts)?.into_bytes(),
            )),
            items: self.items.iter().map(|(item, _)| (*item).clone()).collect(),
            lists: true,
            to_auditor: None,
            who: self.who.to_owned(),
            recipients,
            written,
        })
    }

    /// The day is that of what is due first.
    fn facts(&self, sender: &Sender, context: &Context) -> LetterFacts {
        let today = self.due.as_of;
        let ids = self.items.iter().filter_map(|(item, _)| item.id.as_ref());
        let audits: BTreeSet<String> = ids.map(ToString::to_string).collect();
        let first = self.items.first().map(|(item, _)| *item);
        let mut facts = LetterFacts {
            audit: listed(audits.iter().map(String::as_str)),
            council: context.store.settings.council.clone(),
            who: self.who.to_owned(),
            sender: sender.name.clone(),
            due: first.map(|item| item.due.spoken()).unwrap_or_default(),
            today: today.spoken(),
            when: first.map(|item| when(item, today, context)).unwrap_or_default(),
            overdue: first.is_some_and(|item| item.due < today),
            begun: true,
            prepared: true,
            ..LetterFacts::default()
        };
        for (item, own) in &self.items {
            list(&mut facts, item, *own, when(item, today, context));
        }
        facts
    }

    /// An entry for each, whose line is that of the template for it alone.
    fn calendar(&self, by: &LetterWriter<'_>, facts: &LetterFacts) -> Result<String> {
        let context = by.context;
        let today = self.due.as_of;
        let mut entries = Vec::new();
        for (item, own) in &self.items {
            let mut alone = LetterFacts {
                audit: item.id.as_ref().map(ToString::to_string).unwrap_or_default(),
                due: item.due.spoken(),
                when: when(item, today, context),
                overdue: item.due < today,
                actions: Vec::new(),
                workers: Vec::new(),
                ..facts.clone()
            };
            list(&mut alone, item, *own, when(item, today, context));
            let written = by.write(&alone)?;
            let what = [item.action.as_deref(), item.worker.as_deref()];
            let which: String = what.into_iter().flatten().collect();
            entries.push(CalendarEntry {
                uid: format!(
                    "{}.{}-{}@qaf.invalid",
                    item_subject(item).replace(' ', "-"),
                    item.step,
                    team_slug(&which)
                ),
                written: today,
                day: item.due,
                summary: written.calendar.into(),
                description: format!(
                    "{} ({}), due {} from {}{}.",
                    item_task(item),
                    item_subject(item),
                    alone.due,
                    item.who,
                    item.unlisted.remark()
                )
                .into(),
            });
        }
        Ok(ics(&entries))
    }
}

/// Lists an action, or a new worker.
fn list(facts: &mut LetterFacts, item: &DueItem, own: bool, when: String) {
    if let Some(worker) = &item.worker {
        facts.workers.push(ListedWorker {
            name: worker.clone(),
            due: item.due.spoken(),
            when,
            first: item.why == Some(Why::FirstWeeks),
        });
    } else {
        facts.actions.push(ListedAction {
            audit: item_subject(item),
            number: item.action.clone().unwrap_or_default(),
            section: item.section.clone().unwrap_or_default(),
            owner: item.who.clone(),
            due: item.due.spoken(),
            when,
            own,
        });
    }
}
