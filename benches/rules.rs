//! What the rules cost beside what they can't do without: 2,000 audits read and parsed, and the same records judged by
//! every rule together.
//!
//! `cargo bench --bench rules`. Both run on one thread, so that the two figures divide.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use qaf::demo::fill::{self, Fill};
use qaf::framework::{AuditId, Date, Form, Grade, People, Rubric};
use qaf::record::{Allocation, FileKind, KeptCopies};
use qaf::roster;
use qaf::rule::{self, RuleSubject};
use qaf::store::document::Document;
use qaf::store::read::{self, Reading};
use qaf::store::{scaffold, shipped, template};

const AUDITS: u32 = 2_000;

/// The files of an audit's folder.
type Files = BTreeMap<FileKind, Vec<u8>>;

/// The shipped forms and staff, and the audits made with them.
struct World {
    forms: Vec<Form>,
    rubrics: Vec<Rubric>,
    people: People,
    folders: Vec<(AuditId, Files)>,
}

static WORLD: LazyLock<World> = LazyLock::new(World::new);

fn day(month: u32, day: u32) -> Date {
    Date::new(2026, month, day).expect("a day")
}

impl World {
    fn new() -> Self {
        let document = |name: &str, text: &str| Document::read(name, text.as_bytes());
        let rubrics: Vec<Rubric> = shipped::RUBRICS
            .iter()
            .filter_map(|(name, text)| template::rubric(&document(name, text)).0)
            .collect();
        let forms = shipped::FORMS
            .iter()
            .filter_map(|(name, text)| template::form(&document(name, text), &rubrics).0)
            .collect();
        let (people, _) = roster::people::read(shipped::PEOPLE.as_bytes(), &[], &[]);
        let mut world = Self {
            forms,
            rubrics,
            people,
            folders: Vec::new(),
        };
        world.folders = (1..=AUDITS).map(|number| world.audit(number)).collect();
        world
    }

    fn rubric(&self, form: &Form) -> Option<&Rubric> {
        let guideline = form.guideline.as_ref()?;
        self.rubrics.iter().find(|rubric| rubric.guideline == *guideline)
    }

    /// An audit that is filled in and submitted; the forms and grades take turns.
    fn audit(&self, number: u32) -> (AuditId, Files) {
        let form = &self.forms[number as usize % self.forms.len()];
        let id = AuditId::new("CF", 26, number).expect("an id");
        let allocation = Allocation {
            audit: id.clone(),
            form: form.id.clone(),
            row: None,
            part_of: Some("bench".to_owned()),
            cycle: None,
            selection: None,
            selected_by: None,
            reason: None,
            draw: None,
            service: None,
            team: None,
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
        let audit = fill::audit(&Fill {
            form,
            rubric: self.rubric(form),
            allocation: &allocation,
            overall: Grade::ALL[number as usize % 4],
            submitted: Some(day(10, 13)),
            owner: "Nora Quayle",
            apart: None,
            role: 0,
        });
        let files = BTreeMap::from([
            (
                FileKind::Allocation,
                scaffold::allocation_yaml(&allocation).into_bytes(),
            ),
            (FileKind::Audit, audit.into_bytes()),
            (FileKind::Log, Vec::new()),
        ]);
        (id, files)
    }

    fn read(&self, id: &AuditId, files: &Files) -> Reading {
        read::folder(id.clone(), "audits/2026-27/Q3/bench/x", files, |wanted| {
            self.forms.iter().find(|form| form.id == *wanted)
        })
    }

    /// A record with all that it is judged by.
    fn subject<'a>(&'a self, reading: &'a Reading, kept: &'a KeptCopies) -> RuleSubject<'a> {
        let allocation = reading.folder.allocation.as_ref().expect("an allocation");
        let form = self
            .forms
            .iter()
            .find(|form| form.id == allocation.form)
            .expect("a form");
        RuleSubject {
            folder: &reading.folder,
            form,
            rubric: self.rubric(form),
            row: None,
            people: &self.people,
            titles: &[],
            year_starts: qaf::framework::YearStart::new(4).expect("a month"),
            as_of: day(11, 24),
            ready: false,
            faulty: &reading.faulty,
            kept,
            texts: rule::FreeTexts::default(),
        }
    }
}

#[divan::bench(sample_count = 10)]
fn read_and_parse(bencher: Bencher) {
    let world = &*WORLD;
    bencher.counter(ItemsCount::new(world.folders.len())).bench(|| {
        let readings = world.folders.iter().map(|(id, files)| world.read(id, files));
        // Each record goes before the next comes, as in `validate`.
        readings
            .map(|reading| black_box(reading).findings.len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 10)]
fn all_rules_together(bencher: Bencher) {
    let world = &*WORLD;
    let readings: Vec<Reading> = world
        .folders
        .iter()
        .map(|(id, files)| world.read(id, files))
        .collect();
    let kept = KeptCopies::default();
    bencher.counter(ItemsCount::new(readings.len())).bench(|| {
        readings
            .iter()
            .map(|reading| rule::check_all(&world.subject(black_box(reading), &kept)).len())
            .sum::<usize>()
    });
}

/// Which rule costs what, to know where to look: `cargo bench --bench rules -- each_rule`.
#[divan::bench(sample_count = 5, args = rule::RULES.iter().filter(|rule| rule.check.is_some()).map(|rule| rule.id))]
fn each_rule(bencher: Bencher, id: &str) {
    let world = &*WORLD;
    let readings: Vec<Reading> = world
        .folders
        .iter()
        .map(|(id, files)| world.read(id, files))
        .collect();
    let kept = KeptCopies::default();
    let check = rule::find(id)
        .and_then(|rule| rule.check)
        .expect("a rule that checks");
    bencher.bench(|| {
        let mut drafts = Vec::new();
        for reading in &readings {
            check(&world.subject(black_box(reading), &kept), &mut drafts);
        }
        drafts.len()
    });
}

fn main() {
    divan::main();
}
