//! The names and paths of a store. A path is relative to the store and written with `/`, on every system.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::framework::{AuditId, Quarter};

/// Settings; the file that marks the root of a store.
pub const SETTINGS: &str = "qaf.toml";
/// Who audits what, how often, and every deadline.
pub const SCHEDULE: &str = "schedule.toml";
/// The staff.
pub const PEOPLE: &str = "people.csv";
/// Who is excused from a row of the schedule.
pub const EXEMPTIONS: &str = "exemptions.csv";
/// The government's list of bank holidays.
pub const BANK_HOLIDAYS: &str = "bank-holidays.json";
/// What the folder is, for people who open it in a file manager.
pub const README: &str = "README.txt";
/// The files at the top of a store.
pub const TOP: [&str; 6] = [SETTINGS, SCHEDULE, PEOPLE, EXEMPTIONS, BANK_HOLIDAYS, README];
/// The form templates.
pub const FORMS: &str = "forms";
/// The guidelines of Appendix 4.
pub const RUBRICS: &str = "forms/rubric";
/// The letters that `remind` writes; a step whose file is not there has the one that is shipped.
pub const LETTERS: &str = "letters";
/// What editors complete and check by.
pub const SCHEMAS: &str = "schemas";
/// One record a draw.
pub const DRAWS: &str = "draws";
/// One empty file a number.
pub const IDS: &str = "ids";
/// The audits.
pub const AUDITS: &str = "audits";
/// In the folder of a wider work: what was commissioned; qaf's.
pub const WORK: &str = "work.yaml";
/// In the folder of a wider work: the record of its sample; qaf's.
pub const SAMPLE: &str = "sample.json";
/// In the folder of a wider work: the form of its audits, where it has one of its own.
pub const TOOL: &str = "tool.yaml";
/// In the folder of a panel: who reads what; qaf's.
pub const PANEL: &str = "panel.yaml";
/// In the folder of a panel: the members' sheets.
pub const SHEETS: &str = "sheets";
/// In the folder of a panel: the audits as its members read them.
pub const PACK: &str = "pack";
/// In the folder of a panel: the grades as they were revealed; qaf's.
pub const REVEALED: &str = "revealed.yaml";
/// Figures as issued.
pub const REPORTS: &str = "reports";
/// What leavers answered; for its owner alone.
pub const EXIT_INTERVIEWS: &str = "exit-interviews";
/// In an audit's folder: its files as they stood at an event.
pub const KEPT: &str = "kept";
/// The file in the store's root that is locked while qaf writes. It is empty, and stays.
pub const LOCK: &str = ".lock";
/// The key by which exports know people, children and audits again without naming them; for its owner alone.
pub const EXPORT_KEY: &str = ".export-key";
/// The council's own templates of documents.
pub const TEMPLATES: &str = "templates";
/// The council's own template of Word documents; where it is not there, the shipped one is used.
pub const DOCX_TEMPLATE: &str = "templates/report.docx";
/// How the name of a file begins that qaf is still writing; see [`TEMPORARY_SUFFIX`].
pub const TEMPORARY_PREFIX: &str = ".qaf-";
/// How the name of a file ends that qaf is still writing.
pub const TEMPORARY_SUFFIX: &str = ".tmp";
/// The folders at the top of a store.
pub const FOLDERS: [&str; 8] = [FORMS, LETTERS, SCHEMAS, DRAWS, IDS, AUDITS, REPORTS, TEMPLATES];
/// The folder of audits of which neither team nor service is known.
pub const NO_TEAM: &str = "no-team";

/// The most characters of a team's folder.
const LONGEST_SLUG: usize = 40;

/// Returns the name of a team's folder: `[a-z0-9-]`, at most 40 characters, and no name that Windows refuses.
///
/// Two teams may share one; an audit's id tells its folder from every other.
pub fn team_slug(team: &str) -> String {
    let mut slug = String::new();
    for letter in team.nfkd().filter(|c| !is_combining_mark(*c)) {
        if slug.len() == LONGEST_SLUG {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(letter, '\'' | '’') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        NO_TEAM.to_owned()
    } else if is_device(slug) {
        format!("{slug}-team")
    } else {
        slug.to_owned()
    }
}

/// Whether the last part of a path is what Windows keeps for a device, whatever its ending and its case.
pub fn is_named_as_device(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    is_device(&stem.trim_end().to_ascii_lowercase())
}

/// Whether Windows keeps the name for a device.
fn is_device(slug: &str) -> bool {
    let port = |name: &str| {
        slug.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(slug, "con" | "prn" | "aux" | "nul") || port("com") || port("lpt")
}

/// Returns the folder of an audit that was allocated in `quarter`: `audits/2026-27/Q3/<team>/<audit id>`.
pub fn audit_folder(quarter: Quarter, team: Option<&str>, id: &AuditId) -> String {
    let year = quarter.period().year();
    let team = team.map_or_else(|| NO_TEAM.to_owned(), team_slug);
    format!("{AUDITS}/{year}/{}/{team}/{id}", quarter.short())
}

/// Whether a folder of `audits/` is named as a council year, such as `2026-27`.
pub fn is_year(name: &str) -> bool {
    let Some((first, second)) = name.split_once('-') else {
        return false;
    };
    let number = |text: &str, digits: usize| {
        let all_digits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        all_digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    match (number(first, 4), number(second, 2)) {
        (Some(first), Some(second)) => (first + 1) % 100 == second,
        _ => false,
    }
}

/// Whether a folder of a year is named as a quarter: `Q1` to `Q4`.
pub fn is_quarter(name: &str) -> bool {
    matches!(name, "Q1" | "Q2" | "Q3" | "Q4")
}

/// Returns the place of a stored path on this machine.
pub fn on_disk(root: &Path, stored: &str) -> PathBuf {
    let mut path = root.to_path_buf();
    path.extend(stored.split('/').filter(|part| !part.is_empty()));
    path
}

/// Returns the stored path of a place in the store; `None` where it lies elsewhere or its name is no text.
pub fn stored(root: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = inside
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::framework::YearStart;

    #[test]
    fn a_team_becomes_a_folder_that_every_system_takes() {
        for (team, slug) in [
            ("Area Unit – North", "area-unit-north"),
            ("  Família & Côte ", "familia-cote"),
            ("St John's", "st-johns"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "con-team"),
            ("com1", "com1-team"),
            ("COM¹", "com1-team"),
            ("com10", "com10"),
            ("console", "console"),
            ("", "no-team"),
            ("儿童", "no-team"),
            ("...", "no-team"),
        ] {
            assert_eq!(team_slug(team), slug, "{team}");
        }
        assert_eq!(team_slug(&"long name ".repeat(20)).len(), 39);
    }

    #[test]
    fn a_file_is_named_as_a_device_whatever_its_ending() {
        for path in [
            "con.csv",
            "lists/CON.xlsx",
            r"lists\Aux",
            "nul.tar.gz",
            "com1 .csv",
        ] {
            assert!(is_named_as_device(path), "{path}");
        }
        for path in [
            "con/list.csv",
            "console.csv",
            "icon.csv",
            "lists/con-team.csv",
            "",
        ] {
            assert!(!is_named_as_device(path), "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_always_a_safe_name_and_its_own_slug(team in ".*") {
            let slug = team_slug(&team);
            prop_assert!(!slug.is_empty() && slug.len() <= 45);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!is_device(&slug));
            prop_assert_eq!(team_slug(&slug), slug);
        }
    }

    #[test]
    fn an_audit_lies_by_its_quarter_and_team() {
        let quarter = Quarter::of("2026-12-01".parse().unwrap(), YearStart::default());
        let id: AuditId = "CF-26-0042".parse().unwrap();
        let folder = audit_folder(quarter, Some("North"), &id);
        assert_eq!(folder, "audits/2026-27/Q3/north/CF-26-0042");
        assert_eq!(
            audit_folder(quarter, None, &id),
            "audits/2026-27/Q3/no-team/CF-26-0042"
        );
        let root = Path::new("root");
        assert_eq!(stored(root, &on_disk(root, &folder)), Some(folder));
        assert_eq!(stored(root, Path::new("elsewhere/x")), None);
    }

    #[test]
    fn years_and_quarters_are_named_in_one_way() {
        assert!(is_year("2026-27") && is_year("2099-00"));
        assert!(!is_year("2026-28") && !is_year("2026") && !is_year("+026-27") && !is_year("26-27"));
        assert!(is_quarter("Q4") && !is_quarter("Q5") && !is_quarter("q1"));
    }
}
