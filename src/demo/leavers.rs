//! What five leavers of the made-up council wrote on the questionnaire.

/// The day on which a leaver left, the letters of their reasons, their stress, whether a change would have kept them, and
/// what they liked least.
type Leaver = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// The leavers.
pub const LEAVERS: [Leaver; 5] = [
    (
        "2026-07-17",
        "C, O",
        "8",
        "yes",
        "Caseloads that left no time for direct work.",
    ),
    ("2026-08-14", "H", "4", "no", "The drive between the two offices."),
    (
        "2026-08-28",
        "C, M",
        "9",
        "yes",
        "Evenings spent on recording, week after week.",
    ),
    (
        "2026-09-11",
        "J, O",
        "6",
        "yes",
        "Hearing of changes after they were made.",
    ),
    ("2026-09-25", "L", "3", "no", "Three case systems in nine years."),
];

/// The questionnaire as it was handed out, filled in by a leaver.
pub fn questionnaire(blank: &str, leaver: &Leaver) -> String {
    let (left, reasons, stress, change, least) = leaver;
    let short = [
        ("q1_left", *left),
        ("q7_reasons", *reasons),
        ("q7_in_order", "yes"),
        ("q11_stress", *stress),
        ("q17", *change),
        ("q19", "no"),
    ];
    let filled = short.iter().fold(blank.to_owned(), |text, (key, answer)| {
        text.replacen(&format!("\n{key}:\n"), &format!("\n{key}: {answer}\n"), 1)
    });
    filled.replacen("\nq9: |\n  \n", &format!("\nq9: |\n  {least}\n"), 1)
}
