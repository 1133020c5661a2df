//! What `isinstance` and its like say of a name, or a chain of names and brackets, at a place: see [`By::Narrowed`].

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::given::of_key;
use super::{By, Given, Graph, Member, Occurrence, Role, SymbolId};
use crate::name::Name;

/// So many rows that narrow something are looked at before a place, and behind it: a function that asks for forty classes has them all.
const MOST_NEAR: usize = 128;

/// Longer chains of names are not narrowed.
const MOST_NAMES: usize = 8;

impl Graph {
    /// What `isinstance` says that the name or chain of names at a place is there: that of each stretch around it in which nothing else binds it, the
    /// innermost first.
    pub fn narrowed(&self, place: u32) -> impl Iterator<Item = &Given> {
        let index = self.index();
        let (variable, rows) = match self.variable_at(place) {
            Some(variable) => (Some(variable), self.near(&index.narrowed, variable, place)),
            None => match self.chain(place) {
                Some((root, chain)) => (Some(root), self.near(&index.chains, chain, place)),
                None => (None, Vec::new()),
            },
        };
        let stretch = move |target: u32| {
            let mut ends = self.given(target).iter().filter(|given| given.by == By::Until).map(|given| given.place);
            match (ends.next(), ends.next()) {
                (Some(first), Some(last)) => first..last,
                (Some(end), None) => target.min(end)..target.max(end),
                (None, _) => 0..0,
            }
        };
        let is_around = move |target: u32| stretch(target).contains(&place) && place != target;
        let mut said: Vec<u32> = rows.iter().filter(|given| given.by == By::Until).map(|until| until.target).collect();
        said.dedup();
        let rebinds = move |said: u32| {
            // What is bound before the stretch begins doesn't count.
            let first = if said < place { said.max(stretch(said).start) } else { place };
            let between = self.occurrences_from(first).take_while(|token| token.span.start < said.max(place));
            // `isinstance(x := f(), C)` is about what it binds itself, and `x = x.y` binds when all in it is known.
            let is_of_its_value =
                |token: &Occurrence| self.given(token.span.start).iter().any(|given| given.place > place);
            let binds =
                |token: Occurrence| token.role == Role::Bind && token.span.start != said && !is_of_its_value(&token);
            between.into_iter().any(|token| binds(token) && Some(self.variable(token.symbol)) == variable)
        };
        let is_rebound = variable.is_some_and(|variable| self.is_rebound(variable));
        let said = said.into_iter().rev().filter(move |&said| is_around(said) && (!is_rebound || !rebinds(said)));
        said.flat_map(move |said| {
            let of_stretch = rows.iter().copied().filter(move |given| given.by != By::Until && given.target == said);
            of_stretch.collect::<Vec<_>>()
        })
    }

    /// The rows of an index for a key that are nearest to a place, in the order of the text.
    fn near<K: Ord + Copy>(&self, index: &[(K, u32)], key: K, place: u32) -> Vec<&Given> {
        let of_key = of_key(index, key);
        let at = of_key.partition_point(|row| self.given[row.1 as usize].target <= place);
        let near = &of_key[at.saturating_sub(MOST_NEAR)..of_key.len().min(at + MOST_NEAR)];
        near.iter().map(|row| &self.given[row.1 as usize]).collect()
    }

    /// The variable that a chain of names and brackets begins with which ends at a place, and a digest of it and the names: `a.b.c` is the same wherever it
    /// stands. What is in the brackets the graph doesn't know: see [`Self::start_of_items`].
    pub(super) fn chain(&self, place: u32) -> Option<(SymbolId, u64)> {
        let mut digest = FxHasher::default();
        let mut start = place;
        for _ in 0..MOST_NAMES {
            let Some((before, name)) = self.link(start) else { break };
            name.hash(&mut digest);
            start = before?;
        }
        let root = self.occurrence_at(start).filter(|token| token.span.start == start && start != place)?;
        let variable = self.variable(root.symbol);
        variable.hash(&mut digest);
        Some((variable, digest.finish()))
    }

    /// The members that are assigned through the same names as stand at a place, in the order of the text: each `x.a` of `x.a = …`, with the same `x`.
    pub fn assigned_alike(&self, place: u32) -> impl Iterator<Item = &Member> {
        let chain = self.chain(place).filter(|_| self.start_of_items(place).is_none());
        let rows = chain.map_or(&[][..], |chain| of_key(&self.index().assigned, chain.1));
        rows.iter().map(|row| &self.members[row.1 as usize])
    }

    /// What stands before a member, and its name, or before brackets at whose end a place is.
    fn link(&self, place: u32) -> Option<(Option<u32>, Option<Name>)> {
        if let Some(member) = self.member_from(place) {
            return Some((member.base(), Some(member.name)));
        }
        let item = self.only_knot(place).filter(|one| matches!(one.by, By::Item | By::ItemAt(_)))?;
        Some((Some(item.place), None))
    }

    /// Where a chain of names begins that ends at a place, if there are brackets in it.
    pub fn start_of_items(&self, place: u32) -> Option<u32> {
        let (mut start, mut has_items) = (place, false);
        for _ in 0..MOST_NAMES {
            let Some((before, name)) = self.link(start) else { break };
            has_items |= name.is_none();
            start = before?;
        }
        has_items.then_some(start)
    }
}
