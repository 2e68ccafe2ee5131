//! `qaf validate --fix`: the repairs that are certain, shown as a patch, and written to a new file beside.

use anyhow::{Result, bail};

use super::diff::diff;
use crate::context::Context;
use crate::output::{Format, Outcome};
use crate::paper::count;
use crate::paper::safe::safe;
use crate::paper::wrap::fitted;
use crate::store::document::Repaired;
use crate::store::scan::ScannedFolder;

/// A file and its repairs.
struct Patch {
    path: String,
    new_path: String,
    repaired: Repaired,
}

/// Shows what would be repaired in these folders; with `write`, writes each repaired file under a new name.
///
/// A person's own file is never rewritten: it stays as it is until they put the new one in its place.
pub fn run(folders: &[ScannedFolder], write: bool, context: &Context) -> Result<Outcome> {
    if context.format != Format::Text {
        return Err(context.no_such_format("validate --fix", "text"));
    }
    let patches: Vec<Patch> = folders
        .iter()
        .flat_map(|folder| patches(folder, context))
        .collect();
    if patches.is_empty() {
        context.out.text(
            "There is nothing that qaf can repair for certain. qaf validate shows what is left to mend.\n",
        )?;
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for patch in &patches {
        let Patch {
            path,
            new_path,
            repaired,
        } = patch;
        text.push_str(&diff(path, new_path, &repaired.before, &repaired.after));
        text.push('\n');
    }
    if write {
        text.push_str(&written(&patches, context)?);
    } else {
        let lines = patches.iter().map(|patch| patch.repaired.changed()).sum();
        text.push_str(&fitted(
            &format!(
                "{} in {} can be repaired. Nothing is written yet; add --yes to write each repaired file beside its own.\n",
                count(lines, "line", "lines"),
                count(patches.len(), "file", "files"),
            ),
            context.style().width,
        ));
    }
    context.out.told(&text)?;
    Ok(Outcome::Done)
}

/// How many lines of a folder's files can be repaired for certain.
pub(super) fn lines(folder: &ScannedFolder, context: &Context) -> usize {
    let patches = patches(folder, context);
    patches.iter().map(|patch| patch.repaired.changed()).sum()
}

fn patches(folder: &ScannedFolder, context: &Context) -> Vec<Patch> {
    let judged = context.judge(folder, false);
    let documents = judged.reading.documents.iter();
    let own = documents.filter(|(kind, _)| kind.is_a_persons());
    let form = context.form_of(&judged.reading);
    own.filter_map(|(kind, document)| {
        let stem = kind.name().trim_end_matches(".yaml");
        Some(Patch {
            repaired: judged.reading.repaired(*kind, &judged.findings, form)?,
            path: document.path.clone(),
            new_path: format!("{}/{stem}.fixed.yaml", folder.path),
        })
    })
    .collect()
}

/// Writes the new files, none where one of them is there already.
fn written(patches: &[Patch], context: &Context) -> Result<String> {
    if let Some(patch) = patches.iter().find(|patch| context.store.holds(&patch.new_path)) {
        bail!(
            "There is already a {}. Nothing was written. Put it in the place of {}, or delete it, then run the command again.",
            patch.new_path,
            patch.path
        );
    }
    let mut text = String::new();
    for patch in patches {
        let bytes = patch.repaired.text();
        context.writing()?.create_new(&patch.new_path, bytes.as_bytes())?;
        text.push_str(&fitted(
            &format!(
                "{} is written. {} is as it was: compare the two, then put the new one in its place.\n",
                safe(&patch.new_path),
                safe(&patch.path)
            ),
            context.style().width,
        ));
    }
    Ok(text)
}
