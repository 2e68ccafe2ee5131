//! How moderation changed the grades (section 2, "Moderation"): the auditor's against the moderator's.
//!
//! A moderator sees the auditor's grade, so this measures regrading, not how reliable grading is.

use super::tables;
use crate::figures::StoreView;
use crate::figures::form_titles::FormTitles;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::figures::summary::Summary;
use crate::figures::{ChangedAfter, Excluded, Timeliness};
use crate::framework::{
    AuditId, Date, Form, FormRef, Grade, Judgement, Period, SectionId, Step, Team, Unlisted,
};
use crate::reports::quarterly::figures::{CoefficientWithheld, ModeratedAudits};

pub use super::tables::{GradesBy, SectionChanges, SectionRegrade};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.moderation/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct ModerationInput<'a> {
    /// The store.
    pub store: StoreView<'a>,
    /// Every audit of the store, summed up as of `as_of`.
    pub summaries: &'a [Summary],
    /// The quarter or year in which the audits were settled.
    pub period: Period,
    /// Only audits of this form.
    pub form: Option<&'a str>,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModerationReport {
    /// `qaf.moderation/1`.
    pub schema: &'static str,
    /// The quarter or year.
    pub period: Period,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// Only audits of this form.
    pub form: Option<String>,
    /// The overall grades, as the quarterly report has them.
    pub moderation: ModeratedAudits,
    /// Why kappa is not given.
    pub kappa_withheld: Option<CoefficientWithheld>,
    /// Why AC2 is not given.
    pub ac2_withheld: Option<CoefficientWithheld>,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
    /// By form's id.
    pub by_form: Vec<GradesBy>,
    /// By moderator's name, nobody known last.
    pub by_moderator: Vec<GradesBy>,
    /// Every section that was graded, by form and in the form's order.
    pub sections: Vec<SectionChanges>,
    /// The audits in which a grade was changed, by id.
    pub regraded: Vec<Regraded>,
    /// How the moderators kept their days, of what fell due in the period.
    pub timeliness: Timeliness,
    /// The years whose bank holidays the list does not have, where days in them were counted for this.
    #[serde(rename = "holidays_not_listed", skip_serializing_if = "Unlisted::is_empty")]
    pub unlisted: Unlisted,
    /// Audits submitted in the period that can't be counted, by id.
    pub excluded: Vec<Excluded>,
    /// The audits settled in the period that were changed after the event from which they count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedAfter>,
}

/// An audit in which the moderator changed a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Regraded {
    /// The audit.
    pub id: AuditId,
    /// Its form, without its version.
    pub form: String,
    /// Its team.
    pub team: Option<Team>,
    /// Who moderated.
    pub moderator: Option<String>,
    /// The auditor's overall grade.
    pub auditor_grade: Grade,
    /// The moderator's.
    pub moderator_grade: Grade,
    /// The sections whose grade was changed, in the form's order.
    pub sections: Vec<SectionRegrade>,
}

/// A judgement of an auditor, and what it has become.
type Regrading = (SectionId, Judgement, Judgement);

/// Makes the report.
pub fn report(input: &ModerationInput<'_>) -> ModerationReport {
    let of_form = |summary: &&Summary| input.form.is_none_or(|form| summary.form == form);
    let in_period = |day: Option<Date>| day.is_some_and(|day| input.period.contains(day));
    let moderated: Vec<&Summary> = input
        .summaries
        .iter()
        .filter(of_form)
        .filter(|summary| summary.counts() && summary.progress.moderated && !summary.bespoke)
        .filter(|summary| in_period(summary.progress.settled))
        .collect();
    let on = || input.summaries.iter().filter(of_form).filter(|s| !s.is_off());
    let mut excluded: Vec<Excluded> = on()
        .filter(|summary| in_period(summary.progress.submitted.or(summary.allocated)))
        .filter_map(Excluded::of)
        .collect();
    excluded.sort_by(|a, b| a.id.cmp(&b.id));
    let moderation = ModeratedAudits::of(moderated.iter().copied());
    ModerationReport {
        schema: SCHEMA,
        period: input.period,
        from: input.period.from(),
        to: input.period.to(),
        as_of: input.store.as_of,
        form: input.form.map(str::to_owned),
        kappa_withheld: moderation.withheld(moderation.kappa_linear.as_ref()),
        ac2_withheld: moderation.withheld(moderation.gwet_ac2.as_ref()),
        moderation,
        form_titles: FormTitles::of(input.store.forms),
        by_form: tables::by(&moderated, |summary| {
            Some(summary.form.to_string()).filter(|form| !form.is_empty())
        }),
        by_moderator: tables::by(&moderated, |summary| {
            summary.progress.moderator.as_deref().map(str::to_owned)
        }),
        sections: tables::sections(&moderated, input.store.forms),
        regraded: regraded(&moderated, input.store.forms),
        unlisted: Timeliness::unlisted(
            on(),
            |step, day| step == Step::Moderate && input.period.contains(day),
            input.store.as_of,
        ),
        timeliness: Timeliness::of(
            on(),
            Step::Moderate,
            |day| input.period.contains(day),
            input.store.as_of,
        ),
        excluded,
        changed: ChangedAfter::of(on().filter(|summary| in_period(summary.progress.settled))),
    }
}

fn regraded(moderated: &[&Summary], forms: &BTreeMap<FormRef, Form>) -> Vec<Regraded> {
    let mut regraded: Vec<Regraded> = moderated
        .iter()
        .filter(|summary| summary.progress.regraded)
        .filter_map(|summary| {
            let progress = &summary.progress;
            Some(Regraded {
                id: summary.id.clone(),
                form: summary.form.to_string(),
                team: summary.team.clone(),
                moderator: progress.moderator.as_deref().map(str::to_owned),
                auditor_grade: progress.auditor_grade?,
                moderator_grade: progress.final_grade?,
                sections: tables::changed(summary, forms),
            })
        })
        .collect();
    regraded.sort_by(|a, b| a.id.cmp(&b.id));
    regraded
}

/// Every section with the auditor's judgement and what stands now. One that the auditor left out and the moderator
/// graded counts as one that did not apply before.
pub(super) fn pairs(summary: &Summary) -> Vec<Regrading> {
    let pair = |(section, now): (&SectionId, &Judgement)| {
        let given = summary.before.get(section).copied().unwrap_or(Some(*now));
        (section.clone(), given.unwrap_or(Judgement::NotApplicable), *now)
    };
    summary.progress.sections.iter().map(pair).collect()
}
