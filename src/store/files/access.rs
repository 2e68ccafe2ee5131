//! Who may open what qaf makes. On Unix qaf sets it; on Windows the folder's own list rules.

use std::fs::File;
use std::io;
use std::path::Path;

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
        std::fs::symlink_metadata(path).is_ok_and(|about| about.permissions().mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
