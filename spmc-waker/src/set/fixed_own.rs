//! What a handle remembers of its own slots in a fixed set.

use super::registration::{Place, Registration};
use crate::{Readiness, sync::impl_init};
use core::{
    mem,
    task::{Context, Poll},
};

/// What a handle keeps for each of its waits: whether a `poll_…` method has left a registration in the wait's slot,
/// with which the next poll goes on.
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

    /// Performs one call of a `poll_…` method. Leaves a pending registration to the next call.
    #[inline]
    pub fn poll<const ONE: bool, R: Readiness>(
        &mut self,
        mut place: impl Place,
        cx: &mut Context<'_>,
        check: impl FnMut() -> R,
    ) -> Poll<R::Output> {
        self.end_forgotten(&mut place);
        // Taken out, not copied: if something panics, the drop of the registration ends the wait.
        let has_registered = mem::take(&mut self.has_registered);
        let mut registration = Registration::<_, ONE>::resume(place, has_registered);
        let poll = registration.poll(cx, check);
        self.has_registered = registration.keep();
        poll
    }

    /// Removes the registration that a forgotten future has left. Returns whether there was one.
    ///
    /// If a wake has consumed that registration, the wake is lost, because nothing here shows that there was one.
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
