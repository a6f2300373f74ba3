//! How to check your own condition under loom.
//!
//! The macro registers and wakes correctly. It does not see whether the condition itself is right: the order
//! of two loads in a check, [two atomics that look at each
//! other](super::choosing#two-atomics-that-look-at-each-other), or an ordering that is too weak for the data.
//! [loom](https://docs.rs/loom) runs a test in every interleaving of its threads, within a bound. With
//! `RUSTFLAGS="--cfg loom"`, this crate uses loom's atomics, so `#[waitable]` conditions can be modelled as
//! they are.
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
//! For programs of many tasks, which take loom too long, there is [shuttle](https://docs.rs/shuttle). It runs a
//! test in random schedules, with `RUSTFLAGS="--cfg shuttle"`, in the same way. It takes every memory ordering for
//! `SeqCst`, so it finds only what is wrong in any order: a step that is missing, or two that are swapped. The
//! repository has such programs in `examples/tests/shuttle`.
//!
//! # What to know
//!
//! * Under loom, no constructor of this crate is `const`, so a `static` needs `loom::lazy_static!`.
//! * `NAME_timeout` and `NAME_deadline` wait without a limit: time does not pass in a model.
//! * Conditions with `waiters` can be modelled, too. Two tasks that wait, and a third that wakes, are about
//!   what loom gets through at two preemptions. Model what your condition promises: that two `release`s let
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
