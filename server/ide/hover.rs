//! What a name is, and why: its kind, the block that owns it, where it is bound, the binding's own line and docstring.

use super::{At, Location, asked, place};
use crate::ide::definition;
use crate::link::{self, Entity, Variable};
use crate::scope::{self, BindingKind, BlockId, BlockKind, Graph, Kind, Occurrence, Role, Token, flow};
use crate::store::{ModuleFiles, Snapshot};
use crate::text::Span;

/// An answer to show beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The token that the answer is about.
    pub span: Span,
    /// The answer, in Markdown: the binding's line, the kind in one sentence, the docstring.
    pub markdown: String,
}

/// What the name at a place is; `None` where no name stands there.
pub fn hover(snap: &Snapshot, at: At) -> Option<Hover> {
    let (token, span, meaning) = asked(snap, at)?;
    let graph = snap.graph(at.file)?;
    let sentence = match (&token, &meaning) {
        (Token::Occurrence(occurrence), _) => kind_sentence(snap, at, &graph, occurrence, meaning.as_ref()),
        (_, Some(Entity::Module(module))) => module_sentence(snap, module),
        (Token::Member(member), Some(Entity::Variable(variable))) => {
            member_sentence(snap, member.name.text(), *variable)
        }
        (Token::Label(label), Some(_)) => format!("**parameter** `{}`, named by a keyword of this call", label.name),
        (Token::Imported(_), Some(Entity::Variable(variable))) => {
            format!("**global** of {}", file_name(snap, *variable))
        }
        (Token::Member(member), None) => {
            format!("**attribute** `{}` of a value: what it is can't be told from names alone", member.name)
        }
        (Token::Label(label), None) => {
            format!("**keyword** `{}` of a call whose callee can't be told from names alone", label.name)
        }
        (_, None) => "**import** that can't be found in the workspace".to_owned(),
        (_, Some(_)) => String::new(),
    };
    let origin = meaning.and_then(|meaning| link::origins(snap, meaning).into_iter().next());
    let mut markdown = String::new();
    let (line, docstring) = origin.and_then(|origin| source_lines(snap, &origin)).unwrap_or_default();
    if !line.is_empty() {
        markdown += &format!("```python\n{line}\n```\n");
    }
    markdown += &sentence;
    if !docstring.is_empty() {
        markdown += &format!("\n\n---\n\n{docstring}");
    }
    Some(Hover { span, markdown })
}

// ---- the kind, in words

fn kind_sentence(snap: &Snapshot, at: At, graph: &Graph, occurrence: &Occurrence, meaning: Option<&Entity>) -> String {
    let variable = graph.variable(occurrence.symbol);
    let name = graph.name(variable);
    let block = graph.block_of(occurrence.symbol);
    let owner = graph.block_of(variable);
    let owned = || describe(snap, at, graph, owner);
    let what = binding_word(graph, variable);
    let why = match graph.kind(occurrence.symbol) {
        Kind::GlobalImplicit if graph.is_bound(variable) && block != owner => {
            format!("; {} uses it, and no function around binds the name", describe(snap, at, graph, block))
        }
        _ => String::new(),
    };
    let mut sentence = match graph.kind(occurrence.symbol) {
        Kind::Local => format!("**local** {what} of {}", owned()),
        Kind::Cell => format!("**cell** {what} of {}: {}", owned(), capturers(snap, at, graph, variable)),
        Kind::Free if graph.is_class_cell(variable) => {
            format!("**free**: the {}, as its methods see it", owned())
        }
        Kind::Free => format!("**free**: a {what} of {}", owned()),
        Kind::Global => format!("**global** {what} of this module"),
        Kind::GlobalExplicit if graph.is_bound(variable) => {
            format!("**global** {what} of this module, by a `global` statement")
        }
        Kind::GlobalExplicit => "**global**, by a `global` statement, though the module never binds it".to_owned(),
        Kind::Class => format!("{what} of {}, **local** to the class and visible from this annotation scope", owned()),
        Kind::Ignored if occurrence.role == Role::Slot => {
            format!("**attribute** of {}, named by its `__slots__`", owned())
        }
        Kind::Ignored if occurrence.role.is_in_string() => {
            "**unresolved**: listed in `__all__`, but the module doesn't bind it".to_owned()
        }
        Kind::Ignored => "annotated in brackets: the compiler makes **no variable** of it".to_owned(),
        Kind::GlobalImplicit if graph.is_bound(variable) => format!("**global** {what} of this module"),
        Kind::GlobalImplicit => match meaning.and_then(Entity::variable) {
            Some(other) if other.file != at.file => {
                format!("**global** of {}, brought here by `import *`", file_name(snap, other))
            }
            _ if scope::is_builtin(name, snap.python_for(at.file)) => {
                "**built-in**: no block around this place binds it, nor does the module".to_owned()
            }
            _ if scope::is_module_attribute(name) => "**global** that every module has from its start".to_owned(),
            _ => "**unresolved**: bound neither here, nor in the module, nor a built-in".to_owned(),
        },
    };
    if graph.is_imported(variable)
        && let Some(origin) = meaning.cloned().and_then(|meaning| link::origins(snap, meaning).into_iter().next())
        && origin.variable() != Some(Variable { file: at.file, symbol: variable })
    {
        let from = match &origin {
            Entity::Variable(origin) => format!("{} of {}", global_word(snap, *origin), file_name(snap, *origin)),
            Entity::Module(module) => module_sentence(snap, module),
        };
        sentence += &format!(", imported: {from}");
    } else if graph.is_imported(variable) && !graph.is_defined(variable) {
        sentence += ", imported from a module that isn't in the workspace";
    }
    sentence + &why + &not_yet_bound(snap, at, graph, occurrence).unwrap_or_default()
}

/// Says so where no binding of a block's own variable can reach a use of it in the block: a binding anywhere in a block makes the name
/// the block's in all of it (reference, section 4.2.2). A class body looks further out then.
fn not_yet_bound(snap: &Snapshot, at: At, graph: &Graph, occurrence: &Occurrence) -> Option<String> {
    let block = graph.block(graph.block_of(occurrence.symbol)).kind;
    let name = graph.name(occurrence.symbol);
    let found_elsewhere =
        block == BlockKind::Class || block == BlockKind::Module && scope::is_builtin(name, snap.python_for(at.file));
    if occurrence.role != Role::Use || found_elsewhere {
        return None;
    }
    let reaching = flow::reaching(snap.syntax(at.file)?.tree.root_node(), graph, occurrence)?;
    let first = graph.occurrences_of(graph.variable(occurrence.symbol)).find(|o| o.role == Role::Bind)?;
    let line = snap.file(at.file)?.lines.line(first.span.start) + 1;
    let error = if block == BlockKind::Module { "NameError" } else { "UnboundLocalError" };
    let nothing_reaches = reaching.unbound && reaching.bindings.is_empty();
    nothing_reaches.then(|| format!("; **not bound yet** here, as line {line} binds it only later: `{error}`"))
}

/// What binds the variable, in a word.
fn binding_word(graph: &Graph, variable: scope::SymbolId) -> &'static str {
    let first = graph.occurrences_of(variable).find(|occurrence| occurrence.role == Role::Bind);
    match first.map(|first| graph.binding(&first)) {
        Some(BindingKind::Function(_)) => "function",
        Some(BindingKind::Class(_)) => "class",
        Some(BindingKind::Parameter(_)) => "parameter",
        Some(BindingKind::TypeParameter) => "type parameter",
        Some(BindingKind::TypeAlias) => "type alias",
        Some(BindingKind::Import(_)) => "name",
        _ => "variable",
    }
}

fn global_word(snap: &Snapshot, variable: Variable) -> &'static str {
    snap.graph(variable.file).map_or("variable", |graph| binding_word(&graph, variable.symbol))
}

fn member_sentence(snap: &Snapshot, name: &str, variable: Variable) -> String {
    let Some(graph) = snap.graph(variable.file) else { return String::new() };
    let owner = graph.block_of(variable.symbol);
    let what = binding_word(&graph, variable.symbol);
    match graph.block(owner).kind {
        BlockKind::Class => format!("**attribute**: {what} `{name}` of class `{}`", graph.block(owner).name),
        _ => format!("**attribute**: global {what} `{name}` of {}", file_name(snap, variable)),
    }
}

fn module_sentence(snap: &Snapshot, module: &ModuleFiles) -> String {
    let what = if module.folders().is_empty() { "module" } else { "package" };
    match module.file() {
        Some(file) => match snap.dotted_name(file) {
            Some(name) => format!("**{what}** `{name}`"),
            None => format!("**{what}** {}", snap.shown_path(file).display()),
        },
        None => "**namespace package**".to_owned(),
    }
}

fn file_name(snap: &Snapshot, variable: Variable) -> String {
    match snap.dotted_name(variable.file) {
        Some(name) => format!("module `{name}`"),
        None => format!("`{}`", snap.shown_path(variable.file).display()),
    }
}

fn describe(snap: &Snapshot, at: At, graph: &Graph, id: BlockId) -> String {
    let block = graph.block(id);
    let line = || {
        let file = snap.file(at.file)?;
        Some(file.lines.line(block.span.start) + 1)
    };
    let line = line().map(|line| format!(" (line {line})")).unwrap_or_default();
    match block.kind {
        BlockKind::Module => "the module".to_owned(),
        BlockKind::Function => format!("function `{}`{line}", block.name),
        BlockKind::Class => format!("class `{}`{line}", block.name),
        BlockKind::Lambda => format!("the lambda{line}"),
        BlockKind::Comprehension => format!("the comprehension{line}"),
        BlockKind::TypeParameters => format!("the type parameters of `{}`{line}", block.name),
        BlockKind::TypeAlias => format!("the type alias `{}`{line}", block.name),
        BlockKind::TypeVariable => format!("the type parameter `{}`{line}", block.name),
        BlockKind::Annotation => format!("the annotations{line}"),
    }
}

fn capturers(snap: &Snapshot, at: At, graph: &Graph, variable: scope::SymbolId) -> String {
    let owner = graph.block_of(variable);
    let mut inner: Vec<_> = graph.seers(variable).filter(|&block| block != owner).collect();
    inner.dedup();
    let shown: Vec<_> = inner.iter().take(3).map(|&block| describe(snap, at, graph, block)).collect();
    let more = if inner.len() > 3 { format!(" and {} more", inner.len() - 3) } else { String::new() };
    format!("{}{more} captures it", shown.join(", "))
}

// ---- the binding's line and docstring

/// The line that binds an entity, with its place, and its docstring.
fn source_lines(snap: &Snapshot, origin: &Entity) -> Option<(String, String)> {
    match origin {
        Entity::Variable(variable) => {
            let location = definition::bindings_of(snap, *variable).into_iter().next()?;
            let file = snap.file(location.file)?;
            let text = snap.text(location.file)?;
            let line = file.lines.line_span(file.lines.line(location.span.start))?;
            let shown = text.get(line.range())?.trim();
            let graph = &file.graph;
            let block = match graph.only_definition(variable.symbol) {
                Some(BindingKind::Function(block) | BindingKind::Class(block)) => Some(block),
                _ => None,
            };
            let docstring = block.and_then(|block| docstring_in(&text[graph.block(block).span.range()], true));
            let place = place(snap, Location { file: location.file, span: location.span });
            Some((format!("{shown}  # {place}"), docstring.unwrap_or_default()))
        }
        Entity::Module(module) => {
            let text = snap.text(module.file()?)?;
            Some((String::new(), docstring_in(&text, false).unwrap_or_default()))
        }
    }
}

/// The docstring of a `def`, class or module, cleaned as `inspect.cleandoc` does: from the parsed text of that piece alone.
fn docstring_in(text: &str, has_header: bool) -> Option<String> {
    let syntax = crate::syntax::parse(text);
    let root = syntax.tree.root_node();
    let body = if has_header { root.named_child(0)?.child_by_field_name("body")? } else { root };
    let first = body.named_children(&mut body.walk()).find(|child| child.kind() != "comment")?;
    let string =
        first.named_child(0).filter(|child| first.kind() == "expression_statement" && child.kind() == "string")?;
    let start = string.named_child(0)?.end_byte();
    let end = string.named_child(string.named_child_count().checked_sub(1)?)?.start_byte();
    Some(cleaned(text.get(start..end)?))
}

fn cleaned(docstring: &str) -> String {
    let margin = |line: &str| line.len() - line.trim_start().len();
    let rest = docstring.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest.map(margin).min().unwrap_or(0);
    let mut lines: Vec<&str> = docstring.lines().map(str::trim_end).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        *line = if number == 0 { line.trim_start() } else { line.get(indent..).unwrap_or("") };
    }
    lines.join("\n").trim().to_owned()
}
