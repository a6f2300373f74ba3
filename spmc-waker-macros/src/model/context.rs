//! What methods are built from, beside what the user wrote.

use super::handle::{self, Handle};
use crate::names::Names;
use proc_macro2::{Ident, TokenStream};
use syn::{Generics, Lifetime};

/// What is the same for all methods of a condition.
pub(super) struct Context<'m> {
    pub(super) names: &'m Names,
    pub(super) condition: &'m Ident,
    pub(super) self_path: &'m TokenStream,
    pub(super) generics: &'m Generics,
    /// The lifetime of the handles' borrow.
    pub(super) borrow: &'m Lifetime,
    pub(super) handles: &'m [Handle],
}

impl<'m> Context<'m> {
    pub(super) fn notifier(&self) -> Option<usize> {
        handle::notifier(self.handles)
    }

    pub(super) fn waiters(&self) -> impl Iterator<Item = (usize, &'m Handle)> {
        handle::waiters(self.handles)
    }
}
