//! What stands beside a quarter's figures: read, made, and logged.

use anyhow::{Context as _, Result, bail};

use super::Context;
use super::make::LOG;
use crate::finding::Finding;
use crate::framework::wider_work::WorkEvent;
use crate::framework::{Date, Quarter};
use crate::record::FileKind;
use crate::record::commentary::QuartersCommentary;
use crate::store::of_quarter::{self, BesideFigures};
use crate::store::{issued, layout, scaffold, scan, schema};

impl Context {
    /// What stands beside a quarter's figures, as its files stand now.
    pub fn beside_figures(&self, quarter: Quarter) -> BesideFigures {
        of_quarter::read(&self.store.root, quarter, &self.store.settings.board_ids())
    }

    /// The commentary of every quarter that has one, in their order, read once.
    pub fn commentaries(&self) -> &[QuartersCommentary] {
        self.commentaries.get_or_init(|| {
            let starts = self.store.settings.year_starts;
            // That the folder can't be opened is validate's to say.
            let folders = issued::names(&self.store.root, layout::REPORTS).unwrap_or_default();
            let quarters = folders
                .iter()
                .filter_map(|name| Quarter::parse(name, starts).ok());
            quarters
                .filter_map(|quarter| {
                    let beside = self.beside_figures(quarter);
                    let name = FileKind::Commentary.name();
                    let is_fault = |found: &Finding| found.is_error() && found.location.path.ends_with(name);
                    let is_whole = !beside.findings.iter().any(is_fault);
                    let is_there = beside.commentary.is_some() || !is_whole;
                    is_there.then(|| QuartersCommentary {
                        quarter,
                        commentary: beside.commentary.unwrap_or_default(),
                        is_whole,
                    })
                })
                .collect()
        })
    }

    /// The day on which a quarter's figures were first issued, of those that can be trusted.
    ///
    /// # Errors
    /// Where the folder can't be read.
    pub fn issued_on(&self, quarter: Quarter) -> Result<Option<Date>> {
        let all = issued::of_quarter(&self.store.root, &quarter.to_string())
            .with_context(|| format!("{}/{quarter} can't be read", layout::REPORTS))?;
        let days = all.iter().filter(|issued| !issued.public).filter_map(|issued| {
            let document = issued.content.as_ref().ok()?;
            document["as_of"].as_str()?.parse::<Date>().ok()
        });
        Ok(days.filter(|day| *day <= self.as_of).min())
    }

    /// Makes a quarter's commentary, to be filled in, where it is not there yet; its path, and whether it was made.
    pub fn make_commentary(&self, quarter: Quarter) -> Result<(String, bool)> {
        let path = of_quarter::path(quarter, FileKind::Commentary.name());
        let inside = self.writing()?;
        inside.create_dirs(&format!("{}/{quarter}", layout::REPORTS))?;
        let boards = self.store.settings.board_ids();
        self.make_commentary_schema(&boards)?;
        let text = scaffold::commentary_yaml(quarter, &boards);
        match inside.create_new(&path, text.as_bytes()) {
            Ok(()) => Ok((path, true)),
            Err(why) if why.is_there_already() => Ok((path, false)),
            Err(why) => Err(why.into()),
        }
    }

    /// Makes the schema of commentaries, anew where the settings have other boards than when it was made.
    fn make_commentary_schema(&self, boards: &[String]) -> Result<()> {
        let inside = self.writing()?;
        inside.create_dirs(layout::SCHEMAS)?;
        let path = format!("{}/{}", layout::SCHEMAS, schema::COMMENTARY_SCHEMA);
        let text = schema::commentary_schema(boards);
        match inside.create_new(&path, text.as_bytes()) {
            Err(why) if !why.is_there_already() => Err(why.into()),
            Err(_) => {
                let was = scan::read_file(&self.store.root, &path)?;
                if was != text.as_bytes() {
                    inside.replace(&path, &was, text.as_bytes())?;
                }
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Appends an event to the log of a quarter's report; the store must be locked.
    pub fn log_of_quarter(&self, quarter: Quarter, beside: &BesideFigures, event: &WorkEvent) -> Result<()> {
        self.demand_by()?;
        let log = of_quarter::path(quarter, of_quarter::LOG);
        if !beside.is_log_whole {
            bail!(
                "{log} can't be read whole, so what was logged is not known. Nothing was logged; qaf validate says more."
            );
        }
        let inside = self.writing()?;
        inside.create_dirs(&format!("{}/{quarter}", layout::REPORTS))?;
        match inside.create_new(&log, LOG.as_bytes()) {
            Err(why) if !why.is_there_already() => return Err(why.into()),
            _ => {}
        }
        let line = scaffold::work_event_line(event);
        inside.demand_room(&log, line.len())?;
        inside
            .append_line(&log, &line)
            .with_context(|| format!("the event was not logged for {quarter}"))
    }
}
