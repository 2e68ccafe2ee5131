//! `cmt-not-named`: somebody of the Children's Management Team of whom a deep dive does not say whether they came.

use super::Rule;
use crate::finding::Severity;
use crate::framework::Person;
use crate::framework::name_finder::NameFinder;
use crate::record::work::VisitPlan;
use crate::record::{Draft, FileKind, Place, Route, WorkFile};

/// The rule.
pub const RULE: Rule = Rule {
    id: "cmt-not-named",
    severity: Severity::Query,
    title: "A deep dive that does not say who of the Children's Management Team came",
    what: "The preparation of a deep dive is logged, and somebody who holds a role of `cmt` in `qaf.toml` is named neither under \
           `present` nor under `absent` of its `plan.yaml`.",
    why: "A deep dive is done by the whole Children's Management Team, across the whole service: who was not there, and why, is \
          part of what it can say.",
    source: "Section 2, deep dives",
    before: "present: Helen Marsh, Grace Oduya; and nothing of Colin Peake",
    after: "absent: Colin Peake, on leave",
    check: None,
};

/// The people among these whom a plan names neither as there nor as absent, in one finding.
pub fn cmt_not_named<'p>(plan: &VisitPlan, members: impl Iterator<Item = &'p Person>) -> Option<Draft> {
    let said = [&plan.present, &plan.absent];
    let is_named = |person: &Person| {
        let names = NameFinder::of_names(person.spellings());
        let mut said = said.into_iter().flatten();
        said.any(|text| names.first(text).is_some())
    };
    let silent = members.filter(|person| !is_named(person));
    let silent: Vec<String> = silent.map(|person| person.name.to_string()).collect();
    if silent.is_empty() {
        return None;
    }
    let verb = if silent.len() == 1 { "is" } else { "are" };
    let message = format!(
        "It does not say whether {} {verb} among those who came.",
        silent.join(", ")
    );
    let place = Place::value(FileKind::OfWork(WorkFile::Plan), Route::from("present"));
    let help = "Write each under present, or under absent with the reason.";
    Some(RULE.draft(place, message).help(help))
}
