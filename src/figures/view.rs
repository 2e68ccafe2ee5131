//! The store as reports see it.

use std::collections::BTreeMap;

use crate::figures::summary::{ActionSummary, Summary};
use crate::framework::{
    Calendar, CountedBy, Date, Exemption, Form, FormId, FormRef, People, RoleId, Rubric, Schedule, YearStart,
};
use crate::progress::Who;
use crate::progress::work_standing::WorkLaw;
use crate::record::commentary::QuartersCommentary;
use crate::record::work::Work;

/// What the store says of the council and its framework, borrowed for a report from whoever read it.
#[derive(Clone, Copy, Debug)]
pub struct StoreView<'a> {
    /// Who audits what, and how often.
    pub schedule: &'a Schedule,
    /// The days on which people work.
    pub calendar: &'a Calendar,
    /// The council's staff.
    pub people: &'a People,
    /// Who is excused, and when.
    pub exemptions: &'a [Exemption],
    /// The forms, for their titles and the order of their sections.
    pub forms: &'a BTreeMap<FormRef, Form>,
    /// The guidelines, for the statements' wording and grade.
    pub rubrics: &'a [Rubric],
    /// The forms that the headline counts.
    pub headline_forms: &'a [FormId],
    /// The forms that have a part of their own.
    pub own_part: &'a [FormId],
    /// The roles and their titles.
    pub roles: &'a [(RoleId, String)],
    /// The roles of the Children's Management Team.
    pub cmt: &'a [RoleId],
    /// The boards and their titles.
    pub boards: &'a [(RoleId, String)],
    /// The wider works.
    pub works: &'a [Work],
    /// What management says beside the figures of quarters.
    pub commentaries: &'a [QuartersCommentary],
    /// The month in which the council's year starts.
    pub starts: YearStart,
    /// The day from which the schedule expects audits; none: from ever.
    pub in_use_since: Option<Date>,
    /// The day that stands for today.
    pub as_of: Date,
}

impl<'a> StoreView<'a> {
    /// By how many working days something of this day is late, where it is.
    pub fn late(&self, due: Date) -> Option<u32> {
        (due < self.as_of).then(|| self.calendar.between(due, self.as_of).0)
    }

    /// The counting of whom rows ask something.
    pub fn counting(&self) -> CountedBy<'a> {
        CountedBy {
            schedule: self.schedule,
            people: self.people,
            exemptions: self.exemptions,
            in_use_since: self.in_use_since,
        }
    }

    /// The title of a role; the id where it has none, as `tier:4`.
    pub fn title<'r>(&self, role: &'r RoleId) -> &'r str
    where
        'a: 'r,
    {
        let known = self.roles.iter().find(|(id, _)| id == role);
        known.map_or_else(|| role.as_str(), |(_, title)| title)
    }

    /// The title of the section that an action of an audit answers, where somebody said which; its id where the audit's
    /// form is not known.
    pub fn answered_section(&self, summary: &Summary, action: &ActionSummary) -> Option<String> {
        let id = action.section.as_ref()?;
        let mut forms = self
            .forms
            .iter()
            .rev()
            .filter(|(form, _)| *form.form.as_str() == *summary.form);
        let section = forms.find_map(|(_, form)| form.section(id.as_str()));
        Some(section.map_or_else(|| id.to_string(), |section| section.title.clone()))
    }

    /// By what a wider work is judged.
    pub fn work_law(&self) -> WorkLaw<'a> {
        WorkLaw {
            people: self.people,
            cmt: self.cmt,
            boards: self.boards,
            schedule: self.schedule,
            calendar: self.calendar,
            as_of: self.as_of,
        }
    }

    /// Whom a work is reported to, as people say it: a board's title, else a role's. How often it meets is left out.
    pub fn reported_to<'r>(&self, to: &'r str) -> &'r str
    where
        'a: 'r,
    {
        let mut all = self.boards.iter().chain(self.roles);
        let own = all.find(|(id, _)| id.as_str() == to);
        own.map_or(to, |(_, title)| {
            title.split_once(" (").map_or(title.as_str(), |(title, _)| title)
        })
    }

    /// Who does a step: a name, else a role's title.
    pub fn doer(&self, who: &Who) -> String {
        who.shown(|role| self.title(role)).to_owned()
    }
}

/// What a time that is told of from a day has in it of before the store, in sentences: what is not expected, and what is
/// not in it.
pub fn before_the_store(
    from: Date,
    in_use_since: Option<Date>,
    first_allocated: Option<Date>,
) -> impl Iterator<Item = String> {
    let expected = in_use_since.filter(|since| *since > from).map(|since| {
        format!("The store is in use since {since} (qaf.toml): what ended before is not expected.")
    });
    let held = match first_allocated {
        Some(day) if day > from => Some(format!(
            "The first audit of this store was allocated on {day}; what took place before is not in it."
        )),
        None => Some("This store has no audit yet; what took place before is not in it.".to_owned()),
        Some(_) => None,
    };
    expected.into_iter().chain(held)
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;
    use crate::framework::word::Word;

    /// What a report of a unit test sees beside audits.
    #[derive(Default)]
    pub(crate) struct SampleCouncil {
        pub(crate) schedule: Schedule,
        pub(crate) people: People,
        pub(crate) exemptions: Vec<Exemption>,
        pub(crate) rubrics: Vec<Rubric>,
    }

    impl SampleCouncil {
        /// What is made of it as of a day. The headline counts case audits.
        pub(crate) fn seen<T>(&self, as_of: Date, make: impl FnOnce(StoreView<'_>) -> T) -> T {
            make(StoreView {
                schedule: &self.schedule,
                calendar: &Calendar::default(),
                people: &self.people,
                exemptions: &self.exemptions,
                forms: &BTreeMap::new(),
                rubrics: &self.rubrics,
                headline_forms: &[Word::new("child-case").unwrap()],
                own_part: &[],
                roles: &[],
                cmt: &[],
                boards: &[],
                works: &[],
                commentaries: &[],
                starts: YearStart::default(),
                in_use_since: None,
                as_of,
            })
        }
    }
}
