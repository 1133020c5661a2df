//! A graph in a quarter of its bytes: what closed files are kept as, in memory and on disk.
//!
//! The trick: tables that are sorted by place are written as steps from row to row, names as numbers in the file's own list of names, and
//! what follows from other tables is left out. The list of names stands apart, so that whoever asks which files mention a name reads no more.
//!
//! Names have other numbers in another process, and so another order. A block's symbols are sorted by them: where the order is another now,
//! they are sorted, and numbered, anew.

use super::graph::{Packed, ROLES, Symbol, definitions, imports_of};
use super::{
    BindingKind, Block, BlockId, BlockKind, Error, Exports, Flags, Graph, Import, Imported, Kind, Label, Member,
    ModulePath, Passed, Role, SymbolId,
};
use crate::name::Name;
use crate::text::Span;
use crate::varint::{Reader, put, put_step, put_text};

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
const PACKERS: [(&str, Packer); 7] = [
    ("blocks", Graph::pack_blocks),
    ("symbols", Graph::pack_symbols),
    ("occurrences", |graph, _, out| graph.pack_occurrences(out)),
    ("bindings", |graph, _, out| graph.pack_bindings(out)),
    ("members, labels", Graph::pack_members),
    ("imports", Graph::pack_imports),
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
            _ => {
                let rows = self.bases.len() + self.decorators.len() + self.errors.len();
                let bytes = size_of_val(&*self.bases) + size_of_val(&*self.decorators) + size_of_val(&*self.errors);
                (rows, bytes)
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
            put(out, (member.start - start) << 1 | u32::from(member.is_target()));
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
        }
    }

    fn pack_rest(&self, out: &mut Vec<u8>) {
        put(out, self.bases.len() as u32);
        let mut before = (0, 0);
        for &(BlockId(class), start) in &self.bases {
            put(out, class - before.0);
            put_step(out, before.1, start);
            before = (class, start);
        }
        put_pairs(out, &self.decorators);
        out.push(number_of(&EXPORTS, &self.exports));
        put(out, self.errors.len() as u32);
        for error in &self.errors {
            put(out, error.span.start);
            put(out, error.span.len());
            put(out, error.reported);
            put(out, error.moment);
            out.push(error.late.into());
            put_text(out, &error.message);
        }
    }

    /// Reads a graph that was packed, in this process or another, with these names; `None` if the bytes are none.
    pub fn unpack(names: Names, bytes: &mut Reader<'_>) -> Option<Graph> {
        let mut blocks = blocks(&names, bytes)?;
        let mut symbols = symbols(&names, &mut blocks, bytes)?;
        let mut occurrences = occurrences(symbols.len(), bytes)?;
        let odd_lengths = pairs(bytes)?;
        let bindings = bindings(blocks.len(), bytes)?;
        let members = members(&names, bytes)?;
        let labels = labels(&names, bytes)?;
        let mut imports = imports(&names, symbols.len(), bytes)?;
        let known =
            |binding: &(u32, BindingKind)| !matches!(binding.1, BindingKind::Import(n) if n as usize >= imports.len());
        if !bindings.iter().all(known) {
            return None;
        }
        let bases = bases(blocks.len(), bytes)?;
        let decorators = pairs(bytes)?;
        let exports = *EXPORTS.get(bytes.byte()? as usize)?;
        let errors = errors(bytes)?;
        let mut mentions = names.mentioned;
        if !mentions.is_sorted() {
            mentions.sort_unstable();
            sort_symbols(&blocks, &mut symbols, &mut occurrences, &mut imports);
        }
        let definitions = definitions(&symbols, &occurrences, &bindings);
        Some(Graph {
            blocks: blocks.into(),
            symbols: symbols.into(),
            occurrences: occurrences.into(),
            odd_lengths: odd_lengths.into(),
            definitions,
            bindings: bindings.into(),
            members: members.into(),
            labels: labels.into(),
            imports_of: imports_of(&imports),
            imports: imports.into(),
            bases: bases.into(),
            decorators: decorators.into(),
            mentions: mentions.into(),
            exports,
            errors: errors.into(),
        })
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

fn pairs(bytes: &mut Reader<'_>) -> Option<Vec<(u32, u32)>> {
    let mut first = 0u32;
    bytes.items(|bytes| {
        first = first.checked_add(bytes.number()?)?;
        Some((first, bytes.step(first)?))
    })
}

/// The blocks; in place of its first symbol each has how many there are, which [`symbols`] makes right.
fn blocks(names: &Names, bytes: &mut Reader<'_>) -> Option<Vec<Block>> {
    let (mut id, mut start) = (0u32, 0);
    let blocks = bytes.items(|bytes| {
        let kind = *BLOCK_KINDS.get(bytes.byte()? as usize)?;
        let back = bytes.number()?;
        let parent = BlockId(id.checked_sub(back).filter(|_| back > 0 || id == 0)?);
        id += 1;
        let name = names.name(bytes.number()?)?;
        start = bytes.step(start)?;
        let end = start.checked_add(bytes.number()?)?;
        Some(Block { kind, parent, name, span: Span { start, end }, first_symbol: bytes.number()? })
    })?;
    (!blocks.is_empty()).then_some(blocks)
}

fn symbols(names: &Names, blocks: &mut [Block], bytes: &mut Reader<'_>) -> Option<Vec<Symbol>> {
    let facts = bytes.items(|bytes| {
        let kind = bytes.byte()?;
        let flags = Flags(bytes.number()?.try_into().ok()?);
        Some((*KINDS.get(usize::from(kind >> 1))?, flags, kind & 1 == 1))
    })?;
    let n_symbols = blocks.iter().try_fold(0usize, |sum, block| sum.checked_add(block.first_symbol as usize))?;
    if n_symbols > bytes.left() {
        return None;
    }
    let mut symbols = Vec::with_capacity(n_symbols);
    for block in blocks {
        let n_own = std::mem::replace(&mut block.first_symbol, symbols.len() as u32);
        let mut name = 0u32;
        for _ in 0..n_own {
            let &(kind, flags, is_own) = facts.get(bytes.number()? as usize)?;
            name = name.checked_add(bytes.number()?)?;
            let variable = if is_own { symbols.len() as u32 } else { bytes.number()? };
            let variable = SymbolId(Some(variable).filter(|&variable| (variable as usize) < n_symbols)?);
            symbols.push(Symbol { name: names.name(name)?, variable, kind, flags });
        }
    }
    Some(symbols)
}

fn occurrences(n_symbols: usize, bytes: &mut Reader<'_>) -> Option<Vec<Packed>> {
    let (mut start, mut symbol) = (0u32, 0);
    bytes.items(|bytes| {
        let first = bytes.number()?;
        start = start.checked_add(first >> 2)?;
        let role = match COMMON.get((first & 3) as usize) {
            Some(&role) => role,
            None => *ROLES.get(bytes.byte()? as usize)?,
        };
        symbol = bytes.step(symbol).filter(|&symbol| (symbol as usize) < n_symbols)?;
        Some(Packed::new(start, SymbolId(symbol), role))
    })
}

fn bindings(n_blocks: usize, bytes: &mut Reader<'_>) -> Option<Vec<(u32, BindingKind)>> {
    let (mut start, mut block, mut import) = (0u32, 0, 0);
    bytes.items(|bytes| {
        start = start.checked_add(bytes.number()?)?;
        let kind = match bytes.byte()? {
            kind @ (FUNCTION | CLASS) => {
                block = bytes.step(block).filter(|&block| (block as usize) < n_blocks)?;
                let id = BlockId(block);
                if kind == FUNCTION { BindingKind::Function(id) } else { BindingKind::Class(id) }
            }
            IMPORT => {
                import = bytes.step(import)?;
                BindingKind::Import(import)
            }
            plain => *PLAIN_BINDINGS.get(plain as usize)?,
        };
        Some((start, kind))
    })
}

fn members(names: &Names, bytes: &mut Reader<'_>) -> Option<Vec<Member>> {
    let mut start = 0u32;
    bytes.items(|bytes| {
        let first = bytes.number()?;
        start = start.checked_add(first >> 1)?;
        let base = match bytes.number()? {
            0 => None,
            back => Some(start.checked_sub(back)?),
        };
        Some(Member::new(start, base, names.name(bytes.number()?)?, first & 1 == 1))
    })
}

fn labels(names: &Names, bytes: &mut Reader<'_>) -> Option<Vec<Label>> {
    let mut start = 0u32;
    bytes.items(|bytes| {
        start = start.checked_add(bytes.number()?)?;
        Some(Label { start, callee: bytes.step(start)?, name: names.name(bytes.number()?)? })
    })
}

fn imports(names: &Names, n_symbols: usize, bytes: &mut Reader<'_>) -> Option<Vec<Import>> {
    let mut start = 0;
    bytes.items(|bytes| {
        let level = bytes.number()?;
        let segments = bytes.items(|bytes| {
            start = bytes.step(start)?;
            Some((start, names.name(bytes.number()?)?))
        })?;
        let imported = match bytes.byte()? {
            0 => Imported::Package,
            1 => Imported::Module,
            2 => Imported::Star,
            3 => Imported::Name(bytes.step(start)?, names.name(bytes.number()?)?),
            _ => return None,
        };
        let binding = bytes.step(start)?;
        start = binding;
        let variable = match bytes.number()? {
            0 => None,
            next => Some(SymbolId(next - 1)).filter(|variable| (variable.0 as usize) < n_symbols),
        };
        Some(Import { path: ModulePath { level, segments: segments.into() }, imported, binding, variable })
    })
}

fn bases(n_blocks: usize, bytes: &mut Reader<'_>) -> Option<Vec<(BlockId, u32)>> {
    let mut before = (0u32, 0);
    bytes.items(|bytes| {
        let class = before.0.checked_add(bytes.number()?).filter(|&class| (class as usize) < n_blocks)?;
        before = (class, bytes.step(before.1)?);
        Some((BlockId(class), before.1))
    })
}

fn errors(bytes: &mut Reader<'_>) -> Option<Vec<Error>> {
    bytes.items(|bytes| {
        let start = bytes.number()?;
        let span = Span { start, end: start.checked_add(bytes.number()?)? };
        let (reported, moment) = (bytes.number()?, bytes.number()?);
        let late = bytes.byte()? != 0;
        Some(Error { span, reported, message: bytes.text()?.into(), late, moment })
    })
}

/// Sorts each block's symbols by the names' numbers of this process; what is apart from the block's names stays last.
fn sort_symbols(blocks: &[Block], symbols: &mut Vec<Symbol>, occurrences: &mut [Packed], imports: &mut [Import]) {
    let mut order: Vec<u32> = (0..symbols.len() as u32).collect();
    for (id, block) in blocks.iter().enumerate() {
        let end = blocks.get(id + 1).map_or(symbols.len(), |next| next.first_symbol as usize);
        order[block.first_symbol as usize..end].sort_by_key(|&id| symbols[id as usize].name);
    }
    let mut numbers = vec![0; symbols.len()];
    for (new, &old) in order.iter().enumerate() {
        numbers[old as usize] = new as u32;
    }
    let renumbered = |id: SymbolId| SymbolId(numbers[id.0 as usize]);
    *symbols = order
        .iter()
        .map(|&old| Symbol { variable: renumbered(symbols[old as usize].variable), ..symbols[old as usize] })
        .collect();
    for occurrence in occurrences {
        *occurrence = Packed::new(occurrence.start, renumbered(occurrence.symbol()), occurrence.role());
    }
    for import in imports {
        import.variable = import.variable.map(renumbered);
    }
}
