//! The packs by which a council's leadership is assured, from parts of the quarterly report: the report to the leadership
//! board, and the support and challenge meeting (section 4, the model of assurance).

use super::{boards, families_and_staff, follow_up, graded_sections, headline, method, time, wider_works};
use crate::paper::{Paper, PaperBlock, PaperPart, count};
use crate::reports::learning::figures::Excerpt;
use crate::reports::quarterly::figures::Quarterly;
use crate::reports::quarterly::written::met;

/// A part of the quarterly report that may stand in a pack; `None` where it has nothing to say.
type PackPart = fn(&Quarterly, &Excerpt) -> Option<PaperPart>;

/// A pack for a meeting.
#[derive(Clone, Copy, Debug)]
pub struct AssurancePack {
    /// As it is asked for.
    pub name: &'static str,
    /// What it is called.
    title: &'static str,
    /// Its chapters, each with its parts.
    chapters: &'static [(&'static str, &'static [PackPart])],
}

/// Every pack: the one list.
pub const PACKS: [AssurancePack; 2] = [
    AssurancePack {
        name: "clb",
        title: "Children's Services: assurance report",
        chapters: &[
            (
                "Key performance areas",
                &[
                    |report, _| Some(headline::part(report)),
                    |report, _| Some(graded_sections::sections(report)),
                    |report, learned| Some(families_and_staff::families(report, learned)),
                ],
            ),
            (
                "Risk",
                &[
                    |report, _| Some(follow_up::inadequate(report)),
                    |report, _| Some(follow_up::timeliness(report)),
                ],
            ),
            (
                "Challenges",
                &[
                    |report, _| said("areas", "Areas for improvement", report),
                    |report, _| Some(follow_up::compliance(report)),
                    |report, _| Some(follow_up::actions(report)),
                ],
            ),
            (
                "Progress",
                &[
                    |report, _| said("strengths", "Strengths", report),
                    |report, _| Some(time::part(report)),
                    |report, _| wider_works::part(&report.works),
                    |report, _| asked_by_boards(report),
                ],
            ),
        ],
    },
    AssurancePack {
        name: "support-and-challenge",
        title: "Support and challenge: Children's Services",
        chapters: &[
            (
                "What is known",
                &[
                    |report, _| Some(headline::part(report)),
                    |report, _| Some(time::part(report)),
                    |report, _| said("areas", "Areas for improvement", report),
                ],
            ),
            (
                "How it is known",
                &[
                    |report, _| Some(follow_up::compliance(report)),
                    |report, _| Some(follow_up::moderation(report)),
                    |report, learned| Some(families_and_staff::families(report, learned)),
                    |report, learned| Some(families_and_staff::workers(report, learned)),
                ],
            ),
            (
                "What is done about it",
                &[
                    |report, _| Some(follow_up::inadequate(report)),
                    |report, _| Some(follow_up::actions(report)),
                    |report, _| wider_works::part(&report.works),
                    |report, _| asked_by_boards(report),
                ],
            ),
        ],
    },
];

/// A pack laid out, with what to ask at its head.
pub fn paper(pack: &AssurancePack, report: &Quarterly, learned: &Excerpt) -> Paper {
    let mut parts = vec![to_ask(report)];
    for (chapter, own) in pack.chapters {
        let own = own.iter().filter_map(|part| part(report, learned));
        let own = own.filter(|part| !part.blocks.is_empty());
        parts.extend(own.map(|part| PaperPart {
            title: format!("{chapter}: {}", lowered(&part.title)),
            ..part
        }));
    }
    parts.push(method::part(report));
    Paper {
        title: format!("{}, {}", pack.title, report.quarter),
        period: format!("{} to {}", report.from.spoken(), report.to.spoken()),
        council: None,
        as_of: report.as_of,
        parts,
    }
}

/// What of a pack a terminal has room for: what to ask, and the first part, and where the rest is.
pub fn on_screen(pack: &AssurancePack, report: &Quarterly, learned: &Excerpt) -> Paper {
    let mut paper = paper(pack, report, learned);
    paper.parts.truncate(2);
    let rest = "The whole pack: --format html (with charts), docx, xlsx or md.";
    let last = paper.parts.pop();
    paper.parts.extend(last.map(|part| part.text(rest)));
    paper
}

/// A title as it goes on after a colon.
fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn to_ask(report: &Quarterly) -> PaperPart {
    let questions = questions(report);
    let part = PaperPart::new("questions", "What to ask");
    if questions.is_empty() {
        return part.text("No figure of this quarter asks a question by itself.");
    }
    part.text("Each question rests on a figure of this quarter.")
        .with(PaperBlock::List(questions))
}

/// What the quarter's figures give cause to ask, each with the figure.
pub fn questions(report: &Quarterly) -> Vec<String> {
    let mut asked: Vec<String> = report
        .signs
        .iter()
        .map(|sign| {
            format!(
                "{} What explains it, and what is done?",
                headline::sign_in_words(*sign, report)
            )
        })
        .collect();
    let (expected, met) = met(report);
    if met < expected {
        asked.push(format!(
            "Of {} that the schedule expects, {} not done. Of which services, and why?",
            count(expected, "audit", "audits"),
            count(expected - met, "was", "were")
        ));
    }
    let waiting = report.waiting_inadequate();
    if waiting > 0 {
        asked.push(format!(
            "{} graded Inadequate still {} for a case direction or a second audit. Are these children safe today?",
            count(waiting, "audit", "audits"),
            if waiting == 1 { "waits" } else { "wait" }
        ));
    }
    let actions = report.actions;
    if actions.overdue > 0 {
        asked.push(format!(
            "Of {} open, {} overdue. Who sees to them, and by when?",
            count(actions.open, "action", "actions"),
            count(actions.overdue, "is", "are")
        ));
    }
    let families = &report.family_feedback;
    if families.obtained < families.sought {
        asked.push(format!(
            "{} of {} whose view was sought were heard. What would bring the others in?",
            families.obtained,
            count(families.sought, "family member", "family members")
        ));
    }
    let messages = report
        .governance
        .iter()
        .flat_map(|beside| &beside.commentary.messages);
    let unanswered = messages.filter(|message| message.done.is_none()).count();
    if unanswered > 0 {
        asked.push(format!(
            "To {} of families, children or staff nothing is written down as done. What was done?",
            count(unanswered, "message", "messages")
        ));
    }
    asked
}

/// What management says, under its own heading.
fn said(id: &str, title: &str, report: &Quarterly) -> Option<PaperPart> {
    let commentary = &report.governance.as_ref()?.commentary;
    let text = if id == "areas" {
        &commentary.areas
    } else {
        &commentary.strengths
    };
    Some(PaperPart::new(id, title).text(text.clone()?))
}

/// What clinics and boards asked for, and who had the report.
fn asked_by_boards(report: &Quarterly) -> Option<PaperPart> {
    let governance = report.governance.as_ref()?;
    Some(boards::boards(governance, report.as_of))
}
