//! Questions about types, signatures and attributes. Nothing here knows of conditions and handles.

mod attributes;
mod borrows;
mod bound;
mod futures;
mod generics;
mod guards;
mod layers;
mod lints;
mod readiness;
mod self_type;
mod types;

pub(crate) use attributes::{cfgs, conditions};
pub(crate) use borrows::{Borrow, borrow_of, mutable_borrow_of, nameless_lifetime_of, reborrow_of};
pub(crate) use bound::rename_bound;
pub(crate) use futures::find_future;
pub(crate) use generics::{
    cfg_of_parameter, declare_lifetimes, declares, has_ident, idents, is_generic, merge, turbofish,
    without_unused_lifetimes,
};
pub(crate) use guards::find_guard;
pub(crate) use layers::{Layer, last_segment, layer_of, layers};
pub(crate) use lints::allows;
pub(crate) use readiness::{Readiness, module_of, readiness_of};
pub(crate) use self_type::{generics_without_self, output_without_self, self_path, without_self};
pub(crate) use types::{
    argument_of, attrs_of, find_impl_trait, find_inferred, has_no_impl, has_undeclared_lifetime,
    is_for_all_arguments, is_inferred, is_plain, is_same, is_unit, name_lifetimes, passes_unsized,
    ungroup,
};
