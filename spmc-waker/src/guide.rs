//! Documentation only: what the front page and the items have no room for.
//!
//! | page | |
//! |---|---|
//! | [`choosing`] | which form, which storage, whether to keep `sync` |
//! | [`markers`] | each marker, with an example and the mistake that it prevents |
//! | [`options`] | each option, likewise |
//! | [`closing`] | how a wait ends when nothing comes any more, and when it is no longer wanted |
//! | [`two_sides`] | conditions for which both sides wait |
//! | [`embedded`] | without std, without an allocator, without compare-and-swap, from interrupts |
//! | [`testing`] | checking a condition of your own under loom |
//! | [`expansion`] | what the macro writes |

pub mod choosing;
pub mod closing;
pub mod embedded;
pub mod expansion;
pub mod markers;
pub mod options;
pub mod testing;
pub mod two_sides;
