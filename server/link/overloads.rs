//! Which of several functions of one name, `@overload`ed, a call is of: what arguments literally are decides, `open(path, "rb")`, and which are absent.
//!
//! The trick: the graph knows neither literals nor defaults, so the texts are read: of each function its parameters with their annotations, once a
//! request, and of a call its arguments, if an annotation is about literals. An argument that is no literal fits everything. Where such a one stands for a parameter whose annotation is
//! literal, all that fit are left.

use std::sync::Arc;

use super::calls::Call;
use super::members::Asker;
use super::{Entity, found, of_symbol, origins};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, Graph, Role};
use crate::store::FileId;
use crate::syntax::{self, Node};
use crate::text::Span;

/// Aliases of annotations are not followed through more others.
const MOST_ALIASES: u32 = 4;

/// The functions among some of one name that a call may be of; each is where its name starts, and its block.
pub(super) fn chosen(at: Asker<'_>, functions: Vec<(u32, BlockId)>, call: Call) -> Vec<(u32, BlockId)> {
    choose(at, &functions, call).filter(|chosen| !chosen.is_empty()).unwrap_or(functions)
}

/// A function with its parameters.
pub(super) struct Overload {
    function: (u32, BlockId),
    parameters: Vec<Parameter>,
}

fn choose(at: Asker<'_>, functions: &[(u32, BlockId)], (caller, end): Call) -> Option<Vec<(u32, BlockId)>> {
    let overloads = found::overloads(at.snap, (at.file, functions[0].0), || overloads(at, functions))?;
    let (graph, text) = (at.snap.graph(caller)?, at.snap.text(caller)?);
    let syntax = at.snap.syntax_of(caller, &text, span_around(&graph, end)?);
    let arguments = Arguments::of(syntax.tree.root_node(), &text, end)?;
    let fits = overloads.iter().filter_map(|one| Some((one.function, arguments.fit(&one.parameters)?)));
    let fits: Vec<((u32, BlockId), Fit)> = fits.collect();
    // The first that is sure to fit is it (typing specification, on the evaluation of calls of what is overloaded).
    let is_decided = fits.first().is_some_and(|(_, fit)| *fit == Fit::Decided);
    let n_chosen = if is_decided { 1 } else { fits.len() };
    Some(fits.into_iter().take(n_chosen).map(|(function, _)| function).collect())
}

/// The functions with their parameters, if they are overloaded and tell literals apart: with others a call is not read for it.
fn overloads(at: Asker<'_>, functions: &[(u32, BlockId)]) -> Option<Arc<[Overload]>> {
    let is_overloaded = |name: u32| {
        let mut decorators = at.graph.decorators(name).filter_map(|decorator| at.graph.name_from(decorator));
        decorators.any(|decorator| decorator.text() == "overload")
    };
    if !functions.iter().any(|function| is_overloaded(function.0)) {
        return None;
    }
    let text = at.snap.text(at.file)?;
    let overload =
        |&function: &(u32, BlockId)| Some(Overload { function, parameters: parameters(at, &text, function)? });
    let found: Vec<Overload> = functions.iter().filter_map(overload).collect();
    let mut annotations = found.iter().flat_map(|one| &one.parameters).map(|parameter| &parameter.told);
    annotations.any(Told::is_literal).then(|| found.into())
}

/// The span of the function around the call whose callee ends at a place, or of the module.
fn span_around(graph: &Graph, end: u32) -> Option<Span> {
    let member = |start: &u32| graph.member_from(*start)?.base();
    let root = std::iter::successors(graph.start_of(end), member).last()?;
    let block = graph.block_of(graph.occurrence_at(root)?.symbol);
    let function = graph.outwards(block).find(|&block| graph.block(block).kind == BlockKind::Function);
    Some(graph.block(function.unwrap_or(BlockId(0))).span)
}

/// How a call fits a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Literal annotations are all met by literal arguments, or by none.
    Decided,
    /// It isn't known whether it does.
    Open,
}

/// The arguments of a call as they are written.
#[derive(Default)]
struct Arguments<'t> {
    by_position: Vec<&'t str>,
    by_keyword: Vec<(&'t str, &'t str)>,
    /// Whether there are more by position, or by keyword, than are seen.
    has_rest: bool,
    has_keywords: bool,
}

impl<'t> Arguments<'t> {
    /// Those of the call whose callee ends at a place.
    fn of(root: Node<'_>, text: &'t str, end: u32) -> Option<Arguments<'t>> {
        let end = end as usize;
        let callee = root.named_descendant(end.checked_sub(1)?..end);
        let mut around = std::iter::successors(Some(callee), |node| node.parent()).take(4);
        let is_it = |call: &Node<'_>| {
            call.kind() == "call" && call.field("function").is_some_and(|function| function.end_byte() == end)
        };
        let list = around.find(is_it)?.field("arguments").filter(|list| list.kind() == "argument_list")?;
        let mut found = Arguments::default();
        for argument in list.named_children() {
            let source = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default();
            match argument.kind() {
                "comment" => {}
                "list_splat" => found.has_rest = true,
                "dictionary_splat" => found.has_keywords = true,
                "keyword_argument" => {
                    found.by_keyword.push((source(argument.field("name")?), source(argument.field("value")?)));
                }
                _ if !found.has_rest => found.by_position.push(source(argument)),
                _ => {}
            }
        }
        Some(found)
    }

    /// How they fit some parameters; `None` where they don't.
    fn fit(&self, parameters: &[Parameter]) -> Option<Fit> {
        let mut fit = Fit::Decided;
        let takes = |form| parameters.iter().any(|parameter| parameter.form == form);
        let mut by_position = self.by_position.iter();
        let mut labels = 0;
        for parameter in parameters.iter().filter(|parameter| !matches!(parameter.form, Form::Rest | Form::Keywords)) {
            let positioned = if parameter.form == Form::Keyword { None } else { by_position.next() };
            let named = || self.by_keyword.iter().find(|(name, _)| **name == *parameter.name).map(|(_, value)| value);
            let argument = positioned.or_else(|| named().inspect(|_| labels += 1));
            match argument {
                Some(argument) => match parameter.told.meets(argument) {
                    Some(true) => {}
                    Some(false) => return None,
                    None if parameter.told.is_literal() => fit = Fit::Open,
                    None => {}
                },
                None if self.has_keywords || self.has_rest && parameter.form != Form::Keyword => {
                    fit = if parameter.told.is_literal() { Fit::Open } else { fit };
                }
                None if !parameter.has_default => return None,
                None => {}
            }
        }
        let is_whole = by_position.next().is_none() || takes(Form::Rest);
        let are_named = labels == self.by_keyword.len() || takes(Form::Keywords);
        (is_whole && are_named).then_some(fit)
    }
}

/// A parameter of a function.
struct Parameter {
    name: Box<str>,
    told: Told,
    has_default: bool,
    form: Form,
}

/// How a parameter is given something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Any,
    Keyword,
    Rest,
    Keywords,
}

/// The parameters of a function, without the receiver of a method.
fn parameters(at: Asker<'_>, text: &str, (name, function): (u32, BlockId)) -> Option<Vec<Parameter>> {
    let block = at.graph.block(function);
    // It is parsed alone: a stub may be long.
    let text = text.get(block.span.start as usize..block.span.end as usize)?;
    let syntax = syntax::parse(text);
    let mut statements = syntax.tree.root_node().named_children();
    let definition = statements.find(|node| node.kind() == "function_definition")?;
    let source = |node: Option<Node<'_>>| node.and_then(|node| text.get(node.byte_range())).unwrap_or_default();
    let (mut found, mut form) = (Vec::new(), Form::Any);
    for parameter in definition.field("parameters")?.named_children() {
        let inner = parameter.field("name").or_else(|| parameter.named_child(0)).unwrap_or(parameter);
        let told = Told::of(at, source(parameter.field("type")), MOST_ALIASES);
        let default = parameter.field("value");
        let has_default = default.is_some();
        match (parameter.kind(), inner.kind()) {
            ("comment", _) => continue,
            ("positional_separator", _) => continue,
            ("keyword_separator", _) => {
                form = Form::Keyword;
                continue;
            }
            ("list_splat_pattern", _) | (_, "list_splat_pattern") => {
                found.push(Parameter { name: "".into(), told, has_default: true, form: Form::Rest });
                form = Form::Keyword;
            }
            ("dictionary_splat_pattern", _) | (_, "dictionary_splat_pattern") => {
                found.push(Parameter { name: "".into(), told, has_default: true, form: Form::Keywords });
            }
            _ => found.push(Parameter { name: source(Some(inner)).into(), told, has_default, form }),
        }
    }
    let mut decorators = at.graph.decorators(name).filter_map(|decorator| at.graph.name_from(decorator));
    let is_static = decorators.any(|decorator| decorator.text() == "staticmethod");
    if at.graph.block(block.parent).kind == BlockKind::Class && !is_static && !found.is_empty() {
        found.remove(0);
    }
    Some(found)
}

/// What an annotation says, as far as literals can be held against it.
enum Told {
    Anything,
    /// An instance of a built-in class whose literals are told apart.
    Class(&'static str),
    /// One of these literals, as written.
    Literals(Vec<Box<str>>),
    OneOf(Vec<Told>),
    /// What no literal is.
    NoLiteral,
    Unknown,
}

impl Told {
    fn of(at: Asker<'_>, annotation: &str, depth: u32) -> Told {
        let annotation = annotation.trim();
        let parts = split(annotation, '|');
        if parts.len() > 1 {
            return Told::OneOf(parts.into_iter().map(|part| Told::of(at, part, depth)).collect());
        }
        if let Some((name, inner)) = annotation.strip_suffix(']').and_then(|whole| whole.split_once('[')) {
            let inner = || split(inner, ',').into_iter().map(str::trim).filter(|part| !part.is_empty());
            let parts = || inner().map(|part| Told::of(at, part, depth));
            return match name.rsplit('.').next().unwrap_or_default().trim() {
                "Literal" => Told::Literals(inner().map(Box::from).collect()),
                "Optional" => Told::OneOf(parts().chain([Told::Class("None")]).collect()),
                "Union" => Told::OneOf(parts().collect()),
                "list" | "dict" | "set" | "frozenset" | "tuple" | "type" => Told::NoLiteral,
                "Annotated" | "Final" => parts().next().unwrap_or(Told::Unknown),
                _ => Told::Unknown,
            };
        }
        if ["object", "Any"].contains(&annotation) {
            return Told::Anything;
        }
        if let Some(class) = ["str", "bytes", "bool", "None", "int", "float"].into_iter().find(|&one| one == annotation)
        {
            return Told::Class(class);
        }
        let Some((file, told)) = aliased(at, annotation).filter(|_| depth > 0) else { return Told::Unknown };
        let Some(graph) = at.snap.graph(file) else { return Told::Unknown };
        Told::of(Asker { snap: at.snap, file, graph: &graph }, &told, depth - 1)
    }

    /// Whether it says what something literally is.
    fn is_literal(&self) -> bool {
        match self {
            Told::Literals(_) => true,
            Told::OneOf(parts) => parts.iter().any(Told::is_literal),
            Told::Anything | Told::Class(_) | Told::NoLiteral | Told::Unknown => false,
        }
    }

    /// Whether an argument is what it says; `None` where that isn't known.
    fn meets(&self, argument: &str) -> Option<bool> {
        let class = class_of_literal(argument)?;
        match self {
            Told::Anything => Some(true),
            Told::Class("float") => Some(matches!(class, "float" | "int" | "bool")),
            Told::Class("int") => Some(matches!(class, "int" | "bool")),
            Told::Class(told) => Some(*told == class),
            Told::Literals(literals) => Some(literals.iter().any(|one| is_same(one, argument))),
            Told::OneOf(parts) => any(parts.iter().map(|part| part.meets(argument))),
            Told::NoLiteral => Some(false),
            Told::Unknown => None,
        }
    }
}

/// One of several holds, none does, or it isn't known.
fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    let holds = parts.contains(&Some(true));
    if holds || !parts.contains(&None) { Some(holds) } else { None }
}

/// What a name in an annotation is assigned, and in which file: `Mode: TypeAlias = Literal["r", "w"]`.
fn aliased(at: Asker<'_>, name: &str) -> Option<(FileId, String)> {
    let symbol = at.graph.global(Name::existing(name)?)?;
    let origins = origins(at.snap, of_symbol(at.snap, at.file, at.graph, symbol));
    let alias = origins.iter().find_map(Entity::variable)?;
    let graph = at.snap.graph(alias.file)?;
    if graph.only_definition(alias.symbol).is_some() {
        return None;
    }
    let mut bound = graph.occurrences_of(alias.symbol).filter(|token| token.role == Role::Bind);
    let token = bound.next().filter(|_| !graph.is_rebound(alias.symbol))?.span;
    Some((alias.file, assigned(at.snap.text(alias.file)?.get(token.end as usize..)?)?))
}

/// The right side of an assignment whose text goes on behind its name, without comments: to the end of the line that ends in no brackets.
fn assigned(behind: &str) -> Option<String> {
    let (mut told, mut depth) = (String::new(), 0i32);
    for line in behind.split_inclusive('\n') {
        let code = line.split('#').next()?;
        depth += code.chars().map(|one| i32::from("[(".contains(one)) - i32::from("])".contains(one))).sum::<i32>();
        told.push_str(code);
        if depth <= 0 {
            break;
        }
    }
    let parts = split(&told, '=');
    (parts.len() == 2).then(|| parts[1].trim().to_owned())
}

/// The class of an argument that is a literal; `None` for any other.
fn class_of_literal(argument: &str) -> Option<&'static str> {
    match argument {
        "True" | "False" => return Some("bool"),
        "None" => return Some("None"),
        _ => {}
    }
    if let Some((prefix, _)) = string(argument) {
        return Some(if prefix.contains(['b', 'B']) { "bytes" } else { "str" });
    }
    let number = argument.strip_prefix('-').unwrap_or(argument);
    let is_integer = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit() || digit == b'_');
    let is_float = number.starts_with(|first: char| first.is_ascii_digit()) && number.parse::<f64>().is_ok();
    if is_integer { Some("int") } else { is_float.then_some("float") }
}

/// The prefix of a plain string on one line and what is between its quotes.
fn string(literal: &str) -> Option<(&str, &str)> {
    let (prefix, quoted) = literal.split_at(literal.find(['"', '\''])?);
    let inner = quoted[1..].strip_suffix(&quoted[..1])?;
    let is_plain = prefix.len() < 3 && prefix.bytes().all(|sign| b"bBrRuU".contains(&sign));
    (is_plain && !inner.contains(&quoted[..1]) && !inner.contains('\\')).then_some((prefix, inner))
}

/// Whether two literals are the same.
fn is_same(one: &str, other: &str) -> bool {
    match (string(one), string(other)) {
        (Some((one, inner)), Some((other, same))) => {
            one.contains(['b', 'B']) == other.contains(['b', 'B']) && inner == same
        }
        _ => one == other,
    }
}

/// The parts of an annotation between signs that stand in no brackets and no quotes.
fn split(annotation: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut first, mut depth, mut quote) = (Vec::new(), 0, 0u32, None);
    for (at, one) in annotation.char_indices() {
        match one {
            '"' | '\'' if quote.is_none() => quote = Some(one),
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != one),
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ if one == sign && depth == 0 => {
                parts.push(&annotation[first..at]);
                first = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&annotation[first..]);
    parts
}
