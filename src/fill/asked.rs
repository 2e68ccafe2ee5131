//! What a page asks, and what stands there.

use crate::draw::Digest;
use crate::framework::Date;
use crate::framework::date::DateError;
use crate::record::Route;
use crate::store::splice::NewAnswer;

/// A page of a file that is filled in.
#[derive(Clone, Debug, Default)]
pub struct AskedPage {
    /// Its title.
    pub title: String,
    /// What to look at, a paragraph each.
    pub intro: Vec<String>,
    /// What is known already: what it is, and what is known of it.
    pub known: Vec<(String, String)>,
    /// What is asked, in order.
    pub items: Vec<AskedItem>,
    /// The way to the grade that it is given, where it is a graded section.
    pub grade: Option<Route>,
}

/// Something on a page.
#[derive(Clone, Debug)]
pub enum AskedItem {
    /// A heading within it, with what is said there.
    Heading(String, Vec<String>),
    /// A question.
    Question(Asked),
    /// Several of a kind.
    List(AskedList),
}

/// A question with what stands there.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The way to its answer in the file.
    pub route: Route,
    /// What is asked.
    pub label: String,
    /// What is said beside it, a sentence each.
    pub hints: Vec<String>,
    /// How it is answered.
    pub kind: AskedKind,
    /// What stands there, as the file has it: one text, or several where several may be given.
    pub standing: Vec<String>,
    /// Whether qaf answers it when it makes the file.
    pub prefilled: bool,
}

/// Several blocks of questions of one kind, such as actions.
#[derive(Clone, Debug)]
pub struct AskedList {
    /// The way to the list.
    pub route: Route,
    /// What it is about.
    pub title: String,
    /// What one of them is called.
    pub each: String,
    /// Those that stand there, and a blank one behind them.
    pub items: Vec<Vec<Asked>>,
    /// How many stand there.
    pub standing: usize,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedKind {
    /// A short text in one line.
    Line,
    /// A text of any length.
    Text,
    /// A day.
    Day,
    /// Several days, one a line.
    Days,
    /// A number.
    Number,
    /// Words of one's own, with commas between.
    Words,
    /// One of some: what stands in the file, and what it is called.
    One(Vec<(String, String)>),
    /// One of many, chosen from a list that folds out.
    OneOfMany(Vec<(String, String)>),
    /// Any of some.
    Any(Vec<(String, String)>),
    /// Any of the statements that describe each grade: the grade, and its statements.
    Statements(Vec<(String, Vec<(String, String)>)>),
}

impl AskedItem {
    /// What is said on a page beside its questions' labels.
    pub fn told(&mut self) -> Vec<&mut String> {
        match self {
            Self::Heading(_, said) => said.iter_mut().collect(),
            Self::Question(asked) => asked.hints.iter_mut().collect(),
            Self::List(list) => {
                let hints = list.items.iter_mut().flatten().flat_map(|asked| &mut asked.hints);
                hints.chain([&mut list.title]).collect()
            }
        }
    }
}

impl AskedPage {
    /// Whether its grade is still to be given.
    pub fn lacks_grade(&self) -> bool {
        let is_grade = |asked: &&Asked| Some(&asked.route) == self.grade.as_ref();
        self.questions()
            .find(is_grade)
            .is_some_and(|grade| grade.standing.is_empty())
    }

    /// Whether a person has said something on it.
    pub fn is_begun(&self) -> bool {
        self.questions()
            .any(|asked| !asked.prefilled && !asked.standing.is_empty())
    }

    /// Every question on it, those in lists too.
    pub fn questions(&self) -> impl Iterator<Item = &Asked> {
        self.items.iter().flat_map(|item| match item {
            AskedItem::Heading(..) => Vec::new(),
            AskedItem::Question(asked) => vec![asked],
            AskedItem::List(list) => list.items.iter().flatten().collect(),
        })
    }
}

impl AskedKind {
    /// Whether several answers may be given.
    pub fn is_several(&self) -> bool {
        matches!(
            self,
            Self::Days | Self::Words | Self::Any(_) | Self::Statements(_)
        )
    }

    /// The options that it gives, each as it stands in the file.
    pub fn options(&self) -> Vec<&str> {
        match self {
            Self::One(options) | Self::OneOfMany(options) | Self::Any(options) => {
                options.iter().map(|(option, _)| option.as_str()).collect()
            }
            Self::Statements(grades) => {
                let all = grades.iter().flat_map(|(_, statements)| statements);
                all.map(|(id, _)| id.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What is to stand in the file for what was typed. A day is read day first in any usual spelling; what can't be read
    /// is kept as it was typed, so that nothing is lost, and a rule asks about it.
    pub fn written(&self, typed: &[String]) -> Vec<String> {
        let plain = typed
            .iter()
            .map(|text| plain(text))
            .filter(|text| !text.is_empty());
        let day = |text: &str| match text.parse::<Date>() {
            Ok(day) | Err(DateError::OtherSpelling(_, day)) => day.to_string(),
            Err(_) => text.to_owned(),
        };
        let parts = |text: String, between: &[char]| -> Vec<String> {
            let parts = text.split(between).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        match self {
            Self::Day => plain.map(|text| day(&text)).take(1).collect(),
            Self::Days => plain
                .flat_map(|text| parts(text, &['\n', ';']))
                .map(|text| day(&text))
                .collect(),
            Self::Words => plain.flat_map(|text| parts(text, &['\n', ','])).collect(),
            Self::Any(_) | Self::Statements(_) => plain.collect(),
            _ => plain.take(1).collect(),
        }
    }

    /// An answer as the page shows it in its box.
    pub fn shown(&self, standing: &[String]) -> Vec<String> {
        let day = |text: &String| text.parse::<Date>().map_or_else(|_| text.clone(), Date::spoken);
        match self {
            Self::Day => standing.iter().map(day).collect(),
            Self::Days => vec![standing.iter().map(day).collect::<Vec<_>>().join("\n")],
            Self::Words => vec![standing.join(", ")],
            _ => standing.to_vec(),
        }
    }

    /// What is written into the file.
    pub fn answer(&self, written: &[String]) -> NewAnswer {
        match (self, written) {
            (kind, several) if kind.is_several() => NewAnswer::Several(several.to_vec()),
            (_, []) => NewAnswer::Nothing,
            (Self::Text, [text, ..]) => NewAnswer::Text(text.clone()),
            (_, [text, ..]) => NewAnswer::Short(text.clone()),
        }
    }
}

/// A text without what browsers and editors add at its ends, and with plain ends of lines.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// A short print of an answer, by which a later look tells whether it has changed.
pub fn print(answer: &[String]) -> String {
    let mut bytes = Vec::new();
    for text in answer {
        bytes.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    Digest::of(&bytes).to_string().chars().take(16).collect()
}

impl Asked {
    /// The name of its box: the way to its answer.
    pub fn name(&self) -> String {
        self.route.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: &AskedKind, typed: &str) -> Vec<String> {
        kind.written(&[typed.to_owned()])
    }

    #[test]
    fn a_day_is_read_in_any_usual_spelling_and_what_is_none_is_kept_as_it_was_typed() {
        for typed in [
            "3/12/2026",
            "3 December 2026",
            "Thu 3 Dec 2026",
            " 2026-12-03\r\n",
            "03.12.26",
        ] {
            assert_eq!(written(&AskedKind::Day, typed), ["2026-12-03"], "{typed}");
        }
        assert_eq!(written(&AskedKind::Day, "12/31/2026"), ["12/31/2026"]);
        assert_eq!(written(&AskedKind::Day, "next week"), ["next week"]);
        assert_eq!(written(&AskedKind::Day, "  "), [] as [&str; 0]);
        assert_eq!(
            written(&AskedKind::Days, "3 Dec 2026\r\n4/12/26;\n"),
            ["2026-12-03", "2026-12-04"]
        );
    }

    #[test]
    fn what_is_shown_is_read_back_as_what_stands() {
        let stands = ["2026-12-03".to_owned()];
        assert_eq!(AskedKind::Day.written(&AskedKind::Day.shown(&stands)), stands);
        let days = ["2026-12-03".to_owned(), "2026-12-04".to_owned()];
        assert_eq!(AskedKind::Days.written(&AskedKind::Days.shown(&days)), days);
        let words = ["adoption".to_owned(), "voice-of-child".to_owned()];
        assert_eq!(AskedKind::Words.written(&AskedKind::Words.shown(&words)), words);
    }

    #[test]
    fn a_print_tells_answers_apart() {
        let print = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            print(&texts)
        };
        assert_ne!(print(&["ab", "c"]), print(&["a", "bc"]));
        assert_ne!(print(&[]), print(&[""]));
        assert_eq!(print(&["a"]), print(&["a"]));
    }
}
