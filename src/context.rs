//! The store, today and the output: built once for a command, and handed on.

mod begun;
mod beside_figures;
mod copies;
mod drawn;
mod examine;
mod exit_interviews;
mod export_key;
pub mod gaps;
mod judge;
mod kept_copies;
mod make;
mod make_drawn;
mod misallocated;
mod on_day;
mod own_lists;
pub mod panels;
mod passed_by;
mod recall;
mod remarks;
mod single_file;
mod store_view;
mod walk;
mod whole;
mod work_texts;
mod works;
mod writing;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::finding::Finding;
use crate::framework::name_finder::NameFinder;
use crate::framework::{AuditId, Cycle, Date, Exemption, People, RoleId, RowId, Unlisted};
use crate::output::{Destination, Format, Output};
use crate::paper::TextStyle;
use crate::paper::safe::safe;
use crate::paper::wrap::fitted;
use crate::record::commentary::QuartersCommentary;
use crate::roster;
use crate::rule;
use crate::store::files::Inside;
use crate::store::scan::{Scan, ScannedFolder, audit_folders_among};
use crate::store::summaries::CacheFolder;
use crate::store::works::Works;
use crate::store::{Store, layout};

pub use examine::Examined;
pub use judge::Judged;
pub use recall::AuditRecord;

/// What every command works with.
#[derive(Debug)]
pub struct Context {
    /// The store.
    pub store: Store,
    /// `people.csv`.
    pub people: People,
    /// `exemptions.csv`.
    pub exemptions: Vec<Exemption>,
    /// What is wrong with the store's own files, these two among them.
    pub findings: Vec<Finding>,
    /// Today.
    pub as_of: Date,
    /// Who runs the command, by the name of `people.csv` where it knows them; empty where that can't be told.
    pub by: String,
    /// Where it prints.
    pub out: Output,
    /// How it prints.
    pub format: Format,
    /// The remarks that the forms come with.
    remarks: remarks::Remarks,
    /// What the figures lack, as the walk over the audits found.
    gaps: gaps::FoundGaps,
    /// The store, once it is written in.
    inside: OnceLock<Inside>,
    /// The wider works, once they are read.
    works: OnceLock<Works>,
    /// By what texts that name nobody are looked at, once it is gathered.
    nobody_named: OnceLock<rule::NobodyNamed>,
    /// The commentaries of quarters, once they are read.
    commentaries: OnceLock<Vec<QuartersCommentary>>,
    /// Where summaries are kept between runs, if anywhere, and when it was begun to look at the files.
    cache: Option<(CacheFolder, SystemTime)>,
    /// Those that are kept, once they are asked for.
    summaries: OnceLock<Option<recall::KeptSummaries>>,
}

impl Context {
    /// Opens the store at `root`.
    pub fn open(root: &Path, as_of: Date, by: String, out: Output, format: Format) -> Result<Self> {
        let store = Store::open(root)?.with_tools_of(as_of);
        let mut findings = store.findings.clone();
        let roles: Vec<RoleId> = store
            .settings
            .roles
            .iter()
            .map(|(role, _)| role.clone())
            .collect();
        let services: Vec<_> = store
            .schedule
            .services
            .iter()
            .map(|entry| entry.name.clone())
            .chain(store.settings.words.services())
            .collect();
        let bytes = own_lists::people_file(&store.root)?;
        let (people, faults) = roster::people::read(&bytes, &roles, &services);
        let people = store.settings.words.reword_people(people);
        findings.extend(
            faults
                .into_iter()
                .map(|fault| own_lists::of_fault(fault, layout::PEOPLE, &bytes)),
        );
        let rows: Vec<RowId> = store.schedule.rows.iter().map(|row| row.id.clone()).collect();
        let bytes = own_lists::exemptions_file(&store.root, &mut findings);
        let (exemptions, faults) = roster::exemptions::read(&bytes, &people, &rows);
        findings.extend(
            faults
                .into_iter()
                .map(|fault| own_lists::of_fault(fault, layout::EXEMPTIONS, &bytes)),
        );
        findings.extend(rule::faults_of_lowering(&store.settings.as_notes));
        // Who is known by a login name or another alias is written by their name.
        let by = people.find(&by).map_or(by, |person| person.name.to_string());
        Ok(Self {
            store,
            people,
            exemptions,
            findings,
            as_of,
            by,
            out,
            format,
            remarks: remarks::Remarks::default(),
            gaps: gaps::FoundGaps::default(),
            inside: OnceLock::new(),
            works: OnceLock::new(),
            nobody_named: OnceLock::new(),
            commentaries: OnceLock::new(),
            cache: None,
            summaries: OnceLock::new(),
        })
    }

    /// The same, with the data sent where the command line says.
    pub fn sent(mut self, to: &Destination) -> Result<Self> {
        self.format = to.format(self.format)?;
        self.out = self.out.sent(to.clone(), self.store.settings.access);
        Ok(self)
    }

    /// What is wrong with the store's own files.
    pub fn own_errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }

    /// Refuses to go on where the store's own files have errors: what would be written could be wrong.
    pub fn demand_sound(&self) -> Result<()> {
        let errors: Vec<&Finding> = self.own_errors().collect();
        if errors.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = errors.iter().take(10).map(|finding| one_line(finding)).collect();
        let more = errors.len().saturating_sub(10);
        let more = if more > 0 {
            format!("\n  and {more} more")
        } else {
            String::new()
        };
        bail!(
            "The store's own files have to be mended first; nothing was written. qaf validate shows each fault.\n  {}{more}",
            lines.join("\n  ")
        )
    }

    /// What a text is searched by in which nobody may be named.
    pub fn name_finder(&self) -> NameFinder {
        NameFinder::of(&self.people)
    }

    /// The names of this cycle and of those before it whose children a draw of today sets aside.
    pub fn remembered_cycles(&self) -> HashSet<String> {
        let settings = &self.store.settings;
        crate::draw::recent_cycles(
            Cycle::of(self.as_of, settings.year_starts),
            settings.memory_cycles,
        )
    }

    /// The name that `people.csv` has for a person, else the one that was given.
    pub fn name_of(&self, given: &str) -> String {
        let person = self.people.find(given);
        person.map_or_else(|| given.trim().to_owned(), |person| person.name.to_string())
    }

    /// The staff in post whom the auditor's form names, such as the child's IRO or conference chair; each once.
    pub fn named_in_form(&self, judged: &Judged) -> Vec<String> {
        let (Some(form), Some(audit)) = (self.form_of(&judged.reading), &judged.folder().audit) else {
            return Vec::new();
        };
        let mut names: Vec<String> = Vec::new();
        for person in audit
            .words_on_people(form)
            .filter_map(|words| self.people.find(words))
        {
            let name = person.name.to_string();
            if person.in_post(self.as_of) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Refuses to go on where it can't be told who does it: what is written names them.
    pub fn demand_by(&self) -> Result<()> {
        if self.by.is_empty() {
            bail!(
                "It can't be told who you are, and what qaf writes names who did it. Say so with --by NAME, or set QAF_BY; \
                 nothing was written."
            );
        }
        Ok(())
    }

    /// The audit that an id, shortened or whole, means.
    pub fn audit(&self, short: &str) -> Result<(AuditId, String)> {
        let folder = self.folder(short)?;
        Ok((folder.id, folder.path))
    }

    /// The audit that an id, shortened or whole, means: read and judged.
    pub fn one(&self, short: &str) -> Result<Judged> {
        Ok(self.judge(&self.folder(short)?, false))
    }

    fn folder(&self, short: &str) -> Result<ScannedFolder> {
        let scan = audit_folders_among(&self.store.root, |id| id.matches(short));
        self.warn_of_closed(&scan);
        let mut found = scan.folders;
        match (found.pop(), found.as_slice()) {
            (Some(one), []) => Ok(one),
            (None, _) => bail!("There is no audit {short} in this store. qaf tracker lists them all."),
            (Some(last), others) => {
                let ids: Vec<String> = others
                    .iter()
                    .chain([&last])
                    .map(|folder| folder.id.to_string())
                    .collect();
                bail!("{short} may mean {}. Write the whole id.", ids.join(" or "))
            }
        }
    }

    /// Says which folders can't be opened: without it, figures without their audits would look whole.
    fn warn_of_closed(&self, scan: &Scan) {
        for stray in scan.closed() {
            self.out.warn(safe(&stray.sentence()));
        }
    }

    /// Says which audits were changed after the event from which they count: their files show other figures than reports.
    fn warn_of_changed(&self, changed: &[AuditId]) {
        for id in changed {
            self.out.warn(format!(
                "{id} was changed after the event from which it counts, so what it said before is counted. qaf validate {id} \
                 says more."
            ));
        }
    }

    /// Prints what was done, as text for people or as JSON; it is said even where standard output can't be written to.
    pub fn told(&self, text: &str) -> Result<()> {
        Ok(match self.format {
            Format::Text => self.out.told(&fitted(text, self.style().width)),
            _ => self.out.told(text),
        }?)
    }

    /// How text is laid out here.
    pub fn style(&self) -> TextStyle {
        TextStyle {
            colour: self.out.colour(),
            ..TextStyle::default()
        }
    }

    /// The answer to a format that a command does not print. `what` is the command, `formats` those that it does.
    pub fn no_such_format(&self, what: &str, formats: &str) -> anyhow::Error {
        anyhow::anyhow!("{what} prints {formats}; choose one of these with --format.")
    }

    /// How many files the store has of its own: settings, lists, forms and guidelines.
    pub fn own_files(&self) -> usize {
        let lists = [
            layout::SETTINGS,
            layout::SCHEDULE,
            layout::PEOPLE,
            layout::EXEMPTIONS,
            layout::BANK_HOLIDAYS,
        ];
        lists.len() + self.store.forms.len() + self.store.rubrics.len()
    }

    /// Says, beside data that has no place for it, that bank holidays are not known of a year in which days were counted.
    pub fn say_in_csv(&self, unlisted: &Unlisted) {
        if self.format == Format::Csv {
            self.warn_of(unlisted);
        }
    }

    /// Says that bank holidays are not known of a year in which days were counted.
    pub fn warn_of(&self, unlisted: &Unlisted) {
        if let Some(sentence) = unlisted.sentence() {
            self.out.warn(sentence);
        }
    }

    /// A role's title.
    pub fn title(&self, role: &RoleId) -> String {
        self.store.settings.title(role).into_owned()
    }

    /// A path of the store in full, for whoever reads it somewhere else.
    pub fn full_path(&self, stored: &str) -> String {
        let path = self.store.path(stored);
        let full = std::path::absolute(&path).unwrap_or(path);
        full.display().to_string()
    }

    /// A path of the store as a person can open it from where they are.
    pub fn shown(&self, stored: &str) -> PathBuf {
        let path = self.store.path(stored);
        let here = std::env::current_dir().unwrap_or_default();
        path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path)
    }
}

/// A finding in one line: its place and what is wrong.
pub fn one_line(finding: &Finding) -> String {
    let at = &finding.location;
    let place = if at.line > 0 {
        format!("{}:{}:{}", at.path, at.line, at.column)
    } else {
        at.path.clone()
    };
    format!("{place}: {}", finding.message)
}
