//! Waits that tasks or timers give up, and the items that they give back.

use super::{Tracked, World, everywhere, point};
use spmc_waker::{TimedOut, waitable};
use std::{
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll},
};

/// A condition that never holds.
struct Never;

#[waitable(notifier = Source, waiters = Many, waiter = Lone)]
impl Never {
    #[notify(wakes = [one(send), put])]
    fn change(&self) {}

    #[wait(send, by = Many, within, wakes = none)]
    fn try_send(&self, #[once] _item: &mut Option<Tracked>) -> bool {
        point();
        false
    }

    #[wait(put, by = Lone, within, wakes = send)]
    fn try_put(&self, _key: Tracked, #[once] _item: &mut Option<Tracked>) -> bool {
        point();
        false
    }

    #[arm(put)]
    fn arm(&self) {
        point();
    }

    #[disarm(put)]
    fn disarm(&self) {
        point();
    }
}

#[test]
fn an_item_of_a_lone_waiter_is_not_leaked() {
    everywhere(|world: &World| {
        let (source, _many, mut lone) = Never.into_handles();
        let waker = world.waker(0);
        let cx = &mut Context::from_waker(&waker);
        let mut put = lone.put(Tracked::new(), Tracked::new());
        assert!(Pin::new(&mut put).poll(cx).is_pending());
        source.change();
        assert!(Pin::new(&mut put).poll(cx).is_pending());
        drop(put.into_item());
    });
}

/// Two tasks wait in the slots of one handle. Up to two changes wake one each. Then both give their items back, the
/// first or the second first.
#[test]
fn an_item_of_waiters_is_not_leaked() {
    for (changes, second_first) in [(0, false), (0, true), (1, false), (1, true), (2, false)] {
        everywhere(|world: &World| {
            let (source, many, _lone) = Never.into_handles();
            let wakers = [world.waker(0), world.waker(1)];
            let mut sends = wakers.each_ref().map(|waker| {
                let mut send = many.send(Tracked::new());
                let poll = Pin::new(&mut send).poll(&mut Context::from_waker(waker));
                assert!(poll.is_pending());
                send
            });
            (0..changes).for_each(|_| source.change());
            if second_first {
                sends.reverse();
            }
            for send in sends {
                drop(send.into_item());
            }
        });
    }
}

/// A timer that ends with a value when it is polled a second time.
struct Timer {
    polls: usize,
    _dropped: Tracked,
}

impl Timer {
    fn new() -> Self {
        Self {
            polls: 0,
            _dropped: Tracked::new(),
        }
    }
}

impl Future for Timer {
    type Output = Tracked;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Tracked> {
        point();
        self.polls += 1;
        match self.polls {
            1 => Poll::Pending,
            _ => Poll::Ready(Tracked::make()),
        }
    }
}

/// Polls a wait twice, and drops it and what its timer has left.
fn timed_out<T, I>(wait: impl Future<Output = Result<T, TimedOut<I>>>, cx: &mut Context<'_>) {
    let mut wait = pin!(wait);
    assert!(wait.as_mut().poll(cx).is_pending());
    assert!(matches!(wait.poll(cx), Poll::Ready(Err(_))));
}

#[test]
fn waits_that_a_timer_ends_leak_nothing() {
    everywhere(|world: &World| {
        let (source, many, mut lone) = Never.into_handles();
        let wakers = [world.waker(0), world.waker(1)];
        let [cx, other] = &mut wakers.each_ref().map(|waker| Context::from_waker(waker));
        let mut send = many.send(Tracked::new());
        assert!(Pin::new(&mut send).poll(other).is_pending());
        timed_out(many.send_within(Timer::new(), Tracked::new()), cx);
        source.change();
        timed_out(
            lone.put_within(Timer::new(), Tracked::new(), Tracked::new()),
            cx,
        );
    });
}
