//! The handles of a condition.

use proc_macro2::{Ident, TokenStream};
use std::{
    ops::{Index, IndexMut},
    slice,
};
use syn::{Attribute, Expr, Type, Visibility, ext::IdentExt as _};

/// The id of a handle: its index in `Model::handles`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct HandleId(usize);

/// All handles: first the notifier, if there is one, then the waiters.
#[derive(Default)]
pub(crate) struct Handles(Vec<Handle>);

pub(crate) struct Handle {
    pub(crate) id: HandleId,
    pub(crate) kind: HandleKind,
    pub(crate) ident: Ident,
    /// The token that an error about its name points at: the name or, for `waiters` without a name, that word. `None`
    /// if the user has not written the handle.
    pub(crate) written: Option<Ident>,
    /// The attributes that the user has written before its option, documentation included.
    pub(crate) attrs: Vec<Attribute>,
    /// The lints that these attributes allow.
    pub(crate) allows: TokenStream,
    /// The visibility that the user has written for it.
    pub(crate) own_vis: Option<Visibility>,
    pub(crate) vis: Visibility,
    /// `N` of `waiters = Name[N]`: how many there may be at a time.
    pub(crate) capacity: Option<Expr>,
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandleKind {
    /// Changes the condition, and never waits. It can be cloned.
    Notifier,
    /// A `waiter`: one handle, for one task. The number counts the handles that wait, in the order in which they are written.
    Waiter(usize),
    /// One kind of `waiters`. Any number of tasks wait by them.
    Waiters(usize),
}

/// A field that the user has written for a handle.
pub(crate) struct Field {
    pub(crate) attrs: TokenStream,
    /// The lints that these allow, for the function that takes the field's first value.
    pub(crate) allows: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// A reference without a lifetime, or a `'_`, in the written type. `ty` has `'static` there.
    pub(crate) nameless: Option<TokenStream>,
    /// Its first value. A field without one becomes an argument.
    pub(crate) value: Option<Expr>,
    /// A `self` in the first value, which is an error.
    pub(crate) this: Option<Ident>,
}

impl Handle {
    /// Returns the number of the handle, if it waits.
    pub(crate) const fn waiter(&self) -> Option<usize> {
        match self.kind {
            HandleKind::Notifier => None,
            HandleKind::Waiter(number) | HandleKind::Waiters(number) => Some(number),
        }
    }

    /// Whether this is one of `waiters`.
    pub(crate) const fn is_many(&self) -> bool {
        matches!(self.kind, HandleKind::Waiters(_))
    }

    /// Whether this is a `waiter`.
    pub(crate) const fn is_lone(&self) -> bool {
        matches!(self.kind, HandleKind::Waiter(_))
    }

    /// Returns the option that defines a handle of this kind.
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

    /// Returns the handles that wait.
    pub(crate) fn waiters(&self) -> &[Handle] {
        match self.0.as_slice() {
            [notifier, waiters @ ..] if notifier.waiter().is_none() => waiters,
            waiters => waiters,
        }
    }

    /// Returns the handle that waits, if there is only one.
    pub(crate) fn only_waiter(&self) -> Option<HandleId> {
        match self.waiters() {
            [only] => Some(only.id),
            _ => None,
        }
    }

    /// Whether the only handle that waits is one `waiter`.
    pub(crate) fn have_lone_waiter(&self) -> bool {
        matches!(self.waiters(), [only] if only.is_lone())
    }

    /// Returns the handle that this option defines, if there is only one.
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

    /// Returns the handle that a marker means by this name: the handle's own name, or `notifier`, `waiter` or
    /// `waiters` if there is only one of that kind.
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
