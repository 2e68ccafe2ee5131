//! Any valid audit with any one thing made invalid gives a finding within a line of the place, and never a panic; five
//! in five sections give five.
//!
//! 600 spoils in the ordinary run, 10,000 with `QAF_TESTS=all`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops where its own data is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use crate::kit::spoils::{Line, SPOILS, Spoil, lines};
use crate::kit::store::shown;
use crate::kit::{CAST, Cast, Chance, Made, TestStore, count};
use qaf::finding::Finding;
use qaf::framework::form::FormRef;
use qaf::record::{FileKind, Place};
use qaf::store::difference::differences;
use qaf::store::read::{self, Reading};
use qaf::store::yaml::Node;

/// A text with slips: the line of each, from 1.
struct Spoiled {
    text: String,
    places: Vec<(usize, Spoil)>,
}

/// Makes one slip within each of these ranges of lines, wherever one can be made.
fn spoiled(text: &str, ranges: &[Range<usize>], chance: &mut Chance) -> Spoiled {
    let read = lines(text);
    let mut bad: BTreeMap<usize, (String, Spoil)> = BTreeMap::new();
    for range in ranges {
        let slip = (0..400).find_map(|_| {
            let at = range.start + chance.below(range.len());
            let spoil = *chance.pick(&SPOILS);
            Some((at, (spoil.of(&read, at, chance)?, spoil)))
        });
        bad.extend(slip);
    }
    written(&read, &bad)
}

fn written(read: &[Line<'_>], bad: &BTreeMap<usize, (String, Spoil)>) -> Spoiled {
    let mut spoiled = Spoiled {
        text: String::new(),
        places: Vec::new(),
    };
    for (at, line) in read.iter().enumerate() {
        let text = match bad.get(&at) {
            Some((text, spoil)) => {
                let number = spoiled.text.matches('\n').count() + 1;
                // A second key stands on the line below.
                spoiled
                    .places
                    .push((number + usize::from(*spoil == Spoil::SecondKey), *spoil));
                text
            }
            None => line.text,
        };
        let _ = writeln!(spoiled.text, "{text}");
    }
    spoiled
}

/// The plain text of an audit: as saved by any editor, it is spoiled alike.
fn plain(made: &Made) -> String {
    made["audit.yaml"]
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
}

/// The lines within a line of this one; those with nothing or a remark on them are no neighbours.
fn near(text: &str, line: usize) -> Range<usize> {
    let written: BTreeSet<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty() && !text.trim_start().starts_with('#'))
        .map(|(index, _)| index + 1)
        .collect();
    let before = written.range(..line).next_back().copied().unwrap_or(line);
    let after = written.range(line + 1..).next().copied().unwrap_or(line);
    before..after + 1
}

/// Whether a slip is told by this finding: it asks for something, or says how an answer was read that can be read in one way
/// only.
fn is_told(finding: &Finding) -> bool {
    finding.is_error() || finding.is_open_query() || finding.rule == "read-as-meant"
}

/// Which of the slips are not found, and what is.
fn missed(store: &TestStore, cast: &Cast, made: &Made, spoiled: &Spoiled) -> Vec<String> {
    let mut made = made.clone();
    made.insert("audit.yaml".to_owned(), spoiled.text.clone());
    let mut found = store.judge_files(cast, &made);
    found.retain(is_told);
    let path = format!("{}/audit.yaml", cast.folder());
    let at: Vec<usize> = found
        .iter()
        .filter(|finding| finding.location.path == path)
        .map(|finding| finding.location.line)
        .collect();
    let missed = spoiled.places.iter().filter(|(line, _)| {
        let near = near(&spoiled.text, *line);
        !at.iter().any(|line| near.contains(line))
    });
    let mut told: Vec<String> = missed
        .map(|(line, spoil)| {
            format!(
                "{spoil:?} in line {line} is not found:\n{}",
                around(&spoiled.text, *line)
            )
        })
        .collect();
    if found.len() < spoiled.places.len() {
        told.push(format!("{} findings of {}", found.len(), spoiled.places.len()));
    }
    if !told.is_empty() {
        told.push(format!(
            "found: {:#?}",
            found.iter().map(shown).collect::<Vec<_>>()
        ));
    }
    told
}

fn around(text: &str, line: usize) -> String {
    let lines = text.lines().enumerate().skip(line.saturating_sub(6)).take(11);
    let lines: Vec<String> = lines.map(|(at, text)| format!("{:4} {text}", at + 1)).collect();
    lines.join("\n")
}

fn root(reading: &Reading) -> Option<&Node> {
    reading.documents[&FileKind::Audit].root.as_ref()
}

/// What the repairs that are offered for slips do to an audit that was right but for these; each in a sentence where it
/// is not for the better. `None` where no repair is offered.
fn harm(store: &TestStore, cast: &Cast, made: &Made, spoiled: &Spoiled) -> Option<Vec<String>> {
    let files = |audit: &str| -> BTreeMap<FileKind, Vec<u8>> {
        let mut files: BTreeMap<FileKind, Vec<u8>> = made
            .iter()
            .filter_map(|(name, text)| Some((FileKind::parse(name)?, text.clone().into_bytes())))
            .collect();
        files.insert(FileKind::Audit, audit.as_bytes().to_vec());
        files
    };
    let read = |audit: &str| {
        let forms = |id: &FormRef| store.context.store.form(id);
        read::folder(cast.id.parse().unwrap(), &cast.folder(), &files(audit), forms)
    };
    let (right, bad) = (read(&plain(made)), read(&spoiled.text));
    let form = store.form(cast.form);
    let repaired = bad.repaired(FileKind::Audit, &bad.findings, Some(form))?;
    let good = read(&repaired.text());
    let slips: BTreeSet<usize> = spoiled.places.iter().map(|(line, _)| *line).collect();
    let before = differences(root(&right), root(&bad));
    let mut harm = Vec::new();
    // An answer that differs from what the auditor wrote differed before, or stands on the line of the slip.
    for left in differences(root(&right), root(&good)) {
        let line = good.documents[&FileKind::Audit]
            .locate(&Place::value(FileKind::Audit, left.route.clone()))
            .line;
        if !slips.contains(&line) && !before.iter().any(|known| known.route == left.route) {
            harm.push(format!("{} was {:?} and is {:?}", left.route, left.from, left.to));
        }
    }
    for (index, (was, is)) in repaired.before.iter().zip(&repaired.after).enumerate() {
        let near = slips
            .iter()
            .any(|slip| near(&spoiled.text, *slip).contains(&(index + 1)));
        if was != is && !near {
            harm.push(format!("line {} had no slip: {was:?} became {is:?}", index + 1));
        }
    }
    let errors = |reading: &Reading| {
        reading
            .findings
            .iter()
            .filter(|finding| finding.is_error() || finding.rule == "read-as-meant")
            .count()
    };
    if errors(&good) >= errors(&bad) {
        harm.push(format!("{} errors were {}", errors(&good), errors(&bad)));
    }
    if !harm.is_empty() {
        for line in &slips {
            harm.push(around(&spoiled.text, *line));
        }
    }
    Some(harm)
}

#[test]
fn a_repair_that_is_offered_harms_no_answer_and_moves_no_right_line() {
    let store = TestStore::new();
    let (mut wrong, mut repaired, mut whole) = (Vec::new(), 0, 0);
    for number in 0..count(240, 6_000) {
        let cast = &CAST[number % CAST.len()];
        let seed = 7_000_000 + number as u64;
        let mut chance = Chance::seeded(seed ^ 0x5eed);
        let made = store.made(cast, Chance::seeded(seed));
        let text = plain(&made);
        let slips = 1 + number % 3;
        let ranges = vec![0..text.lines().count(); slips];
        let spoiled = spoiled(&text, &ranges, &mut chance);
        let Some(harm) = harm(&store, cast, &made, &spoiled) else {
            continue;
        };
        repaired += 1;
        whole += usize::from(harm.is_empty());
        if !harm.is_empty() {
            wrong.push(format!(
                "{}, seed {seed}, {:?}: {}",
                cast.form,
                spoiled.places,
                harm.join("\n")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {repaired}:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
    // Tabs, spaces, dates and grades can be put right.
    assert!(whole * 4 > count(240, 6_000), "{whole} were repaired");
}

/// The lines of each section, without that of its name.
fn sections(text: &str) -> Vec<Range<usize>> {
    let mut names: Vec<usize> = Vec::new();
    let mut within = false;
    for (at, line) in lines(text).iter().enumerate() {
        match line.key {
            Some((key, _)) if line.indent == 0 => {
                if within {
                    names.push(at);
                }
                within = key == "sections";
            }
            Some(_) if within && line.indent == 2 => names.push(at),
            _ => {}
        }
    }
    names.windows(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

/// Spoils audits of one form: `ranges` says where in the text.
fn all_are_found(
    form: &str,
    seed: usize,
    number: usize,
    ranges: impl Fn(&str, &mut Chance) -> Vec<Range<usize>>,
) {
    let store = TestStore::new();
    let at = CAST.iter().position(|cast| cast.form == form).unwrap();
    let cast = &CAST[at];
    let mut wrong = Vec::new();
    for number in 0..number {
        let seed = (seed + at * 1_000_000 + number) as u64;
        let mut chance = Chance::seeded(seed ^ 0x5eed);
        let made = store.made(cast, Chance::seeded(seed));
        let text = plain(&made);
        let ranges = ranges(&text, &mut chance);
        let spoiled = spoiled(&text, &ranges, &mut chance);
        assert!(
            !spoiled.places.is_empty(),
            "{form}, seed {seed}: nothing was spoiled"
        );
        let missed = missed(&store, cast, &made, &spoiled);
        if !missed.is_empty() {
            wrong.push(format!("{form}, seed {seed}: {}", missed.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n\n"));
}

fn one_slip(form: &str) {
    let number = count(600, 10_000) / CAST.len();
    all_are_found(form, 0, number, |text, _| {
        let whole = 0..text.lines().count();
        Vec::from([whole])
    });
}

/// Five sections, one slip in each.
fn five_slips(form: &str) {
    all_are_found(form, 500_000, count(60, 1_000) / CAST.len(), |text, chance| {
        let mut ranges = sections(text);
        while ranges.len() > 5 {
            ranges.remove(chance.below(ranges.len()));
        }
        assert_eq!(ranges.len(), 5);
        ranges
    });
}

#[test]
fn any_slip_in_a_child_case_audit_is_found() {
    one_slip("child-case");
}

#[test]
fn five_slips_in_a_child_case_audit_are_found() {
    five_slips("child-case");
}

#[test]
fn any_slip_in_an_observation_is_found() {
    one_slip("observed-practice");
}

#[test]
fn five_slips_in_an_observation_are_found() {
    five_slips("observed-practice");
}

#[test]
fn any_slip_in_an_audit_of_a_chair_is_found() {
    one_slip("iro-cp-chair");
}

#[test]
fn five_slips_in_an_audit_of_a_chair_are_found() {
    five_slips("iro-cp-chair");
}

#[test]
fn any_slip_in_a_first_response_audit_is_found() {
    one_slip("first-response");
}

#[test]
fn five_slips_in_a_first_response_audit_are_found() {
    five_slips("first-response");
}

#[test]
fn any_slip_in_a_fostering_audit_is_found() {
    one_slip("fostering");
}

#[test]
fn five_slips_in_a_fostering_audit_are_found() {
    five_slips("fostering");
}

#[test]
fn any_slip_in_a_lado_audit_is_found() {
    one_slip("lado");
}

#[test]
fn five_slips_in_a_lado_audit_are_found() {
    five_slips("lado");
}

#[test]
fn any_slip_in_a_supervision_audit_is_found() {
    one_slip("supervision");
}

#[test]
fn five_slips_in_a_supervision_audit_are_found() {
    five_slips("supervision");
}
