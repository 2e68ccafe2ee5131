//! Of whom the schedule expects an audit in a period: the one count that every report of expectations shares.

use crate::framework::schedule::{Activity, Per};
use crate::framework::{Exemption, People, Period, Person, Row};
use crate::report::summary::Summary;

/// What expectations are counted by, beside the row and the period.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// The council's staff.
    pub people: &'a People,
    /// Who is excused, and when.
    pub exemptions: &'a [Exemption],
}

/// Whom a row names in a period: one audit by, or of, each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The person; `None`: the service as a whole.
    pub person: Option<&'a Person>,
    /// Whether anything is asked.
    pub standing: Standing,
}

/// Whether a row asks anything of whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One audit in the period.
    Asked,
    /// Nothing: exempt on one day of the period at least.
    Exempt,
    /// Nothing: in post on some day of the period, but not on every one.
    NotInPost,
}

impl<'a> Counting<'a> {
    /// Whom a row names in a period, in the order of the staff's list. A row to be confirmed names nobody.
    ///
    /// Roles, services and teams are those of today, as the staff's list has no others.
    pub fn named(&self, row: &Row, period: Period) -> Vec<Named<'a>> {
        const WHOLE: Named<'static> = Named {
            person: None,
            standing: Standing::Asked,
        };
        if row.is_to_be_confirmed() {
            return Vec::new();
        }
        let roles = match row.per {
            Per::Service => return vec![WHOLE],
            Per::Auditor if !self.people.has_own_auditors(row, period.to()) => return vec![WHOLE],
            Per::Auditor => &row.auditors,
            Per::Worker => &row.workers,
        };
        let there = |person: &&Person| {
            person.started.is_none_or(|day| day <= period.to())
                && person.left.is_none_or(|day| day >= period.from())
        };
        let holders =
            self.people.all().iter().filter(|person| {
                person.holds_any(roles) && person.serves(row.service.as_ref()) && there(person)
            });
        holders
            .map(|person| Named {
                person: Some(person),
                standing: self.standing(person, row, period),
            })
            .collect()
    }

    /// What a row that names a person asks of them in a period.
    pub fn standing(&self, person: &Person, row: &Row, period: Period) -> Standing {
        let (from, to) = (period.from(), period.to());
        let mut exemptions = self.exemptions.iter();
        if !person.in_post_throughout(from, to) {
            Standing::NotInPost
        } else if exemptions.any(|exemption| exemption.covers(&person.name, &row.id, from, to)) {
            Standing::Exempt
        } else {
            Standing::Asked
        }
    }
}

/// Whether an audit serves a row, whenever it was allocated. It serves the row that its allocation names; a row of
/// workers is served by any audit of the worker on one of its forms, whichever row that was made for.
pub fn serves(summary: &Summary, row: &Row) -> bool {
    let by_form = || row.forms.iter().any(|form| *form == *summary.form);
    summary.row.as_ref() == Some(&row.id) || (row.per == Per::Worker && by_form())
}

/// Whom an audit of a row counts for, by name: the worker where the row is of workers, else the auditor for whom it was
/// first allocated.
pub fn counts_for<'a>(summary: &'a Summary, row: &Row) -> Option<&'a str> {
    match row.per {
        Per::Worker => summary.worker.as_deref(),
        Per::Auditor | Per::Service => summary.first_auditor.as_deref(),
    }
}

/// Whether the store has a place for a row's work. Visits, deep dives, thematic audits, panels and supervision files
/// have none of their own yet, so that where no audit was made for one, nothing is known of it.
pub fn is_recorded(row: &Row) -> bool {
    let elsewhere = matches!(
        row.activity,
        Some(
            Activity::Sav
                | Activity::DeepDive
                | Activity::Thematic
                | Activity::Panel
                | Activity::SupervisionFile
        )
    );
    !(elsewhere && row.forms.is_empty())
}
