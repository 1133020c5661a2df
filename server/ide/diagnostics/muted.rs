//! Comments that mute diagnostics on their line: `# noqa`, `# noqa: F401`, `# noqa: unused-import`, `# type: ignore`, `# pyright: ignore`,
//! `# legb: ignore[unused-import]`. Those that people have in their sources for other tools are understood, for what they mean there.
//!
//! The trick: only lines with a diagnostic and a `#` are looked at, and the tree tells whether they end in a comment. What the compiler rejects is
//! never muted.

use rustc_hash::FxHashMap;

use super::context::contexts;
use super::{Checked, Code, Diagnostic};
use crate::syntax::Node;
use crate::text::Span;

/// The codes and rules of other tools, each with what it means here: pyflakes and flake8-builtins, mypy, pyright.
const ALIASES: [(&str, &[Code]); 20] = [
    ("F401", &[Code::UnusedImport]),
    ("F811", &[Code::ShadowedBeforeUse]),
    ("F821", &[Code::UndefinedName]),
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
];

/// What type checkers speak of.
const NAMES: [Code; 3] = [Code::UnboundName, Code::PossiblyUnbound, Code::UndefinedName];

/// Removes the diagnostics that a comment mutes: one on the line on which they start or end, or, for an import, on the line where the statement
/// starts.
pub(super) fn remove(file: &Checked<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<Vec<u32>> = lines(file, found);
    let mut asked: Vec<u32> = lines.iter().flatten().copied().collect();
    asked.sort_unstable();
    asked.dedup();
    let muted = muted_on(file, &asked);
    let mut lines = lines.into_iter();
    found.retain(|diagnostic| {
        let mutes = |line: u32| muted.get(&line).is_some_and(|codes| codes.contains(&diagnostic.code));
        !lines.next().unwrap_or_default().into_iter().any(mutes)
    });
}

/// For each diagnostic, which are sorted, the lines whose comments may mute it.
fn lines(file: &Checked<'_>, found: &[Diagnostic]) -> Vec<Vec<u32>> {
    let imports = found.iter().filter(|diagnostic| diagnostic.code == Code::UnusedImport);
    let imports: Vec<u32> = imports.map(|diagnostic| diagnostic.span.start).collect();
    let statements: FxHashMap<u32, Option<u32>> =
        imports.iter().copied().zip(contexts(file, &imports).into_iter().map(|context| context.import_start)).collect();
    let lines = |diagnostic: &Diagnostic| {
        let span = diagnostic.span;
        let statement = match diagnostic.code {
            Code::UnreadableFile | Code::SyntaxError | Code::ScopeError => return Vec::new(),
            Code::UnusedImport => statements.get(&span.start).copied().flatten(),
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

/// The codes that a comment mutes.
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

/// `type: ignore`, `pyright: ignore[rule]`, `legb: ignore[code, code]`.
fn ignore(comment: &str) -> Option<Vec<Code>> {
    let (tool, rest) = comment.trim_start().split_once(':')?;
    let all: &[Code] = match tool {
        "type" | "pyright" => &NAMES,
        "legb" => &Code::ALL,
        _ => return None,
    };
    let rest = rest.trim_start().strip_prefix("ignore")?;
    let Some(rules) = rest.strip_prefix('[') else { return Some(all.to_vec()) };
    let rules = rules.split(']').next().unwrap_or_default().split(',');
    Some(rules.filter_map(|rule| meant(rule.trim())).flatten().collect())
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
