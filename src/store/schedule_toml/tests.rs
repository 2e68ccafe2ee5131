use super::*;
use crate::framework::WorkingDays;
use crate::framework::schedule::{Assurance, Step, Within};
use crate::store::{settings, shipped};

fn forms() -> Vec<FormId> {
    // A form's file is named after it and its version.
    let named = shipped::FORMS
        .iter()
        .filter_map(|(name, _)| name.rsplit_once('-'));
    named.filter_map(|(id, _)| FormId::new(id)).collect()
}

fn read_text(text: &str) -> Result<Schedule, Vec<TomlFault>> {
    let settings = settings::read(b"", &forms()).unwrap();
    read(text.as_bytes(), &settings, &forms())
}

/// The faults of the shipped schedule with one piece changed, as `line:column+width message | help`.
fn faults_with(from: &str, to: &str) -> Vec<String> {
    assert!(shipped::SCHEDULE.contains(from), "{from}");
    let faults = read_text(&shipped::SCHEDULE.replacen(from, to, 1))
        .err()
        .unwrap_or_default();
    let shown = |fault: &TomlFault| {
        let help = fault.help.as_deref().unwrap_or("-");
        format!("{:?} {} | {help}", marked(fault), fault.message)
    };
    faults.iter().map(shown).collect()
}

/// The characters that a fault points at.
fn marked(fault: &TomlFault) -> String {
    fault
        .excerpt
        .chars()
        .skip(fault.column.saturating_sub(1))
        .take(fault.width)
        .collect()
}

#[test]
fn the_shipped_schedule_is_sound() {
    let schedule = read_text(shipped::SCHEDULE).unwrap();
    let appendix = schedule
        .rows
        .iter()
        .filter(|row| row.source.as_deref() == Some("Appendix 1"))
        .count();
    assert_eq!(appendix, 25);
    assert_eq!(schedule.rows.len(), 31);
    assert_eq!(schedule.deadlines.len(), 15);
    let dcs = schedule.row("dcs").unwrap();
    assert_eq!((dcs.shown(), dcs.is_to_be_confirmed()), ("To be confirmed", true));
    assert_eq!(schedule.row("all-peer").unwrap().service, None);
    assert_eq!(schedule.row("all-peer").unwrap().forms.len(), 2);
    assert_eq!(schedule.services[0].scope, Assurance::In);
    let close = schedule.deadlines.last().unwrap();
    assert_eq!(
        close.from_observation,
        Some(crate::framework::schedule::Start::Submitted)
    );
    let review = &schedule.deadlines[4];
    assert!(review.on_observations && !review.on_others && review.ours);
}

#[test]
fn every_slip_is_named_at_its_word() {
    let slips = [
        ("times_a_year = 3", "times_ayear = 3"),
        ("times_a_year = 3", "times_a_year = 5"),
        ("times_a_year = 3", "times_a_year = \"3\""),
        ("activity = \"sav\"", "activity = \"savv\""),
        ("per = \"auditor\"", "per = \"auditer\""),
        ("selection = \"manager\"", "selection = \"anyone\""),
        ("auditors = [\"team-manager\"]", "auditors = [\"team-manger\"]"),
        ("auditors = [\"bg:12\"", "auditors = [\"bg:twelve\""),
        ("form = \"first-response\"", "form = \"first-responce\""),
        ("service = \"PDT\"", "service = \"PTD\""),
        ("under = \"First Response\"", "under = \"First Respons\""),
        ("id = \"cmt-deep-dive\"", "id = \"cmt-sav\""),
        ("name = \"MASH\"", "name = \"PDT\""),
        ("scope = \"joins\"", "scope = \"join\""),
        ("from = \"returned\"", "from = \"return\""),
        ("grade = \"I\"", "grade = \"X\""),
        ("[deadline.amend]", "[deadline.ammend]"),
        ("months = 1", "months = 1\nweeks = 4"),
        ("months = 1", ""),
        ("who = [\"worker\"]", "who = [\"workers\"]"),
        ("\n[[row]]", "\n[[rows]]"),
        ("activity = \"sav\"", ""),
        ("per = \"service\"", ""),
        ("workers = [\"iro\"]", ""),
        ("form = \"lado\"", ""),
    ];
    let mut all = String::new();
    for (from, to) in slips {
        for fault in faults_with(from, to) {
            all.push_str(&fault);
            all.push('\n');
        }
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn several_faults_are_told_at_once_and_the_syntax_first() {
    let changed = shipped::SCHEDULE
        .replacen("activity = \"sav\"", "activity = \"x\"", 1)
        .replacen("months = 1", "month = 1", 1);
    assert_eq!(read_text(&changed).unwrap_err().len(), 3);
    let broken = shipped::SCHEDULE.replacen("id = \"dcs\"", "id = \"dcs", 1);
    let faults = read_text(&broken).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let before = &broken[..broken.find("id = \"dcs").unwrap()];
    assert_eq!(faults[0].line, before.lines().count() + 1);
}

#[test]
fn no_prefix_of_the_file_makes_a_panic() {
    let text = shipped::SCHEDULE.as_bytes();
    for end in (0..text.len()).step_by(97) {
        let _ = read_text(&String::from_utf8_lossy(&text[..end]));
    }
}

/// A store from before has no table for it, and is asked for it by the day of the sending.
#[test]
fn a_schedule_without_the_logging_of_the_moderation_takes_the_sendings_day() {
    let start = shipped::SCHEDULE.find("[deadline.log-moderated]").unwrap();
    let end = shipped::SCHEDULE.find("[deadline.case-direction]").unwrap();
    let text = shipped::SCHEDULE.replace(&shipped::SCHEDULE[start..end], "");
    let text = text.replace(
        "[deadline.send]                  # to manager, worker and others, asking the worker for feedback\nworking_days = 5",
        "[deadline.send]\nworking_days = 3",
    );
    let schedule = read_text(&text).unwrap();
    let of = |step| schedule.deadline(step).unwrap().clone();
    let (logged, send) = (of(Step::LogModerated), of(Step::Send));
    assert_eq!(send.within, Within::WorkingDays(WorkingDays(3)));
    assert!(logged.ours && !logged.on_observations);
    assert_eq!(
        (logged.within, logged.from, logged.who),
        (send.within, send.from, send.who)
    );
    // One that is written counts, and one that is wrong is named.
    let own =
        text + "\n[deadline.log-moderated]\nworking_days = 1\nfrom = \"settled\"\nwho = [\"moderator\"]\n";
    let within = read_text(&own)
        .unwrap()
        .deadline(Step::LogModerated)
        .unwrap()
        .within;
    assert_eq!(within, Within::WorkingDays(WorkingDays(1)));
}
