//! What a page shows of each question: its box with its hints, what is wrong with it, and what both sides have where two met.

use serde::Serialize;

use super::asked::{Asked, AskedItem, AskedKind, AskedPage, print};
use super::merge::Conflict;
use super::posted::Posted;
use crate::framework::word::capital;

/// Something to put right, to look at, or to know.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorView {
    /// Where it leads to.
    pub href: Option<String>,
    /// `Error` or `Question`.
    pub weight: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Why the rule is there.
    pub why: Option<String>,
    /// The rule, where it can be answered with a reason.
    pub rule: Option<&'static str>,
    /// The box it is about.
    #[serde(skip)]
    pub name: Option<String>,
}

/// A box.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    id: String,
    name: String,
    label: String,
    hints: Vec<String>,
    kind: &'static str,
    value: String,
    rows: usize,
    short: bool,
    options: Vec<OptionView>,
    groups: Vec<GroupView>,
    errors: Vec<ErrorView>,
    conflict: Option<ConflictView>,
}

#[derive(Clone, Debug, Serialize)]
struct OptionView {
    value: String,
    label: String,
    checked: bool,
}

#[derive(Clone, Debug, Serialize)]
struct GroupView {
    grade: String,
    open: bool,
    ticked: usize,
    options: Vec<OptionView>,
}

#[derive(Clone, Debug, Serialize)]
struct ConflictView {
    when: String,
    mine: String,
    theirs: String,
    keeps: Vec<OptionView>,
}

/// Something on a page.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    heading: Option<String>,
    said: Vec<String>,
    field: Option<FieldView>,
    list: Option<ListView>,
}

#[derive(Clone, Debug, Serialize)]
struct ListView {
    title: String,
    blocks: Vec<ListBlockView>,
}

#[derive(Clone, Debug, Serialize)]
struct ListBlockView {
    title: String,
    blank: bool,
    fields: Vec<FieldView>,
}

/// What a page is shown with.
#[derive(Clone, Copy, Debug, Default)]
pub struct BoxesShown<'s> {
    /// What was typed, where it is not what stands in the file.
    pub typed: Option<&'s Posted>,
    /// Where both sides changed an answer.
    pub conflicts: &'s [Conflict],
    /// When the file was saved last, in words.
    pub saved: &'s str,
    /// What is wrong, each with the box it is about.
    pub errors: &'s [ErrorView],
}

/// The id of a box, by its name.
pub fn id_of(name: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    format!(
        "f-{}",
        name.chars().map(plain).collect::<String>().trim_end_matches('-')
    )
}

impl BoxesShown<'_> {
    /// Everything on a page, with what is shown of it.
    pub fn items(&self, page: &AskedPage) -> Vec<ItemView> {
        let blank = ItemView {
            heading: None,
            said: Vec::new(),
            field: None,
            list: None,
        };
        let items = page.items.iter().map(|item| match item {
            AskedItem::Heading(heading, said) => ItemView {
                heading: Some(heading.clone()),
                said: said.clone(),
                ..blank.clone()
            },
            AskedItem::Question(asked) => ItemView {
                field: Some(self.field(asked)),
                ..blank.clone()
            },
            AskedItem::List(list) => {
                let blocks = list.items.iter().enumerate();
                let blocks = blocks.map(|(at, asked)| ListBlockView {
                    title: block_title(&list.each, at, list.standing),
                    blank: at >= list.standing,
                    fields: asked.iter().map(|asked| self.field(asked)).collect(),
                });
                let list = ListView {
                    title: list.title.clone(),
                    blocks: blocks.collect(),
                };
                ItemView {
                    list: Some(list),
                    ..blank.clone()
                }
            }
        });
        items.collect()
    }

    /// What a box holds: what was typed, else what stands.
    fn held(&self, asked: &Asked) -> Vec<String> {
        let name = asked.name();
        match self.typed {
            Some(typed) if typed.was(&name).is_some() || !typed.answer(&name).is_empty() => {
                typed.answer(&name).to_vec()
            }
            _ => asked.kind.shown(&asked.standing),
        }
    }

    fn field(&self, asked: &Asked) -> FieldView {
        let name = asked.name();
        let held = self.held(asked);
        let conflict = self.conflicts.iter().find(|conflict| conflict.name == name);
        let value = held.join("\n");
        FieldView {
            id: id_of(&name),
            label: asked.label.clone(),
            hints: asked.hints.iter().cloned().chain(hint(&asked.kind)).collect(),
            kind: kind(&asked.kind),
            rows: rows(&asked.kind, &value),
            short: matches!(&asked.kind, AskedKind::One(options) if options.iter().all(|(_, label)| label.len() < 12)),
            options: options(&asked.kind, &held),
            groups: groups(&asked.kind, &held),
            value,
            errors: self
                .errors
                .iter()
                .filter(|error| error.name.as_ref() == Some(&name))
                .cloned()
                .collect(),
            conflict: conflict.map(|conflict| self.conflict(conflict, asked)),
            name,
        }
    }

    fn conflict(&self, conflict: &Conflict, asked: &Asked) -> ConflictView {
        let shown = |answer: &[String]| -> String {
            let labels = labelled(&asked.kind, answer).join(", ");
            if labels.is_empty() {
                "Nothing".to_owned()
            } else {
                labels
            }
        };
        let of = print(&conflict.theirs);
        let keep = |what: &str, label: &str| OptionView {
            value: format!("{what} {of}"),
            label: label.to_owned(),
            checked: false,
        };
        let mut keeps = vec![
            keep("mine", "Keep what I typed"),
            keep("theirs", "Keep what stands in the file"),
        ];
        if asked.kind == AskedKind::Text || asked.kind.is_several() {
            keeps.push(keep("both", "Keep both, one after the other"));
        }
        ConflictView {
            when: self.saved.to_owned(),
            mine: shown(&conflict.mine),
            theirs: shown(&conflict.theirs),
            keeps,
        }
    }
}

fn block_title(each: &str, at: usize, standing: usize) -> String {
    if at < standing || standing == 0 {
        format!("{} {}", capital(each), at + 1)
    } else {
        format!("Another {each}")
    }
}

fn hint(kind: &AskedKind) -> Option<String> {
    let hint = match kind {
        AskedKind::Day => "For example, 3 December 2026 or 3/12/2026.",
        AskedKind::Days => "One a line, for example 3 December 2026.",
        AskedKind::Words => "Put commas between them.",
        AskedKind::Any(_) => "Tick all that apply.",
        AskedKind::Statements(_) => "Open a grade and tick what you saw. Nothing has to be ticked.",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn kind(kind: &AskedKind) -> &'static str {
    match kind {
        AskedKind::Line => "line",
        AskedKind::Text | AskedKind::Days => "text",
        AskedKind::Day => "day",
        AskedKind::Number => "number",
        AskedKind::Words => "words",
        AskedKind::One(_) => "one",
        AskedKind::OneOfMany(_) => "many",
        AskedKind::Any(_) => "any",
        AskedKind::Statements(_) => "statements",
    }
}

/// How high a box for text is: as its text needs, within what a screen holds.
fn rows(kind: &AskedKind, value: &str) -> usize {
    let least = if *kind == AskedKind::Text { 3 } else { 2 };
    let lines = value
        .lines()
        .map(|line| line.chars().count() / 70 + 1)
        .sum::<usize>();
    (lines + 1).clamp(least, 16)
}

fn option(value: &str, label: &str, held: &[String]) -> OptionView {
    OptionView {
        value: value.to_owned(),
        label: label.to_owned(),
        checked: held.iter().any(|held| held.trim() == value),
    }
}

/// The options; what stands there and is none of them is one too, so that it is not lost by sending the page, and so is
/// that there is no answer, where there is one.
fn options(kind: &AskedKind, held: &[String]) -> Vec<OptionView> {
    let (AskedKind::One(given) | AskedKind::OneOfMany(given) | AskedKind::Any(given)) = kind else {
        return Vec::new();
    };
    let mut options: Vec<OptionView> = given
        .iter()
        .map(|(value, label)| option(value, label, held))
        .collect();
    options.extend(strangers(kind, held));
    if matches!(kind, AskedKind::One(_)) && held.iter().any(|held| !held.trim().is_empty()) {
        options.push(option("", "Not answered", &[]));
    }
    options
}

fn strangers(kind: &AskedKind, held: &[String]) -> Vec<OptionView> {
    let known = kind.options();
    let strange = held.iter().map(|held| held.trim());
    let strange = strange.filter(|held| !held.is_empty() && !known.contains(held));
    strange
        .map(|stands| {
            option(
                stands,
                &format!("\u{201c}{stands}\u{201d}, as it stands in the file"),
                held,
            )
        })
        .collect()
}

fn groups(kind: &AskedKind, held: &[String]) -> Vec<GroupView> {
    let AskedKind::Statements(grades) = kind else {
        return Vec::new();
    };
    let mut groups: Vec<GroupView> = grades
        .iter()
        .map(|(grade, statements)| {
            let options = statements.iter().map(|(id, text)| option(id, text, held));
            group(grade, options.collect())
        })
        .collect();
    let strange = strangers(kind, held);
    if !strange.is_empty() {
        groups.push(group("Others that stand in the file", strange));
    }
    groups
}

fn group(grade: &str, options: Vec<OptionView>) -> GroupView {
    let ticked = options.iter().filter(|option| option.checked).count();
    GroupView {
        grade: grade.to_owned(),
        open: ticked > 0,
        ticked,
        options,
    }
}

/// Texts of an answer, an option by what it is called.
fn labelled(kind: &AskedKind, answer: &[String]) -> Vec<String> {
    let label = |text: &String| -> String {
        let found = match kind {
            AskedKind::One(options) | AskedKind::OneOfMany(options) | AskedKind::Any(options) => {
                options.iter().find(|(option, _)| option == text)
            }
            AskedKind::Statements(grades) => {
                let mut all = grades.iter().flat_map(|(_, statements)| statements);
                all.find(|(id, _)| id == text)
            }
            _ => None,
        };
        found.map_or_else(|| text.clone(), |(_, label)| label.clone())
    };
    kind.shown(answer).iter().map(label).collect()
}

/// An answer in the words that people know it by.
pub fn answer_words(asked: &Asked) -> String {
    let said = labelled(&asked.kind, &asked.standing).join("\n");
    if said.is_empty() {
        "Not answered".to_owned()
    } else {
        said
    }
}

/// The answers of a page as what was asked and what was said; of a list, each block's.
pub fn answers(page: &AskedPage) -> Vec<(String, String)> {
    let answered = |asked: &Asked, before: &str| (format!("{before}{}", asked.label), answer_words(asked));
    let mut answers = page.known.clone();
    let mut heading = String::new();
    for item in &page.items {
        match item {
            AskedItem::Heading(text, _) => heading = format!("{text} "),
            AskedItem::Question(asked) => answers.push(answered(asked, &heading)),
            AskedItem::List(list) => {
                for (at, block) in list.items.iter().take(list.standing).enumerate() {
                    let title = format!("{}: ", block_title(&list.each, at, list.standing));
                    let said = block.iter().filter(|asked| !asked.standing.is_empty());
                    answers.extend(said.map(|asked| answered(asked, &title)));
                }
            }
        }
    }
    answers
}
