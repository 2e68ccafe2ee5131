//! What a form means for the process of an audit: who settles it and how, whether grades may change, when the worker is
//! asked. A form says which process it has (`settled_by`), and nothing else asks what kind of form it is.
//!
//! Source: section 2, case file audit and observation of practice; the process map.

use std::io;

use super::form::SettledBy;
use super::schedule::{Deadline, Row, Start, Step};
use super::{Form, Person, RoleId};

/// What a form means for the process.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Process {
    /// The step that settles an audit.
    pub settling: Step,
    /// What that step is called.
    pub title: &'static str,
    /// Who does it, and under which key `moderation.yaml` names them.
    pub who: &'static str,
    /// What they do, before the name of an audit.
    pub does: &'static str,
    /// What they do, before "an audit of their own".
    pub does_own: &'static str,
    /// What is said of them before they do it, after their name.
    pub will_do: &'static str,
    /// That it was done.
    pub signed_off: &'static str,
    /// What is said of a grade before it was done.
    pub provisional: &'static str,
    /// What the question for the evidence is.
    pub evidence: &'static str,
    /// The event that whoever settles it asks the QA social worker to log then.
    pub logged_as: &'static str,
    /// What the QA social worker does by it.
    pub logs: &'static str,
    /// What the worker is in it.
    pub worker: &'static str,
    /// Whether who settles it may change grades, and settles with a final one. A form on which grades stay as given is that of
    /// an observation of practice, which is in no headline.
    pub regrades: bool,
    /// Whether the family agrees to it beforehand, where others have a checklist of ten working days.
    pub asks_consent: bool,
    /// Whether the auditor picks the work; else whoever did is asked for.
    pub auditor_picks: bool,
    /// Whether the worker is asked for feedback only once the audit was sent to them.
    pub asks_once_sent: bool,
}

impl Form {
    /// Those of a person's roles that the form serves, where it serves several.
    pub fn roles_served<'p>(&self, person: &'p Person) -> Vec<&'p RoleId> {
        let served = |role: &&RoleId| {
            let mut ids = self
                .role_field()
                .into_iter()
                .flat_map(|field| field.role_ids.values());
            ids.any(|of| of == *role)
        };
        person.roles.iter().filter(served).collect()
    }

    /// Whether a moderator signs off with a final grade of the whole.
    pub fn settles_with_a_grade(&self) -> bool {
        self.overall && self.process().regrades
    }

    /// What it means for the process.
    pub fn process(&self) -> &'static Process {
        match self.settled_by {
            SettledBy::Moderation => &Process::MODERATED,
            SettledBy::EvidenceReview => &Process::REVIEWED,
        }
    }
}

impl borsh::BorshSerialize for Process {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        borsh::BorshSerialize::serialize(&self.regrades, writer)
    }
}

impl borsh::BorshDeserialize for &'static Process {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let regrades = borsh::BorshDeserialize::deserialize_reader(reader)?;
        Ok(if regrades {
            &Process::MODERATED
        } else {
            &Process::REVIEWED
        })
    }
}

impl Process {
    /// An audit whose grades a moderator may change.
    pub const MODERATED: Self = Self {
        settling: Step::Moderate,
        title: "Moderation",
        who: "Moderator",
        does: "moderates",
        does_own: "moderates",
        will_do: "moderates",
        signed_off: "Moderation signed off",
        provisional: "The grade is the auditor's and may change in moderation.",
        evidence: "Whether there is enough evidence for each grade, compared with what Appendix 4 says of it: yes or no",
        logged_as: "moderated",
        logs: "logs",
        worker: "Case-holder",
        regrades: true,
        asks_consent: false,
        auditor_picks: false,
        asks_once_sent: true,
    };

    /// An observation of practice: whether the evidence bears its grades is reviewed.
    pub const REVIEWED: Self = Self {
        settling: Step::ReviewEvidence,
        title: "Review of the evidence",
        who: "Reviewer",
        does: "reviews the evidence of",
        does_own: "reviews",
        will_do: "reviews the evidence",
        signed_off: "Evidence reviewed",
        provisional: "The grade is the auditor's; whether the evidence bears it has not been reviewed yet.",
        evidence: "Whether the evidence justifies the grade: yes or no",
        logged_as: "sent",
        logs: "sends",
        worker: "Observed",
        regrades: false,
        asks_consent: true,
        auditor_picks: true,
        asks_once_sent: false,
    };

    /// That of a form, where it is known; of none, that of most.
    pub fn of(form: Option<&Form>) -> &'static Self {
        form.map_or(&Self::MODERATED, Form::process)
    }

    /// The roles of a row that may settle an audit; none where it asks for nobody.
    pub fn settlers<'r>(&self, row: &'r Row) -> &'r [RoleId] {
        if self.regrades {
            &row.moderators
        } else {
            &row.reviewers
        }
    }

    /// From when on a deadline runs; `None` where it does not run in this process.
    pub fn starts(&self, deadline: &Deadline) -> Option<Start> {
        if self.regrades {
            deadline.on_others.then_some(deadline.from)
        } else {
            deadline
                .on_observations
                .then(|| deadline.from_observation.unwrap_or(deadline.from))
        }
    }
}
