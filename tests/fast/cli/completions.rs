//! What a shell is offered at a Tab, asked as shells ask; and the manual's pages.

use std::path::Path;
use std::process::Command;

use super::Store;
use super::store::{Ran, program, run_in};

/// What may stand in the place of a line's last word, as fish is told it: a word a line, what it means behind a tab.
#[track_caller]
fn offered(store: &Store, line: &str) -> Vec<String> {
    let words: Vec<&str> = ["--"].into_iter().chain(line.split(' ')).collect();
    let mut command = program(&store.root(), &words);
    command.env("QAF_COMPLETE", "fish");
    let ran = Ran::of(command);
    ran.says(0, &[]);
    assert_eq!(ran.stderr, "");
    let words = ran
        .stdout
        .lines()
        .map(|line| line.split('\t').next().unwrap_or_default());
    words.map(str::to_owned).collect()
}

#[test]
fn a_shell_is_offered_what_the_store_knows() {
    let store = Store::example();
    store.agreed("thematic");
    for (line, words) in [
        ("qaf moderate CF-26-000", &["CF-26-0001", "CF-26-0006"][..]),
        ("qaf moderate cf3", &["CF-26-0003"]),
        ("qaf show ", &["CF-26-0001", "OP-26-0007", "TH-26-0019"]),
        ("qaf sample ", &["TH-26-0019"]),
        ("qaf due --who Ann", &["Ann Brook"]),
        ("qaf due --who broo", &["Ann Brook"]),
        ("qaf --by Priy", &["Priya Nand"]),
        ("qaf tracker --team N", &["North"]),
        ("qaf report team ", &["North", "Through Care 1"]),
        ("qaf report quarterly --quarter ", &["now"]),
        ("qaf explain lost", &["lost-indent"]),
        ("qaf new ", &["child-case", "lado"]),
        ("qaf report section reviews", &["reviews"]),
        ("qaf rep", &["report"]),
        ("qaf report q", &["quarterly"]),
        ("qaf due --form", &["--format"]),
        ("qaf tracker --format x", &["xlsx"]),
    ] {
        let found = offered(&store, line);
        for word in words {
            assert!(found.iter().any(|found| found == word), "{line}: {found:?}");
        }
        let typed = line.rsplit(' ').next().unwrap();
        if words.len() == 1 && !typed.is_empty() {
            assert_eq!(found, words, "{line}");
        }
    }
    assert!(!offered(&store, "qaf moderate ").contains(&"TH-26-0019".to_owned()));
    assert!(offered(&store, "qaf tool Ann").is_empty());
}

#[test]
fn where_there_is_no_store_nothing_is_offered_and_nothing_is_said() {
    let store = Store::example();
    let above = store.root().parent().unwrap().to_owned();
    for (line, found) in [("qaf show CF1", false), ("qaf --store s show CF1", true)] {
        let words: Vec<&str> = ["--"].into_iter().chain(line.split(' ')).collect();
        let mut command = program(&above, &words);
        command.env("QAF_COMPLETE", "fish");
        let ran = Ran::of(command);
        ran.says(0, &[]);
        assert_eq!(
            (ran.stdout.contains("CF-26-0001"), &*ran.stderr),
            (found, ""),
            "{line}"
        );
    }
}

/// The script that bash is given asks the program, and the words come back as they are typed.
#[cfg(unix)]
#[test]
fn bash_completes_by_the_script_that_is_printed() {
    let store = Store::example();
    let qaf = Path::new(env!("CARGO_BIN_EXE_qaf")).parent().unwrap();
    let path = format!("{}:{}", qaf.display(), std::env::var("PATH").unwrap());
    let asked = |words: &str, at: usize, word: &str| {
        let script = format!(
            "source <(qaf completions bash); COMP_WORDS=({words}); COMP_CWORD={at}; COMP_TYPE=9; \
             _clap_complete_qaf qaf '{word}' x 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let mut bash = Command::new("bash");
        bash.args(["--norc", "-c", &script])
            .current_dir(store.root())
            .env("PATH", &path)
            .env("QAF_CACHE", "");
        Ran::of(bash).stdout
    };
    assert_eq!(asked("qaf show CF2", 2, "CF2"), "CF-26-0002\n");
    assert_eq!(asked("qaf due --who Ann", 3, "Ann"), "Ann\\ Brook\n");
}

#[test]
fn every_shell_is_given_a_script_that_asks_qaf() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = run_in(folder.path(), &["completions", shell]);
        ran.says(0, &["QAF_COMPLETE"]);
        assert!(
            !ran.stdout.contains("/qaf"),
            "it names this machine's program: {}",
            ran.stdout
        );
    }
    run_in(folder.path(), &["completions", "cmd"]).says(2, &["powershell"]);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["man", "pages"]).says(0, &["pages in pages."]);
    let page = |name: &str| std::fs::read_to_string(folder.path().join("pages").join(name)).unwrap();
    assert!(page("qaf.1").contains("qaf\\-allocate(1)"));
    let due = page("qaf-due.1");
    assert!(
        due.contains(".SH \"NOTES AND EXAMPLES\"") && due.contains("qaf due \\-\\-within 10"),
        "{due}"
    );
    assert!(page("qaf-report-quarterly.1").contains("quarterly"));
    assert!(page("qaf-draw-chain-new.1").contains("seeds"));
    run_in(folder.path(), &["man", "pages"]).refuses(&["pages is there already; name a new folder"]);
}
