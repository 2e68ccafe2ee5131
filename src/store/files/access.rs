//! Who may open what qaf makes. On Unix qaf sets it; on Windows the folder's own list rules.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;

/// Who may open the files and folders that qaf makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// The owner and the group, so that auditors can edit what was allocated to them.
    #[default]
    Group,
    /// The owner alone.
    Private,
}

impl Access {
    /// Every kind with its name in `qaf.toml`.
    pub const NAMES: [(&'static str, Self); 2] = [("group", Self::Group), ("private", Self::Private)];

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, access)| *access)
    }
}

#[cfg(unix)]
impl Access {
    /// The bits of a file.
    fn file_mode(self) -> u32 {
        match self {
            Self::Group => 0o660,
            Self::Private => 0o600,
        }
    }

    /// The bits of a folder.
    fn folder_mode(self) -> u32 {
        match self {
            Self::Group => 0o770,
            Self::Private => 0o700,
        }
    }

    /// How a file is made in its place: open to nobody whom it is not for, even if qaf is stopped at once.
    pub(super) fn new_file(self) -> OpenOptions {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(self.file_mode());
        options
    }

    /// How a folder is made: open to nobody whom it is not for, even if qaf is stopped at once.
    pub(super) fn new_folder(self) -> DirBuilder {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = DirBuilder::new();
        builder.mode(self.folder_mode());
        builder
    }

    /// Opens a file that is there to those it is for, where it is ours: a run may have been stopped before it did.
    pub(super) fn heal_file(self, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::symlink_metadata(path).map(|about| about.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o777 != self.file_mode()) {
            // Somebody else's stays as it is: they can heal it.
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(self.file_mode()));
        }
    }

    /// As [`Self::heal_file`], for a folder.
    pub(super) fn heal_folder(self, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::symlink_metadata(path).map(|about| about.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o777 != self.folder_mode()) {
            let _ = self.apply_to_folder(path);
        }
    }

    /// Opens a file to those it is for, whatever the process's mask.
    pub(super) fn apply_to_file(self, file: &File) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let mode = self.file_mode();
        where_there_are_modes(file.set_permissions(std::fs::Permissions::from_mode(mode)))
    }

    /// Opens a folder to those it is for; the bit that hands its group on to what is made in it stays.
    pub(super) fn apply_to_folder(self, folder: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let special = std::fs::metadata(folder)?.permissions().mode() & 0o7000;
        let mode = special | self.folder_mode();
        where_there_are_modes(std::fs::set_permissions(
            folder,
            std::fs::Permissions::from_mode(mode),
        ))
    }
}

/// Takes as done what a file system without modes, such as a Windows share, refuses.
#[cfg(unix)]
fn where_there_are_modes(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(why)
            if matches!(
                why.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
#[allow(
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "the Unix twins need both"
)]
impl Access {
    /// How a file is made in its place.
    pub(super) fn new_file(self) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        options
    }

    /// How a folder is made.
    pub(super) fn new_folder(self) -> DirBuilder {
        DirBuilder::new()
    }

    /// Nothing: the folder's own list rules.
    pub(super) fn heal_file(self, _path: &Path) {}

    /// Nothing: the folder's own list rules.
    pub(super) fn heal_folder(self, _path: &Path) {}

    /// Nothing: the folder's own list rules.
    pub(super) fn apply_to_file(self, _file: &File) -> io::Result<()> {
        Ok(())
    }

    /// Nothing: the folder's own list rules.
    pub(super) fn apply_to_folder(self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Whether people who are neither the owner nor of the group may read, write or enter it. On Windows the folder's own
/// list rules, and nothing is said.
pub fn is_open_to_everyone(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::symlink_metadata(path)
            .is_ok_and(|about| !about.is_symlink() && about.permissions().mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Whether anybody but its owner may read, write or enter it. On Windows the folder's own list rules, and nothing is said.
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::symlink_metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// The number of the group whose members may write it, where they may; `None` where its owner alone may, where it is not
/// there, and on Windows, where the folder's own list rules.
pub fn group_that_writes(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let about = std::fs::symlink_metadata(path).ok()?;
        let writes = !about.is_symlink() && about.permissions().mode() & 0o020 != 0;
        writes.then(|| about.gid())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// The number of a group of this machine: the name as `/etc/group` has it, or the number itself.
pub fn group_number(name: &str) -> Option<u32> {
    let by_name = || {
        let groups = std::fs::read_to_string("/etc/group").ok()?;
        let mut lines = groups.lines().map(|line| line.split(':'));
        lines.find_map(|mut cells| {
            let is_meant = cells.next() == Some(name);
            cells.nth(1).filter(|_| is_meant)?.parse().ok()
        })
    };
    name.parse().ok().or_else(by_name)
}

/// Hands files and folders to a group, and has each folder hand it on to what is made in it. Returns how many were given, and
/// how many could not be: whoever does it has to be of the group. Links are left alone.
#[cfg(unix)]
pub fn give_to_group(paths: impl IntoIterator<Item = PathBuf>, group: u32) -> (usize, usize) {
    use std::os::unix::fs::PermissionsExt;
    let (mut given, mut refused) = (0, 0);
    for path in paths {
        let done = std::fs::symlink_metadata(&path).and_then(|about| {
            if about.is_symlink() {
                return Ok(false);
            }
            std::os::unix::fs::chown(&path, None, Some(group))?;
            if about.is_dir() {
                // After the group is changed, as that takes the bit away.
                let mode = about.permissions().mode() & 0o7777 | 0o2000;
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode))?;
            }
            Ok(true)
        });
        match done {
            Ok(whole) => given += usize::from(whole),
            Err(_) => refused += 1,
        }
    }
    (given, refused)
}
