//! Where caches are kept, for how long, and how many.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::store::closed::Stamp;

/// A folder of caches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// A workspace that was not opened for so long has its cache removed.
const OLDEST: Duration = Duration::from_secs(60 * 24 * 3600);

/// All caches together take no more than this: some forty workspaces of a million lines. The oldest go first.
const MOST_BYTES: u64 = 1 << 30;

/// What a writer that was killed has left is removed after this.
const ABANDONED: Duration = Duration::from_secs(3600);

const EXTENSION: &str = "legb";

/// Which program this is: its path, its size, and when it was built.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let path = std::env::current_exe().unwrap_or_default();
    let stamp = std::fs::metadata(&path).map(|metadata| Stamp::of(&metadata)).unwrap_or_default();
    format!("{}:{}:{}", path.display(), stamp.size, stamp.modified)
});

impl Folder {
    /// The folder that a setting asks for, or else the environment variable `LEGB_CACHE`: `None` for `off`, the platform's place for
    /// caches where nothing is said.
    pub fn asked(setting: Option<&str>) -> Option<Folder> {
        let environment = std::env::var("LEGB_CACHE").ok();
        match setting.or(environment.as_deref()) {
            Some("off") => None,
            Some(path) if !path.is_empty() => Some(Folder(PathBuf::from(path))),
            _ => Some(Folder(dirs::cache_dir()?.join("legb"))),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The file for the workspace with these roots, as this very program reads it: another build may make other graphs of the same text.
    pub(in crate::store) fn file(&self, roots: &[PathBuf]) -> PathBuf {
        let mut roots: Vec<&[u8]> = roots.iter().map(|root| root.as_os_str().as_encoded_bytes()).collect();
        roots.sort_unstable();
        roots.push(PROGRAM.as_bytes());
        let name = xxhash_rust::xxh3::xxh3_128(&roots.join(&0));
        self.0.join(format!("{name:032x}.{EXTENSION}"))
    }

    /// The bytes of a workspace's cache, if there is one. It counts as used now.
    pub(in crate::store) fn read(&self, roots: &[PathBuf]) -> Option<Vec<u8>> {
        let path = self.file(roots);
        let bytes = std::fs::read(&path).ok()?;
        // Where that can't be set, it counts as used when it was written.
        let _ = std::fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(bytes)
    }

    /// Puts a workspace's cache into its place, whole or not at all; and removes what is old or too much.
    pub(in crate::store) fn write(
        &self,
        roots: &[PathBuf],
        content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        std::fs::create_dir_all(&self.0)?;
        let path = self.file(roots);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}.tmp", std::process::id()));
        let write = || {
            let mut out = BufWriter::with_capacity(1 << 16, std::fs::File::create(&beside)?);
            content(&mut out)?;
            out.into_inner()?;
            std::fs::rename(&beside, &path)
        };
        let written = write();
        if written.is_err() {
            let _ = std::fs::remove_file(&beside);
        }
        self.prune(&path, MOST_BYTES);
        written
    }

    /// Removes caches that were not used for long, and the oldest while all take more than they may; but not this one. What can't be removed stays.
    fn prune(&self, but: &Path, most: u64) {
        let now = SystemTime::now();
        let mut kept = Vec::new();
        for entry in std::fs::read_dir(&self.0).into_iter().flatten().flatten() {
            let path = entry.path();
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            let Ok(metadata) = entry.metadata() else { continue };
            let age = metadata.modified().ok().and_then(|used| now.duration_since(used).ok()).unwrap_or_default();
            match extension {
                EXTENSION if path == but => {}
                EXTENSION if age <= OLDEST => kept.push((age, metadata.len(), path)),
                EXTENSION => drop(std::fs::remove_file(path)),
                "tmp" if age > ABANDONED => drop(std::fs::remove_file(path)),
                _ => {}
            }
        }
        kept.sort_unstable();
        let mut total = std::fs::metadata(but).map_or(0, |metadata| metadata.len());
        for (_, size, path) in kept {
            total += size;
            if total > most {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}
