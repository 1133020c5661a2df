//! `__slots__`: the strings that name a class's attributes (reference, section 3.3.2.4).
//!
//! Such a name is no name of the class body. Where the body binds the same one, both are the class's attribute; elsewhere the attribute is
//! a symbol apart, which no block sees and only look-ups of members find.

use rustc_hash::FxHashMap;

use super::super::{Flags, Role};
use super::facts::RawOccurrence;
use super::{Facts, RawSymbol};
use crate::name;
use crate::syntax::Node;

impl Facts<'_> {
    /// Notes the strings of a value of `__slots__`: a string, or a list, tuple, set or sum of them, or the keys of a dictionary.
    pub(super) fn slots_from(&mut self, value: Node<'_>, text: &str) {
        let mut found = super::exports::strings_in(value).0;
        if value.kind() == "dictionary" {
            let pairs = value.named_children().collect::<Vec<_>>();
            found.extend(pairs.iter().filter_map(|pair| pair.field("key")));
        }
        let spans = found.into_iter().filter_map(|string| super::strings::plain_inside(string, text));
        let names = spans.filter(|span| name::is_identifier(&text[span.range()]));
        let class = self.current();
        self.slots.extend(names.map(|span| (span, class)));
    }

    /// Writes down the occurrences of [`Facts::slots`], when all that the class bodies bind is known.
    pub(super) fn settle_slots(&mut self) {
        let mut apart = FxHashMap::default();
        for (span, class) in std::mem::take(&mut self.slots) {
            self.enter_again(class);
            let spelled = self.intern(span);
            let name = self.mangled(spelled);
            let number = self.number(name);
            let own = self.symbol_in(class, number).filter(|&symbol| {
                let flags = self.symbols[symbol as usize].flags;
                flags.has(Flags::BOUND) && !flags.has(Flags::GLOBAL | Flags::NONLOCAL)
            });
            let symbol = own.unwrap_or_else(|| {
                *apart.entry((class, number)).or_insert_with(|| {
                    self.symbols.push(RawSymbol::new(class, number, Flags::SLOT));
                    self.symbols.len() as u32 - 1
                })
            });
            self.occurrences.push(RawOccurrence { span, symbol, role: Role::Slot });
        }
    }
}
