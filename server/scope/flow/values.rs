//! What can be in variables: values, and where ways join, one value or another. In compiler writers' words: static single assignment
//! form.

use std::ops::Range;

/// A value's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Value(pub(super) u32);

/// A way's number: how code came to a join.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct WayId(u32);

impl WayId {
    /// No way that could be told.
    pub(super) const NONE: WayId = WayId(0);
}

/// What is known of conditions: the newest fact, which knows the one before it. 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Facts(u32);

impl Facts {
    pub(super) const NONE: Facts = Facts(0);
}

/// A condition, and whether it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    /// The same for the same words about the same values.
    pub(super) condition: u64,
    pub(super) holds: bool,
    /// What is tested, where that is a variable.
    pub(super) flag: Option<(Value, Test)>,
}

/// How a condition tests a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Test {
    IsTrue,
    IsNone,
}

/// A constant, as far as conditions tell them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Constant {
    None,
    False,
    True,
}

impl Constant {
    fn passes(self, test: Test) -> bool {
        match test {
            Test::IsTrue => self == Constant::True,
            Test::IsNone => self == Constant::None,
        }
    }
}

/// How code may get past a binding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WayKind {
    /// It could not be told.
    Unknown,
    /// The condition of an `if` or `elif` holds.
    True,
    /// No condition of an `if` holds.
    False,
    /// A loop runs no round, or is in its first.
    NoRound,
    /// A loop that runs for certain is in its first round, or in others than those that bind.
    OtherRounds,
    /// A loop ends without `break`.
    Exhausted,
    /// A `break` is taken.
    Break,
    /// An exception leaves a `try` early, or a `with` that swallows it.
    Early,
    /// No exception leaves a `try` early.
    Unharmed,
    /// An `except` clause runs.
    Handler,
    /// A `case` is taken.
    Case,
    /// No `case` fits.
    NoCase,
    /// `and`, `or` or a conditional expression leaves a part out.
    Shortcut,
}

/// A way past a binding: the statement that decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Way {
    /// What happens there.
    pub kind: WayKind,
    /// Where the statement starts and ends.
    pub start: u32,
    /// Its end.
    pub end: u32,
}

impl Way {
    pub(super) fn new(kind: WayKind, span: Range<usize>) -> Way {
        Way { kind, start: span.start as u32, end: span.end as u32 }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// As at the block's beginning.
    Unbound,
    /// Deleted by the token that starts there: in a `del`, or behind `except … as`.
    Deleted(u32),
    Bound(Bound),
    /// One of two: that which came by one way, or by another.
    Either(Value, WayId, Value, WayId),
    /// The value after it was used: if it was none, the use has failed.
    Used(Value),
}

/// A binding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    /// Its start.
    pub(super) start: u32,
    /// Whether `def`, `class` or an import makes it.
    pub(super) defines: bool,
    /// The constant that it binds.
    pub(super) constant: Option<Constant>,
    /// How much had run before it.
    pub(super) clock: u32,
}

/// All values of the variables.
pub(super) struct Values {
    nodes: Vec<Node>,
    ways: Vec<(Way, Facts)>,
    /// (the literals of which one holds at least, the fact before).
    facts: Vec<(Range<usize>, Facts)>,
    literals: Vec<Literal>,
}

/// Whether a binding, or its absence, can be in a value.
const BOUND: u8 = 1;
const UNBOUND: u8 = 2;

/// More facts than these are not looked at: they are those around a use or a branch, the nearest first.
const MOST_FACTS: usize = 32;

/// Of a flag made of more values than this it is not asked what it was on a way.
const MOST_FLAG_VALUES: usize = 32;

impl Values {
    /// What is in a variable at its block's beginning.
    pub(super) const UNBOUND: Value = Value(0);

    pub(super) fn new() -> Values {
        let nowhere = Way { kind: WayKind::Unknown, start: 0, end: 0 };
        Values {
            nodes: vec![Node::Unbound],
            ways: vec![(nowhere, Facts::NONE)],
            facts: vec![(0..0, Facts::NONE)],
            literals: Vec::new(),
        }
    }

    pub(super) fn get(&self, value: Value) -> Node {
        self.nodes[value.0 as usize]
    }

    pub(super) fn add(&mut self, node: Node) -> Value {
        self.nodes.push(node);
        Value(self.nodes.len() as u32 - 1)
    }

    pub(super) fn way(&mut self, way: Way, facts: Facts) -> WayId {
        self.ways.push((way, facts));
        WayId(self.ways.len() as u32 - 1)
    }

    /// The fact that one of some literals holds.
    pub(super) fn fact(&mut self, one_of: &[Literal], before: Facts) -> Facts {
        let first = self.literals.len();
        self.literals.extend(one_of);
        self.facts.push((first..self.literals.len(), before));
        Facts(self.facts.len() as u32 - 1)
    }

    /// One or the other.
    pub(super) fn either(&mut self, a: Value, a_way: WayId, b: Value, b_way: WayId) -> Value {
        let includes = |whole: Value, (part, way): (Value, WayId)| match self.get(whole) {
            _ if whole == part => true,
            Node::Either(_, _, last, last_way) if last == part => last_way == way,
            _ => matches!(self.get(part), Node::Used(used) if used == whole),
        };
        if includes(a, (b, b_way)) {
            a
        } else if includes(b, (a, a_way)) {
            b
        } else {
            self.add(Node::Either(a, a_way, b, b_way))
        }
    }

    /// The value at a loop's head: what comes in, and later what comes back.
    pub(super) fn head(&mut self, entry: Value, no_round: WayId) -> Value {
        let value = Value(self.nodes.len() as u32);
        self.add(Node::Either(entry, no_round, value, WayId::NONE))
    }

    pub(super) fn comes_back(&mut self, head: Value, back: Value) {
        if let Node::Either(_, _, later, _) = &mut self.nodes[head.0 as usize] {
            *later = back;
        }
    }

    /// The value before it was used.
    pub(super) fn unused(&self, value: Value) -> Value {
        if let Node::Used(before) = self.get(value) { before } else { value }
    }

    // ---- what is in a value

    /// For each value, whether a binding or its absence can be in it. A pass over all values hands it on forwards, from loops' heads
    /// backwards: as many passes are needed as loops are nested.
    pub(super) fn contents(&self) -> Contents {
        let mut contents = vec![0; self.nodes.len()];
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for (number, node) in self.nodes.iter().enumerate() {
                let content = match *node {
                    Node::Unbound | Node::Deleted(_) => UNBOUND,
                    Node::Bound(_) => BOUND,
                    Node::Either(a, _, b, _) => contents[a.0 as usize] | contents[b.0 as usize],
                    Node::Used(value) => contents[value.0 as usize] & BOUND,
                };
                changed |= content != contents[number];
                contents[number] = content;
            }
        }
        Contents(contents)
    }

    /// Visits the values that a value is made of; those that are not met for the first time, and what is behind them, are left out.
    pub(super) fn visit(&self, from: Value, mut is_first: impl FnMut(Value) -> bool, mut visit: impl FnMut(Node)) {
        let mut pending = vec![from];
        while let Some(value) = pending.pop() {
            if !is_first(value) {
                continue;
            }
            let node = self.get(value);
            visit(node);
            match node {
                Node::Either(a, _, b, _) => pending.extend([a, b]),
                Node::Used(before) => pending.push(before),
                _ => {}
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A way by which nothing bound comes into a value that may be unbound, given what is known where it is used; with the deletion that
    /// it leads past, if any. `None` if all such ways contradict what is known, or that contradicts itself. Looks at no more than `most` values.
    pub(super) fn way_past(
        &self,
        value: Value,
        facts: Facts,
        contents: &Contents,
        most: usize,
    ) -> Option<(Way, Option<u32>)> {
        let mut pending = vec![(value, WayId::NONE)];
        let mut seen = rustc_hash::FxHashSet::default();
        let known: Vec<Literal> = self.known(facts).copied().collect();
        if self.contradict(facts, &known) {
            return None;
        }
        while let Some((value, by)) = pending.pop() {
            if !contents.may_be_unbound(value) || seen.len() > most || !seen.insert(value.0) {
                continue;
            }
            let Node::Either(a, a_way, b, b_way) = self.get(value) else {
                let deletion = if let Node::Deleted(start) = self.get(value) { Some(start) } else { None };
                return Some((self.ways[by.0 as usize].0, deletion));
            };
            for (operand, way) in [(b, b_way), (a, a_way)] {
                if !self.contradicts(way, &known) && !self.has_other_flag(way, &known) {
                    // The outermost decision that settles it explains it.
                    let settled = by != WayId::NONE && !contents.may_be_bound(value);
                    pending.push((operand, if way == WayId::NONE || settled { by } else { way }));
                }
            }
        }
        None
    }

    /// What is known for certain: the clauses of one literal.
    fn known(&self, facts: Facts) -> impl Iterator<Item = &Literal> {
        self.clauses(facts).filter(|clause| clause.len() == 1).flatten()
    }

    /// Of each clause one literal holds at least: the nearest first.
    fn clauses(&self, facts: Facts) -> impl Iterator<Item = &[Literal]> {
        let before = |at: &Facts| Some(self.facts[at.0 as usize].1);
        let all = std::iter::successors(Some(facts), before).take_while(|&at| at != Facts::NONE);
        all.take(MOST_FACTS).map(|at| &self.literals[self.facts[at.0 as usize].0.clone()])
    }

    fn contradicts(&self, way: WayId, known: &[Literal]) -> bool {
        self.contradict(self.ways[way.0 as usize].1, known)
    }

    /// Whether some facts contradict each other or what else is known.
    fn contradict(&self, facts: Facts, known: &[Literal]) -> bool {
        let negates = |a: &Literal, b: &Literal| a.condition == b.condition && a.holds != b.holds;
        let also_known: Vec<Literal> = self.known(facts).copied().collect();
        let fails = |literal: &Literal| known.iter().chain(&also_known).any(|known| negates(known, literal));
        self.clauses(facts).any(|clause| clause.iter().all(fails))
    }
}

impl Values {
    /// Whether a variable that is known to pass a test, or not to, was bound to another constant on a way: `found = False` before a loop, and
    /// `found = True` beside a binding in it.
    fn has_other_flag(&self, way: WayId, known: &[Literal]) -> bool {
        way != WayId::NONE
            && known.iter().any(|literal| {
                let Some((value, test)) = literal.flag else { return false };
                match self.brought_by(value, way).map(|brought| self.get(self.unused(brought))) {
                    Some(Node::Bound(Bound { constant: Some(constant), .. })) => constant.passes(test) != literal.holds,
                    _ => false,
                }
            })
    }

    /// What a way has brought to a value.
    fn brought_by(&self, value: Value, way: WayId) -> Option<Value> {
        let mut pending = vec![value];
        let mut n_seen = 0;
        while let Some(value) = pending.pop().filter(|_| n_seen < MOST_FLAG_VALUES) {
            n_seen += 1;
            match self.get(value) {
                Node::Either(a, a_way, _, _) if a_way == way => return Some(a),
                Node::Either(_, _, b, b_way) if b_way == way => return Some(b),
                Node::Either(a, _, b, _) => pending.extend([b, a]),
                Node::Used(before) => pending.push(before),
                _ => {}
            }
        }
        None
    }
}

/// For each value, whether a binding or its absence can be in it.
pub(super) struct Contents(Vec<u8>);

impl Contents {
    pub(super) fn may_be_bound(&self, value: Value) -> bool {
        self.0[value.0 as usize] & BOUND != 0
    }

    pub(super) fn may_be_unbound(&self, value: Value) -> bool {
        self.0[value.0 as usize] & UNBOUND != 0
    }
}
