//! The wakers that a condition is stored with.

use super::{
    condition::Model,
    handle::{Handle, HandleId},
    method::Role,
};
use crate::parse::Storage;
use syn::Expr;

/// What holds the wakers of all waits.
pub(crate) enum Wakers<'m> {
    /// A slot for each of this many waits, all of lone waiters. No wake concerns two of them.
    Array(usize),
    /// A set with slots for this many waits of lone waiters, and for this many of each of `waiters`.
    Fixed {
        lone: usize,
        many: usize,
        /// How many handles there can be, for each kind of `waiters`.
        each: Vec<&'m Expr>,
    },
    /// A set that grows, for this many waits of lone waiters, and this many of `waiters`.
    Growing { lone: usize, many: usize },
}

impl Model<'_> {
    pub(crate) fn wakers(&self) -> Wakers<'_> {
        let waits = self.waits.iter();
        let many = waits.filter(|wait| self.handles[wait.handle].is_many());
        let many = many.count();
        let lone = self.waits.len() - many;
        // One that is broken may have no wait.
        let has_many = self.handles.values().any(Handle::is_many);
        if !has_many && !self.wakes_several() {
            return Wakers::Array(lone);
        }
        if has_many && self.storage == Storage::Owned {
            return Wakers::Growing { lone, many };
        }
        let handles = self.handles.values();
        let each = handles.filter_map(|handle| handle.capacity.as_ref());
        Wakers::Fixed {
            lone,
            many,
            each: each.collect(),
        }
    }

    /// Whether one wake concerns two waits.
    fn wakes_several(&self) -> bool {
        let mut changes = self
            .sound()
            .filter(|method| !matches!(method.role, Role::Query(_) | Role::Arming(_)));
        let mut ids = self.handles.ids();
        changes.any(|method| {
            let mut by = method.on.iter();
            by.any(|by| self.wakes(method, *by).all.count_ones() > 1)
        }) || ids.any(|id| self.wakes_by_fields(id).count_ones() > 1)
    }

    /// The waits that the drop of a handle wakes if one of its fields, or what a sink keeps, needs to be dropped.
    pub(crate) fn wakes_by_fields(&self, id: HandleId) -> u64 {
        let has_sink = self.waiting().any(|(method, wait)| {
            method.is_wait_of(id) && !method.is_broken && wait.sink.is_some()
        });
        match has_sink || !self.handles[id].fields.is_empty() {
            true => self.all_waits() & !self.waits_of(id),
            false => 0,
        }
    }
}
