//! What stands around the node that the walk is at: the blocks and loops that it has entered, and what leaving them means.

use super::super::order::{Turn, Turns};
use super::super::rules::{Rule, rule};
use super::super::{Phase, generator};
use super::{Moment, Walk};
use crate::syntax::Node;
use crate::text::Span;

/// What stands around a node and matters to what may stand in it.
pub(in crate::compiler) enum Around {
    Function {
        is_async: bool,
        /// It is asynchronous, or something in it takes it for so.
        coroutine: bool,
        yields: bool,
        /// `return` statements with a value, and when the compiler meets them.
        returns: Vec<(Moment, Span)>,
        entered: bool,
    },
    Class {
        entered: bool,
    },
    Lambda {
        entered: bool,
    },
    Comprehension {
        is_generator: bool,
        /// It awaits, or runs through an asynchronous iterable.
        is_async: bool,
        place: Iterable,
    },
    Loop,
    /// The `else` of a loop: no longer in it.
    LoopElse,
    /// The clause of an `except*`.
    ExceptStar,
    /// An annotation, perhaps one of which no code is made.
    Annotation {
        dropped: bool,
    },
    /// A `try`, and when the first statement in it that jumps out has its turn there: then its `finally` is compiled.
    Try {
        jump: Option<Vec<Turn>>,
        in_finally: bool,
    },
}

/// Where in a comprehension the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::compiler) enum Iterable {
    /// Before the first iterable.
    Before,
    /// In the first iterable, which is evaluated around the comprehension.
    Within,
    After,
}

/// The block that code runs in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::compiler) enum Running {
    Module,
    Class,
    Function { is_async: bool },
    Lambda,
    Comprehension,
}

impl<'t> Walk<'_, 't> {
    /// The block that the code here runs in.
    pub(in crate::compiler) fn running(&self) -> Running {
        match self.block().map(|at| &self.around[at].1) {
            Some(Around::Function { is_async, .. }) => Running::Function { is_async: *is_async },
            Some(Around::Class { .. }) => Running::Class,
            Some(Around::Lambda { .. } | Around::Annotation { .. }) => Running::Lambda,
            Some(Around::Comprehension { .. }) => Running::Comprehension,
            _ => Running::Module,
        }
    }

    /// The place of the innermost block that has been entered.
    pub(in crate::compiler) fn block(&self) -> Option<usize> {
        self.around.iter().rposition(|(_, around)| match around {
            Around::Function { entered, .. } | Around::Class { entered } | Around::Lambda { entered } => *entered,
            Around::Comprehension { place, .. } => *place != Iterable::Within,
            Around::Annotation { .. } => self.minor() >= 14,
            _ => false,
        })
    }

    /// The number of the node of the block that the code here runs in.
    pub(in crate::compiler) fn block_id(&self) -> u32 {
        let node = self.block().and_then(|at| self.path.get(self.around[at].0));
        node.map_or(0, |node| node.number())
    }

    pub(super) fn push(&mut self, around: Around) {
        self.around.push((self.path.len(), around));
    }

    pub(super) fn enter_body(&mut self) {
        if let Some((depth, Around::Function { entered, .. } | Around::Class { entered })) = self.around.last_mut()
            && *depth + 1 == self.path.len()
        {
            *entered = true;
        }
    }

    pub(super) fn enter_lambda_body(&mut self) {
        if let Some((depth, Around::Lambda { entered })) = self.around.last_mut()
            && *depth + 1 == self.path.len()
        {
            *entered = true;
        }
    }

    /// Notes where the first iterable of a comprehension begins (behind `in`) or ends (with its clause).
    pub(super) fn first_iterable(&mut self, node: Node<'t>, from: Iterable, to: Iterable) {
        let is_sign = rule(node) == Rule::In;
        // A comparison has that sign, too.
        if is_sign && !self.path.last().is_some_and(|clause| rule(*clause) == Rule::ComprehensionClause) {
            return;
        }
        let below = if is_sign { 2 } else { 1 };
        if let Some((depth, Around::Comprehension { place, .. })) = self.around.last_mut()
            && *depth + below == self.path.len()
            && *place == from
        {
            *place = to;
        }
    }

    /// Whether the node that the walk enters is a part of the first clause of a comprehension, behind its `in`.
    pub(in crate::compiler) fn is_in_first_iterable(&self) -> bool {
        matches!(
            self.around.last(),
            Some((depth, Around::Comprehension { place: Iterable::Within, .. })) if depth + 2 == self.path.len()
        )
    }

    /// The innermost class that the code here runs in.
    pub(in crate::compiler) fn class_around(&self) -> Option<Node<'t>> {
        let depth = self.block().map(|at| self.around[at].0)?;
        self.path.get(depth).copied()
    }

    pub(super) fn leave_one(&mut self, node: Node<'t>, around: Around) {
        match around {
            Around::Function { coroutine: true, yields: true, returns, .. } => {
                for (moment, span) in returns {
                    let message = "'return' with value in async generator".to_owned();
                    self.error_at(Phase::Generator, moment, span, None, message);
                }
            }
            Around::Comprehension { is_generator, is_async, .. } => {
                generator::leave_comprehension(self, node, is_generator, is_async);
            }
            Around::Annotation { dropped } => self.dropped -= u32::from(dropped),
            _ => {}
        }
    }

    /// Whether a type that the walk is at is the annotation of something.
    pub(super) fn is_annotation(&self) -> bool {
        const ANNOTATED: [&str; 4] =
            ["assignment", "typed_parameter", "typed_default_parameter", "function_definition"];
        self.parent(0).is_some_and(|parent| ANNOTATED.contains(&parent.kind()))
    }

    /// Whether the walk enters type parameters, or what is evaluated in their block.
    pub(super) fn is_in_generic_header(&self, rule: Rule) -> bool {
        let above = match rule {
            Rule::TypeParameters | Rule::Arguments => 0,
            Rule::Type if self.parent(0).is_some_and(|parent| self::rule(parent) == Rule::TypedParameter) => 2,
            Rule::Type => 0,
            _ => return false,
        };
        self.parent(above).is_some_and(|definition| {
            let is_definition = matches!(self::rule(definition), Rule::Function | Rule::Class);
            is_definition && definition.field("type_parameters").is_some()
        })
    }

    /// Whether a type that the walk is at is an annotation of which no code is made: that of a function's variable, and all under
    /// `from __future__ import annotations`.
    pub(super) fn is_dropped(&self) -> bool {
        let parent = self.parent(0).map_or("", |parent| parent.kind());
        match parent {
            "assignment" => {
                let is_simple =
                    || self.parent(0).and_then(|p| p.child(0)).is_some_and(|left| left.kind() == "identifier");
                let in_function = matches!(self.running(), Running::Function { .. });
                // What is annotated in brackets or behind a dot keeps nothing, but up to 3.13 it is evaluated.
                self.drops_annotations && (self.minor() >= 10 || is_simple())
                    || in_function
                    || self.minor() >= 14 && !is_simple()
            }
            "typed_parameter" | "typed_default_parameter" | "function_definition" => self.drops_annotations,
            _ => false,
        }
    }

    /// From 3.14 on an annotation is a function to the code in it.
    pub(super) fn enter_annotation(&mut self) {
        let dropped = self.is_dropped();
        self.dropped += u32::from(dropped);
        self.push(Around::Annotation { dropped });
    }

    /// `finally` is compiled first where the first jump leaves its statement.
    pub(super) fn enter_finally(&mut self, node: Node<'t>) {
        let minor = self.minor();
        if let Some((_, Around::Try { jump, in_finally })) = self.around.last_mut() {
            *in_finally = true;
            for turn in jump.take().filter(|_| minor > 8).into_iter().flatten() {
                self.push_moved(node, Turns { generator: Some(turn), table: None });
            }
        }
    }

    /// Notes a statement that leaves everything around, up to the loop or to the function that it jumps out of.
    pub(in crate::compiler) fn jump(&mut self, at: u32, leaves_loops: bool) {
        let moved = &self.moved;
        for (depth, around) in self.around.iter_mut().rev() {
            match around {
                Around::Try { jump, in_finally: false } => {
                    let within = moved.iter().filter(|(at, _)| *at > *depth);
                    let turns = within.filter_map(|(_, moved)| moved.turn(Phase::Generator));
                    jump.get_or_insert_with(|| turns.chain([[at, 0]]).collect());
                }
                Around::Loop if !leaves_loops => return,
                Around::Function { .. } | Around::Class { .. } => return,
                _ => {}
            }
        }
    }
}
