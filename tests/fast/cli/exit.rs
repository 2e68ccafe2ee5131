//! Exit interviews: handed out, taken in, reported on; and nowhere else.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::Store;
use super::store::{Ran, tree};

/// After the second quarter of 2026-27.
const TODAY: &str = "2026-11-24";
/// After the third.
const LATER: &str = "2027-01-20";

fn run(store: &Store, day: &str, args: &[&str]) -> Ran {
    store.run(day, &[&["--by", "Tom Ellery"], args].concat())
}

/// A questionnaire as a leaver fills it in: each answer is put after its key.
fn filled(store: &Store, answers: &[(&str, &str)]) -> String {
    let mut text = run(store, TODAY, &["exit", "--blank"]).stdout;
    for (key, answer) in answers {
        let (short, block) = (format!("\n{key}:\n"), format!("\n{key}: |\n  \n"));
        let blank = text.clone();
        text = text.replacen(&short, &format!("\n{key}: {answer}\n"), 1);
        text = text.replacen(&block, &format!("\n{key}: |\n  {answer}\n"), 1);
        assert_ne!(text, blank, "{key} is not asked");
    }
    text
}

/// Takes a questionnaire in, and says under which id.
#[track_caller]
fn take_in(store: &Store, text: &str, seed: &str) -> String {
    store.give_as("back.txt", text.as_bytes());
    let ran = run(store, TODAY, &["exit", "--from", "back.txt", "--seed", seed]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let at = ran.stdout.find("EI-").unwrap();
    ran.stdout[at..at + 7].to_owned()
}

/// So many leavers of the second quarter, all alike but for what `yes` says.
pub fn with_leavers(
    store: &Store,
    many: usize,
    quarter_day: &str,
    seed: &str,
    yes: impl Fn(usize) -> bool,
) -> Vec<String> {
    let leaver = |index: usize| {
        let harassed = if yes(index) { "yes" } else { "no" };
        let answers = [
            ("q1_left", quarter_day),
            ("q19", harassed),
            ("q7_reasons", "C, O"),
            ("q25", "too many cases"),
        ];
        take_in(store, &filled(store, &answers), &format!("{seed}{index}"))
    };
    (0..many).map(leaver).collect()
}

#[test]
fn the_questionnaire_has_25_questions_and_names_nobody() {
    let store = Store::new();
    let blank = run(&store, TODAY, &["exit", "--blank"]);
    blank.says(
        0,
        &[
            "# 1. ",
            "# 25. ",
            "form: exit-interview/2019",
            "declined:",
            "A Voluntary severance",
            "Q Other",
        ],
    );
    assert!(!blank.stdout.contains("# 26. "));
    run(&store, TODAY, &["exit", "--blank", "--output", "form.txt"]).says(0, &["form.txt"]);
    run(&store, TODAY, &["exit", "--blank", "--output", "s/form.txt"])
        .refuses(&["lies in the store", "nothing was written"]);
    run(&store, TODAY, &["exit"]).says(2, &["--blank"]);
}

#[test]
fn what_comes_back_is_kept_without_who_and_when() {
    let store = Store::new();
    let answers = [
        ("q1_left", "7 September 2026"),
        ("q2_post", "3 to 5 years"),
        ("q5_agency", "Yes, lateral"),
        ("q5_outside_what", "Running a bakery."),
        ("q7_reasons", "[O, C, Q]"),
        ("q7_in_order", "yes"),
        ("q7_other", "The long drive."),
        ("q11_stress", "8"),
        ("q12", "It came: late, # and seldom"),
        ("q19", "yes"),
    ];
    let text = filled(&store, &answers);
    store.give_as("back.txt", text.as_bytes());
    let ran = run(&store, TODAY, &["exit", "--from", "back.txt", "--seed", "a"]);
    ran.says(
        0,
        &[
            "Taken in as EI-",
            "Follow the council's policy",
            "Delete the file",
        ],
    );
    let at = ran.stdout.find("EI-").unwrap();
    let kept = store.read(&format!("exit-interviews/{}.yaml", &ran.stdout[at..at + 7]));
    for line in [
        "q1_left: 2026-27-Q2",
        "q2_post: \"3 to 5 years\"",
        "q7_reasons: [\"O More pay\", \"C Workload/pressure of work\", \"Q Other\"]",
        "  It came: late, # and seldom",
        "q19: \"yes\"",
    ] {
        assert!(kept.contains(line), "{line} in {kept}");
    }
    for word in ["2026-09", "September", "Ellery", "seed", "2026-11"] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }
    let validated = run(&store, TODAY, &["validate"]);
    assert!(
        !validated.stdout.contains("exit-interview"),
        "{}",
        validated.stdout
    );
}

#[test]
fn a_tick_keeps_that_it_was_declined_and_nothing_else() {
    let store = Store::new();
    let text = filled(
        &store,
        &[
            ("declined", "yes"),
            ("q1_left", "no such day"),
            ("q10", "Robin Hale was never there"),
        ],
    );
    let id = take_in(&store, &text, "b");
    assert_eq!(
        store.read(&format!("exit-interviews/{id}.yaml")),
        "declined: yes\n"
    );
}

#[cfg(unix)]
#[test]
fn it_is_for_its_owner_alone_whatever_the_mask_and_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let mode =
        |store: &Store, name: &str| fs::metadata(store.path(name)).unwrap().permissions().mode() & 0o777;
    let store = Store::new();
    // Somebody made the folder, open to everybody.
    fs::create_dir(store.path("exit-interviews")).unwrap();
    fs::set_permissions(store.path("exit-interviews"), fs::Permissions::from_mode(0o777)).unwrap();
    let before = mode(&store, "audits");
    store.give_as("back.txt", filled(&store, &[("q3", "a year")]).as_bytes());
    let qaf = assert_cmd::cargo::cargo_bin!("qaf");
    let line = format!(
        "umask 000; '{}' --store s --as-of {TODAY} --by T exit --from back.txt --seed c",
        qaf.display()
    );
    let done = std::process::Command::new("sh")
        .args(["-c", &line])
        .current_dir(store.root().parent().unwrap())
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    assert_eq!(mode(&store, "exit-interviews"), 0o700);
    assert_eq!(mode(&store, "audits"), before);
    let names: Vec<String> = fs::read_dir(store.path("exit-interviews"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for name in names {
        assert_eq!(mode(&store, &format!("exit-interviews/{name}")), 0o600, "{name}");
    }
}

#[test]
fn a_name_is_refused_by_its_line_and_never_repeated() {
    let store = Store::new();
    let people = store.read("people.csv");
    assert!(people.contains("Ann Brook"));
    for (answer, words) in [
        ("It was ann  brook's doing", "is named here"),
        ("It was BROOK, Ann", "is named here"),
        ("Thanks to Brook", "is also a name"),
    ] {
        let text = filled(&store, &[("q10", answer), ("q3", "a year")]);
        store.give_as("back.txt", text.as_bytes());
        let line = text.lines().position(|line| line.contains(answer)).unwrap() + 1;
        let before = tree(&store.root());
        let ran = run(&store, TODAY, &["exit", "--from", "back.txt"]);
        ran.refuses(&[words, "nothing was written", &format!("back.txt:{line}")]);
        assert!(!ran.stderr.to_lowercase().contains("brook"), "{}", ran.stderr);
        assert!(tree(&store.root()) == before, "{answer}");
    }
    // A word that is a name as well may stand where somebody has looked at it; a whole name never.
    let text = filled(&store, &[("q10", "The Brook runs by the office")]);
    store.give_as("back.txt", text.as_bytes());
    run(&store, TODAY, &["exit", "--from", "back.txt", "--names-nobody"]).says(0, &["Taken in"]);
    store.give_as("back.txt", filled(&store, &[("q10", "Ann Brook")]).as_bytes());
    run(&store, TODAY, &["exit", "--from", "back.txt", "--names-nobody"]).refuses(&["is named here"]);
}

#[test]
fn what_can_not_be_taken_in_is_told_by_line_and_nothing_is_written() {
    let store = Store::new();
    let good = filled(&store, &[("q3", "a year")]);
    for (text, words) in [
        (
            good.replacen("q11_stress:\n", "q11_stress: SECRETLY\n", 1),
            "is not one of the choices here",
        ),
        (
            good.replacen("q1_left:\n", "q1_left: SECRETLY\n", 1),
            "can't be read as it stands",
        ),
        (
            good.replacen("q17:\n", "q17: SECRETLY\n", 1),
            "can't be read as it stands",
        ),
        (
            good.replacen("q17:\n", "q17: yes\nSECRETLY: no\n", 1),
            "can't be read as it stands",
        ),
        (
            good.replacen("q17:\n", "q17: yes\n# SECRETLY told\n", 1),
            "can't be read as it stands",
        ),
        (
            good.replacen("form: exit-interview/2019", "form: SECRETLY/1", 1),
            "does not name a questionnaire",
        ),
        (
            run(&store, TODAY, &["exit", "--blank"]).stdout,
            "has nothing filled in",
        ),
        (String::new(), "Nothing can be read"),
    ] {
        store.give_as("back.txt", text.as_bytes());
        let before = tree(&store.root());
        let ran = run(&store, TODAY, &["exit", "--from", "back.txt"]);
        ran.refuses(&[words, "nothing was written"]);
        assert!(!ran.stderr.contains("SECRETLY"), "{}", ran.stderr);
        assert!(tree(&store.root()) == before, "{words}");
    }
    run(&store, TODAY, &["exit", "--from", "none.txt"])
        .refuses(&["none.txt is not there", "nothing was written"]);
}

#[test]
fn under_the_minimum_nothing_is_said_but_that_it_is_under() {
    let store = Store::new();
    run(&store, TODAY, &["exit", "report"]).refuses(&["No edition", "nothing is shown before"]);
    let said: Vec<String> = (0..5)
        .map(|many| {
            let ran = run(&store, TODAY, &["exit", "report", "--issue"]);
            ran.refuses(&[
                "Fewer than 5 exit interviews are completed",
                "nothing was written",
            ]);
            with_leavers(&store, 1, "2026-08-14", &format!("u{many}-"), |_| true);
            ran.stderr
        })
        .collect();
    // However many are missing, the words are the same.
    assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), 1);
    // A refusal to answer is none of the five.
    assert!(!store.path("exit-interviews/editions").exists());
    run(&store, TODAY, &["exit", "report", "--issue"])
        .says(0, &["edition 1", "Issued: exit-interviews/editions/1.json"]);
}

#[test]
fn an_edition_is_issued_once_and_holds_no_interview_of_another() {
    let store = Store::new();
    with_leavers(&store, 14, "2026-08-14", "a", |index| index < 7);
    let first = run(&store, TODAY, &["exit", "report", "--issue", "--format", "json"]);
    let report: Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!(report["completed"], 15);
    let asked = report["questions"].as_array().unwrap();
    let harassed = asked.iter().find(|question| question["id"] == "q19").unwrap();
    assert_eq!(harassed["answers"][0]["count"], 5, "{harassed}");
    // Everybody ticked the same two reasons, which would tell of each of them.
    let reasons = asked
        .iter()
        .find(|question| question["id"] == "q7_reasons")
        .unwrap();
    for answer in reasons["answers"].as_array().unwrap() {
        assert_eq!(answer["count"], "[c]", "{answer}");
    }
    // Asked again, it is the same to the byte; a late one changes nothing, and no edition is made of it alone.
    with_leavers(&store, 1, "2026-08-14", "late", |_| true);
    let again = run(&store, TODAY, &["exit", "report", "--format", "json"]);
    assert_eq!(again.stdout, first.stdout);
    run(&store, TODAY, &["exit", "report", "--issue"])
        .refuses(&["Edition 1 holds everybody who left up to Wed 30 Sep 2026"]);
    run(&store, LATER, &["exit", "report", "--issue"]).refuses(&["Fewer than 5"]);
    with_leavers(&store, 6, "2026-11-02", "b", |_| false);
    let second = run(&store, LATER, &["exit", "report", "--issue", "--format", "json"]);
    let report: Value = serde_json::from_str(&second.stdout).unwrap();
    assert_eq!((&report["edition"], &report["completed"]), (&2.into(), &5.into()));
    assert_eq!(report["from"], "2026-10-01");
    assert_eq!(
        run(
            &store,
            LATER,
            &["exit", "report", "--edition", "1", "--format", "json"]
        )
        .stdout,
        first.stdout
    );
    assert_eq!(
        run(&store, TODAY, &["exit", "report", "--format", "json"]).stdout,
        first.stdout
    );
    // What is in two editions by its file is in both as issued.
    let held = |number: u32| -> BTreeSet<String> {
        let file: Value =
            serde_json::from_str(&store.read(&format!("exit-interviews/editions/{number}.json"))).unwrap();
        serde_json::from_value(file["interviews"].clone()).unwrap()
    };
    assert_eq!((held(1).len(), held(2).len()), (14, 7));
    assert!(held(1).is_disjoint(&held(2)));
    // A changed edition is not printed, nor is another made beside it.
    store.change(
        "exit-interviews/editions/1.json",
        "\"completed\": 15",
        "\"completed\": 25",
    );
    run(&store, LATER, &["exit", "report"]).refuses(&["can't be trusted", "nothing is shown before"]);
    run(&store, LATER, &["validate"]).says(1, &["This edition can't be trusted"]);
}

#[test]
fn an_edition_a_year_waits_for_its_end() {
    let store = Store::new();
    with_leavers(&store, 6, "2026-08-14", "y", |_| true);
    run(&store, TODAY, &["exit", "report", "--issue", "--year", "2026-27"]).refuses(&["2026-27 is not over"]);
    run(
        &store,
        "2027-04-02",
        &["exit", "report", "--issue", "--year", "2026-27"],
    )
    .says(0, &["people who left up to Wed 31 Mar 2027"]);
}

#[test]
fn a_theme_rests_on_three_of_the_edition_and_quotes_no_id() {
    let store = Store::new();
    let ids = with_leavers(&store, 6, "2026-08-14", "t", |_| true);
    let theme = |rests_on: &[String], words: &str| {
        store.write(
            "exit-interviews/themes.yaml",
            format!(
                "themes:\n  - theme: |\n      {words}\n    rests_on: [{}]\n",
                rests_on.join(", ")
            ),
        );
    };
    for (rests_on, words, why) in [
        (ids[..2].to_vec(), "Cases", "fewer than 3"),
        ([&ids[..2], &ids[..1]].concat(), "Cases", "fewer than 3"),
        (
            [&ids[..2], &["EI-2222".to_owned()][..]].concat(),
            "Cases",
            "is not there",
        ),
        (
            [&ids[..2], &["everybody".to_owned()][..]].concat(),
            "Cases",
            "no list of exit interviews",
        ),
        (ids[..3].to_vec(), "Ann Brook left nobody time", "names somebody"),
    ] {
        theme(&rests_on, words);
        let ran = run(&store, TODAY, &["exit", "report", "--issue"]);
        ran.refuses(&["exit-interviews/themes.yaml:2", why, "othing was written"]);
        assert!(!ran.stderr.contains(words), "{}", ran.stderr);
    }
    theme(&ids[..3], "Too many cases for the work to be done well.");
    let ran = run(&store, TODAY, &["exit", "report", "--issue"]);
    ran.says(0, &["Too many cases for the work to be done well."]);
    assert!(!ran.stdout.contains("EI-"));
}

/// Every command that prints of a store, in every format.
const SAYING: [&[&str]; 16] = [
    &["tracker", "--all"],
    &["due", "--within", "400"],
    &["schedule"],
    &["show", "CF3"],
    &["history", "CF3"],
    &["report", "quarterly", "--quarter", "2026-27-Q2"],
    &["report", "compliance"],
    &["report", "coverage"],
    &["report", "actions"],
    &["report", "moderation"],
    &["report", "learning"],
    &["report", "annual"],
    &["report", "team", "--team", "South"],
    &["report", "section", "reviews"],
    &["report", "sparnet"],
    &["exit", "report"],
];

#[test]
fn no_id_and_no_word_of_an_interview_is_in_anything_else() {
    let store = Store::example();
    let answers = [
        ("q1_left", "2026-08-14"),
        ("q19", "yes"),
        ("q25", "Xylophones everywhere"),
    ];
    let ids: Vec<String> = (0..5)
        .map(|index| take_in(&store, &filled(&store, &answers), &format!("z{index}")))
        .collect();
    run(&store, TODAY, &["exit", "report", "--issue"]).says(0, &[]);
    let words: Vec<&str> = ids
        .iter()
        .map(String::as_str)
        .chain(["Xylophones", "EI-"])
        .collect();
    for args in SAYING {
        for format in ["text", "json", "csv", "md", "html"] {
            let ran = run(&store, TODAY, &[args, &["--format", format][..]].concat());
            for word in &words {
                assert!(
                    !ran.stdout.contains(word) && !ran.stderr.contains(word),
                    "{word} in {args:?} {format}"
                );
            }
        }
    }
    run(&store, TODAY, &["remind", "--to", "letters"]).says(0, &[]);
    for (name, bytes) in tree(store.root().parent().unwrap()) {
        if name.starts_with("s/exit-interviews/") || name == "back.txt" {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for word in &words {
            assert!(!text.contains(word) && !name.contains(word), "{word} in {name}");
        }
    }
}

#[test]
fn validate_gives_path_and_line_and_never_the_text() {
    let store = Store::new();
    let ids = with_leavers(&store, 3, "2026-08-14", "v", |_| false);
    let path = |index: usize| format!("exit-interviews/{}.yaml", ids[index]);
    store.change(&path(0), "q19: \"no\"", "q19: SECRETLY");
    store.change(&path(1), "too many cases", "SECRETLY said by Ann Brook");
    store.change(&path(2), "q1_left: 2026-27-Q2", "q1_left: 2026-08-14");
    store.write("exit-interviews/SECRETLY.docx", "");
    for format in ["text", "json", "sarif", "github"] {
        let ran = run(&store, TODAY, &["validate", "--format", format]);
        assert_eq!(ran.code, Some(1));
        for (index, id) in ids.iter().enumerate() {
            let text = store.read(&path(index));
            let line = text
                .lines()
                .position(|line| line.contains("SECRETLY") || line.contains("2026-08-14"))
                .unwrap()
                + 1;
            assert!(ran.stdout.contains(id), "{format}: {}", ran.stdout);
            let placed = format!("{id}.yaml:{line}");
            assert!(
                format != "text" || ran.stdout.contains(&placed),
                "{placed}: {}",
                ran.stdout
            );
        }
        for word in ["SECRETLY", "Brook", "2026-08-14"] {
            assert!(!ran.stdout.contains(word), "{format}: {word} in {}", ran.stdout);
        }
    }
    run(&store, TODAY, &["exit", "report", "--issue"])
        .refuses(&["can't be read as it stands", "qaf validate"]);
}

#[test]
fn fewer_than_five_can_not_be_set() {
    let store = Store::new();
    store.change("qaf.toml", "\nleast = 5", "\nleast = 2");
    run(&store, TODAY, &["validate"]).says(1, &["too few to say anything of", "Write 5 or more."]);
    store.change("qaf.toml", "\nleast = 2", "\nleast = 7");
    with_leavers(&store, 6, "2026-08-14", "m", |_| true);
    run(&store, TODAY, &["exit", "report", "--issue"]).refuses(&["Fewer than 7"]);
}
