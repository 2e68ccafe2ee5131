//! The rooms of the house stand in an order, and none knows of those behind it.

use std::fs;
use std::path::{Path, PathBuf};

/// The sources below a folder, without those of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let own = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let below = folders.iter().flat_map(|folder| sources(folder));
    let is_of_tests = |path: &PathBuf| {
        let mut names = path
            .components()
            .map(|name| name.as_os_str().to_string_lossy().into_owned());
        names.any(|name| matches!(name.trim_end_matches(".rs"), "tests" | "sample" | "test_council"))
    };
    own.chain(below).filter(|path| !is_of_tests(path)).collect()
}

#[test]
fn a_module_uses_only_what_stands_before_it_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let list = fs::read_to_string(root.join("lib.rs")).unwrap();
    let rooms: Vec<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(rooms.len() > 10, "{rooms:?}");
    for path in sources(&root) {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let own = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let Some(place) = rooms.iter().position(|known| *known == own) else {
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for used in text.split("crate::").skip(1) {
            let used: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let behind = rooms
                .iter()
                .position(|known| *known == used)
                .is_some_and(|at| at > place);
            assert!(
                !behind,
                "{} uses {used}, which stands behind {own}",
                path.display()
            );
        }
    }
}
