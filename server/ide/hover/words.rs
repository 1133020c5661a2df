//! Blocks, entities and lines in words.

use crate::link::{Entity, Variable};
use crate::scope::{BindingKind, BlockId, BlockKind, Graph, Import, Imported, ModulePath, Role, SymbolId};
use crate::store::{File, FileId, ModuleFiles, Snapshot};

/// Of a longer list, this many are shown: a hover is small.
const MOST_SHOWN: usize = 4;

/// The line of an offset, from 1.
pub(in crate::ide) fn line(file: &File, offset: u32) -> u32 {
    file.lines.line(offset) + 1
}

/// A block with its line.
pub(in crate::ide) fn block(file: &File, id: BlockId) -> String {
    match file.graph.block(id).kind {
        BlockKind::Module => "the module".to_owned(),
        _ => format!("{} (line {})", plain_block(&file.graph, id), line(file, file.graph.block(id).span.start)),
    }
}

/// A block.
pub(super) fn plain_block(graph: &Graph, id: BlockId) -> String {
    let block = graph.block(id);
    let name = block.name;
    match block.kind {
        BlockKind::Module => "the module".to_owned(),
        BlockKind::Function if is_method(graph, id) => format!("method `{name}`"),
        BlockKind::Function => format!("function `{name}`"),
        BlockKind::Class => format!("class `{name}`"),
        BlockKind::Lambda => "the lambda".to_owned(),
        BlockKind::Comprehension if name.text() == "<genexpr>" => "the generator expression".to_owned(),
        BlockKind::Comprehension => "the comprehension".to_owned(),
        BlockKind::TypeParameters => format!("the type parameters of `{name}`"),
        BlockKind::TypeAlias => format!("the type alias `{name}`"),
        BlockKind::TypeVariable => format!("the bound or default of `{name}`"),
        BlockKind::Annotation => "the annotations".to_owned(),
    }
}

/// A block in plain text.
pub(in crate::ide) fn bare_block(graph: &Graph, id: BlockId) -> String {
    plain_block(graph, id).replace('`', "")
}

fn is_method(graph: &Graph, function: BlockId) -> bool {
    let mut around = graph.outwards(function).skip(1).map(|id| graph.block(id).kind);
    around.find(|kind| !kind.is_annotation_scope()) == Some(BlockKind::Class)
}

/// A function with its class or module.
pub(super) fn function(snap: &Snapshot, id: FileId, function: BlockId) -> String {
    let Some(graph) = snap.graph(id) else { return String::new() };
    let own = plain_block(&graph, function);
    match is_method(&graph, function) {
        true => format!("{own} of {}", plain_block(&graph, graph.block(function).parent)),
        false => own,
    }
}

/// `a, b and c`; of many, the first and how many more.
pub(in crate::ide) fn listed(mut items: Vec<String>) -> String {
    let more = items.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        items.truncate(MOST_SHOWN);
        items.push(format!("{more} more"));
    }
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => format!("{} and {last}", items.join(", ")),
        None => String::new(),
    }
}

/// `line 3`, `lines 3 and 5`, of sorted lines.
pub(super) fn lines(mut lines: Vec<u32>) -> String {
    lines.dedup();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("{word} {}", listed(lines.iter().map(u32::to_string).collect()))
}

/// What binds the variable, in a word.
pub(super) fn binding(graph: &Graph, variable: SymbolId) -> &'static str {
    let in_class = graph.block(graph.block_of(variable)).kind == BlockKind::Class;
    let first = graph.occurrences_of(variable).find(|occurrence| occurrence.role == Role::Bind);
    match first.map(|first| graph.binding(&first)) {
        Some(BindingKind::Function(_)) if in_class => "method",
        Some(BindingKind::Function(_)) => "function",
        Some(BindingKind::Class(_)) => "class",
        Some(BindingKind::Parameter(_)) => "parameter",
        Some(BindingKind::TypeParameter) => "type parameter",
        Some(BindingKind::TypeAlias) => "type alias",
        Some(BindingKind::Import(_)) => "import",
        _ if in_class => "attribute",
        _ => "variable",
    }
}

/// What an entity is, in a word, and the rest of the phrase: `function`, `` `f` of module `a` ``.
pub(super) fn entity(snap: &Snapshot, entity: &Entity) -> (&'static str, String) {
    match entity {
        Entity::Module(module) => self::module(snap, module),
        Entity::Either(entities) => {
            entities.first().map_or(("variable", String::new()), |first| self::entity(snap, first))
        }
        Entity::Variable(variable) => {
            let Some(file) = snap.file(variable.file) else { return ("variable", String::new()) };
            let graph = &file.graph;
            let owner = graph.block_of(variable.symbol);
            if graph.is_of_instances(variable.symbol) {
                return ("attribute", format!("of instances of {}", block(&file, owner)));
            }
            let of = match graph.block(owner).kind {
                BlockKind::Module => file_name(snap, *variable),
                BlockKind::Function => function(snap, variable.file, owner),
                _ => plain_block(graph, owner),
            };
            (binding(graph, variable.symbol), format!("`{}` of {of}", graph.name(variable.symbol)))
        }
    }
}

fn module(snap: &Snapshot, module: &ModuleFiles) -> (&'static str, String) {
    let what = if module.folders().is_empty() { "module" } else { "package" };
    match module.file() {
        Some(file) => match snap.dotted_name(file) {
            Some(name) => (what, format!("`{name}`")),
            None => (what, format!("`{}`", snap.shown_path(file).display())),
        },
        None => ("namespace package", "without a file of its own".to_owned()),
    }
}

/// The module of a variable's file.
pub(super) fn file_name(snap: &Snapshot, variable: Variable) -> String {
    match snap.dotted_name(variable.file) {
        Some(name) => format!("module `{name}`"),
        None => format!("`{}`", snap.shown_path(variable.file).display()),
    }
}

/// The module of an import, as written.
pub(super) fn path(path: &ModulePath) -> String {
    segments(path, path.segments.len())
}

/// The first segments of an import's module, as written.
pub(super) fn segments(path: &ModulePath, n: usize) -> String {
    let names: Vec<&str> = path.segments[..n].iter().map(|segment| segment.1.text()).collect();
    ".".repeat(path.level as usize) + &names.join(".")
}

/// What an import takes whose target can't be found, and why.
pub(super) fn missing(snap: &Snapshot, file: FileId, import: &Import) -> String {
    let path = &import.path;
    let module = match import.imported {
        Imported::Package => segments(path, 1.min(path.segments.len())),
        _ => self::path(path),
    };
    match import.imported {
        Imported::Name(_, name) if snap.module(file, path, path.segments.len()).is_some() => {
            format!("`{name}` of module `{module}`: nothing in its text binds it")
        }
        Imported::Name(_, name) => format!("`{name}` of module `{module}`, which isn't in the workspace"),
        _ => format!("module `{module}`, which isn't in the workspace"),
    }
}
