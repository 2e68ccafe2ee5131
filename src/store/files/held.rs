//! A file that another program holds for a moment: Word while it saves, a virus scanner that looks at what was made just
//! now, Explorer's preview. On Windows they can keep it from everybody else.

use std::io;
use std::thread::sleep;
use std::time::Duration;

/// How long qaf waits between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// So often it is tried: about a second and a half in all.
const TRIES: u32 = 30;

/// The file is open elsewhere, in a way that does not share it.
const SHARING_VIOLATION: i32 = 32;
/// A part of it is locked elsewhere.
const LOCK_VIOLATION: i32 = 33;
/// What Windows answers where a file that is open elsewhere is to be put by another, and where a right is missing.
const ACCESS_DENIED: i32 = 5;

/// Whether the file is held by another program, by what the system said.
pub fn is_held(why: &io::Error) -> bool {
    cfg!(windows) && matches!(why.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// As [`is_held`], where a name is to be given or taken away: there Windows does not tell a file that is held from one
/// that may not be touched.
fn may_be_held(why: &io::Error) -> bool {
    is_held(why) || cfg!(windows) && why.raw_os_error() == Some(ACCESS_DENIED)
}

/// Opens or reads a file, again for a moment where another program holds it.
pub fn patiently<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    until_free(attempt, is_held, || sleep(PAUSE))
}

/// Gives a file its name, again for a moment where another program holds what is there.
pub(super) fn name_patiently<T>(attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    until_free(attempt, may_be_held, || sleep(PAUSE))
}

fn until_free<T>(
    mut attempt: impl FnMut() -> io::Result<T>,
    held: impl Fn(&io::Error) -> bool,
    pause: impl Fn(),
) -> io::Result<T> {
    for _ in 1..TRIES {
        match attempt() {
            Err(why) if held(&why) => pause(),
            other => return other,
        }
    }
    attempt()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn tried(free_at: u32, code: i32) -> (u32, io::Result<()>) {
        let tries = Cell::new(0);
        let attempt = || {
            tries.set(tries.get() + 1);
            if tries.get() < free_at {
                Err(io::Error::from_raw_os_error(code))
            } else {
                Ok(())
            }
        };
        let held = |why: &io::Error| why.raw_os_error() == Some(SHARING_VIOLATION);
        let done = until_free(attempt, held, || ());
        (tries.get(), done)
    }

    #[test]
    fn what_is_held_for_a_moment_is_tried_again_and_what_is_held_for_long_is_told() {
        let (tries, done) = tried(3, SHARING_VIOLATION);
        assert!(done.is_ok());
        assert_eq!(tries, 3);
        let (tries, done) = tried(u32::MAX, SHARING_VIOLATION);
        assert_eq!(done.unwrap_err().raw_os_error(), Some(SHARING_VIOLATION));
        assert_eq!(tries, TRIES);
    }

    #[test]
    fn what_fails_for_another_reason_is_tried_once() {
        assert_eq!(tried(2, 2).0, 1);
    }

    #[test]
    fn only_windows_holds_files() {
        assert_eq!(
            is_held(&io::Error::from_raw_os_error(SHARING_VIOLATION)),
            cfg!(windows)
        );
    }
}
