//! Ids that tell nobody who is meant, and are the same in every export of a council: an HMAC of the name or number under the
//! council's key.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use smol_str::SmolStr;

use crate::framework::People;
use crate::framework::name::{folded_id, folded_name};
use crate::store::export_key::ExportKey;

/// So many bytes of the HMAC stand in an id: 88 bits, of which two meet by chance once in a million years of councils.
const BYTES: usize = 11;

/// What an id stands for; its letter is the id's first, so that no spreadsheet takes an id for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdOf {
    /// An audit.
    Audit,
    /// A child.
    Child,
    /// A person of the staff, whatever they do in an audit.
    Person,
    /// A team that `people.csv` does not know, or that is called after somebody.
    Team,
    /// A wider work.
    Work,
}

impl IdOf {
    fn letter(self) -> char {
        match self {
            Self::Audit => 'a',
            Self::Child => 'c',
            Self::Person => 'p',
            Self::Team => 't',
            Self::Work => 'w',
        }
    }
}

/// The ids of an export.
pub struct Pseudonyms<'a> {
    key: ExportKey,
    people: &'a People,
}

impl<'a> Pseudonyms<'a> {
    /// Ids under a key; `people` knows who is meant by another spelling.
    pub fn new(key: ExportKey, people: &'a People) -> Self {
        Self { key, people }
    }

    /// A person's id, however their name is spelt.
    pub fn person(&self, name: &str) -> SmolStr {
        let known = self.people.find(name);
        let name = known.map_or(name, |person| person.name.as_str());
        self.id(IdOf::Person, &folded_name(name))
    }

    /// A child's id, however their number is spelt.
    pub fn child(&self, number: &str) -> SmolStr {
        self.id(IdOf::Child, &folded_id(number))
    }

    /// The id of what is known by this text.
    pub fn id(&self, of: IdOf, text: &str) -> SmolStr {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.bytes()) else {
            // An HMAC takes a key of any length.
            return SmolStr::default();
        };
        mac.update(&[of.letter() as u8, 0]);
        mac.update(text.as_bytes());
        let bytes = mac.finalize().into_bytes();
        let mut id = String::from(of.letter());
        for byte in bytes.iter().take(BYTES) {
            let _ = write!(id, "{byte:02x}");
        }
        id.into()
    }
}
