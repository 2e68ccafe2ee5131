//! An audit's history: what happened when, by whom, and between two events what was changed in whose file.

use super::facts;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::figures::summary::ActionSummary;
use crate::framework::form::{FieldKind, Form};
use crate::framework::{AuditId, Date, Grade, Judgement, SectionId, Unlisted};
use crate::progress::{Progress, ProgressSubject, Status, StepStanding};
use crate::record::place::RouteStep;
use crate::record::place_name::words;
use crate::record::{FileKind, LogEvent, LostCopy, Route};
use crate::store::difference::{AnswerDifference, differences};
use crate::store::yaml::Node;

/// An audit's history as `--format json` prints it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct History {
    /// `qaf.history/1`.
    pub schema: &'static str,
    /// The audit.
    pub audit: AuditId,
    /// Its form, without the version.
    pub form: String,
    /// Today.
    pub as_of: Date,
    /// Where it stands.
    pub status: Status,
    /// How many of its actions nobody has done.
    pub open_actions: usize,
    /// What happened, in order.
    pub entries: Vec<Happening>,
    /// Where a grade was Inadequate: each step that asks for, and what has become of it (section 2).
    pub inadequate: Vec<OfInadequate>,
    /// The years whose bank holidays the list does not have, where days in them were counted for what is due of these.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// What was changed since the last event.
    pub since: Vec<FileChange>,
    /// What was changed after the event from which a file counts, in words: it counts for nothing.
    pub counts_for_nothing: Vec<String>,
    /// The kept copies that are not there, or not as they were kept.
    pub lost: Vec<UnusableCopy>,
    /// The lines of the log that can't be read.
    pub unread: Vec<usize>,
    /// How many events are dated later than today, and so not told.
    pub later: usize,
}

/// A step that an Inadequate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OfInadequate {
    /// The step.
    pub step: crate::framework::Step,
    /// `done`, `due`, `waits` until the grade is final, or `dropped`: no longer asked, as the grade is better now.
    pub state: &'static str,
    /// The day it was done, or is due.
    pub date: Option<Date>,
}

fn of_inadequate(progress: &Progress) -> Vec<OfInadequate> {
    let told = progress.standing().into_iter();
    told.map(|(step, standing)| {
        let (state, date) = match standing {
            StepStanding::Done(day) => ("done", Some(day)),
            StepStanding::Due(day) => ("due", Some(day)),
            StepStanding::Waits => ("waits", None),
            StepStanding::Dropped => ("dropped", None),
        };
        OfInadequate { step, state, date }
    })
    .collect()
}

fn unlisted(progress: &Progress) -> Unlisted {
    let due = progress.standing().into_iter();
    let due = due.filter(|(_, standing)| matches!(standing, StepStanding::Due(_)));
    due.filter_map(|(step, _)| progress.step(step))
        .map(|state| &state.unlisted)
        .collect()
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Happening {
    /// The day.
    pub date: Date,
    /// An event of the log, or `allocated, submitted, resubmitted, signed-off, case-direction, actions-reviewed,
    /// feedback, supervisor-comment, re-audit`.
    pub what: &'static str,
    /// Whether the log tells it; else a file of the audit does.
    pub logged: bool,
    /// Who did it, or says so.
    pub who: Option<String>,
    /// To whom it went, for whom it was allocated, or who took over.
    pub to: Vec<String>,
    /// Of a reassignment: whether the auditor or the moderator changed.
    pub role: Option<String>,
    /// Which action was done.
    pub action: Option<String>,
    /// The audit that took its place.
    pub by_audit: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The overall grade that was given.
    pub grade: Option<Grade>,
    /// At sign-off: the auditor's grades and the moderator's, section by section, the whole last.
    pub grades: Vec<TwoGrades>,
    /// What was changed in the files since the event logged before.
    pub changes: Vec<FileChange>,
}

/// A grade by the auditor, and by the moderator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwoGrades {
    /// The section; null for the whole.
    pub section: Option<SectionId>,
    /// Its title.
    pub title: String,
    /// The auditor's: a grade, or `N/A`.
    pub auditor: Option<String>,
    /// The moderator's.
    pub moderator: Option<String>,
    /// Whether they differ.
    pub changed: bool,
    /// Why.
    pub reason: Option<String>,
}

/// What became of a file between two events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// The file's name.
    pub file: &'static str,
    /// `new`, `changed` or `gone`.
    pub how: &'static str,
    /// The event logged before, with its day; null where there is none.
    pub since: Option<String>,
    /// The answers that differ; null where that can't be told, as a kept copy is lost.
    pub answers: Option<Vec<ChangedAnswer>>,
}

/// An answer that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedAnswer {
    /// Its key: `sections.visits.grade`.
    pub key: String,
    /// The same in the words of the form.
    pub place: String,
    /// `added`, `changed` or `removed`.
    pub how: &'static str,
    /// Whether it is free text, which is only shown where it is asked for.
    pub text: bool,
    /// What stood there before.
    pub from: Option<String>,
    /// What stands there now.
    pub to: Option<String>,
}

/// A kept copy that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusableCopy {
    /// The copy, relative to the store.
    pub path: String,
    /// `missing` or `altered`.
    pub how: &'static str,
}

/// A version of a file.
#[derive(Clone, Debug)]
pub enum Version<'a> {
    /// As it was kept, or stands now.
    Read(Option<&'a Node>),
    /// Its kept copy is lost.
    Lost,
}

/// The versions of an audit's files.
pub struct FileVersions<'a> {
    /// The kept copies, by stem and fingerprint.
    pub kept: BTreeMap<(String, String), Version<'a>>,
    /// The files as they stand, by stem, with their fingerprints.
    pub now: BTreeMap<String, (String, Option<&'a Node>)>,
    /// What was changed and counts for nothing.
    pub counts_for_nothing: &'a [String],
    /// The copies that are lost.
    pub lost: Vec<LostCopy>,
    /// The lines of the log that can't be read.
    pub unread: Vec<usize>,
    /// Whether both versions of a free text are told.
    pub texts: bool,
}

/// Tells an audit's history.
pub fn history(subject: &ProgressSubject<'_>, progress: &Progress, versions: &FileVersions<'_>) -> History {
    let folder = subject.folder;
    let teller = Teller {
        form: subject.form,
        versions,
    };
    let past = |event: &&LogEvent| event.date <= subject.as_of;
    let mut entries = Vec::new();
    let mut before: Option<&LogEvent> = None;
    let nothing = BTreeMap::new();
    for event in &folder.log {
        let changes = teller.between(
            before.map_or(&nothing, |before| &before.files),
            &event.files,
            before,
        );
        if past(&event) {
            entries.push(facts::of_event(event, changes));
        }
        before = Some(event);
    }
    entries.sort_by_key(|entry| entry.date);
    facts::put_in(&mut entries, facts::of_files(subject));
    let later = folder.log.iter().filter(|event| !past(event)).count();
    let since = match before {
        Some(last) if later == 0 => teller.since(last),
        _ => Vec::new(),
    };
    History {
        schema: "qaf.history/1",
        audit: folder.id.clone(),
        form: subject
            .form
            .map(|form| form.id.form.to_string())
            .unwrap_or_default(),
        as_of: subject.as_of,
        status: progress.status,
        open_actions: ActionSummary::open(folder, progress, subject.as_of).len(),
        entries,
        unlisted: unlisted(progress),
        inadequate: of_inadequate(progress),
        since,
        counts_for_nothing: versions.counts_for_nothing.to_vec(),
        lost: versions.lost.iter().map(lost).collect(),
        unread: versions.unread.clone(),
        later,
    }
}

fn lost(copy: &LostCopy) -> UnusableCopy {
    UnusableCopy {
        path: copy.path.clone(),
        how: if copy.altered { "altered" } else { "missing" },
    }
}

struct Teller<'a> {
    form: Option<&'a Form>,
    versions: &'a FileVersions<'a>,
}

impl Teller<'_> {
    /// What became of the files between two events.
    fn between(
        &self,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
        before: Option<&LogEvent>,
    ) -> Vec<FileChange> {
        let kept = |stem: &str, sha256: &str| {
            let version = self.versions.kept.get(&(stem.to_owned(), sha256.to_owned()));
            version.cloned().unwrap_or(Version::Lost)
        };
        self.files(before, |stem| {
            let old = old.get(stem).map(|sha256| (sha256.as_str(), kept(stem, sha256)));
            let new = new.get(stem).map(|sha256| (sha256.as_str(), kept(stem, sha256)));
            (old, new)
        })
    }

    /// What became of the files since the last event.
    fn since(&self, last: &LogEvent) -> Vec<FileChange> {
        self.files(Some(last), |stem| {
            let old = last.files.get(stem).map(|sha256| {
                let version = self.versions.kept.get(&(stem.to_owned(), sha256.clone()));
                (sha256.as_str(), version.cloned().unwrap_or(Version::Lost))
            });
            let now = self.versions.now.get(stem);
            (
                old,
                now.map(|(sha256, node)| (sha256.as_str(), Version::Read(*node))),
            )
        })
    }

    fn files<'v>(
        &self,
        before: Option<&LogEvent>,
        versions: impl Fn(&str) -> (Option<(&'v str, Version<'v>)>, Option<(&'v str, Version<'v>)>),
    ) -> Vec<FileChange> {
        let since = before.map(|event| format!("{} of {}", event.event.name(), event.date));
        let mut changes = Vec::new();
        for (name, kind) in FileKind::NAMES.iter().filter(|(_, kind)| kind.is_a_persons()) {
            let (how, answers) = match versions(name.trim_end_matches(".yaml")) {
                (Some((old, _)), Some((new, _))) if old == new => continue,
                (None, None) => continue,
                // The form is there from the allocation on.
                (None, Some(_)) if before.is_none() && *kind == FileKind::Audit => continue,
                (None, Some(_)) => ("new", Some(Vec::new())),
                (Some(_), None) => ("gone", Some(Vec::new())),
                (Some((_, Version::Read(old))), Some((_, Version::Read(new)))) => {
                    let all = differences(old, new);
                    let answers = all.into_iter().map(|one| self.answer(*kind, one)).collect();
                    ("changed", Some(answers))
                }
                _ => ("changed", None),
            };
            changes.push(FileChange {
                file: kind.name(),
                how,
                since: since.clone(),
                answers,
            });
        }
        changes
    }

    fn answer(&self, file: FileKind, difference: AnswerDifference) -> ChangedAnswer {
        let AnswerDifference { route, from, to } = difference;
        let how = match (&from, &to) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        let text = !from
            .iter()
            .chain(&to)
            .all(|value| is_told(self.form, &route, value));
        let shown = self.versions.texts || !text;
        ChangedAnswer {
            key: route.to_string(),
            place: words(self.form, file, &route),
            how,
            text,
            from: from.filter(|_| shown),
            to: to.filter(|_| shown),
        }
    }
}

/// Whether a value may be told wherever the history is read: a grade, a day, a number, a choice or who of the staff;
/// never what somebody wrote in their own words, for a child's story is in it.
fn is_told(form: Option<&Form>, route: &Route, value: &str) -> bool {
    const TOLD: [&str; 12] = [
        "grade",
        "to",
        "status",
        "criteria",
        "section",
        "moderator",
        "reviewer",
        "auditor",
        "record_sampled",
        "area",
        "query",
        "form",
    ];
    let last = route.0.iter().rev().find_map(|step| match step {
        RouteStep::Key(key) => Some(&**key),
        RouteStep::Item(_) => None,
    });
    let one_line = value.chars().count() <= 60 && !value.contains('\n');
    let plain = value.parse::<Date>().is_ok()
        || value.parse::<Judgement>().is_ok()
        || matches!(value, "yes" | "no" | "true" | "false")
        // A longer number may be somebody's.
        || (value.len() <= 3 && value.bytes().all(|byte| byte.is_ascii_digit()));
    one_line && (plain || last.is_some_and(|key| TOLD.contains(&key)) || is_choice(form, route))
}

/// Whether it answers a header field with options.
fn is_choice(form: Option<&Form>, route: &Route) -> bool {
    let [RouteStep::Key(block), RouteStep::Key(key)] = route.0.as_slice() else {
        return false;
    };
    let field = form
        .filter(|_| &**block == "header")
        .and_then(|form| form.header.iter().find(|field| field.id == **key));
    field.is_some_and(|field| matches!(field.kind, FieldKind::Choice(_) | FieldKind::Choices(_)))
}

#[cfg(test)]
mod tests;
