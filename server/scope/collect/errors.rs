//! What the compiler's symbol table rejects while it is made: declarations that come too late, doubled parameters, `:=` where it has no
//! block to bind in. The checks and their order are those of `symtable.c`; what only whole tables tell (`nonlocal` without a
//! binding) is `resolve`'s.

use super::super::{BindingKind, BlockId, BlockKind, Error, Flags, Reported, Role};
use super::{Collector, Evaluation, Facts};
use crate::name::{self, Name};
use crate::syntax::{Node, awaited_end};
use crate::text::Span;

/// What a block has done with a name so far: the `DEF_…` and `USE` flags of `symtable.h`. An import has none of them.
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::scope) struct Defs(u8);

impl Defs {
    pub(in crate::scope) const GLOBAL: Defs = Defs(1);
    const NONLOCAL: Defs = Defs(1 << 1);
    const LOCAL: Defs = Defs(1 << 2);
    const PARAMETER: Defs = Defs(1 << 3);
    const USE: Defs = Defs(1 << 4);
    const ANNOTATED: Defs = Defs(1 << 5);
    pub(in crate::scope) const TYPE_PARAMETER: Defs = Defs(1 << 6);
    /// In a `global` or `nonlocal` statement.
    pub(super) const DECLARED: Defs = Defs(Defs::GLOBAL.0 | Defs::NONLOCAL.0);
    /// The target of a comprehension's `for`.
    pub(super) const ITERATION: Defs = Defs(1 << 7);

    pub(in crate::scope) fn has(self, any: Defs) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) fn add(&mut self, defs: Defs) {
        self.0 |= defs.0;
    }

    /// What an occurrence that doesn't bind does.
    pub(super) fn of(role: Role, flags: Flags) -> Defs {
        match role {
            Role::Delete => Defs::LOCAL,
            Role::Declare if flags.has(Flags::BOUND) => Defs(Defs::LOCAL.0 | Defs::ANNOTATED.0),
            _ if flags.has(Flags::USED) => Defs::USE,
            _ => Defs::default(),
        }
    }

    fn of_binding(kind: BindingKind) -> Defs {
        match kind {
            BindingKind::Import(_) => Defs::default(),
            BindingKind::Parameter(_) => Defs::PARAMETER,
            BindingKind::TypeParameter => Defs(Defs::LOCAL.0 | Defs::TYPE_PARAMETER.0),
            _ => Defs::LOCAL,
        }
    }
}

impl Facts<'_> {
    /// Writes an error down. Up to 3.9 CPython gives some of them another place than the piece that they are about.
    pub(super) fn error(&mut self, span: Span, place_up_to_39: Option<u32>, message: String) {
        let start = place_up_to_39.filter(|_| self.python.minor < 10).unwrap_or(span.start);
        let reported = Reported::from(span).starting_at(start);
        let moment = span.start;
        self.errors.push(Error { span, reported, message: message.into(), late: false, within: moment, moment });
    }

    /// Notes that the current block binds a symbol (`symtable_add_def_helper`).
    pub(super) fn define(&mut self, symbol: u32, span: Span, kind: BindingKind) {
        let defs = self.symbols[symbol as usize].defs;
        let name = || self.spelled(span);
        let block = self.block().span.start;
        let iterates = self.block().in_target;
        if matches!(kind, BindingKind::Parameter(_)) && defs.has(Defs::PARAMETER) {
            let word = if self.python.minor < 15 { "argument" } else { "parameter" };
            self.error(span, Some(block), format!("duplicate {word} '{}' in function definition", name()));
            if let Some(error) = self.errors.last_mut() {
                error.moment = self.header_end;
                error.reported.end = self.parameter_end;
            }
        } else if kind == BindingKind::TypeParameter && defs.has(Defs::TYPE_PARAMETER) {
            let message = format!("duplicate type parameter '{}'", name());
            self.refuse_type_parameter(span, message);
        } else if kind == BindingKind::TypeParameter && self.python.minor >= 14 && name() == "__classdict__" {
            let message = "reserved name '__classdict__' cannot be used for type parameter";
            self.refuse_type_parameter(span, message.to_owned());
        } else if iterates {
            self.check_target(symbol, span);
        }
        self.symbols[symbol as usize].defs.add(Defs::of_binding(kind));
    }

    /// Refuses a name in the target of a comprehension's `for` that is the target of a `:=` in it; one that is only used there, as in
    /// `for x.a in b`, is refused as well.
    pub(super) fn check_target(&mut self, symbol: u32, span: Span) {
        if self.symbols[symbol as usize].defs.has(Defs::DECLARED) {
            let name = self.spelled(span);
            let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            self.error(span, Some(self.block().span.start), message);
        }
    }

    fn refuse_type_parameter(&mut self, name: Span, message: String) {
        self.error(self.with_stars(name), None, message);
        if let Some(error) = self.errors.last_mut() {
            error.reported.end = self.parameter_end;
        }
    }

    /// The span of `*T` or `**T`, given that of `T`.
    fn with_stars(&self, span: Span) -> Span {
        let before = self.text[..span.start as usize].trim_end();
        let stars = before.len() - before.trim_end_matches('*').len();
        Span { start: if stars > 0 { (before.len() - stars) as u32 } else { span.start }, end: span.end }
    }

    /// Checks a name in a `global` or `nonlocal` statement and notes the statement (`symtable_visit_stmt`, case Global_kind).
    pub(super) fn declare(&mut self, span: Span, statement: Span, flags: Flags) {
        let first_new = self.occurrences.len();
        self.occurrence(span, Role::Declare, Flags::default());
        let symbol = self.occurrences[first_new].symbol;
        let word = if flags.has(Flags::GLOBAL) { "global" } else { "nonlocal" };
        let defs = self.symbols[symbol as usize].defs;
        let name = self.spelled(span);
        let message = if defs.has(Defs::PARAMETER) {
            Some(format!("name '{name}' is parameter and {word}"))
        } else if defs.has(Defs::USE) {
            Some(format!("name '{name}' is used prior to {word} declaration"))
        } else if defs.has(Defs::ANNOTATED) {
            Some(format!("annotated name '{name}' can't be {word}"))
        } else if defs.has(Defs::LOCAL) {
            Some(format!("name '{name}' is assigned to before {word} declaration"))
        } else {
            None
        };
        if let Some(message) = message {
            self.error(statement, None, message);
        }
        let symbol_facts = &mut self.symbols[symbol as usize];
        symbol_facts.flags.add(flags);
        symbol_facts.defs.add(if flags.has(Flags::GLOBAL) { Defs::GLOBAL } else { Defs::NONLOCAL });
        self.directives.entry(symbol).or_insert(statement);
        if flags.has(Flags::GLOBAL) {
            self.declared_global.insert(self.symbols[symbol as usize].name);
        }
    }

    /// Refuses `x: T` where the block declares x otherwise (`symtable_visit_stmt`, case AnnAssign_kind).
    pub(super) fn check_annotated(&mut self, span: Span, statement: Span) {
        let Some(symbol) = self.known(span) else { return };
        let defs = self.symbols[symbol as usize].defs;
        if !self.in_module() && defs.has(Defs::DECLARED) {
            let word = if defs.has(Defs::GLOBAL) { "global" } else { "nonlocal" };
            let message = format!("annotated name '{}' can't be {word}", self.spelled(span));
            self.error(statement, None, message);
        }
    }

    /// Notes that a binding has an annotation.
    pub(super) fn note_annotated(&mut self, span: Span) {
        if let Some(symbol) = self.known(span) {
            self.symbols[symbol as usize].defs.add(Defs::ANNOTATED);
        }
    }

    /// Refuses targets that `:=` can't have in a comprehension (`symtable_extend_namedexpr_scope`).
    pub(super) fn check_walrus(&mut self, span: Span) {
        let name = self.spelled(span);
        let block_of =
            |facts: &Self, id: BlockId| (facts.blocks[id.0 as usize].kind, facts.blocks[id.0 as usize].parent);
        let mut id = self.current();
        let mut message = None;
        let around = loop {
            let (kind, parent) = block_of(self, id);
            match kind {
                BlockKind::Comprehension if message.is_none() => {
                    let defs = self.mangled_in(span, id).map(|symbol| self.symbols[symbol as usize].defs);
                    let bound = Defs(Defs::LOCAL.0 | Defs::GLOBAL.0);
                    let all = self.python.minor < 12;
                    // Up to 3.11 private names were not found.
                    let is_found = !all || Name::existing(&name).is_none_or(|name| self.mangled(name) == name);
                    if is_found && defs.is_some_and(|defs| defs.has(Defs::ITERATION) && (all || defs.has(bound))) {
                        message = Some(format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        ));
                    }
                }
                BlockKind::Comprehension | BlockKind::Annotation => {}
                _ => break id,
            }
            id = parent;
        };
        let within = "assignment expression within a comprehension cannot be used";
        let kind = block_of(self, around).0;
        let message = message.or_else(|| match kind {
            BlockKind::Class => Some(format!("{within} in a class body")),
            BlockKind::TypeParameters => Some(format!("{within} within the definition of a generic")),
            BlockKind::TypeAlias => Some(format!("{within} in a type alias")),
            BlockKind::TypeVariable => Some(format!("{within} in a TypeVar bound")),
            _ => None,
        });
        if let Some(message) = message {
            self.error(span, Some(span.start.saturating_sub(1)), message);
        }
    }

    /// Notes `:=` in a comprehension.
    pub(super) fn note_walrus(&mut self, span: Span) {
        let around = self.block().walrus_target;
        let in_module = self.blocks[around.0 as usize].kind == BlockKind::Module;
        let is_global = in_module
            || self.mangled_in(span, around).is_some_and(|symbol| self.symbols[symbol as usize].defs.has(Defs::GLOBAL));
        let defs = if is_global { Defs::GLOBAL } else { Defs::NONLOCAL };
        if let Some(symbol) = self.known(span) {
            self.symbols[symbol as usize].defs.add(defs);
            if is_global {
                self.declared_global.insert(self.symbols[symbol as usize].name);
            }
        }
        if let Some(symbol) = self.mangled_in(span, around) {
            self.symbols[symbol as usize].defs.add(if in_module { Defs::GLOBAL } else { Defs::LOCAL });
        }
    }

    /// Refuses the first `yield` of the current comprehension, if it has one.
    pub(super) fn refuse_yield(&mut self) {
        let what = match self.block().name.text() {
            "<listcomp>" => "list comprehension",
            "<setcomp>" => "set comprehension",
            "<dictcomp>" => "dict comprehension",
            _ => "generator expression",
        };
        let block = self.block().span;
        if let Some(span) = self.block_mut().yields.take() {
            self.error(span, Some(block.start), format!("'yield' inside {what}"));
            if let Some(error) = self.errors.last_mut() {
                // Behind the comprehension, or behind what it yields.
                (error.within, error.moment) =
                    if self.python.minor < 10 { (block.start, block.end) } else { (span.start, span.end) };
            }
        }
    }

    fn spelled(&self, span: Span) -> String {
        name::normalized(&self.text[span.range()]).into_owned()
    }

    /// The current block's symbol for a token, if it has one.
    fn known(&mut self, span: Span) -> Option<u32> {
        self.mangled_in(span, self.current())
    }

    fn mangled_in(&mut self, span: Span, block: BlockId) -> Option<u32> {
        let spelled = self.intern(span);
        self.symbol_of(block, self.mangled(spelled))
    }
}

impl<'t> Collector<'_, 't, '_> {
    /// Refuses `:=`, `yield` and `await` where an annotation scope would have to bind, stop or wait
    /// (`symtable_raise_if_annotation_block`).
    pub(super) fn refuse_in_annotation(&mut self, node: Node<'t>, what: &str) {
        let minor = self.python.minor;
        let own_end = if node.kind() == "await" { awaited_end(node) } else { node.end_byte() };
        let span = Span { end: own_end as u32, ..self.span(node) };
        let dropped = matches!(self.evaluation, Evaluation::Dropped(block) if block == self.facts.current());
        let place = match self.facts.block().kind {
            _ if dropped && minor < 12 => {
                let message = format!("'{what}' can not be used within an annotation");
                return self.facts.error(span, None, message);
            }
            _ if dropped => "an annotation",
            BlockKind::Annotation => "an annotation",
            BlockKind::TypeVariable => self.type_variable_word(node),
            BlockKind::TypeAlias => "a type alias",
            BlockKind::TypeParameters => "the definition of a generic",
            _ => return,
        };
        self.facts.error(span, None, format!("{what} cannot be used within {place}"));
    }

    /// Which part of a type parameter an expression is.
    fn type_variable_word(&self, node: Node<'t>) -> &'static str {
        if self.python.minor < 13 {
            return "a TypeVar bound";
        }
        // The brackets of types in it are of the same kind as those around it.
        let outwards = std::iter::successors(Some(node), |part| part.parent());
        let parts = outwards.take_while(|part| part.kind() != "block");
        let inner = parts.filter(|part| part.parent().is_some_and(|parent| parent.kind() == "type_parameter")).last();
        let part = inner.unwrap_or(node);
        if part.prev_sibling().is_some_and(|before| self.source(before) == "=") {
            let parameter = part.prev_named_sibling().map_or("", |parameter| self.source(parameter));
            return match parameter.as_bytes() {
                [b'*', b'*', ..] => "a ParamSpec default",
                [b'*', ..] => "a TypeVarTuple default",
                _ => "a TypeVar default",
            };
        }
        let bound = self.source(part).split_once(':').map_or("", |parts| parts.1).trim_start();
        let is_tuple = bound.starts_with('(') && self.is_tuple_bound(part);
        if is_tuple { "a TypeVar constraint" } else { "a TypeVar bound" }
    }

    fn is_tuple_bound(&self, parameter: Node<'t>) -> bool {
        let mut inner = parameter;
        while let Some(last) = inner.named_child(inner.named_child_count().saturating_sub(1)) {
            if last.kind() == "tuple" {
                return true;
            }
            if !matches!(last.kind(), "type" | "constrained_type") {
                return false;
            }
            inner = last;
        }
        false
    }

    /// `yield` in a comprehension (`symtable_raise_if_comprehension_block`).
    pub(super) fn refuse_yield(&mut self, node: Node<'t>) {
        if self.facts.block().kind == BlockKind::Comprehension {
            let span = self.span(node);
            self.facts.block_mut().yields.get_or_insert(span);
            // Up to 3.9 told when the comprehension is done.
            if self.python.minor >= 10 {
                self.facts.refuse_yield();
            }
        }
    }

    /// 3.12 can't compile lambdas and comprehensions in an annotation scope that sees a class.
    pub(super) fn refuse_block_in_class_annotation(&mut self, node: Node<'t>, what: &str) {
        let dropped = matches!(self.evaluation, Evaluation::Dropped(block) if block == self.facts.current());
        if self.python.minor == 12 && !dropped && self.facts.sees_class() {
            let message = format!("Cannot use {what} in annotation scope within class scope");
            self.facts.error(self.span(node), None, message);
        }
    }

    /// `import *` binds names that the compiler can't know: only a module's namespace takes them.
    pub(super) fn check_star(&mut self, star: Node<'t>) {
        if !self.facts.in_module() {
            let block = self.facts.block().span.start;
            self.facts.error(self.span(star), Some(block), "import * only allowed at module level".to_owned());
        }
    }
}
