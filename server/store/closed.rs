//! A file that no editor has open: what was read of it, packed, and how to know that the disk still has it.
//!
//! The trick: a packed file takes a quarter of its graph's bytes, the same in memory and in the cache on disk, where all files of a workspace
//! lie in one piece. It is unpacked when a question touches it; what was touched lately stays unpacked in [`Recent`].

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::{File, FileId};
use crate::name::Name;
use crate::scope::{Graph, Imported, Names, Python};
use crate::text::LineIndex;
use crate::varint::{Reader, put, put_step, put_text};

/// What a file system says of a file's content without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Stamp {
    /// When it was written last, in nanoseconds since 1970.
    pub modified: u64,
    /// When anything about it changed last: whoever sets the time of writing back can't set this; 0 where the system has none.
    pub changed: u64,
    pub size: u64,
}

/// A file's bytes.
pub(super) struct Content {
    pub bytes: Vec<u8>,
    pub stamp: Stamp,
    /// Whether another content would have another stamp: the file was at rest for long enough when it was read.
    pub settled: bool,
}

/// File systems tell times in steps, of two seconds at worst (FAT): what is written twice within one has one stamp.
const SETTLED: Duration = Duration::from_millis(2100);

impl Stamp {
    pub fn of(metadata: &std::fs::Metadata) -> Stamp {
        let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64);
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(metadata.ctime_nsec() as u64)
        };
        #[cfg(not(unix))]
        let changed = 0;
        Stamp { modified: metadata.modified().map_or(0, since), changed, size: metadata.len() }
    }

    fn is_settled(&self, now: SystemTime) -> bool {
        let latest = UNIX_EPOCH + Duration::from_nanos(self.modified.max(self.changed));
        latest.checked_add(SETTLED).is_some_and(|settled| settled <= now)
    }
}

/// Reads a file, with its stamp.
pub(super) fn read(path: &Path) -> std::io::Result<Content> {
    let now = SystemTime::now();
    let (mut file, stamp) = open(path)?;
    let bytes = bytes(&mut file, stamp.size)?;
    let settled = stamp.is_settled(now) && Stamp::of(&file.metadata()?) == stamp && bytes.len() as u64 == stamp.size;
    Ok(Content { bytes, stamp, settled })
}

/// A file's bytes, for whoever knows by them what they are.
pub(super) fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let (mut file, stamp) = open(path)?;
    bytes(&mut file, stamp.size)
}

/// Opens a regular file: others, such as pipes, may never end.
fn open(path: &Path) -> std::io::Result<(std::fs::File, Stamp)> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    // Nobody waits for a pipe's other end. Where that can't be said, the path is looked up twice.
    #[cfg(target_os = "linux")]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits() as i32);
    #[cfg(not(target_os = "linux"))]
    regular(&std::fs::metadata(path)?)?;
    let file = options.open(path)?;
    let stamp = regular(&file.metadata()?)?;
    Ok((file, stamp))
}

fn regular(metadata: &std::fs::Metadata) -> std::io::Result<Stamp> {
    match metadata.is_file() {
        true => Ok(Stamp::of(metadata)),
        false => Err(std::io::Error::other("it is no regular file")),
    }
}

/// All bytes of a file of about a size. One answer may need thousands of files: where the size is right, the system is asked once.
fn bytes(file: &mut std::fs::File, size: u64) -> std::io::Result<Vec<u8>> {
    use std::io::{ErrorKind, Read};
    let mut bytes = vec![0; size.min(MOST_AT_ONCE) as usize];
    let mut n_read = 0;
    while n_read < bytes.len() {
        match file.read(&mut bytes[n_read..]) {
            Ok(0) => break,
            Ok(n) => n_read += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(n_read);
    // Some file systems say that a file is empty until somebody reads it.
    if n_read as u64 != size || size == 0 {
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// So many bytes are made room for at most before any is read.
const MOST_AT_ONCE: u64 = 1 << 30;

/// The content's name: files with the same hash are the same.
pub(super) fn hash(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// Some bytes of many.
#[derive(Clone)]
pub(super) struct Piece {
    pub bytes: Arc<Vec<u8>>,
    pub start: usize,
    pub end: usize,
}

impl Piece {
    pub fn new(bytes: Vec<u8>) -> Piece {
        let end = bytes.len();
        Piece { bytes: Arc::new(bytes), start: 0, end }
    }

    pub fn get(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }
}

/// What is kept of a closed file.
pub(super) struct Closed {
    /// The names, then the rest.
    pub piece: Piece,
    /// The names by the numbers that the piece has for them; `None` for this process's own.
    pub numbering: Option<Arc<[Name]>>,
    /// Of the bytes on disk; 0 where they couldn't be read.
    pub hash: u128,
    pub stamp: Stamp,
    pub settled: bool,
    pub python: Python,
    /// Whether the file takes names by `import *`.
    pub has_stars: bool,
    /// Whether it could be read and decoded.
    pub is_readable: bool,
    /// When the disk was asked last whether it has another content, in milliseconds since the store was made.
    pub checked: AtomicU64,
}

impl Closed {
    pub fn new(file: &File, stamp: Stamp, settled: bool) -> Closed {
        let mut body = Vec::new();
        put_text(&mut body, file.problem.as_deref().unwrap_or_default());
        file.lines.pack(&mut body);
        let names = file.graph.pack(&mut body);
        let mut bytes = Vec::new();
        put_names(&mut bytes, &names, Name::bits);
        bytes.extend_from_slice(&body);
        bytes.shrink_to_fit();
        Closed {
            piece: Piece::new(bytes),
            numbering: None,
            hash: file.hash,
            stamp,
            settled,
            python: file.python,
            has_stars: file.graph.imports().iter().any(|import| import.imported == Imported::Star),
            is_readable: file.problem.is_none(),
            checked: AtomicU64::new(0),
        }
    }

    /// The same, read again with another stamp.
    pub fn stamped(&self, stamp: Stamp, settled: bool) -> Closed {
        Closed {
            piece: self.piece.clone(),
            numbering: self.numbering.clone(),
            stamp,
            settled,
            checked: AtomicU64::new(self.checked.load(Ordering::Relaxed)),
            ..*self
        }
    }

    /// The file, all of it; `None` if the bytes are none of ours.
    pub fn unpack(&self) -> Option<File> {
        let mut bytes = Reader::new(self.piece.get());
        let names = self.names(&mut bytes)?;
        let problem = bytes.text()?;
        let problem = (!problem.is_empty()).then(|| problem.to_owned());
        let lines = LineIndex::unpack(&mut bytes)?;
        let graph = Graph::unpack(names, &mut bytes)?;
        Some(File { lines, graph: Arc::new(graph), problem, python: self.python, hash: self.hash })
    }

    /// Why the file couldn't be read, if it couldn't.
    pub fn problem(&self) -> Option<String> {
        if self.is_readable {
            return None;
        }
        let mut bytes = Reader::new(self.piece.get());
        self.names(&mut bytes)?;
        bytes.text().filter(|problem| !problem.is_empty()).map(str::to_owned)
    }

    fn name(&self, number: u32) -> Option<Name> {
        match &self.numbering {
            Some(names) => names.get(number as usize).copied(),
            None => Some(Name::from_bits(number)),
        }
    }

    /// The names at the beginning of the packed bytes; the reader stands behind them then.
    pub fn names(&self, bytes: &mut Reader<'_>) -> Option<Names> {
        let mut names = Names::default();
        for list in [&mut names.mentioned, &mut names.others] {
            let mut number = 0;
            *list = bytes.items(|bytes| {
                number = bytes.step(number)?;
                self.name(number)
            })?;
        }
        Some(names)
    }

    /// The names that the file mentions.
    pub fn mentioned(&self) -> Vec<Name> {
        self.names(&mut Reader::new(self.piece.get())).unwrap_or_default().mentioned
    }

    /// Whether the file mentions one of some sorted names.
    pub fn mentions(&self, wanted: &[Name]) -> bool {
        let mut bytes = Reader::new(self.piece.get());
        let (count, mut number) = (bytes.count().unwrap_or(0), 0);
        (0..count).any(|_| {
            let next = bytes.step(number);
            number = next.unwrap_or(number);
            next.and_then(|number| self.name(number)).is_some_and(|name| wanted.binary_search(&name).is_ok())
        })
    }
}

/// Appends the names of a packed graph.
pub(super) fn put_names(out: &mut Vec<u8>, names: &Names, number: impl Fn(Name) -> u32) {
    for list in [&names.mentioned, &names.others] {
        put(out, list.len() as u32);
        let mut before = 0;
        for &name in list {
            put_step(out, before, number(name));
            before = number(name);
        }
    }
}

/// Unpacked files that were asked for lately.
///
/// The trick: two generations. What is asked for is put into the young one; when that is full it becomes the old one, whose files are
/// forgotten unless they are asked for again. No list of ages is kept, and a look-up takes no lock but a shard's.
#[derive(Default)]
pub(super) struct Recent {
    generations: RwLock<Generations>,
    young_bytes: std::sync::atomic::AtomicUsize,
}

type Unpacked = DashMap<FileId, (Arc<Closed>, Arc<File>), FxBuildHasher>;

#[derive(Default)]
struct Generations {
    young: Unpacked,
    old: Unpacked,
}

/// How many bytes of unpacked files a generation holds: the files of the commonest name of a workspace of a million lines (22 MB).
const GENERATION: usize = 24 << 20;

impl Recent {
    /// The unpacked file, if it is at hand and what was packed is still this.
    pub fn get(&self, id: FileId, closed: &Arc<Closed>) -> Option<Arc<File>> {
        let found = {
            let generations = self.generations.read().expect("no panic while generations change");
            let current = |found: &(Arc<Closed>, Arc<File>)| Arc::ptr_eq(&found.0, closed).then(|| found.1.clone());
            if let Some(found) = generations.young.get(&id) {
                return current(&found);
            }
            generations.old.get(&id).and_then(|found| current(&found))?
        };
        self.insert(id, closed, &found);
        Some(found)
    }

    /// Keeps an unpacked file for a while.
    pub fn insert(&self, id: FileId, closed: &Arc<Closed>, file: &Arc<File>) {
        let bytes = file.graph.bytes() + file.lines.bytes();
        let generations = self.generations.read().expect("no panic while generations change");
        if generations.young.insert(id, (closed.clone(), file.clone())).is_some() {
            return;
        }
        drop(generations);
        if self.young_bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > GENERATION {
            let mut generations = self.generations.write().expect("no panic while generations change");
            // Another thread may have been here first.
            if self.young_bytes.load(Ordering::Relaxed) > GENERATION {
                let young = std::mem::take(&mut generations.young);
                let old = std::mem::replace(&mut generations.old, young);
                self.young_bytes.store(0, Ordering::Relaxed);
                drop(generations);
                drop(old);
            }
        }
    }
}
