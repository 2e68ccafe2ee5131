//! A council year, for the yearly review of the framework: the schedule against what took place, the four quarters'
//! headlines, what practitioners, managers and the Children's Management Team say of quality assurance, and the sign-off.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::figures::WorksOfTime;
use crate::figures::form_titles::FormTitles;
use crate::figures::stats::Share;
use crate::figures::summary::Summary;
use crate::framework::{CouncilYear, Date, Quarter, RowId, Service};
use crate::progress::work_standing::WorkLaw;
use crate::record::annual::{AnnualReview, GROUPS, QUESTIONS};
use crate::record::work::Work;
use crate::reports::compliance::figures::{Absent, Counts, RowLine, YearCompliance};
use crate::reports::exit::figures::ExitTotals;
use crate::reports::quarterly::figures::Quarterly;

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.report-annual/1";

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct AnnualInput<'a> {
    /// The council year.
    pub year: CouncilYear,
    /// The year's compliance, of everybody.
    pub compliance: &'a YearCompliance,
    /// The reports of the year's quarters that have begun.
    pub quarters: &'a [Quarterly],
    /// Every audit of the store.
    pub summaries: &'a [Summary],
    /// The wider works.
    pub works: &'a [Work],
    /// The totals of exit interviews, as issued.
    pub exit_interviews: &'a [ExitTotals],
    /// Every year's review in the store, oldest first.
    pub reviews: &'a [(CouncilYear, AnnualReview)],
    /// The titles of the forms.
    pub form_titles: &'a FormTitles,
    /// By what a sign-off is judged.
    pub law: WorkLaw<'a>,
    /// Today.
    pub as_of: Date,
}

/// A quarter of the year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearsQuarter {
    /// The quarter.
    pub quarter: Quarter,
    /// Whether it has ended, and its figures stay.
    pub ended: bool,
    /// How many audits were submitted in it.
    pub submitted: usize,
    /// How many were settled in it.
    pub settled: usize,
    /// Its headline; the same as in its own report.
    pub good_or_better: Share,
}

/// Work that no row of the schedule asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unscheduled {
    /// The form, without its version.
    pub form: String,
    /// Its title.
    #[serde(skip)]
    pub form_title: String,
    /// The wider work it belongs to.
    pub part_of: Option<String>,
    /// How many were allocated in the year, and are on.
    pub allocated: usize,
    /// How many of these were submitted.
    pub submitted: usize,
}

/// A row of which more took place than the schedule asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beyond {
    /// The row.
    pub row: RowId,
    /// Its service; none: all of them.
    pub service: Option<Service>,
    /// What is audited.
    pub activity: String,
    /// How many more.
    pub beyond: usize,
}

/// What one group says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The group's key in the file.
    pub group: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its answers, a question each.
    pub answers: Vec<GroupAnswer>,
}

/// A question, and what a group says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupAnswer {
    /// The question's key in the file.
    pub question: &'static str,
    /// Its wording.
    pub text: &'static str,
    /// The answer; none as yet.
    pub answer: Option<String>,
}

/// What last year's review was to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastChanges {
    /// The year before.
    pub year: String,
    /// What was to change, as its review says.
    pub changes: String,
    /// What came of it, as this year's review says; none as yet.
    pub came_of: Option<String>,
}

/// A sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The year whose review it was.
    pub year: String,
    /// The day.
    pub date: Date,
    /// Who signed.
    pub by: Option<String>,
}

/// When the framework was signed off, and when it is to be again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FrameworkSignOff {
    /// This year's.
    pub this_year: Option<Signed>,
    /// The latest of any year.
    pub last: Option<Signed>,
    /// A year after the latest; none where there was none.
    pub next_due: Option<Date>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Why what this year's file says of a sign-off does not count; left out where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_counted: Option<String>,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annual {
    /// `qaf.report-annual/1`.
    pub schema: &'static str,
    /// The council year.
    pub year: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// Whether it has ended.
    pub ended: bool,
    /// The whole schedule's expectations, and what came of them.
    pub total: Counts,
    /// Row by row.
    pub rows: Vec<RowLine>,
    /// What is not taking place.
    pub not_taking_place: Vec<Absent>,
    /// What takes place more often than the schedule asks.
    pub beyond: Vec<Beyond>,
    /// What takes place and is in no row of the schedule.
    pub unscheduled: Vec<Unscheduled>,
    /// The quarters that have begun.
    pub quarters: Vec<YearsQuarter>,
    /// The wider works of the year, and their sign-off.
    pub works: WorksOfTime,
    /// The totals of the editions of exit interviews that end in the year.
    pub exit_interviews: Vec<ExitTotals>,
    /// What was said in the consultation.
    pub consultation: Vec<Group>,
    /// What the year before was to change, and what came of it; none where its review names nothing.
    pub last_changes: Option<LastChanges>,
    /// What is to change.
    pub changes: Option<String>,
    /// The sign-off.
    pub sign_off: FrameworkSignOff,
}

/// Makes the report.
pub fn annual(input: &AnnualInput<'_>) -> Annual {
    let of_year = |year: &CouncilYear| *year == input.year;
    let review = input.reviews.iter().find(|(year, _)| of_year(year));
    let review = review.map(|(_, review)| review);
    let beyond = input.compliance.rows.iter().filter(|row| row.beyond > 0);
    Annual {
        schema: SCHEMA,
        year: input.year.to_string(),
        from: input.year.from(),
        to: input.year.to(),
        as_of: input.as_of,
        ended: input.year.to() <= input.as_of,
        total: input.compliance.total,
        rows: input.compliance.rows.clone(),
        not_taking_place: input.compliance.not_taking_place.clone(),
        beyond: beyond
            .map(|row| Beyond {
                row: row.row.clone(),
                service: row.service.clone(),
                activity: row.activity.clone(),
                beyond: row.beyond,
            })
            .collect(),
        unscheduled: unscheduled(input),
        quarters: input
            .quarters
            .iter()
            .map(|report| quarter(report, input.as_of))
            .collect(),
        works: WorksOfTime::of(input.works, input.year.from(), input.year.to(), input.as_of),
        exit_interviews: input.exit_interviews.to_vec(),
        consultation: consultation(review),
        last_changes: last_changes(input, review),
        changes: review.and_then(|review| review.changes.clone()),
        sign_off: FrameworkSignOff::of(input.reviews, Some(input.year), input.law),
    }
}

fn last_changes(input: &AnnualInput<'_>, review: Option<&AnnualReview>) -> Option<LastChanges> {
    let is_before = |(year, _): &&(CouncilYear, AnnualReview)| year.to().plus_days(1) == input.year.from();
    let (year, before) = input.reviews.iter().find(is_before)?;
    Some(LastChanges {
        year: year.to_string(),
        changes: before.changes.clone()?,
        came_of: review.and_then(|review| review.came_of.clone()),
    })
}

fn quarter(report: &Quarterly, today: Date) -> YearsQuarter {
    YearsQuarter {
        quarter: report.quarter,
        ended: report.to <= today,
        submitted: report.submitted,
        settled: report.settled,
        good_or_better: report.good_or_better,
    }
}

/// The audits of the year that serve no row, by form and wider work; those that are off are no work that took place.
fn unscheduled(input: &AnnualInput<'_>) -> Vec<Unscheduled> {
    let (ids, titles) = (&input.compliance.no_row, input.form_titles);
    let mut kinds: BTreeMap<(SmolStr, Option<SmolStr>), (usize, usize)> = BTreeMap::new();
    for summary in input
        .summaries
        .iter()
        .filter(|summary| !summary.is_off() && ids.contains(&summary.id))
    {
        let kind = (summary.form.clone(), summary.part_of.clone());
        let counts = kinds.entry(kind).or_default();
        counts.0 += 1;
        counts.1 += usize::from(summary.progress.submitted.is_some());
    }
    kinds
        .into_iter()
        .map(|((form, part_of), (allocated, submitted))| Unscheduled {
            form_title: titles.title(&form).to_owned(),
            form: form.to_string(),
            part_of: part_of.map(String::from),
            allocated,
            submitted,
        })
        .collect()
}

fn consultation(review: Option<&AnnualReview>) -> Vec<Group> {
    let answer = |group: &str, question: &str| {
        let given = review?.answers.get(group)?;
        given.get(question).cloned()
    };
    GROUPS
        .iter()
        .map(|(group, title)| Group {
            group,
            title,
            answers: QUESTIONS
                .iter()
                .map(|(question, text)| GroupAnswer {
                    question,
                    text,
                    answer: answer(group, question),
                })
                .collect(),
        })
        .collect()
}

impl FrameworkSignOff {
    /// What the reviews say of it by a day. A sign-off that lies ahead has not happened yet; one by nobody of the Children's
    /// Management Team, or before the year's end, counts for nothing.
    pub fn of(reviews: &[(CouncilYear, AnnualReview)], year: Option<CouncilYear>, law: WorkLaw<'_>) -> Self {
        let signed = |(of, review): &(CouncilYear, AnnualReview)| {
            let date = review.signed_off.filter(|day| *day <= law.as_of)?;
            unfit_sign_off(*of, date, review, law).is_none().then(|| Signed {
                year: of.to_string(),
                date,
                by: review.by.clone(),
            })
        };
        let own = reviews.iter().find(|(of, _)| Some(*of) == year);
        let last = reviews.iter().filter_map(signed).max_by_key(|signed| signed.date);
        let next_due = last.as_ref().map(|signed| signed.date.plus_months(12));
        let not_counted = own.and_then(|(of, review)| {
            let date = review.signed_off.filter(|day| *day <= law.as_of)?;
            unfit_sign_off(*of, date, review, law)
        });
        Self {
            this_year: own.and_then(signed),
            last,
            next_due,
            overdue: next_due.is_some_and(|day| day < law.as_of),
            not_counted,
        }
    }
}

/// Why a year's sign-off does not count; `None` where it does.
fn unfit_sign_off(year: CouncilYear, date: Date, review: &AnnualReview, law: WorkLaw<'_>) -> Option<String> {
    let day = date.spoken();
    if date <= year.to() {
        return Some(format!(
            "annual.yaml says that {year} was signed off on {day}. The review of a year is signed off after its end, so this does \
             not count."
        ));
    }
    match &review.by {
        None => Some(format!(
            "annual.yaml says that {year} was signed off on {day}, and not by whom. Write at \"by\" who of the Children's \
             Management Team did: until then it does not count."
        )),
        Some(by) if !law.is_of_cmt(by, date) => Some(format!(
            "annual.yaml says that {by} signed {year} off on {day}. By people.csv they held no role of the Children's Management \
             Team that day ([governance] cmt in qaf.toml), so it does not count."
        )),
        Some(_) => None,
    }
}
