//! The registering side: removing and clearing.

use super::side::{RegisteringSide, Removed, Unregistered};
use crate::sync::Ordering::{Acquire, Relaxed};
use core::task::Waker;

impl<const SYNC: bool, const CACHED: bool> RegisteringSide<'_, SYNC, CACHED> {
    /// Removes the registration. Returns whether there was one to remove.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn unregister(&mut self) -> bool {
        let _entered = self.owner().overlap.enter();
        let Some(removed) = self.remove() else {
            return false;
        };
        drop(removed.release());
        true
    }

    /// Removes the registration and moves its waker out. If that was the cached waker, the cached slot is then empty.
    #[cfg(feature = "std")]
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn unregister_waker(&mut self) -> Option<Waker> {
        let _entered = self.owner().overlap.enter();
        self.remove()?.take()
    }

    /// Removes the registration, and drops the cached waker, or leaves it to the wake that uses it.
    #[inline]
    #[cfg_attr(debug_assertions, track_caller)]
    pub(super) fn clear(&mut self) {
        let _entered = self.owner().overlap.enter();
        if !self.is_unused() {
            self.reborrow().clear_used();
        }
    }

    /// Whether nothing is registered or cached, for example because no task ever had to wait.
    ///
    /// Relaxed: only this side registers and writes wakers, so it finds its own writes here. If it finds none, nothing
    /// is done.
    #[inline]
    fn is_unused(&self) -> bool {
        let owner = self.owner();
        owner.state.load(Relaxed).is_empty() && (!CACHED || owner.cached_slot().read().is_empty())
    }

    #[inline(never)]
    fn clear_used(mut self) {
        let by_value = self.remove().and_then(Removed::release);
        let cached = if CACHED {
            // SAFETY: the registration has been removed, or a wake has consumed it.
            unsafe { self.clear_cached() }
        } else {
            None
        };
        drop((by_value, cached));
    }

    /// Removes the registration, if there is one.
    #[inline]
    fn remove(&mut self) -> Option<Removed<'_, SYNC, CACHED>> {
        let owner = self.owner();
        // Relaxed: the compare-exchange tells whether this is the latest state. If the state shows a claim, nothing is
        // read or written here. `clear_cached`, or a later call, loads it again.
        let state = owner.state.load(Relaxed);
        if !state.is_registered() {
            return None;
        }
        // Relaxed: this removes a registration that this side itself has published, and publishes nothing.
        owner
            .state
            .compare_exchange(state, state.unregistered(), Relaxed, Relaxed)
            .ok()?;
        // SAFETY: the compare-exchange has removed the registration.
        Some(unsafe { Removed::new(owner, state) })
    }

    /// Takes the cached waker out or, if a wake uses it, leaves it to that wake or a later call.
    ///
    /// # Safety
    ///
    /// Nothing may be registered.
    unsafe fn clear_cached(&mut self) -> Option<Waker> {
        let owner = self.owner();
        // Acquire, with the release of the claims and of `free_cached`: the slot belongs to this side.
        let state = owner.state.load(Acquire);
        // SAFETY: this state was just found, and nothing is registered, as the caller promises.
        let mut reclaimed = unsafe { Unregistered::new(owner, state) }.reclaim();
        if let Some(idle) = reclaimed.idle_slot() {
            return idle.take();
        }
        let requested = reclaimed.request_clear();
        if !owner.cached_becomes_idle() {
            return None;
        }
        // That wake may also have seen the request. Then it has taken the waker out, and `reclaim` leaves the slot empty.
        requested.reclaim().idle_slot()?.take()
    }
}

#[cfg(all(test, feature = "std", not(loom)))]
mod tests {
    use crate::SpmcWaker;
    use core::task::Waker;
    use std::{
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering::Relaxed},
        },
        task::Wake,
    };

    #[derive(Default)]
    struct Task {
        wakes: AtomicUsize,
    }

    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            self.wakes.fetch_add(1, Relaxed);
        }
    }

    /// Registers this many tasks, each in place of the previous one, and moves the last one's waker out.
    fn move_out_of<const SYNC: bool, const CACHED: bool>(count: usize) {
        let tasks: [Arc<Task>; 3] = Default::default();
        let side = SpmcWaker::<SYNC, CACHED>::new();
        let register = |task: &Arc<Task>| {
            // SAFETY: one thread, and the wakers do not call the registering side.
            unsafe { side.register(&Waker::from(Arc::clone(task))) };
        };
        tasks[..count].iter().for_each(register);
        // SAFETY: as above.
        let moved = unsafe { side.unregister_waker() }.expect("a waker is registered");
        assert!(!side.has_waker_registered());
        side.wake();
        // SAFETY: as above.
        assert!(unsafe { side.unregister_waker() }.is_none());
        let last = &tasks[count - 1];
        assert_eq!(
            Arc::strong_count(last),
            2,
            "only the waker that was moved out is left"
        );
        moved.wake();
        assert_eq!((last.wakes.load(Relaxed), Arc::strong_count(last)), (1, 1));

        register(last);
        side.wake();
        assert_eq!(
            (last.wakes.load(Relaxed), Arc::strong_count(last)),
            (2, if CACHED { 2 } else { 1 }),
            "the cached slot is used again"
        );
        // SAFETY: as above.
        assert!(unsafe { side.unregister_waker() }.is_none(), "it was woken");
        register(&tasks[0]);
        drop(side);
        assert!(tasks.iter().all(|task| Arc::strong_count(task) == 1));
    }

    #[test]
    fn the_registered_waker_is_moved_out() {
        for count in 1..=3 {
            move_out_of::<false, false>(count);
            move_out_of::<false, true>(count);
            move_out_of::<true, false>(count);
            move_out_of::<true, true>(count);
        }
    }
}
