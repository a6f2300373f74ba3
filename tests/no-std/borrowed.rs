//! Uses `#[waitable]` without std and without alloc, as an interrupt driver would. This is built as a static
//! library with its own panic handler, like `bare.rs`. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

use core::{
    sync::atomic::{
        AtomicBool, AtomicU8,
        Ordering::{Relaxed, SeqCst},
    },
    task::{Context, Poll},
};
use spmc_waker::{Waitable, waitable};

/// A button.
#[waitable(until = |button| button.pressed.swap(false, Relaxed), storage = borrowed)]
struct Button {
    pressed: AtomicBool,
}

static BUTTON: Waitable<Button> = Waitable::new(Button {
    pressed: AtomicBool::new(false),
});

/// A register of one byte, written by one waiter and read by the other.
struct Register {
    full: AtomicBool,
    byte: AtomicU8,
}

#[waitable(
    waiter = Writer { written: u32 = 0 },
    waiter = Reader,
    storage = borrowed,
    sync = false,
    cached = false
)]
impl Register {
    #[wait(write, by = Writer, wakes = Reader)]
    fn try_write(&self, #[field] written: &mut u32, byte: u8) -> bool {
        let is_free = !self.full.load(SeqCst);
        if is_free {
            self.fill(byte);
            *written += 1;
        }
        is_free
    }

    #[wait(read, by = Reader, wakes = Writer)]
    fn try_read(&self) -> Option<u8> {
        let byte = self.byte.load(SeqCst);
        self.full.swap(false, SeqCst).then_some(byte)
    }

    #[arm(write)]
    fn enable(&self, _: &mut u32, _: u8) {}

    #[disarm(read)]
    fn disable(&self) {}

    fn fill(&self, byte: u8) {
        self.byte.store(byte, Relaxed);
        self.full.store(true, SeqCst);
    }
}

static REGISTER: Waitable<Register> = Waitable::new(Register {
    full: AtomicBool::new(false),
    byte: AtomicU8::new(0),
});

/// For example, called from an interrupt.
pub fn on_press() {
    ButtonNotifier::new(&BUTTON).notify(|button| button.pressed.store(true, Relaxed));
}

/// Polls all three waiters once.
pub fn poll(cx: &mut Context<'_>) -> Option<Poll<u8>> {
    let mut button = ButtonWaiter::claim(&BUTTON)?;
    _ = button.poll_wait(cx);
    if let Some(mut writer) = Writer::claim(&REGISTER) {
        _ = writer.poll_write(cx, 1);
    }
    Some(Reader::claim(&REGISTER)?.poll_read(cx))
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
