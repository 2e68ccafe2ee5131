//! Audits that live in a real store: people write their files, qaf logs what happens.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use qaf::context::{Context, Examined};
use qaf::figures::Summary;
use qaf::framework::form::FormRef;
use qaf::framework::{AuditId, Date, Grade, RowId, Team};
use qaf::output::{Color, Format, Output};
use qaf::record::{Allocation, EventKind, LogEvent};
use qaf::store::init;
use tempfile::TempDir;

use super::files::Part;

/// A store in a folder of its own.
pub struct Town {
    _folder: TempDir,
    pub context: Context,
    number: u32,
}

/// An audit as its people know it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a tick in a list of its own"
)]
pub struct Audit {
    pub folder: String,
    pub observation: bool,
    pub moderated: bool,
    pub grade: Grade,
    pub submitted: Option<Date>,
    pub resubmitted: Vec<Date>,
    pub started: Option<Date>,
    pub signed: Option<(Date, Grade)>,
    pub returned: Option<Date>,
    pub sent: bool,
    pub directed: Option<Date>,
    pub reviewed: Option<Date>,
    pub again: Option<(Date, Grade)>,
    pub logged: Vec<EventKind>,
    pub answered: Option<Date>,
    pub commented: Option<Date>,
    /// The parts that were done since the audit last came in, and of these the ones that an event kept.
    pub done: BTreeSet<Part>,
    pub kept: BTreeSet<Part>,
    /// What somebody wrote over a part after it was kept: another day, or none, and another grade.
    pub spoiled: BTreeMap<Part, (Option<Date>, Grade)>,
}

impl Town {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("store");
        init::make_store(&root, &init::NewStore::default(), Vec::new()).unwrap();
        let today = "2026-11-02".parse().unwrap();
        let out = Output::new(true, Color::Never);
        let context = Context::open(&root, today, "Una Quill".to_owned(), out, Format::Json).unwrap();
        Self {
            _folder: folder,
            context,
            number: 0,
        }
    }

    pub fn allocate(&mut self, form: &str, row: Option<&str>, on: Date) -> Audit {
        self.number += 1;
        let allocation = Allocation {
            audit: AuditId::new("CF", 26, self.number).unwrap(),
            form: FormRef::parse(&format!("{form}/2019")).unwrap(),
            row: row.and_then(RowId::new),
            part_of: None,
            cycle: None,
            selection: None,
            selected_by: None,
            reason: None,
            draw: None,
            service: None,
            team: Team::new("North"),
            child_id: None,
            initials: None,
            age: None,
            legal_status: Some("CP".to_owned()),
            worker: Some("Kofi Nolan".to_owned()),
            manager: None,
            auditor: "Bryn Eastcott".to_owned(),
            moderator: Some("Sam Marsh".to_owned()),
            allocated: on,
            by: None,
        };
        let folder = self.context.make_audit(&allocation).unwrap();
        Audit {
            folder,
            observation: form == "observed-practice",
            moderated: row != Some("all-supervision"),
            grade: Grade::Good,
            submitted: None,
            resubmitted: Vec::new(),
            started: None,
            signed: None,
            returned: None,
            sent: false,
            directed: None,
            reviewed: None,
            again: None,
            logged: Vec::new(),
            answered: None,
            commented: None,
            done: BTreeSet::new(),
            kept: BTreeSet::new(),
            spoiled: BTreeMap::new(),
        }
    }

    pub fn examine(&mut self, on: Date) -> Examined {
        self.context.as_of = on;
        let has_begun = |summary: &Summary| summary.allocated.is_none_or(|day| day <= on);
        self.context.examine(false, |_| true, has_begun).unwrap()
    }

    pub fn summaries(&mut self, on: Date) -> Vec<Summary> {
        self.examine(on).summaries
    }

    pub fn path(&self, audit: &Audit, name: &str) -> PathBuf {
        self.context.store.path(&format!("{}/{name}", audit.folder))
    }

    pub fn log(&self, audit: &Audit, on: Date, kind: EventKind) {
        let id = audit.folder.rsplit('/').next().unwrap();
        let folder = self.context.one(id).unwrap().reading.folder;
        self.context.log(&folder, &LogEvent::new(on, kind)).unwrap();
    }
}

type Deed = fn(&mut Audit, &Town, Date, Grade);

impl Audit {
    pub fn sign(&mut self, on: Date, grade: Grade) {
        self.started.get_or_insert(on);
        self.signed = Some((on, grade));
    }

    fn latest(&self) -> Option<Date> {
        self.submitted.max(self.resubmitted.last().copied())
    }

    fn is_settled(&self) -> bool {
        let latest = self.latest();
        let signed = self.signed.map(|(date, _)| date);
        latest.is_some() && self.returned.is_none() && (!self.moderated || signed >= latest)
    }

    fn final_grade(&self) -> Option<Grade> {
        let signed = self.signed.filter(|_| self.moderated && !self.observation);
        self.is_settled()
            .then(|| signed.map_or(self.grade, |(_, grade)| grade))
    }

    fn event(&mut self, town: &Town, on: Date, kind: EventKind) {
        town.log(self, on, kind);
        self.logged.push(kind);
        self.kept.extend(&self.done);
    }

    fn has(&self, kind: EventKind) -> bool {
        self.logged.contains(&kind)
    }

    /// Does one of the things that the audit allows today.
    pub fn live(&mut self, town: &Town, today: Date, which: usize, grade: Grade) {
        let deeds = self.deeds(today);
        if let Some(deed) = deeds.get(which % deeds.len().max(1)) {
            deed(self, town, today, grade);
        }
    }

    fn deeds(&self, today: Date) -> Vec<Deed> {
        let handed_in = self.submitted.is_some() && self.returned.is_none();
        let settled = self.is_settled();
        let bad = self.final_grade() == Some(Grade::Inadequate);
        let reached = self.sent || settled && self.observation;
        let logs = settled && self.moderated && !self.has(EventKind::Moderated);
        let signed_today = self.signed.is_some_and(|(date, _)| date == today);
        let all: [(bool, Deed); 16] = [
            (self.submitted.is_none(), Self::submit),
            (
                self.submitted.is_none() || self.returned.is_some(),
                Self::scribble,
            ),
            (handed_in && !settled && self.moderated, Self::begin),
            (handed_in && !settled && self.moderated, Self::sign_off),
            (handed_in && self.again.is_none(), Self::send_back),
            (self.returned.is_some() && !signed_today, Self::hand_in_again),
            (settled && !self.sent && !self.observation, Self::send),
            (logs, Self::log_moderated),
            (reached && self.answered.is_none(), Self::answer),
            (self.answered.is_some() && self.commented.is_none(), Self::comment),
            (bad && self.directed.is_none(), Self::direct),
            (bad && self.reviewed.is_none(), Self::review),
            (bad && self.again.is_none(), Self::audit_again),
            (
                self.submitted.is_some() && !self.has(EventKind::Informed),
                Self::inform,
            ),
            (reached && !self.has(EventKind::Saved), Self::save),
            (true, Self::note),
        ];
        all.into_iter()
            .filter(|(allowed, _)| *allowed)
            .map(|(_, deed)| deed)
            .collect()
    }

    fn submit(&mut self, town: &Town, today: Date, grade: Grade) {
        self.grade = grade;
        self.submitted = Some(today);
        self.done.insert(Part::Audit);
        town.write_audit(self);
    }

    /// The auditor works at a draft.
    fn scribble(&mut self, town: &Town, _: Date, grade: Grade) {
        self.grade = grade;
        town.write_audit(self);
    }

    /// The moderator begins, or begins anew, and clears what stood there.
    fn begin(&mut self, town: &Town, today: Date, _: Grade) {
        self.started.get_or_insert(today);
        self.signed = None;
        self.done.remove(&Part::Moderation);
        town.write_moderation(self);
    }

    fn sign_off(&mut self, town: &Town, today: Date, grade: Grade) {
        self.sign(today, grade);
        self.done.insert(Part::Moderation);
        town.write_moderation(self);
    }

    fn send_back(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Returned);
        self.returned = Some(today);
        self.sent = false;
        // The service manager directs anew what is Inadequate again.
        self.directed = None;
        self.logged
            .retain(|kind| ![EventKind::Saved, EventKind::Moderated].contains(kind));
    }

    fn hand_in_again(&mut self, town: &Town, today: Date, grade: Grade) {
        self.grade = grade;
        self.resubmitted.push(today);
        self.returned = None;
        // Now the files count as they are; whoever writes over them now changes what counts.
        self.kept.clear();
        self.spoiled.clear();
        self.done = BTreeSet::from([Part::Audit]);
        town.write_audit(self);
        town.write_the_others(self);
    }

    fn send(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Sent);
        self.sent = true;
    }

    fn answer(&mut self, town: &Town, today: Date, _: Grade) {
        self.answered = Some(today);
        self.done.insert(Part::Feedback);
        town.write_feedback(self);
    }

    fn comment(&mut self, town: &Town, today: Date, _: Grade) {
        self.commented = Some(today);
        town.write_feedback(self);
    }

    fn log_moderated(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Moderated);
    }

    fn direct(&mut self, town: &Town, today: Date, _: Grade) {
        self.directed = Some(today);
        self.done.insert(Part::Direction);
        town.write_direction(self);
    }

    fn review(&mut self, town: &Town, today: Date, _: Grade) {
        self.reviewed = Some(today);
        self.done.insert(Part::Review);
        town.write_direction(self);
    }

    fn audit_again(&mut self, town: &Town, today: Date, grade: Grade) {
        self.again = Some((today, grade));
        self.done.insert(Part::ReAudit);
        town.write_re_audit(self);
    }

    fn inform(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Informed);
    }

    fn save(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Saved);
    }

    fn note(&mut self, town: &Town, today: Date, _: Grade) {
        self.event(town, today, EventKind::Note);
    }
}
