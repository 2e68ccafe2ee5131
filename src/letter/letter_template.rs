//! The template of a letter: lines that say what it is, an empty line, the letter (`letters/README.txt` in a store).
//!
//! A council edits them, so every mistake is told with its line. The lines at the top are read before anything is
//! filled in: whatever a fact holds, it can't become a header.

mod language;
mod mistake;

use super::recipients::To;
use super::{LetterFacts, one_line};
use crate::framework::RoleId;
use crate::framework::word::nearest;
use crate::store::settings::is_level;

use language::environment;

pub use mistake::LetterFault;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterTemplate {
    path: String,
    /// Whom the letter goes to.
    pub to: Vec<To>,
    subject: TemplatePiece,
    calendar: TemplatePiece,
    note: Option<TemplatePiece>,
    body: TemplatePiece,
}

/// A part of a template that is filled in by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TemplatePiece {
    /// The line of the file with which it begins.
    line: usize,
    text: String,
}

/// A letter, filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The subject.
    pub subject: String,
    /// What stands in a calendar.
    pub calendar: String,
    /// What whoever runs qaf is told.
    pub note: Option<String>,
    /// The letter.
    pub body: String,
}

const SUBJECT: &str = "Subject";
const CALENDAR: &str = "Calendar";
const NOTE: &str = "Note";
const TO: &str = "To";
const HEADERS: [&str; 4] = [TO, SUBJECT, CALENDAR, NOTE];

impl LetterTemplate {
    /// Reads a template. `path` is what a fault calls it, `roles` are those that it may name; none given: any.
    pub fn read(path: &str, text: &str, roles: Option<&[&str]>) -> Result<Self, LetterFault> {
        if text.len() > language::MOST_BYTES {
            let message = format!(
                "The letter has more than {} KB. Look whether another file was saved under its name.",
                language::MOST_BYTES >> 10
            );
            return Err(LetterFault::new(path, 1, message));
        }
        let mut parts = TemplateParts::of(path, text)?;
        let to = parts.need(TO)?;
        let subject = parts.need(SUBJECT)?;
        let template = Self {
            path: path.to_owned(),
            to: recipients(&to.text, roles).map_err(|message| LetterFault::new(path, to.line, message))?,
            calendar: parts.take(CALENDAR).unwrap_or_else(|| subject.clone()),
            note: parts.take(NOTE),
            subject,
            body: parts.body,
        };
        template.try_out()?;
        Ok(template)
    }

    /// Fills it in every way that its conditions may go, so that a mistake shows before the day that it is met.
    fn try_out(&self) -> Result<(), LetterFault> {
        for piece in self.pieces() {
            piece.check(&self.path)?;
        }
        for (overdue, begun) in [(false, false), (true, true), (true, false), (false, true)] {
            self.write(&LetterFacts::sample(overdue, begun))?;
        }
        Ok(())
    }

    fn pieces(&self) -> impl Iterator<Item = &TemplatePiece> {
        [&self.subject, &self.calendar]
            .into_iter()
            .chain(&self.note)
            .chain([&self.body])
    }

    /// Fills it in.
    pub fn write(&self, facts: &LetterFacts) -> Result<Written, LetterFault> {
        let line = |piece: &TemplatePiece, name: &str| {
            let text = one_line(&piece.fill(facts, &self.path)?);
            if text.is_empty() {
                let message = format!("The line {name}: comes out empty. Give it words.");
                return Err(LetterFault::new(&self.path, piece.line, message));
            }
            Ok(text)
        };
        let body = tidy(&self.body.fill(facts, &self.path)?);
        if body.is_empty() {
            let message = "The letter has no words. They begin after the first empty line.".to_owned();
            return Err(LetterFault::new(&self.path, self.body.line, message));
        }
        Ok(Written {
            subject: line(&self.subject, SUBJECT)?,
            calendar: line(&self.calendar, CALENDAR)?,
            note: self.filled_note(facts)?,
            body,
        })
    }

    /// What whoever runs qaf is told; it may come to nothing.
    fn filled_note(&self, facts: &LetterFacts) -> Result<Option<String>, LetterFault> {
        let Some(note) = &self.note else {
            return Ok(None);
        };
        let text = one_line(&note.fill(facts, &self.path)?);
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}

/// A template in its parts, of which nothing is filled in yet.
struct TemplateParts<'a> {
    path: &'a str,
    headers: Vec<(&'static str, TemplatePiece)>,
    body: TemplatePiece,
}

impl<'a> TemplateParts<'a> {
    fn of(path: &'a str, text: &str) -> Result<Self, LetterFault> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut headers: Vec<(&'static str, TemplatePiece)> = Vec::new();
        let mut lines = text.split('\n').zip(1..);
        let mut end = 0;
        for (line, number) in lines.by_ref() {
            end = number;
            let blank = line.trim().is_empty();
            // Remarks may stand apart from what follows them.
            if blank && !headers.is_empty() {
                break;
            }
            if blank || line.starts_with('#') {
                continue;
            }
            let fault = |message| LetterFault::new(path, number, message);
            let (name, piece) = header(line, number).map_err(fault)?;
            if headers.iter().any(|(known, _)| *known == name) {
                return Err(fault(format!("There is a line {name}: already. Take one out.")));
            }
            headers.push((name, piece));
        }
        let body: Vec<&str> = lines.map(|(line, _)| line).collect();
        let body = TemplatePiece {
            line: end + 1,
            text: body.join("\n"),
        };
        Ok(Self { path, headers, body })
    }

    /// A line of the top, where it is there and says something.
    fn take(&mut self, name: &str) -> Option<TemplatePiece> {
        let (_, piece) = self.headers.iter_mut().find(|(known, _)| *known == name)?;
        Some(std::mem::take(piece)).filter(|piece| !piece.text.is_empty())
    }

    fn need(&mut self, name: &str) -> Result<TemplatePiece, LetterFault> {
        self.take(name).ok_or_else(|| {
            let message = format!(
                "The letter has no line {name}: at its top, or it is empty. Add it before the first empty line."
            );
            LetterFault::new(self.path, 1, message)
        })
    }
}

/// A line at the top: its name and what follows.
fn header(line: &str, number: usize) -> Result<(&'static str, TemplatePiece), String> {
    let names = HEADERS.map(|name| format!("{name}:")).join(", ");
    let Some((name, text)) = line.split_once(':') else {
        return Err(format!(
            "This line is none of {names}. The letter itself begins after an empty line."
        ));
    };
    let known = HEADERS
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name.trim()));
    let Some(known) = known else {
        let hint = nearest(name.trim(), HEADERS).map_or_else(
            || format!("The lines at the top are {names}; the letter itself begins after an empty line."),
            |near| format!("Did you mean {near}:?"),
        );
        return Err(format!(
            "No line at the top is called \"{}:\". {hint}",
            one_line(name)
        ));
    };
    let piece = TemplatePiece {
        line: number,
        text: text.trim().to_owned(),
    };
    Ok((known, piece))
}

/// Whom `To:` means.
fn recipients(text: &str, roles: Option<&[&str]>) -> Result<Vec<To>, String> {
    let mut all = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let part = To::NAMES.iter().find(|(name, _)| *name == word);
        let known = || roles.is_none_or(|roles| roles.contains(&word)) || is_level(word);
        let role = || RoleId::new(word).filter(|_| known());
        let to = part.map(|(_, to)| to.clone()).or_else(|| role().map(To::Role));
        all.push(to.ok_or_else(|| {
            let parts = To::NAMES.map(|(name, _)| name);
            let hint = nearest(word, parts.iter().chain(roles.unwrap_or_default()).copied()).map_or_else(
                || format!("It may be {}, or a role of qaf.toml.", parts.join(", ")),
                |near| format!("Did you mean {near}?"),
            );
            format!("\"{}\" is nobody that a letter can go to. {hint}", one_line(word))
        })?);
    }
    if all.is_empty() {
        return Err("The line To: names nobody.".to_owned());
    }
    Ok(all)
}

impl TemplatePiece {
    /// Names the first thing that no letter may do, or word that none knows, wherever its conditions would have led.
    fn check(&self, path: &str) -> Result<(), LetterFault> {
        if let Some((line, message)) = language::forbidden(&self.text) {
            return Err(LetterFault::new(path, self.line + line, message));
        }
        let environment = environment(0);
        let template = environment
            .template_from_str(&self.text)
            .map_err(|error| mistake::of(&error, path, self.line, &self.text))?;
        let of_language: Vec<&str> = environment.globals().map(|(name, _)| name).collect();
        let unknown = template.undeclared_variables(false);
        let unknown = unknown
            .iter()
            .map(String::as_str)
            .filter(|word| !LetterFacts::WORDS.contains(word) && !of_language.contains(word))
            .map(|word| (mistake::line_of(&self.text, word), word))
            .min();
        unknown.map_or(Ok(()), |(line, word)| {
            Err(LetterFault::new(
                path,
                self.line + line,
                mistake::unknown(word, &LetterFacts::WORDS),
            ))
        })
    }

    fn fill(&self, facts: &LetterFacts, path: &str) -> Result<String, LetterFault> {
        environment(facts.actions.len() + facts.workers.len())
            .render_str(&self.text, facts)
            .map_err(|error| mistake::of(&error, path, self.line, &self.text))
    }
}

/// A letter without what its conditions left behind: spaces at the ends of lines, and more than one empty line.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut gap = false;
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let line = line.trim_end();
        if line.is_empty() {
            gap = !tidy.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            tidy.push('\n');
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}
