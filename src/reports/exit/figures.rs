//! An edition of the exit interviews' figures (Appendix 3, strictly confidential).
//!
//! What a reader may know besides is taken for known: how many completed the questionnaire, exactly, and what they answered
//! themselves. So a count is shown only where more than `hide_up_to` said it *and* as many did not; a nought is hidden as
//! any small count is; and what could be reckoned by the sums between them is hidden by the guard of the public figures.
//! Questions are never crossed with each other, and nothing is broken down by team or by when somebody left.
//!
//! Editions can't be held against each other either: each interview is in one edition alone, and an edition is made once.

use serde::{Deserialize, Serialize};

use crate::framework::exit_form::{ExitForm, ExitKind, ExitPart};
use crate::framework::{CouncilYear, Date, Quarter, YearStart};
use crate::record::exit_interview::{ExitAnswers, ExitId, ExitInterview};
use crate::reports::public::figures::Count;
use crate::reports::public::figures::guard::{Guard, GuardedPlace, rounded};

/// The schema that an edition names.
pub const SCHEMA: &str = "qaf.report-exit/1";

/// An edition: what it prints, and nothing else of the interviews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitEdition {
    /// [`SCHEMA`].
    pub schema: String,
    /// 1 for the first.
    pub edition: u32,
    /// The first day that it covers, by when people left; none for the first edition, which goes back to the beginning.
    pub from: Option<Date>,
    /// The last.
    pub to: Date,
    /// The day on which it was issued.
    pub as_of: Date,
    /// Counts from 0 to this are hidden.
    pub hide_up_to: usize,
    /// How many completed the questionnaire, rounded.
    pub completed: Count,
    /// How many sent it back and declined to answer.
    pub declined: Count,
    /// The questions that are answered by choosing, in order.
    pub questions: Vec<ExitTally>,
    /// What several have said, in the words of whoever read it.
    pub themes: Vec<String>,
}

/// What was answered to a part of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitTally {
    /// The part's key.
    pub id: String,
    /// The question's number on the form.
    pub number: usize,
    /// What is asked.
    pub text: String,
    /// The answers, in the form's order.
    pub answers: Vec<ExitCount>,
}

/// How often an answer was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExitCount {
    /// The answer.
    pub answer: String,
    /// How many gave it.
    pub count: Count,
    /// How many named it first, where it can be ranked; left out where it can't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Count>,
}

/// What an edition is made of.
#[derive(Clone, Copy, Debug)]
pub struct EditionInput<'a> {
    /// The questionnaire.
    pub form: &'a ExitForm,
    /// Its interviews, and no other edition's.
    pub interviews: &'a [(ExitId, ExitInterview)],
    /// Its themes.
    pub themes: &'a [String],
    /// Its number.
    pub edition: u32,
    /// The first day that it covers.
    pub from: Option<Date>,
    /// The last.
    pub to: Date,
    /// Today.
    pub as_of: Date,
    /// Counts up to this are hidden.
    pub hide_up_to: usize,
}

/// The interviews that the next edition takes: those that no edition holds, of people who left by its last day. One without
/// a leaving date, and a refusal, which keeps none, go into the next edition.
pub fn of_next_edition(
    all: &[(ExitId, ExitInterview)],
    held: impl Fn(&ExitId) -> bool,
    form: &ExitForm,
    to: Date,
    starts: YearStart,
) -> Vec<(ExitId, ExitInterview)> {
    let is_due = |interview: &ExitInterview| match interview {
        ExitInterview::Declined => true,
        ExitInterview::Completed(answers) => left(answers, form, starts).is_none_or(|day| day <= to),
    };
    let taken = all
        .iter()
        .filter(|(id, interview)| !held(id) && is_due(interview));
    taken.cloned().collect()
}

/// The last day of the quarter in which somebody left.
fn left(answers: &ExitAnswers, form: &ExitForm, starts: YearStart) -> Option<Date> {
    let text = answers.one(&form.leaving()?.id)?;
    Some(Quarter::parse(text, starts).ok()?.period().to())
}

/// How many of them are completed.
pub fn completed(interviews: &[(ExitId, ExitInterview)]) -> usize {
    interviews
        .iter()
        .filter(|(_, interview)| matches!(interview, ExitInterview::Completed(_)))
        .count()
}

/// Makes an edition.
pub fn edition(input: &EditionInput<'_>) -> ExitEdition {
    let answers: Vec<&ExitAnswers> = input
        .interviews
        .iter()
        .filter_map(|(_, interview)| match interview {
            ExitInterview::Completed(answers) => Some(answers),
            ExitInterview::Declined => None,
        })
        .collect();
    let declined = input.interviews.len() - answers.len();
    let guard = Guard::hiding_noughts(input.hide_up_to);
    let shown = |count: usize| (!guard.is_small(count)).then(|| rounded(count));
    let mut questions = Vec::new();
    for (index, question) in input.form.questions.iter().enumerate() {
        for part in question.parts.iter().filter(|part| !part.options().is_empty()) {
            // That they stand in order is told by what is named first.
            if input
                .form
                .parts()
                .any(|other| other.order.as_ref() == Some(&part.id))
            {
                continue;
            }
            let text = match &part.label {
                Some(label) => format!("{} {label}", question.text),
                None => question.text.clone(),
            };
            questions.push(ExitTally {
                id: part.id.to_string(),
                number: index + 1,
                text,
                answers: tally(part, &answers, input.hide_up_to),
            });
        }
    }
    ExitEdition {
        schema: SCHEMA.to_owned(),
        edition: input.edition,
        from: input.from,
        to: input.to,
        as_of: input.as_of,
        hide_up_to: input.hide_up_to.max(2),
        completed: Count(Some(rounded(answers.len()))),
        declined: Count(shown(declined)),
        questions,
        themes: input.themes.to_vec(),
    }
}

/// How often each answer of a part was given, as it may be shown.
fn tally(part: &ExitPart, answers: &[&ExitAnswers], hide_up_to: usize) -> Vec<ExitCount> {
    let counted = part.counted();
    let gave = |answers: &ExitAnswers, of: &[&str]| {
        let given = answers.answers.get(&part.id);
        given.is_some_and(|given| given.iter().any(|answer| of.contains(&answer.as_str())))
    };
    let named_first = |answers: &ExitAnswers, of: &[&str]| {
        let in_order = part
            .order
            .as_ref()
            .is_some_and(|order| answers.one(order) == Some("yes"));
        in_order && answers.one(&part.id).is_some_and(|first| of.contains(&first))
    };
    let how_many = |does: &dyn Fn(&ExitAnswers, &[&str]) -> bool| -> Vec<usize> {
        let many = |of: &Vec<&str>| answers.iter().filter(|answers| does(answers, of)).count();
        counted.iter().map(|(_, of)| many(of)).collect()
    };
    let asked = AskedOfLeavers {
        of: answers.len(),
        counts: how_many(&gave),
        first: part.order.as_ref().map(|_| how_many(&named_first)),
        is_one: !matches!(part.kind, ExitKind::Several(_)),
    };
    let (counts, first) = guarded(&asked, hide_up_to);
    let mut first = first.map(Vec::into_iter);
    let lines = counted.iter().zip(counts);
    lines
        .map(|((answer, _), count)| ExitCount {
            answer: (*answer).to_owned(),
            count,
            first: first.as_mut().and_then(Iterator::next),
        })
        .collect()
}

/// The exact counts of a part.
#[derive(Clone, Debug)]
pub(super) struct AskedOfLeavers {
    /// How many completed the questionnaire.
    pub of: usize,
    /// How many gave each answer.
    pub counts: Vec<usize>,
    /// How many named each first, where that is asked.
    pub first: Option<Vec<usize>>,
    /// Whether nobody can give two of them.
    pub is_one: bool,
}

/// The counts of a part as they may be shown, and how often each was named first.
pub(super) fn guarded(asked: &AskedOfLeavers, hide_up_to: usize) -> (Vec<Count>, Option<Vec<Count>>) {
    let mut guard = Guard::hiding_noughts(hide_up_to);
    let total = guard.known(asked.of);
    let places: Vec<GuardedPlace> = asked
        .counts
        .iter()
        .map(|count| beside_rest(*count, asked.of, total, &mut guard))
        .collect();
    if asked.is_one {
        whole(&asked.counts, &places, asked.of, total, &mut guard);
    }
    let first = asked.first.as_ref().map(|counts| {
        let first: Vec<GuardedPlace> = counts
            .iter()
            .map(|count| beside_rest(*count, asked.of, total, &mut guard))
            .collect();
        whole(counts, &first, asked.of, total, &mut guard);
        for (place, first) in places.iter().zip(&first) {
            guard.sum(*place, &[*first], false);
        }
        first
    });
    guard.protect();
    let shown = |places: &[GuardedPlace]| places.iter().map(|place| Count(guard.shown(*place))).collect();
    (shown(&places), first.as_deref().map(shown))
}

/// Puts a count under guard with the rest, who did not say so: where these are few, it is not shown either.
fn beside_rest(count: usize, of: usize, total: GuardedPlace, guard: &mut Guard) -> GuardedPlace {
    let rest = of - count;
    let place = if guard.is_small(rest) {
        guard.unshown(count)
    } else {
        guard.count(count)
    };
    let rest = guard.beside(place, rest);
    guard.sum(total, &[place, rest], true);
    place
}

/// Says that these counts, and those who said none of it, are all.
fn whole(counts: &[usize], places: &[GuardedPlace], of: usize, total: GuardedPlace, guard: &mut Guard) {
    let none = guard.unshown(of.saturating_sub(counts.iter().sum()));
    let all: Vec<GuardedPlace> = places.iter().copied().chain([none]).collect();
    guard.sum(total, &all, true);
}

/// What the yearly report takes of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExitTotals {
    /// The edition.
    pub edition: u32,
    /// The first day that it covers.
    pub from: Option<Date>,
    /// The last.
    pub to: Date,
    /// How many completed the questionnaire, as issued.
    pub completed: Count,
    /// How many declined, as issued.
    pub declined: Count,
}

/// The totals of the editions that end in a council year, as they were issued; never reckoned anew.
pub fn totals_of(editions: &[ExitEdition], year: CouncilYear) -> Vec<ExitTotals> {
    let of_year = editions
        .iter()
        .filter(|edition| year.from() <= edition.to && edition.to <= year.to());
    of_year
        .map(|edition| ExitTotals {
            edition: edition.edition,
            from: edition.from,
            to: edition.to,
            completed: edition.completed,
            declined: edition.declined,
        })
        .collect()
}

#[cfg(test)]
mod tests;
