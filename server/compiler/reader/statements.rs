//! Statements: headers with their blocks, and simple ones.

use super::{Kind, Read, Reader, Stop, at_token, is_at_end};
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn module(&mut self) -> Read {
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
    pub(super) fn colon(&mut self) -> Read {
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

    pub(super) fn block(&mut self, what: &str, header: usize) -> Read {
        if !self.take_kind(Kind::Newline) {
            return self.simple_statements();
        }
        self.indented(what, header)?;
        while !self.take_kind(Kind::Dedent) {
            self.statement()?;
        }
        Ok(())
    }

    pub(super) fn indented(&mut self, what: &str, header: usize) -> Read {
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

    pub(super) fn simple_statements(&mut self) -> Read {
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

    pub(super) fn dotted_name(&mut self) -> Read {
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
