//! What the parser reads in place of what stands in the text, byte for byte, where tree-sitter-python 0.25 rejects what
//! CPython accepts:
//!
//! | in the text | the parser reads | why |
//! |---|---|---|
//! | a CR that no LF follows | LF | a line end (reference, section 2.1.2) |
//! | NUL | space | CPython refuses the file; the parser would take it for the end |
//! | `[T = int]` after `class C`, `def f`, `type A` | `[T , int]` | PEP 696; lowering sees the `=` in the text |
//! | `match` in `type match[T]`, and other words of its own | `xatch` | a name (reference, section 2.3.2) |
//! | `{**d for …}`, `{**[] for …}` | `{* d for …}`, `{+ [] for …}` | PEP 798; lowering sees the `**` in the text |
//! | `{**not d for …}` | `{  not d for …}` | the same: no sign may stand there |
//! | `lazy import`, `lazy from` | `pass;import` | PEP 810 |
//! | `_=` behind `(` or a comma | `x=` | `case A(_=b)` |
//! | `_.` behind `{` or a comma, of a key | `x.` | `case {_.a: b}` |
//!
//! The table depends on the text alone, so a re-parse finds the same one as a parse.

use memchr::memmem;

use super::Change;

/// How far the end of a bracket is looked for, in bytes. It keeps the search linear in files whose brackets never close;
/// the longest type-parameter list in CPython's own tests has 300.
const BRACKET_LIMIT: usize = 4096;

/// Names that the grammar has for words of its own where a statement may begin.
const SOFT_KEYWORDS: [&[u8]; 5] = [b"match", b"case", b"type", b"print", b"exec"];

/// The bytes that the parser reads in place of others, sorted by offset.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Repairs(Vec<(u32, u8)>);

impl From<Vec<(u32, u8)>> for Repairs {
    /// Takes offsets and bytes that are in order.
    fn from(bytes: Vec<(u32, u8)>) -> Repairs {
        Repairs(bytes)
    }
}

impl Repairs {
    /// The repairs that a text needs.
    pub fn of(text: &str) -> Repairs {
        let text = text.as_bytes();
        let mut repairs = Vec::new();
        line_ends_and_nuls(text, &mut repairs);
        lazy_imports(text, &mut repairs);
        dictionary_unpacking(text, &mut repairs);
        blank_keywords(text, &mut repairs);
        for keyword in ["class", "def", "type"] {
            type_parameter_defaults(text, keyword, &mut repairs);
        }
        repairs.sort_unstable();
        repairs.dedup_by_key(|repair| repair.0);
        Repairs(repairs)
    }

    /// These repairs, and others that take precedence.
    pub(super) fn overlaid(mut self, others: Repairs) -> Repairs {
        if self.0.is_empty() {
            return others;
        }
        self.0.retain(|repair| others.0.binary_search_by_key(&repair.0, |other| other.0).is_err());
        self.0.extend(others.0);
        self.0.sort_unstable();
        self
    }

    /// The text as the parser reads it.
    pub(super) fn applied<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.0.is_empty() {
            return text.into();
        }
        let mut bytes = text.as_bytes().to_vec();
        for &(offset, byte) in &self.0 {
            bytes[offset as usize] = byte;
        }
        String::from_utf8(bytes).expect("ASCII bytes replace ASCII bytes").into()
    }

    /// Moves the repairs behind a change along, and drops those in what it replaced.
    pub(super) fn shift(&mut self, change: &Change) {
        self.0.retain(|&(offset, _)| !(change.old.start..change.old.end).contains(&offset));
        for (offset, _) in &mut self.0 {
            if *offset >= change.old.end {
                *offset = *offset - change.old.end + change.old.start + change.new_len;
            }
        }
    }

    /// The offsets at which two tables differ.
    pub(super) fn differences(&self, other: &Repairs) -> Vec<u32> {
        let lacks = |table: &Repairs, repair: &(u32, u8)| table.0.binary_search(repair).is_err();
        let mine = self.0.iter().filter(|repair| lacks(other, repair));
        let theirs = other.0.iter().filter(|repair| lacks(self, repair));
        mine.chain(theirs).map(|repair| repair.0).collect()
    }
}

fn line_ends_and_nuls(text: &[u8], repairs: &mut Vec<(u32, u8)>) {
    for at in memchr::memchr2_iter(b'\r', 0, text) {
        if text[at] == 0 {
            repairs.push((at as u32, b' '));
        } else if text.get(at + 1) != Some(&b'\n') {
            repairs.push((at as u32, b'\n'));
        }
    }
}

fn lazy_imports(text: &[u8], repairs: &mut Vec<(u32, u8)>) {
    for at in memmem::find_iter(text, "lazy") {
        let line_before = text[..at].iter().rposition(|b| b"\r\n;".contains(b)).map_or(0, |end| end + 1);
        let starts_statement = text[line_before..at].iter().all(|b| b" \t\x0c".contains(b));
        let rest = &text[at + 4..];
        let statement = skip_blanks(rest);
        let imports = ["import", "from"].iter().any(|word| starts_with_word(&rest[statement..], word.as_bytes()));
        if starts_statement && statement > 0 && imports {
            repairs.extend(b"pass;".iter().enumerate().map(|(i, &byte)| ((at + i) as u32, byte)));
        }
    }
}

fn blank_keywords(text: &[u8], repairs: &mut Vec<(u32, u8)>) {
    let stands_behind = |at: usize, signs: &[u8]| {
        let before = text[..at].iter().rposition(|b| !b.is_ascii_whitespace());
        before.is_some_and(|before| signs.contains(&text[before]))
    };
    let labels = memmem::find_iter(text, "_=").filter(|&at| stands_behind(at, b"(,"));
    let is_key = |at: usize| {
        let end = at + text[at..].iter().take_while(|&&b| is_word(b) || b == b'.').count();
        text.get(end + skip_blanks(&text[end..])) == Some(&b':')
    };
    let keys = memmem::find_iter(text, "_.").filter(|&at| stands_behind(at, b"{,") && is_key(at));
    repairs.extend(labels.chain(keys).map(|at| (at as u32, b'x')));
}

fn dictionary_unpacking(text: &[u8], repairs: &mut Vec<(u32, u8)>) {
    for at in memmem::find_iter(text, "**") {
        let before = text[..at].iter().rposition(|b| !b.is_ascii_whitespace());
        if before.is_none_or(|before| text[before] != b'{') {
            continue;
        }
        let mut comprehension = false;
        scan_bracket(&text[at..], |inside, depth| {
            let word = depth == 0 && inside.first().is_some_and(u8::is_ascii_whitespace);
            comprehension |= word && ["for", "async"].iter().any(|w| starts_with_word(&inside[1..], w.as_bytes()));
            !(comprehension || depth == 0 && b",:".contains(&inside[0]))
        });
        if comprehension {
            let operand = at + 2 + skip_blanks(&text[at + 2..]);
            if starts_with_word(&text[operand..], b"not") {
                repairs.extend([(at as u32, b' '), (at as u32 + 1, b' ')]);
                continue;
            }
            // Behind a star the grammar takes but names and their parts there; behind a sign all that binds as strongly.
            let is_name = text.get(operand).is_some_and(|&b| b.is_ascii_alphabetic() || b == b'_' || b >= 0x80)
                && !["await", "None", "True", "False"].iter().any(|w| starts_with_word(&text[operand..], w.as_bytes()))
                && !text[operand..].iter().find(|b| !is_word(**b)).is_some_and(|b| b"\"'".contains(b));
            repairs.extend((!is_name).then_some((at as u32, b'+')));
            repairs.push((at as u32 + 1, b' '));
        }
    }
}

fn type_parameter_defaults(text: &[u8], keyword: &str, repairs: &mut Vec<(u32, u8)>) {
    for at in memmem::find_iter(text, keyword) {
        if at > 0 && is_word(text[at - 1]) {
            continue;
        }
        let mut open = at + keyword.len();
        let blanks = skip_blanks(&text[open..]);
        open += blanks;
        let name_start = open;
        let name = text[open..].iter().take_while(|&&b| is_word(b)).count();
        open += name;
        open += skip_blanks(&text[open..]);
        if blanks == 0 || name == 0 || text.get(open) != Some(&b'[') {
            continue;
        }
        if keyword == "type" && SOFT_KEYWORDS.contains(&&text[name_start..name_start + name]) {
            repairs.push((name_start as u32, b'x'));
        }
        let list = &text[open + 1..];
        let mut lambdas = 0;
        scan_bracket(list, |inside, depth| {
            let here = list.len() - inside.len();
            if depth == 0 && starts_with_word(inside, b"lambda") && (here == 0 || !is_word(list[here - 1])) {
                lambdas += 1;
            } else if depth == 0 && inside[0] == b':' && lambdas > 0 {
                lambdas -= 1;
            }
            let operator = inside.get(1) == Some(&b'=') || here > 0 && b"=!<>:".contains(&list[here - 1]);
            // What stands in a lambda is the default of its own parameter.
            if depth == 0 && lambdas == 0 && inside[0] == b'=' && !operator {
                repairs.push(((open + 1 + here) as u32, b','));
            }
            true
        });
    }
}

/// Walks the inside of a bracket up to its end, past strings and comments: calls `visit` with what follows each byte
/// (itself first) and how many brackets are open within, until that returns false.
fn scan_bracket(text: &[u8], mut visit: impl FnMut(&[u8], usize) -> bool) {
    let (mut at, mut depth) = (0, 0usize);
    while at < text.len().min(BRACKET_LIMIT) {
        match text[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return,
            b')' | b']' | b'}' => depth -= 1,
            b'#' => at += memchr::memchr2(b'\n', b'\r', &text[at..]).unwrap_or(text.len() - at),
            quote @ (b'"' | b'\'') => {
                at += string_length(&text[at..], quote);
                continue;
            }
            _ => {
                if !visit(&text[at..], depth) {
                    return;
                }
            }
        }
        at += 1;
    }
}

/// The length of a string literal that starts with its quote, up to the end of the text where it isn't closed.
fn string_length(text: &[u8], quote: u8) -> usize {
    let triple = text.len() > 2 && text[1] == quote && text[2] == quote;
    let mut at = if triple { 3 } else { 1 };
    while at < text.len().min(BRACKET_LIMIT) {
        match text[at] {
            b'\\' => at += 1,
            b'\n' if !triple => return at,
            b if b == quote && !triple => return at + 1,
            b if b == quote && text[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    at
}

fn skip_blanks(text: &[u8]) -> usize {
    text.iter().take_while(|b| b" \t\x0c".contains(b)).count()
}

fn starts_with_word(text: &[u8], word: &[u8]) -> bool {
    text.starts_with(word) && !text.get(word.len()).is_some_and(|&b| is_word(b))
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}
