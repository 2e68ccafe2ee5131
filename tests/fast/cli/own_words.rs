//! `[words]`: what the framework calls by one council's words is called by one's own.

use super::Store;
use super::store::{FIRST_DAY, roster};

const ROW: [&str; 8] = [
    "new",
    "first-response",
    "--auditor",
    "Nora Quayle",
    "--worker",
    "Cara Flint",
    "--child",
    "L9",
];

#[test]
fn forms_and_services_go_by_the_council_s_words() {
    let store = Store::new();
    for (ours, theirs) in [
        ("LCS = \"LCS\"", "LCS = \"Mosaic\""),
        (
            "\"First Response\" = \"First Response\"",
            "\"First Response\" = \"MASH\"",
        ),
        ("\"Area Unit\" = \"Area Unit\"", "\"Area Unit\" = \"Assessment\""),
    ] {
        store.change("qaf.toml", ours, theirs);
    }
    // The people of the store go by the framework's names still.
    store.run(FIRST_DAY, &["validate"]).says(0, &["nothing to mend"]);
    store
        .allocate(roster().as_bytes(), &[])
        .says(0, &["6 audits were made"]);
    let mut args = ROW.to_vec();
    args.extend(["--selected-by", "Nora Quayle"]);
    store
        .run(FIRST_DAY, &args)
        .says(0, &["MASH audit for Nora Quayle"]);
    let folders = store.audits();
    let read = |id: &str, file: &str| store.read(&format!("{}/{file}", folders[id]));
    assert!(read("CF-26-0001", "audit.yaml").contains("'Audit' status added on Mosaic"));
    assert!(read("CF-26-0001", "allocation.yaml").contains("service: Assessment\n"));
    let made = folders.keys().find(|id| id.starts_with("FR")).unwrap();
    assert!(read(made, "audit.yaml").contains("Decision made by MASH"));
    // What is chosen stays as it is.
    assert!(read(made, "audit.yaml").contains("Referral to Area Unit"));
    store
        .run(FIRST_DAY, &["schedule"])
        .says(0, &["MASH", "Assessment"]);
    store.run(FIRST_DAY, &["validate"]).says(0, &[]);
}

#[test]
fn a_word_that_stands_nowhere_is_asked_about() {
    let store = Store::new();
    store.change("qaf.toml", "LCS = \"LCS\"", "LSC = \"Mosaic\"");
    store.run(FIRST_DAY, &["validate"]).says(
        0,
        &["Under [words], \"LSC\" stands in no form and is no service of the schedule."],
    );
}
