//! What `validate` prints for editors and code platforms: a SARIF log and GitHub's commands.

use serde_json::Value;

use super::Store;

const TODAY: &str = "2026-11-24";
const FAULTY: &str = "audits/2026-27/Q3/south/CF-26-0015/audit.yaml";

/// The example's store, and in it beside the audit with mistakes a stray file, and a query that its auditor explains.
fn store() -> Store {
    let store = Store::example();
    store.write(
        "audits/2026-27/Q3/south/CF-26-0015/a note, for me.txt",
        "Ring her.",
    );
    let path = "audits/2026-27/Q2/fostering/FO-26-0010/audit.yaml";
    let reason = "The reviewing officer had\\nasked her the day before: 50%.";
    let explained = format!("explained: [ {{ query: auditor-not-fit, reason: \"{reason}\" }} ]\n");
    // A team manager of another service audited it.
    let allocation = path.replace("audit.yaml", "allocation.yaml");
    store.change(&allocation, "\nauditor: Hugh Denby\n", "\nauditor: Lena Fox\n");
    store.write(path, store.read(path) + &explained);
    store
}

#[test]
fn a_sarif_log_passes_the_schema_of_its_standard() {
    let mut schema: Value =
        serde_json::from_str(include_str!("../../vectors/sarif-schema-2.1.0.json")).unwrap();
    // The one pattern of the standard's schema that is no regular expression, since a bracket is never opened: it is for
    // a language, which the log does not say.
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"]["pattern"];
        assert_eq!(language, "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        *language = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let store = store();
    for args in [&["validate"][..], &["validate", "CF1"], &["validate", "--ready"]] {
        let args: Vec<&str> = ["--format", "sarif"].iter().chain(args).copied().collect();
        let log: Value = serde_json::from_str(&store.run(TODAY, &args).stdout).unwrap();
        let faults: Vec<String> = schema
            .iter_errors(&log)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, [""; 0], "{args:?}");
    }
}

#[test]
fn a_sarif_log_holds_each_finding_with_its_place_from_here_and_no_line_of_the_file() {
    let ran = store().run(TODAY, &["--format", "sarif", "validate"]);
    assert_eq!(ran.code, Some(1));
    let log: Value = serde_json::from_str(&ran.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap();
    let grade = &of("not-a-grade")["locations"][0]["physicalLocation"];
    assert_eq!(grade["artifactLocation"]["uri"], format!("s/{FAULTY}"));
    assert_eq!(grade["region"]["startColumn"], 12);
    assert_eq!(grade["region"]["endColumn"], 17);
    let stray = &of("stray-file")["locations"][0]["physicalLocation"];
    assert_eq!(
        stray["artifactLocation"]["uri"],
        "s/audits/2026-27/Q3/south/CF-26-0015/a%20note%2C%20for%20me.txt"
    );
    assert_eq!(stray.get("region"), None);
    let explained: Vec<&Value> = results
        .iter()
        .filter_map(|result| result.get("suppressions"))
        .collect();
    assert_eq!(explained.len(), 1);
    assert_eq!(explained[0][0]["kind"], "inSource");
    assert!(!ran.stdout.contains("We spoke about the last review"));
}

#[test]
fn github_is_told_of_each_finding_in_a_line() {
    let store = store();
    let ran = store.run(TODAY, &["--format", "github", "validate", "CF15"]);
    assert_eq!(ran.code, Some(1));
    let error =
        format!("::error file=s/{FAULTY},line=61,col=12,endColumn=16,title=not-a-grade::Goood is no grade.");
    assert!(ran.stdout.contains(&error), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("a note%2C for me.txt,title=stray-file::"),
        "{}",
        ran.stdout
    );
    let all = store.run(TODAY, &["--format", "github", "validate"]).stdout;
    let kinds = ["::error ", "::warning ", "::notice "];
    assert!(
        all.lines()
            .all(|line| kinds.iter().any(|kind| line.starts_with(kind)))
    );
    // What is only noted, and what is explained.
    let mut notices: Vec<&str> = all.lines().filter(|line| line.starts_with("::notice ")).collect();
    notices.retain(|line| !line.contains("title=read-as-meant"));
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].ends_with("%0AThe reviewing officer had%0Aasked her the day before: 50%25."));
}

#[test]
fn a_file_is_named_as_it_is_found_from_the_folder_that_the_command_runs_in() {
    let store = store();
    let mut above = super::store::program(
        &store.root(),
        &["--as-of", TODAY, "--format", "github", "validate"],
    );
    above.arg("CF15");
    let said = super::Ran::of(above).stdout;
    assert!(said.contains(&format!("::error file={FAULTY},line=61")), "{said}");
}

#[test]
fn no_other_command_prints_what_is_for_code_platforms() {
    let store = Store::example();
    for format in ["sarif", "github"] {
        for args in [
            &["tracker"][..],
            &["due"],
            &["schedule"],
            &["rubric"],
            &["show", "CF1"],
            &["history", "CF1"],
            &["report", "quarterly"],
            &["report", "compliance"],
            &["report", "coverage"],
            &["report", "actions"],
            &["report", "moderation"],
            &["report", "team", "north"],
            &["explain", "not-a-date"],
            &["validate", "--fix"],
        ] {
            let args: Vec<&str> = ["--format", format].iter().chain(args).copied().collect();
            store.run(TODAY, &args).refuses(&["prints", "--format"]);
        }
    }
}

#[test]
fn rules_are_listed_in_a_line_each_and_explained_for_documents_and_programs() {
    let store = Store::new();
    let list = store.run(TODAY, &["explain", "--list"]);
    assert_eq!(list.stdout.lines().count(), qaf::rule::RULES.len());
    assert_eq!(list.stdout, store.run(TODAY, &["explain"]).stdout);
    store
        .run(TODAY, &["explain", "not-a-date", "--format", "md"])
        .says(0, &["# not-a-date\n\n**", "*Why it matters.*"]);
    let all = store.run(TODAY, &["explain", "--format", "md"]);
    assert_eq!(all.stdout, qaf::command::rules_page::md());
    for (args, n) in [
        (&["explain", "[not-a-date]"][..], 1),
        (&["explain", "--list"], qaf::rule::RULES.len()),
    ] {
        let args: Vec<&str> = ["--format", "json"].iter().chain(args).copied().collect();
        let json: Value = serde_json::from_str(&store.run(TODAY, &args).stdout).unwrap();
        assert_eq!(json["schema"], "qaf.explain/1");
        assert_eq!(json["rules"].as_array().unwrap().len(), n);
    }
    store
        .run(TODAY, &["explain", "--list", "not-a-date"])
        .says(2, &["cannot be used with"]);
}
