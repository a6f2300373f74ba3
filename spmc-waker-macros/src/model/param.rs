//! The parameters of a method, after `self`.

use proc_macro2::Ident;
use syn::{Attribute, Pat, PatType, Type};

pub(crate) struct Param {
    /// The argument as the user has written it.
    pub(crate) written: PatType,
    pub(crate) ident: Ident,
    /// Its type without `Self`.
    pub(crate) ty: Type,
    /// The user's pattern, if it is more than a name.
    pub(crate) pattern: Option<Pat>,
    pub(crate) kind: ParamKind,
    /// A second marker, which is an error.
    pub(crate) second: Option<Attribute>,
}

pub(crate) enum ParamKind {
    Plain,
    /// `#[once] item: &mut Option<T>`. `value` is `T`, if the type has this form.
    Once {
        marker: Attribute,
        value: Option<Type>,
    },
    /// `#[field] name: &mut T` or `&T`. `target` is `T`, if the type has this form.
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
