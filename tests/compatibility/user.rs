//! A program that uses everything that the library publishes.

use library::{Event, EventWait, Receiver, ReceiverRecv, Sender, channel, event};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

struct Names<'a> {
    sender: Sender,
    recv: ReceiverRecv<'a>,
}

struct Waits<'a> {
    event: &'a Event,
    wait: EventWait<'a>,
}

fn is_shared<T: Send + Sync + Unpin + 'static>(_: &T) {}

fn is_sent<T: Send>(_: &T) {}

fn received(receiver: &mut Receiver) -> ReceiverRecv<'_> {
    receiver.recv()
}

async fn sum(mut receiver: Receiver) -> u32 {
    let mut sum = 0;
    while let Some(value) = receiver.recv().await {
        sum += value;
    }
    sum
}

fn main() {
    let mut cx = Context::from_waker(Waker::noop());

    let (sender, mut receiver) = channel();
    is_shared(&sender);
    is_shared(&receiver);
    let names = Names {
        sender: sender.clone(),
        recv: received(&mut receiver),
    };
    is_sent(&names.recv);
    let second = names.sender; // `names.recv` is never used again, but its scope goes on.
    sender.send(1);
    assert_eq!((sender.len(), receiver.len()), (1, 1));
    let polled: Poll<Option<u32>> = receiver.poll_recv(&mut cx);
    assert_eq!(polled, Poll::Ready(Some(1)));
    let checked: Poll<Option<u32>> = receiver.try_recv();
    assert_eq!(checked, Poll::Pending);
    receiver.unregister();
    drop((sender, second));
    let mut sum = Box::pin(sum(receiver));
    assert_eq!(sum.as_mut().poll(&mut cx), Poll::Ready(0));

    let one = event();
    is_shared(&one);
    let other = one.clone();
    let waits = Waits {
        event: &one,
        wait: other.wait(),
    };
    waits.event.set();
    let mut wait = waits.wait;
    assert_eq!(Pin::new(&mut wait).poll(&mut cx), Poll::Ready(()));
}
