//! The document as Markdown. What people wrote is words and never a mark.

use std::fmt::Write as _;

use super::{one_line, shown, value};
use crate::report::show::{
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

/// Words in one line, wherever it stands.
pub(in crate::render) fn line(text: &str) -> String {
    escaped(&one_line(text))
}

/// Words in their lines and paragraphs.
pub(in crate::render) fn paragraphs(text: &str) -> String {
    let text = shown(text);
    let mut page = String::new();
    let mut broken = true;
    for words in text.lines().map(str::trim) {
        if words.is_empty() {
            broken = true;
            continue;
        }
        page.push_str(match (page.is_empty(), broken) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) => "\\\n",
        });
        page.push_str(&escaped(words));
        broken = false;
    }
    page
}

/// A line's words, in which nothing is a mark: neither within it nor as what begins a list, a heading or a rule.
fn escaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut last = ' ';
    for (index, c) in text.char_indices() {
        match c {
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '&' => words.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '^' | '@' | '#' => {
                words.push('\\');
                words.push(c);
            }
            // What begins a list, a rule or a definition.
            '-' | '+' | '=' | ':' | '%' if index == 0 => {
                words.push('\\');
                words.push(c);
            }
            '.' | ')' if digits > 0 && index == digits => {
                words.push('\\');
                words.push(c);
            }
            // What some readers make a link of: an address with its scheme, or one that begins with www.
            ':' if text[index..].starts_with("://") => words.push_str("\\:"),
            // What some make a small picture of, by its name between colons.
            ':' if text[index + 1..]
                .starts_with(|next: char| next.is_ascii_alphabetic() || next == '+' || next == '-') =>
            {
                words.push_str("\\:");
            }
            '.' if last.eq_ignore_ascii_case(&'w') => words.push_str("\\."),
            c => words.push(c),
        }
        last = c;
    }
    words
}
