//! Why a name is this block's: what binds it, what declares it, and what reaches this place.

use super::{Here, source, words};
use crate::ide::Location;
use crate::scope::flow::{self, Reaching};
use crate::scope::{self, BindingKind, BlockId, BlockKind, Imported, Kind, Occurrence, Role};

/// The bindings that reach a use.
pub(super) fn reaching(here: &Here<'_>) -> Option<(Reaching, Vec<Location>)> {
    if here.occurrence.role != Role::Use {
        return None;
    }
    let found = flow::reaching(here.syntax.tree.root_node(), &here.text, here.graph(), &here.occurrence)?;
    let binding = |&start: &u32| here.graph().occurrence_at(start).map(|o| Location { file: here.id, span: o.span });
    let locations = found.bindings.iter().filter_map(binding).collect();
    Some((found, locations))
}

/// The one binding that reaches a use.
pub(super) fn only(reaching: &Option<(Reaching, Vec<Location>)>) -> Option<Location> {
    match &reaching.as_ref()?.1[..] {
        [only] => Some(*only),
        _ => None,
    }
}

/// Facts about the occurrence and the bindings of its variable.
pub(super) fn facts(here: &Here<'_>, reaching: Option<&(Reaching, Vec<Location>)>) -> Vec<String> {
    let reaching = reaching.map(|reaching| &reaching.0);
    let facts = [declared(here), spelled(here), operation(here), lines(here, reaching)];
    facts.into_iter().flatten().chain(unbound(here, reaching)).collect()
}

fn occurrences<'h>(here: &'h Here<'_>) -> impl Iterator<Item = Occurrence> + 'h {
    here.graph().occurrences_of(here.variable)
}

/// The `global` or `nonlocal` statement that holds here.
fn declared(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    if !graph.is_declared(here.occurrence.symbol) {
        return only_under_global(here);
    }
    let symbol = here.occurrence.symbol;
    let statement = occurrences(here).find(|o| o.symbol == symbol && o.role == Role::Declare)?;
    let word = if graph.kind(symbol) == Kind::GlobalExplicit { "global" } else { "nonlocal" };
    Some(match statement.span == here.occurrence.span {
        true => format!("`{word}` holds for all of {}", here.words(here.block)),
        false => format!("declared `{word}` in line {}", here.line(statement.span.start)),
    })
}

/// Says so of a global that the module itself never binds.
fn only_under_global(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    let mut blocks: Vec<BlockId> =
        occurrences(here).filter(|o| o.role == Role::Bind).map(|o| graph.block_of(o.symbol)).collect();
    blocks.dedup();
    if here.owner != BlockId(0)
        || blocks.is_empty()
        || blocks.iter().any(|&block| !graph.block(block).kind.is_function_like())
    {
        return None;
    }
    Some(format!("bound only by {}, under `global`", words::listed(blocks.iter().map(|&b| here.words(b)).collect())))
}

/// A name that isn't stored as it is written.
fn spelled(here: &Here<'_>) -> Option<String> {
    let written = here.text.get(here.occurrence.span.range())?;
    if written == here.name.text() || here.occurrence.role.is_in_string() {
        return None;
    }
    Some(match here.graph().class_around(here.occurrence.span.start) {
        Some(class) if written.starts_with("__") => {
            format!("private to {}: its name at run time is `{}`", here.words(class), here.name)
        }
        _ => format!("Python reads it as `{}`: names are normalized (NFKC)", here.name),
    })
}

/// What this occurrence does, if that is more than binding or using.
fn operation(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    match here.occurrence.role {
        Role::Delete if here.owner == BlockId(0) && scope::is_builtin(here.name, here.snap.python_for(here.id)) => {
            Some("unbinds it: after this, the name means the built-in again".to_owned())
        }
        Role::Delete => {
            Some("unbinds it; to the compiler that is a binding operation, too (reference 4.2.1)".to_owned())
        }
        Role::Declare if is_global_statement(here) && here.block == BlockId(0) => {
            Some("`global` changes nothing here: the module's names are global".to_owned())
        }
        Role::Declare if !graph.is_declared(here.occurrence.symbol) && here.owner == here.block => {
            Some("no value here, but the annotation makes the name the block's (reference 7.2.2)".to_owned())
        }
        Role::Bind => match graph.binding(&here.occurrence) {
            BindingKind::Except => Some("deleted at the end of its `except` clause".to_owned()),
            BindingKind::Walrus if graph.block(here.block).kind == BlockKind::Comprehension => {
                Some("`:=` binds in the nearest block that is no comprehension (PEP 572)".to_owned())
            }
            BindingKind::For if graph.block(here.owner).kind == BlockKind::Comprehension => {
                Some(format!("ends with {}", words::plain_block(graph, here.owner)))
            }
            _ => None,
        },
        Role::Export => Some("listed in `__all__`: `import *` brings it".to_owned()),
        Role::Quoted => Some("in an annotation within a string, where the compiler sees no name".to_owned()),
        _ => None,
    }
}

fn is_global_statement(here: &Here<'_>) -> bool {
    let around = source::around(here.syntax.tree.root_node(), here.occurrence.span);
    around.iter().any(|node| node.kind() == "global_statement")
}

/// Where it is bound, if in several places, and which of them reach here.
fn lines(here: &Here<'_>, reaching: Option<&Reaching>) -> Option<String> {
    let bindings: Vec<u32> = occurrences(here).filter(|o| o.role == Role::Bind).map(|o| o.span.start).collect();
    let lines = |starts: &[u32]| words::lines(starts.iter().map(|&start| here.line(start)).collect());
    if bindings.len() < 2 {
        return None;
    }
    let bound = format!("bound in {}", lines(&bindings));
    Some(match reaching {
        Some(reaching) if !reaching.bindings.is_empty() && reaching.bindings.len() < bindings.len() => {
            let reach = if reaching.bindings.len() == 1 { "reaches" } else { "reach" };
            format!("{bound}, of which {} {reach} here", lines(&reaching.bindings))
        }
        _ => bound,
    })
}

/// Says so where no binding of a block's own variable can reach a use of it in the block: a binding anywhere in a block makes the name
/// the block's in all of it (reference, section 4.2.2). A class body and a module look further out then.
fn unbound(here: &Here<'_>, reaching: Option<&Reaching>) -> Vec<String> {
    let graph = here.graph();
    if !reaching.is_some_and(|reaching| reaching.unbound && reaching.bindings.is_empty()) {
        return Vec::new();
    }
    let in_function = graph.block(here.block).kind == BlockKind::Function;
    let has_star = || graph.imports().iter().any(|import| import.imported == Imported::Star);
    if !in_function && (scope::is_module_attribute(here.name) || has_star()) {
        // It may well be bound, though not by what the block says.
        return Vec::new();
    }
    let binds = |o: &Occurrence| matches!(o.role, Role::Bind | Role::Delete) && graph.block_of(o.symbol) == here.block;
    let Some(first) = occurrences(here).find(binds) else { return Vec::new() };
    let unbinds = |o: &Occurrence| o.role == Role::Delete || is_except(here, o);
    let was_bound = occurrences(here).any(|o| o.span.start < here.occurrence.span.start && unbinds(&o));
    let yet = if was_bound { "" } else { " yet" };
    let is_builtin = scope::is_builtin(here.name, here.snap.python_for(here.id));
    let of_module = graph.global(here.name).is_some_and(|global| graph.is_bound(global));
    match graph.block(here.block).kind {
        BlockKind::Class if of_module => {
            vec![format!("not bound{yet} here: Python takes the module's `{}`", here.name)]
        }
        BlockKind::Class | BlockKind::Module if is_builtin => {
            vec![format!("not bound{yet} here: Python takes the built-in")]
        }
        BlockKind::Class | BlockKind::Module => vec![format!("**not bound{yet}** here: `NameError`")],
        _ => vec![
            format!("**not bound{yet}** here: `UnboundLocalError`"),
            format!("line {} makes it local to all of the function (reference 4.2.2)", here.line(first.span.start)),
        ],
    }
}

fn is_except(here: &Here<'_>, occurrence: &Occurrence) -> bool {
    occurrence.role == Role::Bind && here.graph().binding(occurrence) == BindingKind::Except
}
