//! How to check a condition of your own under loom.
//!
//! The macro rules out lost wakeups. It does not see whether the condition itself is right: the order of
//! two loads in a check, or an ordering that is too weak for the data. [loom](https://docs.rs/loom) runs
//! a test in every interleaving of its threads, within a bound. With `RUSTFLAGS="--cfg loom"`, this
//! crate runs on loom's atomics, so `#[waitable]` conditions can be modelled as they are.
//!
//! 1. In the crate, take the condition's own atomics from loom as well:
//!
//!    ```
//!    #[cfg(loom)]
//!    use loom::sync::atomic;
//!    #[cfg(not(loom))]
//!    use std::sync::atomic;
//!    # let _ = atomic::AtomicBool::new(false);
//!    ```
//!
//! 2. In `Cargo.toml`, add loom for that configuration only, and tell the lint of unknown names about it:
//!
//!    ```toml
//!    [target.'cfg(loom)'.dependencies]
//!    loom = { version = "0.7", features = ["futures"] }
//!
//!    [lints.rust]
//!    unexpected_cfgs = { level = "warn", check-cfg = ["cfg(loom)"] }
//!    ```
//!
//! 3. Write the model as a test: small, with the one race that you want to see.
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
//! 5. Break the condition, and see the model fail: swap the two loads in the check, for example. A model
//!    that cannot fail shows nothing.
//!
//! The repository's `examples` have such a model, whole: `tests/loom.rs`.
//!
//! # What to know
//!
//! * Under loom, nothing of this crate is `const`, so a `static` needs `loom::lazy_static!`.
//! * `NAME_timeout` and `NAME_deadline` wait without a limit: time does not pass in a model.
//! * With `sync = false`, a condition that is weaker than `SeqCst` passes all the same. Loom has no
//!   `SeqCst` accesses, and the fences that stand in for them order too much.
//! * Loom orders a plain store and a read-modify-write of one location less than the language does. A flag
//!   that is both swapped and stored to may fail in a model for no reason. Swap on both sides.
//! * A loop that spins until another thread is done never ends in a model. Wait instead, or yield.
//! * Lock-free structures that do not run on loom, such as the ends of a ring in the fields of the handles,
//!   are not modelled. Put a `Mutex` of loom's in their place under `cfg(loom)`.
