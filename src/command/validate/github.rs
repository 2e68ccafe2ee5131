//! Findings as the workflow commands by which GitHub marks lines of a change: one line a finding.

use std::fmt::Write as _;

use crate::finding::{Finding, Severity};
use crate::paper::safe::safe_lines;

/// The findings, one command a line; those that are explained are notices.
pub fn github(findings: &[Finding]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Query if finding.explained.is_none() => "warning",
        _ => "notice",
    };
    let at = &finding.location;
    let mut properties = format!("file={}", property(&at.path));
    if at.line > 0 {
        let end = at.column.max(1) + at.width.max(1) - 1;
        let _ = write!(
            properties,
            ",line={},col={},endColumn={end}",
            at.line,
            at.column.max(1)
        );
    }
    let _ = write!(properties, ",title={}", property(finding.rule));
    let mut message = finding.message.clone();
    for more in finding.help.iter().chain(&finding.explained) {
        message.push('\n');
        message.push_str(more);
    }
    format!("::{kind} {properties}::{}\n", data(&message))
}

/// Text after the second `::`, in which a line break would begin another command.
fn data(text: &str) -> String {
    safe_lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// Text of a property, which ends at a comma or colon too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Location;

    #[test]
    fn no_text_of_a_file_begins_a_command_of_its_own() {
        let finding = Finding {
            rule: "not-a-grade",
            severity: Severity::Error,
            location: Location {
                path: "audits/a,b:c.yaml".into(),
                line: 4,
                column: 10,
                width: 3,
                excerpt: String::new(),
            },
            message: "100% \u{1b}\n::error::forged".into(),
            help: None,
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        };
        assert_eq!(
            github(&[finding]),
            "::error file=audits/a%2Cb%3Ac.yaml,line=4,col=10,endColumn=12,title=not-a-grade::100%25 \\u{1b}%0A::error::forged\n"
        );
    }
}
