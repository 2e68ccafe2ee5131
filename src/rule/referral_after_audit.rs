//! `referral-after-audit`: a day of the case's history lies after the audit.

use super::subject::in_audit;
use super::{Rule, RuleSubject};
use crate::finding::Severity;
use crate::framework::Date;
use crate::framework::form::{Field, FieldFact};
use crate::record::{Draft, FileKind, Place, Route};

/// The rule.
pub const RULE: Rule = Rule {
    id: "referral-after-audit",
    severity: Severity::Query,
    title: "A day of the case's history that lies after the audit",
    what: "A day that comes before every audit, of the referral, of the decision on it or of the allocation to a team, is later \
           than the day of the audit, or than the day on which the audit was allocated.",
    why: "A case is audited for what was done on it; what the audit looks at had begun when the case was picked.",
    source: "Appendix 2, the heads of the forms",
    before: "date_referral_received: 2027-03-02      # audited on 2026-12-03",
    after: "date_referral_received: 2026-03-02",
    check: Some(check),
};

fn check(subject: &RuleSubject<'_>, drafts: &mut Vec<Draft>) {
    let Some(audit) = &subject.folder.audit else {
        return;
    };
    let of_header = subject.form.header.iter().map(|field| {
        let route = Route::from("header").key(&field.id);
        (field, audit.header.get(&field.id), route)
    });
    let of_sections = subject.sections(audit).flat_map(|(section, answer, route)| {
        let fields = section.fields.iter();
        fields.map(move |field| (field, answer.fields.get(&field.id), route.key(&field.id)))
    });
    for (field, answer, route) in of_header.chain(of_sections) {
        let day = answer.and_then(|answer| answer.one()?.parse::<Date>().ok());
        if let Some(day) = day.filter(|_| field.fact == Some(FieldFact::BeforeAudit)) {
            drafts.extend(late(subject, field, day, in_audit(route)));
        }
    }
}

/// What is said of a day, where it comes after the audit or its allocation.
fn late(subject: &RuleSubject<'_>, field: &Field, day: Date, place: Place) -> Option<Draft> {
    let audited = subject.folder.audit.as_ref()?.date_of_audit;
    let allocated = subject.folder.allocation.as_ref().map(|found| found.allocated);
    let (what, then, related) = match (audited, allocated) {
        (Some(audited), _) if day > audited => ("the audit was done", audited, in_audit("date_of_audit")),
        (_, Some(allocated)) if day > allocated => (
            "the audit was allocated",
            allocated,
            Place::value(FileKind::Allocation, "allocated"),
        ),
        _ => return None,
    };
    let message = format!(
        "{}: {day} is after {what}, on {then}.",
        field.label.trim_end_matches('?')
    );
    let help = "Check the day, month and year of both; if they are right, explain how the case came to be audited before.";
    Some(RULE.draft(place, message).help(help).related(related, what))
}

#[cfg(test)]
mod tests {
    use crate::framework::form::FieldFact;
    use crate::rule::sample::{Sample, one, word};

    fn referred(day: &str) -> Sample {
        let mut sample = Sample::draft();
        let remarks = sample.form.header.last_mut().unwrap();
        remarks.fact = Some(FieldFact::BeforeAudit);
        sample.audit().header.insert(word("remarks"), one(day));
        sample
    }

    #[test]
    fn a_referral_comes_before_the_audit_and_its_allocation() {
        for (day, said) in [
            ("2027-03-02", "the audit was done"),
            ("2026-11-24", "the audit was allocated"),
        ] {
            let sample = referred(day);
            sample.finds(&[("referral-after-audit", "header.remarks")]);
            assert!(sample.says().0.contains(said), "{}", sample.says().0);
        }
        referred("2026-11-23").finds(&[]);
        referred("nobody knows").finds(&[]);
    }

    #[test]
    fn without_the_day_of_the_audit_the_allocation_tells() {
        let mut sample = referred("2027-03-02");
        sample.audit().date_of_audit = None;
        sample.finds(&[("referral-after-audit", "header.remarks")]);
        let remarks = sample.form.header.last_mut().unwrap();
        remarks.fact = None;
        sample.finds(&[]);
    }
}
