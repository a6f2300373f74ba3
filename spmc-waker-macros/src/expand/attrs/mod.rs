//! The attributes of generated code: those that it takes from the user's code, and documentation.

mod copies;
mod docs;
mod handle;
mod methods;
mod named;

pub(super) use copies::outlives;
pub(super) use docs::{allow_links_to_private, hidden};
pub(super) use handle::handle;
pub(super) use methods::{
    allow_many, blocking, caller, future, gives_back, poll, redundant_closure, same_shape,
    track_caller, within,
};
