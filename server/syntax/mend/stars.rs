//! Stars that unpack: which of them the grammar doesn't take for that.

use super::strings::Literal;
use super::words::{is_blank, is_line_end, is_word};

/// The star that unpacks the bracket or string that starts at an offset of a line, in a subscript (PEP 646) or outside brackets, where it is
/// one of several: alone it is an error there. `open` is the innermost open bracket.
pub(super) fn unpacking_star(text: &[u8], line: usize, operand: usize, open: Option<usize>) -> Option<usize> {
    let is_string = matches!(text[operand], b'"' | b'\'');
    let mut star = operand;
    while is_string && star > line && is_word(text[star - 1]) {
        star -= 1;
    }
    star = trimmed(text, line, star).checked_sub(1).filter(|&star| star >= line && text[star] == b'*')?;
    let end = trimmed(text, line, star);
    let before = &text[line..end];
    let is_next = before.ends_with(b",");
    let unpacks = match open {
        Some(open) => text[open] == b'[' && (is_next || end == open + 1) && is_operand(&text[line.min(open)..open]),
        None => is_next || starts_list(before) && comma_follows(text, operand),
    };
    unpacks.then_some(star)
}

/// The end of a piece without the blanks and line ends there.
fn trimmed(text: &[u8], start: usize, end: usize) -> usize {
    let is_space = |b: &u8| is_blank(*b) || is_line_end(*b);
    text[start..end].iter().rposition(|b| !is_space(b)).map_or(start, |last| start + last + 1)
}

fn last_word(text: &[u8]) -> &[u8] {
    &text[text.iter().rposition(|&b| !is_word(b)).map_or(0, |before| before + 1)..]
}

/// Whether an operand ends there: a bracket behind it is a subscript.
fn is_operand(before: &[u8]) -> bool {
    let before = &before[..trimmed(before, 0, before.len())];
    let word = last_word(before);
    before.ends_with(b")") || before.ends_with(b"]") || !word.is_empty() && !super::soup::is_keyword(word)
}

/// Whether several expressions may follow outside brackets.
fn starts_list(before: &[u8]) -> bool {
    let compares = || ["==", "!=", "<=", ">=", ":="].iter().any(|sign| before.ends_with(sign.as_bytes()));
    match before.last() {
        None | Some(b';' | b':') => true,
        Some(b'=') => !compares(),
        Some(_) => matches!(last_word(before), b"return" | b"yield" | b"in" | b"for"),
    }
}

/// Whether a comma stands behind the operand that starts at an offset, in the same brackets.
fn comma_follows(text: &[u8], operand: usize) -> bool {
    let (mut at, mut depth) = (operand, 0usize);
    while let Some(&byte) = text.get(at) {
        match byte {
            b',' if depth == 0 => return true,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth > 0 => depth -= 1,
            b')' | b']' | b'}' => return false,
            b'=' | b':' | b';' | b'#' | b'\n' | b'\r' if depth == 0 => return false,
            b'"' | b'\'' => {
                at = Literal::at(text, at).end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    false
}
