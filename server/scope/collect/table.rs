//! The grammar's node kinds, sorted by what pass 1 does with them.

use std::sync::OnceLock;

use crate::syntax;
use crate::syntax::Node;

/// What pass 1 does with a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum K {
    /// Nothing: it has no names.
    Skip,
    Identifier,
    FunctionDefinition,
    ClassDefinition,
    DecoratedDefinition,
    TypeAliasStatement,
    Lambda,
    Comprehension,
    Attribute,
    MemberType,
    String,
    /// Strings in a row, which are one.
    Strings,
    /// `a[b]`, also where the grammar reads it as a type.
    Subscript,
    Call,
    Comparison,
    KeywordArgument,
    Assignment,
    AugmentedAssignment,
    NamedExpression,
    /// The `for` statement, and the `for … in` of a comprehension.
    For,
    With,
    Delete,
    AsPattern,
    Except,
    Return,
    Case,
    CasePattern,
    ClassPattern,
    DottedName,
    KeywordPattern,
    Global,
    Nonlocal,
    Import,
    ImportFrom,
    /// `print >> f, x` and `exec …`: statements of Python 2 to the grammar, expressions that use `print`, `exec` to Python 3.
    KeywordStatement,
    Yield,
    Await,
    Try,
    /// Brackets and stars that hand binding and deleting on to their parts.
    Target,
    /// All its parts are evaluated.
    Other,
}

impl K {
    /// Whether pass 1 visits some fields of such a node rather than all its children.
    pub(super) fn picks_fields(self) -> bool {
        use K::*;
        self.has_body()
            || matches!(self, TypeAliasStatement | Lambda | MemberType | Call | KeywordArgument | Assignment)
            || matches!(self, AugmentedAssignment | NamedExpression | Attribute | DottedName | Import | ImportFrom)
            || matches!(self, KeywordPattern | Global | Nonlocal)
    }

    /// Whether it is a block, with a part that belongs to the block around.
    pub(super) fn has_body(self) -> bool {
        matches!(self, K::FunctionDefinition | K::ClassDefinition)
    }
}

/// The kind of each node id of the grammar.
pub(super) struct Grammar {
    kinds: Vec<K>,
}

impl Grammar {
    pub(super) fn get() -> &'static Grammar {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(|| {
            let kinds = syntax::by_kind(|kind, is_named| if is_named { kind_of(kind) } else { K::Skip });
            Grammar { kinds }
        })
    }

    pub(super) fn kind(&self, node: Node<'_>) -> K {
        // The id of an error node lies outside the table.
        self.kinds.get(node.kind_id() as usize).copied().unwrap_or(K::Other)
    }
}

fn kind_of(node_kind: &str) -> K {
    match node_kind {
        "comment"
        | "integer"
        | "float"
        | "true"
        | "false"
        | "none"
        | "ellipsis"
        | "string_start"
        | "string_end"
        | "string_content"
        | "type_conversion"
        | "escape_sequence"
        | "line_continuation"
        | "pass_statement"
        | "break_statement"
        | "continue_statement"
        | "positional_separator"
        | "keyword_separator" => K::Skip,
        "identifier" => K::Identifier,
        "function_definition" => K::FunctionDefinition,
        "class_definition" => K::ClassDefinition,
        "decorated_definition" => K::DecoratedDefinition,
        "type_alias_statement" => K::TypeAliasStatement,
        "lambda" => K::Lambda,
        "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
            K::Comprehension
        }
        "attribute" => K::Attribute,
        "member_type" => K::MemberType,
        "string" => K::String,
        "concatenated_string" => K::Strings,
        "subscript" | "generic_type" => K::Subscript,
        "call" => K::Call,
        "comparison_operator" => K::Comparison,
        "keyword_argument" => K::KeywordArgument,
        "assignment" => K::Assignment,
        "augmented_assignment" => K::AugmentedAssignment,
        "named_expression" => K::NamedExpression,
        "for_statement" | "for_in_clause" => K::For,
        "with_statement" => K::With,
        "delete_statement" => K::Delete,
        "as_pattern" => K::AsPattern,
        "except_clause" => K::Except,
        "case_clause" => K::Case,
        "case_pattern" => K::CasePattern,
        "class_pattern" => K::ClassPattern,
        "dotted_name" => K::DottedName,
        "keyword_pattern" => K::KeywordPattern,
        "global_statement" => K::Global,
        "nonlocal_statement" => K::Nonlocal,
        "import_statement" => K::Import,
        "import_from_statement" | "future_import_statement" => K::ImportFrom,
        "print_statement" | "exec_statement" => K::KeywordStatement,
        "yield" => K::Yield,
        "return_statement" => K::Return,
        "try_statement" => K::Try,
        "await" => K::Await,
        "pattern_list"
        | "tuple_pattern"
        | "list_pattern"
        | "list_splat_pattern"
        | "dictionary_splat_pattern"
        | "expression_list"
        | "tuple"
        | "list"
        | "list_splat"
        | "parenthesized_expression"
        | "as_pattern_target"
        | "splat_pattern"
        | "union_pattern"
        | "dict_pattern" => K::Target,
        _ => K::Other,
    }
}
