//! Which keys a file may have, and which of them stand under which: by these a key that lost its place finds it again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use crate::framework::word::nearest;

/// The keys of a block, each with those below it; of a list, the keys of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    keys: BTreeMap<String, Self>,
    /// Whether the keys are those of a list's items.
    list: bool,
}

impl Outline {
    /// The outline of a file that a schema of ours describes.
    pub fn of_schema(schema: &Value) -> Self {
        if let Some(item) = schema.get("items") {
            return Self {
                list: true,
                ..Self::of_schema(item)
            };
        }
        let keys = schema["properties"].as_object().into_iter().flatten();
        Self {
            keys: keys
                .map(|(key, below)| (key.clone(), Self::of_schema(below)))
                .collect(),
            list: false,
        }
    }

    /// A block of keys, each with what stands below it.
    pub fn of_keys<K: Into<String>>(keys: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self {
            keys: keys.into_iter().map(|(key, below)| (key.into(), below)).collect(),
            list: false,
        }
    }

    /// The outline with one key more.
    #[must_use]
    pub fn with(mut self, key: &str) -> Self {
        self.keys.insert(key.to_owned(), Self::default());
        self
    }

    /// What stands below a key of this block, or of an item of this list.
    pub fn below(&self, key: &str) -> Option<&Self> {
        self.keys.get(key)
    }

    /// Every key that an item of a list has, of whichever.
    pub fn of_items(&self) -> HashSet<&str> {
        let own = self.keys.keys().filter(|_| self.list).map(String::as_str);
        own.chain(self.keys.values().flat_map(Self::of_items)).collect()
    }

    /// Whether items stand here, each behind a hyphen.
    pub fn is_list(&self) -> bool {
        self.list
    }

    /// Whether items stand here that are words, and no blocks of keys.
    pub fn is_list_of_words(&self) -> bool {
        self.list && self.keys.is_empty()
    }

    /// Every key of the file, anywhere in it.
    pub fn all(&self) -> HashSet<&str> {
        let mut all = BTreeSet::new();
        self.gather(&mut all);
        all.into_iter().collect()
    }

    /// Whether a key is one of the file's, anywhere in it.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key) || self.keys.values().any(|below| below.has(key))
    }

    /// Whether a key is one of the file's, or so nearly that it is misspelt.
    pub fn has_like(&self, key: &str) -> bool {
        let mut all = BTreeSet::new();
        self.gather(&mut all);
        all.contains(key) || nearest(key, all).is_some()
    }

    fn gather<'o>(&'o self, all: &mut BTreeSet<&'o str>) {
        for (key, below) in &self.keys {
            all.insert(key);
            below.gather(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_lists_and_their_items_are_taken_from_a_schema() {
        let schema = json!({ "properties": {
            "grade": { "anyOf": [] },
            "actions": { "items": { "properties": { "owner": {}, "by": {} } } },
            "themes": { "items": {} },
        } });
        let outline = Outline::of_schema(&schema);
        assert!(!outline.is_list() && outline.below("grade").is_some());
        let actions = outline.below("actions").unwrap();
        assert!(actions.is_list() && actions.below("owner").is_some());
        assert!(outline.has_like("onwer") && outline.has_like("by") && !outline.has_like("visits"));
        assert!(outline.has("by") && !outline.has("onwer"));
        let is_of_words = |key| outline.below(key).is_some_and(Outline::is_list_of_words);
        assert!(is_of_words("themes") && !is_of_words("actions") && !is_of_words("grade"));
        assert!(outline.with("audit").below("audit").is_some());
    }
}
