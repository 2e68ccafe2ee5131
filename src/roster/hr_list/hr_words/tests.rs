//! Which words of an HR system are known, and which are a guess.

use super::*;
use crate::framework::{RoleId, Service};

/// What words mean beside the shipped roles and some services.
fn meaning(kind: WordKind, word: &str) -> (HrWordKnown, Option<String>) {
    let roles = [
        ("team-manager", "Team manager"),
        ("deputy-team-manager", "Deputy team manager"),
        ("consultant-social-worker", "Consultant social worker"),
        ("service-manager", "Service manager"),
        ("head-of-service", "Head of service"),
        ("director", "Director"),
        ("qa-service-manager", "QA service manager"),
        ("qa-social-worker", "QA social worker"),
        ("social-worker", "Social worker"),
        ("advanced-social-worker", "Advanced social worker"),
        ("iro", "Independent reviewing officer"),
        ("lado", "Local authority designated officer"),
    ];
    let roles: Vec<(RoleId, String)> = roles
        .iter()
        .filter_map(|(id, title)| Some((RoleId::new(id)?, (*title).to_owned())))
        .collect();
    let services: Vec<Service> = ["Area Unit", "Fostering/SGO", "First Response", "IRO", "CP chairs"]
        .iter()
        .filter_map(|name| Service::new(name))
        .collect();
    let none = BTreeMap::new();
    let reader = WordReader::new(HrKnown {
        roles: &roles,
        services: &services,
        columns: &none,
        titles: &none,
        service_words: &none,
        own: None,
    });
    let (known, ours) = reader.meaning(kind, word);
    (known, ours.map(str::to_owned))
}

#[test]
fn titles_that_say_a_role_are_known() {
    for (title, role) in [
        ("Team Manager - MASH", "team-manager"),
        ("Team Manager - Children's", "team-manager"),
        ("Snr Social Worker", "social-worker"),
        ("Social Worker (Level 2)", "social-worker"),
        ("Consultant SW", "consultant-social-worker"),
        ("Advanced Practitioner", "advanced-social-worker"),
        ("Deputy Team Manager", "deputy-team-manager"),
        ("Quality Assurance Service Manager", "qa-service-manager"),
        ("QA Social Worker", "qa-social-worker"),
        ("Lado", "lado"),
        ("IRO", "iro"),
        ("Head Of Service", "head-of-service"),
        ("team-manager", "team-manager"),
    ] {
        let expected = (HrWordKnown::Name, Some(role.to_owned()));
        assert_eq!(meaning(WordKind::Title, title), expected, "{title}");
    }
}

#[test]
fn titles_that_say_more_are_guessed_and_no_more() {
    for (title, role) in [
        ("Social Worker - Student", Some("social-worker")),
        ("Social Worker Assistant", Some("social-worker")),
        ("Team Manager Business Support", Some("team-manager")),
        ("Assistant Team Manager", Some("deputy-team-manager")),
        ("Assistant Director", Some("head-of-service")),
        ("Socail Worker", Some("social-worker")),
    ] {
        let expected = (HrWordKnown::Guess, role.map(str::to_owned));
        assert_eq!(meaning(WordKind::Title, title), expected, "{title}");
    }
    assert_eq!(
        meaning(WordKind::Title, "Receptionist"),
        (HrWordKnown::Unknown, None)
    );
}

#[test]
fn services_are_known_by_their_words() {
    for (word, service) in [
        ("area unit", "Area Unit"),
        ("Fostering and SGO Service", "Fostering/SGO"),
        ("IRO Team", "IRO"),
    ] {
        let expected = (HrWordKnown::Name, Some(service.to_owned()));
        assert_eq!(meaning(WordKind::Service, word), expected, "{word}");
    }
    let expected = (HrWordKnown::Guess, Some("Fostering/SGO".to_owned()));
    assert_eq!(meaning(WordKind::Service, "Fostering"), expected);
    let expected = (HrWordKnown::Unknown, None);
    assert_eq!(meaning(WordKind::Service, "Children & Families"), expected);
}
