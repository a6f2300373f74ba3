//! Threads that park: std's, loom's or shuttle's.

pub(crate) use imp::*;

#[cfg(not(any(loom, shuttle)))]
mod imp {
    pub(crate) use std::thread::{Thread, current};
    use std::thread::{park, park_timeout};
    use std::time::Instant;

    /// Blocks this thread until it is unparked or the deadline has come. May also return early for no reason. Returns
    /// whether there was time left at the start.
    pub(crate) fn park_until(deadline: Option<Instant>) -> bool {
        let Some(deadline) = deadline else {
            park();
            return true;
        };
        let left = deadline.saturating_duration_since(Instant::now());
        park_timeout(left);
        !left.is_zero()
    }
}

/// In a model, time does not pass, so no deadline comes.
#[cfg(any(loom, shuttle))]
mod imp {
    use loom::thread::park;
    pub(crate) use loom::thread::{Thread, current};
    #[cfg(shuttle)]
    use shuttle as loom;
    use std::time::Instant;

    pub(crate) fn park_until(_: Option<Instant>) -> bool {
        park();
        true
    }
}
