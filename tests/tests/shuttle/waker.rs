//! One registering side, which does what comes to its mind, and up to four waking threads.

use crate::task;
use spmc_waker_tests::{
    facade::{AtomicUsize, block_on, race, thread::yield_now},
    random::{below, coin},
    raw::{Event, RegisteringSide, Task, WakingSide, split},
};
use std::{
    future::poll_fn,
    sync::{Arc, atomic::Ordering::Relaxed},
};

in_all_modes! {
    a_wait_after_random_operations_misses_no_change
    takers_and_wakes_consume_each_registration_once
}

const WAKERS: usize = 4;
const CHANGES: usize = 2;

/// Runs a random operation of the registering side.
fn operate<const SYNC: bool, const CACHED: bool>(
    side: &mut RegisteringSide<SYNC, CACHED>,
    tasks: &[Task],
    mut check: impl FnMut() -> bool,
) {
    let waker = tasks[below(tasks.len())].waker();
    match below(5) {
        0 | 1 => {
            side.register(&waker);
        }
        2 => {
            side.unregister();
        }
        3 => side.clear(),
        _ => {
            let _ = side.poll_wait_until(&waker, &mut check);
        }
    }
}

/// Wakes in a random way.
fn wake<const SYNC: bool, const CACHED: bool>(waking: &WakingSide<SYNC, CACHED>) {
    match below(4) {
        0 => waking.wake(),
        1 => waking.wake_cold(),
        2 if waking.has_waker_registered() => waking.wake(),
        2 => {}
        _ => {
            if let Some(waker) = waking.take() {
                waker.wake();
            }
        }
    }
}

fn a_wait_after_random_operations_misses_no_change<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let (tasks, count) = ([(); 3].map(|()| Task::new()), Arc::new(AtomicUsize::new(0)));
    let wakers = [(); WAKERS].map(|()| {
        let (waking, count) = (waking.clone(), Arc::clone(&count));
        task(move || {
            for _ in 0..CHANGES {
                count.fetch_add(1, Relaxed);
                wake(&waking);
            }
        })
    });
    race(wakers, || {
        let is_done = || count.load(Relaxed) == WAKERS * CHANGES;
        for _ in 0..below(8) {
            operate(&mut side, &tasks, is_done);
        }
        let mut is_over = is_done;
        // Shuttle reports a deadlock if a wakeup is lost.
        block_on(poll_fn(|cx| side.poll_wait_until(cx.waker(), &mut is_over)));
        side.clear();
    });
    drop((side, waking));
    assert!(tasks.iter().all(|task| task.owners() == 1), "a leak");
}

/// Each registration is removed by its own side, taken, or woken.
fn takers_and_wakes_consume_each_registration_once<const SYNC: bool, const CACHED: bool>() {
    let (mut side, waking) = split::<SYNC, CACHED>();
    let tasks = [Task::new(), Task::new()];
    let taken = Arc::new(AtomicUsize::new(0));
    let wakers = [(); WAKERS].map(|()| {
        let (waking, taken) = (waking.clone(), Arc::clone(&taken));
        task(move || {
            if coin() {
                taken.fetch_add(usize::from(waking.take().is_some()), Relaxed);
            }
            waking.wake();
        })
    });
    // A wake inside a wake. A hook that owned the waker would keep it alive if it never runs.
    let there = Arc::downgrade(&waking);
    tasks[0].on(Event::Wake, move || {
        there.upgrade().expect("it is in use").wake();
    });
    let (mut registered, mut removed) = (0, 0);
    race(wakers, || {
        for _ in 0..4 {
            side.register(&tasks[below(2)].waker());
            registered += 1;
            if coin() {
                yield_now();
            }
            removed += usize::from(side.unregister());
            if coin() {
                side.clear();
            }
        }
    });
    drop((side, waking));
    let woken: usize = tasks.iter().map(|task| task.wakes()).sum();
    assert_eq!(woken + taken.load(Relaxed) + removed, registered);
    assert!(tasks.iter().all(|task| task.owners() == 1), "a leak");
}
