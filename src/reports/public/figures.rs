//! A quarter's figures for readers outside the management team: rounded, small numbers hidden, nobody named.
//!
//! Each field is picked here by hand, so that what the quarterly report gains later does not get out by itself. Left out
//! for good: teams, workers, auditors, audits, free text, means, intervals, and the points of two-month cycles, which
//! with the quarters would give each other away.

mod counts;
pub mod guard;

#[cfg(test)]
mod tests;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::figures::form_titles::FormTitles;
use crate::framework::Date;
use crate::reports::quarterly::figures::{Quarterly, QuarterlyInput};
use guard::{Guard, GuardedPlace};

/// The schema that the report names.
pub const SCHEMA: &str = "qaf.report-quarterly-public/1";
/// What stands for a hidden count.
pub const HIDDEN: &str = "[c]";

/// A count as it is shown; none where it is hidden, which JSON writes `"[c]"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub Option<usize>);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(count) => serializer.serialize_u64(count as u64),
            None => serializer.serialize_str(HIDDEN),
        }
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Shown(usize),
            Hidden(String),
        }
        match Either::deserialize(deserializer)? {
            Either::Shown(count) => Ok(Self(Some(count))),
            Either::Hidden(text) if text == HIDDEN => Ok(Self(None)),
            Either::Hidden(text) => Err(D::Error::custom(format!("{text:?} is no count"))),
        }
    }
}

/// A share of rounded counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounded {
    /// Of how many.
    pub n: Count,
    /// How many.
    pub count: Count,
    /// A whole percent of the two as they are shown; none where either is hidden, or n is nought.
    pub percent: Option<usize>,
}

/// A line of a table: a service, a form, a section, a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicLine {
    /// Its name.
    pub name: String,
    /// How many are Good or better.
    #[serde(flatten)]
    pub share: Rounded,
}

/// A section of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicSection {
    /// The form's id.
    pub form: String,
    /// The section's id.
    pub section: String,
    /// Its title.
    pub title: String,
    /// How many are Good or better.
    #[serde(flatten)]
    pub share: Rounded,
}

/// How many have each grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names of the grades")]
pub struct PublicGrades {
    #[serde(rename = "O")]
    pub outstanding: Count,
    #[serde(rename = "G")]
    pub good: Count,
    #[serde(rename = "RI")]
    pub requires_improvement: Count,
    #[serde(rename = "I")]
    pub inadequate: Count,
}

/// Something counted, and how much of it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Of {
    /// Of how many.
    pub n: Count,
    /// How many.
    pub count: Count,
}

/// How often a statement of Appendix 4 was cited; only those whose number is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicTheme {
    /// The statement.
    pub criterion: String,
    /// Its wording.
    pub text: String,
    /// How often.
    pub n: Count,
}

/// A quarter's public figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Public {
    /// [`SCHEMA`].
    pub schema: String,
    /// The quarter.
    pub quarter: String,
    /// Its first day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// The day that stood for today.
    pub as_of: Date,
    /// Whether it has been issued; what has not been is a draft.
    pub issued: bool,
    /// Counts from 1 to this are hidden.
    pub hide_up_to: usize,
    /// Audits submitted in the quarter, all forms.
    pub submitted: Count,
    /// Audits settled in it, all forms.
    pub settled: Count,
    /// The headline.
    pub good_or_better: Rounded,
    /// The headline's grades.
    pub grades: PublicGrades,
    /// The titles of the forms.
    #[serde(skip)]
    pub form_titles: FormTitles,
    /// By form, all forms that several people audit.
    pub by_form: Vec<PublicLine>,
    /// The headline by service, of those in which several people audit.
    pub by_service: Vec<PublicLine>,
    /// By section.
    pub sections: Vec<PublicSection>,
    /// Grades that a moderator looked at, and how many stayed.
    pub moderation: Of,
    /// Family members asked, and how many gave feedback.
    pub family_feedback: Of,
    /// Actions planned, and how many are done.
    pub actions: Of,
    /// Statements of strength that were cited most.
    pub strengths: Vec<PublicTheme>,
    /// Statements of improvement that were cited most.
    pub improvements: Vec<PublicTheme>,
    /// The headline of earlier quarters, as issued to the public, and of this one; oldest first.
    pub quarters: Vec<PublicLine>,
}

/// Where a share's two counts are guarded.
#[derive(Clone, Copy, Debug)]
struct Shares {
    n: GuardedPlace,
    count: GuardedPlace,
}

impl Shares {
    fn shown(self, guard: &Guard) -> Rounded {
        share(guard.shown(self.n), guard.shown(self.count))
    }
}

fn share(n: Option<usize>, count: Option<usize>) -> Rounded {
    let percent = n
        .zip(count)
        .and_then(|(n, count)| (count * 200 + n).checked_div(2 * n));
    Rounded {
        n: Count(n),
        count: Count(count),
        percent,
    }
}

/// Makes the public figures of a quarter. `earlier`: the lines of earlier quarters as they were issued to the public.
pub fn public(
    input: &QuarterlyInput<'_>,
    report: &Quarterly,
    hide_up_to: usize,
    earlier: Vec<PublicLine>,
) -> Public {
    let seen = counts::ShownExactly::of(input, report);
    let mut guard = Guard::new(hide_up_to);
    let places = counts::GuardedPlaces::of(&seen, &mut guard);
    guard.protect();
    let shown = |place: GuardedPlace| Count(guard.shown(place));
    let of = |(n, count): (GuardedPlace, GuardedPlace)| Of {
        n: shown(n),
        count: shown(count),
    };
    let headline = places.headline.shown(&guard);
    let this = PublicLine {
        name: report.quarter.to_string(),
        share: headline,
    };
    let [outstanding, good, requires_improvement, inadequate] = places.grades.map(shown);
    Public {
        schema: SCHEMA.to_owned(),
        quarter: report.quarter.to_string(),
        from: report.from,
        to: report.to,
        as_of: report.as_of,
        issued: false,
        hide_up_to: hide_up_to.max(2),
        submitted: shown(places.submitted),
        settled: shown(places.settled),
        good_or_better: headline,
        grades: PublicGrades {
            outstanding,
            good,
            requires_improvement,
            inadequate,
        },
        form_titles: FormTitles::of(input.store.forms),
        by_form: counts::named(&seen.forms, &places.forms, &guard),
        by_service: counts::named(&seen.services, &places.services, &guard),
        sections: counts::sections(&seen.sections, &places.sections, &guard),
        moderation: of(places.moderation),
        family_feedback: of(places.family),
        actions: of(places.actions),
        strengths: counts::themes(&report.themes.strengths, shown(places.submitted), hide_up_to),
        improvements: counts::themes(&report.themes.improvements, shown(places.submitted), hide_up_to),
        quarters: earlier.into_iter().chain([this]).collect(),
    }
}
