//! The guide's page on migrating: what it shows before and after does the same. The files are the guide's own.
#![expect(unreachable_pub, reason = "the files are for users to copy")]
#![forbid(unsafe_code)]

#[path = "../../src/guide/snippets/migrating/atomic_waker_after.rs"]
mod atomic_waker_after;
#[path = "../../src/guide/snippets/migrating/atomic_waker_before.rs"]
mod atomic_waker_before;
#[path = "../../src/guide/snippets/migrating/diatomic_waker_after.rs"]
mod diatomic_waker_after;
#[path = "../../src/guide/snippets/migrating/diatomic_waker_before.rs"]
mod diatomic_waker_before;
#[path = "../../src/guide/snippets/migrating/notify_after.rs"]
mod notify_after;
#[path = "../../src/guide/snippets/migrating/notify_before.rs"]
mod notify_before;
#[path = "../../src/guide/snippets/migrating/signal_after.rs"]
mod signal_after;
#[path = "../../src/guide/snippets/migrating/signal_before.rs"]
mod signal_before;
#[path = "../../src/guide/snippets/migrating/wait_cell_after.rs"]
mod wait_cell_after;
#[path = "../../src/guide/snippets/migrating/wait_cell_before.rs"]
mod wait_cell_before;

use futures::executor::block_on;
use std::{sync::mpsc, thread, time::Duration};

/// Runs a test on a thread of its own. A lost wakeup fails it, and does not hang it.
fn within_limit(test: fn()) {
    let (over, is_over) = mpsc::channel();
    let thread = thread::spawn(move || {
        test();
        over.send(()).unwrap();
    });
    if is_over.recv_timeout(Duration::from_secs(20)) == Err(mpsc::RecvTimeoutError::Timeout) {
        panic!("it takes too long: a wakeup is lost");
    }
    thread.join().unwrap();
}

/// One body for what is there before and for what is there after, each as `code`.
macro_rules! before_and_after {
    ($($name:ident: $before:ident, $after:ident => $body:block)*) => { $(
        mod $name {
            #[test]
            fn before() {
                super::within_limit(|| {
                    use super::{*, $before as code};
                    $body
                });
            }

            #[test]
            fn after() {
                super::within_limit(|| {
                    use super::{*, $after as code};
                    $body
                });
            }
        }
    )* };
}

before_and_after! {
    a_result_that_comes_later_is_received: atomic_waker_before, atomic_waker_after => {
        for _ in 0..1000 {
            let (worker, mut handle) = code::job();
            let thread = thread::spawn(move || worker.finish(7));
            assert_eq!(block_on(handle.result()), 7);
            assert_eq!(handle.try_result(), None);
            thread.join().unwrap();
        }
    }

    each_byte_is_read_once: wait_cell_before, wait_cell_after => {
        for byte in 0..=255 {
            let thread = thread::spawn(move || code::on_interrupt(byte));
            assert_eq!(block_on(code::read()), byte);
            thread.join().unwrap();
        }
    }

    all_ticks_are_seen: diatomic_waker_before, diatomic_waker_after => {
        let (timer, mut ticks) = code::ticks();
        for _ in 0..2 {
            let timer = timer.clone();
            thread::spawn(move || (0..1000).for_each(|_| timer.tick()));
        }
        let mut seen = 0;
        while seen < 2000 {
            seen += block_on(ticks.seen());
        }
        assert_eq!(seen, 2000);
    }

    each_item_is_popped_once: notify_before, notify_after => {
        let queue = code::queue();
        let consumers = [0, 1].map(|_| {
            let queue = queue.clone();
            thread::spawn(move || {
                (0..1000).map(|_| u64::from(block_on(queue.pop()))).sum::<u64>()
            })
        });
        (0..2000).for_each(|item| queue.push(item));
        let sum: u64 = consumers.map(|consumer| consumer.join().unwrap()).iter().sum();
        assert_eq!(sum, 2000 * 1999 / 2);
        assert_eq!(queue.try_pop(), None);
    }

    the_latest_value_is_received: signal_before, signal_after => {
        code::on_sample(1);
        code::on_sample(-2);
        assert_eq!(block_on(code::temperature()), -2);
        for degrees in 0..1000 {
            let thread = thread::spawn(move || code::on_sample(degrees));
            assert_eq!(block_on(code::temperature()), degrees);
            thread.join().unwrap();
        }
    }
}

/// In words, as the guide's comparison gives them.
#[test]
#[cfg(target_pointer_width = "64")]
fn wakers_and_waits_have_the_sizes_that_the_guide_gives() {
    const fn words<T>() -> usize {
        size_of::<T>() / size_of::<usize>()
    }
    // Debug assertions detect calls that overlap, and take a word for that.
    let check = usize::from(cfg!(debug_assertions));
    assert_eq!(words::<spmc_waker::SpmcWaker>(), 5 + check);
    assert_eq!(words::<spmc_waker::ClaimWaker>(), 6 + check);
    assert_eq!(words::<atomic_waker::AtomicWaker>(), 3);
    assert_eq!(words::<diatomic_waker::DiatomicWaker>(), 5);
    assert_eq!(words::<embassy_sync::waitqueue::AtomicWaker>(), 2);
    assert_eq!(words::<tokio::sync::Notify>(), 4);
}
