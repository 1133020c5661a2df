//! What each name of a file is, for an editor to colour: a type by what binds it, modifiers by the kind that the compiler gives it.
//!
//! The trick: one pass over the occurrence table says what binds each variable, a second one gives each token its variable's type; only imports
//! and names behind dots are asked of other files, each variable once. Names in strings (annotations, `__all__`, `__slots__`) are tokens like
//! any other. A name behind a dot that can't be known gets none: the editor's own colour stays.
//!
//! **Deliberately absent:** `readonly`. No rule of the language makes a name so.

use rustc_hash::FxHashMap;

use crate::link::{self, Entity, Members, Trust, Variable};
use crate::name::Name;
use crate::scope::{
    self, BindingKind, BlockId, BlockKind, Builtin, Graph, Imported, Kind, Occurrence, Python, Role, SymbolId, Token,
};
use crate::store::{FileId, Snapshot};
use crate::text::Span;

/// What a token's name stands for. The words are those that editors have colours for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenType {
    /// A module or package.
    Namespace,
    /// A class.
    Class,
    /// A `type` alias.
    Type,
    /// A type parameter.
    TypeParameter,
    /// A parameter, and the keyword at a call that names it.
    Parameter,
    /// Any other variable of a module or function.
    Variable,
    /// Any other variable of a class, and what methods assign to their instance.
    Property,
    /// A function.
    Function,
    /// A function of a class.
    Method,
}

impl TokenType {
    /// The words of the types, in the order of their numbers.
    pub const LEGEND: [&str; 9] =
        ["namespace", "class", "type", "typeParameter", "parameter", "variable", "property", "function", "method"];

    /// The type's word.
    pub fn word(self) -> &'static str {
        TokenType::LEGEND[self as usize]
    }
}

/// What else is true of a token: a set of [`Modifiers::LEGEND`]'s words, by bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers(pub u32);

impl Modifiers {
    /// The words, in the order of their bits. `declaration` and `definition` (of functions and classes) mark a name's first binding,
    /// `modification` the others and deletions; the rest is the kind: `builtin` names carry the editors' own `defaultLibrary`, too.
    pub const LEGEND: [&str; 9] = [
        "declaration",
        "definition",
        "modification",
        "defaultLibrary",
        "cell",
        "free",
        "global",
        "builtin",
        "unresolved",
    ];

    const DECLARATION: Modifiers = Modifiers(1);
    const DEFINITION: Modifiers = Modifiers(1 << 1);
    const MODIFICATION: Modifiers = Modifiers(1 << 2);
    const CELL: Modifiers = Modifiers(1 << 4);
    const FREE: Modifiers = Modifiers(1 << 5);
    const GLOBAL: Modifiers = Modifiers(1 << 6);
    const BUILTIN: Modifiers = Modifiers(1 << 3 | 1 << 7);
    const UNRESOLVED: Modifiers = Modifiers(1 << 8);

    fn and(self, other: Modifiers) -> Modifiers {
        Modifiers(self.0 | other.0)
    }

    /// The words of the set.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let has = move |bit: &usize| self.0 >> bit & 1 == 1;
        (0..Modifiers::LEGEND.len()).filter(has).map(|bit| Modifiers::LEGEND[bit])
    }
}

/// A name with its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// The token: never of more than one line, and no two overlap.
    pub span: Span,
    /// What it stands for.
    pub kind: TokenType,
    /// What else is true of it.
    pub modifiers: Modifiers,
}

/// The names of a file that lie in a span, in the order of the text.
pub fn tokens(snap: &Snapshot, file: FileId, within: Span) -> Vec<SemanticToken> {
    let Some(graph) = snap.graph(file) else { return Vec::new() };
    let mut painter = Painter::new(snap, file, &graph);
    let mut tokens = Vec::new();
    painter.occurrences(within, &mut tokens);
    painter.members(within, &mut tokens);
    painter.labels_and_imports(within, &mut tokens);
    // Where an import binds the name that it takes, one token is both: the occurrence, which came first, says more.
    tokens.sort_by_key(|token| token.span.start);
    tokens.dedup_by_key(|token| token.span.start);
    tokens
}

/// For each symbol of a file that is a variable: what binds it, and the first token that does.
pub(super) fn bound(snap: &Snapshot, file: FileId, graph: &Graph) -> Vec<Option<(TokenType, Occurrence)>> {
    Painter::new(snap, file, graph).bound
}

struct Painter<'s> {
    snap: &'s Snapshot,
    file: FileId,
    graph: &'s Graph,
    python: Python,
    /// For each symbol that is a variable: what binds it, and the first token that does.
    bound: Vec<Option<(TokenType, Occurrence)>>,
    /// The colour of what nothing in the file binds.
    unbound: FxHashMap<SymbolId, (TokenType, Modifiers)>,
    /// The types of entities of other files, each asked for once.
    known: FxHashMap<Entity, Option<TokenType>>,
    has_stars: bool,
    stars_are_known: bool,
}

impl<'s> Painter<'s> {
    fn new(snap: &'s Snapshot, file: FileId, graph: &'s Graph) -> Painter<'s> {
        let has_stars = graph.imports().iter().any(|import| import.imported == Imported::Star);
        let mut painter = Painter {
            snap,
            file,
            graph,
            python: snap.python_for(file),
            bound: vec![None; graph.n_symbols()],
            unbound: FxHashMap::default(),
            known: FxHashMap::default(),
            has_stars,
            stars_are_known: !has_stars || link::stars_are_known(snap, file),
        };
        painter.note_bindings();
        painter
    }

    // ---- what binds each variable

    fn note_bindings(&mut self) {
        for occurrence in self.graph.occurrences().filter(binds) {
            let variable = self.graph.variable(occurrence.symbol);
            let kind = self.bound_by(&occurrence, variable);
            let entry = &mut self.bound[variable.0 as usize];
            *entry = match *entry {
                None => Some((kind, occurrence)),
                // A parameter stays one when it is bound again; else what is bound in several ways is a variable.
                Some((known, first)) if known == kind || known == TokenType::Parameter => Some((known, first)),
                Some((_, first)) => Some((of_owner(self.graph, variable), first)),
            };
        }
    }

    fn bound_by(&mut self, occurrence: &Occurrence, variable: SymbolId) -> TokenType {
        let other = of_owner(self.graph, variable);
        if occurrence.role == Role::Slot {
            return TokenType::Property;
        }
        match self.graph.binding(occurrence) {
            BindingKind::Import(number) => {
                let import = &self.graph.imports()[number as usize];
                let is_module = matches!(import.imported, Imported::Package | Imported::Module);
                let target = link::target(self.snap, self.file, import);
                let found = target.and_then(|target| self.entity(target));
                found.unwrap_or(if is_module { TokenType::Namespace } else { other })
            }
            binding => of_binding(binding, other),
        }
    }

    /// The type of what an entity leads to; `None` where that is not known.
    fn entity(&mut self, entity: Entity) -> Option<TokenType> {
        if let Some(known) = self.known.get(&entity) {
            return *known;
        }
        let mut types = link::origins(self.snap, entity.clone()).into_iter().map(|origin| match origin {
            Entity::Module(_) => Some(TokenType::Namespace),
            Entity::Variable(variable) => type_of(self.snap, variable),
            Entity::Either(_) => None,
        });
        let first = types.next().flatten();
        let found = first.filter(|&first| types.all(|other| other == Some(first)));
        self.known.insert(entity, found);
        found
    }

    // ---- tokens

    fn occurrences(&mut self, within: Span, tokens: &mut Vec<SemanticToken>) {
        let graph = self.graph;
        let inside = graph.occurrences_from(within.start).take_while(|occurrence| occurrence.span.start < within.end);
        for occurrence in inside {
            let variable = graph.variable(occurrence.symbol);
            let (kind, modifiers) = match self.bound[variable.0 as usize] {
                Some((kind, first)) => (kind, self.kind(&occurrence).and(action(graph, &occurrence, first.span.start))),
                None => self.unbound(variable, &occurrence),
            };
            tokens.push(SemanticToken { span: occurrence.span, kind, modifiers });
        }
    }

    /// The modifier for the kind of a name that the file binds.
    fn kind(&self, occurrence: &Occurrence) -> Modifiers {
        match self.graph.kind(occurrence.symbol) {
            Kind::Cell => Modifiers::CELL,
            Kind::Free => Modifiers::FREE,
            Kind::Global | Kind::GlobalExplicit | Kind::GlobalImplicit => Modifiers::GLOBAL,
            Kind::Local | Kind::Class => Modifiers::default(),
            // The strings of `__all__` name the module's variables.
            Kind::Ignored => match self.graph.block_of(self.graph.variable(occurrence.symbol)) {
                BlockId(0) => Modifiers::GLOBAL,
                _ => Modifiers::default(),
            },
        }
    }

    fn unbound(&mut self, variable: SymbolId, occurrence: &Occurrence) -> (TokenType, Modifiers) {
        if let Some(&known) = self.unbound.get(&variable) {
            return known;
        }
        let name = self.graph.name(variable);
        let brought = self.brought(variable, occurrence);
        let found = match brought {
            Some(kind) => (kind, Modifiers::GLOBAL),
            None if self.graph.is_class_cell(variable) => (TokenType::Class, self.kind(occurrence)),
            None if self.graph.is_bound(variable) => (TokenType::Variable, self.kind(occurrence)),
            None if scope::is_builtin(name, self.python) => (of_builtin(name), Modifiers::BUILTIN),
            None if scope::is_module_attribute(name) => (TokenType::Variable, Modifiers::GLOBAL),
            None if self.graph.block_of(variable).0 != 0 || !self.stars_are_known => {
                (TokenType::Variable, self.kind(occurrence))
            }
            None => (TokenType::Variable, Modifiers::UNRESOLVED),
        };
        self.unbound.insert(variable, found);
        found
    }

    /// The type of what a star import brings, or of the module that a string of `__all__` names.
    fn brought(&mut self, variable: SymbolId, occurrence: &Occurrence) -> Option<TokenType> {
        if !self.has_stars && occurrence.role != Role::Export {
            return None;
        }
        let itself = Entity::Variable(Variable { file: self.file, symbol: variable });
        let meaning = link::meaning(self.snap, self.file, &Token::Occurrence(*occurrence), Trust::Proof)?;
        // The built-ins may have a file, too.
        let is_builtin = meaning.variable().is_some_and(|variable| self.snap.is_builtins(variable.file));
        if meaning == itself || is_builtin {
            return None;
        }
        self.entity(meaning).or(Some(TokenType::Variable))
    }

    fn members(&mut self, within: Span, tokens: &mut Vec<SemanticToken>) {
        let graph = self.graph;
        let mut members = Members::new(self.snap, self.file, graph, Trust::Proof);
        for member in graph.members().iter().filter(|member| within.contains(member.start) && !member.is_undotted()) {
            let known = members.meaning(member).map(|meaning| self.entity(meaning).unwrap_or(TokenType::Variable));
            if let Some(kind) = known {
                let modifiers = if member.is_target() { Modifiers::MODIFICATION } else { Modifiers::default() };
                tokens.push(SemanticToken { span: graph.span(member.start, member.name), kind, modifiers });
            }
        }
    }

    fn labels_and_imports(&mut self, within: Span, tokens: &mut Vec<SemanticToken>) {
        let graph = self.graph;
        let mut push = |start: u32, name: Name, kind: TokenType| {
            let span = graph.span(start, name);
            if within.contains(start) {
                tokens.push(SemanticToken { span, kind, modifiers: Modifiers::default() });
            }
        };
        for label in graph.labels().iter().filter(|label| within.contains(label.start)) {
            if link::meaning(self.snap, self.file, &Token::Label(*label), Trust::Proof).is_some() {
                push(label.start, label.name, TokenType::Parameter);
            }
        }
        for import in graph.imports() {
            for &(start, name) in &import.path.segments {
                push(start, name, TokenType::Namespace);
            }
            if let Imported::Name(start, name) = import.imported
                && start != import.binding
            {
                let target = link::target(self.snap, self.file, import);
                push(start, name, target.and_then(|target| self.entity(target)).unwrap_or(TokenType::Variable));
            }
        }
    }
}

fn binds(occurrence: &Occurrence) -> bool {
    matches!(occurrence.role, Role::Bind | Role::Slot | Role::Declare)
}

/// What the token does to its name, beyond reading it.
fn action(graph: &Graph, occurrence: &Occurrence, first: u32) -> Modifiers {
    let declares = occurrence.role == Role::Declare && !graph.is_declared(occurrence.symbol);
    match occurrence.role {
        Role::Bind if matches!(graph.binding(occurrence), BindingKind::Function(_) | BindingKind::Class(_)) => {
            Modifiers::DECLARATION.and(Modifiers::DEFINITION)
        }
        Role::Bind | Role::Declare | Role::Slot if occurrence.span.start == first => match occurrence.role {
            Role::Declare if !declares => Modifiers::default(),
            _ => Modifiers::DECLARATION,
        },
        Role::Bind | Role::Delete => Modifiers::MODIFICATION,
        Role::Declare if declares => Modifiers::DECLARATION,
        _ => Modifiers::default(),
    }
}

/// What a variable is where nothing more special binds it.
fn of_owner(graph: &Graph, variable: SymbolId) -> TokenType {
    match graph.block(graph.block_of(variable)).kind {
        BlockKind::Class => TokenType::Property,
        _ => TokenType::Variable,
    }
}

fn of_binding(binding: BindingKind, other: TokenType) -> TokenType {
    match binding {
        BindingKind::Function(_) if other == TokenType::Property => TokenType::Method,
        BindingKind::Function(_) => TokenType::Function,
        BindingKind::Class(_) => TokenType::Class,
        BindingKind::Parameter(_) => TokenType::Parameter,
        BindingKind::TypeParameter => TokenType::TypeParameter,
        BindingKind::TypeAlias => TokenType::Type,
        _ => other,
    }
}

/// What binds a variable of any file; `None` where an import does that can't be followed.
pub(super) fn type_of(snap: &Snapshot, variable: Variable) -> Option<TokenType> {
    let graph = snap.graph(variable.file)?;
    let other = of_owner(&graph, variable.symbol);
    if let Some(definition) = graph.only_definition(variable.symbol) {
        return Some(of_binding(definition, other));
    }
    if graph.is_class_cell(variable.symbol) {
        return Some(TokenType::Class);
    }
    if graph.is_of_instances(variable.symbol) {
        return Some(TokenType::Property);
    }
    let mut types = graph.occurrences_of(variable.symbol).filter(binds).map(|o| match graph.binding(&o) {
        BindingKind::Import(_) => None,
        binding => Some(of_binding(binding, other)),
    });
    let first = types.next()??;
    Some(if first == TokenType::Parameter || types.all(|kind| kind == Some(first)) { first } else { other })
}

/// What a built-in name stands for.
pub(super) fn of_builtin(name: Name) -> TokenType {
    match scope::builtin_kind(name) {
        Builtin::Class => TokenType::Class,
        Builtin::Function => TokenType::Function,
        Builtin::Constant => TokenType::Variable,
    }
}
