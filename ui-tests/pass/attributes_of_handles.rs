//! Attributes before `notifier` and `waiter` are copied to the handle, in every form.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// Up, or not.
#[derive(Default)]
pub struct Flag {
    raised: AtomicBool,
}

/// What a flag does.
#[waitable(
    /// Raises it.
    ///
    /// There may be many.
    #[doc = concat!("Of the version ", "1", ".")]
    #[doc(alias = "lift")]
    #[cfg_attr(all(), must_use = "a flag is there to be raised")]
    notifier = pub Raiser,
    #[allow(clippy::module_name_repetitions)]
    #[expect(non_camel_case_types)]
    #[deprecated]
    /// Waits for it.
    waiter = pub flag_watcher { seen: u32 = 0 },
    cached = false
)]
impl Flag {
    /// Raises it.
    #[notify]
    pub fn raise(&self) {
        self.raised.store(true, SeqCst);
    }

    /// Whether it is up.
    #[wait(raised, await)]
    pub fn is_raised(&self, #[field] seen: &mut u32) -> bool {
        *seen += 1;
        self.raised.load(SeqCst)
    }
}

/// The short form.
#[waitable(
    until = |event| event.happened.load(SeqCst),
    /// Makes it happen.
    notifier = pub Cause,
    /// Waits for it.
    waiter = pub Effect,
)]
#[derive(Default)]
pub struct Event {
    happened: AtomicBool,
}

#[test]
fn compiles_and_works() {
    let (raiser, mut watcher) = Flag::default().into_pair();
    raiser.raise();
    assert!(watcher.is_raised());
    let (cause, mut effect) = Event::default().into_pair();
    cause.notify(|event| event.happened.store(true, SeqCst));
    assert!(effect.try_wait());
}
