//! The graph itself: flat tables, sorted, and the questions that they answer by binary search.

use std::ops::Range;

use super::given::ByVariable;
use super::{
    BindingKind, Block, BlockId, BlockKind, Error, Exports, Flags, Given, Import, Imported, Kind, Label, Member,
    Occurrence, Role, SymbolId, Token,
};
use crate::name::Name;
use crate::text::Span;

/// The scope graph of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    pub(super) blocks: Box<[Block]>,
    /// Grouped by block, in the blocks' order; sorted by name within each, what is apart from the block's names last.
    pub(super) symbols: Box<[Symbol]>,
    /// Sorted by start.
    pub(super) occurrences: Box<[Packed]>,
    /// (start, length) of the tokens that are not as long as their name: mangled, or not in NFKC; sorted.
    pub(super) odd_lengths: Box<[(u32, u32)]>,
    /// (start, kind) of the bindings that are no plain assignments, sorted.
    pub(super) bindings: Box<[(u32, BindingKind)]>,
    pub(super) members: Box<[Member]>,
    pub(super) labels: Box<[Label]>,
    pub(super) imports: Box<[Import]>,
    /// (variable, number of an import that binds it), sorted.
    pub(super) imports_of: Box<[(SymbolId, u32)]>,
    /// (variable, the one `def` or class that binds it), sorted; without the variables that something else binds, too.
    pub(super) definitions: Box<[(SymbolId, BindingKind)]>,
    /// (class block, start of the occurrence or member that names a base class, or of the brackets where none does), sorted.
    pub(super) bases: Box<[(BlockId, u32)]>,
    /// (class block, start of the occurrence or member that names its metaclass, or of the brackets where none does), sorted.
    pub(super) metaclasses: Box<[(BlockId, u32)]>,
    /// (start of a `def`'s name, start of the occurrence or member that decorates it), sorted.
    pub(super) decorators: Box<[(u32, u32)]>,
    /// Sorted.
    pub(super) given: Box<[Given]>,
    pub(super) by_variable: ByVariable,
    /// The names that the file mentions in any way, sorted.
    pub(super) mentions: Box<[Name]>,
    pub(super) exports: Exports,
    /// In the order in which the compiler would meet them.
    pub(super) errors: Box<[Error]>,
}

/// An occurrence in 8 bytes: its offset; its symbol and role; the length is the name's, or listed in [`Graph::odd_lengths`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Packed {
    pub(super) start: u32,
    pub(super) symbol_and_role: u32,
}

/// Symbols per file that fit beside the role in 32 bits: 268 million, where a file is at most 1 GiB.
const ROLE_BITS: u32 = 4;

pub(super) const ROLES: [Role; 10] = [
    Role::Bind,
    Role::Use,
    Role::Delete,
    Role::Declare,
    Role::Annotation,
    Role::Unevaluated,
    Role::Export,
    Role::Unexport,
    Role::Quoted,
    Role::Slot,
];

// A role's number is its place here.
const _: () = {
    let mut number = 0;
    while number < ROLES.len() {
        assert!(ROLES[number] as usize == number);
        number += 1;
    }
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Symbol {
    pub(super) name: Name,
    pub(super) variable: SymbolId,
    pub(super) kind: Kind,
    pub(super) flags: Flags,
}

impl Graph {
    /// The blocks; the module's is first and each comes after the one around it.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = BlockId> + ExactSizeIterator {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// A block's facts.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// The blocks from this one outwards to the module.
    pub fn outwards(&self, from: BlockId) -> impl Iterator<Item = BlockId> {
        std::iter::successors(Some(from), |&id| (id.0 != 0).then(|| self.block(id).parent))
    }

    /// How many symbols there are: they are numbered from 0.
    pub fn n_symbols(&self) -> usize {
        self.symbols.len()
    }

    /// The symbols of a block.
    pub fn symbols_of(&self, block: BlockId) -> impl ExactSizeIterator<Item = SymbolId> + Clone {
        self.symbol_range(block).map(SymbolId)
    }

    pub(super) fn symbol_range(&self, block: BlockId) -> Range<u32> {
        let next = self.blocks.get(block.0 as usize + 1);
        self.block(block).first_symbol..next.map_or(self.symbols.len() as u32, |next| next.first_symbol)
    }

    /// A name as a block sees it, or `None` where the block doesn't mention it.
    pub fn symbol_in(&self, block: BlockId, name: Name) -> Option<SymbolId> {
        self.symbols_in(block, name).next().filter(|&symbol| !self.flags(symbol).has(Flags::APART))
    }

    /// The variable that is a class's attribute with this name: the one that its body binds, else the one that its `__slots__` names or that its
    /// methods assign to their instance.
    pub fn attribute_in(&self, class: BlockId, name: Name) -> Option<SymbolId> {
        let is_own = |&symbol: &SymbolId| self.is_bound(symbol) && self.variable(symbol) == symbol;
        let is_slot = |&symbol: &SymbolId| self.flags(symbol).has(Flags::SLOT);
        self.symbol_in(class, name).filter(is_own).or_else(|| self.symbols_in(class, name).find(is_slot))
    }

    /// The symbols of a block with a name: what is apart from the block's names last.
    pub fn symbols_in(&self, block: BlockId, name: Name) -> impl Iterator<Item = SymbolId> {
        let range = self.symbol_range(block);
        let symbols = &self.symbols[range.start as usize..range.end as usize];
        let first = range.start + symbols.partition_point(|symbol| symbol.name < name) as u32;
        (first..range.end).map(SymbolId).take_while(move |&symbol| self.name(symbol) == name)
    }

    /// The symbol of the module block with this name.
    pub fn global(&self, name: Name) -> Option<SymbolId> {
        self.symbol_in(BlockId(0), name)
    }

    /// The symbols that are variables: that mean themselves.
    pub fn variables(&self) -> impl Iterator<Item = SymbolId> {
        (0..self.symbols.len() as u32).map(SymbolId).filter(|&id| self.variable(id) == id)
    }

    /// The symbols with a name, in all blocks.
    pub fn symbols_named(&self, name: Name) -> impl Iterator<Item = SymbolId> {
        (0..self.symbols.len() as u32).map(SymbolId).filter(move |&id| self.name(id) == name)
    }

    /// The symbols that mean a variable, its own included: one of each block that mentions it.
    pub fn symbols_meaning(&self, variable: SymbolId) -> impl Iterator<Item = SymbolId> {
        (0..self.symbols.len() as u32).map(SymbolId).filter(move |&id| self.variable(id) == variable)
    }

    /// The block that sees this symbol.
    pub fn block_of(&self, symbol: SymbolId) -> BlockId {
        BlockId(self.blocks.partition_point(|block| block.first_symbol <= symbol.0) as u32 - 1)
    }

    /// The symbol's name as the compiler stores it: private names of classes are mangled.
    pub fn name(&self, symbol: SymbolId) -> Name {
        self.symbols[symbol.0 as usize].name
    }

    /// The name as an occurrence spells it: a private name of a class without the class's.
    pub fn spelled(&self, occurrence: &Occurrence) -> &'static str {
        let stored = self.name(occurrence.symbol).text();
        let before = stored.len().saturating_sub((occurrence.span.end - occurrence.span.start) as usize);
        stored.get(before..).filter(|spelled| spelled.starts_with("__")).unwrap_or(stored)
    }

    /// The variable that the symbol means: a symbol that means itself.
    pub fn variable(&self, symbol: SymbolId) -> SymbolId {
        self.symbols[symbol.0 as usize].variable
    }

    /// The symbol's kind.
    pub fn kind(&self, symbol: SymbolId) -> Kind {
        self.symbols[symbol.0 as usize].kind
    }

    pub(super) fn flags(&self, symbol: SymbolId) -> Flags {
        self.symbols[symbol.0 as usize].flags
    }

    /// Whether something in the file binds the variable: if not, a star import, a built-in or nothing does.
    pub fn is_bound(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::BOUND | Flags::BOUND_ELSEWHERE | Flags::APART)
    }

    /// Whether the variable is the `__class__` that the compiler gives the functions of a class.
    pub fn is_class_cell(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::CLASS_CELL)
    }

    /// Whether the compiler's table for the symbol's block has an entry for it; not so for names in annotations that it leaves
    /// alone and in the strings of `__all__`.
    pub fn is_compiled(&self, symbol: SymbolId) -> bool {
        self.flags(symbol).has(Flags::COMPILED)
    }

    /// Whether an import binds the variable.
    pub fn is_imported(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::IMPORTED)
    }

    /// Whether something else than an import binds the variable.
    pub fn is_defined(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::DEFINED)
    }

    /// Whether the variable is bound in more than one place.
    pub fn is_rebound(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::REBOUND)
    }

    /// Whether the variable is a parameter.
    pub fn is_parameter(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::PARAMETER)
    }

    /// Whether the variable is a parameter that a keyword at a call can name: not one before `/`, nor `*args` or `**kwargs`.
    pub fn is_keyword_parameter(&self, variable: SymbolId) -> bool {
        self.flags(variable).has(Flags::KEYWORD)
    }

    /// Whether the symbol's block declares it `global` or `nonlocal`.
    pub fn is_declared(&self, symbol: SymbolId) -> bool {
        self.block_of(symbol).0 != 0 && self.flags(symbol).has(Flags::GLOBAL | Flags::NONLOCAL)
    }

    /// All occurrences, in the order of the text.
    pub fn occurrences(&self) -> impl ExactSizeIterator<Item = Occurrence> + DoubleEndedIterator {
        self.occurrences.iter().map(|packed| self.unpacked(packed))
    }

    /// The occurrences of a variable, in the order of the text.
    pub fn occurrences_of(&self, variable: SymbolId) -> impl Iterator<Item = Occurrence> {
        let means = move |packed: &&Packed| self.variable(packed.symbol()) == variable;
        self.occurrences.iter().filter(means).map(|packed| self.unpacked(packed))
    }

    /// The occurrences before an offset, the last first.
    pub fn occurrences_before(&self, offset: u32) -> impl Iterator<Item = Occurrence> {
        let end = self.occurrences.partition_point(|packed| packed.start < offset);
        self.occurrences[..end].iter().rev().map(|packed| self.unpacked(packed))
    }

    /// The occurrences from an offset on, in the order of the text.
    pub fn occurrences_from(&self, offset: u32) -> impl Iterator<Item = Occurrence> {
        let first = self.occurrences.partition_point(|packed| packed.start < offset);
        self.occurrences[first..].iter().map(|packed| self.unpacked(packed))
    }

    /// The occurrence at a byte offset: the one that contains it, else the one that ends there.
    pub fn occurrence_at(&self, offset: u32) -> Option<Occurrence> {
        let occurrence = self.unpacked(last_from(&self.occurrences, offset, |packed| packed.start)?);
        occurrence.span.touches(offset).then_some(occurrence)
    }

    fn unpacked(&self, packed: &Packed) -> Occurrence {
        let symbol = packed.symbol();
        Occurrence { span: self.span(packed.start, self.name(symbol)), symbol, role: packed.role() }
    }

    /// The token of a name that starts at an offset: as long as it is spelled there, in whatever Unicode form.
    pub fn span(&self, start: u32, name: Name) -> Span {
        let length = match self.odd_lengths.binary_search_by_key(&start, |odd| odd.0) {
            Ok(odd) => self.odd_lengths[odd].1,
            Err(_) => name.len(),
        };
        Span { start, end: start.saturating_add(length) }
    }

    /// The binding operation of an occurrence whose role is [`Role::Bind`].
    pub fn binding(&self, occurrence: &Occurrence) -> BindingKind {
        match self.bindings.binary_search_by_key(&occurrence.span.start, |binding| binding.0) {
            Ok(at) => self.bindings[at].1,
            Err(_) => BindingKind::Assignment,
        }
    }

    /// The names behind dots, in the order of the text.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member that starts at an offset.
    pub fn member_from(&self, start: u32) -> Option<&Member> {
        let at = self.members.binary_search_by_key(&start, |member| member.start).ok()?;
        Some(&self.members[at])
    }

    /// The keywords at calls, in the order of the text.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The start of the occurrence or member that ends at an offset.
    pub fn start_of(&self, end: u32) -> Option<u32> {
        let occurrence = self.occurrence_at(end).map(|occurrence| occurrence.span);
        let member = || last_from(&self.members, end, |member| member.start).map(|m| self.span(m.start, m.name));
        occurrence
            .filter(|span| span.end == end)
            .or_else(|| member().filter(|span| span.end == end))
            .map(|span| span.start)
    }

    /// The token at a byte offset: the one that contains it, else the one that ends there.
    pub fn token_at(&self, offset: u32) -> Option<(Token, Span)> {
        if let Some(occurrence) = self.occurrence_at(offset).filter(|o| o.span.contains(offset)) {
            return Some((Token::Occurrence(occurrence), occurrence.span));
        }
        let touching = |span: Span| span.touches(offset);
        let member = last_from(&self.members, offset, |member| member.start);
        let member = member.map(|m| (Token::Member(*m), self.span(m.start, m.name)));
        let label = last_from(&self.labels, offset, |label| label.start);
        let label = label.map(|l| (Token::Label(*l), self.span(l.start, l.name)));
        let found = member.filter(|m| touching(m.1)).or(label.filter(|l| touching(l.1)));
        let found = found.or_else(|| self.import_token_at(offset));
        found.or_else(|| self.occurrence_at(offset).map(|o| (Token::Occurrence(o), o.span)))
    }

    fn import_token_at(&self, offset: u32) -> Option<(Token, Span)> {
        let touching = |start: u32, name: Name| {
            let span = self.span(start, name);
            span.touches(offset).then_some(span)
        };
        self.imports.iter().enumerate().find_map(|(number, import)| {
            let number = number as u32;
            if let Imported::Name(start, name) = import.imported
                && let Some(span) = touching(start, name)
            {
                return Some((Token::Imported(number), span));
            }
            let segments = import.path.segments.iter().enumerate();
            segments.into_iter().find_map(|(segment, &(start, name))| {
                touching(start, name).map(|span| (Token::Segment(number, segment as u32), span))
            })
        })
    }

    /// The starts of the occurrences and members that decorate the `def` or class whose name starts at an offset.
    pub fn decorators(&self, name: u32) -> impl Iterator<Item = u32> {
        let first = self.decorators.partition_point(|decorator| decorator.0 < name);
        self.decorators[first..].iter().take_while(move |decorator| decorator.0 == name).map(|decorator| decorator.1)
    }

    /// The start of the name that the decorator stands above which starts at a place: of decorators and names, both are in the order of the text.
    pub fn decorated_by(&self, decorator: u32) -> Option<u32> {
        let found = self.decorators.binary_search_by_key(&decorator, |decorator| decorator.1).ok()?;
        Some(self.decorators[found].0)
    }

    /// For each block, by number, whether it is the given one or lies in it.
    pub fn inside(&self, outer: BlockId) -> Vec<bool> {
        let mut inside = vec![false; self.blocks.len()];
        for (id, block) in self.blocks.iter().enumerate() {
            inside[id] = id as u32 == outer.0 || id != 0 && inside[block.parent.0 as usize];
        }
        inside
    }

    /// The innermost class whose text an offset lies in.
    pub fn class_around(&self, offset: u32) -> Option<BlockId> {
        let around = |&id: &BlockId| self.block(id).kind == BlockKind::Class && self.block(id).span.contains(offset);
        (0..self.blocks.len() as u32).rev().map(BlockId).find(around)
    }

    /// The starts of the occurrences and members that name the base classes of a class, in order; for what is no name, such as a call, that of the
    /// brackets.
    pub fn bases(&self, class: BlockId) -> impl Iterator<Item = u32> {
        let first = self.bases.partition_point(|base| base.0 < class);
        self.bases[first..].iter().take_while(move |base| base.0 == class).map(|base| base.1)
    }

    /// The start of the occurrence or member that names the metaclass of a class, if its header gives one; for what is no name, that of the brackets.
    pub fn metaclass(&self, class: BlockId) -> Option<u32> {
        let at = self.metaclasses.binary_search_by_key(&class, |metaclass| metaclass.0).ok()?;
        Some(self.metaclasses[at].1)
    }

    /// The name that stands for what a call with a keyword calls.
    pub fn callee_name(&self, label: &Label) -> Option<Name> {
        self.name_from(label.callee)
    }

    /// The name of the occurrence or member that starts at an offset.
    pub fn name_from(&self, start: u32) -> Option<Name> {
        let occurrence = self.occurrence_at(start).filter(|occurrence| occurrence.span.start == start);
        let name = occurrence.map(|occurrence| self.name(occurrence.symbol));
        name.or_else(|| self.member_from(start).map(|member| member.name))
    }

    /// The imports, in the order of the text.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// The imports that bind a variable, in the order of the text.
    pub fn imports_of(&self, variable: SymbolId) -> impl Iterator<Item = &Import> {
        let first = self.imports_of.partition_point(|import| import.0 < variable);
        let numbers = self.imports_of[first..].iter().take_while(move |import| import.0 == variable);
        numbers.map(|import| &self.imports[import.1 as usize])
    }

    /// The one `def` or class that binds a variable; `None` if anything else binds it, too.
    pub fn only_definition(&self, variable: SymbolId) -> Option<BindingKind> {
        let at = self.definitions.binary_search_by_key(&variable, |definition| definition.0).ok()?;
        Some(self.definitions[at].1)
    }

    /// What the file says of `__all__`.
    pub fn exports(&self) -> Exports {
        self.exports
    }

    /// What the compiler rejects, in the order in which it would meet it: the first is the one that CPython reports.
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// Whether the file mentions the name: as an occurrence, a member, a label or in an import.
    pub fn mentions(&self, name: Name) -> bool {
        self.mentions.binary_search(&name).is_ok()
    }

    /// The names that the file mentions, sorted.
    pub fn mentioned(&self) -> &[Name] {
        &self.mentions
    }

    /// Heap memory in bytes.
    pub fn bytes(&self) -> usize {
        let imports: usize = self.imports.iter().map(|i| size_of_val(&*i.path.segments)).sum();
        size_of_val(&*self.blocks)
            + size_of_val(&*self.symbols)
            + size_of_val(&*self.occurrences)
            + size_of_val(&*self.odd_lengths)
            + size_of_val(&*self.bindings)
            + size_of_val(&*self.members)
            + size_of_val(&*self.labels)
            + size_of_val(&*self.imports)
            + size_of_val(&*self.imports_of)
            + size_of_val(&*self.definitions)
            + size_of_val(&*self.bases)
            + size_of_val(&*self.metaclasses)
            + size_of_val(&*self.decorators)
            + size_of_val(&*self.given)
            + size_of_val(&*self.mentions)
            + size_of_val(&*self.errors)
            + imports
    }
}

/// The last of some sorted items that starts at or before an offset.
fn last_from<T>(items: &[T], offset: u32, start: impl Fn(&T) -> u32) -> Option<&T> {
    items.get(items.partition_point(|item| start(item) <= offset).checked_sub(1)?)
}

/// The numbers of the imports that bind each variable, sorted.
pub(super) fn imports_of(imports: &[Import]) -> Box<[(SymbolId, u32)]> {
    let imports = imports.iter().enumerate();
    let mut found: Vec<_> = imports.filter_map(|(n, import)| Some((import.variable?, n as u32))).collect();
    found.sort_unstable();
    found.into()
}

/// The variables that one `def` or class and nothing else binds, sorted.
pub(super) fn definitions(
    symbols: &[Symbol],
    occurrences: &[Packed],
    bindings: &[(u32, BindingKind)],
) -> Box<[(SymbolId, BindingKind)]> {
    let mut found = Vec::new();
    for &(start, kind) in bindings.iter().filter(|b| matches!(b.1, BindingKind::Function(_) | BindingKind::Class(_))) {
        let Ok(at) = occurrences.binary_search_by_key(&start, |packed| packed.start) else { continue };
        let variable = symbols[occurrences[at].symbol().0 as usize].variable;
        if !symbols[variable.0 as usize].flags.has(Flags::REBOUND) {
            found.push((variable, kind));
        }
    }
    found.sort_unstable_by_key(|definition| definition.0);
    found.into()
}

impl Packed {
    pub(super) fn new(start: u32, symbol: SymbolId, role: Role) -> Packed {
        Packed { start, symbol_and_role: symbol.0 << ROLE_BITS | role as u32 }
    }

    pub(super) fn symbol(&self) -> SymbolId {
        SymbolId(self.symbol_and_role >> ROLE_BITS)
    }

    pub(super) fn role(&self) -> Role {
        ROLES[(self.symbol_and_role & ((1 << ROLE_BITS) - 1)) as usize]
    }
}
