//! How to check your own condition: in all orders, in a plain test or under loom.
//!
//! The macro registers and wakes correctly. It does not see whether the condition itself is right: the order
//! of two loads in a check, a `when` that leaves something out, [two atomics that look at each
//! other](super::choosing#two-atomics-that-look-at-each-other), or an ordering that is too weak for the data.
//!
//! | | `model::check`, in a plain test | the same test with `--cfg loom` | loom by hand |
//! |---|---|---|---|
//! | what you write | how the handles are made, and what each may do | the same | each program, as a test |
//! | what runs | all short programs, in which waits are cancelled, too | the same | the programs that you thought of |
//! | in the middle of an operation | others run, at one point of a program, or at more if you say so | threads switch, at two points, or at more if you say so | the same |
//! | orderings that are too weak | not found | found | found |
//! | how long it takes | milliseconds to seconds | seconds to minutes | seconds |
//!
//! # In all orders
//!
//! In `Cargo.toml`, turn the feature on for your tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! spmc-waker = { git = "ADDRESS-OF-ITS-REPOSITORY", features = ["model"] }
//! ```
//!
#![cfg_attr(
    feature = "model",
    doc = "Then say how the handles are made, and what each of them may do. [`model`](crate::model) has a complete test, and"
)]
#![cfg_attr(
    not(feature = "model"),
    doc = "Then say how the handles are made, and what each of them may do. The module `model` has a complete test, and"
)]
//! the repository has one for each of its structures, in `examples/tests/model`.
//!
//! ```rust,ignore
//! #[test]
//! fn no_value_is_lost() {
//!     model::check(|model| {
//!         let (sender, receiver) = Channel::default().into_pair();
//!         model.handle("sender", sender)                    // it may be dropped at any time
//!             .call("send", |sender| sender.send(1))
//!             .query("len", |sender| sender.len());
//!         model.handle("receiver", receiver)
//!             .wait("recv", async |receiver| receiver.recv().await);
//!     });
//! }
//! ```
//!
//! Each handle does up to two of these operations, or more by [`steps`](#what-to-know-of-a-model). To drop a handle is
//! an operation, and so is to cancel a pending wait. `check` runs these programs in all orders, and the shortest ones
//! first. It fails if
//!
//! * a task sleeps at the end of a program although its wait is ready,
//! * an operation panics, or what you pass to `at_end` does not hold: "what was sent is received", for example,
//! * a query gets two different answers in a row, or wakes a task,
//! * a wait is ready in no program. Then your model lacks an operation, or no check sees what a `#[notify]` does.
//!
//! By default, nothing runs in the middle of an operation. To let others run there, use the model's atomics and locks
//! in tests:
//!
//! ```rust,ignore
//! #[cfg(test)]
//! use spmc_waker::model::atomic::{AtomicBool, Mutex};
//! #[cfg(not(test))]
//! use std::sync::{Mutex, atomic::AtomicBool};
//! ```
//!
//! (For a test in the folder `tests`, cargo builds the condition's crate without `cfg(test)`. Use a `cfg` of your own,
//! or write the test beside the condition.)
//!
//! # Four mistakes, and how they are reported
//!
//! ## Closed is read last
//!
//! If a value is sent and the sender dropped between the pop and the load, the value is never received:
//!
//! ```rust,ignore
#![doc = include_str!("snippets/model/closed_last.rs")]
//! ```
//!
//! ```text
#![doc = include_str!("snippets/model/closed_last.txt")]
//! ```
//!
//! ## Nothing is recorded
//!
//! `press` wakes, but no check can see that it was called. And `reset` is changed without a handle, so nobody is woken:
//!
//! ```rust,ignore
#![doc = include_str!("snippets/model/not_recorded.rs")]
//! ```
//!
//! ```text
#![doc = include_str!("snippets/model/not_recorded.txt")]
//! ```
//!
//! ```text
#![doc = include_str!("snippets/model/beside.txt")]
//! ```
//!
//! ## `when` is too narrow
//!
//! Only the first coin wakes the machine, which waits for two:
//!
//! ```rust,ignore
#![doc = include_str!("snippets/model/narrow_when.rs")]
//! ```
//!
//! ```text
#![doc = include_str!("snippets/model/narrow_when.txt")]
//! ```
//!
//! ## A query changes something
//!
//! The macro refuses a `swap` in a query, but it does not look into other methods:
//!
//! ```rust,ignore
#![doc = include_str!("snippets/model/changing_query.rs")]
//! ```
//!
//! ```text
#![doc = include_str!("snippets/model/changing_query.txt")]
//! ```
//!
//! # What to know of a model
//!
//! * Everything runs on one thread, and must do the same each time: use no clock, no random numbers and no other
//!   threads. The closures may share an `Rc<Cell<_>>`.
//! * Each wait should have one `.await`. At the end, each task that sleeps is polled once more. If that ends its
//!   wait, a wakeup was lost.
//! * The number of programs grows fast. Two or three handles, with two or three operations each, take
//!   milliseconds to seconds, but minutes if an operation accesses the model's atomics many times: a ring that has room
//!   for two is enough. `steps` sets how many operations a handle does, and `switches` at how many points others run in
//!   the middle of an operation. A handle that is `kept` is not dropped before the end. `check` returns the number of
//!   executions.
//! * Do not hold a lock of another crate while you use an atomic of the model. An operation that runs in the middle
//!   would wait for that lock forever. Use `model::atomic::Mutex`. (A lock of your own that spins on the model's atomics
//!   is reported.)
//! * Handles that borrow a `Waitable` need one that lives on: `Box::leak(Box::new(Waitable::new(Uart::new())))`.
//! * Blocking waits cannot be modelled, because they would block the only thread. Use the async ones.
//! * A mistake is shown in the shortest program that has it. Break your condition, and see the model fail: a
//!   model that cannot fail shows nothing.
//!
//! # A model under loom
//!
//! [loom](https://docs.rs/loom) finds orderings that are too weak. With `RUSTFLAGS="--cfg loom"`, `model::check` runs
//! each program under loom, with a thread for each handle, and `model::atomic` has loom's atomics. The test stays as it
//! is. Only the condition's imports change:
//!
//! ```rust,ignore
//! #[cfg(any(test, loom))]
//! use spmc_waker::model::atomic::AtomicBool;
//! #[cfg(not(any(test, loom)))]
//! use std::sync::atomic::AtomicBool;
//! ```
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release --test models` runs it. Declare `cfg(loom)` for the lint, as in step 2
//! [below](#loom-by-hand). Under loom, a wait is cancelled right after its first poll, or after a wake that has come by
//! then. With three handles, loom takes long: give such a model fewer operations.
//!
//! # Loom by hand
//!
//! Use loom directly for a longer program of your own, or for threads that block. It runs a test in every interleaving
//! of its threads, within a bound. With `RUSTFLAGS="--cfg loom"`, this crate uses loom's atomics, so `#[waitable]`
//! conditions can be modelled as they are.
//!
//! 1. Take the condition's own atomics from loom as well:
//!
//!    ```
//!    #[cfg(loom)]
//!    use loom::sync::atomic;
//!    #[cfg(not(loom))]
//!    use std::sync::atomic;
//!    # let _ = atomic::AtomicBool::new(false);
//!    ```
//!
//! 2. In `Cargo.toml`, add loom for that configuration only, and declare the name for the lint:
//!
//!    ```toml
//!    [target.'cfg(loom)'.dependencies]
//!    loom = { version = "0.7", features = ["futures"] }
//!
//!    [lints.rust]
//!    unexpected_cfgs = { level = "warn", check-cfg = ["cfg(loom)"] }
//!    ```
//!
//! 3. Write the model as a test. Keep it small, with the one race that you want to see:
//!
//!    ```rust,ignore
//!    #[test]
//!    fn what_is_sent_before_the_close_is_received() {
//!        loom::model(|| {
//!            let (sender, mut receiver) = Channel::default().into_pair();
//!            let thread = loom::thread::spawn(move || sender.send(1));    // and is dropped
//!            loom::future::block_on(async {
//!                assert_eq!(receiver.recv().await, Some(1));
//!                assert_eq!(receiver.recv().await, None);
//!            });
//!            thread.join().unwrap();
//!        });
//!    }
//!    ```
//!
//! 4. Run it: `RUSTFLAGS="--cfg loom" LOOM_MAX_PREEMPTIONS=2 cargo test --release --test models`.
//!
//! 5. Break the condition, and see the model fail. For example, swap the two loads in the check. A model that
//!    cannot fail shows nothing.
//!
//! The repository has complete models in `examples/tests/loom.rs`.
//!
//! For programs of many tasks, which take loom too long, there is [shuttle](https://docs.rs/shuttle). With
//! `RUSTFLAGS="--cfg shuttle"`, it runs a test in random schedules. It treats every memory ordering as `SeqCst`, so it
//! finds a step that is missing, or two that are swapped, but no ordering that is too weak. The repository has such
//! programs in `examples/tests/shuttle`.
//!
//! # What to know of loom
//!
//! * Under loom, no constructor of this crate is `const`, so a `static` needs `loom::lazy_static!`.
//! * `NAME_timeout` and `NAME_deadline` wait without a limit: time does not pass in a model.
//! * Conditions with `waiters` can be modelled, too. Two tasks that wait, and a third that wakes, are about as
//!   much as loom can run at two preemptions. Model what your condition promises: that two `release`s let
//!   two tasks on, for example. The waker set has models of its own, in `tests/tests/set_models` of the
//!   repository.
//! * Under loom, a growing set has small segments, so that a model of a few tasks meets a second one.
//! * With `sync = false`, a condition that is weaker than `SeqCst` passes all the same. Loom has no `SeqCst`
//!   accesses, and this crate replaces its own by fences, which order too much.
//! * For the same reason, two of *your* atomics that need `SeqCst` fail in a model although they are right.
//!   Put a `SeqCst` fence of loom's between the write and the read on each side.
//! * Loom orders a plain store and a read-modify-write of one location less than the language does. A flag
//!   that is both swapped and stored to may fail in a model without being wrong. Swap on both sides.
//! * A loop that spins until another thread has finished never ends in a model. Wait instead, or yield.
//! * Loom cannot look into lock-free structures that do not use its atomics, such as the ends of a ring in the
//!   fields of the handles. Replace them by a `Mutex` of loom's under `cfg(loom)`.
