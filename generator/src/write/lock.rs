//! One run at a time per folder.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Held while a run writes; the system releases it when the process ends, however it ends.
pub(super) struct Lock {
    _handle: File,
}

impl Lock {
    pub(super) fn of(folder: &Path) -> io::Result<Lock> {
        match open(folder) {
            Ok(handle) => Ok(Lock { _handle: handle }),
            Err(err) if err.kind() == ErrorKind::WouldBlock => Err(io::Error::new(
                ErrorKind::WouldBlock,
                format!("another run is writing to `{}`; wait for it to finish and run this again", folder.display()),
            )),
            Err(err) => Err(super::at(folder, err)),
        }
    }
}

/// The folder itself is locked, so that nothing is left behind.
#[cfg(not(windows))]
fn open(folder: &Path) -> io::Result<File> {
    let handle = File::open(folder)?;
    match handle.try_lock() {
        Ok(()) => Ok(handle),
        Err(std::fs::TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
        // File systems without locks (some network shares) are written as they are.
        Err(std::fs::TryLockError::Error(_)) => Ok(handle),
    }
}

/// Windows locks no folders: a file that nobody else can open, and that goes with its handle.
#[cfg(windows)]
fn open(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const SHARING_VIOLATION: i32 = 32;
    let path = folder.join(".generated-files.lock");
    let mut options = File::options();
    options.write(true).create(true).truncate(true).share_mode(0).custom_flags(DELETE_ON_CLOSE);
    options.open(path).map_err(|err| match err.raw_os_error() {
        Some(SHARING_VIOLATION) => ErrorKind::WouldBlock.into(),
        _ => err,
    })
}
