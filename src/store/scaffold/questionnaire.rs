//! The questionnaire for whoever leaves: as it is handed to them, and what is kept of it.

use super::form_lines::FormLines;
use crate::framework::exit_form::{ExitForm, ExitKind, ExitPart};
use crate::record::exit_interview::{ExitAnswers, LEAST_OF_THEME};

/// The key that says that somebody declines.
pub const DECLINED: &str = "declined";

/// A questionnaire to be handed to whoever leaves. It holds nobody's name and no answer.
pub fn exit_blank(form: &ExitForm) -> String {
    let mut lines = FormLines::default();
    lines.comment(0, &format!("{}. Strictly confidential", form.title));
    for said in &form.intro {
        lines.comment(0, said);
    }
    lines.line(0, "#");
    lines.line(0, "# How to fill it in");
    for hint in [
        "Open it in Notepad or another plain text editor. From Word, save it as Plain text.",
        "Lines that begin with # are there to help you; they are not read.",
        "Write a short answer after its colon, with a space between.",
        "Write text on the empty line under the | sign, two spaces in. It may run over as many lines as you like, if each begins with two spaces.",
        "Every question may be left empty.",
    ] {
        lines.comment(0, &format!("* {hint}"));
    }
    lines.gap();
    lines.comment(0, "The questionnaire. Please leave this line as it is");
    lines.line(0, &format!("form: {}", form.id));
    lines.gap();
    lines.comment(0, &form.decline);
    lines.short(0, DECLINED);
    for (index, question) in form.questions.iter().enumerate() {
        lines.gap();
        lines.comment(0, &format!("{}. {}", index + 1, question.text));
        for part in &question.parts {
            asked(&mut lines, part);
        }
    }
    lines.done()
}

/// What stands above a part, and the place for its answer.
fn asked(lines: &mut FormLines, part: &ExitPart) {
    if let Some(label) = &part.label {
        lines.comment(0, label);
    }
    let key = part.id.as_str();
    match &part.kind {
        ExitKind::Text => return lines.text(0, key),
        ExitKind::Quarter => lines.comment(
            0,
            "A day, such as 2026-12-07. Only the quarter of the year is kept",
        ),
        ExitKind::YesNo => lines.comment(0, "yes or no"),
        ExitKind::One(options) => lines.comment(0, &format!("One of these: {}", options.join("; "))),
        ExitKind::Several(options) => {
            for option in options {
                lines.under(option);
            }
        }
    }
    lines.short(0, key);
}

/// What is kept where somebody declined: that they did.
pub fn declined_yaml() -> String {
    format!("{DECLINED}: yes\n")
}

/// What is kept of a leaver's answers, each to the letter; of the last day the quarter alone.
pub fn exit_yaml(form: &ExitForm, given: &ExitAnswers) -> String {
    let mut lines = FormLines::default();
    lines.comment(
        0,
        "An exit interview, strictly confidential. It names nobody; let it stay so.",
    );
    lines.line(0, &format!("form: {}", given.form));
    for part in form.parts() {
        let Some(answers) = given.answers.get(&part.id).filter(|answers| !answers.is_empty()) else {
            continue;
        };
        let key = part.id.as_str();
        match part.kind {
            ExitKind::Text => lines.given(0, key, answers.first().map(String::as_str)),
            ExitKind::Several(_) => {
                let quoted: Vec<String> = answers.iter().map(|answer| super::yaml_quoted(answer)).collect();
                lines.line(0, &format!("{key}: [{}]", quoted.join(", ")));
            }
            _ => lines.known(0, key, answers.first().map(String::as_str)),
        }
    }
    lines.done()
}

/// The file of themes, with none yet.
pub fn themes_yaml() -> String {
    let mut lines = FormLines::default();
    lines.comment(
        0,
        "What several leavers have said, in the words of whoever read it.",
    );
    lines.comment(
        0,
        &format!(
            "A theme rests on {LEAST_OF_THEME} interviews or more, and on such as no edition holds yet. The next edition prints those that rest on its interviews: the theme, never the interviews. Quote nobody, name nobody, and write nothing that only one of them can have said."
        ),
    );
    lines.gap();
    lines.empty_list(
        "themes",
        "theme",
        &[
            "- theme: |",
            "    Caseloads were too high to do the work as it should be done.",
            "  rests_on: [EI-7K3Q, EI-2M9C, EI-W4TD]",
        ],
    );
    lines.done()
}
