//! Stars that unpack: which of them the grammar doesn't take for that, and what the parser reads in their place.

use super::brackets::Brackets;
use super::strings::Literal;
use super::words::{first_word, is_blank, is_header, is_line_end, is_word, line_end, second_word};

/// How far behind a star its comprehension or the sign of its assignment is looked for, in bytes: many stars in one line must cost
/// no more than the line.
const SEARCH_LIMIT: usize = 4096;

/// How many brackets around one are looked at.
const DEEPEST_TYPE: usize = 32;

/// What the parser reads in place of a star.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Read {
    /// A sign that the grammar takes before such an operand: the expression keeps its place and its parts.
    Plus,
    /// Nothing, where no sign may stand: before a target in brackets, `not` and `lambda`.
    Blank,
    /// Another sign, in a format.
    Other,
    /// A number, in the slice of an annotation.
    Number,
    /// A round bracket, in place of a subscript's.
    Opening,
    /// The one that closes it.
    Closing,
}

/// What stands behind a star.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    Bracket,
    /// `not` or `lambda`.
    Keyword,
    /// A string, a number, a constant, a sign or `await`.
    Other,
}

/// What the parser reads in place of the star at an offset of a line, given the brackets that are open there: a star in a subscript (PEP
/// 646), in what a comprehension collects (PEP 798), in the annotation of `*args` and outside brackets may stand before more than names.
pub(super) fn read_as(text: &[u8], line: usize, star: usize, open: &Brackets) -> Option<Read> {
    let before = &text[line..trimmed(text, line, star)];
    // Of an annotation the grammar takes `*a.b`, but no more of it.
    let is_part = || before.ends_with(b":") && has_part_of_part(text, star);
    let operand = operand(text, star).or_else(|| is_part().then_some(Operand::Other))?;
    let (Some(outermost), Some(innermost)) = (open.ids().next(), open.ids().next_back()) else {
        let is_item = before.ends_with(b",") || starts_list(before) || is_subject(text, before, star);
        if !is_item || operand == Operand::Keyword {
            return None;
        }
        // The grammar takes `*"a".b = c`, as all that has a part that is assigned to.
        let in_target = if operand == Operand::Bracket { Some(Read::Blank) } else { None };
        return if is_target(text, before, star, 0) { in_target } else { Some(Read::Plus) };
    };
    let is_first = line + before.len() == innermost + 1;
    let is_item = is_first || before.ends_with(b",");
    let in_round = text[innermost] == b'(';
    // A star may stand before the bracket, too.
    let outside = || {
        let before = &text[line..trimmed(text, line, outermost)];
        before.strip_suffix(b"*").map_or(before, |before| before.trim_ascii_end())
    };
    let unpacks = match before.last() {
        Some(b':') => in_round && operand != Operand::Keyword,
        _ if (is_item || before.ends_with(b"="))
            && text[innermost] == b'['
            && is_operand(&text[line.min(innermost)..innermost]) =>
        {
            true
        }
        _ if is_first && collects(text, star) => true,
        _ if last_word(before) == b"yield" => operand != Operand::Keyword,
        _ if is_item && in_round && first_word(text[innermost + 1..].trim_ascii_start()) == b"yield" => {
            operand != Operand::Keyword
        }
        _ if operand != Operand::Bracket => false,
        _ if last_word(before) == b"for" => return Some(Read::Blank),
        _ => {
            let is_list = is_item && (starts_list(outside()) || outside().ends_with(b","));
            return (is_list && is_target(text, outside(), star, open.ids().count())).then_some(Read::Blank);
        }
    };
    unpacks.then_some(if operand == Operand::Keyword { Read::Blank } else { Read::Plus })
}

/// The signs in the fields of a literal that the grammar takes for others: stars that unpack, and the `:=` that begins a format with `=`.
pub(super) fn in_fields(text: &[u8], literal: &Literal) -> Vec<(usize, Read)> {
    let read = |(at, in_format): (usize, bool)| match text[at] {
        b':' => text[at + 1..].starts_with(b"=").then_some((at + 1, Read::Other)),
        b'*' => {
            let before = &text[..trimmed(text, literal.quote, at)];
            let is_item = before.ends_with(b",") || before.ends_with(b"{");
            // In a format the grammar takes no star at all.
            let is_operand = || match operand(text, at) {
                None => in_format && text[at + 1] != b'*',
                Some(operand) => operand != Operand::Keyword,
            };
            (is_item && is_operand()).then_some((at, Read::Plus))
        }
        _ => None,
    };
    let inside = &text[literal.quote..literal.end];
    let may_have = inside.contains(&b'*') || memchr::memmem::find(inside, b":=").is_some();
    if may_have { literal.in_fields(text).into_iter().filter_map(read).collect() } else { Vec::new() }
}

/// The blank before an annotation in which the parser reads a sign for the sake of the colon at an offset, given the brackets that are open
/// there, or what it reads in place of the colon: the grammar has no slices such as `[:, ::1]` in a type whose name stands before its bracket.
pub(super) fn slice_in_annotation(text: &[u8], line: usize, colon: usize, open: &Brackets) -> Option<(usize, Read)> {
    let opener = open.ids().next_back().filter(|&opener| text[opener] == b'[')?;
    let is_empty = |beside: Option<&u8>| beside.is_some_and(|sign| b"[:,]".contains(sign));
    let before = trimmed(text, opener, colon);
    let behind = text[colon + 1..].iter().find(|&&b| !is_blank(b) && !is_line_end(b));
    if !is_empty(text[..before].last()) && !is_empty(behind) {
        return None;
    }
    sign_before(text, line, open).or_else(|| {
        let length = text[opener + 1..].iter().take_while(|b| b":, \t0123456789".contains(b)).count();
        let is_type = text.get(opener + 1 + length) == Some(&b']')
            && annotation(text, line, open).is_some_and(|(_, bracket)| bracket == opener);
        is_type.then_some((colon, Read::Number))
    })
}

/// What the parser reads for the sake of what follows the closing bracket at an offset, given those that are open there: the grammar makes a type
/// of `a[b]` and lets nothing but `|` and a name follow. Behind a sign it is an operand, as `a[b](c)` or `a[b] + c` has. Where no blank is before it
/// for the sign, the brackets are read as those of a call.
pub(super) fn operand_in_annotation(text: &[u8], line: usize, closing: usize, open: &Brackets) -> Vec<(usize, Read)> {
    let is_nested = open.ids().nth(1).is_some();
    if !goes_on(text, closing + 1, is_nested) {
        return Vec::new();
    }
    let opener = open.ids().next_back();
    let is_call =
        |&(_, bracket): &(usize, usize)| Some(bracket) == opener && collects_arguments(text, bracket, closing);
    let in_call = || match annotation(text, line, open).filter(is_call) {
        Some((_, bracket)) => vec![(bracket, Read::Opening), (closing, Read::Closing)],
        None => Vec::new(),
    };
    sign_before(text, line, open).map_or_else(in_call, |sign| vec![sign])
}

/// Whether a subscript may be read as a call: it isn't empty, and no slice.
fn collects_arguments(text: &[u8], opener: usize, closing: usize) -> bool {
    let inside = &text[opener + 1..closing];
    !inside.trim_ascii().is_empty() && !inside.contains(&b':')
}

/// The blank before the annotation at hand, if there is one and nothing but subscripts is open in it.
fn sign_before(text: &[u8], line: usize, open: &Brackets) -> Option<(usize, Read)> {
    let (start, bracket) = annotation(text, line, open)?;
    let mut within = open.ids().rev().take_while(|&opener| opener > bracket).take(DEEPEST_TYPE);
    (within.all(|opener| text[opener] == b'[') && is_blank(text[start - 1])).then_some((start - 1, Read::Plus))
}

/// Where an annotation starts that the place at hand is in a subscript of, and the bracket behind a name: of `x: a[b]` or `x: c | a[b]`, or of a
/// parameter, or of what is returned. So does the bound of a type parameter, its default, and what a `type` statement names.
fn annotation(text: &[u8], line: usize, open: &Brackets) -> Option<(usize, usize)> {
    let mut around = open.ids();
    let outermost = around.next()?;
    let word = first_word(&text[line..]);
    let is_alias = word == b"type" && !second_word(&text[line..]).is_empty();
    let is_parameter = text[outermost] == b'(' && is_definition(&text[line..]);
    let is_type_parameter = text[outermost] == b'['
        && (is_alias || word == b"class" || is_definition(&text[line..]))
        && around.clone().next().is_some();
    let bracket = if is_parameter || is_type_parameter { around.next()? } else { outermost };
    let owner = trimmed(text, line, bracket);
    let name = last_word(&text[line..owner]);
    let mut start = owner - name.len();
    let mut before = &text[line..trimmed(text, line, start)];
    if before.ends_with(b"|") {
        let sign = line + before_union(before)?;
        before = &text[line..=sign];
        start = sign + 1 + text[sign + 1..].iter().take_while(|&&b| is_blank(b)).count();
    }
    let is_annotation = match before.last() {
        Some(b'>') => before.ends_with(b"->"),
        Some(b'=') => is_type_parameter || is_alias && !is_parameter,
        Some(b':') if is_parameter || is_type_parameter => true,
        Some(b':') => {
            let statement = before.iter().rposition(|&b| b == b';').map_or(before, |end| &before[end + 1..]);
            !is_header(first_word(statement.trim_ascii_start())) && !statement[..statement.len() - 1].contains(&b':')
        }
        _ => false,
    };
    let is_name = !name.is_empty() && !super::soup::is_keyword(name) && word != b"lambda";
    (text[bracket] == b'[' && is_name && is_annotation).then_some((start, bracket))
}

/// The sign before `a[b] | c.d |`.
fn before_union(text: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    let is_outside = |byte: &u8| {
        match byte {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0 && !is_word(*byte) && !is_blank(*byte) && !b"|.".contains(byte)
    };
    let from = text.len().saturating_sub(SEARCH_LIMIT);
    text[from..].iter().rposition(is_outside).map(|sign| from + sign)
}

/// Whether an expression goes on behind a subscript, and not only with the names of parts.
fn goes_on(text: &[u8], mut at: usize, in_brackets: bool) -> bool {
    let blanks = |at: usize| text[at..].iter().take_while(|&&b| is_blank(b) || in_brackets && is_line_end(b)).count();
    loop {
        at += blanks(at);
        match text.get(at) {
            Some(b'.') => at += 1 + blanks(at + 1),
            Some(b'=' | b'!') => return text.get(at + 1) == Some(&b'='),
            Some(sign) if b"[(+-*/%@&^<>".contains(sign) => return true,
            _ => return matches!(first_word(&text[at..]), b"if" | b"or" | b"and" | b"in" | b"is" | b"not"),
        }
        at += first_word(&text[at..]).len();
    }
}

fn is_definition(line: &[u8]) -> bool {
    first_word(line) == b"def" || first_word(line) == b"async" && second_word(line) == b"def"
}

/// What stands behind a star, if the grammar doesn't take it there.
fn operand(text: &[u8], star: usize) -> Option<Operand> {
    let at = star + 1 + text[star + 1..].iter().position(|&b| !is_blank(b) && !is_line_end(b))?;
    let rest = &text[at..];
    match rest[0] {
        b'(' | b'[' | b'{' => Some(Operand::Bracket),
        b'"' | b'\'' | b'-' | b'~' | b'+' | b'0'..=b'9' => Some(Operand::Other),
        b'.' => (rest.starts_with(b"...") || rest.get(1).is_some_and(u8::is_ascii_digit)).then_some(Operand::Other),
        _ => match first_word(rest) {
            b"not" | b"lambda" => Some(Operand::Keyword),
            b"None" | b"True" | b"False" | b"await" => Some(Operand::Other),
            word => matches!(rest.get(word.len()), Some(b'"' | b'\'')).then_some(Operand::Other),
        },
    }
}

/// Whether `a.b` stands behind a star, and more than names behind that.
fn has_part_of_part(text: &[u8], star: usize) -> bool {
    let at = star + 1 + text[star + 1..].iter().take_while(|&&b| is_blank(b)).count();
    let end = at + first_word(&text[at..]).len();
    end > at && text.get(end) == Some(&b'.') && goes_on(text, end, true)
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
    let is_name = !word.is_empty() && !super::soup::is_keyword(word);
    is_name
        || matches!(word, b"None" | b"True" | b"False")
        || before.ends_with(b"...")
        || matches!(before.last(), Some(b')' | b']' | b'}' | b'"' | b'\''))
}

/// Whether several expressions may follow outside brackets.
fn starts_list(before: &[u8]) -> bool {
    let ends = |signs: &[&str]| signs.iter().any(|sign| before.ends_with(sign.as_bytes()));
    let compares = || ends(&["==", "!=", "<=", ">=", ":="]) && !ends(&["<<=", ">>="]);
    match before.last() {
        None | Some(b';' | b':') => true,
        Some(b'=') => !compares(),
        Some(_) => matches!(last_word(before), b"return" | b"yield" | b"in" | b"for" | b"del"),
    }
}

/// Whether `match` is all that stands before a star, and a colon ends the line: else it is a name.
fn is_subject(text: &[u8], before: &[u8], star: usize) -> bool {
    before == b"match"
        && code_until(text, star, 0, |at| b":\n\r".contains(&text[at])).is_some_and(|at| text[at] == b':')
}

/// Whether what stands behind a star is a target, the star lying in so many brackets: that of a `for` or of a `=`.
fn is_target(text: &[u8], before: &[u8], star: usize, depth: usize) -> bool {
    let is_annotation = before.ends_with(b":") && !is_header(first_word(before));
    if is_annotation {
        return false;
    }
    let is_loop = first_word(before) == b"for" || first_word(before) == b"async" && second_word(before) == b"for";
    if is_loop {
        let mut words = before[..before.len().min(SEARCH_LIMIT)].split(|&b| !is_word(b));
        return !words.any(|word| word == b"in");
    }
    // No target has a lambda in it, and what has one may have a `=` there.
    let is_end =
        |at: usize| b"=:;\n\r".contains(&text[at]) || !is_word(text[at - 1]) && first_word(&text[at..]) == b"lambda";
    let sign = code_until(text, star, depth, is_end);
    sign.is_some_and(|at| {
        text[at] == b'=' && text.get(at + 1) != Some(&b'=') && !b"!<>+-*/%@&|^".contains(&text[at - 1])
    })
}

/// Whether a comprehension's clause stands behind the star, in the same bracket.
fn collects(text: &[u8], star: usize) -> bool {
    let starts_clause = |at: usize| {
        !is_word(text[at - 1])
            && (first_word(&text[at..]) == b"for"
                || first_word(&text[at..]) == b"async" && second_word(&text[at..]) == b"for")
    };
    code_until(text, star, 0, |at| text[at] == b',' || starts_clause(at)).is_some_and(|at| text[at] != b',')
}

/// Where in the code behind a star, and behind so many closing brackets, stands what is looked for.
fn code_until(text: &[u8], star: usize, closing: usize, is_found: impl Fn(usize) -> bool) -> Option<usize> {
    let text = &text[..text.len().min(star + SEARCH_LIMIT)];
    let (mut at, mut depth) = (star + 1, closing);
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' | b'\'' => {
                at = Literal::at(text, at).end;
                continue;
            }
            b'#' => {
                at = line_end(text, at);
                continue;
            }
            _ if depth == 0 && is_found(at) => return Some(at),
            b'\\' => at += 1,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
    }
    None
}
