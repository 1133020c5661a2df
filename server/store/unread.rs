//! Whether a file that nobody has read yet may mention a name, told from its bytes: a search at memory speed instead of parsing.
//!
//! A name in a graph is spelled in its file as it is, or in another form that NFKC makes the same. So a file of pure ASCII is searched as it
//! is; any other is decoded and, where that changes it, normalised first. ISO-2022-JP has other characters than ASCII in ASCII's bytes, behind an escape.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use dashmap::{DashMap, DashSet};
use memchr::memmem::{Finder, find_iter};
use rustc_hash::FxBuildHasher;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::names::Fits;
use super::{FileId, Key, Store, closed};
use crate::name::Name;
use crate::text::Source;

const ESCAPE: u8 = 0x1b;

/// A file's text as names are compared in it; `None` if it can't be decoded.
fn searchable(bytes: Vec<u8>) -> Option<Vec<u8>> {
    if bytes.is_ascii() && memchr::memchr(ESCAPE, &bytes).is_none() {
        return Some(bytes);
    }
    let text = Source::decode(bytes).ok()?.text;
    Some(match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        _ => text.nfkc().collect::<String>().into(),
    })
}

/// Whether `import *` may be in a text.
fn has_stars(text: &[u8]) -> bool {
    find_iter(text, "import").any(|at| {
        let behind = &text[at + "import".len()..];
        behind.iter().find(|byte| !b" \t\x0c\\\r\n".contains(byte)) == Some(&b'*')
    })
}

/// Whether what stands at a place can be a whole name. A number may stand right before one, in code that is half-typed; of other characters than
/// ASCII nothing is said.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_part = |byte: &u8| *byte == b'_' || byte.is_ascii_alphanumeric();
    let before = text[..start].iter().rev().take_while(|byte| is_part(byte)).last();
    !text.get(end).is_some_and(is_part) && before.is_none_or(u8::is_ascii_digit)
}

/// Whether a word fits that may be a name that the text defines. What stands behind a dot is none, nor what is called, looked into or subscripted, but
/// behind `def`, `class` and `type`.
fn defines(text: &str, fits: Fits<'_>) -> bool {
    let is_part = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|&byte| is_part(byte)).map(|from| at + from) {
        at = bytes[start..].iter().position(|&byte| !is_part(byte)).map_or(bytes.len(), |length| start + length);
        let is_bound = || {
            let before = bytes[..start].trim_ascii_end();
            let is_on_line = !bytes[before.len()..start].iter().any(|byte| b"\r\n".contains(byte));
            let opens = || [&b"def"[..], b"class", b"type", b"\\"].iter().any(|keyword| before.ends_with(keyword));
            !(is_on_line && before.last() == Some(&b'.'))
                && (!matches!(bytes.get(at), Some(b'(' | b'.' | b'[')) || opens())
        };
        // A number may stand right before a name, and in broken code characters that are in no name.
        let is_outside = |c: char| !c.is_ascii() && !unicode_ident::is_xid_continue(c);
        let mut names =
            text[start..at].split(is_outside).map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()));
        if is_bound() && names.any(fits) {
            return true;
        }
    }
    false
}

/// What was found in files that nobody has read: while a scan is under way, the same is asked for again and again.
#[derive(Default)]
pub(super) struct Unread {
    last: Mutex<VecDeque<Arc<Search>>>,
    glances: DashMap<FileId, Glance, FxBuildHasher>,
}

/// A search for a name.
pub(super) struct Search {
    name: Name,
    finder: Finder<'static>,
    /// Files that were searched and don't have it.
    without: DashSet<FileId, FxBuildHasher>,
}

/// What whoever searches a file sees beside the name.
#[derive(Clone, Copy)]
struct Glance {
    /// Whether it may take names by `import *`.
    has_stars: bool,
    is_readable: bool,
}

/// How many searches are remembered: more than a rename needs.
const REMEMBERED: usize = 8;

impl Store {
    /// The searches for some names: new ones, or those of the last time.
    pub(super) fn searches(&self, names: &[Name]) -> Vec<Arc<Search>> {
        let mut last = self.unread.last.lock().expect("no panic while searches are looked through");
        let mut search = |&name: &Name| {
            if let Some(known) = last.iter().find(|known| known.name == name) {
                return known.clone();
            }
            let finder = Finder::new(name.text()).into_owned();
            let new = Arc::new(Search { name, finder, without: DashSet::default() });
            last.truncate(REMEMBERED - 1);
            last.push_front(new.clone());
            new
        };
        names.iter().map(&mut search).collect()
    }

    /// Whether a file that is not known may have one of the names.
    pub(super) fn may_mention(&self, file: FileId, searches: &[Arc<Search>]) -> bool {
        let open: Vec<&Search> =
            searches.iter().map(|search| &**search).filter(|s| !s.without.contains(&file)).collect();
        if open.is_empty() {
            return false;
        }
        let Some(text) = self.look_at(file).0 else { return false };
        let is_in = |search: &&Search| {
            let length = search.finder.needle().len();
            let found = search.finder.find_iter(&text).any(|at| is_word(&text, at, at + length));
            if !found {
                search.without.insert(file);
            }
            found
        };
        // Each, so that none need be searched for here again.
        open.iter().filter(|search| is_in(search)).count() > 0
    }

    /// Whether a file that is not known may define a name that fits, not only import it.
    pub(super) fn may_define(&self, file: FileId, fits: Fits<'_>) -> bool {
        self.look_at(file).0.is_some_and(|text| str::from_utf8(&text).map_or(true, |text| defines(text, fits)))
    }

    /// Whether a file that is not known may take names by `import *`.
    pub(super) fn may_have_stars(&self, file: FileId) -> bool {
        self.glance(file).has_stars
    }

    /// Whether a file that is not known can be read and decoded.
    pub(super) fn is_readable(&self, file: FileId) -> bool {
        self.glance(file).is_readable
    }

    fn glance(&self, file: FileId) -> Glance {
        let known = self.unread.glances.get(&file).map(|glance| *glance);
        known.unwrap_or_else(|| self.look_at(file).1)
    }

    /// Reads a file: its searchable text, if it has any, and what a glance at it tells.
    fn look_at(&self, file: FileId) -> (Option<Vec<u8>>, Glance) {
        let text = match &*self.key(file) {
            Key::Path(path) => closed::read(path).ok().and_then(|content| searchable(content.bytes)),
            Key::Virtual(_) => None,
        };
        let known = self.unread.glances.get(&file).map(|glance| *glance);
        let glance = known.unwrap_or_else(|| {
            let has_stars = text.as_deref().is_some_and(has_stars);
            let glance = Glance { has_stars, is_readable: text.is_some() };
            self.unread.glances.insert(file, glance);
            glance
        });
        (text, glance)
    }

    /// A file has changed: what was found in files counts no longer.
    pub(super) fn search_again(&self) {
        self.unread.last.lock().expect("no panic while searches are looked through").clear();
        self.unread.glances.clear();
    }
}
