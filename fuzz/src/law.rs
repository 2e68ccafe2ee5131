//! What must hold of every reader, whatever the bytes: laws beyond "it does not panic". A broken law panics.

use qaf::finding::{Finding, Location};
use qaf::paper::{Style, safe};
use qaf::command::validate::{findings, github, sarif};
use qaf::store::toml_text::TomlFault;

/// A file's lines, split here and by nobody's reader.
pub struct Lines(Vec<String>);

impl Lines {
    /// Of a text with any line ends. A byte order mark counts as no letter; what is no UTF-8 is replaced.
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self::of_text(&String::from_utf8_lossy(bytes))
    }

    /// Of a text that is decoded already.
    pub fn of_text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        Self(text.split('\n').map(str::to_owned).collect())
    }

    /// Of a text whose lines end in a line feed alone, as TOML has it.
    pub fn of_toml(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes);
        Self(text.split('\n').map(str::to_owned).collect())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The line exists, and the column lies in it or just behind its last letter.
    pub fn hold(&self, line: usize, column: usize, of: &impl std::fmt::Debug) {
        assert!((1..=self.0.len()).contains(&line), "no such line: {of:?}");
        let letters = self.0[line - 1].chars().count();
        assert!(
            (1..=letters + 1).contains(&column),
            "the line has {letters} letters: {of:?}"
        );
    }

    /// A place lies within the text, and its excerpt is the line it names.
    pub fn hold_place(&self, at: &Location) {
        if at.line == 0 {
            assert_eq!((at.column, at.width, at.excerpt.as_str()), (0, 0, ""), "{at:?}");
            return;
        }
        self.hold(at.line, at.column, at);
        // A NUL in a line may be shown or left out, as in what a crash left of a log.
        let line = self.0[at.line - 1].replace('\0', "");
        let line = line.trim_end();
        let letters = self.0[at.line - 1].chars().count();
        assert!(at.width > 0, "nothing is meant: {at:?}");
        assert!(
            at.column - 1 + at.width <= letters.max(at.column),
            "it runs off the line: {at:?}"
        );
        // A file in which no text could be read has no lines to show.
        let shown = at.excerpt.replace('\0', "");
        let shown = shown.trim_end();
        assert!(shown == line || shown.is_empty(), "the line is {line:?}: {at:?}");
    }

    /// Every place of the findings that names the file lies in it.
    pub fn hold_all(&self, path: &str, findings: &[Finding]) {
        for finding in findings {
            let others = finding.related.iter().map(|related| &related.location);
            for at in std::iter::once(&finding.location).chain(others) {
                if at.path == path {
                    self.hold_place(at);
                }
            }
        }
    }
}

/// The findings say something, none says it twice, there are not more than the file could hold, and every format shows
/// them without a character that a terminal obeys.
pub fn hold_findings(findings: &[Finding], bytes: usize) {
    assert!(findings.len() <= bytes + 400, "{} findings", findings.len());
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.order().cmp(&b.order()));
    for two in sorted.windows(2) {
        let same = two[0].order() == two[1].order() && two[0].location.line > 0;
        assert!(!same, "said twice: {:?}", two[0]);
    }
    for finding in findings {
        assert!(
            qaf::rule::find(finding.rule).is_some(),
            "no such rule: {finding:?}"
        );
        hold_sentence(&finding.message);
        if let Some(help) = &finding.help {
            hold_sentence(help);
        }
    }
    // To show findings costs more than to find them, and SARIF lists every rule each time. The length of an input is as
    // good as a die, and rolls the same again.
    if bytes.is_multiple_of(4) {
        shown(findings);
    }
    if bytes.is_multiple_of(64) {
        hold_json(&sarif::sarif(findings));
    }
}

/// Something is said.
fn hold_sentence(text: &str) {
    assert!(!text.trim().is_empty());
}

fn shown(found: &[Finding]) {
    let text = findings::text(found, 1, Style::default());
    hold_shown(&text);
    assert!(
        !text.chars().any(|c| c != '\n' && safe::is_hostile(c)),
        "{text:?}"
    );
    let _ = findings::text(
        found,
        1,
        Style {
            colour: true,
            width: 20,
        },
    );
    hold_json(&findings::json(found, 1));
    let lines = github::github(found);
    hold_shown(&lines);
    assert_eq!(lines.lines().count(), found.len(), "{lines:?}");
}

/// It is JSON, and shows no control character.
fn hold_json(json: &str) {
    hold_shown(json);
    assert!(serde_json::from_str::<serde_json::Value>(json).is_ok());
}

/// No control character but the ends of lines.
pub fn hold_shown(text: &str) {
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
}

/// The faults of a settings file are in its order and lie in it.
pub fn hold_toml(bytes: &[u8], path: &str, faults: Vec<TomlFault>) {
    assert!(!faults.is_empty(), "refused without a word");
    assert!(faults.is_sorted_by_key(|fault| (fault.line, fault.column)));
    let findings: Vec<Finding> = faults
        .into_iter()
        .map(|fault| fault.finding("settings", path))
        .collect();
    Lines::of_toml(bytes).hold_all(path, &findings);
    hold_findings(&findings, bytes.len());
}
