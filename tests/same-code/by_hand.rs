//! The code that the macro generates, written by hand: the condition and a waker in a box that counts its
//! owners.

use super::generated::{channel::Channel, flag::Flag};
use spmc_waker::SpmcWaker;
use std::{
    marker::PhantomData,
    ops::Deref,
    pin::Pin,
    ptr::NonNull,
    sync::atomic::{
        AtomicUsize,
        Ordering::{Acquire, Release},
    },
    task::{Context, Poll},
};

struct Shared<C> {
    /// The number of handles. It gives the box its layout, but counting is not compared here.
    _owners: AtomicUsize,
    waker: SpmcWaker<true>,
    condition: C,
}

/// Invariant: the box lives at least as long as this pointer.
struct Owned<C>(NonNull<Shared<C>>);

impl<C> Deref for Owned<C> {
    type Target = Shared<C>;

    fn deref(&self) -> &Shared<C> {
        // SAFETY: see the type.
        unsafe { self.0.as_ref() }
    }
}

pub struct Notifier<C>(Owned<C>);

/// Invariant: each `Shared` has one `Waiter`, and only the waiter registers.
pub struct Waiter<C>(Owned<C>);

/// Borrows the only `Waiter` mutably, and with it the right to register. Remembers whether it has ended, as a
/// `FusedFuture` does.
pub struct Wait<'a, C> {
    shared: &'a Shared<C>,
    ended: bool,
    exclusive: PhantomData<&'a mut Waiter<C>>,
}

/// Wakes when it is dropped, which also happens when a change panics.
struct Wakes<'a, C>(&'a Shared<C>);

impl<C> Drop for Wakes<'_, C> {
    fn drop(&mut self) {
        self.0.waker.wake();
    }
}

/// Creates a pair of handles. The box is never freed, because only the calls in between are compared.
pub fn pair<C>(condition: C) -> (Notifier<C>, Waiter<C>) {
    let shared = NonNull::from(Box::leak(Box::new(Shared {
        _owners: AtomicUsize::new(2),
        waker: SpmcWaker::new(),
        condition,
    })));
    (Notifier(Owned(shared)), Waiter(Owned(shared)))
}

impl Waiter<Flag> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Shared {
            waker, condition, ..
        } = &*self.0;
        // SAFETY: `&mut` of the only waiter, so calls do not overlap.
        unsafe { waker.poll_wait_until(cx, || condition.raised.load(Acquire)) }
    }
}

impl<T> Waiter<Channel<T>> {
    fn wait(&mut self) -> Wait<'_, Channel<T>> {
        Wait {
            shared: &self.0,
            ended: false,
            exclusive: PhantomData,
        }
    }
}

impl<T> Wait<'_, Channel<T>> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let Shared {
            waker, condition, ..
        } = self.shared;
        // SAFETY: `&mut` of the only waiter, so calls do not overlap.
        unsafe { waker.poll_wait_until(cx, || condition.try_recv()) }
    }
}

#[inline(never)]
pub fn flag_notify(notifier: &Notifier<Flag>) {
    let _wakes = Wakes(&notifier.0);
    notifier.0.condition.raised.store(true, Release);
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
    let future = future.get_mut();
    let poll = future.poll(cx);
    future.ended = poll.is_ready();
    poll
}
