//! The rules of name binding, one a file: `tests/scopes/*.py` says in comments under each line what its names are.
//!
//! An expectation (see `common/carets.rs`) reads `KIND [OWNER][, ROLE]`:
//! - KIND: `local`, `cell`, `free`, `global`, `global explicit`, `global implicit`, `built-in`, `module attribute` (such as `__name__`),
//!   `unresolved`, `class` or `ignored`; or `member` (behind a dot), `label` (keyword at a call), `imported` and `segment` (parts of
//!   imports that bind nothing); or `nothing`, where no name must be.
//! - OWNER: the name of the block that owns the variable, after `free` and `class`.
//! - ROLE: `delete`, `declare`, `annotation`, `export`, `unexport`, `quoted` and `slot` must be given, `bind` and `use` may be.
//!
//! The head of a file may say `# python 3.13`, and `# broken` where its syntax is: such a file is read without its expectations, as a person
//! would type it.

#[path = "common/carets.rs"]
mod carets;

use carets::{Failures, Mark, fixtures, header, marks, shown, without_expectations};
use legb::scope::{Graph, Kind, Occurrence, Python, Role, Token, is_builtin, is_module_attribute, lower};
use legb::syntax;

#[test]
fn every_rule_holds() {
    let mut failures = Failures::default();
    for (path, text) in fixtures("scopes") {
        let python = match header(&text, "python ") {
            Some(version) => version.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display())),
            None => Python::NEWEST,
        };
        let marks = marks(&text);
        if marks.is_empty() {
            failures.add(&path, "it expects nothing");
        }
        let is_broken = header(&text, "broken").is_some();
        let read = if is_broken { without_expectations(&text) } else { text.clone() };
        let syntax = syntax::parse(&read);
        if syntax.has_error() != is_broken {
            failures.add(&path, if is_broken { "its syntax is not broken" } else { "the parser finds a syntax error" });
        }
        let graph = lower(&syntax, &read, python);
        for mark in &marks {
            let moved = if is_broken { in_stripped(&text, mark) } else { mark.clone() };
            let got = answer(&graph, python, &moved);
            if !fits(&mark.label, &got) {
                let message = format!("expected {}, got {got}", mark.label);
                failures.add(&path, &shown(&text, mark.offset, mark.end.unwrap_or(mark.offset), &message));
            }
        }
    }
    failures.check();
}

/// What a block sees of all names at once is what each name in it means.
#[test]
fn environments_agree_with_each_name() {
    let mut failures = Failures::default();
    for (path, text) in fixtures("scopes") {
        for minor in [11, 13, 15] {
            let graph = lower(&syntax::parse(&text), &text, Python { minor });
            for occurrence in graph.occurrences() {
                let (name, variable) = (graph.name(occurrence.symbol), graph.variable(occurrence.symbol));
                let is_ordinary =
                    !matches!(graph.kind(occurrence.symbol), Kind::Ignored) && !occurrence.role.is_in_string();
                if !is_ordinary || occurrence.role == Role::Annotation {
                    continue;
                }
                let environment = graph.environment(graph.block_of(occurrence.symbol));
                let seen = environment.iter().find(|visible| visible.name == name).map(|visible| visible.variable);
                if seen != graph.is_bound(variable).then_some(variable) {
                    let message = format!("the environment has {seen:?} for `{name}`, not {variable:?} (3.{minor})");
                    failures.add(&path, &shown(&text, occurrence.span.start, occurrence.span.end, &message));
                }
            }
        }
    }
    failures.check();
}

/// The mark with its offsets in the text without expectations.
fn in_stripped(text: &str, mark: &Mark) -> Mark {
    let before = &text[..mark.offset as usize];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let dropped = (line_start - without_expectations(&text[..line_start]).len()) as u32;
    Mark { offset: mark.offset - dropped, end: mark.end.map(|end| end - dropped), ..mark.clone() }
}

/// What stands at a mark, in the words of an expectation; with the role, always.
fn answer(graph: &Graph, python: Python, mark: &Mark) -> String {
    let token = graph.token_at(mark.offset).filter(|(_, span)| span.contains(mark.offset));
    let Some((token, span)) = token else { return "nothing".to_owned() };
    let what = match token {
        Token::Occurrence(occurrence) => described(graph, python, &occurrence),
        Token::Member(_) => "member".to_owned(),
        Token::Label(_) => "label".to_owned(),
        Token::Imported(_) => "imported".to_owned(),
        Token::Segment(..) => "segment".to_owned(),
    };
    match mark.end {
        Some(end) if (span.start, span.end) != (mark.offset, end) => {
            format!(
                "{what}, but its token is {} bytes long from {} bytes on",
                span.len(),
                span.start as i64 - mark.offset as i64
            )
        }
        _ => what,
    }
}

fn described(graph: &Graph, python: Python, occurrence: &Occurrence) -> String {
    let symbol = occurrence.symbol;
    let variable = graph.variable(symbol);
    let name = graph.name(variable);
    let owner = graph.block(graph.block_of(variable)).name;
    let in_module = graph.block_of(symbol).0 == 0;
    let kind = match graph.kind(symbol) {
        Kind::Local => "local".to_owned(),
        Kind::Cell => "cell".to_owned(),
        Kind::Free => format!("free {owner}"),
        Kind::Global => "global".to_owned(),
        Kind::GlobalExplicit => "global explicit".to_owned(),
        Kind::GlobalImplicit if graph.is_bound(variable) && in_module => "global".to_owned(),
        Kind::GlobalImplicit if graph.is_bound(variable) => "global implicit".to_owned(),
        Kind::GlobalImplicit if is_builtin(name, python) => "built-in".to_owned(),
        Kind::GlobalImplicit if is_module_attribute(name) => "module attribute".to_owned(),
        Kind::GlobalImplicit => "unresolved".to_owned(),
        Kind::Class => format!("class {owner}"),
        Kind::Ignored => "ignored".to_owned(),
    };
    let role = match occurrence.role {
        Role::Bind => "bind",
        Role::Use => "use",
        Role::Delete => "delete",
        Role::Declare => "declare",
        Role::Annotation => "annotation",
        Role::Unevaluated => "unevaluated",
        Role::Export => "export",
        Role::Unexport => "unexport",
        Role::Quoted => "quoted",
        Role::Slot => "slot",
    };
    format!("{kind}, {role}")
}

/// Whether an answer is what was expected: the roles that most names have need not be said.
fn fits(expected: &str, got: &str) -> bool {
    expected == got || ["bind", "use"].iter().any(|role| got == format!("{expected}, {role}"))
}
