//! Sets with slots in line: several waits of a lone waiter, and `waiters = Name[N]`.

use crate::waitable::{AtomicBool, AtomicUsize, block_on, model, race};
use spmc_waker::{Waitable, waitable};
use spmc_waker_tests::{
    facade::{Racer, thread},
    raw::{Exclusive, Task},
};
use std::{
    future::poll_fn,
    mem,
    sync::{Arc, atomic::Ordering::Relaxed},
    task::Context,
};

/// A lone waiter with two waits, which changes the condition too.
#[derive(Default)]
struct Pair {
    a: AtomicBool,
    b: AtomicBool,
}

#[waitable(notifier = Other, waiter = Me)]
impl Pair {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[notify(by = Me)]
    fn set_b(&self) {
        self.b.store(true, Relaxed);
    }

    #[wait(a, query)]
    fn is_a(&self) -> bool {
        self.a.load(Relaxed)
    }

    #[wait(b, query)]
    fn is_b(&self) -> bool {
        self.b.load(Relaxed)
    }
}

/// The task waits for both. Once `a` is set, it sets `b` itself, while the other thread's wake may still run.
fn an_own_change() {
    let (other, mut me) = Pair::default().into_pair();
    let mut has_set = false;
    race([Box::new(move || other.set_a()) as Racer], || {
        block_on(poll_fn(|cx| {
            let b = me.poll_b(cx);
            if me.poll_a(cx).is_ready() && !has_set {
                has_set = true;
                // This wakes the task by `b`, or the loop would wait for ever.
                me.set_b();
            }
            b
        }));
    });
}

/// Permits with slots for two handles.
struct Semaphore {
    free: AtomicUsize,
    /// Used by the first handle.
    slot: Exclusive,
}

#[waitable(notifier = Source, waiters = Permits[2], storage = borrowed)]
impl Semaphore {
    #[notify(wakes = one(take))]
    fn release(&self) {
        self.free.fetch_add(1, Relaxed);
    }

    #[wait(take, wakes = none)]
    fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Relaxed, Relaxed, take).is_ok()
    }

    #[query]
    fn use_alone(&self) -> usize {
        self.slot.use_alone()
    }
}

// The standard library's `Arc`, under loom, too: loom's would add synchronisation.
fn semaphore() -> Arc<Waitable<Semaphore>> {
    Arc::new(Waitable::new(Semaphore {
        free: AtomicUsize::new(0),
        slot: Exclusive::new(),
    }))
}

fn release(semaphore: &Arc<Waitable<Semaphore>>) -> Racer {
    let semaphore = Arc::clone(semaphore);
    Box::new(move || Source::new(&semaphore).release())
}

/// Two tasks wait. The handle of one is dropped while one of them is woken.
fn dropped_with_a_wake() {
    let semaphore = semaphore();
    let tasks = [Task::new(), Task::new()];
    let mut handles = tasks.each_ref().map(|task| {
        let mut permits = Permits::claim(&semaphore).expect("one is free");
        let waker = task.waker();
        assert!(
            permits
                .poll_take(&mut Context::from_waker(&waker))
                .is_pending()
        );
        Some(permits)
    });
    race([release(&semaphore)], || handles[0] = None);
    let [_, second] = &mut handles;
    assert!(tasks[1].is_notified() || !second.as_mut().expect("it is there").try_take());
    // A wake that runs while a handle is dropped may leave the waker to the drop of the slot.
    drop(handles);
    drop(semaphore);
    assert_eq!(tasks.each_ref().map(|task| task.owners()), [1, 1]);
}

/// Claims a handle if one is free, waits by it, and drops it.
fn use_one(semaphore: &Waitable<Semaphore>) {
    let task = Task::new();
    if let Some(mut permits) = Permits::claim(semaphore) {
        // Only the claim orders this after the last owner's use. A poll synchronises through the slot, too.
        permits.use_alone();
        assert!(
            permits
                .poll_take(&mut Context::from_waker(&task.waker()))
                .is_pending()
        );
        permits.use_alone();
        // Drop the task first, so that the handle's drop is the one that drops the last waker.
        drop(task);
    }
}

/// A thread drops a handle that the other thread then claims. What the first one did happens before.
fn claimed_in_turn() {
    let semaphore = semaphore();
    let kept = Permits::claim(&semaphore).expect("one is free");
    let other = Arc::clone(&semaphore);
    race([Box::new(move || use_one(&other)) as Racer], || {
        use_one(&semaphore);
    });
    drop(kept);
}

/// A gate with handles for three.
struct Gate(AtomicBool);

#[waitable(notifier = Opener, waiters = Pass[3], storage = borrowed)]
impl Gate {
    #[notify]
    fn open(&self) {
        self.0.store(true, Relaxed);
    }

    #[wait(open, query)]
    fn is_open(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// Three threads have a handle each, or none. Two of them drop theirs and claim one anew, so that the only free handle
/// is never the same for long. There are three, so each claim finds one.
fn claimed_while_others_change_theirs() {
    fn claim(gate: &Waitable<Gate>) -> Pass<'_> {
        Pass::claim(gate).expect("the other threads have two at most")
    }
    fn change(gate: &Waitable<Gate>) {
        let pass = claim(gate);
        // Lets another thread claim the handle. Loom bounds preemptions, and does not count this as one.
        thread::yield_now();
        drop(pass);
        mem::forget(claim(gate));
    }
    let gate = Arc::new(Waitable::new(Gate(AtomicBool::new(false))));
    let others = [change, |gate: &_| mem::forget(claim(gate))].map(|run| {
        let gate = Arc::clone(&gate);
        Box::new(move || run(&gate)) as Racer
    });
    race(others, || change(&gate));
    Opener::new(&gate).open();
}

/// A task waits by a borrowed handle.
fn one_release() {
    let semaphore = semaphore();
    let mut permits = Permits::claim(&semaphore).expect("one is free");
    race([release(&semaphore)], || {
        block_on(poll_fn(|cx| permits.poll_take(cx)));
    });
    assert!(!permits.try_take());
}

#[test]
fn an_own_change_wakes_the_other_wait_of_the_same_handle() {
    model(an_own_change);
}

#[test]
fn a_handle_that_is_dropped_passes_its_wake_on() {
    model(dropped_with_a_wake);
}

#[test]
fn a_handle_is_claimed_after_its_last_owner_is_gone() {
    model(claimed_in_turn);
}

#[test]
fn a_claim_finds_the_handle_that_is_free_whichever_it_is() {
    model(claimed_while_others_change_theirs);
}

#[test]
fn a_release_is_not_missed() {
    model(one_release);
}
