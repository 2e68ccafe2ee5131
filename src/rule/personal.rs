//! Whether a text may tell who somebody is: what the rules on personal data look for, and names. For reports that repeat
//! what was written, where a rule's finding on the file comes too late.

use super::Rule;
use super::subject::RuleSubject;
use super::{date_of_birth, email_address, nhs_number, phone_number, postcode};
use crate::framework::{Date, People};
use crate::record::{Draft, Folder, Place};

/// Something that tells who a person is, as a rule looks for it in a text, wherever that stands.
pub(super) struct SoughtData {
    pub rule: &'static Rule,
    /// Whether a text holds it.
    pub is_in: fn(&str, &ChildOfText<'_>) -> bool,
    pub message: &'static str,
    pub help: &'static str,
}

/// The child of whose case a text speaks, by which an id or a day is told from somebody else's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ChildOfText<'a> {
    /// The id in the case system.
    pub child: Option<&'a str>,
    /// The age in years, on a day.
    pub age: Option<(u32, Date)>,
}

impl<'a> ChildOfText<'a> {
    fn of(folder: &'a Folder) -> Self {
        let allocation = folder.allocation.as_ref();
        Self {
            child: allocation.and_then(|found| found.child_id.as_ref().map(AsRef::as_ref)),
            age: allocation.and_then(|found| Some((found.age?, found.allocated))),
        }
    }
}

impl SoughtData {
    /// What is looked for in every free text of an audit and of a wider work.
    pub(super) const ALL: [&Self; 5] = [
        &date_of_birth::SOUGHT,
        &nhs_number::SOUGHT,
        &phone_number::SOUGHT,
        &postcode::SOUGHT,
        &email_address::SOUGHT,
    ];

    /// Adds what an audit's texts hold of it.
    pub(super) fn check(&self, subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
        let of = ChildOfText::of(subject.folder);
        let texts = subject.texts.of(subject.folder, subject.form).iter();
        let found = texts.filter(|text| (self.is_in)(text.words, &of));
        drafts.extend(found.map(|text| self.draft(text.way.place())));
    }

    /// That it stands in a place.
    pub(super) fn draft(&self, place: Place) -> Draft {
        self.rule.draft(place, self.message).help(self.help)
    }
}

/// Why a text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// It holds what one of the rules on personal data finds; `validate` names the place.
    Found,
    /// It holds a name, or what looks like one.
    Named,
}

/// The whole names of the council's staff, each in every spelling that `people.csv` has.
#[derive(Clone, Debug, Default)]
pub struct StaffNames(Vec<Vec<String>>);

/// What is known of an audit's people, by which its texts are looked at.
#[derive(Clone, Debug)]
pub struct Looked<'a> {
    staff: &'a StaffNames,
    /// Single names of the audit's own people, as they are written.
    own: Vec<&'a str>,
    of: ChildOfText<'a>,
}

impl StaffNames {
    /// The names of these people.
    pub fn of(people: &People) -> Self {
        let names = people.all().iter().flat_map(|person| {
            let aliases = person.aliases.iter().map(AsRef::as_ref);
            std::iter::once(person.name.as_str()).chain(aliases)
        });
        Self(names.map(lower_words).filter(|words| words.len() > 1).collect())
    }

    /// By what an audit's texts are looked at: staff are found by the whole name, the audit's own people by any one of
    /// their names.
    pub fn at<'a>(&'a self, folder: &'a Folder) -> Looked<'a> {
        let own = people_of(folder)
            .flat_map(|name| name.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '-')))
            .filter(|word| is_name(word));
        Looked {
            staff: self,
            own: own.collect(),
            of: ChildOfText::of(folder),
        }
    }
}

impl Looked<'_> {
    /// Whether the text may tell who somebody is, and by what.
    pub fn finds(&self, text: &str) -> Option<Personal> {
        if self.holds_data(text) {
            Some(Personal::Found)
        } else if self.holds_name(text) {
            Some(Personal::Named)
        } else {
            None
        }
    }

    fn holds_data(&self, text: &str) -> bool {
        SoughtData::ALL
            .iter()
            .any(|sought| (sought.is_in)(text, &self.of))
    }

    fn holds_name(&self, text: &str) -> bool {
        let words: Vec<&str> = words(text).collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let of_staff = self
            .staff
            .0
            .iter()
            .any(|name| lower.windows(name.len()).any(|part| part == name.as_slice()));
        let of_own = words.iter().any(|word| {
            let word = word.trim_end_matches("'s");
            self.own.contains(&word)
        });
        of_staff || of_own || introduces_somebody(text)
    }
}

/// Whether a name comes after a title, or after a member of a family.
pub(super) fn introduces_somebody(text: &str) -> bool {
    let words: Vec<&str> = words(text).collect();
    // Headings speak of Partner Agencies.
    let is_heading = |pair: &[&str]| pair[0] == "Partner" && pair[1].starts_with("Agenc");
    let introduced = |pair: &[&str]| introduces(&pair[0].to_lowercase()) && is_name(pair[1]);
    words.windows(2).any(|pair| introduced(pair) && !is_heading(pair))
}

/// Whom an audit's files name, and the child where a name stands for initials.
fn people_of(folder: &Folder) -> impl Iterator<Item = &str> {
    let allocation = folder.allocation.iter().flat_map(|found| {
        [
            Some(&found.auditor),
            found.worker.as_ref(),
            found.manager.as_ref(),
            found.moderator.as_ref(),
            found.initials.as_ref(),
        ]
    });
    let moderation = folder.moderation.iter().map(|found| found.moderator.as_ref());
    let feedback = folder
        .feedback
        .iter()
        .flat_map(|found| [found.by.as_ref(), found.supervisor.as_ref()]);
    let all = allocation.chain(moderation).chain(feedback);
    all.flatten().map(String::as_str)
}

/// The words of a text, without what stands around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '-'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn lower_words(name: &str) -> Vec<String> {
    words(name).map(str::to_lowercase).collect()
}

/// Whether a word has the shape of a name: three letters or more, the first a capital and not all of them.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.any(char::is_lowercase)
        && word.chars().count() > 2
}

/// Whether a name comes after the word: a title, or a member of a family. In lower case.
fn introduces(word: &str) -> bool {
    const WORDS: [&str; 27] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "mum",
        "mother",
        "dad",
        "father",
        "stepmother",
        "stepfather",
        "sister",
        "brother",
        "son",
        "daughter",
        "aunt",
        "auntie",
        "uncle",
        "gran",
        "nan",
        "nanny",
        "grandmother",
        "grandfather",
        "grandad",
        "partner",
        "called",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Folder {
        let mut folder = Folder::empty("CF-26-0001".parse().unwrap(), "audits/a");
        folder.feedback = Some(crate::record::Feedback {
            by: Some("Rosa Quill".to_owned()),
            ..Default::default()
        });
        folder
    }

    #[test]
    fn what_may_name_somebody_is_found() {
        let folder = folder();
        let staff = StaffNames(vec![lower_words("Robin Hale"), lower_words("HALE, Robin")]);
        let looked = staff.at(&folder);
        for text in [
            "NHS 943 476 5919",
            "moved to BS1 5TR",
            "ring 07700 900123",
            "ask j.doe@example.org",
            "DOB 12/03/2014",
        ] {
            assert_eq!(looked.finds(text), Some(Personal::Found), "{text}");
        }
        for text in [
            "robin hale led it",
            "Thanks to Hale, Robin.",
            "Rosa's notes",
            "Mrs Brown agreed",
            "his sister Ellie",
        ] {
            assert_eq!(looked.finds(text), Some(Personal::Named), "{text}");
        }
        for text in [
            "Signs of Safety was used well on 3 October 2026.",
            "Mother and father were seen; a rosa plant.",
            "Her mum was heard in 12 visits.",
        ] {
            assert_eq!(looked.finds(text), None, "{text}");
        }
    }
}
