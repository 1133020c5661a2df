//! Where CPython's parser stops in a text that it rejects: at the first token that no statement goes on with.
//!
//! The tree of a broken text is made to lose few names; it doesn't tell how far the text could be read. So a text with a syntax error is read
//! once more, token by token, as `python.gram` has it, but wider: all versions' syntax, any expression for a target, arguments in any order. What
//! this lets pass, the rules on the tree refuse. Of the `invalid_…` rules those are here that are about what comes next: a comma, a colon,
//! an indented block.
//!
//! Up to 3.9 the first token that doesn't fit is the error. Later versions read on to the end of the text, and whatever is no token there comes
//! first, as does a bracket that is never closed.

mod expressions;
mod patterns;
mod strings;

use super::tokens::{Kind, Token, Tokens, tokens};
use super::{Error, Phase, Source, parser};
use crate::name::is_keyword;
use crate::scope::Reported;
use crate::text::Span;

/// Deeper expressions are left to the tree.
const DEEPEST: usize = 100;

/// Where and why a text is rejected.
pub(super) struct Refusal {
    /// Where the parser stops.
    at: u32,
    /// Whether brackets are open there.
    in_brackets: bool,
    /// What is told of it.
    error: Error,
    /// Whether that is more than that a token doesn't fit.
    is_worded: bool,
    /// What comes first in spite of it: something that is no token, behind it.
    late: Option<Error>,
    /// Where the strings before it are.
    strings: Vec<Span>,
    /// And what stands where targets do.
    targets: Vec<Span>,
}

/// Where a text is rejected, if it can't be read to its end.
pub(super) fn refusal(source: &Source<'_>) -> Option<Refusal> {
    let tokens = tokens(source);
    let mut reader = Reader {
        source,
        tokens,
        at: 0,
        furthest: 0,
        filled: 0,
        depth: 0,
        targets: Vec::new(),
        worded: None,
        is_quiet: false,
        letter: 'f',
        is_lost: false,
    };
    if reader.module().is_ok() || reader.is_lost {
        return None;
    }
    let Reader { tokens, furthest, filled, worded, targets, .. } = reader;
    let last = tokens.all.get(furthest).copied();
    let is_worded = worded.is_some() || last.is_none();
    let error = match (worded, last) {
        (Some(worded), _) => worded,
        (None, Some(last)) => {
            let before = furthest.checked_sub(1).map(|before| tokens.all[before].span);
            unexpected(source, last, before)
        }
        (None, None) => tokens.fault.clone()?,
    };
    let at = last.map_or(error.span.start, |last| last.span.start);
    let line = |at: u32| source.lines.line(at);
    let read_to = tokens.all.get(filled.max(furthest)).map_or(at, |token| token.span.start);
    let is_late = source.python.minor >= 10
        && !tokens.is_quiet
        && !["unexpected indent", "unexpected unindent"].contains(&&*error.message)
        && tokens.open.is_none_or(|open| line(read_to) > line(open));
    let late = tokens.fault.filter(|_| is_late);
    let strings = tokens.all[..furthest].iter().filter(|token| token.kind == Kind::String).map(|token| token.span);
    let in_brackets = last.is_none_or(|last| last.level > 0);
    Some(Refusal { at, in_brackets, error, is_worded, late, strings: strings.collect(), targets })
}

impl Refusal {
    /// Drops of errors those that were guessed and aren't so, and returns the one that CPython tells, given also those of the rules on the tree.
    pub(super) fn settle(self, source: &Source<'_>, guessed: &mut Vec<Error>, ruled: &[Error]) -> Error {
        let line = source.lines.line(self.at);
        let is_known = |error: &Error| {
            let number = self.strings.partition_point(|string| string.end <= error.span.start);
            let in_string = || self.strings.get(number).is_some_and(|string| string.start < error.span.start);
            let is_of_target = || self.targets.iter().any(|target| target.contains(error.span.start));
            let is_assigned =
                error.message.starts_with("cannot assign to ") && !error.message.contains(" here. Maybe ");
            let is_old = source.python.minor < 10 && error.message.starts_with("cannot ");
            is_old || !is_guess(error) || is_assigned && is_of_target() || in_string()
        };
        let told = guessed.iter().filter(|error| is_known(error));
        let told = told.chain(ruled.iter().filter(|error| error.phase == Phase::Parser && !is_about_next(error)));
        // Something else stands there than what the rule is about.
        let is_there = |error: &&Error| !source.text[error.span.start as usize..].starts_with([' ', '\n', '\r']);
        // Of what begins where the parser stops, little can be known.
        let is_before = |error: &&Error| error.span.start < self.at + u32::from(!is_about_order(error));
        // Of arguments that aren't read to their end the reader itself tells the order.
        let is_read = |error: &&Error| !error.message.contains(" argument ") || error.reported.line < self.at;
        let is_other = |error: &&Error| !self.is_worded || error.message != self.error.message;
        let told = told
            .filter(is_before)
            .filter(is_there)
            .filter(is_read)
            .filter(is_other)
            .min_by_key(|error| error.span.start);
        let first = if self.is_worded { self.error.span.start } else { self.at + 1 };
        let told = told.filter(|error| error.span.start < first).cloned();
        let is_unclosed = |error: &Error| error.message.ends_with("was never closed");
        let lacks_closing = self.late.as_ref().is_some_and(is_unclosed);
        let is_kept = |error: &Error| is_known(error) || self.in_brackets && is_unclosed(error);
        guessed.retain(|error| is_kept(error) || source.lines.line(error.span.start) > line);
        let error = told.unwrap_or(self.error);
        let Some(late) = self.late else { return error };
        // What follows a bracket that is never closed is wrong for that alone.
        if !lacks_closing {
            guessed.push(error);
        }
        late
    }
}

/// Whether an error is told by the reader, too.
fn is_about_next(error: &Error) -> bool {
    let starts = ["expected an indented block", "expected 'except'", "expected 'else'", "only single target"];
    starts.iter().any(|start| error.message.starts_with(start))
}

/// Whether an error is about things that follow each other in the wrong order, or nothing more is known of it.
fn is_about_order(error: &Error) -> bool {
    let starts = ["positional argument", "iterable argument", "named ", "invalid syntax"];
    starts.iter().any(|start| error.message.starts_with(start))
}

/// Whether an error was made of what the tree lacks, or of a line's tokens.
fn is_guess(error: &Error) -> bool {
    const STARTS: [&str; 3] = ["trailing comma", "illegal expression", "future "];
    const REST: [&str; 2] = [" as import target", " is an illegal expression"];
    !STARTS.iter().any(|start| error.message.starts_with(start))
        && !REST.iter().any(|part| error.message.contains(part))
}

/// What is told of a token that nothing goes on with.
fn unexpected(source: &Source<'_>, token: Token, before: Option<Span>) -> Error {
    let message = match token.kind {
        Kind::Indent => "unexpected indent",
        Kind::Dedent | Kind::End if source.python.minor < 10 && is_at_end(source, token) => {
            "unexpected EOF while parsing"
        }
        Kind::Dedent => "unexpected unindent",
        _ => "invalid syntax",
    };
    let error = at_token(source, token, message.to_owned());
    // Nothing is to be seen of a line end.
    let span = before.filter(|_| token.kind == Kind::Newline).unwrap_or(error.span);
    Error { span, ..error }
}

fn at_token(source: &Source<'_>, token: Token, message: String) -> Error {
    Error { reported: reported(source, token), ..parser::error(token.span, message) }
}

fn is_at_end(source: &Source<'_>, token: Token) -> bool {
    token.span.start as usize + 1 >= source.text.len()
}

/// Where CPython says that a token is. Those without a text are where it has read to.
fn reported(source: &Source<'_>, token: Token) -> Reported {
    let Span { start, end } = token.span;
    match token.kind {
        Kind::Indent | Kind::Dedent if !is_at_end(source, token) => {
            let is_first = source.lines.line_span(source.lines.line(start)).is_none_or(|line| line.start == start);
            let column = if is_first { Reported::NO_COLUMN } else { start - 1 };
            Reported { line: start, column, end: column }
        }
        // Later versions count the line end.
        Kind::Newline if source.python.minor >= 12 => Reported { line: start, column: start, end: end + 1 },
        _ => Reported { line: start, column: start, end },
    }
}

/// The text is rejected.
struct Stop;

type Read<T = ()> = Result<T, Stop>;

struct Reader<'s> {
    source: &'s Source<'s>,
    tokens: Tokens,
    at: usize,
    /// The last token that was looked at.
    furthest: usize,
    /// The same of what was only tried.
    filled: usize,
    depth: usize,
    /// What stands where targets do.
    targets: Vec<Span>,
    /// What is told, if it is more than that a token doesn't fit.
    worded: Option<Error>,
    /// Whether something is tried: as much of it is read as can be, and nothing is told.
    is_quiet: bool,
    /// The letter of the string whose field is read.
    letter: char,
    /// Whether something was too deep.
    is_lost: bool,
}

// ---- tokens

impl<'s> Reader<'s> {
    fn minor(&self) -> u8 {
        self.source.python.minor
    }

    /// The next token; none where the tokens end.
    fn peek(&mut self) -> Option<Token> {
        self.furthest = self.furthest.max(self.at);
        self.tokens.all.get(self.at).copied()
    }

    fn kind(&mut self) -> Option<Kind> {
        self.peek().map(|token| token.kind)
    }

    fn text(&self, number: usize) -> &'s str {
        self.tokens.all.get(number).map_or("", |token| &self.source.text[token.span.range()])
    }

    /// The next token's text: a sign, a name or a keyword.
    fn word(&mut self) -> &'s str {
        self.peek();
        self.text(self.at)
    }

    fn is(&mut self, word: &str) -> bool {
        self.word() == word
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.is(word);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_kind(&mut self, kind: Kind) -> bool {
        let is_next = self.kind() == Some(kind);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, word: &str) -> Read {
        if self.take(word) { Ok(()) } else { Err(Stop) }
    }

    fn is_name(&mut self) -> bool {
        self.kind() == Some(Kind::Name) && !is_keyword(self.text(self.at))
    }

    fn name(&mut self) -> Read {
        let is_name = self.is_name();
        self.at += usize::from(is_name);
        if is_name { Ok(()) } else { Err(Stop) }
    }

    /// From one token to another.
    fn range(&self, first: usize, last: usize) -> Span {
        let span = |number: usize| self.tokens.all.get(number).map_or(Span::new(0, 0), |token| token.span);
        Span::new(span(first).start, span(last).end.max(span(first).start))
    }

    /// Rejects the text in CPython's words, from 3.10 on.
    fn refuse<T>(&mut self, place: Span, message: impl Into<String>) -> Read<T> {
        if self.minor() >= 10 { self.tell(parser::error(place, message.into())) } else { Err(Stop) }
    }

    /// Rejects the text.
    fn tell<T>(&mut self, error: Error) -> Read<T> {
        let is_at_fault = self.furthest == self.tokens.all.len();
        if self.worded.is_none() && !self.is_quiet && !is_at_fault {
            self.worded = Some(error);
        }
        Err(Stop)
    }

    /// The same at the last token that was looked at, if only to try.
    fn refuse_last<T>(&mut self, message: impl Into<String>) -> Read<T> {
        let last = self.tokens.all.get(self.filled.max(self.furthest)).copied();
        match last.filter(|_| self.minor() >= 10) {
            Some(token) => self.tell(at_token(self.source, token, message.into())),
            None => Err(Stop),
        }
    }

    /// The same at the next token.
    fn refuse_next<T>(&mut self, message: impl Into<String>) -> Read<T> {
        match self.peek().filter(|_| self.minor() >= 10) {
            Some(token) => self.tell(at_token(self.source, token, message.into())),
            None => Err(Stop),
        }
    }

    /// Behind something, if it can be read; of what stands in its way nothing is told, unless it is no token.
    fn behind(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Option<usize> {
        let (at, furthest, is_quiet) = (self.at, self.furthest, std::mem::replace(&mut self.is_quiet, true));
        let end = read(self).is_ok().then_some(self.at);
        (self.at, self.is_quiet) = (at, is_quiet);
        let is_at_fault = self.furthest == self.tokens.all.len();
        if !is_at_fault {
            self.filled = self.filled.max(self.furthest);
            self.furthest = furthest;
        }
        end.filter(|_| !is_at_fault)
    }
}

// ---- statements

impl Reader<'_> {
    fn module(&mut self) -> Read {
        while !self.take_kind(Kind::End) {
            self.statement()?;
        }
        Ok(())
    }

    fn statement(&mut self) -> Read {
        let start = self.at;
        match self.word() {
            "@" => self.decorated(),
            "def" => self.function(),
            "class" => self.class(),
            "async" => {
                self.at += 1;
                match self.word() {
                    "def" => self.function(),
                    "for" => self.for_loop(),
                    "with" => self.with(),
                    _ => Err(Stop),
                }
            }
            "if" => self.condition(),
            "while" => {
                self.at += 1;
                self.named_expression()?;
                self.colon()?;
                self.block("'while' statement", start)?;
                self.otherwise()
            }
            "for" => self.for_loop(),
            "with" => self.with(),
            "try" => self.attempt(),
            "case" if self.minor() >= 15 => self.case_alone(),
            "match" => self.either(Self::match_statement, Self::simple_statements),
            _ => self.simple_statements(),
        }
    }

    /// One of two things that begin alike: the second, unless the first can be read.
    fn either(&mut self, first: fn(&mut Self) -> Read, second: fn(&mut Self) -> Read) -> Read {
        let start = self.at;
        if first(self).is_ok() {
            return Ok(());
        }
        let worded = self.worded.take();
        self.at = start;
        let read = second(self);
        self.worded = worded.filter(|_| read.is_err()).or_else(|| self.worded.take());
        read
    }

    /// The colon of a header. One that the line's end stands for is told.
    fn colon(&mut self) -> Read {
        match self.take(":") {
            true => Ok(()),
            false if self.kind() == Some(Kind::Newline) => self.refuse_next("expected ':'"),
            false => Err(Stop),
        }
    }

    /// A sign that nothing else can stand for.
    fn forced(&mut self, sign: &str) -> Read {
        if self.take(sign) { Ok(()) } else { self.refuse_next(format!("expected '{sign}'")) }
    }

    fn block(&mut self, what: &str, header: usize) -> Read {
        if !self.take_kind(Kind::Newline) {
            return self.simple_statements();
        }
        self.indented(what, header)?;
        while !self.take_kind(Kind::Dedent) {
            self.statement()?;
        }
        Ok(())
    }

    fn indented(&mut self, what: &str, header: usize) -> Read {
        if self.take_kind(Kind::Indent) {
            return Ok(());
        }
        let line = self.source.lines.line(self.tokens.all[header].span.start) + 1;
        if self.minor() >= 10 {
            return self.refuse_next(format!("expected an indented block after {what} on line {line}"));
        }
        match self.peek() {
            Some(next) if self.minor() == 9 || !is_at_end(self.source, next) => {
                self.tell(at_token(self.source, next, "expected an indented block".to_owned()))
            }
            _ => Err(Stop),
        }
    }

    fn decorated(&mut self) -> Read {
        while self.take("@") {
            self.named_expression()?;
            if !self.take_kind(Kind::Newline) {
                return Err(Stop);
            }
        }
        match self.word() {
            "class" => self.class(),
            "def" => self.function(),
            _ => {
                self.expect("async")?;
                if self.is("def") { self.function() } else { Err(Stop) }
            }
        }
    }

    fn function(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        self.name()?;
        let behind_name = self.at;
        if self.is("[") && self.type_parameters().is_err() {
            self.at = behind_name;
        }
        if self.minor() >= 11 {
            self.forced("(")?;
        } else {
            self.expect("(")?;
        }
        self.parameters(")", true)?;
        self.expect(")")?;
        if self.take("->") {
            self.expression()?;
        }
        self.forced(":")?;
        self.block("function definition", header)
    }

    fn class(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        self.name()?;
        if self.is("[") {
            self.type_parameters()?;
        }
        if self.take("(") {
            self.arguments()?;
        }
        self.colon()?;
        self.block("class definition", header)
    }

    fn condition(&mut self) -> Read {
        let mut what = "'if' statement";
        loop {
            let header = self.at;
            self.at += 1;
            self.named_expression()?;
            self.colon()?;
            self.block(what, header)?;
            what = "'elif' statement";
            if !self.is("elif") {
                return self.otherwise();
            }
        }
    }

    /// `else:` and its block, if they are there.
    fn otherwise(&mut self) -> Read {
        let header = self.at;
        if !self.take("else") {
            return Ok(());
        }
        self.forced(":")?;
        self.block("'else' statement", header)
    }

    fn for_loop(&mut self) -> Read {
        let header = self.at;
        self.expect("for")?;
        let start = self.at;
        self.targets()?;
        if !self.take("in") {
            return self.no_iterable(start);
        }
        self.star_expressions()?;
        self.colon()?;
        self.block("'for' statement", header)?;
        self.otherwise()
    }

    fn with(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        if self.is("(") {
            self.either(Self::items_in_brackets, Self::items)?;
        } else {
            self.items()?;
        }
        self.colon()?;
        self.block("'with' statement", header)
    }

    fn items_in_brackets(&mut self) -> Read {
        self.expect("(")?;
        self.item()?;
        while self.take(",") && !self.is(")") {
            self.item()?;
        }
        self.expect(")")?;
        if self.is(":") || self.kind() == Some(Kind::Newline) { Ok(()) } else { Err(Stop) }
    }

    fn items(&mut self) -> Read {
        self.item()?;
        while self.take(",") {
            self.item()?;
        }
        Ok(())
    }

    fn item(&mut self) -> Read {
        self.expression()?;
        if self.take("as") { self.target() } else { Ok(()) }
    }

    fn attempt(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        self.forced(":")?;
        self.block("'try' statement", header)?;
        if !self.is("except") && !self.is("finally") {
            return self.refuse_next("expected 'except' or 'finally' block");
        }
        let mut has_handler = false;
        while self.is("except") {
            self.handler()?;
            has_handler = true;
        }
        if has_handler {
            self.otherwise()?;
        }
        let header = self.at;
        if !self.take("finally") {
            return Ok(());
        }
        self.forced(":")?;
        self.block("'finally' statement", header)
    }

    fn handler(&mut self) -> Read {
        let header = self.at;
        self.at += 1;
        let what = if self.take("*") { "'except*' statement" } else { "'except' statement" };
        if !self.is(":") && self.kind() != Some(Kind::Newline) {
            self.expression()?;
            while self.take(",") && !self.is(":") {
                self.expression()?;
            }
            match self.take("as") {
                true if self.minor() < 14 => self.name()?,
                true => drop(self.expression()?),
                false => {}
            }
        }
        self.colon()?;
        self.block(what, header)
    }

    fn simple_statements(&mut self) -> Read {
        loop {
            self.simple_statement()?;
            if self.take_kind(Kind::Newline) {
                return Ok(());
            }
            self.expect(";")?;
            if self.take_kind(Kind::Newline) {
                return Ok(());
            }
        }
    }

    fn ends_statement(&mut self) -> bool {
        self.kind() == Some(Kind::Newline) || self.is(";")
    }

    fn simple_statement(&mut self) -> Read {
        if self.kind() != Some(Kind::Name) {
            return self.expression_statement();
        }
        match self.word() {
            "pass" | "break" | "continue" => {
                self.at += 1;
                Ok(())
            }
            "return" => {
                self.at += 1;
                if self.ends_statement() { Ok(()) } else { self.star_expressions().map(drop) }
            }
            "raise" => {
                self.at += 1;
                if self.ends_statement() {
                    return Ok(());
                }
                self.expression()?;
                if self.take("from") { self.expression().map(drop) } else { Ok(()) }
            }
            "global" | "nonlocal" => {
                self.at += 1;
                self.name()?;
                while self.take(",") {
                    self.name()?;
                }
                Ok(())
            }
            "del" => {
                self.at += 1;
                self.star_expressions().map(drop)
            }
            "assert" => {
                self.at += 1;
                self.asserted()?;
                if self.take(",") { self.expression().map(drop) } else { Ok(()) }
            }
            "import" => self.import(),
            "from" => self.import_from(),
            "lazy" if self.minor() >= 15 && matches!(self.text(self.at + 1), "import" | "from") => {
                self.at += 1;
                if self.is("import") { self.import() } else { self.import_from() }
            }
            "type" => self.either(Self::alias, Self::expression_statement),
            _ => self.expression_statement(),
        }
    }

    fn import(&mut self) -> Read {
        self.at += 1;
        self.nothing_imported()?;
        loop {
            self.dotted_name()?;
            if self.take("as") {
                self.name()?;
            }
            if !self.take(",") {
                return Ok(());
            }
        }
    }

    fn nothing_imported(&mut self) -> Read {
        if self.minor() < 13 || self.kind() != Some(Kind::Newline) {
            return Ok(());
        }
        let end = self.range(self.at, self.at).start;
        self.refuse(Span::new(end, end), "Expected one or more names after 'import'")
    }

    fn dotted_name(&mut self) -> Read {
        self.name()?;
        while self.take(".") {
            self.name()?;
        }
        Ok(())
    }

    fn import_from(&mut self) -> Read {
        self.at += 1;
        let mut has_dots = false;
        while self.take(".") || self.take("...") {
            has_dots = true;
        }
        if !has_dots || !self.is("import") {
            self.dotted_name()?;
        }
        self.expect("import")?;
        if self.take("*") {
            return Ok(());
        }
        self.nothing_imported()?;
        let in_brackets = self.take("(");
        loop {
            self.name()?;
            if self.take("as") {
                self.name()?;
            }
            if !self.take(",") || in_brackets && self.is(")") {
                break;
            }
        }
        if in_brackets { self.expect(")") } else { Ok(()) }
    }

    fn alias(&mut self) -> Read {
        self.at += 1;
        self.name()?;
        if self.is("[") {
            self.type_parameters()?;
        }
        self.expect("=")?;
        self.expression().map(drop)
    }
}
