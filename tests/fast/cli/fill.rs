//! `qaf fill`: the door of its page, what a page that was sent does to the file, and the answers that come back by mail.
//! What it looks like, and what its script does, is tried in a browser (`tests/pages/fill.mjs`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::store::{NEW_LADO, Store};

pub const TODAY: &str = "2026-12-01";

/// The headers of a request, each with its name.
type Headers<'h> = &'h [(&'h str, &'h str)];

/// A page that is served.
pub struct Served {
    child: Child,
    port: String,
    cookie: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was answered.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answered {
    /// What stands behind these words, up to the next quotation mark, with what HTML escapes.
    #[track_caller]
    pub fn behind(&self, words: &str) -> String {
        let (_, rest) = self
            .body
            .split_once(words)
            .unwrap_or_else(|| panic!("{words} is not in {}", self.body));
        let text = rest.split('"').next().unwrap_or_default();
        text.replace("&quot;", "\"")
            .replace("&#x2f;", "/")
            .replace("&lt;", "<")
            .replace("&amp;", "&")
    }
}

pub fn served(store: &Store, by: &str, args: &[&str]) -> Served {
    let mut all = vec!["--by", by, "fill", "--no-browser"];
    all.extend(args);
    let mut command = store.command(TODAY, &all);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| line.unwrap().strip_prefix("http://127.0.0.1:").map(str::to_owned));
    let address = address.expect("an address is printed");
    let (port, key) = address.split_once("/?key=").unwrap();
    let mut served = Served {
        child,
        port: port.to_owned(),
        cookie: String::new(),
    };
    let first = served.get(&format!("/?key={key}"));
    served.cookie = format!("qaf-{port}={key}");
    assert!(first.head.contains(&format!(
        "set-cookie: {}; HttpOnly; SameSite=Strict; Path=/",
        served.cookie
    )));
    served
}

impl Served {
    /// Sends a request with these headers and nothing else.
    fn raw(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answered {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{}", self.port)).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        // A body that is too large may be refused before it has come in whole.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answered {
            status: status.unwrap_or(0),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn own(&self) -> [(&str, String); 3] {
        [
            ("Host", format!("127.0.0.1:{}", self.port)),
            ("Cookie", self.cookie.clone()),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
        ]
    }

    pub fn get(&self, path: &str) -> Answered {
        let own = self.own();
        let headers: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.raw("GET", path, &headers, b"")
    }

    /// Sends a page as a browser does: the fields, with what the page that was shown holds of tokens.
    pub fn post(&self, shown: &Answered, path: &str, fields: &[(&str, &str)]) -> Answered {
        let own = self.own();
        let headers: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.raw("POST", path, &headers, sent(shown, fields).as_bytes())
    }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The body of a page that was shown and typed on.
fn sent(shown: &Answered, fields: &[(&str, &str)]) -> String {
    let token = shown.behind("name=\"token\" value=\"");
    let mut body = format!("token={token}");
    // A list of files has no boxes.
    if shown.body.contains("name=\"was\"") {
        let was = shown.behind("name=\"was\" value=\"");
        let _ = write!(body, "&was={}", encoded(&was));
    }
    for (name, value) in fields {
        let _ = write!(body, "&{}={}", encoded(name), encoded(value));
    }
    body
}

/// A store with an audit of a LADO, and where its form is.
fn lado() -> (Store, String) {
    let store = Store::new();
    store.run("2026-11-02", &NEW_LADO).says(0, &[]);
    let form = format!("{}/audit.yaml", store.audits()["LA-26-0001"]);
    (store, form)
}

/// The number of the page on which a box is.
pub fn page_with(served: &Served, name: &str) -> (String, Answered) {
    (1..40)
        .map(|number| format!("/1/p/{number}"))
        .map(|path| (path.clone(), served.get(&path)))
        .find(|(_, shown)| shown.body.contains(&format!("name=\"a:{name}\"")))
        .unwrap_or_else(|| panic!("no page has {name}"))
}

#[test]
fn nobody_but_the_pages_own_browser_is_answered() {
    let (store, form) = lado();
    let served = served(&store, "Priya Nand", &["LA1"]);
    let (path, shown) = page_with(&served, "overall.reasons");
    let host = format!("127.0.0.1:{}", served.port);
    let evil = format!("evil.example:{}", served.port);
    let origin = format!("http://{host}");
    let own = |site: &'static str| {
        [
            ("Host", host.as_str()),
            ("Cookie", served.cookie.as_str()),
            ("Sec-Fetch-Site", site),
        ]
    };
    let before = store.read(&form);
    let body = sent(&shown, &[("a:overall.reasons", "Written from outside.")]);
    let no_token = "a%3Aoverall.reasons=x";
    let cases: [(&str, &str, Headers<'_>, &str, u16); 8] = [
        (
            "another host's name",
            "GET",
            &[("Host", &evil), ("Cookie", &served.cookie)],
            "",
            421,
        ),
        ("no cookie", "GET", &[("Host", &host)], "", 403),
        (
            "another cookie",
            "GET",
            &[("Host", &host), ("Cookie", "qaf=1")],
            "",
            403,
        ),
        ("another site", "POST", &own("cross-site"), &body, 403),
        (
            "neither Sec-Fetch-Site nor Origin",
            "POST",
            &[("Host", &host), ("Cookie", &served.cookie)],
            &body,
            403,
        ),
        (
            "another origin",
            "POST",
            &[
                ("Host", &host),
                ("Cookie", &served.cookie),
                ("Origin", "http://evil.example"),
            ],
            &body,
            403,
        ),
        ("no token in the form", "POST", &own("same-origin"), no_token, 403),
        ("another method", "PUT", &own("same-origin"), &body, 405),
    ];
    for (what, method, headers, body, status) in cases {
        let answered = served.raw(method, &path, headers, body.as_bytes());
        assert_eq!(answered.status, status, "{what}");
        for name in ["LA-26-0001", "Priya", "Fay Rudd", "LADO"] {
            assert!(!answered.body.contains(name), "{what}: {name} is told");
        }
    }
    assert_eq!(store.read(&form), before, "nothing was written");
    let by_origin = served.raw(
        "POST",
        &path,
        &[("Host", &host), ("Cookie", &served.cookie), ("Origin", &origin)],
        body.as_bytes(),
    );
    assert_eq!(
        by_origin.status, 303,
        "a browser without Sec-Fetch-Site sends Origin"
    );
    assert!(store.read(&form).contains("Written from outside."));
}

#[test]
fn every_answer_forbids_what_a_page_needs_not() {
    let (store, _) = lado();
    let served = served(&store, "Priya Nand", &["LA1"]);
    for path in [
        "/", "/1", "/1/p/1", "/1/check", "/1/read", "/fill.js", "/nothing", "/9/p/1", "/1/p/99",
    ] {
        let head = served.get(path).head;
        for header in [
            "content-security-policy: default-src 'none';",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(head.contains(header), "{path}: {header} is not in {head}");
        }
        assert!(!head.contains("access-control"), "{path}");
    }
    assert!(!served.get("/1/p/1").head.contains("unsafe-inline"));
}

#[test]
fn what_is_no_box_of_the_page_is_not_written() {
    let (store, form) = lado();
    let served = served(&store, "Priya Nand", &["LA1"]);
    let (path, shown) = page_with(&served, "overall.reasons");
    let before = store.tree();
    for name in [
        "a:submitted",
        "a:form",
        "a:header.unknown",
        "a:overall.reasons.more",
        "a:../../../../people.csv",
        "a:overall.reasons\nsubmitted: 2026-12-01\nx",
        "path",
        "file",
    ] {
        let answered = served.post(&shown, &path, &[(name, "x")]);
        assert_eq!(answered.status, 400, "{name}");
    }
    let large = "x".repeat(2 * 1024 * 1024);
    let answered = served.post(&shown, &path, &[("a:overall.reasons", &large)]);
    assert!([413, 0].contains(&answered.status), "{}", answered.status);
    for path in [
        "/1/p/..",
        "/1/p/0",
        "/1/..%2f..",
        "/2",
        "//1",
        "/1/p/1/../../people.csv",
        "/1/p/18446744073709551617",
    ] {
        let answered = served.get(path);
        assert!(
            answered.status == 404 || path == "//1",
            "{path}: {}",
            answered.status
        );
        assert!(!answered.body.contains("Priya"), "{path}");
    }
    assert_eq!(store.tree(), before);
    assert!(!store.read(&form).contains("x: "));
}

#[test]
fn what_is_typed_is_text_and_never_structure_and_all_else_stays_to_the_byte() {
    let (store, form) = lado();
    let before = store.read(&form).replace('\n', "\r\n");
    store.write(&form, format!("\u{feff}{before}"));
    let served = served(&store, "Priya Nand", &["LA1"]);
    let (path, shown) = page_with(&served, "overall.reasons");
    let typed =
        "One\r\n---\r\nsubmitted: 2026-01-01\r\n\t# no remark: \"q\" 'a' [x] {y} | > & * ! %\r\n\u{202e}end";
    let answered = served.post(
        &shown,
        &path,
        &[
            ("a:overall.grade", "G"),
            ("a:overall.reasons", typed),
            ("then", "go"),
        ],
    );
    assert_eq!(answered.status, 303, "{}", answered.body);
    let after = store.read(&form);
    assert!(after.starts_with('\u{feff}'));
    assert_eq!(
        after.matches('\n').count(),
        after.matches("\r\n").count(),
        "each line keeps its end"
    );
    let is_of_answer = |line: &&str| line.contains("grade:") || line.contains("reasons:");
    let kept: Vec<&str> = before
        .lines()
        .filter(|line| !line.trim().is_empty() && !is_of_answer(line))
        .collect();
    let mut lines = after.trim_start_matches('\u{feff}').lines();
    for line in kept {
        assert!(
            lines.any(|found| found == line),
            "{line} is gone, or has lost its place"
        );
    }
    let shown = page_with(&served, "overall.reasons").1;
    let (_, held) = shown.body.split_once("id=\"f-overall-reasons-box\"").unwrap();
    let held = held
        .split_once(">\n")
        .unwrap()
        .1
        .split("</textarea>")
        .next()
        .unwrap();
    let held = held
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    assert_eq!(held, typed.replace("\r\n", "\n"));
    assert!(!after.contains("\nsubmitted: 2026-01-01"));
    let folder = form.rsplit_once('/').unwrap().0;
    let kept: Vec<String> = store
        .tree()
        .into_keys()
        .filter(|name| name.starts_with(&format!("{folder}/kept/")))
        .collect();
    assert_eq!(
        kept.len(),
        1,
        "the file as it was before the first save is kept: {kept:?}"
    );
    assert_eq!(store.read(&kept[0]), format!("\u{feff}{before}"));
}

#[test]
fn two_windows_and_an_editor_lose_nothing() {
    let (store, form) = lado();
    let served = served(&store, "Priya Nand", &["LA1"]);
    let (path, first) = page_with(&served, "overall.reasons");
    let second = served.get(&path);
    served.post(
        &first,
        &path,
        &[
            ("a:overall.grade", ""),
            ("a:overall.reasons", "By the first."),
            ("then", "go"),
        ],
    );
    // The second window changes another answer of the page, and the same one.
    let answered = served.post(
        &second,
        &path,
        &[
            ("a:overall.grade", "RI"),
            ("a:overall.reasons", ""),
            ("then", "go"),
        ],
    );
    assert_eq!(answered.status, 303);
    let text = store.read(&form);
    assert!(
        text.contains("By the first.") && text.contains("grade: RI"),
        "{text}"
    );
    let answered = served.post(
        &second,
        &path,
        &[
            ("a:overall.grade", "RI"),
            ("a:overall.reasons", "By the second."),
            ("then", "go"),
        ],
    );
    assert_eq!(answered.status, 200);
    for words in [
        "By the first.",
        "By the second.",
        "Keep both, one after the other",
    ] {
        assert!(answered.body.contains(words), "{words}");
    }
    assert!(!store.read(&form).contains("By the second."));
    let both = answered.behind("name=\"keep:overall.reasons\" id=\"f-overall-reasons-keep-3\" value=\"");
    let fields = [
        ("a:overall.grade", "RI"),
        ("a:overall.reasons", "By the second."),
        ("keep:overall.reasons", both.as_str()),
        ("then", "go"),
    ];
    assert_eq!(served.post(&answered, &path, &fields).status, 303);
    let text = store.read(&form);
    assert!(
        text.contains("By the first.") && text.contains("By the second."),
        "{text}"
    );
    // An editor saves the whole file in between.
    let shown = served.get(&path);
    store.change(&form, "By the first.", "By the editor.");
    let answered = served.post(
        &shown,
        &path,
        &[
            ("a:overall.grade", "G"),
            ("a:overall.reasons", "By the first.\n\nBy the second."),
            ("then", "check"),
        ],
    );
    assert!(
        answered
            .body
            .contains("Somebody else changed meanwhile, and it stays"),
        "{}",
        answered.body
    );
    let text = store.read(&form);
    assert!(
        text.contains("By the editor.") && text.contains("grade: G"),
        "{text}"
    );
}

#[test]
fn an_audit_is_handed_in_only_once_nothing_is_missing_and_is_read_only_then() {
    let store = Store::example();
    let (id, step) = ("CF-26-0016", "audit");
    let form = format!("{}/audit.yaml", store.audits()[id]);
    let served = served(&store, "Maria Dunn", &[id, "--step", step]);
    let shown = served.get("/1/check");
    let answered = served.post(&shown, "/1/check", &[("then", "submit")]);
    assert_eq!(answered.status, 200);
    assert!(
        answered.body.contains("It could not be handed in yet"),
        "{}",
        answered.body
    );
    assert!(!store.read(&form).contains("submitted: 2026-12-01"));
}

#[test]
fn a_step_whose_time_has_not_come_says_what_must_happen_first() {
    let (store, _) = lado();
    let fill = |step: &str| {
        store.run(
            TODAY,
            &[
                "--by",
                "Priya Nand",
                "fill",
                "LA1",
                "--no-browser",
                "--step",
                step,
            ],
        )
    };
    fill("moderation").refuses(&["LA-26-0001 is not submitted yet, so it can't be moderated"]);
    fill("feedback").refuses(&["is not submitted yet"]);
    fill("re-audit").refuses(&["is not submitted yet"]);
    store
        .run(TODAY, &["--by", "Nobody Known", "fill"])
        .refuses(&["nobody called", "Say who you are with --by NAME"]);
    store
        .run(TODAY, &["fill", "XX9"])
        .refuses(&["There is no audit XX9"]);
}

/// A file of answers as the page makes one.
fn answers_file(store: &Store, answers: &[(&str, &str)]) -> serde_json::Value {
    let page = store.root().parent().unwrap().join("page.html");
    let _ = std::fs::remove_file(&page);
    store
        .run(
            TODAY,
            &[
                "--by",
                "Priya Nand",
                "fill",
                "LA1",
                "--page",
                page.to_str().unwrap(),
            ],
        )
        .says(0, &["Whoever fills it in needs nothing but a browser"]);
    let text = std::fs::read_to_string(&page).unwrap();
    let page = Answered {
        status: 200,
        head: String::new(),
        body: text.clone(),
    };
    let (_, about) = text.split_once("id=\"about\">").unwrap();
    let mut file: serde_json::Value = serde_json::from_str(about.split("</script>").next().unwrap()).unwrap();
    let was: BTreeMap<String, String> = serde_json::from_str(&page.behind("name=\"was\" value=\"")).unwrap();
    // A page sends every box; those that were empty stay so.
    let answers: BTreeMap<&str, [&str; 1]> =
        answers.iter().map(|(name, answer)| (*name, [*answer])).collect();
    file["was"] = serde_json::to_value(was).unwrap();
    file["answers"] = serde_json::to_value(answers).unwrap();
    file
}

#[test]
fn answers_come_back_as_a_file_and_what_is_none_of_this_audit_is_refused() {
    let (store, form) = lado();
    let file = answers_file(&store, &[("overall.reasons", "Sent back.")]);
    let before = store.read(&form);
    let take = |text: &str, more: &[&str]| {
        store.give_as("answers.json", text.as_bytes());
        let mut args = vec!["--by", "Priya Nand", "fill", "LA1", "--from", "answers.json"];
        args.extend(more);
        store.run(TODAY, &args)
    };
    let whole = file.to_string();
    let with = |key: &str, value: &str| {
        let mut file = file.clone();
        file[key] = value.into();
        file.to_string()
    };
    take(&whole[..whole.len() / 2], &[]).refuses(&["It ends in the middle", "Nothing was written"]);
    take("{\"answers\": 1}", &[]).refuses(&["It is not a file of answers", "Nothing was written"]);
    take(&with("audit", "LA-26-0002"), &[]).refuses(&["is about LA-26-0002, and not about LA-26-0001"]);
    take(&with("allocation", "0"), &[]).refuses(&["of another store"]);
    take(&with("form", "lado/2031"), &[]).refuses(&["was made from the form lado/2031"]);
    take(&with("file", "feedback.yaml"), &[])
        .refuses(&["holds answers for feedback.yaml", "--step feedback"]);
    let mut strange = file.clone();
    strange["answers"]["submitted_by"] = serde_json::json!(["x"]);
    take(&strange.to_string(), &[]).refuses(&["which the form does not ask", "Nothing was written"]);
    assert_eq!(store.read(&form), before);
    take(&whole, &[]).says(0, &["1 answer was taken in"]);
    assert!(store.read(&form).contains("Sent back."));
    take(&whole, &[]).says(0, &["stands in the form already; nothing was written"]);
    store.change(&form, "Sent back.", "Changed here.");
    take(&whole, &[]).says(
        1,
        &[
            "Both changed",
            "sent back: Sent back.",
            "in the file: Changed here.",
        ],
    );
    assert!(store.read(&form).contains("Changed here."));
    take(&whole, &["--keep", "file"]).says(0, &[]);
    assert!(!store.read(&form).contains("Sent back."));
    take(&whole, &["--keep", "both"]).says(0, &["1 answer was taken in"]);
    assert!(store.read(&form).contains("Changed here.") && store.read(&form).contains("Sent back."));
}

#[test]
fn the_page_ends_by_its_own_button() {
    let (store, _) = lado();
    let mut served = served(&store, "Priya Nand", &["LA1"]);
    let shown = served.get("/1/p/1");
    let answered = served.post(&shown, "/finish", &[]);
    assert!(answered.body.contains("What you saved is in its place"));
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}
