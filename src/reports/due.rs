//! `qaf due`.

pub mod figures;
pub mod paper;

use anyhow::{Result, bail};
use clap::Args;

use crate::context::gaps::TellsGaps;
use crate::context::{Context, Examined};
use crate::figures::Summary;
use crate::framework::calendar::WorkingDays;
use crate::framework::word::nearest;
use crate::output::{Destination, Format, Outcome};
use crate::paper::count;
use crate::paper::safe::safe;
use crate::reports::coverage::figures::newcomers;
use crate::reports::due::figures::{DueReport, due};
use crate::reports::printed::PrintedReport;

/// List what is due or overdue, from whom
///
/// The steps of audits and of wider works, their open actions, and new workers who are still to be observed. What is late
/// comes first, then what is coming up, person by person, in working days. Days on which nobody works (bank-holidays.json)
/// don't count.
#[derive(Debug, Args)]
pub struct DueArgs {
    #[command(flatten)]
    asked: AskedSteps,
    /// End with status 1 if something is overdue, for scheduled jobs
    #[arg(long)]
    check: bool,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// Which steps are asked for; `due` and `remind` take the same.
#[derive(Clone, Debug, Default, Args)]
pub struct AskedSteps {
    /// Only what falls due within N working days, 10 if no number is given; what is overdue is always listed
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "10",
          value_parser = clap::value_parser!(u32).range(0..=2000))]
    within: Option<u32>,
    /// Only from this person: a name, an alias or initials of people.csv
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only audits of this team
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
}

impl AskedSteps {
    /// Whatever waits for a person.
    pub fn of(who: &str) -> Self {
        Self {
            within: None,
            who: Some(who.to_owned()),
            team: None,
        }
    }

    /// The same, and where no number of days is asked for, only what falls due within so many working days.
    #[must_use]
    pub fn or_within(&self, days: u32) -> Self {
        Self {
            within: self.within.or(Some(days)),
            ..self.clone()
        }
    }
}

/// Prints what is due.
pub fn run(args: &DueArgs, context: &Context) -> Result<Outcome> {
    let (due, _) = open_steps(&args.asked, context)?;
    let printed = PrintedReport {
        name: "due",
        paper: &|| paper::paper(&due),
        text: Some(&|| paper::text(&due, context.style())),
        json: &|| crate::paper::json(&due),
        csv: Some(&|| paper::CSV.csv(&due.items)),
        own: &[],
        tells: TellsGaps::Unknown,
    };
    printed.print(context)?;
    context.say_in_csv(&due.unlisted);
    if context.format == Format::Csv && !due.excluded.is_empty() {
        let ids: Vec<String> = due.excluded.iter().map(|audit| audit.id.to_string()).collect();
        context.out.warn(format!(
            "Not known what is due of {}, to be mended first: see qaf validate.",
            ids.join(", ")
        ));
    }
    let look = args.check && due.overdue().next().is_some();
    Ok(if look { Outcome::Look } else { Outcome::Done })
}

/// The open steps that are asked for, and the audits they are of.
pub fn open_steps(asked: &AskedSteps, context: &Context) -> Result<(DueReport, Examined)> {
    // Without its deadlines every audit would look in time.
    if context.store.schedule.deadlines.is_empty() {
        context.demand_sound()?;
        bail!(
            "schedule.toml gives no deadline, so nothing can be due. qaf init in another folder makes one to copy."
        );
    }
    let examined = context.examine_all()?;
    let view = context.view();
    let summaries: Vec<&Summary> = examined.summaries.iter().collect();
    let mut report = due(
        &view,
        &examined.summaries,
        &newcomers(&view, &summaries),
        asked.within.map(WorkingDays),
    );
    if let Some(team) = &asked.team {
        let team = known_team(team, context, &examined)?;
        keep_team(&mut report, &team, &examined);
        report.only.push(team);
    }
    if let Some(who) = &asked.who {
        let who = known_person(who, context, &report, &examined)?;
        report.keep(|item| context.people.same(&item.who, &who));
        report.only.push(who);
    }
    warn_of_faults(context, &examined);
    Ok((report, examined))
}

/// Leaves in what is of a team; an audit that can't be judged stays where its team is not known either.
fn keep_team(report: &mut DueReport, team: &str, examined: &Examined) {
    let of_team = |own: Option<&str>| own.is_some_and(|own| own.eq_ignore_ascii_case(team));
    report.keep(|item| of_team(item.team.as_ref().map(AsRef::as_ref)));
    let elsewhere = |id: &_| {
        let summary = examined.summaries.iter().find(|summary| summary.id == *id);
        let own = summary.and_then(|summary| summary.team.as_ref());
        own.is_some() && !of_team(own.map(AsRef::as_ref))
    };
    report.excluded.retain(|audit| !elsewhere(&audit.id));
}

/// Says where what is listed can't be relied on.
fn warn_of_faults(context: &Context, examined: &Examined) {
    let own = context.own_errors().count();
    if own > 0 {
        context.out.warn(format!(
            "The store's own files have {}, so names or days here may be wrong: see qaf validate.",
            count(own, "error", "errors")
        ));
    }
    let strays = examined
        .findings
        .iter()
        .filter(|finding| finding.is_error() && finding.audit.is_none())
        .count();
    let works = &context.works().findings;
    let of_works = works.iter().filter(|finding| finding.is_error()).count();
    if of_works > 0 {
        context.out.warn(format!(
            "The files of wider works have {}, so what is due of them may be wrong or missing here: see qaf validate.",
            count(of_works, "error", "errors")
        ));
    }
    if strays > 0 {
        context.out.warn(format!(
            "{} read as an audit, so one may be missing here: see qaf validate.",
            count(strays, "folder in audits/ is not", "folders in audits/ are not")
        ));
    }
}

/// The team as people.csv or an audit writes it.
fn known_team(asked: &str, context: &Context, examined: &Examined) -> Result<String> {
    let of_people = context.people.all().iter().flat_map(|person| &person.teams);
    let of_audits = examined
        .summaries
        .iter()
        .filter_map(|summary| summary.team.as_ref());
    let known: Vec<&str> = of_people.chain(of_audits).map(AsRef::as_ref).collect();
    if let Some(team) = known.iter().find(|team| team.eq_ignore_ascii_case(asked.trim())) {
        return Ok((*team).to_owned());
    }
    bail!(
        "No audit and nobody in people.csv has the team {}.{}",
        safe(asked),
        did_you_mean(asked, known)
    )
}

fn did_you_mean<'a>(asked: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(asked, known).map_or_else(String::new, |near| format!(" Did you mean {}?", safe(near)))
}

/// The person whom a name, an alias or initials mean; or a name that only an audit has, or a role's title.
fn known_person(asked: &str, context: &Context, report: &DueReport, examined: &Examined) -> Result<String> {
    if let Some(person) = context.people.find(asked) {
        return Ok(person.name.to_string());
    }
    let in_audits = named_in_audits(report, examined);
    if let Some(name) = in_audits.iter().find(|name| context.people.same(name, asked)) {
        return Ok((*name).to_owned());
    }
    let staff = context.people.all().iter().map(|person| person.name.as_str());
    let staff: Vec<&str> = staff.collect();
    let wanted = plain_initials(asked);
    let by_initials = staff.iter().copied().filter(|name| initials(name) == wanted);
    match by_initials.collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => {
            let part = |name: &&str| {
                name.split_whitespace()
                    .any(|word| word.eq_ignore_ascii_case(asked.trim()))
            };
            let by_part: Vec<&str> = staff.iter().copied().filter(part).collect();
            let hint = if by_part.is_empty() {
                did_you_mean(asked, staff.into_iter().chain(in_audits))
            } else {
                format!(" Did you mean {}?", safe(&by_part.join(" or ")))
            };
            bail!("There is nobody called {} in people.csv.{hint}", safe(asked))
        }
        several => bail!(
            "{} may be {}. Write the name.",
            safe(asked),
            safe(&several.join(" or "))
        ),
    }
}

/// Everybody of whom something is due, or who has a part in an audit.
fn named_in_audits<'a>(report: &'a DueReport, examined: &'a Examined) -> Vec<&'a str> {
    let open = report.items.iter().map(|item| item.who.as_str());
    let parts = examined.summaries.iter().flat_map(|summary| {
        let progress = &summary.progress;
        [&summary.worker, &progress.auditor, &progress.moderator]
            .into_iter()
            .filter_map(|name| name.as_deref())
    });
    open.chain(parts).collect()
}

/// The first letters of a name's words: `AB` for Ann Brook, `SOB` for Siân O'Neil-Burke.
fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Initials as they were typed: `a.b.` is `AB`.
fn plain_initials(asked: &str) -> String {
    asked
        .chars()
        .filter(|c| !matches!(c, '.' | ' ' | '-'))
        .flat_map(char::to_uppercase)
        .collect()
}
