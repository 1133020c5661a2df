//! Expressions of which nothing is kept but the names: what is left where no room is to close what is open.

use super::Mender;
use super::strings::Literal;
use super::words::{first_word, is_blank, is_word, line_end};

impl Mender<'_> {
    /// Leaves of a piece of text its names with their members, joined by `+` to each other and to what stands before.
    pub(super) fn keep_names(&mut self, from: usize, to: usize) {
        let mut joint = self.operand_before(from).then_some(from);
        let mut at = from;
        // Behind the last name or member that is kept.
        let mut kept = None;
        while at < to {
            match self.read_byte(at) {
                b'"' | b'\'' => {
                    let end = Literal::at(&self.work_or_text()[..to], at).end.max(at + 1);
                    self.blank(at, end);
                    at = end;
                }
                b'#' => {
                    let end = line_end(self.work_or_text(), at).min(to);
                    self.blank(at, end);
                    at = end;
                }
                b'.' if kept == Some(at) && self.work_or_text()[..to].get(at + 1).is_some_and(|b| is_word(*b)) => {
                    at += 1 + first_word(&self.work_or_text()[at + 1..to]).len();
                    kept = Some(at);
                }
                byte if is_word(byte) => {
                    let end = at + first_word(&self.work_or_text()[at..to]).len();
                    if self.is_kept(from, at, end, to) {
                        if let Some(joint) = joint {
                            self.write(joint, b'+');
                        }
                        (joint, kept) = (Some(end), Some(end));
                    } else {
                        self.blank(at, end);
                    }
                    at = end;
                }
                _ => {
                    self.blank(at, at + 1);
                    at += 1;
                }
            }
        }
    }

    fn read_byte(&self, at: usize) -> u8 {
        self.work_or_text()[at]
    }

    /// Whether an operand stands before an offset.
    pub(super) fn operand_before(&self, at: usize) -> bool {
        let before = (0..at).rev().map(|at| (at, self.read_byte(at))).find(|(_, b)| !is_blank(*b));
        before.is_some_and(|(end, byte)| match byte {
            b')' | b']' | b'}' | b'"' | b'\'' => true,
            byte if is_word(byte) => {
                let start =
                    self.work_or_text()[..end].iter().rposition(|&b| !is_word(b)).map_or(0, |before| before + 1);
                !is_keyword(&self.work_or_text()[start..=end])
            }
            _ => false,
        })
    }

    /// Whether a word is a name that means a variable: no keyword, number, member or label.
    fn is_kept(&self, from: usize, start: usize, end: usize, to: usize) -> bool {
        let text = self.work_or_text();
        let word = &text[start..end];
        let before = text[from..start].iter().rposition(|&b| !is_blank(b)).map(|before| text[from + before]);
        let mut behind = text[end..to].iter().skip_while(|&&b| is_blank(b));
        let is_label = behind.next() == Some(&b'=') && behind.next() != Some(&b'=');
        !(word[0].is_ascii_digit() || is_keyword(word) || before == Some(b'.') || is_label)
    }

    /// Leaves of a literal the names in its fields; an empty string where there are none.
    pub(super) fn keep_fields(&mut self, literal: &Literal) {
        let (text, Literal { start, quote, end, .. }) = (self.text, *literal);
        let has_fields = text[start..quote].iter().any(|b| b"fFtT".contains(b));
        let mut at = start;
        while at < end {
            if !has_fields || at <= quote || text[at] != b'{' {
                self.blank(at, at + 1);
                at += 1;
            } else if text[at + 1..end].starts_with(b"{") {
                self.blank(at, at + 2);
                at += 2;
            } else {
                let code = code_of_field(text, at + 1, end);
                self.keep_names(at, code);
                at = code;
            }
        }
        let names = (start..end).any(|at| is_word(self.read_byte(at)));
        if !names && end - start > 1 && self.text[start + 1].is_ascii() {
            // Strings may stand beside strings.
            self.write(start, b'"');
            self.write(start + 1, b'"');
        } else if !names {
            self.write(start, b'0');
        }
    }
}

/// The end of a field's code: at its `}`, its `:` or `!`, the last quote, or the literal's end.
fn code_of_field(text: &[u8], start: usize, end: usize) -> usize {
    let mut depth = 0usize;
    for at in start..end {
        match text[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b'}' | b':' if depth == 0 => return at,
            b'!' if depth == 0 && text.get(at + 1) != Some(&b'=') => return at,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    end
}

pub(super) fn is_keyword(word: &[u8]) -> bool {
    std::str::from_utf8(word).is_ok_and(crate::name::is_keyword)
}
