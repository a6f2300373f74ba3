//! Documentation only: pages for which the front page and the items have no room.
//!
//! | page | it says |
//! |---|---|
//! | [`choosing`] | which form to take, which storage, and whether to keep `sync` |
//! | [`markers`] | what each marker does, with an example and the mistake that it prevents |
//! | [`options`] | what each option does, likewise |
//! | [`waiters`] | how several tasks wait for one condition, each with a handle of its own |
//! | [`closing`] | how a wait ends when nothing comes any more, and when it is no longer wanted |
//! | [`embedded`] | how to work without std, without an allocator, without compare-and-swap, and from interrupts |
//! | [`testing`] | how to check a condition of your own under loom |
//! | [`bugs`] | which bugs of hand-written code are known, and what prevents each |
//! | [`expansion`] | what the macro writes |

pub mod bugs;
pub mod choosing;
pub mod closing;
pub mod embedded;
pub mod expansion;
pub mod markers;
pub mod options;
pub mod testing;
pub mod waiters;
