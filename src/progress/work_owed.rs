//! What a wider work waits for: each step with who sees to it and by when. Where the framework names no day, it is ours:
//! ten working days after what came before, and a review of the plan each quarter.

use super::panel_standing;
use super::work_standing::WorkLaw;
use crate::framework::wider_work::WorkEventKind;
use crate::framework::{Date, Unlisted, WorkKind, WorkingDays};
use crate::record::work::Work;

/// A step for which nothing names a day is due so many working days after the one before; ours.
const STEP_WORKING_DAYS: u32 = 10;
/// A plan is looked over each quarter until it is signed off; ours.
const REVIEW_MONTHS: u32 = 3;

/// What a wider work can wait for, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkStep {
    /// The terms of reference, or the plan of a visit, are to be agreed.
    Agree,
    /// Of a theme: its audits are to be in.
    AuditsIn,
    /// Of a visit: the half day of preparation.
    Prepare,
    /// Of a visit: the day on site.
    OnSite,
    /// The report.
    Report,
    /// The report goes to whoever comes next.
    ReportOn,
    /// The action plan is to be agreed.
    AgreePlan,
    /// The plan is to be looked over.
    ReviewPlan,
    /// The plan is to be signed off.
    SignOff,
    /// Of a panel: its members are to be invited, with pack and sheet.
    Invite,
    /// Of a panel: a member's sheet is to be handed in.
    Sheet,
    /// Of a panel: the grades are to be revealed.
    Reveal,
    /// Of a panel: it is to be held.
    Hold,
    /// Of a panel: its note is to go out.
    Note,
}

impl WorkStep {
    /// Every step with its name in JSON and spreadsheets, and what is to be done.
    pub const ALL: [(Self, &'static str, &'static str); 14] = [
        (Self::Agree, "agree", "agree terms or plan"),
        (Self::AuditsIn, "audits-in", "have the audits in"),
        (Self::Prepare, "prepare", "hold the preparation"),
        (Self::OnSite, "on-site", "hold the day on site"),
        (Self::Report, "report", "report"),
        (Self::ReportOn, "report-on", "send the report on"),
        (Self::AgreePlan, "agree-plan", "agree the action plan"),
        (Self::ReviewPlan, "review-plan", "look the plan over"),
        (Self::SignOff, "sign-off", "sign the plan off"),
        (Self::Invite, "invite", "invite the members"),
        (Self::Sheet, "sheet", "hand in the sheet"),
        (Self::Reveal, "reveal", "reveal the grades"),
        (Self::Hold, "hold", "hold the panel"),
        (Self::Note, "note", "send out the note"),
    ];

    /// The name in JSON and spreadsheets.
    pub fn name(self) -> &'static str {
        // The list has every step, in their order.
        Self::ALL[self as usize].1
    }

    /// What is to be done, in a clause.
    pub fn says(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}

/// How many audits were made for a work, without those that are off, and how many of them are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditsOfWork {
    /// How many were made.
    pub made: usize,
    /// How many are submitted.
    pub submitted: usize,
}

/// A step that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedOfWork {
    /// What.
    pub step: WorkStep,
    /// Who sees to it; of a sign-off that several may do, nobody in particular.
    pub who: Option<String>,
    /// To whom a report goes next, by the name of the settings.
    pub to: Option<&'static str>,
    /// By when.
    pub due: Date,
    /// The years whose bank holidays the list does not have, where days in them were counted for that day.
    pub unlisted: Unlisted,
}

/// All that a work waits for as of a day, what comes first before the rest. Nothing where it is over, or where its log
/// can't be read whole: what is left is not known then.
pub fn owed(work: &Work, audits: AuditsOfWork, law: WorkLaw<'_>) -> Vec<OwedOfWork> {
    let day = |kind| work.day_of(kind, law.as_of);
    let is_over = work.is_off(law.as_of) || day(WorkEventKind::SignedOff).is_some();
    if is_over || !work.is_log_whole {
        return Vec::new();
    }
    if work.kind() == WorkKind::Panel {
        return panel_standing::owed(work, law.as_of, law.calendar);
    }
    let owing = Owing { work, law };
    let Some(agreed) = day(WorkEventKind::Agreed) else {
        return vec![owing.lead(WorkStep::Agree, None, work.commission.commissioned)];
    };
    match day(WorkEventKind::Reported) {
        None if work.kind().is_a_visit() => vec![owing.of_visit(agreed)],
        None => owing.of_theme(audits, agreed),
        Some(reported) => owing.after_report(reported),
    }
}

/// What is owed of a work is reckoned by this.
struct Owing<'a> {
    work: &'a Work,
    law: WorkLaw<'a>,
}

impl Owing<'_> {
    /// A step by the day that is given, else by one reckoned from what came before.
    fn step(&self, step: WorkStep, who: Option<String>, given: Option<Date>, before: Date) -> OwedOfWork {
        let calendar = self.law.calendar;
        let reckoned = || calendar.after(before, WorkingDays(STEP_WORKING_DAYS));
        let due = given.unwrap_or_else(reckoned);
        OwedOfWork {
            step,
            who,
            to: None,
            due,
            unlisted: if given.is_none() {
                calendar.unlisted(before, due)
            } else {
                Unlisted::default()
            },
        }
    }

    /// Something that whoever leads the work sees to.
    fn lead(&self, step: WorkStep, given: Option<Date>, before: Date) -> OwedOfWork {
        self.step(step, self.work.commission.lead.clone(), given, before)
    }

    fn of_visit(&self, agreed: Date) -> OwedOfWork {
        let plan = self.work.plan.as_ref();
        let on_site = plan.and_then(|plan| plan.on_site);
        let day = |kind| self.work.day_of(kind, self.law.as_of);
        match (day(WorkEventKind::Prepared), day(WorkEventKind::OnSite)) {
            (_, Some(held)) => self.lead(WorkStep::Report, None, held),
            (Some(prepared), None) => self.lead(WorkStep::OnSite, on_site, prepared),
            (None, None) => {
                let preparation = plan.and_then(|plan| plan.preparation);
                self.lead(WorkStep::Prepare, preparation.or(on_site), agreed)
            }
        }
    }

    /// The audits, while fewer are in than are planned, or than were made where no number is planned; and the report.
    fn of_theme(&self, audits: AuditsOfWork, agreed: Date) -> Vec<OwedOfWork> {
        let terms = self.work.terms.as_ref();
        let planned = terms.and_then(|terms| terms.audits_planned);
        let planned = planned.map_or(audits.made.max(1), |planned| planned as usize);
        let by = terms.and_then(|terms| terms.audits_by);
        let are_open = audits.submitted < planned && by.is_some();
        let report = self.lead(WorkStep::Report, terms.and_then(|terms| terms.report_by), agreed);
        let audits = are_open.then(|| self.lead(WorkStep::AuditsIn, by, agreed));
        audits.into_iter().chain([report]).collect()
    }

    /// The report goes on in its order, and beside that the plan is made, looked over and signed off.
    fn after_report(&self, reported: Date) -> Vec<OwedOfWork> {
        let (work, as_of) = (self.work, self.law.as_of);
        let gone: Vec<_> = work.events(WorkEventKind::Reported, as_of).collect();
        let has = |to: &str| gone.iter().flat_map(|event| &event.to).any(|gone| gone == to);
        let last = gone.iter().map(|event| event.date).max().unwrap_or(reported);
        let mut order = work.kind().meaning().reported_to.iter();
        let on = order.find(|to| !has(to)).map(|to| OwedOfWork {
            to: Some(to),
            ..self.lead(WorkStep::ReportOn, None, last)
        });
        let plan = match work.day_of(WorkEventKind::PlanAgreed, as_of) {
            None => self.step(WorkStep::AgreePlan, self.owner(), None, reported),
            Some(agreed) => self.plan(agreed),
        };
        on.into_iter().chain([plan]).collect()
    }

    /// A review while an action is open, then the sign-off.
    fn plan(&self, agreed: Date) -> OwedOfWork {
        let (work, as_of) = (self.work, self.law.as_of);
        let last = |kind| work.events(kind, as_of).map(|event| event.date).max();
        if work.open_actions(as_of).next().is_some() {
            let before = last(WorkEventKind::PlanReviewed).unwrap_or(agreed);
            let due = before.plus_months(REVIEW_MONTHS);
            return self.step(WorkStep::ReviewPlan, self.owner(), Some(due), before);
        }
        let before = last(WorkEventKind::ActionDone).map_or(agreed, |done| done.max(agreed));
        self.step(WorkStep::SignOff, self.signer(), None, before)
    }

    /// The head of service who owns the plan; before one is named there, by the terms, else whoever compiles it.
    fn owner(&self) -> Option<String> {
        let work = self.work;
        let owner = work.action_plan.as_ref().and_then(|plan| plan.owner.clone());
        let terms = work.terms.as_ref();
        owner
            .or_else(|| terms?.head_of_service.clone())
            .or_else(|| terms?.action_plan_lead.clone())
            .or_else(|| work.commission.lead.clone())
    }

    /// Who signs off for CMT: whoever commissioned the work, where they are of it, else the one person who is.
    fn signer(&self) -> Option<String> {
        let (people, as_of) = (self.law.people, self.law.as_of);
        let commissioner = self.work.commission.commissioner.as_deref();
        let fits = |name: &&str| {
            let person = people.find(name);
            person.is_some_and(|person| person.in_post(as_of) && person.holds_any(self.law.cmt))
        };
        let of_cmt = || {
            let mut all = people.all().iter();
            let one = all.find(|person| fits(&person.name.as_str()))?;
            all.all(|other| !fits(&other.name.as_str()))
                .then(|| one.name.to_string())
        };
        commissioner.filter(fits).map(str::to_owned).or_else(of_cmt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stands_in_the_order_of_the_steps() {
        for (at, (step, ..)) in WorkStep::ALL.iter().enumerate() {
            assert_eq!(*step as usize, at);
        }
    }
}
