//! A record's form, and that whatever is changed in it shows.

use std::collections::BTreeMap;

use qaf::draw::record::Passed;
use qaf::draw::{Digest, DrawRecord, verify};

use crate::draw::made::{drawn, two_of_one_team};

#[test]
fn a_record_with_any_one_byte_changed_does_not_verify() {
    let bytes = drawn(two_of_one_team(), "7").to_bytes();
    assert!(verify(&bytes).is_ok());
    for place in 0..bytes.len() {
        for change in [0x01, 0x20, 0x80] {
            let mut altered = bytes.clone();
            altered[place] ^= change;
            assert!(verify(&altered).is_err(), "byte {place}");
        }
    }
    assert!(verify(&bytes[..bytes.len() - 1]).is_err());
    assert!(verify(&[&bytes[..], b"\n"].concat()).is_err());
}

#[test]
fn a_record_is_json_with_sorted_keys_and_no_spaces() {
    let record = drawn(two_of_one_team(), "7");
    let bytes = record.to_bytes();
    let value: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    let mut keys: Vec<&str> = value.keys().map(String::as_str).collect();
    keys.sort_unstable();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text, sorted(&serde_json::from_str(&text).unwrap()) + "\n");
    let mut without = value.clone();
    let written = without.remove("record_sha256").unwrap();
    let document = sorted(&serde_json::to_value(without).unwrap());
    assert_eq!(written, Digest::of(document.as_bytes()).to_string());
    assert!(
        record
            .file_name(|_| false)
            .starts_with(&format!("2026-27-C4-{}", record.cycle_fingerprint.short()))
    );
    let first = record.file_name(|_| false);
    assert!(record.file_name(|name| name == first).ends_with("-r2.json"));
}

/// JSON with sorted keys and no spaces, made without the record's own types.
fn sorted(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(map) => {
            let keys: BTreeMap<&String, &serde_json::Value> = map.iter().collect();
            let members = keys
                .iter()
                .map(|(key, value)| format!("{}:{}", serde_json::to_string(key).unwrap(), sorted(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        serde_json::Value::Array(list) => {
            format!("[{}]", list.iter().map(sorted).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

#[test]
fn a_record_is_read_strictly() {
    let text = String::from_utf8(drawn(two_of_one_team(), "7").to_bytes()).unwrap();
    let answer = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        DrawRecord::parse(text.replacen(from, to, 1).as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert!(answer("{\"as_of\"", "{\"as_if\":1,\"as_of\"").contains("as_if"));
    assert!(answer("\"replaces\":null,", "").contains("replaces"));
    assert!(answer("qaf.draw/1", "qaf.draw/2").contains("Use a newer qaf"));
    assert!(answer("qaf.draw/1", "qaf.tracker/1").contains("not the record of a draw"));
    assert!(answer("qaf-draw/1", "qaf-draw/2").contains("by the rule qaf-draw/2"));
}

#[test]
fn what_was_changed_is_named_even_where_the_hash_was_made_anew() {
    let record = drawn(two_of_one_team(), "7");
    let answer = |change: &dyn Fn(&mut DrawRecord)| {
        let mut altered = record.clone();
        change(&mut altered);
        verify(&altered.sealed().to_bytes()).unwrap_err().to_string()
    };
    let seeded = answer(&|r| r.seed = Some("8".to_owned()));
    assert!(
        seeded.starts_with("For Ann Bell, at rank 1 the ") && seeded.contains("but the seed gives"),
        "{seeded}"
    );
    let pooled = answer(&|r| r.units[1].pool[0].status = "CP".to_owned());
    assert!(
        pooled.starts_with("For Robin Hale, the pool_sha256 is"),
        "{pooled}"
    );
    let ticket = answer(&|r| r.units[0].ranked[1].tickets = 3);
    assert!(
        ticket.contains("at rank 2 the tickets is 3, but the seed gives 64"),
        "{ticket}"
    );
    let cycle = answer(&|r| r.cycle_fingerprint = Digest::of(b""));
    assert!(cycle.starts_with("The cycle_fingerprint is"), "{cycle}");
    let pick = answer(&|r| r.units[0].drawn.as_mut().unwrap().rank = 2);
    assert!(pick.contains("by its ranks it is"), "{pick}");
    let passed = answer(&|r| r.units[0].ranked[2].passed = Some(Passed::Taken));
    assert!(passed.contains("it stands after the pick"), "{passed}");
    let unseeded = answer(&|r| r.seed = None);
    assert!(unseeded.contains("such a record has a seed"), "{unseeded}");
    let turned = answer(&|r| r.units.swap(0, 1));
    assert!(
        turned.starts_with("The units are not in the byte order"),
        "{turned}"
    );
    let mut by = record.clone();
    by.by = "Somebody else".to_owned();
    let by = verify(&by.to_bytes()).unwrap_err().to_string();
    assert!(by.starts_with("The draw replays, but the record_sha256"), "{by}");
}
