use super::*;

fn forms() -> Vec<FormId> {
    let ids = ["child-case", "first-response", "fostering", "lado"];
    ids.iter().filter_map(|id| FormId::new(id)).collect()
}

fn faults(text: &str) -> Vec<String> {
    let shown = |fault: &TomlFault| {
        let (line, column, width) = (fault.line, fault.column, fault.width);
        let help = fault.help.as_deref().unwrap_or("-");
        format!("{line}:{column}+{width} {} | {help}", fault.message)
    };
    read(text.as_bytes(), &forms())
        .unwrap_err()
        .iter()
        .map(shown)
        .collect()
}

#[test]
fn the_shipped_settings_are_sound_and_the_defaults() {
    let shipped = read(shipped::SETTINGS.as_bytes(), &forms()).unwrap();
    assert_eq!(read(b"", &forms()).unwrap(), shipped);
    assert_eq!(shipped.council, "Your council");
    assert_eq!(
        (shipped.window_days, shipped.memory_cycles, shipped.hide_up_to),
        (28, 6, 5)
    );
    assert_eq!(shipped.headline_forms, forms());
    assert_eq!(shipped.own_part, [FormId::new("first-response").unwrap()]);
    assert_eq!(shipped.roles[0].0, "team-manager");
    assert!(shipped.knows("bg:12") && shipped.knows("tier:4") && shipped.knows("iro"));
    assert!(!shipped.knows("bg:") && !shipped.knows("bg:x") && !shipped.knows("manager"));
    // What is said to be the default is one.
    let bare = Settings {
        council: shipped.council.clone(),
        roles: shipped.roles.clone(),
        headline_forms: forms(),
        own_part: shipped.own_part.clone(),
        cmt: shipped.cmt.clone(),
        panel: shipped.panel.clone(),
        quarterly_to: shipped.quarterly_to.clone(),
        boards: shipped.boards.clone(),
        ..bare()
    };
    assert_eq!(bare, shipped);
}

#[test]
fn every_setting_is_taken() {
    let text = "council = \"Made-up\"\r\nyear_starts = 1\r\n[store]\r\naccess = \"private\"\r\n[draw]\r\nwindow_days = 14\r\n\
                memory_cycles = 3\r\n[roster]\r\nmax_bad_rows = 2\r\n[roster.columns]\r\nchild_id = \"Person ID\"\r\n\
                [roster.statuses]\r\n\"Looked After\" = \"CiC\"\r\n[report]\r\nheadline_forms = []\r\nhide_up_to = 9\r\n\
                [roles]\r\nb = \"B\"\r\na = \"A\"\r\n";
    let settings = read([b"\xef\xbb\xbf", text.as_bytes()].concat().as_slice(), &forms()).unwrap();
    assert_eq!(settings.access, Access::Private);
    assert_eq!((settings.window_days, settings.memory_cycles), (14, 3));
    assert_eq!((settings.max_bad_rows, settings.hide_up_to), (2, 9));
    assert_eq!(settings.roster_columns["child_id"], "Person ID");
    assert_eq!(settings.roster_statuses["Looked After"], "CiC");
    assert!(settings.headline_forms.is_empty());
    let roles: Vec<&str> = settings.roles.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(roles, ["b", "a"], "in the order of the file");
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let text = "concil = \"é\"\nyear_starts = 13\n[stor]\n[store]\naccess = \"groop\"\n[draw]\nwindow_day = 28\n\
                memory_cycles = -1\n[roster.columns]\nchildid = \"x\"\n[roster.statuses]\n\"é\" = \"LAC\"\n\
                [report]\nheadline_forms = [\"child-cse\", 3]\n[roles]\nTeam = \"x\"\nlead = 3\n";
    insta::assert_snapshot!(faults(text).join("\n"));
}

#[test]
fn a_broken_file_is_told_by_its_syntax_alone() {
    let mut all = Vec::new();
    for text in [
        "council = \"a\"\ncouncil = \"b\"\n",
        "council = \"a\nyear_starts = x\n[draw\n",
        "council = a\n",
        "council: \"a\"\n",
        "[roster.columns]\nchild id = \"x\"\n",
        "[draw]\n[draw]\n",
        "council = 'a' b\n",
        "[report]\nheadline_forms = [\"child-case\"\nhide_up_to = 5\n",
    ] {
        all.extend(faults(text));
        all.push(String::new());
    }
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(
        faults_of(b"council = \"a\"\n# \xff\n"),
        (2, "the file is not saved as UTF-8 from here on".to_owned())
    );
}

fn faults_of(bytes: &[u8]) -> (usize, String) {
    let faults = read(bytes, &[]).unwrap_err();
    (faults[0].line, faults[0].message.clone())
}

#[test]
fn an_anchor_of_a_chain_is_whole_or_left_empty() {
    let anchor = "0123456789abcdef".repeat(4);
    let read_one = |text: &str| {
        read(
            format!("[draw]\nchain_anchor = \"{text}\"\n").as_bytes(),
            &forms(),
        )
    };
    assert_eq!(read_one(&anchor).unwrap().chain_anchor, Some(anchor.clone()));
    assert_eq!(read_one("").unwrap().chain_anchor, None);
    assert_eq!(read_one(" ").unwrap().chain_anchor, None);
    for wrong in [&anchor[1..], &anchor.to_uppercase(), &format!("{anchor}0")] {
        let told = faults(&format!("[draw]\nchain_anchor = \"{wrong}\"\n"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("2:") && told[0].contains("is no anchor of a chain of seeds"),
            "{told:?}"
        );
    }
    assert_eq!(faults("[draw]\nchain_anchor = 7\n").len(), 1);
}

#[test]
fn nobody_signs_off_by_a_role_that_is_none() {
    let faults = read(b"[governance]\ncmt = [\"directer\"]\n", &forms()).unwrap_err();
    assert!(format!("{faults:?}").contains("directer"), "{faults:?}");
    let settings = read(b"[governance]\ncmt = [\"director\", \"tier:3\"]\n", &forms()).unwrap();
    assert_eq!(
        settings.cmt,
        ["director", "tier:3"].map(|role| RoleId::new(role).unwrap())
    );
    assert!(!read(b"[governance]\n", &forms()).unwrap().cmt.is_empty());
}
