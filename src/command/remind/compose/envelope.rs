//! A letter as a file: mail that is opened and sent, or plain text to be copied.

use super::Sender;
use crate::framework::Date;
use crate::letter::{Mailbox, Recipient, Written, eml};

/// What makes a letter a file.
pub(super) struct Envelope<'a> {
    /// What it is about.
    pub(super) id: &'a str,
    pub(super) today: Date,
    pub(super) sender: &'a Sender,
    /// As plain text, to be copied.
    pub(super) text: bool,
}

impl Envelope<'_> {
    pub(super) fn file(&self, stem: &str) -> String {
        format!("{stem}.{}", if self.text { "txt" } else { "eml" })
    }

    pub(super) fn bytes(&self, recipients: &[Recipient], written: &Written) -> Vec<u8> {
        if self.text {
            return plain(recipients, written).into_bytes();
        }
        let to: Vec<Mailbox> = recipients
            .iter()
            .filter_map(|recipient| {
                Some(Mailbox {
                    name: recipient.name.clone(),
                    address: recipient.address.clone()?,
                })
            })
            .collect();
        let message = eml::Message {
            date: self.today,
            // With the day in it: a second letter about the same step is no copy of the first.
            id: format!("{}.{}", self.id, self.today),
            from: self.sender.mailbox.as_ref(),
            to: &to,
            subject: &written.subject,
            body: &written.body,
        };
        eml::eml(&message).into_bytes()
    }
}

/// A letter to be copied, with the line ends that every editor on Windows knows.
fn plain(recipients: &[Recipient], written: &Written) -> String {
    let to: Vec<String> = recipients
        .iter()
        .map(|recipient| {
            let name = crate::letter::one_line(&recipient.name);
            match &recipient.address {
                Some(address) => format!("{name} <{}>", address.as_str()),
                None => name,
            }
        })
        .collect();
    format!(
        "To: {}\nSubject: {}\n\n{}",
        to.join("; "),
        written.subject,
        written.body
    )
    .replace('\n', "\r\n")
}
