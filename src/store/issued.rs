//! Figures as issued: `reports/2026-27-Q3/1.json`, then `2.json` and so on, and `public-1.json`. Each is created whole
//! and never rewritten, and holds a SHA-256 of itself, so that a change by accident shows. It is no signature: who can
//! write the file can reckon the sum anew.

use std::io;
use std::path::Path;

use super::kept::fingerprint;
use serde_json::Value;

use super::layout;
use super::scan::read_file;

/// What stands in the place of the sum while it is reckoned.
pub const NO_SUM: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// How the sum begins in the text.
const SUM: &str = "\"sha256\": \"";

/// A file in a quarter's folder of figures as issued.
#[derive(Clone, Debug, PartialEq)]
pub struct Issued {
    /// Its path in the store.
    pub path: String,
    /// 1 for the first.
    pub number: u32,
    /// Whether it is for readers outside the management team.
    pub public: bool,
    /// What it holds, or what is wrong with it.
    pub content: Result<Value, String>,
}

/// The path of figures as issued.
pub fn path(quarter: &str, public: bool, number: u32) -> String {
    let before = if public { "public-" } else { "" };
    format!("{}/{quarter}/{before}{number}.json", layout::REPORTS)
}

/// The number of a file by its name, and whether it is public; none where no such name is qaf's.
pub fn numbered(name: &str) -> Option<(bool, u32)> {
    let stem = name.strip_suffix(".json")?;
    let (public, digits) = stem
        .strip_prefix("public-")
        .map_or((false, stem), |digits| (true, digits));
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let number = digits.parse().ok()?;
    plain.then_some((public, number))
}

/// The name of the file that a name begins as, where it begins as one of qaf's: `1.json` for `1 - Copy.json`.
pub fn meant(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let name = name.strip_prefix("copy of ").unwrap_or(&name);
    let (public, rest) = name
        .strip_prefix("public-")
        .map_or(("", name), |rest| ("public-", rest));
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let meant = format!("{public}{digits}.json");
    numbered(&meant).map(|_| meant)
}

/// Puts the sum into a document whose `sha256` is [`NO_SUM`]: the SHA-256 of its text as it is.
pub fn sealed(text: &str) -> String {
    text.replacen(&format!("{SUM}{NO_SUM}"), &format!("{SUM}{}", sum(text)), 1)
}

/// Reads a document back, and says what is wrong where its sum does not fit.
pub fn opened(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "It is no text.".to_owned())?;
    let at = text.find(SUM).map(|at| at + SUM.len());
    let (before, sum_and_rest) = at
        .and_then(|at| text.split_at_checked(at))
        .ok_or_else(|| "It holds no sum (sha256).".to_owned())?;
    let (said, after) = sum_and_rest
        .split_at_checked(NO_SUM.len())
        .ok_or_else(|| "It ends too early.".to_owned())?;
    if sum(&format!("{before}{NO_SUM}{after}")) != said {
        return Err("What it holds does not fit its own sum (sha256): it was changed or damaged.".to_owned());
    }
    serde_json::from_str(text).map_err(|why| format!("It can't be read: {why}."))
}

/// Every file of figures as issued of a quarter: management's by number, then the public ones.
pub fn of_quarter(root: &Path, quarter: &str) -> io::Result<Vec<Issued>> {
    let mut found = Vec::new();
    for name in names(root, &format!("{}/{quarter}", layout::REPORTS))? {
        if let Some((public, number)) = numbered(&name) {
            let path = format!("{}/{quarter}/{name}", layout::REPORTS);
            let content = read_file(root, &path)
                .map_err(|why| format!("{why}."))
                .and_then(|bytes| opened(&bytes))
                .and_then(|value| at_its_place(value, quarter, public, number));
            found.push(Issued {
                path,
                number,
                public,
                content,
            });
        }
    }
    found.sort_by_key(|issued| (issued.public, issued.number));
    Ok(found)
}

/// The names in a folder of the store, in order; none where there is no folder.
///
/// # Errors
/// Where it can't be listed, or is a link.
pub fn names(root: &Path, folder: &str) -> io::Result<Vec<String>> {
    // The store itself may be reached through a link.
    let is_within = !folder.is_empty();
    let folder = layout::on_disk(root, folder);
    if is_within && std::fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
        return Err(io::Error::other("it is a link, and qaf follows none"));
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(why),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn at_its_place(value: Value, quarter: &str, public: bool, number: u32) -> Result<Value, String> {
    let fits = value["quarter"] == quarter && value["public"] == public && value["number"] == number;
    if fits {
        Ok(value)
    } else {
        Err(
            "It says of itself that it is another quarter's or another number's: it was moved or renamed."
                .to_owned(),
        )
    }
}

fn sum(text: &str) -> String {
    fingerprint(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_carries_its_own_sum_and_any_changed_byte_shows() {
        let text = format!("{{\n  \"sha256\": \"{NO_SUM}\",\n  \"by\": \"Ann\"\n}}\n");
        let sealed = sealed(&text);
        assert_eq!(opened(sealed.as_bytes()).unwrap()["by"], "Ann");
        for at in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(opened(&bytes).is_err(), "byte {at}");
        }
        assert!(opened(&sealed.as_bytes()[..sealed.len() - 1]).is_err());
        assert!(opened(b"").is_err());
        assert!(opened(b"{\"sha256\": \"").is_err());
    }

    #[test]
    fn names_are_read_in_one_way() {
        assert_eq!(numbered("1.json"), Some((false, 1)));
        assert_eq!(numbered("public-12.json"), Some((true, 12)));
        for name in [
            "01.json",
            "0.json",
            "+1.json",
            "1.JSON",
            "public-.json",
            "1.json.txt",
            "notes.json",
            "99999999999.json",
        ] {
            assert_eq!(numbered(name), None, "{name}");
        }
        assert_eq!(path("2026-27-Q3", true, 1), "reports/2026-27-Q3/public-1.json");
    }
}
