//! The grammar's node kinds, sorted by how they run, and the fields that are asked for.

use std::sync::OnceLock;

use crate::syntax;
use crate::syntax::Node;

/// How a node runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum S {
    /// It does nothing.
    Nothing,
    /// Its statements one after another: a block, and what only holds one.
    Sequence,
    Expression,
    Assignment,
    AugmentedAssignment,
    Call,
    Import,
    Delete,
    Assert,
    Return,
    Raise,
    Break,
    Continue,
    If,
    While,
    For,
    Try,
    With,
    Match,
    Function,
    Class,
    Decorated,
    Decorator,
    Elif,
    Else,
    Except,
    Finally,
    Case,
    /// The constants that run nothing.
    Literal,
    True,
    False,
    Integer,
    Parenthesized,
    Not,
    /// `and`, `or`.
    Boolean,
    Conditional,
    Comparison,
    NamedExpression,
    Comprehension,
    /// All its parts are evaluated, in the order of the text.
    Other,
}

/// The kind of each node id, and the ids of fields.
pub(super) struct Grammar {
    kinds: Vec<S>,
    pub(super) fields: Fields,
}

/// Ids of the grammar's fields.
pub(super) struct Fields {
    pub(super) alternative: u16,
    pub(super) body: u16,
    pub(super) condition: u16,
    pub(super) consequence: u16,
    pub(super) function: u16,
    pub(super) guard: u16,
    pub(super) left: u16,
    pub(super) name: u16,
    pub(super) right: u16,
    pub(super) superclasses: u16,
    pub(super) kind: u16,
    pub(super) value: u16,
}

impl Grammar {
    pub(super) fn get() -> &'static Grammar {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(|| {
            let field = syntax::field_id;
            Grammar {
                kinds: syntax::by_kind(|kind, is_named| if is_named { kind_of(kind) } else { S::Nothing }),
                fields: Fields {
                    alternative: field("alternative"),
                    body: field("body"),
                    condition: field("condition"),
                    consequence: field("consequence"),
                    function: field("function"),
                    guard: field("guard"),
                    left: field("left"),
                    name: field("name"),
                    right: field("right"),
                    superclasses: field("superclasses"),
                    kind: field("type"),
                    value: field("value"),
                },
            }
        })
    }

    pub(super) fn kind(&self, node: Node<'_>) -> S {
        // The id of an error node lies outside the table.
        self.kinds.get(node.kind_id() as usize).copied().unwrap_or(S::Other)
    }
}

fn kind_of(node_kind: &str) -> S {
    match node_kind {
        "comment" | "line_continuation" | "pass_statement" | "global_statement" | "nonlocal_statement" => S::Nothing,
        "module" | "block" => S::Sequence,
        "expression_statement" => S::Expression,
        "assignment" => S::Assignment,
        "augmented_assignment" => S::AugmentedAssignment,
        "call" => S::Call,
        "import_statement" | "import_from_statement" | "future_import_statement" => S::Import,
        "delete_statement" => S::Delete,
        "assert_statement" => S::Assert,
        "return_statement" => S::Return,
        "raise_statement" => S::Raise,
        "break_statement" => S::Break,
        "continue_statement" => S::Continue,
        "if_statement" => S::If,
        "while_statement" => S::While,
        "for_statement" => S::For,
        "try_statement" => S::Try,
        "with_statement" => S::With,
        "match_statement" => S::Match,
        "function_definition" => S::Function,
        "class_definition" => S::Class,
        "decorated_definition" => S::Decorated,
        "decorator" => S::Decorator,
        "elif_clause" => S::Elif,
        "else_clause" => S::Else,
        "except_clause" => S::Except,
        "finally_clause" => S::Finally,
        "case_clause" => S::Case,
        "string" | "concatenated_string" | "float" | "none" | "ellipsis" => S::Literal,
        "true" => S::True,
        "false" => S::False,
        "integer" => S::Integer,
        "parenthesized_expression" => S::Parenthesized,
        "not_operator" => S::Not,
        "boolean_operator" => S::Boolean,
        "conditional_expression" => S::Conditional,
        "comparison_operator" => S::Comparison,
        "named_expression" => S::NamedExpression,
        "list_comprehension" | "set_comprehension" | "dictionary_comprehension" => S::Comprehension,
        _ => S::Other,
    }
}
