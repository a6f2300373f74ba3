//! A shutdown that any number of tasks wait for, in a tree: a token cancels its children, too.
//!
//! ```
//! use spmc_waker_examples::shutdown::Token;
//!
//! let token = Token::new();
//! let child = token.child();
//! let task = std::thread::spawn(move || futures::executor::block_on(child.cancelled()));
//! let guard = token.drop_guard();
//! drop(guard); // So does a panic.
//! task.join().unwrap();
//! ```

#[cfg(any(loom, shuttle))]
use crate::model::{AtomicBool, Mutex, MutexGuard};
use spmc_waker::waitable;
#[cfg(not(any(loom, shuttle)))]
use std::sync::{Mutex, MutexGuard, atomic::AtomicBool};
use std::sync::{PoisonError, atomic::Ordering};
use std::{collections::BTreeMap, future::poll_fn, mem, pin::pin, task::Poll};

/// What the clones of a token share.
#[derive(Debug, Default)]
struct Node {
    /// It is raised under the lock of `children`, and read without it.
    is_cancelled: AtomicBool,
    children: Mutex<Children>,
    /// The parent, and where this one is among its children.
    parent: Option<(Token, u64)>,
}

#[derive(Debug, Default)]
struct Children {
    by_key: BTreeMap<u64, Canceller>,
    next_key: u64,
}

#[waitable(
    /// What a parent has of its child. It does not count as a token.
    notifier = pub(self) Canceller,
    /// Cancels, and waits for that. Clones are the same token. The waits take `&self`.
    waiters = pub Token
)]
impl Node {
    /// Cancels this node alone, and returns the children that are left to cancel.
    #[notify(by = [Canceller, Token], cold)] // It happens once.
    fn cancel_alone(&self) -> BTreeMap<u64, Canceller> {
        let mut children = self.children();
        // Release, with the acquire in `is_cancelled`: the tasks see what came before the cancel.
        self.is_cancelled.store(true, Ordering::Release);
        mem::take(&mut children.by_key)
    }

    /// Whether this token is cancelled, by itself or by an ancestor.
    #[wait(cancelled, blocking, query)]
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Acquire)
    }

    /// Adds the child that this makes of its key, unless this one is cancelled.
    #[notify(by = Token, wakes = none)]
    fn adopt<'a>(&self, make: &mut (dyn FnMut(u64) -> Canceller + 'a)) -> bool {
        let mut children = self.children();
        // Relaxed: the lock orders this after the cancel.
        if self.is_cancelled.load(Ordering::Relaxed) {
            return false;
        }
        let key = children.next_key;
        children.next_key += 1;
        children.by_key.insert(key, make(key));
        true
    }

    /// Removes a child, if it is still there.
    #[notify(by = Token, wakes = none)]
    fn disown(&self, key: u64) -> Option<Canceller> {
        self.children().by_key.remove(&key)
    }

    #[on_drop(Token, wakes = none)]
    fn leave(&self) {
        if let Some((parent, key)) = &self.parent {
            drop(parent.disown(*key));
        }
    }

    fn children(&self) -> MutexGuard<'_, Children> {
        self.children.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Token {
    /// A token without a parent.
    pub fn new() -> Self {
        Node::default().into_pair().1
    }

    /// Cancels this token and its children, for good.
    pub fn cancel(&self) {
        let mut left: Vec<_> = self.cancel_alone().into_values().collect();
        while let Some(child) = left.pop() {
            left.extend(child.cancel_alone().into_values());
        }
    }

    /// A token that is cancelled with this one, and can be cancelled alone. It keeps this one.
    pub fn child(&self) -> Self {
        let mut child = None;
        let adopted = self.adopt(&mut |key| {
            let parent = Some((self.clone(), key));
            let (canceller, token) = Node {
                parent,
                ..Node::default()
            }
            .into_pair();
            child = Some(token);
            canceller
        });
        if let (true, Some(child)) = (adopted, child) {
            return child;
        }
        let child = Self::new();
        child.cancel();
        child
    }

    /// Waits for the cancel, with a handle of its own.
    pub async fn cancelled_owned(self) {
        self.cancelled().await;
    }

    /// Runs the future until it is ready, or returns `None` once the token is cancelled.
    pub async fn run_until_cancelled<F: Future>(&self, future: F) -> Option<F::Output> {
        let (mut cancelled, mut future) = (self.cancelled(), pin!(future));
        poll_fn(|cx| {
            if pin!(&mut cancelled).poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            future.as_mut().poll(cx).map(Some)
        })
        .await
    }

    /// A guard that cancels when it is dropped, on unwinding too.
    pub const fn drop_guard(self) -> DropGuard {
        DropGuard(Some(self))
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

/// Cancels when it is dropped, unless it is disarmed.
#[derive(Debug)]
#[must_use = "a guard that is dropped at once cancels at once"]
pub struct DropGuard(Option<Token>);

impl DropGuard {
    /// Returns the token, and does not cancel.
    pub fn disarm(mut self) -> Token {
        self.0
            .take()
            .expect("the token is there until this or the drop")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(token) = self.0.take() {
            token.cancel();
        }
    }
}
