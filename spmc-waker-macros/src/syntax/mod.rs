//! What types, signatures and attributes tell, whoever wrote them.

mod attributes;
mod borrows;
mod generics;
mod guards;
mod lints;
mod readiness;
mod self_type;
mod types;
mod undeclared;

pub(crate) use attributes::{cfg_attr, cfgs};
pub(crate) use borrows::{Borrow, GUARDS, borrow_of, mutable_borrow_of, reborrow_of};
pub(crate) use generics::{merge, turbofish};
pub(crate) use guards::{Layer, last_segment, layer_of, layers};
pub(crate) use lints::allows;
pub(crate) use readiness::{Readiness, readiness_of, readiness_of_type};
pub(crate) use self_type::{generics_without_self, self_path, without_self};
pub(crate) use types::{
    argument_of, find_impl_trait, has_no_impl, hidden_lifetime, is_inferred, is_plain, is_unit,
    may_be_undeclared, name_lifetimes, names_foreign_type, passes_unsized, ungroup,
};
pub(crate) use undeclared::{
    declare_in_signature, declare_in_type, has_unconstrained, nameless, without_nameless,
};
