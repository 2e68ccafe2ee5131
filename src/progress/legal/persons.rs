//! Who may take an audit or its moderation over.

use super::LegalCase;

impl LegalCase<'_> {
    /// Why nobody, or not this person, can take over.
    pub(super) fn reassigned(&self) -> Option<String> {
        let Some(role) = self.event.role.as_deref() else {
            let settled = self.now.settled?;
            return Some(format!(
                "Its grade is final since {}: neither auditor nor moderator has anything left to do.",
                settled.spoken()
            ));
        };
        let of_auditor = role == "auditor";
        if of_auditor && self.now.submitted.is_some() && !self.now.is_returned {
            return Some(format!(
                "{} has submitted it, so the auditor's part is done. Once it is returned, another auditor can take over.",
                self.now.auditor.unwrap_or("The auditor")
            ));
        }
        if let Some(day) = self.now.settled.filter(|_| !of_auditor) {
            return Some(format!(
                "Its grade is final since {}, so nobody is left to moderate it.",
                day.spoken()
            ));
        }
        self.unfit(self.event.to.first()?, of_auditor)
    }

    /// Why a person can't take over.
    fn unfit(&self, name: &str, of_auditor: bool) -> Option<String> {
        let people = self.subject.people;
        let Some(person) = people.find(name) else {
            let help = people.nearest(name).map_or_else(
                || "Write the name as it stands there, or add the person.".to_owned(),
                |meant| format!("Did you mean {meant}?"),
            );
            return Some(format!("people.csv knows no {name}. {help}"));
        };
        let name = person.name.as_str();
        if !person.in_post(self.event.date) {
            return Some(format!(
                "{name} is not in post on {}, by people.csv. Name somebody else.",
                self.event.date
            ));
        }
        let is = |other: Option<&str>| other.is_some_and(|other| people.same(other, name));
        let allocation = self.subject.folder.allocation.as_ref();
        let (own, other) = if of_auditor {
            (self.now.auditor, self.now.moderator)
        } else {
            (self.now.moderator, self.now.auditor)
        };
        let role = if of_auditor { "auditor" } else { "moderator" };
        if is(own) {
            Some(format!("{name} is the {role} already."))
        } else if is(other) && of_auditor {
            Some(format!(
                "{name} is to moderate it, and nobody moderates their own audit. Name another moderator first: --role moderator."
            ))
        } else if is(other) {
            Some(format!(
                "{name} is the auditor, and nobody moderates their own audit."
            ))
        } else if of_auditor && is(allocation.and_then(|allocation| allocation.worker.as_deref())) {
            Some(format!("{name} is the worker, and nobody audits their own work."))
        } else {
            None
        }
    }
}
