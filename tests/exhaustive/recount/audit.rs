//! Where one audit stands, by the rules of the framework and from its files alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::recount::expected::takes;
use crate::recount::kept;
use crate::recount::store::{Folder, Store, day, items, judgement};
pub use crate::recount::store::{grade, iso};

/// Inadequate first, as the moderation table has them.
pub const GRADES: [&str; 4] = ["I", "RI", "G", "O"];

/// A step that has begun: by when, and when it was done.
pub struct Step {
    pub name: &'static str,
    pub due: NaiveDate,
    pub done: Option<NaiveDate>,
}

/// One audit, as of a day.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Audit {
    /// Its files as what they said counts on the day.
    pub folder: Folder,
    pub today: NaiveDate,
    pub form: String,
    pub observation: bool,
    /// Made under a row that an audit on its form can't meet.
    pub astray: bool,
    pub asks_settling: bool,
    /// On the own tool of a wider work.
    pub bespoke: bool,
    /// The form has a grade of the whole.
    graded: bool,
    /// What the form has follow an Inadequate.
    pub on_inadequate: String,
    /// Whom the form asks for a word afterwards.
    asks_worker: bool,
    asks_supervisor: bool,
    pub allocated: NaiveDate,
    pub submitted: Option<NaiveDate>,
    pub settled: Option<NaiveDate>,
    pub returned: bool,
    pub steps: Vec<Step>,
}

impl Audit {
    pub fn of(store: &Store, folder: &Folder, today: NaiveDate) -> Self {
        let (form, version) = folder.allocation["form"]
            .as_str()
            .unwrap()
            .split_once('/')
            .unwrap();
        let is_form = |known: &&Value| {
            known["form"] == form && version == known["version"].to_string().trim_matches('"')
        };
        let template = store.forms.iter().find(is_form).unwrap();
        let observation = template["settled_by"] == "evidence-review";
        let row = store.row(&folder.allocation["row"]);
        let settlers = if observation { "reviewers" } else { "moderators" };
        let allocated = day(&folder.allocation["allocated"]).unwrap();
        let asks = |row: &Value| !items(&row[settlers]).is_empty();
        // What is made under no row is moderated, or reviewed, by whoever is named; of a part of a wider work whose row asks
        // for nobody, only where somebody is.
        let named = folder.allocation["moderator"].is_string() || folder.moderation["moderator"].is_string();
        let of_work = store.row_of_work(&folder.allocation["part_of"]);
        let of_work = of_work.is_none_or(asks) || named;
        let graded = template["overall"].is_null() || is_yes(&template["overall"]);
        let mut audit = Self {
            astray: row.is_some_and(|row| !takes(row, form)),
            folder: kept::on(folder, observation || !graded, today),
            today,
            form: form.to_owned(),
            observation,
            asks_settling: row.map_or(of_work, asks),
            bespoke: !template["of_work"].is_null(),
            graded,
            on_inadequate: template["on_inadequate"].as_str().unwrap_or("case").to_owned(),
            asks_worker: !items(&template["staff_feedback"]["questions"]).is_empty(),
            asks_supervisor: template["supervisor_comments"] == "asked",
            allocated,
            submitted: None,
            settled: None,
            returned: false,
            steps: Vec::new(),
        };
        audit.submitted = audit.past(&audit.folder.audit["submitted"]);
        audit.returned =
            audit.submitted.is_some() && audit.events("returned").len() > audit.resubmitted().len();
        audit.settled = audit.settled();
        audit.steps = audit.steps(store);
        audit
    }

    /// A day that has come.
    /// Who audits: whoever took over last, else whom it was allocated to.
    pub fn auditor(&self) -> &Value {
        let took = |event: &&Value| event["role"] == "auditor" && self.past(&event["date"]).is_some();
        let last = self.folder.log.iter().rfind(took).map(|event| &event["to"]);
        last.map_or(&self.folder.allocation["auditor"], |to| {
            to.as_array().map_or(to, |all| &all[0])
        })
    }

    fn past(&self, value: &Value) -> Option<NaiveDate> {
        day(value).filter(|day| *day <= self.today)
    }

    /// The days on which something happened, in their order.
    pub fn events(&self, kind: &str) -> Vec<NaiveDate> {
        let log = self.folder.log.iter().filter(|event| event["event"] == kind);
        let mut days: Vec<NaiveDate> = log.filter_map(|event| self.past(&event["date"])).collect();
        days.sort_unstable();
        days
    }

    fn last(&self, kind: &str) -> Option<NaiveDate> {
        self.events(kind).last().copied()
    }

    pub fn resubmitted(&self) -> Vec<NaiveDate> {
        let days = items(&self.folder.audit["resubmitted"]).iter();
        let handed_in = |_: &&Value| self.submitted.is_some();
        days.filter(handed_in)
            .filter_map(|value| self.past(value))
            .collect()
    }

    fn latest(&self) -> Option<NaiveDate> {
        self.submitted.max(self.resubmitted().into_iter().max())
    }

    fn settled(&self) -> Option<NaiveDate> {
        let latest = self.latest().filter(|_| !self.returned)?;
        if !self.asks_settling {
            return Some(latest);
        }
        let moderation = &self.folder.moderation;
        let graded = self.observation || !self.graded || grade(&moderation["overall"]["grade"]).is_some();
        self.past(&moderation["signed_off"])
            .filter(|signed| graded && *signed >= latest)
    }

    pub fn is_off(&self) -> bool {
        ["withdrawn", "replaced"]
            .iter()
            .any(|kind| self.last(kind).is_some())
    }

    /// On, and nothing keeps it from being counted.
    pub fn counts(&self) -> bool {
        let impossible = self.submitted.is_some_and(|submitted| submitted < self.allocated);
        let ungraded = self.graded && self.submitted.is_some() && self.auditor_grade().is_none();
        !self.is_off() && !impossible && !ungraded
    }

    pub fn auditor_grade(&self) -> Option<&'static str> {
        self.submitted
            .and_then(|_| grade(&self.folder.audit["overall"]["grade"]))
    }

    pub fn moderated(&self) -> bool {
        self.settled.is_some() && self.asks_settling && !self.observation
    }

    pub fn final_grade(&self) -> Option<&'static str> {
        if self.moderated() {
            return grade(&self.folder.moderation["overall"]["grade"]);
        }
        self.auditor_grade()
    }

    fn given(&self) -> BTreeMap<&str, &'static str> {
        let sections = self.folder.audit["sections"].as_object();
        let sections = sections
            .filter(|_| self.submitted.is_some())
            .into_iter()
            .flatten();
        let judged = sections.filter_map(|(id, section)| Some((id.as_str(), judgement(&section["grade"])?)));
        judged.collect()
    }

    /// Each section's grade as it stands, or `N/A`.
    pub fn sections(&self) -> BTreeMap<&str, &'static str> {
        let mut sections = self.given();
        let regrades = items(&self.folder.moderation["regrades"]);
        for regrade in regrades.iter().filter(|_| self.moderated()) {
            sections.insert(
                regrade["section"].as_str().unwrap(),
                grade(&regrade["to"]).unwrap(),
            );
        }
        sections
    }

    pub fn regraded(&self) -> bool {
        self.moderated() && (self.final_grade() != self.auditor_grade() || self.sections() != self.given())
    }

    /// Inadequate in the end, with all that follows of a case.
    pub fn inadequate(&self) -> bool {
        self.settled.is_some() && self.inadequate_so_far()
    }

    fn inadequate_so_far(&self) -> bool {
        self.on_inadequate == "case" && self.final_grade() == Some("I")
    }

    pub fn informed(&self) -> Option<NaiveDate> {
        self.events("informed").first().copied()
    }

    pub fn direction(&self, key: &str) -> Option<NaiveDate> {
        self.past(&self.folder.direction[key])
    }

    pub fn re_audited(&self) -> Option<NaiveDate> {
        self.past(&self.folder.re_audit["date"])
            .filter(|_| grade(&self.folder.re_audit["grade"]).is_some())
    }

    pub fn re_audit_grade(&self) -> Option<&'static str> {
        self.re_audited()
            .and_then(|_| grade(&self.folder.re_audit["grade"]))
    }

    pub fn sent(&self) -> Option<NaiveDate> {
        // What went to further people later moves no day.
        self.after_return("sent").min().map(|(day, _)| day)
    }

    fn saved(&self) -> Option<NaiveDate> {
        self.since_return("saved")
    }

    /// The last day on which something happened after the audit was last returned; of one day, the log's order tells.
    fn since_return(&self, kind: &str) -> Option<NaiveDate> {
        self.after_return(kind).max().map(|(day, _)| day)
    }

    /// When something happened after the last return: the days, with the places in the log.
    fn after_return<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = (NaiveDate, usize)> + 's {
        let those = |kind: &'s str| {
            let log = self.folder.log.iter().enumerate();
            log.filter_map(move |(place, event)| {
                let past = self.past(&event["date"]).filter(|_| event["event"] == kind);
                Some((past?, place))
            })
        };
        let returned = those("returned").max();
        those(kind).filter(move |at| Some(*at) > returned)
    }

    /// Whether the worker has answered by today.
    pub fn answered(&self) -> bool {
        self.past(&self.folder.feedback["date"]).is_some()
    }

    pub fn feedback(&self) -> Option<NaiveDate> {
        let given = self.past(&self.folder.feedback["date"]);
        given.or_else(|| self.last("feedback-not-given"))
    }

    /// The supervisor's comment, in the file of the feedback or in the log.
    fn commented(&self) -> Option<NaiveDate> {
        let written = &self.folder.feedback["supervisor"];
        let in_file = self
            .past(&written["date"])
            .filter(|_| written["comment"].is_string());
        in_file.into_iter().chain(self.events("supervisor-comment")).min()
    }

    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// What has begun and is asked for, by the table of deadlines.
    fn steps(&self, store: &Store) -> Vec<Step> {
        let asked = self.latest().filter(|_| self.asks_settling && !self.returned);
        let (observation, other) = (self.observation, !self.observation);
        let kept = |start: Option<NaiveDate>, holds: bool| start.filter(|_| holds);
        let bad = kept(self.settled, self.inadequate());
        let again = kept(self.re_audited(), self.inadequate());
        // What is of no worker goes to nobody, where the form asks for no word either.
        let sent_on =
            self.asks_worker || self.folder.allocation["worker"].is_string() || self.sent().is_some();
        let sent = self.sent().or(self.settled.filter(|_| !sent_on));
        let shown = if observation { self.latest() } else { sent };
        let shown = kept(shown, !self.returned);
        let review = kept(
            self.inadequate_since(),
            // What was reviewed before a moderator regraded it stays reviewed.
            self.inadequate_so_far() || self.direction("actions_reviewed").is_some(),
        );
        let ends = if self.inadequate() {
            again.and(self.events("re-audit-sent").first().copied())
        } else {
            shown
        };
        let amended = self.resubmitted().into_iter().max().filter(|_| !self.returned);
        let reassigned = self.folder.log.iter().filter(|event| event["role"] == "auditor");
        let reassigned = reassigned.filter_map(|event| self.past(&event["date"]));
        // Who takes over an audit that was handed in has no ten days for it.
        let handed_in = self.submitted;
        let reassigned = reassigned
            .filter(|day| handed_in.is_none_or(|submitted| *day <= submitted))
            .max();
        let begun = [
            (
                "audit",
                Some(reassigned.unwrap_or(self.allocated)),
                self.submitted,
            ),
            (
                "amend",
                self.submitted.and_then(|_| self.last("returned")),
                amended,
            ),
            (
                "inform",
                kept(self.inadequate_since(), self.on_inadequate != "none"),
                self.informed(),
            ),
            ("moderate", kept(asked, other), self.settled),
            ("review-evidence", kept(asked, observation), self.settled),
            (
                "log-moderated",
                kept(self.settled.filter(|_| self.asks_settling), other),
                self.since_return("moderated")
                    .into_iter()
                    .chain(self.sent())
                    .min(),
            ),
            ("case-direction", bad, self.direction("date")),
            ("send", kept(self.settled, other && sent_on), self.sent()),
            (
                "feedback",
                kept(shown, self.asks_worker || self.feedback().is_some()),
                self.feedback(),
            ),
            (
                "supervisor-comment",
                kept(shown, self.asks_supervisor),
                self.commented(),
            ),
            ("review-actions", review, self.direction("actions_reviewed")),
            ("re-audit", bad, self.re_audited()),
            (
                "send-re-audit",
                again,
                self.events("re-audit-sent").first().copied(),
            ),
            (
                "escalate",
                kept(again, self.re_audit_grade() == Some("I")),
                self.last("escalated"),
            ),
        ];
        let begun = begun
            .into_iter()
            .filter_map(|(name, start, done)| Some((name, start?, done)));
        let mut steps: Vec<Step> = begun
            .map(|(name, start, done)| Step {
                name,
                due: store.due(name, start),
                done,
            })
            .collect();
        if let Some(start) = ends {
            steps.push(Step {
                name: "close",
                due: store.due("close", start),
                done: self.saved().filter(|_| self.settled.is_some()),
            });
        }
        if self.is_off() {
            // Nobody is waited for; what was done stays on the record.
            steps.retain(|step| step.done.is_some());
        }
        steps
    }

    /// The first status that holds.
    pub fn status(&self) -> &'static str {
        let all_done = self.steps.iter().all(|step| step.done.is_some());
        let rules = [
            ("withdrawn", self.last("withdrawn").is_some()),
            ("replaced", self.last("replaced").is_some()),
            (
                "closed",
                self.saved().is_some() && self.settled.is_some() && all_done,
            ),
            ("returned", self.returned),
            ("sent", self.settled.is_some() && self.sent().is_some()),
            ("settled", self.settled.is_some()),
            ("submitted", self.submitted.is_some()),
        ];
        let first = rules.iter().find(|(_, holds)| *holds);
        first.map_or("allocated", |(status, _)| status)
    }

    pub fn legal_status(&self) -> String {
        if let Some(status) = self.folder.allocation["legal_status"].as_str() {
            return status.to_owned();
        }
        let header = items(&self.folder.audit["header"]["status"]);
        let merged = ["CiC", "Care Leaver", "CP", "PLO", "CIN"];
        let first = merged
            .iter()
            .find(|status| header.iter().any(|given| given == *status));
        first.map_or("not recorded", |status| status).to_owned()
    }

    /// The tracker's line, but for what only a form's template and the people's list tell.
    pub fn line(&self) -> Map<String, Value> {
        let due = |name: &str| iso(self.step(name).map(|step| step.due));
        let overdue = |step: &Step| step.done.is_none() && step.due < self.today;
        let mut line = json!({
            "id": self.folder.id, "form": self.form, "legal_status": self.legal_status(),
            "status": self.status(), "allocated": self.allocated.to_string(), "audit_due": due("audit"),
            "submitted": iso(self.submitted), "moderation_due": due("moderate").or_else(|| due("review-evidence")),
            "settled": iso(self.settled), "send_due": due("send"), "sent": iso(self.sent()),
            "feedback_due": due("feedback"), "feedback": iso(self.feedback()),
            "auditor_grade": self.auditor_grade(), "final_grade": self.final_grade(),
            "provisional": self.auditor_grade().is_some() && self.settled.is_none(), "regraded": self.regraded(),
            "re_audit_due": due("re-audit"), "re_audited": iso(self.re_audited()),
            "re_audit_grade": self.re_audit_grade(), "overdue": self.steps.iter().any(overdue),
        });
        for key in ["row", "service", "team", "selection", "child_id", "worker"] {
            line[key] = self.folder.allocation[key].clone();
        }
        line.as_object().unwrap().clone()
    }
}

/// Whether a template says yes, as YAML or as a word.
fn is_yes(value: &Value) -> bool {
    value.as_bool() == Some(true)
        || value
            .as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case("yes"))
}
