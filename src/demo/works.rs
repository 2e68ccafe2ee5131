//! The files of the whole council's wider work, as those who lead it fill them in: a theme, a visit, a panel, and what
//! management says beside a quarter's figures.

use super::other_roles::FormOnScreen;
use crate::framework::Grade;

/// `terms.yaml` of the theme.
pub fn terms(made: String) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.text(
        "  context",
        "Since the autumn of 2025 audits grade the child's plan lower than any other section, in every team.",
    );
    sheet.text(
        "  why_now",
        "Two cycles in a row fewer than half of the audits were Good or better, and families say that changes are told too late.",
    );
    sheet.short("  services", "Area Unit, Through Care, DCSS");
    sheet.short("  period", "October 2025 to January 2026");
    sheet.text("  in", "The current plan of each child, with its last review.");
    sheet.text("  out", "Plans of children who are adopted.");
    sheet.text("auditors", "Six team managers, each on plans of another team.");
    sheet.lines(
        "focus_groups: []",
        "focus_groups:\n  - who: social workers of all teams\n    led_by: Colin Peake\n    date: 2026-02-10",
    );
    sheet.lines(
        "criteria: []",
        "criteria:\n  - id: c1\n    text: The plan says what must change for the child.\n    against: procedure\n  \
         - id: c2\n    text: Everybody knows what happens if it does not change.\n    against: procedure\n  \
         - id: c3\n    text: The family helped to write it.\n    against: policy",
    );
    sheet.short("  audits_by", "2026-02-20");
    sheet.short("  report_by", "2026-03-13");
    sheet.short("  to_cmt", "2026-03-18");
    sheet.short("action_plan_lead", "Robin Hale");
    sheet.short("head_of_service", "Grace Oduya");
    sheet.short("audits_planned", "6");
    sheet.0
}

/// `findings.yaml` of the theme.
pub fn findings_of_theme(made: String) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.text(
        "evaluation",
        "Plans list tasks. In most of them nobody could say what would be different for the child at the end.",
    );
    sheet.text(
        "strengths",
        "Families were at the meeting in five of six, and were heard there.",
    );
    sheet.text(
        "barriers",
        "The plan's page in the case system asks for tasks and dates, and for nothing else.",
    );
    sheet.text(
        "good_practice",
        "One team writes the plan on a flipchart with the family and photographs it.",
    );
    sheet.text(
        "areas",
        "What must change, in the family's words; and what happens if it does not.",
    );
    sheet.0
}

/// `action-plan.yaml` of the theme.
pub fn plan_of_theme(made: String) -> String {
    plan(
        made,
        "actions:\n  - action: Ask in the plan's page what will be different for the child\n    finding: c1\n    \
         owner: Robin Hale\n    by: 2026-05-29\n  - action: Practise bottom lines in every team's meeting\n    finding: c2\n    \
         owner: Nadia Karim\n    by: 2026-06-26",
    )
}

/// `plan.yaml` of the visit.
pub fn plan_of_visit(made: String) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.lines(
        "led_by_data: []",
        "led_by_data:\n  - indicator: Visits recorded within a day\n    value: 58% in April\n    why: |\n      \
         It fell for three months, in this team alone.",
    );
    sheet.short("preparation", "2026-06-09");
    sheet.text(
        "present",
        "The coordinator, the service manager and both managers of the team.",
    );
    sheet.short("on_site", "2026-06-16");
    sheet.lines(
        "kloe: []",
        "kloe:\n  - id: k1\n    hypothesis: |\n      Visits are made, and written up late.\n    question: |\n      \
         Are children seen when the plan says?\n    methods: ten files, one focus group\n    led_by: Priya Nand\n    found: |\n      \
         Seen in nine of ten; written up late in six.\n    verdict: borne-out\n  - id: k2\n    hypothesis: |\n      \
         Children are seen and not spoken with alone.\n    question: |\n      Is the child seen alone?\n    \
         methods: observation\n    led_by: Colin Peake\n    found: |\n      Seen alone in seven of ten.\n    verdict: partly",
    );
    sheet.lines(
        "activities: []",
        "activities:\n  - kind: focus-group\n    date: 2026-06-16\n    led_by: Priya Nand\n    kloe: [k1]\n    heard: |\n      \
         Five of seven write visits up at the weekend.\n  - kind: observation\n    date: 2026-06-16\n    \
         led_by: Colin Peake\n    kloe: [k2]\n    heard: |\n      Two visits, both with time alone.",
    );
    sheet.0
}

/// `findings.yaml` of the visit.
pub fn findings_of_visit(made: String) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.text(
        "evaluation",
        "Children are seen when the plan says. The record comes late, and so do those who rely on it.",
    );
    sheet.text(
        "strengths",
        "Workers know their children well and speak of them warmly.",
    );
    sheet.text("areas", "Time set aside for recording on the day of the visit.");
    sheet.0
}

/// `action-plan.yaml` of the visit.
pub fn plan_after_visit(made: String) -> String {
    plan(
        made,
        "actions:\n  - action: An hour after each visit is kept free in the team's calendar\n    finding: k1\n    \
         owner: Lena Fox\n    by: 2026-09-30\n  - action: Look again at ten files\n    finding: k1\n    \
         owner: Priya Nand\n    by: 2026-12-18",
    )
}

fn plan(made: String, actions: &str) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.short("owner", "Grace Oduya");
    sheet.lines("actions: []", actions);
    sheet.0
}

/// A member's sheet of the panel: a grade for each audit, in their order.
pub fn sheet(made: &str, grades: &[Grade], submitted: &str) -> String {
    let mut grades = grades.iter();
    answered(made, |line| match line {
        "    grade:" => grades.next().map(|grade| format!("    grade: {}", grade.code())),
        "    because: |" => Some(
            "    because: |\n      The plan, the visits and the family's words point the same way."
                .to_owned(),
        ),
        "    evidence_sufficient:" => Some("    evidence_sufficient: yes".to_owned()),
        "submitted:" => Some(format!("submitted: {submitted}")),
        _ => None,
    })
}

/// The grade below, or the least.
pub fn a_step_lower(grade: Grade) -> Grade {
    Grade::ALL[grade.index().saturating_sub(1)]
}

/// `discussion.yaml` of the panel: on the last of its audits it does not agree, on the others it finds what was found.
pub fn discussion(made: &str, finals: &[Grade]) -> String {
    let mut finals = finals.iter();
    let mut agrees = true;
    answered(made, |line| match line {
        "present:" => Some("present: all three members, and four of the auditors".to_owned()),
        "    view:" => {
            let view = finals.next().filter(|_| finals.len() > 0);
            agrees = view.is_some();
            Some(format!(
                "    view: {}",
                view.map_or("no consensus", |grade| grade.code())
            ))
        }
        "    because: |" => {
            let because = if agrees {
                "The visits are told, with what changed for the child."
            } else {
                "Two of us give more weight to the plan, one to what the family said."
            };
            Some(format!("    because: |\n      {because}"))
        }
        "    auditor_invited:" => Some("    auditor_invited: yes".to_owned()),
        "actions: []" => Some(
            "actions:\n  - action: Show at the next clinic a plan that names what must change\n    \
             owner: Priya Nand\n    by: 2026-12-11"
                .to_owned(),
        ),
        _ => None,
    })
}

/// The file with some of its lines put in other words.
fn answered(made: &str, mut answer: impl FnMut(&str) -> Option<String>) -> String {
    let lines = made
        .lines()
        .map(|line| answer(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// `commentary.yaml` of the last quarter.
pub fn commentary(made: String) -> String {
    let mut sheet = FormOnScreen(made);
    sheet.text(
        "strengths",
        "Plans say again what must change; three cycles in a row went up.",
    );
    sheet.text(
        "areas",
        "Supervision is recorded without reflection. It is next year's theme.",
    );
    sheet.lines(
        "messages: []",
        "messages:\n  - from: families\n    said: Changes of worker are told too late\n    \
         done: Since September every change is told in person, by both workers\n  - from: staff\n    \
         said: Recording takes the evenings\n    done: An hour after each visit is kept free in South; others follow",
    );
    sheet.lines(
        "actions: []",
        "actions:\n  - board: clinic\n    date: 2026-10-14\n    action: Bring supervision records to the November clinic\n    \
         owner: Colin Peake\n    by: 2026-11-13\n  - board: performance-board\n    date: 2026-10-28\n    \
         action: Set caseloads beside grades\n    owner: Grace Oduya\n    by: 2026-12-18",
    );
    sheet.lines(
        "activities: []",
        "activities:\n  - kind: reflecting-circle\n    date: 2026-09-09\n    team: North",
    );
    sheet.0
}
