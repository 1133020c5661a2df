//! Room for tokens that a line lacks: bytes behind it that mean nothing.

use super::Mender;
use super::scan::{Line, content};
use super::words::{first_word, indentation, is_header, is_line_end};

impl Mender<'_> {
    /// Puts ASCII bytes behind a line's last token; false where there is no room.
    pub(super) fn insert(&mut self, line: &Line, behind: usize, bytes: &[u8], header: bool) -> bool {
        let next = content(self.text, line.next);
        self.opens_block |= bytes.ends_with(b":");
        let limit = match next {
            Some((start, _)) => self.line_end_before(start),
            None => self.text.len(),
        };
        self.insert_in_blanks(behind, limit, bytes)
            || header && next.is_some_and(|next| self.insert_in_indentation(line, behind, limit, next, bytes))
            || !header && next.is_some_and(|next| self.insert_before_statement(line, behind, limit, next, bytes))
    }

    /// Where the line end before a line starts.
    fn line_end_before(&self, start: usize) -> usize {
        let length = if self.text[..start].ends_with(b"\r\n") { 2 } else { 1 };
        start.saturating_sub(length)
    }

    /// In blanks, a comment or empty lines up to the last line end before the next statement.
    fn insert_in_blanks(&mut self, behind: usize, limit: usize, bytes: &[u8]) -> bool {
        let places: Vec<usize> = (behind..limit).filter(|&at| self.text[at].is_ascii()).take(bytes.len()).collect();
        if places.len() < bytes.len() {
            return false;
        }
        let Some(&last) = places.last() else { return true };
        let end = self.text[last..limit].iter().position(|&b| is_line_end(b)).map_or(limit, |end| last + end.max(1));
        self.blank(behind, end);
        for (at, &byte) in places.iter().zip(bytes) {
            self.write(*at, byte);
        }
        true
    }

    /// In the line end and the indentation of a header's body, which is then indented by so many columns less.
    fn insert_in_indentation(
        &mut self,
        line: &Line,
        behind: usize,
        limit: usize,
        next: (usize, usize),
        bytes: &[u8],
    ) -> bool {
        let (start, first) = next;
        let newline = start - limit;
        let by = (bytes.len() + 1).saturating_sub(newline);
        let outer: usize = self.shifts.iter().map(|shift| shift.1).sum();
        let columns = indentation(&self.text[start..first]);
        let blanks = self.text[start..first].iter().take_while(|b| **b == b' ').count();
        if columns <= line.indent + by || blanks <= by + outer {
            return false;
        }
        self.blank(behind, start + by + outer);
        self.write_all(limit, bytes);
        self.write(start + by + outer - 1, b'\n');
        self.shifts.push((line.indent, by));
        self.shifted = start + 1;
        true
    }

    /// In the line end and the indentation of a simple statement, behind a `;`.
    fn insert_before_statement(
        &mut self,
        line: &Line,
        behind: usize,
        limit: usize,
        next: (usize, usize),
        bytes: &[u8],
    ) -> bool {
        let (start, first) = next;
        let word = first_word(&self.text[first..]);
        let compound = is_header(word) || matches!(word, b"match" | b"case") || self.text[first] == b'@';
        let columns = indentation(&self.text[start..first]);
        if compound || !self.shifts.is_empty() || columns != line.indent || first - limit <= bytes.len() {
            return false;
        }
        self.blank(behind, first);
        for (at, &byte) in bytes.iter().chain(b";").enumerate() {
            self.write(limit + at, byte);
        }
        true
    }
}
