//! Random edits: a document after edits is the document that is opened with the same text. Tree, graph and diagnostics are equal.
//!
//! In a text with syntax errors, tree-sitter's recovery may lean on the tree before; there the document is only compared with the next text
//! that has none. `LEGB_EDITS=N` does N edits; `LEGB_SEED=S` starts elsewhere. A failure prints its seed and a small text that shows it.

#[path = "common/random.rs"]
mod random;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use legb::codes::Code;
use legb::ide::diagnostics::{Diagnostic, diagnostics};
use legb::store::{FileId, Replacement, Snapshot, Store};
use legb::syntax::Repairs;
use legb::text::{LineIndex, PositionEncoding, Source, Span};
use random::Random;

/// Edits in a usual run: 10 seconds in a debug build on one core of 2026.
const EDITS: usize = 20_000;

/// Pieces that edits put in: what people type, and what parsers trip over.
const PIECES: [&str; 68] = [
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "\n    ",
    "\n        ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "\\",
    "\\\n",
    "#",
    "# c\n",
    ":",
    ",",
    ".",
    "=",
    ":=",
    "->",
    "*",
    "**",
    "@",
    ";",
    "f'",
    "f\"{",
    "}\"",
    "{x!r:>{y}}",
    "rb'",
    "t'{x}'",
    "x",
    "self",
    "self.ﬁ",
    "0",
    "é",
    "漢字",
    "𝒳",
    "\u{feff}",
    "\0",
    "if x:",
    "else:",
    "def f(a, *b):",
    "class C[T = int]:",
    "class C(B, metaclass=M):",
    "[T = int]",
    "lambda x: ",
    "lazy import a\n",
    "lazy from a import b\n",
    "import a.b as c\n",
    "from . import *\n",
    "global x\n",
    "match x:\n    case [y]: z\n",
    "async ",
    "await ",
    "yield ",
    "del x",
    "{**d for d in x}",
    "type A = ",
    "return",
];

#[test]
fn edited_documents_equal_fresh_ones() {
    edit_many(EDITS, 0);
}

/// Of a long text what is around an edit is parsed alone, as long as it can be.
#[test]
fn long_edited_documents_equal_fresh_ones() {
    edit_many(EDITS / 40, 40_000);
}

/// Edits texts that are no shorter, so many times in a usual run.
fn edit_many(edits: usize, shortest: usize) {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let edits = number("LEGB_EDITS").map_or(edits, |wanted| (wanted as f64 * edits as f64 / EDITS as f64) as usize);
    let seed = number("LEGB_SEED").unwrap_or(1) as u64;
    let sources = sources();
    let mut tally = Tally::default();
    let mut round = 0;
    while tally.edits < edits {
        let (name, source) = &sources[round % sources.len()];
        // Long files are cut: a text of 20 lines meets as many rules in a tenth of the time.
        let seed = seed.wrapping_mul(1 << 20).wrapping_add(round as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut random = Random(seed);
        random.below(1);
        let mut text = piece(source, &mut random);
        while text.len() < shortest {
            let more = piece(&sources[random.below(sources.len())].1, &mut random);
            // What may stand behind anything else.
            if !more.contains("__future__") && Edited::open(&more).is_whole() {
                text += &more;
            }
        }
        if let Err(report) = edit_at_random(&text, &mut random, &mut tally) {
            let saved = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edits-failed.txt");
            let _ = std::fs::write(&saved, &report);
            panic!("{name}, round {round}, seed {seed}; also in {}:\n{report}", saved.display());
        }
        round += 1;
    }
    let Tally { edits, whole, trees, graphs } = tally;
    let broken = edits - whole;
    let _ = writeln!(
        std::io::stderr(),
        "{edits} edits; {whole} gave valid code, all equal; {broken} broken code: {trees} other trees, {graphs} other graphs"
    );
    assert!(whole > edits / 10, "too few edits gave valid code to show anything");
}

#[derive(Default)]
struct Tally {
    edits: usize,
    /// How many gave a text without syntax errors.
    whole: usize,
    /// How many of the others differ.
    trees: usize,
    graphs: usize,
}

/// A document under edits, with the text that it should have.
struct Edited {
    store: Arc<Store>,
    file: FileId,
    text: String,
    version: i32,
}

impl Edited {
    fn open(text: &str) -> Edited {
        let store = Arc::new(Store::new());
        let file = store.virtual_file("untitled:1");
        store.open(file, text.to_owned(), 0);
        Edited { store, file, text: text.to_owned(), version: 0 }
    }

    /// Sends the changes in one message.
    fn edit(&mut self, changes: &[(Span, String)], encoding: PositionEncoding) {
        let mut replacements = Vec::new();
        for (span, new) in changes {
            let lines = LineIndex::new(&self.text);
            let range = (lines.position(span.start, encoding), lines.position(span.end, encoding), encoding);
            // A position can't name the middle of CR LF.
            let fits = lines.offset(range.0, encoding) == Some(span.start)
                && lines.offset(range.1, encoding) == Some(span.end);
            if fits {
                self.text.replace_range(span.range(), new);
                replacements.push(Replacement { range: Some(range), text: new.clone() });
            }
        }
        self.version += 1;
        self.store.edit(self.file, &replacements, self.version).expect("changes that fit");
    }

    /// Whether there is no syntax error: neither one in the tree, nor one that the parser lets pass, such as a header without a body.
    fn is_whole(&self) -> bool {
        let snap = self.snapshot();
        let is_error = |diagnostic: &Diagnostic| diagnostic.code == Code::SyntaxError;
        let in_tree = snap.document(self.file).expect("an open document").syntax.has_error();
        !in_tree && !diagnostics(&snap, self.file).iter().any(is_error)
    }

    fn snapshot(&self) -> Snapshot {
        self.store.snapshot()
    }
}

/// Edits a text, and mostly back again where it breaks; an error is a report.
fn edit_at_random(text: &str, random: &mut Random, tally: &mut Tally) -> Result<(), String> {
    let mut edited = Edited::open(text);
    let mut at = random.below(text.len() + 1);
    for _ in 0..20 {
        let before = edited.text.clone();
        let encoding = [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32][random.below(3)];
        let mut changes = Vec::new();
        let mut current = before.clone();
        // A person works at one place of a long text, and now and then elsewhere.
        if random.below(12) == 0 {
            at = random.below(before.len() + 1);
        }
        for _ in 0..[1, 1, 1, 2, 4][random.below(5)] {
            let from = if random.below(20) == 0 { 0 } else { at.saturating_sub(NEAR).min(current.len()) };
            let to = if from == 0 { current.len() } else { current.len().min(from + 2 * NEAR) };
            let place = from + random.below(to - from + 1);
            let change = change(&current, place, random);
            current.replace_range(change.0.range(), &change.1);
            changes.push(change);
        }
        edited.edit(&changes, encoding);
        compare(&edited, &before, tally)?;
        if !edited.is_whole() && random.below(8) > 0 {
            // A person closes the bracket, or takes the key back: most texts are whole again soon.
            let broken = edited.text.clone();
            edited.edit(&[difference(&broken, &before)], encoding);
            compare(&edited, &broken, tally)?;
        }
    }
    Ok(())
}

/// Compares a document with a fresh one of its text.
fn compare(edited: &Edited, before: &str, tally: &mut Tally) -> Result<(), String> {
    tally.edits += 1;
    let fresh = Edited::open(&edited.text);
    let broken = !fresh.is_whole();
    let differences = differences(edited, &fresh);
    if broken {
        tally.trees += usize::from(differences.contains("tree"));
        tally.graphs += usize::from(differences.contains("graph"));
    } else {
        tally.whole += 1;
    }
    let by_text = differences.contains("text") || differences.contains("repairs");
    if by_text || !broken && !differences.is_empty() {
        return Err(report(before, &edited.text, &differences));
    }
    Ok(())
}

/// In what two documents differ.
fn differences(one: &Edited, other: &Edited) -> String {
    let (a, b) = (one.snapshot(), other.snapshot());
    let (document, fresh) =
        (a.document(one.file).expect("an open document"), b.document(other.file).expect("an open document"));
    let mut differences = String::new();
    if *document.text != *one.text || document.text != fresh.text {
        differences += "text ";
    }
    if document.lines != fresh.lines {
        differences += "text by lines ";
    }
    if document.syntax.repairs != fresh.syntax.repairs || document.syntax.problems() != fresh.syntax.problems() {
        differences += "repairs ";
    }
    if let Some(difference) = tree_difference(document, fresh) {
        let _ = write!(differences, "tree ({difference}) ");
    }
    if a.graph(one.file) != b.graph(other.file) {
        differences += "graph ";
    }
    if diagnostics(&a, one.file) != diagnostics(&b, other.file) {
        differences += "diagnostics ";
    }
    differences
}

/// The first node in which two trees differ.
fn tree_difference(one: &legb::store::Document, other: &legb::store::Document) -> Option<String> {
    let (a, b) = (&one.syntax.tree, &other.syntax.tree);
    if a == b {
        return None;
    }
    let different = a.nodes().zip(b.nodes()).find(|(a, b)| format!("{a:?}") != format!("{b:?}"));
    Some(different.map_or_else(|| "of other size".to_owned(), |(a, b)| format!("{a:?}, fresh {b:?}")))
}

// ---- failures

/// What went wrong; as one edit of a text from which all lines are gone that it doesn't need, if one edit shows it.
fn report(before: &str, after: &str, differences: &str) -> String {
    let (span, new) = difference(before, after);
    let (mut head, mut tail) = (before[..span.start as usize].to_owned(), before[span.end as usize..].to_owned());
    let old = &before[span.range()];
    let shows = |head: &str, tail: &str| {
        let mut edited = Edited::open(&format!("{head}{old}{tail}"));
        let span = Span::new(head.len() as u32, (head.len() + old.len()) as u32);
        edited.edit(&[(span, new.clone())], PositionEncoding::Utf8);
        let fresh = Edited::open(&edited.text);
        (fresh.is_whole() && !self::differences(&edited, &fresh).is_empty()).then_some(edited.text)
    };
    if shows(&head, &tail).is_none() {
        return format!("{differences}\n--- from (more than the last edit is needed)\n{before}\n--- to\n{after}\n");
    }
    head = without_lines(&head, &|head| shows(head, &tail).is_some());
    tail = without_lines(&tail, &|tail| shows(&head, tail).is_some());
    format!("{differences}\n--- from\n{head}{old}{tail}\n--- to\n{head}{new}{tail}\n--- {old:?} became {new:?}\n")
}

/// The text without all lines that can go while it still shows something.
fn without_lines(text: &str, shows: &dyn Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = text.split_inclusive(['\n', '\r']).collect();
    let mut chunk = lines.len().div_ceil(2);
    while chunk > 0 {
        let mut at = 0;
        while at < lines.len() {
            let mut fewer = lines.clone();
            fewer.drain(at..(at + chunk).min(lines.len()));
            if shows(&fewer.concat()) {
                lines = fewer;
            } else {
                at += chunk;
            }
        }
        chunk /= 2;
    }
    lines.concat()
}

// ---- texts and changes

/// So many bytes before and behind the place that is worked at most changes are.
const NEAR: usize = 1000;

/// A change: a piece of the text from a place on goes, another comes.
fn change(text: &str, place: usize, random: &mut Random) -> (Span, String) {
    let start = boundary(text, place);
    let length = [0, 0, 1, 1, 2, 5, 20, 80][random.below(8)];
    let (start, end) = match random.below(6) {
        // A whole line; a token.
        0 => (line_start(text, start), (start + text[start..].find('\n').map_or(0, |at| at + 1))),
        1 => token(text, start),
        _ => (start, boundary(text, (start + random.below(length + 1)).min(text.len()))),
    };
    let new = match random.below(8) {
        0 | 1 if end > start => String::new(),
        // Something from elsewhere in the text: tokens, lines.
        2 => {
            let (start, end) = token(text, boundary(text, random.below(text.len() + 1)));
            text[start..end].to_owned()
        }
        3 => {
            let from = line_start(text, boundary(text, random.below(text.len() + 1)));
            let lines: Vec<&str> = text[from..].split_inclusive('\n').take(1 + random.below(3)).collect();
            lines.concat()
        }
        4 => format!("{}{}", random.one_of(&PIECES), random.one_of(&PIECES)),
        _ => random.one_of(&PIECES).to_owned(),
    };
    (Span::new(start as u32, end.max(start) as u32), new)
}

/// The one change that makes a text another.
fn difference(from: &str, to: &str) -> (Span, String) {
    let start = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let mut start = start;
    let in_line_end =
        |text: &str, at: usize| text.as_bytes().get(at) == Some(&b'\n') && at > 0 && text.as_bytes()[at - 1] == b'\r';
    while !from.is_char_boundary(start)
        || !to.is_char_boundary(start)
        || in_line_end(from, start)
        || in_line_end(to, start)
    {
        start -= 1;
    }
    let limit = from.len().min(to.len()) - start;
    let mut same = from.bytes().rev().zip(to.bytes().rev()).take(limit).take_while(|(a, b)| a == b).count();
    while !from.is_char_boundary(from.len() - same)
        || !to.is_char_boundary(to.len() - same)
        || in_line_end(from, from.len() - same)
    {
        same -= 1;
    }
    (Span::new(start as u32, (from.len() - same) as u32), to[start..to.len() - same].to_owned())
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The word or the character at a place.
fn token(text: &str, at: usize) -> (usize, usize) {
    let is_word = |c: char| c == '_' || c.is_alphanumeric();
    let start = at - text[..at].chars().rev().take_while(|&c| is_word(c)).map(char::len_utf8).sum::<usize>();
    let length = text[start..].chars().take_while(|&c| is_word(c)).map(char::len_utf8).sum::<usize>();
    let other = text[start..].chars().next().map_or(0, char::len_utf8);
    (start, start + if length > 0 { length } else { other })
}

/// Up to 60 lines of a source, from the start of a statement of its module; of every eighth up to 400, so that an edit has much around it
/// that it leaves alone.
fn piece(source: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let starts = |line: &str| line.starts_with(|c: char| c.is_alphabetic() || c == '@' || c == '_');
    let mut first = if lines.len() > 60 { random.below(lines.len() - 40) } else { 0 };
    while first > 0 && !starts(lines[first]) {
        first -= 1;
    }
    let n_lines = if random.below(8) == 0 { 400 } else { 20 + random.below(40) };
    let mut last = (first + n_lines).min(lines.len());
    while last < lines.len() && last > first + 1 && !starts(lines[last]) {
        last -= 1;
    }
    lines[first..last].concat()
}

/// The fixtures, and modules of the standard library of the Python at hand.
fn sources() -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut paths: Vec<PathBuf> =
        ["scopes", "oracle/cases"].iter().flat_map(|folder| python_files(&tests.join(folder))).collect();
    let library = Command::new("python3").args(["-c", "import os; print(os.path.dirname(os.__file__))"]).output();
    let library = library.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    let modules: Vec<PathBuf> = python_files(Path::new(library.trim())).into_iter().step_by(3).collect();
    if library.is_empty() || modules.is_empty() {
        let _ = writeln!(std::io::stderr(), "COULD NOT RUN random edits of the standard library: no python3");
    }
    paths.extend(modules);
    let read = |path: PathBuf| {
        let source = Source::decode(std::fs::read(&path).ok()?).ok()?;
        Some((path.file_name()?.to_string_lossy().into_owned(), source.text))
    };
    paths.into_iter().filter_map(read).collect()
}

fn python_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    files.sort();
    files
}

#[test]
fn differences_are_seen() {
    let seen = differences(&Edited::open("x = y\n"), &Edited::open("x = 1\n"));
    assert!(["text", "tree", "graph"].iter().all(|part| seen.contains(part)), "only {seen}");
    let seen = differences(&Edited::open("x = 1\n"), &Edited::open("x = (\n"));
    assert!(seen.contains("diagnostics"), "only {seen}");
}

/// The copy of the tree has the parser's own answers, in good files and in files that end anywhere.
#[test]
fn the_tree_is_the_parsers() {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&legb::syntax::language()).expect("the grammar and the parser are of one generation");
    let mut random = Random(1);
    let mut n_nodes = 0;
    for (name, text) in sources() {
        for text in [&*text, &text[..boundary(&text, random.below(text.len() + 1))]] {
            let syntax = legb::syntax::parse(text);
            if syntax.repairs != Repairs::default() {
                continue;
            }
            let parsed = parser.parse(text, None).expect("nothing cancels the parser");
            let mut cursor = parsed.walk();
            for node in syntax.tree.nodes() {
                let theirs = cursor.node();
                let (mine, its) = (facts_of(node), facts_of_parsed(&cursor));
                assert_eq!(mine, its, "{name}: {node:?}");
                for field in ["name", "body", "left", "right", "type", "value", "function", "arguments"] {
                    let range = theirs.child_by_field_name(field).map(|child| child.byte_range());
                    assert_eq!(node.field(field).map(|child| child.byte_range()), range, "{name}: {field} of {node:?}");
                }
                n_nodes += 1;
                if !cursor.goto_first_child() {
                    while !cursor.goto_next_sibling() && cursor.goto_parent() {}
                }
            }
            assert_eq!(cursor.node(), parsed.root_node(), "{name}: all nodes");
        }
    }
    assert!(n_nodes > 100_000, "only {n_nodes} nodes");
}

type Facts<'t> = (u16, &'t str, std::ops::Range<usize>, [bool; 4], u16, usize, usize);

fn facts_of(node: legb::syntax::Node<'_>) -> Facts<'static> {
    let is = [node.is_named(), node.is_extra(), node.is_missing(), node.has_error()];
    let counts = (node.child_count(), node.named_child_count());
    (node.kind_id(), node.kind(), node.byte_range(), is, node.field_id(), counts.0, counts.1)
}

fn facts_of_parsed<'t>(cursor: &tree_sitter::TreeCursor<'t>) -> Facts<'t> {
    let node = cursor.node();
    let is = [node.is_named(), node.is_extra(), node.is_missing(), node.has_error()];
    let field = cursor.field_id().map_or(0, u16::from);
    let counts = (node.child_count() as usize, node.named_child_count());
    (node.kind_id(), node.kind(), node.byte_range(), is, field, counts.0, counts.1)
}
