//! Uses the waker without std and without alloc. This is built as a static library with its own panic
//! handler, so rustc reports an error if anything links std. See `.ci/no-std`.

#![no_std]
#![forbid(unsafe_code)]

use spmc_waker::SpmcWaker;

static WAKER: SpmcWaker = SpmcWaker::new();
static SYNC_WAKER: SpmcWaker<true, false> = SpmcWaker::new();

/// For example, called from an interrupt.
pub fn wake() -> bool {
    WAKER.wake();
    SYNC_WAKER.wake_cold();
    WAKER.has_waker_registered()
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
