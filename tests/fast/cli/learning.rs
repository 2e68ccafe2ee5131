//! What audits teach, as people ask for it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Store;

/// The demo's own day.
const TODAY: &str = "2026-12-07";
const Q2: [&str; 2] = ["--quarter", "2026-27-Q2"];
/// An audit with feedback, submitted and settled in the second quarter.
const ID: &str = "CF-26-0004";

fn report(store: &Store, args: &[&str]) -> Value {
    let args = [&["report", "learning", "--format", "json"], args].concat();
    let ran = store.run(TODAY, &args);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

fn pieces(report: &Value) -> &[Value] {
    report["pieces"].as_array().unwrap()
}

/// A line of learning on training in an audit's form, in place of what stands there.
fn teach(store: &Store, id: &str, learning: &str) {
    let file = format!("{}/appreciative-enquiry.yaml", store.audits()[id]);
    let text = format!("what_to_share: |\n  {learning}\nagreed_with_worker: 2026-09-15\n");
    store.write(&file, text);
}

fn shared(report: &Value) -> Vec<&Value> {
    pieces(report)
        .iter()
        .filter(|piece| piece["about"] == "What to share")
        .collect()
}

/// The files' own words, read without qaf.
#[test]
fn every_piece_is_what_a_file_says_on_its_day() {
    let store = Store::example();
    let report = report(&store, &Q2);
    let mut wanted = BTreeSet::new();
    let within = |day: &Value| {
        day.as_str()
            .is_some_and(|day| ("2026-07-01"..="2026-09-30").contains(&day))
    };
    for (id, folder) in store.audits() {
        let read = |name: &str| -> Value {
            let path = store.path(&format!("{folder}/{name}.yaml"));
            let text = std::fs::read_to_string(path).unwrap_or_default();
            serde_saphyr::from_str(&text).unwrap_or(Value::Null)
        };
        let (audit, feedback) = (read("audit"), read("feedback"));
        if within(&audit["submitted"]) {
            for learning in audit["system_learning"].as_array().into_iter().flatten() {
                wanted.insert((
                    id.clone(),
                    learning["learning"].as_str().unwrap().trim().to_owned(),
                ));
            }
            for text in audit["key_findings"]
                .as_object()
                .into_iter()
                .flat_map(|map| map.values())
            {
                wanted.insert((id.clone(), text.as_str().unwrap().trim().to_owned()));
            }
        }
        if within(&audit["submitted"]) {
            let heard = audit["family_feedback"].as_array().into_iter().flatten();
            let answers = heard.flat_map(|entry| entry["answers"].as_object().into_iter().flatten());
            for (_, answer) in answers {
                wanted.insert((id.clone(), answer.as_str().unwrap().trim().to_owned()));
            }
        }
        if within(&feedback["date"]) && !feedback["improvement_plan"].is_null() {
            let plan = feedback["improvement_plan"].as_str().unwrap().trim();
            if !plan.is_empty() {
                wanted.insert((id.clone(), plan.to_owned()));
            }
        }
    }
    assert!(wanted.len() > 5, "{wanted:?}");
    let told: BTreeSet<(String, String)> = pieces(&report)
        .iter()
        .filter(|piece| piece["kind"] != "good-practice")
        .filter(|piece| piece["kind"] != "practice" || piece["about"] == "Improvement plan")
        .map(|piece| {
            let text = piece["text"].as_str().unwrap().trim();
            (piece["audit"].as_str().unwrap().to_owned(), text.to_owned())
        })
        .collect();
    assert_eq!(told, wanted);
}

/// In every report that repeats them; who may be named is left out of all of them.
#[test]
fn families_are_told_in_their_own_words() {
    let store = Store::demo();
    let folder = store.audits()[ID].clone();
    let file = format!("{folder}/audit.yaml");
    let text = store.read(&file);
    let first = text.find("family_feedback:").unwrap();
    let (head, rest) = text.split_at(first);
    let from = rest.find("q1: |\n").unwrap() + "q1: |\n".len();
    let to = from + rest[from..].find('\n').unwrap();
    let said = |answer: &str| {
        store.write(
            &file,
            format!("{head}{}        {answer}{}", &rest[..from], &rest[to..]),
        );
        store.unkept(ID);
    };
    let reports = [
        &["report", "quarterly", "--quarter", "2026-27-Q2"][..],
        &["report", "learning", "--quarter", "2026-27-Q2"],
        &["report", "team", "south", "--quarter", "2026-27-Q2"],
        &["report", "section", "impact", "--quarter", "2026-27-Q2"],
    ];
    let told = |args: &[&str]| store.run(TODAY, &[args, &["--format", "html"]].concat()).stdout;
    said("We knew who would come, and when.");
    // The quarter's page has the first answers to each question alone.
    for args in &reports[1..] {
        let page = told(args);
        assert!(page.contains("We knew who would come, and when."), "{args:?}");
        assert!(page.contains("What is going well, or went well?"), "{args:?}");
    }
    said("Mrs Okafor came when she said.");
    for args in reports {
        let page = told(args);
        assert!(!page.contains("Okafor"), "{args:?}");
        assert!(page.contains("What is going well, or went well?"), "{args:?}");
    }
}

#[test]
fn nobody_is_named_beside_a_text() {
    let store = Store::example();
    let tracker: Value =
        serde_json::from_str(&store.run(TODAY, &["tracker", "--format", "json"]).stdout).unwrap();
    let mut names = BTreeSet::new();
    for audit in tracker["audits"].as_array().unwrap() {
        for who in ["worker", "auditor", "moderator"] {
            names.extend(audit[who].as_str());
        }
    }
    assert!(names.len() > 5);
    for format in ["text", "json", "csv", "md", "html"] {
        let args = [&["report", "learning", "--format", format], &Q2[..]].concat();
        let told = store.run(TODAY, &args).stdout;
        for name in &names {
            assert!(!told.contains(name), "{name} in {format}");
        }
    }
}

#[test]
fn a_text_that_may_name_somebody_is_withheld() {
    let store = Store::example();
    let tracker: Value =
        serde_json::from_str(&store.run(TODAY, &["tracker", "--format", "json"]).stdout).unwrap();
    let audits = tracker["audits"].as_array().unwrap();
    let worker = audits.iter().find(|audit| audit["id"] == ID).unwrap()["worker"]
        .as_str()
        .unwrap();
    let first = worker.split(' ').next().unwrap();
    for (text, why) in [
        ("Ring 07700 900123 first.".to_owned(), "personal-data"),
        ("The move to BS1 5TR was planned.".to_owned(), "personal-data"),
        ("NHS 943 476 5919".to_owned(), "personal-data"),
        ("Ask j.doe@example.org".to_owned(), "personal-data"),
        ("AB, DOB 12/03/2014".to_owned(), "personal-data"),
        (format!("{worker} listened well."), "name"),
        (format!("{first}'s visits were planned."), "name"),
        ("Mrs Okafor was heard.".to_owned(), "name"),
    ] {
        teach(&store, ID, &text);
        let report = report(&store, &Q2);
        let shared = shared(&report);
        assert_eq!(shared.len(), 1, "{text}");
        assert_eq!(
            (&shared[0]["text"], &shared[0]["withheld"]),
            (&Value::Null, &json!(why)),
            "{text}"
        );
        for format in ["text", "json", "csv", "md", "html"] {
            let args = [&["report", "learning", "--format", format], &Q2[..]].concat();
            let told = store.run(TODAY, &args).stdout;
            assert!(!told.contains(&text), "{text} in {format}");
        }
        // A search may not tell what is withheld either.
        let word = text.split(' ').next().unwrap();
        let args = [&["--search", word], &Q2[..]].concat();
        let found = self::report(&store, &args);
        assert_eq!(self::shared(&found).len(), 0, "{text}");
        assert_eq!(found["not_searched"], 1);
    }
    teach(&store, ID, "Visits were planned with the school.");
    assert_eq!(report(&store, &Q2)["withheld"], 0);
}

#[test]
fn good_practice_is_shared_once_the_worker_has_agreed() {
    let store = Store::example();
    let file = format!("{}/appreciative-enquiry.yaml", store.audits()[ID]);
    store.write(
        &file,
        "what_to_share: |\n  Plan with the school.\nagreed_with_worker:\n",
    );
    let waits = report(&store, &Q2);
    assert_eq!((shared(&waits).len(), &waits["not_agreed"]), (0, &json!(1)));
    store.write(
        &file,
        "what_to_share: |\n  Plan with the school.\nagreed_with_worker: 2026-12-08\n",
    );
    let ahead = report(&store, &["--quarter", "now"]);
    assert_eq!((shared(&ahead).len(), &ahead["not_agreed"]), (0, &json!(1)));
    store.write(
        &file,
        "what_to_share: |\n  Plan with the school.\nagreed_with_worker: 2026-11-30\n",
    );
    let agreed = report(&store, &["--quarter", "now"]);
    assert_eq!((shared(&agreed).len(), &agreed["not_agreed"]), (1, &json!(0)));
    assert_eq!(shared(&report(&store, &Q2)).len(), 0);
}

#[test]
fn tags_services_forms_and_words_narrow_it() {
    let store = Store::example();
    teach(&store, ID, "Plan with the school and the ADOPTION team.");
    let file = format!("{}/audit.yaml", store.unkept(ID));
    store.change(
        &file,
        "themes: [voice-of-child]",
        "themes: [voice of child, \"interface: adoption\"]",
    );
    let all = pieces(&report(&store, &Q2)).len();
    let with = |args: &[&str]| {
        let args = [args, &Q2[..]].concat();
        report(&store, &args)
    };
    let adopted = with(&["--interface", "Adoption"]);
    // Of other audits only what is itself about where services meet.
    let is_own = |piece: &&Value| piece["audit"] == ID || piece["kind"] == "system";
    assert!(pieces(&adopted).iter().all(|piece| is_own(&piece)));
    assert!(!pieces(&adopted).is_empty() && pieces(&adopted).len() < all);
    assert_eq!(pieces(&with(&["--tag", "Voice of Child"])).len(), all);
    // Each word stands in the text, or is a tag of the audit.
    let searched = with(&["--search", "school adoption"]);
    let every = report(&store, &Q2);
    let tells_of_school = |piece: &&Value| {
        let text = piece["text"].as_str().unwrap_or_default();
        piece["audit"] == ID && text.to_lowercase().contains("school")
    };
    let of_school = pieces(&every).iter().filter(tells_of_school).count();
    assert!(of_school > 1);
    assert_eq!(pieces(&searched).len(), of_school);
    assert!(pieces(&searched).iter().all(|piece| piece["audit"] == ID));
    assert_eq!(pieces(&with(&["--search", "school ADOPTION team"])).len(), 1);
    assert_eq!(pieces(&with(&["--search", "school nowhere"])).len(), 0);
    let lado = with(&["--form", "lado"]);
    assert!(pieces(&lado).iter().all(|piece| piece["form"] == "lado"));
    let area = with(&["--service", "area unit"]);
    assert!(pieces(&area).iter().all(|piece| piece["service"] == "Area Unit"));
    assert!(!pieces(&area).is_empty());
}

#[test]
fn a_name_that_is_none_is_answered_with_the_nearest() {
    let store = Store::example();
    let run = |args: &[&str]| store.run(TODAY, &[&["report", "learning"], args].concat());
    run(&["--service", "Aera Unit"]).refuses(&["There is no service Aera Unit. Did you mean Area Unit?"]);
    run(&["--interface", "adoptoin"]).refuses(&["Did you mean adoption?"]);
    run(&["--tag", "voice-of-chidl"])
        .refuses(&["No audit has the tag voice-of-chidl. Did you mean voice-of-child?"]);
    run(&["--form", "ladoo"]).refuses(&["Did you mean lado?"]);
    run(&["--from", "2026-09-01"]).says(2, &["--to"]);
    run(&["--from", "2026-09-01", "--to", "2026-08-01"]).refuses(&["Swap them."]);
}

#[test]
fn any_days_may_be_asked_for_and_together_they_miss_nothing() {
    let store = Store::example();
    let n = |from: &str, to: &str| pieces(&report(&store, &["--from", from, "--to", to])).len();
    let whole = n("2026-07-01", "2026-09-30");
    assert_eq!(whole, pieces(&report(&store, &Q2)).len());
    let months =
        n("2026-07-01", "2026-07-31") + n("2026-08-01", "2026-08-31") + n("2026-09-01", "2026-09-30");
    assert_eq!(months, whole);
}

#[test]
fn what_was_written_is_words_and_nothing_else() {
    let store = Store::example();
    teach(&store, ID, "=1+1 <b>x</b> a|b *c* \u{202e}turned");
    for format in ["text", "md", "html", "csv"] {
        let args = [&["report", "learning", "--format", format], &Q2[..]].concat();
        let told = store.run(TODAY, &args).stdout;
        assert!(told.contains("=1+1"), "{format}");
        assert!(!told.contains('\u{202e}'), "{format}");
        assert!(format != "csv" || !told.contains(",=1+1"), "{told}");
        assert!(
            !matches!(format, "md" | "html") || !told.contains("<b>x</b>"),
            "{format}"
        );
    }
}

#[test]
fn an_empty_store_says_that_there_is_nothing() {
    let store = Store::new();
    store.run(TODAY, &["report", "learning"]).says(
        0,
        &[
            "0 pieces of learning from 0 audits.",
            "no audit names one in this time",
        ],
    );
    store
        .run(TODAY, &["report", "learning", "--tag", "x"])
        .refuses(&["No audit has a tag yet"]);
    let csv = store.run(TODAY, &["report", "learning", "--format", "csv"]);
    assert_eq!(csv.stdout, "audit,form,service,day,kind,about,tags,text\n");
}
