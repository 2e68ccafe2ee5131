//! `person-named`: somebody named in a text of a wider work or of a quarter's commentary that names nobody.

use std::collections::BTreeSet;

use super::Rule;
use super::personal::{ChildOfText, SoughtData, introduces_somebody};
use crate::finding::Severity;
use crate::framework::name::folded_id;
use crate::framework::name_finder::NameFinder;
use crate::record::Draft;
use crate::record::shape::WrittenText;

/// The rule.
pub const RULE: Rule = Rule {
    id: "person-named",
    severity: Severity::Query,
    title: "Somebody named where nobody is to be named",
    what: "A text of a wider work (its terms, plan, findings, a panel's sheets and discussion) or of a quarter's \
           `commentary.yaml` holds the name of somebody in `people.csv`, a name after a title or a member of a family, or the \
           id of a child whose case was audited or sampled. Where it is asked who did something, names are in their place.",
    why: "What wider work found goes to management and to boards: it tells what was seen and heard, in numbers and in roles.",
    source: "Section 2, thematic audits, Safeguarding Assurance Visits; section 4, performance and quality clinics",
    before: "heard: Robin Hale has no supervision.",
    after: "heard: One of eight has no supervision.",
    check: None,
};

/// By what a text that names nobody is looked at.
#[derive(Clone, Debug)]
pub struct NobodyNamed {
    /// The council's staff.
    pub staff: NameFinder,
    /// The ids of children whose cases were audited or sampled, folded.
    pub children: BTreeSet<String>,
}

/// A shorter id is like too many other words.
const LEAST_OF_ID: usize = 4;

/// What tells in the texts of a file of a wider work, or beside a quarter's figures, who somebody is.
pub fn personal_data_in(texts: &[WrittenText<'_>], known: &NobodyNamed) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for text in texts {
        let place = || text.way.place();
        let sought = SoughtData::ALL.iter();
        let found = sought.filter(|sought| (sought.is_in)(text.words, &ChildOfText::default()));
        drafts.extend(found.map(|sought| sought.draft(place())));
        if let Some(message) = known.finds(text) {
            let help = "Say it without: a number, or a role, is enough.";
            drafts.push(RULE.draft(place(), message).help(help));
        }
    }
    drafts
}

impl NobodyNamed {
    fn finds(&self, text: &WrittenText<'_>) -> Option<&'static str> {
        if self.holds_id(text.words) {
            return Some("This text holds the id of a child.");
        }
        if text.may_name {
            return None;
        }
        // In small letters a name may be words like others: how will young people ...
        let spans = self.staff.spans(text.words, false).into_iter();
        let mut named = spans.map(|span| &text.words[span]);
        let is_named = named.any(|name| name.contains(char::is_uppercase));
        (is_named || introduces_somebody(text.words))
            .then_some("This text names somebody, where nobody is to be named.")
    }

    fn holds_id(&self, text: &str) -> bool {
        let is_in_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
        let mut words = text.split(|c: char| !is_in_id(c));
        words.any(|word| {
            word.len() >= LEAST_OF_ID
                && word.contains(|c: char| c.is_ascii_digit())
                && self.children.contains(&folded_id(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;
    use crate::record::WorkFile;
    use crate::record::shape::AnswerWay;

    fn found(words: &str, may_name: bool) -> Vec<&'static str> {
        let known = NobodyNamed {
            staff: NameFinder::of_names(["Robin Hale", "Will Young"]),
            children: [folded_id("C-30412")].into(),
        };
        let way = AnswerWay::top(FileKind::OfWork(WorkFile::Findings)).key("strengths");
        let texts = [WrittenText { way, words, may_name }];
        let drafts = personal_data_in(&texts, &known);
        drafts.iter().map(|draft| draft.rule).collect()
    }

    #[test]
    fn who_is_named_is_found() {
        for words in [
            "Robin Hale led it.",
            "thanks to HALE, Robin",
            "Mrs Brown agreed",
            "his sister Ellie was seen",
            "see c-30412, twice",
            "the case 0C30412",
        ] {
            assert_eq!(found(words, false), ["person-named"], "{words}");
        }
        assert_eq!(found("943 476 5919", false), ["nhs-number"]);
        assert_eq!(found("born 12/03/2014", false), ["date-of-birth"]);
        assert_eq!(
            found("ring 07700 900123, BS1 5TR", true),
            ["phone-number", "postcode"]
        );
    }

    #[test]
    fn what_names_nobody_is_silent() {
        for words in [
            "How will young people be heard?",
            "Partner Agencies were at 8 of 10 meetings.",
            "Mother and father were seen in 12 visits on 3 October 2026.",
            "C-3041 is a form, 2026-27 a year.",
        ] {
            assert_eq!(found(words, false), Vec::<&str>::new(), "{words}");
        }
        assert_eq!(found("Robin Hale, and Mrs Brown", true), Vec::<&str>::new());
        assert_eq!(found("Robin Hale, C30412", true), ["person-named"]);
    }
}
