//! The guide to `#[waitable]`. Its pages are documentation only.
//!
//! | page | what it covers |
//! |---|---|
//! | [`choosing`] | which form to take, which storage, and whether to keep `sync` and `cached` |
//! | [`markers`] | each marker, with an example and the mistake that it prevents |
//! | [`options`] | each option, likewise |
//! | [`waiting`] | the ways to wait through one handle, and what each of them needs |
//! | [`waiters`] | several tasks that wait for one condition: one in each role, or any number in one |
//! | [`closing`] | how a wait ends when nothing more comes, and what is dropped when |
//! | [`cancelling`] | cancel safety: what is left of a wait that is given up, for each generated method |
//! | [`timers`] | a wait that gives up when a timer ends, and a wait that lets other tasks run |
//! | [`embedded`] | use without std, without an allocator, without compare-and-swap, and from interrupts |
//! | [`testing`] | how to check your own condition: in all orders, in a plain test, or under loom |
//! | [`tracing`] | who waits for what, in `Debug`, in a log, and in tokio-console |
//! | [`bugs`] | known bugs of hand-written waiting, what prevents each, and what is left to you |
//! | [`limits`] | what this crate does not do, and questions that people ask |
//! | [`costs`] | what it costs, beside others: times, instructions, builds |
//! | [`design`] | how the waker and the waker set work: states, orderings, and why nothing is lost |
//! | [`verification`] | what each guarantee rests on, which command checks it, and what is not proved |
//! | [`expansion`] | what the macro writes |
//! | [`cookbook`] | twelve tasks that people have, each complete and to copy |
//! | [`migrating`] | from `AtomicWaker`, `WaitCell`, diatomic-waker, `Notify` and `Signal`: before and after, and five published crates |
//! | [`compare`] | other crates: what each has, what it costs, and what it does better |
//! | [`embassy`] | embassy's rules for drivers, and the markers that keep them |
//! | [`compatibility`] | which edits of a condition break the programs that use its handles |
//!
//! | if you want to | see |
//! |---|---|
//! | look once, without waiting | [Look once](waiting#look-once) |
//! | wait for two things of one handle, in a `select!` or alone | [Two waits at once](waiting#two-waits-at-once) |
//! | wait from two tasks, by the two halves of a `split` | [Two tasks on one handle](waiting#two-tasks-on-one-handle) |
//! | wait from any number of tasks | [`waiters`](waiters#any-number-of-tasks-in-one-role-waiters) |
//! | wake one of many tasks | [One of many](waiters#one-of-many-one) |
//! | know what to write in `wakes` | [What a ready wait wakes](waiters#what-a-ready-wait-wakes) |
//! | make a receiver from a sender | [A handle from any other](waiters#a-handle-from-any-other-of) |
//! | wait through `&self` | [Wait through `&self`](waiting#wait-through-self) |
//! | take back the value of a send that was given up | [To keep the item](cancelling#to-keep-the-item) |
//! | let other tasks run although a wait is always ready | [A wait that lets others run](timers#a-wait-that-lets-others-run-budget) |
//! | give up a wait after some time | [A wait that gives up](timers#a-wait-that-gives-up-within) |
//! | read a handle's own field | [Fields of a handle](options#fields-of-a-handle) |
//! | drop what nobody will receive | [A hook that drains](closing#a-hook-that-drains) |
//! | give an actor its own address | [An actor that holds its own address](closing#an-actor-that-holds-its-own-address) |
//! | find the task that is stuck | [A task that is stuck](tracing#a-task-that-is-stuck) |
//! | find mistakes in a condition of mine | [In all orders](testing#in-all-orders) |
//! | use two atomics in one condition | [Two atomics that look at each other](choosing#two-atomics-that-look-at-each-other) |

pub mod bugs;
pub mod cancelling;
pub mod choosing;
pub mod closing;
pub mod compare;
pub mod compatibility;
pub mod cookbook;
pub mod costs;
pub mod design;
pub mod embassy;
pub mod embedded;
pub mod expansion;
pub mod limits;
pub mod markers;
pub mod migrating;
pub mod options;
pub mod testing;
pub mod timers;
pub mod tracing;
pub mod verification;
pub mod waiters;
pub mod waiting;
