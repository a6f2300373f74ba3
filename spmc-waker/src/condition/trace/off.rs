//! Without the feature `tracing`: types and functions that do nothing.
#![allow(
    clippy::missing_const_for_fn,
    reason = "they are none with the feature"
)]

use crate::condition::{storage::Waitable, traits::Condition};
use core::task::Poll;

#[derive(Clone, Copy)]
pub(in crate::condition) struct Caller;

impl Caller {
    pub(in crate::condition) const DROP: Self = Self;

    #[inline]
    pub(in crate::condition) const fn here() -> Self {
        Self
    }
}

pub(in crate::condition) struct Resource;

impl Resource {
    #[inline]
    pub(in crate::condition) const fn new(_: Caller) -> Self {
        Self
    }

    #[inline]
    pub(in crate::condition) fn set_changed(&self, _: Caller) {}
}

pub(in crate::condition) struct Trace;

impl Trace {
    #[inline]
    pub(in crate::condition) fn begin<C: Condition>(_: &Waitable<C>, _: usize, _: Caller) -> Self {
        Self
    }

    #[inline]
    pub(in crate::condition) const fn caller(&self) -> Caller {
        Caller
    }

    #[inline]
    pub(in crate::condition) fn say_if_woken<C: Condition>(
        &mut self,
        _: &Waitable<C>,
        _: impl FnOnce() -> bool,
    ) {
    }

    #[inline]
    pub(in crate::condition) fn poll<T>(&mut self, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        self.check(poll)
    }

    #[inline]
    pub(in crate::condition) fn check<T>(&mut self, check: impl FnOnce() -> Poll<T>) -> Poll<T> {
        check()
    }
}

#[derive(Default)]
pub(in crate::condition) struct Kept;

impl Kept {
    #[inline]
    pub(in crate::condition) const fn new() -> Self {
        Self
    }

    #[inline]
    pub(in crate::condition) fn resume<C: Condition>(
        &mut self,
        _: &Waitable<C>,
        _: usize,
        _: Caller,
    ) -> Trace {
        Trace
    }

    #[inline]
    pub(in crate::condition) fn keep(&mut self, _: usize, _: Trace) {}

    #[inline]
    pub(in crate::condition) fn take(&mut self, _: usize) -> Option<Trace> {
        None
    }
}
