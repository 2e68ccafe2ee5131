//! The council's key for exports, as its file holds it.

use super::kept::hex;

/// The council's key. Who has it can try names and numbers against the ids.
#[derive(Clone)]
pub struct ExportKey([u8; 32]);

impl ExportKey {
    /// Reads 64 hexadecimal digits.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.trim_end();
        let digits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let mut key = [0; 32];
        for (index, byte) in key.iter_mut().enumerate().filter(|_| digits) {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
        }
        digits.then_some(Self(key))
    }

    /// A key that nobody has seen, as its file holds it.
    pub fn fresh() -> String {
        let bytes: [u8; 32] = rand::random();
        hex(&bytes) + "\n"
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
