//! What is generated, for both forms: a condition, its handles, and their methods. This is only data, and holds what
//! the user has written, right or wrong.

mod arm;
mod condition;
mod handle;
mod method;
mod param;
mod visibility;
mod wait;
mod wakers;

pub(crate) use arm::armed_with;
pub(crate) use condition::Model;
pub(crate) use handle::{Field, Handle, HandleId, HandleKind, Handles};
pub(crate) use method::{Arming, Method, MethodId, Notify, Query, Role};
pub(crate) use param::{Param, ParamKind};
pub(crate) use visibility::{narrower, openness};
pub(crate) use wait::{
    Argument, Bare, MAX_WAITS, NamedWait, SinkError, Until, Wait, WaitField, WaitId, Woken,
};
pub(crate) use wakers::Wakers;
