//! The latest value, from a sender to any number of receivers, each of which knows what it has seen.
//!
//! A condition has one waiter, so each receiver has a condition of its own, and a send goes to all of
//! them: no two tasks overwrite each other's waker (esp-hal#973, embassy#3930). A value sent before
//! the wait is not missed (tokio#5606), nor one sent while it begins (embassy#7015), nor the last one
//! before the close (flume#120): the generated poll checks first and once registered, and a check
//! looks at the value and the close at once. No waker runs under a lock (tokio#4129, tokio#5429).

use spmc_waker::waitable;
use std::{
    error::Error,
    fmt, mem,
    sync::{Arc, Mutex, MutexGuard},
    task::Poll,
};

/// The sender is gone, and its last value has been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sender is gone")
    }
}

impl Error for Closed {}

/// A sender, and a receiver that has seen the first value.
pub fn channel<T>(first: T) -> (Sender<T>, Receiver<T>) {
    let sender = Sender {
        state: Mutex::new(State {
            version: 0,
            value: Arc::new(first),
            screens: Arc::new([]),
        }),
    };
    let receiver = sender.subscribe();
    (sender, receiver)
}

/// Sends values. Dropping it closes the channel.
#[derive(Debug)]
pub struct Sender<T> {
    state: Mutex<State<T>>,
}

#[derive(Debug)]
struct State<T> {
    version: u64,
    value: Arc<T>,
    /// One for each receiver, which is closed when its screen is dropped.
    screens: Arc<[Screen<T>]>,
}

impl<T> Sender<T> {
    /// Sends a value, in place of the last one: receivers that are late do not see that.
    pub fn send(&self, value: T) {
        let value = Arc::new(value);
        let mut state = lock(&self.state);
        state.version += 1;
        // Kept until no receiver has it any more: its drop, too, runs under no lock.
        let _old = mem::replace(&mut state.value, Arc::clone(&value));
        let (version, screens) = (state.version, Arc::clone(&state.screens));
        // Showing wakes, and a waker may run any code: this very method, say.
        drop(state);
        for screen in &*screens {
            screen.show(version, Arc::clone(&value));
        }
    }

    /// A receiver that has seen what has been sent so far.
    pub fn subscribe(&self) -> Receiver<T> {
        let state = &mut *lock(&self.state);
        let (screen, receiver) = View::new(state.version, Arc::clone(&state.value)).into_pair();
        let watched = state.screens.iter().filter(|screen| !screen.is_left());
        state.screens = watched.cloned().chain([screen]).collect();
        receiver
    }

    /// Whether there is no receiver.
    pub fn is_closed(&self) -> bool {
        lock(&self.state).screens.iter().all(Screen::is_left)
    }
}

/// What a receiver sees.
#[derive(Debug)]
struct View<T> {
    latest: Mutex<Latest<T>>,
}

#[derive(Debug)]
struct Latest<T> {
    version: u64,
    seen: u64,
    value: Arc<T>,
    /// The sender is gone.
    closed: bool,
    /// The receiver is gone.
    left: bool,
}

impl<T> View<T> {
    const fn new(version: u64, value: Arc<T>) -> Self {
        Self {
            latest: Mutex::new(Latest {
                version,
                seen: version,
                value,
                closed: false,
                left: false,
            }),
        }
    }
}

#[waitable(notifier = pub(self) Screen, waiter = pub Receiver)]
impl<T> View<T> {
    #[notify]
    fn show(&self, version: u64, value: Arc<T>) {
        let latest = &mut *lock(&self.latest);
        // Sends may overtake each other.
        if latest.version < version {
            latest.version = version;
            latest.value = value;
        }
    }

    /// Takes the latest value as seen, if it is not yet. An error once none will come.
    #[wait(changed)]
    pub fn try_changed(&self) -> Poll<Result<(), Closed>> {
        let latest = &mut *lock(&self.latest);
        if mem::replace(&mut latest.seen, latest.version) < latest.version {
            Poll::Ready(Ok(()))
        } else if latest.closed {
            Poll::Ready(Err(Closed))
        } else {
            Poll::Pending
        }
    }

    /// Takes the latest value as seen, and returns it if it is as asked for.
    #[wait(wait_for)]
    pub fn try_for<P>(&self, is_it: &mut P) -> Poll<Result<Arc<T>, Closed>>
    where
        P: FnMut(&T) -> bool,
    {
        let (value, closed) = self.look();
        if is_it(&value) {
            Poll::Ready(Ok(value))
        } else if closed {
            Poll::Ready(Err(Closed))
        } else {
            Poll::Pending
        }
    }

    /// The latest value. Does not take it as seen.
    #[shared]
    pub fn borrow(&self) -> Arc<T> {
        Arc::clone(&lock(&self.latest).value)
    }

    /// The latest value, which is seen now.
    #[shared]
    pub fn borrow_and_update(&self) -> Arc<T> {
        self.look().0
    }

    /// Whether the sender is gone.
    #[shared]
    pub fn is_closed(&self) -> bool {
        lock(&self.latest).closed
    }

    #[on_drop(notifier)]
    fn close(&self) {
        lock(&self.latest).closed = true;
    }

    #[on_drop(waiter)]
    fn leave(&self) {
        lock(&self.latest).left = true;
    }

    #[shared]
    fn is_left(&self) -> bool {
        lock(&self.latest).left
    }

    /// The latest value, which is seen now, and at the same time whether it is the last one.
    fn look(&self) -> (Arc<T>, bool) {
        let latest = &mut *lock(&self.latest);
        latest.seen = latest.version;
        (Arc::clone(&latest.value), latest.closed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nothing panics under this lock")
}
