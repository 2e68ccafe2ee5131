//! Queries that a council sees as notes, by `[validate] as_notes` of its settings.

use super::{RULES, find, id_now};
use crate::finding::{Finding, Location, Severity};
use crate::framework::word::nearest;

/// Turns the queries of the rules named into notes. An error stays one whatever the settings say.
pub fn lower(findings: &mut [Finding], as_notes: &[(String, Location)]) {
    for finding in findings {
        let named = as_notes.iter().any(|(rule, _)| id_now(rule) == finding.rule);
        if named && finding.severity == Severity::Query {
            finding.severity = Severity::Note;
        }
    }
}

/// What is wrong with the list itself: a rule that there is not, one whose findings are errors.
pub fn faults_of_lowering(as_notes: &[(String, Location)]) -> Vec<Finding> {
    as_notes.iter().filter_map(|(id, at)| fault(id, at)).collect()
}

fn fault(id: &str, at: &Location) -> Option<Finding> {
    let (message, help) = match find(id).map(|rule| rule.severity) {
        Some(Severity::Query) => return None,
        Some(Severity::Note) => (
            format!("The findings of {id} are notes already."),
            "Take it out of the list.".to_owned(),
        ),
        Some(Severity::Error) => (
            format!(
                "The findings of {id} are errors, which can't be lowered: such an audit can't count as it stands."
            ),
            "Take it out of the list.".to_owned(),
        ),
        None => (
            format!("There is no rule {id}."),
            match nearest(id, RULES.iter().map(|rule| rule.id)) {
                Some(meant) => format!("Did you mean \"{meant}\"?"),
                None => "Write a rule's id as it stands in brackets behind a finding.".to_owned(),
            },
        ),
    };
    Some(Finding {
        rule: "settings",
        severity: Severity::Error,
        location: at.clone(),
        message,
        help: Some(help),
        audit: None,
        explained: None,
        answer: None,
        related: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_becomes_a_note_and_an_error_never() {
        let finding = |rule, severity| Finding {
            rule,
            severity,
            location: Location::file("x"),
            message: String::new(),
            help: None,
            audit: None,
            explained: None,
            answer: None,
            related: Vec::new(),
        };
        let mut findings = [
            finding("repeated-evidence", Severity::Query),
            finding("missing-overall", Severity::Error),
            finding("postcode", Severity::Query),
        ];
        let named = |id: &str| (id.to_owned(), Location::file("qaf.toml"));
        let list = [named("repeated-evidence"), named("missing-overall")];
        lower(&mut findings, &list);
        let left: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(left, [Severity::Note, Severity::Error, Severity::Query]);
        let faults = faults_of_lowering(&[list[0].clone(), list[1].clone(), named("repeated-evidnce")]);
        let said: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert!(
            said[0].starts_with("The findings of missing-overall are errors"),
            "{said:?}"
        );
        assert_eq!(said[1], "There is no rule repeated-evidnce.");
        assert_eq!(
            faults[1].help.as_deref(),
            Some("Did you mean \"repeated-evidence\"?")
        );
    }
}
