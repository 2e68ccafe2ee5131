//! Letters and entries are read back by a small reader of their own, whatever is put into them.

mod reader;
mod templates;

use proptest::prelude::*;

use super::eml::{Message, eml};
use super::ics::{CalendarEntry, ics};
use super::recipients::{AuditParts, Directory, To};
use super::*;
use crate::framework::{Date, People, Person, PersonName, RoleId, Service, Team};
use crate::store::{settings, shipped};
use reader::{Calendar, Mail};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn mailbox(name: &str) -> Mailbox {
    Mailbox {
        name: name.to_owned(),
        address: Address::new("ann.brook@example.org").unwrap(),
    }
}

fn message<'a>(from: &'a Mailbox, to: &'a [Mailbox], subject: &'a str, body: &'a str) -> Message<'a> {
    Message {
        date: day("2026-11-24"),
        id: "CF-26-0042.moderate.2026-11-24".to_owned(),
        from: Some(from),
        to,
        subject,
        body,
    }
}

fn shipped_roles() -> Vec<String> {
    let settings = settings::read(b"", &[]).unwrap();
    settings.roles.iter().map(|(role, _)| role.to_string()).collect()
}

fn read(text: &str) -> Result<LetterTemplate, letter_template::LetterFault> {
    let roles = shipped_roles();
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    LetterTemplate::read("letters/moderate.txt", text, Some(&roles))
}

#[test]
fn a_letter_is_a_draft_that_every_mail_program_reads() {
    let from = mailbox("Tom Ellery");
    let to = [mailbox("Ann Brook"), mailbox("Siân O'Neil")];
    let text = eml(&message(
        &from,
        &to,
        "Audit CF-26-0042: due",
        "Dear Ann\n\nThis = that.\n.\n",
    ));
    insta::assert_snapshot!(text.replace("\r\n", "\n"), @r"
    X-Unsent: 1
    Date: Tue, 24 Nov 2026 09:00:00 +0000
    From: Tom Ellery <ann.brook@example.org>
    To: Ann Brook <ann.brook@example.org>, =?utf-8?q?Si=C3=A2n_O=27Neil?=
     <ann.brook@example.org>
    Subject: Audit CF-26-0042: due
    Message-ID: <CF-26-0042.moderate.2026-11-24@qaf.invalid>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Dear Ann

    This =3D that.
    =2E
    ");
}

#[test]
fn a_name_can_begin_no_header_and_add_no_recipient() {
    for name in [
        "Eve\r\nBcc: all@example.org",
        "Eve\nSubject: Inadequate",
        "Brook, Ann",
        "Ann <eve@example.org>, \"B\"",
        "back\\slash \"quoted\"",
        "=?utf-8?q?Bcc?=",
        "\u{202e}knoorB nnA",
    ] {
        let from = mailbox(name);
        let to = [mailbox(name), mailbox("Kit Adams")];
        let mail = Mail::read(&eml(&message(&from, &to, name, name)));
        assert_eq!(mail.names(), reader::EVERY_HEADER, "{name:?}");
        assert_eq!(mail.mailboxes("To").len(), 2, "{name:?}");
        assert_eq!(
            mail.mailboxes("To")[0],
            (one_line(name), "ann.brook@example.org".to_owned())
        );
        assert_eq!(mail.text("Subject"), one_line(name));
    }
}

#[test]
fn nothing_but_an_address_is_one() {
    for good in ["ann.brook@example.org", "a+b@x-y.gov.uk", " o'neil@example.org "] {
        assert!(Address::new(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "@",
        "ann",
        "ann@",
        "@example.org",
        "ann@example..org",
        "ann brook@example.org",
        "ann@example.org, eve@example.org",
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@exämple.org",
        "<ann@example.org>",
        "ann@b@example.org",
    ] {
        assert_eq!(Address::new(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn a_letter_reads_back_as_it_was_written(
        name in "\\PC{0,80}",
        subject in any::<String>(),
        body in "(\\PC{0,200}\n){0,6}",
    ) {
        let from = mailbox(&name);
        let to = [mailbox(&name), mailbox("Kit Adams")];
        let text = eml(&message(&from, &to, &subject, &body));
        prop_assert!(text.is_ascii());
        prop_assert!(text.replace("\r\n", "").chars().all(|c| !c.is_control() || c == '\t'));
        let mail = Mail::read(&text);
        prop_assert!(mail.longest <= 200, "{}", mail.longest);
        prop_assert_eq!(mail.names(), reader::EVERY_HEADER);
        prop_assert_eq!(mail.text("Subject"), one_line(&subject));
        prop_assert_eq!(&mail.mailboxes("To")[0].0, &one_line(&name));
        let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(lines(&mail.body), lines(&body));
    }

    #[test]
    fn an_entry_reads_back_with_its_day_and_its_uid(
        uid in "[A-Z]{2}-[0-9]{2}-[0-9]{4}\\.[a-z-]{1,20}@qaf\\.invalid",
        summary in any::<String>(),
        description in "(\\PC{0,200}\n){0,4}",
        days in 0_u64..40_000,
    ) {
        let due = day("2020-01-01").plus_days(days);
        let text = ics(&[CalendarEntry {
            uid: uid.clone(),
            written: day("2026-11-24"),
            day: due,
            summary: summary.as_str().into(),
            description: description.as_str().into(),
        }]);
        let calendar = Calendar::read(&text);
        let value = |name: &str| calendar.value(name);
        prop_assert_eq!(value("UID"), uid);
        prop_assert_eq!(value("DTSTART;VALUE=DATE"), due.to_string().replace('-', ""));
        prop_assert_eq!(value("DTEND;VALUE=DATE"), due.plus_days(1).to_string().replace('-', ""));
        prop_assert_eq!(value("DTSTAMP"), "20261124T090000Z");
        let joined = summary.trim_end().lines().map(one_line).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(value("SUMMARY"), joined);
        let joined = description.trim_end().lines().map(one_line).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(value("DESCRIPTION"), joined);
        prop_assert_eq!(calendar.names(), reader::EVERY_PROPERTY);
    }
}

/// Facts as a hostile hand may have put them into the store's files.
fn hostile(overdue: bool, begun: bool) -> LetterFacts {
    let evil = || "Eve\r\nBcc: x@example.org\u{202e}\u{0}, {{ child }} {% if %}".to_owned();
    let recipient = Recipient {
        name: evil(),
        role: evil(),
        address: None,
    };
    let facts = LetterFacts {
        form: evil(),
        team: evil(),
        service: evil(),
        council: evil(),
        folder: evil(),
        who: evil(),
        worker: evil(),
        auditor: evil(),
        moderator: evil(),
        sender: evil(),
        ..LetterFacts::sample(overdue, begun)
    };
    facts.addressed(&[recipient])
}

/// What would tell a passer-by what an audit found.
const TELLING: [&str; 8] = [
    "inadequate",
    "grade",
    "re-audit",
    "direction",
    "escalat",
    "head of",
    "good",
    "child",
];

#[test]
fn no_subject_and_no_entry_says_what_an_audit_found() {
    let roles = shipped_roles();
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    for (name, text) in shipped::LETTERS {
        let template =
            LetterTemplate::read(name, text, Some(&roles)).unwrap_or_else(|fault| panic!("{fault}"));
        for (overdue, begun) in [(false, false), (true, true), (true, false), (false, true)] {
            let written = template.write(&hostile(overdue, begun)).unwrap();
            for seen in [&written.subject, &written.calendar] {
                // A letter that lists things is of no one audit.
                let lists = ["action.txt", "observe.txt"].contains(name);
                assert!(lists || seen.contains("AA-26-0001"), "{name}: {seen}");
                assert!(!seen.contains("Eve"), "{name}: a name stands in {seen}");
                let plain = seen.to_lowercase();
                let telling = TELLING.iter().find(|word| plain.contains(**word));
                assert_eq!(telling, None, "{name}: {seen}");
            }
            let body = &written.body;
            let strange = ["\r", "\nBcc", "\n\n\n", "\u{202e}"];
            assert!(
                strange.iter().all(|strange| !body.contains(strange)),
                "{name}: {body}"
            );
            assert!(
                body.ends_with("x@example.org , {{ child }} {% if %}\n"),
                "{name}: {body}"
            );
            assert_eq!(body.contains("Inadequate"), *name == "inform.txt", "{name}");
        }
    }
}

fn person(name: &str, role: &str, team: &str, email: &str) -> Person {
    Person {
        name: PersonName::new(name).unwrap(),
        aliases: Vec::new(),
        roles: vec![RoleId::new(role).unwrap()],
        services: Service::new("Area Unit").into_iter().collect(),
        teams: Team::new(team).into_iter().collect(),
        manager: None,
        tier: None,
        bg: None,
        started: None,
        left: None,
        probation_ends: None,
        email: Some(email.to_owned()),
    }
}

/// A team's people, one of whom has left, and the manager of the service.
fn staff() -> People {
    let mut kit = person("Kit Adams", "social-worker", "North", "kit@example.org");
    kit.manager = PersonName::new("Ann Brook");
    let mut gone = person("Gus Old", "deputy-team-manager", "North", "gus@example.org");
    gone.left = Some(day("2026-10-01"));
    People::new(vec![
        kit,
        person("Ann Brook", "team-manager", "North", "no address"),
        person("Lena Fox", "team-manager", "South", "lena@example.org"),
        gone,
        person("Robin Hale", "service-manager", "", "robin@example.org"),
    ])
}

#[test]
fn a_letter_goes_to_the_audits_people_and_to_the_roles_of_its_team_each_once() {
    let people = staff();
    let directory = Directory {
        people: &people,
        as_of: day("2026-11-24"),
        title: |role: &RoleId| role.to_string().to_uppercase(),
    };
    let parts = AuditParts {
        worker: Some("Kit Adams".to_owned()),
        manager: Some("Somebody Else".to_owned()),
        auditor: Some("Gus Old".to_owned()),
        moderator: Some("No Row".to_owned()),
        service: Service::new("Area Unit"),
        team: Team::new("North"),
        ..AuditParts::default()
    };
    let role = |word| To::Role(RoleId::new(word).unwrap());
    let to = [
        To::Worker,
        To::Manager,
        role("team-manager"),
        role("deputy-team-manager"),
        role("service-manager"),
        To::Auditor,
        To::Moderator,
        To::Who,
    ];
    let found: Vec<String> = directory
        .recipients(&to, &parts)
        .into_iter()
        .map(|one| {
            let address = one.address.map(|address| address.as_str().to_owned());
            format!("{} / {} / {}", one.name, one.role, address.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        found,
        [
            "Kit Adams / SOCIAL-WORKER / kit@example.org",
            "Ann Brook / TEAM-MANAGER / ",
            "Robin Hale / SERVICE-MANAGER / robin@example.org",
            "Gus Old / DEPUTY-TEAM-MANAGER / ",
            "No Row / moderator / ",
        ]
    );
}
