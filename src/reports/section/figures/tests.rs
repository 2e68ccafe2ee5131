use super::AuditStatements;
use crate::framework::Grade::{Good, RequiresImprovement};
use crate::progress::Status;
use crate::reports::quarterly::figures::test_audits::{settled, submitted};

#[test]
fn only_an_audit_that_has_settled_and_counts_is_looked_at() {
    let is_looked_at = |summary| AuditStatements::of(summary, true, None).is_some();
    assert!(is_looked_at(settled(1, "2026-11-10", Good, RequiresImprovement)));
    assert!(!is_looked_at(submitted(2, "2026-11-10", Good)));
    let mut withdrawn = settled(3, "2026-11-10", Good, Good);
    withdrawn.progress.status = Status::Withdrawn;
    assert!(!is_looked_at(withdrawn));
}
