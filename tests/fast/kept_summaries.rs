//! Summaries kept between runs: whatever happens to a store, a run that has them finds what a run without them finds.

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use qaf::context::{AuditRecord, Context, Examined};
use qaf::framework::Date;
use qaf::output::{Color, Format, Output};
use qaf::store::scan::audit_folders;
use qaf::store::summaries::CacheFolder;
use tempfile::TempDir;

use crate::kit::chance::Chance;

/// A store of which much is known, and a folder for summaries beside it.
struct Kept {
    folder: TempDir,
    /// By how many days the machine's clock is set back.
    set_back: AtomicU64,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/store");
        copy(&example, &folder.path().join("s"));
        Self {
            folder,
            set_back: AtomicU64::new(0),
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("s")
    }

    fn cache(&self) -> CacheFolder {
        CacheFolder::within(&self.folder.path().join("cache"), &self.root()).unwrap()
    }

    /// The files of summaries: one of each of the last states of the store.
    fn kept_files(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.cache().path()).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    fn file(&self) -> PathBuf {
        self.kept_files().swap_remove(0)
    }

    fn open(&self, day: (i32, u32, u32)) -> Option<Context> {
        let today = Date::new(day.0, day.1, day.2).unwrap();
        let out = Output::new(true, Color::Never);
        Context::open(&self.root(), today, "Tom Ellery".to_owned(), out, Format::Text).ok()
    }

    /// What the machine's clock says, a while after the last change.
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(10)
            - Duration::from_secs(86_400 * self.set_back.load(Ordering::Relaxed))
    }

    /// What is found with the summaries, a while after the last change.
    fn with(&self, day: (i32, u32, u32)) -> Option<Examined> {
        let context = self.open(day)?.with_summaries_in(self.cache(), self.now());
        Some(context.examine(false, |_| true, |_| true).unwrap())
    }

    fn without(&self, day: (i32, u32, u32)) -> Option<Examined> {
        Some(self.open(day)?.examine(false, |_| true, |_| true).unwrap())
    }

    /// The same is found with the summaries and without; returns of how many audits they were taken.
    #[track_caller]
    fn agrees(&self, day: (i32, u32, u32), after: &str) -> usize {
        let (with, without) = (self.with(day), self.without(day));
        let (Some(with), Some(without)) = (with, without) else {
            return 0;
        };
        assert_eq!(with.summaries, without.summaries, "{after}");
        assert_eq!(with.findings, without.findings, "{after}");
        assert_eq!(with.allocations, without.allocations, "{after}");
        assert_eq!(with.children, without.children, "{after}");
        let context = self
            .open(day)
            .unwrap()
            .with_summaries_in(self.cache(), self.now());
        let reported = context.examine_all().unwrap();
        let begun = |audit: &&qaf::figures::Summary| {
            audit.allocated.is_none_or(|allocated| allocated <= context.as_of)
        };
        let expected: Vec<_> = without.summaries.iter().filter(begun).collect();
        assert_eq!(reported.summaries.iter().collect::<Vec<_>>(), expected, "{after}");
        // A report that needs more than the summary reads the record, and finds the same in it.
        let records = |context: &Context| {
            let record = |record: &AuditRecord<'_>, _| Some(record.folder().clone());
            context.examine_keeping(false, |_| true, record).unwrap().0
        };
        assert_eq!(records(&context), records(&self.open(day).unwrap()), "{after}");
        reported.recalled
    }

    /// The files of all audits, those that were kept among them.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        gather(&self.root().join("audits"), &mut files);
        files.sort();
        files
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}

const DAYS: [(i32, u32, u32); 2] = [(2026, 11, 24), (2027, 1, 15)];

/// Puts another letter in the place of one, and the file's time back to what it was.
fn change_a_letter(file: &Path, chance: &mut Chance) {
    let saved = fs::metadata(file).unwrap().modified().unwrap();
    let mut bytes = fs::read(file).unwrap();
    let letters: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at].is_ascii_alphanumeric())
        .collect();
    let Some(at) = letters.get(chance.below(letters.len().max(1))) else {
        return;
    };
    bytes[*at] = if bytes[*at] == b'1' { b'2' } else { b'1' };
    fs::write(file, bytes).unwrap();
    let file = File::options().write(true).open(file).unwrap();
    file.set_times(FileTimes::new().set_modified(saved)).unwrap();
}

/// Does one thing to the store or to what is kept of it, and says what.
fn change(kept: &Kept, chance: &mut Chance) -> String {
    let files = kept.files();
    let file = &files[chance.below(files.len())];
    let folder = file.parent().unwrap();
    match chance.below(12) {
        0 | 1 => {
            change_a_letter(file, chance);
            format!("a letter changed in {}, its time put back", file.display())
        }
        2 => {
            let text = fs::read_to_string(file).unwrap();
            fs::write(file, format!("{text}\n# a note\n")).unwrap();
            format!("a line added to {}", file.display())
        }
        3 => {
            fs::remove_file(file).unwrap();
            format!("{} deleted", file.display())
        }
        4 => {
            let name = file.file_name().unwrap().to_str().unwrap();
            fs::copy(file, folder.join(format!("Copy of {name}"))).unwrap();
            format!("{} copied", file.display())
        }
        5 => {
            let team = folder.ancestors().nth(1).unwrap();
            let to = team.with_file_name("elsewhere");
            fs::create_dir_all(&to).unwrap();
            // A kept copy's folder is moved into a team's: it is a stray one then.
            let moved = to.join(folder.file_name().unwrap());
            if !moved.exists() {
                fs::rename(folder, &moved).unwrap();
            }
            format!("{} moved", folder.display())
        }
        6 => {
            let own = [
                "people.csv",
                "schedule.toml",
                "qaf.toml",
                "bank-holidays.json",
                "forms/lado-2019.yaml",
            ];
            let own = kept.root().join(own[chance.below(own.len())]);
            let before = fs::read(&own).unwrap();
            change_a_letter(&own, chance);
            if kept.open(DAYS[0]).is_none() {
                fs::write(&own, before).unwrap();
            }
            format!("a letter changed in {}", own.display())
        }
        7 => {
            let cache = kept.file();
            let bytes = fs::read(&cache).unwrap();
            fs::write(&cache, &bytes[..chance.below(bytes.len())]).unwrap();
            "what is kept was cut short".to_owned()
        }
        8 => {
            change_a_letter(&kept.file(), chance);
            "a byte of what is kept was changed".to_owned()
        }
        9 => {
            let bytes = fs::read(kept.file()).unwrap();
            for file in kept.kept_files() {
                fs::write(file, &bytes).unwrap();
            }
            "what is kept of one state, or store, has the names of the others".to_owned()
        }
        10 => {
            let cache = kept.file();
            let mut bytes = fs::read(&cache).unwrap();
            if let Some(version) = bytes.get_mut(7) {
                *version = b'0';
            }
            fs::write(&cache, &bytes).unwrap();
            "what is kept is another version's".to_owned()
        }
        _ => {
            let days = [0, 1, 400][chance.below(3)];
            kept.set_back.store(days, Ordering::Relaxed);
            format!("the clock is set back by {days} days")
        }
    }
}

#[test]
fn whatever_is_changed_is_seen() {
    let (stores, changes) = match std::env::var("QAF_TESTS").as_deref() {
        Ok("all") => (20, 100),
        _ => (3, 15),
    };
    for seed in 0..stores {
        let mut chance = Chance::seeded(seed);
        let kept = Kept::new();
        kept.agrees(DAYS[0], "as it was made");
        let mut told = Vec::new();
        for _ in 0..changes {
            // The drive's clock goes by some milliseconds.
            std::thread::sleep(Duration::from_millis(10));
            told.push(change(&kept, &mut chance));
            let day = DAYS[chance.below(DAYS.len())];
            kept.agrees(day, &format!("seed {seed}: {}", told.join("; ")));
        }
    }
}

#[test]
fn an_audit_is_read_again_where_it_was_changed_and_no_other() {
    let kept = Kept::new();
    let all = audit_folders(&kept.root()).folders.len();
    assert_eq!(
        kept.agrees(DAYS[0], "first"),
        all,
        "what validate read, a report recalls"
    );
    let audit = kept
        .files()
        .into_iter()
        .find(|file| file.ends_with("audit.yaml"))
        .unwrap();
    std::thread::sleep(Duration::from_millis(10));
    change_a_letter(&audit, &mut Chance::seeded(1));
    let now = SystemTime::now() + Duration::from_secs(10);
    let context = kept.open(DAYS[0]).unwrap().with_summaries_in(kept.cache(), now);
    assert_eq!(context.examine_all().unwrap().recalled, all - 1);
    // Of another day nothing is kept, and what was changed a moment ago is not taken for settled.
    let context = kept.open(DAYS[1]).unwrap().with_summaries_in(kept.cache(), now);
    assert_eq!(context.examine_all().unwrap().recalled, 0);
    let context = kept.open(DAYS[0]).unwrap();
    let saved = fs::metadata(kept.root().join("people.csv"))
        .unwrap()
        .modified()
        .unwrap();
    let context = context.with_summaries_in(kept.cache(), saved + Duration::from_secs(1));
    assert_eq!(context.examine_all().unwrap().recalled, 0);
}

#[test]
fn a_record_that_is_named_by_hand_may_come_and_go() {
    let kept = Kept::new();
    let all = audit_folders(&kept.root()).folders.len();
    let allocation = kept.files().into_iter().find(|file| {
        file.ends_with("allocation.yaml") && fs::read_to_string(file).unwrap().contains("draw: draws/")
    });
    let allocation = allocation.unwrap();
    let text = fs::read_to_string(&allocation).unwrap();
    fs::write(&allocation, text.replace("draw: draws/", "draw: elsewhere-")).unwrap();
    let named = text
        .lines()
        .find_map(|line| line.strip_prefix("draw: draws/"))
        .unwrap();
    assert_eq!(kept.agrees(DAYS[0], "named by hand"), all - 1);
    fs::write(kept.root().join(format!("elsewhere-{named}")), "{}").unwrap();
    kept.agrees(DAYS[0], "it came");
}

#[test]
fn what_is_kept_tells_nobody_anything_and_lies_where_nobody_else_looks() {
    let kept = Kept::new();
    kept.agrees(DAYS[0], "first");
    let bytes = fs::read(kept.file()).unwrap();
    let holds = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    let people = fs::read_to_string(kept.root().join("people.csv")).unwrap();
    let names = people.lines().skip(1).filter_map(|line| line.split(',').next());
    for word in names.chain(["00481576", "child-case", "North", "CF-26", "audits/"]) {
        assert!(!holds(word), "{word}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&kept.file()), 0o600);
        assert_eq!(mode(kept.cache().path()), 0o700);
        // In a folder that others may write in nothing is looked for.
        fs::set_permissions(kept.cache().path(), fs::Permissions::from_mode(0o770)).unwrap();
        assert_eq!(kept.agrees(DAYS[0], "open"), 0);
    }
    assert!(CacheFolder::within(&kept.root().join("cache"), &kept.root()).is_none());
    assert!(CacheFolder::within(&kept.root(), &kept.root()).is_none());
}

#[test]
fn where_nothing_can_be_kept_all_is_read_and_two_at_once_do_not_disturb_each_other() {
    let kept = Kept::new();
    fs::write(kept.folder.path().join("cache"), "a file in the folder's place").unwrap();
    assert_eq!(kept.agrees(DAYS[0], "a file in its place"), 0);
    fs::remove_file(kept.folder.path().join("cache")).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| kept.agrees(DAYS[0], "at once"));
        }
    });
    let all = audit_folders(&kept.root()).folders.len();
    assert_eq!(kept.agrees(DAYS[0], "after"), all);
}

#[test]
fn the_command_says_what_is_kept_and_deletes_it() {
    let kept = Kept::new();
    // What was made just now is not settled yet: two seconds are the coarsest of times that a drive keeps.
    std::thread::sleep(Duration::from_millis(2_500));
    let cache = kept.folder.path().join("own");
    let run = |args: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("qaf").unwrap();
        command.env("QAF_CACHE", &cache).current_dir(kept.root());
        let ran = command
            .args(["--as-of", "2026-11-24"])
            .args(args)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{args:?}: {ran:?}");
        String::from_utf8(ran.stdout).unwrap()
    };
    assert!(run(&["cache"]).contains("(0 files, 0 kB)"));
    let all = run(&["--no-cache", "tracker", "--all"]);
    assert!(!cache.exists(), "--no-cache keeps nothing");
    assert_eq!(run(&["tracker", "--all"]), all);
    assert!(run(&["cache"]).contains("(1 file, "));
    assert_eq!(run(&["tracker", "--all"]), all);
    let told: serde_json::Value = serde_json::from_str(&run(&["cache", "--format", "json"])).unwrap();
    assert_eq!(told["files"], 1);
    assert!(run(&["cache", "--clear"]).starts_with("Deleted: 1 file, "));
    assert!(run(&["cache"]).contains("(0 files, 0 kB)"));
}
