//! The same, written by hand: the condition and a waker in an `Arc`.

use super::generated::{channel::Channel, flag::Flag};
use spmc_waker::SpmcWaker;
use std::{
    marker::PhantomData,
    pin::Pin,
    sync::{
        Arc,
        atomic::Ordering::{Acquire, Release},
    },
    task::{Context, Poll},
};

struct Shared<C> {
    waker: SpmcWaker<true>,
    condition: C,
}

pub struct Notifier<C>(Arc<Shared<C>>);

/// Invariant: there is one for each `Shared`, and only it registers.
pub struct Waiter<C>(Arc<Shared<C>>);

/// Borrows the only `Waiter` mutably, and with it the right to register.
pub struct Wait<'a, C>(&'a Shared<C>, PhantomData<&'a mut Waiter<C>>);

/// Wakes when it is dropped, so also when a change panics.
struct Wakes<'a, C>(&'a Shared<C>);

impl<C> Drop for Wakes<'_, C> {
    fn drop(&mut self) {
        self.0.waker.wake();
    }
}

pub fn pair<C>(condition: C) -> (Notifier<C>, Waiter<C>) {
    let waker = SpmcWaker::new();
    let shared = Arc::new(Shared { waker, condition });
    (Notifier(Arc::clone(&shared)), Waiter(shared))
}

impl Waiter<Flag> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Shared { waker, condition } = &*self.0;
        // SAFETY: `&mut` of the only waiter, so calls do not overlap.
        unsafe { waker.poll_wait_until(cx, || condition.raised.load(Acquire)) }
    }
}

impl<T> Waiter<Channel<T>> {
    fn wait(&mut self) -> Wait<'_, Channel<T>> {
        Wait(&self.0, PhantomData)
    }
}

impl<T> Wait<'_, Channel<T>> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let Shared { waker, condition } = self.0;
        // SAFETY: `&mut` of the only waiter, so calls do not overlap.
        unsafe { waker.poll_wait_until(cx, || condition.try_recv()) }
    }
}

#[inline(never)]
pub fn flag_notify(notifier: &Notifier<Flag>) {
    let Shared { waker, condition } = &*notifier.0;
    condition.raised.store(true, Release);
    waker.wake();
}

#[inline(never)]
pub fn flag_await(waiter: Pin<&mut Waiter<Flag>>, cx: &mut Context<'_>) -> Poll<()> {
    waiter.get_mut().poll(cx)
}

#[inline(never)]
pub fn channel_send(sender: &Notifier<Channel<u64>>, value: u64) {
    let _wakes = Wakes(&sender.0);
    sender.0.condition.send(value);
}

#[inline(never)]
pub fn channel_poll_recv(
    receiver: &mut Waiter<Channel<u32>>,
    cx: &mut Context<'_>,
) -> Poll<Option<u32>> {
    receiver.wait().poll(cx)
}

#[inline(never)]
pub fn channel_recv(
    future: Pin<&mut Wait<'_, Channel<u64>>>,
    cx: &mut Context<'_>,
) -> Poll<Option<u64>> {
    future.get_mut().poll(cx)
}
