use spmc_waker::Waitable;
use spmc_waker::waitable;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::AcqRel, Ordering::Relaxed};

/// A button whose interrupt is enabled only while a task waits.
pub struct Button {
    presses: AtomicU32,
    enabled: AtomicBool,
}

/// The board's button.
pub static BUTTON: Waitable<Button> = Waitable::new(Button {
    presses: AtomicU32::new(0),
    enabled: AtomicBool::new(false),
});

#[waitable(notifier = Interrupt, waiter = Presses, storage = borrowed)]
impl Button {
    /// Counts a press.
    #[notify]
    pub fn pressed(&self) {
        self.presses.fetch_add(1, AcqRel);
    }

    /// Takes the number of presses since the last time, if there were any.
    #[wait(press)]
    pub fn try_press(&self) -> Option<u32> {
        Some(self.presses.swap(0, AcqRel)).filter(|presses| *presses > 0)
    }

    /// Whether the interrupt is enabled.
    #[query]
    pub fn is_enabled(&self) -> bool {
        self.enabled.load(Relaxed)
    }

    #[arm]
    fn enable(&self) {
        self.enabled.store(true, Relaxed);
    }

    #[disarm]
    fn disable(&self) {
        self.enabled.store(false, Relaxed);
    }
}
