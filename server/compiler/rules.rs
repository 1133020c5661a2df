//! The grammar's node kinds, sorted by the rules about them.

use std::sync::OnceLock;

use crate::syntax;
use crate::syntax::Node;

/// The node kinds that some rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    None,
    Function,
    Class,
    Lambda,
    Comprehension,
    ComprehensionClause,
    Loop,
    Else,
    Try,
    Except,
    With,
    Return,
    Yield,
    Await,
    Break,
    Continue,
    Block,
    Colon,
    In,
    Call,
    Assignment,
    AugmentedAssignment,
    NamedExpression,
    Delete,
    AsTarget,
    Parameters,
    TypeParameters,
    TypeAlias,
    ConstrainedType,
    Match,
    Case,
    Splat,
    Import,
    Future,
    Set,
    Print,
    Raise,
    Assert,
    String,
    Strings,
    Subscript,
    Decorator,
    Pass,
    TypedParameter,
    Type,
    Operator,
    Number,
    Arguments,
    Finally,
    Conditional,
    Pair,
    Dictionary,
    Decorated,
    Targets,
    StarredTarget,
    Unary,
}

/// The rule about a node.
pub(super) fn rule(node: Node<'_>) -> Rule {
    kind(node).0
}

/// Where the walk goes on below a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Below {
    /// Nowhere: it is a keyword or a sign.
    Nowhere,
    /// Into its parts, if a trigger stands in it; else the walk passes over the whole.
    Triggers,
    Everywhere,
}

/// The rule about a node and where to go on below it, by a table over the grammar's node kinds.
pub(super) fn kind(node: Node<'_>) -> (Rule, Below) {
    static KINDS: OnceLock<Vec<(Rule, Below)>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| syntax::by_kind(|kind, is_named| (rule_of(kind), below(kind, is_named))));
    // The id of an error node lies outside the table.
    kinds.get(node.kind_id() as usize).copied().unwrap_or((Rule::None, Below::Everywhere))
}

fn below(kind: &str, is_named: bool) -> Below {
    match is_named {
        false => Below::Nowhere,
        true if EXPRESSIONS.contains(&kind) => Below::Triggers,
        true => Below::Everywhere,
    }
}

/// What has parts that no rule is about, unless a trigger stands in it.
const EXPRESSIONS: [&str; 27] = [
    "argument_list",
    "attribute",
    "binary_operator",
    "boolean_operator",
    "call",
    "comment",
    "comparison_operator",
    "concatenated_string",
    "conditional_expression",
    "dictionary",
    "dotted_name",
    "expression_list",
    "format_specifier",
    "generic_type",
    "identifier",
    "integer",
    "interpolation",
    "list",
    "not_operator",
    "pair",
    "parenthesized_expression",
    "set",
    "slice",
    "string",
    "subscript",
    "tuple",
    "unary_operator",
];

fn rule_of(kind: &str) -> Rule {
    match kind {
        "function_definition" => Rule::Function,
        "class_definition" => Rule::Class,
        "lambda" => Rule::Lambda,
        "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
            Rule::Comprehension
        }
        "for_in_clause" => Rule::ComprehensionClause,
        "for_statement" | "while_statement" => Rule::Loop,
        "else_clause" => Rule::Else,
        "try_statement" => Rule::Try,
        "except_clause" => Rule::Except,
        "with_statement" => Rule::With,
        "return_statement" => Rule::Return,
        "yield" => Rule::Yield,
        "await" => Rule::Await,
        "break_statement" => Rule::Break,
        "continue_statement" => Rule::Continue,
        "block" => Rule::Block,
        ":" => Rule::Colon,
        "in" => Rule::In,
        "call" => Rule::Call,
        "assignment" => Rule::Assignment,
        "augmented_assignment" => Rule::AugmentedAssignment,
        "named_expression" => Rule::NamedExpression,
        "delete_statement" => Rule::Delete,
        "as_pattern_target" => Rule::AsTarget,
        "parameters" | "lambda_parameters" => Rule::Parameters,
        "type_parameter" => Rule::TypeParameters,
        "type_alias_statement" => Rule::TypeAlias,
        "constrained_type" => Rule::ConstrainedType,
        "match_statement" => Rule::Match,
        "case_clause" => Rule::Case,
        "list_splat" | "splat_type" => Rule::Splat,
        "unary_operator" => Rule::Unary,
        "import_statement" | "import_from_statement" => Rule::Import,
        "future_import_statement" => Rule::Future,
        "set" => Rule::Set,
        "print_statement" | "exec_statement" => Rule::Print,
        "raise_statement" => Rule::Raise,
        "assert_statement" => Rule::Assert,
        "string" => Rule::String,
        "concatenated_string" => Rule::Strings,
        "subscript" => Rule::Subscript,
        "decorator" => Rule::Decorator,
        "pass_statement" => Rule::Pass,
        "typed_parameter" | "typed_default_parameter" => Rule::TypedParameter,
        "type" => Rule::Type,
        "<>" => Rule::Operator,
        "float" | "integer" => Rule::Number,
        "argument_list" => Rule::Arguments,
        "finally_clause" => Rule::Finally,
        "conditional_expression" => Rule::Conditional,
        "pair" => Rule::Pair,
        "dictionary" => Rule::Dictionary,
        "decorated_definition" => Rule::Decorated,
        "pattern_list" | "tuple_pattern" | "list_pattern" => Rule::Targets,
        "list_splat_pattern" => Rule::StarredTarget,
        _ => Rule::None,
    }
}
