//! A local variable of a function that was meant to be the one of the same name further out: declared `nonlocal` or `global`.

use super::{Action, ActionKind, Code, Diagnostic, Source, proof};
use crate::name::Name;
use crate::scope::{BlockId, BlockKind, Graph, Occurrence, SymbolId};
use crate::syntax::{self, Node};
use crate::text::{Edit, Span};

/// Adds the declaration at the head of the function's body.
pub(super) fn declared(source: &Source<'_>, occurrence: &Occurrence, found: &[&Diagnostic]) -> Option<Action> {
    let graph = source.graph();
    let local = graph.variable(occurrence.symbol);
    let block = graph.block_of(local);
    let is_candidate =
        graph.block(block).kind == BlockKind::Function && graph.is_bound(local) && !graph.is_parameter(local);
    // `:=` in a comprehension binds for the function.
    let is_function = |&block: &BlockId| graph.block(block).kind != BlockKind::Comprehension;
    let is_own = graph.outwards(graph.block_of(occurrence.symbol)).find(is_function) == Some(block);
    let outer = hidden(graph, local).filter(|_| is_candidate && is_own)?;
    let (owner, binding) = (graph.block_of(outer), source.first_binding(occurrence)?);
    let spelled = source.spelled(binding.span);
    let (keyword, whose) = match owner.0 {
        0 => ("global", "the module's variable".to_owned()),
        _ => ("nonlocal", format!("the variable of `{}`", graph.block(owner).name)),
    };
    let edit = declaration(source, block, binding.span, keyword, spelled)?;
    let plan = source.proven(&[edit], proof::Meant::Merged(local, outer));
    let unbound = |found: &&&Diagnostic| matches!(found.code, Code::UnboundName | Code::PossiblyUnbound);
    let fixes: Vec<Diagnostic> = found.iter().filter(unbound).map(|&found| found.clone()).collect();
    let is_preferred = fixes.iter().any(|found| found.code == Code::UnboundName);
    let kind = if fixes.is_empty() { ActionKind::Rewrite } else { ActionKind::QuickFix };
    Some(Action { title: format!("Add `{keyword} {spelled}`: make it {whose}"), kind, fixes, is_preferred, plan })
}

/// The variable that a function's variable hides from it: the one of its name that is bound nearest on the way out.
pub(super) fn hidden(graph: &Graph, local: SymbolId) -> Option<SymbolId> {
    let name: Name = graph.name(local);
    let mut outer = graph.outwards(graph.block_of(local)).skip(1);
    let seen = |block: &BlockId| block.0 == 0 || graph.block(*block).kind.is_function_like();
    let symbol = outer.by_ref().filter(seen).find_map(|block| graph.symbol_in(block, name))?;
    Some(graph.variable(symbol)).filter(|&variable| graph.is_bound(variable) && variable != local)
}

/// The edit that declares a name: in a statement at the head of the body that declares others, else in one of its own.
fn declaration(source: &Source<'_>, block: BlockId, binding: Span, keyword: &str, name: &str) -> Option<Edit> {
    let body = body(source, source.graph().block(block).span, binding)?;
    let parts = syntax::parts(body);
    let is_docstring = |part: &Node<'_>| {
        let value = syntax::first_part(*part).filter(|_| part.kind() == "expression_statement");
        value.is_some_and(|value| matches!(value.kind(), "string" | "concatenated_string"))
    };
    let behind_docstring = usize::from(parts.first().is_some_and(is_docstring));
    let declares = |part: &&Node<'_>| matches!(part.kind(), "global_statement" | "nonlocal_statement");
    let mut heads = parts[behind_docstring..].iter().take_while(declares);
    if let Some(same) = heads.find(|head| head.kind() == format!("{keyword}_statement")) {
        let end = syntax::last_part(*same)?.end_byte() as u32;
        return Some(Edit { span: Span::new(end, end), text: format!(", {name}") });
    }
    let first = parts.get(behind_docstring)?.start_byte() as u32;
    let above = match behind_docstring {
        0 => body.prev_sibling()?.end_byte(),
        _ => parts[0].end_byte(),
    };
    let (lines, text) = (&source.parsed.file.lines, source.text());
    let line_start = |line: u32| lines.line_span(line).map_or(first, |span| span.start);
    let mut line = lines.line(first);
    let indent = &text[line_start(line) as usize..first as usize];
    if !indent.trim().is_empty() {
        return Some(Edit { span: Span::new(first, first), text: format!("{keyword} {name}; ") });
    }
    // Comments stay with what they stand above.
    let is_comment = |line: u32| {
        let span = lines.line_span(line).filter(|span| span.start as usize > above);
        span.is_some_and(|span| text[span.range()].trim_start().starts_with('#'))
    };
    while line > 0 && is_comment(line - 1) {
        line -= 1;
    }
    let at = line_start(line);
    let newline = if text[..at as usize].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(Edit { span: Span::new(at, at), text: format!("{indent}{keyword} {name}{newline}") })
}

/// The body of the function that a block is, in which something is bound.
fn body<'s>(source: &'s Source<'_>, block: Span, binding: Span) -> Option<Node<'s>> {
    let token = source.root().named_descendant(binding.range());
    let around = std::iter::successors(Some(token), |node| node.parent());
    let is_it = |node: &Node<'_>| {
        node.kind() == "function_definition"
            && (node.start_byte()..=node.end_byte()).contains(&(block.start as usize))
            && node.field("body").is_some_and(|body| body.start_byte() > block.start as usize)
    };
    let of_function = |node: Node<'s>| node.field("body").filter(|body| body.start_byte() <= binding.start as usize);
    around.filter(is_it).find_map(of_function)
}
