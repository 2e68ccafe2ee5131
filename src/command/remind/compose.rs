//! The letters, as data and as the bytes of their files.

mod envelope;
mod grouped;
mod of_panel;
mod to_auditor;
pub(in crate::command) mod to_whom;
mod work_letter;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, anyhow};
use smol_str::SmolStr;

use self::envelope::Envelope;
use crate::context::{Context, Examined, Judged};
use crate::figures::Summary;
use crate::framework::{Date, Form, Step, WorkingDays};
use crate::letter::ics::{CalendarEntry, ics};
use crate::letter::letter_template::LetterFault;
use crate::letter::{Address, LetterFacts, LetterTemplate, Mailbox, Recipient, Written};
use crate::paper::count;
use crate::record::FileKind;
use crate::reports::due::figures::{DueItem, DueReport, DueStep};
use crate::reports::due::paper::{how_late, item_subject, item_task};
use crate::roster::encoding::decode;
use crate::store::scan::{self, ReadError};
use crate::store::{layout, shipped};

/// A letter, and the entries for the calendar.
pub struct Letter {
    /// What it asks for: a step of an audit or wider work; or, where it lists actions or new workers, all of them.
    pub items: Vec<DueItem>,
    /// Whether it lists what it asks for.
    pub lists: bool,
    /// What it is for, where it is the auditor's own letter beside another about the step.
    to_auditor: Option<&'static str>,
    /// Who does it, or, of a list, whom it goes to.
    pub who: String,
    /// Whom it goes to.
    pub recipients: Vec<Recipient>,
    /// Its words.
    pub written: Written,
    /// The name of its file.
    pub file: String,
    /// The name of the entry's file, and the entry; a second letter about a step has none of its own.
    calendar: Option<(String, Vec<u8>)>,
    bytes: Vec<u8>,
}

impl Letter {
    /// Gives its files names with the day in them, beside those of an earlier letter about the same step.
    pub fn name_by_day(&mut self, day: Date) {
        let entry = self.calendar.as_mut().map(|(name, _)| name);
        for name in entry.into_iter().chain([&mut self.file]) {
            if let Some((stem, end)) = name.rsplit_once('.') {
                *name = format!("{stem}-{day}.{end}");
            }
        }
    }

    /// What it is about, in plain words.
    pub fn task(&self) -> String {
        match self.items.as_slice() {
            _ if self.to_auditor.is_some() => self.to_auditor.unwrap_or_default().to_owned(),
            [item] if !self.lists => item_task(item),
            [item, ..] if item.step == DueStep::Observe => {
                let what = ["new worker to observe", "new workers to observe"];
                count(self.items.len(), what[0], what[1])
            }
            items => count(items.len(), "action", "actions"),
        }
    }

    /// The entry for the calendar, with its name.
    pub fn entry(&self) -> Option<(&str, &[u8])> {
        let (name, bytes) = self.calendar.as_ref()?;
        Some((name, bytes))
    }

    /// Its files, each with its name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let letter = (self.file.as_str(), self.bytes.as_slice());
        std::iter::once(letter).chain(self.entry())
    }
}

/// Writes a letter for every open step of an audit or wider work, and one for each person with actions, or with new workers to
/// observe; of none of them anything is on disk yet.
pub fn letters(due: &DueReport, examined: &Examined, text: bool, context: &Context) -> Result<Vec<Letter>> {
    let wanted: BTreeSet<&str> = due.items.iter().map(|item| item.step.letter()).collect();
    let templates = templates(&wanted, context)?;
    let audits = judged(due, context);
    let sources = sources(due, examined, &audits)?;
    let to_auditor = to_auditor::template(&sources, context)?;
    let sender = Sender::of(context);
    let by = |template| LetterWriter {
        template,
        sender: &sender,
        text,
        context,
    };
    let mut letters = Vec::new();
    for source in &sources {
        let Some(template) = templates.get(source.item.step.letter()) else {
            return Err(gone(source.item));
        };
        letters.push(source.letter(&by(template))?);
        if let Some(template) = to_auditor.as_ref().filter(|_| source.is_for_auditor()) {
            letters.push(source.to_auditor(&by(template))?);
        }
    }
    for step in [DueStep::Action, DueStep::Observe] {
        if let Some(template) = templates.get(step.letter()) {
            letters.extend(grouped::letters(due, step, &by(template))?);
        }
    }
    if let Some(template) = templates.get("work") {
        letters.extend(work_letter::letters(due, &by(template))?);
        letters.extend(of_panel::letters(due, &by(template))?);
    }
    Ok(letters)
}

/// What each letter on an open step is made from, in the order of what is due.
fn sources<'a>(
    due: &'a DueReport,
    examined: &'a Examined,
    audits: &'a BTreeMap<String, Judged>,
) -> Result<Vec<LetterSource<'a>>> {
    let of_id = |summary: &'a Summary| (summary.id.to_string(), summary);
    let summaries: BTreeMap<String, &Summary> = examined.summaries.iter().map(of_id).collect();
    let mut seen = BTreeSet::new();
    let mut sources = Vec::new();
    for item in due.items.iter().filter(|item| item.step.of_audit().is_some()) {
        let id = item.id.as_ref().map(ToString::to_string).unwrap_or_default();
        let (Some(judged), Some(summary)) = (audits.get(&id), summaries.get(&id)) else {
            return Err(gone(item));
        };
        sources.push(LetterSource {
            item,
            summary,
            judged,
            today: due.as_of,
            is_first: seen.insert(id),
        });
    }
    Ok(sources)
}

fn gone(item: &DueItem) -> anyhow::Error {
    anyhow!(
        "The folder of {} is gone. Run the command again.",
        item_subject(item)
    )
}

/// The audits of which something is due, read again for what a summary leaves out.
fn judged(due: &DueReport, context: &Context) -> BTreeMap<String, Judged> {
    let of_audits = due.items.iter().filter(|item| item.step.of_audit().is_some());
    let wanted: BTreeSet<String> = of_audits
        .filter_map(|item| Some(item.id.as_ref()?.to_string()))
        .collect();
    let scan = scan::audit_folders(&context.store.root);
    let mut audits = BTreeMap::new();
    for folder in &scan.folders {
        let id = folder.id.to_string();
        if wanted.contains(&id) {
            audits.insert(id, context.judge(folder, false));
        }
    }
    audits
}

/// The templates, by name. A mistake in one that is not wanted is told, and hinders nothing.
fn templates(wanted: &BTreeSet<&str>, context: &Context) -> Result<BTreeMap<&'static str, LetterTemplate>> {
    let mut templates = BTreeMap::new();
    let names: BTreeSet<&str> = DueStep::all().map(DueStep::letter).collect();
    for name in names {
        let read = match template(name, context) {
            Err(why) if !wanted.contains(name) => {
                context.out.warn(format!("{why} No letter of today needs it."));
                continue;
            }
            read => read?,
        };
        match read {
            Ok(template) => {
                templates.insert(name, template);
            }
            Err(fault) if wanted.contains(name) => return Err(super::refused(&fault)),
            Err(fault) => context.out.warn(format!(
                "{fault} No letter of today needs it; put it right, or delete the file."
            )),
        }
    }
    Ok(templates)
}

/// The store's template of a step, else the one that is shipped.
fn template(step: &str, context: &Context) -> Result<Result<LetterTemplate, LetterFault>> {
    let roles: Vec<&str> = context
        .store
        .settings
        .roles
        .iter()
        .map(|(role, _)| role.as_str())
        .collect();
    let path = format!("{}/{step}.txt", layout::LETTERS);
    match scan::read_file(&context.store.root, &path) {
        Ok(bytes) => {
            let text = decode(&bytes).map_err(|why| anyhow!("{path} {why}. Save it as plain text."))?;
            Ok(LetterTemplate::read(&path, &text.text, Some(&roles)))
        }
        Err(ReadError::NotFound(_)) => {
            let name = format!("{step}.txt");
            let shipped = shipped::LETTERS.iter().find(|(known, _)| *known == name);
            let (_, text) = shipped.with_context(|| format!("qaf has no letter for the step {step}."))?;
            // A council need not have every role that this one names: nobody holds those.
            Ok(LetterTemplate::read(&path, text, None))
        }
        Err(why) => Err(anyhow!("{why}.")),
    }
}

/// Who runs qaf, where people.csv knows them. A login name alone is nobody to sign a letter.
struct Sender {
    name: String,
    mailbox: Option<Mailbox>,
}

impl Sender {
    fn of(context: &Context) -> Self {
        let person = context.people.find(&context.by);
        let address = person.and_then(|person| Address::new(person.email.as_deref()?));
        let name = person.map(|person| person.name.to_string()).unwrap_or_default();
        Self {
            mailbox: address.map(|address| Mailbox {
                name: name.clone(),
                address,
            }),
            name,
        }
    }
}

/// By what letters of one kind are written.
struct LetterWriter<'w> {
    template: &'w LetterTemplate,
    sender: &'w Sender,
    /// As plain text, to be copied; else as mail.
    text: bool,
    context: &'w Context,
}

impl<'w> LetterWriter<'w> {
    fn write(&self, facts: &LetterFacts) -> Result<Written> {
        self.template.write(facts).map_err(|fault| super::refused(&fault))
    }

    /// What makes a letter with this name a file.
    fn envelope<'e>(&self, id: &'e str, today: Date) -> Envelope<'e>
    where
        'w: 'e,
    {
        Envelope {
            id,
            today,
            sender: self.sender,
            text: self.text,
        }
    }
}

/// What a letter is made from.
struct LetterSource<'a> {
    item: &'a DueItem,
    summary: &'a Summary,
    judged: &'a Judged,
    today: Date,
    /// Whether nothing of the audit is due before it.
    is_first: bool,
}

impl LetterSource<'_> {
    fn letter(&self, by: &LetterWriter<'_>) -> Result<Letter> {
        let recipients = self.recipients(by.template, by.context);
        let facts = self.facts(by.sender, by.context).addressed(&recipients);
        let name = self.item.step.name();
        let mut letter = self.filled(by, &facts, recipients, name)?;
        let entry = ics(&[self.entry(&facts, &letter.written)]).into_bytes();
        letter.calendar = Some((format!("{}-{name}.ics", self.summary.id), entry));
        Ok(letter)
    }

    /// A letter as its file has it, without an entry for the calendar.
    fn filled(
        &self,
        by: &LetterWriter<'_>,
        facts: &LetterFacts,
        recipients: Vec<Recipient>,
        name: &str,
    ) -> Result<Letter> {
        let written = by.write(facts)?;
        let id = format!("{}.{name}", self.summary.id);
        let envelope = by.envelope(&id, self.today);
        Ok(Letter {
            file: envelope.file(&format!("{}-{name}", self.summary.id)),
            calendar: None,
            bytes: envelope.bytes(&recipients, &written),
            items: vec![self.item.clone()],
            lists: false,
            to_auditor: None,
            who: self.item.who.clone(),
            recipients,
            written,
        })
    }

    fn facts(&self, sender: &Sender, context: &Context) -> LetterFacts {
        let progress = &self.summary.progress;
        let text = |value: Option<&dyn ToString>| value.map(ToString::to_string).unwrap_or_default();
        let word = |value: &Option<SmolStr>| value.as_deref().unwrap_or_default().to_owned();
        let form = context.form_of(&self.judged.reading);
        LetterFacts {
            audit: self.summary.id.to_string(),
            form: form.map_or_else(|| self.summary.form.to_string(), |form: &Form| form.title.clone()),
            team: text(self.summary.team.as_ref().map(|team| team as _)),
            service: text(self.summary.service.as_ref().map(|service| service as _)),
            council: context.store.settings.council.clone(),
            folder: context.full_path(&self.judged.reading.folder.path),
            who: self.item.who.clone(),
            worker: word(&self.summary.worker),
            auditor: word(&progress.auditor),
            moderator: word(&progress.moderator),
            told: self.told().unwrap_or_default(),
            sender: sender.name.clone(),
            due: self.item.due.spoken(),
            today: self.today.spoken(),
            when: when(self.item, self.today, context),
            first: self.item.first.join(" "),
            overdue: self.item.due < self.today,
            begun: progress.answered.answers > 0,
            observation: !self.summary.process.regrades,
            prepared: self
                .item
                .step
                .of_audit()
                .and_then(written_in)
                .is_none_or(|kind| self.judged.reading.folder.files.contains_key(&kind)),
            ..LetterFacts::default()
        }
    }

    /// The entry for whoever does the step, whoever the letter goes to.
    fn entry<'w>(&self, facts: &LetterFacts, written: &'w Written) -> CalendarEntry<'w> {
        let description = format!(
            "Audit {} ({}), due {} from {}{}.\nFolder: {}",
            facts.audit,
            facts.form,
            facts.due,
            facts.who,
            self.item.unlisted.remark(),
            self.judged.reading.folder.path
        );
        CalendarEntry {
            uid: format!("{}.{}@qaf.invalid", self.summary.id, self.item.step),
            written: self.today,
            day: self.item.due,
            summary: written.calendar.as_str().into(),
            description: description.into(),
        }
    }
}

/// How late or near that is, and the next working day where it falls due on none and that is still to come.
fn when(item: &DueItem, today: Date, context: &Context) -> String {
    let (due, calendar) = (item.due, &context.store.calendar);
    let when = how_late(item, today) + &item.unlisted.remark();
    if calendar.is_working_day(due) || due < today {
        return when;
    }
    let next = calendar.after(due, WorkingDays(1));
    format!("{when}; the next working day after it is {}", next.spoken())
}

/// The file of an audit's folder that a step is written in.
fn written_in(step: Step) -> Option<FileKind> {
    match step {
        Step::Audit | Step::Amend => Some(FileKind::Audit),
        Step::Moderate | Step::ReviewEvidence => Some(FileKind::Moderation),
        Step::CaseDirection | Step::ReviewActions => Some(FileKind::CaseDirection),
        Step::Feedback | Step::SupervisorComment => Some(FileKind::Feedback),
        Step::ReAudit => Some(FileKind::ReAudit),
        Step::Inform | Step::LogModerated | Step::Send | Step::SendReAudit | Step::Escalate | Step::Close => {
            None
        }
    }
}
