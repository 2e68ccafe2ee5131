//! `date-of-birth`: what looks like a date of birth.

use super::personal::SoughtData;
use super::texts::has_digit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Date;
use crate::record::Draft;

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-of-birth",
    severity: Severity::Query,
    title: "What looks like a date of birth",
    what: "A text holds a full date beside a word such as \"born\" or \"DOB\", or one that fits the age of a \
           child of three or more.",
    why: "An audit holds the age in years, not the date of birth. Audits know a child by id and initials \
           only; the record on the case system holds the rest, and an audit goes to many readers.",
    source: "The framework's forms: children by id and initials",
    before: "strengths: AB (DOB 12/03/2014) was seen alone.",
    after: "strengths: AB (12) was seen alone.",
    check: Some(check),
};

/// What is looked for. An answer that is a date was asked for.
pub(super) const SOUGHT: SoughtData = SoughtData {
    rule: &RULE,
    is_in: |words, of| {
        has_digit(words) && Date::from_day_first(words.trim()).is_none() && holds_birth_date(words, of.age)
    },
    message: "This text holds what looks like a date of birth.",
    help: "Write the age in years instead.",
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    SOUGHT.check(subject, drafts);
}

/// Younger children were born so lately that the day of a visit fits their age.
const FROM_AGE: u32 = 3;

fn holds_birth_date(text: &str, age: Option<(u32, Date)>) -> bool {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    (0..words.len()).any(|at| {
        let Some(date) = date_at(&words[at..]) else {
            return false;
        };
        let before = &words[at.saturating_sub(4)..at];
        before.iter().any(|word| speaks_of_birth(word))
            || age.is_some_and(|(age, on)| age >= FROM_AGE && date.years_until(on) == Some(age))
    })
}

/// The full date that begins with the first of these words: `12/03/2014`, `2014-03-12`, `12th March 2014`.
fn date_at(words: &[&str]) -> Option<Date> {
    let first = words
        .first()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    if first.chars().filter(char::is_ascii_digit).count() >= 4 {
        return Date::from_day_first(first);
    }
    let [day, month, year, ..] = words else {
        return None;
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let in_words = year.len() == 4 && month.chars().all(char::is_alphabetic);
    Date::from_day_first(&format!("{day} {month} {year}")).filter(|_| in_words)
}

fn speaks_of_birth(word: &str) -> bool {
    let word = word.to_lowercase().replace('.', "");
    matches!(word.as_str(), "dob" | "born" | "birth" | "birthday" | "birthdate")
}

#[cfg(test)]
mod tests {
    use crate::rule::sample::{Sample, some};

    #[test]
    fn a_date_beside_the_word_or_of_the_age_is_found() {
        for text in [
            "AB, DOB 12/03/2001, was seen.",
            "She was born on 12th March 2001.",
            "AB (12/03/2017) was seen alone.",
            "Date of birth: 2001-03-12",
        ] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[("date-of-birth", "sections.outcome.strengths")]);
        }
    }

    #[test]
    fn the_day_of_a_visit_is_none() {
        for text in [
            "Seen on 12/11/2026 and on 3 October 2026.",
            "The case was opened on 12/03/2019.",
            "There were 12 visits in 2017.",
        ] {
            let mut sample = Sample::draft();
            sample.section("outcome").pair.strengths = some(text);
            sample.finds(&[]);
        }
    }
}
