//! The peers, by what they are for.

pub(crate) mod bounded;
pub(crate) mod cancel;
pub(crate) mod channel;
pub(crate) mod event;
pub(crate) mod notify;
pub(crate) mod oneshot;
pub(crate) mod waiters;
pub(crate) mod watch;
