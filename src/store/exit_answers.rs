//! A questionnaire that came back, or what is kept of it, read. No fault repeats what stands in the file.

use std::collections::BTreeMap;

use super::exit_interviews::ExitForms;
use crate::finding::{Finding, Location, Severity};
use crate::framework::exit_form::{ExitForm, ExitKind, ExitPart};
use crate::framework::form::FormRef;
use crate::framework::{Quarter, YearStart};
use crate::record::exit_interview::{ExitAnswers, ExitId, ExitInterview, ExitTheme, LEAST_OF_THEME};
use crate::store::decode::{DecodeWay, Decoder, yes_no};
use crate::store::document::{self, Document, Outline};
use crate::store::scaffold::{DECLINED, PrintedRemarks};
use crate::store::scan::ReadError;
use crate::store::yaml::Node;

/// The rule that these faults belong to.
const RULE: &str = "exit-interview";

/// What is wrong with a file, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExitFault {
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub help: String,
}

impl ExitFault {
    /// That a file can't be read.
    pub fn unread(why: &ReadError) -> Self {
        Self {
            line: 0,
            message: format!("{why}."),
            help: "Restore the file from a copy.".to_owned(),
        }
    }

    /// A finding of another rule, of which only the place and the rule are kept: its words may repeat the file's.
    fn of(finding: &Finding) -> Self {
        if finding.rule == RULE {
            let help = finding.help.clone().unwrap_or_default();
            return Self {
                line: finding.location.line,
                message: finding.message.clone(),
                help,
            };
        }
        Self {
            line: finding.location.line,
            message: format!(
                "This can't be read as it stands ({}); its text is not shown.",
                finding.rule
            ),
            help: format!(
                "Put it right in the file; qaf explain {} says what is meant.",
                finding.rule
            ),
        }
    }

    /// The fault as a finding of `validate`: path and line, and nothing of the line.
    pub fn finding(&self, path: &str) -> Finding {
        Finding {
            rule: RULE,
            severity: Severity::Error,
            location: Location {
                line: self.line,
                column: usize::from(self.line > 0),
                ..Location::file(path)
            },
            message: self.message.clone(),
            help: Some(self.help.clone()),
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        }
    }
}

/// What a file says.
#[derive(Debug, Default)]
pub struct ExitReading {
    /// What could be read; none where something is wrong.
    pub interview: Option<ExitInterview>,
    /// Whether answers stand beside a refusal to answer; they are not taken.
    pub beside_declined: bool,
    /// What is wrong with it.
    pub faults: Vec<ExitFault>,
}

/// Reads a questionnaire that came back.
pub fn read_returned(path: &str, text: &str, forms: &ExitForms, starts: YearStart) -> ExitReading {
    read(path, text.as_bytes(), forms, starts, true)
}

/// Reads what is kept.
pub fn read_stored(path: &str, bytes: &[u8], forms: &ExitForms, starts: YearStart) -> ExitReading {
    read(path, bytes, forms, starts, false)
}

fn read(path: &str, bytes: &[u8], forms: &ExitForms, starts: YearStart, is_returned: bool) -> ExitReading {
    let document = Document::read_by(path, bytes, || forms.newest().map(outline));
    let mut decoder = Decoder::new(&document);
    decoder.as_meant = true;
    let mut reading = ExitReading::default();
    let mut form = forms.newest();
    let interview = decoder.top().and_then(|top| {
        let way = &DecodeWay::Top;
        if decoder.parsed(top, way, DECLINED, "wrong-kind", yes_no) == Some(true) {
            reading.beside_declined = form.is_some_and(|form| form.parts().any(|part| answered(top, part)));
            // Whatever else stands there is not to be taken, so it need not be right.
            decoder.findings.clear();
            return Some(ExitInterview::Declined);
        }
        let named = named(&mut decoder, top, forms)?;
        form = Some(named);
        let mut reader = AnswerReader {
            decoder: &mut decoder,
            top,
            starts,
            is_returned,
        };
        Some(ExitInterview::Completed(reader.answers(named)))
    });
    let mut findings: Vec<Finding> = document
        .faults
        .iter()
        .filter(|fault| fault.is_error())
        .cloned()
        .collect();
    findings.extend(
        decoder
            .findings
            .iter()
            .filter(|finding| finding.is_error())
            .cloned(),
    );
    if let Some(form) = form.filter(|_| interview != Some(ExitInterview::Declined)) {
        findings.extend(document::hidden(&document));
        let remarks = document::remarks(&document);
        let strange = PrintedRemarks::of_exit(form).strange(&document, &remarks, true);
        findings.extend(document::as_remarks(&document, &strange));
    } else {
        findings.retain(|_| interview != Some(ExitInterview::Declined));
    }
    findings.sort_by_key(|finding| finding.location.line);
    reading.faults = findings.iter().map(ExitFault::of).collect();
    if interview.is_none() && reading.faults.is_empty() {
        reading.faults.push(ExitFault {
            line: 0,
            message: "Nothing can be read in this file.".to_owned(),
            help: "Take the file that came back, saved as text.".to_owned(),
        });
    }
    reading.interview = interview.filter(|_| reading.faults.is_empty());
    reading
}

fn outline(form: &ExitForm) -> Outline {
    let keys = form
        .parts()
        .map(|part| part.id.as_str())
        .chain(["form", DECLINED]);
    Outline::of_keys(keys.map(|key| (key, Outline::default())))
}

fn answered(top: &Node, part: &ExitPart) -> bool {
    top.get(part.id.as_str()).is_some_and(|node| !node.is_blank())
}

/// The questionnaire that a file names.
fn named<'f>(decoder: &mut Decoder<'_>, top: &Node, forms: &'f ExitForms) -> Option<&'f ExitForm> {
    let node = top.get("form");
    let found = node
        .and_then(Node::text)
        .and_then(FormRef::parse)
        .and_then(|id| forms.get(&id));
    if found.is_none() {
        let newest = forms.newest().map(|form| form.id.to_string()).unwrap_or_default();
        let span = node.map_or(top.span, |node| node.span);
        let message = "This does not name a questionnaire of the store.";
        decoder.fault(
            RULE,
            span,
            message,
            format!("The line is as in the questionnaire that was handed out: form: {newest}"),
        );
    }
    found
}

/// Reads the answers of a file.
struct AnswerReader<'r, 'd> {
    decoder: &'r mut Decoder<'d>,
    top: &'d Node,
    starts: YearStart,
    /// Whether it came back from a leaver, and is not what is kept.
    is_returned: bool,
}

impl AnswerReader<'_, '_> {
    fn answers(&mut self, form: &ExitForm) -> ExitAnswers {
        let mut known: Vec<&str> = form.parts().map(|part| part.id.as_str()).collect();
        known.extend(["form", DECLINED]);
        self.decoder.keys(self.top, &known);
        let mut answers = BTreeMap::new();
        for part in form.parts().filter(|part| answered(self.top, part)) {
            let read = self.answer(part);
            if !read.is_empty() {
                answers.insert(part.id.clone(), read);
            }
        }
        ExitAnswers {
            form: form.id.clone(),
            answers,
        }
    }

    fn answer(&mut self, part: &ExitPart) -> Vec<String> {
        let (top, way, key) = (self.top, &DecodeWay::Top, part.id.as_str());
        match &part.kind {
            ExitKind::Text => self.decoder.text(top, way, key).into_iter().collect(),
            ExitKind::Quarter => self
                .quarter(key)
                .into_iter()
                .map(|quarter| quarter.to_string())
                .collect(),
            ExitKind::YesNo => {
                let read = self.decoder.parsed(top, way, key, "wrong-kind", yes_no);
                read.map(|yes| if yes { "yes" } else { "no" }.to_owned())
                    .into_iter()
                    .collect()
            }
            ExitKind::One(_) => {
                let text = top.get(key).and_then(Node::text).unwrap_or_default().to_owned();
                self.option(part, &text).into_iter().collect()
            }
            ExitKind::Several(_) => {
                let texts: Vec<String> = self
                    .decoder
                    .texts(top, way, key)
                    .into_iter()
                    .map(|(_, text)| text.to_owned())
                    .collect();
                let mut chosen: Vec<String> = Vec::new();
                for text in texts {
                    let option = self.option(part, &text).filter(|option| !chosen.contains(option));
                    chosen.extend(option);
                }
                chosen
            }
        }
    }

    /// A day that came back is kept as its quarter; what is kept holds no day.
    fn quarter(&mut self, key: &str) -> Option<Quarter> {
        let text = self.top.get(key).and_then(Node::text).unwrap_or_default();
        if let Ok(quarter) = Quarter::parse(text.trim(), self.starts) {
            return Some(quarter);
        }
        if self.is_returned {
            let day = self.decoder.date(self.top, &DecodeWay::Top, key)?;
            return Some(Quarter::of(day, self.starts));
        }
        self.fault(
            key,
            "This is no quarter, and only the quarter is kept.",
            "Write it as 2026-27-Q3.".to_owned(),
        );
        None
    }

    fn option(&mut self, part: &ExitPart, text: &str) -> Option<String> {
        if let Some(option) = part.meant(text) {
            return Some(option.to_owned());
        }
        let message = "This is not one of the choices here, or several where one is asked for.";
        self.fault(
            part.id.as_str(),
            message,
            format!("The choices are: {}.", part.options().join("; ")),
        );
        None
    }

    fn fault(&mut self, key: &str, message: &str, help: String) {
        let span = self.top.entry(key).map_or(self.top.span, |entry| entry.key_span);
        self.decoder.fault(RULE, span, message, help);
    }
}

/// Reads the themes, each with the line that it begins on.
pub fn read_themes(path: &str, bytes: &[u8]) -> (Vec<(usize, ExitTheme)>, Vec<ExitFault>) {
    let item = Outline::of_keys(["theme", "rests_on"].map(|key| (key, Outline::default())));
    let document = Document::read_by(path, bytes, || Some(Outline::of_keys([("themes", item.clone())])));
    let mut decoder = Decoder::new(&document);
    decoder.as_meant = true;
    let mut themes = Vec::new();
    if let Some(top) = decoder.top() {
        let way = DecodeWay::Top;
        decoder.keys(top, &["themes"]);
        let list = DecodeWay::Key(&way, "themes");
        for (index, node) in decoder.maps(top, &way, "themes") {
            let way = DecodeWay::Item(&list, index);
            decoder.keys(node, &["theme", "rests_on"]);
            let line = document.at(node.span).line;
            themes.extend(theme(&mut decoder, node, &way).map(|theme| (line, theme)));
        }
    }
    let mut findings = document.faults.clone();
    findings.append(&mut decoder.findings);
    findings.extend(document::hidden(&document));
    let faults = findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(ExitFault::of);
    (themes, faults.collect())
}

fn theme<'d>(decoder: &mut Decoder<'d>, node: &'d Node, way: &DecodeWay<'_>) -> Option<ExitTheme> {
    let theme = decoder.text(node, way, "theme");
    let mut rests_on: Vec<ExitId> = Vec::new();
    let mut all_read = true;
    for (_, text) in decoder.texts(node, way, "rests_on") {
        match text.parse() {
            Ok(id) if rests_on.contains(&id) => {}
            Ok(id) => rests_on.push(id),
            Err(_) => all_read = false,
        }
    }
    if !all_read {
        let help = "Write the ids of the interviews in square brackets, with commas between: [EI-7K3Q, EI-2M9C, EI-W4TD].";
        decoder.fault(
            RULE,
            node.span,
            "What this theme rests on is no list of exit interviews.",
            help,
        );
        return None;
    }
    let Some(theme) = theme else {
        decoder.fault(
            RULE,
            node.span,
            "This theme says nothing.",
            "Write it under theme: |, or take the item away.",
        );
        return None;
    };
    if rests_on.len() < LEAST_OF_THEME {
        let help = "Name the interviews that say so at rests_on, or leave the theme out.";
        decoder.fault(
            RULE,
            node.span,
            format!("This theme rests on fewer than {LEAST_OF_THEME} interviews."),
            help,
        );
        return None;
    }
    Some(ExitTheme { theme, rests_on })
}
