//! Parses the user's tokens: the options of the attribute, the item, and the markers of its methods.

mod cfg_attr;
mod grammar;
mod half_typed;
mod handle;
mod item;
mod markers;
mod member;
mod options;
mod receiver;
mod values;

pub(crate) use cfg_attr::cfg_attr;
pub(crate) use grammar::{Names as HandleNames, parse_all, parse_as};
pub(crate) use handle::{FieldOption, HandleOption, has_field};
pub(crate) use item::{ImplBlock, Item, StructItem};
pub(crate) use markers::{
    Event, Hook, Marker, NotifyOptions, Role, Target, WaitOptions, Wakes, is_marker_tokens,
    is_on_argument, marker_of, old_words, on_argument, require_word,
};
pub(crate) use member::{Member, MemberFn};
pub(crate) use options::{Given, Options};
pub(crate) use values::Storage;
