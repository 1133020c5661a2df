//! Pass 2: decides what each symbol means, as `symtable.c`'s `analyze_name` does.
//!
//! The trick: blocks are visited from outside in, with the innermost visible binding of every name at hand (`environment`), so
//! each symbol is decided in constant time, however deep it lies. Leaving a block restores what it hid.

mod pack;

use super::collect::{Defs, Facts, RawSymbol};
use super::{BlockId, BlockKind, Error, Flags, Graph, Kind};
use rustc_hash::{FxHashMap, FxHashSet};

const NONE: u32 = u32::MAX;

/// Decides all symbols and packs the facts into a graph.
pub(super) fn resolve(facts: Facts<'_>) -> Graph {
    let mut resolver = Resolver::new(facts);
    resolver.visit_blocks();
    resolver.pass_through();
    resolver.capture();
    resolver.pack()
}

struct Resolver<'t> {
    facts: Facts<'t>,
    /// For each symbol: the variable that it means.
    variables: Vec<u32>,
    kinds: Vec<Kind>,
    /// The symbols of each block.
    by_block: Grouped,
    /// For each name: its symbol in the module block.
    globals: Vec<u32>,
    /// For each name: the symbol of the nearest enclosing block that inner blocks can see and that binds or declares it.
    environment: Vec<u32>,
    /// What the blocks on the way in have hidden: (name, symbol before).
    hidden: Vec<(u32, u32)>,
    /// The blocks on the way in, with the length of `hidden` before each.
    path: Vec<Entered>,
    /// Whether a block is on the path.
    entered: Vec<bool>,
    class_cell: Option<u32>,
}

#[derive(Clone, Copy)]
struct Entered {
    block: BlockId,
    hidden: usize,
}

impl<'t> Resolver<'t> {
    fn new(facts: Facts<'t>) -> Resolver<'t> {
        let n_symbols = facts.symbols.len();
        let mut globals = vec![NONE; facts.names.len()];
        for (id, symbol) in facts.symbols.iter().enumerate() {
            if symbol.block.0 == 0 {
                globals[symbol.name as usize] = id as u32;
            }
        }
        let class_cell = facts.names.iter().position(|name| name.text() == "__class__");
        Resolver {
            variables: (0..n_symbols as u32).collect(),
            kinds: vec![Kind::Ignored; n_symbols],
            by_block: Grouped::new(&facts.symbols, facts.blocks.len()),
            globals,
            environment: vec![NONE; facts.names.len()],
            hidden: Vec::new(),
            path: Vec::new(),
            entered: vec![false; facts.blocks.len()],
            class_cell: class_cell.map(|name| name as u32),
            facts,
        }
    }

    // ---- the walk over the blocks

    fn visit_blocks(&mut self) {
        self.check_nonlocals_of_module();
        for block in 0..self.facts.blocks.len() as u32 {
            let block = BlockId(block);
            self.go_to_parent_of(block);
            for i in self.by_block.range(block) {
                self.decide(self.by_block.symbols[i], block);
            }
            self.enter(block);
        }
    }

    /// Leaves and enters blocks until the path ends with the parent of a block. Parents come before children, so only a block of
    /// annotations, which belongs to many places of its owner, is ever entered a second time.
    fn go_to_parent_of(&mut self, block: BlockId) {
        if block.0 == 0 {
            return;
        }
        let parent = self.facts.blocks[block.0 as usize].parent;
        if !self.entered[parent.0 as usize] {
            self.go_to_parent_of(parent);
            return self.enter(parent);
        }
        while self.path.last().is_some_and(|last| last.block != parent) {
            self.leave();
        }
    }

    fn enter(&mut self, block: BlockId) {
        let kind = self.facts.blocks[block.0 as usize].kind;
        self.path.push(Entered { block, hidden: self.hidden.len() });
        self.entered[block.0 as usize] = true;
        if kind.is_function_like() {
            for i in self.by_block.range(block) {
                let id = self.by_block.symbols[i];
                let RawSymbol { name, flags, .. } = self.facts.symbols[id as usize];
                if flags.has(Flags::BOUND | Flags::GLOBAL | Flags::NONLOCAL) {
                    self.hide(name, id);
                }
            }
        } else if kind == BlockKind::Class
            && let Some(name) = self.class_cell
        {
            let cell = self.add(block, name, Flags::CLASS_CELL);
            self.kinds[cell as usize] = Kind::Local;
            self.hide(name, cell);
        }
    }

    fn hide(&mut self, name: u32, symbol: u32) {
        let before = std::mem::replace(&mut self.environment[name as usize], symbol);
        self.hidden.push((name, before));
    }

    fn leave(&mut self) {
        let Some(last) = self.path.pop() else { return };
        self.entered[last.block.0 as usize] = false;
        for (name, before) in self.hidden.drain(last.hidden..).rev() {
            self.environment[name as usize] = before;
        }
    }

    fn add(&mut self, block: BlockId, name: u32, flags: Flags) -> u32 {
        let id = self.facts.symbols.len() as u32;
        self.facts.symbols.push(RawSymbol::new(block, name, flags));
        self.variables.push(id);
        self.kinds.push(Kind::Ignored);
        id
    }

    // ---- the rules

    /// Decides a symbol: the rules of the reference's section 4.2.2 in order of priority.
    fn decide(&mut self, id: u32, block: BlockId) {
        let RawSymbol { name, flags, .. } = self.facts.symbols[id as usize];
        let outer = self.environment[name as usize];
        if flags.has(Flags::NONLOCAL) && block.0 != 0 {
            self.check_nonlocal(id, block, outer);
        }
        let (kind, variable) = if flags == Flags::default() || flags.has(Flags::SLOT) {
            // A bare `(x): T`, or a string of `__all__` or `__slots__`.
            (Kind::Ignored, id)
        } else if block.0 == 0 {
            // The module's own names; unless it binds them, look-ups go on to the built-ins.
            (if flags.has(Flags::BOUND) { Kind::Global } else { Kind::GlobalImplicit }, id)
        } else if flags.has(Flags::GLOBAL) {
            self.bind_global(name, flags)
        } else if flags.has(Flags::WALRUS) {
            self.decide_walrus(block, name, outer)
        } else if flags.has(Flags::NONLOCAL) {
            let (kind, variable) = self.decide_outer(name, outer);
            hand_on(&mut self.facts.symbols[variable as usize].flags, flags);
            (kind, variable)
        } else if flags.has(Flags::BOUND) {
            (Kind::Local, id)
        } else if let Some(class_symbol) = self.seen_in_class(block, name, flags, outer) {
            match self.facts.symbols[class_symbol as usize].flags.has(Flags::GLOBAL) {
                true => (Kind::GlobalExplicit, self.global(name)),
                false => (Kind::Class, class_symbol),
            }
        } else {
            self.decide_outer(name, outer)
        };
        self.kinds[id as usize] = kind;
        self.variables[id as usize] = variable;
    }

    /// Refuses the module's own `nonlocal`s, in the order in which the compiler's table has their names: what a block declares global is in
    /// the module's from there on.
    fn check_nonlocals_of_module(&mut self) {
        let is_nonlocal = |&id: &u32| self.facts.symbols[id as usize].flags.has(Flags::NONLOCAL);
        let mut nonlocals: Vec<u32> = self.by_block.symbols[self.by_block.range(BlockId(0))].to_vec();
        nonlocals.retain(is_nonlocal);
        if nonlocals.is_empty() {
            return;
        }
        let mut first: FxHashMap<u32, u32> = FxHashMap::default();
        for (&id, statement) in &self.facts.directives {
            let place = first.entry(self.facts.symbols[id as usize].name).or_insert(statement.start);
            *place = statement.start.min(*place);
        }
        nonlocals.sort_by_key(|&id| first.get(&self.facts.symbols[id as usize].name).copied());
        for id in nonlocals {
            self.check_nonlocal(id, BlockId(0), NONE);
        }
    }

    /// Refuses a `nonlocal` that has no function's variable to mean (`analyze_name`).
    fn check_nonlocal(&mut self, id: u32, block: BlockId, outer: u32) {
        let RawSymbol { name, flags, .. } = self.facts.symbols[id as usize];
        let shown = self.facts.names[name as usize];
        let owner = (outer != NONE).then(|| self.facts.symbols[self.variables[outer as usize] as usize].block);
        let message = if flags.has(Flags::GLOBAL) || block.0 == 0 && self.facts.declared_global.contains(&name) {
            format!("name '{shown}' is nonlocal and global")
        } else if block.0 == 0 {
            "nonlocal declaration not allowed at module level".to_owned()
        } else if owner.is_none_or(|owner| owner.0 == 0) {
            format!("no binding for nonlocal '{shown}' found")
        } else if self.facts.symbols[outer as usize].defs.has(Defs::TYPE_PARAMETER)
            && !self.is_bound_between(block, outer)
        {
            format!("nonlocal binding not allowed for type parameter '{shown}'")
        } else {
            return;
        };
        if let Some(&span) = self.facts.directives.get(&id) {
            self.facts.errors.push(Error {
                span,
                reported: span.into(),
                message: message.into(),
                late: true,
                within: span.start,
                moment: span.start,
            });
        }
    }

    /// Whether a class between a block and the one of an outer symbol binds its name as its own: not that functions saw it, but the compiler
    /// no longer takes the name for a type parameter.
    fn is_bound_between(&self, block: BlockId, outer: u32) -> bool {
        let RawSymbol { block: owner, name, .. } = self.facts.symbols[outer as usize];
        let parent = |id: BlockId| self.facts.blocks[id.0 as usize].parent;
        let between = std::iter::successors(Some(parent(block)), |&id| Some(parent(id))).take_while(|&id| id != owner);
        between
            .filter_map(|id| self.facts.symbol_in(id, name))
            .map(|symbol| self.facts.symbols[symbol as usize].flags)
            .any(|flags| flags.has(Flags::BOUND) && !flags.has(Flags::GLOBAL | Flags::NONLOCAL))
    }

    fn bind_global(&mut self, name: u32, flags: Flags) -> (Kind, u32) {
        let global = self.global(name);
        let global_flags = &mut self.facts.symbols[global as usize].flags;
        hand_on(global_flags, flags);
        global_flags.add(Flags::GLOBAL);
        if flags.has(Flags::BOUND | Flags::WALRUS) {
            global_flags.add(Flags::BOUND_ELSEWHERE);
        }
        (Kind::GlobalExplicit, global)
    }

    /// The target of `:=` in a comprehension belongs to the nearest block that is none (PEP 572): of a module or under `global` it
    /// is global, whatever the comprehensions in between bind; of a function it is as if declared nonlocal
    /// (`symtable_extend_namedexpr_scope`).
    fn decide_walrus(&mut self, block: BlockId, name: u32, outer: u32) -> (Kind, u32) {
        let target = self.facts.walrus_target(block);
        let symbol = self.facts.symbol_in(target, name).filter(|_| target.0 != 0);
        match symbol {
            Some(symbol) if !self.facts.symbols[symbol as usize].flags.has(Flags::GLOBAL) => {
                self.decide_outer(name, outer)
            }
            _ => self.bind_global(name, Flags::WALRUS),
        }
    }

    /// Bound by an enclosing block, or global.
    fn decide_outer(&mut self, name: u32, outer: u32) -> (Kind, u32) {
        if outer == NONE || self.facts.symbols[outer as usize].flags.has(Flags::GLOBAL) {
            return (Kind::GlobalImplicit, self.global(name));
        }
        // A `nonlocal` there was decided before: its variable is the owner's. One that found no owner is an error of the
        // program's; it then means the global.
        match self.variables[outer as usize] {
            variable if self.facts.symbols[variable as usize].block.0 == 0 => (Kind::GlobalImplicit, variable),
            variable => (Kind::Free, variable),
        }
    }

    /// The class's symbol that an annotation scope directly in the class sees. The compiler asks the class first, although type
    /// parameters may lie between; a name in an annotation that it leaves alone goes strictly outwards.
    fn seen_in_class(&self, block: BlockId, name: u32, flags: Flags, outer: u32) -> Option<u32> {
        let blocks = &self.facts.blocks;
        let mut class = block;
        while blocks[class.0 as usize].kind.is_annotation_scope() {
            class = blocks[class.0 as usize].parent;
        }
        if class == block || blocks[class.0 as usize].kind != BlockKind::Class {
            return None;
        }
        let symbol = self.facts.symbol_in(class, name)?;
        let class_flags = self.facts.symbols[symbol as usize].flags;
        let hidden = outer != NONE && self.facts.symbols[outer as usize].block > class && !flags.has(Flags::USED);
        let seen = class_flags.has(Flags::GLOBAL) || class_flags.has(Flags::BOUND) && !class_flags.has(Flags::NONLOCAL);
        (seen && !hidden).then_some(symbol)
    }

    /// The module's symbol of a name, made where the module block itself doesn't mention it.
    fn global(&mut self, name: u32) -> u32 {
        if self.globals[name as usize] == NONE {
            let id = self.add(BlockId(0), name, Flags::default());
            self.kinds[id as usize] = Kind::GlobalImplicit;
            self.globals[name as usize] = id;
        }
        self.globals[name as usize]
    }

    /// A name that a block mentions only in ways that the compiler ignores is free there all the same, if an inner block's free name
    /// passes through on its way out (`update_symbols`).
    fn pass_through(&mut self) {
        let ignored = |symbol: &RawSymbol| symbol.block.0 != 0 && !symbol.flags.has(Flags::COMPILED | Flags::SLOT);
        let places = self.facts.symbols.iter().enumerate().filter(|(_, symbol)| ignored(symbol));
        let places: FxHashMap<_, _> = places.map(|(id, symbol)| ((symbol.block, symbol.name), id)).collect();
        let names: FxHashSet<u32> = places.keys().map(|&(_, name)| name).collect();
        if names.is_empty() {
            return;
        }
        for id in 0..self.facts.symbols.len() {
            let RawSymbol { block, name, flags, .. } = self.facts.symbols[id];
            if self.kinds[id] != Kind::Free || !flags.has(Flags::COMPILED) || !names.contains(&name) {
                continue;
            }
            let owner = self.facts.symbols[self.variables[id] as usize].block;
            let mut between = self.facts.blocks[block.0 as usize].parent;
            while between > owner {
                if let Some(&place) = places.get(&(between, name)) {
                    self.kinds[place] = Kind::Free;
                    self.variables[place] = self.variables[id];
                    self.facts.symbols[place].flags.add(Flags::PASSED);
                }
                between = self.facts.blocks[between.0 as usize].parent;
            }
        }
    }

    /// A local variable of a function-like block that an inner block uses is a cell (`analyze_cells`).
    fn capture(&mut self) {
        for id in 0..self.facts.symbols.len() {
            let variable = self.variables[id] as usize;
            let compiled = self.facts.symbols[id].flags.has(Flags::USED | Flags::NONLOCAL | Flags::WALRUS);
            if self.kinds[id] == Kind::Free && compiled {
                self.facts.symbols[variable].flags.add(Flags::CAPTURED);
                if self.facts.blocks[self.facts.symbols[variable].block.0 as usize].kind.is_function_like() {
                    self.kinds[variable] = Kind::Cell;
                }
            }
        }
        // The module's names that only other blocks bind, by `global`.
        for id in 0..self.facts.symbols.len() {
            if self.facts.symbols[id].block.0 == 0 && self.facts.symbols[id].flags.has(Flags::BOUND_ELSEWHERE) {
                self.kinds[id] = Kind::Global;
            }
        }
    }
}

/// Tells a variable's flags how a block binds it by `global` or `nonlocal`.
fn hand_on(variable: &mut Flags, block: Flags) {
    if variable.has(Flags::HANDED_ON) && block.has(Flags::HANDED_ON) {
        variable.add(Flags::REBOUND);
    }
    variable.add(block.only(Flags::HANDED_ON));
}

/// Symbols by block: a counting sort.
struct Grouped {
    starts: Vec<u32>,
    symbols: Vec<u32>,
}

impl Grouped {
    fn new(symbols: &[RawSymbol], n_blocks: usize) -> Grouped {
        let mut starts = vec![0u32; n_blocks + 1];
        for symbol in symbols {
            starts[symbol.block.0 as usize + 1] += 1;
        }
        for block in 0..n_blocks {
            starts[block + 1] += starts[block];
        }
        let mut next = starts.clone();
        let mut grouped = vec![0; symbols.len()];
        for (id, symbol) in symbols.iter().enumerate() {
            let place = &mut next[symbol.block.0 as usize];
            grouped[*place as usize] = id as u32;
            *place += 1;
        }
        Grouped { starts, symbols: grouped }
    }

    fn range(&self, block: BlockId) -> std::ops::Range<usize> {
        self.starts[block.0 as usize] as usize..self.starts[block.0 as usize + 1] as usize
    }
}
