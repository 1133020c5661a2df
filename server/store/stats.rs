//! What the store holds, counted: how many bytes, and of what.

use rayon::prelude::*;
use serde::Serialize;

use super::closed::put_names;
use super::{Key, Store};
use crate::name::Name;
use crate::varint::Reader;

/// Some data: rows, and their bytes as they are kept and as questions see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the rows are.
    pub what: &'static str,
    /// How many there are.
    pub rows: usize,
    /// The bytes that they take for as long as the server runs.
    pub kept: usize,
    /// The bytes that they would take if all files were unpacked at once; 0 for what is never packed.
    pub unpacked: usize,
}

/// What a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Files that are known.
    pub files: usize,
    /// How often a file was lowered from its text, and not found in the cache.
    pub lowered: usize,
    /// Their lines.
    pub lines: usize,
    /// Their occurrences.
    pub occurrences: usize,
    /// The bytes by kind of data.
    pub tables: Vec<Table>,
}

impl Stats {
    /// The bytes of all tables.
    pub fn kept(&self) -> usize {
        self.tables.iter().map(|table| table.kept).sum()
    }

    /// The bytes of all tables if everything were unpacked.
    pub fn unpacked(&self) -> usize {
        self.tables.iter().map(|table| table.unpacked.max(if table.unpacked == 0 { table.kept } else { 0 })).sum()
    }

    fn add(mut self, other: Stats) -> Stats {
        self.files += other.files;
        self.lowered += other.lowered;
        self.lines += other.lines;
        self.occurrences += other.occurrences;
        for table in other.tables {
            match self.tables.iter_mut().find(|known| known.what == table.what) {
                Some(known) => {
                    known.rows += table.rows;
                    known.kept += table.kept;
                    known.unpacked += table.unpacked;
                }
                None => self.tables.push(table),
            }
        }
        self
    }
}

impl Store {
    /// What the closed files and the tables around them take.
    pub fn stats(&self) -> Stats {
        let closed: Vec<_> = self.closed.iter().map(|closed| closed.value().clone()).collect();
        let of_file = |closed: &std::sync::Arc<super::Closed>| {
            let Some(file) = closed.unpack() else { return Stats::default() };
            let table = |what, rows, kept, unpacked| Table { what, rows, kept, unpacked };
            let mut tables: Vec<Table> = file
                .graph
                .tables()
                .into_iter()
                .map(|(what, rows, kept, unpacked)| table(what, rows, kept, unpacked))
                .collect();
            let n_lines = file.lines.line_count() as usize;
            let mut packed = Vec::new();
            file.lines.pack(&mut packed);
            tables.push(table("line indexes", n_lines, packed.len(), file.lines.bytes()));
            packed.clear();
            let names = closed.names(&mut Reader::new(closed.piece.get())).unwrap_or_default();
            put_names(&mut packed, &names, Name::bits);
            let n_names = names.mentioned.len();
            tables.push(table("names of each file", n_names, packed.len(), n_names * size_of::<Name>()));
            Stats { files: 1, lowered: 0, lines: n_lines, occurrences: file.graph.occurrences().len(), tables }
        };
        let files: Stats = closed.par_iter().map(of_file).reduce(Stats::default, Stats::add);
        let (n_names, name_bytes) = Name::table_size();
        let keys = self.keys.read().expect("no panic while a key is added");
        let paths: usize =
            keys.iter().map(|key| if let Key::Path(path) = &**key { path.as_os_str().len() } else { 0 }).sum();
        // A path stands in the list and in the map, and a closed file behind its map's row.
        let per_file =
            2 * size_of::<Key>() + size_of::<super::Closed>() + size_of::<Vec<u8>>() + 6 * size_of::<usize>();
        let files_bytes = 2 * paths + per_file * keys.len();
        let index = self.index.read().expect("no panic while the index is swapped").clone();
        let around =
            [("names", n_names, name_bytes), ("files", keys.len(), files_bytes), ("prefilter", n_names, index.bytes())];
        let around = around.map(|(what, rows, kept)| Table { what, rows, kept, unpacked: 0 });
        files.add(Stats { tables: around.into(), lowered: self.n_lowered(), ..Stats::default() })
    }
}
