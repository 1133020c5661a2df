//! Who else sees a variable, and which blocks on the way out can't or don't.

use super::{Here, words};
use crate::scope::{self, BlockId, BlockKind, Graph, Imported, Kind, Role};

/// Of a long way, this many blocks are shown at its beginning: deeper nesting is a machine's.
const MOST_BLOCKS: usize = 6;

/// What captures the variable; the way out, where it teaches something.
pub(super) fn facts(here: &Here<'_>) -> Vec<String> {
    let mut facts: Vec<String> = captured(here).into_iter().collect();
    facts.extend(class_cell(here));
    match way(here) {
        Some(way) => facts.push(way),
        None => facts.extend(passed_through(here)),
    }
    facts.extend(may_be_brought(here));
    facts
}

/// The inner blocks that use a cell.
fn captured(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    if graph.kind(here.occurrence.symbol) != Kind::Cell {
        return None;
    }
    let uses = |&block: &BlockId| {
        block != here.owner && graph.symbol_in(block, here.name).is_some_and(|s| graph.is_compiled(s))
    };
    let mut inner: Vec<BlockId> =
        graph.symbols_meaning(here.variable).map(|symbol| graph.block_of(symbol)).filter(uses).collect();
    inner.dedup();
    Some(format!("captured by {}", words::listed(inner.into_iter().map(|block| here.words(block)).collect())))
}

/// What `super()` reads without a word of it.
fn class_cell(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    if here.name.text() != "super" || graph.is_bound(here.variable) {
        return None;
    }
    let class = graph.symbols_of(here.block).find(|&s| graph.name(s).text() == "__class__")?;
    let class = graph.variable(class);
    graph.is_class_cell(class).then(|| {
        let class = here.words(graph.block_of(class));
        format!("without arguments it takes {class} from the cell `__class__` and the first parameter")
    })
}

/// The functions between a free variable's use and its owner.
fn passed_through(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    if graph.kind(here.occurrence.symbol) != Kind::Free {
        return None;
    }
    let between = graph.outwards(here.block).skip(1).take_while(|&block| block != here.owner);
    let between: Vec<String> = between.map(|block| here.words(block)).collect();
    (!between.is_empty()).then(|| format!("passed on by {}", words::listed(between)))
}

/// The environment from inside out as far as the variable's owner, a line for each block. Only where one of them binds the name
/// and is passed over all the same, or ends the way.
fn way(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    let looks_outwards = matches!(graph.kind(here.occurrence.symbol), Kind::Free | Kind::GlobalImplicit);
    let uses = !matches!(here.occurrence.role, Role::Export | Role::Unexport);
    if !looks_outwards || !uses || here.block == BlockId(0) || graph.is_class_cell(here.variable) {
        return None;
    }
    let mut steps = vec![format!("{} doesn't bind it", here.words(here.block))];
    let (mut teaches, mut inside) = (false, here.block);
    for block in graph.outwards(here.block).skip(1).take_while(|&block| block != here.owner) {
        let step = step(here, inside, block);
        teaches |= step.is_some();
        steps.push(format!("{} {}", here.words(block), step.as_deref().unwrap_or("doesn't bind it")));
        inside = block;
    }
    let more = steps.len().saturating_sub(MOST_BLOCKS);
    if more > 0 {
        steps.truncate(MOST_BLOCKS);
        steps.push(format!("{more} more blocks"));
    }
    let binds = graph.is_bound(here.variable);
    steps.push(format!("{} {}", here.words(here.owner), if binds { "binds it" } else { "doesn't bind it" }));
    if !binds && scope::is_builtin(here.name, here.snap.python_for(here.id)) {
        steps.push("the built-ins have it".to_owned());
    }
    teaches.then(|| format!("from inside out:\n  - {}", steps.join("\n  - ")))
}

/// Why a block on the way out that knows the name isn't its owner.
fn step(here: &Here<'_>, inside: BlockId, block: BlockId) -> Option<String> {
    let graph = here.graph();
    let symbol = graph.symbol_in(block, here.name).filter(|&symbol| graph.is_compiled(symbol))?;
    match graph.kind(symbol) {
        Kind::GlobalExplicit if graph.block(block).kind.is_function_like() => {
            Some("declares it `global`: the search goes on in the module (reference 4.2.2)".to_owned())
        }
        Kind::Local | Kind::Cell if graph.block(block).kind == BlockKind::Class => {
            Some(format!("binds it, but {} in it don't see class names (reference 4.2.2)", plural(graph, inside)))
        }
        // Beyond a `global`.
        Kind::Local | Kind::Cell => Some("binds it, but isn't asked any more".to_owned()),
        _ => None,
    }
}

fn plural(graph: &Graph, block: BlockId) -> &'static str {
    match graph.block(block).kind {
        BlockKind::Function => "functions",
        BlockKind::Class => "classes",
        BlockKind::Lambda => "lambdas",
        BlockKind::Comprehension => "comprehensions",
        _ => "blocks",
    }
}

/// The star imports that may bring a name which nothing binds.
fn may_be_brought(here: &Here<'_>) -> Option<String> {
    let graph = here.graph();
    let is_settled = graph.is_bound(here.variable) || scope::is_module_attribute(here.name);
    if graph.kind(here.occurrence.symbol) != Kind::GlobalImplicit || is_settled {
        return None;
    }
    let unknown = |path| here.snap.module(here.id, path, path.segments.len()).is_none();
    let stars = graph.imports().iter().filter(|import| import.imported == Imported::Star && unknown(&import.path));
    let lines: Vec<u32> = stars.map(|import| here.line(import.binding)).collect();
    (!lines.is_empty())
        .then(|| format!("`import *` in {}, of a module outside the workspace, may bring it", words::lines(lines)))
}
