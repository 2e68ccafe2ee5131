//! The events of a log, each once: its name, its wordings, the details that are told with it.

use super::log::LogEvent;

/// What there is to say of an event.
#[derive(Clone, Copy, Debug)]
pub struct EventMeaning {
    /// The event.
    pub kind: EventKind,
    /// As it is typed, and written in the log.
    pub name: &'static str,
    /// What it says, in a few words: in the list of events.
    pub says: &'static str,
    /// What happened, after the word "after": `it was sent`.
    pub happened: &'static str,
    /// What happened, as the worker's document shows it.
    pub shown: &'static str,
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
    /// Each of them.
    pub const ALL: [Self; 6] = [
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

    /// Whether an event has it.
    pub fn is_given(self, event: &LogEvent) -> bool {
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

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// The QA social worker logged the audit.
    Received,
    /// The service manager was told of an Inadequate.
    Informed,
    /// It went back to the auditor.
    Returned,
    /// The QA social worker logged the moderation, which was signed off.
    Moderated,
    /// The settled audit went to manager, worker and others.
    Sent,
    /// An action was done.
    ActionDone,
    /// Feedback was asked for and not had.
    FeedbackNotGiven,
    /// The re-audit went to manager and worker.
    ReAuditSent,
    /// An Inadequate re-audit went to the head of service.
    Escalated,
    /// It was saved on the worker's supervision file.
    SupervisionFile,
    /// It was saved on the QA site.
    Saved,
    /// The QA team's comment on the record.
    Comment,
    /// What the worker's supervisor says to the audit, where it is not in `feedback.yaml`.
    SupervisorComment,
    /// Another auditor or moderator took over.
    Reassigned,
    /// The drawn case could not be audited; another was taken.
    Replaced,
    /// It will not be audited.
    Withdrawn,
    /// Anything else.
    Note,
}

impl EventKind {
    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        let meaning = EVENTS.iter().find(|meaning| meaning.name == text);
        meaning.map(|meaning| meaning.kind)
    }

    /// What there is to say of it.
    pub fn meaning(self) -> &'static EventMeaning {
        // Every event stands in the table; a test holds it to that.
        let mut events = EVENTS.iter();
        events
            .find(|meaning| meaning.kind == self)
            .unwrap_or(&EVENTS[EVENTS.len() - 1])
    }

    /// The name.
    pub fn name(self) -> &'static str {
        self.meaning().name
    }
}

/// Every event, in the order of an audit's life.
pub const EVENTS: [EventMeaning; 17] = [
    EventMeaning {
        kind: EventKind::Received,
        name: "received",
        says: "the audit came in and was logged",
        happened: "it was received",
        shown: "Received",
        must: &[],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Informed,
        name: "informed",
        says: "notice of an Inadequate was given to the service's manager",
        happened: "notice of the Inadequate was given",
        shown: "Notice given of the grade Inadequate",
        must: &[],
        may: &[Detail::To],
    },
    EventMeaning {
        kind: EventKind::Returned,
        name: "returned",
        says: "it went back to the auditor, who submits it again",
        happened: "it was returned",
        shown: "Returned to the auditor",
        must: &[Detail::Reason],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Moderated,
        name: "moderated",
        says: "the moderation was signed off, and is kept as it is",
        happened: "its moderation was logged",
        shown: "Moderation logged",
        must: &[],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Sent,
        name: "sent",
        says: "the settled audit went to manager, worker and others",
        happened: "it was sent",
        shown: "Sent",
        must: &[],
        may: &[Detail::To],
    },
    EventMeaning {
        kind: EventKind::ActionDone,
        name: "action-done",
        says: "an action was done: 2, or r1 for a re-audit's",
        happened: "an action was done",
        shown: "Action done",
        must: &[Detail::Action],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::FeedbackNotGiven,
        name: "feedback-not-given",
        says: "the worker was asked for feedback and gave none",
        happened: "feedback was given up",
        shown: "Feedback asked for and not had",
        must: &[Detail::Reason],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::ReAuditSent,
        name: "re-audit-sent",
        says: "the re-audit went to manager and worker",
        happened: "the re-audit was sent",
        shown: "Re-audit sent out",
        must: &[],
        may: &[Detail::To],
    },
    EventMeaning {
        kind: EventKind::Escalated,
        name: "escalated",
        says: "a re-audit that is Inadequate again was raised with senior managers",
        happened: "the re-audit was raised with the head of service",
        shown: "Inadequate re-audit passed on",
        must: &[],
        may: &[Detail::To],
    },
    EventMeaning {
        kind: EventKind::SupervisionFile,
        name: "supervision-file",
        says: "saved on the worker's supervision file",
        happened: "it was saved on the supervision file",
        shown: "Saved on the worker's supervision file",
        must: &[],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Saved,
        name: "saved",
        says: "saved on the QA site",
        happened: "it was saved",
        shown: "Saved on the QA site",
        must: &[],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Comment,
        name: "comment",
        says: "QA's comment on the record; as many as there are, after closing too",
        happened: "the QA team commented on it",
        shown: "Commented on by the QA team",
        must: &[Detail::Note],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::SupervisorComment,
        name: "supervisor-comment",
        says: "the supervisor's comment came in, apart from the feedback",
        happened: "the supervisor commented on it",
        shown: "Supervisor's comment",
        must: &[Detail::Note],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Reassigned,
        name: "reassigned",
        says: "another auditor or moderator took over",
        happened: "it was reassigned",
        shown: "Reassigned",
        must: &[Detail::Role, Detail::To, Detail::Reason],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Replaced,
        name: "replaced",
        says: "another case was taken for it",
        happened: "it was replaced",
        shown: "Another case taken in its place",
        must: &[Detail::ByAudit, Detail::Reason],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Withdrawn,
        name: "withdrawn",
        says: "it will not be audited",
        happened: "it was withdrawn",
        shown: "Withdrawn",
        must: &[Detail::Reason],
        may: &[],
    },
    EventMeaning {
        kind: EventKind::Note,
        name: "note",
        says: "anything else",
        happened: "a note was logged",
        shown: "Note",
        must: &[Detail::Note],
        may: &[],
    },
];
