//! The namespaces of running code: what a call, a class body or a comprehension keeps its names in, for how long, and what `globals()`,
//! `locals()`, `exec` and their like read and write where they stand. What is said here is checked by running it:
//! `tests/oracle/SEMANTICS.md`, section 9.

use super::source::{self, Source};
use super::{Here, Hover, Page, words};
use crate::ide::At;
use crate::link::{self, Entity};
use crate::scope::opcode::Opcodes;
use crate::scope::{self, BindingKind, BlockId, BlockKind, Exports, Graph, Imported, Namespace, Role};
use crate::store::{File, Snapshot};
use crate::text::Span;

/// Of a function, what its calls keep; of a class, what its body fills; of a built-in that deals in namespaces, which.
pub(super) fn facts(here: &Here<'_>, source: &Source) -> Vec<String> {
    let graph = here.graph();
    if !graph.is_bound(here.variable) && scope::is_builtin(here.name, here.snap.python_for(here.id)) {
        return of_builtin(here);
    }
    let binding = (here.occurrence.role == Role::Bind).then(|| graph.binding(&here.occurrence));
    match (source.call, binding) {
        (Some(Namespace::Call), Some(BindingKind::Function(_))) => vec![of_call(Namespace::Call).to_owned()],
        (None | Some(Namespace::Call), Some(BindingKind::Class(_))) => vec![OF_CLASS.to_owned()],
        _ => source.call.and_then(of_use).map(str::to_owned).into_iter().collect(),
    }
}

pub(super) const OF_CLASS: &str = "its body runs once; the names that it binds become attributes";
pub(super) const OF_LAMBDA: &str = "each call has its own namespace, dropped when it returns";

/// [`of_call`] where a function is used: who calls a generator needs to know that it is one.
pub(super) fn of_use(call: Namespace) -> Option<&'static str> {
    (call != Namespace::Call).then(|| of_call(call))
}

/// How long a call's namespace lives.
pub(super) fn of_call(call: Namespace) -> &'static str {
    match call {
        Namespace::Generator => "a generator: each call keeps its namespace while it is suspended in a `yield`",
        Namespace::Coroutine => "a coroutine: each call keeps its namespace while it is suspended in an `await`",
        Namespace::AsyncGenerator => {
            "an async generator: each call keeps its namespace while it is suspended in a `yield` or `await`"
        }
        _ => "each call has its own namespace, dropped when it returns",
    }
}

// ---- built-ins

/// Whose variables code at a place has: those of the frame that it runs in.
enum Frame {
    Module,
    Class(String),
    Function(String),
    /// A comprehension that runs in the frame of a module or class body (PEP 709).
    Inlined(String),
    /// The same, of a function.
    InlinedInFunction(String),
}

fn frame(here: &Here<'_>) -> Frame {
    let graph = here.graph();
    let host = Opcodes::new(graph, here.snap.python_for(here.id)).host(here.block);
    let words = here.words(host);
    match (graph.block(host).kind, host == here.block) {
        (BlockKind::Module, true) => Frame::Module,
        (BlockKind::Class, true) => Frame::Class(words),
        (BlockKind::Module, false) | (BlockKind::Class, false) => Frame::Inlined(words),
        (_, true) => Frame::Function(words),
        (_, false) => Frame::InlinedInFunction(words),
    }
}

fn of_builtin(here: &Here<'_>) -> Vec<String> {
    let frame = frame(here);
    let arguments = arguments(here);
    let with_argument = arguments.is_some_and(|n| n > 0);
    let (what, writing) = locals(here, &frame);
    let fact = match here.name.text() {
        "globals" => "this module's namespace itself: writing to it binds globals".to_owned(),
        "locals" => format!("{what}: {writing}"),
        "vars" if with_argument => return vec!["with an argument, the `__dict__` of that".to_owned()],
        "vars" => format!("without an argument, `locals()`, {what}: {writing}"),
        "dir" if with_argument => return vec!["with an argument, the attributes of that".to_owned()],
        "dir" => return vec![format!("without an argument, the names in `locals()`, {what}")],
        "exec" | "eval" if arguments.is_some_and(|n| n > 1) => {
            return vec![
                "the code runs in the namespaces that are passed; one alone is both globals and locals".to_owned(),
            ];
        }
        "exec" => return executed(here, &frame),
        "eval" => return executed(here, &frame).into_iter().take(1).collect(),
        "compile" => return vec!["only compiles: no namespace is read or written until the code runs".to_owned()],
        _ => return Vec::new(),
    };
    vec![fact, globals_is_locals(&frame)]
}

/// What `locals()` is in a frame, and what writing to it does. Functions: PEP 667 since 3.13. Inlined comprehensions: PEP 709 since
/// 3.12.
fn locals(here: &Here<'_>, frame: &Frame) -> (String, &'static str) {
    let snapshots = here.snap.python_for(here.id).locals_are_snapshots();
    let what = match frame {
        Frame::Module => return ("this module's namespace itself".to_owned(), "writing to it binds globals"),
        Frame::Class(class) => return (format!("the namespace of {class} itself"), "writing to it binds attributes"),
        Frame::Function(block) if snapshots => format!("a new snapshot (PEP 667) of the variables of {block}"),
        Frame::Function(block) => format!("a copy of the variables of {block}, the same dict each time"),
        Frame::InlinedInFunction(block) => {
            format!("a copy of the variables of {block} and of the comprehension in it (PEP 709)")
        }
        Frame::Inlined(_) if snapshots => "a snapshot of the comprehension's own variables".to_owned(),
        Frame::Inlined(block) => format!("a copy of the names of {block} and of the comprehension in it (PEP 709)"),
    };
    (what, "writing to it binds nothing")
}

fn globals_is_locals(frame: &Frame) -> String {
    let why = match frame {
        Frame::Module => return "`globals() is locals()` is true here: a module has one namespace".to_owned(),
        Frame::Class(_) => "a class body has its own, unless the metaclass's `__prepare__` returns `globals()`",
        _ => "local variables are no globals",
    };
    format!("`globals() is locals()` is false here: {why}")
}

/// Where code given to `exec` or `eval` alone looks names up, then where it binds them.
fn executed(here: &Here<'_>, frame: &Frame) -> Vec<String> {
    let (looks, binds) = match frame {
        Frame::Module => ("the code runs in this module's namespace".to_owned(), "what it binds is global"),
        Frame::Class(class) => {
            (format!("the code runs in the namespace of {class}"), "what it binds becomes an attribute")
        }
        Frame::Function(block) | Frame::InlinedInFunction(block) => (
            format!("the code sees the globals, and the variables that {block} itself mentions"),
            match here.snap.python_for(here.id).locals_are_snapshots() {
                true => "what it binds is lost with the snapshot that it runs in (PEP 667)",
                false => "what it binds is seen in `locals()` alone: it changes no variable",
            },
        ),
        Frame::Inlined(_) => (
            "the code sees the globals and the comprehension's variables".to_owned(),
            "what it binds is lost with the dict that it runs in (PEP 709)",
        ),
    };
    vec![looks, binds.to_owned()]
}

/// How many arguments the name is called with; `None` where it isn't called.
fn arguments(here: &Here<'_>) -> Option<usize> {
    let around = source::around(here.syntax.tree.root_node(), here.occurrence.span);
    let [.., call, _] = around[..] else { return None };
    let arguments = call.field("arguments").filter(|_| call.kind() == "call")?;
    let is_argument = |node: &crate::syntax::Node<'_>| node.kind() != "comment";
    Some(arguments.named_children().filter(is_argument).count())
}

// ---- import *

/// What a star import at a place brings.
pub(super) fn star(snap: &Snapshot, at: At, file: &File) -> Option<Hover> {
    let is_here = |start: u32| Span { start, end: start + 1 }.touches(at.offset);
    let stars = file.graph.imports().iter().filter(|import| import.imported == Imported::Star);
    let import = stars.into_iter().find(|import| is_here(import.binding))?;
    let path = words::path(&import.path);
    let module = snap.module(at.file, &import.path, import.path.segments.len());
    let fact = match module.and_then(|module| snap.graph(module.file()?)) {
        None => format!("`{path}` isn't in the workspace: any name that nothing else binds may come from it"),
        Some(graph) => public_names(&graph, &path),
    };
    let page = Page {
        headline: "**star import**: binds names in this module's namespace, when it runs".to_owned(),
        facts: vec![fact],
        source: Source::default(),
    };
    Some(Hover { span: Span { start: import.binding, end: import.binding + 1 }, markdown: page.markdown() })
}

/// The names that a module binds and a star import brings, and what decides.
fn public_names(graph: &Graph, path: &str) -> String {
    let bound = graph.symbols_of(BlockId(0)).filter(|&symbol| graph.is_bound(symbol)).map(|symbol| graph.name(symbol));
    let mut names: Vec<_> =
        bound.filter(|&name| link::is_public(graph, name)).map(|name| format!("`{name}`")).collect();
    names.sort_unstable();
    let which = match graph.exports() {
        Exports::Implicit => format!("those without a leading underscore, as `{path}` has no `__all__`"),
        Exports::Listed => format!("those in `{path}.__all__`"),
        Exports::Computed => format!("those in `{path}.__all__`, which is computed"),
    };
    if names.is_empty() { which } else { format!("{which}: {}", words::listed(names)) }
}

/// Where methods assign an attribute of their instance.
pub(super) fn assigned(snap: &Snapshot, origin: &Entity) -> Option<String> {
    let variable = origin.variable()?;
    let file = snap.file(variable.file).filter(|file| file.graph.is_of_instances(variable.symbol))?;
    let lines = file.graph.assigned(variable.symbol).map(|member| words::line(&file, member.start));
    Some(format!("assigned in {}", words::lines(lines.collect())))
}
