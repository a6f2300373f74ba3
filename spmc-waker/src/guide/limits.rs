//! What this crate does not do, and questions that people ask.
//!
//! # Limitations
//!
//! | | instead |
//! |---|---|
//! | **No order among waiting tasks.** `one` wakes any of them, and a task that does not wait can take what was meant for it | queue the requests in the condition, and let each task wait for its own |
//! | **No wait for several of something with `one`.** `acquire(n)` has an argument that tells tasks apart | `wakes = acquire`, which wakes all: see [`one`](super::waiters#one-of-many-one) |
//! | **No async methods.** Checks, changes and hooks are plain functions that take `&self`. So the condition has atomics or a lock inside | await before and after |
//! | **No data behind a lock that tasks wait for**, such as an async `Mutex<T>`: access to the `T` takes `unsafe` of yours | a crate that has one |
//! | **No timers of its own** | [`within`](super::timers) takes one of your runtime. [Waits that block a thread](super::markers#stream-and-blocking) have time limits |
//! | **No weak handles** | an `Arc<Sender>`, and its `Weak`: [an actor](super::closing#an-actor-that-holds-its-own-address) |
//! | **No yielding by default**: a wait that is always ready keeps its thread | [`budget`](super::timers#a-wait-that-lets-others-run-budget), or [tokio's `cooperative`](super::waiting#a-wait-that-is-always-ready) |
//! | **Results borrow only if one task waits**: from a condition with one `waiter` | return an owned value, or a `#[query(guard)]` afterwards |
//! | **`#[arm]` and `#[disarm]` for a wait of a `waiter` only** | count the waits in the condition |
//! | **The slots of a growing set are freed with the condition**, not before: as many stay as tasks have waited at once | make a new condition after a burst |
//! | **At most 64 waits**, 32 on 32-bit targets. With `storage = borrowed` and a wake of several waits, at most `usize::BITS` slots | several conditions |
//! | **No hook of borrowed notifiers and `waiters`**, since none is known to be the last | a `#[notify] fn close` |
//! | **`sync = false` needs the impl form**, and [some weak orderings](super::options#sync) are not seen | leave `sync` on |
//! | **Handles and futures are invariant** in the parameters of the condition: a `Receiver<&'static str>` is no `Receiver<&'a str>` | make the condition with the shorter lifetime |
//! | **16-bit targets** are refused. Targets without compare-and-swap need the feature `portable-atomic` | |
//! | **tokio before 1.48** (also 1.47.2 and 1.43.3) can discard a wake: [what an executor owes](crate::SpmcWaker#what-an-executor-owes) | update tokio |
//! | **Two panics at once abort the process**: a method that panics, and a waker that panics when it is woken for that | |
//! | **Passing on nests in a waker that drops its task**, which a waker may do after its executor is gone. If a wake of `one` meets thousands of such tasks in a row, each passes the wake on to the next inside of its drop, and the stack overflows | drop the tasks with their executor, or wake all: `wakes = WAIT` |
//! | **A forgotten handle or guard** does not do what its drop would do | [what it leaves](super::closing#forgotten-handles) |
//!
//! What is yours to keep right is at the end of [`bugs`](super::bugs#what-is-left-to-you).
//!
//! # My task sleeps for ever
//!
//! Look for one of these first:
//!
//! | cause | remedy |
//! |---|---|
//! | a change that does not go through a handle: a method of the struct, an `Arc` inside the condition | mark the method, and call it on a handle |
//! | a `wakes` or a `when` that leaves this wait out | name it, or leave the option out |
//! | a helper without a marker that changes something, called from a `#[query]` | make the query a `#[notify]` |
//! | a check that changes something when it is not ready | change only when it is ready |
//! | two atomics that look at each other | [`SeqCst`, one word, or one lock](super::choosing#two-atomics-that-look-at-each-other) |
//! | a check that looks at *closed* after it has tried | [look before](super::closing) |
//! | `one(WAIT)` where the change serves two tasks, or only some of them | `wakes = WAIT` |
//! | a future, or a `poll_NAME`, that was woken by `one` and is not polled any more | [drop it, or call `unregister`](super::waiters#what-keeps-a-wake) |
//! | a future by hand that returns `Pending` without having polled a wait | poll the wait before it returns |
//! | the last sender, which the receiving task itself holds | [a weak address](super::closing#an-actor-that-holds-its-own-address) |
//!
//! To find the cause, see [who waits for what](super::tracing), or run your condition
//! [in all orders](super::testing#in-all-orders). If a task is polled for ever although it waits, look for a ready wait
//! that [wakes all others](super::waiters#what-a-ready-wait-wakes).
//!
//! # Questions
//!
//! **Why is it called SPMC?** In the waker, one task at a time registers, so it is the single producer of
//! wakers. Many threads wake, so they consume them.
//!
//! **Which executors can I use?** Any: a wait is a `Future`, and the executor's waker is all that it needs.
//! The tests run on tokio, smol, the executors of `futures`, and plain threads.
//!
//! **Should I write `waiter` or `waiters`?** `waiter` if one task waits in this role, and ought to: the type
//! system then proves it, waits cost least, results may borrow, and waits can be armed. `waiters` if any
//! number of tasks wait.
//!
//! **Why is this an error: "whom does this wake when it is ready?"** Because no default is right: [two
//! reasons](super::waiters#what-a-ready-wait-wakes). If the check takes nothing, add `query`. Otherwise name
//! the waits that may be ready after it, or `none`.
//!
//! **Can a wait be woken for nothing?** Yes, and it does not show: the wait checks again, and goes on waiting.
//! Only futures that you write by hand with `poll_NAME` are polled once more.
//!
//! **Do handles cross threads?** They are `Send` and `Sync` if the condition is both, and their
//! fields are. So are futures, if their arguments are, too.
//!
//! **Can a change be made from an interrupt, or from a `Drop`?** Yes: [in an
//! interrupt](super::embedded#in-an-interrupt). A wake takes no lock and does not wait.
//!
//! **How do I name the type of a future?** `ReceiverRecv<'_, T>` for `recv` on `Receiver<T>`:
//! [the types](super::options#the-types-of-handles-and-futures).
//!
//! **How do I test my condition?** The struct stays a plain struct, so call its methods. To test its waits in all
//! orders, use [`model::check`](super::testing), also under loom.
//!
//! **Where can I see what is generated?** [Here](super::expansion), for five conditions, or by `cargo expand`
//! for yours.
//!
//! **What does the macro cost when I build?** 2.5 seconds for the macro, and 5.7 for all of it if no other
//! macro has built `syn` before (`.ci/build-times`, one job, minimum of three builds on the machine of the
//! report).
//!
//! **Is there `unsafe` in what it generates?** No. A crate with `#![forbid(unsafe_code)]` can use it. The
//! `unsafe` code is in this crate, and [`verification`](super::verification) says what checks it.
