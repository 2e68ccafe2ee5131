//! The making of the folders of a whole draw.

use anyhow::{Context as _, Result};
use rayon::prelude::*;

use super::Context;
use super::make::LOG;
use crate::framework::Form;
use crate::record::{Allocation, FileKind};
use crate::store::scaffold;

impl Context {
    /// Claims the numbers of audits that were drawn, makes their folders, or what is missing of them, and says where each is.
    /// The record of the draw, from which a run that was stopped is finished, must be on the disk; an allocation gets its
    /// name when the other files of its folder are there.
    pub fn make_drawn(&self, allocations: &[Allocation]) -> Result<Vec<String>> {
        // What a run that is killed leaves half-made is no more than that.
        const AT_ONCE: usize = 500;
        let inside = self.writing()?;
        for some in allocations.chunks(AT_ONCE) {
            let written = some.par_iter().map(|allocation| {
                let form = self.form_allocated(allocation)?;
                Ok((form, self.new_files(allocation, form)))
            });
            let written: Vec<_> = written.collect::<Result<_>>()?;
            let mut files = inside.together();
            for (allocation, (form, texts)) in some.iter().zip(written) {
                self.make_schemas(form)?;
                files.claim_this(&allocation.audit)?;
                let folder = self.folder_for(allocation);
                for (kind, text) in texts {
                    let is_last = kind == FileKind::Allocation;
                    files.create_new(&folder, kind.name(), text.as_bytes(), is_last)?;
                }
            }
            files.finish()?;
        }
        Ok(allocations.iter().map(|one| self.folder_for(one)).collect())
    }

    pub(super) fn form_allocated(&self, allocation: &Allocation) -> Result<&Form> {
        let form = self.store.form(&allocation.form);
        form.with_context(|| format!("There is no form {} in forms/.", allocation.form))
    }

    /// The files with which an audit begins.
    pub(super) fn new_files(&self, allocation: &Allocation, form: &Form) -> [(FileKind, String); 3] {
        [
            (FileKind::Audit, self.blank(allocation, form)),
            (FileKind::Log, LOG.to_owned()),
            (FileKind::Allocation, scaffold::allocation_yaml(allocation)),
        ]
    }
}
