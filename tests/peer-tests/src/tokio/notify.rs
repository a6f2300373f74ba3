use spmc_waker_examples::event::{Event, Listener};

/// `tokio::sync::Notify`.
#[derive(Debug, Default)]
pub struct Notify(Event);

impl Notify {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    pub fn notify_waiters(&self) {
        self.0.notify_all();
    }

    pub fn notified(&self) -> Listener<'_> {
        self.0.listen()
    }
}
