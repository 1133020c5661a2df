//! Expressions, and statements that are such.

use super::{Kind, Read, Reader, Stop};
use crate::compiler::{Error, parser};
use crate::name::is_keyword;
use crate::scope::Reported;
use crate::text::Span;

/// What an expression is, in CPython's words (`_PyPegen_get_expr_name`), but for [`BOOLEAN`].
pub(super) type Form = &'static str;

/// An expression that binds less than a comparison does.
const BOOLEAN: Form = "boolean";

/// Names behind names are looked into so deep: prose may be long.
const MOST_LEGACY: usize = 20;

/// An expression's word in messages.
pub(super) fn told(form: Form) -> Form {
    if form == BOOLEAN { "expression" } else { form }
}

/// Whether something may be assigned to; its parts may not be such.
pub(super) fn is_target(form: Form) -> bool {
    matches!(form, "name" | "attribute" | "subscript")
}

pub(super) fn is_constant(form: Form) -> bool {
    matches!(form, "True" | "False" | "None")
}

impl Reader<'_> {
    // ---- statements of expressions

    pub(super) fn expression_statement(&mut self) -> Read {
        if self.is("yield") {
            return self.yield_expression();
        }
        let start = self.at;
        let form = self.star_list(|reader| {
            let start = reader.at;
            let form = reader.star_expression()?;
            if !is_target(form) && form != "starred" || reader.is(":=") {
                reader.no_target(start, form)?;
            }
            Ok(form)
        })?;
        if !is_target(form) && self.is(":") {
            return self.no_annotation(start, form);
        }
        if is_target(form) && self.take(":") {
            self.expression()?;
            return if self.take("=") { self.value().map(drop) } else { Ok(()) };
        }
        if self.take_augmented() {
            return self.value().map(drop);
        }
        let (mut start, mut form) = (start, form);
        while self.is("=") {
            if !is_target(form)
                && !matches!(form, "tuple" | "list" | "starred" | "yield expression")
                && self.minor() >= 10
            {
                let place = self.unbracketed(start);
                return self.refuse(place, format!("cannot assign to {}", told(form)));
            }
            self.note_target(start);
            self.at += 1;
            start = self.at;
            form = self.value()?;
        }
        Ok(())
    }

    /// What is asserted; from 3.15 on more is told of it.
    pub(super) fn asserted(&mut self) -> Read {
        let start = self.at;
        let form = self.expression()?;
        if self.minor() < 15 {
            return Ok(());
        }
        if !self.is(":=") && !self.is("=") {
            return Ok(());
        }
        let message = match self.is(":=") {
            true => "cannot use named expression without parentheses here".to_owned(),
            false => format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", told(form)),
        };
        match self.precedes(|reader| reader.expression().map(drop)) {
            Some(end) => self.refuse(self.range(start, end - 1), message),
            None => Err(Stop),
        }
    }

    /// Notes that what was read from a token on stands where a target does.
    pub(super) fn note_target(&mut self, start: usize) {
        let target = self.range(start, self.at - 1);
        self.targets.push(target);
    }

    /// A colon behind what can't be annotated.
    fn no_annotation(&mut self, start: usize, form: Form) -> Read {
        let target = self.range(start, self.at - 1);
        if self.precedes(|reader| reader.expression().map(drop)).is_none() {
            return Err(Stop);
        }
        if !matches!(form, "tuple" | "list") {
            return self.tell(parser::error(target, "illegal target for annotation".to_owned()));
        }
        // Of targets without brackets CPython marks the first.
        let last = self.at;
        self.at = start;
        let first = self.behind(|reader| reader.star_expression().map(drop)).unwrap_or(last);
        self.at = last;
        let end = self.range(start, first - 1).end;
        let error = parser::error(target, format!("only single target (not {form}) can be annotated"));
        self.tell(Error { reported: Reported::from(target).ending_at(end), ..error })
    }

    fn take_augmented(&mut self) -> bool {
        let signs = ["+=", "-=", "*=", "/=", "//=", "%=", "@=", "**=", "&=", "|=", "^=", "<<=", ">>="];
        let is_next = signs.contains(&self.word());
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn value(&mut self) -> Read<Form> {
        if self.is("yield") { self.yield_expression().map(|()| "yield expression") } else { self.star_expressions() }
    }

    pub(super) fn yield_expression(&mut self) -> Read {
        self.at += 1;
        if self.take("from") {
            return self.expression().map(drop);
        }
        if self.is("*") || self.starts_expression() { self.star_expressions().map(drop) } else { Ok(()) }
    }

    pub(super) fn star_expressions(&mut self) -> Read<Form> {
        self.star_list(Self::star_expression)
    }

    fn star_list(&mut self, part: fn(&mut Self) -> Read<Form>) -> Read<Form> {
        let mut form = part(self)?;
        while self.take(",") {
            form = "tuple";
            if !self.is("*") && !self.starts_expression() {
                break;
            }
            part(self)?;
        }
        Ok(form)
    }

    pub(super) fn star_expression(&mut self) -> Read<Form> {
        if self.take("*") { self.operation().map(|_| "starred") } else { self.expression() }
    }

    pub(super) fn starts_expression(&mut self) -> bool {
        match self.kind() {
            Some(Kind::Number | Kind::String | Kind::Begin) => true,
            Some(Kind::Name) => {
                let word = self.word();
                !is_keyword(word) || matches!(word, "not" | "lambda" | "await" | "None" | "True" | "False")
            }
            Some(Kind::Sign) => matches!(self.word(), "(" | "[" | "{" | "-" | "+" | "~" | "..."),
            _ => false,
        }
    }

    // ---- expressions

    pub(super) fn named_expression(&mut self) -> Read<Form> {
        let start = self.at;
        let form = self.expression()?;
        if form == "name" && self.take(":=") {
            return self.expression().map(|_| "named expression");
        }
        self.no_target(start, form)?;
        Ok(form)
    }

    /// `a.b := c`, and `a = b` where no statement is.
    fn no_target(&mut self, start: usize, form: Form) -> Read {
        if self.minor() < 10 {
            return Ok(());
        }
        let word = told(form);
        if self.is(":=") && form != "name" && self.precedes(|reader| reader.expression().map(drop)).is_some() {
            return self
                .refuse(self.range(start, self.at - 1), format!("cannot use assignment expressions with {word}"));
        }
        let is_weak = matches!(form, BOOLEAN | "comparison" | "conditional expression" | "lambda");
        if !self.is("=") || is_weak || self.starts_with_list(start) {
            return Ok(());
        }
        let end = self.precedes(|reader| reader.operation().map(drop));
        match end.filter(|end| !matches!(self.text(*end), "=" | ":=")) {
            Some(end) if form == "name" => {
                let place = self.range(start, end - 1);
                self.refuse(place, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
            }
            Some(_) => {
                let message = format!("cannot assign to {word} here. Maybe you meant '==' instead of '='?");
                let place = self.unbracketed(start);
                self.refuse(place, message)
            }
            None => Ok(()),
        }
    }

    /// Whether an expression starts with what may be a list of targets, or a constant.
    fn starts_with_list(&mut self, start: usize) -> bool {
        let mut first = "";
        let at = std::mem::replace(&mut self.at, start);
        self.behind(|reader| {
            first = reader.atom()?;
            Ok(())
        });
        self.at = at;
        is_constant(first) || matches!(first, "tuple" | "list" | "generator expression")
    }

    /// What was read from a token on, without the brackets around it.
    fn unbracketed(&mut self, start: usize) -> Span {
        let at = self.at;
        let (mut first, mut behind) = (start, at);
        while self.text(first) == "(" {
            self.at = first;
            if self.behind(|reader| reader.atom().map(drop)) != Some(behind) {
                break;
            }
            (first, behind) = (first + 1, behind - 1);
        }
        self.at = at;
        self.range(first, behind - 1)
    }

    /// Behind what follows the next sign, if it can be read.
    fn precedes(&mut self, read: fn(&mut Self) -> Read) -> Option<usize> {
        self.behind(|reader| {
            reader.at += 1;
            read(reader)?;
            reader.peek();
            Ok(())
        })
    }

    pub(super) fn expression(&mut self) -> Read<Form> {
        self.depth += 1;
        self.is_lost |= self.depth > super::DEEPEST;
        let read = match () {
            () if self.is_lost => Err(Stop),
            () if self.take("lambda") => self.lambda().map(|()| "lambda"),
            () => self.conditional(),
        };
        self.depth -= 1;
        read
    }

    fn conditional(&mut self) -> Read<Form> {
        let start = self.at;
        let Ok(form) = self.disjunction() else { return self.comma_within(start) };
        let end = self.at;
        if !self.take("if") {
            self.missing_comma(start)?;
            return Ok(form);
        }
        match self.alternative(start) {
            Err(Stop) if self.is_quiet => self.at = end,
            read => read?,
        }
        Ok("conditional expression")
    }

    /// An expression that can't be read to its end, of which a first part may be one that another follows.
    fn comma_within(&mut self, start: usize) -> Read<Form> {
        if self.worded.is_none() && !self.is_quiet {
            let stopped = std::mem::replace(&mut self.at, start);
            let end = self.behind(|reader| reader.disjunction().map(drop));
            self.at = end.unwrap_or(stopped);
            if end.is_some() {
                self.missing_comma(start)?;
            }
            self.at = stopped;
        }
        Err(Stop)
    }

    /// What stands behind the `if` of an expression.
    pub(super) fn alternative(&mut self, start: usize) -> Read {
        let condition = self.at;
        if self.disjunction().is_err() {
            if self.is_quiet {
                return Err(Stop);
            }
            // As much is read as can be.
            let stopped = std::mem::replace(&mut self.at, condition);
            match self.behind(|reader| reader.disjunction().map(drop)).filter(|_| self.worded.is_none()) {
                Some(end) => self.at = end,
                None => {
                    self.at = stopped;
                    return Err(Stop);
                }
            }
        }
        if !self.take("else") {
            if self.is(":") {
                return Err(Stop);
            }
            let place = self.range(start, self.at - 1);
            return self.refuse(place, "expected 'else' after 'if' expression");
        }
        self.expression().map(drop)
    }

    /// An expression that another one follows, in brackets.
    fn missing_comma(&mut self, start: usize) -> Read {
        if self.is_quiet || self.minor() < 10 || !self.starts_expression() {
            return Ok(());
        }
        let is_prefix = self.tokens.all[start].kind == Kind::Name
            && self.tokens.all[start + 1].kind == Kind::String
            && !is_keyword(self.text(start));
        let is_statement = self.at == start + 1 && matches!(self.text(start), "print" | "exec");
        let is_soft =
            matches!(self.text(start), "_" | "case" | "match") || self.minor() >= 12 && self.text(start) == "type";
        let end = self.behind(|reader| reader.expression().map(drop));
        match end.filter(|end| !is_prefix && !is_statement && !is_soft && self.tokens.all[end - 1].level > 0) {
            Some(end) => {
                let place = self.range(start, end - 1);
                self.refuse(place, "invalid syntax. Perhaps you forgot a comma?")
            }
            None => self.legacy_statement(start),
        }
    }

    /// What follows a name might be that of a statement such as `print` was: what is wrong in it is told.
    fn legacy_statement(&mut self, start: usize) -> Read {
        let is_name =
            self.at == start + 1 && self.tokens.all[start].kind == Kind::Name && !is_keyword(self.text(start));
        if !is_name || self.is("(") || self.depth > MOST_LEGACY {
            return Ok(());
        }
        let word = self.text(start);
        if matches!(word, "print" | "exec")
            && let Some(end) = self.behind(|reader| reader.star_expressions().map(drop))
        {
            let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
            return self.refuse(self.range(start, end - 1), message);
        }
        let (at, furthest, depth) = (self.at, self.furthest, self.depth);
        let _ = self.star_expressions();
        (self.at, self.depth) = (at, depth);
        if self.furthest < self.tokens.all.len() {
            self.filled = self.filled.max(self.furthest);
            self.furthest = furthest;
        }
        if self.worded.is_some() { Err(Stop) } else { Ok(()) }
    }

    fn lambda(&mut self) -> Read {
        let start = self.at - 1;
        self.parameters(":", false)?;
        self.expect(":")?;
        if self.kind() == Some(Kind::Middle) {
            let message = format!("{}-string: lambda expressions are not allowed without parentheses", self.letter);
            return self.refuse(self.range(start, self.at - 1), message);
        }
        self.expression().map(drop)
    }

    /// Operands with signs between them. What is only tried ends before a sign that no operand follows.
    fn chain(
        &mut self,
        whole: Form,
        sign: fn(&mut Self) -> Read<bool>,
        operand: fn(&mut Self) -> Read<Form>,
    ) -> Read<Form> {
        let mut form = operand(self)?;
        loop {
            let end = self.at;
            let next = sign(self).and_then(|is_sign| if is_sign { operand(self).map(|_| true) } else { Ok(false) });
            match next {
                Ok(true) => form = whole,
                Ok(false) => return Ok(form),
                Err(Stop) if self.is_quiet => {
                    self.at = end;
                    return Ok(form);
                }
                Err(Stop) => return Err(Stop),
            }
        }
    }

    pub(super) fn disjunction(&mut self) -> Read<Form> {
        self.chain(BOOLEAN, |reader| Ok(reader.take("and") || reader.take("or")), Self::inversion)
    }

    fn inversion(&mut self) -> Read<Form> {
        let is_inverted = self.is("not");
        while self.take("not") {}
        let form = self.chain("comparison", Self::comparison_sign, Self::operation)?;
        Ok(if is_inverted { BOOLEAN } else { form })
    }

    fn comparison_sign(&mut self) -> Read<bool> {
        match self.word() {
            "==" | "!=" | "<" | ">" | "<=" | ">=" | "<>" | "in" => self.at += 1,
            "is" => {
                self.at += 1;
                self.take("not");
            }
            "not" => {
                self.at += 1;
                self.expect("in")?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// All that binds at least as strongly as `|`.
    pub(super) fn operation(&mut self) -> Read<Form> {
        let sign = |reader: &mut Self| {
            let signs = ["+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^"];
            let is_sign = signs.contains(&reader.word());
            reader.at += usize::from(is_sign);
            Ok(is_sign)
        };
        self.chain("expression", sign, Self::operand)
    }

    fn operand(&mut self) -> Read<Form> {
        let start = self.at;
        while self.take("-") || self.take("+") || self.take("~") {}
        let is_signed = self.at > start;
        let is_awaited = self.take("await");
        let form = self.primary()?;
        Ok(match () {
            () if is_signed => "expression",
            () if is_awaited => "await expression",
            () => form,
        })
    }

    pub(super) fn primary(&mut self) -> Read<Form> {
        let mut form = self.atom()?;
        loop {
            let end = self.at;
            let read = match self.word() {
                "." => {
                    self.at += 1;
                    self.name().map(|()| "attribute")
                }
                "(" => {
                    self.at += 1;
                    self.arguments().map(|()| "function call")
                }
                "[" => {
                    self.at += 1;
                    self.slices().map(|()| "subscript")
                }
                _ => return Ok(form),
            };
            match read {
                Err(Stop) if self.is_quiet => {
                    self.at = end;
                    return Ok(form);
                }
                read => form = read?,
            }
        }
    }

    fn atom(&mut self) -> Read<Form> {
        match self.kind() {
            Some(Kind::Number) => self.at += 1,
            Some(Kind::String | Kind::Begin) => return self.strings(),
            Some(Kind::Name) if !is_keyword(self.word()) => {
                self.at += 1;
                return Ok("name");
            }
            _ if self.take("(") => return self.group(),
            _ if self.take("[") => return self.list(),
            _ if self.take("{") => return self.braces(),
            _ if self.take("None") => return Ok("None"),
            _ if self.take("True") => return Ok("True"),
            _ if self.take("False") => return Ok("False"),
            _ if self.take("...") => return Ok("ellipsis"),
            _ => return Err(Stop),
        }
        Ok("literal")
    }
}
