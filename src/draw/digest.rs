//! SHA-256 values, and the one way in which the rule hashes fields.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// A SHA-256, written as 64 lowercase hexadecimal digits.
///
/// Digests compare as their texts do, so the lowest of them is the lowest text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The SHA-256 of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 lowercase hexadecimal digits; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Some(Self(bytes))
    }

    /// The first eight digits, as file names carry them.
    pub fn short(self) -> String {
        self.to_string()[..8].to_owned()
    }

    pub(super) fn finish(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        f.pad(&text)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Hex;
        impl Visitor<'_> for Hex {
            type Value = Digest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a SHA-256 of 64 lowercase hexadecimal digits")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Digest, E> {
                Digest::parse(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Hex)
    }
}

/// A hash of fields, each followed by one line feed; that is what keeps `C1`, `1` and `C11` apart.
#[derive(Clone, Default)]
pub(super) struct Fields(Sha256);

impl Fields {
    /// Adds one field, made of these parts without anything between them.
    pub(super) fn add(&mut self, parts: &[&str]) {
        for part in parts {
            self.0.update(part.as_bytes());
        }
        self.0.update(b"\n");
    }

    /// The digest of what was added and of one more field: this number in decimal.
    ///
    /// What was added before is not hashed again: a copy of the state so far goes on from there.
    pub(super) fn with_number(&self, number: u32) -> Digest {
        // Ten digits are the most that 32 bits have; the line feed stands last, and digits are written backwards.
        let mut text = [b'\n'; 11];
        let mut at = text.len() - 1;
        let mut left = number;
        loop {
            at -= 1;
            text[at] = b'0' + u8::try_from(left % 10).unwrap_or(0);
            left /= 10;
            if left == 0 {
                break;
            }
        }
        let mut hasher = self.0.clone();
        hasher.update(&text[at..]);
        Digest::finish(hasher)
    }

    /// The digest of what was added.
    pub(super) fn finish(self) -> Digest {
        Digest::finish(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_hashed_as_its_decimal_text() {
        for number in [0, 1, 9, 10, 64, 1000, u32::MAX] {
            let mut fields = Fields::default();
            fields.add(&["a", "b"]);
            let with = fields.with_number(number);
            fields.add(&[&number.to_string()]);
            assert_eq!(with, fields.finish());
            assert_eq!(with, Digest::of(format!("ab\n{number}\n").as_bytes()));
        }
    }

    #[test]
    fn a_digest_is_read_in_one_spelling() {
        let digest = Digest::of(b"");
        let text = digest.to_string();
        assert_eq!(
            text,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(Digest::parse(&text), Some(digest));
        assert_eq!(digest.short(), "e3b0c442");
        for wrong in [
            text.to_uppercase(),
            text[1..].to_owned(),
            format!("{text}00"),
            String::new(),
        ] {
            assert_eq!(Digest::parse(&wrong), None, "{wrong}");
        }
    }
}
