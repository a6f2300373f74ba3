//! Channels whose ends wait: bounded, mpmc, oneshot and the ring.

use crate::task;
use spmc_waker_examples::{bounded, mpmc, oneshot, spsc};
use spmc_waker_tests::{
    facade::{block_on, model, race, thread::yield_now},
    random::{again, below, coin, maybe},
};
use std::sync::{Arc, Mutex};

/// What was sent and what was received, in sorted order.
#[derive(Clone, Default)]
struct Ledger(Arc<Mutex<(Vec<usize>, Vec<usize>)>>);

impl Ledger {
    fn sent(&self, value: usize) {
        self.0.lock().expect("poisoned").0.push(value);
    }

    fn received(&self, value: usize) {
        self.0.lock().expect("poisoned").1.push(value);
    }

    fn assert_balanced(&self) {
        let (sent, received) = &mut *self.0.lock().expect("poisoned");
        sent.sort_unstable();
        received.sort_unstable();
        assert_eq!(sent, received);
    }
}

#[test]
fn four_senders_of_a_bounded_channel_give_up_or_are_received() {
    model(|| {
        let (sender, mut receiver) = bounded::channel(1 + below(2));
        let ledger = Ledger::default();
        let senders = [0, 10, 20, 30].map(|first| {
            let (sender, ledger) = (sender.clone(), ledger.clone());
            task(move || {
                for value in first..first + 3 {
                    let is_sent = match below(3) {
                        0 => block_on(sender.send(value)).is_ok(),
                        1 => maybe(sender.send(value)).is_some_and(|sent| sent.is_ok()),
                        // Room that is reserved is used, or left to another.
                        _ => match maybe(sender.reserve()) {
                            Some(Ok(permit)) if coin() => {
                                permit.send(value);
                                true
                            }
                            _ => false,
                        },
                    };
                    if is_sent {
                        ledger.sent(value);
                    }
                }
            })
        });
        drop(sender);
        race(senders, || {
            while let Some(value) = again(async || receiver.recv().await) {
                ledger.received(value);
            }
        });
        ledger.assert_balanced();
    });
}

#[test]
fn three_senders_and_three_receivers_share_room_for_one() {
    model(|| {
        let (sender, receiver) = mpmc::bounded(1);
        let ledger = Ledger::default();
        let mut tasks: Vec<_> = [0, 10, 20]
            .into_iter()
            .map(|first| {
                let (sender, ledger) = (sender.clone(), ledger.clone());
                task(move || {
                    for value in first..first + 3 {
                        // A value that was given up is not sent, so it is sent again.
                        again(async || sender.send(value).await).expect("there are receivers");
                        ledger.sent(value);
                    }
                })
            })
            .collect();
        for _ in 0..3 {
            let (receiver, ledger) = (receiver.clone(), ledger.clone());
            tasks.push(task(move || {
                while let Some(value) = again(async || receiver.recv().await) {
                    ledger.received(value);
                }
            }));
        }
        drop((sender, receiver));
        race(tasks, || ());
        ledger.assert_balanced();
    });
}

#[test]
fn receivers_that_go_leave_every_value_to_the_one_that_stays() {
    model(|| {
        let (sender, receiver) = mpmc::unbounded();
        let ledger = Ledger::default();
        let mut tasks: Vec<_> = (0..3)
            .map(|_| {
                let (receiver, ledger) = (receiver.clone(), ledger.clone());
                task(move || {
                    if let Some(Some(value)) = maybe(receiver.recv()) {
                        ledger.received(value);
                    }
                })
            })
            .collect();
        for value in 0..3 {
            let (sender, ledger) = (sender.clone(), ledger.clone());
            tasks.push(task(move || {
                assert_eq!(sender.try_send(value), Ok(()));
                ledger.sent(value);
            }));
        }
        drop(sender);
        race(tasks, || {
            while let Some(value) = block_on(receiver.recv()) {
                ledger.received(value);
            }
        });
        ledger.assert_balanced();
    });
}

#[test]
fn the_drop_of_all_receivers_ends_every_send() {
    model(|| {
        let (sender, receiver) = mpmc::bounded(1);
        let value = Arc::new(());
        let mut tasks: Vec<_> = (0..4)
            .map(|_| {
                let (sender, value) = (sender.clone(), Arc::clone(&value));
                task(move || while block_on(sender.send(Arc::clone(&value))).is_ok() {})
            })
            .collect();
        for _ in 0..2 {
            let receiver = receiver.clone();
            tasks.push(task(move || drop(maybe(receiver.recv()))));
        }
        drop(receiver);
        race(tasks, || ());
        assert_eq!(Arc::strong_count(&value), 1, "a value has leaked");
    });
}

#[test]
fn a_chain_of_six_tasks_passes_a_value_on_or_its_end() {
    model(|| {
        let (mut first, mut previous) = oneshot::channel();
        let mut tasks = Vec::new();
        for _ in 0..5 {
            let (next, receiver) = oneshot::channel();
            let received = std::mem::replace(&mut previous, receiver);
            let stays = below(4) > 0;
            tasks.push(task(move || {
                // A task that goes drops both ends.
                let value = if stays {
                    Some(block_on(received))
                } else {
                    maybe(received)
                };
                if let Some(Ok(value)) = value {
                    let _ = next.send(value);
                }
            }));
        }
        let value = Arc::new(());
        let sent = Arc::clone(&value);
        tasks.push(task(move || {
            if maybe(first.closed()).is_none() {
                let _ = first.send(sent);
            }
        }));
        race(tasks, || drop(block_on(previous)));
        assert_eq!(Arc::strong_count(&value), 1, "the value has leaked");
    });
}

#[test]
fn a_ring_passes_items_in_order_though_both_ends_give_up() {
    model(|| {
        let (mut producer, mut consumer) = spsc::ring(1 + below(2));
        let pushing = task(move || {
            for item in 0..6 {
                assert_eq!(again(async || producer.push(item).await), Ok(()));
                if coin() {
                    yield_now();
                }
            }
        });
        race([pushing], || {
            for item in 0..6 {
                assert_eq!(again(async || consumer.pop().await), Some(item));
            }
            assert_eq!(again(async || consumer.pop().await), None);
        });
    });
}
