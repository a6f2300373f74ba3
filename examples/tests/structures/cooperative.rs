//! Waits that are always ready, on tokio: tests of what the guide says, and of the stream that it shows.

#[path = "../../../spmc-waker/src/guide/snippets/cooperative.rs"]
#[expect(unreachable_pub, reason = "it is for users to copy")]
mod snippet;

use crate::support::within_limit;
use futures::StreamExt as _;
use snippet::Cooperative;
use spmc_waker_examples::channel::{Channel, Receiver};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};
use tokio::task::coop;

/// Much more than the budget that tokio gives a task.
const VALUES: usize = 10_000;

#[test]
fn a_wait_that_is_always_ready_does_not_yield() {
    let ran_between = beside_another_task(
        async |mut receiver| {
            while receiver.recv().await.is_some() {}
        },
    );
    assert!(!ran_between);
}

#[test]
fn a_cooperative_wait_lets_other_tasks_run() {
    let ran_between =
        beside_another_task(
            async |mut receiver| {
                while coop::cooperative(receiver.recv()).await.is_some() {}
            },
        );
    assert!(ran_between);
}

#[test]
fn a_stream_that_is_always_ready_does_not_yield() {
    let ran_between = beside_another_task(
        async |mut receiver| {
            while receiver.next().await.is_some() {}
        },
    );
    assert!(!ran_between);
}

#[test]
fn a_cooperative_stream_lets_other_tasks_run() {
    let ran_between = beside_another_task(async |receiver| {
        assert!(Cooperative(receiver).map(|_| ()).count().await == VALUES);
    });
    assert!(ran_between);
}

/// Receives all values on one thread. Returns whether another task ran before the end.
fn beside_another_task(receive: impl AsyncFnOnce(Receiver<usize>) + Send + 'static) -> bool {
    let (sender, receiver) = Channel::default().into_pair();
    (0..VALUES).for_each(|value| sender.send(value).unwrap());
    drop(sender);
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let has_run = Arc::new(AtomicBool::new(false));
    let other = Arc::clone(&has_run);
    within_limit(move || {
        runtime.expect("a runtime can be built").block_on(async {
            tokio::spawn(async move { other.store(true, Relaxed) });
            receive(receiver).await;
            has_run.load(Relaxed)
        })
    })
}
