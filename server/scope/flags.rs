//! What a block does with a name, as bits.

/// What a block does with a name: the facts of pass 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(in crate::scope) struct Flags(pub(in crate::scope) u16);

impl Flags {
    pub(in crate::scope) const BOUND: Flags = Flags(1);
    pub(in crate::scope) const USED: Flags = Flags(1 << 1);
    pub(in crate::scope) const GLOBAL: Flags = Flags(1 << 2);
    pub(in crate::scope) const NONLOCAL: Flags = Flags(1 << 3);
    /// Bound by `:=` in a comprehension: the variable of the nearest block that is none.
    pub(in crate::scope) const WALRUS: Flags = Flags(1 << 4);
    /// Used in an annotation that the compiler leaves alone.
    pub(in crate::scope) const UNEVALUATED: Flags = Flags(1 << 5);
    /// Of a module's symbol: some block binds it under `global`.
    pub(in crate::scope) const BOUND_ELSEWHERE: Flags = Flags(1 << 6);
    /// An inner block captures it.
    pub(in crate::scope) const CAPTURED: Flags = Flags(1 << 7);
    /// The `__class__` that the compiler gives the functions of a class; apart from a name of the class body.
    pub(in crate::scope) const CLASS_CELL: Flags = Flags(1 << 8);
    pub(in crate::scope) const PARAMETER: Flags = Flags(1 << 9);
    /// Bound by an import.
    pub(in crate::scope) const IMPORTED: Flags = Flags(1 << 10);
    /// Bound by something else than an import.
    pub(in crate::scope) const DEFINED: Flags = Flags(1 << 11);
    /// Bound in more than one place.
    pub(in crate::scope) const REBOUND: Flags = Flags(1 << 14);
    /// A parameter that a keyword at a call can name: not one before `/`, nor `*args` or `**kwargs`.
    pub(in crate::scope) const KEYWORD: Flags = Flags(1 << 13);
    /// An attribute of a class that its body doesn't bind: `__slots__` names it; or, with `DEFINED`, methods assign it to their instance. Apart
    /// from a name of the class body.
    pub(in crate::scope) const SLOT: Flags = Flags(1 << 15);
    /// Of a symbol that shares its name with one of the block's own.
    pub(in crate::scope) const APART: Flags = Flags(Flags::CLASS_CELL.0 | Flags::SLOT.0);
    /// A free name of an inner block passes through, though this block itself does nothing that the compiler notes.
    pub(in crate::scope) const PASSED: Flags = Flags(1 << 12);
    /// The compiler's table has an entry.
    pub(in crate::scope) const COMPILED: Flags =
        Flags(Flags::BOUND.0 | Flags::USED.0 | Flags::GLOBAL.0 | Flags::NONLOCAL.0 | Flags::WALRUS.0 | Flags::PASSED.0);
    /// What a `global` or `nonlocal` block hands to the variable that it binds.
    pub(in crate::scope) const HANDED_ON: Flags = Flags(Flags::IMPORTED.0 | Flags::DEFINED.0 | Flags::REBOUND.0);

    pub(in crate::scope) fn has(self, any: Flags) -> bool {
        self.0 & any.0 != 0
    }

    pub(in crate::scope) fn add(&mut self, flags: Flags) {
        self.0 |= flags.0;
    }

    pub(in crate::scope) fn only(self, flags: Flags) -> Flags {
        Flags(self.0 & flags.0)
    }
}

impl std::ops::BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }
}
