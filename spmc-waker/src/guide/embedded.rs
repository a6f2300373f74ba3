//! Use without std, without an allocator, without compare-and-swap, and from interrupts.
//!
//! With `default-features = false, features = ["macros"]` and `storage = borrowed`, nothing is allocated. The
//! condition is in a `static`, with its wakers. Each wait's waker takes five words, `N` of them for a wait of
//! `waiters = Name[N]`, and one more word says which waiters are claimed. If a wake concerns several waits, [a
//! set](super::design#the-set) has two words more. Wakers start as zeros, so if the condition does, too, the
//! `static` is in `.bss` and takes no flash.
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
//! `#[arm]` runs in each poll whose first check is not ready, after the task is registered and before the
//! second check. So an interrupt that it enables finds a task to wake, and the check finds what happened
//! before. It takes `&self`, or `&self` and all arguments of the check in their order. `#[field]` ones may be
//! left out.
//!
//! | `#[disarm]` | |
//! |---|---|
//! | runs when the wait is ready, or its time is over | before the wait returns |
//! | runs when the pending future of `NAME(…)` is dropped | |
//! | runs in `unregister`, and when the waiter is dropped | for all waits of that handle |
//! | does not run when another pending future is dropped: `next()` of a stream, `send()` of a sink, `&mut waiter`, a `poll_fn` over `poll_NAME` | call `unregister` after these: see [cancelling](super::cancelling) |
//! | does not run in `try_NAME` | which never arms |
//!
//! Each wait is armed and disarmed by itself. Take a UART that reads, and also waits until all is sent: its
//! hooks are `#[arm(read)]` and `#[arm(sent)]`, and the end of one wait leaves the other one armed.
//!
//! Both methods may run when there is nothing to do, so they must be harmless then. Writing a bit is. A wait
//! that is ready at once disarms although it has not armed, since an earlier `poll_NAME` may have.
//!
//! # In an interrupt
//!
//! A notifier can be used in an interrupt. Waking takes no lock, and never waits for the code that it
//! interrupted. It enters no critical section, unless portable-atomic needs one for an atomic operation.
//! Three things have to be fit for interrupts as well:
//!
//! * The executor's waker. Those of embedded executors are.
//! * The drop of that waker, since a wake may run it.
//! * The methods of the condition. Use atomics or a critical-section mutex in them, and no spin lock.
//!
//! An interrupt makes its notifier when it needs it, as above: that costs nothing. Or the notifier is a
//! `static` beside its condition, since `new` is a `const fn`. (It is not if the value of a field
//! calls something: the macro cannot know whether that is `const`.)
//!
//! ```
//! # use spmc_waker::{Waitable, waitable};
//! # use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
//! # #[waitable(until = |line| line.0.load(Acquire), storage = borrowed)]
//! # struct Line(AtomicBool);
//! static LINE: Waitable<Line> = Waitable::new(Line(AtomicBool::new(false)));
//! static RAISED: LineNotifier<'static> = LineNotifier::new(&LINE);
//!
//! fn line_interrupt() { RAISED.notify(|line| line.0.store(true, Release)) }
//! # line_interrupt();
//! # futures::executor::block_on(LineWaiter::claim(&LINE).unwrap());
//! ```
//!
//! `#[link_section]` on a `#[notify]` method applies to the notifier's method as well. In an optimised build,
//! the look for a registered task is inlined there. The code that wakes the task may stay a function of its
//! own, in the section that the compiler chooses. If it is to be in RAM, too, the linker script has to place
//! that function there, and the executor's.
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
//! The feature `portable-atomic` takes the atomics from that crate. Your binary chooses how they are
//! implemented: `critical-section`, or `unsafe-assume-single-core`. In the repository, `.ci/no-cas` runs the
//! waker like that on an emulated Cortex-M0 and on a RISC-V core without atomic instructions, with an interrupt
//! after each of its instructions.
//!
//! # Forgotten handles
//!
//! A waiter that is passed to `mem::forget` keeps its claim: `claim` returns `None` from then on.
//! [`Waitable::reset`](crate::Waitable::reset) recovers from that, but it takes `&mut self`, so a `static`
//! cannot use it. See [forgotten handles](super::closing#forgotten-handles) for the rest.
