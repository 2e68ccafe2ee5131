//! What an auditor writes of each matter, and a family when it is asked: sentences that answer the question they stand under.

/// A matter that a section or a question asks about.
#[derive(Debug)]
pub(super) struct Topic {
    /// A word of the section's id or of the question, in small letters.
    word: &'static str,
    /// What there is to say in praise.
    pub good: [&'static str; 6],
    /// What could be better.
    pub poor: [&'static str; 6],
}

/// The topic of a section, by its id.
pub(super) fn of_section(id: &str) -> Option<&'static Topic> {
    SECTIONS.iter().find(|topic| id.contains(topic.word))
}

/// How families answer a question, by its words.
pub(super) fn of_family(question: &str) -> Option<&'static [&'static str; 6]> {
    let found = FAMILY.iter().find(|(word, _)| question.contains(word));
    found.map(|(_, answers)| answers)
}

const SECTIONS: [Topic; 9] = [
    Topic {
        word: "record",
        good: [
            "Case notes are short, dated and say what each visit was for",
            "The chronology shows what has happened in the child's life and what it meant",
            "The genogram has both sides of the family and is used in the work",
            "The case summary was written anew after the strategy meeting",
            "Flags and demographics are right and up to date",
            "The record could be read by the child one day and understood",
        ],
        poor: [
            "The chronology lists contacts and leaves out what changed for the child",
            "Visits are written up two to three weeks late",
            "The genogram has no father's side",
            "The case summary repeats last year's word for word",
            "Ethnicity and religion are left blank",
            "Case notes run over pages, and the child is hard to find in them",
        ],
    },
    Topic {
        word: "assess",
        good: [
            "Harm, danger and safety are set out plainly, each with examples",
            "Both parents were spoken with, and their views differ and are both told",
            "Earlier interventions and why they did not last are weighed",
            "The child was seen alone twice, and what she said shapes the conclusion",
            "School and health visitor gave what they know, and it is used",
            "The assessment was finished in the time that the case needed",
        ],
        poor: [
            "The danger statement is general and could stand in any file",
            "The father was not asked, and no reason is given",
            "History is listed and not weighed",
            "What the child said is quoted and does not lead anywhere",
            "There is no scaling, so that change can't be seen",
            "Health was not asked for what it knows",
        ],
    },
    Topic {
        word: "plan",
        good: [
            "The plan says what will be different for the child, in the family's words",
            "Bottom lines are clear, and so is what follows if they are not kept",
            "Each action has somebody who does it and a day",
            "The child's own wish, to stay at his school, is in the plan",
            "The family wrote the first draft at their network meeting",
            "The plan was changed when the grandmother fell ill",
        ],
        poor: [
            "The plan lists tasks and does not say what must change for the child",
            "Nobody could say what happens if the plan fails",
            "Actions have no day by which they are done",
            "The family had the plan two weeks after the meeting",
            "The plan is the same for three siblings of very different ages",
            "The child's views were asked for and are not in the plan",
        ],
    },
    Topic {
        word: "interven",
        good: [
            "Direct work with the three houses was done over four visits",
            "The child was seen in school, at home and on a walk",
            "Visits have a purpose, and it follows from the plan",
            "Words and pictures were made with the parents and read to the child",
            "Work with the father began early and was kept up",
            "The worker's persistence brought the mother back into the work",
        ],
        poor: [
            "Visits check on the home and do little else",
            "Direct work was planned and not done",
            "The child was always seen with the mother in the room",
            "Work paused when the worker changed, for seven weeks",
            "The parenting course was offered at hours when the parents work",
            "It is not clear what the visits are for",
        ],
    },
    Topic {
        word: "review",
        good: [
            "Reviews were held in time and chaired so that the family could speak",
            "The core group looked at the scaling each time",
            "The child came to the last review and opened it",
            "Drift was noticed at the second review, and the plan was changed",
            "Minutes came within ten days and are short",
            "Decisions of the review are in the plan",
        ],
        poor: [
            "Two core groups were cancelled and not held later",
            "The review went through tasks and not through what has changed",
            "The child was not asked whether he wants to come",
            "Minutes came after the next meeting",
            "The school was not invited",
            "Progress is called good, and no reason is given",
        ],
    },
    Topic {
        word: "risk",
        good: [
            "The safety plan is kept by people whom the child knows, and was tried out",
            "Risk outside the home was mapped with the young person",
            "The strategy meeting was held the same day",
            "Known harm and feared harm are told apart",
            "The neighbour who sees the child daily is part of the safety plan",
            "The return interview led to a change of the plan",
        ],
        poor: [
            "The safety plan rests on the mother alone",
            "The strategy meeting was held four days later",
            "Domestic abuse is named, and its pattern is not",
            "Risk is called low, and it is not said why",
            "Missing episodes were not brought together",
            "The safety plan was not looked at after the father moved back",
        ],
    },
    Topic {
        word: "supervision",
        good: [
            "Supervision is monthly and asks what life is like for the child",
            "The manager's direction changed the course of the work",
            "Supervision weighs two hypotheses and says how each is tested",
            "Management oversight is on file at each decision",
            "Actions of the last supervision are looked at in the next",
            "The worker's own well-being is asked after",
        ],
        poor: [
            "Supervision records decisions and no reflection",
            "Nine weeks lie between two supervisions",
            "The manager's note says agreed, and no more",
            "Actions are carried over three times without a question",
            "Drift was not challenged",
            "There is no case direction after the child went missing",
        ],
    },
    Topic {
        word: "impact",
        good: [
            "The child is at school each day, and was not a year ago",
            "The young person says that home is calm now, and why",
            "The parents can say what they do otherwise",
            "The grandmother has the child every weekend, as the child wished",
            "Scaling went from 3 to 7 in five months, and the network agrees",
            "The brothers live together again",
        ],
        poor: [
            "It can't be seen what has changed for the child",
            "Attendance fell while the plan was at work",
            "What was done is told, and not what came of it",
            "The parents see no difference, and the file does not say so",
            "The outcome rests on the worker's view alone",
            "Change for the mother is shown, for the child it is not",
        ],
    },
    Topic {
        word: "voice",
        good: [
            "The child's own words are there, and what was done about them",
            "She was asked how and where she wants to talk, and it was kept to",
            "His drawings are on file with what he said of them",
            "The baby's day was watched and told in detail",
            "An advocate was offered and came",
            "The young person read what was written and corrected it",
        ],
        poor: [
            "The child's voice is what adults say of him",
            "She was seen, and what she said is not written down",
            "Her wish to see her brother was not answered",
            "No interpreter was there when he was spoken with",
            "What he shows without words is not told",
            "The child was asked once, at the beginning",
        ],
    },
];

/// A word of the question, and how families answer it.
const FAMILY: [(&str, [&str; 6]); 4] = [
    (
        "going well",
        [
            "She comes when she says she will, and rings if she is late",
            "He listens to the children first and to us after",
            "We know now what we have to do, and we do it",
            "She got the school to move, which we had tried for a year",
            "The meetings are short, and we get to say our part",
            "It is the first worker who asked Dad too",
        ],
    ),
    (
        "done better",
        [
            "We were told of the new worker in a letter",
            "The report came the evening before the meeting",
            "Too many people ask us the same thing",
            "We would like meetings after work, not at eleven",
            "Nobody told us why it went to a conference",
            "Tell us sooner when something changes",
        ],
    ),
    (
        "clear about",
        [
            "Yes, she drew it on a page, and it hangs in the kitchen",
            "Yes, since the network meeting",
            "At the beginning no, now yes",
            "Yes. We know what has to be different by summer",
            "Mostly. Not what happens if it goes wrong",
            "I know what is expected of me, not what of his father",
        ],
    ),
    (
        "changes",
        [
            "We shout less. The children say so too",
            "He goes to school again",
            "I have people I can ring now",
            "Not much yet, it has only begun",
            "We do bedtimes the same way at both houses",
            "I feel safer, and so does she",
        ],
    ),
];
