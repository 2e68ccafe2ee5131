//! Wider works: read, made, and logged.

use anyhow::{Context as _, Result, anyhow, bail};

use super::Context;
use super::examine::of_file;
use super::make::LOG;
use super::whole::query;
use crate::draw::sampled::{SampleRecord, verify_sample};
use crate::finding::Finding;
use crate::framework::wider_work::{WorkEvent, WorkEventKind};
use crate::framework::{AuditId, WorkId, WorkKind};
use crate::paper::safe::safe;
use crate::progress::work_standing::WorkLaw;
use crate::record::WorkFile;
use crate::record::work::{Commission, Work};
use crate::store::kept::fingerprint;
use crate::store::scan::ReadError;
use crate::store::works::{self, Works};
use crate::store::{layout, scaffold, scan, schema};

impl Context {
    /// Every wider work of the store, read once.
    pub fn works(&self) -> &Works {
        self.works
            .get_or_init(|| works::all(&self.store.root, self.as_of))
    }

    /// The one work that a shortened id means, as its files stand now.
    pub fn work(&self, short: &str) -> Result<Work> {
        let works = works::all(&self.store.root, self.as_of);
        match works.matching(short).as_slice() {
            [one] => Ok((*one).clone()),
            [] => bail!(
                "There is no work {} in this store. qaf tracker lists the wider works; qaf commission makes one.",
                safe(short)
            ),
            several => {
                let ids: Vec<String> = several.iter().map(|work| work.id().to_string()).collect();
                bail!(
                    "{} may mean {}. Write the whole id.",
                    safe(short),
                    ids.join(" or ")
                )
            }
        }
    }

    /// Says that a work goes by the terms that were agreed, where they were changed since.
    pub fn tell_redrafted(&self, work: &Work) {
        if let Some(redrafted) = work.redrafted_terms() {
            self.out.warn(format!(
                "The terms of {0} were changed after they were agreed on {1}. What was agreed counts: see qaf validate {0}.",
                work.id(),
                redrafted.agreed.spoken()
            ));
        }
    }

    /// By what a work is judged today.
    pub fn work_law(&self) -> WorkLaw<'_> {
        self.view().work_law()
    }

    /// The next free number, for a work of this kind that is commissioned today; the store must be locked.
    pub fn next_work_id(&self, kind: WorkKind) -> Result<WorkId> {
        let number = self.next_number()?;
        let year = self.store.settings.year_starts.year_of(self.as_of).short();
        let id = AuditId::new(kind.meaning().prefix, year, number).and_then(WorkId::new);
        id.context("There is no number left.")
    }

    /// Makes a work's folder and says where it is. What was commissioned is written last: a folder without it counts for
    /// nothing.
    pub fn make_work(&self, made: &Commission) -> Result<String> {
        let inside = self.writing()?;
        let year = self.store.settings.year_starts.year_of(made.commissioned);
        let folder = works::folder(year, &made.work);
        inside.claim_this(made.work.claimed())?;
        inside.create_dirs(&folder)?;
        let file = |name: &str| format!("{folder}/{name}");
        if let Some(first) = WorkFile::of(made.kind).first() {
            self.make_work_schema(*first)?;
            inside.create_new(&file(first.name()), scaffold::work_file(*first, made).as_bytes())?;
        }
        inside.create_new(&file("log.yaml"), LOG.as_bytes())?;
        inside.create_new(&file(layout::WORK), scaffold::work_yaml(made).as_bytes())?;
        Ok(folder)
    }

    /// Makes the schema of a file of works, where it is not there yet.
    pub(super) fn make_work_schema(&self, file: WorkFile) -> Result<()> {
        let inside = self.writing()?;
        inside.create_dirs(layout::SCHEMAS)?;
        let path = format!("{}/{}", layout::SCHEMAS, schema::work_schema_name(file));
        match inside.create_new(&path, schema::work_schema(file).as_bytes()) {
            Err(why) if !why.is_there_already() => Err(why.into()),
            _ => Ok(()),
        }
    }

    /// Makes a file of a work that people write; its path, or `None` where it was there already.
    pub fn make_work_file(&self, work: &Work, file: WorkFile) -> Result<Option<String>> {
        let path = format!("{}/{}", work.path, file.name());
        let text = scaffold::work_file(file, &work.commission);
        self.make_work_schema(file)?;
        match self.writing()?.create_new(&path, text.as_bytes()) {
            Ok(()) => Ok(Some(path)),
            Err(why) if why.is_there_already() => Ok(None),
            Err(why) => Err(why.into()),
        }
    }

    /// Appends an event to a work's log, and keeps a copy of each file that people write.
    pub fn log_work(&self, work: &Work, event: &WorkEvent) -> Result<()> {
        self.demand_by()?;
        let log = format!("{}/log.yaml", work.path);
        if !work.is_log_whole {
            bail!(
                "{log} can't be read whole, so what was logged is not known. Nothing was logged; qaf validate says more."
            );
        }
        let files = WorkFile::of(work.kind()).iter().map(|file| file.name());
        let mut kept = Vec::new();
        for name in files.chain([layout::TOOL]) {
            let path = format!("{}/{name}", work.path);
            match scan::read_file(&self.store.root, &path) {
                Ok(bytes) => kept.push((name.trim_end_matches(".yaml"), fingerprint(&bytes), bytes)),
                Err(ReadError::NotFound(_)) => {}
                Err(why) => bail!("{why}. Nothing was logged, as no copy of the file can be kept."),
            }
        }
        let prints = kept
            .iter()
            .map(|(stem, print, _)| ((*stem).to_owned(), print.clone()));
        let line = scaffold::work_event_line(&WorkEvent {
            files: prints.collect(),
            ..event.clone()
        });
        let inside = self.writing()?;
        inside.demand_room(&log, line.len())?;
        for (stem, print, bytes) in &kept {
            self.keep(&work.path, stem, print, bytes)?;
        }
        inside
            .append_line(&log, &line)
            .with_context(|| format!("the event was not logged for {}", work.id()))
    }
}

impl Context {
    /// The record of a work's sample, where it was taken.
    ///
    /// # Errors
    /// Where it can't be read: what was taken is not known then.
    pub fn sample(&self, work: &Work) -> Result<Option<SampleRecord>> {
        let path = format!("{}/{}", work.path, layout::SAMPLE);
        let bytes = match scan::read_file(&self.store.root, &path) {
            Ok(bytes) => bytes,
            Err(ReadError::NotFound(_)) => return Ok(None),
            Err(why) => bail!("{why}. Restore it from a copy."),
        };
        let record = SampleRecord::parse(&bytes);
        record
            .map(Some)
            .map_err(|why| anyhow!("{path}: {why} Restore it from a copy."))
    }

    /// Writes the record of a work's sample, once.
    pub fn make_sample(&self, work: &Work, record: &SampleRecord) -> Result<()> {
        let path = format!("{}/{}", work.path, layout::SAMPLE);
        Ok(self.writing()?.create_new(&path, &record.to_bytes()?)?)
    }

    /// How many files a work's folder holds, and what is wrong with them.
    pub fn examine_work(&self, path: &str) -> (usize, Vec<Finding>) {
        let works = self.works();
        let is_own = |finding: &&Finding| {
            finding
                .location
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let mut findings: Vec<Finding> = works.findings.iter().filter(is_own).cloned().collect();
        let work = works.all.iter().find(|work| work.path == path);
        findings.extend(work.and_then(|work| self.sample_fault(work)));
        findings.extend(work.iter().flat_map(|work| self.examine_texts(work)));
        let people = work.map(|work| WorkFile::of(work.kind())).unwrap_or_default();
        let names = people.iter().map(|file| file.name());
        let names = names.chain([layout::WORK, layout::SAMPLE, "log.yaml"]);
        let is_there = |name: &&str| self.store.path(&format!("{path}/{name}")).is_file();
        (names.filter(is_there).count(), findings)
    }

    /// What is not so with a work's sample: it can't be read, was changed, or is not where the log says that it is.
    pub(super) fn sample_fault(&self, work: &Work) -> Option<Finding> {
        let path = format!("{}/{}", work.path, layout::SAMPLE);
        let is_logged = work.log.iter().any(|event| event.event == WorkEventKind::Sampled);
        // A panel is convened and drawn at once.
        let is_asked = work.kind() != WorkKind::Panel;
        let restore = "Restore it from a copy; qaf draw verify replays it.";
        let told = |message: String, help: &str| Some(query("work-sample", &path, message, help));
        match scan::read_file(&self.store.root, &path) {
            Err(ReadError::NotFound(_)) if is_logged => told(
                format!(
                    "The log says that the sample of {} was taken, and its record is gone.",
                    work.id()
                ),
                restore,
            ),
            Err(ReadError::NotFound(_)) => None,
            Err(why) => Some(of_file("unreadable", &path, format!("{why}."), Some(restore))),
            Ok(bytes) => match verify_sample(&bytes) {
                Err(why) => told(format!("This sample is not as it was taken. {why}"), restore),
                Ok(()) if is_asked && !is_logged && work.is_log_whole => told(
                    format!("The sample of {} was taken, and is not in the log.", work.id()),
                    &format!(
                        "Run qaf sample {} again: it logs what was taken, and takes nothing anew.",
                        work.id()
                    ),
                ),
                Ok(()) => None,
            },
        }
    }
}
