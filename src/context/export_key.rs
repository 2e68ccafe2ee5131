//! The council's key for exports: made by the first, and the same ever after, so that the years join.

use anyhow::{Context as _, Result, bail};

use super::Context;
use crate::store::export_key::ExportKey;
use crate::store::files::is_open_to_others;
use crate::store::layout::EXPORT_KEY;
use crate::store::scan::{ReadError, read_file};

impl Context {
    /// The key, and whether it was made just now.
    ///
    /// # Errors
    /// Where it can't be read or made: ids by another key would join with no earlier export.
    pub fn export_key(&self) -> Result<(ExportKey, bool)> {
        let is_new = match read_file(&self.store.root, EXPORT_KEY) {
            Err(ReadError::NotFound(_)) => self.make_export_key()?,
            _ => false,
        };
        let bytes = read_file(&self.store.root, EXPORT_KEY).map_err(|why| {
            anyhow::anyhow!(
                "{why}. The ids of an export are made with this key, which belongs to whoever exported first: ask them to \
                 export, or to hand the file over. Nothing was exported."
            )
        })?;
        let Some(key) = ExportKey::parse(&bytes) else {
            bail!(
                "{EXPORT_KEY} holds no key: 64 digits from 0 to 9 and a to f. Restore it from a copy, so that ids stay as they \
                 were. Where there is none, delete it: the next export makes a new one, and its ids join with no earlier \
                 export. Nothing was exported."
            )
        };
        if is_open_to_others(&self.store.path(EXPORT_KEY)) {
            self.out.warn(format!(
                "Others than its owner can open {EXPORT_KEY}. Who has it can tell from a child's or a worker's name or number \
                 which rows are theirs: chmod 600 {EXPORT_KEY}."
            ));
        }
        Ok((key, is_new))
    }

    /// Makes the key; whether it was made, and not by another run at the same moment.
    fn make_export_key(&self) -> Result<bool> {
        let made = self
            .writing()?
            .private()
            .create_new(EXPORT_KEY, ExportKey::fresh().as_bytes());
        match made {
            Ok(()) => Ok(true),
            Err(why) if why.is_there_already() => Ok(false),
            Err(why) => {
                Err(why).context("The key for the ids of exports can't be kept; nothing was exported")
            }
        }
    }
}
