//! The latest value, from a sender to any number of receivers, each of which knows what it has seen.
//!
//! A condition has one waiter, so each receiver has a condition of its own, and a send goes to all of
//! them: no two tasks overwrite each other's waker (esp-hal#973, embassy#3930). A value sent before
//! the wait is not missed (tokio#5606), nor one sent while it begins (embassy#7015), nor the last one
//! before the close (flume#120): the generated poll checks first and once registered, and a check
//! looks at the close before the value. No waker runs under a lock (tokio#4129, tokio#5429).

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
        let _old = mem::replace(&mut state.value, Arc::clone(&value));
        let (version, screens) = (state.version, Arc::clone(&state.screens));
        // Showing wakes, and a waker may run any code, this sender's included.
        drop(state);
        for screen in &*screens {
            screen.show(version, Arc::clone(&value));
        }
    }

    /// A receiver that has seen what has been sent so far.
    pub fn subscribe(&self) -> Receiver<T> {
        // Dropped after the lock is released, with the screens that nobody sees.
        let _old;
        let mut state = lock(&self.state);
        let (screen, receiver) = View::new(state.version, Arc::clone(&state.value)).into_pair();
        let seen = state.screens.iter().filter(|screen| !screen.is_left());
        let screens = seen.cloned().chain([screen]).collect();
        _old = mem::replace(&mut state.screens, screens);
        receiver
    }

    /// Whether there is no receiver.
    pub fn is_closed(&self) -> bool {
        lock(&self.state).screens.iter().all(Screen::is_left)
    }
}

/// What a receiver sees.
#[derive(Debug)]
pub struct View<T> {
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
        // Dropped after the lock is released, as the argument is: a value's drop may run any code.
        let _old;
        let mut latest = lock(&self.latest);
        // Sends may overtake each other.
        if latest.version < version {
            latest.version = version;
            _old = mem::replace(&mut latest.value, value);
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
        // Before the value: what was sent before the close is then looked at.
        let closed = self.is_closed();
        let value = self.borrow_and_update();
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
        let latest = &mut *lock(&self.latest);
        latest.seen = latest.version;
        Arc::clone(&latest.value)
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
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nothing panics under this lock")
}
