//! Two people fill in one file on pages of their own while a third works in it with an editor: no answer is lost.
//!
//! What should stand in the file after each save is reckoned here from what was shown, typed and stood there; the file is then
//! read anew. 300 sittings in the ordinary run, 10,000 with `QAF_TESTS=all`.

#![allow(clippy::unwrap_used, reason = "a test stops where its own data is wrong")]

use std::collections::BTreeMap;

use crate::kit::{CAST, Cast, Chance, Made, TestStore, count};
use qaf::fill::merge::{merge, prints};
use qaf::fill::posted::Posted;
use qaf::fill::{Asked, AskedItem, AskedKind, AskedPage, FilledFile, PageSource};
use qaf::framework::form::FormRef;
use qaf::record::{FileKind, Route};
use qaf::store::read;
use qaf::store::splice::{AnswerChange, NotSpliced, spliced};

/// What is typed: words that a file would rather not hold among them.
const TYPED: [&str; 12] = [
    "The plan was seen.",
    "# no remark",
    "---",
    "- one\n- two\n\n  three",
    "key: value",
    "\"quoted\" and 'so'",
    "no",
    "0012",
    "\ttab",
    "[a, b] {c}",
    "| > & * ! %",
    "\u{202e}turned, caf\u{e9}",
];

/// A file, with what it takes to read it.
struct Filled<'s> {
    store: &'s TestStore,
    cast: &'s Cast,
    others: Made,
    bytes: Vec<u8>,
}

impl Filled<'_> {
    /// Everything that is asked, as it stands.
    fn page(&self) -> AskedPage {
        let mut files: BTreeMap<FileKind, Vec<u8>> = self
            .others
            .iter()
            .filter_map(|(name, text)| Some((FileKind::parse(name)?, text.clone().into_bytes())))
            .collect();
        files.insert(FileKind::Audit, self.bytes.clone());
        let store = &self.store.context.store;
        let forms = |id: &FormRef| store.form(id);
        let reading = read::folder(self.cast.id.parse().unwrap(), &self.cast.folder(), &files, forms);
        let form = self.store.form(self.cast.form);
        let document = &reading.documents[&FileKind::Audit];
        assert!(document.faults.is_empty(), "{:?}", document.faults);
        let file = FilledFile::of(&PageSource {
            kind: FileKind::Audit,
            folder: &reading.folder,
            form,
            rubric: store.rubric(form),
            allocation: reading.folder.allocation.as_ref().unwrap(),
            tree: document.root.as_ref(),
        });
        AskedPage {
            items: file.pages.into_iter().flat_map(|page| page.items).collect(),
            ..AskedPage::default()
        }
    }
}

/// The questions that stand in no list, each with its answer.
fn answers(page: &AskedPage) -> BTreeMap<String, Asked> {
    let asked = page.items.iter().filter_map(|item| match item {
        AskedItem::Question(asked) => Some((asked.name(), asked.clone())),
        _ => None,
    });
    asked.collect()
}

/// The file with these changes; as it is where a remark that stands inside an answer would be lost, which is refused.
fn changed(bytes: &[u8], changes: &[AnswerChange], when: &str) -> Option<Vec<u8>> {
    match spliced(bytes, changes) {
        Ok(made) => Some(made),
        Err(NotSpliced::RemarkInside { .. }) => None,
        Err(why) => panic!("{when}: {why}"),
    }
}

/// Something that may be typed at a question.
fn typed(kind: &AskedKind, chance: &mut Chance) -> Vec<String> {
    if chance.one_in(5) {
        return Vec::new();
    }
    let options = |several: &[(String, String)], chance: &mut Chance| chance.pick(several).0.clone();
    match kind {
        AskedKind::One(all) | AskedKind::OneOfMany(all) | AskedKind::Any(all) => vec![options(all, chance)],
        AskedKind::Statements(grades) => vec![options(&chance.pick(grades).1, chance)],
        AskedKind::Day => vec![format!("{}/{}/2026", 1 + chance.below(28), 1 + chance.below(12))],
        AskedKind::Days => vec!["3 December 2026\n4/12/26".to_owned()],
        AskedKind::Number => vec![chance.below(10).to_string()],
        AskedKind::Words => vec!["voice-of-child, adoption".to_owned()],
        AskedKind::Line => vec![(*chance.pick(&["Ann Brook", "no", "O'Neil: x", "# x"])).to_owned()],
        AskedKind::Text => {
            let number = chance.below(1_000);
            vec![format!("{} {number}", chance.pick(&TYPED))]
        }
    }
}

/// A page that somebody has open: what it showed, and what they have typed since.
struct Window {
    shown: AskedPage,
    typed: BTreeMap<String, Vec<String>>,
    /// An action that was typed in the blank block of the list.
    action: Option<String>,
}

impl Window {
    fn open(file: &Filled<'_>) -> Self {
        Self {
            shown: file.page(),
            typed: BTreeMap::new(),
            action: None,
        }
    }

    /// What its browser sends.
    fn sent(&self) -> Posted {
        let mut boxes: BTreeMap<String, Vec<String>> = self
            .shown
            .questions()
            .map(|asked| (asked.name(), asked.kind.shown(&asked.standing)))
            .collect();
        boxes.extend(self.typed.clone());
        if let Some(action) = &self.action {
            let at = actions(&self.shown);
            boxes.insert(format!("actions[{at}].action"), vec![action.clone()]);
        }
        Posted::of(boxes, prints(&self.shown))
    }
}

/// How many actions stand on a page.
fn actions(page: &AskedPage) -> usize {
    let lists = page.items.iter().filter_map(|item| match item {
        AskedItem::List(list) if list.route == Route::from("actions") => Some(list.standing),
        _ => None,
    });
    lists.sum()
}

/// What should stand after a save, and which answers both have changed: reckoned from what each was.
fn reckoned(window: &Window, now: &AskedPage) -> (BTreeMap<String, Vec<String>>, Vec<String>) {
    let shown = answers(&window.shown);
    let mut both = Vec::new();
    let mut stands = BTreeMap::new();
    for (name, asked) in answers(now) {
        let before = shown
            .get(&name)
            .map_or(&[][..], |asked| asked.standing.as_slice());
        let mine = window
            .typed
            .get(&name)
            .map_or_else(|| before.to_vec(), |typed| asked.kind.written(typed));
        let is_mine = mine != before;
        let is_theirs = asked.standing != before;
        if is_mine && is_theirs && mine != asked.standing {
            both.push(name.clone());
        }
        stands.insert(
            name,
            if is_mine && !is_theirs {
                mine
            } else {
                asked.standing
            },
        );
    }
    (stands, both)
}

#[track_caller]
fn demand(file: &Filled<'_>, stands: &BTreeMap<String, Vec<String>>, when: &str) {
    for (name, asked) in answers(&file.page()) {
        assert_eq!(Some(&asked.standing), stands.get(&name), "{when}: {name}");
    }
}

/// Saves a page; the action that was given up with it, where the save was refused.
fn save(window: &mut Window, file: &mut Filled<'_>, chance: &mut Chance, when: &str) -> Option<String> {
    let now = file.page();
    let (mut stands, both) = reckoned(window, &now);
    let posted = window.sent();
    let merged = merge(&now, &posted);
    let asked: Vec<String> = merged
        .conflicts
        .iter()
        .map(|conflict| conflict.name.clone())
        .collect();
    assert_eq!(asked.len(), both.len(), "{when}: {asked:?} {both:?}");
    assert!(both.iter().all(|name| asked.contains(name)), "{when}");
    let Some(made) = changed(&file.bytes, &merged.changes, when) else {
        // What was typed stays on the page; here it is given up.
        let action = window.action.take();
        *window = Window::open(file);
        return action;
    };
    file.bytes = made;
    demand(file, &stands, when);
    if !merged.conflicts.is_empty() {
        let keep = *chance.pick(&["mine", "theirs", "both"]);
        // What was saved by now is no news; a new block was saved with it.
        window.action = None;
        let posted = window.sent().keeping(keep, &merged.conflicts);
        let again = merge(&file.page(), &posted);
        assert!(again.conflicts.is_empty(), "{when}");
        let Some(made) = changed(&file.bytes, &again.changes, when) else {
            *window = Window::open(file);
            return None;
        };
        file.bytes = made;
        for conflict in &merged.conflicts {
            let kept = match keep {
                "mine" => conflict.mine.clone(),
                "theirs" => conflict.theirs.clone(),
                _ => continue,
            };
            stands.insert(conflict.name.clone(), kept);
        }
        let page = answers(&file.page());
        for conflict in merged.conflicts.iter().filter(|_| keep == "both") {
            let found = page[&conflict.name].standing.join("\n");
            for text in conflict.mine.iter().chain(&conflict.theirs) {
                let is_text =
                    page[&conflict.name].kind == AskedKind::Text || page[&conflict.name].kind.is_several();
                assert!(
                    !is_text || found.contains(text.as_str()),
                    "{when}: {text} of {found}"
                );
            }
            stands.insert(conflict.name.clone(), page[&conflict.name].standing.clone());
        }
        demand(file, &stands, when);
    }
    *window = Window::open(file);
    None
}

fn sit(store: &TestStore, cast: &Cast, seed: u64) {
    let mut chance = Chance::seeded(seed);
    let made = store.made(cast, Chance::seeded(seed ^ 0x51_77_1e));
    let mut file = Filled {
        store,
        cast,
        bytes: made["audit.yaml"].clone().into_bytes(),
        others: made,
    };
    let mut windows = [Window::open(&file), Window::open(&file)];
    let (mut added, mut given_up) = (Vec::new(), Vec::new());
    for step in 0..12 {
        let when = format!("{}, seed {seed}, step {step}", cast.form);
        let asked: Vec<Asked> = answers(&file.page()).into_values().collect();
        let one = chance.pick(&asked).clone();
        match chance.below(4) {
            0 => {
                // The editor: whatever it saves, the whole file is another.
                let answer = one.kind.written(&typed(&one.kind, &mut chance));
                let to = one.kind.answer(&answer);
                let set = AnswerChange::Set {
                    route: one.route.clone(),
                    to,
                };
                file.bytes = changed(&file.bytes, &[set], &when).unwrap_or(file.bytes);
            }
            1 | 2 => {
                let window = &mut windows[chance.below(2)];
                window.typed.insert(one.name(), typed(&one.kind, &mut chance));
                if chance.one_in(6) && window.action.is_none() {
                    let action = format!("Do what was asked, {seed} {step}.");
                    added.push(action.clone());
                    window.action = Some(action);
                }
            }
            _ => {
                let at = chance.below(2);
                given_up.extend(save(&mut windows[at], &mut file, &mut chance, &when));
            }
        }
    }
    for window in &mut windows {
        let when = format!("{}, seed {seed}, the end", cast.form);
        given_up.extend(save(window, &mut file, &mut chance, &when));
    }
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    for action in added.iter().filter(|action| !given_up.contains(action)) {
        let times = text.matches(action.as_str()).count();
        assert_eq!(times, 1, "{}, seed {seed}: {action}", cast.form);
    }
}

#[test]
fn two_windows_and_an_editor_lose_no_answer() {
    let store = TestStore::new();
    // Which of two roles is audited decides what is asked: these forms ask the same of everybody.
    let casts: Vec<&Cast> = CAST
        .iter()
        .filter(|cast| store.form(cast.form).role_field().is_none())
        .collect();
    for number in 0..count(300, 10_000) {
        sit(&store, casts[number % casts.len()], number as u64);
    }
}
