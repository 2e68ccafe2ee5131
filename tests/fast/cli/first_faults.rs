//! `qaf validate` on a whole store: the first faults of each file, the most urgent, and all of them where that is asked.

use super::Store;

const TODAY: &str = "2026-11-24";

#[test]
fn the_first_faults_of_each_file_are_shown_and_all_where_asked() {
    let store = Store::demo();
    let shown = |args: &[&str]| {
        let ran = store.run(TODAY, args);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        ran.stdout
    };
    let found = |text: &str| {
        let begins = |line: &&str| {
            ["error: ", "query: ", "note: "]
                .iter()
                .any(|name| line.starts_with(name))
        };
        text.lines().filter(begins).count()
    };
    let (short, long) = (shown(&["validate"]), shown(&["validate", "--all"]));
    // One file of the demo has six findings: of these three errors are shown, and no note before them.
    let more: Vec<&str> = short
        .lines()
        .filter(|line| line.starts_with("... and "))
        .collect();
    assert_eq!(more.len(), 1, "{short}");
    assert!(more[0].starts_with("... and 3 more in audits/"), "{}", more[0]);
    assert!(
        !short.contains("Nothing has to be done.") && long.contains("Nothing has to be done."),
        "{short}"
    );
    assert!(
        found(&short) + 3 == found(&long),
        "{} and {}",
        found(&short),
        found(&long)
    );
    // Both end with the same counts, and the short one says how to see the rest.
    let counts = |text: &str| {
        text.lines()
            .find(|line| line.contains(" checked: "))
            .map(str::to_owned)
    };
    assert_eq!(counts(&short), counts(&long));
    assert!(short.contains("qaf validate --all") && !long.contains("qaf validate --all"));
    // Of one audit everything is shown.
    let one = shown(&["validate", "CF15"]);
    assert!(!one.contains("... and "), "{one}");
}
