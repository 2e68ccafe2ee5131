//! What qaf ships with: the files of a new store, read into the program when it is built.

/// `schedule.toml`: Appendix 1, what section 2 adds, and the deadlines.
pub const SCHEDULE: &str = include_str!("../../schedule.toml");
/// `bank-holidays.json`: England and Wales.
pub const BANK_HOLIDAYS: &str = include_str!("../../shipped/bank-holidays.json");
/// `qaf.toml`, with every setting and its default.
pub const SETTINGS: &str = include_str!("../../shipped/store/qaf.toml");
/// `people.csv`: made-up people, to be replaced.
pub const PEOPLE: &str = include_str!("../../shipped/store/people.csv");
/// `exemptions.csv`: its header.
pub const EXEMPTIONS: &str = "person,row,from,to,reason,agreed_by\n";
/// `README.txt`, for people who open the folder in a file manager.
pub const README: &str = include_str!("../../shipped/store/README.txt");
/// `.gitattributes`, which keeps every byte as it is.
pub const GIT_ATTRIBUTES: &str = include_str!("../../shipped/store/gitattributes");
/// `.editorconfig`, which keeps YAML whole.
pub const EDITOR_CONFIG: &str = include_str!("../../shipped/store/editorconfig");
/// `.vscode/settings.json`: an editor that completes, explains and underlines by the schemas, fetches none, and keeps
/// qaf's own files from being typed into.
pub const EDITOR_SETTINGS: &str = include_str!("../../shipped/store/vscode-settings.json");
/// `.vscode/extensions.json`: what that needs.
pub const EDITOR_EXTENSIONS: &str = include_str!("../../shipped/store/vscode-extensions.json");

/// The form templates: the name of each file in `forms/`, and its text.
pub const FORMS: &[(&str, &str)] = &[
    (
        "child-case-2019.yaml",
        include_str!("../../forms/child-case-2019.yaml"),
    ),
    (
        "first-response-2019.yaml",
        include_str!("../../forms/first-response-2019.yaml"),
    ),
    (
        "fostering-2019.yaml",
        include_str!("../../forms/fostering-2019.yaml"),
    ),
    (
        "iro-cp-chair-2019.yaml",
        include_str!("../../forms/iro-cp-chair-2019.yaml"),
    ),
    ("lado-2019.yaml", include_str!("../../forms/lado-2019.yaml")),
    (
        "observed-practice-2019.yaml",
        include_str!("../../forms/observed-practice-2019.yaml"),
    ),
    (
        "supervision-2019.yaml",
        include_str!("../../forms/supervision-2019.yaml"),
    ),
];

/// The questionnaires for whoever leaves: the name of each file in `forms/`, and its text.
pub const EXIT_FORMS: &[(&str, &str)] = &[(
    "exit-interview-2019.yaml",
    include_str!("../../forms/exit-interview-2019.yaml"),
)];

/// The guidelines of Appendix 4: the name of each file in `forms/rubric/`, and its text.
pub const RUBRICS: &[(&str, &str)] = &[
    ("children.yaml", include_str!("../../forms/rubric/children.yaml")),
    (
        "fostering.yaml",
        include_str!("../../forms/rubric/fostering.yaml"),
    ),
];

/// What is typed to open a store on a Linux or Unix server to its groups, whose names are those of `docs/access.md`.
pub const ACCESS_POSIX: &str = include_str!("../../shipped/access/posix.txt");

/// What IT services type to open a store on a Windows share to its groups, whose names are those of `docs/access.md`.
pub const ACCESS_WINDOWS: &str = include_str!("../../shipped/access/windows.txt");

/// What the folder of letters is, for whoever edits them.
pub const LETTERS_README: &str = include_str!("../../shipped/letters/README.txt");

/// The letters: the name of each file in `letters/`, which is that of a step, `action`, `observe`, `work` or a panel's, and its
/// text.
pub const LETTERS: &[(&str, &str)] = &[
    ("audit.txt", include_str!("../../shipped/letters/audit.txt")),
    ("amend.txt", include_str!("../../shipped/letters/amend.txt")),
    ("inform.txt", include_str!("../../shipped/letters/inform.txt")),
    ("moderate.txt", include_str!("../../shipped/letters/moderate.txt")),
    (
        "review-evidence.txt",
        include_str!("../../shipped/letters/review-evidence.txt"),
    ),
    (
        "log-moderated.txt",
        include_str!("../../shipped/letters/log-moderated.txt"),
    ),
    (
        "case-direction.txt",
        include_str!("../../shipped/letters/case-direction.txt"),
    ),
    ("send.txt", include_str!("../../shipped/letters/send.txt")),
    (
        "send-to-auditor.txt",
        include_str!("../../shipped/letters/send-to-auditor.txt"),
    ),
    ("feedback.txt", include_str!("../../shipped/letters/feedback.txt")),
    (
        "supervisor-comment.txt",
        include_str!("../../shipped/letters/supervisor-comment.txt"),
    ),
    (
        "review-actions.txt",
        include_str!("../../shipped/letters/review-actions.txt"),
    ),
    ("re-audit.txt", include_str!("../../shipped/letters/re-audit.txt")),
    (
        "send-re-audit.txt",
        include_str!("../../shipped/letters/send-re-audit.txt"),
    ),
    ("escalate.txt", include_str!("../../shipped/letters/escalate.txt")),
    ("close.txt", include_str!("../../shipped/letters/close.txt")),
    ("action.txt", include_str!("../../shipped/letters/action.txt")),
    ("observe.txt", include_str!("../../shipped/letters/observe.txt")),
    ("work.txt", include_str!("../../shipped/letters/work.txt")),
    (
        "panel-invite.txt",
        include_str!("../../shipped/letters/panel-invite.txt"),
    ),
    (
        "panel-view.txt",
        include_str!("../../shipped/letters/panel-view.txt"),
    ),
];

/// Whether the bytes of a `people.csv` are those of the made-up people of a new store, but for ends of lines.
pub fn is_sample_of_people(bytes: &[u8]) -> bool {
    let lines = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    std::str::from_utf8(bytes).is_ok_and(|text| lines(text) == lines(PEOPLE))
}
