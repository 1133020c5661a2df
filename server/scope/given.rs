//! What a target is given, where a name says it: `x = C()`, `x: C`, `with C() as x`; and what a `def` gives those who call it.
//!
//! The graph has the places of the names alone. What follows from them is `link`'s to say, which knows the files that they lead to.

use std::sync::OnceLock;

use super::{BindingKind, BlockId, Graph, Member, SymbolId};

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
        rows(&self.index().given, variable).map(|row| &self.given[row])
    }

    /// The functions that a variable is bound to by `def`, in the order of the text: where the name starts, and the block.
    pub fn functions_of(&self, variable: SymbolId) -> impl Iterator<Item = (u32, BlockId)> {
        rows(&self.index().functions, variable).filter_map(|row| match self.bindings[row] {
            (start, BindingKind::Function(block)) => Some((start, block)),
            _ => None,
        })
    }

    fn index(&self) -> &Index {
        self.by_variable.0.get_or_init(|| {
            let token = |start: u32| self.occurrence_at(start).filter(|token| token.span.start == start);
            let variable = |start: u32| Some(self.variable(token(start)?.symbol));
            let attribute = |member: &Member| self.attribute_in(self.receiver_of(member)?, self.stored_name(member));
            let target = |given: &Given| match self.member_from(given.target) {
                Some(member) => attribute(member),
                None => variable(given.target),
            };
            let bindings = self.bindings.iter().enumerate();
            let functions = bindings.filter(|(_, binding)| matches!(binding.1, BindingKind::Function(_)));
            Index {
                given: sorted(self.given.iter().enumerate().filter_map(|(row, given)| Some((target(given)?, row)))),
                functions: sorted(functions.filter_map(|(row, binding)| Some((variable(binding.0)?, row)))),
            }
        })
    }
}

/// What is given to each variable and which functions each is bound to, made when it is first asked for: few files are.
#[derive(Clone, Debug, Default)]
pub(super) struct ByVariable(OnceLock<Index>);

/// Rows of the graph's tables, sorted by their variables.
#[derive(Clone, Debug)]
struct Index {
    given: Box<[(SymbolId, u32)]>,
    functions: Box<[(SymbolId, u32)]>,
}

impl PartialEq for ByVariable {
    /// It follows from the tables.
    fn eq(&self, _: &ByVariable) -> bool {
        true
    }
}

impl Eq for ByVariable {}

fn sorted(rows: impl Iterator<Item = (SymbolId, usize)>) -> Box<[(SymbolId, u32)]> {
    let mut rows: Vec<(SymbolId, u32)> = rows.map(|(variable, row)| (variable, row as u32)).collect();
    rows.sort_unstable();
    rows.into()
}

fn rows(index: &[(SymbolId, u32)], variable: SymbolId) -> impl Iterator<Item = usize> {
    let first = index.partition_point(|row| row.0 < variable);
    index[first..].iter().take_while(move |row| row.0 == variable).map(|row| row.1 as usize)
}
