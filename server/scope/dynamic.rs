//! How code reaches names that its text doesn't show. Only traces are seen here: each answer is "may", and "may not" is certain.

use super::{BlockId, BlockKind, Flags, Graph, Occurrence, Role, SymbolId};
use crate::name::Name;

/// The built-in functions that reach the names of the function that calls them.
const REFLECTIVE: [&str; 5] = ["locals", "vars", "dir", "eval", "exec"];

impl Graph {
    /// Whether the module's code may bind names of the module that can't be read off, otherwise than by [`Self::uses_of_globals`]: it runs
    /// `exec` in the module's namespace, or takes it as `vars()` or the module as an object from `sys.modules`; or an enumeration puts its members
    /// there.
    pub fn may_bind_any_name(&self) -> bool {
        let is_used_in_module = |name| self.builtin(name).is_some_and(|symbol| self.flags(symbol).has(Flags::USED));
        let mentions = |name| Name::existing(name).is_some_and(|name| self.mentions(name));
        ["exec", "vars", "locals"].into_iter().any(is_used_in_module)
            || mentions("_convert_")
            || mentions("modules") && mentions("__name__") && (mentions("setattr") || mentions("__dict__"))
    }

    /// Whether the module may offer others names that can't be read off: it may bind them, make them when asked (PEP 562), or put another object
    /// in its place in `sys.modules`.
    pub fn may_offer_any_name(&self) -> bool {
        let mentions = |name| Name::existing(name).is_some_and(|name| self.mentions(name));
        let getattr = Name::existing("__getattr__").and_then(|name| self.global(name));
        self.may_bind_any_name()
            || !self.uses_of_globals().is_empty()
            || getattr.is_some_and(|symbol| self.is_bound(symbol))
            || mentions("modules") && mentions("__name__")
    }

    /// Where the file uses the built-in `globals`, in the order of the text.
    pub fn uses_of_globals(&self) -> Vec<Occurrence> {
        let Some(globals) = self.builtin("globals") else { return Vec::new() };
        self.occurrences_of(globals).filter(|occurrence| occurrence.role == Role::Use).collect()
    }

    /// For each block, by number, whether its code may use the block's own names without naming them: by `locals()`, `eval()` and the like.
    pub fn reflective_blocks(&self) -> Vec<bool> {
        let mut found = vec![false; self.blocks.len()];
        let builtins: Vec<SymbolId> = REFLECTIVE.into_iter().filter_map(|name| self.builtin(name)).collect();
        if builtins.is_empty() {
            return found;
        }
        for (id, block) in found.iter_mut().enumerate() {
            let mut symbols = self.symbols_of(BlockId(id as u32));
            *block =
                symbols.any(|symbol| builtins.contains(&self.variable(symbol)) && self.flags(symbol).has(Flags::USED));
        }
        // Comprehensions run in the namespace of the block around them (PEP 709).
        for id in (1..found.len()).rev().filter(|&id| self.blocks[id].kind == BlockKind::Comprehension) {
            found[self.blocks[id].parent.0 as usize] |= found[id];
        }
        found
    }

    /// The module's symbol for a built-in name that the file uses and nothing in it binds.
    fn builtin(&self, name: &str) -> Option<SymbolId> {
        let symbol = self.global(Name::existing(name)?)?;
        (!self.is_bound(symbol)).then_some(symbol)
    }
}
