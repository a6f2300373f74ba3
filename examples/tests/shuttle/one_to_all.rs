//! What all who wait see: watch, broadcast, event and shutdown.

use crate::task;
use spmc_waker_examples::{
    barrier::Barrier,
    broadcast::{self, RecvError},
    event::Event,
    shutdown::Token,
    watch,
};
use spmc_waker_tests::{
    facade::{AtomicUsize, block_on, model, race, thread::yield_now},
    random::{again, coin, maybe},
};
use std::sync::{Arc, atomic::Ordering::Relaxed};

#[test]
fn five_receivers_of_a_watch_see_the_last_value_and_then_the_close() {
    model(|| {
        let (sender, receiver) = watch::channel(0);
        let receivers = [(); 5].map(|()| {
            let receiver = receiver.clone();
            task(move || {
                let mut seen = 0;
                while again(async || receiver.changed().await).is_ok() {
                    let latest = *receiver.borrow();
                    assert!(latest >= seen, "an older value");
                    seen = latest;
                }
                assert_eq!(*receiver.borrow(), 3);
            })
        });
        race(receivers, || {
            for value in 1..=3 {
                assert_eq!(sender.send(value), Ok(()));
            }
            drop(sender);
        });
    });
}

#[test]
fn the_last_of_five_receivers_ends_the_wait_of_two_senders() {
    model(|| {
        let (sender, receiver) = watch::channel(0);
        let mut tasks: Vec<_> = (0..4)
            .map(|_| {
                let receiver = receiver.clone();
                task(move || {
                    let _ = maybe(receiver.changed());
                })
            })
            .collect();
        let other = sender.clone();
        tasks.push(task(move || again(async || other.closed().await)));
        race(tasks, || {
            drop(receiver);
            again(async || sender.closed().await);
        });
        assert!(sender.send(1).is_err());
    });
}

#[test]
fn each_receiver_of_a_broadcast_receives_or_misses_each_value() {
    model(|| {
        let (sender, receiver) = broadcast::channel(2);
        let mut tasks: Vec<_> = (0..3)
            .map(|_| {
                let mut receiver = receiver.clone();
                task(move || {
                    let mut count = 0;
                    loop {
                        match again(async || receiver.recv().await) {
                            Ok(()) => count += 1,
                            Err(RecvError::Lagged(missed)) => count += missed,
                            Err(RecvError::Closed) => break,
                        }
                    }
                    assert_eq!(count, 4);
                })
            })
            .collect();
        for _ in 0..2 {
            let sender = sender.clone();
            tasks.push(task(move || {
                for _ in 0..2 {
                    assert!(sender.send(()).is_ok());
                    yield_now();
                }
            }));
        }
        drop(sender);
        race(tasks, || ());
    });
}

#[test]
fn as_many_notifies_as_listeners_reach_all_that_stay() {
    const LISTENERS: usize = 5;
    model(|| {
        let (event, all_listen) = (Event::default(), Barrier::new(LISTENERS + 2));
        let mut tasks: Vec<_> = (0..LISTENERS)
            .map(|number| {
                let (event, all_listen) = (event.clone(), all_listen.clone());
                task(move || {
                    let listener = event.listen();
                    all_listen.blocking_wait();
                    if number < 2 {
                        let _ = maybe(listener);
                    } else {
                        block_on(listener);
                    }
                })
            })
            .collect();
        for notifies in [LISTENERS / 2, LISTENERS - LISTENERS / 2] {
            let (event, all_listen) = (event.clone(), all_listen.clone());
            tasks.push(task(move || {
                all_listen.blocking_wait();
                (0..notifies).for_each(|_| event.notify_one());
            }));
        }
        race(tasks, || ());
    });
}

#[test]
fn a_notify_of_all_reaches_every_listener_that_is_there() {
    const LISTENERS: usize = 4;
    model(|| {
        let (event, all_listen) = (Event::default(), Barrier::new(LISTENERS + 1));
        let notified = Arc::new(AtomicUsize::new(0));
        let tasks = [(); LISTENERS].map(|()| {
            let (event, all_listen) = (event.clone(), all_listen.clone());
            let notified = Arc::clone(&notified);
            task(move || {
                let listener = event.listen();
                if coin() {
                    block_on(all_listen.wait());
                } else {
                    all_listen.blocking_wait();
                }
                block_on(listener);
                notified.fetch_add(1, Relaxed);
            })
        });
        race(tasks, || {
            all_listen.blocking_wait();
            event.notify_all();
        });
        assert_eq!(notified.load(Relaxed), LISTENERS);
    });
}

#[test]
fn a_cancel_reaches_children_that_begin_and_go_meanwhile() {
    model(|| {
        let root = Token::new();
        let mut tasks: Vec<_> = (0..4)
            .map(|_| {
                let parent = root.clone();
                task(move || {
                    let child = parent.child();
                    if coin() {
                        let _ = maybe(child.cancelled());
                        drop(child);
                    }
                    // A grandchild outlives its parents.
                    let grandchild = parent.child().child();
                    drop(parent);
                    block_on(grandchild.cancelled());
                })
            })
            .collect();
        let canceller = root.clone();
        tasks.push(task(move || canceller.cancel()));
        race(tasks, || block_on(root.cancelled()));
    });
}
