//! The drive that a store lies on, waited for as a whole where the system can promise as much as for each file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::{LEFT_TO_THE_SYSTEM, sync, sync_folder};

/// Of so few files and folders each is waited for by itself: the whole drive may have much to save of others.
const FEW: usize = 16;

/// A drive, opened before anything is written, so that no fault that it meets from then on goes by.
#[derive(Debug)]
pub(super) struct Drive {
    #[cfg_attr(
        not(target_os = "linux"),
        allow(dead_code, reason = "only Linux can be asked")
    )]
    root: Option<File>,
}

impl Drive {
    /// The drive of a folder.
    pub(super) fn of(root: &Path) -> Self {
        Self {
            root: File::open(root).ok(),
        }
    }

    /// Waits until the drive has all of these files and folders. Returns those of which it does not confirm it, with why.
    pub(super) fn save(&self, files: &[&Path], folders: &[&Path]) -> Vec<(PathBuf, io::Error)> {
        if LEFT_TO_THE_SYSTEM.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let many = files.len() + folders.len() > FEW;
        match many.then(|| self.whole(files, folders)).flatten() {
            Some(Ok(())) => Vec::new(),
            Some(Err(why)) => {
                let again = || io::Error::from_raw_os_error(why.raw_os_error().unwrap_or_default());
                let all = files.iter().chain(folders);
                all.map(|path| ((*path).to_owned(), again())).collect()
            }
            None => {
                let files = files.iter().map(|path| (path, save_file(path)));
                let each = files.chain(folders.iter().map(|path| (path, sync_folder(path))));
                let unsaved =
                    |(path, saved): (&&Path, io::Result<()>)| Some(((*path).to_owned(), saved.err()?));
                each.filter_map(unsaved).collect()
            }
        }
    }

    /// Waits for the whole drive; `None` where that would promise less than to wait for each file: where something lies on
    /// another drive, on a network's, which has a disk of its own behind it, and where the system tells no faults of it.
    #[cfg(target_os = "linux")]
    fn whole(&self, files: &[&Path], folders: &[&Path]) -> Option<io::Result<()>> {
        use std::os::unix::fs::MetadataExt as _;
        // ext2 to ext4, XFS, Btrfs, F2FS.
        const KNOWN: [u64; 4] = [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010];
        // Since then `syncfs` tells what could not be written.
        const SINCE: [u32; 2] = [5, 8];
        let root = self.root.as_ref()?;
        let about = rustix::fs::fstatfs(root).ok()?;
        let release = rustix::system::uname();
        let mut parts = release.release().to_str().ok()?.split(['.', '-']);
        let version = [parts.next()?.parse().ok()?, parts.next()?.parse().ok()?];
        let drive = root.metadata().ok()?.dev();
        let is_here = |path: &&&Path| fs::metadata(path).is_ok_and(|about| about.dev() == drive);
        let is_known = u64::try_from(about.f_type).is_ok_and(|kind| KNOWN.contains(&kind))
            && version >= SINCE
            && files.iter().chain(folders).all(|path| is_here(&path));
        is_known.then(|| rustix::fs::syncfs(root).map_err(io::Error::from))
    }

    #[cfg(not(target_os = "linux"))]
    #[allow(clippy::unused_self, reason = "its Linux twin needs it")]
    fn whole(&self, _files: &[&Path], _folders: &[&Path]) -> Option<io::Result<()>> {
        None
    }
}

/// Windows saves a file only through a handle that may write.
fn save_file(path: &Path) -> io::Result<()> {
    sync(&fs::OpenOptions::new().write(true).open(path)?)
}
