//! Local variables that nothing uses: taken away with what binds them, but for what has an effect; or, where a binding must stay, marked by a
//! leading underscore.

use super::{Action, ActionKind, At, Cancel, Cancelled, Diagnostic, Source, plan_of_rename, proof, removal};
use crate::scope::{BindingKind, BlockKind, Occurrence, Role};
use crate::syntax::{self, Node};
use crate::text::{Edit, Span};

/// Takes all bindings of a variable away. What is evaluated for them and may have an effect stays.
pub(super) fn removed(source: &Source<'_>, unused: &Diagnostic) -> Option<Action> {
    let graph = source.graph();
    let variable = graph.variable(graph.occurrence_at(unused.span.start)?.symbol);
    let places: Vec<Place<'_>> =
        graph.occurrences_of(variable).map(|occurrence| place(source, occurrence.span)).collect::<Option<_>>()?;
    let is_augmented = places.iter().any(|place| matches!(place, Place::Augmented(..)));
    let has_value = places.iter().any(|place| matches!(place, Place::Statement(..)));
    // `x += y` may change what another name stands for, too: not if `x` is a number or text. And it fails where nothing has bound `x`.
    if is_augmented && !(has_value && places.iter().all(|place| place.is_of_constant())) {
        return None;
    }
    let mut whole = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    for place in places {
        match place {
            Place::Statement(statement, value) | Place::Augmented(statement, value) if is_pure(value) => {
                whole.push(statement)
            }
            Place::Declaration(statement) => whole.push(statement),
            Place::Statement(statement, value) | Place::Augmented(statement, value) => {
                edits.push(removal::deleted(Span::new(statement.start_byte() as u32, value.start_byte() as u32)))
            }
            Place::Piece(span) => edits.push(removal::deleted(span)),
        }
    }
    edits.extend(removal::statements(source, &whole)?);
    let plan = source.proven(&edits, proof::Meant::Nothing);
    let title = format!("Remove unused variable `{}`", source.spelled(unused.span));
    let fixes = vec![unused.clone()];
    Some(Action { title, kind: ActionKind::QuickFix, fixes, is_preferred: true, plan })
}

/// Gives a variable that is bound by a loop, by unpacking or the like, and never used, a name that says so.
pub(super) fn marked(
    source: &Source<'_>,
    occurrence: &Occurrence,
    cancel: &Cancel,
) -> Result<Option<Action>, Cancelled> {
    let graph = source.graph();
    let variable = graph.variable(occurrence.symbol);
    let (block, name) = (graph.block_of(variable), graph.name(variable).text());
    let is_local =
        matches!(graph.block(block).kind, BlockKind::Function | BlockKind::Lambda | BlockKind::Comprehension);
    let binds = |o: &Occurrence| {
        use BindingKind::*;
        o.role == Role::Bind && matches!(graph.binding(o), Assignment | For | With | Pattern)
    };
    let is_asked = is_local
        && !name.starts_with('_')
        && !graph.is_declared(occurrence.symbol)
        && graph.occurrences_of(variable).all(|o| binds(&o) && place(source, o.span).is_none())
        && !graph.reflective_blocks()[block.0 as usize];
    if !is_asked {
        return Ok(None);
    }
    let new_name = source.fresh(&format!("_{name}"));
    let title = format!("Rename to `{new_name}`: nothing uses it");
    let at = At { file: source.file, offset: occurrence.span.start };
    let plan = plan_of_rename(source, at, new_name, cancel)?;
    Ok(Some(Action { title, kind: ActionKind::Rewrite, fixes: Vec::new(), is_preferred: false, plan }))
}

/// What stands around an occurrence and can be taken away.
enum Place<'t> {
    /// All of an assignment, and its value.
    Statement(Node<'t>, Node<'t>),
    /// All of an assignment such as `x += 1`, and its value.
    Augmented(Node<'t>, Node<'t>),
    /// `x: int`
    Declaration(Node<'t>),
    /// A part of a statement.
    Piece(Span),
}

impl Place<'_> {
    /// Whether the variable can only be a number or the like by it.
    fn is_of_constant(&self) -> bool {
        match self {
            Place::Statement(_, value) => is_constant(*value),
            Place::Augmented(..) | Place::Declaration(_) => true,
            Place::Piece(_) => false,
        }
    }
}

fn place<'s>(source: &'s Source<'_>, name: Span) -> Option<Place<'s>> {
    let token = source.root().named_descendant(name.range());
    let parent = token.parent()?;
    let is_first = syntax::first_part(parent) == Some(token);
    let statement = parent.parent().filter(|around| around.kind() == "expression_statement");
    match parent.kind() {
        "assignment" if is_first => match (parent.field("right"), statement) {
            (Some(value), Some(statement)) if value.kind() != "assignment" => Some(Place::Statement(statement, value)),
            (Some(value), _) => Some(Place::Piece(Span::new(name.start, value.start_byte() as u32))),
            (None, statement) => statement.map(Place::Declaration),
        },
        "augmented_assignment" if is_first => Some(Place::Augmented(statement?, parent.field("right")?)),
        "named_expression" if is_first => {
            let value = parent.field("value")?;
            Some(Place::Piece(Span::new(name.start, value.start_byte() as u32)))
        }
        "as_pattern_target" => {
            let pattern = parent.parent().filter(|pattern| pattern.kind() == "as_pattern")?;
            let value = syntax::first_part(pattern)?;
            // `with (a, b):` enters both.
            let is_tuple = value.kind() == "tuple" && pattern.parent().is_some_and(|item| item.kind() == "with_item");
            (!is_tuple).then(|| Place::Piece(Span::new(value.end_byte() as u32, pattern.end_byte() as u32)))
        }
        _ => None,
    }
}

/// Whether nobody can tell if an expression is evaluated.
fn is_pure(value: Node<'_>) -> bool {
    match value.kind() {
        "identifier" => true,
        "list" | "tuple" | "parenthesized_expression" | "expression_list" => value.named_children().all(is_pure),
        // Defaults would be evaluated.
        "lambda" => {
            value.field("parameters").is_none_or(|all| all.named_children().all(|one| one.kind() == "identifier"))
        }
        "dictionary" => value.named_child_count() == 0,
        "comment" | "line_continuation" => true,
        _ => is_constant(value),
    }
}

fn is_constant(value: Node<'_>) -> bool {
    match value.kind() {
        "integer" | "float" | "true" | "false" | "none" | "ellipsis" => true,
        "string" => value.named_children().all(|part| part.kind() != "interpolation"),
        "concatenated_string" => value.named_children().all(is_constant),
        "unary_operator" => value.field("argument").is_some_and(|of| matches!(of.kind(), "integer" | "float")),
        _ => false,
    }
}
