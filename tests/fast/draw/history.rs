//! The certificate's freeze, and the history of a year with its thin places.

use qaf::draw::certificate::certificate;
use qaf::draw::history::{PastDraws, Thin, history};
use qaf::draw::raffle::Entry;
use qaf::draw::record::DrawKind;
use qaf::draw::{DrawRecord, Unit, freeze};
use qaf::framework::YearStart;

use crate::draw::made::{day, drawn, entry, heading, ids, two_of_one_team, unit};

#[test]
fn a_certificate_names_the_freeze_that_its_pools_are_from() {
    let frozen = freeze(two_of_one_team(), "2026-27-C4", heading(None), None).unwrap();
    let mut record = drawn(frozen.units.clone(), "7");
    record.previous_sha256 = frozen.record_sha256;
    let record = record.sealed();
    let of =
        |record: &DrawRecord, beside: &[Vec<u8>]| certificate("r.json", &record.to_bytes(), beside).unwrap();
    let made = of(&record, &[b"{}".to_vec(), frozen.to_bytes()]);
    assert_eq!(made.frozen.unwrap().cycle_fingerprint, frozen.cycle_fingerprint);
    assert_eq!((made.drawn, made.fault), (2, None));
    // Not there, not before it in the chain, of other pools, or altered: then it proves nothing.
    assert_eq!(of(&record, &[]).frozen, None);
    assert_eq!(
        of(&drawn(two_of_one_team(), "7"), &[frozen.to_bytes()]).frozen,
        None
    );
    let mut other = frozen.clone();
    other.units.truncate(1);
    assert_eq!(of(&record, &[other.to_bytes()]).frozen, None);
    let mut altered = frozen;
    altered.by = "Somebody else".to_owned();
    assert_eq!(of(&record, &[altered.to_bytes()]).frozen, None);
}

fn pool() -> Vec<Entry> {
    vec![
        entry("C1", "Adams", "CIN"),
        entry("C2", "Adams", "CIN"),
        entry("C3", "Adams", "CP"),
        entry("C4", "Brown", "CP"),
        entry("C5", "Cole", "PLO"),
    ]
}

/// A draw of `case` for Robin Hale on a day; the ranks are not what is told of.
fn draw(case: &str, on: &str, number: u32) -> DrawRecord {
    let robin: Unit = unit("Robin Hale", pool(), Vec::new());
    let mut record = drawn(vec![robin], "1");
    record.as_of = day(on);
    let drawn = record.units[0].drawn.as_mut().unwrap();
    case.clone_into(&mut drawn.case_id);
    drawn.audit = ids(number, 1).remove(0);
    record
}

#[test]
fn thin_variety_is_told_in_words() {
    let records = [
        draw("C1", "2026-04-07", 1),
        draw("C2", "2026-06-02", 2),
        draw("C3", "2026-08-04", 3),
        draw("C4", "2026-10-06", 4),
    ];
    let told = |as_of: &str, records: &[DrawRecord]| {
        let records: Vec<&DrawRecord> = records.iter().collect();
        let input = PastDraws {
            records: &records,
            year: YearStart::default().year("2026-27").unwrap(),
            as_of: day(as_of),
        };
        history(input, str::to_owned, |_| true)
    };
    let made = told("2026-12-01", &records);
    let words: Vec<String> = made.units[0].thin.iter().map(Thin::words).collect();
    assert_eq!(
        words,
        [
            "Adams has been drawn 3 times this year, while Cole, with a case in the same pool, has not been drawn.",
            "PLO was not drawn in 4 draws, though it stood in the pools of 4.",
        ]
    );
    // Two draws say nothing of statuses yet, and a later one has not happened.
    let made = told("2026-06-30", &records);
    let words: Vec<String> = made.units[0].thin.iter().map(Thin::words).collect();
    assert_eq!(
        words,
        [
            "Adams has been drawn twice this year, while Brown and Cole, with a case in the same pool, have not been drawn."
        ]
    );
    assert_eq!(made.units[0].draws.len(), 2);
    // What was drawn again in the cycle does not stand, and the year before is another year.
    let mut again = records.to_vec();
    again[0].as_of = day("2026-03-31");
    again[3].kind = DrawKind::Redraw;
    let made = told("2026-12-01", &again);
    let audits: Vec<String> = made.units[0]
        .draws
        .iter()
        .map(|draw| draw.audit.to_string())
        .collect();
    assert_eq!(audits, ["CF-26-0004"]);
}
