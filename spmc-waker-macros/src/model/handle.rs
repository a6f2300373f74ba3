//! The handles of a condition.

use proc_macro2::{Ident, TokenStream};
use std::{
    ops::{Index, IndexMut},
    slice,
};
use syn::{Attribute, Expr, Type, Visibility, ext::IdentExt as _};

/// A handle: an index into `Model::handles`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct HandleId(usize);

/// The notifier first, if there is one, then the waiters.
#[derive(Default)]
pub(crate) struct Handles(Vec<Handle>);

pub(crate) struct Handle {
    pub(crate) id: HandleId,
    pub(crate) kind: HandleKind,
    pub(crate) ident: Ident,
    /// What an error about its name points at, if the user has written it: the name, or `waiters` without one.
    pub(crate) written: Option<Ident>,
    /// Its documentation, and what else the user says of it.
    pub(crate) attrs: Vec<Attribute>,
    /// The lints that these attributes allow.
    pub(crate) allows: TokenStream,
    /// The visibility that the user has given it.
    pub(crate) own_vis: Option<Visibility>,
    pub(crate) vis: Visibility,
    /// `N` of `waiters = Name[N]`: how many there can be at a time.
    pub(crate) capacity: Option<Expr>,
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandleKind {
    /// Shared: it changes the condition, and never waits.
    Notifier,
    /// Exclusive: it waits. The handles that wait are numbered in the order in which they are written.
    Waiter(usize),
    /// Shared: any number of tasks wait by it.
    Waiters(usize),
}

/// A field that the user gives a handle.
pub(crate) struct Field {
    pub(crate) attrs: TokenStream,
    /// The lints among these, for what gives the field its first value.
    pub(crate) allows: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// A reference without a lifetime, or `'_`, in the type. `ty` has `'static` in its place.
    pub(crate) nameless: Option<TokenStream>,
    /// Its first value. Without one, it is an argument.
    pub(crate) value: Option<Expr>,
}

impl Handle {
    /// The number of a handle that waits.
    pub(crate) const fn waiter(&self) -> Option<usize> {
        match self.kind {
            HandleKind::Notifier => None,
            HandleKind::Waiter(number) | HandleKind::Waiters(number) => Some(number),
        }
    }

    /// Whether many wait, by any number of handles of this type.
    pub(crate) const fn is_many(&self) -> bool {
        matches!(self.kind, HandleKind::Waiters(_))
    }

    /// Whether one waits, by the one handle of this type.
    pub(crate) const fn is_lone(&self) -> bool {
        matches!(self.kind, HandleKind::Waiter(_))
    }

    /// The option that makes such a handle.
    pub(crate) const fn option(&self) -> &'static str {
        match self.kind {
            HandleKind::Notifier => "notifier",
            HandleKind::Waiter(_) => "waiter",
            HandleKind::Waiters(_) => "waiters",
        }
    }

    pub(crate) fn field(&self, name: &Ident) -> Option<&Field> {
        self.fields.iter().find(|field| field.ident == *name)
    }
}

impl Handles {
    /// Adds a handle, and gives it its id.
    pub(crate) fn add(&mut self, handle: Handle) {
        let id = HandleId(self.0.len());
        self.0.push(Handle { id, ..handle });
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> slice::Iter<'_, Handle> {
        self.0.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> slice::IterMut<'_, Handle> {
        self.0.iter_mut()
    }

    pub(crate) fn notifier(&self) -> Option<HandleId> {
        self.only("notifier")
    }

    /// The handles that wait.
    pub(crate) fn waiters(&self) -> &[Handle] {
        match self.0.as_slice() {
            [notifier, waiters @ ..] if notifier.waiter().is_none() => waiters,
            waiters => waiters,
        }
    }

    /// The one handle that waits.
    pub(crate) fn only_waiter(&self) -> Option<HandleId> {
        match self.waiters() {
            [only] => Some(only.id),
            _ => None,
        }
    }

    /// The one handle that this option makes.
    pub(crate) fn only(&self, option: &str) -> Option<HandleId> {
        let mut only = None;
        for handle in &self.0 {
            if handle.option() == option {
                if only.is_some() {
                    return None;
                }
                only = Some(handle.id);
            }
        }
        only
    }

    /// The handle that a marker means by this name: its own, or `notifier`, `waiter` or `waiters` where there
    /// is one.
    pub(crate) fn find(&self, name: &Ident) -> Option<HandleId> {
        for handle in &self.0 {
            if handle.ident.unraw() == name.unraw() {
                return Some(handle.id);
            }
        }
        self.only(&name.to_string())
    }
}

impl Index<HandleId> for Handles {
    type Output = Handle;

    fn index(&self, id: HandleId) -> &Handle {
        &self.0[id.0]
    }
}

impl IndexMut<HandleId> for Handles {
    fn index_mut(&mut self, id: HandleId) -> &mut Handle {
        &mut self.0[id.0]
    }
}
