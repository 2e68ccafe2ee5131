//! The store's files as plain values, read without qaf.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// A store, as it lies in its folder.
pub struct Store {
    pub schedule: Value,
    pub settings: Value,
    pub forms: Vec<Value>,
    pub rubrics: Vec<Value>,
    /// What was commissioned.
    works: Vec<Value>,
    pub folders: Vec<Folder>,
    /// The lines of people.csv and of exemptions.csv, by column.
    pub people: Vec<BTreeMap<String, String>>,
    pub exemptions: Vec<BTreeMap<String, String>>,
    holidays: BTreeSet<NaiveDate>,
}

/// The files of one audit; null where there is none.
#[derive(Clone)]
pub struct Folder {
    pub id: String,
    pub allocation: Value,
    pub audit: Value,
    pub moderation: Value,
    pub direction: Value,
    pub feedback: Value,
    pub re_audit: Value,
    pub log: Vec<Value>,
    /// The files as they are, by stem: the fingerprint of each, and its value.
    pub now: BTreeMap<String, (String, Value)>,
    /// The copies that were kept, by stem and fingerprint.
    pub kept: BTreeMap<(String, String), Value>,
    /// Of each return, by what was kept: the auditor's grade, and the moderator's with the day of the sign-off.
    pub rounds: Vec<Option<Returned>>,
}

/// The grades that came back: the auditor's, and the moderator's with the day of the sign-off.
pub type Returned = (Option<&'static str>, Option<(NaiveDate, Option<&'static str>)>);

impl Store {
    pub fn read(root: &Path) -> Self {
        let holidays: Value =
            serde_json::from_str(&fs::read_to_string(root.join("bank-holidays.json")).unwrap()).unwrap();
        let events = holidays["england-and-wales"]["events"].as_array().unwrap();
        Self {
            schedule: toml_file(&root.join("schedule.toml")),
            settings: toml_file(&root.join("qaf.toml")),
            // The questionnaire for leavers is no audit's form.
            forms: yaml_files(&root.join("forms"))
                .into_iter()
                .filter(|form| form["questionnaire"].is_null())
                .chain(works(root, "tool.yaml").map(|(folder, mut tool)| {
                    tool["of_work"] = folder.file_name().unwrap().to_str().unwrap().into();
                    tool
                }))
                .collect(),
            works: works(root, "work.yaml")
                .map(|(folder, mut work)| {
                    work["log"] = yaml(&folder.join("log.yaml"));
                    work
                })
                .collect(),
            rubrics: yaml_files(&root.join("forms/rubric")),
            folders: folders(&root.join("audits")),
            people: csv_file(&root.join("people.csv")),
            exemptions: csv_file(&root.join("exemptions.csv")),
            holidays: events.iter().map(|event| day(&event["date"]).unwrap()).collect(),
        }
    }

    /// The row of the schedule with this id.
    pub fn row(&self, id: &Value) -> Option<&Value> {
        items(&self.schedule["row"]).iter().find(|row| row["id"] == *id)
    }

    /// The ids of the wider works that were reported in a time, went on in it, and were cancelled in it; none is a panel.
    pub fn works_of_time(&self, from: NaiveDate, to: NaiveDate) -> Value {
        let mut ids: [Vec<&Value>; 3] = Default::default();
        let mut works: Vec<&Value> = self.works.iter().collect();
        works.sort_by_key(|work| work["work"].as_str().unwrap()[6..].to_owned());
        for work in works {
            let first = |event: &str| {
                let lines = items(&work["log"]).iter().filter(|line| line["event"] == event);
                lines
                    .filter_map(|line| day(&line["date"]))
                    .filter(|day| *day <= to)
                    .min()
            };
            let within = |day: NaiveDate| from <= day;
            if day(&work["commissioned"]).unwrap() > to {
                continue;
            }
            let place = match (first("cancelled"), first("reported"), first("signed-off")) {
                (Some(day), ..) if within(day) => 2,
                (Some(_), ..) => continue,
                (None, Some(day), _) if within(day) => 0,
                (None, _, Some(day)) if !within(day) => continue,
                _ => 1,
            };
            ids[place].push(&work["work"]);
        }
        serde_json::json!([ids[0], ids[1], ids[2], []])
    }

    /// The row that a wider work meets, by its id.
    pub fn row_of_work(&self, id: &Value) -> Option<&Value> {
        let work = self
            .works
            .iter()
            .find(|work| id.is_string() && work["work"] == *id)?;
        self.row(&work["row"])
    }

    /// The day by which a step that began on a day is due.
    pub fn due(&self, step: &str, start: NaiveDate) -> NaiveDate {
        let deadline = &self.schedule["deadline"][step];
        let number = |key: &str| deadline[key].as_u64();
        if let Some(days) = number("working_days") {
            return self.working_days_after(start, days);
        }
        if let Some(months) = number("months") {
            return start + Months::new(u32::try_from(months).unwrap());
        }
        let days = number("days").or_else(|| number("weeks").map(|weeks| weeks * 7));
        start + Days::new(days.unwrap())
    }

    fn working_days_after(&self, start: NaiveDate, days: u64) -> NaiveDate {
        let (mut today, mut left) = (start, days);
        while left > 0 {
            today = today.succ_opt().unwrap();
            let weekend = matches!(today.weekday(), Weekday::Sat | Weekday::Sun);
            if !weekend && !self.holidays.contains(&today) {
                left -= 1;
            }
        }
        today
    }
}

/// A day, where the value is one.
pub fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

/// The list's items; none where it is no list.
pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn toml_file(path: &Path) -> Value {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn csv_file(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A file of every wider work that has it, with the work's folder.
fn works(root: &Path, name: &'static str) -> impl Iterator<Item = (PathBuf, Value)> {
    let tops = ["thematic", "visits", "panels"].map(|top| root.join(top));
    let years = tops
        .into_iter()
        .filter(|top| top.is_dir())
        .flat_map(|top| paths(&top));
    let folders = years.flat_map(|year| paths(&year));
    folders.filter_map(move |folder| {
        let found = yaml(&folder.join(name));
        (!found.is_null()).then_some((folder, found))
    })
}

fn yaml_files(folder: &Path) -> Vec<Value> {
    paths(folder)
        .iter()
        .filter(|path| path.is_file())
        .map(|path| yaml(path))
        .collect()
}

/// The file's value, null where there is no such file. A line at the margin that begins no key has lost its indent: it
/// belongs to the text above it, and is put back there.
fn yaml(path: &Path) -> Value {
    let Ok(text) = fs::read_to_string(path) else {
        return Value::Null;
    };
    serde_saphyr::from_str(&text)
        .or_else(|_| serde_saphyr::from_str(&indented(&text)))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn indented(text: &str) -> String {
    let starts_key = |line: &str| {
        let key = line.split(':').next().filter(|key| line.len() > key.len());
        key.is_some_and(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    let stays = |line: &str| line.is_empty() || line.starts_with([' ', '#', '-']) || starts_key(line);
    let lines = text
        .lines()
        .map(|line| format!("{}{line}\n", if stays(line) { "" } else { "  " }));
    lines.collect()
}

fn folders(root: &Path) -> Vec<Folder> {
    let mut folders = Vec::new();
    let mut below = vec![root.to_owned()];
    while let Some(path) = below.pop() {
        if path.join("allocation.yaml").is_file() {
            folders.push(folder(&path));
        } else {
            below.extend(paths(&path).into_iter().filter(|path| path.is_dir()));
        }
    }
    folders.sort_by(|one, other| one.id.cmp(&other.id));
    folders
}

fn folder(path: &Path) -> Folder {
    let read = |name: &str| yaml(&path.join(name));
    Folder {
        id: path.file_name().unwrap().to_string_lossy().into_owned(),
        allocation: read("allocation.yaml"),
        audit: read("audit.yaml"),
        moderation: read("moderation.yaml"),
        direction: read("case-direction.yaml"),
        feedback: read("feedback.yaml"),
        re_audit: read("re-audit.yaml"),
        log: items(&read("log.yaml")).to_vec(),
        now: prints(path, ToOwned::to_owned),
        kept: kept(&path.join("kept")),
        rounds: Vec::new(),
    }
}

/// The YAML files of a folder, by what `name` makes of their stems: the SHA-256 of each, and its value.
fn prints<K: Ord>(folder: &Path, name: impl Fn(&str) -> K) -> BTreeMap<K, (String, Value)> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let files = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    files
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            (name(stem), (print(&fs::read(&path).unwrap()), yaml(&path)))
        })
        .collect()
}

fn kept(folder: &Path) -> BTreeMap<(String, String), Value> {
    let copies = prints(folder, ToOwned::to_owned).into_iter();
    copies
        .map(|(name, (print, value))| {
            let stem = name.rsplit_once('-').unwrap().0.to_owned();
            ((stem, print), value)
        })
        .collect()
}

/// The SHA-256 of some bytes, in small letters.
pub fn print(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    let digits: Vec<String> = digits.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// A grade's code, or `N/A`.
pub fn judgement(value: &Value) -> Option<&'static str> {
    match value.as_str()?.to_lowercase().as_str() {
        "o" | "outstanding" => Some("O"),
        "g" | "good" => Some("G"),
        "ri" | "a" | "requires improvement" => Some("RI"),
        "i" | "inadequate" => Some("I"),
        "n/a" => Some("N/A"),
        _ => None,
    }
}

/// A day as it is written.
pub fn iso(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub fn grade(value: &Value) -> Option<&'static str> {
    judgement(value).filter(|grade| *grade != "N/A")
}
