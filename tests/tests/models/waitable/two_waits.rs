//! Two waits of one handle, polled by one task.

use crate::waitable::{AtomicBool, block_on, model, race, within_limit};
use spmc_waker::waitable;
use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, atomic::Ordering::Relaxed},
    task::{Context, Poll},
};

#[derive(Default)]
struct Two {
    a: AtomicBool,
    b: AtomicBool,
}

#[waitable(notifier = Setter, waiter = Both)]
impl Two {
    #[notify]
    fn set_a(&self) {
        self.a.store(true, Relaxed);
    }

    #[notify]
    fn set_b(&self) {
        self.b.store(true, Relaxed);
    }

    #[wait(a, wakes = none)]
    fn is_a(&self) -> bool {
        self.a.load(Relaxed)
    }

    #[wait(b, blocking, wakes = none)]
    fn is_b(&self) -> bool {
        self.b.load(Relaxed)
    }
}

/// Another thread sets both flags, `b` first, while this thread waits. With a thread for each flag, the models take
/// a minute longer; `set_models` has two wakes at once.
fn while_both_are_set(wait: impl FnOnce(Both)) {
    let (setter, both) = Two::default().into_pair();
    // Share the notifier instead of cloning it, and drop it in this thread: `ownership.rs` has the models of how
    // notifiers are counted. The standard library's `Arc` adds nothing to the models.
    let kept = Arc::new(setter);
    let setter = Arc::clone(&kept);
    let set = move || {
        setter.set_b();
        setter.set_a();
    };
    race([Box::new(set) as _], || wait(both));
    drop(kept);
}

/// Polls the waits that are not ready yet.
fn poll_both(both: &mut Both, is_ready: &mut [bool; 2], cx: &mut Context<'_>) -> Poll<()> {
    let [a, b] = is_ready;
    *a = *a || both.poll_a(cx).is_ready();
    *b = *b || both.poll_b(cx).is_ready();
    if *a && *b {
        Poll::Ready(())
    } else {
        Poll::Pending
    }
}

/// One wait may become ready at its second check, while the other is pending.
fn joined() {
    while_both_are_set(|mut both| {
        let mut is_ready = [false; 2];
        block_on(poll_fn(|cx| poll_both(&mut both, &mut is_ready, cx)));
    });
}

/// The thread blocks in a wait in which its task is pending. When it comes back, the task waits to be polled again.
fn blocked_in_between() {
    let (setter, mut both) = Two::default().into_pair();
    let kept = Arc::new(setter);
    let setter = Arc::clone(&kept);
    race([Box::new(move || setter.set_b()) as _], || {
        let mut has_blocked = false;
        block_on(poll_fn(|cx| {
            let poll = both.poll_b(cx);
            if !has_blocked && poll.is_pending() {
                has_blocked = true;
                within_limit(|| both.blocking_b());
                return Poll::Pending;
            }
            poll
        }));
    });
    drop(kept);
}

/// The task unregisters, and polls both waits again.
fn unregistered_in_between() {
    while_both_are_set(|mut both| {
        let mut has_unregistered = false;
        let mut is_ready = [false; 2];
        block_on(poll_fn(|cx| {
            if !has_unregistered {
                has_unregistered = true;
                is_ready[0] = both.poll_a(cx).is_ready();
                both.unregister();
            }
            poll_both(&mut both, &mut is_ready, cx)
        }));
    });
}

/// Each time the task polls one wait, it also polls a future of the other, and drops it.
fn dropped_in_between() {
    while_both_are_set(|mut both| {
        block_on(poll_fn(|cx| {
            let poll = both.poll_a(cx);
            let _ = Pin::new(&mut both.b()).poll(cx);
            poll
        }));
    });
}

#[test]
fn a_wait_that_is_ready_leaves_the_other_registered() {
    model(joined);
}

#[test]
fn a_thread_that_blocks_wakes_the_task_whose_registration_it_took() {
    model(blocked_in_between);
}

#[test]
fn both_wait_after_unregistering() {
    model(unregistered_in_between);
}

#[test]
fn a_dropped_future_leaves_the_other_registered() {
    model(dropped_in_between);
}
