//! What functions of the standard library hand on from their arguments: see [`super::super::given`].

use super::super::By;
use super::super::given::{ALL_OTHERS, MOST_PARTS};
use super::Collector;
use super::given::literal_class;
use super::table::K;
use crate::syntax::Node;

impl<'t> Collector<'_, 't, '_> {
    /// What functions of the standard library hand on from their arguments; noted for the end of the callee. Whether it is such a function.
    pub(super) fn hand_on(&mut self, target: u32, call: Node<'t>, depth: u8) -> bool {
        let function = self.field(call, "function").map_or("", |function| self.source(function));
        let name = match function.rsplit_once('.') {
            Some((module, name)) if MODULES.contains(&module) => name,
            Some((_, name)) if METHODS.contains(&name) => name,
            Some(_) => return false,
            None => function,
        };
        if HANDS_ON.binary_search(&name).is_err() {
            return false;
        }
        if let Some(arguments) = self.field(call, "arguments") {
            self.hand_on_from(target, name, call, arguments, depth);
        }
        true
    }

    fn hand_on_from(&mut self, target: u32, name: &str, call: Node<'t>, arguments: Node<'t>, depth: u8) {
        let given = match self.kind(arguments) {
            K::Comprehension => vec![arguments],
            _ => self.named_children(arguments),
        };
        let is_plain = |argument: &&Node<'t>| !matches!(argument.kind(), "keyword_argument" | "list_splat");
        let plain: Vec<Node<'t>> = given.iter().take_while(is_plain).copied().collect();
        let Some(&first) = plain.first() else {
            return self.hand_on_others(target, name, given.first().copied(), depth);
        };
        if let Some(by) = handed_on(name, plain.len()) {
            if let Some(place) = self.place(first, depth + 1) {
                self.note(target, place, by);
            }
            return;
        }
        let each = call.end_byte() as u32;
        match name {
            "cast" => self.annotate(target, first, By::Annotation),
            "defaultdict" | "map" => {
                if let Some(place) = self.place(first, depth + 1) {
                    self.note(target, each, By::Element(u8::from(name == "defaultdict")));
                    self.note(each, place, By::Called);
                }
                if name == "map" {
                    self.note_literal(target, "list");
                }
            }
            // The classes of the fields.
            "NamedTuple" | "make_dataclass" => {
                let fields = given.get(1).map_or(Vec::new(), |fields| self.named_children(*fields));
                for (number, field) in (0..MOST_PARTS).zip(fields) {
                    if let Some(class) = field.named_child(1).filter(|_| field.kind() == "tuple") {
                        self.annotate(target, class, By::Argument(number));
                    }
                }
            }
            "TypedDict" => {
                let fields = given.get(1).filter(|fields| fields.kind() == "dictionary");
                let classes = fields.map_or(Vec::new(), |fields| self.named_children(*fields));
                for (number, class) in (0..MOST_PARTS).zip(classes.into_iter().filter_map(|pair| pair.field("value"))) {
                    self.annotate(target, class, By::Argument(number));
                }
            }
            "gather" => {
                self.note_literal(target, "tuple");
                self.note_parts(target, (0..MOST_PARTS).map(By::Element).zip(plain).collect(), depth);
            }
            _ if let Some(parts) = parts_of_each(name, &plain) => {
                self.note_literal(target, "list");
                self.note(target, each, By::Element(0));
                self.note_literal(each, "tuple");
                self.note_parts(each, parts, depth);
            }
            _ => {
                let asks = matches!(name, "filter" | "filterfalse" | "dropwhile" | "takewhile");
                let iterable = if asks { given.get(1).copied() } else { Some(first) };
                if let Some(place) = iterable.and_then(|iterable| self.place(iterable, depth + 1)) {
                    self.note_literal(target, if literal_class(name).is_some() { name } else { "list" });
                    self.note(target, place, By::ElementOf(0));
                }
            }
        }
    }

    /// `dict(key=value)` and `gather(*all)`.
    fn hand_on_others(&mut self, target: u32, name: &str, first: Option<Node<'t>>, depth: u8) {
        let (inner, by) = match (name, first) {
            ("dict", Some(first)) => (self.field(first, "value"), By::Element(1)),
            ("gather", Some(first)) if first.kind() == "list_splat" => {
                self.note_literal(target, "list");
                (first.named_child(0), By::ElementOf(0))
            }
            _ => return,
        };
        self.note_parts(target, inner.map(|inner| (by, inner)).into_iter().collect(), depth);
    }

    fn note_literal(&mut self, target: u32, class: &str) {
        if let Some(class) = literal_class(class) {
            self.note(target, 0, By::Literal(class));
        }
    }

    fn note_parts(&mut self, target: u32, parts: Vec<(By, Node<'t>)>, depth: u8) {
        for (by, part) in parts {
            if let Some(place) = self.place(part, depth + 1) {
                self.note(target, place, by);
            }
        }
    }
}

/// What a call of a function is by what it gets first, where no more is to be told; it gets so many.
fn handed_on(name: &str, n_given: usize) -> Option<By> {
    Some(match name {
        "closing" | "copy" | "deepcopy" | "nullcontext" | "partial" | "shield" => By::Value,
        // Of an `async` function it is told what awaiting its calls gives.
        "create_task" | "ensure_future" => By::Element(0),
        "run_until_complete" | "wait_for" => By::Awaited,
        "min" | "max" if n_given > 1 => By::Value,
        "next" | "min" | "max" | "choice" => By::Iterated,
        // The call makes an instance of what is called, with these parts.
        "deque" => By::ElementOf(0),
        "dict" | "OrderedDict" => By::Mapped,
        "enter_async_context" | "enter_context" => By::Entered,
        "property" => By::Called,
        _ => return None,
    })
}

/// What the tuples hold that a function makes of what it gets.
fn parts_of_each<'t>(name: &str, given: &[Node<'t>]) -> Option<Vec<(By, Node<'t>)>> {
    let first = |by: By| given.first().map(|first| vec![(by, *first)]);
    match name {
        "combinations" | "combinations_with_replacement" | "pairwise" | "permutations" => {
            first(By::ElementOf(ALL_OTHERS))
        }
        "enumerate" => first(By::ElementOf(1)),
        "groupby" => first(By::Element(1)),
        "product" | "zip" | "zip_longest" => {
            Some((0..MOST_PARTS).map(By::ElementOf).zip(given.iter().copied()).collect())
        }
        _ => None,
    }
}

/// What hands on what it gets, or what is in it: functions and classes of the standard library, by the names that they are called by, in order.
const HANDS_ON: [&str; 53] = [
    "NamedTuple",
    "OrderedDict",
    "TypedDict",
    "as_completed",
    "cast",
    "chain",
    "choice",
    "choices",
    "closing",
    "combinations",
    "combinations_with_replacement",
    "copy",
    "create_task",
    "cycle",
    "deepcopy",
    "defaultdict",
    "deque",
    "dict",
    "dropwhile",
    "ensure_future",
    "enter_async_context",
    "enter_context",
    "enumerate",
    "filter",
    "filterfalse",
    "frozenset",
    "gather",
    "groupby",
    "islice",
    "iter",
    "list",
    "make_dataclass",
    "map",
    "max",
    "min",
    "next",
    "nullcontext",
    "pairwise",
    "partial",
    "permutations",
    "product",
    "property",
    "reversed",
    "run_until_complete",
    "sample",
    "set",
    "shield",
    "sorted",
    "takewhile",
    "tuple",
    "wait_for",
    "zip",
    "zip_longest",
];

/// The methods among them, which nothing else has: of `contextlib.ExitStack`, and of event loops.
const METHODS: [&str; 3] = ["enter_async_context", "enter_context", "run_until_complete"];

/// The modules that they are in, and what these are called by.
const MODULES: [&str; 10] =
    ["asyncio", "collections", "contextlib", "copy", "dataclasses", "functools", "itertools", "random", "t", "typing"];
