//! What a model's own atomics can do, and programs that would not end.

use super::failure;
use spmc_waker::{
    model::{
        self,
        atomic::{AtomicBool, AtomicUsize, Mutex},
    },
    waitable,
};
use std::sync::{
    TryLockError,
    atomic::Ordering::{Acquire, Relaxed, Release, SeqCst},
};

/// A counter behind a lock that spins.
#[derive(Default)]
struct Spinning {
    is_locked: AtomicBool,
    count: AtomicUsize,
}

impl Spinning {
    fn locked<R>(&self, act: impl FnOnce(&AtomicUsize) -> R) -> R {
        while self.is_locked.swap(true, Acquire) {}
        let result = act(&self.count);
        self.is_locked.store(false, Release);
        result
    }
}

#[waitable(notifier = Adder, waiter = Taker)]
impl Spinning {
    #[notify]
    fn add(&self) {
        self.locked(|count| count.fetch_add(1, Relaxed));
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |count: usize| count.checked_sub(1);
        self.locked(|count| count.fetch_update(Relaxed, Relaxed, take).is_ok())
    }
}

#[test]
#[cfg_attr(loom, ignore = "loom has a bound of its own")]
fn a_lock_that_spins_without_end_is_found() {
    let said = failure(|model| {
        let (adder, taker) = Spinning::default().into_pair();
        model
            .handle("adder", adder)
            .call("add", |adder| adder.add());
        let taker = model.handle("taker", taker);
        taker.wait("take", async |taker| taker.take().await);
    });
    assert!(
        said.starts_with("An operation goes on without end."),
        "{said}"
    );
    assert!(said.contains("(in the middle of it)"), "{said}");
}

/// Two tasks could go on after a change.
#[derive(Default)]
struct Pairs(AtomicUsize);

#[waitable(waiters = Dancers, notifier = none)]
impl Pairs {
    #[notify(by = Dancers, wakes = one(dance))]
    fn add_two(&self) {
        self.0.fetch_add(2, SeqCst);
    }

    #[wait(dance, wakes = none)]
    fn try_dance(&self) -> bool {
        let take = |left: usize| left.checked_sub(1);
        self.0.fetch_update(SeqCst, SeqCst, take).is_ok()
    }
}

#[test]
#[cfg_attr(loom, ignore = "the words are those of a plain test")]
fn a_wake_of_one_where_two_can_go_on_is_found() {
    let said = failure(|model| {
        let band = Pairs::default().into_handle();
        for name in ["first", "second"] {
            let dancer = model.handle(name, band.clone());
            let dancer = dancer.wait("dance", async |dancer| dancer.dance().await);
            _ = dancer.steps(1);
        }
        let band = model.handle("band", band);
        _ = band.call("add_two", |band| band.add_two()).steps(1);
    });
    assert!(
        said.contains("without `one` if several tasks can go on"),
        "{said}"
    );
}

/// A condition may be made, and taken apart, by what `std`'s types have.
#[test]
fn atomics_and_locks_of_a_model_are_made_and_taken_apart_as_those_of_std() {
    let said = std::panic::catch_unwind(|| {
        model::check(|model| {
            let band = Pairs(2.into()).into_handle();
            let dancer = model.handle("dancer", band);
            let dancer = dancer.wait("dance", async |dancer| dancer.dance().await);
            _ = dancer.at_end(|_| {
                assert_eq!(AtomicUsize::from(7).into_inner(), 7);
                assert!(AtomicBool::from(true).into_inner());
                let mut lock = Mutex::from([1, 2]);
                lock.get_mut().unwrap()[1] = 3;
                {
                    let unsized_lock: &Mutex<[u8]> = &lock;
                    let guard = unsized_lock.lock().unwrap();
                    assert_eq!(*guard, [1, 3]);
                    let again = unsized_lock.try_lock().map(drop);
                    assert!(matches!(again, Err(TryLockError::WouldBlock)));
                }
                assert_eq!(lock.try_lock().unwrap()[0], 1);
                assert_eq!(lock.into_inner().unwrap(), [1, 3]);
            });
        })
    });
    assert!(said.is_ok());
}
