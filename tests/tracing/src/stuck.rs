//! A program with a task that waits for ever: what the guide shows.

use spmc_waker::waitable;
use std::{
    future::Future,
    sync::atomic::{
        AtomicUsize,
        Ordering::{Acquire, Relaxed, Release},
    },
};

/// Connections to a database.
#[derive(Default)]
pub struct Pool {
    free: AtomicUsize,
}

#[waitable(waiters = Connections, notifier = none)]
impl Pool {
    /// Gives a connection back.
    #[notify(by = Connections, wakes = one(take))]
    pub fn give_back(&self) {
        self.free.fetch_add(1, Release);
    }

    /// Takes a connection, if one is free.
    #[wait(take, wakes = none)]
    pub fn try_take(&self) -> bool {
        let take = |free: usize| free.checked_sub(1);
        self.free.fetch_update(Acquire, Relaxed, take).is_ok()
    }
}

/// A pool of one connection.
pub fn pool() -> Connections {
    Pool { free: 1.into() }.into_handle()
}

/// Takes the connection, and forgets to give it back.
pub fn report(connections: Connections) -> impl Future<Output = ()> {
    async move { connections.take().await }
}

/// Waits for a connection.
pub async fn upload(connections: Connections) {
    connections.take().await;
    connections.give_back();
}
