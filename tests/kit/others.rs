//! The files of the others: allocation, moderation, case direction, feedback, re-audit, appreciative enquiry.

use std::fmt::Write as _;

use qaf::framework::form::AnswerKind;
use qaf::framework::{Date, Grade};

use super::Made;
use super::audit::Maker;

/// Every file of the folder but the audit itself.
pub fn make(maker: &mut Maker<'_>) -> Made {
    let mut files = Made::new();
    let mut add = |name: &str, text: String| files.insert(name.to_owned(), text);
    add("allocation.yaml", allocation(maker));
    let last = maker.resubmitted.last().copied().unwrap_or(maker.submitted);
    add("log.yaml", log(maker));
    let started = last.plus_days(maker.yaml.chance.below(5) as u64);
    let signed = started.plus_days(2 + maker.yaml.chance.below(5) as u64);
    let fate = maker.yaml.chance.below(6);
    if fate == 5 {
        return files;
    }
    let done = fate < 4;
    let final_grade = moderation(maker, started, done.then_some(signed));
    add("moderation.yaml", std::mem::take(&mut maker.yaml.text));
    if !done {
        return files;
    }
    if maker.yaml.chance.is_full() || !maker.yaml.chance.one_in(3) {
        feedback(maker, signed.plus_days(5), final_grade);
        add("feedback.yaml", std::mem::take(&mut maker.yaml.text));
    }
    if maker.yaml.chance.is_full() || final_grade == Grade::Inadequate {
        direction(maker, signed.plus_days(1));
        add("case-direction.yaml", std::mem::take(&mut maker.yaml.text));
        re_audit(maker, signed.plus_days(30));
        add("re-audit.yaml", std::mem::take(&mut maker.yaml.text));
    }
    if maker.yaml.chance.is_full() || maker.yaml.chance.one_in(6) {
        for key in ["what_went_well", "how_it_was_done", "what_to_share"] {
            maker.yaml.say(0, key);
        }
        maker.yaml.answer(0, "agreed_with_worker", &signed.to_string());
        add("appreciative-enquiry.yaml", std::mem::take(&mut maker.yaml.text));
    }
    files
}

fn allocation(maker: &Maker<'_>) -> String {
    let cast = maker.cast;
    format!(
        "audit: {}\nform: {}\nrow: {}\npart_of:\ncycle: 2026-27-C3\nselection: manager\nselected_by: Tom Ellery\nreason:\n\
         draw:\nservice: {}\nteam: {}\nchild_id: \"0048139\"\ninitials: PF\nage: {}\nlegal_status: CP\nworker: {}\n\
         manager: {}\nauditor: {}\nmoderator: {}\nallocated: {}\nby: Tom Ellery\n",
        cast.id,
        maker.form.id,
        cast.row,
        cast.service,
        cast.team,
        maker.age,
        cast.worker,
        cast.manager,
        maker.auditor,
        cast.moderators[0],
        maker.allocated,
    )
}

fn log(maker: &Maker<'_>) -> String {
    let mut text = "# Written by qaf, one line an event. Please leave it as it is.\n".to_owned();
    let mut add = |day: Date, rest: &str| {
        let _ = writeln!(text, "- {{\"date\": \"{day}\", \"by\": \"Tom Ellery\", {rest}}}");
    };
    add(maker.submitted, "\"event\": \"received\"");
    let mut last = maker.submitted;
    for again in &maker.resubmitted {
        add(
            last,
            "\"event\": \"returned\", \"reason\": \"The evidence is thin.\"",
        );
        last = *again;
    }
    text
}

/// Writes the moderation, or the review of the evidence; gives the final grade.
fn moderation(maker: &mut Maker<'_>, started: Date, signed: Option<Date>) -> Grade {
    let moderator = *maker.yaml.chance.pick(maker.cast.moderators);
    let review = !maker.form.process().regrades;
    maker
        .yaml
        .answer(0, if review { "reviewer" } else { "moderator" }, moderator);
    maker.yaml.answer(0, "started", &started.to_string());
    let enough = if signed.is_some() { "yes" } else { "no" };
    maker.yaml.answer(0, "evidence_sufficient", enough);
    let mut grade = maker.overall;
    if !review {
        grade = regrades(maker);
    }
    maker.yaml.say(0, "comments_for_auditor");
    let signed = signed.map(|day| day.to_string()).unwrap_or_default();
    maker.yaml.answer(0, "signed_off", &signed);
    grade
}

fn regrades(maker: &mut Maker<'_>) -> Grade {
    let form = maker.form;
    let ids: Vec<String> = form
        .sections
        .iter()
        .map(|section| section.id.to_string())
        .collect();
    let sampled = 1 + maker.yaml.chance.below(ids.len());
    maker.yaml.list(0, "record_sampled", &ids[..sampled]);
    let mut regrades = Vec::new();
    let mut last = maker.grades.clone();
    let mut left: Vec<usize> = (0..ids.len()).collect();
    while !left.is_empty() && (maker.yaml.chance.is_full() || maker.yaml.chance.one_in(3)) {
        let at = *maker.yaml.chance.pick(&left);
        left.retain(|other| *other != at);
        let section = ids[at].clone();
        // A regrade is to another grade than the auditor's.
        let others: Vec<Grade> = Grade::ALL
            .into_iter()
            .filter(|grade| maker.grades[at] != Some(*grade))
            .collect();
        let to = *maker.yaml.chance.pick(&others);
        last[at] = Some(to);
        let why = maker.yaml.words.plain();
        let to = maker.spelled(to);
        regrades.push(vec![
            ("section", section),
            ("to", to),
            ("reason", super::yaml::quoted(&why)),
        ]);
        if maker.yaml.chance.is_full() {
            break;
        }
    }
    maker.yaml.blocks("regrades", &regrades);
    let grade = if maker.yaml.chance.one_in(4) {
        *maker.yaml.chance.pick(&Grade::ALL)
    } else {
        maker.overall
    };
    let changed = !regrades.is_empty() || grade != maker.overall;
    let last: Vec<Grade> = last.into_iter().flatten().collect();
    let grade = if changed { fitting(grade, last) } else { grade };
    maker.yaml.line(0, "overall:");
    let spelled = maker.spelled(grade);
    maker.yaml.answer(2, "grade", &spelled);
    if grade != maker.overall || maker.yaml.chance.below(2) == 0 {
        maker.yaml.say(2, "reason");
    }
    if maker.cast.is_managed_by(maker.auditor) || !maker.yaml.chance.one_in(2) {
        maker.yaml.say(0, "management_oversight");
    }
    maker.yaml.say(0, "findings");
    grade
}

/// A final grade that the sections bear, as they are after the regrades: the one wanted, else the middle one, which no more
/// than half of them fall short of.
fn fitting(wanted: Grade, mut last: Vec<Grade>) -> Grade {
    last.sort_unstable();
    let lower = last.iter().filter(|grade| **grade < wanted).count();
    let outstanding = wanted == Grade::Outstanding && lower > 0;
    let borne = last.first().is_none_or(|least| wanted >= *least);
    let fits = borne && 2 * lower <= last.len() && !outstanding;
    let middle = last.get(last.len().saturating_sub(1) / 2).copied();
    match middle {
        Some(Grade::Outstanding) if last[0] < Grade::Outstanding && !fits => Grade::Good.max(last[0]),
        Some(middle) if !fits => middle,
        _ => wanted,
    }
}

fn feedback(maker: &mut Maker<'_>, day: Date, grade: Grade) {
    let form = maker.form;
    let low = !grade.is_good_or_better();
    maker.yaml.answer(0, "by", maker.cast.worker);
    maker.yaml.answer(0, "date", &day.to_string());
    maker
        .yaml
        .answer(0, "discussed_in_supervision", &day.minus_days(1).to_string());
    maker.yaml.line(0, "answers:");
    let mut planned = false;
    for question in &form.staff_feedback {
        let plan = !question.when_grade.is_empty();
        // The full one has the plan in its own place alone.
        if plan && (maker.yaml.chance.is_full() || !low || maker.yaml.chance.one_in(2)) {
            continue;
        }
        planned |= plan;
        match question.kind {
            AnswerKind::YesNo => maker.yaml.answer(2, question.id.as_str(), "yes"),
            AnswerKind::YesNoDate | AnswerKind::Text => maker.yaml.say(2, question.id.as_str()),
        }
    }
    if (low && !planned) || maker.yaml.chance.one_in(3) {
        maker.yaml.say(0, "improvement_plan");
    }
    if maker.yaml.chance.is_full() || maker.yaml.chance.one_in(2) {
        maker.yaml.line(0, "supervisor:");
        maker.yaml.answer(2, "by", maker.cast.manager);
        maker.yaml.answer(2, "date", &day.to_string());
        maker.yaml.say(2, "comment");
    }
}

fn direction(maker: &mut Maker<'_>, day: Date) {
    maker.yaml.answer(0, "by", maker.cast.moderators[0]);
    maker.yaml.answer(0, "date", &day.to_string());
    maker.yaml.say(0, "direction");
    maker
        .yaml
        .answer(0, "actions_reviewed", &day.plus_days(20).to_string());
    maker.yaml.say(0, "review");
}

fn re_audit(maker: &mut Maker<'_>, day: Date) {
    let second = if maker.cast.second == maker.auditor {
        "Robin Hale"
    } else {
        maker.cast.second
    };
    maker.yaml.answer(0, "auditor", second);
    maker.yaml.answer(0, "date", &day.to_string());
    maker.yaml.say(0, "progress");
    let grade = *maker.yaml.chance.pick(&[Grade::Good, Grade::RequiresImprovement]);
    let spelled = maker.spelled(grade);
    maker.yaml.answer(0, "grade", &spelled);
    maker.yaml.line(0, "actions: []");
}
