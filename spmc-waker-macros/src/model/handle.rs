//! The handles of a condition.

use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, Type, Visibility};

/// The runtime names sets of waiters by the bits of a `u32`.
pub(crate) const MAX_WAITERS: usize = 32;

pub(crate) struct Handle {
    pub(crate) kind: HandleKind,
    pub(crate) ident: Ident,
    /// The user has named it.
    pub(crate) is_named: bool,
    /// The visibility that the user has given it.
    pub(crate) own_vis: Option<Visibility>,
    pub(crate) vis: Visibility,
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandleKind {
    /// Shared: it changes the condition, and never waits.
    Notifier,
    /// Exclusive: it waits. The number is its waker's.
    Waiter(usize),
}

/// Data of one handle.
pub(crate) struct Field {
    pub(crate) attrs: Vec<Attribute>,
    /// The lints among these, for what gives the field its first value.
    pub(crate) allows: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// A lifetime that the type needs, and that neither the condition nor anything else has: in the type,
    /// it is `'static`.
    pub(crate) nameless: Option<TokenStream>,
    /// Its first value. Without one, it is an argument.
    pub(crate) value: Option<Expr>,
}

impl Handle {
    /// The number of a waiter.
    pub(crate) const fn waiter(&self) -> Option<usize> {
        match self.kind {
            HandleKind::Notifier => None,
            HandleKind::Waiter(number) => Some(number),
        }
    }
}

/// The notifier among these handles.
pub(super) fn notifier(handles: &[Handle]) -> Option<usize> {
    handles
        .iter()
        .position(|handle| handle.kind == HandleKind::Notifier)
}

/// The waiters among these handles.
pub(super) fn waiters(handles: &[Handle]) -> impl Iterator<Item = (usize, &Handle)> {
    let handles = handles.iter().enumerate();
    handles.filter(|(_, handle)| handle.waiter().is_some())
}
