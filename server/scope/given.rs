//! What a target is given, where a name says it: `x = C()`, `x: C`, `with C() as x`; and what a `def` gives those who call it.
//!
//! The graph has the places of the names alone. What follows from them is `link`'s to say, which knows the files that they lead to.

use super::{BindingKind, BlockId, BlockKind, Graph, SymbolId};

/// What a target is given at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Given {
    /// The start of the name or member that is given something; of what calls are given, the start of the `def`.
    pub target: u32,
    /// Where the name of it is found, as in [`super::Member::base`]: the start of an occurrence or member; of one that is called, its end.
    pub place: u32,
    /// What it has to do with what the name means.
    pub by: By,
}

/// What a target has to do with what a name means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum By {
    /// It is it.
    Value,
    /// It is what `await` makes of it.
    Awaited,
    /// It is what `with` makes of it.
    Entered,
    /// It is an instance of it: the annotation says so, or `except` does.
    Annotation,
    /// It is it, or a class derived from it: the annotation `type[C]`.
    ClassOf,
    /// It is `None`; the place says nothing.
    Nothing,
    /// It may be something else; the place says nothing. Of a `def`: it makes a generator.
    Unknown,
}

pub(super) const WAYS: [By; 7] =
    [By::Value, By::Awaited, By::Entered, By::Annotation, By::ClassOf, By::Nothing, By::Unknown];

impl Graph {
    /// What a target is given: a name or member by its start, the calls of a function by the start of its `def`.
    pub fn given(&self, target: u32) -> &[Given] {
        let first = self.given.partition_point(|given| given.target < target);
        let rest = &self.given[first..];
        &rest[..rest.partition_point(|given| given.target == target)]
    }

    /// What a variable is given, wherever it is bound or annotated, in the order of the text; of a class's, by its methods, too.
    pub fn given_to(&self, variable: SymbolId) -> impl Iterator<Item = &Given> {
        let (owner, name) = (self.block_of(variable), self.name(variable));
        let block = self.block(owner);
        let first = self.given.partition_point(|given| given.target < block.span.start);
        let within = self.given[first..].iter().take_while(move |given| given.target < block.span.end);
        within.filter(move |given| match self.member_from(given.target) {
            Some(member) => {
                let of_class = block.kind == BlockKind::Class && self.stored_name(member) == name;
                of_class && self.receiver_of(member) == Some(owner)
            }
            None => {
                let token = self.occurrence_at(given.target).filter(|token| token.span.start == given.target);
                token.is_some_and(|token| self.variable(token.symbol) == variable)
            }
        })
    }

    /// The functions that a variable is bound to by `def`, in the order of the text: where the name starts, and the block.
    pub fn functions_of(&self, variable: SymbolId) -> impl Iterator<Item = (u32, BlockId)> {
        let span = self.block(self.block_of(variable)).span;
        let first = self.bindings.partition_point(|binding| binding.0 < span.start);
        let within = self.bindings[first..].iter().take_while(move |binding| binding.0 < span.end);
        within.filter_map(move |&(start, kind)| match kind {
            BindingKind::Function(block) => {
                let name = self.occurrence_at(start).filter(|name| name.span.start == start)?;
                (self.variable(name.symbol) == variable).then_some((start, block))
            }
            _ => None,
        })
    }
}
