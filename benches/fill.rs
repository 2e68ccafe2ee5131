//! The page of `qaf fill` on the largest form, against the same audit examined by `qaf validate`, which reads, judges and
//! prints it once.
//!
//! `cargo bench --bench fill`; the figures are in `benches/README.md`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;

/// A child case audit that its auditor has not begun: 49 answers and 8 grades.
const AUDIT: &str = "CF-26-0018";

struct Served {
    _folder: tempfile::TempDir,
    store: PathBuf,
    child: Child,
    port: String,
    cookie: String,
}

static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the store");
    let store = folder.path().join("store");
    let made = Command::new(env!("CARGO_BIN_EXE_qaf"))
        .args(["demo", "--short"])
        .arg(&store)
        .output();
    assert!(made.expect("the demo runs").status.success());
    let mut child = qaf(&store, &["fill", AUDIT, "--no-browser"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the page is served");
    let lines = BufReader::new(child.stdout.take().expect("what it prints")).lines();
    let mut addresses = lines.map_while(Result::ok);
    let address = addresses.find_map(|line| line.strip_prefix("http://127.0.0.1:").map(str::to_owned));
    let address = address.expect("an address");
    let (port, key) = address.split_once("/?key=").expect("a key");
    let served = Served {
        _folder: folder,
        store,
        child,
        port: port.to_owned(),
        cookie: format!("qaf-{port}={key}"),
    };
    served.get(&format!("/?key={key}"));
    served
});

fn qaf(store: &PathBuf, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qaf"));
    command
        .args(["--as-of", "2026-10-12", "--by", "Sam Okoro", "--store"])
        .arg(store)
        .args(args);
    command
}

impl Served {
    /// What is answered, heads and all.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{}", self.port)).expect("it listens");
        let request = format!(
            "GET {path} HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\r\n",
            self.port, self.cookie
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    /// The address of the audit's list of parts, and of its longest part.
    fn longest(&self) -> (String, String) {
        let start = self.get("/");
        let to = start.lines().find_map(|line| line.strip_prefix("location: "));
        let home = to.unwrap_or("/").trim().to_owned();
        let list = self.get(&home);
        let parts = links(&list);
        let mut all: Vec<(usize, String)> = parts.map(|part| (self.get(&part).len(), part)).collect();
        all.sort();
        let (length, longest) = all.pop().expect("a part");
        assert!(length > 10_000, "{longest} has {length} bytes");
        (home, longest)
    }
}

fn links(page: &str) -> impl Iterator<Item = String> {
    let links = page.split("href=\"").skip(1);
    let links = links.filter_map(|link| link.split('"').next());
    links
        .map(|link| link.replace("&#x2f;", "/"))
        .filter(|link| link.starts_with('/') && !link.contains('.'))
}

fn main() {
    divan::main();
    let child = SERVED.child.id().to_string();
    let _ = Command::new("kill").arg(child).status();
}

#[divan::bench]
fn the_list_of_parts(bencher: Bencher) {
    let (list, _) = SERVED.longest();
    bencher.bench(|| SERVED.get(&list));
}

#[divan::bench]
fn the_longest_part(bencher: Bencher) {
    let (_, part) = SERVED.longest();
    bencher.bench(|| SERVED.get(&part));
}

#[divan::bench]
fn the_same_audit_validated(bencher: Bencher) {
    bencher.bench(|| qaf(&SERVED.store, &["validate", AUDIT]).output());
}
