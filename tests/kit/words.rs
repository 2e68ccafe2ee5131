//! Sentences, no two in an audit the same, some of them with what could be mistaken for something else.

use super::Chance;

const WHO: [&str; 7] = [
    "The worker",
    "The plan",
    "The review",
    "Supervision",
    "Direct work",
    "The file",
    "The family network",
];
const WHAT: [&str; 11] = [
    "shows what has changed for the child",
    "holds the child's own words",
    "sets out who does what and by when",
    "was kept up in the agreed timescale",
    "names the worry plainly",
    "links each visit to a purpose",
    "changed direction as a result",
    "says little of what daily life is like",
    "was written up some weeks later",
    "does not return to what was agreed",
    "rests on one source alone",
];
const DETAIL: [&str; 13] = [
    "as the school confirmed",
    "as the minutes show",
    "and the chronology agrees",
    "seen in the notes of the summer",
    "with two clear examples",
    "as the family said",
    "borne out by the dashboard",
    "as the last review records",
    "in most of the visits sampled",
    "and the case-holder saw it so too",
    "which the health visitor had noticed",
    "before the school year began",
    "though nobody had asked for it",
];
/// Near what the rules on privacy and on answers look for, and yet right.
const SPICE: [&str; 30] = [
    "12 of 14 visits were on time.",
    "Seen on 2026-08-03 and again on 14/08/2026.",
    "The S47 enquiry took 15 working days.",
    "The call came at 16:50 on a Friday.",
    "See page 3 of 11 of the minutes.",
    "The decision took 24 hours.",
    "Scaled at 4 first, then at 7 out of 10.",
    "BIR-G1 and PLA-RI5 came to mind.",
    "They had £150 a week.",
    "Reference 48213 stands on the file.",
    "The children are 9 and 11.",
    "Reg 24 was followed.",
    "The 2026-27 plan names it.",
    "They live in flat #3 now.",
    "Mother & father were both there.",
    "It took 10-12 weeks.",
    "The worker said: \"I was worried\".",
    "Łukasz's school, a café and naïve hopes.",
    "The child’s – ‘own’ words…",
    "A note: nothing else was found.",
    "Two things: visits, and plans: both late.",
    "50% of the visits; 100% of the reviews.",
    "A dash - and a star * and an at @ sign.",
    "Week 1, week 2, week 3, week 4.",
    "Born too early, the baby needed care.",
    "She rang 3 times, on 1, 2 and 3 September.",
    "MARAC 12 and MAPPA level 2.",
    "It was none of the above 4 reasons.",
    "Her birthday was a good day 🙂.",
    "Score: 7/10; mood: better.",
];

/// Makes sentences.
#[derive(Debug)]
pub struct Words(usize);

impl Words {
    /// Begins somewhere.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.below(900))
    }

    /// A sentence that no other of this audit is like.
    pub fn plain(&mut self) -> String {
        let n = self.0;
        self.0 += 1;
        format!(
            "{} {}, {}.",
            WHO[n % WHO.len()],
            WHAT[n % WHAT.len()],
            DETAIL[n % DETAIL.len()]
        )
    }

    /// A sentence or several.
    pub fn some(&mut self, chance: &mut Chance) -> String {
        let mut text = self.plain();
        while chance.one_in(3) {
            text.push(' ');
            text.push_str(chance.pick::<&str>(&SPICE));
        }
        text
    }
}
