//! The document as Markdown. What people wrote is words and never a mark.

use std::fmt::Write as _;

use super::value;
use crate::paper::md::{line, paragraphs};

use crate::reports::show::figures::{
    AnsweredQuestion, AuditDocument, DocumentBlock, GivenAnswer, GradeShown, GradeTable, StatementShown,
};

/// The document as Markdown.
pub fn md(document: &AuditDocument) -> String {
    let mut text = format!("# {} {}\n", line(&document.title), document.id);
    for banner in &document.banners {
        let _ = write!(text, "\n> **{}**\n", line(&banner.text));
    }
    for block in &document.blocks {
        text.push('\n');
        one(&mut text, block);
    }
    text
}

fn one(text: &mut String, block: &DocumentBlock) {
    match block {
        DocumentBlock::Heading { level, text: words } => {
            let marks = "#".repeat(usize::from(*level));
            let _ = writeln!(text, "{marks} {}", line(words));
        }
        DocumentBlock::Facts { rows } => {
            for row in rows {
                let _ = writeln!(text, "- **{}** {}", label(&row.label), line(&value(&row.value)));
            }
        }
        DocumentBlock::Text {
            label: name,
            text: words,
        } => {
            let _ = writeln!(text, "**{}**\n\n{}", label(name), paragraphs(words));
        }
        DocumentBlock::Note { text: words } => {
            let _ = writeln!(text, "*{}*", line(words));
        }
        DocumentBlock::Question(question) => asked(text, question),
        DocumentBlock::Asked { questions } => {
            for question in questions {
                let _ = writeln!(text, "- {}", line(question));
            }
        }
        DocumentBlock::Grade(grade) => graded(text, grade),
        DocumentBlock::Statements { rows } => statements(text, rows),
        DocumentBlock::Table(table) => rows(text, table),
        DocumentBlock::Filing { text: words, saved } => {
            let saved = saved.map_or_else(
                || "not saved there yet".to_owned(),
                |day| format!("saved there on {}", day.spoken()),
            );
            let _ = writeln!(text, "**{}** ({saved}).", line(words));
        }
    }
}

fn asked(text: &mut String, question: &AnsweredQuestion) {
    let _ = writeln!(text, "**{}\\. {}**", question.number, line(&question.text));
    match &question.answer {
        GivenAnswer::Given { short, said } => {
            if let Some(short) = short {
                let _ = writeln!(text, "\nAnswer: {}", line(short));
            }
            for said in said {
                if let Some(name) = &said.label {
                    let _ = write!(text, "\n*{}*\n", label(name));
                }
                let _ = writeln!(text, "\n{}", paragraphs(&said.text));
            }
        }
        GivenAnswer::NotAnswered => text.push_str("\nNot answered.\n"),
        GivenAnswer::NotApplicable { why } => {
            let why = why.as_deref().unwrap_or("no reason is given");
            let _ = writeln!(text, "\nNot applicable: {}", line(why));
        }
    }
}

fn graded(text: &mut String, grade: &GradeShown) {
    let _ = writeln!(text, "**{}: {}**", line(&grade.label), line(&grade.shown));
    if let Some(reason) = &grade.reason {
        let _ = writeln!(text, "\nThe moderator's reason: {}", paragraphs(reason));
    }
}

fn statements(text: &mut String, rows: &[StatementShown]) {
    text.push_str("Statements of Appendix 4 that were seen:\n\n");
    for row in rows {
        let grade = row
            .grade_title
            .map(|title| format!(" ({title})"))
            .unwrap_or_default();
        let _ = writeln!(text, "- {}{grade}: {}", line(&row.id), line(&row.text));
    }
}

fn rows(text: &mut String, table: &GradeTable) {
    let mut row = |cells: Vec<String>| {
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    row(table.columns.iter().map(|name| line(name)).collect());
    row(table.columns.iter().map(|_| "---".to_owned()).collect());
    for cells in &table.rows {
        row(cells.iter().map(|cell| line(&value(cell))).collect());
    }
}

/// A label, which ends with a mark.
fn label(text: &str) -> String {
    let colon = if text.trim_end().ends_with(['?', ':']) {
        ""
    } else {
        ":"
    };
    format!("{}{colon}", line(text))
}
