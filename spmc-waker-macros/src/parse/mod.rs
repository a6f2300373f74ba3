//! The user's tokens: the options of the attribute, the item, and the markers of its methods.

mod half_typed;
mod handle;
mod item;
mod markers;
mod member;
mod options;
mod receiver;

pub(crate) use handle::{FieldOption, HandleOption};
pub(crate) use item::{ImplBlock, Item, StructItem, cfgs};
pub(crate) use markers::{
    Event, Marker, Names as HandleNames, NotifyOptions, Partial, Role, WaitOptions,
    is_marker_tokens, is_nearly_marker, is_on_argument, marker_of, old_words, on_argument,
    refuse_path,
};
pub(crate) use member::{Member, MemberFn};
pub(crate) use options::{Given, Options, Storage};
