//! The wakers that a condition is stored with.

use super::{
    condition::Model,
    handle::{Handle, HandleId},
    method::Role,
};
use crate::parse::Storage;
use syn::Expr;

/// The type that holds the wakers of all waits.
pub(crate) enum Wakers<'m> {
    /// An array with a slot for each of this many waits. All are waits of lone waiters, and no wake concerns two of
    /// them.
    Array(usize),
    /// A fixed set for `lone` waits of lone waiters and `many` waits of `waiters`.
    Fixed {
        lone: usize,
        many: usize,
        /// For each kind of `waiters`, how many handles there may be.
        each: Vec<&'m Expr>,
    },
    /// A growing set for `lone` waits of lone waiters and `many` waits of `waiters`.
    Growing { lone: usize, many: usize },
}

impl Model<'_> {
    pub(crate) fn wakers(&self) -> Wakers<'_> {
        let many = self.waits_that(&|wait| self.handles[wait.handle].is_many());
        let many = many.count_ones() as usize;
        let lone = self.waits.len() - many;
        // Look at handles and not at waits, because a broken handle may have no wait.
        let has_many = self.handles.iter().any(Handle::is_many);
        if !has_many && !self.wakes_several() {
            return Wakers::Array(lone);
        }
        if has_many && self.storage == Storage::Owned {
            return Wakers::Growing { lone, many };
        }
        let mut each = Vec::new();
        for handle in self.handles.iter() {
            if let Some(capacity) = &handle.capacity {
                each.push(capacity);
            }
        }
        Wakers::Fixed { lone, many, each }
    }

    /// Whether any wake concerns two waits.
    fn wakes_several(&self) -> bool {
        for method in &self.sound() {
            if !matches!(method.role, Role::Query(_) | Role::Arming(_)) {
                for by in &method.on {
                    if self.wakes(method, *by).all.count_ones() > 1 {
                        return true;
                    }
                }
            }
        }
        let mut handles = self.handles.iter();
        handles.any(|handle| self.wakes_by_fields(handle.id).count_ones() > 1)
    }

    pub(crate) fn is_sink(&self, id: HandleId) -> bool {
        let mut methods = self.methods.iter();
        methods.any(|method| {
            let is_sink = method.wait_on(id).is_some_and(|wait| wait.sink.is_some());
            is_sink && !method.is_broken
        })
    }

    /// Returns the waits that the drop of a handle wakes if a field of the handle, or an item that it keeps as a sink,
    /// needs to be dropped.
    pub(crate) fn wakes_by_fields(&self, id: HandleId) -> u64 {
        if self.is_sink(id) || !self.handles[id].fields.is_empty() {
            self.all_waits() & !self.waits_of(id)
        } else {
            0
        }
    }
}
