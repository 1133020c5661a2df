//! Interned identifiers: one small number for each distinct name in the process.
//!
//! The trick: files are lowered in parallel, so the table is a concurrent map; strings are leaked, so a
//! [`Name`] turns back into its text without a lock held. The table only grows: by the distinct identifiers
//! seen, about 20 bytes each. A thread finds the names that it has asked for lately without the map's locks.

use std::cell::RefCell;
use std::fmt;
use std::hash::BuildHasher;
use std::sync::{LazyLock, RwLock};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

/// An identifier, NFKC-normalised, as a number that is equal for equal names in the whole process.
/// The order of two names is arbitrary: it is not alphabetical, nor the same in another process.
///
/// The number is the place in the table, in 24 bits, and the length in 8: the spans of occurrences are asked for in the
/// innermost loops, where even a read lock would be felt. A process can hold 16 million names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u32);

const LENGTH_BITS: u32 = 8;
const LONG: u32 = (1 << LENGTH_BITS) - 1;

struct Table {
    numbers: DashMap<&'static str, Name, FxBuildHasher>,
    texts: RwLock<Vec<&'static str>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table { numbers: DashMap::default(), texts: RwLock::default() });

/// How many names a thread has at hand, in 96 KB.
const RECENT: usize = 4096;

/// A name with its text.
type Known = (&'static str, Name);

thread_local! {
    /// Each at the place that its hash gives it; the last one that came there.
    static RECENT_NAMES: RefCell<Box<[Option<Known>]>> = RefCell::new(vec![None; RECENT].into());
}

impl Name {
    /// The name with this text; the text must be normalised already ([`normalized`]).
    pub fn new(text: &str) -> Name {
        let place = FxBuildHasher.hash_one(text) as usize % RECENT;
        RECENT_NAMES.with_borrow_mut(|recent| match recent[place] {
            Some((known, name)) if known == text => name,
            _ => {
                let name = Name::shared(text);
                recent[place] = Some((name.text(), name));
                name
            }
        })
    }

    fn shared(text: &str) -> Name {
        if let Some(name) = Name::existing(text) {
            return name;
        }
        let text: &'static str = Box::leak(text.into());
        *TABLE.numbers.entry(text).or_insert_with(|| {
            let mut texts = TABLE.texts.write().expect("no panic while the name table is locked");
            let place = u32::try_from(texts.len()).ok().filter(|&place| place < 1 << (32 - LENGTH_BITS));
            texts.push(text);
            Name::numbered(place.expect("fewer than 16 million distinct names"), text)
        })
    }

    /// The name with this text if any file has mentioned it, without adding it to the table.
    pub fn existing(text: &str) -> Option<Name> {
        TABLE.numbers.get(text).map(|name| *name)
    }

    /// The names that any file has mentioned and that begin with these letters, of whatever case.
    pub fn starting_with(prefix: &str) -> rustc_hash::FxHashSet<Name> {
        let texts = TABLE.texts.read().expect("no panic while the name table is locked");
        let fits = |text: &&str| {
            let start = text.as_bytes().get(..prefix.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
        };
        let found = texts.iter().enumerate().filter(|(_, text)| fits(text));
        found.map(|(place, text)| Name::numbered(place as u32, text)).collect()
    }

    fn numbered(place: u32, text: &str) -> Name {
        Name(place << LENGTH_BITS | (text.len() as u32).min(LONG))
    }

    /// The number, for tables of this process.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The name with a number that [`Self::bits`] gave in this process.
    pub fn from_bits(bits: u32) -> Name {
        Name(bits)
    }

    /// The place in the table: names are numbered from 0 as they come.
    pub fn place(self) -> usize {
        (self.0 >> LENGTH_BITS) as usize
    }

    /// How many names there are, and the bytes that they take, their table's included.
    pub fn table_size() -> (usize, usize) {
        let texts = TABLE.texts.read().expect("no panic while the name table is locked");
        let bytes: usize = texts.iter().map(|text| text.len()).sum();
        // A row of each of the two tables, the map's with a byte of its own, and of the allocator's for each text.
        (texts.len(), bytes + texts.len() * (2 * size_of::<&str>() + size_of::<Name>() + 1 + 8))
    }

    /// The texts of the names whose places are in a range.
    pub fn texts_at(places: std::ops::Range<usize>) -> Vec<&'static str> {
        TABLE.texts.read().expect("no panic while the name table is locked")[places].to_vec()
    }

    /// The name's text.
    pub fn text(self) -> &'static str {
        TABLE.texts.read().expect("no panic while the name table is locked")[self.place()]
    }

    /// The length of the name's text in bytes.
    #[expect(clippy::len_without_is_empty, reason = "no name is empty")]
    pub fn len(self) -> u32 {
        match self.0 & LONG {
            LONG => self.text().len() as u32,
            length => length,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl serde::Serialize for Name {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// The identifier as Python compares it: in normal form NFKC (reference, section 2.3).
pub fn normalized(identifier: &str) -> std::borrow::Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    if identifier.is_ascii() { identifier.into() } else { identifier.nfkc().collect::<String>().into() }
}

/// Whether the text is an identifier and no keyword: what a variable may be called (reference, section 2.3).
pub fn is_identifier(text: &str) -> bool {
    let text = normalized(text);
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
        && !is_keyword(&text)
}

/// Whether the text is a keyword of Python 3 (soft keywords are identifiers).
pub fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "False"
            | "None"
            | "True"
            | "and"
            | "as"
            | "assert"
            | "async"
            | "await"
            | "break"
            | "class"
            | "continue"
            | "def"
            | "del"
            | "elif"
            | "else"
            | "except"
            | "finally"
            | "for"
            | "from"
            | "global"
            | "if"
            | "import"
            | "in"
            | "is"
            | "lambda"
            | "nonlocal"
            | "not"
            | "or"
            | "pass"
            | "raise"
            | "return"
            | "try"
            | "while"
            | "with"
            | "yield"
    )
}

/// The name as the compiler stores it in a class body and all within it: `__x` becomes `_C__x`
/// (reference, section 6.2.1; `_Py_Mangle`). `class` is the class's name as spelled.
pub fn mangled(class: &str, name: &str) -> Option<String> {
    let private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let class = class.trim_start_matches('_');
    (private && !class.is_empty()).then(|| format!("_{class}{name}"))
}
