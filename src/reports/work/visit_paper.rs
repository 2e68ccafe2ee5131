//! The plan of a visit or a deep dive, laid out.

use super::figures::WorkReport;
use super::paper::said;
use crate::framework::Date;
use crate::paper::{Cell, ColumnKind, PaperBlock, PaperPart, PaperTable};
use crate::record::work::VisitPlan;

/// The key lines of enquiry, and what was found of each.
fn enquiry(plan: &VisitPlan) -> (PaperTable, PaperTable) {
    let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
    let lines = PaperTable::of(
        "kloe",
        "Key lines of enquiry",
        "none yet",
        &plan.kloe,
        &[
            ("Line", ColumnKind::Code, &|line| text(&line.id)),
            ("Supposed", ColumnKind::Words, &|line| text(&line.hypothesis)),
            ("Question", ColumnKind::Words, &|line| text(&line.question)),
            ("Methods", ColumnKind::Words, &|line| text(&line.methods)),
            ("Led by", ColumnKind::Words, &|line| text(&line.led_by)),
        ],
    );
    let found = PaperTable::of(
        "kloe-found",
        "What was found of each",
        "nothing yet",
        &plan.kloe,
        &[
            ("Line", ColumnKind::Code, &|line| text(&line.id)),
            ("Found", ColumnKind::Words, &|line| text(&line.found)),
            ("Borne out", ColumnKind::Words, &|line| text(&line.verdict)),
        ],
    );
    (lines, found)
}

/// The plan, with what was found.
pub(super) fn visit(plan: &VisitPlan, report: &WorkReport) -> PaperPart {
    let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
    let data = PaperTable::of(
        "led-by-data",
        "What the performance data say",
        "nothing yet",
        &plan.led_by_data,
        &[
            ("Indicator", ColumnKind::Words, &|one| text(&one.indicator)),
            ("Value", ColumnKind::Words, &|one| text(&one.value)),
            ("Why", ColumnKind::Words, &|one| text(&one.why)),
        ],
    );
    let (lines, found) = enquiry(plan);
    let activities = PaperTable::of(
        "activities",
        "What was done, and what was heard",
        "nothing yet",
        &plan.activities,
        &[
            ("Activity", ColumnKind::Words, &|one| text(&one.kind)),
            ("Date", ColumnKind::Day, &|one| Cell::day(one.date)),
            ("Led by", ColumnKind::Words, &|one| text(&one.led_by)),
            ("Lines", ColumnKind::Code, &|one| Cell::text(one.kloe.join(", "))),
            ("Heard", ColumnKind::Words, &|one| text(&one.heard)),
        ],
    );
    let day = |day: Option<Date>| day.map(Date::spoken);
    let (preparation, on_site) = (day(plan.preparation), day(plan.on_site));
    let mut part = said(
        PaperPart::new("plan", "The plan"),
        &[
            ("Coordinator", plan.coordinator.as_deref()),
            ("Theme", plan.theme.as_deref()),
            ("Present at the preparation", plan.present.as_deref()),
            ("Absent of CMT", plan.absent.as_deref()),
            ("Preparation", preparation.as_deref()),
            ("On site", on_site.as_deref()),
        ],
    );
    if !report.untested.is_empty() {
        let lines = report.untested.join(", ");
        part.blocks
            .push(PaperBlock::Warning(format!("No activity tests {lines}.")));
    }
    part.with(data).with(lines).with(activities).with(found)
}
