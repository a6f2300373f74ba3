//! embassy's rules for drivers, and the markers that keep them.
//!
//! embassy's repository has a file `API-GUIDELINES.md` for the authors of its HALs. Its section on interrupt-driven
//! drivers names what goes wrong in them: "lost wakeups, futures that hang forever, transfers that keep running after a
//! future is dropped". This page goes through its sentences, as of commit 0139c796. [`embedded`] is the page
//! on statics, interrupts and arming themselves.
//!
//! One sentence is against this crate: "Do not reach for third-party wait primitives; `embassy-sync` is the dependency
//! every HAL already has." So a HAL in embassy's own repository takes `AtomicWaker`, and its author keeps the rules by
//! hand. What follows is for drivers, HALs and applications outside of it. Any executor runs the futures, embassy's
//! included.
//!
//! [`embedded`]: super::embedded
//!
//! # Rule by rule
//!
//! | the guidelines say | here |
//! |---|---|
//! | "Register before checking." | the macro's poll checks, registers, and checks again |
//! | "The interrupt handler masks and wakes; the future rechecks and rearms" | a `#[notify]` method masks, and the wake follows it. `#[arm]` runs in each pending poll, after the registration and before the last check |
//! | "It must not try to make progress on the transfer itself" | up to the `#[notify]` method |
//! | "a dropped future must not leave hardware running": guard it with `OnDrop`, and `defuse` the guard | `#[disarm]`, which runs when the wait is ready and when its future is dropped |
//! | "Wake *all* waiters on teardown / global events" | a `#[notify]` wakes all waits of the condition, unless `wakes` says otherwise |
//! | "one waiter per endpoint or per channel — typically an `[AtomicWaker; N]`" | a `waiter` for each role, by name: `waiter = Tx, waiter = Rx`. For N alike, an array of `Waitable`s, or `waiters = Channel[N]` |
//! | "A future must always be able to make progress from *some* event" | a wait that nothing would ever wake is a compile error |
//! | "Make `State::new()` produce all-zero bytes." | wakers are zeros: [below](#zeros) |
//! | "Per-instance state belongs in a `&'static Info` and a `&'static State`" | the `Waitable` is the state, and the driver borrows it for `'d` |
//! | "reset all module-global driver state at the top of construction" | dropping a waiter disarms its waits and drops its wakers, so a second `claim` finds none of the first one. The condition's own fields are yours to reset |
//! | "Erase the instance" | handles have the condition's type parameters, and no others |
//! | `split()` and `split_ref()` for independent halves | `UartTx::claim` and `UartRx::claim` of one condition. Each half waits and is woken by itself |
//! | "TX comes before RX" | claim, or name, the waiters in that order: `into_handles` returns them so |
//! | "Driver structs do **not** derive `Clone`/`Copy`." | a `waiter` is neither |
//! | "Keep blocking waits out of async paths" | a wait never spins. `blocking_NAME` parks a thread, needs `std`, and exists only if `#[wait(NAME, blocking)]` asks for it. It is not embassy's `blocking_`, which polls a register |
//!
//! # A driver by these rules
//!
//! ```
//! use core::{sync::atomic::{AtomicBool, Ordering::{Acquire, Release}}, task::Poll};
//! use spmc_waker::{Waitable, waitable};
//!
//! # mod registers {
//! #     use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
//! #     pub const RX: u32 = 1;
//! #     pub const TX: u32 = 2;
//! #     static ENABLED: AtomicU32 = AtomicU32::new(0);
//! #     static FIFO: AtomicU32 = AtomicU32::new(0);
//! #     pub fn enable(interrupt: u32) { ENABLED.fetch_or(interrupt, SeqCst); }
//! #     pub fn mask(interrupt: u32) { ENABLED.fetch_and(!interrupt, SeqCst); }
//! #     pub fn is_enabled(interrupt: u32) -> bool { ENABLED.load(SeqCst) & interrupt != 0 }
//! #     pub fn receive(byte: u8) { FIFO.store(0x100 | u32::from(byte), SeqCst) }
//! #     pub fn pop_rx_fifo() -> Option<u8> {
//! #         let word = FIFO.swap(0, SeqCst);
//! #         (word != 0).then_some(word as u8)
//! #     }
//! #     pub fn push_tx_fifo(_: u8) -> bool { true }
//! # }
//! use registers::{RX, TX};
//!
//! #[derive(Debug, PartialEq)]
//! struct Disabled;
//!
//! struct State { is_disabled: AtomicBool }
//!
//! #[waitable(notifier = InterruptHandler, waiter = UartTx, waiter = UartRx, storage = borrowed)]
//! impl State {
//!     const fn new() -> Self { Self { is_disabled: AtomicBool::new(false) } }
//!
//!     /// The level stays until the FIFO is read, so the handler masks the interrupt. It reads nothing.
//!     #[notify(wakes = read)]
//!     fn on_rx(&self) { registers::mask(RX) }
//!
//!     #[notify(wakes = write)]
//!     fn on_tx(&self) { registers::mask(TX) }
//!
//!     /// Wakes both halves, whatever they wait for.
//!     #[notify]
//!     fn disable(&self) { self.is_disabled.store(true, Release) }
//!
//!     #[wait(read, by = UartRx, wakes = none)]
//!     fn try_read(&self) -> Poll<Result<u8, Disabled>> {
//!         if self.is_disabled.load(Acquire) {
//!             return Poll::Ready(Err(Disabled));
//!         }
//!         registers::pop_rx_fifo().map_or(Poll::Pending, |byte| Poll::Ready(Ok(byte)))
//!     }
//!
//!     #[arm(read)]
//!     fn enable_rx(&self) { registers::enable(RX) }
//!
//!     #[disarm(read)]
//!     fn disable_rx(&self) { registers::mask(RX) }
//!
//!     #[wait(write, by = UartTx, wakes = none)]
//!     fn try_write(&self, byte: u8) -> Poll<Result<(), Disabled>> {
//!         if self.is_disabled.load(Acquire) {
//!             return Poll::Ready(Err(Disabled));
//!         }
//!         if registers::push_tx_fifo(byte) { Poll::Ready(Ok(())) } else { Poll::Pending }
//!     }
//!
//!     #[arm(write)]
//!     fn enable_tx(&self) { registers::enable(TX) }
//!
//!     #[disarm(write)]
//!     fn disable_tx(&self) { registers::mask(TX) }
//! }
//!
//! static UART0: Waitable<State> = Waitable::new(State::new());
//!
//! /// What the vector table calls.
//! fn uart0_rx() {
//!     InterruptHandler::new(&UART0).on_rx();
//! }
//!
//! let mut tx = UartTx::claim(&UART0).expect("the driver is made once");
//! let mut rx = UartRx::claim(&UART0).expect("the driver is made once");
//! # use std::thread::spawn;
//! # spawn(|| { while !registers::is_enabled(RX) {} registers::receive(7); uart0_rx() });
//! futures::executor::block_on(async {
//!     assert_eq!(tx.write(1).await, Ok(()));
//!     assert_eq!(rx.read().await, Ok(7));
//! #   assert!(!registers::is_enabled(RX));
//! #   spawn(|| { while !registers::is_enabled(RX) {} InterruptHandler::new(&UART0).disable() });
//!     assert_eq!(rx.read().await, Err(Disabled));    // after `disable`, from elsewhere
//! });
//! ```
//!
//! The guidelines register, check, and enable the interrupt last. Here the interrupt is enabled before the last check. An
//! interrupt that fires between the two masks itself and wakes the task, and the check or the next poll finds the byte.
//!
//! # Zeros
//!
//! A new waker and a new claim are zeros. So if the condition's fields are zeros, the `static` is in `.bss` and takes no
//! flash. `.ci/bss` and `.ci/exclusives` look that and the size up in object files. On a 32-bit target, the `Waitable` of one waiter with
//! one wait takes 6 words beside the condition: five for the waker, and one for the claims. embassy-sync 0.8's `AtomicWaker`
//! takes two words and no claim.
//!
//! # `WFE` and exclusive accesses
//!
//! On the RP2350, an exclusive access (`ldrex`, `strex` and their like) sets the event register of its core, and the next
//! `WFE` returns at once: embassy#4818, pico-feedback#482, pico-sdk#1812. In July 2026, embassy's executor stopped doing one
//! in each idle round (embassy#6659), which took a board from 27.7 to 20.4 mA by that report. Each read-modify-write that
//! runs between the executor's last poll and its `WFE` costs one more round.
//!
//! With `sync = false`, a change that finds no task registered does none. This is an interrupt that sets a flag, on a
//! Cortex-M33, by `.ci/exclusives`, which fails if an exclusive access is there:
//!
//! ```text
//!         push    {r7, lr}
//!         mov     r7, sp
//!         movw    r0, #0              @ the address of the static
//!         movs    r2, #1
//!         movt    r0, #0
//!         add.w   r1, r0, #24
//!         stlb    r2, [r1]            @ the flag
//!         add.w   r1, r0, #20
//!         lda     r1, [r1]            @ the state of the waker: a load
//!         tst.w   r1, #5
//!         it      eq
//!         popeq   {r7, pc}            @ nobody is registered
//!         adds    r0, #4
//!         pop.w   {r7, lr}
//!         b.w     wake                @ somebody is
//! ```
//!
//! The source is a `#[notify(cold)]` method, `self.0.store(true, SeqCst)`, of a condition with `sync = false`. With `sync`,
//! the same interrupt does a `ldaex` and a `stlex` after the `lda`:
//!
//! | | nobody is registered | a task is registered |
//! |---|---|---|
//! | a change, `sync = false` | no exclusive access | one read-modify-write, and what the executor's waker does |
//! | a change, `sync = true` | one read-modify-write | the same as above |
//!
//! The price of `sync = false` is a promise: every access to the condition is `SeqCst`. See
//! [`options`](super::options#sync).
