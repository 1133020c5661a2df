//! The attributes that methods give their instances: `self.x = …`.
//!
//! The trick: such an attribute is a symbol of its class like one that `__slots__` names, apart from the names of the class body. It has no
//! occurrence of its own, as no block sees it: the members that assign it define it.

use super::graph::Symbol;
use super::{BindingKind, BlockId, BlockKind, Flags, Graph, Kind, Member, Occurrence, Passed, Role, SymbolId};
use crate::name::{self, Name};

impl Graph {
    /// The class whose method's first parameter the variable is: the receiver of plain and class methods. A static method has none, and a
    /// parameter that is bound again may be anything.
    pub fn class_of_receiver(&self, variable: SymbolId) -> Option<BlockId> {
        let function = self.block_of(variable);
        let block = self.block(function);
        if block.kind != BlockKind::Function || !self.is_parameter(variable) {
            return None;
        }
        let class = self.outwards(block.parent).find(|&outer| !self.block(outer).kind.is_annotation_scope())?;
        if self.block(class).kind != BlockKind::Class || self.is_static(function) {
            return None;
        }
        // The first name bound from the `def` on is its own, the next its first parameter.
        let mut bound = self.occurrences_from(block.span.start).filter(|o| o.role == Role::Bind);
        let first = bound.find(|o| self.block_of(o.symbol) == function)?;
        let is_receiver = first.symbol == variable && self.binding(&first) != BindingKind::Parameter(Passed::Rest);
        (is_receiver && !self.is_rebound(variable)).then_some(class)
    }

    fn is_static(&self, function: BlockId) -> bool {
        let is_it = |o: &Occurrence| o.role == Role::Bind && self.binding(o) == BindingKind::Function(function);
        let Some(name) = self.occurrences_from(self.block(function).span.start).find(is_it) else { return false };
        // `__new__` gets the class, however it is decorated (reference, section 3.3.1).
        if self.name(name.symbol).text() == "__new__" {
            return false;
        }
        self.decorators(name.span.start).any(|decorator| {
            let decorator = self.occurrence_at(decorator).filter(|occurrence| occurrence.span.start == decorator);
            decorator.is_some_and(|occurrence| self.name(occurrence.symbol).text() == "staticmethod")
        })
    }

    /// The class of whose instances (or of which itself) a member's base is the first parameter of a method: the class of `self.x`.
    pub fn receiver_of(&self, member: &Member) -> Option<BlockId> {
        let start = member.base()?;
        let occurrence = self.occurrence_at(start).filter(|occurrence| occurrence.span.start == start)?;
        self.class_of_receiver(self.variable(occurrence.symbol))
    }

    /// The member's name as the compiler stores it: private names of the class around are mangled (reference, section 6.2.1).
    pub fn stored_name(&self, member: &Member) -> Name {
        self.stored_as(member, member.name)
    }

    /// The name that the compiler would store if another stood in a member's place.
    pub fn stored_as(&self, member: &Member, spelled: Name) -> Name {
        let is_private = spelled.text().starts_with("__") && !member.is_undotted();
        is_private.then(|| self.class_of_text(member)).flatten().map_or(spelled, |class| self.stored_in(class, spelled))
    }

    /// A name as the compiler stores it where it is spelled so in a block.
    pub fn stored_in(&self, block: BlockId, spelled: Name) -> Name {
        let class = self.outwards(block).find(|&block| self.block(block).kind == BlockKind::Class);
        let mangled = class.and_then(|class| name::mangled(self.block(class).name.text(), spelled.text()));
        mangled.map_or(spelled, |mangled| Name::new(&mangled))
    }

    /// The class in whose body a member stands.
    fn class_of_text(&self, member: &Member) -> Option<BlockId> {
        let mut first = member.start;
        while let Some(before) = self.before(first) {
            first = before;
        }
        match self.occurrence_at(first).filter(|occurrence| occurrence.span.start == first) {
            Some(root) => {
                let mut around = self.outwards(self.block_of(root.symbol));
                around.find(|&block| self.block(block).kind == BlockKind::Class)
            }
            None => self.class_around(member.start),
        }
    }

    /// What stands before a place in a chain of dots and calls: before a member, its base; before the end of what is called, its start.
    pub fn before(&self, place: u32) -> Option<u32> {
        match self.member_from(place) {
            Some(member) => member.base(),
            // A name may end where an operator stands: it is not called.
            None if self.given(place).iter().any(|given| given.by.method().is_some()) => None,
            None => self.start_of(place).filter(|&start| start < place),
        }
    }

    /// Of a call of `super` by whose end a member's base is given: the start of the name of its first argument, the class. `None` where it has none.
    pub fn class_given(&self, callee_end: u32) -> Option<u32> {
        let first = self.members.partition_point(|member| member.start < callee_end);
        let mut behind = self.members[first..].iter();
        let member = behind.clone().find(|member| member.base() == Some(callee_end))?;
        let root = self.occurrences_from(callee_end).next().filter(|root| root.span.start < member.start)?;
        // `a.b.C`: the next member is one of what stands before it.
        let mut class = root.span.start;
        while let Some(next) = behind.next().filter(|next| next.base() == Some(class)) {
            class = next.start;
        }
        Some(class)
    }

    /// Whether the variable is an attribute that methods of its class assign to their instance, and which neither its body nor its `__slots__`
    /// names.
    pub fn is_of_instances(&self, variable: SymbolId) -> bool {
        let flags = self.flags(variable);
        flags.has(Flags::SLOT) && flags.has(Flags::DEFINED)
    }

    /// The members by which methods of its class assign or delete an attribute.
    pub fn assigned(&self, attribute: SymbolId) -> impl Iterator<Item = &Member> {
        let (class, name) = (self.block_of(attribute), self.name(attribute));
        let assigns = move |member: &&Member| {
            member.is_target() && self.stored_name(member) == name && self.receiver_of(member) == Some(class)
        };
        self.members.iter().filter(assigns)
    }

    /// Adds a symbol for each attribute that methods assign to their instance and that their class doesn't have yet.
    pub(super) fn add_attributes_of_instances(&mut self) {
        let targets = self.members.iter().filter(|member| member.is_target());
        let of_instance = targets.filter_map(|member| Some((self.receiver_of(member)?, self.stored_name(member))));
        let is_special = |name: Name| name.text().starts_with("__") && name.text().ends_with("__");
        let mut new: Vec<(BlockId, Name)> = of_instance.filter(|&(_, name)| !is_special(name)).collect();
        new.sort_unstable();
        new.dedup();
        new.retain(|&(class, name)| self.attribute_in(class, name).is_none());
        if !new.is_empty() {
            self.insert_symbols(&new);
        }
    }

    /// Inserts symbols that are apart from their blocks' names, sorted, and numbers all anew.
    fn insert_symbols(&mut self, new: &[(BlockId, Name)]) {
        let mut numbers = Vec::with_capacity(self.symbols.len());
        let mut symbols = Vec::with_capacity(self.symbols.len() + new.len());
        let mut pending = new.iter().peekable();
        let attribute = |name, symbols: &mut Vec<Symbol>| {
            let variable = SymbolId(symbols.len() as u32);
            symbols.push(Symbol { name, variable, kind: Kind::Ignored, flags: Flags::SLOT | Flags::DEFINED });
        };
        for id in 0..self.blocks.len() {
            let block = BlockId(id as u32);
            let own = self.symbol_range(block);
            self.blocks[id].first_symbol = symbols.len() as u32;
            for old in own {
                let symbol = self.symbols[old as usize];
                while let Some(&(_, name)) = pending.next_if(|new| new.0 == block && new.1 < symbol.name) {
                    attribute(name, &mut symbols);
                }
                numbers.push(symbols.len() as u32);
                symbols.push(symbol);
            }
            while let Some(&(_, name)) = pending.next_if(|new| new.0 == block) {
                attribute(name, &mut symbols);
            }
        }
        let renumbered = |id: SymbolId| SymbolId(numbers[id.0 as usize]);
        for &old in &numbers {
            symbols[old as usize].variable = renumbered(symbols[old as usize].variable);
        }
        self.symbols = symbols.into();
        for occurrence in &mut self.occurrences {
            *occurrence =
                super::graph::Packed::new(occurrence.start, renumbered(occurrence.symbol()), occurrence.role());
        }
        for import in &mut self.imports {
            import.variable = import.variable.map(renumbered);
        }
        // Numbers keep their order, and so do these.
        self.imports_of.iter_mut().for_each(|import| import.0 = renumbered(import.0));
        self.definitions.iter_mut().for_each(|definition| definition.0 = renumbered(definition.0));
        let mut mentions = std::mem::take(&mut self.mentions).into_vec();
        mentions.extend(new.iter().map(|new| new.1));
        mentions.sort_unstable();
        mentions.dedup();
        self.mentions = mentions.into();
    }
}
