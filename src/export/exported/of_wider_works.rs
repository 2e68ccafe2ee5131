//! `works`: a row a wider work.

use smol_str::SmolStr;

use super::ExportedBy;
use crate::export::column::{ExportColumn, ExportTable};
use crate::export::pseudonyms::IdOf;
use crate::framework::wider_work::{WORKS as KINDS, WorkEventKind};
use crate::framework::{Date, WorkKind};
use crate::record::work::Work;

/// A wider work.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "its columns say what each is")]
pub struct WorkRow {
    pub work: SmolStr,
    pub kind: WorkKind,
    pub schedule_row: Option<SmolStr>,
    pub team: Option<SmolStr>,
    pub commissioned: Date,
    pub agreed: Option<Date>,
    pub on_site: Option<Date>,
    pub reported: Option<Date>,
    pub quarter_reported: Option<SmolStr>,
    pub held: Option<Date>,
    pub plan_agreed: Option<Date>,
    pub signed_off: Option<Date>,
    pub cancelled: Option<Date>,
    pub actions: usize,
    pub actions_done: usize,
    pub actions_open: usize,
}

/// The table.
pub const WORKS: ExportTable<WorkRow> = ExportTable {
    name: "works",
    row: "a wider work: a theme, a visit, a deep dive, a panel; neither its title nor what it found is in it",
    columns: &[
        ExportColumn::<WorkRow>::text("work", "The work: an id that tells no number", |r| {
            (&r.work).into()
        })
        .always(),
        ExportColumn::<WorkRow>::text("kind", "What it is", |r| r.kind.meaning().name.into())
            .one_of(|| KINDS.iter().map(|kind| kind.name).collect())
            .always(),
        ExportColumn::<WorkRow>::text("schedule_row", "The row of the schedule that it meets", |r| {
            r.schedule_row.clone().into()
        }),
        ExportColumn::<WorkRow>::text("team", "The team that a visit is of", |r| r.team.clone().into()),
        ExportColumn::<WorkRow>::day("commissioned", "The day on which it was commissioned", |r| {
            r.commissioned.into()
        })
        .always(),
        ExportColumn::<WorkRow>::day("agreed", "The day on which its terms or plan were agreed", |r| {
            r.agreed.into()
        }),
        ExportColumn::<WorkRow>::day("on_site", "The day on site", |r| r.on_site.into()),
        ExportColumn::<WorkRow>::day(
            "reported",
            "The day on which its report first went to somebody",
            |r| r.reported.into(),
        ),
        ExportColumn::<WorkRow>::text("quarter_reported", "The quarter in which its report went", |r| {
            r.quarter_reported.clone().into()
        }),
        ExportColumn::<WorkRow>::day("held", "The day on which a panel was held", |r| r.held.into()),
        ExportColumn::<WorkRow>::day(
            "plan_agreed",
            "The day on which its action plan was agreed",
            |r| r.plan_agreed.into(),
        ),
        ExportColumn::<WorkRow>::day("signed_off", "The day on which the plan was signed off", |r| {
            r.signed_off.into()
        }),
        ExportColumn::<WorkRow>::day("cancelled", "The day on which it was given up", |r| {
            r.cancelled.into()
        }),
        ExportColumn::<WorkRow>::number(
            "actions",
            "How many actions are owed: those of an agreed plan, or of a panel that was held",
            |r| r.actions.into(),
        )
        .always(),
        ExportColumn::<WorkRow>::number("actions_done", "How many of them are done", |r| {
            r.actions_done.into()
        })
        .always(),
        ExportColumn::<WorkRow>::number(
            "actions_open",
            "How many are neither done nor carried over",
            |r| r.actions_open.into(),
        )
        .always(),
    ],
    key: &["work"],
    refers: &[],
};

/// The works that were commissioned by the day of the export.
pub fn works(by: &ExportedBy<'_>) -> Vec<WorkRow> {
    let all = by.context.works().all.iter();
    let known = all.filter(|work| work.commission.commissioned <= by.context.as_of);
    known.map(|work| of(work, by)).collect()
}

fn of(work: &Work, by: &ExportedBy<'_>) -> WorkRow {
    let as_of = by.context.as_of;
    let day = |kind| work.day_of(kind, as_of);
    let actions = work.actions(as_of);
    let is_owed = work.day_of_plan(as_of).is_some();
    let owed = |n: usize| if is_owed { n } else { 0 };
    let reported = day(WorkEventKind::Reported);
    WorkRow {
        work: by.ids.id(IdOf::Work, &work.id().to_string()),
        kind: work.kind(),
        schedule_row: by.row(work.commission.row.as_ref()),
        team: work.commission.team.as_ref().map(|team| by.unit(team.as_str())),
        commissioned: work.commission.commissioned,
        agreed: day(WorkEventKind::Agreed),
        on_site: day(WorkEventKind::OnSite),
        reported,
        quarter_reported: by.quarter(reported),
        held: day(WorkEventKind::Held),
        plan_agreed: day(WorkEventKind::PlanAgreed),
        signed_off: day(WorkEventKind::SignedOff),
        cancelled: day(WorkEventKind::Cancelled),
        actions: owed(actions.len()),
        actions_done: owed(actions.iter().filter(|(.., done)| done.is_some()).count()),
        actions_open: owed(work.open_actions(as_of).count()),
    }
}
