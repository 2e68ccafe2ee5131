//! What the rule refuses, and how many tickets it gives.

use super::*;

fn entry(case_id: &str) -> Entry {
    Entry {
        case_id: case_id.to_owned(),
        holder: "Adams".to_owned(),
        status: "CIN".to_owned(),
    }
}

#[test]
fn what_could_be_hashed_two_ways_is_refused() {
    let asked = |seed, cycle, unit, ids: &[&str]| {
        let pool: Vec<Entry> = ids.iter().map(|id| entry(id)).collect();
        rank(Raffle { seed, cycle, unit }, &pool, Weights::Flat).unwrap_err()
    };
    assert_eq!(asked("", "c", "u", &["1"]), RaffleError::Empty(DrawText::Seed));
    assert_eq!(asked("s", "", "u", &["1"]), RaffleError::Empty(DrawText::Cycle));
    assert_eq!(asked("s", "c", "", &["1"]), RaffleError::Empty(DrawText::Unit));
    assert_eq!(asked("s", "c", "u", &[""]), RaffleError::Empty(DrawText::CaseId));
    assert_eq!(
        asked("s", "c\n", "u", &["1"]).to_string(),
        "the cycle has a control character in it (such as a tab): c\\n"
    );
    assert_eq!(
        asked("s", "c", "u", &["1", "2", "1"]),
        RaffleError::DuplicateCase("1".to_owned())
    );
    let decomposed = "Zoe\u{308}";
    assert_eq!(
        asked("s", "c", decomposed, &["1"]),
        RaffleError::NotNfc(DrawText::Unit, decomposed.to_owned())
    );
    assert_eq!(plain_name(" Zoe\u{308}  M "), "Zoë M");
    let digest = Digest::of(b"");
    assert_eq!(
        cycle_fingerprint("c", [("a", digest), ("a", digest)]),
        Err(RaffleError::DuplicateUnit("a".to_owned()))
    );
}

#[test]
fn tickets_are_fewer_for_whom_was_drawn_lately() {
    let past = |holder: &str, status: &str| Past {
        holder: holder.to_owned(),
        status: status.to_owned(),
    };
    let (mine, other) = (past("Adams", "CIN"), past("Brown", "CP"));
    let of = |history: &[&Past]| {
        let history: Vec<Past> = history.iter().map(|past| (*past).clone()).collect();
        tickets(&entry("C1"), &history)
    };
    assert_eq!(of(&[]), 64);
    assert_eq!(of(&[&mine, &other]), 4 * 2);
    assert_eq!(of(&[&other, &mine]), 2);
    assert_eq!(of(&[&mine, &mine, &other]), 1);
    // The seventh from the end no longer counts.
    assert_eq!(of(&[&mine, &other, &other, &other, &other, &other, &other]), 64);
}
