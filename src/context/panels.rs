//! Moderation panels: made, and revealed.

use anyhow::Result;

use super::Context;
use super::make::LOG;
use crate::draw::sampled::SampleRecord;
use crate::record::work::{Commission, Discussion, PanelDrawn, Revealed, Work};
use crate::record::{FileKind, WorkFile};
use crate::store::scan::{self, ReadError};
use crate::store::{layout, scaffold, works};

/// What is made for a new panel.
#[derive(Debug)]
pub struct NewPanel<'m> {
    /// What is commissioned.
    pub made: &'m Commission,
    /// Who reads what.
    pub drawn: &'m PanelDrawn,
    /// The record of the draw.
    pub record: &'m SampleRecord,
    /// The audits as the members read them, each with the name of its file.
    pub pack: &'m [(String, Vec<u8>)],
}

impl Context {
    /// Makes a panel's folder, and says where it is. What was commissioned is written last: a folder without it counts for
    /// nothing.
    pub fn make_panel(&self, new: &NewPanel<'_>) -> Result<String> {
        let inside = self.writing()?;
        let made = new.made;
        let year = self.store.settings.year_starts.year_of(made.commissioned);
        let folder = works::folder(year, &made.work);
        inside.claim_this(made.work.claimed())?;
        for sub in [layout::SHEETS, layout::PACK] {
            inside.create_dirs(&format!("{folder}/{sub}"))?;
        }
        let file = |name: &str| format!("{folder}/{name}");
        for (name, bytes) in new.pack {
            inside.create_new(&file(&format!("{}/{name}", layout::PACK)), bytes)?;
        }
        self.make_work_schema(WorkFile::Sheet)?;
        for member in &new.drawn.members {
            let sheet = scaffold::sheet(made, new.drawn, member);
            let name = format!("{}/{}", layout::SHEETS, member.sheet);
            inside.create_new(&file(&name), sheet.as_bytes())?;
        }
        inside.create_new(&file(layout::SAMPLE), &new.record.to_bytes()?)?;
        let drawn = scaffold::panel_yaml(made, new.drawn);
        inside.create_new(&file(layout::PANEL), drawn.as_bytes())?;
        inside.create_new(&file("log.yaml"), LOG.as_bytes())?;
        inside.create_new(&file(layout::WORK), scaffold::work_yaml(made).as_bytes())?;
        Ok(folder)
    }

    /// Writes the grades of a panel as its sheets have them, and the discussion that begins with them, where either is not
    /// there yet. A copy of each sheet is kept first.
    pub fn make_revealed(&self, work: &Work, revealed: &Revealed, begun: &Discussion) -> Result<()> {
        let inside = self.writing()?;
        let panel = work.panel.iter();
        for member in panel.flat_map(|panel| &panel.drawn.members) {
            let path = format!("{}/{}/{}", work.path, layout::SHEETS, member.sheet);
            match scan::read_file(&self.store.root, &path) {
                Ok(bytes) => self.keep_copy(&work.path, FileKind::OfWork(WorkFile::Sheet), &bytes)?,
                Err(ReadError::NotFound(_)) => {}
                Err(why) => {
                    anyhow::bail!("{why}. Nothing was revealed, as no copy of the sheet can be kept.")
                }
            }
        }
        self.make_work_schema(WorkFile::Discussion)?;
        let texts = [
            (
                layout::REVEALED,
                scaffold::revealed_yaml(&work.commission, revealed, self.as_of),
            ),
            (
                WorkFile::Discussion.name(),
                scaffold::discussion(&work.commission, begun),
            ),
        ];
        for (name, text) in texts {
            match inside.create_new(&format!("{}/{name}", work.path), text.as_bytes()) {
                Err(why) if !why.is_there_already() => return Err(why.into()),
                _ => {}
            }
        }
        Ok(())
    }
}
