//! Handles of `waiters`: their clones, waits, wakes of one, sinks and drops.

use super::{Tracked, World, everywhere, lock, point};
use futures::{SinkExt as _, StreamExt as _, sink::Sink as _};
use spmc_waker::{Waitable, waitable};
use std::{
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Instant,
};

/// A queue of tracked items, with room for one.
#[derive(Default)]
struct Queue {
    items: Mutex<Vec<Tracked>>,
    closed: AtomicUsize,
}

#[waitable(
    notifier = Source,
    waiters = Sender { field: Tracked = Tracked::make() },
    waiters = Receiver,
    waiter = Watch
)]
impl Queue {
    #[notify(by = [Source, Receiver], wakes = [Watch, one(send_item), one(receive)])]
    fn change(&self) {
        point();
    }

    #[wait(send_item, by = Sender, sink, blocking, wakes = [one(receive), Watch])]
    fn try_send(&self, #[once] item: &mut Option<Tracked>) -> Poll<Result<(), Tracked>> {
        point();
        let mut items = lock(&self.items);
        if item.is_some() && !items.is_empty() {
            return Poll::Pending;
        }
        items.extend(item.take());
        Poll::Ready(Ok(()))
    }

    #[wait(receive, by = Receiver, stream, blocking, wakes = one(send_item))]
    fn try_receive(&self) -> Poll<Option<Tracked>> {
        point();
        match lock(&self.items).pop() {
            Some(item) => Poll::Ready(Some(item)),
            None if self.closed.load(Relaxed) > 0 => Poll::Ready(None),
            None => Poll::Pending,
        }
    }

    #[query(by = Sender)]
    fn number(&self, #[field] field: &Tracked) -> usize {
        field.0
    }

    #[wait(watch, by = Watch, query)]
    fn is_watched(&self) -> bool {
        point();
        false
    }

    #[on_drop(Sender)]
    fn close(&self) {
        self.closed.fetch_add(1, Relaxed);
        point();
    }

    #[on_drop(Receiver)]
    fn abandon(&self) {
        point();
        let items = std::mem::take(&mut *lock(&self.items));
        drop(items);
    }
}

#[test]
fn clones_and_drops_leak_nothing() {
    everywhere(|_| {
        let (source, sender, receiver, watch) = Queue::default().into_handles();
        let other = sender.clone();
        let made = Sender::of(&source);
        assert_ne!(sender.number(), other.number());
        drop(sender);
        drop((other, made));
        let again = Sender::of(&receiver);
        drop(watch);
        drop(again);
        drop((receiver, source));
    });
}

/// Two tasks wait for an item. One is woken and gives up, and the other one is woken then.
fn receiving(give_up: impl Fn(&mut Option<ReceiverReceive<'_>>, &mut Receiver, &mut Context<'_>)) {
    everywhere(|world: &World| {
        let (source, sender, receiver, mut watch) = Queue::default().into_handles();
        let mut other = receiver.clone();
        let (first, second) = (world.waker(0), world.waker(1));
        let cx = &mut Context::from_waker(&first);
        let other_cx = &mut Context::from_waker(&second);
        assert!(watch.poll_watch(other_cx).is_pending());
        let mut wait = Some(receiver.receive());
        assert!(Pin::new(wait.as_mut().unwrap()).poll(cx).is_pending());
        assert!(other.poll_receive(other_cx).is_pending());
        source.change();
        give_up(&mut wait, &mut other, cx);
        source.change();
        drop(wait);
        drop(sender);
    });
}

#[test]
fn waits_that_are_given_up_leak_nothing() {
    receiving(|wait, _, _| *wait = None);
    receiving(|_, other, _| {
        other.unregister();
    });
    receiving(|wait, other, cx| {
        assert!(Pin::new(wait.as_mut().unwrap()).poll(cx).is_pending());
        assert!(other.poll_receive(cx).is_pending());
        assert!(other.receive_deadline(Instant::now()).is_err());
    });
}

#[test]
fn items_that_are_sent_and_received_leak_nothing() {
    everywhere(|world| {
        let (_source, mut sender, receiver, _watch) = Queue::default().into_handles();
        let mut receiver = receiver;
        let (first, second) = (world.waker(0), world.waker(1));
        let cx = &mut Context::from_waker(&first);
        let other_cx = &mut Context::from_waker(&second);
        assert!(receiver.poll_receive(other_cx).is_pending());
        let mut send = sender.send_item(Tracked::make());
        assert!(Pin::new(&mut send).poll(cx).is_ready());
        drop(send);
        let mut send = sender.send_item(Tracked::make());
        assert!(Pin::new(&mut send).poll(cx).is_pending());
        drop(send.into_item());
        let timed_out = sender.send_item_deadline(Instant::now(), Tracked::make());
        drop(timed_out.unwrap_err().0);
        assert!(
            sender
                .poll_send_item(cx, &mut Some(Tracked::make()))
                .is_pending()
        );
        assert!(receiver.poll_receive(other_cx).is_ready());
        let _received = sender.try_send(&mut Some(Tracked::make()));
        assert!(receiver.try_receive().is_ready());
    });
}

#[test]
fn sinks_that_close_leak_nothing() {
    everywhere(|world| {
        let (_source, mut sender, mut receiver, mut watch) = Queue::default().into_handles();
        let (first, second) = (world.waker(0), world.waker(1));
        let cx = &mut Context::from_waker(&first);
        let other_cx = &mut Context::from_waker(&second);
        assert!(Pin::new(&mut sender).poll_ready(cx).is_ready());
        assert!(Pin::new(&mut sender).start_send(Tracked::make()).is_ok());
        let mut other = sender.clone();
        assert!(Pin::new(&mut sender).poll_flush(cx).is_ready());
        assert!(Pin::new(&mut other).start_send(Tracked::make()).is_ok());
        assert!(Pin::new(&mut other).poll_flush(cx).is_pending());
        assert!(watch.poll_watch(other_cx).is_pending());
        assert!(Pin::new(&mut sender).poll_close(cx).is_ready());
        let closed = sender.clone();
        drop(sender);
        assert!(Pin::new(&mut receiver.next()).poll(other_cx).is_ready());
        assert!(Pin::new(&mut other.close()).poll(cx).is_ready());
        drop((closed, other));
        assert!(receiver.poll_receive(other_cx).is_ready());
        assert!(receiver.poll_receive(other_cx).is_ready());
    });
}

#[test]
fn borrowed_handles_leak_nothing() {
    #[waitable(notifier = Ring, waiters = Ear[2] { field: Tracked = Tracked::make() }, storage = borrowed)]
    impl Bell {
        #[notify(wakes = one(rung))]
        fn ring(&self) {
            point();
        }

        #[wait(rung, blocking, wakes = rung)]
        fn is_rung(&self, #[field] field: &Tracked, ready: &mut bool) -> bool {
            point();
            _ = field;
            *ready
        }
    }

    struct Bell;

    everywhere(|world| {
        let bell = Waitable::new(Bell);
        let ring = Ring::new(&bell);
        let mut first = Ear::claim(&bell).unwrap();
        let mut second = Ear::claim(&bell).unwrap();
        let wakers = [world.waker(0), world.waker(1)];
        let [cx, other_cx] = &mut wakers.each_ref().map(|waker| Context::from_waker(waker));
        assert!(first.poll_rung(cx, &mut false).is_pending());
        let mut pending = false;
        let mut wait = second.rung(&mut pending);
        assert!(Pin::new(&mut wait).poll(other_cx).is_pending());
        ring.ring();
        drop(wait);
        assert!(first.rung_deadline(Instant::now(), &mut false).is_err());
        assert!(first.poll_rung(cx, &mut false).is_pending());
        assert!(second.poll_rung(other_cx, &mut true).is_ready());
        first.unregister();
        drop(first);
        drop(second);
    });
}
