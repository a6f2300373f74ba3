//! Known bugs of hand-written waiting, what prevents each, and what is left to you.
//!
//! These are public bug reports, given as repository and issue. They are about code that registers wakers by
//! hand: executors, channels, drivers and network stacks.
//!
//! # Registering
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | the task checked, then registered, and the event came in between | embassy#7015, embassy#4043, taskwait#1, affinitypool#7, pingora#983 | the generated poll checks again after it has registered |
//! | there was no first check | tokio#5606 | the generated poll checks before it registers |
//! | only the first poll stored the waker, which was stale after the task moved | futures-intrusive#18, whisk#1, quinn#2842 | every pending poll registers |
//! | two tasks shared one waker and overwrote each other's | esp-hal#973, embassy#3930, embassy#946, embassy#4134 | a `waiter` is not `Clone`, and its futures borrow it mutably. Two tasks get two [waiters](super::waiters), or use `waiters`, each of whose futures has a slot |
//! | two halves of one connection were polled by two tasks, and shared one waker | rust-yamux#233, tentacle#424, tokio-websockets#92 | each wait has a slot of its own: [two tasks on one handle](super::waiting#two-tasks-on-one-handle) |
//! | two tasks waited for one signal, and one of them was never woken | stackchan-kai#294, embassy#1922 | the second `claim` returns `None`, or the handles are `waiters` |
//! | a receiver was polled, and then blocked on | oneshot#9 | blocking and async waits borrow the same waiter. A thread that blocks wakes the task whose registration it took |
//! | a poll that only looked replaced the task's waker by one that does nothing | rust#128064, futures-rs#2706 | [look once](super::waiting#look-once) by the check, which registers nobody. A poll by one wait leaves the other waits alone |
//! | all types shared the `static` waker of generic code | esp-hal#2065 | the wakers are stored with the condition |
//! | resetting the state dropped the stored waker | embassy#4598 | the wakers are not part of your struct |
//!
//! # Waking
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | a change, a close or a drop forgot to wake. This is the most frequent kind | ringbuf#29, ringbuf#30, embassy#3807, h2#538, bb8#194, tokio#2854, tokio#8075, tokio#8260 | handles change the condition only in `#[notify]` methods and ready waits, and both wake. So do [`#[on_drop]`](super::closing) hooks |
//! | a notification was sent, and nothing recorded it | granian#904, wasip3-prototyping#23 | a check needs stored state to look at |
//! | a waker was woken or cloned under a lock | tokio#4129, tokio#5429, smol#143 | the wake comes after the body has returned and dropped its guards. With [`guard`](super::markers#guard), it comes after the returned guard is dropped |
//! | orderings were weakened until a wakeup was lost | futures-rs#219, affinitypool#22 | [`sync`](super::options#sync) is on by default, and then one atomic may use any ordering. With `sync = false`, weaker orderings that the macro sees do not compile |
//! | a waker panicked, or the waker cell had a bug of its own | futures-rs#868, futures-rs#1335, futures-rs#2211 | the waker has models, planted bugs and panic tests |
//! | several wakers panicked in one wake | tokio#5578 | with the feature `std`, the others are woken, and the first panic is passed on |
//!
//! # Being ready
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | a spurious poll was taken for the event | mycelium#453, embassy#3319 | a wait is ready only if its check says so |
//! | a stale wake was taken for readiness, and nothing was registered afterwards | embassy 50565c3fe | the same, and every pending poll registers |
//! | a value was sent and the sender dropped between the check and the look for the close | flume#120 | you read *closed* before you try: [`closing`](super::closing) says why, and [`testing`](super::testing) finds it |
//! | a value was read in one step and marked as seen in another, and the update in between was missed | `Watch` of rtic-sync 1.6 | a check is one method, which does both |
//! | work that came just before the last sender was dropped was missed | s2n-quic#2939 | the same. The hook runs before the wake |
//!
//! # Cancelling and dropping
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | the wait was cancelled, and the interrupt stayed enabled | esp-hal#561, esp-hal#3242, esp-hal#3572 | [`#[disarm]`](super::embedded#arming) runs when the future of a wait is dropped |
//! | arming the hardware again lost data that had come | embassy 3d5e0e4fc | `#[arm]` runs after the registration and before the check |
//! | a waker was not removed, and kept a finished task alive | n0-watcher#62, quinn#1458, quinn#2856, tokio#7884, tokio#8095, tokio#8240 | dropping the waiter drops the waker. If a wake is using that waker just then, the wake drops it |
//! | an acquire was given up after it had been woken, and nobody woke the next one | shuttle#167, embassy#6964 | a wake by `one` that is not used [is passed on](super::waiters#a-wake-that-is-not-used-is-passed-on) |
//! | a `recv` was cancelled after the value had been moved to it, and the value was lost | kanal#24, kanal#50, ferrotunnel#170, crossfire#70 | only a ready check takes, and a ready check ends the wait |
//! | a send was given up, and its item was lost | wit-bindgen#1191, futures-rs#2754, flume#104, async-channel#87 | [`into_item`](super::cancelling#to-keep-the-item) returns it, and so does [`within`](super::timers#a-wait-that-gives-up-within) at the end of its time |
//! | a send into a full sink was given up, and its item was sent later | futures-rs#2894, futures-rs#608 | `unsent` takes the item back |
//! | a sink was closed, and the reader waited on | hoprnet#8316, tokio#4214 | `close` runs the hook and wakes, as the drop would |
//! | a pooled handle kept its last task's memory | restate#4327 | `unregister` drops the waker |
//! | a receiver was polled and dropped: use after free | oneshot#74 (RUSTSEC) | neither your code nor the generated code has `unsafe` |
//!
//! # What is left to you
//!
//! [`model::check`](super::testing) finds several of these mistakes in a test.
//!
//! * A check reads *closed* before it tries: see [`closing`](super::closing).
//! * A check takes something only when it reports ready.
//! * [Two atomics that look at each other](super::choosing#two-atomics-that-look-at-each-other) need
//!   `SeqCst`, one word, or a lock. An example is a count of workers and a flag that refuses newcomers.
//! * With `sync = false`, the macro does not see each ordering: [`sync`](super::options#sync) lists what it
//!   misses.
//! * `when`, `wakes` and `#[query]` are promises of yours: what they leave out makes no waiting task's
//!   condition true.
//! * A change that does not go through a handle wakes nobody. Examples are an `Arc` inside the condition that
//!   others hold too, and a register that no interrupt reports.
//! * One task at a time polls *one wait* of a `waiter`, or of one of `waiters` by `poll_NAME`: if a lock lets two
//!   tasks do that, [only the task of the last poll is woken](super::waiting#two-tasks-on-one-handle).
//! * What a wake by `one` leaves behind serves one task, and each task that waits by that wait can use it. A
//!   registration that nobody polls any more can [keep such a wake](super::waiters#what-keeps-a-wake).
//! * A method that panics and a waker that panics when it is woken for that are two panics at once, which
//!   abort the process. Without the feature `std`, so are two wakers that panic in one wake.
//! * A wait that is always ready does not yield (tokio#2542, futures-buffered#15, alumet#320), unless it has a
//!   [budget](super::timers#a-wait-that-lets-others-run-budget).
//! * A handle or a guard that is [forgotten](super::closing#forgotten-handles) never does what its drop would
//!   do.
//! * An actor's own sender keeps its channel open (tokio#4595, xactor#30), unless it is
//!   [weak](super::closing#an-actor-that-holds-its-own-address).
