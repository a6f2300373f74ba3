//! An event that any number of tasks listen for. One or all of them are notified.
//!
//! ```
//! let event = spmc_waker_examples::event::Event::default();
//! let listener = event.listen();
//! let other = event.clone();
//! std::thread::spawn(move || other.notify_all());
//! futures::executor::block_on(listener);
//! ```
//!
//! A listener listens from when it is made. So make it, look at what you wait for, and then await it: what
//! happens in between notifies it. `notify_one` notifies one listener that is not notified yet. If there is
//! none, it is kept for the next listener, once. A listener that is notified and dropped leaves that to another.

#[cfg(shuttle)]
use crate::model::AtomicU64;
use spmc_waker::waitable;
use std::pin::Pin;
#[cfg(not(shuttle))]
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::SeqCst;
use std::task::{Context, Poll};

/// A [`State`] in one word.
#[derive(Debug, Default)]
struct Word(AtomicU64);

#[derive(Clone, Copy, Debug, PartialEq)]
struct State {
    /// Counts calls of `notify_all`, 24 bits of them. It tells for which of them a listener was there.
    age: u64,
    /// Listeners of this age, 20 bits. After `notify_all`, there are none.
    listeners: u64,
    /// Calls of `notify_one` that nobody has taken, 20 bits. There is one for each listener, and one to keep.
    ones: u64,
}

const BITS: u32 = 20;
const MASK: u64 = (1 << BITS) - 1;

impl State {
    const fn of(word: u64) -> Self {
        Self {
            age: word >> (2 * BITS),
            listeners: word >> BITS & MASK,
            ones: word & MASK,
        }
    }

    const fn word(self) -> u64 {
        self.age << (2 * BITS) | self.listeners << BITS | self.ones
    }

    /// With no more `ones` than the listeners need, and one to keep.
    fn limited(mut self) -> Self {
        self.ones = self.ones.min(self.listeners + 1);
        self
    }
}

impl Word {
    /// Changes the state, if there is something to change. Returns what it was.
    fn update(&self, change: impl Fn(State) -> Option<State>) -> Result<State, State> {
        let change = |word| Some(change(State::of(word))?.word());
        let before = self.0.fetch_update(SeqCst, SeqCst, change);
        before.map(State::of).map_err(State::of)
    }
}

// `sync = false`: the condition is one atomic, which is always `SeqCst`.
#[waitable(
    /// Notifies listeners, and makes them.
    waiters = pub Event,
    notifier = none,
    sync = false
)]
impl Word {
    /// Notifies one listener. If there is none that is not notified yet, the next one will be.
    #[notify(by = Event, wakes = one(heard))]
    pub fn notify_one(&self) {
        let one_more = |mut state: State| {
            state.ones += 1;
            (state.limited() == state).then_some(state)
        };
        let _ = self.update(one_more);
    }

    /// Notifies all listeners that are there now.
    #[notify(by = Event)]
    pub fn notify_all(&self) {
        let _ = self.update(|state| {
            Some(State {
                age: state.age.wrapping_add(1) & (u64::MAX >> (2 * BITS)),
                listeners: 0,
                // The kept one stays.
                ones: u64::from(state.ones > state.listeners),
            })
        });
    }

    /// Whether a listener of this age is notified.
    #[wait(heard, blocking, wakes = none)]
    fn try_hear(&self, #[once] age: &mut Option<u64>) -> bool {
        let since = *age;
        let taken = self.update(|mut state| {
            if Some(state.age) != since {
                return None;
            }
            state.ones = state.ones.checked_sub(1)?;
            state.listeners -= 1;
            Some(state)
        });
        let is_notified =
            taken.is_ok_and(|_| true) || taken.is_err_and(|now| Some(now.age) != since);
        if is_notified {
            *age = None;
        }
        is_notified
    }

    /// Begins to listen. Returns the age of the listener.
    #[notify(by = Event, wakes = none)]
    fn enter(&self) -> u64 {
        let entered = self.update(|mut state| {
            state.listeners += 1;
            (state.listeners < MASK).then_some(state)
        });
        entered
            .expect("there are less than a million listeners")
            .age
    }

    /// A listener of this age goes, and was not notified.
    #[notify(by = Event, wakes = none)]
    fn leave(&self, age: u64) {
        let _ = self.update(|mut state| {
            state.listeners = if state.age == age {
                state.listeners - 1
            } else {
                return None;
            };
            Some(state.limited())
        });
    }
}

impl Event {
    /// Begins to listen.
    pub fn listen(&self) -> Listener<'_> {
        let age = self.enter();
        Listener {
            wait: self.heard(age),
            left: Listening {
                event: self,
                age,
                is_over: false,
            },
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Word::default().into_handle()
    }
}

/// A future that ends when the event notifies it.
#[derive(Debug)]
#[must_use = "a listener listens only as long as it is there"]
pub struct Listener<'a> {
    // Dropped in this order: a wake that came for this one is first left to another.
    wait: EventHeard<'a>,
    left: Listening<'a>,
}

#[derive(Debug)]
struct Listening<'a> {
    event: &'a Event,
    age: u64,
    is_over: bool,
}

impl Future for Listener<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let poll = Pin::new(&mut self.wait).poll(cx);
        self.left.is_over = poll.is_ready();
        poll
    }
}

impl Listener<'_> {
    /// Blocks the thread until the event notifies it.
    pub fn wait(mut self) {
        self.left.event.blocking_heard(self.left.age);
        self.left.is_over = true;
    }
}

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.event.leave(self.age);
        }
    }
}
