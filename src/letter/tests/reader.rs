//! A reader of letters and entries that knows no more of them than the standards do.

/// The headers of a letter, in their order.
pub const EVERY_HEADER: [&str; 9] = [
    "X-Unsent",
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// The properties of an entry, in their order.
pub const EVERY_PROPERTY: [&str; 21] = [
    "BEGIN",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "BEGIN",
    "UID",
    "DTSTAMP",
    "DTSTART;VALUE=DATE",
    "DTEND;VALUE=DATE",
    "SUMMARY",
    "DESCRIPTION",
    "CLASS",
    "TRANSP",
    "BEGIN",
    "ACTION",
    "DESCRIPTION",
    "TRIGGER",
    "END",
    "END",
    "END",
];

/// A letter, read.
pub struct Mail {
    headers: Vec<(String, String)>,
    /// The text.
    pub body: String,
    /// The longest line.
    pub longest: usize,
}

impl Mail {
    pub fn read(text: &str) -> Self {
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ");
        let headers = unfolded.split("\r\n").map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.trim_start().to_owned())
        });
        assert!(body.split("\r\n").all(|line| line.len() <= 76), "{body}");
        Self {
            headers: headers.collect(),
            body: unquoted(body),
            longest: head.split("\r\n").map(str::len).max().unwrap(),
        }
    }

    pub fn names(&self) -> Vec<&str> {
        self.headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn raw(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self, name: &str) -> String {
        decoded(self.raw(name))
    }

    /// The names and addresses of a header.
    pub fn mailboxes(&self, name: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let (mut word, mut quoted, mut escaped) = (String::new(), false, false);
        for c in self.raw(name).chars() {
            match c {
                c if escaped => {
                    word.push(c);
                    escaped = false;
                }
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '<' if !quoted => {
                    all.push((decoded(word.trim()), String::new()));
                    word.clear();
                }
                '>' if !quoted => all.last_mut().unwrap().1 = std::mem::take(&mut word),
                ',' if !quoted => assert!(word.trim().is_empty(), "{word}"),
                c => word.push(c),
            }
        }
        all
    }
}

/// Text with its encoded words (RFC 2047) read; a space between two of them is none.
fn decoded(text: &str) -> String {
    let mut all = String::new();
    let mut after_encoded = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let inner = word
            .strip_prefix("=?utf-8?q?")
            .and_then(|rest| rest.strip_suffix("?="));
        if !after_encoded || (inner.is_none() && !all.is_empty()) {
            all.push(' ');
        }
        after_encoded = inner.is_some();
        match inner {
            Some(inner) => {
                assert!(word.len() <= 75, "{word}");
                all.push_str(&unquoted(&inner.replace('_', " ")));
            }
            None => all.push_str(word),
        }
    }
    all
}

/// Quoted-printable text, read.
fn unquoted(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, more @ ..] = rest {
        if *byte == b'=' {
            let hex = std::str::from_utf8(&more[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &more[2..];
        } else {
            bytes.push(*byte);
            rest = more;
        }
    }
    // Each encoded word and each body holds whole characters.
    String::from_utf8(bytes).unwrap()
}

/// An entry, read.
pub struct Calendar(Vec<(String, String)>);

impl Calendar {
    pub fn read(text: &str) -> Self {
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert!(
            lines.iter().all(|line| line.len() <= 75 && !line.is_empty()),
            "{text}"
        );
        let mut properties: Vec<String> = Vec::new();
        for line in lines {
            match line.strip_prefix(' ') {
                Some(rest) => properties.last_mut().unwrap().push_str(rest),
                None => properties.push(line.to_owned()),
            }
        }
        let pair = |line: &String| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), unescaped(value))
        };
        Self(properties.iter().map(pair).collect())
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The first property of a name.
    pub fn value(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

fn unescaped(value: &str) -> String {
    let mut all = String::new();
    let mut letters = value.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => match letters.next() {
                Some('n') => all.push('\n'),
                Some(c) => all.push(c),
                None => panic!("{value} ends with a mark"),
            },
            ';' | ',' => panic!("{value} is a list"),
            c => all.push(c),
        }
    }
    all
}
