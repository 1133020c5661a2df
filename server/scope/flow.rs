//! Which bindings of a variable reach a use of it.
//!
//! The trick: a piece of code does to one variable what a [`Path`] says: some bindings come out of it, and what came in may pass
//! through or not. Pieces compose; a loop's body needs no more than one look, for a second round adds nothing that the first did not.
//! Only the pieces on the way from the block's start to the use are looked into. The code that runs is the block's own: a
//! function defined in it runs later, and what it binds by `global` or `nonlocal` may reach everything.
//!
//! Nothing is decided by a condition's value: both branches may be taken, every loop may run never or often, and every statement of a
//! `try` may fail.

use tree_sitter::Node;

use super::{BlockKind, Graph, Occurrence, Role, SymbolId};

/// What can be in a variable where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaching {
    /// The starts of the bindings that reach the use, sorted.
    pub bindings: Vec<u32>,
    /// Whether it may be unbound there: the block's beginning or a deletion reaches the use, too.
    pub unbound: bool,
}

/// Code nested deeper than this is not looked into: all that it binds may reach what follows. The walk recurses; CPython's own parser
/// gives up at 200 brackets, and at 100 levels of indentation.
const DEEPEST: usize = 200;

/// Stands among bindings for the variable being unbound: at the block's beginning, or deleted.
const UNBOUND: u32 = u32::MAX;

/// The bindings that reach an occurrence that uses or binds a variable of its own block; `None` where the block is of another kind,
/// or the occurrence is one of an outer block's variable. `root` is the tree that the graph was made from.
pub fn reaching(root: Node<'_>, graph: &Graph, at: &Occurrence) -> Option<Reaching> {
    let variable = graph.variable(at.symbol);
    let block_id = graph.block_of(variable);
    if graph.block_of(at.symbol) != block_id {
        return None;
    }
    let block = graph.block(block_id);
    let node = match block.kind {
        BlockKind::Module => root,
        BlockKind::Function | BlockKind::Class => {
            root.named_descendant_for_byte_range(block.span.start as usize, block.span.end as usize)?
        }
        _ => return None,
    };
    let flow = Flow::new(graph, variable, at.span.start);
    let begin = Path { bindings: vec![UNBOUND], passes: false };
    let begin = begin.then(&flow.parameters(node));
    let mut bindings = flow.before(&flow.block(node, block.kind), begin, 0)?.bindings;
    let unbound = bindings.last() == Some(&UNBOUND);
    bindings.retain(|&binding| binding != UNBOUND);
    bindings.extend(&flow.elsewhere);
    bindings.sort_unstable();
    Some(Reaching { bindings, unbound })
}

/// What a piece of code does to the variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Path {
    /// The bindings that come out of it.
    bindings: Vec<u32>,
    /// Whether what came in may come out.
    passes: bool,
}

impl Path {
    /// Does nothing.
    fn through() -> Path {
        Path { bindings: Vec::new(), passes: true }
    }

    fn then(&self, next: &Path) -> Path {
        let mut bindings = next.bindings.clone();
        if next.passes {
            bindings.extend(&self.bindings);
        }
        Path { bindings, passes: self.passes && next.passes }.tidied()
    }

    fn or(&self, other: &Path) -> Path {
        let bindings = self.bindings.iter().chain(&other.bindings).copied().collect();
        Path { bindings, passes: self.passes || other.passes }.tidied()
    }

    fn tidied(mut self) -> Path {
        self.bindings.sort_unstable();
        self.bindings.dedup();
        self
    }
}

/// The ways out of a piece of code; `None` where it can't be left so.
#[derive(Clone, Debug, Default)]
struct Ways {
    /// At its end.
    end: Option<Path>,
    /// By `break`, by `continue`, to the loop around.
    broken: Option<Path>,
    continued: Option<Path>,
}

fn either(a: Option<Path>, b: Option<Path>) -> Option<Path> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.or(&b)),
        (a, b) => a.or(b),
    }
}

impl Ways {
    fn straight(path: Path) -> Ways {
        Ways { end: Some(path), ..Ways::default() }
    }

    /// What follows happens after the end of this.
    fn then(self, next: Ways) -> Ways {
        let Some(end) = self.end else { return self };
        let after = |way: Option<Path>| way.map(|way| end.then(&way));
        Ways {
            end: after(next.end),
            broken: either(self.broken, after(next.broken)),
            continued: either(self.continued, after(next.continued)),
        }
    }

    fn or(self, other: Ways) -> Ways {
        Ways {
            end: either(self.end, other.end),
            broken: either(self.broken, other.broken),
            continued: either(self.continued, other.continued),
        }
    }
}

/// What of a node runs, in order.
enum Shape<'t> {
    Node(Node<'t>),
    /// A name.
    Token(Node<'t>),
    Sequence(Vec<Shape<'t>>),
    /// Runs or not.
    Maybe(Box<Shape<'t>>),
    /// The first case whose pattern or test fits; none, unless the last takes all.
    Cases(Vec<Case<'t>>, bool),
    Loop(Loop<'t>),
    Try(Try<'t>),
    /// The variable is unbound: the end of `except … as x`.
    Unbind,
    Break,
    Continue,
    /// `return`, `raise`.
    Leave,
}

struct Case<'t> {
    /// Bind some of their names even where they don't fit.
    patterns: Vec<Node<'t>>,
    test: Option<Node<'t>>,
    body: Option<Node<'t>>,
}

struct Loop<'t> {
    /// Evaluated before each round, and once more: the condition of a `while`.
    test: Option<Node<'t>>,
    /// Bound at the start of each round: the target of a `for`.
    target: Option<Node<'t>>,
    body: Option<Node<'t>>,
    otherwise: Option<Node<'t>>,
    /// `while True` ends by `break` alone.
    endless: bool,
}

struct Try<'t> {
    body: Option<Node<'t>>,
    handlers: Vec<Node<'t>>,
    otherwise: Option<Node<'t>>,
    finally: Option<Node<'t>>,
}

struct Flow {
    /// What the block's own code does to the variable: (start, whether it binds or deletes), sorted.
    events: Vec<(u32, Role)>,
    /// The bindings in other blocks.
    elsewhere: Vec<u32>,
    target: u32,
}

impl Flow {
    fn new(graph: &Graph, variable: SymbolId, target: u32) -> Flow {
        let owner = graph.block_of(variable);
        let (mut events, mut elsewhere) = (Vec::new(), Vec::new());
        for occurrence in graph.occurrences_of(variable) {
            let mut block = graph.block_of(occurrence.symbol);
            // Comprehensions run where they stand: their `:=` binds here.
            while block != owner && graph.block(block).kind == BlockKind::Comprehension {
                block = graph.block(block).parent;
            }
            match occurrence.role {
                Role::Bind | Role::Delete if block == owner => events.push((occurrence.span.start, occurrence.role)),
                Role::Bind => elsewhere.push(occurrence.span.start),
                _ => {}
            }
        }
        Flow { events, elsewhere, target }
    }

    // ---- events

    fn events_in(&self, node: Node<'_>) -> &[(u32, Role)] {
        let first = self.events.partition_point(|event| (event.0 as usize) < node.start_byte());
        let end = self.events.partition_point(|event| (event.0 as usize) < node.end_byte());
        &self.events[first..end]
    }

    /// All that the code may do, in whatever order: of a `try` whose statements may fail, or code too deep to look into.
    fn anything_in(&self, node: Node<'_>) -> Path {
        let result = |&(start, role): &(u32, Role)| if role == Role::Bind { start } else { UNBOUND };
        Path { bindings: self.events_in(node).iter().map(result).collect(), passes: true }.tidied()
    }

    fn event(&self, token: Node<'_>) -> Path {
        match self.events_in(token).first() {
            Some(&(start, Role::Bind)) => Path { bindings: vec![start], passes: false },
            Some(_) => Path { bindings: vec![UNBOUND], passes: false },
            None => Path::through(),
        }
    }

    fn parameters(&self, function: Node<'_>) -> Path {
        let parameters = function.child_by_field_name("parameters");
        match parameters.map(|parameters| self.events_in(parameters)) {
            Some([first, ..]) if function.kind() == "function_definition" => {
                Path { bindings: vec![first.0], passes: false }
            }
            _ => Path::through(),
        }
    }

    // ---- shapes

    fn block<'t>(&self, node: Node<'t>, kind: BlockKind) -> Shape<'t> {
        match kind {
            BlockKind::Module => sequence(node),
            _ => Shape::Sequence(node.child_by_field_name("body").map(Shape::Node).into_iter().collect()),
        }
    }

    fn shape<'t>(&self, node: Node<'t>) -> Shape<'t> {
        let field = |name| node.child_by_field_name(name);
        let in_order = |fields: &[&str]| {
            Shape::Sequence(fields.iter().filter_map(|name| node.child_by_field_name(name)).map(Shape::Node).collect())
        };
        match node.kind() {
            "identifier" => Shape::Token(node),
            "assignment" | "augmented_assignment" => in_order(&["right", "left", "type"]),
            "named_expression" => in_order(&["value", "name"]),
            "function_definition" => self.definition(node),
            "class_definition" => in_order(&["superclasses", "name"]),
            "lambda" => Shape::Sequence(defaults(node).map(Shape::Node).collect()),
            "boolean_operator" => self.first_then_maybe(field("left"), field("right")),
            "comparison_operator" => sequence(node),
            "conditional_expression" => conditional(node),
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
                Shape::Maybe(Box::new(sequence(node)))
            }
            "if_statement" => branches(node),
            "match_statement" => matches(node),
            "while_statement" => {
                let test = field("condition");
                let endless = test.is_some_and(|test| matches!(test.kind(), "true" | "integer"));
                let (body, otherwise) = (field("body"), field("alternative"));
                Shape::Loop(Loop { test, target: None, body, otherwise, endless })
            }
            "for_statement" => {
                let (target, body, otherwise) = (field("left"), field("body"), field("alternative"));
                let round = Shape::Loop(Loop { test: None, target, body, otherwise, endless: false });
                Shape::Sequence(field("right").map(Shape::Node).into_iter().chain([round]).collect())
            }
            "try_statement" => {
                let of_kind = |kind: &str| node.named_children(&mut node.walk()).find(|child| child.kind() == kind);
                let clauses: Vec<_> = node.named_children(&mut node.walk()).collect();
                Shape::Try(Try {
                    body: field("body"),
                    handlers: clauses.into_iter().filter(|child| child.kind() == "except_clause").collect(),
                    otherwise: of_kind("else_clause"),
                    finally: of_kind("finally_clause"),
                })
            }
            "except_clause" => self.handler(node),
            "return_statement" | "raise_statement" => followed_by(node, Shape::Leave),
            "break_statement" => Shape::Break,
            "continue_statement" => Shape::Continue,
            _ => sequence(node),
        }
    }

    fn definition<'t>(&self, node: Node<'t>) -> Shape<'t> {
        let annotations = node
            .child_by_field_name("parameters")
            .into_iter()
            .flat_map(|parameters| parameters.named_children(&mut parameters.walk()).collect::<Vec<_>>());
        let annotations = annotations.filter_map(|parameter| parameter.child_by_field_name("type"));
        let rest = ["return_type", "name"].into_iter().filter_map(|field| node.child_by_field_name(field));
        Shape::Sequence(defaults(node).chain(annotations).chain(rest).map(Shape::Node).collect())
    }

    fn first_then_maybe<'t>(&self, first: Option<Node<'t>>, second: Option<Node<'t>>) -> Shape<'t> {
        let second = second.map(|second| Shape::Maybe(Box::new(Shape::Node(second))));
        Shape::Sequence(first.map(Shape::Node).into_iter().chain(second).collect())
    }

    /// `except … as x` ends by unbinding `x` (reference, section 8.4.1).
    fn handler<'t>(&self, node: Node<'t>) -> Shape<'t> {
        let value = node.child_by_field_name("value").filter(|value| value.kind() == "as_pattern");
        let alias = value.and_then(|value| value.child_by_field_name("alias"));
        let unbinds = alias.is_some_and(|alias| !self.events_in(alias).is_empty());
        if unbinds { followed_by(node, Shape::Unbind) } else { sequence(node) }
    }

    // ---- what a piece does

    fn ways(&self, shape: &Shape<'_>, depth: usize) -> Ways {
        match shape {
            Shape::Node(node) if depth > DEEPEST => Ways::straight(self.anything_in(*node)),
            Shape::Node(node) if is_expression(*node) && self.events_in(*node).is_empty() => {
                Ways::straight(Path::through())
            }
            Shape::Node(node) => self.ways(&self.shape(*node), depth + 1),
            Shape::Token(token) => Ways::straight(self.event(*token)),
            Shape::Sequence(pieces) => {
                let mut ways = Ways::straight(Path::through());
                for piece in pieces {
                    if ways.end.is_none() {
                        break;
                    }
                    ways = ways.then(self.ways(piece, depth));
                }
                ways
            }
            Shape::Maybe(piece) => self.ways(piece, depth).or(Ways::straight(Path::through())),
            Shape::Cases(cases, complete) => self.ways_of_cases(cases, *complete, depth),
            Shape::Loop(repeated) => self.ways_of_loop(repeated, depth),
            Shape::Try(attempt) => self.ways_of_try(attempt, depth),
            Shape::Unbind => Ways::straight(Path { bindings: vec![UNBOUND], passes: false }),
            Shape::Break => Ways { broken: Some(Path::through()), ..Ways::default() },
            Shape::Continue => Ways { continued: Some(Path::through()), ..Ways::default() },
            Shape::Leave => Ways::default(),
        }
    }

    fn of(&self, node: Option<Node<'_>>, depth: usize) -> Ways {
        node.map_or_else(|| Ways::straight(Path::through()), |node| self.ways(&Shape::Node(node), depth))
    }

    /// What an expression does: it has one way out.
    fn effect(&self, node: Option<Node<'_>>, depth: usize) -> Path {
        self.of(node, depth).end.unwrap_or_else(Path::through)
    }

    fn effect_of_patterns(&self, case: &Case<'_>, depth: usize) -> Path {
        let effects = case.patterns.iter().map(|&pattern| self.effect(Some(pattern), depth));
        effects.fold(Path::through(), |before, effect| before.then(&effect))
    }

    fn ways_of_cases(&self, cases: &[Case<'_>], complete: bool, depth: usize) -> Ways {
        let mut ways = Ways::default();
        let mut untaken = Path::through();
        for case in cases {
            let pattern = self.effect_of_patterns(case, depth);
            let test = self.effect(case.test, depth);
            let taken = Ways::straight(untaken.then(&pattern).then(&test));
            ways = ways.or(taken.then(self.of(case.body, depth)));
            untaken = untaken.or(&untaken.then(&pattern)).then(&test);
        }
        if complete { ways } else { ways.or(Ways::straight(untaken)) }
    }

    /// A loop's test, its rounds, and what comes in at the head of any round.
    fn rounds(&self, repeated: &Loop<'_>, depth: usize) -> (Path, Ways, Path) {
        let test = self.effect(repeated.test, depth);
        let target = Ways::straight(test.then(&self.effect(repeated.target, depth)));
        let round = target.then(self.of(repeated.body, depth));
        let again = either(round.end.clone(), round.continued.clone());
        let head = again.map_or_else(Path::through, |again| Path::through().or(&again));
        (test, round, head)
    }

    fn ways_of_loop(&self, repeated: &Loop<'_>, depth: usize) -> Ways {
        let (test, round, head) = self.rounds(repeated, depth);
        let finished = Ways::straight(head.then(&test)).then(self.of(repeated.otherwise, depth));
        let broken = round.broken.map(|broken| head.then(&broken));
        Ways { end: either(broken, finished.end.filter(|_| !repeated.endless)), ..finished }
    }

    fn ways_of_try(&self, attempt: &Try<'_>, depth: usize) -> Ways {
        let body = self.of(attempt.body, depth).then(self.of(attempt.otherwise, depth));
        let failed = attempt.body.map_or_else(Path::through, |body| self.anything_in(body));
        let handled =
            attempt.handlers.iter().map(|&handler| Ways::straight(failed.clone()).then(self.of(Some(handler), depth)));
        let ways = handled.fold(body, Ways::or);
        let finally = self.of(attempt.finally, depth);
        let Some(finally_end) = &finally.end else { return finally };
        let after = |way: Option<Path>| way.map(|way| way.then(finally_end));
        Ways { end: after(ways.end), broken: after(ways.broken), continued: after(ways.continued) }
    }

    // ---- what reaches the target

    /// What comes to the target, given what comes into a piece that holds it; `None` if it can't be reached, or isn't in there.
    fn before(&self, shape: &Shape<'_>, mut state: Path, depth: usize) -> Option<Path> {
        match shape {
            Shape::Node(node) if depth > DEEPEST => Some(state.then(&self.anything_in(*node))),
            Shape::Node(node) => self.before(&self.shape(*node), state, depth + 1),
            Shape::Token(_) => Some(state),
            Shape::Sequence(pieces) => {
                for piece in pieces {
                    if self.holds(piece) {
                        return self.before(piece, state, depth);
                    }
                    state = state.then(&self.ways(piece, depth).end?);
                }
                None
            }
            Shape::Maybe(piece) => self.before(piece, state, depth),
            Shape::Cases(cases, _) => self.before_in_cases(cases, state, depth),
            Shape::Loop(repeated) => self.before_in_loop(repeated, &state, depth),
            Shape::Try(attempt) => self.before_in_try(attempt, &state, depth),
            _ => None,
        }
    }

    fn holds(&self, shape: &Shape<'_>) -> bool {
        let target = self.target as usize;
        let in_node = |node: &Option<Node<'_>>| node.is_some_and(|node| node.byte_range().contains(&target));
        match shape {
            Shape::Node(node) | Shape::Token(node) => node.byte_range().contains(&target),
            Shape::Sequence(pieces) => pieces.iter().any(|piece| self.holds(piece)),
            Shape::Maybe(piece) => self.holds(piece),
            Shape::Cases(cases, _) => cases.iter().any(|case| {
                let in_pattern = case.patterns.iter().any(|&pattern| in_node(&Some(pattern)));
                in_pattern || in_node(&case.test) || in_node(&case.body)
            }),
            Shape::Loop(Loop { test, target, body, otherwise, .. }) => {
                [test, target, body, otherwise].into_iter().any(in_node)
            }
            Shape::Try(attempt) => {
                let handlers = attempt.handlers.iter().any(|handler| handler.byte_range().contains(&target));
                handlers || [&attempt.body, &attempt.otherwise, &attempt.finally].into_iter().any(in_node)
            }
            Shape::Unbind | Shape::Break | Shape::Continue | Shape::Leave => false,
        }
    }

    fn before_node(&self, node: Option<Node<'_>>, state: Path, depth: usize) -> Option<Option<Path>> {
        let shape = Shape::Node(node?);
        self.holds(&shape).then(|| self.before(&shape, state, depth))
    }

    fn before_in_cases(&self, cases: &[Case<'_>], mut untaken: Path, depth: usize) -> Option<Path> {
        for case in cases {
            let matched = untaken.then(&self.effect_of_patterns(case, depth));
            let test = self.effect(case.test, depth);
            let mut patterns = case.patterns.iter();
            let found = patterns
                .find_map(|&pattern| self.before_node(Some(pattern), untaken.clone(), depth))
                .or_else(|| self.before_node(case.test, matched.clone(), depth))
                .or_else(|| self.before_node(case.body, matched.then(&test), depth));
            if let Some(found) = found {
                return found;
            }
            untaken = untaken.or(&matched).then(&test);
        }
        None
    }

    fn before_in_loop(&self, repeated: &Loop<'_>, state: &Path, depth: usize) -> Option<Path> {
        let (test, _, head) = self.rounds(repeated, depth);
        let head = state.then(&head);
        let tested = head.then(&test);
        let bound = tested.then(&self.effect(repeated.target, depth));
        self.before_node(repeated.test, head, depth)
            .or_else(|| self.before_node(repeated.target, tested.clone(), depth))
            .or_else(|| self.before_node(repeated.body, bound, depth))
            .or_else(|| self.before_node(repeated.otherwise, tested, depth))?
    }

    fn before_in_try(&self, attempt: &Try<'_>, state: &Path, depth: usize) -> Option<Path> {
        let body = self.of(attempt.body, depth);
        let failed = state.then(&attempt.body.map_or_else(Path::through, |body| self.anything_in(body)));
        let mut found = self.before_node(attempt.body, state.clone(), depth);
        if let (None, Some(end)) = (&found, &body.end) {
            found = self.before_node(attempt.otherwise, state.then(end), depth);
        }
        for &handler in &attempt.handlers {
            found = found.or_else(|| self.before_node(Some(handler), failed.clone(), depth));
        }
        // It runs however the rest was left: after anything of it.
        let parts = attempt.body.into_iter().chain(attempt.handlers.iter().copied()).chain(attempt.otherwise);
        let any = parts.fold(state.clone(), |any, part| any.or(&any.then(&self.anything_in(part))));
        found.or_else(|| self.before_node(attempt.finally, any, depth))?
    }
}

fn sequence(node: Node<'_>) -> Shape<'_> {
    Shape::Sequence(node.named_children(&mut node.walk()).map(Shape::Node).collect())
}

fn followed_by<'t>(node: Node<'t>, last: Shape<'t>) -> Shape<'t> {
    Shape::Sequence(node.named_children(&mut node.walk()).map(Shape::Node).chain([last]).collect())
}

fn defaults(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let parameters = node.child_by_field_name("parameters").into_iter();
    let all = parameters.flat_map(|parameters| parameters.named_children(&mut parameters.walk()).collect::<Vec<_>>());
    all.filter_map(|parameter| parameter.child_by_field_name("value"))
}

/// `a if test else b`
fn conditional(node: Node<'_>) -> Shape<'_> {
    match node.named_children(&mut node.walk()).collect::<Vec<_>>()[..] {
        [yes, test, no] => {
            let yes = Case { patterns: Vec::new(), test: Some(test), body: Some(yes) };
            let no = Case { patterns: Vec::new(), test: None, body: Some(no) };
            Shape::Cases(vec![yes, no], true)
        }
        _ => sequence(node),
    }
}

/// `if`, `elif`, `else`
fn branches(node: Node<'_>) -> Shape<'_> {
    let first = Case {
        patterns: Vec::new(),
        test: node.child_by_field_name("condition"),
        body: node.child_by_field_name("consequence"),
    };
    let mut cases = vec![first];
    let mut complete = false;
    for clause in node.children_by_field_name("alternative", &mut node.walk()) {
        complete |= clause.kind() == "else_clause";
        let body = clause.child_by_field_name("consequence").or_else(|| clause.child_by_field_name("body"));
        cases.push(Case { patterns: Vec::new(), test: clause.child_by_field_name("condition"), body });
    }
    Shape::Cases(cases, complete)
}

fn matches(node: Node<'_>) -> Shape<'_> {
    let subject = node.children_by_field_name("subject", &mut node.walk()).map(Shape::Node).collect::<Vec<_>>();
    let Some(body) = node.child_by_field_name("body") else { return Shape::Sequence(subject) };
    let mut cases = Vec::new();
    let mut complete = false;
    for clause in body.children_by_field_name("alternative", &mut body.walk()) {
        let guard = clause.child_by_field_name("guard");
        let patterns: Vec<_> =
            clause.named_children(&mut clause.walk()).filter(|child| child.kind() == "case_pattern").collect();
        // `case _` and `case x` fit all.
        let fits_all = |pattern: &Node<'_>| {
            pattern.child(0).is_none_or(|inner| {
                inner.kind() == "_" || inner.kind() == "dotted_name" && inner.named_child_count() == 1
            })
        };
        complete = guard.is_none() && patterns.len() == 1 && fits_all(&patterns[0]);
        cases.push(Case { patterns, test: guard, body: clause.child_by_field_name("consequence") });
    }
    Shape::Sequence(subject.into_iter().chain([Shape::Cases(cases, complete)]).collect())
}

/// Whether control can't leave the node otherwise than at its end.
fn is_expression(node: Node<'_>) -> bool {
    let kind = node.kind();
    !(kind == "block" || kind.ends_with("_statement") || kind.ends_with("_clause") || kind == "module")
        || matches!(kind, "import_statement" | "import_from_statement" | "expression_statement" | "delete_statement")
}
