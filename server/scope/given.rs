//! What a target is given, where a name says it: `x = C()`, `x: C`, `with C() as x`; and what a `def` gives those who call it.
//!
//! The graph has the places of the names alone. What follows from them is `link`'s to say, which knows the files that they lead to.

use super::{BindingKind, BlockId, BlockKind, Graph, Member, SymbolId};

/// What a target is given at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Given {
    /// The start of the name or member that is given something; of what calls are given, the start of the `def`; of a literal before a dot, the start
    /// of the name behind it.
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
    /// It is `None`. There is no place.
    Nothing,
    /// It may be something else; of a `def`, it makes a generator. There is no place.
    Unknown,
    /// It is an instance of one of [`LITERALS`], by its number. There is no place.
    Literal(u8),
}

/// The built-in classes that literals, displays and comprehensions make instances of (reference, section 6.2).
pub(super) const LITERALS: [&str; 10] =
    ["str", "bytes", "int", "float", "complex", "bool", "list", "dict", "set", "tuple"];

const WAYS: [By; 7] = [By::Value, By::Awaited, By::Entered, By::Annotation, By::ClassOf, By::Nothing, By::Unknown];

impl By {
    /// Whether a name stands at the place.
    pub(super) fn has_place(self) -> bool {
        !matches!(self, By::Nothing | By::Unknown | By::Literal(_))
    }

    /// The class of a literal.
    pub fn literal(self) -> Option<&'static str> {
        match self {
            By::Literal(class) => LITERALS.get(usize::from(class)).copied(),
            _ => None,
        }
    }

    /// The way in a byte.
    pub(super) fn byte(self) -> u8 {
        match self {
            By::Literal(class) => WAYS.len() as u8 + class,
            _ => WAYS.iter().position(|&way| way == self).expect("all others are listed") as u8,
        }
    }

    /// The way that a byte says, if it is one.
    pub(super) fn from_byte(byte: u8) -> Option<By> {
        let of_literal = || byte.checked_sub(WAYS.len() as u8).filter(|&class| usize::from(class) < LITERALS.len());
        WAYS.get(usize::from(byte)).copied().or_else(|| of_literal().map(By::Literal))
    }
}

impl Graph {
    /// What a target is given: a name or member by its start, the calls of a function by the start of its `def`.
    pub fn given(&self, target: u32) -> &[Given] {
        let first = self.given.partition_point(|given| given.target < target);
        let rest = &self.given[first..];
        &rest[..rest.partition_point(|given| given.target == target)]
    }

    /// The class in [`LITERALS`] of the literal that stands before a member's dot.
    pub fn literal_before(&self, member: &Member) -> Option<&'static str> {
        let given = self.given(member.start).iter().filter(|_| member.base().is_none() && !member.is_target());
        given.filter_map(|given| given.by.literal()).next()
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
