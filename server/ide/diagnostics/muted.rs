//! Comments that mute diagnostics on their line: `# noqa`, `# noqa: F401`, `# noqa: unused-import`, `# type: ignore`, `# pyright: ignore`,
//! `# legb: ignore[unused-import]`, `# pylint: disable=unused-import`. Those that people have in their sources for other tools are understood, for
//! what they mean there. Some that begin a line speak of the whole file: `# flake8: noqa`, `# ruff: noqa: F401`, `# mypy: ignore-errors`,
//! `# pylint: skip-file`, `# type: ignore` above all code; `# pylint: disable=…` of the rest of it.
//!
//! The trick: only files with a diagnostic are looked at; of these, lines with one and a `#`, and lines that begin with a `#`. The tree tells whether
//! that is a comment. What the compiler rejects is never muted.

use rustc_hash::FxHashMap;

use super::context::contexts;
use super::{Checked, Code, Diagnostic};
use crate::syntax::Node;
use crate::text::Span;

/// The codes and rules of other tools, each with what it means here: pyflakes and flake8-builtins, mypy, pyright, ty,
/// pyrefly, pylint.
const ALIASES: [(&str, &[Code]); 49] = [
    ("F401", &[Code::UnusedImport]),
    ("F811", &[Code::ShadowedBeforeUse]),
    // Of a module's own names, pyflakes doesn't tell whether they are bound later.
    ("F821", &[Code::UndefinedName, Code::UnboundName]),
    ("F822", &[Code::UndefinedName]),
    ("F823", &[Code::UnboundName, Code::PossiblyUnbound]),
    ("F841", &[Code::UnusedVariable]),
    ("A001", &[Code::ShadowedBuiltin]),
    ("A002", &[Code::ShadowedBuiltin]),
    ("A004", &[Code::ShadowedBuiltin]),
    ("name-defined", &[Code::UndefinedName]),
    ("used-before-def", &[Code::UnboundName, Code::PossiblyUnbound]),
    ("possibly-undefined", &[Code::PossiblyUnbound]),
    ("no-redef", &[Code::ShadowedBeforeUse]),
    ("reportUndefinedVariable", &[Code::UndefinedName]),
    ("reportUnboundVariable", &[Code::UnboundName]),
    ("reportPossiblyUnbound", &[Code::PossiblyUnbound]),
    ("reportPossiblyUnboundVariable", &[Code::PossiblyUnbound]),
    ("reportRedeclaration", &[Code::ShadowedBeforeUse]),
    ("reportUnusedImport", &[Code::UnusedImport]),
    ("reportUnusedVariable", &[Code::UnusedVariable]),
    ("unresolved-reference", &[Code::UndefinedName, Code::UnboundName]),
    ("possibly-unresolved-reference", &[Code::PossiblyUnbound]),
    ("unknown-name", &[Code::UndefinedName]),
    ("undefined-variable", &[Code::UndefinedName]),
    ("undefined-all-variable", &[Code::UndefinedName]),
    ("used-before-assignment", &[Code::UnboundName, Code::PossiblyUnbound]),
    ("possibly-used-before-assignment", &[Code::PossiblyUnbound]),
    ("function-redefined", &[Code::ShadowedBeforeUse]),
    ("redefined-builtin", &[Code::ShadowedBuiltin]),
    ("E0102", &[Code::ShadowedBeforeUse]),
    ("E0601", &[Code::UnboundName, Code::PossiblyUnbound]),
    ("E0602", &[Code::UndefinedName]),
    ("E0603", &[Code::UndefinedName]),
    ("E0606", &[Code::PossiblyUnbound]),
    ("E0401", &[Code::UnresolvedImport]),
    ("E0611", &[Code::NoNameInModule]),
    ("E1101", &[Code::NoNameInModule]),
    ("no-member", &[Code::NoNameInModule]),
    ("import-error", &[Code::UnresolvedImport]),
    ("import-not-found", &[Code::UnresolvedImport, Code::NoNameInModule]),
    ("attr-defined", &[Code::NoNameInModule]),
    ("reportMissingImports", &[Code::UnresolvedImport, Code::NoNameInModule]),
    ("unresolved-attribute", &[Code::NoNameInModule]),
    ("reportAttributeAccessIssue", &[Code::NoNameInModule]),
    ("missing-import", &[Code::UnresolvedImport, Code::NoNameInModule]),
    ("missing-module-attribute", &[Code::NoNameInModule]),
    ("W0611", &[Code::UnusedImport]),
    ("W0612", &[Code::UnusedVariable]),
    ("W0622", &[Code::ShadowedBuiltin]),
];

/// What type checkers speak of.
const NAMES: [Code; 5] =
    [Code::UnboundName, Code::PossiblyUnbound, Code::UndefinedName, Code::UnresolvedImport, Code::NoNameInModule];

/// Removes the diagnostics that a comment mutes: one on the line on which they start or end, or, for an import, on the line where the statement
/// starts.
pub(super) fn remove(file: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    if found.is_empty() {
        return;
    }
    let switches = switches(file);
    let lines: Vec<Vec<u32>> = lines(file, found);
    let mut asked: Vec<u32> = lines.iter().flatten().copied().collect();
    asked.sort_unstable();
    asked.dedup();
    let muted = muted_on(file, &asked);
    let mut lines = lines.into_iter();
    found.retain(|diagnostic| {
        let is_muted = |line: u32| {
            let last =
                switches.iter().rev().find(|switch| switch.line <= line && switch.codes.contains(&diagnostic.code));
            last.is_some_and(|switch| switch.mutes)
                || muted.get(&line).is_some_and(|codes| codes.contains(&diagnostic.code))
        };
        !lines.next().unwrap_or_default().into_iter().any(is_muted)
    });
}

/// For each diagnostic, which are sorted, the lines whose comments may mute it.
fn lines(file: &Checked<'_>, found: &[Diagnostic]) -> Vec<Vec<u32>> {
    let is_of_import = |code| matches!(code, Code::UnusedImport | Code::UnresolvedImport | Code::NoNameInModule);
    let imports = found.iter().filter(|diagnostic| is_of_import(diagnostic.code));
    let imports: Vec<u32> = imports.map(|diagnostic| diagnostic.span.start).collect();
    let statements: FxHashMap<u32, Option<u32>> =
        imports.iter().copied().zip(contexts(file, &imports).into_iter().map(|context| context.import_start)).collect();
    let lines = |diagnostic: &Diagnostic| {
        let span = diagnostic.span;
        let statement = match diagnostic.code {
            Code::UnreadableFile | Code::SyntaxError | Code::ScopeError => return Vec::new(),
            code if is_of_import(code) => statements.get(&span.start).copied().flatten(),
            _ => None,
        };
        [Some(span.start), Some(span.end), statement].into_iter().flatten().map(|at| file.lines.line(at)).collect()
    };
    found.iter().map(lines).collect()
}

/// What the comments on some lines, which are sorted, mute.
fn muted_on(file: &Checked<'_>, lines: &[u32]) -> FxHashMap<u32, Vec<Code>> {
    let span = |line: &u32| Some((*line, file.lines.line_span(*line)?));
    let has_mark = |&(_, span): &(u32, Span)| file.text[span.range()].contains('#');
    let lines: Vec<(u32, Span)> = lines.iter().filter_map(span).filter(has_mark).collect();
    let ends: Vec<u32> = lines.iter().map(|(_, span)| span.end - 1).collect();
    let comments = comments(file.syntax.tree.root_node(), &ends);
    let muted = lines.iter().zip(comments).map(|(&(line, span), start)| {
        let comment = start.map_or("", |start| &file.text[start..span.end as usize]);
        (line, muted_by(comment))
    });
    muted.filter(|(_, codes)| !codes.is_empty()).collect()
}

/// For each of some offsets, which are sorted, the start of the comment that it lies in.
fn comments(root: Node<'_>, offsets: &[u32]) -> Vec<Option<usize>> {
    let mut found = vec![None; offsets.len()];
    let mut pending = vec![root];
    while let Some(node) = pending.pop() {
        let before = |end: usize| offsets.partition_point(|&offset| (offset as usize) < end);
        let reached = before(node.start_byte())..before(node.end_byte());
        if !reached.is_empty() && node.kind() == "comment" {
            found[reached].fill(Some(node.start_byte()));
        } else if !reached.is_empty() {
            pending.extend(node.children());
        }
    }
    found
}

/// From a line on, some codes are muted, or no longer.
struct Switch {
    line: u32,
    mutes: bool,
    codes: Vec<Code>,
}

/// What comments that begin a line say of more than a line, in the order of their effect.
fn switches(file: &Checked<'_>) -> Vec<Switch> {
    let root = file.syntax.tree.root_node();
    let starts = memchr::memchr_iter(b'#', file.text.as_bytes()).filter(|&at| {
        let before = file.text.as_bytes()[..at].last();
        before.is_none_or(|before| matches!(before, b'\n' | b'\r')) || file.text[..at] == *"\u{feff}"
    });
    let starts: Vec<u32> = starts.map(|at| at as u32).collect();
    let code = root.named_children().find(|child| child.kind() != "comment").map_or(0, |first| first.start_byte());
    let switches = starts.iter().zip(comments(root, &starts)).filter_map(|(&start, found)| {
        let line = file.lines.line(start);
        let end = file.lines.line_span(line)?.end;
        // A comment has one `#` that counts here: the rest says why.
        let text = file.text[found? + 1..end as usize].split('#').next()?;
        switch(text.trim(), line, found? < code)
    });
    let mut switches: Vec<Switch> = switches.collect();
    switches.sort_by_key(|switch| switch.line);
    switches
}

/// What a comment says of more than a line; `is_first` if no code stands before it.
fn switch(comment: &str, line: u32, is_first: bool) -> Option<Switch> {
    let (tool, rest) = comment.split_once(':')?;
    let rest = rest.trim();
    let whole = |codes| Some(Switch { line: 0, mutes: true, codes });
    match (tool, rest) {
        ("flake8" | "ruff", _) => whole(noqa(rest)?),
        ("mypy" | "pyrefly", "ignore-errors") => whole(NAMES.to_vec()),
        ("type", "ignore") if is_first => whole(NAMES.to_vec()),
        ("pylint", "skip-file") => whole(Code::ALL.to_vec()),
        ("pylint", _) => {
            let (word, messages) = rest.split_once('=')?;
            let mutes = matches!(word.trim(), "disable" | "enable").then_some(word.trim() == "disable")?;
            Some(Switch { line, mutes, codes: of_pylint(messages) })
        }
        _ => None,
    }
}

/// The codes that a comment mutes on its line.
fn muted_by(comment: &str) -> Vec<Code> {
    comment.split('#').flat_map(|part| noqa(part).or_else(|| ignore(part)).unwrap_or_default()).collect()
}

/// `noqa`, `noqa: F401,F841 and why`. What isn't followed by a code mutes all, as in flake8.
fn noqa(comment: &str) -> Option<Vec<Code>> {
    let (word, rest) = comment.trim_start().split_at_checked("noqa".len())?;
    if !word.eq_ignore_ascii_case("noqa") || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let named = rest.trim_start().strip_prefix(':').unwrap_or_default();
    let words = named.split([',', ' ', '\t']).filter(|word| !word.is_empty());
    let mut codes = words.map_while(meant).peekable();
    Some(if codes.peek().is_none() { Code::ALL.to_vec() } else { codes.flatten().collect() })
}

/// `type: ignore`, `pyright: ignore[rule]`, `legb: ignore[code, code]`, `pylint: disable=message`.
fn ignore(comment: &str) -> Option<Vec<Code>> {
    let (tool, rest) = comment.trim_start().split_once(':')?;
    let all: &[Code] = match tool {
        "type" | "pyright" | "ty" | "pyrefly" => &NAMES,
        "legb" => &Code::ALL,
        "pylint" => return rest.trim_start().strip_prefix("disable=").map(of_pylint),
        _ => return None,
    };
    let rest = rest.trim_start().strip_prefix("ignore")?;
    let Some(rules) = rest.strip_prefix('[') else { return Some(all.to_vec()) };
    let rules = rules.split(']').next().unwrap_or_default().split(',');
    Some(rules.filter_map(|rule| meant(rule.trim())).flatten().collect())
}

/// `unused-import, W0611`, `all`.
fn of_pylint(messages: &str) -> Vec<Code> {
    let words = messages.split(',').filter_map(|message| message.split_whitespace().next());
    let codes = words.map(|word| if word == "all" { Some(Code::ALL.to_vec()) } else { meant(word) });
    codes.flatten().flatten().collect()
}

/// What a code means here, nothing for one of another kind; `None` where the word is no code. The start of a code of flake8 means all such
/// codes.
fn meant(word: &str) -> Option<Vec<Code>> {
    if let Ok(code) = word.parse() {
        return Some(vec![code]);
    }
    let is_code = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let fits = |alias: &str| alias == word || is_code && alias.starts_with(word);
    let codes: Vec<Code> =
        ALIASES.iter().filter(|(alias, _)| fits(alias)).flat_map(|(_, codes)| *codes).copied().collect();
    (is_code || !codes.is_empty()).then_some(codes)
}
