//! Tests of the shutdown, on each executor.

use crate::race::{at_once, rounds};
use crate::support::on_each_executor;
use futures::{future::poll_fn, poll};
use spmc_waker_examples::shutdown::Token;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

on_each_executor!(
    a_shutdown_before_the_wait_ends_it_at_once,
    a_shutdown_during_the_wait_ends_it,
    a_shutdown_as_the_wait_begins_ends_it,
    a_shutdown_is_seen_on_every_handle,
    what_came_before_the_shutdown_is_visible,
    each_of_many_handles_may_cancel,
    a_guard_that_is_dropped_cancels,
    a_guard_cancels_on_unwinding,
    a_disarmed_guard_does_not_cancel,
    handles_that_are_dropped_do_not_cancel,
    a_wait_after_a_dropped_one_ends,
    a_poll_ends_after_the_shutdown,
    many_tasks_wait_by_one_token,
    a_shutdown_reaches_all_descendants,
    a_child_is_cancelled_alone,
    a_child_of_a_cancelled_token_is_cancelled,
    a_grandchild_is_reached_although_its_parent_is_dropped,
    a_child_that_begins_during_the_cancel_is_cancelled,
    children_that_go_during_the_cancel_do_not_disturb_it,
    children_that_are_gone_are_forgotten,
    a_future_runs_until_the_shutdown,
    a_thread_waits_for_the_shutdown,
);

const HEAD_START: Duration = Duration::from_millis(5);

fn token() -> (Token, Token) {
    let token = Token::new();
    (token.clone(), token)
}

async fn a_shutdown_before_the_wait_ends_it_at_once() {
    let (shutdown, token) = token();
    shutdown.cancel();
    for _ in 0..2 {
        assert_eq!(poll!(token.cancelled()), Poll::Ready(()));
    }
}

async fn a_shutdown_during_the_wait_ends_it() {
    let (shutdown, token) = token();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    token.cancelled().await;
    assert!(token.is_cancelled());
}

/// embassy#7015, pingora#983: the shutdown came between the check and the registration.
async fn a_shutdown_as_the_wait_begins_ends_it() {
    for round in rounds() {
        let (shutdown, token) = token();
        let cancelling = at_once(round, move || shutdown.cancel());
        token.cancelled().await;
        assert!(token.is_cancelled());
        cancelling.join().expect("the handle panicked");
    }
}

async fn a_shutdown_is_seen_on_every_handle() {
    let (shutdown, token) = token();
    let clone = shutdown.clone();
    assert!(!shutdown.is_cancelled() && !clone.is_cancelled() && !token.is_cancelled());
    clone.cancel();
    assert!(shutdown.is_cancelled() && clone.is_cancelled() && token.is_cancelled());
}

async fn what_came_before_the_shutdown_is_visible() {
    let written = Arc::new(AtomicUsize::new(0));
    for round in rounds() {
        let (shutdown, token) = token();
        let before = Arc::clone(&written);
        let cancelling = at_once(round, move || {
            before.store(round, Relaxed);
            shutdown.cancel();
        });
        token.cancelled().await;
        assert_eq!(written.load(Relaxed), round);
        cancelling.join().expect("the handle panicked");
    }
}

async fn each_of_many_handles_may_cancel() {
    let (shutdown, token) = token();
    for _ in 0..4 {
        let shutdown = shutdown.clone();
        thread::spawn(move || {
            thread::sleep(HEAD_START);
            shutdown.cancel();
        });
    }
    token.cancelled().await;
    assert!(token.is_cancelled() && shutdown.is_cancelled());
}

async fn a_guard_that_is_dropped_cancels() {
    let (shutdown, token) = token();
    let guard = shutdown.clone().drop_guard();
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        drop(guard);
    });
    token.cancelled().await;
    assert!(shutdown.is_cancelled());
}

/// h2#538, tokio#2854: one way to end did not wake.
async fn a_guard_cancels_on_unwinding() {
    let (shutdown, token) = token();
    let unwinding = thread::spawn(move || {
        let _guard = shutdown.drop_guard();
        thread::sleep(HEAD_START);
        // Unlike `panic!`, this prints no message.
        std::panic::resume_unwind(Box::new("gives up"));
    });
    token.cancelled().await;
    assert!(unwinding.join().is_err());
}

async fn a_disarmed_guard_does_not_cancel() {
    let (shutdown, token) = token();
    let shutdown = shutdown.drop_guard().disarm();
    assert!(!token.is_cancelled());
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    shutdown.cancel();
    token.cancelled().await;
}

/// Only the drop of a guard cancels.
async fn handles_that_are_dropped_do_not_cancel() {
    let (shutdown, token) = token();
    drop(shutdown);
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
}

async fn a_wait_after_a_dropped_one_ends() {
    let (shutdown, token) = token();
    assert_eq!(poll!(token.cancelled()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    token.cancelled().await;
}

async fn a_poll_ends_after_the_shutdown() {
    let (shutdown, token) = token();
    assert!(!token.is_cancelled());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    let mut token = token;
    poll_fn(|cx| token.poll_cancelled(cx)).await;
    assert!(token.is_cancelled());
}

async fn many_tasks_wait_by_one_token() {
    let token = Token::new();
    let mut waits: Vec<_> = (0..40).map(|_| token.cancelled()).collect();
    for wait in &mut waits {
        assert_eq!(poll!(wait), Poll::Pending);
    }
    let owned = thread::spawn({
        let token = token.clone();
        || futures::executor::block_on(token.cancelled_owned())
    });
    let shutdown = token.clone();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    for wait in waits {
        wait.await;
    }
    owned.join().expect("the task panicked");
}

async fn a_shutdown_reaches_all_descendants() {
    for round in rounds() {
        let token = Token::new();
        let children = [token.child(), token.child()];
        let grandchildren = children.each_ref().map(Token::child);
        let mut waits: Vec<_> = children
            .iter()
            .chain(&grandchildren)
            .map(Token::cancelled)
            .collect();
        for wait in &mut waits {
            assert_eq!(poll!(wait), Poll::Pending);
        }
        let cancelling = at_once(round, move || token.cancel());
        for wait in waits {
            wait.await;
        }
        cancelling.join().expect("the cancel panicked");
    }
}

async fn a_child_is_cancelled_alone() {
    let token = Token::new();
    let (child, sibling) = (token.child(), token.child());
    child.cancel();
    assert!(child.is_cancelled() && !sibling.is_cancelled() && !token.is_cancelled());
    drop(child);
    token.cancel();
    assert!(sibling.is_cancelled());
}

async fn a_child_of_a_cancelled_token_is_cancelled() {
    let token = Token::new();
    token.cancel();
    let child = token.child();
    assert!(child.is_cancelled() && child.child().is_cancelled());
}

async fn a_grandchild_is_reached_although_its_parent_is_dropped() {
    let token = Token::new();
    let child = token.child();
    let grandchild = child.child();
    drop(child);
    assert_eq!(poll!(grandchild.cancelled()), Poll::Pending);
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        token.cancel();
    });
    grandchild.cancelled().await;
}

async fn a_child_that_begins_during_the_cancel_is_cancelled() {
    for round in rounds() {
        let (shutdown, token) = token();
        let cancelling = at_once(round, move || shutdown.cancel());
        token.child().cancelled().await;
        cancelling.join().expect("the cancel panicked");
    }
}

async fn children_that_go_during_the_cancel_do_not_disturb_it() {
    for round in rounds() {
        let token = Token::new();
        let children = [token.child(), token.child()];
        let [grandchild, last] = children.each_ref().map(Token::child);
        let cancelling = at_once(round, move || token.cancel());
        drop((children, grandchild));
        last.cancelled().await;
        cancelling.join().expect("the cancel panicked");
    }
}

/// A parent that lives long keeps nothing of children that are gone. A task's drop shows that it is not kept.
async fn children_that_are_gone_are_forgotten() {
    let task = Arc::new(Unwoken);
    let token = Token::new();
    for _ in 0..10 {
        let mut child = token.child();
        let waker = Waker::from(Arc::clone(&task));
        let pending = child.poll_cancelled(&mut Context::from_waker(&waker));
        assert_eq!(pending, Poll::Pending);
    }
    assert_eq!(Arc::strong_count(&task), 1);
    assert!(format!("{:?}", token).contains("Token"));
    token.cancel();
}

struct Unwoken;

impl Wake for Unwoken {
    fn wake(self: Arc<Self>) {
        panic!("nobody waits any more");
    }
}

async fn a_future_runs_until_the_shutdown() {
    let token = Token::new();
    assert_eq!(token.run_until_cancelled(async { 1 }).await, Some(1));
    let shutdown = token.clone();
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    let never = token.run_until_cancelled(futures::future::pending::<()>());
    assert_eq!(never.await, None);
}

async fn a_thread_waits_for_the_shutdown() {
    let (shutdown, token) = token();
    assert!(token.cancelled_timeout(Duration::from_millis(1)).is_err());
    thread::spawn(move || {
        thread::sleep(HEAD_START);
        shutdown.cancel();
    });
    token.blocking_cancelled();
    assert!(token.is_cancelled());
}
