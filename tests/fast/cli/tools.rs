//! The own tools of themes, and the audits of supervision files: what each asks, counts and refuses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::store::{FIRST_DAY, work_folder};
use super::{Ran, Store};

const LATER: &str = "2026-08-20";

fn tom(store: &Store, day: &str, args: &str) -> Ran {
    let all: Vec<&str> = ["--by", "Tom Ellery"]
        .into_iter()
        .chain(args.split(';'))
        .collect();
    store.run(day, &all)
}

fn json(store: &Store, day: &str, args: &[&str]) -> Value {
    let ran = store.run(day, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr))
}

/// The errors that validate finds in what lies at a path, as `message`.
fn errors(store: &Store, day: &str, args: &[&str], at: &str) -> Vec<String> {
    let told = json(store, day, &[&["validate"], args].concat());
    let found = told["findings"].as_array().unwrap().iter();
    let found = found.filter(|one| one["severity"] == "error" && one["path"].as_str().unwrap().contains(at));
    found
        .map(|one| one["message"].as_str().unwrap().to_owned())
        .collect()
}

/// Makes an audit and gives its id and the path of its form.
fn made(store: &Store, args: &str) -> (String, String) {
    let ran = tom(store, FIRST_DAY, &format!("new;{args};--selected-by;Tom Ellery"));
    ran.says(0, &["Its folder: "]);
    let id = ran.stdout[..10].to_owned();
    let form = format!("{}/audit.yaml", store.audits()[&id]);
    (id, form)
}

/// Answers each question of a section of criteria, in their order, and submits the form.
fn measure(store: &Store, form: &str, met: &[&str]) {
    let mut met = met.iter();
    let lines = store.read(form);
    let lines = lines.lines().map(|line| match line.trim() {
        "status:" => format!("{line} {}", met.next().unwrap()),
        "comments: |" => line.replace('|', "Seen on the file, in the letters of two months."),
        "date_of_audit:" => format!("{line} {FIRST_DAY}"),
        "submitted:" => format!("{line} {LATER}"),
        "document:" | "document: |" => "  document: A letter of 3 July".to_owned(),
        _ => line.to_owned(),
    });
    store.write(form, lines.collect::<Vec<_>>().join("\n") + "\n");
}

fn agree_again(store: &Store, id: &str) {
    tom(store, FIRST_DAY, &format!("log;{id};agreed")).says(0, &["agreed is logged"]);
}

#[test]
fn no_tool_is_made_before_its_criteria_are_agreed_and_none_twice() {
    let store = Store::new();
    let (early, visit) = (store.commissioned("thematic"), store.agreed("sav"));
    tom(&store, FIRST_DAY, "tool;letters;--for;TH1")
        .refuses(&["terms.yaml, which are not agreed yet", "its scope"]);
    tom(&store, FIRST_DAY, "tool;letters;--for;SA2").refuses(&["has no terms of reference"]);
    let id = store.agreed("thematic");
    let folder = work_folder(&id);
    let tool = |args: &str| tom(&store, FIRST_DAY, &format!("tool;{args};--for;{id}"));
    tool("child-case").refuses(&["There is a form child-case already"]);
    tool("Letters").refuses(&["small letters, digits and hyphens"]);
    tool("letters;--from;child-case").refuses(&["Which sections of child-case/2019", "file_recording"]);
    tool("letters;--from;child-cas;--sections;reviews").refuses(&["Did you mean child-case?"]);
    tool("letters;--from;child-case;--sections;reviws")
        .refuses(&["no section reviws. Did you mean reviews?"]);
    let terms = store.read(&format!("{folder}/terms.yaml"));
    let work = id.clone();
    for (id, says) in [("c 1", "Criterion 1 of"), ("c2", "has two criteria c2")] {
        store.write(
            &format!("{folder}/terms.yaml"),
            terms.replacen("id: c1", &format!("id: {id}"), 1),
        );
        // What was agreed counts.
        agree_again(&store, &work);
        tool("letters").refuses(&[says]);
    }
    store.write(&format!("{folder}/terms.yaml"), terms);
    agree_again(&store, &work);
    assert!(
        !store.path(&format!("{folder}/tool.yaml")).exists(),
        "something was written"
    );
    tool("letters").says(0, &["It measures 2 criteria", "tool.yaml"]);
    let before = store.tree();
    tool("others").refuses(&["has its tool already: letters"]);
    // Another theme may take sections of it, and no criteria: each measures its own.
    let other = store.agreed("thematic");
    let args = format!("tool;others;--from;letters;--sections;criteria;--for;{other}");
    tom(&store, FIRST_DAY, &args)
        .refuses(&["measures the criterion c1, which the tool of", "measures already"]);
    let terms = format!("{}/terms.yaml", work_folder(&other));
    store.change(&terms, "id: c1", "id: k1");
    agree_again(&store, &other);
    tom(&store, FIRST_DAY, &args).refuses(&["the criterion c1, which the terms of reference of", "lack"]);
    let mut after = store.tree();
    after.retain(|name, _| !name.contains(&other));
    after.retain(|name, _| before.contains_key(name));
    assert_eq!(after.len(), before.len());
    tom(
        &store,
        FIRST_DAY,
        &format!("log;{early};cancelled;--reason;Not now"),
    )
    .says(0, &[]);
    tom(&store, FIRST_DAY, &format!("tool;late;--for;{early}")).refuses(&["is over"]);
    drop(visit);
}

#[test]
fn a_tool_measures_criteria_and_its_audits_stand_in_the_works_report_alone() {
    let store = Store::drawn();
    let id = store.agreed("thematic");
    tom(&store, FIRST_DAY, &format!("tool;letters;--for;{id}")).says(0, &[]);
    tom(
        &store,
        FIRST_DAY,
        "new;letters;--auditor;Ann Brook;--selected-by;Tom Ellery",
    )
    .refuses(&["is the tool of", "--part-of"]);
    let audits: Vec<(String, String)> = ["Ann Brook", "Lena Fox", "Isaac Wynn"]
        .iter()
        .map(|who| made(&store, &format!("letters;--auditor;{who};--part-of;{id}")))
        .collect();
    assert!(audits.iter().all(|(id, _)| id.starts_with("TA-26-")));
    let text = store.read(&audits[0].1);
    for asked in [
        "c1. The letter says what must change.",
        "status: met, partly, not met; or N/A",
    ] {
        assert!(text.contains(asked), "{text}");
    }
    assert!(!text.contains("grade:") && !text.contains("overall:"), "{text}");
    measure(&store, &audits[0].1, &["met", "not met"]);
    measure(&store, &audits[1].1, &["Partly", "N/A"]);
    // The third is not submitted, and measures nothing yet.
    store.change(&audits[2].1, "status:", "status: met");
    let report = json(&store, LATER, &["report", "work", &id]);
    let counts = |at: usize| {
        let one = &report["criteria"][at];
        ["n", "met", "partly", "not_met"].map(|key| one[key].as_u64().unwrap())
    };
    assert_eq!((counts(0), counts(1)), ([2, 1, 1, 0], [1, 0, 0, 1]));
    assert_eq!(report["work"]["submitted"], 2);
    let (one, _) = &audits[0];
    assert_eq!(errors(&store, LATER, &[one], one), [""; 0]);
    let shown = store.run(LATER, &["show", one]);
    shown.says(0, &["The letter says what must change.", "met", "not met"]);
    assert!(!shown.stdout.contains("Overall grade"), "{}", shown.stdout);
    // Its grade is nobody's to settle, and it is in no figures but those of its work.
    let tracked = json(&store, LATER, &["tracker"]);
    let tracked = tracked["audits"].as_array().unwrap().iter();
    let own: Vec<&Value> = tracked.filter(|audit| audit["form"] == "letters").collect();
    assert_eq!((own.len(), own[0]["status"].as_str()), (3, Some("settled")));
    // It is of no worker, so it goes to nobody and is saved.
    assert_eq!(own[0]["next"]["step"], "close");
    let quarter = json(&store, LATER, &["report", "quarterly", "--quarter", "now"]);
    let names = |key: &str| quarter[key].to_string();
    for key in ["by_form", "sections", "grades", "provisional", "themes"] {
        assert!(
            !names(key).contains("letters") && !names(key).contains("criteria"),
            "{key}"
        );
    }
    let excluded = names("excluded");
    assert!(!excluded.contains("TA-26"), "{excluded}");
}

#[test]
fn graded_sections_of_a_tool_are_in_no_case_file_figure() {
    let store = Store::drawn();
    let id = store.agreed("thematic");
    let args = format!("tool;letters;--from;child-case;--sections;reviews,file_recording;--for;{id}");
    tom(&store, FIRST_DAY, &args).says(0, &[]);
    let form = store.read(&format!("{}/tool.yaml", work_folder(&id)));
    for kept in [
        "subject: child",
        "overall: yes",
        "  - id: reviews",
        "chronology_updated",
    ] {
        assert!(form.contains(kept), "{kept} in {form}");
    }
    assert!(
        !form.contains("impact") && !form.contains("family_feedback"),
        "{form}"
    );
    tom(
        &store,
        FIRST_DAY,
        &format!("new;letters;--auditor;Ann Brook;--part-of;{id};--selected-by;Tom Ellery"),
    )
    .refuses(&["Whose case is it?"]);
    let (one, path) = made(
        &store,
        &format!("letters;--auditor;Ann Brook;--worker;Kit Adams;--child;4477;--part-of;{id}"),
    );
    let text = store.read(&path);
    let text = text.replacen("submitted:", &format!("submitted: {LATER}"), 1);
    store.write(
        &path,
        text.replace("    grade:\n", "    grade: G\n")
            .replace("  grade:\n", "  grade: I\n"),
    );
    let told = json(&store, LATER, &["tracker"]);
    let told = told["audits"]
        .as_array()
        .unwrap()
        .iter()
        .find(|audit| audit["id"] == *one)
        .unwrap();
    assert_eq!(
        (&told["final_grade"], &told["next"]["step"]),
        (&"I".into(), &"send".into())
    );
    let quarter = json(&store, LATER, &["report", "quarterly", "--quarter", "now"]);
    assert_eq!(quarter["inadequate"], Value::Array(Vec::new()));
    let all: u64 = ["O", "G", "RI", "I"]
        .map(|grade| quarter["grades"][grade].as_u64().unwrap())
        .iter()
        .sum();
    assert_eq!(
        (all, quarter["by_form"].to_string().contains("letters")),
        (0, false)
    );
    let section = store.run(LATER, &["report", "section", "Reviews", "--quarter", "now"]);
    assert!(!section.stdout.contains("letters"), "{}", section.stdout);
    let work = json(&store, LATER, &["report", "work", &id]);
    let grades = work["grades"].as_array().unwrap().iter();
    let given = grades.map(|one| format!("{} {}", one["grade"].as_str().unwrap(), one["n"]));
    assert_eq!(
        given.collect::<BTreeSet<_>>(),
        ["O 0", "G 0", "RI 0", "I 1"].map(str::to_owned).into()
    );
}

#[test]
fn a_criterion_that_the_terms_lack_is_named_by_its_line_and_no_audit_is_made() {
    let store = Store::new();
    let id = store.agreed("thematic");
    tom(&store, FIRST_DAY, &format!("tool;letters;--for;{id}")).says(0, &[]);
    let path = format!("{}/tool.yaml", work_folder(&id));
    store.change(&path, "criterion: c2", "criterion: c9");
    let found = json(&store, FIRST_DAY, &["validate"]);
    let found = found["findings"].as_array().unwrap().iter();
    let found: Vec<&Value> = found.filter(|one| one["path"] == *path).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0]["message"],
        "The terms of reference have no criterion c9."
    );
    let line = store
        .read(&path)
        .lines()
        .position(|line| line.contains("c9"))
        .unwrap()
        + 1;
    assert_eq!(found[0]["line"], line);
    let before = store.tree();
    tom(
        &store,
        FIRST_DAY,
        &format!("new;letters;--auditor;Ann Brook;--part-of;{id};--selected-by;Tom Ellery"),
    )
    .refuses(&["measures the criterion c9"]);
    assert_eq!(store.tree(), before, "something was written");
    // A question without a criterion among them is a fault of the template.
    store.change(&path, ", criterion: c9", "");
    assert_eq!(errors(&store, FIRST_DAY, &[], "tool.yaml").len(), 1);
}

#[test]
fn a_form_may_have_every_key_that_says_what_it_means() {
    let store = Store::new();
    let own = "form: letters\nversion: 2026\ntitle: Letters\nprefix: LE\noverall: no\non_inadequate: none\nsubject: document\n\
        header:\n  - { id: document, label: Which letter }\nsections:\n  - id: told\n    title: Told\n    graded: no\n    evidence: \
        questions\n    questions: [ { id: q1, text: What is told } ]\n  - id: kept\n    title: Kept\n    graded: no\n    \
        questions: [ { id: q1, text: It is in time, criterion: c1 } ]\nworker_feedback: { intro: Ask them first., questions: [ { \
        id: q1, text: How was it for you } ] }\n";
    store.write("forms/letters-2026.yaml", own);
    assert_eq!(errors(&store, FIRST_DAY, &[], "letters"), [""; 0]);
    let (id, path) = made(
        &store,
        "letters;--auditor;Ann Brook;--row;none;--moderator;Robin Hale",
    );
    let text = store.read(&path);
    for asked in [
        "Ask them first.",
        "q1. How was it for you",
        "status: met, partly, not met",
    ] {
        assert!(text.contains(asked), "{asked} in {text}");
    }
    for none in ["grade:", "overall:", "specialist_teams", "preparation:"] {
        assert!(!text.contains(none), "{none} in {text}");
    }
    let page = store.run(FIRST_DAY, &["fill", &id, "--page", "letters.html"]);
    page.says(0, &[]);
    let page = std::fs::read_to_string(store.root().parent().unwrap().join("letters.html")).unwrap();
    assert!(page.contains("How was it for you") && page.contains("not met") && !page.contains("Outstanding"));
    let told = json(&store, FIRST_DAY, &["tracker"]);
    let progress = &told["audits"][0]["progress"];
    assert_eq!((&progress["of"], &progress["grades_of"]), (&3.into(), &0.into()));
    let ready = errors(&store, FIRST_DAY, &[&id, "--ready"], &id);
    assert!(
        ready.iter().all(|message| !message.contains("grade")),
        "{ready:?}"
    );
    store.write(
        &path,
        text.replace("\nworker_feedback:", "\noverall: { grade: G }\nworker_feedback:"),
    );
    assert_eq!(
        errors(&store, FIRST_DAY, &[&id], &id).len(),
        1,
        "the form has no grade of the whole"
    );
    store.write(&path, &text);
    measure(&store, &path, &["met"]);
    let wrong = |from: &str, to: &str, says: &str| {
        store.write("forms/letters-2026.yaml", own.replacen(from, to, 1));
        let found = errors(&store, FIRST_DAY, &[], "forms/letters");
        assert!(
            found.iter().any(|message| message.contains(says)),
            "{to}: {found:?}"
        );
    };
    wrong("subject: document", "subject: letter", "letter");
    wrong("on_inadequate: none", "on_inadequate: never", "never");
    wrong("prefix: LE", "prefix: TH", "begins the numbers of wider works");
    wrong(
        "criterion: c1 } ]",
        "criterion: c1 }, { id: q2, text: And else } ]",
        "measure a criterion",
    );
    wrong(
        "    graded: no\n    questions: [",
        "    graded: no\n    statuses: [Good]\n    questions: [",
        "measure a criterion",
    );
    store.write("forms/letters-2026.yaml", own);
    // What a moderator signs off has no final grade either.
    store
        .run(LATER, &["--by", "Robin Hale", "moderate", &id])
        .says(0, &["no grade of the whole"]);
    let moderation = path.replace("audit.yaml", "moderation.yaml");
    let text = store.read(&moderation);
    assert!(!text.contains("overall:"), "{text}");
    store.write(
        &moderation,
        text.replace("signed_off:", &format!("signed_off: {LATER}")),
    );
    let told = json(&store, LATER, &["tracker"]);
    assert_eq!(told["audits"][0]["settled"], LATER);
}

/// Fills a supervision file audit in, with the same grade everywhere.
fn supervised(store: &Store, form: &str, grade: &str, trained: &str) {
    let lines = store.read(form);
    let lines = lines.lines().enumerate().map(|(number, line)| match line.trim() {
        "strengths: |" => line.replace(
            '|',
            &format!("In session {number} there was time to think, and reasons stand."),
        ),
        "improvements: |" => line.replace('|', &format!("Note {number} came late, by weeks.")),
        "grade:" => format!("{line} {grade}"),
        "date_of_audit:" | "date:" | "file_read:" | "directions_read:" | "worker_asked:" => {
            format!("{line} 2026-08-17")
        }
        "submitted:" => format!("{line} {LATER}"),
        "cases_sampled: |" => "  cases_sampled: \"00481380, 00481543\"".to_owned(),
        "case_directions_seen:" => format!("{line} 2"),
        "supervisor_trained:" => format!("{line} {trained}"),
        "q1: |" | "q2: |" | "q3: |" => {
            line.replace('|', "It is monthly, and there is time to plan the visits.")
        }
        "reasons: |" => line.replace('|', "Sessions are monthly, and reasons for decisions are there."),
        "improvement: |" => line.replace('|', "Notes within the week would do it."),
        _ => line.to_owned(),
    });
    store.write(form, lines.collect::<Vec<_>>().join("\n") + "\n");
}

#[test]
fn supervision_files_are_audited_for_a_work_that_says_how_assured_the_service_is() {
    let store = Store::drawn();
    let id = store.agreed("supervision");
    let new = |args: &str| {
        let args =
            format!("new;supervision;--part-of;{id};--auditor;Colin Peake;--selected-by;Tom Ellery{args}");
        tom(&store, FIRST_DAY, &args)
    };
    new("").refuses(&["Whose work is it?"]);
    new(";--worker;Kit Adams;--child;4477").refuses(&["no child is named"]);
    let args = "new;supervision;--row;all-supervision;--auditor;Colin Peake;--worker;Kit Adams;--selected-by;Tom Ellery";
    tom(&store, FIRST_DAY, args).refuses(&["met by a whole work"]);
    new(";--worker;Kit Adams").says(0, &["nobody moderates it: its grade is final as it is submitted"]);
    new(";--worker;Callum Rook").says(0, &["SF-26-"]);
    let own: Vec<(String, String)> = store
        .audits()
        .into_iter()
        .filter(|(id, _)| id.starts_with("SF"))
        .collect();
    let (kit, callum) = (&own[0], &own[1]);
    supervised(&store, &format!("{}/audit.yaml", kit.1), "G", "no");
    supervised(&store, &format!("{}/audit.yaml", callum.1), "I", "no");
    assert_eq!(errors(&store, LATER, &[&kit.0], &kit.0), [""; 0]);
    // Sent to the worker and their manager, and to nobody else of the team.
    let sent = tom(&store, LATER, &format!("log;{};sent", kit.0));
    sent.says(
        0,
        &[
            "to Ann Brook, Kit Adams (by",
            "feedback by Fri 4 Sep 2026",
            "supervisor-comment by Fri 4 Sep 2026",
        ],
    );
    assert!(!sent.stdout.contains("Okoro"), "{}", sent.stdout);
    // An Inadequate is told, and asks for no direction of a case and no re-audit.
    let steps = json(&store, LATER, &["due", "--within", "90"]);
    let steps = steps["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["id"] == *callum.0);
    let steps: Vec<&str> = steps.map(|item| item["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["inform", "send"]);
    tom(&store, LATER, &format!("direct;{}", callum.0))
        .refuses(&["on this form no Inadequate is followed by a case direction"]);
    let quarter = json(&store, LATER, &["report", "quarterly", "--quarter", "now"]);
    let lists = [
        &quarter["inadequate"],
        &quarter["regraded_up"],
        &quarter["inadequate_provisional"],
    ];
    assert!(
        lists.iter().all(|list| !list.to_string().contains("SF-26")),
        "{lists:?}"
    );
    let report = json(&store, LATER, &["report", "work", &id]);
    assert_eq!(report["counted"][0]["no"], 2);
    assert_eq!(
        (&report["sections"][0]["title"], &report["sections"][0]["G"]),
        (&"Regularity".into(), &1.into())
    );
    // Nothing is met before the report says how assured the service is, and why.
    let findings = format!("{}/findings.yaml", work_folder(&id));
    let reported = || tom(&store, LATER, &format!("log;{id};reported;--to;cmt"));
    for said in ["", "assured: limited\n", "because: Notes are late.\n"] {
        store.write(&findings, format!("evaluation: It is monthly.\n{said}"));
        reported().refuses(&["how assured the service is of its supervision, and why"]);
    }
    store.write(
        &findings,
        "evaluation: It is monthly.\nassured: limited\nbecause: Notes are late.\n",
    );
    reported().says(0, &["reported is logged"]);
    let text = store.run(LATER, &["report", "work", &id]);
    text.says(
        0,
        &[
            "How assured the service is",
            "limited",
            "Notes are late.",
            "training on effective supervision",
        ],
    );
}

#[test]
fn the_threshold_is_audited_by_a_tool_or_by_the_form_of_first_response() {
    let store = Store::new();
    let id = store.agreed("threshold");
    tom(
        &store,
        FIRST_DAY,
        &format!("tool;threshold;--for;{id};--from;first-response;--sections;threshold,rationale"),
    )
    .says(0, &["It measures 2 criteria"]);
    for form in ["threshold", "first-response"] {
        let args = format!(
            "{form};--part-of;{id};--auditor;Gail Sorrel;--worker;Ben Ashdown;--child;44{}",
            form.len()
        );
        let (audit, path) = made(&store, &args);
        let allocation = store.read(&path.replace("audit.yaml", "allocation.yaml"));
        assert!(
            allocation.contains(&format!("part_of: {id}")) && allocation.contains("moderator:\n"),
            "{allocation}"
        );
        assert_eq!(&audit[..2], if form == "threshold" { "TA" } else { "FR" });
    }
    let report = json(&store, FIRST_DAY, &["report", "work", &id]);
    assert_eq!(
        (&report["work"]["row"], &report["work"]["audits"]),
        (&"fr-threshold".into(), &2.into())
    );
}

/// A supervision file audit of Kit Adams, filled in and submitted, whose supervisor is no line manager of theirs.
fn of_another_supervisor(store: &Store) -> (String, String) {
    let id = store.agreed("supervision");
    let args = format!(
        "new;supervision;--part-of;{id};--auditor;Colin Peake;--selected-by;Tom Ellery;--worker;Kit Adams"
    );
    tom(store, FIRST_DAY, &args).says(0, &["SF-26-"]);
    let mut audits = store.audits().into_iter();
    let (audit, folder) = audits.find(|(id, _)| id.starts_with("SF")).unwrap();
    supervised(store, &format!("{folder}/audit.yaml"), "G", "no");
    store.change(
        &format!("{folder}/audit.yaml"),
        "supervisor: |\n    Ann Brook\n",
        "supervisor: robin hale\n",
    );
    (audit, folder)
}

#[test]
fn whoever_supervises_by_the_audit_is_asked_for_the_comment_and_not_the_line_manager() {
    let store = Store::drawn();
    let (id, folder) = of_another_supervisor(&store);
    tom(&store, LATER, &format!("log;{id};sent"))
        .says(0, &["supervisor-comment by Fri 4 Sep 2026 (Robin Hale)"]);
    let asked = |day: &str| {
        let due = json(&store, day, &["due", "--within", "90"]);
        let items = due["items"].as_array().unwrap().clone();
        let own = items.into_iter().filter(|item| item["id"] == *id);
        own.map(|item| {
            (
                item["step"].as_str().unwrap().to_owned(),
                item["who"].as_str().unwrap().to_owned(),
            )
        })
        .collect::<Vec<_>>()
    };
    let comment = ("supervisor-comment".to_owned(), "Robin Hale".to_owned());
    assert!(asked(LATER).contains(&comment), "{:?}", asked(LATER));
    store
        .run(LATER, &["--by", "Kit Adams", "feedback", &id])
        .says(0, &[]);
    let feedback = store.read(&format!("{folder}/feedback.yaml"));
    assert!(
        feedback.contains("by: robin hale") && !feedback.contains("Ann Brook"),
        "{feedback}"
    );
    store
        .run(
            LATER,
            &[
                "--by",
                "Tom Ellery",
                "remind",
                "--to",
                "letters-out",
                "--within",
                "90",
            ],
        )
        .says(0, &[]);
    let letters = store.root().parent().unwrap().join("letters-out");
    let letters: Vec<String> = std::fs::read_dir(letters)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.to_string_lossy().contains("supervisor-comment")
                && path.extension().is_some_and(|end| end == "eml")
        })
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    assert!(
        letters.len() == 1 && letters[0].contains("Robin") && !letters[0].contains("Ann Brook"),
        "{letters:?}"
    );
}

#[test]
fn a_panel_reads_no_audit_of_a_workers_file_and_none_on_a_tool() {
    let store = Store::drawn();
    let (file, _) = of_another_supervisor(&store);
    let id = store.agreed("thematic");
    let args = format!("tool;letters;--from;child-case;--sections;reviews;--for;{id}");
    tom(&store, FIRST_DAY, &args).says(0, &[]);
    let (of_tool, path) = made(
        &store,
        &format!("letters;--auditor;Ann Brook;--worker;Kit Adams;--child;4477;--part-of;{id}"),
    );
    let text = store.read(&path);
    let text = text.replacen("submitted:", &format!("submitted: {LATER}"), 1);
    store.write(&path, text.replace("  grade:\n", "  grade: G\n"));
    let panel = |more: &str| {
        tom(
            &store,
            LATER,
            &format!("panel;new;--date;2026-09-10;--size;4{more}"),
        )
    };
    for (audit, form) in [(&file, "supervision"), (&of_tool, "letters")] {
        panel(&format!(";--include;{audit}")).refuses(&[
            &format!("{audit} is made on the form {form}"),
            "a panel reads audits of cases alone",
            "Nothing was written",
        ]);
    }
    panel("").refuses(&["No audit is finished yet"]);
    assert!(!store.path("panels").exists());
}
