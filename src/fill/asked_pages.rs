//! The pages of a file, made by going over its shape.

use std::mem;

use super::asked::{Asked, AskedItem, AskedKind, AskedList, AskedPage};
use super::asked_kinds::{
    called, grades, hints, of_field, one_of, or_not_applicable, pair, same, spoken, standing, statements,
    titles, with_grades, yes_no,
};
use super::filled_file::{FilledFile, PageSource};
use crate::framework::form::{Evidence, Question};
use crate::record::shape::{AnswerValue, KeyKind, KeyWalker, ShapeKey};
use crate::record::{FileKind, Route};
use crate::store::scaffold::known_answer;
use crate::store::yaml::{Node, NodeValue};

/// Puts each key on the page where it belongs.
pub(super) struct PageWriter<'w> {
    /// What an audit's file is made from; nothing of a wider work's.
    source: Option<&'w PageSource<'w>>,
    /// What stands in the block that is gone over.
    tree: Option<&'w Node>,
    /// The way to it.
    route: Route,
    file: FilledFile,
    page: AskedPage,
    /// While an item of a list is gone over: its questions.
    item: Option<Vec<Asked>>,
    /// Whether an item has begun that has a page of its own.
    begins_item: bool,
}

impl<'w> PageWriter<'w> {
    pub(super) fn new(source: Option<&'w PageSource<'w>>, tree: Option<&'w Node>) -> Self {
        Self {
            source,
            tree,
            route: Route::top(),
            file: FilledFile::default(),
            page: AskedPage::default(),
            item: None,
            begins_item: false,
        }
    }

    /// The pages that were written.
    pub(super) fn written(mut self) -> FilledFile {
        self.end_page();
        self.file
    }

    fn end_page(&mut self) {
        let page = mem::take(&mut self.page);
        if !page.items.is_empty() || !page.known.is_empty() {
            self.file.pages.push(page);
        }
    }

    /// Begins a page where the file begins a heading; what stands before the first belongs to it.
    fn begin(&mut self, title: &str) {
        if !self.page.title.is_empty() {
            self.end_page();
        }
        title.clone_into(&mut self.page.title);
    }

    fn note_heading(&mut self, key: &ShapeKey<'_>) {
        if let Some(heading) = key.under.filter(|heading| !heading.is_empty() && !key.at_the_end) {
            self.begin(heading);
        }
    }

    /// Whether a key is asked for here: what a form has no place for is, where something stands there; and a file that
    /// follows the auditor's was made with the questions that its audit calls for.
    fn is_asked(&self, key: &ShapeKey<'_>) -> bool {
        let stands = self.tree.and_then(|tree| tree.get(key.name));
        let is_made_to_fit = self
            .source
            .is_some_and(|source| source.kind != FileKind::Audit && source.tree.is_some());
        if key.asked && !is_made_to_fit {
            return true;
        }
        stands.is_some_and(|stands| key.asked || !stands.is_blank()) || self.item.is_some() && key.asked
    }

    fn push(&mut self, key: &ShapeKey<'_>, item: AskedItem) {
        if key.at_the_end {
            self.file.end.items.push(item);
        } else {
            self.page.items.push(item);
        }
    }

    /// Shows what qaf answers: the first of an item names its page.
    fn show_fixed(&mut self, key: &ShapeKey<'_>, stands: Option<&AnswerValue<'_>>) {
        let said = stands.map(AnswerValue::written).unwrap_or_default();
        if mem::take(&mut self.begins_item) {
            self.begin(&said);
        } else if !said.is_empty() {
            self.page.known.push((key.label().to_owned(), said.into_owned()));
        }
    }

    fn asked(&self, key: &ShapeKey<'_>, kind: AskedKind, stands: Option<&AnswerValue<'_>>) -> Asked {
        let tree = self.tree.and_then(|tree| tree.get(key.name));
        let (label, hints) = match key.kind {
            KeyKind::Field(field) => {
                let hints = self.source.map(|source| hints(field, source.form));
                (field.label.clone(), hints.unwrap_or_default())
            }
            _ => (key.label().to_owned(), Vec::new()),
        };
        Asked {
            route: self.route.key(key.name),
            label,
            hints,
            standing: standing(&kind, stands, tree),
            prefilled: key.prefilled,
            kind,
        }
    }
}

impl PageWriter<'_> {
    /// How a key is answered; `None` for what nobody answers.
    fn kind(&self, key: &ShapeKey<'_>) -> Option<AskedKind> {
        Some(match key.kind {
            KeyKind::Name => AskedKind::Line,
            KeyKind::Text | KeyKind::TextOrWord(_) => AskedKind::Text,
            KeyKind::Date | KeyKind::Due => AskedKind::Day,
            KeyKind::Dates => AskedKind::Days,
            KeyKind::YesNo => yes_no(),
            KeyKind::Grade => AskedKind::One(grades()),
            KeyKind::Judgement => AskedKind::One(or_not_applicable(grades())),
            KeyKind::Score | KeyKind::Count => AskedKind::Number,
            KeyKind::Tags => AskedKind::Words,
            KeyKind::Field(field) => of_field(field),
            KeyKind::Option(options) => one_of(spoken(options)),
            KeyKind::Status(states) => AskedKind::One(or_not_applicable(same(states))),
            KeyKind::Giver(family) => {
                let givers = family.givers.iter().map(|giver| pair(giver, family.label(giver)));
                one_of(givers.collect())
            }
            KeyKind::Statements(section) => {
                match statements(section, self.source.and_then(|source| source.rubric)) {
                    none if none.is_empty() => return None,
                    statements => AskedKind::Statements(statements),
                }
            }
            KeyKind::Section(sections) => {
                let audit = self.source.and_then(|source| source.folder.audit.as_ref());
                let is_own = self.source.is_some_and(|source| source.kind == FileKind::Audit);
                AskedKind::OneOfMany(with_grades(audit, is_own, sections))
            }
            KeyKind::Sections(sections) => AskedKind::Any(titles(sections)),
            KeyKind::Form(_)
            | KeyKind::EverySection
            | KeyKind::EveryQuestion
            | KeyKind::OneSection(_)
            | KeyKind::Question(_) => {
                return None;
            }
        })
    }

    /// What stands at the head of a block.
    fn head_of_block(&mut self, key: &ShapeKey<'_>) {
        match key.kind {
            KeyKind::OneSection(section) => {
                self.begin(&section.title);
                self.page.intro.extend(section.intro.clone());
                if section.evidence == Evidence::Section {
                    let asked = section.questions.iter().map(Question::shown);
                    self.page.intro.extend(asked);
                }
            }
            KeyKind::Question(question) => {
                let heading = AskedItem::Heading(question.shown(), question.note.iter().cloned().collect());
                self.push(key, heading);
            }
            KeyKind::EverySection => {}
            KeyKind::EveryQuestion => {
                let said = Some(key.on_page.to_string()).filter(|said| !said.is_empty());
                self.page.intro.extend(said);
            }
            _ if key.under.is_some_and(|heading| !heading.is_empty()) => {
                let said = if key.asks.is_empty() { &key.says } else { &key.asks };
                let rubric = self.source.and_then(|source| source.rubric);
                let outstanding = rubric.map_or("", |rubric| rubric.outstanding.as_str());
                let said = said.replace("{outstanding}", outstanding);
                let said = said
                    .lines()
                    .filter(|line| !line.is_empty() && *line != self.page.title);
                let said: Vec<String> = said.map(str::to_owned).collect();
                self.page.intro.extend(said);
            }
            _ => {
                let heading = AskedItem::Heading(key.label().to_owned(), Vec::new());
                self.push(key, heading);
            }
        }
    }
}

impl<'a> KeyWalker<'a> for PageWriter<'_> {
    fn answer(&mut self, key: ShapeKey<'a>, stands: Option<AnswerValue<'a>>) -> Option<AnswerValue<'a>> {
        if self.route.0.is_empty() {
            self.note_heading(&key);
        }
        if !self.is_asked(&key) {
            return None;
        }
        if let KeyKind::Field(field) = key.kind
            && !field.known.is_empty()
        {
            let known = self
                .source
                .and_then(|source| known_answer(field, source.allocation));
            self.page
                .known
                .extend(known.map(|known| (field.label.clone(), known)));
            return None;
        }
        if key.fixed {
            self.show_fixed(&key, stands.as_ref());
            return None;
        }
        let asked = self.asked(&key, self.kind(&key)?, stands.as_ref());
        if let KeyKind::Judgement = key.kind {
            self.page.grade = Some(asked.route.clone());
        }
        match &mut self.item {
            Some(item) => item.push(asked),
            None => self.push(&key, AskedItem::Question(asked)),
        }
        None
    }

    fn block<T>(&mut self, key: ShapeKey<'a>, inside: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.route.0.is_empty() {
            self.note_heading(&key);
        }
        if !self.is_asked(&key) {
            return None;
        }
        if self.item.is_none() {
            self.head_of_block(&key);
        }
        let outer = (self.tree, self.route.clone());
        self.tree = self.tree.and_then(|tree| tree.get(key.name));
        self.route = self.route.key(key.name);
        inside(self);
        (self.tree, self.route) = outer;
        None
    }

    fn list<T>(
        &mut self,
        key: ShapeKey<'a>,
        stand: &'a [T],
        blank: &'a T,
        item: impl Fn(&'a T, &mut Self) -> T,
    ) -> Vec<T> {
        self.note_heading(&key);
        if !self.is_asked(&key) {
            return Vec::new();
        }
        let outer = (self.tree, self.route.clone());
        let list = self.tree.and_then(|tree| tree.get(key.name));
        let stands: &[Node] = match list.map(|list| &list.value) {
            Some(NodeValue::List(items)) => items,
            _ => &[],
        };
        let route = self.route.key(key.name);
        if key.fixed {
            self.page.intro.extend(key.asks.lines().map(str::to_owned));
            for (at, one) in read_items(stands).zip(stand) {
                (self.tree, self.route) = (stands.get(at), route.item(at));
                self.begins_item = true;
                item(one, self);
            }
            (self.tree, self.route) = outer;
            self.end_page();
            return Vec::new();
        }
        let mut items = Vec::new();
        let mut read = read_items(stands).zip(stand).peekable();
        for at in 0..=stands.len() {
            (self.tree, self.route) = (stands.get(at), route.item(at));
            self.item = Some(Vec::new());
            let one = read.next_if(|(place, _)| *place == at);
            item(one.map_or(blank, |(_, one)| one), self);
            items.extend(self.item.take());
        }
        (self.tree, self.route) = outer;
        let asked = AskedList {
            route,
            title: key.label().to_owned(),
            each: called(key.each),
            items,
            standing: stands.len(),
        };
        self.push(&key, AskedItem::List(asked));
        Vec::new()
    }
}

/// The places in a file's list of the items that are read: a hyphen with nothing behind it is none of them.
fn read_items(stands: &[Node]) -> impl Iterator<Item = usize> {
    let of_keys = |(_, node): &(usize, &Node)| matches!(node.value, NodeValue::Map(_));
    stands.iter().enumerate().filter(of_keys).map(|(at, _)| at)
}
