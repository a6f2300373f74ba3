//! A lost wakeup shows as a wait that never ends: here, it ends.

use std::{
    process,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

/// Ends the process with a non-zero status, unless dropped in time.
pub(crate) struct Watchdog {
    scenario: Arc<Mutex<String>>,
    _dropped: Sender<()>,
}

impl Watchdog {
    pub(crate) fn start(limit: Duration) -> Self {
        let scenario = Arc::new(Mutex::new(String::new()));
        let (_dropped, dropped) = channel();
        let current = Arc::clone(&scenario);
        thread::spawn(move || {
            if dropped.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                let current = current.lock().unwrap_or_else(PoisonError::into_inner);
                eprintln!(
                    "\ntour: not done after {limit:?}, perhaps a wakeup is lost; aborted in: {current}"
                );
                process::exit(1);
            }
        });
        Self { scenario, _dropped }
    }

    /// Says what runs now.
    pub(crate) fn now(&self, scenario: String) {
        *self.scenario.lock().unwrap_or_else(PoisonError::into_inner) = scenario;
    }
}
