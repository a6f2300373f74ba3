//! Without std, without an allocator, without compare-and-swap, from interrupts.
//!
//! With `default-features = false, features = ["macros"]` and `storage = ref`, nothing is allocated:
//! the condition lies in a `static` together with its waker, five words and a flag.
//!
//! ```
//! use core::sync::atomic::{AtomicBool, AtomicU8, Ordering::{Acquire, Relaxed, Release}};
//! use spmc_waker::{Waitable, waitable};
//!
//! # mod registers {
//! #     use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
//! #     static ENABLED: AtomicBool = AtomicBool::new(false);
//! #     pub fn enable_interrupt() { ENABLED.store(true, SeqCst) }
//! #     pub fn disable_interrupt() { ENABLED.store(false, SeqCst) }
//! #     pub fn is_enabled() -> bool { ENABLED.load(SeqCst) }
//! # }
//! struct Uart { byte: AtomicU8, received: AtomicBool }
//!
//! #[waitable(notifier = UartInterrupt, waiter = UartRx, storage = ref)]
//! impl Uart {
//!     const fn new() -> Self {
//!         Self { byte: AtomicU8::new(0), received: AtomicBool::new(false) }
//!     }
//!
//!     #[notify]
//!     fn on_byte(&self, byte: u8) {
//!         self.byte.store(byte, Relaxed);
//!         self.received.store(true, Release);
//!     }
//!
//!     #[wait(read)]
//!     fn try_read(&self) -> Option<u8> {
//!         self.received.swap(false, Acquire).then(|| self.byte.load(Relaxed))
//!     }
//!
//!     #[arm]
//!     fn enable(&self) { registers::enable_interrupt() }
//!
//!     #[disarm]
//!     fn disable(&self) { registers::disable_interrupt() }
//! }
//!
//! static UART: Waitable<Uart> = Waitable::new(Uart::new());
//!
//! fn uart_interrupt() {
//!     UART.notifier().on_byte(b'a');
//! }
//!
//! let mut rx = UART.waiter().expect("nobody else reads");
//! # std::thread::spawn(|| { while !registers::is_enabled() {} uart_interrupt(); });
//! assert_eq!(futures::executor::block_on(rx.read()), b'a');
//! ```
//!
//! # Arming
//!
//! `#[arm]` runs in each poll that finds nothing, after the task is registered and before the check
//! that follows. So an interrupt that it enables finds somebody to wake, and what happened before it
//! was enabled is found by the check. `#[disarm]` runs when the wait is ready or its time is over, when
//! its future is dropped while it is pending, in `unregister`, and when the waiter is dropped. It does
//! not run in `try_…`.
//!
//! What is armed belongs to one wait. Where a handle has several, as a UART's that reads and waits until
//! all is sent, they are named, `#[arm(read)]` and `#[arm(sent)]`, and the end of one leaves the other
//! armed. `poll_NAME` has no future that could be dropped: what it has armed stays so until a poll is
//! ready, or `unregister`.
//!
//! Both may run when there is nothing to do, so they should not mind, as writing a bit does not. A wait
//! that is ready at once, and never armed, disarms as well: an earlier `poll_NAME` may have armed it.
//!
//! # In an interrupt
//!
//! A notifier can be used in an interrupt: waking takes no lock, and no critical section other than
//! that by which portable-atomic may do an atomic operation, and it never waits for the code that it
//! interrupted. What the executor's waker does is another matter, its drop included, which a wake may
//! come to run; those of embedded executors are made for it. The condition's own methods must be, too: atomics or a
//! critical-section mutex, not a spin lock.
//!
//! # Without compare-and-swap
//!
//! The feature `portable-atomic` takes its atomics from that crate, and your binary chooses how they
//! are made there: `critical-section`, or `unsafe-assume-single-core`. `.ci/no-cas` in the repository
//! runs the waker so on an emulated Cortex-M0, with an interrupt after each of its instructions.
//!
//! # Forgotten handles
//!
//! A waiter that was given to `mem::forget` is never given back: `waiter()` returns `None` from then
//! on. Where the [`Waitable`](crate::Waitable) is not a `static`, `reset` recovers from that.
