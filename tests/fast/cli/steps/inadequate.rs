//! What follows an Inadequate: the direction, the review of actions, the second audit.

use super::{TODAY, council, json, refused, without};

#[test]
fn a_direction_begins_on_the_auditors_grade_and_names_both_its_days() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["case-direction.yaml", "re-audit.yaml"]);
    // Submitted on the twelfth, moderated on the twenty-first.
    store.run("2026-08-13", &["direct", "CF3"]).says(
        0,
        &[
            "Robin Hale directs CF-26-0003, graded Inadequate by the auditor, and not settled yet.",
            "The review of the audit's actions is due Sat 12 Sep 2026 (1 month from Wed 12 Aug 2026)",
            "The grade is not final yet",
        ],
    );
    let early = store.read(&format!("{folder}/case-direction.yaml"));
    assert!(
        early.contains("is the auditor's and not moderated yet")
            && early.contains("Bring the chronology up to date")
    );
    without(&store, "CF-26-0003", &["case-direction.yaml"]);
    let made = json(
        &store,
        "2026-08-24",
        &["direct", "CF3", "--by-manager", "Moira Teague"],
    );
    assert_eq!(
        (made["who"].as_str(), made["due"].as_str()),
        (Some("Moira Teague"), Some("2026-08-28"))
    );
    let late = store.read(&format!("{folder}/case-direction.yaml"));
    assert!(
        late.contains("\nby: Moira Teague\n")
            && late.contains("by Fri 28 Aug 2026")
            && !late.contains("not moderated yet")
    );
    store.run("2026-08-24", &["validate", "CF3"]).says(0, &[]);
    refused(
        &store,
        "2026-08-24",
        &["direct", "CF3"],
        &["has its case-direction.yaml already"],
    );
}

#[test]
fn what_is_not_inadequate_is_told_its_grade_and_a_regraded_one_what_still_stands() {
    let store = council();
    for command in ["direct", "re-audit"] {
        refused(
            &store,
            TODAY,
            &[command, "CF1"],
            &["CF-26-0001 is graded Good by the moderator. Only an Inadequate"],
        );
    }
    let folder = without(&store, "CF-26-0003", &["case-direction.yaml", "re-audit.yaml"]);
    store.unkept("CF-26-0003");
    store.change(
        &format!("{folder}/moderation.yaml"),
        "  grade: I\n",
        "  grade: RI\n",
    );
    for command in ["direct", "re-audit"] {
        refused(
            &store,
            TODAY,
            &[command, "CF3"],
            &[
                "was graded Inadequate by the auditor and is graded Requires improvement by the moderator now",
                "The notice to the service manager of Wed 12 Aug 2026 stands.",
            ],
        );
    }
}

#[test]
fn a_re_audit_is_by_somebody_else_and_follows_up_the_actions() {
    let store = council();
    let folder = without(&store, "CF-26-0003", &["re-audit.yaml"]);
    let day = "2026-09-01";
    for (args, why) in [
        (
            vec![],
            "anybody in post but Joe Pritchard. Nearest to it are Ann Brook, Lena Fox",
        ),
        (vec!["--auditor", "Joe Pritchard"], "audited CF-26-0003 first"),
        (vec!["--auditor", "Lena Foxx"], "Did you mean Lena Fox?"),
        (vec!["--auditor", "Callum Rook"], "can't audit their own work"),
    ] {
        let mut all = vec!["re-audit", "CF3"];
        all.extend(args);
        refused(&store, day, &all, &[why]);
    }
    refused(
        &store,
        "2026-08-13",
        &["re-audit", "CF3", "--auditor", "Lena Fox"],
        &["once the grade is final"],
    );
    let log = format!("{folder}/log.yaml");
    let text = store.read(&log);
    store.write(
        &log,
        text + "- {\"date\": \"2026-08-31\", \"event\": \"action-done\", \"action\": \"1\"}\n",
    );
    store
        .run(day, &["re-audit", "CF3", "--auditor", "lena fox"])
        .says(
            0,
            &[
                "Lena Fox audits CF-26-0003 again, at the desk, without the worker",
                "It is due Fri 16 Oct 2026 (8 weeks from Fri 21 Aug 2026)",
            ],
        );
    let made = store.read(&format!("{folder}/re-audit.yaml"));
    for words in [
        "\nauditor: Lena Fox\n",
        "done on Mon 31 Aug",
        "not done yet by the log",
        "without the worker",
    ] {
        assert!(made.contains(words), "{words} in\n{made}");
    }
}

#[test]
fn an_inadequate_observation_is_observed_again() {
    let store = council();
    let folder = store.unkept("OP-26-0007");
    store.change(
        &format!("{folder}/audit.yaml"),
        "overall:\n  grade: G\n",
        "overall:\n  grade: I\n",
    );
    store
        .run(TODAY, &["re-audit", "OP7", "--auditor", "Lena Fox"])
        .says(0, &["by a repeat observation"]);
    let made = store.read(&format!("{folder}/re-audit.yaml"));
    assert!(made.contains("Observe the worker again") && !made.contains("at the desk"));
}

/// A review a month later falls on a Saturday: nobody is told that the Monday after it would do.
#[test]
fn a_day_that_is_no_working_day_is_told_with_those_beside_it() {
    let store = council();
    without(&store, "CF-26-0003", &["case-direction.yaml", "re-audit.yaml"]);
    store.unkept("CF-26-0003");
    store.run("2026-08-24", &["direct", "CF3"]).says(
        0,
        &["Sat 12 Sep 2026 is no working day: Fri 11 Sep 2026 is the last before it, and Mon 14 Sep 2026 the next."],
    );
}
