//! A line as somebody types it: its words, and whether it runs.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

use crate::cli::store::{Ran, program};

/// The words of a line, up to a remark or another program; quotes hold words together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        for word in part.split_whitespace() {
            if ["#", "|", ">", "&&"].contains(&word) {
                return words;
            }
            words.push(word.to_owned());
        }
    }
    words
}

/// Types a line in a folder, on a day. A page that is served is waited for until its address is told, and then ended.
pub fn typed(folder: &Path, line: &str, day: &str) -> Result<(), String> {
    let mut args = words(line);
    assert_eq!(args.remove(0), "qaf", "{line}");
    let is_served =
        args.iter().any(|arg| arg == "fill") && !args.iter().any(|arg| arg == "--page" || arg == "--from");
    if is_served {
        args.push("--no-browser".to_owned());
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut command = program(folder, &args);
    command.env("QAF_AS_OF", day).env("QAF_BY", "Tom Ellery");
    if is_served {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let found = lines
            .map_while(Result::ok)
            .any(|line| line.starts_with("http://127.0.0.1:"));
        let _ = child.kill();
        let said = child.wait_with_output().unwrap();
        let why = || format!("{line}: {}", String::from_utf8_lossy(&said.stderr));
        return found.then_some(()).ok_or_else(why);
    }
    let ran = Ran::of(command);
    match ran.code {
        Some(0 | 1) => Ok(()),
        _ => Err(format!("{line}: {}", ran.stderr)),
    }
}
