//! Sentences that an auditor might write, no two the same, and a small generator to choose by.

use crate::draw::Digest;

/// Chooses numbers from a seed: the same seed, the same council.
#[derive(Debug)]
pub struct Chooser {
    seed: String,
    count: u64,
}

impl Chooser {
    pub fn new(seed: impl Into<String>) -> Self {
        Self {
            seed: seed.into(),
            count: 0,
        }
    }

    /// A number below `limit`, which must not be 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.count += 1;
        let digest = Digest::of(format!("{}/{}", self.seed, self.count).as_bytes()).to_string();
        u64::from_str_radix(&digest[..15], 16).unwrap_or(0) % limit.max(1)
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len() as u64);
        &of[usize::try_from(at).unwrap_or(0)]
    }
}

const WHO: [&str; 11] = [
    "The worker",
    "The family network",
    "The review",
    "The record of the last six months",
    "The plan",
    "Direct work",
    "The assessment",
    "The case-holder",
    "The professional network",
    "The file",
    "Supervision",
];
const GOOD: [&str; 13] = [
    "shows clearly what has changed for the child",
    "holds the child's own words and what was done about them",
    "draws on history and on what did not work before",
    "sets out who does what and by when",
    "was kept up in the agreed timescale",
    "brought both sides of the family to the table",
    "names the worry plainly and the strengths beside it",
    "gave the child a choice of where and how to talk",
    "links each visit to a purpose in the plan",
    "was challenged well and changed direction as a result",
    "shows careful thought about identity and culture",
    "made the bottom lines understood by everyone",
    "kept school and health informed at every step",
];
const POOR: [&str; 13] = [
    "says little about what daily life is like for the child",
    "leaves the father's view out without a reason",
    "repeats earlier text and does not weigh it anew",
    "does not say what happens if the plan fails",
    "was written up some weeks after the event",
    "rests on one source where three were to be had",
    "lists tasks and not the change they are for",
    "does not show that drift was noticed or challenged",
    "is hard to follow for anyone new to the case",
    "misses the views of the school",
    "gives no scaling, so progress can't be seen",
    "does not return to what was agreed before",
    "treats the siblings as one child",
];
const DETAIL: [&str; 11] = [
    "seen in the case notes of the summer",
    "as the family said in their feedback",
    "borne out by the dashboard",
    "as we found when we sampled together",
    "with two clear examples on file",
    "which the school confirmed",
    "and the chronology agrees",
    "as the last review records",
    "in four of the five visits sampled",
    "as the minutes of the meeting show",
    "and the case-holder saw it the same way",
];

/// Sentences in turn; a sentence comes again only after more than a thousand.
#[derive(Debug)]
pub struct Sentences {
    next: usize,
}

impl Sentences {
    pub fn new(chooser: &mut Chooser) -> Self {
        Self {
            next: usize::try_from(chooser.below(1000)).unwrap_or(0),
        }
    }

    /// What is good.
    pub fn good(&mut self) -> String {
        self.made(&GOOD)
    }

    /// What could be better.
    pub fn poor(&mut self) -> String {
        self.made(&POOR)
    }

    /// One of the sentences of a matter, with how it is known.
    pub fn told(&mut self, what: &[&str; 6]) -> String {
        let n = self.next;
        self.next += 1;
        // 6 and 11 with a turn: no two of the next 66 are alike.
        format!(
            "{}, {}.",
            what[n % what.len()],
            DETAIL[(n / 6 + n) % DETAIL.len()]
        )
    }

    /// One of a family's answers.
    pub fn said(&mut self, answers: &[&str; 6]) -> String {
        let n = self.next;
        self.next += 1;
        format!("{}.", answers[n % answers.len()])
    }

    fn made(&mut self, what: &[&str; 13]) -> String {
        let n = self.next;
        self.next += 1;
        // 11, 13 and 11 with a turn: no two of the next 1,573 are alike.
        let detail = (n / 11 + n) % DETAIL.len();
        format!(
            "{} {}, {}.",
            WHO[n % WHO.len()],
            what[n % what.len()],
            DETAIL[detail]
        )
    }
}
