//! What was read of a workspace's files, on disk: a second start reads it instead of parsing.
//!
//! The trick: the file holds the closed files as they are kept in memory, one behind the other, so that loading it is reading it; only its
//! names are entered into this process's table, and its list of files into a map. A file counts as known if the disk has the same stamp for
//! it as when it was read, and it had been at rest then (see [`closed`](super::closed)); else if the hash of its bytes is known.
//!
//! ```text
//! header   MAGIC, the version of legb
//! records  of each file, packed
//! names    count, texts
//! files    count; of each: path, as what it shares with the one before and the rest; stamp; hash; Python; flags; length of its record
//! trailer  lengths of records and names, 8 bytes each; xxh3 of all that comes before it, 8 bytes
//! ```
//!
//! It is written beside its place and then moved there, so that it is always whole: a reader sees the old or the new one, whoever else
//! writes or is killed meanwhile. What has another checksum, format or version is as good as none.

mod folder;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::closed::{Closed, Piece, Stamp, put_names};
use crate::name::Name;
use crate::scope::Python;
use crate::varint::{Reader, put, put_long, put_text};

pub use folder::Folder;

/// The format: its last byte counts up when the form of anything in the file, or what the graphs mean, changes.
const MAGIC: &[u8; 8] = b"legb\0\0\0\x0b";
const TRAILER: usize = 24;

const SETTLED: u8 = 1;
const STARS: u8 = 2;
const READABLE: u8 = 4;

/// A cache as it was read.
pub(super) struct Cache {
    by_path: FxHashMap<PathBuf, Arc<Closed>>,
    by_content: FxHashMap<(u128, Python), Arc<Closed>>,
}

impl Cache {
    /// What a cache's bytes say; `None` if they are damaged, or of another version.
    pub fn read(bytes: Vec<u8>) -> Option<Cache> {
        let (content, trailer) = bytes.split_at_checked(bytes.len().checked_sub(TRAILER)?)?;
        let mut trailer = Reader::new(trailer);
        let (records, names) = (trailer.long()? as usize, trailer.long()? as usize);
        if trailer.long()? != checksum(&bytes[..bytes.len() - 8]) {
            return None;
        }
        let mut reader = Reader::new(content);
        if reader.take(MAGIC.len())? != MAGIC || reader.text()? != env!("CARGO_PKG_VERSION") {
            return None;
        }
        let start = content.len() - reader.left();
        reader.take(records)?;
        let numbering: Arc<[Name]> =
            Reader::new(reader.take(names)?).items(|names| names.text().map(Name::new))?.into();
        let rows = rows(&mut reader)?;
        let lengths = rows.iter().try_fold(0usize, |sum, row| sum.checked_add(row.length));
        if lengths != Some(records) {
            return None;
        }
        let bytes = Arc::new(bytes);
        let mut cache = Cache { by_path: FxHashMap::default(), by_content: FxHashMap::default() };
        let mut start = start;
        for row in rows {
            let end = start + row.length;
            let closed = Arc::new(Closed {
                piece: Piece { bytes: bytes.clone(), start, end },
                numbering: Some(numbering.clone()),
                ..row.closed
            });
            start = end;
            cache.by_content.insert((closed.hash, closed.python), closed.clone());
            cache.by_path.insert(row.path, closed);
        }
        Some(cache)
    }

    /// What is known of a file that has this stamp.
    pub fn at(&self, path: &Path, stamp: Stamp, python: Python) -> Option<Arc<Closed>> {
        let found = self.by_path.get(path)?;
        (found.settled && found.stamp == stamp && found.python == python).then(|| found.clone())
    }

    /// What is known of any file with these bytes.
    pub fn with_content(&self, hash: u128, python: Python) -> Option<&Arc<Closed>> {
        self.by_content.get(&(hash, python))
    }

    /// How many files it has.
    pub fn n_files(&self) -> usize {
        self.by_path.len()
    }
}

/// What a cache says of a file, without its record.
struct Row {
    path: PathBuf,
    length: usize,
    closed: Closed,
}

fn rows(reader: &mut Reader<'_>) -> Option<Vec<Row>> {
    let mut path = String::new();
    reader.items(|bytes| {
        let shared = bytes.number()? as usize;
        if !path.is_char_boundary(shared) {
            return None;
        }
        path.truncate(shared);
        path.push_str(bytes.text()?);
        let stamp = Stamp { modified: bytes.long()?, changed: bytes.long()?, size: bytes.long()? };
        let hash = u128::from(bytes.long()?) | u128::from(bytes.long()?) << 64;
        let python = Python { minor: bytes.byte()? };
        let flags = bytes.byte()?;
        let length = bytes.number()? as usize;
        let closed = Closed {
            piece: Piece::new(Vec::new()),
            numbering: None,
            hash,
            stamp,
            settled: flags & SETTLED != 0,
            python,
            has_stars: flags & STARS != 0,
            is_readable: flags & READABLE != 0,
            checked: AtomicU64::new(0),
        };
        Some(Row { path: PathBuf::from(&path), length, closed })
    })
}

/// Writes a cache of some files, which must be sorted by path.
pub(super) fn write(files: &[(&str, Arc<Closed>)], out: &mut dyn Write) -> std::io::Result<()> {
    let mut names: FxHashSet<Name> = FxHashSet::default();
    for (_, closed) in files {
        let found = closed.names(&mut Reader::new(closed.piece.get())).unwrap_or_default();
        names.extend(found.mentioned);
        names.extend(found.others);
    }
    let mut names: Vec<Name> = names.into_iter().collect();
    names.sort_unstable();
    let numbers: FxHashMap<Name, u32> = names.iter().enumerate().map(|(number, &name)| (name, number as u32)).collect();

    let mut out = Summed { out, sum: Xxh3::new(), n_written: 0 };
    let mut bytes = MAGIC.to_vec();
    put_text(&mut bytes, env!("CARGO_PKG_VERSION"));
    out.write(&bytes)?;
    let first = out.n_written;
    let mut lengths = Vec::with_capacity(files.len());
    for (_, closed) in files {
        // The names have other numbers on disk; what follows them speaks of their places in the list.
        let mut rest = Reader::new(closed.piece.get());
        let names = closed.names(&mut rest).unwrap_or_default();
        bytes.clear();
        put_names(&mut bytes, &names, |name| numbers[&name]);
        let rest = rest.take(rest.left()).unwrap_or_default();
        out.write(&bytes)?;
        out.write(rest)?;
        lengths.push((bytes.len() + rest.len()) as u32);
    }
    let records = out.n_written - first;
    bytes.clear();
    put(&mut bytes, names.len() as u32);
    names.iter().for_each(|name| put_text(&mut bytes, name.text()));
    out.write(&bytes)?;
    let n_names = bytes.len() as u64;
    bytes.clear();
    put(&mut bytes, files.len() as u32);
    let mut before = "";
    for ((path, closed), length) in files.iter().zip(lengths) {
        put_row(&mut bytes, before, path, closed, length);
        before = path;
    }
    put_long(&mut bytes, records);
    put_long(&mut bytes, n_names);
    out.write(&bytes)?;
    let sum = out.sum.digest();
    out.out.write_all(&sum.to_le_bytes())
}

fn put_row(out: &mut Vec<u8>, before: &str, path: &str, closed: &Closed, length: u32) {
    let mut shared = before.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
    while !path.is_char_boundary(shared) {
        shared -= 1;
    }
    put(out, shared as u32);
    put_text(out, &path[shared..]);
    let Stamp { modified, changed, size } = closed.stamp;
    for number in [modified, changed, size, closed.hash as u64, (closed.hash >> 64) as u64] {
        put_long(out, number);
    }
    out.push(closed.python.minor);
    let flags = [(closed.settled, SETTLED), (closed.has_stars, STARS), (closed.is_readable, READABLE)];
    out.push(flags.into_iter().filter(|(is_set, _)| *is_set).fold(0, |all, (_, flag)| all | flag));
    put(out, length);
}

fn checksum(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// A writer that adds up what it writes.
struct Summed<'o> {
    out: &'o mut dyn Write,
    sum: Xxh3,
    n_written: u64,
}

impl Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.sum.update(bytes);
        self.n_written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}
