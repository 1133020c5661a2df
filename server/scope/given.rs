//! What a target is given, where a name says it: `x = C()`, `x: C`, `with C() as x`; and what a `def` gives those who call it.
//!
//! The graph has the places of the names alone. What follows from them is `link`'s to say, which knows the files that they lead to.
//!
//! An expression that is neither a name nor a call of one can be given, too, where it stands before a dot or is itself what something is given: it
//! is a target by a place where no name starts ([`Graph::knot`]): `xs[0]` by its end, `await x` by its start, `a, b` by its comma, `a or b` by
//! the `or`. So is a call of a function of `builtins` that hands on what it gets, such as `sorted(xs)`, by the end of what is called. What is in
//! the brackets of a display, or of a generic class, is given to the display's target, or to the name before the brackets, as a part of it.

use std::sync::OnceLock;

use super::{BindingKind, BlockId, Graph, Member, Occurrence, Role, SymbolId};

/// What a target is given at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Given {
    /// The start of the name or member that is given something; of what calls are given, the start of the `def`; of a literal before a dot, the start
    /// of the name behind it; of other expressions, see above.
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
    /// It is one of what `for` makes of it.
    Iterated,
    /// It is what `[…]` makes of it, whatever is between the brackets.
    Item,
    /// It is an instance of it within a stretch of the text: `isinstance` says so, or a pattern.
    Narrowed,
    /// Where the stretch ends, or begins, of which the target is the other end; with two of these, it is between them.
    Until,
    /// What is narrowed is no target, but this name: the subject of a `match`, of which each `case` says something else.
    Subject,
    /// It is `None`. There is no place.
    Nothing,
    /// It may be something else; of a `def`, it makes a generator. There is no place.
    Unknown,
    /// It is an instance of one of [`LITERALS`], by its number. There is no place.
    Literal(u8),
    /// It is its part with this number, if it is a tuple; of what else there is, as [`By::Iterated`].
    Part(u8),
    /// It is what `[0]` makes of it, or another number.
    ItemAt(u8),
    /// It has an instance of it as its part with this number: an argument of a generic class.
    Argument(u8),
    /// It has it as its part with this number: an element of a display, or what a generator yields.
    Element(u8),
    /// It has as its part with this number what `for` makes of it.
    ElementOf(u8),
    /// It is what one of [`OPERATORS`] makes of it as the left operand, or the only one.
    Operated(u8),
    /// It is a call that passes it as the argument with this number.
    Passed(u8),
}

/// Parts with higher numbers are not told apart, nor noted but for displays.
pub(super) const MOST_PARTS: u8 = 6;

/// The number of the parts that stand for all others: the `...` of `tuple[C, ...]`.
pub const ALL_OTHERS: u8 = MOST_PARTS;

/// The built-in classes that literals, displays and comprehensions make instances of (reference, section 6.2).
pub(super) const LITERALS: [&str; 10] =
    ["str", "bytes", "int", "float", "complex", "bool", "list", "dict", "set", "tuple"];

/// The operators that methods stand for, each with its method (reference, section 3.3.8); the last three have one operand.
pub(super) const OPERATORS: [(&str, &str); 16] = [
    ("+", "__add__"),
    ("-", "__sub__"),
    ("*", "__mul__"),
    ("/", "__truediv__"),
    ("//", "__floordiv__"),
    ("%", "__mod__"),
    ("**", "__pow__"),
    ("@", "__matmul__"),
    ("&", "__and__"),
    ("|", "__or__"),
    ("^", "__xor__"),
    ("<<", "__lshift__"),
    (">>", "__rshift__"),
    ("-", "__neg__"),
    ("+", "__pos__"),
    ("~", "__invert__"),
];

/// Arguments with higher numbers are not noted.
pub(super) const MOST_PASSED: u8 = 3;

const WAYS: [By; 12] = [
    By::Value,
    By::Awaited,
    By::Entered,
    By::Annotation,
    By::ClassOf,
    By::Iterated,
    By::Item,
    By::Narrowed,
    By::Until,
    By::Subject,
    By::Nothing,
    By::Unknown,
];

/// What makes a way with a number.
type Make = fn(u8) -> By;

/// The ways that have a number: how many there are, and what makes one.
const NUMBERED: [(u8, Make); 8] = [
    (LITERALS.len() as u8, By::Literal),
    (MOST_PARTS + 1, By::Part),
    (MOST_PARTS + 1, By::ItemAt),
    (MOST_PARTS + 1, By::Argument),
    (MOST_PARTS + 1, By::Element),
    (MOST_PARTS + 1, By::ElementOf),
    (OPERATORS.len() as u8, By::Operated),
    (MOST_PASSED, By::Passed),
];

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

    /// The number of the part that the target has in it.
    pub fn part(self) -> Option<u8> {
        match self {
            By::Argument(part) | By::Element(part) | By::ElementOf(part) => Some(part),
            _ => None,
        }
    }

    /// The method that stands for an operator.
    pub fn method(self) -> Option<&'static str> {
        match self {
            By::Operated(operator) => OPERATORS.get(usize::from(operator)).map(|operator| operator.1),
            _ => None,
        }
    }

    /// Whether it says what the target is, wherever that stands; not so of parts, arguments and stretches.
    pub fn is_of_target(self) -> bool {
        self.part().is_none() && !matches!(self, By::Narrowed | By::Until | By::Subject | By::Passed(_))
    }

    /// The way in a byte.
    pub(super) fn byte(self) -> u8 {
        match self {
            By::Literal(number) => first_numbered(0) + number,
            By::Part(number) => first_numbered(1) + number,
            By::ItemAt(number) => first_numbered(2) + number,
            By::Argument(number) => first_numbered(3) + number,
            By::Element(number) => first_numbered(4) + number,
            By::ElementOf(number) => first_numbered(5) + number,
            By::Operated(number) => first_numbered(6) + number,
            By::Passed(number) => first_numbered(7) + number,
            _ => WAYS.iter().position(|&way| way == self).expect("all others are listed") as u8,
        }
    }

    /// The way that a byte says, if it is one.
    pub(super) fn from_byte(byte: u8) -> Option<By> {
        let Some(mut number) = byte.checked_sub(WAYS.len() as u8) else { return Some(WAYS[usize::from(byte)]) };
        for (many, make) in NUMBERED {
            match number.checked_sub(many) {
                None => return Some(make(number)),
                Some(rest) => number = rest,
            }
        }
        None
    }
}

/// The byte of the first way of one of [`NUMBERED`].
fn first_numbered(which: usize) -> u8 {
    WAYS.len() as u8 + NUMBERED[..which].iter().map(|numbered| numbered.0).sum::<u8>()
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
        rows(&self.index().given, variable).map(|row| &self.given[row]).filter(|given| given.by.is_of_target())
    }

    /// What an expression is given that is no name, by its place: see the top of this file. Nothing where a name starts.
    pub fn knot(&self, place: u32) -> &[Given] {
        let given = self.given(place);
        let is_name = || {
            let occurrence = self.occurrence_at(place).is_some_and(|occurrence| occurrence.span.start == place);
            occurrence || self.member_from(place).is_some()
        };
        let is_passed = |given: &Given| matches!(given.by, By::Passed(_));
        if given.iter().all(is_passed) || is_name() { &[] } else { given }
    }

    /// The one thing that an expression is made of, if it is no name.
    pub fn only_knot(&self, place: u32) -> Option<&Given> {
        match self.knot(place) {
            [one] if one.by.has_place() && one.by.is_of_target() => Some(one),
            _ => None,
        }
    }

    /// What `isinstance` says that a variable is at a place: the innermost stretch around it in which nothing else binds it.
    pub fn narrowed(&self, variable: SymbolId, place: u32) -> impl Iterator<Item = &Given> {
        let of = || rows(&self.index().given, variable).map(|row| &self.given[row]);
        let is_around = |target: u32| {
            let mut ends = self.given(target).iter().filter(|given| given.by == By::Until).map(|given| given.place);
            let stretch = match (ends.next(), ends.next()) {
                (Some(first), Some(last)) => first..last,
                (Some(end), None) => target.min(end)..target.max(end),
                (None, _) => return false,
            };
            stretch.contains(&place) && place != target
        };
        let said = of().filter(|given| given.by == By::Until).map(|until| until.target);
        let said = said.filter(|&target| is_around(target)).last();
        let rebinds = |said: u32| {
            let between = self.occurrences_from(said.min(place)).take_while(|token| token.span.start < said.max(place));
            // `isinstance(x := f(), C)` is about what it binds itself.
            let binds = |token: Occurrence| token.role == Role::Bind && token.span.start != said;
            between.into_iter().any(|token| binds(token) && self.variable(token.symbol) == variable)
        };
        let said = said.filter(|&said| !self.is_rebound(variable) || !rebinds(said));
        of().filter(move |given| given.by == By::Narrowed && Some(given.target) == said)
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
            let of_token = |start: u32| match self.member_from(start) {
                Some(member) => attribute(member),
                None => variable(start),
            };
            let subject = |target: u32| self.given(target).iter().find(|given| given.by == By::Subject);
            let target = |given: &Given| match given.by {
                By::Narrowed | By::Until => of_token(subject(given.target).map_or(given.target, |of| of.place)),
                _ => of_token(given.target),
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
