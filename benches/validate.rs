//! Validating a store of 5,000 audits against what it can't do without: reading the files, and the YAML reader alone.
//!
//! `cargo bench --bench validate`; the figures and the profile are in `benches/README.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use qaf::context::Context;
use qaf::demo::fill::{self, Fill};
use qaf::framework::{Date, Grade};
use qaf::output::{Color, Format, Output};
use qaf::record::{Allocation, FileKind};
use qaf::rule;
use qaf::store::read::{self, Reading};
use qaf::store::scan::{self, ScannedFolder};
use qaf::store::{init, scaffold, yaml};
use rayon::prelude::*;

const AUDITS: u32 = 5_000;

struct Store {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the store");
    let root = folder.path().join("store");
    make(&root);
    Store {
        _folder: folder,
        root,
    }
});

fn context(root: &Path) -> Context {
    let today = Date::new(2026, 11, 24).expect("a day");
    Context::open(
        root,
        today,
        "bench".to_owned(),
        Output::new(true, Color::Never),
        Format::Text,
    )
    .expect("a store")
}

/// A store whose audits are filled in and submitted, with grades in turn.
fn make(root: &Path) {
    init::make_store(root, &init::NewStore::default(), Vec::new()).expect("a new store");
    let context = context(root);
    let form = context.store.newest("first-response").expect("the form");
    let day = |month, day| Date::new(2026, month, day).expect("a day");
    (1..=AUDITS).into_par_iter().for_each(|number| {
        let id = qaf::framework::AuditId::new("FR", 26, number).expect("an id");
        let allocation = Allocation {
            audit: id.clone(),
            form: form.id.clone(),
            row: qaf::framework::RowId::new("fr-case"),
            part_of: None,
            cycle: None,
            selection: None,
            selected_by: None,
            reason: None,
            draw: None,
            service: qaf::framework::Service::new("First Response"),
            team: qaf::framework::Team::new("First Response"),
            child_id: qaf::framework::ChildId::new(&format!("{number:08}")),
            initials: Some("AB".to_owned()),
            age: Some(number % 18),
            legal_status: Some("CIN".to_owned()),
            worker: Some("Ben Ashdown".to_owned()),
            manager: None,
            auditor: "Nora Quayle".to_owned(),
            moderator: Some("Gail Sorrel".to_owned()),
            allocated: day(10, 1),
            by: None,
        };
        let overall = Grade::ALL[number as usize % 4];
        let filled = Fill {
            form,
            rubric: context.store.rubric(form),
            allocation: &allocation,
            overall,
            submitted: Some(day(10, 13)),
            owner: "Nora Quayle",
            apart: None,
            role: 0,
        };
        let folder = root.join(format!("audits/2026-27/Q3/first-response/{id}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("audit.yaml"), fill::audit(&filled)).expect("a file");
        std::fs::write(
            folder.join("allocation.yaml"),
            scaffold::allocation_yaml(&allocation),
        )
        .expect("a file");
        std::fs::write(folder.join("log.yaml"), "").expect("a file");
    });
}

/// Every file of the audits, as text.
fn texts(root: &Path) -> Vec<String> {
    let scan = scan::audit_folders(root);
    let paths: Vec<String> = scan
        .folders
        .iter()
        .flat_map(ScannedFolder::paths)
        .map(|(_, path)| path)
        .collect();
    paths
        .par_iter()
        .map(|path| std::fs::read_to_string(root.join(path)).expect("a text"))
        .collect()
}

#[divan::bench(sample_count = 5)]
fn read_the_files_alone(bencher: Bencher) {
    let root = &STORE.root;
    bencher.bench(|| texts(root).len());
}

#[divan::bench(sample_count = 5)]
fn parse_the_yaml_alone(bencher: Bencher) {
    let texts = texts(&STORE.root);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(divan::counter::BytesCount::new(bytes)).bench(|| {
        texts
            .par_iter()
            .map(|text| black_box(yaml::parse(text)).is_ok())
            .filter(|ok| *ok)
            .count()
    });
}

/// Every audit's files, in memory.
fn folders(root: &Path) -> Vec<(ScannedFolder, BTreeMap<FileKind, Vec<u8>>)> {
    let scan = scan::audit_folders(root);
    let read = |folder: ScannedFolder| {
        let bytes = |path: &String| std::fs::read(root.join(path)).expect("a file");
        let files = folder.paths().map(|(kind, path)| (kind, bytes(&path))).collect();
        (folder, files)
    };
    scan.folders.into_par_iter().map(read).collect()
}

/// The files of one audit as a record.
fn reading(context: &Context, (folder, files): &(ScannedFolder, BTreeMap<FileKind, Vec<u8>>)) -> Reading {
    read::folder(folder.id.clone(), &folder.path, files, |id| {
        context.store.form(id)
    })
}

#[divan::bench(sample_count = 5)]
fn read_and_decode_every_audit(bencher: Bencher) {
    let context = context(&STORE.root);
    let folders = folders(&STORE.root);
    bencher.bench(|| {
        let read = folders.par_iter().map(|folder| reading(&context, folder));
        read.map(|reading| black_box(reading).findings.len())
            .sum::<usize>()
    });
}

/// Against the one above: under a third of it.
#[divan::bench(sample_count = 5)]
fn judge_every_audit_by_every_rule(bencher: Bencher) {
    let context = context(&STORE.root);
    let readings: Vec<Reading> = folders(&STORE.root)
        .par_iter()
        .map(|folder| reading(&context, folder))
        .collect();
    let judge = |reading: &Reading| {
        let form = context.form_of(reading).expect("the form");
        let kept = qaf::record::KeptCopies::default();
        let subject = rule::RuleSubject {
            kept: &kept,
            texts: rule::FreeTexts::default(),
            folder: &reading.folder,
            form,
            rubric: context.store.rubric(form),
            row: context.row_of(reading.folder.allocation.as_ref()),
            people: &context.people,
            titles: &[],
            year_starts: context.store.settings.year_starts,
            as_of: context.as_of,
            ready: false,
            faulty: &reading.faulty,
        };
        rule::check_all(&subject)
            .into_iter()
            .map(|draft| black_box(reading.place(draft)).location.line)
            .sum::<usize>()
    };
    bencher.bench(|| readings.par_iter().map(judge).sum::<usize>());
}

#[divan::bench(sample_count = 5)]
fn validate_the_store(bencher: Bencher) {
    let context = context(&STORE.root);
    bencher.bench(|| context.examine_all().expect("an examination").summaries.len());
}

fn main() {
    divan::main();
}
