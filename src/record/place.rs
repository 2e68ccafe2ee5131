//! A place in a file by its route of keys (`sections.reviews.grade`), and a finding that names one.
//!
//! Rules name places; `store::place` alone turns them into line and column.

use std::fmt;

use super::FileKind;
use crate::finding::Severity;

/// A step of a route.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RouteStep {
    /// A key of a mapping.
    Key(Box<str>),
    /// An item of a list, from 0.
    Item(usize),
}

/// The way to a value, from the file's top.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route(pub Vec<RouteStep>);

impl Route {
    /// The file's top.
    pub fn top() -> Self {
        Self::default()
    }

    /// The route one key further.
    #[must_use]
    pub fn key(&self, key: impl AsRef<str>) -> Self {
        let mut steps = self.0.clone();
        steps.push(RouteStep::Key(key.as_ref().into()));
        Self(steps)
    }

    /// The route one item further.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(RouteStep::Item(index));
        Self(steps)
    }
}

/// Reads `sections.reviews.grade`; list items are added with [`Route::item`].
impl From<&str> for Route {
    fn from(text: &str) -> Self {
        Self(
            text.split('.')
                .filter(|key| !key.is_empty())
                .map(|key| RouteStep::Key(key.into()))
                .collect(),
        )
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                RouteStep::Key(key) if index == 0 => f.write_str(key)?,
                RouteStep::Key(key) => write!(f, ".{key}")?,
                RouteStep::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}

/// Which part of a place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlacePart {
    /// The value; the key, where the value is a block, empty or not there.
    Value,
    /// The key.
    Key,
}

/// A place in a file of an audit's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileKind,
    /// The way to it. Where nothing stands there, the nearest place above it that does is meant.
    pub route: Route,
    /// Which part of it.
    pub part: PlacePart,
}

impl Place {
    /// A value.
    pub fn value(file: FileKind, route: impl Into<Route>) -> Self {
        Self {
            file,
            route: route.into(),
            part: PlacePart::Value,
        }
    }

    /// A key.
    pub fn key(file: FileKind, route: impl Into<Route>) -> Self {
        Self {
            file,
            route: route.into(),
            part: PlacePart::Key,
        }
    }
}

/// A finding whose place is still a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub help: Option<String>,
    /// Other places that matter, and what about them.
    pub related: Vec<(Place, String)>,
}

impl Draft {
    /// A finding without help or further places.
    pub fn new(rule: &'static str, severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            place,
            message: message.into(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }
}
