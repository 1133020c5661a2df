//! The brackets that are open at a place.

/// The opening brackets that nothing has closed yet. Opening and closing cost constant time on average, whatever the text.
#[derive(Default)]
pub(super) struct Brackets {
    /// What the caller knows each by, and what closes it.
    open: Vec<(usize, u8)>,
    /// How many of them each of `)`, `]` and `}` closes: a closing bracket looks for no opening one where there is none.
    counts: [usize; 3],
}

/// What a closing bracket does.
pub(super) enum Closed {
    /// It closes the innermost bracket.
    Innermost,
    /// It closes one further out, and leaves others open, of which this is the outermost.
    Over(usize),
    Nothing,
}

impl Brackets {
    pub(super) fn open(&mut self, id: usize, opener: u8) {
        self.open.push((id, closer(opener)));
        self.counts[number(closer(opener))] += 1;
    }

    pub(super) fn close(&mut self, closer: u8) -> Closed {
        if self.counts[number(closer)] == 0 {
            return Closed::Nothing;
        }
        let mut unclosed = None;
        while let Some((id, other)) = self.open.pop() {
            self.counts[number(other)] -= 1;
            if other == closer {
                break;
            }
            unclosed = Some(id);
        }
        unclosed.map_or(Closed::Innermost, Closed::Over)
    }

    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.counts = [0; 3];
    }

    /// What closes the innermost bracket.
    pub(super) fn innermost(&self) -> Option<u8> {
        self.open.last().map(|bracket| bracket.1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// What is known of those that are open, outermost first.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = usize> + Clone {
        self.open.iter().map(|bracket| bracket.0)
    }
}

/// What closes an opening bracket.
pub(super) fn closer(opener: u8) -> u8 {
    match opener {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn number(closer: u8) -> usize {
    match closer {
        b')' => 0,
        b']' => 1,
        _ => 2,
    }
}
