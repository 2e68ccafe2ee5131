//! What a day's reports say, less what is not promised.

use qaf::context::Examined;
use qaf::figures::StoreView;
use qaf::framework::{Date, Quarter};
use qaf::reports::quarterly;
use qaf::reports::tracker::figures::tracker;
use serde_json::{Value, json};

use super::life::Town;

/// The tracker, the steps and what stands of an Inadequate, and the reports of this quarter and the last, as of a day.
pub fn printed(town: &mut Town, on: Date) -> String {
    let examined = town.examine(on);
    let context = &town.context;
    let mut rows = json!(tracker(
        &examined.summaries,
        &StoreView {
            roles: &[],
            ..context.view()
        }
    ));
    for row in rows["audits"].as_array_mut().unwrap() {
        for key in ["progress", "errors", "queries"] {
            row.as_object_mut().unwrap().remove(key);
        }
        if let Some(next) = row["next"].as_object_mut() {
            next.remove("who");
        }
    }
    let starts = context.store.settings.year_starts;
    let quarters = [Quarter::of(on, starts), Quarter::last_ended(on, starts)];
    let reports = quarters.map(|quarter| {
        let mut report = json!(quarterly::make(context, &examined, quarter));
        // Faults are those of the files as they are, and a change is named whatever the day.
        for key in ["faulty", "changed"] {
            report.as_object_mut().unwrap().remove(key);
        }
        report
    });
    let all = json!({ "tracker": rows, "steps": steps(&examined), "quarters": reports });
    serde_json::to_string_pretty(&all).unwrap()
}

fn steps(examined: &Examined) -> Value {
    let audits = examined.summaries.iter().map(|summary| {
        let progress = &summary.progress;
        let states = progress.steps.iter();
        let states: Vec<String> = states
            .map(|state| format!("{} {} {} {:?}", state.step, state.started, state.due, state.done))
            .collect();
        json!({
            "id": summary.id,
            "steps": states,
            "standing": format!("{:?}", progress.standing()),
            "sections": format!("{:?} {:?}", progress.sections, summary.before),
            "actions": format!("{:?}", summary.actions),
        })
    });
    audits.collect()
}
