//! The logical lines of a text, and which of them can't be whole: what every line of every file goes through, so it looks at
//! few bytes closely and keeps no tokens.

use super::brackets::{Brackets, Closed};
use super::fields::Fields;
use super::soup::is_keyword;
use super::stars::{Read, in_fields, operand_in_annotation, read_as, slice_in_annotation};
use super::strings::{Literal, State};
use super::words::{
    demands_more, first_word, indentation, is_blank, is_header, is_line_end, is_word, line_end, next_line, second_word,
    starts_assignment, starts_statement,
};

/// How often the scanner may read a byte on average: where brackets and strings that aren't closed make it read on to the
/// text's end in vain again and again, it stops. A file that is being typed has a few of these, not as many as lines.
const READINGS: usize = 16;

/// A logical line.
#[derive(Debug)]
pub(super) struct Line {
    /// Where its first physical line starts.
    pub start: usize,
    /// Its first byte that isn't blank.
    pub first: usize,
    /// How many columns it is indented by.
    pub indent: usize,
    /// The end of its last physical line, without the line end.
    pub end: usize,
    /// Behind its last byte that is neither blank nor in a comment.
    pub last: usize,
    /// Where the line behind it starts.
    pub next: usize,
    /// The line ends within it, each from the comment before it to the first byte behind it that isn't blank.
    pub breaks: Vec<(usize, usize)>,
    /// The literals in it that aren't whole.
    pub literals: Vec<Literal>,
    /// Whether it has a colon outside brackets.
    pub has_colon: bool,
    /// Whether it has a continuation that is indented less than its first line.
    pub dedents: bool,
    /// The comments within it, on lines of their own, that are indented less than its first line.
    pub comments: Vec<(usize, usize)>,
    /// Whether its brackets don't match.
    pub unbalanced: bool,
    /// The breaks within it that two operands meet at.
    pub meets: Vec<usize>,
    /// The stars that the grammar doesn't take for unpacking and the like, and what the parser reads in their place: see [`read_as`].
    pub stars: Vec<(usize, Read)>,
    /// The f-strings of which the parser reads the fields alone.
    pub fields: Vec<(Literal, Fields)>,
    /// The backslash at its end, if the text ends there.
    pub open_end: Option<usize>,
    /// Whether its last token demands more, or a header lacks its colon, or a decorator its definition.
    pub incomplete: bool,
}

impl Line {
    pub(super) fn is_faulty(&self) -> bool {
        self.unbalanced || self.incomplete || !self.literals.is_empty() || !self.meets.is_empty()
    }
}

/// A physical line within brackets.
struct Row {
    start: usize,
    first: usize,
    indent: usize,
    /// How many breaks and literals lie before it.
    before: (usize, usize),
}

pub(super) struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    brackets: Brackets,
    rows: Vec<Row>,
    /// How many bytes may still be read twice.
    allowance: usize,
}

impl<'t> Scanner<'t> {
    /// Reads from the start of a line.
    pub(super) fn new(text: &'t [u8], start: usize) -> Scanner<'t> {
        Scanner { text, at: start, brackets: Brackets::default(), rows: Vec::new(), allowance: READINGS * text.len() }
    }

    /// The next logical line; none at the end, or where too much was read in vain.
    pub(super) fn next_line(&mut self) -> Option<Line> {
        let (start, first) = content(self.text, self.at)?;
        let mut line = Line {
            start,
            first,
            indent: indentation(&self.text[start..first]),
            end: first,
            last: first,
            next: first,
            breaks: Vec::new(),
            literals: Vec::new(),
            has_colon: false,
            dedents: false,
            comments: Vec::new(),
            unbalanced: false,
            meets: Vec::new(),
            stars: Vec::new(),
            fields: Vec::new(),
            open_end: None,
            incomplete: false,
        };
        self.brackets.clear();
        self.rows.clear();
        let stop = self.read(&mut line);
        if self.allowance == 0 {
            return None;
        }
        if !self.brackets.is_empty() {
            line.unbalanced = true;
            self.cut(&mut line, stop);
        }
        self.allowance = self.allowance.checked_sub(stop.saturating_sub(line.end))?;
        line.incomplete = !line.unbalanced && is_incomplete(self.text, &line);
        self.at = line.next;
        Some(line)
    }

    /// Whether there is no line any more.
    pub(super) fn is_done(&self) -> bool {
        content(self.text, self.at).is_none()
    }

    /// Reads up to the line's end, or where its brackets can't be closed any more; returns where that is.
    fn read(&mut self, line: &mut Line) -> usize {
        let text = self.text;
        let mut at = line.first;
        loop {
            at += text[at..].iter().position(|&b| IS_MARK[b as usize]).unwrap_or(text.len() - at);
            let Some(&byte) = text.get(at) else { break };
            match byte {
                b'#' | b'\n' | b'\r' => {
                    let end = line_end(text, at);
                    if self.brackets.is_empty() {
                        (line.end, line.next) = (end, if end < text.len() { next_line(text, end) } else { end });
                        line.last = trimmed(text, line.first, at);
                        return end;
                    }
                    let Some((start, first)) =
                        (end < text.len()).then(|| content(text, next_line(text, end))).flatten()
                    else {
                        at = text.len();
                        break;
                    };
                    if starts_statement(&text[first..])
                        // In round brackets it may be a label.
                        || self.brackets.innermost() != Some(b')')
                            && starts_assignment(&text[first..])
                            && !self.in_type_parameters(line, indentation(&text[start..first]))
                    {
                        at = start;
                        break;
                    }
                    self.row(line, at, start, first);
                    at = first;
                    continue;
                }
                b'"' | b'\'' => {
                    let literal = Literal::at(text, at);
                    self.allowance = self.allowance.saturating_sub(literal.read - literal.end);
                    if self.allowance == 0 {
                        return at;
                    }
                    match literal.state {
                        State::Whole => match Fields::of(text, &literal) {
                            Some(fields) => line.fields.push((literal, fields)),
                            None => line.stars.extend(in_fields(text, &literal)),
                        },
                        _ => line.literals.push(literal),
                    }
                    at = literal.end;
                    continue;
                }
                b'\\' => {
                    line.open_end = matches!(&text[at + 1..], b"" | b"\n" | b"\r" | b"\r\n").then_some(at);
                    at += usize::from(text[at + 1..].starts_with(b"\r\n")) + 1;
                }
                b'(' | b'[' | b'{' => self.brackets.open(at, byte),
                b'*' if text[at + 1..].starts_with(b"*") => at += 1,
                b'*' => line.stars.extend(read_as(text, line.first, at, &self.brackets).map(|read| (at, read))),
                b':' if self.brackets.is_empty() => line.has_colon |= text.get(at + 1) != Some(&b'='),
                b':' => line.stars.extend(slice_in_annotation(text, line.first, at, &self.brackets)),
                _ => {
                    if byte == b']' {
                        line.stars.extend(operand_in_annotation(text, line.first, at, &self.brackets));
                    }
                    line.unbalanced |= !matches!(self.brackets.close(byte), Closed::Innermost);
                }
            }
            at = (at + 1).min(text.len());
        }
        (line.end, line.next) = (at, at);
        line.last = trimmed(text, line.first, at);
        at
    }

    /// Whether what stands indented by so many columns may be a type parameter with its default.
    fn in_type_parameters(&self, line: &Line, columns: usize) -> bool {
        let is_definition = matches!(first_word(&self.text[line.first..]), b"async" | b"class" | b"def" | b"type");
        let is_only = self.brackets.ids().nth(1).is_none() && self.brackets.innermost() == Some(b']');
        is_definition && is_only && columns > line.indent
    }

    fn row(&mut self, line: &mut Line, break_start: usize, start: usize, first: usize) {
        let indent = indentation(&self.text[start..first]);
        line.dedents |= indent < line.indent;
        if line.indent > 0 {
            line.comments.extend(outdented(self.text, line_end(self.text, break_start), start, line.indent));
        }
        if operands_meet(self.text, trimmed(self.text, line.first, break_start), first) {
            line.meets.push(break_start);
        }
        self.rows.push(Row { start, first, indent, before: (line.breaks.len(), line.literals.len()) });
        line.breaks.push((break_start, first));
    }

    /// Ends a line whose brackets aren't closed: at the latest where reading stopped, before that where a line is indented
    /// like a statement, or where a header ends in its colon.
    fn cut(&self, line: &mut Line, stop: usize) {
        let text = self.text;
        let header = is_header(first_word(&text[line.first..]));
        let column_at_stop = content(text, stop).map_or(0, |(start, first)| indentation(&text[start..first]));
        // A header's body may have begun already.
        let column = if header { line.indent.max(column_at_stop) } else { line.indent };
        let mut previous = line.first;
        let is_end = |row: &Row| {
            let break_start = line.breaks[row.before.0].0;
            let behind_colon = header && text[..break_start][previous..].trim_ascii_end().ends_with(b":");
            previous = row.first;
            let closes = b")]}".contains(&text[row.first]);
            behind_colon && row.indent > line.indent || row.indent <= column && !closes
        };
        let mut end = self.rows.iter().position(is_end).unwrap_or(self.rows.len());
        // The statement's decorators belong to it.
        let is_decorator = |row: &Row| text[row.first] == b'@' && stop < text.len();
        if end == self.rows.len() {
            end -= self.rows.iter().rev().take_while(|row| is_decorator(row)).count();
        }
        if let Some(row) = self.rows.get(end) {
            let break_start = line.breaks[row.before.0].0;
            line.literals.truncate(row.before.1);
            line.breaks.truncate(row.before.0);
            line.meets.retain(|&meeting| meeting < break_start);
            line.next = row.start;
            line.end = line_end(text, break_start);
            line.last = trimmed(text, line.first, break_start);
        } else {
            let rest = self.rows.last().map_or(line.first, |row| row.first);
            line.next = stop;
            (line.end, line.last) = self.last_row(rest, stop);
        }
    }

    /// The end of a row without its line end, and without its comment.
    fn last_row(&self, first: usize, stop: usize) -> (usize, usize) {
        let text = self.text;
        let mut at = first;
        while at < stop {
            match text[at] {
                b'#' | b'\n' | b'\r' => return (line_end(text, at).min(stop), trimmed(text, first, at)),
                b'"' | b'\'' => at = Literal::at(&text[..stop], at).end,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        (stop, trimmed(text, first, stop))
    }
}

/// Whether an operand ends at an offset and another one starts behind it; two strings are one.
fn operands_meet(text: &[u8], end: usize, start: usize) -> bool {
    let is_quote = |b: u8| matches!(b, b'"' | b'\'');
    let Some(&last) = text[..end].last() else { return false };
    let ends = is_word(last) || is_quote(last) || matches!(last, b')' | b']' | b'}');
    if !ends || !is_word(text[start]) && !is_quote(text[start]) {
        return false;
    }
    let after = first_word(&text[start..]);
    let quoted = text.get(start + after.len()).is_some_and(|&b| is_quote(b));
    if quoted {
        return !is_quote(last) && !ends_in_keyword(&text[..end]);
    }
    !is_keyword(after) && !ends_in_keyword(&text[..end])
}

fn ends_in_keyword(text: &[u8]) -> bool {
    let word = text.iter().rposition(|&b| !is_word(b)).map_or(text, |before| &text[before + 1..]);
    is_keyword(word)
}

/// The start and the first byte that isn't blank of the next line that has more than a comment, or than a backslash in its first column.
pub(super) fn content(text: &[u8], mut start: usize) -> Option<(usize, usize)> {
    loop {
        let first = start + text[start..].iter().position(|&b| !is_blank(b))?;
        match text[first] {
            b'#' | b'\n' | b'\r' => {
                let end = line_end(text, first);
                if end == text.len() {
                    return None;
                }
                start = next_line(text, end);
            }
            // The line behind it is indented as if it were the first.
            b'\\'
                if first == start && line_end(text, first) == first + 1 && next_line(text, first + 1) < text.len() =>
            {
                start = next_line(text, first + 1);
            }
            _ => return Some((start, first)),
        }
    }
}

/// The comments on lines of their own between a line end and the start of a line that are indented by fewer columns.
fn outdented(text: &[u8], line_end: usize, stop: usize, columns: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = next_line(text, line_end);
    std::iter::from_fn(move || {
        let start = at;
        let end = self::line_end(text, start);
        at = next_line(text, end);
        (start < stop).then_some((start, end))
    })
    .filter(move |&(start, end)| {
        let blanks = text[start..end].iter().take_while(|b| is_blank(**b)).count();
        text[start..end].get(blanks) == Some(&b'#') && indentation(&text[start..start + blanks]) < columns
    })
}

fn trimmed(text: &[u8], from: usize, to: usize) -> usize {
    let is_space = |b: &u8| is_blank(*b) || is_line_end(*b);
    text[from..to].iter().rposition(|b| !is_space(b)).map_or(from, |last| from + last + 1)
}

/// The bytes that a line's structure depends on.
static IS_MARK: [bool; 256] = {
    let mut marks = [false; 256];
    let bytes = b"#\n\r\"'\\()[]{}:*";
    let mut i = 0;
    while i < bytes.len() {
        marks[bytes[i] as usize] = true;
        i += 1;
    }
    marks
};

/// Whether a line with all its brackets demands more than it has.
fn is_incomplete(text: &[u8], line: &Line) -> bool {
    let content = &text[line.first..line.last];
    let Some(&last) = content.last() else { return false };
    let first = first_word(content);
    let rest = &content[first.len()..];
    match last {
        b'.' if ends_in_number_or_ellipsis(content) => {}
        b'*' if ends_in_import(content) => {}
        b'.' | b'=' | b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'<' | b'>' | b'~' | b'!' => {
            return true;
        }
        b',' if is_name_list(first) && is_name_list(last_statement(content)) => return true,
        b':' if matches!(first, b"match" | b"case") => return rest.trim_ascii_start() == b":",
        b':' if !is_header(first) => return true,
        b if is_word(b) => {
            let word = content.iter().rposition(|&b| !is_word(b)).map_or(content, |before| &content[before + 1..]);
            if demands_more(word) {
                return true;
            }
        }
        _ => {}
    }
    match first {
        b"from" => memchr::memmem::find(content, b"import").is_none(),
        b"async" if second_word(content) == b"def" => !line.has_colon || lacks_more(rest.trim_ascii_start()),
        b"async" => !line.has_colon || !is_header(second_word(content)),
        b"def" | b"class" => !line.has_colon || lacks_more(content),
        b"" if content[0] == b'@' => !is_decorated(text, line.next),
        _ => !line.has_colon && is_header(first),
    }
}

/// Whether something else than parameters or bases stands behind the name of a definition.
fn lacks_more(definition: &[u8]) -> bool {
    let rest = definition[first_word(definition).len()..].trim_ascii_start();
    let behind = rest[first_word(rest).len()..].trim_ascii_start().first();
    let is_class = first_word(definition) == b"class";
    !first_word(rest).is_empty() && !behind.is_some_and(|sign| b"([\\".contains(sign) || is_class && *sign == b':')
}

/// Whether all names are imported.
fn ends_in_import(content: &[u8]) -> bool {
    content.strip_suffix(b"*").is_some_and(|before| before.trim_ascii_end().ends_with(b"import"))
}

/// What stands behind the last semicolon of a line.
pub(super) fn last_statement(content: &[u8]) -> &[u8] {
    memchr::memrchr(b';', content).map_or(content, |at| content[at + 1..].trim_ascii_start())
}

/// Whether names follow, behind the last of which stands no comma; so it is with what is asserted.
pub(super) fn is_name_list(statement: &[u8]) -> bool {
    matches!(first_word(statement), b"from" | b"import" | b"global" | b"nonlocal" | b"assert")
}

fn ends_in_number_or_ellipsis(content: &[u8]) -> bool {
    let dots = content.iter().rev().take_while(|b| **b == b'.').count();
    let before = &content[..content.len() - dots];
    let word = before.iter().rposition(|&b| !is_word(b)).map_or(before, |before_word| &before[before_word + 1..]);
    dots == 3 && word.is_empty() || dots == 1 && word.first().is_some_and(u8::is_ascii_digit)
}

/// Whether a definition or another decorator comes next.
pub(super) fn is_decorated(text: &[u8], next: usize) -> bool {
    let Some((_, first)) = content(text, next) else { return false };
    text[first] == b'@' || matches!(first_word(&text[first..]), b"def" | b"class" | b"async")
}
