//! The parameters of a method, after `self`.

use proc_macro2::Ident;
use syn::{Attribute, Pat, Type};

pub(crate) struct Param {
    pub(crate) ident: Ident,
    /// In the words of a handle: without `Self`.
    pub(crate) ty: Type,
    /// The user's pattern, when it is more than a name.
    pub(crate) pattern: Option<Pat>,
    pub(crate) kind: ParamKind,
    /// A second marker.
    pub(crate) second: Option<Attribute>,
}

pub(crate) enum ParamKind {
    Plain,
    /// `#[once] item: &mut Option<T>`, and `T` if it is that.
    Once {
        marker: Attribute,
        value: Option<Type>,
    },
    /// `#[field] name: &mut T` or `&T`, and `T` if it is that.
    Field {
        marker: Attribute,
        target: Option<Type>,
        is_mut: bool,
    },
}

impl Param {
    pub(crate) const fn is_field(&self) -> bool {
        matches!(self.kind, ParamKind::Field { .. })
    }

    /// Whether this is a field that may be changed.
    pub(crate) const fn is_changed_field(&self) -> bool {
        matches!(self.kind, ParamKind::Field { is_mut: true, .. })
    }
}
