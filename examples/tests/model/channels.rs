//! Channels: what was sent is received, or is still there.

use super::Count;
use spmc_waker::model::{self, Model};
use spmc_waker_examples::{
    bounded, broadcast,
    channel::Channel,
    mpmc, oneshot,
    spsc::{self, ring},
    watch,
};
use std::{rc::Rc, task::Poll};

/// What was sent and what was received, by number.
#[derive(Clone, Default)]
struct Ledger {
    sent: Count,
    received: Count,
}

impl Ledger {
    /// Unless the receivers are dropped, nothing is lost.
    fn adds_up(&self, model: &mut Model) {
        let this = self.clone();
        model.at_end("what was sent is received", move || {
            this.sent.get() == this.received.get()
        });
    }
}

#[test]
fn the_unbounded_channel_loses_nothing() {
    model::check(|model| {
        let ledger = Ledger::default();
        let (sender, receiver) = Channel::default().into_pair();
        for (name, sender) in [("first", sender.clone()), ("second", sender)] {
            let sent = ledger.sent.clone();
            model
                .handle(name, sender)
                .call("send", move |sender| {
                    sent.add(usize::from(sender.send(()).is_ok()));
                })
                .query("is_closed", |sender| sender.is_closed());
        }
        let received = [(); 2].map(|()| ledger.received.clone());
        let [now, later] = received;
        model
            .handle("receiver", receiver)
            .kept()
            .wait("recv", async move |receiver| {
                now.add(receiver.recv().await.iter().count());
            })
            .at_end(move |receiver| {
                while let Poll::Ready(Some(())) = receiver.try_recv() {
                    later.add(1);
                }
            });
        ledger.adds_up(model);
    });
}

#[test]
fn a_receiver_that_is_dropped_closes_the_unbounded_channel() {
    model::check(|model| {
        let (sender, receiver) = Channel::default().into_pair();
        model
            .handle("sender", sender)
            .call("send", |sender| sender.send(()))
            .query("is_closed", |sender| sender.is_closed());
        model
            .handle("receiver", receiver)
            .wait("recv", async |receiver| receiver.recv().await);
    });
}

#[test]
fn the_bounded_channel_loses_nothing_and_wakes_who_can_send() {
    model::check(|model| {
        let ledger = Ledger::default();
        let (sender, receiver) = bounded::channel(1);
        let [first, second] = [(); 2].map(|()| ledger.sent.clone());
        model
            .handle("first", sender.clone())
            .steps(3)
            .wait("send", async move |sender| {
                first.add(usize::from(sender.send(()).await.is_ok()));
            });
        model
            .handle("second", sender)
            .wait("reserve", async move |sender| {
                if let Ok(permit) = sender.reserve().await {
                    permit.send(());
                    second.add(1);
                }
            })
            .query("room", |sender| sender.room());
        let [now, later] = [(); 2].map(|()| ledger.received.clone());
        model
            .handle("receiver", receiver)
            .kept()
            .wait("recv", async move |receiver| {
                now.add(receiver.recv().await.iter().count());
            })
            .call("close", |receiver| receiver.close())
            .query("len", |receiver| receiver.len())
            .at_end(move |receiver| {
                while let Poll::Ready(Some(())) = receiver.try_recv() {
                    later.add(1);
                }
            });
        ledger.adds_up(model);
    });
}

#[test]
fn the_channel_of_many_receivers_loses_nothing_and_wakes_one() {
    model::check(|model| {
        let ledger = Ledger::default();
        let (sender, receiver) = mpmc::bounded(1);
        let sent = ledger.sent.clone();
        model
            .handle("sender", sender)
            .steps(3)
            .wait("send", async move |sender| {
                sent.add(usize::from(sender.send(()).await.is_ok()));
            })
            .query("len", |sender| sender.len());
        for (name, receiver) in [("first", receiver.clone()), ("second", receiver)] {
            let [now, later] = [(); 2].map(|()| ledger.received.clone());
            model
                .handle(name, receiver)
                .kept()
                .wait("recv", async move |receiver| {
                    now.add(receiver.recv().await.iter().count());
                })
                .at_end(move |receiver| {
                    while let Poll::Ready(Some(())) = receiver.try_recv() {
                        later.add(1);
                    }
                });
        }
        ledger.adds_up(model);
    });
}

#[test]
fn the_ring_loses_nothing() {
    model::check(|model| {
        let ledger = Ledger::default();
        let (producer, consumer): (spsc::Producer<()>, spsc::Consumer<()>) = ring(1);
        let sent = ledger.sent.clone();
        model
            .handle("producer", producer)
            .steps(4)
            .wait("push", async move |producer| {
                sent.add(usize::from(producer.push(()).await.is_ok()));
            })
            .query("is_closed", |producer| producer.is_closed());
        let [now, later] = [(); 2].map(|()| ledger.received.clone());
        model
            .handle("consumer", consumer)
            .kept()
            .steps(3)
            .wait("pop", async move |consumer| {
                now.add(consumer.pop().await.iter().count());
            })
            .call("close", |consumer| consumer.close())
            .at_end(move |consumer| {
                while let Poll::Ready(Some(())) = consumer.try_pop() {
                    later.add(1);
                }
            });
        ledger.adds_up(model);
    });
}

#[test]
fn one_value_is_received_or_returned() {
    model::check(|model| {
        let ledger = Ledger::default();
        let (sender, receiver) = oneshot::channel();
        let sent = ledger.sent.clone();
        // `send` takes the sender.
        model
            .handle("sender", Some(sender))
            .call("send", move |sender| {
                let result = sender.take().map(|sender| sender.send(()));
                sent.add(usize::from(result == Some(Ok(()))));
            })
            .wait("closed", async |sender| {
                if let Some(sender) = sender {
                    sender.closed().await;
                }
            });
        let [now, later] = [(); 2].map(|()| ledger.received.clone());
        model
            .handle("receiver", receiver)
            .kept()
            .wait("recv", async move |receiver| {
                now.add(usize::from(receiver.recv().await.is_ok()));
            })
            .call("close", |receiver| receiver.close())
            .query("has_message", |receiver| receiver.has_message())
            .at_end(move |receiver| {
                let is_there = matches!(receiver.try_recv(), Poll::Ready(Ok(())));
                later.add(usize::from(is_there));
            });
        ledger.adds_up(model);
    });
}

#[test]
fn nobody_misses_the_latest_value_of_a_watch_or_its_end() {
    model::check(|model| {
        let (sender, receiver) = watch::channel(0);
        model
            .handle("sender", sender)
            .call("send", |sender| sender.send(1))
            .wait("closed", async |sender| sender.closed().await)
            .query("receiver_count", |sender| sender.receiver_count());
        for (name, receiver) in [("first", receiver.clone()), ("second", receiver)] {
            model
                .handle(name, receiver)
                .wait("changed", async |receiver| receiver.changed().await)
                .query("has_changed", |receiver| receiver.has_changed());
        }
    });
}

#[test]
fn a_broadcast_reaches_each_receiver_or_says_how_many_it_has_missed() {
    model::check(|model| {
        let (sender, receiver) = broadcast::channel(1);
        let sent = Count::default();
        for (name, mut receiver) in [("first", receiver.clone()), ("second", receiver)] {
            // A handle that is not part of the model would keep the channel open.
            assert!(matches!(receiver.try_recv(), Poll::Pending));
            let seen = Count::default();
            let [now, later] = [(); 2].map(|()| seen.clone());
            model
                .handle(name, receiver)
                .kept()
                .wait("recv", async move |receiver| {
                    now.add(values(receiver.recv().await));
                })
                .query("len", |receiver| receiver.len())
                .at_end(move |receiver| {
                    while let Poll::Ready(result) = receiver.try_recv() {
                        later.add(values(result));
                        if result == Err(broadcast::RecvError::Closed) {
                            break;
                        }
                    }
                });
            let sent = sent.clone();
            model.at_end("each value is received or missed", move || {
                sent.get() == seen.get()
            });
        }
        model.handle("sender", sender).call("send", move |sender| {
            sent.add(usize::from(sender.send(()).is_ok()));
        });
    });
}

/// How many values a receive is about.
const fn values(received: Result<(), broadcast::RecvError>) -> usize {
    match received {
        Ok(()) => 1,
        Err(broadcast::RecvError::Lagged(missed)) => missed as usize,
        Err(broadcast::RecvError::Closed) => 0,
    }
}

#[test]
fn a_join_gets_the_result_or_the_news_that_there_is_none() {
    model::check(|model| {
        let value = Rc::new(());
        let (run, handle) = spmc_waker_examples::join::package(move || drop(value));
        // The drop of the handle drops the closure, unless it has run.
        model
            .handle("worker", Some(run))
            .call("run", |run| run.take().map(|run| run()));
        model
            .handle("join", handle)
            .wait("join", async |join| drop(join.join().await))
            .query("is_finished", |join| join.is_finished());
    });
}
