//! Where in a text something stands that a rule about expressions may be about: a keyword or a sign without which none of them applies.
//!
//! The trick: most expressions have no such place, and the walk passes over them without a look at their parts. The places are found
//! in one pass over the bytes, and the walk, which goes by the text, keeps the next one at hand.

/// The places of a text, in order, and the next of them.
pub(super) struct Triggers {
    places: Vec<u32>,
    next: usize,
}

/// Words that open what the rules are about. What `__debug__` binds is one, too.
const WORDS: [&[u8]; 9] = [b"as", b"async", b"await", b"__debug__", b"for", b"if", b"lambda", b"print", b"yield"];

impl Triggers {
    /// The places of a text.
    pub(super) fn of(text: &str) -> Triggers {
        let text = text.as_bytes();
        let mut places = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let is_place = match CLASSES[text[at] as usize] {
                Class::Other => false,
                Class::Sign => is_trigger(text, at),
                Class::Word => {
                    let length = text[at..].iter().take_while(|b| CLASSES[**b as usize] == Class::Word).count();
                    if opens(&text[at..at + length], text.get(at + length)) {
                        places.push(at as u32);
                    }
                    at += length;
                    continue;
                }
            };
            if is_place {
                places.push(at as u32);
            }
            at += 1;
        }
        Triggers { places, next: 0 }
    }

    /// Whether one of them stands in a piece that begins where the walk is.
    pub(super) fn is_in(&mut self, piece: std::ops::Range<usize>) -> bool {
        while self.places.get(self.next).is_some_and(|&place| (place as usize) < piece.start) {
            self.next += 1;
        }
        self.places.get(self.next).is_some_and(|&place| (place as usize) < piece.end)
    }
}

/// Whether a word is one of the listed, the prefix of a string that is none of characters alone, or a number of Python 2 or with a `_`
/// that no digit follows.
fn opens(word: &[u8], next: Option<&u8>) -> bool {
    match word {
        [b'0', b'0'..=b'9' | b'_', ..] | [b'0'..=b'9', .., b'l' | b'L' | b'_'] => true,
        [b'0'..=b'9', ..] => word.windows(2).any(|pair| pair[0] == b'_' && !pair[1].is_ascii_digit()),
        _ if matches!(next, Some(b'"' | b'\'')) => {
            word.len() <= 3 && (word.len() > 1 || word.iter().any(|b| b"bBfFtT".contains(b)))
        }
        [b'a' | b'f' | b'i' | b'l' | b'p' | b'y' | b'_', ..] => WORDS.contains(&word),
        _ => false,
    }
}

fn is_trigger(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text[before]);
    match text[at] {
        b'=' => text.get(at + 1) != Some(&b'=') && !matches!(before, Some(b'=' | b'!' | b'<' | b'>')),
        b'<' => text.get(at + 1) == Some(&b'>'),
        b',' => before == Some(b'('),
        b'\\' => text.get(at + 1).is_some_and(|next| b"xuUN".contains(next)),
        _ => true,
    }
}

/// What a byte is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Word,
    Sign,
}

/// Asked for each byte of each file: comparisons in its place took four times as long.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Class::Word,
            b'*' | b'`' | b',' | b'<' | b'=' | b'\\' => Class::Sign,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};
