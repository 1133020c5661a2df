//! What the parser reads where code is half typed, byte for byte, so that each broken line stands alone.
//!
//! The grammar takes line ends for blanks wherever no statement can end: `os.` runs on into the next line, and a bracket that isn't
//! closed swallows the functions behind it. So the text is read by logical lines (reference, section 2.1.5) before it is parsed.
//! Where one can't be whole, bytes of it are replaced, offsets staying as they are:
//!
//! | in the text | the parser reads |
//! |---|---|
//! | `f(a, b` before a line that starts with a statement's keyword, or at the end | `f(a, b)`; `f+a+b` where there is no room for `)` |
//! | `os.`, `a and`, `import` at a line's end | `os`, `a`, nothing |
//! | `x =` | `x=0` |
//! | `def f x = y` | `def f():` |
//! | `if a` | `if a:` with its body indented by a column less; without a body `a` |
//! | a string that isn't terminated | `0` |
//! | `f"x {a"` | `a` |
//! | a closing bracket too many | a blank |
//! | a line within brackets that is indented less than its statement | it joined to the line before: CPython accepts it |
//! | a comment within brackets that is indented less than its statement | blanks: the grammar may take it for the end of the block |
//! | comments between a decorator and its definition | blanks: the grammar takes them for the end of the block |
//! | the star of `*-a, b`, `x[*[a]]`, `*"ab", c` | `+`: the grammar takes but names and their parts behind a star there |
//! | the star of `*(a, b), c = d`, `x[*not a]` | a blank, as no sign may stand there |
//! | the colons of `x: double[:, :]` | `0`: the grammar has no slices there |
//! | the last comma of `a,` before another line | `;`: the grammar may take `a,` and the next line's `b = c` for one |
//! | the blank of `x: a[b](c)` | `+`: the grammar makes a type of `a[b]`, and lets nothing follow |
//! | the brackets of `x:a[b](c)` | `x:a(b)(c)`, as there is no blank |
//! | the format of `f"{"a":=5}"` | another: the grammar takes its start for `:=` |
//! | `f"{a for a in b}{c}"` | the fields, `(a for a in b)(c)`: up to 3.11 CPython accepts it |
//!
//! All but the last eleven are errors, and reported. The table depends on the text alone, so a re-parse finds the same one as a parse; a text that
//! CPython compiles has none but of these eleven kinds.

mod brackets;
mod fields;
mod insert;
mod line;
mod scan;
mod soup;
mod stars;
mod strings;
mod words;

use super::tree::Replaced;
use crate::text::Span;
use fields::Fields;
use scan::{Line, Scanner};
use stars::Read;
use words::Columns;

pub use strings::{Literal, State};

/// The comments and string literals of a text, in its order; `None` where a literal isn't whole. No tree is made for it.
pub fn comments_and_strings(text: &str) -> Option<Vec<Span>> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(offset) = memchr::memchr3(b'#', b'"', b'\'', &bytes[at..]) {
        let mark = at + offset;
        let start;
        (start, at) = match bytes[mark] {
            b'#' => (mark, words::line_end(bytes, mark)),
            _ => match Literal::at(bytes, mark) {
                Literal { start, end, state: State::Whole, .. } => (start, end),
                _ => return None,
            },
        };
        found.push(Span::new(start as u32, at as u32));
    }
    Some(found)
}

/// Why a line can't be whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// An opening bracket without its closing one.
    NeverClosed(u8),
    /// A closing bracket without its opening one.
    Unmatched(u8),
    /// A string whose line ends before it does.
    UnterminatedString,
    /// The same with three quotes; the text ends before it does.
    UnterminatedTripleQuotedString,
    /// A field of an f-string without its closing brace.
    OpenField,
    /// Something is missing behind it.
    Incomplete,
    /// Two operands without a comma between them.
    NoComma,
    /// A line that is indented more than the one before, which is no header.
    UnexpectedIndent,
    /// A line that is indented less than the block before it, and like none around.
    Unindent,
    /// A line whose tabs are indented like the spaces of another one, or more, only where a tab has so many columns.
    MixedTabs,
    /// A backslash that the text ends behind.
    OpenEnd,
    /// A header without its colon.
    NoColon,
    /// The name of a function that something else than its parameters stands behind.
    NoParameters,
}

/// A fault and the token that has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The token.
    pub span: Span,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What the parser reads in place of a half-typed text's own bytes, and why.
#[derive(Clone, Default)]
pub(super) struct Mends {
    /// Offsets and bytes, in order.
    pub bytes: Vec<(u32, u8)>,
    /// In order of their lines.
    pub problems: Vec<Problem>,
    /// Where lines start that nothing before them bears on: reading may start there. In order.
    anchors: Vec<u32>,
    /// The headers without a body. The parser takes what is left of one for its body, and marks no error.
    bodiless: Vec<u32>,
    /// Whether all lines were read: not where too much was read in vain.
    is_whole: bool,
}

impl Mends {
    /// The mends that a text needs.
    pub(super) fn of(text: &str) -> Mends {
        Mends::between(text, 0, &[]).0
    }

    /// [`Mends::of`], given those of the text before a change. The lines around the change are read, and those that had problems: a bracket that
    /// isn't closed bears on what follows, and so may the change. Also whether there is a header without a body among these lines, or was.
    pub(super) fn again(before: &Mends, replaced: Replaced, text: &str) -> (Mends, bool) {
        let all = || {
            let mends = Mends::of(text);
            let is_bodiless = !before.bodiless.is_empty() || !mends.bodiless.is_empty();
            (mends, is_bodiless)
        };
        if !before.is_whole {
            return all();
        }
        let touched = before.touched(replaced.old);
        // A line looks at what the next one begins with, so the one before the change is read, too.
        let n_before = before.anchors.partition_point(|&anchor| anchor < touched.start).saturating_sub(2);
        let start = if n_before == 0 { 0 } else { before.anchors[n_before] };
        let behind = &before.anchors[before.anchors.partition_point(|&anchor| anchor <= touched.end)..];
        let moved = |offset: u32| offset.wrapping_add(replaced.new.end).wrapping_sub(replaced.old.end);
        let stops: Vec<u32> = behind.iter().map(|&anchor| moved(anchor)).collect();
        let (between, stop) = Mends::between(text, start as usize, &stops);
        if !between.is_whole {
            return all();
        }
        let end = stop.map_or(u32::MAX, |stop| behind[stop]);
        let n_were = before.bodiless.iter().filter(|&&header| (start..end).contains(&header)).count();
        let is_bodiless = n_were > 0 || !between.bodiless.is_empty();
        let joined = |old: &[u32], new: &[u32]| -> Vec<u32> {
            let before = old.iter().copied().take_while(|&offset| offset < start);
            let behind = old[old.partition_point(|&offset| offset < end)..].iter().map(|&offset| moved(offset));
            before.chain(new.iter().copied()).chain(behind).collect()
        };
        let bytes_before = before.bytes.iter().copied().take_while(|byte| byte.0 < start);
        let bytes_behind = before.bytes[before.bytes.partition_point(|byte| byte.0 < end)..].iter();
        let mends = Mends {
            bytes: bytes_before.chain(between.bytes).chain(bytes_behind.map(|&(at, byte)| (moved(at), byte))).collect(),
            problems: between.problems,
            anchors: joined(&before.anchors, &between.anchors),
            bodiless: joined(&before.bodiless, &between.bodiless),
            is_whole: true,
        };
        (mends, is_bodiless)
    }

    /// Whether a line starts at an offset that nothing before it bears on. The text's start counts as one.
    pub(super) fn is_anchor(&self, offset: u32) -> bool {
        self.is_whole && (offset == 0 || self.anchors.binary_search(&offset).is_ok())
    }

    /// From the first to the last place that is changed or has a problem, or bytes of which a problem may be the cause.
    fn touched(&self, changed: Span) -> Span {
        if self.problems.is_empty() {
            return changed;
        }
        let spans = self.problems.iter().map(|problem| problem.span);
        let bytes = self.bytes.iter().map(|byte| Span { start: byte.0, end: byte.0 + 1 });
        spans.chain(bytes).fold(changed, |all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })
    }

    /// The mends from the start of a line that nothing before bears on, up to the first such line whose start is in a sorted list; and which of
    /// the list that is.
    fn between(text: &str, start: usize, stops: &[u32]) -> (Mends, Option<usize>) {
        let mut mender = Mender {
            text: text.as_bytes(),
            work: Vec::new(),
            written: 0,
            problems: Vec::new(),
            bodiless: Vec::new(),
            shifts: Vec::new(),
            shifted: 0,
            opens_block: false,
            statements: Vec::new(),
            indents: vec![Columns::default()],
        };
        let mut scanner = Scanner::new(text.as_bytes(), start);
        let mut anchors = Vec::new();
        let (mut stop, mut end) = (None, text.len());
        while let Some(line) = scanner.next_line() {
            if mender.is_anchor(&line) {
                stop = stops.binary_search(&(line.start as u32)).ok();
                if stop.is_some() {
                    end = line.start;
                    break;
                }
                anchors.push(line.start as u32);
            }
            mender.line(&line);
        }
        let new = mender.work.get(start..end).unwrap_or_default();
        let pairs = new.iter().zip(&mender.text[start..]).enumerate();
        let bytes =
            pairs.filter(|(_, (new, old))| new != old).map(|(at, (&new, _))| ((start + at) as u32, new)).collect();
        let is_whole = stop.is_some() || scanner.is_done();
        (Mends { bytes, problems: mender.problems, anchors, bodiless: mender.bodiless, is_whole }, stop)
    }
}

/// The mending of one text.
struct Mender<'t> {
    text: &'t [u8],
    /// The text as the parser will read it; empty as long as that is the text itself.
    work: Vec<u8>,
    /// Behind the last byte that was written.
    written: usize,
    problems: Vec<Problem>,
    bodiless: Vec<u32>,
    /// The bodies that the line at hand is in and whose indentation has given bytes to their header: more columns than which
    /// their lines have, and how many are gone.
    shifts: Vec<(usize, usize)>,
    /// The line up to which shifting is done.
    shifted: usize,
    /// Whether the line at hand is the header of what is indented more.
    opens_block: bool,
    /// How far the last statement of each block around is indented, and whether it may have clauses such as `else`.
    statements: Vec<(usize, bool)>,
    /// The same as CPython counts; at the bottom the module's own.
    indents: Vec<Columns>,
}

impl Mender<'_> {
    /// Whether nothing before a line bears on it: it is not indented and no clause of a statement before it, and the lines before it were
    /// given none of its bytes.
    fn is_anchor(&self, line: &Line) -> bool {
        let is_clause = || is_clause(words::first_word(&self.text[line.first..line.end]));
        line.indent == 0 && self.shifted.max(self.written) <= line.start && !is_clause()
    }

    fn line(&mut self, line: &Line) {
        self.check_indentation(line);
        if let Some(backslash) = line.open_end {
            self.report(backslash, backslash + 1, Fault::OpenEnd);
        }
        self.shift(line);
        self.opens_block = self.text[..line.last].ends_with(b":");
        if self.text[line.first] == b'@' {
            self.blank_comments(line);
        }
        for &(start, end) in &line.comments {
            self.blank(start, end);
        }
        for &(star, read) in &line.stars {
            match read {
                Read::Plus => self.write(star, b'+'),
                Read::Other => self.write(star, b'>'),
                Read::Number => self.write(star, b'0'),
                Read::Opening => self.write(star, b'('),
                Read::Closing => self.write(star, b')'),
                Read::Blank => self.blank_star(line, star),
            }
        }
        for (literal, fields) in &line.fields {
            self.keep_brackets(literal, fields);
        }
        self.end_list(line);
        if line.is_faulty() {
            self.mend(line);
        } else if line.dedents {
            self.join(line);
        }
        self.adopt_clause(line);
        self.dedent_body(line);
    }

    /// Whether a line is indented as one of the blocks around, or more (reference, section 2.1.8). The parser takes what is not.
    fn check_indentation(&mut self, line: &Line) {
        let is_first = self.statements.is_empty();
        let columns = words::columns(&self.text[line.start..line.first]);
        let is_deeper = self.indents.last().is_none_or(|block| columns.of_eight > block.of_eight);
        while self.indents.pop_if(|block| block.of_eight > columns.of_eight).is_some() {}
        let around = self.indents.last().copied().unwrap_or_default();
        let fault = if columns.of_eight != around.of_eight {
            let is_mixed = columns.of_one <= around.of_one;
            self.indents.push(columns);
            match () {
                () if !is_deeper => Some(Fault::Unindent),
                () if is_mixed => Some(Fault::MixedTabs),
                () => is_first.then_some(Fault::UnexpectedIndent),
            }
        } else {
            (columns.of_one != around.of_one).then_some(Fault::MixedTabs)
        };
        if let Some(fault) = fault {
            let start = if fault == Fault::UnexpectedIndent { line.first } else { line.start };
            self.report(start, line.first, fault);
        }
    }

    /// Ends a list of expressions with a semicolon in place of its last comma: the grammar may take it and the next line's target for one.
    fn end_list(&mut self, line: &Line) {
        let content = &self.text[line.first..line.last];
        // Behind an annotation no comma may stand. The colon of a lambda is none.
        let is_annotation = || {
            let lambda = memchr::memmem::find(content, b"lambda").unwrap_or(content.len());
            line.has_colon && content[..lambda].contains(&b':')
        };
        let is_list = content.strip_suffix(b",").is_some_and(|list| !list.trim_ascii_end().ends_with(b","))
            && !content.iter().any(|sign| b"=*".contains(sign))
            && !is_annotation()
            && ![content, scan::last_statement(content)].iter().any(|part| soup::is_keyword(words::first_word(part)))
            && !line.is_faulty();
        if is_list {
            self.write(line.last - 1, b';');
        }
    }

    /// Blanks a star. A bracket behind one that a line starts with takes its place: the line is indented as before.
    fn blank_star(&mut self, line: &Line, star: usize) {
        let operand = star + 1 + self.text[star + 1..].iter().take_while(|&&b| words::is_blank(b)).count();
        if star > line.first {
            self.write(star, b' ');
        } else if let bracket @ (b'(' | b'[' | b'{') = self.text[operand] {
            self.write(star, bracket);
            self.write(operand, b' ');
        }
    }

    /// Leaves of an f-string its fields, in brackets.
    fn keep_brackets(&mut self, literal: &Literal, fields: &Fields) {
        let mut at = literal.start;
        for &(start, end) in &fields.code {
            self.blank(at, start);
            at = end;
        }
        self.blank(at, literal.end);
        for &(at, sign) in &fields.signs {
            self.write(at, sign);
        }
    }

    /// Takes from a line's indentation what the headers around it were given of it.
    fn shift(&mut self, line: &Line) {
        self.shifts.retain(|&(columns, _)| line.indent > columns);
        let by: usize = self.shifts.iter().map(|shift| shift.1).sum();
        let spaces = self.text[line.start..line.first].iter().take_while(|b| **b == b' ').count();
        if by > 0 && spaces >= by && line.start >= self.shifted {
            self.blank(line.start, line.start + by);
            self.write(line.start + by - 1, b'\n');
        }
    }

    /// Makes a clause such as `else:` a statement, where the statement that it belongs to is gone.
    fn adopt_clause(&mut self, line: &Line) {
        let word = words::first_word(&self.text[line.first..line.end]);
        while self.statements.pop_if(|statement| statement.0 > line.indent).is_some() {}
        let before = self.statements.pop_if(|statement| statement.0 == line.indent);
        let is_clause = is_clause(word);
        let is_orphan = is_clause && !before.is_some_and(|before| before.1);
        if is_orphan {
            self.report(line.first, line.first + word.len(), Fault::Incomplete);
            let bare = self.text[..line.last][line.first + word.len()..].trim_ascii() == b":";
            let header: &[u8] = match word {
                b"elif" => b"if",
                b"except" if !bare => b"with",
                _ => b"if 0",
            };
            if words::first_word(&self.work_or_text()[line.first..]) == word {
                self.blank(line.first, line.first + word.len());
                self.write_all(line.first, header);
            }
        }
        let has_clauses = matches!(word, b"if" | b"for" | b"while" | b"try" | b"async")
            || is_clause && !is_orphan
            || word == b"elif"
            || is_orphan && word == b"else";
        self.statements.push((line.indent, has_clauses));
    }

    fn work_or_text(&self) -> &[u8] {
        if self.work.is_empty() { self.text } else { &self.work }
    }

    /// Lets lines that are indented more, though the line before them is no header, stand where that line does: it was a header
    /// a moment ago.
    fn dedent_body(&mut self, line: &Line) {
        let next = scan::content(self.text, line.next);
        let columns = next.map_or(0, |(start, first)| words::indentation(&self.text[start..first]));
        if self.opens_block && columns <= line.indent {
            self.bodiless.push(line.first as u32);
        }
        let Some((start, first)) = next else { return };
        // The body of a header that has taken columns of it is done already.
        if columns > line.indent && self.shifted <= start && !self.opens_block {
            self.report(first, first, Fault::UnexpectedIndent);
            self.shifts.push((line.indent, columns - line.indent));
        }
    }

    /// Blanks the comments between a decorator and what it decorates: the grammar takes the first for the end of a class's body.
    fn blank_comments(&mut self, line: &Line) {
        let end = scan::content(self.text, line.next).map_or(line.next, |next| next.0);
        let mut at = line.next;
        while let Some(comment) = memchr::memchr(b'#', &self.text[at..end]) {
            let comment_end = words::line_end(self.text, at + comment);
            self.blank(at + comment, comment_end);
            at = comment_end;
        }
    }

    /// Makes one physical line of a logical one.
    fn join(&mut self, line: &Line) {
        for &(from, to) in &line.breaks {
            self.blank(from, to);
        }
    }

    /// Writes an ASCII byte. Of characters of several bytes only blanks can be made, or a token would end within one.
    fn write(&mut self, at: usize, byte: u8) {
        if self.work.is_empty() {
            self.work.extend_from_slice(self.text);
        }
        self.written = self.written.max(at + 1);
        self.work[at] = if self.text[at].is_ascii() { byte } else { b' ' };
    }

    fn write_all(&mut self, start: usize, bytes: &[u8]) {
        for (at, &byte) in bytes.iter().enumerate() {
            self.write(start + at, byte);
        }
    }

    /// Only whole characters may be blanked: the parser reads UTF-8.
    fn blank(&mut self, from: usize, to: usize) {
        for at in from..to {
            self.write(at, b' ');
        }
    }

    fn report(&mut self, start: usize, end: usize, fault: Fault) {
        self.problems.push(Problem { span: Span { start: start as u32, end: end as u32 }, fault });
    }
}

/// Whether a word starts a clause of the statement before it.
fn is_clause(word: &[u8]) -> bool {
    matches!(word, b"elif" | b"else" | b"except" | b"finally")
}
