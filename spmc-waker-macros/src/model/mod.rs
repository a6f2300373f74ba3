//! What is to be generated, the same for both forms: a condition, its handles, and the methods that
//! they have.
//!
//! A model holds what the user wrote, right or wrong. `validate` finds what is wrong, and marks it.

mod arm;
mod borrows;
mod build;
mod condition;
mod context;
mod guard;
mod handle;
mod lints;
mod method;
mod output;
mod resolve;
mod self_type;
mod short;
mod signature;
mod types;
mod undeclared;
mod wait;

pub(crate) use arm::armed_with;
pub(crate) use borrows::{GUARDS, borrow_of, mutable_borrow_of, reborrow_of};
pub(crate) use condition::{Model, narrower};
pub(crate) use guard::{Layer, last_segment, layer_of, layers};
pub(crate) use handle::{Field, Handle, HandleKind, MAX_WAITERS};
pub(crate) use lints::cfg_attr;
pub(crate) use method::{Arming, Method, Notify, Role, Unclear};
pub(crate) use output::Readiness;
pub(crate) use signature::{Param, ParamKind, merge, turbofish};
pub(crate) use types::{
    argument_of, find_impl_trait, is_inferred, is_plain, may_be_undeclared, names_foreign_type,
    passes_unsized, ungroup,
};
pub(crate) use wait::{Argument, SinkError, Until, Wait};
