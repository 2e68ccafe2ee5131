//! The file of a year's review of the framework.

use super::form_lines::FormLines;
use crate::framework::CouncilYear;
use crate::record::annual::{GROUPS, QUESTIONS};

/// The file, with nothing answered yet.
pub fn annual_yaml(year: CouncilYear) -> String {
    let mut lines = FormLines::default();
    lines.comment(
        0,
        &format!("The yearly review of the quality assurance framework, {year}."),
    );
    lines.comment(
        0,
        "Lines that begin with # are there to help you; they are not read. Write text on the empty line under the | sign, and keep the spaces at its start. Then run: qaf report annual. It prints the answers beside the year's figures.",
    );
    lines.comment(
        0,
        "Gather each group's answers in a meeting or a survey, and write down what they have in common. Name nobody.",
    );
    lines.gap();
    lines.line(0, "answers:");
    for (group, title) in GROUPS {
        lines.comment(2, title);
        lines.line(2, &format!("{group}:"));
        for (question, text) in QUESTIONS {
            lines.comment(4, text);
            lines.text(4, question);
        }
    }
    lines.gap();
    lines.comment(0, "What came of the changes that last year's review named");
    lines.text(0, "came_of");
    lines.gap();
    lines.comment(0, "What is to change in the framework, the forms or the schedule");
    lines.text(0, "changes");
    lines.gap();
    lines.hinted(
        0,
        "signed_off",
        "The day on which the Children's Management Team signed the update off, as 2027-05-12. Leave it empty until then",
    );
    lines.hinted(0, "by", "Who signed it off for the team");
    lines.done()
}
