//! The type parameters of a function, by the arguments of a call: what `T` is where `def first(xs: list[T]) -> T` is called with a list of something.
//!
//! The trick: what a call gives back remembers where the call is, as an instance of a generic class remembers its brackets. Only when an annotation
//! names a type parameter, the parameters of the function are looked through for it, and the argument that it was given is followed.

use std::sync::Arc;

use super::arguments::{self, Arguments, Instance, Seen, View};
use super::members::{self, Asker, Known, Value};
use super::{Variable, Walk, containers, decorated, keywords, origins, steps};
use crate::scope::{BindingKind, BlockId, By, Given, Graph, Label, MOST_PASSED, Occurrence, Passed, Role};
use crate::store::{FileId, Snapshot};
use crate::syntax::Node;

/// More parts of a union are not tried.
const MOST_SAID: usize = 4;

/// A call by its file and the end of what is called, where names tell something of its arguments.
pub(super) type Call = (FileId, u32);

/// How an argument is passed: where it is found, its keyword, or as what a decorator gets.
enum Passage {
    Place(u32),
    Label(Label),
    Below,
}

/// Brackets in annotations are not followed further in.
const DEEPEST: u32 = 4;

/// Keywords of a call that stand behind more others are not asked for.
const MOST_LABELS: usize = 32;

/// The call of something that ends at a place, if there are arguments to ask for.
pub(super) fn call(file: FileId, graph: &Graph, end: u32) -> Option<Call> {
    let is_passed = graph.given(end).iter().any(|given| matches!(given.by, By::Passed(_)));
    (is_passed || labels(graph, end).next().is_some()).then_some((file, end))
}

/// The keywords of the call of something that ends at a place.
fn labels(graph: &Graph, end: u32) -> impl Iterator<Item = &Label> {
    let callee = graph.start_of(end);
    let first = graph.labels().partition_point(|label| label.start < end);
    let near = graph.labels()[first..].iter().take(MOST_LABELS);
    near.filter(move |label| Some(label.callee) == callee)
}

/// Where what a keyword is given is found, if it is a name or a call of one.
pub(super) fn labelled(snap: &Snapshot, file: FileId, label: &Label) -> Option<u32> {
    let (syntax, start) = (snap.syntax(file)?, label.start as usize);
    let argument = syntax.tree.root_node().named_descendant(start..start).parent()?;
    place(argument.field("value").filter(|_| argument.kind() == "keyword_argument")?)
}

/// Where an expression is found that is a name, or a call or an item of one: see [`crate::scope::Member::base`].
pub fn place(object: Node<'_>) -> Option<u32> {
    match object.kind() {
        "identifier" => Some(object.start_byte() as u32),
        "attribute" => object.field("attribute").map(|name| name.start_byte() as u32),
        "call" => object.field("function").map(|function| function.end_byte() as u32),
        "subscript" => Some(object.end_byte() as u32),
        _ => None,
    }
}

/// What annotations of a function are seen with where it is called; what it was an attribute of lies around.
pub(super) fn seen(function: (FileId, BlockId), (file, place): Call, around: &Seen) -> Seen {
    let arguments = Arguments { file, place, around: around.clone(), view: View::Call };
    Some(Arc::new(Instance { class: function, arguments: Some(Arc::new(arguments)) }))
}

/// What a function was an attribute of, where a call of it is what something was seen with.
pub(super) fn receiver(seen: &Seen) -> Option<&Arc<Instance>> {
    let mut seen = seen.as_ref()?;
    while let Some(arguments) = seen.arguments.as_ref().filter(|arguments| arguments.is_call()) {
        seen = arguments.around.as_ref()?;
    }
    Some(seen)
}

/// What a type parameter is in the header of a method that says it of its first parameter, `def m(self: T) -> T`: what the method was asked of.
pub(super) fn receiver_told(at: Asker<'_>, place: u32, parameter: Variable, seen: &Arc<Instance>) -> Option<Value> {
    // The first parameter stands before what is asked about, and both in the header.
    let mut before = at.graph.occurrences_before(place).take(MOST_BEFORE);
    let first = before.find(|token| token.role == Role::Bind && at.graph.class_of_receiver(token.symbol).is_some())?;
    let of = Some(seen.clone());
    let receiver = receiver(&of).filter(|receiver| receiver.class.1 != BlockId(0))?;
    let is_it = |given: &Given| {
        let variable = at.graph.variable_at(given.place);
        variable.is_some_and(|symbol| Variable { file: at.file, symbol } == parameter)
    };
    let said = at.graph.given(first.span.start).iter().find(|given| is_it(given))?;
    match said.by {
        By::Annotation | By::ClassOf => Some(Value::Instance(vec![(**receiver).clone()])),
        _ => None,
    }
}

/// Between the first parameter of a method and what it says that it returns stand no more names that are looked at.
const MOST_BEFORE: usize = 64;

/// What a type parameter of a function is in a call of it.
pub(super) fn solved(snap: &Snapshot, parameter: Variable, of: &Instance, walk: &Walk) -> Option<Value> {
    let (file, function) = of.class;
    let call = of.arguments.as_ref()?;
    let (graph, caller) = (snap.graph(file)?, snap.graph(call.file)?);
    let mut walk = walk.behind_next_parameter()?;
    let at = Solver {
        callee: Asker { snap, file, graph: &graph },
        caller: Asker { snap, file: call.file, graph: &caller },
        parameter,
    };
    let passed = caller.given(call.place).iter().filter_map(|given| match given.by {
        By::Passed(number) if call.view != View::Decorated => Some((number, Passage::Place(given.place))),
        _ => None,
    });
    let passed = passed.chain((call.view == View::Decorated).then_some((0, Passage::Below)));
    let parameters = parameters(&graph, function);
    let rest = parameters.last().filter(|last| last.1);
    let by_position = passed.filter_map(|(number, passage)| {
        let &(token, _) = parameters.get(usize::from(number)).or(rest)?;
        Some((token, passage))
    });
    let labels = labels(&caller, call.place).filter(|_| call.view != View::Decorated);
    let by_name = labels.filter_map(|label| {
        let symbol = graph.symbol_in(function, label.name).filter(|&symbol| graph.is_keyword_parameter(symbol))?;
        let mut within = graph.occurrences_from(graph.block(function).span.start);
        let token = within.find(|token| token.role == Role::Bind && token.symbol == symbol)?;
        Some((token.span.start, Passage::Label(*label)))
    });
    by_position.chain(by_name).find_map(|(token, passage)| {
        let said = graph
            .given(token)
            .iter()
            .filter(|given| matches!(given.by, By::Annotation | By::ClassOf | By::Argument(_)));
        let mut said: Vec<&Given> = said.filter(|given| at.mentions(given.place, DEEPEST, &mut walk)).collect();
        said.truncate(MOST_SAID);
        said.first()?;
        let mut found = |place| members::value(snap, call.file, &caller, place, &mut Known::default(), &mut walk);
        let value = match passage {
            Passage::Place(place) => found(place)?,
            Passage::Label(label) => found(labelled(snap, call.file, &label)?)?,
            Passage::Below => {
                let below = decorated::passed(snap, call, &mut walk)?;
                // What is decorated is itself, and no value: a property, too.
                if is_function(snap, &below) && said.iter().any(|said| at.is_it(said.place, &mut walk)) {
                    return Some(below);
                }
                below
            }
        };
        said.into_iter().find_map(|said| at.solve(said.place, said.by, value.clone(), DEEPEST, &mut walk))
    })
}

/// The parameter with a number of a lambda that is given behind a keyword: what the annotation of that says, `Callable[[C], …]`.
pub(super) fn parameter_of_labelled(at: Asker<'_>, label: u32, number: u8, walk: &Walk) -> Option<Value> {
    let mut walk = walk.behind_next_parameter()?;
    let found = at.graph.labels().binary_search_by_key(&label, |label| label.start).ok()?;
    let named = keywords::parameter_in(at, &at.graph.labels()[found], &mut walk)?.variable()?;
    let graph = at.snap.graph(named.file)?;
    let seen = asked_of(at, &at.graph.labels()[found], &mut walk);
    let mut told = graph.given_to(named.symbol);
    told.find_map(|told| {
        parameter_told(Asker { snap: at.snap, file: named.file, graph: &graph }, told, number, &seen, &mut walk)
    })
}

/// The same of a lambda that is given by its place, as [`By::Handed`] has it, to what is called.
pub(super) fn parameter_of_handed(at: Asker<'_>, callee: u32, number: u8, walk: &Walk) -> Option<Value> {
    let mut walk = walk.behind_next_parameter()?;
    let label = Label { start: callee, callee, name: at.graph.name_from(callee)? };
    let seen = asked_of(at, &label, &mut walk);
    keywords::called_in(at, &label, &mut walk).into_iter().find_map(|(file, function)| {
        let graph = at.snap.graph(file)?;
        let &(token, _) = parameters(&graph, function).get(usize::from(number / MOST_PASSED))?;
        let mut told = graph.given(token).iter();
        let callee = Asker { snap: at.snap, file, graph: &graph };
        told.find_map(|told| parameter_told(callee, told, number % MOST_PASSED, &seen, &mut walk))
    })
}

/// What the function is asked of that a call calls: its annotations may name type parameters of the class.
fn asked_of(at: Asker<'_>, label: &Label, walk: &mut Walk) -> Seen {
    match keywords::callee(at, label, walk)? {
        Value::Entity(_, seen) => seen,
        Value::Instance(_) | Value::Super(_) => None,
    }
}

/// What an annotation says of a parameter of what it describes.
fn parameter_told(at: Asker<'_>, told: &Given, number: u8, seen: &Seen, walk: &mut Walk) -> Option<Value> {
    let mut inner = at.graph.given(told.place).iter().filter(|_| told.by == By::Annotation);
    let parameter = inner.find(|given| given.by == By::Parameter(number))?;
    arguments::annotated(at, parameter.place, seen, walk)
}

/// What a type parameter of a class is for an instance, by the arguments that made it.
pub(super) fn solved_by_constructor(
    snap: &Snapshot,
    parameter: Variable,
    of: &Instance,
    walk: &mut Walk,
) -> Option<Value> {
    let functions = keywords::constructors(snap, of.class, walk);
    let arguments = &of.arguments;
    functions
        .into_iter()
        .find_map(|class| solved(snap, parameter, &Instance { class, arguments: arguments.clone() }, walk))
}

/// The start of each parameter of a function that takes arguments by position, and whether it takes all that are left over; without the receiver of a
/// method.
pub(super) fn parameters(graph: &Graph, function: BlockId) -> Vec<(u32, bool)> {
    let is_own = |token: &Occurrence| token.role == Role::Bind && graph.block_of(token.symbol) == function;
    let span = graph.block(function).span;
    let own = graph.occurrences_from(span.start).take_while(|token| token.span.start < span.end).filter(is_own);
    let passed = own.map_while(|token| match graph.binding(&token) {
        BindingKind::Parameter(passed) => Some((token, passed)),
        _ => None,
    });
    let mut found = Vec::new();
    for (token, passed) in passed {
        if found.is_empty() && graph.class_of_receiver(token.symbol).is_some() {
            continue;
        }
        found.push((token.span.start, passed == Passed::Rest));
        if passed == Passed::Rest {
            break;
        }
    }
    found
}

struct Solver<'a> {
    callee: Asker<'a>,
    caller: Asker<'a>,
    parameter: Variable,
}

impl Solver<'_> {
    fn is_it(&self, place: u32, walk: &mut Walk) -> bool {
        let Asker { snap, file, graph } = self.callee;
        match members::value(snap, file, graph, place, &mut Known::default(), walk) {
            Some(Value::Entity(entity, _)) => {
                origins(snap, entity).iter().any(|origin| origin.variable() == Some(self.parameter))
            }
            _ => false,
        }
    }

    /// Whether an annotation names the type parameter, in its brackets or outside.
    fn mentions(&self, place: u32, depth: u32, walk: &mut Walk) -> bool {
        let mut inner = self.callee.graph.given(place).iter().filter(|given| matches!(given.by, By::Argument(_)));
        self.is_it(place, walk) || depth > 0 && inner.any(|given| self.mentions(given.place, depth - 1, walk))
    }

    /// What the type parameter is where what an annotation describes is a value.
    fn solve(&self, place: u32, by: By, value: Value, depth: u32, walk: &mut Walk) -> Option<Value> {
        if self.is_it(place, walk) {
            return match by {
                By::ClassOf => members::made(self.caller, &value, walk),
                _ => joined_settled(self.caller, &value, walk),
            };
        }
        let graph = self.callee.graph;
        let name = graph.name_from(place).map_or("", |name| name.text());
        graph.given(place).iter().filter(|_| depth > 0).find_map(|given| {
            let By::Argument(number) = given.by else { return None };
            if !self.mentions(given.place, depth - 1, walk) {
                return None;
            }
            let step = match (name, number) {
                ("Callable", 0) => return None,
                ("Callable" | "type" | "Type", _) => None,
                ("Awaitable" | "Coroutine" | "Future" | "Task", _) => Some(By::Awaited),
                ("tuple" | "Tuple", _) => Some(By::ItemAt(number)),
                (_, 1) => Some(By::Item),
                _ => Some(By::Iterated),
            };
            let inner = match step {
                Some(_) if !containers::is_known_by_name(name) => {
                    let part = arguments::part_of(self.caller.snap, &value, number, walk);
                    part.or_else(|| self.solve_alias(place, number, value.clone(), depth, walk))?
                }
                Some(by) => steps::step(self.caller, by, value.clone(), walk)?,
                None => members::made(self.caller, &value, walk)?,
            };
            self.solve(given.place, By::Annotation, inner, depth - 1, walk)
        })
    }

    /// What the type parameter with a number is of an alias that the annotation names.
    fn solve_alias(&self, place: u32, number: u8, value: Value, depth: u32, walk: &mut Walk) -> Option<Value> {
        let snap = self.callee.snap;
        let alias = arguments::alias(self.callee, place, walk)?;
        let graph = snap.graph(alias.file)?;
        let given: Vec<Given> = graph.given_to(alias.symbol).take(MOST_SAID).copied().collect();
        let parameter = *arguments::parameters_of_alias(snap, alias, walk).get(usize::from(number))?;
        let callee = Asker { snap, file: alias.file, graph: &graph };
        let inner = Solver { callee, caller: self.caller, parameter };
        given.iter().filter(|given| given.by == By::ClassOf).find_map(|given| {
            let is_said = inner.mentions(given.place, depth - 1, walk);
            if is_said { inner.solve(given.place, By::Annotation, value.clone(), depth - 1, walk) } else { None }
        })
    }
}

fn is_function(snap: &Snapshot, value: &Value) -> bool {
    let variable = if let Value::Entity(entity, _) = value { entity.variable() } else { None };
    let graph = variable.and_then(|variable| Some((variable, snap.graph(variable.file)?)));
    graph.is_some_and(|(variable, graph)| graph.functions_of(variable.symbol).next().is_some())
}

/// A value as instances: what a variable is given.
fn joined_settled(at: Asker<'_>, value: &Value, walk: &Walk) -> Option<Value> {
    let settled = steps::settled(at, value, walk);
    if settled.is_empty() { None } else { super::given::joined(settled) }
}
