//! The guide to `#[waitable]`. Its pages are documentation only.
//!
//! | page | what it covers |
//! |---|---|
//! | [`choosing`] | which form to take, which storage, and whether to keep `sync` and `cached` |
//! | [`markers`] | each marker, with an example and the mistake that it prevents |
//! | [`options`] | each option, likewise |
//! | [`waiting`] | the ways to wait through one handle, and what each of them needs |
//! | [`waiters`] | several tasks that wait for one condition, each with a handle of its own |
//! | [`closing`] | how a wait ends when nothing more comes, and how to give it up |
//! | [`embedded`] | use without std, without an allocator, without compare-and-swap, and from interrupts |
//! | [`testing`] | how to check your own condition under loom |
//! | [`bugs`] | known bugs of hand-written waiting, what prevents each, and what is left to you |
//! | [`expansion`] | what the macro writes |
//! | [`cookbook`] | twelve tasks that people have, each complete and to copy |
//! | [`migrating`] | from `AtomicWaker`, `WaitCell`, diatomic-waker, `Notify` and `Signal`: before and after |
//! | [`compare`] | other crates: what each has, what it costs, and what it does better |
//! | [`embassy`] | embassy's rules for drivers, and the markers that keep them |
//! | [`compatibility`] | which edits of a condition break the programs that use its handles |
//!
//! | if you want to | see |
//! |---|---|
//! | look once, without waiting | [Look once](waiting#look-once) |
//! | wait for two things of one handle, in a `select!` or alone | [Two waits at once](waiting#two-waits-at-once) |
//! | wait from two tasks | [One task at a time](waiting#one-task-at-a-time) |
//! | wait through `&self` | [Wait through `&self`](waiting#wait-through-self) |
//! | let other tasks run although a wait is always ready | [A wait that is always ready](waiting#a-wait-that-is-always-ready) |
//! | read a handle's own field | [Fields of a handle](options#fields-of-a-handle) |
//! | drop what nobody will receive | [A hook that drains](closing#a-hook-that-drains) |
//! | give an actor its own address | [An actor that holds its own address](closing#an-actor-that-holds-its-own-address) |
//! | use two atomics in one condition | [Two atomics that look at each other](choosing#two-atomics-that-look-at-each-other) |

pub mod bugs;
pub mod choosing;
pub mod closing;
pub mod compare;
pub mod compatibility;
pub mod cookbook;
pub mod embassy;
pub mod embedded;
pub mod expansion;
pub mod markers;
pub mod migrating;
pub mod options;
pub mod testing;
pub mod waiters;
pub mod waiting;
