//! What a handle remembers of its own slots in a fixed set.

use super::registration::{Place, Registration};
use crate::{Readiness, sync::impl_init};
use core::{
    mem,
    task::{Context, Poll},
};

/// What a handle has for each of its waits, whose slot is its own: whether a `poll_…` method has registered
/// there, and the next one goes on with that.
#[derive(Debug)]
pub struct FixedOwn {
    has_registered: bool,
}

impl FixedOwn {
    /// Nothing is registered.
    pub const fn new() -> Self {
        Self {
            has_registered: false,
        }
    }

    /// One whole poll of a `poll_…` method. A registration that stays is left to the next one.
    #[inline]
    pub fn poll<const ONE: bool, R: Readiness>(
        &mut self,
        mut place: impl Place,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        self.end_forgotten(&mut place);
        // If something panics, the drop of the registration ends it.
        let has_registered = mem::take(&mut self.has_registered);
        let mut registration = Registration::<_, ONE>::resume(place, has_registered);
        let poll = registration.poll(cx, check);
        self.has_registered = registration.keep();
        poll
    }

    /// Removes the registration that a forgotten future has left. Returns whether there was one.
    ///
    /// If a wake has consumed it, that is lost: nothing here knows of it.
    #[inline]
    pub fn end_forgotten(&self, place: &mut impl Place) -> bool {
        !self.has_registered && place.unregister()
    }

    /// Gives up what is registered. Returns whether something was.
    #[inline]
    pub fn release<const ONE: bool>(&mut self, mut place: impl Place) -> bool {
        if self.end_forgotten(&mut place) {
            return true;
        }
        let has_registered = mem::take(&mut self.has_registered);
        Registration::<_, ONE>::resume(place, has_registered).give_up()
    }
}

impl_init!([] FixedOwn = Self::new());

impl Default for FixedOwn {
    fn default() -> Self {
        Self::new()
    }
}
