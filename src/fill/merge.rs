//! What was typed on a page and what stands in the file by now become one, answer by answer.
//!
//! Each answer is known thrice: as the page showed it, as it was typed, as it stands now. What only one side changed is that
//! side's. What both changed, and not alike, is asked about; nothing is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{Asked, AskedItem, AskedList, AskedPage, print};
use super::posted::{ANSWER, EXPLAIN, KEEP, Posted, TOKEN};
use crate::record::{Route, RouteStep};
use crate::store::splice::AnswerChange;

/// What becomes of a page that was sent.
#[derive(Clone, Debug, Default)]
pub struct MergedPage {
    /// What is to change in the file.
    pub changes: Vec<AnswerChange>,
    /// Where both changed.
    pub conflicts: Vec<Conflict>,
    /// What others changed meanwhile, by what was asked; it stays.
    pub taken: Vec<String>,
    /// The names of their boxes.
    pub taken_names: Vec<String>,
    /// Whether something stands at another place than the page has it, so that the page has to be shown anew.
    pub moved: bool,
}

/// An answer that was changed here and elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name of its box.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// What was typed.
    pub mine: Vec<String>,
    /// What stands in the file.
    pub theirs: Vec<String>,
}

/// The name under which a list tells how many it showed.
pub fn count_name(list: &AskedList) -> String {
    format!("#{}", list.route)
}

/// What the boxes of a page hold, to be sent along with it.
pub fn prints(page: &AskedPage) -> BTreeMap<String, String> {
    let mut prints: BTreeMap<String, String> = page
        .questions()
        .map(|asked| (asked.name(), print(&asked.standing)))
        .collect();
    for item in &page.items {
        if let AskedItem::List(list) = item {
            prints.insert(count_name(list), list.standing.to_string());
        }
    }
    prints
}

/// The first name that was sent and is none of a page's.
pub fn unknown_name<'p>(page: &AskedPage, more: &[&str], posted: &'p Posted) -> Option<&'p str> {
    let mut known: BTreeSet<String> = page.questions().map(Asked::name).collect();
    // A page may have been shown with more in a list than stand there by now.
    let lists = page.items.iter().filter_map(|item| match item {
        AskedItem::List(list) => Some(list),
        _ => None,
    });
    for list in lists {
        for at in 0..=shown(list, posted) {
            known.extend(blank_at(list, at).iter().map(Asked::name));
        }
    }
    let mut names = posted.names();
    names.find(|name| {
        let answer = name.strip_prefix(ANSWER).or_else(|| name.strip_prefix(KEEP));
        match answer {
            Some(answer) => !known.contains(answer),
            None => *name != TOKEN && !more.contains(name) && !name.starts_with(EXPLAIN),
        }
    })
}

/// How many of a list's blocks the page showed.
fn shown(list: &AskedList, posted: &Posted) -> usize {
    let shown = posted.was(&count_name(list)).and_then(|shown| shown.parse().ok());
    shown.unwrap_or(list.standing).min(1_000)
}

/// The questions of a blank block, as if it stood at a place.
fn blank_at(list: &AskedList, at: usize) -> Vec<Asked> {
    let blank = list.items.last().map(Vec::as_slice).unwrap_or_default();
    let depth = list.route.0.len();
    let moved = blank.iter().map(|asked| {
        let mut route = asked.route.clone();
        if let Some(step) = route.0.get_mut(depth) {
            *step = RouteStep::Item(at);
        }
        Asked {
            route,
            standing: Vec::new(),
            ..asked.clone()
        }
    });
    moved.collect()
}

/// What is to be done with a page that was sent.
pub fn merge(page: &AskedPage, posted: &Posted) -> MergedPage {
    let mut merged = MergedPage::default();
    for item in &page.items {
        match item {
            AskedItem::Heading(..) => {}
            AskedItem::Question(asked) => merged.question(asked, posted),
            AskedItem::List(list) => merged.list(list, posted),
        }
    }
    merged
}

/// What an answer is by now, seen from a page.
enum Fate {
    /// Nobody changed it, or both to the same.
    Stays,
    /// It changes to what was typed.
    Mine(Vec<String>),
    /// Others changed it.
    Theirs,
    /// Both did.
    Both(Vec<String>),
}

fn fate(asked: &Asked, posted: &Posted) -> Fate {
    let name = asked.name();
    let typed = posted.answer(&name);
    let Some(was) = posted.was(&name).map(str::to_owned).or_else(|| {
        // A box that the page did not have says nothing.
        (!typed.is_empty()).then(|| print(&[]))
    }) else {
        return Fate::Stays;
    };
    let mine = asked.kind.written(typed);
    let (mine_print, now) = (print(&mine), print(&asked.standing));
    if mine_print == now {
        Fate::Stays
    } else if mine_print == was {
        Fate::Theirs
    } else if now == was {
        Fate::Mine(mine)
    } else {
        Fate::Both(mine)
    }
}

impl MergedPage {
    fn set(&mut self, asked: &Asked, answer: &[String]) {
        self.changes.push(AnswerChange::Set {
            route: asked.route.clone(),
            to: asked.kind.answer(answer),
        });
    }

    fn question(&mut self, asked: &Asked, posted: &Posted) {
        match fate(asked, posted) {
            Fate::Stays => {}
            Fate::Mine(mine) => self.set(asked, &mine),
            Fate::Theirs => {
                self.taken.push(asked.label.clone());
                self.taken_names.push(asked.name());
            }
            Fate::Both(mine) => self.both(asked, mine, posted),
        }
    }

    /// An answer that both changed: as was chosen, where what was chosen between is what stands there.
    fn both(&mut self, asked: &Asked, mine: Vec<String>, posted: &Posted) {
        let seen = print(&asked.standing);
        let chosen = posted.keep(&asked.name()).and_then(|keep| keep.split_once(' '));
        match chosen.filter(|(_, of)| *of == seen) {
            Some(("mine", _)) => self.set(asked, &mine),
            Some(("theirs", _)) => {}
            Some(("both", _)) => {
                let both: Vec<String> = asked.standing.iter().chain(&mine).cloned().collect();
                let both = if asked.kind.is_several() {
                    both
                } else {
                    vec![both.join("\n\n")]
                };
                self.set(asked, &both);
            }
            _ => self.conflicts.push(Conflict {
                name: asked.name(),
                label: asked.label.clone(),
                mine,
                theirs: asked.standing.clone(),
            }),
        }
    }

    fn list(&mut self, list: &AskedList, posted: &Posted) {
        // A list that the page did not have says nothing.
        if posted.was(&count_name(list)).is_none() {
            return;
        }
        let shown = shown(list, posted);
        for at in 0..=shown {
            let stands = list.items.get(at).filter(|_| at < list.standing.min(shown));
            match stands {
                Some(item) => self.item(list, at, item, posted),
                None => self.new_item(list, at, at < shown, posted),
            }
        }
    }

    /// A block that the page showed and that stands there: one whose every box was emptied goes.
    fn item(&mut self, list: &AskedList, at: usize, item: &[Asked], posted: &Posted) {
        let fates: Vec<Fate> = item.iter().map(|asked| fate(asked, posted)).collect();
        let had = item.iter().any(|asked| !asked.standing.is_empty());
        let emptied = item
            .iter()
            .all(|asked| asked.kind.written(posted.answer(&asked.name())).is_empty());
        let is_mine = fates
            .iter()
            .all(|fate| matches!(fate, Fate::Stays | Fate::Mine(_)));
        if had && emptied && is_mine {
            self.moved = true;
            self.changes.push(AnswerChange::Remove {
                route: list.route.item(at),
            });
            return;
        }
        for asked in item {
            self.question(asked, posted);
        }
    }

    /// A block that is new, or that others took away meanwhile and that was changed here.
    fn new_item(&mut self, list: &AskedList, at: usize, was_shown: bool, posted: &Posted) {
        let blank = blank_at(list, at);
        let depth = list.route.0.len() + 1;
        let typed: Vec<(&Asked, Vec<String>)> = blank
            .iter()
            .map(|asked| (asked, asked.kind.written(posted.answer(&asked.name()))))
            .collect();
        let is_as_shown = typed.iter().all(|(asked, answer)| {
            let was = posted
                .was(&asked.name())
                .map_or_else(|| print(&[]), str::to_owned);
            was == print(answer)
        });
        let is_blank = typed.iter().all(|(_, answer)| answer.is_empty());
        if is_blank || is_as_shown {
            if was_shown && !is_blank {
                self.taken.push(list.title.clone());
                self.moved = true;
            }
            return;
        }
        let same = |item: &Vec<Asked>| {
            let answers = item.iter().map(|asked| &asked.standing);
            answers.eq(typed.iter().map(|(_, answer)| answer))
        };
        // The same page sent twice adds nothing twice.
        if list
            .items
            .iter()
            .skip(at)
            .take(list.standing.saturating_sub(at))
            .any(same)
        {
            return;
        }
        self.moved |= at != list.standing;
        let item = typed
            .into_iter()
            .filter(|(_, answer)| !answer.is_empty())
            .map(|(asked, answer)| {
                let rest = asked.route.0.iter().skip(depth).cloned().collect();
                (Route(rest), asked.kind.answer(&answer))
            });
        self.changes.push(AnswerChange::Add {
            route: list.route.clone(),
            item: item.collect(),
        });
    }
}

#[cfg(test)]
mod tests;
