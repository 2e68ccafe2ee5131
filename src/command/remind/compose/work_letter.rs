//! The letter on a step of a wider work, to whoever sees to it.

use anyhow::Result;

use super::{Letter, LetterWriter, when};
use crate::letter::LetterFacts;
use crate::letter::ics::{CalendarEntry, ics};
use crate::letter::recipients::{AuditParts, Directory};
use crate::progress::NOBODY;
use crate::progress::work_owed::WorkStep;
use crate::record::work::Work;
use crate::reports::due::figures::{DueItem, DueReport, DueStep};
use crate::store::layout::team_slug;

/// A letter for each step of a work that is due.
pub(super) fn letters(due: &DueReport, by: &LetterWriter<'_>) -> Result<Vec<Letter>> {
    let works = &by.context.works().all;
    let mut letters = Vec::new();
    for item in &due.items {
        let DueStep::Work(step) = item.step else { continue };
        let is_own = |work: &&Work| {
            item.id
                .as_ref()
                .is_some_and(|id| id.is_numbered(work.id().claimed()))
        };
        let work = works.iter().find(is_own).ok_or_else(|| super::gone(item))?;
        letters.push(letter(work, item, step.says(), due, by)?);
    }
    Ok(letters)
}

fn letter(work: &Work, item: &DueItem, task: &str, due: &DueReport, by: &LetterWriter<'_>) -> Result<Letter> {
    let context = by.context;
    // Of a panel's sheets each member has a letter of their own.
    let whose = match item.step {
        DueStep::Work(WorkStep::Sheet) => format!("-{}", team_slug(&item.who)),
        _ => String::new(),
    };
    let stem = format!("{}-{}{whose}", work.id(), item.step);
    let directory = Directory {
        people: &context.people,
        as_of: due.as_of,
        title: |role: &_| context.title(role),
    };
    let parts = AuditParts {
        who: Some(item.who.clone()).filter(|who| who != NOBODY),
        told: item.to.clone(),
        team: item.team.clone(),
        ..AuditParts::default()
    };
    let recipients = directory.recipients(&by.template.to, &parts);
    let facts = facts(work, item, task, due, by).addressed(&recipients);
    let written = by.write(&facts)?;
    let description = format!(
        "{} {}, due {} from {}{}.\nFolder: {}",
        facts.form,
        facts.audit,
        facts.due,
        facts.who,
        item.unlisted.remark(),
        work.path
    );
    let entry = CalendarEntry {
        uid: format!("{}.{}{whose}@qaf.invalid", work.id(), item.step),
        written: due.as_of,
        day: item.due,
        summary: written.calendar.as_str().into(),
        description: description.into(),
    };
    let entry = ics(&[entry]).into_bytes();
    let id = format!("{}.{}{whose}", work.id(), item.step);
    let envelope = by.envelope(&id, due.as_of);
    Ok(Letter {
        file: envelope.file(&stem),
        bytes: envelope.bytes(&recipients, &written),
        calendar: Some((format!("{stem}.ics"), entry)),
        items: vec![item.clone()],
        lists: false,
        to_auditor: None,
        who: item.who.clone(),
        recipients,
        written,
    })
}

fn facts(work: &Work, item: &DueItem, task: &str, due: &DueReport, by: &LetterWriter<'_>) -> LetterFacts {
    let context = by.context;
    LetterFacts {
        audit: work.id().to_string(),
        form: work.kind().meaning().title.to_owned(),
        title: work.commission.title.clone(),
        task: task.to_owned(),
        team: item.team.as_ref().map(ToString::to_string).unwrap_or_default(),
        council: context.store.settings.council.clone(),
        folder: context.full_path(&work.path),
        who: item.who.clone(),
        told: item.to.clone().unwrap_or_default(),
        sender: by.sender.name.clone(),
        due: item.due.spoken(),
        today: due.as_of.spoken(),
        when: when(item, due.as_of, context),
        overdue: item.due < due.as_of,
        begun: true,
        prepared: true,
        ..LetterFacts::default()
    }
}
