//! What it costs, beside others: times, instructions, builds.
//!
//! # The waker, beside its peers
//!
//! `cargo bench -p spmc-waker-bench` runs the waker beside its peers in one run. On an AMD EPYC (family 25,
//! model 17) with 2 hardware threads and rustc 1.95, nanoseconds per operation, and in parentheses the
//! ratio to `futures::task::AtomicWaker`:
//!
//! | | register + wake | wake, nothing registered | the same, two threads | register again | register another waker |
//! |---|---|---|---|---|---|
//! | `SpmcWaker<false, true>` | 5.3 (0.41) | 0.3 (0.06) | 0.3 (0.01) | 0.9 (0.19) | 6.5 (0.75) |
//! | `SpmcWaker<true, true>`, as in `#[waitable]` | 5.4 (0.41) | 1.7 (0.40) | 1.8 (0.04) | 0.9 (0.19) | 6.5 (0.75) |
//! | `SpmcWaker<false, false>` | 8.6 (0.66) | 0.3 (0.06) | 0.3 (0.01) | 0.9 (0.20) | 6.5 (0.75) |
//! | `SpmcWaker<true, false>` | 8.6 (0.66) | 1.7 (0.40) | 1.8 (0.04) | 0.9 (0.20) | 6.5 (0.75) |
//! | the registry's `spmc-waker` 0.2, sequential, caching | 7.2 (0.55) | 0.3 (0.06) | 0.3 (0.01) | 2.2 (0.47) | 8.6 (1.00) |
//! | the same, synchronized, caching | 7.1 (0.55) | 1.8 (0.42) | 1.9 (0.04) | 2.2 (0.47) | 8.6 (1.00) |
//! | `futures::task::AtomicWaker` | 13.0 | 4.3 | 49 | 4.6 | 8.6 |
//! | `atomic-waker` | 13.0 (1.00) | 4.3 (0.98) | 46 (0.95) | 4.6 (1.00) | 8.6 (1.00) |
//! | `diatomic-waker` | 10.3 (0.79) | 3.4 (0.78) | 17 (0.36) | 2.5 (0.54) | 8.6 (1.00) |
//! | `embassy-sync`'s `waitqueue::AtomicWaker`, critical section of std | 11.3 (0.87) | 5.6 (1.29) | 95 (1.95) | 6.3 (1.36) | 8.6 (1.00) |
//!
//! The figures are the minimum over 201 rounds in which the peers take turns; with two threads the
//! median, since there the minimum finds rounds in which one of them was not running. The loop around
//! each operation takes 0.3 to 0.5 ns, and a wake with nothing registered cannot be told apart from it.
//! `embassy-sync` leaves a waker registered when it wakes, so its wakes here wake the task each time.
//!
//! # Instructions
//!
//! Time depends on the machine; the instructions executed do not. `.ci/hot-paths` counts them on x86-64,
//! and how many of them are locked:
//!
//! | | register + wake, cached | wake, nothing registered |
//! |---|---|---|
//! | `SpmcWaker<false, true>` | 54, 2 locked | 6, none locked |
//! | `SpmcWaker<true, true>` | 53, 2 locked | 10, 1 locked, which leaves the cache line alone |
//! | `futures::task::AtomicWaker` | 61, 4 locked | 21, 2 locked |
//! | `diatomic-waker` | 78, 3 locked | 25, 1 locked |
//!
//! The counts include the loop around each operation, 2 instructions. What handles do, with `sync` on, is
//! counted likewise:
//!
//! | | executed, of these locked |
//! |---|---|
//! | make and drop a pair | 90, 1 locked |
//! | make and drop a pair whose notifier has an `#[on_drop]` hook, which wakes | 106, 2 locked |
//! | a oneshot: make, send with `#[notify(last)]`, receive | 117, 2 locked |
//! | notify, nobody waits | 19, 1 locked |
//! | notify, one task waits | 43, 1 locked |
//! | notify two waiters, none waits | 20, 1 locked |
//! | a ready check that wakes another waiter, which does not wait | 31, 1 locked |
//! | clone and drop a notifier | 26, 2 locked |
//!
//! What sets of several waits, and `waiters`, cost in locked instructions is in
//! [`waiters`](super::waiters#what-it-costs).
//!
//! # Generated code, beside code by hand
//!
//! The macro adds nothing to that: `.ci/same-code` compares what it generates with a check, a registration and
//! a second check written by hand, and a change with a wake, instruction by instruction.
//!
//! # A real channel: tokio's
//!
//! `.ci/in-tokio` puts the waker in the place of tokio's own in `tokio::sync::mpsc` (1.54.1),
//! runs tokio's tests of that channel, and measures it before and after, in turns. Nanoseconds per message on
//! one thread, the minimum of 301 rounds; in parentheses the ratio, and the locked instructions:
//!
//! | | tokio | with `SpmcWaker<true>`, no other change | with `SpmcWaker<false>`, and the channel `SeqCst` |
//! |---|---|---|---|
//! | unbounded: send, receive | 22.8 (6.2 locked) | 20.6 (0.90; 5.2) | 18.6 (0.81; 4.2) |
//! | unbounded: send, `recv_many` | 16.6 (5.2) | 14.3 (0.87; 4.2) | 12.3 (0.74; 3.2) |
//! | bounded: send, receive | 50 (8.3) | 46 (0.91; 7.3) | 42 (0.84; 6.3) |
//! | unbounded, the receiver waits each time | 138 (18) | 132 (0.96; 14) | 134 (0.97; 14) |
//!
//! Most sends find nobody waiting, so it is the empty wake that counts. Where the receiver waits, tokio's
//! scheduler takes most of the time. With five senders, the unbounded cases take 0.72 to 0.73 of the time as a
//! median of the rounds' ratios, with a wide spread, and a bounded channel that is full takes as long as before.
//!
//! # Builds
//!
//! With one job, 2.5 s for the macro, and 5.7 s for all of it where no other macro has built `syn` before
//! (`.ci/build-times`, minimum of three builds).
//!
//! # On your machine
//!
//! | command | what it measures |
//! |---|---|
//! | `cargo run --release -p spmc-waker-report` | all of this. It draws a page in `target/report`. `examples/report` has such a page, and two of its charts, of an earlier run |
//! | `cargo bench -p spmc-waker-bench` | the waker beside its peers |
//! | `cargo bench -p spmc-waker-examples-bench` | the example structures beside their peers |
//! | `.ci/hot-paths`, `.ci/same-code` | instructions |
//! | `.ci/structure-counts` | instructions of the example structures and their peers |
//! | `.ci/in-tokio` | tokio's channel, before and after |
//! | `.ci/in-the-wild` | [published crates](super::migrating#published-crates), before and after |
//! | `.ci/build-times` | builds |
//!
//! Times take an idle machine.
