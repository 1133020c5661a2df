//! Whether a file that nobody has read yet may mention a name, told from its bytes: a search at memory speed instead of parsing.
//!
//! A name in a graph is spelled in its file as it is, or in another form that NFKC makes the same. So a file of pure ASCII is searched as it
//! is; any other is decoded and, where that changes it, normalised first. ISO-2022-JP has other characters than ASCII in ASCII's bytes, behind an escape.

use memchr::memmem::{Finder, find_iter};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{FileId, Key, Store, closed};
use crate::text::Source;

/// What is searched for.
pub(super) enum Search {
    /// One of some texts.
    Texts(Vec<Finder<'static>>),
    /// `import *`.
    Stars,
}

const ESCAPE: u8 = 0x1b;

impl Search {
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Search {
        Search::Texts(texts.map(|text| Finder::new(text.as_bytes()).into_owned()).collect())
    }

    /// Whether a file with these bytes may have what is searched for.
    pub fn may_be_in(&self, bytes: Vec<u8>) -> bool {
        if bytes.is_ascii() && memchr::memchr(ESCAPE, &bytes).is_none() {
            return self.is_in(&bytes);
        }
        // What can't be decoded has no names.
        let Ok(source) = Source::decode(bytes) else { return false };
        match is_nfkc_quick(source.text.chars()) {
            IsNormalized::Yes => self.is_in(source.text.as_bytes()),
            _ => self.is_in(source.text.nfkc().collect::<String>().as_bytes()),
        }
    }

    fn is_in(&self, text: &[u8]) -> bool {
        match self {
            Search::Texts(finders) => finders.iter().any(|finder| finder.find(text).is_some()),
            Search::Stars => find_iter(text, "import").any(|at| {
                let behind = &text[at + "import".len()..];
                behind.iter().find(|byte| !b" \t\x0c\\\r\n".contains(byte)) == Some(&b'*')
            }),
        }
    }
}

impl Store {
    /// Whether a file that is not known may have what is searched for.
    pub(super) fn may_contain(&self, file: FileId, search: &Search) -> bool {
        let Key::Path(path) = &*self.key(file) else { return false };
        closed::read(path).is_ok_and(|content| search.may_be_in(content.bytes))
    }
}
