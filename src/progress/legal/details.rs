//! What each event says, and which details are told with it.

use crate::framework::word::nearest;
use crate::record::{EventKind, LogEvent};

/// An event's line in the list of events.
#[derive(Clone, Copy, Debug)]
pub struct EventLine {
    /// The event.
    pub kind: EventKind,
    /// What it says, in a few words.
    pub says: &'static str,
    /// The details that it must have.
    pub must: &'static [Detail],
    /// The details that it may have; a note is always welcome.
    pub may: &'static [Detail],
}

/// A detail of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A remark.
    Note,
    /// Why.
    Reason,
    /// To whom, or who takes over.
    To,
    /// Whether the auditor or the moderator changes.
    Role,
    /// Which action.
    Action,
    /// The audit that takes its place.
    ByAudit,
}

impl Detail {
    const ALL: [Self; 6] = [
        Self::Note,
        Self::Reason,
        Self::To,
        Self::Role,
        Self::Action,
        Self::ByAudit,
    ];

    /// How it is given on the command line.
    pub fn option(self) -> &'static str {
        match self {
            Self::Note => "--note TEXT",
            Self::Reason => "--reason WHY",
            Self::To => "--to NAME",
            Self::Role => "--role auditor or --role moderator",
            Self::Action => "--action NUMBER",
            Self::ByAudit => "--by-audit ID",
        }
    }

    fn is_given(self, event: &LogEvent) -> bool {
        match self {
            Self::Note => event.note.is_some(),
            Self::Reason => event.reason.is_some(),
            Self::To => !event.to.is_empty(),
            Self::Role => event.role.is_some(),
            Self::Action => event.action.is_some(),
            Self::ByAudit => event.by_audit.is_some(),
        }
    }
}

/// Who may change by a reassignment.
pub const ROLES: [&str; 2] = ["auditor", "moderator"];

const fn meaning(
    kind: EventKind,
    says: &'static str,
    must: &'static [Detail],
    may: &'static [Detail],
) -> EventLine {
    EventLine {
        kind,
        says,
        must,
        may,
    }
}

/// Every event, in the order of an audit's life.
pub const MEANINGS: [EventLine; 15] = {
    use Detail::{Action, ByAudit, Note, Reason, Role, To};
    use EventKind as Kind;
    [
        meaning(Kind::Received, "the audit came in and was logged", &[], &[]),
        meaning(
            Kind::Informed,
            "notice of an Inadequate was given to the service's manager",
            &[],
            &[To],
        ),
        meaning(
            Kind::Returned,
            "it went back to the auditor, who submits it again",
            &[Reason],
            &[],
        ),
        meaning(
            Kind::Moderated,
            "the moderation was signed off, and is kept as it is",
            &[],
            &[],
        ),
        meaning(
            Kind::Sent,
            "the settled audit went to manager, worker and others",
            &[],
            &[To],
        ),
        meaning(
            Kind::ActionDone,
            "an action was done: 2, or r1 for a re-audit's",
            &[Action],
            &[],
        ),
        meaning(
            Kind::FeedbackNotGiven,
            "the worker was asked for feedback and gave none",
            &[Reason],
            &[],
        ),
        meaning(
            Kind::ReAuditSent,
            "the re-audit went to manager and worker",
            &[],
            &[To],
        ),
        meaning(
            Kind::Escalated,
            "a re-audit that is Inadequate again was raised with senior managers",
            &[],
            &[To],
        ),
        meaning(
            Kind::SupervisionFile,
            "saved on the worker's supervision file",
            &[],
            &[],
        ),
        meaning(Kind::Saved, "saved on the QA site", &[], &[]),
        meaning(
            Kind::Reassigned,
            "another auditor or moderator took over",
            &[Role, To, Reason],
            &[],
        ),
        meaning(
            Kind::Replaced,
            "another case was taken for it",
            &[ByAudit, Reason],
            &[],
        ),
        meaning(Kind::Withdrawn, "it will not be audited", &[Reason], &[]),
        meaning(Kind::Note, "anything else", &[Note], &[]),
    ]
};

/// An event's line in the list of events.
pub fn meaning_of(kind: EventKind) -> &'static EventLine {
    // Every event stands in the list; a test holds it to that.
    MEANINGS
        .iter()
        .find(|meaning| meaning.kind == kind)
        .unwrap_or(&MEANINGS[MEANINGS.len() - 1])
}

/// The most letters of a remark or a reason. A log has room for hundreds of such, and is read with every list.
const LONGEST_TEXT: usize = 2_000;
/// The most letters of a name.
const LONGEST_NAME: usize = 200;
/// The most names of an event.
const MOST_NAMES: usize = 50;

/// Why a text is too long to be kept in a log, where it is.
pub fn too_long_text(option: &str, text: &str) -> Option<String> {
    let long = text.chars().count();
    (long > LONGEST_TEXT).then(|| {
        format!(
            "The text after {option} has {long} letters, and may have {LONGEST_TEXT}. Say it in short; what is longer \
             belongs in a document or the child's record."
        )
    })
}

/// What of an event is too long to be kept in a log.
fn too_long(event: &LogEvent) -> Option<String> {
    let length = |text: &String| text.chars().count();
    let texts = [("--note", &event.note), ("--reason", &event.reason)];
    let long = texts
        .into_iter()
        .find_map(|(option, text)| too_long_text(option, text.as_ref()?));
    if long.is_some() {
        return long;
    }
    if event.to.len() > MOST_NAMES {
        return Some(format!(
            "--to is given {} times, and may be {MOST_NAMES} times.",
            event.to.len()
        ));
    }
    let mut names = event.to.iter().chain(&event.by);
    names.find(|name| length(name) > LONGEST_NAME).map(|name| {
        format!(
            "A name may have {LONGEST_NAME} letters, and one here has {}.",
            length(name)
        )
    })
}

/// What is missing of an event's details, or told too much, as a sentence that says what to write.
pub fn unfit_details(event: &LogEvent) -> Option<String> {
    if let Some(long) = too_long(event) {
        return Some(long);
    }
    let meaning = meaning_of(event.event);
    let name = event.event.name();
    let missing: Vec<&str> = meaning
        .must
        .iter()
        .filter(|detail| !detail.is_given(event))
        .map(|detail| detail.option())
        .collect();
    if !missing.is_empty() {
        return Some(format!(
            "{name} ({}) has to be told with {}.",
            meaning.says,
            missing.join(" and ")
        ));
    }
    let welcome = |detail: &Detail| {
        *detail == Detail::Note || meaning.must.contains(detail) || meaning.may.contains(detail)
    };
    if let Some(odd) = Detail::ALL
        .iter()
        .find(|detail| detail.is_given(event) && !welcome(detail))
    {
        return Some(format!(
            "{name} ({}) takes no {}. Leave it out, or say it with --note.",
            meaning.says,
            odd.option()
        ));
    }
    if let Some(role) = event.role.as_deref().filter(|role| !ROLES.contains(role)) {
        let meant = nearest(role, ROLES).map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
        return Some(format!(
            "{role} is no role in an audit: with --role, write auditor or moderator.{meant}"
        ));
    }
    if event.event == EventKind::Reassigned && event.to.len() > 1 {
        return Some("One person takes over: give --to once.".to_owned());
    }
    None
}

/// An action's number as the log writes it: `2`, or `r1` for a re-audit's.
pub fn action_number(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (again, digits) = text
        .strip_prefix('r')
        .map_or(("", text.as_str()), |rest| ("r", rest));
    let number: usize = digits.parse().ok().filter(|number| *number > 0)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| format!("{again}{number}"))
}
