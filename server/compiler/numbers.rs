//! Numbers that are none, as CPython's tokenizer words them. The grammar takes what it can of one, and the rest for a name.

use super::{Error, Source, parser};
use crate::scope::Reported;
use crate::text::Span;

pub(super) const LEADING_ZEROS: &str =
    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";

/// Why a text is no number: the offset of what is wrong, and CPython's words.
struct Wrong {
    at: usize,
    message: String,
    /// Whether the tokenizer has read what is wrong, of which it then says that it is there.
    is_read: bool,
}

/// The first of a line in which the parser has found something wrong, if a number is.
pub(super) fn error(source: &Source<'_>, line: Span) -> Option<Error> {
    let text = source.text.get(line.range())?.as_bytes();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let is_number =
            text[at].is_ascii_digit() || text[at] == b'.' && text.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !is_number {
            at += text[at..].iter().take_while(|&&b| is_word(b)).count().max(1);
            continue;
        }
        match length(&text[at..], source.python.minor) {
            Ok(length) => at += length.max(1),
            Err(wrong) if is_code(source, line.start as usize + start) => {
                return Some(told(line.start + start as u32, line.start as usize + start, wrong));
            }
            Err(wrong) => at += wrong.at.max(1),
        }
    }
    None
}

/// The length of the number that a text starts with, which stands at an offset.
pub(super) fn checked(text: &[u8], offset: usize, minor: u8) -> Result<usize, Error> {
    length(text, minor).map_err(|wrong| told(offset as u32, offset, wrong))
}

fn told(start: u32, offset: usize, wrong: Wrong) -> Error {
    let at = (offset + wrong.at) as u32;
    let column = if wrong.is_read { at } else { at.saturating_sub(1) };
    let reported = Reported { line: column, column, end: column };
    Error { reported, ..parser::error(Span { start, end: at.max(start + 1) }, wrong.message) }
}

/// Whether no string or comment stands at an offset.
fn is_code(source: &Source<'_>, offset: usize) -> bool {
    let innermost = source.syntax.tree.root_node().named_descendant(offset..offset);
    !matches!(innermost.kind(), "comment" | "string" | "string_content" | "string_start" | "string_end")
}

pub(super) fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The length of the number that a text starts with (`tok_get` and `verify_end_of_number` in `tokenizer.c`).
fn length(text: &[u8], minor: u8) -> Result<usize, Wrong> {
    let radix = match text.get(1).map(u8::to_ascii_lowercase) {
        Some(b'x') if text[0] == b'0' => Some((16, "hexadecimal")),
        Some(b'o') if text[0] == b'0' => Some((8, "octal")),
        Some(b'b') if text[0] == b'0' => Some((2, "binary")),
        _ => None,
    };
    if let Some((radix, word)) = radix {
        let end = digits(text, 1, radix).map_err(|at| in_radix(text, at, word, minor < 10))?;
        return match text.get(end) {
            Some(digit) if digit.is_ascii_digit() => Err(in_radix(text, end, word, false)),
            _ => ends(text, end, word, minor),
        };
    }
    let decimal = |at: usize| Wrong { at, message: "invalid decimal literal".to_owned(), is_read: false };
    let tail =
        |at: usize| if text.get(at).is_some_and(u8::is_ascii_digit) { tail(text, at).map_err(decimal) } else { Ok(at) };
    let mut at = tail(0)?;
    if text.get(at) == Some(&b'.') {
        at = tail(at + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at = match text.get(at + 1 + sign) {
            Some(digit) if digit.is_ascii_digit() => tail(at + 1 + sign)?,
            _ if sign > 0 => return Err(decimal(at + 1 + sign)),
            _ => return ends(text, at, "decimal", minor),
        };
    }
    match text.get(at) {
        Some(b'j' | b'J') => ends(text, at + 1, "imaginary", minor),
        _ => ends(text, at, "decimal", minor),
    }
}

/// The end of decimal digits with single `_` between them, or where another sign stands behind one.
fn tail(text: &[u8], mut at: usize) -> Result<usize, usize> {
    loop {
        at += text[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if text.get(at) != Some(&b'_') {
            return Ok(at);
        }
        at += 1;
        if !text.get(at).is_some_and(u8::is_ascii_digit) {
            return Err(at);
        }
    }
}

/// The end of the digits behind a letter or `_` at an offset, or where there is none.
fn digits(text: &[u8], mut at: usize, radix: u32) -> Result<usize, usize> {
    loop {
        at += 1;
        at += usize::from(text[at - 1] != b'_' && text.get(at) == Some(&b'_'));
        let length = text[at.min(text.len())..].iter().take_while(|&&b| char::from(b).is_digit(radix)).count();
        if length == 0 {
            return Err(at);
        }
        at += length;
        if text.get(at) != Some(&b'_') {
            return Ok(at);
        }
    }
}

fn in_radix(text: &[u8], at: usize, word: &str, is_put_back: bool) -> Wrong {
    match text.get(at) {
        Some(digit) if digit.is_ascii_digit() && word != "hexadecimal" => {
            let message = format!("invalid digit '{}' in {word} literal", char::from(*digit));
            Wrong { at, message, is_read: !is_put_back }
        }
        _ => Wrong { at, message: format!("invalid {word} literal"), is_read: false },
    }
}

/// A number ends where it does unless a name follows; some keywords may.
fn ends(text: &[u8], end: usize, word: &str, minor: u8) -> Result<usize, Wrong> {
    let rest = &text[end..];
    let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
    let is_name =
        minor >= 10 && rest.first().is_some_and(|b| is_word(*b)) && !keywords.iter().any(|word| rest.starts_with(word));
    match is_name {
        true => Err(Wrong { at: end, message: format!("invalid {word} literal"), is_read: false }),
        false => Ok(end),
    }
}
