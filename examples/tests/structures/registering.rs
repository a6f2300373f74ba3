//! Runs an action while a task registers.

use std::{
    sync::{Arc, Mutex, PoisonError},
    task::{Wake, Waker},
};

/// Returns a waker that runs `action` when it is dropped. If it is registered, that happens when another waker replaces
/// it, between the first and the second check of a poll.
pub(crate) fn when_replaced(action: impl FnOnce() + Send + 'static) -> Waker {
    Waker::from(Arc::new(Replaced(Mutex::new(Some(action)))))
}

struct Replaced<F: FnOnce()>(Mutex<Option<F>>);

impl<F: FnOnce() + Send + 'static> Wake for Replaced<F> {
    fn wake(self: Arc<Self>) {}
}

impl<F: FnOnce()> Drop for Replaced<F> {
    fn drop(&mut self) {
        let action = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(action) = action.take() {
            action();
        }
    }
}
