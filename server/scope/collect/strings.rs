//! Names in strings: annotations in quotes (typing specification, *string annotations*), wherever a type is certain to be expected: in an
//! annotation, in the brackets of what `typing` and the built-ins make generic, and in the calls that take types, such as
//! `cast("T", x)`. What stands in `Literal[…]`, and behind the first part of `Annotated[…]`, are strings and nothing else.
//!
//! The trick: the parser is given the string's inside as the only piece of the whole text, with brackets in place of its quotes, so that
//! offsets hold and lines end nowhere. Of implicitly concatenated strings it is given all insides as one; a name that spans two of
//! them has no place to point at, and is passed over. So is a string with an escape in it, which has other characters than
//! its source, and one that says no type: prose is seldom an expression, and an expression seldom a type.

use super::super::{BlockId, Python};
use super::table::K;
use super::typing::Form;
use super::{Collector, Evaluation, Facts, Mode, Task};
use crate::name::{self, Name};
use crate::syntax;
use crate::syntax::Node;
use crate::text::Span;

/// What types stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One type.
    Type,
    /// One type or, with commas between, several.
    Types,
    /// The types of a function's parameters, in their brackets.
    Parameters,
}

/// An annotation in a string or comment.
pub(super) struct Quoted {
    /// Its text, in pieces.
    pub(super) parts: Vec<Span>,
    pub(super) shape: Shape,
    /// The block that it stands in.
    pub(super) block: BlockId,
    /// What makes it an annotation, if that name is certain to be `typing`'s.
    pub(super) under: Option<Name>,
}

/// Writes down the names in annotations in strings; strings in these are annotations as well.
pub(super) fn lower_quoted<'s>(mut facts: Facts<'s>, quoted: Vec<Quoted>, text: &'s str, python: Python) -> Facts<'s> {
    let mut pending = quoted;
    while let Some(Quoted { parts, shape, block, under }) = pending.pop() {
        if under.is_some_and(|name| !facts.typing.is_certain(name, &facts)) {
            continue;
        }
        let (open, close) = if shape == Shape::Parameters { (b'f', b' ') } else { (b'(', b')') };
        let tree = syntax::parse_between(text, open, &parts, close);
        facts.enter_again(block);
        let mut collector = Collector::new(text, python, &tree, facts);
        collector.evaluation = Evaluation::Quoted;
        if let Some(types) = collector.types(tree.root_node(), shape) {
            collector.tasks.extend(types.into_iter().rev().map(|node| Task::visit(node, Mode::Annotation)));
            collector.walk_tasks();
        }
        let is_whole = |inner: &Span| parts.iter().any(|part| part.start <= inner.start && inner.end <= part.end);
        collector.quoted.retain(|quoted| quoted.parts.iter().all(is_whole));
        pending.append(&mut collector.quoted);
        facts = collector.facts;
    }
    facts
}

/// The inside of a string, if it is what its source says: no bytes, no fields, no escapes.
pub(super) fn plain_inside(string: Node<'_>, text: &str) -> Option<Span> {
    let content = string.child(1).filter(|content| string.child_count() == 3 && content.kind() == "string_content")?;
    let prefix = &text[string.child(0)?.byte_range()];
    let is_plain = content.child_count() == 0
        && prefix.chars().all(|c| "'\"rRuU".contains(c))
        && !text[content.byte_range()].contains('\\');
    is_plain.then(|| Span { start: content.start_byte() as u32, end: content.end_byte() as u32 })
}

impl<'s, 't> Collector<'s, 't, '_> {
    /// A string, or several in a row: their fields are evaluated; in an annotation they are one themselves.
    pub(super) fn string(&mut self, node: Node<'t>, mode: Mode) {
        if mode == Mode::Annotation {
            self.quote(node, None);
        }
        self.visit_children(node, Mode::Use);
    }

    fn quote(&mut self, node: Node<'t>, under: Option<Name>) {
        let strings = match self.kind(node) {
            K::Strings => self.named_children(node),
            _ => vec![node],
        };
        let parts: Option<Vec<Span>> = strings.into_iter().map(|string| plain_inside(string, self.text)).collect();
        if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
            self.quoted.push(Quoted { parts, shape: Shape::Type, block: self.facts.current(), under });
        }
    }

    /// A node's named children without comments.
    pub(super) fn named_children(&self, node: Node<'t>) -> Vec<Node<'t>> {
        node.named_children().filter(|child| child.kind() != "comment").collect()
    }

    // ---- what is read

    /// The types that a parsed text consists of; `None` where it is anything else.
    fn types(&mut self, root: Node<'t>, shape: Shape) -> Option<Vec<Node<'t>>> {
        let statements = self.named_children(root);
        let [statement] = statements[..] else { return None };
        let whole = statement.named_child(0).filter(|_| !root.has_error() && statement.named_child_count() == 1)?;
        let brackets = if shape == Shape::Parameters { self.field(whole, "arguments")? } else { whole };
        let is_all = |kind: &str| brackets.kind() == kind && brackets.start_byte() <= statement.start_byte() + 1;
        let types = match shape {
            _ if is_all("parenthesized_expression") => self.named_children(brackets),
            Shape::Types if is_all("tuple") => self.named_children(brackets),
            Shape::Parameters if is_all("argument_list") => self.named_children(brackets),
            _ => return None,
        };
        types.iter().all(|&part| self.is_type(part, shape)).then_some(types)
    }

    /// Whether an expression can be a type (typing specification, *type and annotation expressions*): names, with dots and brackets
    /// behind them, strings and `None`, joined by `|`. `read-only` and `int (optional)` are none.
    fn is_type(&mut self, expression: Node<'t>, shape: Shape) -> bool {
        let mut pending = vec![expression];
        while let Some(node) = pending.pop() {
            match node.kind() {
                "identifier" | "string" | "concatenated_string" | "none" | "ellipsis" => {}
                "attribute" => pending.extend(self.field(node, "object")),
                "subscript" => pending.extend(self.field(node, "value")),
                "binary_operator" if self.is_union(node) => {
                    pending.extend([self.field(node, "left"), self.field(node, "right")].into_iter().flatten());
                }
                "parenthesized_expression" | "list_splat" | "dictionary_splat" => pending.extend(node.named_child(0)),
                "tuple" if shape == Shape::Types => pending.extend(self.named_children(node)),
                _ => return false,
            }
        }
        true
    }

    fn is_union(&self, operation: Node<'t>) -> bool {
        operation.field("operator").is_some_and(|operator| operator.kind() == "|")
    }

    /// How the parts of an expression in an annotation are visited: strings are annotations where a type may stand.
    pub(super) fn mode_in_annotation(&self, node: Node<'t>) -> Mode {
        match node.kind() {
            "type" | "union_type" | "splat_type" | "constrained_type" | "argument_list" => Mode::Annotation,
            "parenthesized_expression" | "list_splat" | "splat_pattern" => Mode::Annotation,
            "binary_operator" if self.is_union(node) => Mode::Annotation,
            _ => Mode::Use,
        }
    }

    // ---- brackets

    /// `a[b]`: in an annotation, strings in the brackets are annotations unless `a` is `Literal`; of `Annotated`, the first. Elsewhere
    /// they are if `a` is known to be generic.
    pub(super) fn subscript(&mut self, node: Node<'t>, mode: Mode) {
        let Some(value) = node.named_child(0) else { return };
        let form = self.generic_form(value);
        if mode != Mode::Annotation {
            // A key may be asked for what it is a key of.
            if self.kind(value) == K::Subscript && node.named_children().any(|key| self.kind(key) == K::String) {
                self.place(value, 0);
            }
            if let Some(form) = form {
                let parts = self.bracketed(node);
                let types = types_among(&parts, form.name).to_vec();
                self.quote_strings(types, form.root);
            }
            return self.visit_children(node, Mode::Use);
        }
        let name = form.map(|form| form.name).or_else(|| Some(self.source(self.last_token(value)?)));
        self.push(value, Mode::Use);
        let parts = self.bracketed(node);
        // A name that spans two strings may be any.
        let n_types = name.filter(|name| name::is_identifier(name)).map_or(0, |name| types_among(&parts, name).len());
        for (number, part) in parts.into_iter().enumerate() {
            let mode = if number < n_types { Mode::Annotation } else { Mode::Use };
            let list = if part.kind() == "type" { part.named_child(0) } else { Some(part) };
            match list.filter(|list| list.kind() == "list") {
                // The parameters of a `Callable`.
                Some(list) => {
                    for parameter in self.named_children(list) {
                        self.push(parameter, mode);
                    }
                }
                None => self.push(part, mode),
            }
        }
    }

    /// What stands in the brackets of a subscript.
    pub(super) fn bracketed(&self, subscript: Node<'t>) -> Vec<Node<'t>> {
        let mut parts = self.named_children(subscript);
        parts.remove(0);
        match parts[..] {
            // As a type, the brackets are a node of their own.
            [brackets] if brackets.kind() == "type_parameter" => self.named_children(brackets),
            _ => parts,
        }
    }

    /// Takes the strings among some expressions for annotations, also in lists and unions, but not within other brackets, which answer for
    /// themselves.
    fn quote_strings(&mut self, expressions: Vec<Node<'t>>, under: Name) {
        let mut pending = expressions;
        while let Some(node) = pending.pop() {
            match node.kind() {
                "string" | "concatenated_string" => self.quote(node, Some(under)),
                "list" | "parenthesized_expression" => pending.extend(self.named_children(node)),
                "binary_operator" if self.is_union(node) => pending.extend(self.named_children(node)),
                _ => {}
            }
        }
    }

    // ---- calls

    /// The strings that `typing`'s functions take for types.
    pub(super) fn quoted_arguments(&mut self, function: Node<'t>, call: Node<'t>) {
        let Some(form) = self.typing_form(function) else { return };
        let Some(arguments) = self.field(call, "arguments") else { return };
        for (number, argument) in self.named_children(arguments).into_iter().enumerate() {
            let keyword = self.field(argument, "name").filter(|_| self.kind(argument) == K::KeywordArgument);
            let value = if keyword.is_some() { self.field(argument, "value") } else { Some(argument) };
            let Some(value) = value else { continue };
            let types = match keyword.map(|keyword| self.source(keyword)) {
                None if form.takes_own_name() && number == 0 && self.is_own_name(value, call) => vec![value],
                None if form.takes_fields() && number == 1 => self.field_types(value),
                None if form.takes_type(number) => vec![value],
                Some(keyword) if form.takes_fields() || form.takes_type_as(keyword) => vec![value],
                _ => continue,
            };
            self.quote_strings(types, form.root);
        }
    }

    /// Whether a string is the name of the variable that a call's value is assigned to, as type checkers want it: `T = TypeVar("T")`.
    fn is_own_name(&mut self, string: Node<'t>, call: Node<'t>) -> bool {
        let assignment = call.parent().filter(|parent| self.kind(*parent) == K::Assignment);
        let target = assignment.and_then(|assignment| self.field(assignment, "left"));
        let inside = Some(string).filter(|string| self.kind(*string) == K::String);
        let inside = inside.and_then(|string| plain_inside(string, self.text)).map(|inside| &self.text[inside.range()]);
        inside.is_some() && target.map(|target| self.source(target)) == inside
    }

    /// The types in `[("a", T), …]` and `{"a": T, …}`.
    fn field_types(&mut self, fields: Node<'t>) -> Vec<Node<'t>> {
        let fields = match fields.kind() {
            "list" | "tuple" | "dictionary" => self.named_children(fields),
            _ => return Vec::new(),
        };
        fields.into_iter().filter_map(|field| field.named_child(1)).collect()
    }
}

/// Those of the parts in the brackets of a form that are types.
fn types_among<'a, 't>(parts: &'a [Node<'t>], form: &str) -> &'a [Node<'t>] {
    match form {
        "Literal" => &[],
        "Annotated" => &parts[..1.min(parts.len())],
        _ => parts,
    }
}

impl Form<'_> {
    /// Whether its call names fields with their types, in the second argument or by keywords.
    fn takes_fields(&self) -> bool {
        matches!(self.name, "NamedTuple" | "TypedDict")
    }

    /// Whether its call takes the name of the variable that it is assigned to.
    fn takes_own_name(&self) -> bool {
        let of_types = matches!(self.name, "TypeVar" | "TypeVarTuple" | "ParamSpec" | "NewType" | "TypeAliasType");
        of_types || matches!(self.name, "NamedTuple" | "TypedDict" | "namedtuple")
    }

    /// Whether its call takes a type in this place.
    fn takes_type(&self, number: usize) -> bool {
        match self.name {
            "cast" => number == 0,
            "NewType" | "TypeAliasType" | "assert_type" => number == 1,
            "TypeVar" => number > 0,
            _ => false,
        }
    }

    /// Whether its call takes a type by this keyword.
    fn takes_type_as(&self, keyword: &str) -> bool {
        match self.name {
            "TypeVar" | "TypeVarTuple" | "ParamSpec" => matches!(keyword, "bound" | "default"),
            "cast" => keyword == "typ",
            "NewType" => keyword == "tp",
            "TypeAliasType" => keyword == "value",
            _ => false,
        }
    }
}
