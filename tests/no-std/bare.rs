//! Uses the waker without std and without alloc. Built as a static library with a panic handler of
//! its own, which is an error as soon as anything in it links std. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

use spmc_waker::SpmcWaker;

static WAKER: SpmcWaker = SpmcWaker::new();
static SYNC_WAKER: SpmcWaker<true, false> = SpmcWaker::new();

/// Called from an interrupt, say.
pub fn wake() -> bool {
    WAKER.wake();
    SYNC_WAKER.wake_cold();
    WAKER.has_waker_registered()
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
