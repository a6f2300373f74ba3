//! How to work without std, without an allocator, without compare-and-swap, and from interrupts.
//!
//! With `default-features = false, features = ["macros"]` and `storage = borrowed`, nothing is allocated:
//! the condition is in a `static` with its wakers. These take five words for each waiter, and one more word
//! tells which waiters are claimed.
//!
//! ```
//! use core::sync::atomic::{AtomicBool, Ordering::{Acquire, Relaxed, Release}};
//! use spmc_waker::{Waitable, waitable};
//!
//! # mod registers {
//! #     use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
//! #     #[derive(Clone, Copy)]
//! #     pub enum Level { Low, High }
//! #     static ENABLED: AtomicU8 = AtomicU8::new(0);
//! #     pub fn enable_interrupt_at(level: Level) { ENABLED.store(level as u8 + 1, SeqCst) }
//! #     pub fn disable_interrupt() { ENABLED.store(0, SeqCst) }
//! #     pub fn is_enabled() -> bool { ENABLED.load(SeqCst) != 0 }
//! #     pub fn is_at(_: Level) -> bool { false }
//! # }
//! use registers::Level;    // `Low` or `High`
//!
//! struct Pin { reached: AtomicBool }
//!
//! #[waitable(notifier = PinInterrupt, waiter = InputPin, storage = borrowed)]
//! impl Pin {
//!     const fn new() -> Self {
//!         Self { reached: AtomicBool::new(false) }
//!     }
//!
//!     #[notify]
//!     fn on_interrupt(&self) { self.reached.store(true, Release) }
//!
//!     #[wait(level)]
//!     fn is_level(&self, level: Level) -> bool {
//!         self.reached.swap(false, Acquire) || registers::is_at(level)
//!     }
//!
//!     /// Takes what the wait takes.
//!     #[arm]
//!     fn enable(&self, level: Level) { registers::enable_interrupt_at(level) }
//!
//!     #[disarm]
//!     fn disable(&self) {
//!         registers::disable_interrupt();
//!         self.reached.store(false, Relaxed);
//!     }
//! }
//!
//! static BUTTON: Waitable<Pin> = Waitable::new(Pin::new());
//!
//! fn button_interrupt() {
//!     PinInterrupt::new(&BUTTON).on_interrupt();
//! }
//!
//! let mut button = InputPin::claim(&BUTTON).expect("nobody else waits for it");
//! # std::thread::spawn(|| { while !registers::is_enabled() {} button_interrupt(); });
//! futures::executor::block_on(button.level(Level::Low));
//! assert!(!registers::is_enabled());
//! ```
//!
//! # Arming
//!
//! `#[arm]` runs in each poll that finds nothing, after the task is registered and before the check
//! that follows. So an interrupt that it enables finds a task to wake, and the check finds what happened
//! before that. It takes `&self`, or `&self` and all arguments of the check in their order.
//!
//! | `#[disarm]` runs | |
//! |---|---|
//! | when the wait is ready, or its time is over | before the task goes on |
//! | when a pending future of the wait is dropped | |
//! | in `unregister`, and when the waiter is dropped | for all waits of that handle |
//! | not in `try_…` | which never arms |
//!
//! What is armed belongs to one wait. Where there are several waits, as in a UART that reads and waits
//! until all is sent, they are named: `#[arm(read)]` and `#[arm(sent)]`. The end of one wait leaves the
//! other one armed. `poll_NAME` has no future that could be dropped. What it has armed stays armed until a
//! poll is ready, or until `unregister`.
//!
//! Both methods may run when there is nothing to do, so they should not mind, as writing a bit does not. A
//! wait that is ready at once disarms as well, although it has not armed: an earlier `poll_NAME` may have.
//!
//! # In an interrupt
//!
//! A notifier can be used in an interrupt. Waking takes no lock, and never waits for the code that it
//! interrupted. It enters no critical section, unless portable-atomic needs one for an atomic operation.
//! The executor's waker has to be fit for interrupts, too, with its drop, which may come to run in a wake.
//! Those of embedded executors are. The methods of the condition have to be fit for interrupts as well:
//! use atomics or a critical-section mutex in them, and no spin lock.
//!
//! `#[link_section]` on a `#[notify]` method reaches the method of the notifier as well, and in an
//! optimised build the waker's look for a registered task is inlined there. The code that then wakes the
//! task may stay a function of its own, in the section that the compiler gives it. The linker script has to
//! place that function, and the executor's, if they are to be in RAM, too.
//!
//! ```
//! # use spmc_waker::{Waitable, waitable};
//! # use core::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
//! # struct Dma { done: AtomicBool }
//! #[waitable(notifier = DmaInterrupt, waiter = DmaTransfer, storage = borrowed)]
//! impl Dma {
//!     #[notify]
//!     #[cfg_attr(target_os = "none", unsafe(link_section = ".data.interrupts"))]    // in RAM
//!     fn on_complete(&self) { self.done.store(true, Release) }
//!
//!     #[wait(complete, await)]
//!     fn is_complete(&self) -> bool { self.done.load(Acquire) }
//! }
//! # static DMA: Waitable<Dma> = Waitable::new(Dma { done: AtomicBool::new(false) });
//! # DmaInterrupt::new(&DMA).on_complete();
//! # futures::executor::block_on(DmaTransfer::claim(&DMA).unwrap());
//! ```
//!
//! # Without compare-and-swap
//!
//! The feature `portable-atomic` takes the atomics from that crate, and your binary chooses how they are
//! made: `critical-section`, or `unsafe-assume-single-core`. In the repository, `.ci/no-cas` runs the waker
//! so on an emulated Cortex-M0, with an interrupt after each of its instructions.
//!
//! # Forgotten handles
//!
//! A waiter that was given to `mem::forget` keeps its claim: `claim` returns `None` from then on. Where the
//! [`Waitable`](crate::Waitable) is not a `static`, `reset` recovers from that.
