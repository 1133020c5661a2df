//! Whether a file that nobody has read yet may mention a name, told from its bytes: a search at memory speed instead of parsing.
//!
//! A name in a graph is spelled in its file as it is, or in another form that NFKC makes the same. So a file of pure ASCII is searched as it
//! is; any other is decoded and, where that changes it, normalised first. ISO-2022-JP has other characters than ASCII in ASCII's bytes, behind an escape.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use dashmap::DashSet;
use memchr::memmem::{Finder, find_iter};
use rustc_hash::FxBuildHasher;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{FileId, Key, Store, closed};
use crate::name::Name;
use crate::text::Source;

/// What is searched for.
enum Search {
    /// One of some texts.
    Texts(Vec<Finder<'static>>),
    /// `import *`.
    Stars,
}

const ESCAPE: u8 = 0x1b;

impl Search {
    /// Whether a file with these bytes may have what is searched for.
    fn may_be_in(&self, bytes: Vec<u8>) -> bool {
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
            Search::Texts(finders) => finders.iter().any(|finder| {
                let length = finder.needle().len();
                finder.find_iter(text).any(|at| is_word(text, at, at + length))
            }),
            Search::Stars => find_iter(text, "import").any(|at| {
                let behind = &text[at + "import".len()..];
                behind.iter().find(|byte| !b" \t\x0c\\\r\n".contains(byte)) == Some(&b'*')
            }),
        }
    }
}

/// Whether what stands at a place can be a whole name. A number may stand right before one, in code that is half-typed; of other characters than
/// ASCII nothing is said.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_part = |byte: &u8| *byte == b'_' || byte.is_ascii_alphanumeric();
    let before = text[..start].iter().rev().take_while(|byte| is_part(byte)).last();
    !text.get(end).is_some_and(is_part) && before.is_none_or(u8::is_ascii_digit)
}

/// The last searches, each with the files that it need not read again: while a scan is under way, the same is asked for again and again.
#[derive(Default)]
pub(super) struct Searches(Mutex<VecDeque<Arc<Searched>>>);

/// A search, for names or, without any, for stars.
pub(super) struct Searched {
    names: Box<[Name]>,
    search: Search,
    /// Files that were searched and don't have it.
    without: DashSet<FileId, FxBuildHasher>,
}

/// How many searches are remembered: more than a rename needs.
const REMEMBERED: usize = 8;

impl Store {
    /// A search for names, or for stars if there are none: a new one, or one of the last.
    pub(super) fn searched(&self, names: &[Name]) -> Arc<Searched> {
        let mut searches = self.searches.0.lock().expect("no panic while searches are looked through");
        if let Some(known) = searches.iter().find(|known| *known.names == *names) {
            return known.clone();
        }
        let search = match names {
            [] => Search::Stars,
            names => Search::Texts(names.iter().map(|name| Finder::new(name.text()).into_owned()).collect()),
        };
        let new = Arc::new(Searched { names: names.into(), search, without: DashSet::default() });
        searches.truncate(REMEMBERED - 1);
        searches.push_front(new.clone());
        new
    }

    /// Whether a file that is not known may have what is searched for.
    pub(super) fn may_contain(&self, file: FileId, searched: &Searched) -> bool {
        if searched.without.contains(&file) {
            return false;
        }
        let Key::Path(path) = &*self.key(file) else { return false };
        let found = closed::read(path).is_ok_and(|content| searched.search.may_be_in(content.bytes));
        if !found {
            searched.without.insert(file);
        }
        found
    }

    /// A file has changed: what was searched in it counts no longer.
    pub(super) fn search_again(&self) {
        self.searches.0.lock().expect("no panic while searches are looked through").clear();
    }
}
