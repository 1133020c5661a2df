//! Bodies of functions and classes that are taken over from an earlier lowering, after an edit that left them alone.
//!
//! The trick: all that the walk writes down in such a body is in blocks of its own. So it can be cut out, with offsets and numbers counted
//! from the body's first, and put in elsewhere; what it depends on beyond its text is little, and [`Around`] has it. Nodes that the tree
//! has taken over ([`Kept`]) stand for texts that are the same. Between two keystrokes that is all but one of a file's functions.

use std::sync::Arc;

use super::super::{
    BindingKind, BlockId, BlockKind, Error, Given, Import, Imported, Label, Member, ModulePath, Python, Reported,
};
use super::Collector;
use super::errors::Defs;
use super::facts::{Facts, Mangling, RawBlock, RawOccurrence, RawSymbol};
use super::strings::Quoted;
use crate::name::Name;
use crate::syntax::{Kept, Node};
use crate::text::Span;

/// The bodies of a file's functions and classes as they were lowered, but those within functions. Empty for a file with errors or type comments,
/// where a body depends on more than its own text.
#[derive(Default)]
pub struct Bodies {
    /// What holds for the whole file.
    file: Option<(Python, bool)>,
    /// Each with the number of its definition's node, sorted.
    bodies: Vec<(u32, Arc<Body>)>,
}

/// The bodies that a lowering may take over, and those that it has written down or taken over.
pub(super) struct Reuse<'b> {
    before: &'b Bodies,
    kept: Kept,
    now: Bodies,
    /// Where the facts of the bodies begin that are being walked, from outside in.
    open: Vec<Marks>,
}

/// What a body's facts depend on but its text.
#[derive(Clone, PartialEq, Eq)]
struct Around {
    /// What makes the names private that the class around does.
    mangling: Mangling,
    /// The imports from `typing` before it.
    typing: u64,
}

/// One body: offsets are counted from the definition's start, numbers from the body's first.
struct Body {
    around: Around,
    blocks: Box<[RawBlock]>,
    /// In a block, 0 stands for the mangling around, a number for that one of these, from 1.
    manglings: Box<[Mangling]>,
    symbols: Box<[(Name, RawSymbol)]>,
    occurrences: Box<[RawOccurrence]>,
    bindings: Box<[(u32, BindingKind)]>,
    odd_lengths: Box<[(u32, u32)]>,
    members: Box<[Member]>,
    labels: Box<[Label]>,
    /// Each with its name's token.
    imports: Box<[(Import, Span)]>,
    bases: Box<[(BlockId, u32)]>,
    metaclasses: Box<[(BlockId, u32)]>,
    decorators: Box<[(u32, u32)]>,
    given: Box<[Given]>,
    slots: Box<[(Span, BlockId)]>,
    errors: Box<[Error]>,
    directives: Box<[(u32, Span)]>,
    quoted: Box<[Quoted]>,
}

/// How far each table was filled.
#[derive(Clone)]
struct Marks {
    kind: BlockKind,
    number: u32,
    around: Around,
    start: u32,
    blocks: usize,
    manglings: usize,
    symbols: usize,
    occurrences: usize,
    bindings: usize,
    odd_lengths: usize,
    members: usize,
    labels: usize,
    imports: usize,
    bases: usize,
    metaclasses: usize,
    decorators: usize,
    given: usize,
    slots: usize,
    errors: usize,
    quoted: usize,
}

/// What is added to offsets and numbers, modulo 2³².
#[derive(Clone, Copy)]
struct Shift {
    offset: u32,
    block: u32,
    symbol: u32,
    import: u32,
}

impl<'b> Reuse<'b> {
    /// What a lowering may take over from one before it, and what it writes down for the next. Bodies that another version lowered, or under
    /// other rules for annotations, are none to take.
    pub(super) fn new(before: &'b Bodies, kept: Kept, file: (Python, bool)) -> Reuse<'b> {
        let kept = if before.file == Some(file) { kept } else { Kept::NOTHING };
        Reuse { before, kept, now: Bodies { file: Some(file), bodies: Vec::new() }, open: Vec::new() }
    }

    /// The bodies for the next lowering.
    pub(super) fn done(mut self) -> Bodies {
        self.now.bodies.sort_unstable_by_key(|body| body.0);
        self.now
    }

    /// The body that a definition had, if nothing in it has changed. It and the bodies within are for the next lowering, too.
    fn take(&mut self, definition: Node<'_>, around: &Around) -> Option<&'b Body> {
        let before = self.kept.number_before(definition)?;
        let bodies = &self.before.bodies;
        let first = bodies.partition_point(|body| body.0 < before);
        let (_, body) = bodies.get(first).filter(|body| body.0 == before && body.1.around == *around)?;
        let within = bodies[first..].iter().take_while(|body| body.0 < before + definition.size());
        self.now.bodies.extend(within.map(|(number, body)| (number - before + definition.number(), body.clone())));
        Some(body)
    }
}

impl<'t> Collector<'_, 't, '_> {
    /// Writes down the body of a function or class as it was lowered before, and returns its block; `None` where it has to be walked. Then what the
    /// walk writes down up to [`super::Task::BodyDone`] is kept for the next lowering, but for what is in a function.
    pub(super) fn body_taken_over(&mut self, definition: Node<'t>, kind: BlockKind) -> Option<BlockId> {
        self.reuse.as_ref()?;
        let around = self.around();
        let is_open = |reuse: &&mut Reuse<'_>| reuse.open.last().is_none_or(|marks| marks.kind == BlockKind::Class);
        let reuse = self.reuse.as_mut().filter(is_open)?;
        let Some(body) = reuse.take(definition, &around) else {
            reuse.open.push(self.facts.marks(definition, kind, around, self.quoted.len()));
            return None;
        };
        let start = definition.start_byte() as u32;
        let block = self.facts.put_in(body, start);
        let forth = Shift { offset: start, block: block.0, symbol: 0, import: 0 };
        self.quoted.extend(body.quoted.iter().map(|quoted| forth.quoted(quoted)));
        Some(block)
    }

    /// Whether the body that has just begun is to be kept.
    pub(super) fn keeps_body(&self, definition: Node<'t>) -> bool {
        let open = self.reuse.as_ref().and_then(|reuse| reuse.open.last());
        open.is_some_and(|marks| marks.number == definition.number())
    }

    /// Keeps the body that was walked.
    pub(super) fn body_done(&mut self) {
        let Some(reuse) = &mut self.reuse else { return };
        let Some(marks) = reuse.open.pop() else { return };
        let back = marks.shift().back();
        let quoted = self.quoted[marks.quoted..].iter().map(|quoted| back.quoted(quoted)).collect();
        reuse.now.bodies.push((marks.number, Arc::new(self.facts.cut_out(marks, quoted))));
    }

    fn around(&self) -> Around {
        let mangling = self.facts.manglings[self.facts.block().mangling as usize].clone();
        Around { mangling, typing: self.facts.typing.known() }
    }
}

impl Facts<'_> {
    fn marks(&self, definition: Node<'_>, kind: BlockKind, around: Around, quoted: usize) -> Marks {
        Marks {
            kind,
            number: definition.number(),
            around,
            start: definition.start_byte() as u32,
            blocks: self.blocks.len(),
            manglings: self.manglings.len(),
            symbols: self.symbols.len(),
            occurrences: self.occurrences.len(),
            bindings: self.bindings.len(),
            odd_lengths: self.odd_lengths.len(),
            members: self.members.len(),
            labels: self.labels.len(),
            imports: self.imports.len(),
            bases: self.bases.len(),
            metaclasses: self.metaclasses.len(),
            decorators: self.decorators.len(),
            given: self.given.len(),
            slots: self.slots.len(),
            errors: self.errors.len(),
            quoted,
        }
    }

    /// What was written down since.
    fn cut_out(&self, marks: Marks, quoted: Box<[Quoted]>) -> Body {
        let back = marks.shift().back();
        let symbols = self.symbols[marks.symbols..].iter();
        let declared = (marks.symbols as u32..self.symbols.len() as u32)
            .filter(|&symbol| self.symbols[symbol as usize].defs.has(Defs::DECLARED));
        let directives = declared.filter_map(|symbol| Some((symbol, *self.directives.get(&symbol)?)));
        let mut walked = self.occurrences[marks.occurrences..].iter();
        // Each import was written down right before the occurrence that it binds.
        let imports = self.imports[marks.imports..].iter().map(|import| {
            let is_bound = import.imported != Imported::Star;
            let bound = || walked.find(|occurrence| occurrence.span.start == import.binding);
            let token = is_bound.then(bound).flatten().map_or(Span { start: 0, end: 0 }, |bound| bound.span);
            (back.import(import), back.span(token))
        });
        let imports = imports.collect();
        // Sorted once here: the sort of all, after each edit, finds long runs.
        let mut occurrences: Box<[RawOccurrence]> =
            self.occurrences[marks.occurrences..].iter().map(|o| back.occurrence(o)).collect();
        occurrences.sort_by_key(|occurrence| occurrence.span.start);
        let within = |mangling: u32| (mangling + 1).saturating_sub(marks.manglings as u32);
        Body {
            blocks: self.blocks[marks.blocks..]
                .iter()
                .map(|block| RawBlock { mangling: within(block.mangling), ..back.block(block) })
                .collect(),
            manglings: self.manglings[marks.manglings..].into(),
            symbols: symbols.map(|symbol| (self.names[symbol.name as usize], back.symbol(symbol))).collect(),
            imports,
            occurrences,
            bindings: self.bindings[marks.bindings..].iter().map(|binding| back.binding(binding)).collect(),
            odd_lengths: self.odd_lengths[marks.odd_lengths..].iter().map(|odd| (back.at(odd.0), odd.1)).collect(),
            members: self.members[marks.members..].iter().map(|member| member.moved(back.offset)).collect(),
            labels: self.labels[marks.labels..].iter().map(|label| back.label(label)).collect(),
            bases: self.bases[marks.bases..].iter().map(|base| back.base(base)).collect(),
            metaclasses: self.metaclasses[marks.metaclasses..].iter().map(|of| back.base(of)).collect(),
            decorators: self.decorators[marks.decorators..].iter().map(|pair| back.offsets(pair)).collect(),
            given: self.given[marks.given..].iter().map(|given| back.given(given)).collect(),
            slots: self.slots[marks.slots..].iter().map(|slot| back.slot(slot)).collect(),
            errors: self.errors[marks.errors..].iter().map(|error| back.error(error)).collect(),
            directives: directives.map(|directive| back.directive(&directive)).collect(),
            quoted,
            around: marks.around,
        }
    }

    /// Writes down a body whose definition starts at an offset, in the current block. Returns its block.
    fn put_in(&mut self, body: &Body, start: u32) -> BlockId {
        let parent = self.current();
        let forth = Shift {
            offset: start,
            block: self.blocks.len() as u32,
            symbol: self.symbols.len() as u32,
            import: self.imports.len() as u32,
        };
        let (around, first_mangling) = (self.block().mangling, self.manglings.len() as u32);
        self.manglings.extend_from_slice(&body.manglings);
        self.blocks.extend(body.blocks.iter().map(|block| {
            let mangling = block.mangling.checked_sub(1).map_or(around, |within| first_mangling + within);
            RawBlock { mangling, ..forth.block(block) }
        }));
        let block = BlockId(forth.block);
        self.blocks[block.0 as usize].parent = parent;
        self.symbols.reserve(body.symbols.len());
        for (name, symbol) in &body.symbols {
            let number = self.number(*name);
            let symbol = RawSymbol { name: number, ..forth.symbol(symbol) };
            self.table.insert((symbol.block, number), self.symbols.len() as u32);
            if symbol.defs.has(Defs::GLOBAL) {
                self.declared_global.insert(number);
            }
            self.symbols.push(symbol);
        }
        for (import, token) in &body.imports {
            let import = forth.import(import);
            match import.imported {
                Imported::Star => self.typing.note_star(),
                _ => self.typing.note(&self.text[forth.span(*token).range()], &import.path, import.imported),
            }
            self.imports.push(import);
        }
        self.occurrences.extend(body.occurrences.iter().map(|occurrence| forth.occurrence(occurrence)));
        self.bindings.extend(body.bindings.iter().map(|binding| forth.binding(binding)));
        self.odd_lengths.extend(body.odd_lengths.iter().map(|odd| (forth.at(odd.0), odd.1)));
        self.members.extend(body.members.iter().map(|member| member.moved(forth.offset)));
        self.labels.extend(body.labels.iter().map(|label| forth.label(label)));
        self.bases.extend(body.bases.iter().map(|base| forth.base(base)));
        self.metaclasses.extend(body.metaclasses.iter().map(|of| forth.base(of)));
        self.decorators.extend(body.decorators.iter().map(|pair| forth.offsets(pair)));
        self.given.extend(body.given.iter().map(|given| forth.given(given)));
        self.slots.extend(body.slots.iter().map(|slot| forth.slot(slot)));
        self.errors.extend(body.errors.iter().map(|error| forth.error(error)));
        self.directives.extend(body.directives.iter().map(|directive| forth.directive(directive)));
        block
    }
}

impl Marks {
    fn shift(&self) -> Shift {
        Shift {
            offset: self.start,
            block: self.blocks as u32,
            symbol: self.symbols as u32,
            import: self.imports as u32,
        }
    }
}

impl Shift {
    fn back(self) -> Shift {
        Shift {
            offset: self.offset.wrapping_neg(),
            block: self.block.wrapping_neg(),
            symbol: self.symbol.wrapping_neg(),
            import: self.import.wrapping_neg(),
        }
    }

    fn at(self, offset: u32) -> u32 {
        offset.wrapping_add(self.offset)
    }

    fn span(self, span: Span) -> Span {
        Span { start: self.at(span.start), end: self.at(span.end) }
    }

    fn offsets(self, &(first, second): &(u32, u32)) -> (u32, u32) {
        (self.at(first), self.at(second))
    }

    fn id(self, block: BlockId) -> BlockId {
        BlockId(block.0.wrapping_add(self.block))
    }

    fn block(self, block: &RawBlock) -> RawBlock {
        RawBlock {
            parent: self.id(block.parent),
            span: self.span(block.span),
            walrus_target: self.id(block.walrus_target),
            yields: block.yields.map(|span| self.span(span)),
            annotations: block.annotations.map(|annotations| self.id(annotations)),
            ..*block
        }
    }

    fn symbol(self, symbol: &RawSymbol) -> RawSymbol {
        RawSymbol { block: self.id(symbol.block), ..*symbol }
    }

    fn occurrence(self, occurrence: &RawOccurrence) -> RawOccurrence {
        let symbol = occurrence.symbol.wrapping_add(self.symbol);
        RawOccurrence { span: self.span(occurrence.span), symbol, role: occurrence.role }
    }

    fn binding(self, &(start, kind): &(u32, BindingKind)) -> (u32, BindingKind) {
        let kind = match kind {
            BindingKind::Function(block) => BindingKind::Function(self.id(block)),
            BindingKind::Class(block) => BindingKind::Class(self.id(block)),
            BindingKind::Import(number) => BindingKind::Import(number.wrapping_add(self.import)),
            other => other,
        };
        (self.at(start), kind)
    }

    fn label(self, label: &Label) -> Label {
        Label { start: self.at(label.start), callee: self.at(label.callee), name: label.name }
    }

    fn import(self, import: &Import) -> Import {
        let segments = import.path.segments.iter().map(|&(start, name)| (self.at(start), name)).collect();
        let imported = match import.imported {
            Imported::Name(start, name) => Imported::Name(self.at(start), name),
            other => other,
        };
        let path = ModulePath { level: import.path.level, segments };
        Import { path, imported, binding: self.at(import.binding), ..*import }
    }

    fn base(self, &(class, start): &(BlockId, u32)) -> (BlockId, u32) {
        (self.id(class), self.at(start))
    }

    fn given(self, &Given { target, place, by }: &Given) -> Given {
        let place = if by.has_place() { self.at(place) } else { 0 };
        Given { target: self.at(target), place, by }
    }

    fn slot(self, &(span, class): &(Span, BlockId)) -> (Span, BlockId) {
        (self.span(span), self.id(class))
    }

    fn error(self, error: &Error) -> Error {
        let Reported { line, column, end } = error.reported;
        Error {
            span: self.span(error.span),
            reported: Reported { line: self.at(line), column: self.at(column), end: self.at(end) },
            message: error.message.clone(),
            late: error.late,
            within: self.at(error.within),
            moment: self.at(error.moment),
        }
    }

    fn directive(self, &(symbol, statement): &(u32, Span)) -> (u32, Span) {
        (symbol.wrapping_add(self.symbol), self.span(statement))
    }

    fn quoted(self, quoted: &Quoted) -> Quoted {
        Quoted {
            parts: quoted.parts.iter().map(|part| self.span(*part)).collect(),
            block: self.id(quoted.block),
            ..*quoted
        }
    }
}
