//! What a target is given, where a name says it: `x = C()`, `x: C`, `with C() as x`; and what a `def` gives those who call it.
//!
//! The graph has the places of the names alone. What follows from them is `link`'s to say, which knows the files that they lead to.
//!
//! An expression that is neither a name nor a call of one can be given, too, where it stands before a dot or is itself what something is given: it
//! is a target by a place where no name starts ([`Graph::knot`]): `xs[0]` by its end, `await x` by its start, `a, b` by its comma, `a or b` by
//! the `or`, a lambda by its start, a call of what is no name by its end. So is a call of a function of `builtins` that hands on what it gets, such as
//! `sorted(xs)`, by the end of what is called. What is in the brackets of a display, or of a generic class, is given to the display's target, or to the
//! name before the brackets, as a part of it; what is put into a container later, to the name of the container where that is done.

use std::sync::OnceLock;

use super::{BindingKind, BlockId, Graph, Label, Member, Role, SymbolId};

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
    /// It is what `yield from` makes of it.
    Delegated,
    /// It is what is sent to the generator whose `def` starts there.
    Sent,
    /// It is what `with` makes of it.
    Entered,
    /// It is an instance of it: the annotation says so, or `except` does.
    Annotation,
    /// It is it, or a class derived from it: the annotation `type[C]`.
    ClassOf,
    /// It is one of what `for` makes of it.
    Iterated,
    /// It is what a call of it makes.
    Called,
    /// It is what `dict` makes of it: of a mapping its like, of pairs one of what they hold.
    Mapped,
    /// It is what `[…]` makes of it, whatever is between the brackets.
    Item,
    /// It is an instance of it within a stretch of the text: `isinstance` says so, or a pattern.
    Narrowed,
    /// It is it, or a class derived from it, within a stretch of the text: `issubclass` says so.
    NarrowedClass,
    /// It is within a stretch of the text what the function says of its argument that is called: `TypeGuard[C]`.
    Guarded,
    /// Where the stretch ends, or begins, of which the target is the other end; with two of these, it is between them.
    Until,
    /// What is narrowed is no target, but this name: the subject of a `match`, of which each `case` says something else.
    Subject,
    /// The docstring that starts there may tell what it returns or its parameters are; of a class, those of its constructor.
    Documented,
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
    /// It is what such an operator makes of it as the right operand, where the left one is a number.
    Reflected(u8),
    /// It is a call that passes it as the argument with this number.
    Passed(u8),
    /// It is what the pattern with this number in the brackets of a class pattern matches, of an instance of it.
    Matched(u8),
    /// It has an instance of it as the parameter with this number of what it calls: `Callable[[C], …]`.
    Parameter(u8),
    /// It is the parameter with this number of a lambda that is the argument behind this keyword.
    Labelled(u8),
    /// It is the parameter of a lambda that is an argument of a call of it: [`MOST_PASSED`] times the number of the argument, and that of the
    /// parameter.
    Handed(u8),
}

/// Parts with higher numbers are not told apart, nor noted but for displays.
pub(super) const MOST_PARTS: u8 = 6;

/// The number of the parts that stand for all others: the `...` of `tuple[C, ...]`.
pub const ALL_OTHERS: u8 = MOST_PARTS;

/// The built-in classes that literals, displays and comprehensions make instances of (reference, section 6.2); of lambdas no more is told than what
/// calls of them make. The last is what `except*` catches.
pub(super) const LITERALS: [&str; 12] =
    ["str", "bytes", "int", "float", "complex", "bool", "list", "dict", "set", "tuple", "object", "BaseExceptionGroup"];

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

/// The methods of right operands that the first of these stand for.
const REFLECTED: [&str; 13] = [
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rpow__",
    "__rmatmul__",
    "__rand__",
    "__ror__",
    "__rxor__",
    "__rlshift__",
    "__rrshift__",
];

/// The method that a sign before one operand stands for, or between two, of the left one.
pub fn method_of_operator(sign: &str, n_operands: usize) -> Option<&'static str> {
    let mut known = OPERATORS.iter().filter(|operator| operator.0 == sign);
    let found = if n_operands == 1 { known.next_back() } else { known.next() };
    found.map(|operator| operator.1)
}

/// Arguments with higher numbers are not noted.
pub const MOST_PASSED: u8 = 3;

/// Which argument a function or method gives back where it has nothing else to give.
pub fn default_passed(function: &str) -> Option<u8> {
    match function {
        "get" | "pop" | "setdefault" => Some(1),
        "getattr" => Some(2),
        _ => None,
    }
}

const WAYS: [By; 19] = [
    By::Value,
    By::Awaited,
    By::Delegated,
    By::Sent,
    By::Entered,
    By::Annotation,
    By::ClassOf,
    By::Iterated,
    By::Called,
    By::Mapped,
    By::Item,
    By::Narrowed,
    By::NarrowedClass,
    By::Guarded,
    By::Until,
    By::Subject,
    By::Documented,
    By::Nothing,
    By::Unknown,
];

/// What makes a way with a number.
type Make = fn(u8) -> By;

/// The ways that have a number: how many there are, and what makes one.
const NUMBERED: [(u8, Make); 13] = [
    (LITERALS.len() as u8, By::Literal),
    (MOST_PARTS + 1, By::Part),
    (MOST_PARTS + 1, By::ItemAt),
    (MOST_PARTS + 1, By::Argument),
    (MOST_PARTS + 1, By::Element),
    (MOST_PARTS + 1, By::ElementOf),
    (OPERATORS.len() as u8, By::Operated),
    (REFLECTED.len() as u8, By::Reflected),
    (MOST_PASSED, By::Passed),
    (MOST_PARTS, By::Matched),
    (MOST_PASSED, By::Parameter),
    (MOST_PASSED, By::Labelled),
    (MOST_PASSED * MOST_PASSED, By::Handed),
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
            By::Reflected(operator) => REFLECTED.get(usize::from(operator)).copied(),
            _ => None,
        }
    }

    /// Whether it says what the target is, wherever that stands; not so of parts, arguments and stretches.
    pub fn is_of_target(self) -> bool {
        self.part().is_none()
            && !self.is_narrowing()
            && !matches!(self, By::Subject | By::Documented | By::Passed(_) | By::Parameter(_))
    }

    /// Whether it says what the target is within a stretch, or where that is.
    fn is_narrowing(self) -> bool {
        matches!(self, By::Narrowed | By::NarrowedClass | By::Guarded | By::Until)
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
            By::Reflected(number) => first_numbered(7) + number,
            By::Passed(number) => first_numbered(8) + number,
            By::Matched(number) => first_numbered(9) + number,
            By::Parameter(number) => first_numbered(10) + number,
            By::Labelled(number) => first_numbered(11) + number,
            By::Handed(number) => first_numbered(12) + number,
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

    /// What is given to a place as its parts: what a display holds, or the brackets of a generic class; if it binds a variable, also what is put into
    /// that elsewhere.
    pub fn parts(&self, place: u32) -> impl Iterator<Item = &Given> {
        let own = self.given(place).iter().filter(|given| given.by.part().is_some());
        own.chain(self.filled(place))
    }

    /// What is put into the variable that is bound at a place.
    pub fn filled(&self, place: u32) -> impl Iterator<Item = &Given> {
        let is_bound = match self.member_from(place) {
            Some(member) => member.is_target(),
            None => self.occurrence_at(place).is_some_and(|token| token.role == Role::Bind),
        };
        let variable = if is_bound { self.variable_at(place) } else { None };
        variable.into_iter().flat_map(|variable| rows(&self.index().filled, variable).map(|row| &self.given[row]))
    }

    /// What the calls of a variable pass that stand in the file, in the order of the text.
    pub fn passed(&self, called: SymbolId) -> impl Iterator<Item = &Given> {
        rows(&self.index().passed, called).map(|row| &self.given[row])
    }

    /// The keywords at calls of a variable that stand in the file, in the order of the text.
    pub fn labels_of(&self, called: SymbolId) -> impl Iterator<Item = &Label> {
        rows(&self.index().labelled, called).map(|row| &self.labels[row])
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
        let mut made_of = self.knot(place).iter().filter(|given| !given.by.is_narrowing());
        let one = made_of.next().filter(|one| one.by.has_place() && one.by.is_of_target());
        one.filter(|_| made_of.next().is_none())
    }

    /// The variable that the name at a place is, or the attribute of a method's class.
    pub fn variable_at(&self, place: u32) -> Option<SymbolId> {
        match self.member_from(place) {
            Some(member) => self.attribute_in(self.receiver_of(member)?, self.stored_name(member)),
            None => {
                let token = self.occurrence_at(place).filter(|token| token.span.start == place)?;
                Some(self.variable(token.symbol))
            }
        }
    }

    /// The functions that a variable is bound to by `def`, in the order of the text: where the name starts, and the block.
    pub fn functions_of(&self, variable: SymbolId) -> impl Iterator<Item = (u32, BlockId)> {
        rows(&self.index().functions, variable).filter_map(|row| match self.bindings[row] {
            (start, BindingKind::Function(block)) => Some((start, block)),
            _ => None,
        })
    }

    /// The classes that a variable is bound to by `class`, in the order of the text.
    pub fn classes_of(&self, variable: SymbolId) -> impl Iterator<Item = BlockId> {
        rows(&self.index().classes, variable).filter_map(|row| match self.bindings[row].1 {
            BindingKind::Class(block) => Some(block),
            _ => None,
        })
    }

    pub(super) fn index(&self) -> &Index {
        self.by_variable.0.get_or_init(|| {
            let subject = |target: u32| self.given(target).iter().find(|given| given.by == By::Subject);
            let token = |given: &Given| match given.by.is_narrowing() {
                true => subject(given.target).map_or(given.target, |of| of.place),
                false => given.target,
            };
            let target = |given: &Given| self.variable_at(token(given));
            let chain = |given: &Given| Some(self.chain(token(given))?.1);
            // What a display holds that is given to a variable is no more than that of its binding.
            let puts_in = |given: &Given| {
                matches!(given.by, By::Element(_) | By::ElementOf(_))
                    && !self.given(given.target).iter().any(|given| matches!(given.by, By::Literal(_)))
            };
            let all = || self.given.iter().enumerate();
            let narrowing = || all().filter(|(_, given)| given.by.is_narrowing());
            let (filled, given): (Vec<_>, Vec<_>) =
                all().filter(|(_, given)| !given.by.is_narrowing()).partition(|(_, given)| puts_in(given));
            let passed = all().filter(|(_, given)| matches!(given.by, By::Passed(_)));
            let called = |given: &Given| self.variable_at(self.start_of(given.target)?);
            let of_variable = |(row, given): (usize, &Given)| Some((target(given)?, row));
            let bindings = || self.bindings.iter().enumerate();
            let functions = bindings().filter(|(_, binding)| matches!(binding.1, BindingKind::Function(_)));
            let classes = bindings().filter(|(_, binding)| matches!(binding.1, BindingKind::Class(_)));
            let labels = self.labels.iter().enumerate();
            // Those of `self` are attributes of its class.
            let assigned = |(row, member): (usize, &Member)| {
                let is_it = member.is_target() && self.receiver_of(member).is_none();
                let start = member.start;
                is_it.then(|| self.chain(start).filter(|_| self.start_of_items(start).is_none()))?.map(|of| (of.1, row))
            };
            Index {
                assigned: sorted(self.members.iter().enumerate().filter_map(assigned)),
                labelled: sorted(labels.filter_map(|(row, label)| Some((self.variable_at(label.callee)?, row)))),
                given: sorted(given.into_iter().filter_map(of_variable)),
                filled: sorted(filled.into_iter().filter_map(of_variable)),
                narrowed: sorted(narrowing().filter_map(of_variable)),
                passed: sorted(passed.filter_map(|(row, given)| Some((called(given)?, row)))),
                chains: sorted(narrowing().filter_map(|(row, given)| Some((chain(given)?, row)))),
                functions: sorted(functions.filter_map(|(row, binding)| Some((self.variable_at(binding.0)?, row)))),
                classes: sorted(classes.filter_map(|(row, binding)| Some((self.variable_at(binding.0)?, row)))),
            }
        })
    }
}

/// What is given to each variable and which functions and classes each is bound to, made when it is first asked for: few files are.
#[derive(Clone, Debug, Default)]
pub(super) struct ByVariable(OnceLock<Index>);

/// Rows of the graph's tables, sorted by their variables.
#[derive(Clone, Debug)]
pub(super) struct Index {
    given: Box<[(SymbolId, u32)]>,
    filled: Box<[(SymbolId, u32)]>,
    pub(super) narrowed: Box<[(SymbolId, u32)]>,
    functions: Box<[(SymbolId, u32)]>,
    classes: Box<[(SymbolId, u32)]>,
    pub(super) chains: Box<[(u64, u32)]>,
    passed: Box<[(SymbolId, u32)]>,
    labelled: Box<[(SymbolId, u32)]>,
    pub(super) assigned: Box<[(u64, u32)]>,
}

impl PartialEq for ByVariable {
    /// It follows from the tables.
    fn eq(&self, _: &ByVariable) -> bool {
        true
    }
}

impl Eq for ByVariable {}

fn sorted<K: Ord>(rows: impl Iterator<Item = (K, usize)>) -> Box<[(K, u32)]> {
    let mut rows: Vec<(K, u32)> = rows.map(|(key, row)| (key, row as u32)).collect();
    rows.sort_unstable();
    rows.into()
}

fn rows<K: Ord + Copy>(index: &[(K, u32)], key: K) -> impl Iterator<Item = usize> {
    of_key(index, key).iter().map(|row| row.1 as usize)
}

pub(super) fn of_key<K: Ord + Copy>(index: &[(K, u32)], key: K) -> &[(K, u32)] {
    let first = index.partition_point(|row| row.0 < key);
    let rest = &index[first..];
    &rest[..rest.partition_point(|row| row.0 == key)]
}
