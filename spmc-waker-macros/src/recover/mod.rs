//! Repairs the model, and makes stubs for what is broken, so that one mistake leads to one error.

mod fallback;
mod repair;
mod signature;
mod stubs;

pub(crate) use fallback::{item, unparsed, untouched};
pub(crate) use repair::repair;
pub(crate) use stubs::{Stub, stubs};
