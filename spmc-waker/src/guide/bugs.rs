//! Which bugs of hand-written waiting are known, and what prevents each.
//!
//! These are public bugs, by repository and issue. The reports are of code that registers wakers by hand,
//! in executors, channels, drivers and network stacks.
//!
//! # Registering
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | the task checked, then registered, and the event fell in between | embassy#7015, embassy#4043, taskwait#1, affinitypool#7, pingora#983 | the generated poll checks again after it has registered |
//! | there was no first check | tokio#5606 | the generated poll checks before it registers |
//! | the waker was stored at the first poll only, and was stale after the task moved | futures-intrusive#18, whisk#1, quinn#2842 | every pending poll registers |
//! | two tasks shared one waker and overwrote each other | esp-hal#973, embassy#3930, embassy#946, embassy#4134 | there is one waiter, which is not `Clone`; its futures borrow it mutably. Two tasks are two [`waiters`](super::waiters) |
//! | two tasks waited for one signal, and one of them starved | stackchan-kai#294 | the second `claim` returns `None` |
//! | a receiver was polled, and then blocked on | oneshot#9 | blocking and async waits borrow the same waiter; a thread that blocks wakes the task that it displaced |
//! | a `static` waker in generic code was shared by all types | esp-hal#2065 | the wakers are stored with the condition |
//! | resetting the state threw the stored waker away | embassy#4598 | the wakers are no part of your struct |
//!
//! # Waking
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | some change, close or drop forgot to wake: the most frequent kind | ringbuf#29, ringbuf#30, embassy#3807, h2#538, bb8#194, tokio#2854, tokio#8075, tokio#8260 | handles change the condition only through `#[notify]` methods and ready waits, which wake; so do [`#[on_drop]`](super::closing) hooks |
//! | the notification was sent, and nothing recorded that it had happened | granian#904, wasip3-prototyping#23 | a check needs stored state to look at |
//! | the wake or the clone of a waker happened under a lock | tokio#4129, tokio#5429, smol#143 | the wake comes after the body returns, when its guards are gone; [`guard`](super::markers#guard) wakes after a guard that the method returns |
//! | orderings were weakened until a wakeup was lost | futures-rs#219, affinitypool#22 | [`sync`](super::options#sync) is on by default; with `sync = false`, weak orderings do not compile |
//! | a panicking waker, or a bug inside the waker itself | futures-rs#868, futures-rs#1335, futures-rs#2211 | the waker has models, planted bugs and panic tests |
//!
//! # Being ready
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | a spurious poll was taken for the event | mycelium#453, embassy#3319 | a wait is ready only if its check says so |
//! | a stale wake token was taken for readiness, and nothing was registered afterwards | embassy 50565c3fe | the same, and every pending poll registers |
//! | a value was sent and the sender dropped, between the check and the look for the close | flume#120 | you read *closed* before you try: [`closing`](super::closing) says why, [`testing`](super::testing) finds it |
//! | work that came just before the last sender went was missed | s2n-quic#2939 | the same; the hook runs before the wake |
//!
//! # Cancelling and dropping
//!
//! | what went wrong | where | what prevents it |
//! |---|---|---|
//! | the wait was cancelled, and the interrupt stayed enabled | esp-hal#561, esp-hal#3242, esp-hal#3572 | [`#[disarm]`](super::embedded#arming) runs when a pending future is dropped |
//! | arming the hardware again lost data that had come | embassy 3d5e0e4fc | `#[arm]` runs after the registration and before the check |
//! | a waker was not removed, and kept a finished task alive | n0-watcher#62, quinn#1458, quinn#2856, tokio#7884, tokio#8095 | dropping the waiter drops the waker, or the wake that is inside it just then does |
//! | a receiver was polled and dropped: use after free | oneshot#74 (RUSTSEC) | your code and the generated code have no `unsafe` |
//!
//! # What is left to you
//!
//! * The order of loads in a check: read *closed* first.
//! * A check takes something only when it is ready.
//! * `when`, `wakes` and `#[query]` are promises that nobody is concerned.
//! * A condition that changes without its handles, through an `Arc` inside it or a register that no
//!   interrupt reports, wakes nobody.
