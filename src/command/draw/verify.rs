//! `qaf draw verify`.

mod roster;
mod samples;
mod stored;

use self::stored::StoreBeside;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::context::Context;
use crate::draw::{self, DrawRecord, RecordDifference, RecordError};
use crate::framework::wider_work::names_a_work;
use crate::output::{Format, Outcome, Output};
use crate::paper::safe::safe;
use crate::store::layout;
use crate::store::scan::{MOST_OF_PROGRAMS, read_named};

/// Replay it all: fingerprints, tickets, ranks, passes and picks; of several records, that none is missing
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The records, files of the store's folder draws, or the whole folder; a wider work's id stands for its sample; else
    /// all of the store
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare the pools with those that this case list gives, too; may be given several times
    #[arg(long, value_name = "FILE")]
    roster: Vec<PathBuf>,
}

/// A record's file: how it is named to the reader, and its bytes.
struct Given {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Whether its folder was named, and not the file.
    of_folder: bool,
}

impl Given {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Its path in a store that it lies in.
    fn stored(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("{}/{name}", layout::DRAWS)
    }
}

/// Replays records. A store is needed only where none is named, or a roster is.
pub fn run(
    args: &VerifyArgs,
    out: &Output,
    format: Format,
    context: impl FnOnce() -> Result<Context>,
) -> Result<Outcome> {
    let is_a_work = |path: &PathBuf| !path.exists() && path.to_str().is_some_and(names_a_work);
    let context = if args.files.is_empty() || !args.roster.is_empty() || args.files.iter().any(is_a_work) {
        Some(context()?)
    } else {
        None
    };
    let mut named = named(args, context.as_ref())?;
    let mut samples = samples::apart(&mut named.given);
    let has_only_samples = named.given.is_empty() && !samples.is_empty() && named.whole_store.is_none();
    if let Some(context) = context.as_ref().filter(|_| args.files.is_empty()) {
        samples.extend(samples::of_store(context)?);
    }
    let found = match samples::first_difference(&samples) {
        None if has_only_samples => None,
        None => first_difference(&named)?,
        found => found,
    };
    let mut given = named.given;
    let found = match (found, &context) {
        (None, Some(context)) if !args.roster.is_empty() => roster::compare(&args.roster, &given, context)?,
        (found, _) => found,
    };
    let told = if has_only_samples || found.is_some() {
        String::new()
    } else {
        said(&given, !args.roster.is_empty())?
    };
    let told = found.as_ref().map_or(told + &samples::said(&samples), |found| {
        format!("{}\n", safe(found))
    });
    given.extend(samples);
    match format {
        Format::Text => out.text(&told)?,
        Format::Json => out.data(&json(&given, found.as_deref()))?,
        _ => bail!("qaf draw verify prints text and json; choose one of these with --format."),
    }
    Ok(Outcome::look_if(found.is_some()))
}

/// The record of a wider work's sample, where its id is given in the place of a file.
fn sample_of(path: PathBuf, context: Option<&Context>) -> Result<PathBuf> {
    let id = path.to_str().filter(|text| !path.exists() && names_a_work(text));
    let Some((id, context)) = id.zip(context) else {
        return Ok(path);
    };
    let work = context.work(id)?;
    let sample = context.store.path(&format!("{}/{}", work.path, layout::SAMPLE));
    if !sample.exists() {
        bail!(
            "No sample was taken for {}, so there is none to verify.",
            work.id()
        );
    }
    Ok(sample)
}

/// The records that were named.
struct GivenRecords {
    given: Vec<Given>,
    /// Why the first of those that can't be read can't be, in a sentence without its full stop.
    unread: Option<String>,
    /// Whether they are to follow each other: several, or a whole folder.
    together: bool,
    /// The store, where the whole folder of its records is meant.
    whole_store: Option<PathBuf>,
}

fn named(args: &VerifyArgs, context: Option<&Context>) -> Result<GivenRecords> {
    let folder = context.map(|context| context.store.path(layout::DRAWS));
    let named: Vec<PathBuf> = if args.files.is_empty() {
        folder.iter().cloned().collect()
    } else {
        args.files.clone()
    };
    let mut paths = Vec::new();
    let mut together = named.len() > 1;
    let mut whole_store = None;
    for path in named {
        let path = sample_of(path, context)?;
        // With every record gone, the folder may be gone too.
        let is_gone = args.files.is_empty() && !path.exists();
        if path.is_dir() || is_gone {
            together = true;
            whole_store = stored::store_above(&path);
            if whole_store.is_some() && path.is_symlink() {
                bail!(
                    "{} is a link, and qaf follows none. Put the folder itself in its place.",
                    path.display()
                );
            }
            let records = if is_gone {
                Vec::new()
            } else {
                stored::records_in(&path)?
            };
            // That the draws of a store are lost its audits tell; of any other folder nothing does.
            if records.is_empty() && whole_store.is_none() {
                bail!("{} is a folder that holds no record of a draw.", path.display());
            }
            paths.extend(records.into_iter().map(|record| (record, true)));
        } else {
            paths.push((path, false));
        }
    }
    if paths.is_empty() && !together {
        bail!("There is no record of a draw to verify.");
    }
    let (mut given, mut unread) = (Vec::new(), None);
    for (path, of_folder) in paths {
        match read_named(&path, MOST_OF_PROGRAMS) {
            Ok(bytes) => given.push(Given {
                path,
                bytes,
                of_folder,
            }),
            // In a whole folder the others are replayed all the same.
            Err(why) if of_folder => unread = unread.or(Some(format!("{why}."))),
            Err(why) => return Err(super::not_read(&why)),
        }
    }
    Ok(GivenRecords {
        given,
        unread,
        together,
        whole_store,
    })
}

/// The first thing that differs, in a sentence; `None` where all is as recorded. Of a folder, one that can't be read hides
/// nothing that was changed in another.
fn first_difference(named: &GivenRecords) -> Result<Option<String>> {
    let given = named.given.as_slice();
    let mut unread = named.unread.clone();
    for one in given {
        match draw::verify(&one.bytes) {
            Ok(()) => {}
            Err(RecordDifference::Unreadable(
                why @ (RecordError::LaterVersion(_) | RecordError::OtherRule(_)),
            )) => {
                bail!("{} can't be verified. {why}", one.shown())
            }
            Err(difference) => {
                let why = format!("{} does not verify. {difference}", one.shown());
                if !(one.of_folder && matches!(difference, RecordDifference::Unreadable(_))) {
                    return Ok(Some(why));
                }
                unread = unread.or(Some(why));
            }
        }
    }
    if let Some(why) = unread {
        return Ok(Some(format!(
            "{why} Every other record is as it was made, each by itself."
        )));
    }
    if !named.together {
        let before = given
            .iter()
            .map(stored::predecessor)
            .collect::<Result<Vec<_>>>()?;
        return Ok(before.into_iter().flatten().next());
    }
    let records = given
        .iter()
        .map(|one| Ok(DrawRecord::parse(&one.bytes)?))
        .collect::<Result<Vec<_>>>()?;
    let whole_store = named.whole_store.clone().map(StoreBeside::of);
    if let Some(store) = &whole_store
        && let Some(missing) = stored::missing(store, given, &records)?
    {
        return Ok(Some(missing));
    }
    let shown: Vec<String> = given.iter().map(Given::shown).collect();
    let pairs: Vec<(&str, &DrawRecord)> = shown.iter().map(String::as_str).zip(&records).collect();
    let sequence = match draw::order(&pairs) {
        Ok(order) => order,
        Err(why) => return Ok(Some(format!("The records do not follow each other. {why}"))),
    };
    let ordered: Vec<(&str, &[u8])> = sequence
        .iter()
        .map(|at| (shown[*at].as_str(), given[*at].bytes.as_slice()))
        .collect();
    if let Err(why) = draw::verify_chain(&ordered) {
        return Ok(Some(why.to_string()));
    }
    stored::disagreement(given, &records, whole_store.as_ref())
}

/// What is said of records that follow each other: beside their store's audits more is known.
fn followed(given: &[Given]) -> Result<&'static str> {
    Ok(if stored::store_of(given)?.is_some() {
        "each follows the one before it, and every audit and number that was drawn has its record"
    } else {
        "each follows the one before it"
    })
}

fn said(given: &[Given], with_roster: bool) -> Result<String> {
    let pools = if with_roster {
        " The roster gives the same pools."
    } else {
        ""
    };
    Ok(match given {
        [one] => format!(
            "{}: every step was replayed and comes out as recorded.{pools}\n",
            safe(&one.shown())
        ),
        [] => {
            "There is no record of a draw yet, and no audit or number that one is missing for.\n".to_owned()
        }
        several => {
            let mut text = String::new();
            for one in several {
                text.push_str(&safe(&one.shown()));
                text.push('\n');
            }
            format!(
                "{text}{} records: every step was replayed and comes out as recorded, {}.{pools}\n",
                several.len(),
                followed(several)?
            )
        }
    })
}

fn json(given: &[Given], found: Option<&str>) -> String {
    let files: Vec<String> = given.iter().map(Given::shown).collect();
    let document = serde_json::json!({
        "schema": "qaf.verify/1",
        "files": files,
        "verifies": found.is_none(),
        "difference": found,
    });
    format!("{document:#}\n")
}

/// The whole path of a file, for comparing.
fn whole(path: &Path) -> Result<PathBuf> {
    path.canonicalize()
        .with_context(|| format!("{} can't be read", path.display()))
}
