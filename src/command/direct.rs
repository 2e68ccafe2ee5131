//! `qaf direct`.

use anyhow::Result;
use clap::Args;

use super::step::{self, AskedDoer, MadeFile, OpenedAudit};
use crate::context::Context;
use crate::framework::{Date, Step};
use crate::output::Outcome;
use crate::paper::safe::safe;
use crate::record::FileKind;
use crate::store::scaffold::{DirectionForm, direction_yaml};

/// Begin the case direction that follows an Inadequate
///
/// With it begins the review of its actions. Makes case-direction.yaml from the day on which the audit is Inadequate by the auditor's grade: the actions are
/// reviewed within a month of that, and the direction follows once the grade is final.
#[derive(Debug, Args)]
pub struct DirectArgs {
    /// The audit; its id may be shortened, as CF42
    #[arg(value_name = "ID")]
    id: String,
    /// Who directs, where it is not the service manager or their deputy by people.csv
    #[arg(long, value_name = "NAME")]
    by_manager: Option<String>,
}

impl DirectArgs {
    /// The arguments that name an audit; who directs is found by the schedule.
    pub fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            by_manager: None,
        }
    }
}

/// Makes the file and says whose it is.
pub fn run(args: &DirectArgs, context: &Context) -> Result<Outcome> {
    step::demand_format("direct", context)?;
    make(args, context)?.print(context)?;
    Ok(Outcome::Done)
}

/// Makes the direction's file as [`run`] does.
pub fn make(args: &DirectArgs, context: &Context) -> Result<MadeFile> {
    let opened = step::open(&args.id, context)?;
    opened.submitted("there is nothing to direct")?;
    opened.demand_absent(FileKind::CaseDirection)?;
    if !opened.is_inadequate() {
        return Err(opened.not_inadequate("a case direction"));
    }
    let by = director(args.by_manager.as_deref(), &opened)?;
    let (direct_due, review_due) = (
        due(&opened, Step::CaseDirection),
        due(&opened, Step::ReviewActions),
    );
    let is_final = opened.progress().settled.is_some();
    let text = direction_yaml(&DirectionForm {
        step: opened.step_form(direct_due),
        by: by.name(),
        auditor: opened.auditor(),
        is_final,
        actions: &opened.actions(),
        review_due,
    });
    let file = opened.write(FileKind::CaseDirection, &text)?;
    let id = opened.id();
    let (by_when, notes) = said(&opened, is_final, &by);
    Ok(MadeFile {
        command: "direct",
        what: format!(
            "{} directs {id}, {}.",
            by.shown().map_or("Nobody known".into(), safe),
            opened.grade()
        ),
        by_when,
        then: vec![
            "When the direction is written: write its day after date: and save.".to_owned(),
            format!(
                "When the actions are reviewed: write that day after actions_reviewed:, save, and run qaf validate {id}"
            ),
        ],
        at: opened.shown(FileKind::CaseDirection),
        audit: id,
        file,
        who: by.shown().map(str::to_owned),
        due: direct_due.into_iter().chain(review_due).min(),
        notes,
    })
}

fn director(named: Option<&str>, opened: &OpenedAudit<'_>) -> Result<AskedDoer> {
    if let Some(name) = named {
        let person = step::person("manager", name, opened.context)?;
        return Ok(AskedDoer::Person(person.name.to_string()));
    }
    Ok(match opened.doer(Step::CaseDirection) {
        AskedDoer::Unknown => opened.doer(Step::ReviewActions),
        found => found,
    })
}

fn due(opened: &OpenedAudit<'_>, step: Step) -> Option<Date> {
    opened.progress().due(step)
}

/// The two days it is due, and what else is to be known.
fn said(opened: &OpenedAudit<'_>, is_final: bool, by: &AskedDoer) -> (Vec<String>, Vec<String>) {
    let days = [
        opened.by_when("The direction is", Step::CaseDirection),
        opened.by_when("The review of the audit's actions is", Step::ReviewActions),
    ];
    let mut notes: Vec<String> = opened
        .unlisted(&[Step::CaseDirection, Step::ReviewActions])
        .into_iter()
        .collect();
    if !is_final {
        notes.push(
            "The grade is not final yet: the direction falls due once it is, and is dropped if it is regraded upwards."
                .to_owned(),
        );
    }
    if by.name().is_none() {
        notes.push(
            "Nobody in post is known who holds the role: write the name after by: in the file.".to_owned(),
        );
    }
    let informed = opened.progress().step(Step::Inform).and_then(|state| state.done);
    if informed.is_none() {
        notes.push(format!(
            "The notice to the service manager is not logged yet: qaf log {} informed",
            opened.id()
        ));
    }
    (days.into_iter().flatten().collect(), notes)
}
