//! A letter as a file that mail programs open as a draft: a message of RFC 5322 and RFC 2045.
//!
//! A header is made of words that hold no line end, and its lines are folded between words; so no name can begin a
//! header of its own.

use std::fmt::Write as _;

use super::one_line;
use crate::framework::Date;

/// An address that mail can be sent to, such as `ann.brook@example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Returns the address; `None` for what no mail program would take for one.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.split_once('@')?;
        let plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:@\\\"".contains(c);
        let sound = !local.is_empty()
            && !domain.is_empty()
            && text.len() <= 254
            && local.chars().all(plain)
            && domain
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
            && [local, domain]
                .iter()
                .all(|part| part.split('.').all(|atom| !atom.is_empty()));
        sound.then(|| Self(text.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name.
    pub name: String,
    /// The address.
    pub address: Address,
}

/// What a message is made of.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// The day it is written.
    pub date: Date,
    /// What tells it from every other, before the `@`.
    pub id: String,
    /// From whom, where that is known; else the mail program fills it in.
    pub from: Option<&'a Mailbox>,
    /// To whom.
    pub to: &'a [Mailbox],
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

/// The longest line of a header, where its words allow it (RFC 5322, section 2.1.1, and RFC 2047, section 2).
const LINE: usize = 76;

/// The message, in ASCII, with the line ends of mail.
///
/// Without a known address there is no `To:` at all, as an empty one is no header; a mail program shows both alike.
pub fn eml(message: &Message<'_>) -> String {
    let mut text = String::new();
    // With it Outlook opens the file as a draft to be looked over and sent, not as mail that came in.
    text.push_str("X-Unsent: 1\r\n");
    header(&mut text, "Date", &[mail_date(message.date)]);
    if let Some(from) = message.from {
        header(&mut text, "From", &mailboxes(std::slice::from_ref(from)));
    }
    if !message.to.is_empty() {
        header(&mut text, "To", &mailboxes(message.to));
    }
    header(&mut text, "Subject", &words(message.subject));
    let id: String = message
        .id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        .collect();
    header(&mut text, "Message-ID", &[format!("<{id}@qaf.invalid>")]);
    text.push_str("MIME-Version: 1.0\r\n");
    text.push_str("Content-Type: text/plain; charset=utf-8\r\n");
    text.push_str("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    text.push_str(&quoted_printable(message.body));
    text
}

/// Adds a header, folded between its words.
fn header(text: &mut String, name: &str, words: &[String]) {
    let mut width = name.len() + 1;
    let _ = write!(text, "{name}:");
    for (index, word) in words.iter().enumerate() {
        if index > 0 && width + 1 + word.len() > LINE {
            text.push_str("\r\n");
            width = 0;
        }
        text.push(' ');
        text.push_str(word);
        width += 1 + word.len();
    }
    text.push_str("\r\n");
}

/// The words of free text; what is not plain becomes encoded words (RFC 2047).
fn words(text: &str) -> Vec<String> {
    let text = one_line(text);
    let plain = |word: &str| word.is_ascii() && word.len() <= 60 && !word.contains("=?");
    if text.split(' ').all(plain) {
        text.split(' ').map(str::to_owned).collect()
    } else {
        encoded_words(&text)
    }
}

fn mailboxes(mailboxes: &[Mailbox]) -> Vec<String> {
    let last = mailboxes.len().saturating_sub(1);
    let mut all = Vec::new();
    for (index, mailbox) in mailboxes.iter().enumerate() {
        all.extend(phrase(&mailbox.name));
        let comma = if index < last { "," } else { "" };
        all.push(format!("<{}>{comma}", mailbox.address.as_str()));
    }
    all
}

/// The words of a name before an address: as they are, in quotes, or encoded.
fn phrase(name: &str) -> Vec<String> {
    let name = one_line(name);
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    if name.is_empty() {
        Vec::new()
    } else if !name.is_ascii() || name.len() > 60 || name.contains("=?") {
        encoded_words(&name)
    } else if name.chars().all(|c| atom(c) || c == ' ') {
        name.split(' ').map(str::to_owned).collect()
    } else {
        vec![format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))]
    }
}

/// Text as encoded words of at most 75 characters, cut between characters.
fn encoded_words(text: &str) -> Vec<String> {
    const ROOM: usize = 75 - "=?utf-8?q?".len() - "?=".len();
    let mut words = Vec::new();
    let mut payload = String::new();
    for c in text.chars() {
        let mut piece = String::new();
        match c {
            ' ' => piece.push('_'),
            c if c.is_ascii_alphanumeric() => piece.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(piece, "={byte:02X}");
                }
            }
        }
        if payload.len() + piece.len() > ROOM {
            words.push(format!("=?utf-8?q?{payload}?="));
            payload.clear();
        }
        payload.push_str(&piece);
    }
    words.push(format!("=?utf-8?q?{payload}?="));
    words
}

/// A day as mail writes it. qaf knows no time of day; nine o'clock keeps the day the same all over Europe.
fn mail_date(date: Date) -> String {
    let spoken = date.spoken();
    let (weekday, rest) = spoken.split_once(' ').unwrap_or((&spoken, ""));
    format!("{weekday}, {rest} 09:00:00 +0000")
}

/// Text as quoted-printable (RFC 2045, section 6.7): every line within 76 characters, nothing but ASCII.
fn quoted_printable(body: &str) -> String {
    let mut text = String::new();
    for line in body.lines() {
        let mut width = 0;
        let bytes = line.trim_end().as_bytes();
        for (index, byte) in bytes.iter().enumerate() {
            // A dot alone ends a message for some servers, and some put a mark before "From ".
            let first = index == 0 && matches!(byte, b'.' | b'F');
            let plain = matches!(byte, b' ' | b'\t' | b'!'..=b'<' | b'>'..=b'~') && !first;
            let size = if plain { 1 } else { 3 };
            // The last place is kept for the mark that the line goes on.
            if width + size > 75 {
                text.push_str("=\r\n");
                width = 0;
            }
            if plain {
                text.push(char::from(*byte));
            } else {
                let _ = write!(text, "={byte:02X}");
            }
            width += size;
        }
        text.push_str("\r\n");
    }
    text
}
