//! The store as a command writes in it: looked over once for links, and locked.

use std::time::Duration;

use anyhow::Result;

use super::Context;
use crate::store::files::{Inside, StoreLock};

/// How long a command waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(30);

impl Context {
    /// The store, to be written in.
    ///
    /// # Errors
    /// Where a folder of it is a link: then nothing is written.
    pub fn writing(&self) -> Result<&Inside> {
        if let Some(inside) = self.inside.get() {
            return Ok(inside);
        }
        let inside = Inside::open(&self.store.root, self.store.settings.access)?;
        Ok(self.inside.get_or_init(|| inside))
    }

    /// Locks the store until what is returned is dropped; `no_lock` goes on without, where the drive has no locks.
    pub fn locked(&self, no_lock: bool) -> Result<Option<StoreLock>> {
        let inside = self.writing()?;
        if no_lock {
            return Ok(None);
        }
        let waiting = || {
            self.out
                .say("Somebody else is writing in the store; waiting for them to finish ...");
        };
        Ok(Some(inside.lock(PATIENCE, waiting)?))
    }
}
