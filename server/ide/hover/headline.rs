//! What a name is, in one short sentence.

use super::{Here, words};
use crate::link::{self, Entity, Trust, Variable};
use crate::scope::{self, BlockKind, Imported, Kind, Label, Member, Role, Token};
use crate::store::{File, FileId, Snapshot};

/// The kind of an occurrence's name in CPython's words, what it is, and whose.
pub(super) fn of_occurrence(here: &Here<'_>, meaning: Option<&Entity>, origin: Option<&Entity>) -> String {
    let graph = here.graph();
    let what = words::binding(graph, here.variable);
    let owner = match graph.block(here.owner) {
        // Of what has the brackets that it stands in.
        block if block.kind == BlockKind::TypeParameters => {
            format!("`{}` (line {})", block.name, here.line(block.span.start))
        }
        _ => here.words(here.owner),
    };
    let of = if matches!(what, "function" | "class" | "import" | "type alias") { "in" } else { "of" };
    let sentence = match graph.kind(here.occurrence.symbol) {
        Kind::Local if matches!(what, "parameter" | "type parameter" | "method" | "attribute") => {
            format!("**{what}** of {owner}")
        }
        Kind::Local => format!("**local** {what} {of} {owner}"),
        Kind::Cell => format!("**cell** {what} {of} {owner}"),
        Kind::Free if graph.is_class_cell(here.variable) => format!("**free**: {owner}, as the functions in it see it"),
        Kind::Free => format!("**free**: {what} {of} {owner}"),
        Kind::Class => format!("**{what}** of {owner}"),
        Kind::Global | Kind::GlobalExplicit | Kind::GlobalImplicit if graph.is_bound(here.variable) => {
            format!("**global** {what} of this module")
        }
        Kind::Ignored if here.occurrence.role == Role::Slot => {
            format!("**attribute** of {owner}, named by its `__slots__`")
        }
        Kind::Ignored if here.occurrence.role.is_in_string() => {
            "**unresolved**: a string of `__all__`, but the module doesn't bind it".to_owned()
        }
        Kind::Ignored => "**no variable**: the compiler makes none of a bare annotation in brackets".to_owned(),
        _ => return unbound(here, meaning, origin),
    };
    sentence + &imported(here, origin).unwrap_or_default()
}

/// A name that nothing in its file binds.
fn unbound(here: &Here<'_>, meaning: Option<&Entity>, origin: Option<&Entity>) -> String {
    let graph = here.graph();
    let is_elsewhere = |meaning: &Entity| meaning.variable().is_none_or(|other| other.file != here.id);
    let brought = meaning.is_some_and(|meaning| is_elsewhere(meaning) && !link::is_builtin(here.snap, meaning));
    match origin {
        Some(origin) if brought => {
            let (what, rest) = words::entity(here.snap, origin);
            format!("**global** by `import *`: {what} {rest}")
        }
        _ if graph.kind(here.occurrence.symbol) == Kind::GlobalExplicit => {
            "**global**, though nothing in this file binds it".to_owned()
        }
        _ if graph.block(here.block).kind == BlockKind::Class
            && scope::is_class_attribute(here.name, here.snap.python_for(here.id)) =>
        {
            "**local** name that every class body has from its start".to_owned()
        }
        _ if scope::is_builtin(here.name, here.snap.python_for(here.id)) => {
            "**built-in**: no block that is visible from here binds it".to_owned()
        }
        _ if scope::is_module_attribute(here.name) => "**global** that every module has from its start".to_owned(),
        _ => "**unresolved**: no block that is visible from here binds it, nor is it a built-in".to_owned(),
    }
}

/// What an import brought.
fn imported(here: &Here<'_>, origin: Option<&Entity>) -> Option<String> {
    let graph = here.graph();
    let import = graph.imports_of(here.variable).next()?;
    match origin {
        Some(origin) if origin.variable() != Some(Variable { file: here.id, symbol: here.variable }) => {
            let (what, rest) = words::entity(here.snap, origin);
            Some(format!(": {what} {rest}"))
        }
        _ if graph.is_defined(here.variable) => None,
        _ => Some(format!(": {}", words::missing(here.snap, here.id, import))),
    }
}

/// A token that is no occurrence: a name behind a dot, a keyword at a call, a part of an import.
pub(super) fn of_token(snap: &Snapshot, id: FileId, file: &File, token: &Token, origin: Option<&Entity>) -> String {
    let import = |number: u32| &file.graph.imports()[number as usize];
    match (token, origin) {
        (_, Some(origin)) => {
            let (what, rest) = words::entity(snap, origin);
            let passed = if matches!(token, Token::Label(_)) { ", which this keyword names" } else { "" };
            format!("**{what}** {rest}{passed}")
        }
        (Token::Member(member), None) => member_of(snap, id, file, member),
        (Token::Label(label), None) => keyword(snap, id, file, label),
        (&Token::Imported(number), None) => format!("**import** of {}", words::missing(snap, id, import(number))),
        (&Token::Segment(number, segment), None) => {
            let module = words::segments(&import(number).path, segment as usize + 1);
            format!("**module** `{module}`, which isn't in the workspace")
        }
        (Token::Occurrence(_), None) => String::new(),
    }
}

/// A name behind a dot that can't be found, as far as what stands before the dot is known.
fn member_of(snap: &Snapshot, id: FileId, file: &File, member: &Member) -> String {
    let (graph, name) = (&file.graph, member.name);
    if let Some((module, dotted)) = missing_module(snap, id, file, member) {
        return format!("**attribute** of `{dotted}`: module `{module}` isn't in the workspace");
    }
    if let Some(class) = graph.receiver_of(member) {
        return format!("**attribute** of instances of {}", words::block(file, class));
    }
    let base = link::base_of(snap, id, graph, member).and_then(|base| link::origins(snap, base).into_iter().next());
    let whose = |base: &Entity| words::entity(snap, base);
    match base {
        Some(base @ Entity::Module(_)) => {
            let (what, rest) = whose(&base);
            format!("**attribute** of {what} {rest}: nothing in its text binds `{name}`")
        }
        Some(base @ Entity::Variable(variable)) if link::is_class(snap, variable) => {
            let (what, rest) = whose(&base);
            format!("**attribute** of {what} {rest}: neither it nor a base in the workspace binds `{name}`")
        }
        _ => "**attribute** of a value: names alone don't tell whose".to_owned(),
    }
}

/// The module that isn't in the workspace from which the value before a dot comes, and what stands before the dot in full.
fn missing_module(snap: &Snapshot, id: FileId, file: &File, member: &Member) -> Option<(String, String)> {
    let (graph, mut behind) = (&file.graph, Vec::new());
    let mut start = member.base()?;
    while let Some(member) = graph.member_from(start) {
        behind.push(member.name.text());
        start = member.base()?;
    }
    let occurrence = graph.occurrence_at(start).filter(|occurrence| occurrence.span.start == start)?;
    let variable = graph.variable(occurrence.symbol);
    let import = graph.imports_of(variable).next().filter(|_| !graph.is_defined(variable))?;
    let is_known =
        link::target(snap, id, import).is_some() || snap.module(id, &import.path, import.path.segments.len()).is_some();
    let (module, root) = match import.imported {
        Imported::Package => (words::segments(&import.path, 1), words::segments(&import.path, 1)),
        Imported::Name(_, name) => (words::path(&import.path), format!("{}.{name}", words::path(&import.path))),
        _ => (words::path(&import.path), words::path(&import.path)),
    };
    behind.push(&root);
    behind.reverse();
    (!is_known).then(|| (module, behind.join(".")))
}

/// A keyword at a call that names no parameter that is known.
fn keyword(snap: &Snapshot, id: FileId, file: &File, label: &Label) -> String {
    match link::called(snap, id, &file.graph, label, Trust::Belief).first() {
        Some(&(id, function)) => {
            let function = words::function(snap, id, function);
            format!("**keyword** of a call of {function}, which has no parameter of that name")
        }
        None => "**keyword** of a call: names alone don't tell of what".to_owned(),
    }
}
