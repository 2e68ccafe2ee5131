//! Stores made at random: the demo's audits under new numbers, on other days, and with answers and events that may be
//! anybody's, right or wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::recount::disturb::untold;
use crate::recount::store::print;

/// The names and texts of an audit's files.
type Files = BTreeMap<String, String>;

/// Numbers from a seed, the same on every machine (Marsaglia 2003, xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }

    /// Whether one of a hundred chances, so many of which say yes, does.
    fn percent(&mut self, yes: usize) -> bool {
        self.below(100) < yes
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// What a store is like.
#[derive(Clone, Copy)]
pub struct Kind {
    /// How many audits it has.
    pub count: usize,
    /// By how many days at most they lie before the demo's.
    pub days: usize,
    /// Whether grades were poor once and are good now.
    pub drifts: bool,
}

/// Fills a folder with a store.
pub fn fill(demo: &Path, store: &Path, dice: &mut Dice, kind: Kind) {
    let Kind { count, days, drifts } = kind;
    copy(demo, store);
    let mut kinds = Vec::new();
    read(&demo.join("audits"), &mut kinds);
    fs::create_dir_all(store.join("ids")).unwrap();
    for number in 1..=count {
        let (old, files) = &kinds[dice.below(kinds.len())];
        let id = format!("{}-26-{:04}", &old[..2], 100 + number);
        let days_back = dice.below(days);
        let back = u64::try_from(days_back).unwrap();
        let grades: &[&str] = match (drifts, days_back > days / 2) {
            (false, _) => &GRADES,
            (true, true) => &["RI", "I"],
            (true, false) => &["O", "G"],
        };
        let folder = store.join("audits/2026-27/Q3/random").join(&id);
        fs::create_dir_all(folder.join("kept")).unwrap();
        fs::write(store.join("ids").join(&id), "").unwrap();
        let mut files: Files = files
            .iter()
            .map(|(name, text)| (name.clone(), earlier(&text.replace(old, &id), back)))
            .collect();
        change(&mut files, dice, grades);
        live(&mut files, &folder, dice, grades);
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
    }
}

/// Everything of a store but its audits, and what was drawn and claimed for them.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = {
            let entry = entry.unwrap();
            (entry.path(), entry.file_name())
        };
        if ["audits", "ids", "draws", "reports"]
            .iter()
            .any(|own| name == *own)
        {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The audits below a folder: their ids and files.
fn read(folder: &Path, kinds: &mut Vec<(String, Files)>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    if !folder.join("allocation.yaml").is_file() {
        for path in paths.iter().filter(|path| path.is_dir()) {
            read(path, kinds);
        }
        return;
    }
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let files = paths.iter().filter(|path| path.is_file());
    let files = files.map(|path| (name(path), fs::read_to_string(path).unwrap()));
    kinds.push((name(folder), files.collect()));
}

/// A text with each of its days so many days earlier.
fn earlier(text: &str, days: u64) -> String {
    let mut moved = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, from) = rest.split_at(at);
        moved.push_str(before);
        let day = from.get(..10).and_then(|text| text.parse::<NaiveDate>().ok());
        let (shown, length) = match day {
            Some(day) => ((day - Days::new(days)).to_string(), 10),
            None => ("20".to_owned(), 2),
        };
        moved.push_str(&shown);
        rest = &from[length..];
    }
    moved + rest
}

/// Rows that an audit may or may not meet: of its own form or another, of whole works, of workers; and none.
const ROWS: [&str; 12] = [
    "area-case",
    "area-obs",
    "tc-case",
    "iro-combined",
    "lado-case",
    "all-peer",
    "observed-each",
    "moderation-panel",
    "fr-threshold",
    "cmt-sav",
    "gone-since",
    "",
];
/// Those who audit for some row, for several, and one whom nobody knows.
const AUDITORS: [&str; 7] = [
    "Ann Brook",
    "Lena Fox",
    "Isaac Wynn",
    "Priya Nand",
    "Robin Hale",
    "Kit Adams",
    "Nobody Known",
];
const GRADES: [&str; 4] = ["O", "G", "RI", "I"];

/// How many of a hundred overall grades become other ones: all, where they drift.
fn chance(grades: &[&str]) -> usize {
    if grades.len() < GRADES.len() { 100 } else { 50 }
}

fn change(files: &mut Files, dice: &mut Dice, grades: &[&str]) {
    let allocation = files.get_mut("allocation.yaml").unwrap();
    let allocated: NaiveDate = value(allocation, "allocated").parse().unwrap();
    set(allocation, "draw", "");
    if dice.percent(60) {
        set(allocation, "team", dice.of(&["North", "South", "Far West", ""]));
    }
    set(
        allocation,
        "legal_status",
        dice.of(&["CIN", "CP", "CiC", "Care Leaver", ""]),
    );
    set(allocation, "selection", dice.of(&["random", "manager"]));
    if dice.percent(40) {
        set(allocation, "row", dice.of(&ROWS));
    }
    if dice.percent(30) {
        set(allocation, "auditor", dice.of(&AUDITORS));
    }
    if dice.percent(30) {
        set(
            allocation,
            "worker",
            dice.of(&["Kit Adams", "Jess Cole", "Dev Shah", "Ruth Vane", "Ann Brook", ""]),
        );
    }
    rewrite(files, dice, allocated, grades);
    events(files, dice, allocated);
}

/// What people may write in their files, right or wrong.
fn rewrite(files: &mut Files, dice: &mut Dice, allocated: NaiveDate, grades: &[&str]) {
    if let Some(audit) = files.get_mut("audit.yaml") {
        answers(audit, dice, allocated, grades);
    }
    for name in [
        "moderation.yaml",
        "feedback.yaml",
        "re-audit.yaml",
        "case-direction.yaml",
    ] {
        if dice.percent(10) {
            files.remove(name);
        }
    }
    if let Some(moderation) = files.get_mut("moderation.yaml") {
        if dice.percent(chance(grades)) {
            *moderation = graded(moderation, "  grade: ", dice, grades, 100);
        }
        if dice.percent(10) {
            set(moderation, "signed_off", "");
        }
    }
    if let Some(again) = files.get_mut("re-audit.yaml") {
        set(again, "grade", dice.of(&["O", "G", "RI", "I", ""]));
    }
    if let Some(feedback) = files.get_mut("feedback.yaml").filter(|_| dice.percent(15)) {
        set(feedback, "date", "");
    }
}

/// Puts the fingerprints of the files into the log's lines, and copies of the files beside them, as qaf does at each
/// event; between two events, and after the last, somebody may write over the files. Of some audits no event tells.
fn live(files: &mut Files, folder: &Path, dice: &mut Dice, grades: &[&str]) {
    let allocation = &files["allocation.yaml"];
    let allocated: NaiveDate = value(allocation, "allocated").parse().unwrap();
    let log: Vec<String> = files["log.yaml"].lines().map(untold).collect();
    let tells = dice.percent(60);
    let mut told = String::new();
    for line in log {
        let event = line
            .strip_suffix('}')
            .filter(|_| tells && line.starts_with("- {"));
        match event {
            Some(event) => writeln!(told, "{event}, files: {{{}}}}}", keep(files, folder)).unwrap(),
            None => writeln!(told, "{line}").unwrap(),
        }
        if event.is_some() && dice.percent(30) {
            rewrite(files, dice, allocated, grades);
        }
    }
    files.insert("log.yaml".to_owned(), told);
}

/// Keeps a copy of each file of a person; the fingerprints, as the log has them.
fn keep(files: &Files, folder: &Path) -> String {
    let persons = files
        .iter()
        .filter(|(name, _)| !["allocation.yaml", "log.yaml"].contains(&name.as_str()));
    let prints = persons.map(|(name, text)| {
        let (stem, print) = (name.trim_end_matches(".yaml"), print(text.as_bytes()));
        fs::write(
            folder.join("kept").join(format!("{stem}-{}.yaml", &print[..8])),
            text,
        )
        .unwrap();
        format!("{stem}: {print:?}")
    });
    prints.collect::<Vec<_>>().join(", ")
}

fn answers(audit: &mut String, dice: &mut Dice, allocated: NaiveDate, grades: &[&str]) {
    *audit = graded(audit, "    grade: ", dice, &["O", "G", "RI", "I", "N/A"], 30);
    *audit = graded(audit, "  grade: ", dice, grades, chance(grades));
    *audit = graded(audit, "    score: ", dice, &["0", "3", "5", "8", "10", ""], 50);
    let after = |day: NaiveDate, dice: &mut Dice| (day + Days::new(dice.below(60) as u64)).to_string();
    if dice.percent(10) {
        set(audit, "submitted", "");
    } else if dice.percent(15) {
        set(audit, "submitted", &after(allocated, dice));
        set(audit, "resubmitted", "[]");
    }
    if let Some(submitted) = value(audit, "submitted")
        .parse()
        .ok()
        .filter(|_| dice.percent(10))
    {
        set(audit, "resubmitted", &format!("[{}]", after(submitted, dice)));
    }
    if dice.percent(5) {
        // An answer that was wiped out.
        *audit = audit.replacen("\noverall:\n  grade: ", "\noverall:\n  grade: # ", 1);
    }
}

/// What may be in the log of an audit that was handed in, and of one that was not.
fn events(files: &mut Files, dice: &mut Dice, allocated: NaiveDate) {
    const BEFORE: [&str; 2] = [
        "event: reassigned, role: auditor, to: Ann Brook, reason: leave",
        "event: withdrawn, reason: not needed",
    ];
    const AFTER: [&str; 10] = [
        "event: action-done, action: 1",
        "event: action-done, action: 2",
        "event: action-done, action: r1",
        "event: feedback-not-given, reason: has left",
        "event: escalated",
        "event: informed, to: [Robin Hale]",
        "event: returned, reason: a section is thin",
        "event: sent, to: [Amara Ives]",
        "event: saved",
        "event: re-audit-sent, to: [Amara Ives]",
    ];
    let audit = files.get("audit.yaml").map_or("", String::as_str);
    let submitted: Option<NaiveDate> = value(audit, "submitted").parse().ok();
    let Some(log) = files.get_mut("log.yaml") else {
        return;
    };
    for _ in 0..dice.below(3) {
        let (from, event) = match submitted {
            Some(submitted) if dice.percent(90) => (submitted, dice.of(&AFTER)),
            _ => (allocated, dice.of(&BEFORE)),
        };
        let day = from + Days::new(dice.below(120) as u64);
        writeln!(log, "- {{date: {day}, {event}}}").unwrap();
    }
}

/// The value of a key at the margin.
fn value<'t>(text: &'t str, key: &str) -> &'t str {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("no {key}")).trim()
}

/// Writes another value behind a key at the margin.
fn set(text: &mut String, key: &str, value: &str) {
    let start = format!("{key}:");
    let lines = text.lines().map(|line| {
        if line.starts_with(&start) {
            format!("{start} {value}\n")
        } else {
            format!("{line}\n")
        }
    });
    *text = lines.collect();
}

/// Puts another choice behind a key, on so many lines of a hundred that begin with it.
fn graded(text: &str, start: &str, dice: &mut Dice, choices: &[&str], yes: usize) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with(start) && dice.percent(yes) {
            format!("{start}{}\n", dice.of(choices))
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}
