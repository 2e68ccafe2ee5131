//! The schema of the auditor's form.

use serde_json::Value;

use super::part::{
    block, confirmed, date, empty, field, grade, judgement, list, named, number, one_of, option, status,
    text, yes_no,
};
use crate::framework::Rubric;
use crate::framework::form::{Block, Evidence, FamilyFeedback, Form, Question, Section};
use crate::framework::rubric::Statement;

type Keys = Vec<(&'static str, Value)>;

/// `audit.yaml`.
pub(super) fn audit(form: &Form, rubric: Option<&Rubric>) -> Value {
    let header = form.header.iter().map(|asked| (asked.id.as_str(), field(asked)));
    let sections = form
        .sections
        .iter()
        .map(|asked| (asked.id.as_str(), section(asked, rubric)));
    let mut keys: Keys = vec![
        (
            "form",
            one_of(
                "The form and its version",
                "Write it as in allocation.yaml.",
                &[(&form.id.to_string(), "The form and its version".to_owned())],
            ),
        ),
        ("date_of_audit", date("The day of the audit")),
        (
            "submitted",
            date("The day on which you are done; empty until then, never changed after"),
        ),
        (
            "resubmitted",
            list(
                "A day for each time it was sent back to you and submitted again",
                &date("A day"),
            ),
        ),
        ("header", block("About the case", header)),
        ("sections", block("The graded sections", sections)),
    ];
    keys.extend(closing(form));
    keys.extend(checklist(form));
    if let Some(family) = &form.family_feedback {
        keys.push(("family_feedback", family_feedback(family)));
    }
    keys.extend(form.ask.iter().map(|asked| (asked.name(), further(form, *asked))));
    block("The auditor's form", keys)
}

/// What every form has after its sections.
fn closing(form: &Form) -> Keys {
    let overall = [
        (
            "grade",
            grade(form.wording("overall").unwrap_or("The grade of the whole")),
        ),
        (
            "reasons",
            text(form.wording("reasons").unwrap_or("Why this grade")),
        ),
    ];
    let explained = [
        ("query", text("The query, by the name that qaf gives it")),
        ("reason", text("Why it is right as it stands")),
    ];
    vec![
        (
            "specialist_teams",
            text(
                form.wording("specialist_teams")
                    .unwrap_or("The impact of specialist teams"),
            ),
        ),
        ("overall", block("The grade of the whole", overall)),
        (
            "themes",
            list(
                "Tags of your own, by which audits on one theme are found",
                &text("A tag"),
            ),
        ),
        (
            "explained",
            list(
                "Queries that are answered instead of amended",
                &block("A query answered", explained),
            ),
        ),
    ]
}

/// The checklist of a case-file audit, or what an observation has in its place.
fn checklist(form: &Form) -> Keys {
    if form.process().asks_consent {
        let consent = [("from", text("Who agreed")), ("date", date("When"))];
        return vec![
            (
                "agreed_with_worker",
                date("The day on which the case was talked over with the worker before"),
            ),
            (
                "consent",
                list(
                    "Who of the family agreed to be observed",
                    &block("A consent", consent),
                ),
            ),
            (
                "discussed_with_worker",
                date("The day on which the report was talked over with the worker"),
            ),
            (
                "filed_for_appraisal",
                date("The day on which it went onto the supervision file, for appraisal"),
            ),
        ];
    }
    let steps = form
        .preparation
        .iter()
        .map(|step| (step.id.as_str(), date(&step.label)));
    vec![
        (
            "preparation",
            block("The steps of the audit, each with its day", steps),
        ),
        (
            "session_notes",
            text(form.session_notes.as_deref().unwrap_or("Notes of the session")),
        ),
    ]
}

fn section(asked: &Section, rubric: Option<&Rubric>) -> Value {
    let says = match &asked.intro {
        Some(intro) => format!("{}. {intro}", asked.title),
        None => asked.title.clone(),
    };
    let mut keys: Vec<(&str, Value)> = vec![
        (
            "grade",
            judgement("O, G, RI or I; or N/A, with the reason under not_applicable"),
        ),
        (
            "not_applicable",
            text("Where the grade is N/A: why the section does not apply"),
        ),
        ("criteria", criteria(asked, rubric)),
        (
            "outstanding_because",
            text("Where the grade is O: what shows excellent practice throughout"),
        ),
    ];
    match &asked.evidence {
        Evidence::Items(statuses) => keys.push(("items", questions(asked, |asked| item(asked, statuses)))),
        Evidence::Questions => keys.push((
            "questions",
            questions(asked, |asked| block(&asked.shown(), pair())),
        )),
        Evidence::Section => keys.extend(pair_on(asked)),
    }
    keys.extend(
        asked
            .fields
            .iter()
            .map(|further| (further.id.as_str(), field(further))),
    );
    block(&says, keys)
}

fn questions(section: &Section, answer: impl Fn(&Question) -> Value) -> Value {
    block(
        "The questions",
        section
            .questions
            .iter()
            .map(|asked| (asked.id.as_str(), answer(asked))),
    )
}

fn item(asked: &Question, statuses: &[String]) -> Value {
    let keys = [
        (
            "status",
            status(
                "The state it is in; or N/A, with the reason in the comments",
                statuses,
            ),
        ),
        ("comments", text("Comments")),
    ];
    block(&asked.shown(), keys)
}

fn pair() -> Keys {
    vec![
        ("strengths", text("Strengths")),
        ("improvements", text("Areas for improvement")),
    ]
}

/// Strengths and areas for improvement of a whole section, with what it asks.
fn pair_on(section: &Section) -> Keys {
    let asked: Vec<String> = section.questions.iter().map(Question::shown).collect();
    let asked = asked.join(" ");
    vec![
        ("strengths", text(&format!("Strengths. {asked}"))),
        ("improvements", text(&format!("Areas for improvement. {asked}"))),
    ]
}

/// The statements of the section's domains, each with its wording.
fn criteria(section: &Section, rubric: Option<&Rubric>) -> Value {
    let says = "The statements of Appendix 4 that you saw";
    let statements: Vec<(&str, String)> = section
        .domains
        .iter()
        .filter_map(|id| rubric?.domain(id.as_str()))
        .flat_map(|domain| &domain.statements)
        .map(statement)
        .collect();
    if statements.is_empty() {
        // An empty list does no harm, and there is nothing that it could hold.
        return list(says, &empty("This section has no statements"));
    }
    list(
        says,
        &one_of(
            "A statement",
            "This section has no such statement; qaf rubric shows those that it has.",
            &statements,
        ),
    )
}

fn statement(statement: &Statement) -> (&str, String) {
    let wording = confirmed(&statement.text, statement.doubtful);
    (
        statement.id.as_str(),
        format!("{}: {wording}", statement.grade.title()),
    )
}

fn family_feedback(family: &FamilyFeedback) -> Value {
    let from = if family.givers.is_empty() {
        text("Who gives the feedback, in your words")
    } else {
        let givers: Vec<(&str, &str)> = family
            .givers
            .iter()
            .map(|id| (id.as_str(), family.label(id)))
            .collect();
        named("Who gives the feedback", &givers)
    };
    let scaled = |asked: &Question| {
        family
            .scale
            .as_ref()
            .is_some_and(|scale| scale.question == asked.id)
    };
    let answers = family.questions.iter().map(|asked| {
        let mut says = asked.shown();
        if scaled(asked) {
            says.push_str(" The number itself stands at score");
        }
        (asked.id.as_str(), text(&says))
    });
    let score = family.scale.as_ref().map_or_else(
        || "0 to 10".to_owned(),
        |scale| {
            let ends = format!("0: {}. 10: {}", scale.low, scale.high);
            confirmed(&ends, scale.doubtful)
        },
    );
    let entry = [
        ("from", from),
        ("resident", yes_no("Whether the child lives with them")),
        ("date", date("The day on which they were asked")),
        (
            "sought_by",
            text("The peer who asked in your place, where you know the family"),
        ),
        ("answers", block("What they said", answers)),
        ("score", number(&score, 10)),
        ("not_obtained", text("Where they were not heard: why")),
    ];
    list(
        family.intro.as_deref().unwrap_or("What the family said"),
        &block("One family member", entry),
    )
}

/// A block that a form may ask for beside its sections.
fn further(form: &Form, asked: Block) -> Value {
    let says = form.wording(asked.name()).unwrap_or(asked.name());
    match asked {
        Block::Improvement => text(says),
        Block::Actions => actions(says),
        Block::Professionals => {
            let mut keys = pair();
            keys.push(("role", text("Who it was, such as the IRO")));
            list(says, &block("What another professional said", keys))
        }
        Block::KeyFindings => block(
            says,
            [
                ("findings", text("The findings")),
                ("learning_points", text("The learning points")),
                ("recommendations", text("The recommendations")),
            ],
        ),
        Block::SystemLearning => {
            let area = if form.learning_areas.is_empty() {
                text("The area it belongs to")
            } else {
                option(
                    "The area it belongs to",
                    form.learning_areas.iter().map(String::as_str),
                )
            };
            let keys = [("area", area), ("learning", text("What there is to learn"))];
            list(says, &block("Something to learn", keys))
        }
    }
}

/// A list of actions.
fn actions(says: &str) -> Value {
    let action = [
        ("action", text("What is to be done")),
        ("owner", text("Who sees to it")),
        ("by", date("By which day")),
    ];
    list(says, &block("An action", action))
}
