//! The document as plain text, without boxes or tables, so that it stays whole when it is pasted.

use super::value;
use crate::paper::TextStyle;
use crate::paper::safe::{one_line, shown};
use crate::paper::wrap::filled;
use crate::reports::show::figures::{
    AnsweredQuestion, AuditDocument, DocumentBlock, GivenAnswer, GradeShown, GradeTable, StatementShown,
};

/// How far answers are set in from their question.
const INDENT: usize = 3;

/// The document as plain text.
pub fn text(document: &AuditDocument, style: TextStyle) -> String {
    let mut page = TextPage {
        text: String::new(),
        width: style.width,
    };
    page.title(document);
    for banner in &document.banners {
        page.gap();
        page.lines("*** ", 4, &banner.text);
    }
    for block in &document.blocks {
        page.block(block);
    }
    page.text
}

struct TextPage {
    text: String,
    width: usize,
}

impl TextPage {
    fn title(&mut self, document: &AuditDocument) {
        let title = format!("{} {}", one_line(&document.title), document.id);
        self.ruled(&title, '=');
    }

    /// A line with a rule below it.
    fn ruled(&mut self, text: &str, rule: char) {
        let text = one_line(text);
        let longest = text.chars().count().min(self.width);
        self.lines("", 0, &text);
        self.text.extend(std::iter::repeat_n(rule, longest));
        self.text.push('\n');
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Text, made safe, in lines of the width: `first` begins the first line, the others are set in by `indent`.
    fn lines(&mut self, first: &str, indent: usize, text: &str) {
        let mut begin = first.to_owned();
        for line in shown(text).lines() {
            wrap(&mut self.text, &begin, indent, line, self.width);
            begin = " ".repeat(indent);
        }
    }

    fn block(&mut self, block: &DocumentBlock) {
        match block {
            DocumentBlock::Heading { level, text } => {
                self.gap();
                if *level < 3 {
                    self.gap();
                    self.ruled(text, '-');
                } else {
                    self.lines("", 0, &one_line(text));
                }
            }
            DocumentBlock::Facts { rows } => {
                self.gap();
                for row in rows {
                    let label = one_line(&row.label);
                    self.lines("", INDENT, &format!("{} {}", labelled(&label), value(&row.value)));
                }
            }
            DocumentBlock::Text { label, text } => self.said(0, Some(label), text),
            DocumentBlock::Note { text } => {
                self.gap();
                self.lines("", 0, &one_line(text));
            }
            DocumentBlock::Question(question) => self.question(question),
            DocumentBlock::Asked { questions } => {
                self.gap();
                for question in questions {
                    self.lines("- ", 2, &one_line(question));
                }
            }
            DocumentBlock::Grade(grade) => self.grade(grade),
            DocumentBlock::Statements { rows } => self.statements(rows),
            DocumentBlock::Table(table) => self.table(table),
            DocumentBlock::Filing { text, saved } => {
                self.gap();
                let saved = saved.map_or_else(
                    || "not saved there yet".to_owned(),
                    |day| format!("saved there on {}", day.spoken()),
                );
                self.lines("", 0, &format!("{} ({saved}).", one_line(text)));
            }
        }
    }

    /// What somebody wrote, under its label.
    fn said(&mut self, indent: usize, label: Option<&str>, text: &str) {
        let begin = " ".repeat(indent);
        if let Some(label) = label {
            self.gap();
            self.lines(&begin, indent, &labelled(&one_line(label)));
        }
        let indent = indent + INDENT;
        self.lines(&" ".repeat(indent), indent, text);
    }

    fn question(&mut self, question: &AnsweredQuestion) {
        self.gap();
        let number = format!("{}. ", question.number);
        self.lines(&number, INDENT, &one_line(&question.text));
        let begin = " ".repeat(INDENT);
        match &question.answer {
            GivenAnswer::Given { short, said } => {
                if let Some(short) = short {
                    self.lines(&begin, INDENT, &format!("Answer: {}", one_line(short)));
                }
                for said in said {
                    match &said.label {
                        Some(label) => {
                            self.lines(&begin, INDENT, &labelled(&one_line(label)));
                            self.said(INDENT, None, &said.text);
                        }
                        None => self.said(0, None, &said.text),
                    }
                }
            }
            GivenAnswer::NotAnswered => self.lines(&begin, INDENT, "Not answered."),
            GivenAnswer::NotApplicable { why } => {
                let why = why.as_deref().unwrap_or("no reason is given");
                self.lines(&begin, INDENT, &format!("Not applicable: {why}"));
            }
        }
    }

    fn grade(&mut self, grade: &GradeShown) {
        self.gap();
        self.lines("", INDENT, &format!("{}: {}", grade.label, grade.shown));
        if let Some(reason) = &grade.reason {
            self.lines("", INDENT, &format!("The moderator's reason: {reason}"));
        }
    }

    fn statements(&mut self, rows: &[StatementShown]) {
        self.gap();
        self.lines("", 0, "Statements of Appendix 4 that were seen:");
        for row in rows {
            let grade = row
                .grade_title
                .map(|title| format!(" ({title})"))
                .unwrap_or_default();
            let text = format!("{}{grade}: {}", one_line(&row.id), one_line(&row.text));
            self.lines("- ", 2, &text);
        }
    }

    /// A table of two columns has a line a row; a wider one an entry a row, under its first cell.
    fn table(&mut self, table: &GradeTable) {
        self.gap();
        for (index, row) in table.rows.iter().enumerate() {
            if let [first, second] = row.as_slice() {
                let first = value(first);
                let line = format!("{first:<15}  {}", value(second));
                wrap_kept(&mut self.text, &line, 17, self.width);
                continue;
            }
            let mut cells = table.columns.iter().zip(row);
            if let Some((_, first)) = cells.next() {
                self.lines(&format!("{}. ", index + 1), INDENT, &value(first));
            }
            let rest: Vec<String> = cells
                .map(|(column, cell)| format!("{column}: {}.", value(cell)))
                .collect();
            self.lines(&" ".repeat(INDENT), INDENT, &rest.join(" "));
        }
    }
}

/// A label before its answer; a question mark needs no colon after it.
fn labelled(label: &str) -> String {
    let colon = if label.ends_with(['?', ':']) { "" } else { ":" };
    format!("{label}{colon}")
}

/// Wraps one line at its spaces. A word that is longer than a line stays whole.
fn wrap(text: &mut String, begin: &str, indent: usize, line: &str, width: usize) {
    text.push_str(filled(line, begin, &" ".repeat(indent), width).trim_end_matches(' '));
    text.push('\n');
}

/// The same of a line whose first column keeps its spaces.
fn wrap_kept(text: &mut String, line: &str, column: usize, width: usize) {
    let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (first, rest) = line.split_at(at);
    wrap(text, first, column, rest, width);
}
