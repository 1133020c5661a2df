//! The parameters of the functions whose call is being written.
//!
//! The trick: the text is read as it stands; where that gives no call, as in `f(1, `, once more with a name at the place, as an argument will
//! be. Which functions a call may run, and what it names by keywords, `link` knows.

use rustc_hash::FxHashSet;

use super::At;
use super::completion::PLACEHOLDER;
use super::fields::{fields, words};
use super::hover::source;
use crate::link::{self, Class, Holder, Trust};
use crate::name::Name;
use crate::scope::{BlockId, Graph, Label, Occurrence, Role};
use crate::store::{FileId, Snapshot};
use crate::syntax::{self, Node};
use crate::text::Span;

/// A function that the call may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its name as the call has it, and its parameters as they are written, each without line breaks.
    pub label: String,
    /// Where in the label each of its parameters is, in bytes; not the one that the dot gives.
    pub parameters: Vec<Span>,
    /// Which of them takes the argument at the place; `None` where none does, or that can't be told.
    pub active: Option<usize>,
    /// Its docstring, in Markdown.
    pub documentation: Option<String>,
}

/// The functions that the innermost call around a place may run, in the order of the text: several are overloads. Nothing outside the brackets
/// of a call, and where names don't tell what is called.
pub fn signatures(snap: &Snapshot, at: At) -> Vec<Signature> {
    of_text(snap, at)
        .or_else(|| {
            let here = Span { start: at.offset, end: at.offset };
            of_text(&snap.with_edit(at.file, here, PLACEHOLDER)?, at)
        })
        .unwrap_or_default()
}

/// `None` where the text has no call around the place.
fn of_text(snap: &Snapshot, at: At) -> Option<Vec<Signature>> {
    let parsed = snap.parsed(at.file)?;
    let text = snap.text(at.file)?;
    let arguments = arguments_around(parsed.syntax.tree.root_node(), at.offset as usize)?;
    let Some((callee, start)) = callee(arguments) else { return Some(Vec::new()) };
    let graph = &parsed.file.graph;
    let label = Label { start, callee: start, name: Name::new(PLACEHOLDER) };
    let call = Call {
        name: &text[callee.byte_range()],
        is_of_class: is_of_class(snap, at.file, graph, start),
        argument: Argument::at(arguments, at.offset as usize, &text),
    };
    let passed = syntax::parts(arguments).first().copied().filter(|_| call.name == "partial");
    let call = match passed {
        Some(function) => call.of_partial(&text[function.byte_range()]),
        None => call,
    };
    if let Some(class) = link::class_made(snap, at.file, graph, &label, Trust::Belief) {
        return Some(vec![of_fields(snap, class, &call)]);
    }
    // The last comes first there.
    let functions = link::called(snap, at.file, graph, &label, Trust::Belief);
    let told = functions.into_iter().rev().flat_map(|function| told(snap, function, &call));
    // `os.path` is one of two modules with the same functions.
    let mut known = FxHashSet::default();
    Some(told.filter(|told| known.insert(told.label.clone())).collect())
}

/// What is told of a function: what a stub beside its source says that it takes, and what the source says that it does.
fn told(snap: &Snapshot, function: (FileId, BlockId), call: &Call<'_>) -> Vec<Signature> {
    let own = signature(snap, function, call);
    let told = link::told_beside(snap, function).into_iter().rev();
    let mut told: Vec<Signature> = told.filter_map(|told| signature(snap, told, call)).collect();
    for told in &mut told {
        told.documentation = told.documentation.take().or_else(|| own.as_ref()?.documentation.clone());
    }
    if told.is_empty() { own.into_iter().collect() } else { told }
}

/// A call that is being written.
struct Call<'t> {
    name: &'t str,
    /// Whether a class stands before the dot, so that the first parameter is given as all others are.
    is_of_class: bool,
    argument: Argument<'t>,
}

impl<'t> Call<'t> {
    /// Of `partial(f, …)`, the call of `f`.
    fn of_partial(self, function: &'t str) -> Call<'t> {
        let argument = match self.argument {
            Argument::Position(n_before) => n_before.checked_sub(1).map_or(Argument::Unknown, Argument::Position),
            other => other,
        };
        let name = function.rsplit('.').next().unwrap_or(function);
        Call { name, argument, ..self }
    }
}

/// The innermost brackets of a call around a place.
fn arguments_around(root: Node<'_>, offset: usize) -> Option<Node<'_>> {
    let around = std::iter::successors(Some(root.named_descendant(offset..offset)), |node| node.parent());
    let is_within = |list: &Node<'_>| {
        let close = list.children().filter(|sign| sign.kind() == ")" && !sign.is_missing()).last();
        list.start_byte() < offset && close.is_none_or(|close| offset <= close.start_byte())
    };
    let is_of_call = |list: &Node<'_>| list.parent().is_some_and(|parent| parent.kind() == "call");
    // `any(x for x in xs)`: the brackets are those of the generator.
    let is_list = |node: &Node<'_>| node.kind() == "argument_list" || node.kind() == GENERATOR && follows_callee(*node);
    let mut lists = around.filter(|node| is_list(node) && is_within(node));
    lists.next().filter(is_of_call)
}

const GENERATOR: &str = "generator_expression";

fn follows_callee(arguments: Node<'_>) -> bool {
    arguments.parent().is_some_and(|call| call.field("arguments") == Some(arguments))
}

/// The name that is called, the last of a dotted one, or what else makes what is called; and where that is found.
fn callee(arguments: Node<'_>) -> Option<(Node<'_>, u32)> {
    let called = arguments.parent()?.field("function")?;
    let name = if called.kind() == "attribute" { called.field("attribute")? } else { called };
    Some((name, link::place_of(called)?))
}

fn is_of_class(snap: &Snapshot, file: FileId, graph: &Graph, callee: u32) -> bool {
    let holders = graph.member_from(callee).map(|member| link::holders(snap, file, graph, member)).unwrap_or_default();
    !holders.is_empty() && holders.iter().all(|holder| matches!(holder, Holder::Class(_)))
}

/// What the argument at a place is given by.
enum Argument<'t> {
    /// By its place: so many stand before it.
    Position(usize),
    /// By a name.
    Keyword(&'t str),
    /// Behind what `*` brings.
    Unknown,
}

impl<'t> Argument<'t> {
    fn at(arguments: Node<'_>, offset: usize, text: &'t str) -> Argument<'t> {
        if arguments.kind() == GENERATOR {
            return Argument::Position(0);
        }
        let given = syntax::parts(arguments);
        let before = |node: &&Node<'_>| node.end_byte() < offset;
        let n_commas = arguments.children().filter(|sign| sign.kind() == "," && sign.end_byte() <= offset).count();
        let at_place = given.iter().find(|node| node.start_byte() <= offset && offset <= node.end_byte());
        match at_place {
            Some(keyword) if keyword.kind() == "keyword_argument" => {
                keyword.field("name").map_or(Argument::Unknown, |name| Argument::Keyword(&text[name.byte_range()]))
            }
            _ if given.iter().filter(before).any(|node| node.kind() == "list_splat") => Argument::Unknown,
            _ => Argument::Position(n_commas),
        }
    }
}

fn signature(snap: &Snapshot, (file, function): (FileId, BlockId), call: &Call<'_>) -> Option<Signature> {
    let (graph, text) = (snap.graph(file)?, snap.text(file)?);
    let text = text.get(graph.block(function).span.range())?;
    let syntax = syntax::parse(text);
    let definition = syntax.tree.root_node().named_child(0)?;
    let mut parameters = syntax::parts(definition.field("parameters")?);
    if takes_receiver(&graph, function, call) {
        parameters.remove(0);
    }
    let mut label = format!("{}(", call.name);
    let (mut spans, mut kinds) = (Vec::new(), Vec::new());
    let (mut by_keyword_only, mut separator) = (false, "");
    for parameter in parameters {
        let written = words(&text[parameter.byte_range()]);
        label += separator;
        separator = ", ";
        let kind = Kind::of(parameter, text, by_keyword_only);
        by_keyword_only |= matches!(kind, Some(Kind::Rest)) || parameter.kind() == "keyword_separator";
        if let Some(kind) = kind {
            let start = label.len() as u32;
            spans.push(Span { start, end: start + written.len() as u32 });
            kinds.push(kind);
        }
        label += &written;
    }
    label.push(')');
    if let Some(returns) = definition.field("return_type") {
        label = format!("{label} -> {}", words(&text[returns.byte_range()]));
    }
    let documentation = source::documentation(definition, text);
    Some(Signature { label, parameters: spans, active: active(&kinds, &call.argument), documentation })
}

/// The constructor that takes a class's fields.
fn of_fields(snap: &Snapshot, class: Class, call: &Call<'_>) -> Signature {
    let fields = fields(snap, class);
    let mut label = format!("{}(", call.name);
    let (mut spans, mut kinds) = (Vec::new(), Vec::new());
    for (number, field) in fields.iter().enumerate() {
        label += if number > 0 { ", " } else { "" };
        let is_first = field.by_keyword_only && !fields[..number].iter().any(|field| field.by_keyword_only);
        label += if is_first { "*, " } else { "" };
        let start = label.len() as u32;
        spans.push(Span { start, end: start + field.written.len() as u32 });
        kinds.push(match field.by_keyword_only {
            true => Kind::KeywordOnly(&field.name),
            false => Kind::Position(&field.name),
        });
        label += &field.written;
    }
    label.push(')');
    Signature { label, parameters: spans, active: active(&kinds, &call.argument), documentation: None }
}

/// Whether the first parameter is the instance, or the class, that the dot gives, or that the call makes.
fn takes_receiver(graph: &Graph, function: BlockId, call: &Call<'_>) -> bool {
    let binds = |o: &Occurrence| o.role == Role::Bind && graph.block_of(o.symbol) == function;
    let first = graph.occurrences_from(graph.block(function).span.start).find(binds);
    first.is_some_and(|first| {
        let is_receiver = link::is_receiver(graph, first.symbol);
        let is_named = graph.block(function).name.text() == call.name;
        is_receiver && !(is_named && call.is_of_class && graph.name(first.symbol).text() != "cls")
    })
}

/// How a parameter gets its argument.
enum Kind<'t> {
    Position(&'t str),
    KeywordOnly(&'t str),
    Rest,
    Keywords,
}

impl<'t> Kind<'t> {
    /// That of a part of a list of parameters; `None` for the `/` and `*` between them.
    fn of(parameter: Node<'_>, text: &'t str, by_keyword_only: bool) -> Option<Kind<'t>> {
        let named = match parameter.kind() {
            "positional_separator" | "keyword_separator" => return None,
            "default_parameter" | "typed_default_parameter" => parameter.field("name")?,
            "typed_parameter" => syntax::first_part(parameter)?,
            _ => parameter,
        };
        Some(match named.kind() {
            "list_splat_pattern" => Kind::Rest,
            "dictionary_splat_pattern" => Kind::Keywords,
            _ if by_keyword_only => Kind::KeywordOnly(&text[named.byte_range()]),
            _ => Kind::Position(&text[named.byte_range()]),
        })
    }
}

fn active(kinds: &[Kind<'_>], argument: &Argument<'_>) -> Option<usize> {
    match *argument {
        Argument::Position(n) => {
            let is_by_position = |kind: &&Kind<'_>| matches!(kind, Kind::Position(_));
            if kinds.iter().take_while(is_by_position).count() > n {
                return Some(n);
            }
            kinds.iter().position(|kind| matches!(kind, Kind::Rest))
        }
        Argument::Keyword(name) => {
            let has_name = |kind: &Kind<'_>| matches!(kind, Kind::Position(of) | Kind::KeywordOnly(of) if *of == name);
            let others = || kinds.iter().position(|kind| matches!(kind, Kind::Keywords));
            kinds.iter().position(has_name).or_else(others)
        }
        Argument::Unknown => None,
    }
}
