//! Several files made together: all of them, or none.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Access, WriteError, done, filled, folder_of, give_name, patiently, sync_folder};

/// Makes several files: all of them, or none. A file that is there with the same bytes is as good as made; with other
/// bytes it is left alone, and none is made. Returns of each whether it was made now.
///
/// Every file is on the disk under a temporary name before the first gets its own. Where one can't have its name, those
/// that have theirs are taken away again. A machine that stops in between leaves whole files, and the next run makes
/// the missing ones.
pub fn create_all_new(files: &[(PathBuf, Vec<u8>)], access: Access) -> Result<Vec<bool>, WriteError> {
    let mut ready = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        ready.push(if is_there(path, bytes)? {
            None
        } else {
            let file = filled(folder_of(path), bytes, access).map_err(|why| WriteError::failed(path, why))?;
            Some(file.into_temp_path())
        });
    }
    let mut made: Vec<&Path> = Vec::with_capacity(files.len());
    let mut new = Vec::with_capacity(files.len());
    for ((path, _), temporary) in files.iter().zip(ready) {
        new.push(temporary.is_some());
        let Some(temporary) = temporary else { continue };
        if let Err(why) = give_name(temporary, path) {
            take_away(&made);
            return Err(why);
        }
        made.push(path);
    }
    for path in &made {
        done::file(path, sync_folder(folder_of(path)));
    }
    Ok(new)
}

/// Whether the file is there with these bytes; with others it is in the way.
fn is_there(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    match fs::symlink_metadata(path) {
        Err(_) => Ok(false),
        // A pipe or a device could be read for ever.
        Ok(found) if !found.is_file() || found.len() != bytes.len() as u64 => {
            Err(WriteError::Exists { path: path.into() })
        }
        Ok(_) if patiently(|| fs::read(path)).is_ok_and(|found| found == bytes) => Ok(true),
        Ok(_) => Err(WriteError::Exists { path: path.into() }),
    }
}

/// Takes away what was made a moment ago; nobody has been told of it yet.
fn take_away(made: &[&Path]) {
    for path in made {
        // What can't be taken away is whole, and the message says what failed.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn files(folder: &Path, all: &[(&str, &str)]) -> Vec<(PathBuf, Vec<u8>)> {
        let of = |(name, text): &(&str, &str)| (folder.join(name), text.as_bytes().to_vec());
        all.iter().map(of).collect()
    }

    #[test]
    fn all_are_made_and_again_none_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let both = files(folder.path(), &[("a", "1"), ("b", "2")]);
        assert_eq!(create_all_new(&both, Access::Private).unwrap(), [true, true]);
        fs::remove_file(folder.path().join("a")).unwrap();
        assert_eq!(create_all_new(&both, Access::Private).unwrap(), [true, false]);
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"1");
        assert_eq!(names(folder.path()), ["a", "b"]);
    }

    #[test]
    fn where_one_is_in_the_way_none_is_made() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b"), "other").unwrap();
        let both = files(folder.path(), &[("a", "1"), ("b", "2")]);
        let refused = create_all_new(&both, Access::Group).unwrap_err();
        assert!(refused.is_there_already(), "{refused}");
        assert_eq!(names(folder.path()), ["b"]);
        assert_eq!(fs::read(folder.path().join("b")).unwrap(), b"other");
    }

    #[test]
    fn where_one_can_not_have_its_name_none_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let twice = files(folder.path(), &[("a", "1"), ("a", "2")]);
        assert!(create_all_new(&twice, Access::Group).is_err());
        assert_eq!(names(folder.path()), [] as [&str; 0]);
        let apart = files(folder.path(), &[("a", "1"), ("missing/b", "2")]);
        assert!(create_all_new(&apart, Access::Group).is_err());
        assert_eq!(names(folder.path()), [] as [&str; 0]);
    }
}
