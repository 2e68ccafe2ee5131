//! What a command that makes the next role's file says of it.

use anyhow::Result;

use crate::context::Context;
use crate::framework::Date;
use crate::output::Format;
use crate::paper::safe::safe_lines;

/// A file that was made, and what there is to say of it.
pub struct MadeFile {
    /// The command.
    pub(in crate::command) command: &'static str,
    /// The audit.
    pub(in crate::command) audit: String,
    /// The file, relative to the store.
    pub(in crate::command) file: String,
    /// The file, as a person can open it from where they are.
    pub(in crate::command) at: String,
    /// Who fills it in.
    pub(in crate::command) who: Option<String>,
    /// By when.
    pub(in crate::command) due: Option<Date>,
    /// The first line: what was made, for whom.
    pub(in crate::command) what: String,
    /// By when, as sentences.
    pub(in crate::command) by_when: Vec<String>,
    /// What to do when it is filled in, a line each.
    pub(in crate::command) then: Vec<String>,
    /// What else should be known.
    pub(in crate::command) notes: Vec<String>,
}

impl MadeFile {
    /// Prints what was made, as text or JSON.
    pub fn print(&self, context: &Context) -> Result<()> {
        let text = match context.format {
            Format::Json => {
                let document = serde_json::json!({
                    "schema": format!("qaf.{}/1", self.command), "audit": self.audit, "file": self.file,
                    "who": self.who, "due": self.due, "notes": self.notes,
                });
                format!("{document:#}\n")
            }
            _ => self.text(),
        };
        context.told(&text)
    }

    fn text(&self) -> String {
        let mut lines = vec![self.what.clone()];
        lines.extend(self.by_when.iter().cloned());
        lines.extend(self.notes.iter().cloned());
        lines.push(format!("The file: {}", self.at));
        lines.extend(self.then.iter().cloned());
        lines
            .iter()
            .map(|line| safe_lines(line).into_owned() + "\n")
            .collect()
    }
}

/// Refuses a format in which what was made is not told, before anything is made.
pub(in crate::command) fn demand_format(command: &str, context: &Context) -> Result<()> {
    match context.format {
        Format::Text | Format::Json => Ok(()),
        _ => Err(context.no_such_format(command, "text or json")),
    }
}
