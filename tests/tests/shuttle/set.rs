//! A set that grows over four segments of two slots, while tasks register, give up and are woken.

use crate::task;
use spmc_waker_tests::{
    facade::{AtomicUsize, block_on, race, thread::yield_now},
    random::{below, coin, maybe},
    raw::{Handle, Set, set},
};
use std::{
    future::poll_fn,
    sync::{Arc, atomic::Ordering::SeqCst},
};

in_all_modes! {
    tokens_reach_those_who_stay
    a_change_reaches_slots_in_every_segment
    waits_of_one_handle_take_slots_in_several_segments
}

/// Takes a token, if there is one.
fn take(tokens: &AtomicUsize) -> bool {
    let fewer = |tokens: usize| tokens.checked_sub(1);
    tokens.fetch_update(SeqCst, SeqCst, fewer).is_ok()
}

/// Returns a task that adds one and wakes one.
fn add_token<const SYNC: bool, const CACHED: bool>(
    set: &Set<SYNC, CACHED>,
    tokens: &Arc<AtomicUsize>,
) -> spmc_waker_tests::facade::Racer {
    let (set, tokens) = (set.clone(), Arc::clone(tokens));
    task(move || {
        tokens.fetch_add(1, SeqCst);
        set.wake_one(0);
    })
}

/// Six tasks wait for tokens with slots of their handles. There is a token for each of those that stay.
fn tokens_reach_those_who_stay<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Arc::new(AtomicUsize::new(0));
    let go = below(4);
    let mut tasks: Vec<_> = (0..6)
        .map(|number| {
            let (set, tokens) = (set.clone(), Arc::clone(&tokens));
            task(move || {
                let mut handle = Handle::of_one(&set);
                let wait = poll_fn(|cx| handle.poll(cx.waker(), || take(&tokens)));
                if number >= go {
                    block_on(wait);
                } else if maybe(wait).is_some() {
                    // It gives its token back.
                    tokens.fetch_add(1, SeqCst);
                    set.wake_one(0);
                } else if coin() {
                    handle.unregister();
                }
            })
        })
        .collect();
    tasks.extend((go..5).map(|_| add_token(&set, &tokens)));
    race(tasks, add_token(&set, &tokens));
    assert_eq!(tokens.load(SeqCst), 0);
}

/// Seven tasks wait for all of three changes, the eighth slot is a lone one.
fn a_change_reaches_slots_in_every_segment<const SYNC: bool, const CACHED: bool>() {
    const CHANGES: usize = 3;
    let (mut lone, set) = set::<SYNC, CACHED>();
    let changes = Arc::new(AtomicUsize::new(0));
    let mut tasks: Vec<_> = (0..6)
        .map(|_| {
            let (set, changes) = (set.clone(), Arc::clone(&changes));
            task(move || {
                let mut handle = Handle::of_all(&set);
                for target in 1..=CHANGES {
                    let check = || changes.load(SeqCst) >= target;
                    if coin() {
                        let _ = maybe(poll_fn(|cx| handle.poll(cx.waker(), check)));
                        handle.unregister();
                    }
                    block_on(poll_fn(|cx| handle.poll(cx.waker(), check)));
                }
            })
        })
        .collect();
    let (there, ours) = (set.clone(), Arc::clone(&changes));
    tasks.push(task(move || {
        for _ in 0..CHANGES {
            ours.fetch_add(1, SeqCst);
            there.wake(usize::MAX);
        }
    }));
    race(tasks, || {
        let check = || changes.load(SeqCst) == CHANGES;
        block_on(poll_fn(|cx| lone.poll(cx.waker(), check)));
    });
}

/// The futures of two handles: some have their own slots, and the others take slots of the set. The first tasks give up
/// and go, others give up and wait again. There is a token for each that stays.
fn waits_of_one_handle_take_slots_in_several_segments<const SYNC: bool, const CACHED: bool>() {
    let (_lone, set) = set::<SYNC, CACHED>();
    let tokens = Arc::new(AtomicUsize::new(0));
    let handles = [0, 1].map(|_| Arc::new(Handle::of_one(&set)));
    let go = below(4);
    let mut tasks: Vec<_> = (0..6)
        .map(|number| {
            let (set, tokens) = (set.clone(), Arc::clone(&tokens));
            let handle = Arc::clone(&handles[number % 2]);
            let goes = number < go;
            task(move || {
                if goes || coin() {
                    let mut given_up = handle.wait();
                    if maybe(poll_fn(|cx| given_up.poll(cx.waker(), || take(&tokens)))).is_some()
                        // A last check, as after a time limit.
                        || coin() && given_up.check_at_last(|| take(&tokens)).is_ready()
                    {
                        tokens.fetch_add(1, SeqCst);
                        set.wake_one(0);
                    }
                }
                if !goes {
                    let mut wait = handle.wait();
                    block_on(poll_fn(|cx| wait.poll(cx.waker(), || take(&tokens))));
                }
            })
        })
        .collect();
    drop(handles);
    tasks.extend((go..5).map(|_| add_token(&set, &tokens)));
    race(tasks, || {
        yield_now();
        add_token(&set, &tokens)();
    });
    assert_eq!(tokens.load(SeqCst), 0);
}
