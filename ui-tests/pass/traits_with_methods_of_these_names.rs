//! Traits in scope have methods with the names that the expansion calls, or that handles have.

#![deny(warnings)]
// Where a method call would find the trait's method, the borrow is explicit.
#![allow(clippy::needless_borrow)]

use spmc_waker::{Waitable, waitable};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// By value, so that a method call finds it before what takes a reference. Nothing may call these.
#[allow(dead_code, clippy::wrong_self_convention)]
trait Pipeline: Sized {
    fn wait(self) -> Called {
        unreachable!()
    }
    fn poll(self) -> Called {
        unreachable!()
    }
    fn poll_pushed(self) -> Called {
        unreachable!()
    }
    fn poll_popped(self) -> Called {
        unreachable!()
    }
    fn change(self) -> Called {
        unreachable!()
    }
    fn condition(self) -> Called {
        unreachable!()
    }
    fn unregister(self) -> Called {
        unreachable!()
    }
    fn block(self) -> Called {
        unreachable!()
    }
    fn map(self) -> Called {
        unreachable!()
    }
    fn repeat(self) -> Called {
        unreachable!()
    }
    fn clone_for_check(self) -> Called {
        unreachable!()
    }
    fn is_ready(self) -> Called {
        unreachable!()
    }
    fn until(self) -> Called {
        unreachable!()
    }
    fn wake_when(self) -> Called {
        unreachable!()
    }
    fn notifier(self) -> Called {
        unreachable!()
    }
    fn waiter(self) -> Called {
        unreachable!()
    }
    fn fmt(self) -> Called {
        unreachable!()
    }
    fn finish_non_exhaustive(self) -> Called {
        unreachable!()
    }
    fn disarm(self) -> Called {
        unreachable!()
    }
    // These names are the conditions' methods.
    fn try_push(self) -> Called {
        unreachable!()
    }
    fn try_pop(self) -> Called {
        unreachable!()
    }
    fn set(self) -> Called {
        unreachable!()
    }
    fn clear(self) -> Called {
        unreachable!()
    }
    fn get(self) -> Called {
        unreachable!()
    }
    fn enable(self) -> Called {
        unreachable!()
    }
    fn leave(self) -> Called {
        unreachable!()
    }
}

struct Called;

impl<T> Pipeline for T {}

/// Functions that a type path finds, unless the type has its own.
#[allow(dead_code, clippy::new_ret_no_self)]
trait Functions: Sized {
    fn new(_: u8) -> u8 {
        1
    }
    fn claim(_: u8) -> u8 {
        2
    }
    fn into_pair(_: u8) -> u8 {
        3
    }
    fn into_handles(_: u8) -> u8 {
        4
    }
}

impl<T> Functions for T {}

pub struct Slot(AtomicUsize);

#[waitable(notifier = Setter, waiter = Pusher { pushed: usize = 0 }, waiter = Popper, storage = borrowed)]
impl Slot {
    #[wait(pushed, by = Pusher, await, wakes = Popper)]
    pub fn try_push(&self, #[field] pushed: &mut usize) -> bool {
        *pushed += 1;
        self.0.fetch_add(1, SeqCst) == 0
    }

    #[wait(popped, by = Popper, wakes = Pusher)]
    pub fn try_pop(&self, least: usize) -> Option<usize> {
        Some(self.0.swap(0, SeqCst)).filter(|popped| *popped >= least)
    }

    #[notify]
    pub fn set(&self, to: usize) {
        self.0.store(to, SeqCst);
    }

    #[notify(by = [Pusher, Popper], when = |()| true)]
    pub fn clear(&self) {
        self.0.store(0, SeqCst);
    }

    #[query]
    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }

    #[arm(popped)]
    fn enable(&self) {}

    #[disarm(popped)]
    fn disarm(&self) {}

    #[on_drop(Pusher, Popper)]
    fn leave(&self) {}
}

#[waitable(until = |flag| flag.0.load(SeqCst) > 0)]
pub struct Flag(AtomicUsize);

pub struct Lock(std::sync::Mutex<u8>);

#[waitable]
impl Lock {
    #[notify(guard)]
    pub fn lock(&self) -> Option<std::sync::MutexGuard<'_, u8>> {
        self.0.lock().ok()
    }

    #[wait(read)]
    pub fn try_read(&self, more: u8) -> Option<u8> {
        Some(*self.0.lock().ok()? + more)
    }
}

#[test]
fn compiles_and_works() {
    let slot = Waitable::new(Slot(AtomicUsize::new(0)));
    let notifier = Setter::new(&slot);
    let mut pusher = Pusher::claim(&slot).unwrap();
    let mut popper = Popper::claim(&slot).unwrap();
    assert!((&mut pusher).try_push());
    drop((&mut pusher).pushed());
    assert_eq!((&mut popper).try_pop(1), Some(1));
    drop((&mut popper).popped(1));
    (&notifier).set(2);
    (&popper).clear();
    assert_eq!(
        format!("{} {popper:?}", (&notifier).get()),
        "0 Popper { popped: Idle, .. }"
    );

    let (notifier, mut flag) = Flag(AtomicUsize::new(0)).into_pair();
    notifier.notify(|flag| flag.0.store(1, SeqCst));
    assert!(flag.try_wait());

    let (notifier, mut waiter) = Lock(std::sync::Mutex::new(1)).into_pair();
    **notifier.lock().unwrap() += 1;
    assert_eq!(waiter.try_read(1), Some(3));
    drop(waiter.read(1));
}
