//! A store on disk with one audit a form, and what `validate` finds in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use qaf::context::Context;
use qaf::finding::Finding;
use qaf::framework::form::Form;
use qaf::output::{Color, Format, Output};
use qaf::record::FileKind;
use qaf::store::scan::{self, ScannedFolder};
use qaf::store::{init, schema};

use super::cast::PEOPLE;
use super::{CAST, Cast, Chance, Made, make};

/// Today.
pub const TODAY: &str = "2026-12-31";

/// A store that goes with the test.
pub struct TestStore {
    _folder: tempfile::TempDir,
    /// Its root.
    pub root: PathBuf,
    /// The store, opened.
    pub context: Context,
    /// The clean audits, by the form's id.
    pub clean: BTreeMap<&'static str, Made>,
}

impl TestStore {
    /// A store with a clean audit of each form, everything filled in.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("store");
        init::make_store(&root, &init::NewStore::default(), Vec::new()).unwrap();
        fs::write(root.join("people.csv"), PEOPLE).unwrap();
        let context = open(&root);
        let mut store = Self {
            _folder: folder,
            root,
            context,
            clean: BTreeMap::new(),
        };
        store.schemas();
        for cast in &CAST {
            let made = store.made(cast, Chance::full());
            store.write(cast, &made);
            fs::write(store.root.join("ids").join(cast.id), "").unwrap();
            store.clean.insert(cast.form, made);
        }
        store
    }

    /// Writes what editors check the files by, as `qaf init` does.
    fn schemas(&self) {
        let folder = self.root.join("schemas");
        fs::create_dir_all(&folder).unwrap();
        for form in self.context.store.forms.values() {
            let template = self.root.join(format!("forms/{}.yaml", form.id.file_stem()));
            let text = fs::read_to_string(template).unwrap();
            for (kind, schema) in schema::schemas(form, self.context.store.rubric(form), &text) {
                fs::write(folder.join(schema::schema_file_name(form, kind)), schema).unwrap();
            }
        }
    }

    /// The newest form of this id.
    pub fn form(&self, id: &str) -> &Form {
        self.context.store.newest(id).unwrap()
    }

    /// An audit that is right.
    pub fn made(&self, cast: &Cast, chance: Chance) -> Made {
        let form = self.form(cast.form);
        make(form, self.context.store.rubric(form), cast, chance)
    }

    /// Puts an audit's files where they belong, in place of what was there.
    pub fn write(&self, cast: &Cast, made: &Made) {
        let folder = self.root.join(cast.folder());
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        close(&folder, 0o770);
        for (name, text) in made {
            let path = folder.join(name);
            fs::write(&path, text).unwrap();
            close(&path, 0o660);
        }
    }

    /// What is found in an audit's folder as it is now.
    pub fn judge(&self, cast: &Cast) -> Vec<Finding> {
        let scan = scan::audit_folders(&self.root);
        let folder = scan.folders.iter().find(|folder| folder.path == cast.folder());
        self.context.judge(folder.unwrap(), false).findings
    }

    /// What is found in these files, were they an audit's.
    pub fn judge_files(&self, cast: &Cast, made: &Made) -> Vec<Finding> {
        let folder = self.root.join(cast.folder());
        for (name, text) in made {
            fs::write(folder.join(name), text).unwrap();
        }
        let files = made.keys().filter_map(|name| FileKind::parse(name));
        let folder = ScannedFolder {
            id: cast.id.parse().unwrap(),
            path: cast.folder(),
            files: files.collect(),
            strays: Vec::new(),
            copies: Vec::new(),
            closed: None,
        };
        self.context.judge(&folder, false).findings
    }

    /// What is found in the whole store, opened anew.
    pub fn validate(&self) -> Vec<Finding> {
        let context = open(&self.root);
        let examined = context.examine(false, |_| true, |_| true).unwrap();
        let mut findings = context.examine_whole(&examined);
        findings.extend(examined.findings);
        findings.extend(context.findings.iter().cloned());
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings
    }
}

/// Takes the rights of everybody else away.
#[cfg(unix)]
pub fn close(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Takes the rights of everybody else away: here the folder's own list rules.
#[cfg(not(unix))]
pub fn close(_: &Path, _: u32) {}

fn open(root: &Path) -> Context {
    let out = Output::new(true, Color::Never);
    Context::open(
        root,
        TODAY.parse().unwrap(),
        "Tom Ellery".to_owned(),
        out,
        Format::Text,
    )
    .unwrap()
}

/// The findings that ask for something: notes do not, nor do queries that are explained.
pub fn asking(findings: Vec<Finding>) -> Vec<Finding> {
    findings
        .into_iter()
        .filter(|finding| finding.is_error() || finding.is_open_query())
        .collect()
}

/// A finding in one line.
pub fn shown(finding: &Finding) -> String {
    let at = &finding.location;
    format!(
        "{}:{}:{}+{} {}: {}",
        at.path, at.line, at.column, at.width, finding.rule, finding.message
    )
}
