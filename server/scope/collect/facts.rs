//! The facts of pass 1, as they are written down: blocks, symbols, occurrences.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{
    BindingKind, BlockId, BlockKind, Error, Exports, Flags, Given, Import, Label, Member, Passed, Python, Role,
};
use super::errors::Defs;
use super::typing::Typing;
use crate::name::{self, Name};
use crate::text::Span;

/// A block, before its symbols are grouped.
#[derive(Clone)]
pub(in crate::scope) struct RawBlock {
    pub(in crate::scope) kind: BlockKind,
    pub(in crate::scope) parent: BlockId,
    pub(in crate::scope) name: Name,
    pub(in crate::scope) span: Span,
    /// Which of [`Facts::manglings`] applies to the names in it.
    pub(super) mangling: u32,
    /// The nearest block outwards that is no comprehension and no annotations, itself included: where `:=` binds.
    pub(super) walrus_target: BlockId,
    /// In how many iterables of comprehensions it stands: `:=` may not.
    pub(super) iterables: u32,
    /// Of a comprehension: a `yield` in it that isn't refused yet.
    pub(super) yields: Option<Span>,
    /// Whether the walk is in the target of its `for`.
    pub(super) in_target: bool,
    /// Of a function: whether it has a return annotation.
    pub(super) says_what_it_returns: bool,
    /// The block of its variables' annotations (3.14), once there is one.
    pub(super) annotations: Option<BlockId>,
}

/// A name as a block sees it.
#[derive(Clone, Copy)]
pub(in crate::scope) struct RawSymbol {
    pub(in crate::scope) block: BlockId,
    /// The place of the name in [`Facts::names`].
    pub(in crate::scope) name: u32,
    pub(in crate::scope) flags: Flags,
    pub(in crate::scope) defs: Defs,
}

impl RawSymbol {
    /// A symbol of which no more is known than its flags.
    pub(in crate::scope) fn new(block: BlockId, name: u32, flags: Flags) -> RawSymbol {
        RawSymbol { block, name, flags, defs: Defs::default() }
    }
}

#[derive(Clone, Copy)]
pub(in crate::scope) struct RawOccurrence {
    pub(in crate::scope) span: Span,
    pub(in crate::scope) symbol: u32,
    pub(in crate::scope) role: Role,
}

/// Which names a class makes private (reference, section 6.2.1).
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Mangling {
    None,
    /// In the body of a class with this name.
    Class(Name),
    /// In the header of a generic class: only the type parameters already introduced are its own.
    Header(Name, Vec<Name>),
}

/// All that pass 1 finds in a file.
pub(in crate::scope) struct Facts<'t> {
    pub(super) text: &'t str,
    pub(in crate::scope) python: Python,
    pub(in crate::scope) blocks: Vec<RawBlock>,
    pub(in crate::scope) symbols: Vec<RawSymbol>,
    pub(in crate::scope) occurrences: Vec<RawOccurrence>,
    pub(in crate::scope) bindings: Vec<(u32, BindingKind)>,
    /// (start, length) of the tokens that are not as long as their name in NFKC.
    pub(in crate::scope) odd_lengths: Vec<(u32, u32)>,
    pub(in crate::scope) members: Vec<Member>,
    pub(in crate::scope) labels: Vec<Label>,
    pub(in crate::scope) imports: Vec<Import>,
    /// (class block, start of the token that names a base).
    pub(in crate::scope) bases: Vec<(BlockId, u32)>,
    /// (class block, start of the token that names its metaclass).
    pub(in crate::scope) metaclasses: Vec<(BlockId, u32)>,
    /// (start of a `def`'s name, start of the token that decorates it).
    pub(in crate::scope) decorators: Vec<(u32, u32)>,
    pub(in crate::scope) given: Vec<Given>,
    pub(in crate::scope) exports: Exports,
    /// The strings of `__slots__`, each with its class.
    pub(super) slots: Vec<(Span, BlockId)>,
    pub(super) typing: Typing<'t>,
    pub(in crate::scope) errors: Vec<Error>,
    /// Where the header of the function ends whose parameters are bound.
    pub(super) header_end: u32,
    /// Where the parameter ends that is being bound, with its annotation, or the type parameter with its bound and default.
    pub(super) parameter_end: u32,
    /// For each symbol, the first `global` or `nonlocal` statement that names it.
    pub(in crate::scope) directives: FxHashMap<u32, Span>,
    /// The places in [`Facts::names`] of those that some block declares global.
    pub(in crate::scope) declared_global: FxHashSet<u32>,
    /// The distinct names of symbols; a symbol's name is a place in it.
    pub(in crate::scope) names: Vec<Name>,
    numbers: FxHashMap<Name, u32>,
    spellings: FxHashMap<&'t str, Name>,
    pub(super) table: FxHashMap<(BlockId, u32), u32>,
    /// For each name, the block and symbol where it was last met: most names come up again in the same block.
    last: Vec<(BlockId, u32)>,
    pub(super) manglings: Vec<Mangling>,
    current: BlockId,
}

impl<'t> Facts<'t> {
    pub(super) fn new(text: &'t str, python: Python) -> Facts<'t> {
        let mut facts = Facts {
            text,
            python,
            blocks: Vec::new(),
            symbols: Vec::new(),
            // Measured on the standard library: an occurrence every 9 to 14 bytes.
            occurrences: Vec::with_capacity(text.len() / 12),
            bindings: Vec::new(),
            odd_lengths: Vec::new(),
            members: Vec::new(),
            labels: Vec::new(),
            imports: Vec::new(),
            bases: Vec::new(),
            metaclasses: Vec::new(),
            decorators: Vec::new(),
            given: Vec::new(),
            exports: Exports::Implicit,
            slots: Vec::new(),
            typing: Typing::default(),
            errors: Vec::new(),
            header_end: 0,
            parameter_end: 0,
            directives: FxHashMap::default(),
            declared_global: FxHashSet::default(),
            names: Vec::new(),
            numbers: FxHashMap::default(),
            spellings: FxHashMap::default(),
            table: FxHashMap::default(),
            last: Vec::new(),
            manglings: vec![Mangling::None],
            current: BlockId(0),
        };
        facts.enter(BlockKind::Module, "<module>", Span { start: 0, end: text.len() as u32 });
        facts
    }

    // ---- blocks

    /// Enters a new block within the current one.
    pub(super) fn enter(&mut self, kind: BlockKind, name: &str, span: Span) -> BlockId {
        let id = BlockId(self.blocks.len() as u32);
        let parent = self.current;
        let around = self.blocks.get(parent.0 as usize);
        let walrus_target = match around {
            Some(around) if matches!(kind, BlockKind::Comprehension | BlockKind::Annotation) => around.walrus_target,
            _ => id,
        };
        let mangling = around.map_or(0, |around| around.mangling);
        let iterables = around.map_or(0, |around| around.iterables);
        let name = Name::new(&name::normalized(name));
        self.blocks.push(RawBlock {
            kind,
            parent,
            name,
            span,
            mangling,
            walrus_target,
            iterables,
            yields: None,
            in_target: false,
            says_what_it_returns: false,
            annotations: None,
        });
        self.current = id;
        id
    }

    /// Enters a block that is there already.
    pub(super) fn enter_again(&mut self, block: BlockId) -> BlockId {
        self.current = block;
        block
    }

    /// Leaves the current block for the one around it.
    pub(super) fn leave(&mut self) {
        self.current = self.block().parent;
    }

    pub(super) fn current(&self) -> BlockId {
        self.current
    }

    pub(super) fn block(&self) -> &RawBlock {
        &self.blocks[self.current.0 as usize]
    }

    pub(super) fn block_mut(&mut self) -> &mut RawBlock {
        &mut self.blocks[self.current.0 as usize]
    }

    pub(super) fn set_annotations(&mut self, owner: BlockId, annotations: BlockId) {
        self.blocks[owner.0 as usize].annotations = Some(annotations);
    }

    pub(super) fn in_module(&self) -> bool {
        self.current.0 == 0
    }

    /// From here on the names in the current block are private to a class: its body.
    pub(super) fn mangle_for_class(&mut self, class: &str) {
        self.manglings.push(Mangling::Class(Name::new(&name::normalized(class))));
        self.block_mut().mangling = self.manglings.len() as u32 - 1;
    }

    /// From here on the type parameters in the current block are private to a class: its header.
    pub(super) fn mangle_for_header(&mut self, class: &str) {
        self.manglings.push(Mangling::Header(Name::new(&name::normalized(class)), Vec::new()));
        self.block_mut().mangling = self.manglings.len() as u32 - 1;
    }

    // ---- names

    pub(super) fn intern(&mut self, span: Span) -> Name {
        let spelling = &self.text[span.start as usize..span.end as usize];
        let name = *self.spellings.entry(spelling).or_insert_with(|| Name::new(&name::normalized(spelling)));
        if name.len() != span.len() {
            self.odd_lengths.push((span.start, span.len()));
        }
        name
    }

    /// The name as the compiler stores it in the current block.
    pub(super) fn mangled(&self, name: Name) -> Name {
        let text = name.text();
        if !text.starts_with("__") {
            return name;
        }
        let class = match &self.manglings[self.block().mangling as usize] {
            Mangling::Class(class) => Some(class),
            Mangling::Header(class, parameters) if parameters.contains(&name) => Some(class),
            _ => None,
        };
        class.and_then(|class| name::mangled(class.text(), text)).map_or(name, |text| Name::new(&text))
    }

    /// The place of a name in [`Facts::names`].
    pub(super) fn number(&mut self, name: Name) -> u32 {
        *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.last.push((BlockId(u32::MAX), 0));
            self.names.len() as u32 - 1
        })
    }

    fn symbol(&mut self, block: BlockId, name: Name, flags: Flags) -> u32 {
        let number = self.number(name);
        let last = &mut self.last[number as usize];
        if last.0 != block {
            let symbol = *self.table.entry((block, number)).or_insert_with(|| {
                self.symbols.push(RawSymbol::new(block, number, Flags::default()));
                self.symbols.len() as u32 - 1
            });
            *last = (block, symbol);
        }
        let symbol = last.1;
        self.symbols[symbol as usize].flags.add(flags);
        symbol
    }

    /// The symbol of a name, given by its place in [`Facts::names`], in a block.
    pub(in crate::scope) fn symbol_in(&self, block: BlockId, name: u32) -> Option<u32> {
        self.table.get(&(block, name)).copied()
    }

    /// The symbol of a name in a block.
    pub(super) fn symbol_of(&self, block: BlockId, name: Name) -> Option<u32> {
        self.symbol_in(block, *self.numbers.get(&name)?)
    }

    /// The block in which `:=` binds.
    pub(in crate::scope) fn walrus_target(&self, block: BlockId) -> BlockId {
        self.blocks[block.0 as usize].walrus_target
    }

    // ---- what is found

    /// Writes down an occurrence in the current block.
    pub(super) fn occurrence(&mut self, span: Span, role: Role, flags: Flags) {
        let spelled = self.intern(span);
        let name = self.mangled(spelled);
        let symbol = self.symbol(self.current, name, flags);
        self.symbols[symbol as usize].defs.add(Defs::of(role, flags));
        if self.block().in_target {
            self.symbols[symbol as usize].defs.add(Defs::ITERATION);
            if matches!(role, Role::Use | Role::Unevaluated) {
                self.check_target(symbol, span);
            }
        }
        self.occurrences.push(RawOccurrence { span, symbol, role });
        // `super` makes the compiler give the function a `__class__` (symtable_visit_expr, case Name_kind).
        if flags.has(Flags::USED) && self.block().kind.is_function_like() && name.text() == "super" {
            let symbol = self.symbol(self.current, Name::new("__class__"), Flags::USED);
            self.symbols[symbol as usize].defs.add(Defs::of(Role::Use, Flags::USED));
        }
    }

    /// Writes down a binding in the current block.
    pub(super) fn bind(&mut self, span: Span, kind: BindingKind) {
        if kind == BindingKind::TypeParameter {
            let name = self.intern(span);
            let mangling = self.block().mangling as usize;
            if let Mangling::Header(_, parameters) = &mut self.manglings[mangling] {
                parameters.push(name);
            }
        }
        let flags = match kind {
            BindingKind::Parameter(Passed::ByKeyword) => {
                Flags::BOUND | Flags::DEFINED | Flags::PARAMETER | Flags::KEYWORD
            }
            BindingKind::Parameter(_) => Flags::BOUND | Flags::DEFINED | Flags::PARAMETER,
            BindingKind::Import(_) => Flags::BOUND | Flags::IMPORTED,
            _ => Flags::BOUND | Flags::DEFINED,
        };
        let symbol = self.bind_occurrence(span, flags);
        self.define(symbol, span, kind);
        if kind != BindingKind::Assignment {
            self.bindings.push((span.start, kind));
        }
    }

    fn bind_occurrence(&mut self, span: Span, flags: Flags) -> u32 {
        let first_new = self.occurrences.len();
        self.occurrence(span, Role::Bind, Flags::default());
        let symbol = self.occurrences[first_new].symbol;
        self.bind_symbol(symbol, flags);
        symbol
    }

    fn bind_symbol(&mut self, symbol: u32, flags: Flags) {
        let symbol = &mut self.symbols[symbol as usize];
        if symbol.flags.has(Flags::HANDED_ON) {
            symbol.flags.add(Flags::REBOUND);
        }
        symbol.flags.add(flags);
    }

    /// Writes down the target of `:=`: in a comprehension it is a variable of the nearest block that is none (PEP 572).
    pub(super) fn walrus(&mut self, span: Span) {
        let target = self.block().walrus_target;
        if target == self.current {
            return self.bind(span, BindingKind::Walrus);
        }
        self.check_walrus(span);
        let inner = self.bind_occurrence(span, Flags::WALRUS | Flags::DEFINED);
        self.bindings.push((span.start, BindingKind::Walrus));
        let spelled = self.intern(span);
        let name = self.mangled(spelled);
        let symbol = self.symbol(target, name, Flags::default());
        self.bind_symbol(symbol, Flags::BOUND | Flags::DEFINED);
        self.note_walrus(span);
        self.define(inner, span, BindingKind::Walrus);
    }

    /// Writes down the target of `:=` in an annotation of a block that the compiler drops. It is checked for errors all the same, which
    /// has an effect: in a comprehension it makes the name a local variable of the function around (`symtable_visit_annotation`).
    pub(super) fn dropped_walrus(&mut self, span: Span, annotated: BlockId) {
        let target = self.block().walrus_target;
        if target != self.current {
            self.check_walrus(span);
        }
        self.occurrence(span, Role::Bind, Flags::UNEVALUATED);
        if target != self.current {
            let spelled = self.intern(span);
            let name = self.mangled(spelled);
            let flags = match target.0 {
                0 => Flags::GLOBAL,
                // A lambda in the annotation itself, which is dropped with it.
                inner if inner > annotated.0 => Flags::UNEVALUATED,
                _ => Flags::BOUND | Flags::DEFINED,
            };
            self.symbol(target, name, flags);
            self.note_walrus(span);
            if let Some(inner) = self.symbol_of(self.current, name) {
                self.define(inner, span, BindingKind::Walrus);
            }
        }
    }

    /// Whether the current block is an annotation scope that sees a class's names.
    pub(super) fn sees_class(&self) -> bool {
        let mut id = self.current;
        while self.blocks[id.0 as usize].kind.is_annotation_scope() {
            id = self.blocks[id.0 as usize].parent;
        }
        id != self.current && self.blocks[id.0 as usize].kind == BlockKind::Class
    }

    pub(super) fn member(&mut self, span: Span, base: Option<u32>, is_target: bool) {
        let name = self.intern(span);
        let flags = if is_target { Member::BINDS } else { 0 };
        self.members.push(Member::new(span.start, base, name, flags));
    }

    /// Writes down an attribute's name that stands in a string, or as a pattern's keyword.
    pub(super) fn undotted_member(&mut self, span: Span, base: Option<u32>, is_target: bool) {
        let name = self.intern(span);
        let flags = Member::UNDOTTED | if is_target { Member::BINDS } else { 0 };
        self.members.push(Member::new(span.start, base, name, flags));
    }

    pub(super) fn label(&mut self, span: Span, callee: u32) {
        let name = self.intern(span);
        self.labels.push(Label { start: span.start, callee, name });
    }
}
