//! What is asked at a place: the token that the placeholder has become.

use super::Here;
use super::keys::{self, Key};
use crate::ide::At;
use crate::scope::{BindingKind, BlockId, BlockKind, Label, Member, ModulePath, Occurrence, Role, Token};
use crate::store::Snapshot;
use crate::syntax::{Fault, Node};
use crate::text::Span;

/// What stands in the place of the name that is typed. One name, however many are typed: names are never forgotten.
pub(in crate::ide) const PLACEHOLDER: &str = "legb_completes_here";

/// The name that is being typed.
pub(super) struct Typed {
    /// All of it, on both sides of the cursor, and what the placeholder takes the place of.
    pub(super) word: Span,
    /// The part before the cursor.
    pub(super) before: Span,
    /// Its text.
    pub(super) prefix: String,
    /// What stands in its place: the placeholder, and behind it what the statement is not one without.
    pub(super) stand_in: String,
}

/// What is asked.
pub(super) enum Context {
    /// A name that a block uses.
    Name(BlockId),
    /// A method of a class.
    Method(BlockId),
    /// What can follow an operand.
    AfterOperand,
    /// A keyword at a call.
    Label(Label),
    /// A name of the module: behind `global`, in `__all__`.
    Global,
    /// A name of an enclosing function: behind `nonlocal` in a block.
    Nonlocal(BlockId),
    /// A name behind a dot.
    Member(Member),
    /// A key in a string.
    Key(Key),
    /// A module behind so many segments of a path.
    Module(ModulePath, usize),
    /// A name that a module offers.
    Imported(ModulePath),
}

impl Typed {
    /// The name around a place; empty where none is. `None` in a number.
    pub(super) fn new(snap: &Snapshot, at: At) -> Option<Typed> {
        let text = snap.text(at.file)?;
        let (head, tail) = text.split_at_checked(at.offset as usize)?;
        let is_part = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
        let start = head.trim_end_matches(is_part).len();
        let end = head.len() + tail.len() - tail.trim_start_matches(is_part).len();
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let before_dot = head[..start].strip_suffix('.').map(|base| &base[base.trim_end_matches(is_part).len()..]);
        if is_number(&head[start..]) || before_dot.is_some_and(is_number) {
            return None;
        }
        let (start, end) = (start as u32, end as u32);
        let prefix = head[start as usize..].to_owned();
        let names_module = is_from_alone(&head[..start as usize], &tail[end as usize - head.len()..]);
        let stand_in = match open_key(&head[..start as usize], &tail[end as usize - head.len()..]) {
            _ if names_module => format!("{PLACEHOLDER} import {PLACEHOLDER}"),
            Some(close) => format!("{PLACEHOLDER}{close}"),
            None => PLACEHOLDER.to_owned(),
        };
        Some(Typed { word: Span { start, end }, before: Span { start, end: at.offset }, prefix, stand_in })
    }
}

/// What closes the key that begins at a place, if nothing stands behind it on its line: of `d["`, a quote and a bracket.
fn open_key(head: &str, tail: &str) -> Option<&'static str> {
    let is_last = tail.split(['\n', '\r']).next().unwrap_or_default().trim().is_empty();
    let closes = [("[\"", "\"]"), ("['", "']"), ("(\"", "\")"), ("('", "')")];
    closes.into_iter().find(|(open, _)| is_last && head.ends_with(open)).map(|(_, close)| close)
}

/// Whether a place is in the module of a `from a.b` that has no `import` yet.
fn is_from_alone(head: &str, tail: &str) -> bool {
    let line = |text: &str| text.split(['\n', '\r']).next().unwrap_or_default().to_owned();
    let before = head.rsplit(['\n', '\r', ';']).next().unwrap_or_default().trim_start();
    let is_path = |c: char| c == '.' || c == '_' || c.is_whitespace() || unicode_ident::is_xid_continue(c);
    let path =
        before.strip_prefix("from").filter(|path| path.starts_with([' ', '\t', '.']) && path.chars().all(is_path));
    path.is_some_and(|path| !path.contains("import")) && !line(tail).contains("import")
}

/// What is asked; `None` where no name is, or a new one is being invented.
pub(super) fn context(here: &Here<'_>) -> Option<Context> {
    let node = node(here);
    if is_in_text(here, node) {
        return keys::typed(here, node).map(Context::Key);
    }
    match word_before(here) {
        Before::Operand => return Some(Context::AfterOperand),
        Before::NewName => return None,
        Before::Function => return of_function(here),
        Before::Other => {}
    }
    let (token, span) = here.graph().token_at(here.start)?;
    if span.start != here.start {
        return None;
    }
    let imports = here.graph().imports();
    match token {
        Token::Occurrence(occurrence) => of_occurrence(here, node, &occurrence),
        Token::Member(member) => Some(Context::Member(member)),
        Token::Label(label) => Some(Context::Label(label)),
        Token::Imported(number) => Some(Context::Imported(imports[number as usize].path.clone())),
        Token::Segment(number, segment) => {
            Some(Context::Module(imports[number as usize].path.clone(), segment as usize))
        }
    }
}

/// Whether a class of exceptions is expected: behind `raise` and `except`.
pub(super) fn takes_exception(here: &Here<'_>) -> bool {
    let mut around = std::iter::successors(Some(node(here)), |node| node.parent()).skip(1).peekable();
    // What is raised may be called, and several that are caught stand in brackets.
    let is_inner =
        |node: &Node<'_>| matches!(node.kind(), "call" | "tuple" | "parenthesized_expression" | "as_pattern");
    while around.next_if(is_inner).is_some() {}
    around.next().is_some_and(|node| matches!(node.kind(), "raise_statement" | "except_clause" | "except_group_clause"))
}

/// The name of a function is new, but that of a method may be one that the bases have.
fn of_function(here: &Here<'_>) -> Option<Context> {
    let graph = here.graph();
    let block = graph.block_of(graph.occurrence_at(here.start)?.symbol);
    (graph.block(block).kind == BlockKind::Class).then_some(Context::Method(block))
}

fn of_occurrence(here: &Here<'_>, node: Node<'_>, occurrence: &Occurrence) -> Option<Context> {
    let graph = here.graph();
    let block = graph.block_of(occurrence.symbol);
    match occurrence.role {
        Role::Use | Role::Annotation | Role::Unevaluated | Role::Delete => Some(Context::Name(block)),
        // A comment may hold a type, but most hold none.
        Role::Quoted => (node.kind() != "comment").then_some(Context::Name(block)),
        Role::Export => Some(Context::Global),
        Role::Declare => match statement(node) {
            Some("global_statement") => Some(Context::Global),
            Some("nonlocal_statement") => Some(Context::Nonlocal(block)),
            _ => Some(Context::Name(block)),
        },
        Role::Bind => match graph.binding(occurrence) {
            BindingKind::Assignment | BindingKind::Pattern => Some(Context::Name(block)),
            BindingKind::Import(number) => {
                let import = &graph.imports()[number as usize];
                let path = import.path.clone();
                match import.imported {
                    // The name behind `as` is new.
                    crate::scope::Imported::Name(start, _) if start == here.start => Some(Context::Imported(path)),
                    crate::scope::Imported::Package => Some(Context::Module(path, 0)),
                    _ => None,
                }
            }
            _ => None,
        },
        Role::Unexport | Role::Slot => None,
    }
}

/// The node that the placeholder is.
pub(super) fn node<'h>(here: &'h Here<'_>) -> Node<'h> {
    let (start, end) = (here.start as usize, here.start as usize + PLACEHOLDER.len());
    let root = here.parsed.syntax.tree.root_node();
    root.named_descendant(start..end)
}

/// Whether the node is a piece of text: a string that holds no names, or a comment. Names in annotations are the resolver's to find.
fn is_in_text(here: &Here<'_>, node: Node<'_>) -> bool {
    let is_piece = node.kind() == "comment" || node.kind().starts_with("string") || node.kind() == "escape_sequence";
    let has_name = || {
        let token = here.graph().occurrence_at(here.start);
        token.is_some_and(|occurrence| occurrence.span.start == here.start)
    };
    // What the parser was not shown of a string that isn't terminated.
    let is_open = here.parsed.syntax.problems().iter().any(|problem| match problem.fault {
        Fault::UnterminatedString => {
            let lines = &here.parsed.file.lines;
            problem.span.start < here.start && lines.line(problem.span.start) == lines.line(here.start)
        }
        Fault::UnterminatedTripleQuotedString => problem.span.start < here.start,
        _ => false,
    });
    (is_piece || is_open) && !has_name()
}

/// The kind of the statement that lists a name.
fn statement(node: Node<'_>) -> Option<&'static str> {
    node.parent().map(|parent| parent.kind())
}

/// What stands before the name that is typed, on its line.
enum Before {
    /// An operand, so that no other can follow.
    Operand,
    /// A keyword that a new name follows.
    NewName,
    /// `def`
    Function,
    /// Anything else.
    Other,
}

fn word_before(here: &Here<'_>) -> Before {
    let before = &here.parsed.text[..here.start as usize];
    let line = before.trim_end_matches([' ', '\t', '\x0c']);
    if line.len() == before.len() {
        return Before::Other;
    }
    let is_part = |c: char| c == '_' || unicode_ident::is_xid_continue(c);
    let word = &line[line.trim_end_matches(is_part).len()..];
    match word {
        "" if line.ends_with([')', ']', '}', '"', '\'']) => Before::Operand,
        "" => Before::Other,
        "None" | "True" | "False" => Before::Operand,
        "def" => Before::Function,
        "class" | "for" | "as" | "lambda" => Before::NewName,
        // Soft keywords, where a statement may begin.
        "match" | "case" | "type" | "print" => Before::Other,
        _ if crate::name::is_keyword(word) => Before::Other,
        _ => Before::Operand,
    }
}
