//! The letters of a moderation panel beside those on its steps: the invitation to each member, and to the moderator of an
//! audit that the panel holds for another grade than the final one (section 2, moderation).

use anyhow::Result;

use super::{Letter, LetterWriter, when};
use crate::context::Context;
use crate::framework::{Grade, WorkingDays};
use crate::letter::ics::{CalendarEntry, ics};
use crate::letter::letter_facts::GradeLine;
use crate::letter::recipients::{AuditParts, Directory, To};
use crate::letter::{LetterFacts, LetterTemplate, Recipient};
use crate::progress::panel_standing::SHEETS_BEFORE;
use crate::progress::work_owed::WorkStep;
use crate::record::work::{Panel, PanelMember, PanelView, Work};
use crate::reports::due::figures::{DueItem, DueReport, DueStep};
use crate::store::layout::{self, team_slug};

/// The templates of these letters.
const INVITE: &str = "panel-invite";
const VIEW: &str = "panel-view";

/// The letters that go with a panel's step.
pub(super) fn letters(due: &DueReport, by: &LetterWriter<'_>) -> Result<Vec<Letter>> {
    let mut letters = Vec::new();
    for item in &due.items {
        let is_own = |work: &&Work| {
            let id = item.id.as_ref();
            id.is_some_and(|id| id.is_numbered(work.id().claimed()))
        };
        let work = by.context.works().all.iter().find(is_own);
        let Some((work, panel)) = work.and_then(|work| Some((work, work.panel.as_ref()?))) else {
            continue;
        };
        let of_panel = PanelLetters {
            work,
            panel,
            item,
            due,
        };
        match item.step {
            DueStep::Work(WorkStep::Invite) => letters.extend(of_panel.invitations(by)?),
            DueStep::Work(WorkStep::Note) => letters.extend(of_panel.views(by)?),
            _ => {}
        }
    }
    Ok(letters)
}

fn template(name: &str, to: To, context: &Context) -> Result<LetterTemplate> {
    let mut template = super::template(name, context)?.map_err(|fault| super::super::refused(&fault))?;
    // Whatever its first line says: nobody else is to read it.
    template.to = vec![to];
    Ok(template)
}

struct PanelLetters<'a> {
    work: &'a Work,
    panel: &'a Panel,
    item: &'a DueItem,
    due: &'a DueReport,
}

impl PanelLetters<'_> {
    /// An invitation for each member who has audits to grade, with the day of the panel for the calendar.
    fn invitations(&self, by: &LetterWriter<'_>) -> Result<Vec<Letter>> {
        let template = template(INVITE, To::Who, by.context)?;
        let by = LetterWriter {
            template: &template,
            ..*by
        };
        let members = self.panel.waiting(self.due.as_of);
        members.map(|member| self.invitation(member, &by)).collect()
    }

    fn invitation(&self, member: &PanelMember, by: &LetterWriter<'_>) -> Result<Letter> {
        let parts = AuditParts {
            who: Some(member.name.clone()),
            ..AuditParts::default()
        };
        let calendar = &by.context.store.calendar;
        let date = self.panel.drawn.date;
        let sheet_due = calendar
            .before(date, WorkingDays(SHEETS_BEFORE))
            .max(self.work.commission.commissioned);
        let sheet = format!("{}/{}/{}", self.work.path, layout::SHEETS, member.sheet);
        let facts = LetterFacts {
            audit: self.work.id().to_string(),
            form: self.work.kind().meaning().title.to_owned(),
            folder: by.context.full_path(&sheet),
            who: member.name.clone(),
            due: sheet_due.spoken(),
            ..self.facts(by)
        };
        let stem = format!("{}-{INVITE}-{}", self.work.id(), team_slug(&member.name));
        let mut letter = self.letter(&stem, &parts, facts, "Invite a member of the panel", by)?;
        let description = format!("The moderation panel {} meets.", self.work.id());
        let entry = CalendarEntry {
            uid: format!("{stem}@qaf.invalid"),
            written: self.due.as_of,
            day: date,
            summary: letter.written.calendar.as_str().into(),
            description: description.into(),
        };
        letter.calendar = Some((format!("{stem}.ics"), ics(&[entry]).into_bytes()));
        Ok(letter)
    }

    /// A letter to the moderator of each audit that the panel holds for another grade than the final one.
    fn views(&self, by: &LetterWriter<'_>) -> Result<Vec<Letter>> {
        let template = template(VIEW, To::Moderator, by.context)?;
        let by = LetterWriter {
            template: &template,
            ..*by
        };
        let mut letters = Vec::new();
        for one in &self.panel.drawn.audits {
            let Some(PanelView::Agreed(view)) = self.panel.view(&one.audit) else {
                continue;
            };
            let judged = by.context.one(&one.audit.to_string())?;
            let progress = &judged.summary.progress;
            let (Some(last), Some(moderator)) = (progress.final_grade, progress.moderator.as_ref()) else {
                continue;
            };
            if last == view || !judged.summary.counts() {
                continue;
            }
            let form = by.context.form_of(&judged.reading);
            let parts = AuditParts {
                moderator: Some(moderator.to_string()),
                ..AuditParts::default()
            };
            let facts = LetterFacts {
                audit: one.audit.to_string(),
                form: form.map_or_else(|| judged.summary.form.to_string(), |form| form.title.clone()),
                folder: by.context.full_path(&self.work.path),
                who: moderator.to_string(),
                moderator: moderator.to_string(),
                grades: vec![line(last, view)],
                ..self.facts(&by)
            };
            let stem = format!("{}-{VIEW}", one.audit);
            letters.push(self.letter(
                &stem,
                &parts,
                facts,
                "Tell the moderator of the panel's view",
                &by,
            )?);
        }
        Ok(letters)
    }

    fn facts(&self, by: &LetterWriter<'_>) -> LetterFacts {
        let (item, today) = (self.item, self.due.as_of);
        LetterFacts {
            title: self.work.commission.title.clone(),
            council: by.context.store.settings.council.clone(),
            sender: by.sender.name.clone(),
            due: item.due.spoken(),
            today: today.spoken(),
            when: when(item, today, by.context),
            overdue: item.due < today,
            begun: true,
            prepared: true,
            ..LetterFacts::default()
        }
    }

    fn letter(
        &self,
        stem: &str,
        parts: &AuditParts,
        facts: LetterFacts,
        task: &'static str,
        by: &LetterWriter<'_>,
    ) -> Result<Letter> {
        let context = by.context;
        let directory = Directory {
            people: &context.people,
            as_of: self.due.as_of,
            title: |role: &_| context.title(role),
        };
        let recipients: Vec<Recipient> = directory.recipients(&by.template.to, parts);
        let facts = facts.addressed(&recipients);
        let written = by.write(&facts)?;
        let envelope = by.envelope(stem, self.due.as_of);
        Ok(Letter {
            file: envelope.file(stem),
            bytes: envelope.bytes(&recipients, &written),
            calendar: None,
            items: vec![self.item.clone()],
            lists: false,
            to_auditor: Some(task),
            who: facts.who,
            recipients,
            written,
        })
    }
}

/// The final grade beside the panel's.
fn line(last: Grade, view: Grade) -> GradeLine {
    GradeLine {
        section: "Overall".to_owned(),
        yours: last.title().to_owned(),
        final_grade: view.title().to_owned(),
        changed: true,
        reason: String::new(),
    }
}
