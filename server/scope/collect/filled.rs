//! What is put into containers after they are made: `xs.append(C())`, `d[k] = C()`. It is noted as a part of the variable, where it is put in:
//! see [`super::super::given`].

use super::super::By;
use super::Collector;
use super::given::{MOST_ELEMENTS, literal_class};
use super::table::K;
use crate::syntax::Node;

/// The methods that put something into a container: which argument, as what, and what container has the method, by the class of its literal.
const METHODS: [(&str, usize, By, &str); 7] = [
    ("add", 0, By::Element(0), "set"),
    ("append", 0, By::Element(0), "list"),
    ("appendleft", 0, By::Element(0), "list"),
    ("extend", 0, By::ElementOf(0), "list"),
    ("insert", 1, By::Element(0), "list"),
    ("setdefault", 1, By::Element(1), "dict"),
    ("update", 0, By::ElementOf(0), "set"),
];

impl<'t> Collector<'_, 't, '_> {
    /// `xs.append(value)` and the like.
    pub(super) fn fill_by_call(&mut self, call: Node<'t>, function: Node<'t>, arguments: Node<'t>) {
        if self.kind(function) != K::Attribute {
            return;
        }
        let name = self.field(function, "attribute").map_or("", |name| self.source(name));
        let Some(&(_, number, by, class)) = METHODS.iter().find(|method| method.0 == name) else { return };
        let given = self.named_children(arguments);
        if let ("update", Some(object)) = (name, self.field(function, "object")) {
            // `d.update({key: value})`, `d.update(key=value)`.
            let pairs = given.first().filter(|first| first.kind() == "dictionary");
            let parts = pairs.map_or(given.clone(), |pairs| self.named_children(*pairs));
            let named = parts.into_iter().filter(|part| matches!(part.kind(), "pair" | "keyword_argument"));
            for value in named.filter_map(|part| part.field("value")).take(MOST_ELEMENTS) {
                self.fill(object, value, By::Element(1), "dict", call.end_byte() as u32);
            }
            if pairs.is_some() {
                return;
            }
        }
        if let (Some(object), Some(value)) = (self.field(function, "object"), given.get(number))
            && given.len() == number + 1
        {
            self.fill(object, *value, by, class, call.end_byte() as u32);
        }
    }

    /// `d[key] = value`.
    pub(super) fn fill_by_key(&mut self, target: Node<'t>, value: Node<'t>) {
        let is_slice = self.bracketed(target).iter().any(|index| index.kind() == "slice");
        if let Some(object) = self.field(target, "value").filter(|_| !is_slice) {
            self.fill(object, value, By::Element(1), "dict", target.end_byte() as u32);
        }
    }

    /// `xs += [value]`.
    pub(super) fn fill_by_operator(&mut self, target: Node<'t>, value: Node<'t>) {
        if matches!(value.kind(), "list" | "list_comprehension" | "set" | "set_comprehension") {
            self.fill(target, value, By::ElementOf(0), "list", target.end_byte() as u32);
        }
    }

    /// Notes what is put into a container; of `d[key].append(value)`, that `d[key]` is a list of such, which has a place of its own.
    fn fill(&mut self, object: Node<'t>, value: Node<'t>, by: By, class: &'static str, end: u32) {
        let inner = match self.kind(object) {
            K::Subscript => self.field(object, "value"),
            K::Call => self.defaulted(object),
            _ => None,
        };
        let Some(token) = self.target_token(inner.unwrap_or(object)) else { return };
        // Of several targets the last.
        let left = if self.kind(value) == K::Assignment { self.field(value, "left") } else { Some(value) };
        let Some(place) = left.and_then(|value| self.place(value, 0)) else { return };
        match (inner, literal_class(class)) {
            (Some(_), Some(class)) => {
                self.note(end, 0, By::Literal(class));
                self.note(end, place, by);
                self.note(token, end, By::Element(1));
            }
            _ => self.note(token, place, by),
        }
    }

    /// The `d` of `d.setdefault(key, [])`.
    fn defaulted(&self, call: Node<'t>) -> Option<Node<'t>> {
        let function = self.field(call, "function").filter(|function| self.kind(*function) == K::Attribute)?;
        let name = self.field(function, "attribute")?;
        self.field(function, "object").filter(|_| self.source(name) == "setdefault")
    }
}
