//! `enquiry-untested`: a key line of enquiry that no activity of a visit tests.

use super::Rule;
use crate::finding::Severity;
use crate::record::work::VisitPlan;
use crate::record::{Draft, FileKind, Place, Route, WorkFile};

/// The rule.
pub const RULE: Rule = Rule {
    id: "enquiry-untested",
    severity: Severity::Query,
    title: "A line of enquiry that no activity tests",
    what: "In the agreed `plan.yaml` of a visit or deep dive no activity names a key line of enquiry, or an activity names one \
           that the plan does not have.",
    why: "A visit is built on its lines of enquiry: what was asked and tested by nothing has no answer in its report.",
    source: "Section 2, Safeguarding Assurance Visits, deep dives",
    before: "kloe: [{id: k1}, {id: k2}], and activities with [k1] alone",
    after: "an activity with kloe: [k1, k2]; or, in the line: verdict: not-tested",
    check: None,
};

/// What of a plan's lines of enquiry is tested by nothing, or is tested and is none of them.
pub fn untested_enquiries(plan: &VisitPlan) -> Vec<Draft> {
    let place = |route: Route| Place::value(FileKind::OfWork(WorkFile::Plan), route);
    let open = plan.untested().map(|(at, id)| {
        let route = Route::from("kloe").item(at);
        let route = if id.is_some() { route.key("id") } else { route };
        let help = match id {
            Some(id) => format!(
                "Write {id} under kloe of the activity that tests it. If nothing can: verdict: not-tested, and why under found."
            ),
            None => "Give it an id, and write that under kloe of the activity that tests it.".to_owned(),
        };
        RULE.draft(place(route), "No activity tests this line of enquiry.").help(help)
    });
    let strange = plan.strange_enquiries().map(|(at, item)| {
        let route = Route::from("activities").item(at).key("kloe").item(item);
        RULE.draft(place(route), "The plan has no such line of enquiry.")
            .help("Write the id of one of its lines, such as k1.")
    });
    open.chain(strange).collect()
}
