//! A spoil as a line of a table, and what it takes to try it.
//!
//! In a replacement, and in `seen`, the place of the finding stands between « and »: they give line, column and width,
//! and are taken out. In a text to find, § parts anchors: each is looked for behind the one before, and the last is
//! what is meant.

use std::collections::BTreeMap;
use std::fs;

use qaf::finding::{Finding, Severity};
use qaf::rule;

use crate::kit::store::{asking, close, shown};
use crate::kit::{CAST, Cast, TestStore};

pub const CF: &str = "child-case";
pub const OP: &str = "observed-practice";
pub const IR: &str = "iro-cp-chair";
pub const FR: &str = "first-response";
pub const FO: &str = "fostering";
pub const LA: &str = "lado";

/// A store that differs from the clean one in a spot or two.
#[derive(Clone, Debug)]
pub struct Case {
    /// The rule it is about.
    pub rule: &'static str,
    form: &'static str,
    edits: Vec<Edit>,
    seen: Seen,
    also: &'static [&'static str],
}

#[derive(Clone, Debug)]
enum Edit {
    Replace(String, &'static str, String),
    Make(String, &'static str),
    Remove(String),
}

#[derive(Clone, Debug)]
enum Seen {
    /// Nothing: the edge is near and not crossed.
    Nothing,
    /// In this file, at the marks of this text.
    At(String, &'static str),
    /// This file, or folder, as a whole.
    Whole(String),
}

/// A spoil of one file of the audit, seen where it was made.
pub fn spoil(
    rule: &'static str,
    form: &'static str,
    file: &str,
    find: &'static str,
    put: &'static str,
) -> Case {
    let at = put.contains('«').then(|| Seen::At(path(form, file), ""));
    Case {
        seen: at.unwrap_or(Seen::Nothing),
        ..near(rule, form, file, find, put)
    }
}

/// A change that comes near to what a rule finds, and is right.
pub fn near(
    rule: &'static str,
    form: &'static str,
    file: &str,
    find: &'static str,
    put: &'static str,
) -> Case {
    Case {
        rule,
        form,
        edits: vec![Edit::Replace(path(form, file), find, put.to_owned())],
        seen: Seen::Nothing,
        also: &[],
    }
}

/// A case that begins with no change.
pub fn case(rule: &'static str, form: &'static str) -> Case {
    Case {
        rule,
        form,
        edits: Vec::new(),
        seen: Seen::Nothing,
        also: &[],
    }
}

impl Case {
    /// Another change.
    pub fn edit(mut self, file: &str, find: &'static str, put: &'static str) -> Self {
        if put.contains('«') {
            self.seen = Seen::At(path(self.form, file), "");
        }
        self.edits
            .push(Edit::Replace(path(self.form, file), find, put.to_owned()));
        self
    }

    /// A further file.
    pub fn make(mut self, file: &str, text: &'static str) -> Self {
        self.edits.push(Edit::Make(path(self.form, file), text));
        self
    }

    /// A file less.
    pub fn remove(mut self, file: &str) -> Self {
        self.edits.push(Edit::Remove(path(self.form, file)));
        self
    }

    /// The finding stands elsewhere than where the change was made.
    pub fn seen(mut self, file: &str, marked: &'static str) -> Self {
        self.seen = Seen::At(path(self.form, file), marked);
        self
    }

    /// The finding is on a file, or folder, as a whole.
    pub fn whole(mut self, file: &str) -> Self {
        self.seen = Seen::Whole(path(self.form, file));
        self
    }

    /// Other rules that find something too.
    pub fn with(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// Whether something is to be found.
    pub fn is_spoil(&self) -> bool {
        !matches!(self.seen, Seen::Nothing)
    }

    fn of_store(&self) -> bool {
        let root = |path: &String| !path.starts_with("audits/");
        self.edits.iter().any(|edit| match edit {
            Edit::Replace(path, ..) | Edit::Make(path, _) | Edit::Remove(path) => root(path),
        })
    }
}

/// A file of the audit by its stem, `/` before one of the store, `.` for the audit's folder.
fn path(form: &str, file: &str) -> String {
    if let Some(own) = file.strip_prefix('/') {
        return own.to_owned();
    }
    match file {
        "." => cast(form).folder(),
        file if file.contains('.') => format!("{}/{file}", cast(form).folder()),
        file => format!("{}/{file}.yaml", cast(form).folder()),
    }
}

fn cast(form: &str) -> &'static Cast {
    CAST.iter().find(|cast| cast.form == form).unwrap()
}

/// The byte range of a text behind its anchors.
fn find(text: &str, find: &str) -> std::ops::Range<usize> {
    let mut from = 0;
    let mut range = 0..0;
    for part in find.split('§') {
        let at = text[from..].find(part);
        let start = from + at.unwrap_or_else(|| panic!("{part:?} does not stand in the file"));
        range = start..start + part.len();
        from = range.end;
    }
    range
}

/// A line, a column and a width.
type Place = (usize, usize, usize);

/// Takes the marks out; hands back the text and, where it had any, the place.
fn unmarked(text: &str) -> (String, Option<Place>) {
    let Some((before, rest)) = text.split_once('«') else {
        return (text.to_owned(), None);
    };
    let (meant, after) = rest.split_once('»').expect("a mark is closed");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let place = (line, column, meant.chars().count());
    (format!("{before}{meant}{after}"), Some(place))
}

struct Trial<'s> {
    store: &'s TestStore,
    before: BTreeMap<String, Option<Vec<u8>>>,
    place: Option<Place>,
}

impl Trial<'_> {
    fn remember(&mut self, path: &str) {
        let bytes = fs::read(self.store.root.join(path)).ok();
        self.before.entry(path.to_owned()).or_insert(bytes);
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.store.root.join(path);
        let folder = path.parent().unwrap();
        if !folder.exists() {
            fs::create_dir_all(folder).unwrap();
            close(folder, 0o770);
        }
        fs::write(&path, bytes).unwrap();
        close(&path, 0o660);
    }

    fn change(&mut self, edit: &Edit) {
        match edit {
            Edit::Replace(path, what, with) => {
                self.remember(path);
                let mut text = fs::read_to_string(self.store.root.join(path)).unwrap();
                text.replace_range(find(&text, what), with);
                let (text, place) = unmarked(&text);
                self.place = place.or(self.place);
                self.write(path, text.as_bytes());
            }
            Edit::Make(path, text) => {
                self.remember(path);
                self.write(path, text.as_bytes());
            }
            Edit::Remove(path) => {
                self.remember(path);
                fs::remove_file(self.store.root.join(path)).unwrap();
            }
        }
    }

    fn restore(self) {
        for (path, bytes) in &self.before {
            match bytes {
                Some(bytes) => self.write(path, bytes),
                None => fs::remove_file(self.store.root.join(path)).unwrap(),
            }
        }
    }
}

/// Tries one case: what is wrong with what was found, if anything.
fn tried(store: &TestStore, case: &Case) -> Result<(), String> {
    let mut trial = Trial {
        store,
        before: BTreeMap::new(),
        place: None,
    };
    case.edits.iter().for_each(|edit| trial.change(edit));
    let wanted = match &case.seen {
        Seen::Nothing => None,
        Seen::Whole(path) => Some((path.clone(), (0, 0, 0))),
        Seen::At(path, "") => Some((path.clone(), trial.place.expect("a mark"))),
        Seen::At(path, marked) => {
            let mut text = fs::read_to_string(store.root.join(path)).unwrap();
            let (plain, _) = unmarked(marked);
            let last = marked.rsplit('§').next().unwrap();
            text.replace_range(find(&text, &plain), last);
            Some((path.clone(), unmarked(&text).1.expect("a mark")))
        }
    };
    let found = if case.of_store() {
        store.validate()
    } else {
        store.judge(cast(case.form))
    };
    trial.restore();
    // A note asks for nothing, and is looked for all the same where it is the rule's own.
    let of_notes = rule::find(case.rule).is_some_and(|rule| rule.severity == Severity::Note);
    let own_note = |finding: &Finding| finding.rule == case.rule && of_notes;
    let (notes, others): (Vec<Finding>, Vec<Finding>) = found.into_iter().partition(own_note);
    compare(case, wanted, &[notes, asking(others)].concat())
}

fn compare(case: &Case, wanted: Option<(String, Place)>, found: &[Finding]) -> Result<(), String> {
    let severity = rule::find(case.rule).expect("a rule").severity;
    let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|finding| finding.rule == case.rule);
    let lines: Vec<String> = found.iter().map(shown).collect();
    let places: Vec<(String, Place)> = own
        .iter()
        .map(|finding| {
            let at = &finding.location;
            (at.path.clone(), (at.line, at.column, at.width))
        })
        .collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let stray = others.iter().any(|finding| !case.also.contains(&finding.rule));
    let weighs = own.iter().all(|finding| finding.severity == severity);
    if places == wanted && !stray && weighs {
        return Ok(());
    }
    Err(format!(
        "{} on {}: {:?}\n  wanted {wanted:?}, found\n    {}",
        case.rule,
        case.form,
        case.edits,
        lines.join("\n    ")
    ))
}

/// Tries every case of a table, and tells of all that went wrong.
pub fn run(cases: &[Case]) {
    let store = TestStore::new();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| tried(&store, case).err())
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
