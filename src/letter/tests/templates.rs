//! The templates of letters: what they may do, and what is said of a mistake in one.

use super::*;

#[test]
fn a_mistake_in_a_template_is_told_with_its_line() {
    let told = |text: &str| read(text).unwrap_err().to_string();
    let body = |line: &str| {
        told(&format!(
            "# ours\nTo: who\nSubject: Audit\n\nDear {{{{ to }}}}\n{line}\n"
        ))
    };
    let all = [
        body("{{ moderater }}"),
        body("{% if overdue %}{{ childs_name }}{% endif %}"),
        body("{% for person in recipients %}{{ person.nmae }}{% endfor %}"),
        body("{% if overdue %} late"),
        body("{{ due"),
        body("{{ due|shout }}"),
        body("{% set a = due ~ due %}"),
        body("{% if overdue %}\n{%- macro m() %}"),
        body("{{ due * 1000000 }}"),
        body("{% for a in [due ~ due] %}{% endfor %}"),
        body("{% for a in recipients|map %}{% endfor %}"),
        body(&format!(
            "{}{{{{ due }}}}{}",
            "{% for a in due %}".repeat(6),
            "{% endfor %}".repeat(6)
        )),
        told(&format!("To: who\nSubject: x\n\n{}", "Dear all\n".repeat(9000))),
        told("To: who\n\nDear all\n"),
        told("To: who\nSubjekt: x\n\nDear all\n"),
        told("To: team-manger\nSubject: x\n\nDear all\n"),
        told("To: ,\nSubject: x\n\nDear all\n"),
        told("To: who\nTo: who\nSubject: x\n\nDear all\n"),
        told("Dear all\n"),
        told(""),
        told("To: who\nSubject: x\n\n{% if overdue %}Dear all{% endif %}\n"),
        told("To: who\nSubject: {% if overdue %}late{% endif %}\n\nDear all\n"),
    ];
    insta::assert_snapshot!(all.join("\n"), @r#"
    letters/moderate.txt, line 6: Letters know no word "moderater". Did you mean moderator?
    letters/moderate.txt, line 6: Letters know no word "childs_name". The words are audit, form, team, service, council, folder, who, to, worker, auditor, moderator, told, sender, due, today, when, overdue, begun, observation, prepared, first, recipients, grades, comments, title, task, actions, workers.
    letters/moderate.txt, line 6: Letters know no word "nmae". Did you mean name?
    letters/moderate.txt, line 6: What stands in curly brackets can't be made out here. Look for a bracket, a quote or an {% endif %} that is missing.
    letters/moderate.txt, line 6: What stands in curly brackets can't be made out here. Look for a bracket, a quote or an {% endif %} that is missing.
    letters/moderate.txt, line 6: A letter can't do this (filter shout is unknown). Take it out, or look for a slip in the word.
    letters/moderate.txt, line 6: A letter knows {% if %} and {% for %}, and no {% set %}. Take it out.
    letters/moderate.txt, line 7: A letter knows {% if %} and {% for %}, and no {% macro %}. Take it out.
    letters/moderate.txt, line 6: A letter can't do this ("*" within curly brackets). Take it out.
    letters/moderate.txt, line 6: A letter goes through recipients, grades, actions or workers alone, as in {% for person in recipients %}. Put it right, or take it out.
    letters/moderate.txt, line 6: A letter goes through recipients, grades, actions or workers alone, as in {% for person in recipients %}. Put it right, or take it out.
    letters/moderate.txt, line 6: The letter goes round so often that it would never be written. Take a {% for %} out.
    letters/moderate.txt, line 1: The letter has more than 64 KB. Look whether another file was saved under its name.
    letters/moderate.txt, line 1: The letter has no line Subject: at its top, or it is empty. Add it before the first empty line.
    letters/moderate.txt, line 2: No line at the top is called "Subjekt:". Did you mean Subject:?
    letters/moderate.txt, line 1: "team-manger" is nobody that a letter can go to. Did you mean team-manager?
    letters/moderate.txt, line 1: The line To: names nobody.
    letters/moderate.txt, line 2: There is a line To: already. Take one out.
    letters/moderate.txt, line 1: This line is none of To:, Subject:, Calendar:, Note:. The letter itself begins after an empty line.
    letters/moderate.txt, line 1: The letter has no line To: at its top, or it is empty. Add it before the first empty line.
    letters/moderate.txt, line 4: The letter has no words. They begin after the first empty line.
    letters/moderate.txt, line 2: The line Subject: comes out empty. Give it words.
    "#);
}

#[test]
fn what_letters_may_do_is_done() {
    let letter = read(
        "To: who\nSubject: Audit {{ audit|lower }}{# it's \"so\" #}\n\nDear {{ to|title }} of {{ team ~ ' * { team %}' }}\n\
         {% for person in recipients if person.name != \"\" -%}\n{{ loop.index }}. {{ person.name }}\n{% endfor %}\n\
         {% if when and not (overdue or begun) %}soon{% elif due == \"*\" %}never{% endif %}\n",
    );
    let written = letter.unwrap().write(&template_facts()).unwrap();
    assert_eq!(written.subject, "Audit aa-26-0001");
    assert_eq!(
        written.body,
        "Dear Somebody of a team * { team %}\n1. somebody\nsoon\n"
    );
}

/// Nothing is overdue, and nothing begun.
fn template_facts() -> LetterFacts {
    LetterFacts::sample(false, false)
}

#[test]
fn a_template_saved_by_notepad_is_read_and_its_blocks_leave_no_gaps() {
    let text = "# ours\r\n\r\nto: worker, team-manager, bg:12\r\nSUBJECT:  Audit {{ audit }}\r\n\r\n\r\nDear {{ to }}\r\n\
                {% if overdue %}\r\nLate.\r\n{% endif %}\r\n\r\n\r\n{{ council }}";
    let template = read(text).unwrap();
    let role = |word| To::Role(RoleId::new(word).unwrap());
    assert_eq!(template.to, [To::Worker, role("team-manager"), role("bg:12")]);
    let written = template.write(&LetterFacts::sample(true, false)).unwrap();
    assert_eq!(written.subject, "Audit AA-26-0001");
    assert_eq!(written.calendar, written.subject);
    assert_eq!(written.note, None);
    assert_eq!(written.body, "Dear somebody\nLate.\n\na council\n");
}
