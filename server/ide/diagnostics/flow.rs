//! Names used before they are bound, or past their bindings; definitions that another replaces before anything has used them.

use rustc_hash::FxHashMap;

use super::conditions::truth;
use super::context::contexts;
use super::undefined::is_submodule;
use super::{Checked, Code, Diagnostic, Location};
use crate::scope::flow::{Flow, Unbound, Way, WayKind, flow};
use crate::scope::{self, BindingKind, BlockKind, Imported, Occurrence, Role, SymbolId};
use crate::store::Snapshot;
use crate::text::Span;

/// What the flow of a file's blocks shows. Stubs don't run.
pub(super) fn names(snap: &Snapshot, file: &Checked<'_>) -> Vec<Diagnostic> {
    if file.is_stub() {
        return Vec::new();
    }
    let flow = flow(file.syntax.tree.root_node(), file.text, file.graph);
    let mut found = unbound(snap, file, &flow);
    found.extend(replaced(file, &flow));
    found
}

// ---- unbound names

fn unbound(snap: &Snapshot, file: &Checked<'_>, flow: &Flow) -> Vec<Diagnostic> {
    let mut may_miss = FxHashMap::default();
    let mut suspects: Vec<Unbound> = flow.unbound().collect();
    suspects.retain(|unbound| {
        *may_miss.entry(unbound.variable).or_insert_with(|| is_ours_alone(snap, file, unbound.variable))
    });
    if suspects.is_empty() {
        return Vec::new();
    }
    suspects.sort_unstable_by_key(|unbound| unbound.start);
    let offsets: Vec<u32> = suspects.iter().map(|unbound| unbound.start).collect();
    let mut contexts = contexts(file, &offsets).into_iter();
    suspects.retain(|_| contexts.next().is_some_and(|context| !context.is_dead));
    let mut first_bindings: FxHashMap<SymbolId, Occurrence> = FxHashMap::default();
    for occurrence in file.graph.occurrences().filter(|occurrence| occurrence.role == Role::Bind) {
        first_bindings.entry(file.graph.variable(occurrence.symbol)).or_insert(occurrence);
    }
    let reflective = file.graph.reflective_blocks();
    let diagnostic = |unbound: &Unbound| {
        let used = occurrence(file, unbound.start)?;
        let binding = first_bindings.get(&unbound.variable);
        Some(match unbound.way {
            None => unbound_name(file, &used, unbound, binding),
            // `if "x" in locals()`
            Some(_) if reflective[file.graph.block_of(unbound.variable).0 as usize] => return None,
            Some(way) if !is_open(file, way) => return None,
            Some(way) => possibly_unbound(file, &used, unbound, way),
        })
    };
    suspects.iter().filter_map(diagnostic).collect()
}

/// Whether a variable has no value but what the file's own code binds: in a class body, the globals stand behind it, in a module the
/// built-ins, and what others bring.
fn is_ours_alone(snap: &Snapshot, file: &Checked<'_>, variable: SymbolId) -> bool {
    let graph = file.graph;
    match graph.block(graph.block_of(variable)).kind {
        BlockKind::Function => true,
        BlockKind::Module => {
            let name = graph.name(variable);
            !scope::is_builtin(name, file.python)
                && !scope::is_module_attribute(name)
                && !is_submodule(snap, file, name)
                && !graph.may_bind_any_name()
                && !graph.imports().iter().any(|import| import.imported == Imported::Star)
        }
        _ => false,
    }
}

/// Whether a way can be taken in the version at hand.
fn is_open(file: &Checked<'_>, way: Way) -> bool {
    let statement = file.syntax.tree.root_node().named_descendant(way.start as usize..way.end as usize);
    let truth = statement.field("condition").and_then(|condition| truth(condition, file.text, file.python));
    !matches!((way.kind, truth), (WayKind::True, Some(false)) | (WayKind::False, Some(true)))
}

fn unbound_name(file: &Checked<'_>, used: &Occurrence, unbound: &Unbound, binding: Option<&Occurrence>) -> Diagnostic {
    let graph = file.graph;
    let name = &file.text[used.span.range()];
    let owner = graph.block(graph.block_of(unbound.variable));
    let (message, related) = match unbound.deleted.and_then(|start| occurrence(file, start)) {
        Some(deleted) if deleted.role == Role::Delete => {
            let line = line(file, deleted.span.start);
            (format!("`{name}` is used after line {line} has deleted it"), (deleted, "deleted here"))
        }
        Some(caught) => {
            let line = line(file, caught.span.start);
            let message = format!("`{name}` is used after the `except` of line {line}, which deletes it at its end");
            (message, (caught, "bound here, until the end of the `except`"))
        }
        None => {
            // What only `del` names is local, too.
            let binding = *binding.unwrap_or(used);
            let line = line(file, binding.span.start);
            let message = match owner.kind {
                _ if binding.role == Role::Delete => format!("`{name}` is deleted, but nothing binds it"),
                BlockKind::Function => format!(
                    "local variable `{name}` is used before it is bound: it is local to all of `{}` because line {line} binds it",
                    owner.name
                ),
                _ => format!("`{name}` is used before it is bound: line {line} binds it only later"),
            };
            (message, (binding, "bound here"))
        }
    };
    with_related(file, Diagnostic::new(Code::UnboundName, used.span, message), related.0.span, related.1)
}

fn possibly_unbound(file: &Checked<'_>, used: &Occurrence, unbound: &Unbound, way: Way) -> Diagnostic {
    let name = &file.text[used.span.range()];
    let line = line(file, way.start);
    let mut words = file.text[way.start as usize..].split_whitespace().filter(|&word| word != "async");
    let statement = words.next().filter(|word| ["if", "elif", "for", "while", "with"].contains(word));
    let word = statement.unwrap_or("comprehension");
    let past = match way.kind {
        WayKind::Unknown => "on some way".to_owned(),
        WayKind::True => format!("when the `{word}` at line {line} is true"),
        WayKind::False => format!("when the `{word}` at line {line} is false"),
        WayKind::NoRound | WayKind::OtherRounds if (way.start..way.end).contains(&used.span.start) => {
            format!("in the first round of the `{word}` at line {line}")
        }
        WayKind::OtherRounds => format!("when no round of the `{word}` at line {line} binds it"),
        WayKind::NoRound => format!("when the `{word}` at line {line} runs no round"),
        WayKind::Exhausted => format!("when the `{word}` at line {line} ends without `break`"),
        WayKind::Break => format!("when the `break` at line {line} is taken"),
        WayKind::Early if word == "with" => format!("when the `with` at line {line} swallows an exception"),
        WayKind::Early => format!("when an exception leaves the `try` at line {line} early"),
        WayKind::Unharmed => format!("when no exception leaves the `try` at line {line} early"),
        WayKind::Handler => format!("when the `except` at line {line} runs"),
        WayKind::Case => format!("when the `case` at line {line} fits"),
        WayKind::NoCase => format!("when no `case` of the `match` at line {line} fits"),
        WayKind::Shortcut => format!("when the expression at line {line} leaves a part out"),
    };
    let state = if unbound.deleted.is_some() { "deleted" } else { "not bound" };
    let message = format!("`{name}` may be unbound: it is {state} {past}");
    let diagnostic = Diagnostic::new(Code::PossiblyUnbound, used.span, message);
    if way.kind == WayKind::Unknown {
        return diagnostic;
    }
    let decides = first_line(file, way);
    with_related(file, diagnostic, decides, "this decides")
}

// ---- replaced definitions

fn replaced(file: &Checked<'_>, flow: &Flow) -> Vec<Diagnostic> {
    let mut reflective = None;
    let diagnostic = |(old, new): (u32, u32)| {
        let (old, new) = (occurrence(file, old)?, occurrence(file, new)?);
        let block = file.graph.block_of(file.graph.variable(old.symbol));
        let reflective = reflective.get_or_insert_with(|| file.graph.reflective_blocks());
        if is_meant(file, &old, &new) || reflective[block.0 as usize] {
            return None;
        }
        let name = &file.text[old.span.range()];
        let message = format!("`{name}` is replaced at line {} before anything can use it", line(file, new.span.start));
        let diagnostic = Diagnostic::new(Code::ShadowedBeforeUse, old.span, message);
        Some(with_related(file, diagnostic, new.span, "replaced here"))
    };
    flow.replaced().filter_map(diagnostic).collect()
}

/// Whether a definition has a purpose though nothing uses its name: a decorator or the import itself has an effect.
fn is_meant(file: &Checked<'_>, old: &Occurrence, new: &Occurrence) -> bool {
    let graph = file.graph;
    let is_package = |occurrence: &Occurrence| match graph.binding(occurrence) {
        BindingKind::Import(number) => graph.imports()[number as usize].imported == Imported::Package,
        _ => false,
    };
    let is_decorated = graph.decorators(old.span.start).next().is_some();
    graph.name(old.symbol).text().starts_with('_') || is_decorated || is_package(old) && is_package(new)
}

// ---- places

fn occurrence(file: &Checked<'_>, start: u32) -> Option<Occurrence> {
    file.graph.occurrence_at(start).filter(|occurrence| occurrence.span.start == start)
}

/// The first line of the statement that decides.
fn first_line(file: &Checked<'_>, way: Way) -> Span {
    let statement = &file.text[way.start as usize..way.end as usize];
    let length = statement.lines().next().map_or(0, |line| line.trim_end().len());
    Span { start: way.start, end: way.start + length as u32 }
}

fn line(file: &Checked<'_>, offset: u32) -> u32 {
    file.lines.line(offset) + 1
}

fn with_related(file: &Checked<'_>, diagnostic: Diagnostic, span: Span, word: &str) -> Diagnostic {
    Diagnostic { related: vec![(Location { file: file.file, span }, word.to_owned())], ..diagnostic }
}
