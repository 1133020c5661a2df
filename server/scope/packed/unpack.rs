//! Packed bytes to a graph: what [`super`] puts, in the same order. Bytes that make no sense give `None`.

use super::super::graph::{Packed, ROLES, Symbol, definitions, imports_of};
use super::{BLOCK_KINDS, CLASS, COMMON, EXPORTS, FUNCTION, IMPORT, KINDS, Names, PLAIN_BINDINGS};
use crate::scope::{
    BindingKind, Block, BlockId, By, Error, Flags, Given, Graph, Import, Imported, Label, Member, ModulePath, Reported,
    SymbolId,
};
use crate::text::Span;
use crate::varint::Reader;

impl Graph {
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
        let given = given(bytes)?;
        let bases = of_classes(blocks.len(), bytes)?;
        let metaclasses = of_classes(blocks.len(), bytes)?;
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
            metaclasses: metaclasses.into(),
            decorators: decorators.into(),
            given: given.into(),
            by_variable: Default::default(),
            mentions: mentions.into(),
            exports,
            errors: errors.into(),
        })
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
        start = start.checked_add(first >> 2)?;
        let binds = if first & 1 == 1 { Member::BINDS } else { 0 };
        let undotted = if first & 2 == 2 { Member::UNDOTTED } else { 0 };
        let base = match bytes.number()? {
            0 => None,
            back => Some(start.checked_sub(back)?),
        };
        Some(Member::new(start, base, names.name(bytes.number()?)?, binds | undotted))
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
        let is_conditional = bytes.byte()? != 0;
        let path = ModulePath { level, segments: segments.into() };
        Some(Import { path, imported, binding, variable, is_conditional })
    })
}

fn of_classes(n_blocks: usize, bytes: &mut Reader<'_>) -> Option<Vec<(BlockId, u32)>> {
    let mut before = (0u32, 0);
    bytes.items(|bytes| {
        let class = before.0.checked_add(bytes.number()?).filter(|&class| (class as usize) < n_blocks)?;
        before = (class, bytes.step(before.1)?);
        Some((BlockId(class), before.1))
    })
}

fn given(bytes: &mut Reader<'_>) -> Option<Vec<Given>> {
    let mut target = 0u32;
    bytes.items(|bytes| {
        target = target.checked_add(bytes.number()?)?;
        let by = By::from_byte(bytes.byte()?)?;
        let place = if by.has_place() { bytes.step(target)? } else { 0 };
        Some(Given { target, place, by })
    })
}

fn errors(bytes: &mut Reader<'_>) -> Option<Vec<Error>> {
    bytes.items(|bytes| {
        let start = bytes.number()?;
        let span = Span { start, end: start.checked_add(bytes.number()?)? };
        let reported = Reported { line: bytes.number()?, column: bytes.number()?, end: bytes.number()? };
        let (within, moment) = (bytes.number()?, bytes.number()?);
        let late = bytes.byte()? != 0;
        Some(Error { span, reported, message: bytes.text()?.into(), late, within, moment })
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
