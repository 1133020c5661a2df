//! A graph in a quarter of its bytes: what closed files are kept as, in memory and on disk.
//!
//! The trick: tables that are sorted by place are written as steps from row to row, names as numbers in the file's own list of names, and
//! what follows from other tables is left out. The list of names stands apart, so that whoever asks which files mention a name reads no more.
//!
//! Names have other numbers in another process, and so another order. A block's symbols are sorted by them: where the order is another now,
//! they are sorted, and numbered, anew.

mod unpack;

use super::graph::{ROLES, Symbol};
use super::{BindingKind, BlockId, BlockKind, Exports, Graph, Imported, Kind, Passed, Role};
use crate::name::Name;
use crate::varint::{put, put_step, put_text};

const BLOCK_KINDS: [BlockKind; 9] = [
    BlockKind::Module,
    BlockKind::Function,
    BlockKind::Class,
    BlockKind::Lambda,
    BlockKind::Comprehension,
    BlockKind::TypeParameters,
    BlockKind::TypeAlias,
    BlockKind::TypeVariable,
    BlockKind::Annotation,
];

const KINDS: [Kind; 8] = [
    Kind::Local,
    Kind::Cell,
    Kind::Free,
    Kind::Global,
    Kind::GlobalExplicit,
    Kind::GlobalImplicit,
    Kind::Class,
    Kind::Ignored,
];

const EXPORTS: [Exports; 3] = [Exports::Implicit, Exports::Listed, Exports::Computed];

/// The bindings that say nothing more than their kind; the others are numbered behind these.
const PLAIN_BINDINGS: [BindingKind; 11] = [
    BindingKind::Assignment,
    BindingKind::Parameter(Passed::ByPosition),
    BindingKind::Parameter(Passed::ByKeyword),
    BindingKind::Parameter(Passed::Rest),
    BindingKind::For,
    BindingKind::With,
    BindingKind::Except,
    BindingKind::Walrus,
    BindingKind::Pattern,
    BindingKind::TypeParameter,
    BindingKind::TypeAlias,
];
const FUNCTION: u8 = PLAIN_BINDINGS.len() as u8;
const CLASS: u8 = FUNCTION + 1;
const IMPORT: u8 = FUNCTION + 2;

/// The names of a packed graph, by the numbers that it knows them by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// What the file mentions, sorted when the graph was packed.
    pub mentioned: Vec<Name>,
    /// What only blocks are called, such as `<lambda>`.
    pub others: Vec<Name>,
}

impl Names {
    fn number(&self, name: Name) -> u32 {
        let mentioned = self.mentioned.binary_search(&name);
        mentioned.unwrap_or_else(|_| {
            let other = self.others.iter().position(|&other| other == name);
            self.mentioned.len() + other.expect("each name of a graph is mentioned or a block's")
        }) as u32
    }

    fn name(&self, number: u32) -> Option<Name> {
        let number = number as usize;
        self.mentioned.get(number).or_else(|| self.others.get(number - self.mentioned.len())).copied()
    }
}

/// Appends a table, or some that belong together.
type Packer = fn(&Graph, &Names, &mut Vec<u8>);

/// In the order in which they are read.
const PACKERS: [(&str, Packer); 8] = [
    ("blocks", Graph::pack_blocks),
    ("symbols", Graph::pack_symbols),
    ("occurrences", |graph, _, out| graph.pack_occurrences(out)),
    ("bindings", |graph, _, out| graph.pack_bindings(out)),
    ("members, labels", Graph::pack_members),
    ("imports", Graph::pack_imports),
    ("given", |graph, _, out| graph.pack_given(out)),
    ("bases and others", |graph, _, out| graph.pack_rest(out)),
];

impl Graph {
    /// Appends the graph's tables to what is kept of a closed file; returns the names that they speak of by number.
    pub fn pack(&self, out: &mut Vec<u8>) -> Names {
        let names = self.names();
        for (_, pack) in PACKERS {
            pack(self, &names, out);
        }
        names
    }

    /// How much the graph's tables take: what is in them, rows, bytes packed, bytes as they are.
    pub fn tables(&self) -> Vec<(&'static str, usize, usize, usize)> {
        let names = self.names();
        let table = |(what, pack): &(&'static str, Packer)| {
            let mut out = Vec::new();
            pack(self, &names, &mut out);
            let (rows, bytes) = self.table_size(what);
            (*what, rows, out.len(), bytes)
        };
        PACKERS.iter().map(table).collect()
    }

    /// Rows and bytes of the tables that are packed together.
    fn table_size(&self, what: &str) -> (usize, usize) {
        let segments: usize = self.imports.iter().map(|import| size_of_val(&*import.path.segments)).sum();
        match what {
            "blocks" => (self.blocks.len(), size_of_val(&*self.blocks)),
            "symbols" => (self.symbols.len(), size_of_val(&*self.symbols) + size_of_val(&*self.definitions)),
            "occurrences" => {
                (self.occurrences.len(), size_of_val(&*self.occurrences) + size_of_val(&*self.odd_lengths))
            }
            "bindings" => (self.bindings.len(), size_of_val(&*self.bindings)),
            "members, labels" => {
                (self.members.len() + self.labels.len(), size_of_val(&*self.members) + size_of_val(&*self.labels))
            }
            "imports" => (self.imports.len(), size_of_val(&*self.imports) + size_of_val(&*self.imports_of) + segments),
            "given" => (self.given.len(), size_of_val(&*self.given)),
            _ => {
                let rows = self.bases.len() + self.metaclasses.len() + self.decorators.len() + self.errors.len();
                let of_classes = size_of_val(&*self.bases) + size_of_val(&*self.metaclasses);
                (rows, of_classes + size_of_val(&*self.decorators) + size_of_val(&*self.errors))
            }
        }
    }

    fn names(&self) -> Names {
        let mentioned = self.mentions.to_vec();
        let mut others: Vec<Name> = self.blocks.iter().map(|block| block.name).collect();
        others.retain(|name| mentioned.binary_search(name).is_err());
        others.sort_unstable();
        others.dedup();
        Names { mentioned, others }
    }

    fn pack_blocks(&self, names: &Names, out: &mut Vec<u8>) {
        put(out, self.blocks.len() as u32);
        let mut before = 0;
        for (id, block) in self.blocks.iter().enumerate() {
            out.push(number_of(&BLOCK_KINDS, &block.kind));
            put(out, id as u32 - block.parent.0);
            put(out, names.number(block.name));
            put_step(out, before, block.span.start);
            put(out, block.span.len());
            put(out, self.symbols_of(BlockId(id as u32)).len() as u32);
            before = block.span.start;
        }
    }

    /// Few of the many sets of facts that a symbol can have occur in a file: they are numbered.
    fn pack_symbols(&self, names: &Names, out: &mut Vec<u8>) {
        let fact = |id: usize| {
            let symbol = &self.symbols[id];
            (symbol.kind, symbol.flags, symbol.variable.0 == id as u32)
        };
        let mut facts = Vec::new();
        let mut numbers = Vec::with_capacity(self.symbols.len());
        for id in 0..self.symbols.len() {
            let number = facts.iter().position(|&known| known == fact(id)).unwrap_or_else(|| {
                facts.push(fact(id));
                facts.len() - 1
            });
            numbers.push(number as u32);
        }
        put(out, facts.len() as u32);
        for (kind, flags, is_own) in facts {
            out.push(number_of(&KINDS, &kind) << 1 | u8::from(is_own));
            put(out, flags.0.into());
        }
        for block in self.blocks() {
            let mut before = 0;
            for symbol in self.symbols_of(block) {
                let Symbol { name, variable, .. } = self.symbols[symbol.0 as usize];
                put(out, numbers[symbol.0 as usize]);
                let name = names.number(name);
                put(out, name - before);
                before = name;
                if variable != symbol {
                    put(out, variable.0);
                }
            }
        }
    }

    /// Two bytes for most: the step to the next place with the commonest roles, and the step from symbol to symbol, which are near each other
    /// in a block.
    fn pack_occurrences(&self, out: &mut Vec<u8>) {
        put(out, self.occurrences.len() as u32);
        let (mut start, mut symbol) = (0, 0);
        for occurrence in &self.occurrences {
            let common = COMMON.iter().position(|&role| role == occurrence.role());
            put(out, (occurrence.start - start) << 2 | common.unwrap_or(COMMON.len()) as u32);
            if common.is_none() {
                out.push(number_of(&ROLES, &occurrence.role()));
            }
            put_step(out, symbol, occurrence.symbol().0);
            (start, symbol) = (occurrence.start, occurrence.symbol().0);
        }
        put_pairs(out, &self.odd_lengths);
    }

    fn pack_bindings(&self, out: &mut Vec<u8>) {
        put(out, self.bindings.len() as u32);
        let (mut start, mut block, mut import) = (0, 0, 0);
        for &(place, kind) in &self.bindings {
            put(out, place - start);
            start = place;
            match kind {
                BindingKind::Function(BlockId(id)) | BindingKind::Class(BlockId(id)) => {
                    out.push(if matches!(kind, BindingKind::Function(_)) { FUNCTION } else { CLASS });
                    put_step(out, block, id);
                    block = id;
                }
                BindingKind::Import(number) => {
                    out.push(IMPORT);
                    put_step(out, import, number);
                    import = number;
                }
                plain => out.push(number_of(&PLAIN_BINDINGS, &plain)),
            }
        }
    }

    fn pack_members(&self, names: &Names, out: &mut Vec<u8>) {
        put(out, self.members.len() as u32);
        let mut start = 0;
        for member in &self.members {
            let flags = u32::from(member.is_undotted()) << 1 | u32::from(member.is_target());
            put(out, (member.start - start) << 2 | flags);
            // A base stands before its member.
            put(out, member.base().map_or(0, |base| member.start - base));
            put(out, names.number(member.name));
            start = member.start;
        }
        put(out, self.labels.len() as u32);
        start = 0;
        for label in &self.labels {
            put(out, label.start - start);
            put_step(out, label.start, label.callee);
            put(out, names.number(label.name));
            start = label.start;
        }
    }

    fn pack_imports(&self, names: &Names, out: &mut Vec<u8>) {
        put(out, self.imports.len() as u32);
        let mut start = 0;
        for import in &self.imports {
            put(out, import.path.level);
            put(out, import.path.segments.len() as u32);
            for &(place, name) in &import.path.segments {
                put_step(out, start, place);
                put(out, names.number(name));
                start = place;
            }
            match import.imported {
                Imported::Package => out.push(0),
                Imported::Module => out.push(1),
                Imported::Star => out.push(2),
                Imported::Name(place, name) => {
                    out.push(3);
                    put_step(out, start, place);
                    put(out, names.number(name));
                }
            }
            put_step(out, start, import.binding);
            start = import.binding;
            put(out, import.variable.map_or(0, |variable| variable.0 + 1));
            out.push(import.is_conditional.into());
        }
    }

    /// Most targets are given something near by.
    fn pack_given(&self, out: &mut Vec<u8>) {
        put(out, self.given.len() as u32);
        let mut before = 0;
        for given in &self.given {
            put(out, given.target - before);
            before = given.target;
            out.push(given.by.byte());
            if given.by.has_place() {
                put_step(out, given.target, given.place);
            }
        }
    }

    fn pack_rest(&self, out: &mut Vec<u8>) {
        for places in [&self.bases, &self.metaclasses] {
            put(out, places.len() as u32);
            let mut before = (0, 0);
            for &(BlockId(class), start) in places {
                put(out, class - before.0);
                put_step(out, before.1, start);
                before = (class, start);
            }
        }
        put_pairs(out, &self.decorators);
        out.push(number_of(&EXPORTS, &self.exports));
        put(out, self.errors.len() as u32);
        for error in &self.errors {
            put(out, error.span.start);
            put(out, error.span.len());
            for number in [error.reported.line, error.reported.column, error.reported.end, error.within, error.moment] {
                put(out, number);
            }
            out.push(error.late.into());
            put_text(out, &error.message);
        }
    }
}

/// The roles that need no byte of their own.
const COMMON: [Role; 3] = [Role::Use, Role::Bind, Role::Annotation];

fn number_of<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).expect("all are listed") as u8
}

/// Numbers of which the first ascend, each with another.
fn put_pairs(out: &mut Vec<u8>, pairs: &[(u32, u32)]) {
    put(out, pairs.len() as u32);
    let mut before = 0;
    for &(first, second) in pairs {
        put(out, first - before);
        put_step(out, first, second);
        before = first;
    }
}
