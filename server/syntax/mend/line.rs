//! The mending of one logical line: token by token.

use super::brackets::{Brackets, Closed, closer};
use super::scan::{Line, is_decorated, is_name_list};
use super::soup::is_keyword;
use super::strings::{Literal, State};
use super::words::{demands_more, first_word, is_blank, is_header, is_line_end, is_word, line_end};
use super::{Fault, Mender};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Word,
    /// A number or string.
    Literal,
    Open,
    Close,
    Operator,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

impl Mender<'_> {
    pub(super) fn mend(&mut self, line: &Line) {
        for literal in &line.literals {
            let fault = match literal.state {
                State::UnterminatedTriple => Fault::UnterminatedTripleQuotedString,
                State::Unterminated => Fault::UnterminatedString,
                State::OpenField | State::Whole => Fault::OpenField,
            };
            self.report(literal.start, literal.end, fault);
            self.keep_fields(literal);
        }
        for &meeting in &line.meets {
            let last = self.text[..meeting].trim_ascii_end().len();
            let start = self.text[..last].iter().rposition(|&b| !is_word(b)).map_or(0, |before| before + 1);
            self.report(start.min(last - 1), last, Fault::NoComma);
            let end = line_end(self.text, meeting);
            self.blank(meeting, end);
            self.write(meeting, b',');
        }
        let mut tokens = self.tokens(line);
        let open = self.balance(&mut tokens);
        if line.dedents || !open.is_empty() {
            self.join(line);
        }
        for &opener in &open {
            let at = tokens[opener].start;
            self.report(at, at + 1, Fault::NeverClosed(self.text[at]));
        }
        self.complete(line, tokens, open);
        self.keep_indentation(line);
    }

    /// Puts something that has no names where the line began, if nothing is left there.
    fn keep_indentation(&mut self, line: &Line) {
        if self.work.is_empty() || !is_blank(self.work[line.first]) {
            return;
        }
        let blanks = self.work[line.first..line.end].iter().take_while(|&&b| is_blank(b)).count();
        let filler: &[u8] = match blanks {
            _ if line.first + blanks == line.end => b"0",
            1 => b"~",
            _ => b"0;",
        };
        self.write_all(line.first, filler);
    }

    fn source(&self, token: Token) -> &[u8] {
        &self.work_or_text()[token.start..token.end]
    }

    /// The line's tokens but comments and line ends.
    fn tokens(&self, line: &Line) -> Vec<Token> {
        let text = self.work_or_text();
        let text = &text[..line.end];
        let mut tokens = Vec::new();
        let mut at = line.first;
        while at < text.len() {
            let (kind, length) = match text[at] {
                b'#' => {
                    at = line_end(text, at);
                    continue;
                }
                b'\\' => {
                    at += 1;
                    continue;
                }
                b if is_blank(b) || is_line_end(b) => {
                    at += 1;
                    continue;
                }
                b'"' | b'\'' => (Kind::Literal, Literal::at(text, at).end - at),
                b'(' | b'[' | b'{' => (Kind::Open, 1),
                b')' | b']' | b'}' => (Kind::Close, 1),
                b if b.is_ascii_digit() => (Kind::Literal, number_length(&text[at..])),
                b if is_word(b) => (Kind::Word, first_word(&text[at..]).len()),
                _ => (Kind::Operator, operator_length(&text[at..])),
            };
            let end = at + length.max(1);
            match tokens.last_mut() {
                // A prefix.
                Some(Token { end: before, kind: kind @ Kind::Word, .. })
                    if *before == at && matches!(text[at], b'"' | b'\'') =>
                {
                    (*before, *kind) = (end, Kind::Literal);
                }
                _ => tokens.push(Token { start: at, end, kind }),
            }
            at = end;
        }
        tokens
    }

    /// Blanks closing brackets that match nothing, and opens up brackets that aren't closed before one around them is;
    /// returns the numbers of those that are open at the end.
    fn balance(&mut self, tokens: &mut Vec<Token>) -> Vec<usize> {
        let mut open = Brackets::default();
        // What is to be opened up; none lies within another, so that each byte is looked at once.
        let mut unclosed: Vec<(usize, usize)> = Vec::new();
        let mut dropped = false;
        for token in &*tokens {
            match token.kind {
                Kind::Open => open.open(token.start, self.text[token.start]),
                Kind::Close => match open.close(self.text[token.start]) {
                    Closed::Innermost => {}
                    Closed::Over(opener) => {
                        while unclosed.pop_if(|inner| inner.0 > opener).is_some() {}
                        unclosed.push((opener, token.start));
                    }
                    Closed::Nothing => {
                        self.report(token.start, token.end, Fault::Unmatched(self.text[token.start]));
                        self.blank(token.start, token.end);
                        dropped = true;
                    }
                },
                _ => {}
            }
        }
        for &(opener, end) in &unclosed {
            self.report(opener, opener + 1, Fault::NeverClosed(self.text[opener]));
            self.keep_names(opener, end);
        }
        if dropped || !unclosed.is_empty() {
            tokens.retain(|token| !self.source(*token).iter().all(|&b| is_blank(b)));
        }
        let numbers = open.ids().map(|start| tokens.binary_search_by_key(&start, |token| token.start));
        numbers.flatten().collect()
    }

    /// Gives the line what it lacks at its end.
    fn complete(&mut self, line: &Line, mut tokens: Vec<Token>, mut open: Vec<usize>) {
        let Some(&first) = tokens.first() else { return };
        let word = self.source(first).to_vec();
        if word == b"@" && open.is_empty() && !is_decorated(self.text, line.next) {
            self.report(first.start, tokens[tokens.len() - 1].end, Fault::Incomplete);
            self.blank(first.start, first.end);
            tokens.remove(0);
        }
        let header = is_header(&word);
        let behind_colon = header && tokens.last().is_some_and(|last| self.source(*last) == b":");
        let colon = if behind_colon && !open.is_empty() { tokens.pop().map(|colon| colon.start) } else { None };
        if behind_colon && colon.is_none() {
            self.keep_name(line, &tokens);
            return;
        }
        if matches!(&word[..], b"import" | b"from") && self.half_import(line, &tokens) {
            return;
        }
        if self.keep_name(line, &tokens) {
            return;
        }
        if self.drop_demanding(line, &mut tokens, &mut open, header) {
            return;
        }
        let Some(&last) = tokens.last() else {
            if header {
                self.give_condition(line, first.start, first.end);
            }
            return;
        };
        let lacks_colon = header && colon.is_none() && !(line.has_colon && open.is_empty());
        let mut insertion: Vec<u8> = open.iter().rev().map(|&opener| closer(self.text[tokens[opener].start])).collect();
        if let [def, _] = tokens[..]
            && self.source(def) == b"def"
        {
            insertion.extend(b"()");
            self.report(last.start, last.end, Fault::NoParameters);
        }
        if lacks_colon || colon.is_some() {
            insertion.push(b':');
        }
        if lacks_colon && word == b"for" && !tokens.iter().any(|token| self.source(*token) == b"in") {
            self.keep_names(first.end, last.end);
            self.write_all(first.start, b"if ");
        }
        if lacks_colon && open.is_empty() {
            self.report(last.start, last.end, Fault::NoColon);
        }
        if insertion.is_empty() {
            return;
        }
        if let Some(colon) = colon {
            self.blank(colon, colon + 1);
        }
        if !self.insert(line, last.end, &insertion, header) {
            self.opens_block = false;
            self.open_up(line, &tokens, &open, colon);
        }
    }

    /// `import`, `from x`, `from x import`, `from x import (`: binds nothing. Whether it was such a thing.
    fn half_import(&mut self, line: &Line, tokens: &[Token]) -> bool {
        let last = tokens[tokens.len() - 1];
        let has_import = tokens.iter().any(|token| self.source(*token) == b"import");
        let ends_so = |at: usize| tokens.len() > at && self.source(tokens[tokens.len() - 1 - at]) == b"import";
        if has_import && !ends_so(0) && !(ends_so(1) && self.source(last) == b"(") {
            return false;
        }
        self.report(last.start, last.end, Fault::Incomplete);
        self.blank(line.first, last.end);
        true
    }

    /// Drops from the end what nothing follows that must; whether the line is complete with it.
    fn drop_demanding(&mut self, line: &Line, tokens: &mut Vec<Token>, open: &mut Vec<usize>, header: bool) -> bool {
        let mut reported = !open.is_empty();
        let statement = tokens.iter().rposition(|token| self.source(*token) == b";").map_or(0, |before| before + 1);
        let is_names = tokens.get(statement).is_some_and(|first| is_name_list(self.source(*first)));
        while let Some(&last) = tokens.last() {
            let source = self.source(last).to_vec();
            let alone = tokens.len() == 1;
            let demands = match last.kind {
                Kind::Word => demands_more(&source) && !(alone && source == b"else"),
                // Only `x[]` is no expression.
                Kind::Open => {
                    source == b"[" && self.operand_before(last.start) && open.last() == Some(&(tokens.len() - 1))
                }
                Kind::Operator if source == b"," => header || is_names,
                Kind::Operator if source == b"*" => alone || self.source(tokens[tokens.len() - 2]) != b"import",
                Kind::Operator => !matches!(&source[..], b";" | b"..."),
                Kind::Literal | Kind::Close => false,
            };
            // `def f(a, ` needs no name behind the comma.
            if !demands || source == b"," && !open.is_empty() && !header {
                return false;
            }
            if !reported {
                self.report(last.start, last.end, Fault::Incomplete);
                reported = true;
            }
            let is_assignment = last.kind == Kind::Operator
                && source.ends_with(b"=")
                && !matches!(&source[..], b"==" | b"!=" | b"<=" | b">=" | b":=");
            if is_assignment && open.is_empty() && !header && !alone && self.give_value(line, last) {
                return true;
            }
            if source == b"in" && self.source(tokens[0]) == b"for" && open.is_empty() {
                self.give_iterable(line, tokens);
                return true;
            }
            self.blank(last.start, last.end);
            tokens.pop();
            if open.last() == Some(&tokens.len()) {
                open.pop();
            }
            if is_assignment && !open.is_empty() && tokens.last().is_some_and(|label| label.kind == Kind::Word) {
                // A label without its value.
                let label = tokens.pop().expect("it was just seen");
                self.blank(label.start, label.end);
            }
        }
        false
    }

    /// Makes `x =` an assignment of something.
    fn give_value(&mut self, line: &Line, operator: Token) -> bool {
        let Token { start, end, .. } = operator;
        if end - start > 1 {
            self.blank(start, end);
            self.write_all(start, b"=0");
            return true;
        }
        if self.text[start - 1] == b' ' {
            self.write_all(start - 1, b"=0");
            return true;
        }
        self.insert(line, end, b"0", false)
    }

    /// Makes a header of a keyword alone the header of an `if`, where there is a body for it.
    fn give_condition(&mut self, line: &Line, start: usize, end: usize) {
        let (header, rest): (&[u8], &[u8]) = match &self.text[start..end] {
            b"class" | b"async" => (b"if 0 ", b":"),
            b"def" | b"for" => (b"if ", b"0:"),
            b"elif" => (b"elif", b" 0:"),
            _ => (b"if", b" 0:"),
        };
        if self.insert(line, end, rest, true) {
            self.blank(start, end);
            self.write_all(start, header);
        }
    }

    /// Makes `for x in` a loop over something or, where there is no room, an assignment.
    fn give_iterable(&mut self, line: &Line, tokens: &[Token]) {
        let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
        if !self.insert(line, last.end, b" 0:", true) {
            self.blank(first.start, first.end);
            self.write_all(last.start, b"=0");
            self.opens_block = false;
        }
    }

    /// Does without what can't be put in: brackets give way to the names in them, a header to its expressions.
    fn open_up(&mut self, line: &Line, tokens: &[Token], open: &[usize], colon: Option<usize>) {
        let first = tokens[0];
        let word = self.source(first).to_vec();
        let end = tokens[tokens.len() - 1].end;
        let imported = word == b"from"
            && open.first().is_some_and(|&opener| opener > 0 && self.source(tokens[opener - 1]) == b"import");
        if imported {
            let opener = tokens[open[0]];
            self.blank(opener.start, opener.end);
            let last = tokens[tokens.len() - 1];
            if self.source(last) == b"," {
                self.blank(last.start, last.end);
            }
            return;
        }
        if let Some(&opener) = open.first() {
            let opener = tokens[opener].start;
            if colon.is_none() && opener > 0 && self.keep_definition(&word, tokens, opener, line.end) {
                return;
            }
            let lone = !self.operand_before(opener);
            self.keep_names(opener, end);
            if lone && self.work[opener..end].iter().all(|&b| is_blank(b)) {
                self.write(opener, b'0');
            }
        }
        match colon {
            Some(colon) => {
                self.write(colon, b':');
                self.opens_block = true;
                if matches!(&word[..], b"def" | b"class" | b"async") {
                    // Its block is lost, but its body is one.
                    self.blank(first.start, first.end);
                    self.keep_names(first.start, end);
                    self.write_all(first.start, b"if");
                }
            }
            None if is_header(&word) && !(line.has_colon && open.is_empty()) => self.behead(tokens),
            None => {}
        }
    }

    /// Makes `class C(` a class without bases and `def f(a, ` a function without parameters. False where there is no room.
    fn keep_definition(&mut self, word: &[u8], tokens: &[Token], opener: usize, end: usize) -> bool {
        let header: &[u8] = match word {
            b"class" => b":",
            b"def" => b"():",
            _ => return false,
        };
        let named = tokens.len() > 2 && tokens[1].kind == Kind::Word && tokens[2].start == opener;
        if !named || end - opener < header.len() || !self.text[opener..opener + header.len()].is_ascii() {
            return false;
        }
        self.opens_block = true;
        self.blank(opener, end);
        self.write_all(opener, header);
        true
    }

    /// Makes a definition of `def f x` and `class C = y`, where no more than the name stands as it must. Whether it was such a thing.
    fn keep_name(&mut self, line: &Line, tokens: &[Token]) -> bool {
        let Some(&first) = tokens.first() else { return false };
        let tokens = &tokens[usize::from(self.source(first) == b"async")..];
        let [definition, name, next, ..] = *tokens else { return false };
        let (signs, insertion): (&[u8], &[u8]) = match self.source(definition) {
            b"def" => (b"([", b"():"),
            b"class" => (b"([:", b":"),
            _ => return false,
        };
        let is_name = name.kind == Kind::Word && !is_keyword(self.source(name));
        if !is_name || signs.contains(&self.text[next.start]) {
            return false;
        }
        let is_function = insertion.starts_with(b"(");
        self.report(name.start, name.end, if is_function { Fault::NoParameters } else { Fault::Incomplete });
        if !self.insert(line, name.end, insertion, true) {
            self.opens_block = false;
            self.behead(tokens);
        }
        true
    }

    /// Makes a header an expression or, where it binds, an assignment.
    fn behead(&mut self, tokens: &[Token]) {
        let (start, end) = (tokens[0].start, tokens[tokens.len() - 1].end);
        let is_for = matches!(self.source(tokens[0]), b"for");
        let keyword = tokens.iter().find(|token| token.kind == Kind::Word && self.source(**token) == b"in").copied();
        if let Some(keyword) = keyword.filter(|_| is_for) {
            self.blank(start, tokens[0].end);
            self.blank(keyword.start, keyword.end);
            self.write(keyword.start, b'=');
            return;
        }
        self.keep_names(start, end);
        if is_keyword(first_word(&self.text[start..])) && matches!(first_word(&self.text[start..]), b"def" | b"class") {
            self.blank(start, end);
        }
    }
}

fn number_length(text: &[u8]) -> usize {
    text.iter().take_while(|&&b| is_word(b) || b == b'.').count()
}

fn operator_length(text: &[u8]) -> usize {
    const LONG: [&[u8]; 22] = [
        b"...", b"**=", b"//=", b">>=", b"<<=", b"->", b":=", b"+=", b"-=", b"*=", b"/=", b"%=", b"@=", b"&=", b"|=",
        b"^=", b"==", b"!=", b"<=", b">=", b"**", b"//",
    ];
    LONG.iter().find(|operator| text.starts_with(operator)).map_or(1, |operator| operator.len())
}
