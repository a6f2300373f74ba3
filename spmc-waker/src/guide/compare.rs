//! This crate beside others: what each has, what it costs, and what it does better.
//!
//! The facts are from the crates' own sources and documentation, in the versions that are named here. The figures are
//! from this repository's benchmarks: `cargo run --release -p spmc-waker-report` measures them on your machine. Where
//! there is no figure, nothing was measured here.
//!
//! | you look for | section |
//! |---|---|
//! | something that stores a task's waker | [Wakers](#wakers) |
//! | something that many tasks wait for | [Waits](#waits) |
//! | a channel, a oneshot, a watch | [Structures](#structures) |
//! | time limits, yielding, traces, models of your code | [Around the wait](#around-the-wait) |
//!
//! # When to take something else
//!
//! | if | take |
//! |---|---|
//! | a ready-made structure is what you need, and you are on tokio | tokio's: `mpsc`, `oneshot`, `watch`, `broadcast`, `Semaphore`, tokio-util's `CancellationToken` |
//! | tasks are to be served in the order in which they came | `tokio::sync::Notify` or `Semaphore`, `event-listener`, `maillon` |
//! | many receivers compete for the items of a channel | `async-channel`, `flume`, `crossfire`, `kanal` |
//! | threads or tasks wait for several channels at once | `flume` or `crossfire`, which have a selector |
//! | data is to be reached under an async lock | `tokio::sync::Mutex`, `async-lock`, `asyncband` |
//! | you write a HAL in embassy's repository | [`embassy-sync`](super::embassy) |
//! | you need a published release today | any of these: this crate has none |
//!
//! [`limits`](super::limits) lists what this crate does not do.
//!
//! # Wakers
//!
//! | | `SpmcWaker` | spmc-waker 0.2.2 | atomic-waker 1.1 | diatomic-waker 0.2 | embassy-sync 0.8 |
//! |---|---|---|---|---|---|
//! | who may register | who holds the `Registrar`, or `unsafe` | anybody; of two at once, one panics (`Strict`) or is ignored (`Lenient`); or `unsafe` (`Unchecked`) | anybody; of two at once, one may win | who holds the `WakeSink`, or `unsafe` | anybody |
//! | check, register, check again | `wait_until` | `wait_until` | by hand | `wait_until` | by hand |
//! | a registration that meets a wake | both proceed | both proceed | wakes its own task, to be polled again | both proceed; the wake may loop | one waits in a critical section |
//! | the condition's orderings | any with `SYNC`, else `SeqCst` | any (`Synchronized`), `SeqCst` (`Sequential`), or already synchronised (`Unsynchronized`) | any | any | any |
//! | nothing registered, a wake is | a load; with `SYNC` a load and a read-modify-write | a load; with `Synchronized` a load and a read-modify-write | two read-modify-writes | one read-modify-write | a critical section |
//! | the last waker is kept | yes, unless `CACHED = false` | if `CACHING = true` | until a wake | yes | yes |
//! | words | 5, and `ClaimWaker` 6 | 3 | 3 | 5 | 2 |
//! | without compare-and-swap | `portable-atomic` | `portable-atomic` | `portable-atomic` | no | yes |
//! | oldest Rust | 1.85 | 1.83 | 1.36 | 1.56 | not stated |
//!
//! All of them are `no_std`, and have a `const` constructor. spmc-waker 0.2.2 is the crate that has this one's name in the
//! registry. `futures::task::AtomicWaker` is the algorithm of atomic-waker. embassy has replaced its
//! `AtomicWaker` by that algorithm, too, and calls the one of the table `CriticalSectionWaker` (embassy#6111, merged in May
//! 2026). Its newest release, 0.8, does not have that.
//!
//! Times and instructions of all but spmc-waker 0.2.2 and embassy's new waker are in
//! [`costs`](super::costs#the-waker-beside-its-peers).
//!
//! What each does better:
//!
//! * **spmc-waker 0.2.2** takes 3 words and not 5. `Unsynchronized` lets a condition that synchronises itself by
//!   read-modify-writes be weaker than `SeqCst`, and a wake is then a relaxed load. It checks at run time that one task
//!   registers, so registering is safe through `&self`.
//! * **atomic-waker** needs nobody to own the registering side, so it fits where ownership cannot say who waits. It
//!   takes 3 words, and Rust 1.36.
//! * **diatomic-waker** has owned handles without a macro, and Rust 1.56.
//! * **embassy-sync** takes 2 words, and every embassy HAL depends on it already.
//!
//! # Waits
//!
//! | | `waiters = Name` | `Notify`, tokio 1.54 | event-listener 5.4 | `WaitList`, maillon 0.1 | asyncband 0.7 |
//! |---|---|---|---|---|---|
//! | what a task waits for | a check of the state | a permit, or the next `notify_waiters` | the next `notify` | a check (`wait_until`), or the next notification | a flag (`ManualResetEvent`), a signal (`AutoResetEvent`) |
//! | check, register, check again | generated | by hand, with `enable` | by hand | `wait_until` | for its own flag |
//! | a change that forgets to wake | the methods wake | possible | possible | possible | possible |
//! | to begin to wait | no lock | a lock | a lock | lock-free | a lock |
//! | to wake one of many | no lock | a lock | a lock | a lock | a lock |
//! | order | none | first in, first out; `notify_last` | first in, first out | first in, first out; `notify_last` | first in, first out |
//! | memory | with the condition; grows by segments, or is of fixed size | in the pinned future | an allocation for the event; listeners on the heap or the stack | in the pinned future | a list that grows |
//! | futures | named, `Unpin` | named, pinned | named, `Unpin` on the heap | named, pinned | `async fn` |
//! | a thread waits | `blocking` | no | `wait`, with a time-out | no | `block_on` of the crate |
//! | `no_std` | yes | no | with `alloc` | yes | no |
//! | a wake that a dropped future has taken | passed on | passed on | passed on | passed on | passed on |
//!
//! | nanoseconds | a `waiter` | the same, `sync = false` | `Notify` | event-listener | async-event 0.2 |
//! |---|---|---|---|---|---|
//! | notify, nobody waits | 1.71 | 0.27 | 3.4 | 6.4 | 1.82 |
//! | the same, two threads at once | 1.76 | 0.41 | 14.9 | 49.6 | 1.99 |
//! | raise, take | 6.5 | 4.2 | 6.8 | 10.8 | 6.5 |
//! | poll, raise, take | 8.9 | 8.9 | 42.7 | 54.6 | 30.1 |
//! | one thread raises, another takes | 51.3 | 22.8 | 37.7 | 94.8 | 35.3 |
//! | four threads raise, another takes | 37.2 | 16.0 | 29.4 | 73.7 | 23.1 |
//!
//! By the report of 30 November 2026, on an AMD EPYC (family 25, model 17) with 2 hardware threads: of one thread the
//! minimum, of several the median. These are events with one `waiter`.
//!
//! With `waiters`, by the same report, nanoseconds for each task, the minimum:
//!
//! | | ours | `sync = false` | maillon | maillon, `Sequential` | async-event | `Notify` | event-listener | asyncband |
//! |---|---|---|---|---|---|---|---|---|
//! | nobody waits, of 1,024 handles | 4.4 | 1.6 | 4.3 | 1.7 | 4.2 | 8.6 | 8.6 | 11.7 |
//! | one waits, of 64 handles | 21.0 | 21.4 | 36.8 | 32.3 | 31.0 | 54.8 | 53.1 | 43.6 |
//! | 1,024 wait by handles of their own, all are woken | 19.9 | 20.0 | 28.1 | 26.2 | 37.1 | 49.7 | 51.7 | 34.3 |
//! | 1,024 wait by one handle, all are woken | 26.3 | 26.4 | 28.2 | 26.6 | 36.9 | 49.5 | 51.8 | 34.4 |
//! | 1,024 wait by handles of their own, one is woken | 30.7 | 33.4 | 30.1 | 27.3 | 37.1 | 49.5 | 60.2 | 53.1 |
//! | 1,024 wait by one handle, one is woken | 34.4 | 34.0 | 30.0 | 27.1 | 37.0 | 49.5 | 59.5 | 52.5 |
//!
//! Where nobody waits, the change of the condition is all that is left. To wake one of many takes up to a quarter longer
//! than maillon: it looks for the next waiter in turn. Above 4,000 handles it takes more steps, since segments share
//! the bits of one word then.
//!
//! `.ci/structure-counts listeners permits` counts the instructions of all of this.
//!
//! What each does better:
//!
//! * **`Notify`** is one field, in a structure that may stay as it is. It serves tasks in order, and a permit may come
//!   before anybody waits without any state of yours.
//! * **event-listener** does the same without tokio, for tasks and threads alike, and takes Rust 1.60. A
//!   notification may carry a tag, which is data for the listener.
//! * **maillon** has no allocation and no limit of tasks at once, in a `static` as well: here, borrowed storage has at most
//!   as many handles as a word has bits. A notification may carry a value, and may choose whom it matches.
//! * **asyncband** has barriers, phasers, pools, singleflight and more, which are ready to use.
//!
//! # Structures
//!
//! | | kind | threads can wait | traits | `no_std` | a `recv` that is given up |
//! |---|---|---|---|---|---|
//! | `#[waitable]` | what you write | `blocking` | `Stream`, `Sink`, `Future` | yes | has taken nothing |
//! | tokio 1.54 | mpsc, oneshot, watch, broadcast | `blocking_…`, without a time-out | `Sink` in tokio-util, `Stream` in tokio-stream | no | has taken nothing |
//! | crossfire 3.1 | spsc, mpsc, mpmc, oneshot | yes | `Stream`, `Sink` | no | has taken nothing |
//! | kanal 0.1 | mpmc | yes | `Stream` | no | may have taken an item, which is dropped: kanal#24 |
//! | flume 0.12 | mpmc | yes | `Stream`, `Sink` | no | has taken nothing by its maintainers; not documented: flume#104 |
//! | async-channel 2.5 | mpmc | yes | `Stream` | with `alloc` | has taken nothing; not documented: async-channel#111 |
//! | tachyonix 0.3 | bounded mpsc | no | `Stream` | no | |
//! | thingbuf 0.1 | bounded mpsc, in a `static` as well | yes | | yes | |
//! | chenal 0.1 alpha | bounded mpsc | yes | `Stream` | with `alloc` | |
//! | oneshot 0.2 | oneshot | yes | `Future` | yes | |
//! | embassy-sync 0.8 | channel, watch, signal, pipe, … of fixed size | no | `Stream`, `Sink` | yes | has taken nothing |
//!
//! The figures are of the structures in this repository's `examples/src`, which are safe code over `#[waitable]`.
//! Nanoseconds for each message, by the same report, the minimum; of several threads the median:
//!
//! | unbounded | ours | kanal | flume | futures | tokio | async-channel |
//! |---|---|---|---|---|---|---|
//! | one thread: send, receive | 11.8 | 8.5 | 16.3 | 16.0 | 15.5 | 34.2 |
//! | one thread: poll, send, receive | 19.8 | 17.2 | 63.4 | 24.7 | 31.3 | 91.8 |
//! | four senders | 10.6 | 18.1 | 63.5 | 92.5 | 823 | 27.3 |
//!
//! | bounded | ours | tachyonix | kanal | flume | futures | thingbuf | tokio | chenal |
//! |---|---|---|---|---|---|---|---|---|
//! | one thread: send, receive | 14.3 | 10.6 | 11.7 | 17.1 | 20.1 | 16.1 | 20.6 | 5.5 |
//! | one thread: poll, send, receive | 26.3 | 19.2 | 16.7 | 66.4 | 29.2 | 28.2 | 35.7 | 13.7 |
//! | four senders, who try again while it is full | 159 | 92 | 200 | 180 | 166 | 123 | 112 | 127 |
//!
//! | | ours | |
//! |---|---|---|
//! | oneshot: new, send, receive | 18.4 | `oneshot` 13.0, tokio 20.9, futures 49.1 |
//! | oneshot: one sender on another thread | 28.9 | `oneshot` 16.2, tokio 24.9, futures 40.7 |
//! | watch: read the latest value | 5.2 | tokio 4.9 |
//! | watch: send, one receiver, which does not wait | 8.6 | tokio 58.4 |
//! | cancellation: look whether it is | 1.35 | tokio-util 4.4 |
//! | cancellation: poll, drop the future | 10.6 | tokio-util 39.5 |
//! | cancellation: new, poll, cancel, poll, drop | 175 | tokio-util 105 |
//!
//! With several threads, the spread is wide: the report has it. embassy-sync's structures are not in these benchmarks.
//!
//! Where another crate takes less time on one thread, the instructions say why: how many are locked, and how many there
//! are (`.ci/structure-counts`).
//!
//! | | ours | the other | why |
//! |---|---|---|---|
//! | oneshot: new, drop | 2, 298 | `oneshot` 2, 189 | the box also has the wakers of both ends, and counts |
//! | oneshot: new, send, receive | 4, 322 | `oneshot` 2, 215 | the value lies behind a `TryLock`: the structure is safe code |
//! | unbounded: send, receive | 5, 142 | kanal 2, 132 | `parking_lot`'s unlock is a compare-and-swap, and the receiver is told by an exchange |
//! | bounded: send, receive | 6, 239 | chenal 2, 88; kanal 2, 140 | room is counted beside the queue, so that it can be reserved |
//! | one of 1,024 is woken, one handle | 9, 513 | maillon, `Sequential` 8, 370 | each wait takes a slot of the set, and gives it back |
//! | cancellation: new, poll, cancel, poll, drop | 17, 2335 | tokio-util 28, 1207 | two more allocations, for the first slots |
//!
//! What each does better:
//!
//! * **tokio** serves senders that wait in order, and reserves room before there is an item (`reserve`). Its channels
//!   cooperate with its scheduler by themselves: here, you [ask for that](#around-the-wait).
//! * **crossfire** has a type for each number of senders and receivers, and a selector.
//! * **kanal** takes less time where one thread sends and receives.
//! * **flume** has a selector and rendezvous channels, and no `unsafe` code.
//! * **tachyonix** and **chenal** take less time in a bounded channel on one thread.
//! * **thingbuf** reuses the memory of its items, in place.
//! * **oneshot** takes less time than ours on one thread and on two, unless the receiver waits first.
//! * **embassy-sync** has channels, pipes and watches in a `static`, which any number of senders fill, ready to use.
//!
//! # Around the wait
//!
//! | | an async wait with a time limit | yields though it is always ready | traces | runs under loom with your code |
//! |---|---|---|---|---|
//! | `#[waitable]` | [`within`](super::timers#a-wait-that-gives-up-within), by any future | [`budget`](super::timers#a-wait-that-lets-others-run-budget), and from tokio's budget with the feature `tokio` | the feature [`tracing`](super::tracing): each wait, and conditions in tokio-console | yes, by [`model::check`](super::testing), which also runs without loom. Under shuttle, too |
//! | spmc-waker 0.2.2 | no | no | no | yes |
//! | tokio 1.54 | mpsc: `send_timeout` | by tokio's budget: mpsc, oneshot, watch, broadcast, `Semaphore`. `Notify` does not | with `tokio_unstable`, in tokio-console: oneshot, `Semaphore`, `Mutex`, `RwLock`, `Barrier` | no: only its own tests |
//! | event-listener 5.4 | no. Threads: `wait_timeout` | no | no. `Debug` counts the listeners | yes, with its feature `loom` |
//! | maillon 0.1 | no | no | no | yes |
//! | crossfire 3.1 | `…_timeout` on tokio and async-std; `…_with_timer`, by any future | no | no | no |
//! | tachyonix 0.3 | `send_timeout`, `recv_timeout`, by any future | no | no | no: only its own tests |
//! | chenal 0.1 alpha | `send_timeout` of its tokio-like mpsc. Threads: `…_timeout` | no | no | yes |
//! | oneshot 0.2 | no. Threads: `recv_timeout` | no | no | yes, with `--cfg oneshot_loom` |
//! | asyncband 0.7 | no. Threads: `wait_timeout` of any future | no | no | no |
//! | kanal 0.1, flume 0.12, thingbuf 0.1 | no. Threads: `…_timeout` | no | no | no. thingbuf: only its own tests |
//! | async-channel 2.5, atomic-waker 1.1, diatomic-waker 0.2, embassy-sync 0.8 | no | no | no | no. diatomic-waker: only its own tests |
//!
//! "No" means that the crate itself does not have it. Around any of these waits, you can put a `timeout` of your runtime,
//! or tokio's `cooperative`.
