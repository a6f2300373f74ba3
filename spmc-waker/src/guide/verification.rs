//! What each guarantee rests on, which command checks it, and what is not proved.
//!
//! The commands run in a clone of the repository, from its root. Start with these three, which need nothing but
//! Rust:
//!
//! ```sh
//! cargo test      # behaviour, stress tests, litmus tests, a panic at every point
//! .ci/models      # loom: every interleaving within a bound
//! .ci/weaken      # each memory ordering: a model fails if it is weaker by one step
//! ```
//!
//! # From a guarantee to its checks
//!
//! The guarantees are those of the [README](crate#what-is-guaranteed). *Argued in* names files of
//! `spmc-waker/src`, which have the reasons beside the code. The checks are in `tests` and `.ci`.
//! [The next section](#the-commands) says what each command shows and how long it takes.
//!
//! | guarantee | argued in | checked by | not proved |
//! |---|---|---|---|
//! | **No lost wakeup**: the waker | `waker/mod.rs`, `waker/state.rs`, `waker/register.rs`, `waker/wake.rs` | `.ci/models` with `tests/tests/models/waker`; `.ci/tla` with `tests/tla/Waker.tla`; `.ci/planted-bugs`; `.ci/stress`; `.ci/no-cas`; `.ci/embassy` | that an executor [orders a wake before the poll that follows](crate::SpmcWaker#what-an-executor-owes) |
//! | its memory orderings | `waker/mod.rs`, `set/word.rs`, `sync/atomic/loom.rs` | `.ci/weaken`, `.ci/litmus` and `cargo test` with `tests/litmus`; `.ci/sanitizers`; `.ci/targets` | [weakly ordered hardware](#what-none-of-this-shows); your own two atomics, and `sync = false` |
//! | the set, for any number of tasks | `set/mod.rs`, `set/word.rs`, `set/growing.rs`, `set/list.rs`, `set/list_wake.rs`, `set/segment.rs` | `.ci/models` with `tests/tests/set_models`; `.ci/tla` with `tests/tla/Set.tla`; `.ci/planted-bugs`; `.ci/shuttle`; `.ci/stress` | the same of more than four threads: the models are small |
//! | conditions and their handles | `condition/wait.rs`, `condition/shared_wait.rs`, `condition/change.rs`, `condition/woken.rs` | `.ci/models` with `tests/tests/models/waitable`; `cargo test` with `tests/tests/waitable`; `.ci/targets`; `.ci/wasm`; `.ci/in-tokio`; `.ci/in-the-wild`; `.ci/peer-tests` | [your promises](super::bugs#what-is-left-to-you): `wakes`, `when` and `#[query]` |
//! | **Each wait has a waker of its own**, and a wake by `one` that is not used is passed on | `condition/wakers/mod.rs`, `set/registration.rs`, `set/own.rs` | `.ci/models` with `tests/tests/models/waitable/two_waits.rs`, `tests/tests/set_models/one.rs`; `.ci/tla` (runs with *one*); `cargo test` with `tests/tests/waitable/wait/own_wakers.rs`, `tests/tests/waitable/waiters/one.rs` | fairness: tasks are not served in order |
//! | **Cancel safe** | `condition/wait.rs`, `set/registration.rs` | `cargo test` with `tests/tests/waitable/wait`, `tests/tests/waitable/waiters`; `.ci/tla` (runs with *give up*); `.ci/models` with `tests/tests/set_models/one.rs`; `.ci/peer-tests` | that your check takes nothing unless it is ready |
//! | **No locks** | `waker/mod.rs`, `set/wake.rs`, `set/list.rs`, `set/list_wake.rs` | `cargo test` with `tests/tests/waker/paused.rs`, where a wake is held up; `.ci/no-cas`, where an interrupt that waited would hang; `.ci/models`, where a loop that waits exceeds loom's limit | that a wake is wait-free: the code shows it, whose loops go over words and segments once. What your waker and the allocator do |
//! | **No cost over code by hand** | `condition/wait.rs`, `condition/change.rs` | `.ci/same-code`; `.ci/hot-paths`; `.ci/assembly`; `.ci/bss`; `.ci/exclusives` | other compilers than the one that ran it; other targets than x86-64, aarch64 and one Cortex-M |
//! | **No finished task is kept alive** | `waker/unregister.rs`, `waker/claim.rs`, `condition/handle/waiter.rs` | `.ci/tla` (`NoFinishedTaskIsKept`, `AFinishedTaskIsDropped`); `.ci/models` with `tests/tests/models/waker/clear.rs`; `cargo test` with `tests/tests/waitable/on_drop/finished_tasks.rs`; `.ci/sanitizers` | a waiter that lives on, and is not unregistered, keeps its last waker |
//! | **A panic is survived** | `defer.rs`, `set/wake.rs`, `condition/guard.rs` | `cargo test` with `tests/tests/waitable/panic_points`, `tests/tests/set_models/panics.rs`, `tests/tests/waker/panics`; `.ci/sanitizers`; `.ci/planted-bugs` | the TLA+ models have no panics. Two at once [abort](super::limits) |
//! | **`mem::forget` is sound** | `condition/storage/owned.rs`, `condition/storage/borrowed.rs`, `set/registration.rs` | `cargo test` with `tests/tests/waitable/promises.rs`, `tests/tests/waitable/storage/reset.rs`, `tests/tests/waitable/waiters/slots.rs`; `.ci/sanitizers`; `.ci/miri` | |
//!
//! # The commands
//!
//! The times are those of `CONTRIBUTING.md`, on two cores, without the build unless it says otherwise. `CONTRIBUTING.md`
//! also says which of them `.ci/run` runs. Jobs of CI run the others.
//!
//! | command | time | what it shows | what it does not show |
//! |---|---|---|---|
//! | `cargo test` | 2 min, with the build | behaviour; litmus tests, by a checker of RC11 that tries all executions; a panic at every point where user code runs; each mistake in a use of the macro is an error | interleavings other than the ones that happen |
//! | `.ci/models` | 3 min | loom: every interleaving of two to four threads with at most two preemptions, and every value that the orderings allow a load to see. The conditions of the models order nothing by themselves | more preemptions, longer programs. Loom knows no `SeqCst` accesses: fences stand in for them, which are stronger |
//! | `.ci/models 3` | 9 min | the same with three preemptions | the same |
//! | `.ci/planted-bugs` | 5 min | a model or a test fails if a step of the algorithm is left out or misplaced | bugs that nobody has planted |
//! | `.ci/mutants` | 27 min on a busy machine | each mutant of `cargo-mutants` in the waker, the set and conditions makes a test or a model fail, or is on a list with the reason: it does the same, or is only slower | two changes at once; what is inside macros |
//! | `.ci/weaken` | 1 min | it finds each ordering by itself, weakens it by one step, and expects the model that is on record to fail. If loom cannot see it, a comment beside the code names the litmus test, or says why nothing can | two orderings that are weaker at once |
//! | `.ci/weaken --all` | 7 min | the same by all models, and that none of them sees what such a comment is for | the same |
//! | `.ci/tla` | 14 min at most, on one core | TLC: every interleaving of the steps of the waker and of the set, without a bound on preemptions; liveness; each planted bug is found | orderings: its steps are sequentially consistent. One to three wakes, two or three tasks. A test compares the names of its actions with the functions of the code; that both do the same, only readers check |
//! | `.ci/litmus` | not run here | herd7 agrees with the checker in `cargo test` on each litmus test, under `rc11.cat` | the code itself: each test is a few steps, written by hand from the functions that it names |
//! | `.ci/shuttle` | 35 s of CPU time, and the build | programs of up to eight tasks in a million random schedules, half of them with few preemptions | orderings: shuttle takes each for `SeqCst`. It tries some schedules, not all |
//! | `.ci/stress` | 15 s of CPU time; 83 s on a busy machine | on real threads, fifty million wakes: none is lost, and the counts of wakes, polls and tokens agree | what this machine's schedules do not do |
//! | `.ci/sanitizers` | 4 min of CPU time, with the build | ThreadSanitizer: no data race in the stress tests. AddressSanitizer: no use after free, no leak | ThreadSanitizer does not reorder a store and a later load |
//! | `.ci/no-cas` | 4 min, then 4 s | real code on an emulated Cortex-M0 and an emulated RV32IMC core, both without compare-and-swap, with an interrupt after each instruction of a registration, a wake and a poll | a real chip |
//! | `.ci/in-tokio` | 4 min, or 1 min | tokio's own tests of its channel pass with this waker inside | |
//! | `.ci/peer-tests` | 5 min | the tests that tokio, futures-channel, async-channel and oneshot publish pass with the example structures, or have a reason | what the structures do not have: it prints a list |
//! | `.ci/in-the-wild` | 200 s, mostly built before | the tests of published crates pass with our waiting in the place of theirs | |
//! | `.ci/targets` | 30 s each, with the build | the tests of the waker and of conditions on i686, aarch64, armv7 and s390x, which is big-endian | an emulator reorders nothing |
//! | `.ci/wasm` | 2 min of CPU time with the build, then 8 s | in node, on wasm32: the tests of the waker and of conditions, panics included, and a task that JavaScript's events wake. It lists the tests that need a second thread and do not run | two threads: there is one, and its atomics are plain |
//! | `.ci/embassy` | 27 s of CPU time with the build, then 3 s | tasks on embassy's own executors on an emulated Cortex-M33 lose no wakeup, with an interrupt at each step of an executor from a wake to its sleep, and with a task that preempts the wake itself | a real chip; other executors |
//! | `.ci/assembly` | 8 s of CPU time, with the build | the atomic instructions of the hot paths on aarch64 are those on record | times |
//! | `.ci/miri` | not run here | no undefined behaviour in the tests of the waker and of conditions, by stacked and by tree borrows | it tries some schedules, not all |
//! | `.ci/hot-paths` | 10 s | the locked instructions of each operation, executed and counted | times; other targets |
//! | `.ci/same-code` | 1 s, and the build | a generated poll or change has the instructions of the same code by hand | conditions that are not in its list |
//! | `.ci/bss` | 1 s | a `static` waker or condition takes no room in the image | |
//! | `.ci/exclusives` | 10 s | with `sync = false`, a change that finds nobody waiting has no exclusive access on a Cortex-M33 | |
//! | `.ci/msrv` | 2 min | all tests of the published crates pass with Rust 1.85 | |
//! | `.ci/minimal-versions` | 57 s of CPU time, with the build | it works with the oldest dependencies that it allows | |
//! | `.ci/no-std` | 5 s | it builds without std, with and without alloc | |
//! | `.ci/tracing` | 80 s, with the build | what the feature `tracing` tells, and that it changes nothing else | |
//! | `.ci/package` | 40 s | the packages build and pass their documentation's tests from their own files; no link is dead | |
//! | `.ci/compatibility` | 20 s | [edits that break users](super::compatibility) do, and the others do not | |
//!
//! # What only CI runs
//!
//! These have not run yet where this crate was developed, because their tools were not available there. The jobs are
//! in `.github/workflows/ci.yml`:
//!
//! | job | what it would show |
//! |---|---|
//! | `litmus` | `.ci/litmus`: herd7's answers to the litmus tests |
//! | `miri` | `.ci/miri`: no undefined behaviour in the tests of the waker and of conditions |
//! | `semver` | what a change of this crate breaks, by `cargo-semver-checks` |
//!
//! # What none of this shows
//!
//! * **Weakly ordered hardware.** All threads have run on x86-64. An emulator of another target runs its
//!   instructions, and reorders none. That the orderings suffice there is what loom and the litmus tests
//!   show, by the rules of the language.
//! * **More than small programs.** loom's models have two to four threads with a few operations each, and TLC's have
//!   one to three wakes. Against a bug that takes more than that, there are only arguments, shuttle and stress tests.
//! * **That the models are the code.** loom and the sanitizers run the code itself. TLA+ models and litmus tests
//!   are written by hand. Tests compare their names with the code, and planted bugs show that they would see a
//!   difference in a step; nothing proves that there is none.
//! * **A machine-checked proof.** There is none, in Coq or the like.
//! * **The wrap of a count.** It takes 2^61 registrations during one stalled wake, and on 32-bit targets 2^29:
//!   [limits of the waker](crate::SpmcWaker#limits).
//! * **Your condition.** [Check it in all orders](super::testing), and under loom, as the example structures are.
