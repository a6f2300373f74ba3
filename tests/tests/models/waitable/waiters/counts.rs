//! Clones are counted. The last of a kind runs the hook after all uses by the others, and then wakes. The last handle
//! of all frees the condition.

use crate::waitable::{AtomicBool, block_on, model, race};
use spmc_waker::waitable;
use spmc_waker_tests::{facade::Racer, raw::Watched};
use std::sync::{
    Arc,
    atomic::{
        AtomicUsize as Counter,
        Ordering::{Relaxed, SeqCst},
    },
};

/// Counters that a test reads at the end. They are not loom's, so they add nothing to the models.
#[derive(Default)]
struct Counts {
    freed: Counter,
    hooks: Counter,
}

/// A condition that detects unordered use.
struct Room {
    /// Used by all handles, and ended by the drop of the condition.
    condition: Watched,
    /// Used by the guests, and ended by the last one, if no other one can come.
    guests: Option<Watched>,
    is_empty: AtomicBool,
    counts: Arc<Counts>,
}

impl Drop for Room {
    fn drop(&mut self) {
        self.condition.end();
        self.counts.freed.fetch_add(1, SeqCst);
    }
}

#[waitable(waiters = Guest, waiter = Owner, waiter = Heir)]
impl Room {
    /// Wakes nobody: a wake would order what the models want to see unordered.
    #[notify(by = Guest, when = |()| false)]
    fn visit(&self) {
        self.condition.touch();
        if let Some(guests) = &self.guests {
            guests.touch();
        }
    }

    #[wait(never, by = Guest, query)]
    const fn is_never(&self) -> bool {
        false
    }

    #[wait(empty, by = Owner, query)]
    fn is_empty(&self) -> bool {
        self.is_empty.load(Relaxed)
    }

    #[wait(inherited, by = Heir, query)]
    fn is_inherited(&self) -> bool {
        self.is_empty.load(Relaxed)
    }

    #[on_drop(Guest)]
    fn leave(&self) {
        self.condition.touch();
        if let Some(guests) = &self.guests {
            guests.end();
        }
        self.is_empty.store(true, Relaxed);
        self.counts.hooks.fetch_add(1, SeqCst);
    }

    #[on_drop(Owner, Heir, wakes = none)]
    fn close(&self) {
        self.condition.touch();
    }
}

/// Runs something with the handles, and then expects that the condition was freed once. Returns how often the hook ran.
fn in_a_room(ends_once: bool, run: impl FnOnce(Guest, Owner, Heir)) -> usize {
    let counts = Arc::new(Counts::default());
    let room = Room {
        condition: Watched::new(),
        guests: ends_once.then(Watched::new),
        is_empty: AtomicBool::new(false),
        counts: Arc::clone(&counts),
    };
    let (guest, owner, heir) = room.into_handles();
    run(guest, owner, heir);
    assert_eq!(counts.freed.load(SeqCst), 1);
    counts.hooks.load(SeqCst)
}

fn visit(guest: Guest) -> Racer {
    Box::new(move || guest.visit())
}

fn clones_against_the_last_drop() {
    let hooks = in_a_room(true, |guest, mut owner, heir| {
        drop(heir);
        let other = guest.clone();
        race([visit(guest)], || {
            let third = other.clone();
            drop(other);
            third.visit();
            drop(third);
            block_on(owner.empty());
        });
    });
    assert_eq!(hooks, 1);
}

/// Two guests race to be the last, and the owner to be the last handle of all.
fn two_guests_and_the_owner() {
    let hooks = in_a_room(true, |guest, owner, heir| {
        drop(heir);
        let other = guest.clone();
        race([visit(guest), visit(other)], || drop(owner));
    });
    assert_eq!(hooks, 1);
}

/// The owner makes a guest while the last one goes.
fn of_against_the_last_drop() {
    let hooks = in_a_room(false, |guest, owner, heir| {
        drop(heir);
        race([visit(guest)], || {
            let other = Guest::of(&owner);
            drop(owner);
            other.visit();
        });
    });
    assert!((1..=2).contains(&hooks));
}

/// Two handles make guests while there is none, and go. One of the two guests takes the share that both have.
fn of_twice_from_zero() {
    let hooks = in_a_room(false, |guest, owner, heir| {
        drop(guest);
        let making: Racer = Box::new(move || {
            let guest = Guest::of(&heir);
            drop(heir);
            guest.visit();
        });
        race([making], || {
            let guest = Guest::of(&owner);
            drop(owner);
            guest.visit();
        });
    });
    assert!((2..=3).contains(&hooks));
}

#[test]
fn the_last_clone_runs_the_hook_after_all_uses_and_wakes() {
    model(clones_against_the_last_drop);
}

#[test]
fn one_of_two_guests_is_the_last() {
    model(two_guests_and_the_owner);
}

#[test]
fn a_handle_that_is_made_while_the_last_goes_keeps_the_condition() {
    model(of_against_the_last_drop);
}

#[test]
fn handles_that_are_made_from_zero_keep_the_condition() {
    model(of_twice_from_zero);
}
