//! How a line may go on: what a shell asks at each Tab. Commands and options come from the command line itself, audits,
//! people and whatever else a store knows from the store that one stands in.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::CompleteEnv;

use crate::command::completions::ASKING;
use crate::context::Context;
use crate::framework::{Date, Quarter};
use crate::output::{Format, Output};
use crate::rule::RULES;
use crate::store::Store;
use crate::store::scan::audit_folders;

/// What a store knows that an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StoreWord {
    Audit,
    Work,
    Item,
    Person,
    Team,
    Quarter,
    Rule,
    Form,
    Section,
}

/// Which arguments take such a word: the command, where it takes another than the rest, what stands for the value in its
/// help, and the word. The first row that fits is the one.
const ASKED: &[(&str, &str, Option<StoreWord>)] = &[
    ("tool", "NAME", None),
    ("rubric", "NAME", None),
    ("panel reveal", "ID", None),
    ("report team", "NAME", Some(StoreWord::Team)),
    ("report section", "ID", Some(StoreWord::Section)),
    ("rubric", "WHAT", Some(StoreWord::Section)),
    ("report work", "ID", Some(StoreWord::Work)),
    ("sample", "ID", Some(StoreWord::Work)),
    ("tool", "ID", Some(StoreWord::Work)),
    ("log", "ID", Some(StoreWord::Item)),
    ("show", "ID", Some(StoreWord::Item)),
    ("history", "ID", Some(StoreWord::Item)),
    ("fill", "ID", Some(StoreWord::Item)),
    ("validate", "WHAT", Some(StoreWord::Item)),
    ("", "ID", Some(StoreWord::Audit)),
    ("", "WORK", Some(StoreWord::Work)),
    ("", "NAME", Some(StoreWord::Person)),
    ("", "TEAM", Some(StoreWord::Team)),
    ("", "Q", Some(StoreWord::Quarter)),
    ("", "RULE", Some(StoreWord::Rule)),
    ("", "FORM", Some(StoreWord::Form)),
];

/// So many quarters are offered, this one and those before it.
const QUARTERS: usize = 8;

/// Answers a shell that asks how a line may go on. `false`: none asks, and the line is to be run.
///
/// # Errors
/// Where the shell is not known, or does not listen any more.
pub fn answer() -> Result<bool> {
    let Some(shell) = std::env::var_os(ASKING) else {
        return Ok(false);
    };
    let line: Vec<OsString> = std::env::args_os().collect();
    let asked = Arc::new(AskedLine {
        store: named_store(&line),
        shell: shell.to_string_lossy().into_owned(),
    });
    let here = std::env::current_dir().ok();
    let with_store = move || with_store_words(super::command(), "", &asked);
    Ok(CompleteEnv::with_factory(with_store)
        .var(ASKING)
        .completer("qaf")
        .try_complete(line, here.as_deref())?)
}

/// The store that the line names.
fn named_store(line: &[OsString]) -> Option<PathBuf> {
    let at = line.iter().position(|word| word == "--store")?;
    line.get(at + 1).map(PathBuf::from)
}

/// The line that is being typed.
struct AskedLine {
    store: Option<PathBuf>,
    shell: String,
}

/// The command, whose arguments know what a store knows.
fn with_store_words(command: Command, path: &str, asked: &Arc<AskedLine>) -> Command {
    let below: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    let command = below.iter().fold(command, |command, name| {
        let path = format!("{path} {name}");
        command.mut_subcommand(name, |below| with_store_words(below, path.trim_start(), asked))
    });
    command.mut_args(|arg| match word_of(path, &arg) {
        None => arg,
        Some(word) => {
            let asked = Arc::clone(asked);
            arg.add(ArgValueCompleter::new(move |begun: &OsStr| {
                asked.candidates(word, &begun.to_string_lossy())
            }))
        }
    })
}

fn word_of(command: &str, arg: &Arg) -> Option<StoreWord> {
    let value = arg.get_value_names()?.first()?.as_str();
    let fits = |(of, name, _): &&(&str, &str, Option<StoreWord>)| {
        (of.is_empty() || *of == command) && *name == value
    };
    ASKED.iter().find(fits)?.2
}

impl AskedLine {
    /// What the word may become. A store that can't be read has nothing to offer: at a Tab there is no place for a sentence.
    fn candidates(&self, word: StoreWord, begun: &str) -> Vec<CompletionCandidate> {
        // A shell hands on what was typed, with its quotes.
        let begun: String = begun.chars().filter(|c| !"\\'\"".contains(*c)).collect();
        let known = self.known(word, &begun).unwrap_or_default();
        let known = known
            .into_iter()
            .map(|known| CompletionCandidate::new(self.quoted(&known)));
        known.collect()
    }

    fn known(&self, word: StoreWord, begun: &str) -> Result<Vec<String>> {
        if word == StoreWord::Rule {
            let rules = RULES.iter().map(|rule| rule.id.to_owned());
            return Ok(rules.filter(|rule| begins(rule, begun)).collect());
        }
        let named = self
            .store
            .clone()
            .or_else(|| std::env::var_os("QAF_STORE").map(PathBuf::from));
        let root = Store::find(named.as_deref(), &std::env::current_dir()?)?;
        let context = Context::open(
            &root,
            Date::from_clock(),
            String::new(),
            Output::unseen(),
            Format::Text,
        )?;
        Ok(words(word, &context, begun))
    }

    /// The word as it stands in a line of this shell; zsh and fish quote by themselves.
    fn quoted(&self, word: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || "/._-:+,=@%".contains(c);
        if word.chars().all(is_plain) {
            return word.to_owned();
        }
        match self.shell.as_str() {
            "bash" => word
                .chars()
                .flat_map(|c| (!is_plain(c)).then_some('\\').into_iter().chain([c]))
                .collect(),
            "powershell" | "pwsh" => format!("'{}'", word.replace('\'', "''")),
            _ => word.to_owned(),
        }
    }
}

/// Whether a word begins so, whatever the letters' case.
fn begins(word: &str, begun: &str) -> bool {
    word.to_lowercase().starts_with(&begun.to_lowercase())
}

/// The store's words of this kind that begin so; an id may be begun in short, as CF4.
fn words(word: StoreWord, context: &Context, begun: &str) -> Vec<String> {
    let audits = || {
        let found = audit_folders(&context.store.root).folders.into_iter();
        let found = found.map(|folder| folder.id);
        let found = found.filter(|id| begins(&id.to_string(), begun) || id.matches(begun));
        found.map(|id| id.to_string()).collect::<Vec<_>>()
    };
    let works = || {
        let all = context.works().all.iter().map(crate::record::work::Work::id);
        let all = all.filter(|id| begins(&id.to_string(), begun) || id.matches(begun));
        all.map(ToString::to_string).collect::<Vec<_>>()
    };
    let mut known: Vec<String> = match word {
        StoreWord::Audit => audits(),
        StoreWord::Work => works(),
        StoreWord::Item => audits().into_iter().chain(works()).collect(),
        StoreWord::Person => {
            let names = context.people.all().iter().map(|person| person.name.to_string());
            let by_word = |name: &String| {
                begins(name, begun) || name.split_whitespace().any(|part| begins(part, begun))
            };
            names.filter(by_word).collect()
        }
        StoreWord::Team => all_beginning(
            context.people.all().iter().flat_map(|person| &person.teams),
            begun,
        ),
        StoreWord::Quarter => all_beginning(quarters(context), begun),
        StoreWord::Form => all_beginning(context.store.forms.keys().map(|form| &form.form), begun),
        StoreWord::Section => {
            let sections = context.store.forms.values().flat_map(|form| &form.sections);
            all_beginning(sections.map(|section| &section.id), begun)
        }
        StoreWord::Rule => Vec::new(),
    };
    known.sort();
    known.dedup();
    known
}

fn all_beginning(all: impl IntoIterator<Item = impl ToString>, begun: &str) -> Vec<String> {
    let all = all.into_iter().map(|word| word.to_string());
    all.filter(|word| begins(word, begun)).collect()
}

fn quarters(context: &Context) -> Vec<String> {
    let now = Quarter::of(context.as_of, context.store.settings.year_starts);
    let past = std::iter::successors(Some(now), |quarter| Some(quarter.before()));
    let past = past.take(QUARTERS).map(|quarter| quarter.to_string());
    past.chain(["now".to_owned()]).collect()
}
