//! Commands as they are typed: they run as they are printed, from where one stands.

use std::path::Path;

/// How the program was called: by its name, or by the path that was typed.
pub fn program() -> String {
    let called = std::env::args_os().next().unwrap_or_default();
    if Path::new(&called).components().count() > 1 {
        argument(&called.to_string_lossy())
    } else {
        "qaf".to_owned()
    }
}

/// The program with the store in this folder named; of the folder one stands in, no name is needed.
pub fn program_on(store: &Path) -> String {
    if store == Path::new(".") {
        return program();
    }
    format!("{} --store {}", program(), argument(&store.to_string_lossy()))
}

/// An argument, in quotes where a shell would take it for more than one, or for something else.
pub fn argument(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:+,=@%".contains(c) || (cfg!(windows) && c == '\\');
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else if cfg!(windows) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_an_argument_as_it_is() {
        for text in ["store", "/srv/qaf store/a&b", "it's", "$HOME", "", "~"] {
            let printed = std::process::Command::new("sh")
                .args(["-c", &format!("printf %s {}", argument(text))])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(printed.stdout).unwrap(), text);
        }
        assert_eq!(argument("council/store-2"), "council/store-2");
    }
}
