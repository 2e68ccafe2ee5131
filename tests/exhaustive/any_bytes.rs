//! Whatever the bytes, they are read without a panic: every beginning of every file that is shipped or written, and
//! thousands of files spoiled by seed.
//!
//! Time is bounded by what the readers do, not by a clock: a file is at most 1 MB, nests at most 24 deep, is mended at
//! most 60 times, and each finding is placed by an index of lines.
//!
//! With `QAF_TESTS=all` every byte's beginning is read, and 100,000 spoiled files; in the ordinary run a share of them.

use std::collections::BTreeMap;

use crate::kit::cast::PEOPLE;
use crate::kit::{CAST, Chance, TestStore, count};
use rayon::prelude::*;

use qaf::framework::calendar::Calendar;
use qaf::framework::word::FormId;
use qaf::record::FileKind;
use qaf::roster::{exemptions, people};
use qaf::store::document::Document;
use qaf::store::{read, schedule_toml, settings, shipped, template};
use qaf::{progress, rule};

/// What reads a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// A file of an audit's folder, on the form of this number in `CAST`.
    Folder(FileKind, usize),
    Form,
    Rubric,
    Settings,
    Schedule,
    People,
    Exemptions,
    Holidays,
}

struct Corpus {
    store: TestStore,
    files: Vec<(Reader, Vec<u8>)>,
}

impl Corpus {
    fn new() -> Self {
        let store = TestStore::new();
        let mut files: Vec<(Reader, Vec<u8>)> = Vec::new();
        let mut add = |reader, text: &str| files.push((reader, text.as_bytes().to_vec()));
        for (_, text) in shipped::FORMS {
            add(Reader::Form, text);
        }
        for (_, text) in shipped::RUBRICS {
            add(Reader::Rubric, text);
        }
        add(Reader::Settings, shipped::SETTINGS);
        add(Reader::Schedule, shipped::SCHEDULE);
        add(Reader::People, PEOPLE);
        add(Reader::People, shipped::PEOPLE);
        add(
            Reader::Exemptions,
            "person,row,from,to,reason,agreed_by\nSam Okoro,area-case,2026-07-01,2026-09-30,\"ill, long\",Ann Brook\n",
        );
        add(Reader::Holidays, shipped::BANK_HOLIDAYS);
        for (at, cast) in CAST.iter().enumerate() {
            let seeded = store.made(cast, Chance::seeded(at as u64));
            for made in [&store.clean[cast.form], &seeded] {
                for (name, text) in made {
                    add(Reader::Folder(FileKind::parse(name).unwrap(), at), text);
                }
            }
        }
        Self { store, files }
    }

    /// Reads the bytes as what they are meant to be, and does with them what `validate` does.
    fn read(&self, reader: Reader, bytes: &[u8]) {
        let store = &self.store.context.store;
        let forms: Vec<FormId> = store.forms.keys().map(|form| form.form.clone()).collect();
        match reader {
            Reader::Folder(kind, at) => self.folder(kind, at, bytes),
            Reader::Form => {
                let rubrics = store.rubrics.clone();
                let _ = template::form(&Document::read("forms/x.yaml", bytes), &rubrics);
            }
            Reader::Rubric => {
                let _ = template::rubric(&Document::read("forms/rubric/x.yaml", bytes));
            }
            Reader::Settings => {
                let _ = settings::read(bytes, &forms);
            }
            Reader::Schedule => {
                let _ = schedule_toml::read(bytes, &store.settings, &forms);
            }
            Reader::People => {
                let roles: Vec<_> = store
                    .settings
                    .roles
                    .iter()
                    .map(|(role, _)| role.clone())
                    .collect();
                let _ = people::read(bytes, &roles, &[]);
            }
            Reader::Exemptions => {
                let rows: Vec<_> = store.schedule.rows.iter().map(|row| row.id.clone()).collect();
                let _ = exemptions::read(bytes, &self.store.context.people, &rows);
            }
            Reader::Holidays => {
                let _ = Calendar::from_json(&String::from_utf8_lossy(bytes));
            }
        }
    }

    fn folder(&self, kind: FileKind, at: usize, bytes: &[u8]) {
        let context = &self.store.context;
        let cast = &CAST[at];
        let form = self.store.form(cast.form);
        // The rules look at the allocation and the form together with any other file.
        let clean = &self.store.clean[cast.form];
        let mut files: BTreeMap<FileKind, Vec<u8>> = BTreeMap::new();
        for needed in [FileKind::Allocation, FileKind::Moderation] {
            files.insert(needed, clean[needed.name()].clone().into_bytes());
        }
        files.insert(kind, bytes.to_vec());
        let reading = read::folder(cast.id.parse().unwrap(), &cast.folder(), &files, |id| {
            context.store.form(id)
        });
        let row = context.store.schedule.row(cast.row);
        let kept = qaf::record::KeptCopies::default();
        let subject = rule::RuleSubject {
            kept: &kept,
            texts: rule::FreeTexts::default(),
            folder: &reading.folder,
            form,
            rubric: context.store.rubric(form),
            row,
            people: &context.people,
            titles: &context.store.settings.roles,
            year_starts: context.store.settings.year_starts,
            as_of: context.as_of,
            ready: true,
            faulty: &reading.faulty,
        };
        for draft in rule::check_all(&subject) {
            let finding = reading.place(draft);
            assert!(
                finding.location.line == 0 || finding.location.column > 0,
                "{finding:?}"
            );
        }
        let _ = reading.repaired(kind, &reading.findings, Some(form));
        let _ = progress::judge(&progress::ProgressSubject {
            folder: &reading.folder,
            form: Some(form),
            row,
            row_of_work: None,
            schedule: &context.store.schedule,
            calendar: &context.store.calendar,
            people: &context.people,
            as_of: context.as_of,
        });
    }
}

#[test]
fn every_beginning_of_every_file_is_read() {
    let corpus = Corpus::new();
    // Of the audits those on the longest form.
    let of_other_form = |reader: &Reader| matches!(reader, Reader::Folder(_, at) if *at > 0);
    for (reader, bytes) in corpus.files.iter().filter(|(reader, _)| !of_other_form(reader)) {
        // Some 40 of each in the ordinary run, at places that no line's length divides.
        let stride = count(bytes.len() / 40, 1).max(1);
        let ends: Vec<usize> = (0..=bytes.len()).step_by(stride).collect();
        ends.into_par_iter()
            .for_each(|end| corpus.read(*reader, &bytes[..end]));
    }
}

/// Pieces that mean something to a reader of one of the files.
const TOKENS: [&str; 48] = [
    "- ",
    ": ",
    ":",
    "|\n",
    ">-\n",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "#",
    " # ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!x ",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "<<: ",
    "<<<<<<< HEAD\n",
    "=======\n",
    "\r",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "🙂",
    "2026-13-40",
    "N/A",
    "grade: G\n",
    "q1:\n",
    "sections:\n",
    "[[row]]\n",
    "= \"",
    "0x1F",
    "1e99",
    "~",
    "null",
    "yes",
    "a,b;c\n",
    "\"\"\"",
    "99999999999999999999",
];

/// One slip of a machine: a byte turned, a piece copied, cut or put in.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    match chance.below(7) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
        2 => bytes.truncate(at),
        3 => {
            let end = (at + chance.below(60)).min(bytes.len());
            bytes.drain(at..end);
        }
        4 if !other.is_empty() => {
            let from = chance.below(other.len());
            let to = (from + chance.below(400)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        5 => {
            let times = [1, 1, 1, 200][chance.below(4)];
            let token = chance.pick(&TOKENS).repeat(times);
            bytes.splice(at..at, token.into_bytes());
        }
        _ => bytes.splice(at..at, chance.pick(&TOKENS).bytes()).for_each(drop),
    }
}

/// A share of the spoiled files, so that several are read at a time.
fn spoiled_files(part: u64) {
    let corpus = Corpus::new();
    for number in 0..count(1_250, 25_000) {
        let mut chance = Chance::seeded(part * 10_000_000 + number as u64);
        let (reader, bytes) = chance.pick(&corpus.files);
        let (_, other) = chance.pick(&corpus.files);
        let mut bytes = bytes.clone();
        for _ in 0..=chance.below(6) {
            mutate(&mut bytes, other, &mut chance);
        }
        corpus.read(*reader, &bytes);
    }
}

#[test]
fn spoiled_files_of_the_first_part_are_read() {
    spoiled_files(1);
}

#[test]
fn spoiled_files_of_the_second_part_are_read() {
    spoiled_files(2);
}

#[test]
fn spoiled_files_of_the_third_part_are_read() {
    spoiled_files(3);
}

#[test]
fn spoiled_files_of_the_fourth_part_are_read() {
    spoiled_files(4);
}

/// The smallest stack that a main thread has is that of Windows.
#[test]
fn what_nests_deeply_fits_a_small_stack() {
    const STACK: usize = 1 << 20;
    for open in ["[", "{a: ", "- ", "? ", " : ", "[{a: ", "? [", "{[a]: ", "a:\n- "] {
        for depth in [20, 24, 25, 60, 200, 10_000] {
            let text = open.repeat(depth);
            let read = move || Document::read("x", text.as_bytes()).faults.len();
            let reader = std::thread::Builder::new().stack_size(STACK).spawn(read);
            let _ = reader.unwrap().join().unwrap();
        }
    }
}

/// Files of the greatest size that is read, each made to be slow.
#[test]
fn the_longest_files_are_read_in_time_that_grows_with_their_length() {
    let corpus = Corpus::new();
    let most = count(60_000, 1_000_000);
    let long = |piece: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            let piece = piece(number);
            if text.len() + piece.len() > most {
                return text;
            }
            text.push_str(&piece);
        }
        text
    };
    let files = [
        long(&|number| format!("k{number}: 1\n")),
        long(&|_| "a: 1\n".to_owned()),
        long(&|number| format!("k{number}: x # y\n")),
        long(&|_| "a: [\n".to_owned()),
        long(&|_| "a: \"\n".to_owned()),
        long(&|_| "\ta\n".to_owned()),
        long(&|_| "x\n".to_owned()),
        long(&|_| "- ".to_owned()),
        format!(
            "session_notes: |\n  a\n{}",
            long(&|_| "lost\n  here\n".to_owned())
        ),
        format!(
            "sections:\n  a:\n    criteria: [{}]\n",
            long(&|number| format!("X{number}, "))
        ),
    ];
    for file in &files {
        corpus.read(Reader::Folder(FileKind::Audit, 0), file.as_bytes());
        corpus.read(Reader::Folder(FileKind::Log, 0), file.as_bytes());
        corpus.read(Reader::Form, file.as_bytes());
        corpus.read(Reader::People, file.as_bytes());
        corpus.read(Reader::Settings, file.as_bytes());
    }
}
