//! A counter that is raised, and a task that waits until it is more than zero and takes all of it.

use crate::{
    link::{self, Link},
    timing::Table,
};
use spmc_waker::waitable;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::SeqCst},
};

/// The condition, the same for all.
#[derive(Debug, Default)]
struct Count(AtomicU64);

impl Count {
    fn raise(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    fn take(&self) -> Option<u64> {
        if self.0.load(SeqCst) == 0 {
            return None;
        }
        Some(self.0.swap(0, SeqCst))
    }
}

/// An event of which notifies alone are measured too.
pub(super) trait Event: Link {
    fn notify(sender: &Self::Sender);
}

macro_rules! ours {
    ($($peer:ident: $name:literal, $condition:ident, $notifier:ident, $waiter:ident, $sync:literal;)*) => {$(
        #[derive(Debug, Default)]
        pub(super) struct $condition(Count);

        #[waitable(notifier = pub(super) $notifier, waiter = pub(super) $waiter, sync = $sync)]
        impl $condition {
            #[notify]
            fn raise(&self) {
                self.0.raise();
            }

            #[notify]
            #[expect(clippy::missing_const_for_fn, reason = "a change is not `const`")]
            fn notify(&self) {}

            #[wait(taken)]
            fn take(&self) -> Option<u64> {
                self.0.take()
            }
        }

        pub(super) struct $peer;

        impl Link for $peer {
            const PEER: &'static str = $name;

            type Sender = $notifier;
            type Receiver = $waiter;

            fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
                let (notifier, waiter) = $condition::default().into_pair();
                (vec![notifier; senders], waiter)
            }

            fn send(sender: &mut Self::Sender) {
                sender.raise();
            }

            async fn receive(receiver: &mut Self::Receiver) -> u64 {
                receiver.taken().await
            }
        }

        impl Event for $peer {
            fn notify(sender: &Self::Sender) {
                sender.notify();
            }
        }
    )*};
}

ours! {
    Ours: "ours", Synced, SyncedNotifier, SyncedWaiter, true;
    OursSeqCst: "ours, sync = false", SeqCsts, SeqCstNotifier, SeqCstWaiter, false;
}

/// What the peers' handles share.
#[derive(Default)]
pub(super) struct Counted<E> {
    count: Count,
    event: E,
}

macro_rules! peers {
    ($($peer:ident: $name:literal, $event:ty, $notify:expr, $wait:expr;)*) => {$(
        pub(super) struct $peer;

        impl Link for $peer {
            const PEER: &'static str = $name;

            type Sender = Arc<Counted<$event>>;
            type Receiver = Arc<Counted<$event>>;

            fn new(senders: usize) -> (Vec<Self::Sender>, Self::Receiver) {
                let counted = Arc::<Counted<$event>>::default();
                (vec![Arc::clone(&counted); senders], counted)
            }

            fn send(sender: &mut Self::Sender) {
                sender.count.raise();
                Self::notify(sender);
            }

            async fn receive(receiver: &mut Self::Receiver) -> u64 {
                let wait = $wait;
                wait(&receiver.event, &receiver.count).await
            }
        }

        impl Event for $peer {
            fn notify(sender: &Self::Sender) {
                let notify: fn(&$event) = $notify;
                notify(&sender.event);
            }
        }
    )*};
}

peers! {
    Tokio: "tokio Notify", tokio::sync::Notify, |event| event.notify_one(),
        async |event: &tokio::sync::Notify, count: &Count| loop {
            // The event keeps a notify for a task that comes later.
            match count.take() {
                Some(taken) => break taken,
                None => event.notified().await,
            }
        };
    AsyncEvent: "async-event", async_event::Event, |event| event.notify_one(),
        async |event: &async_event::Event, count: &Count| event.wait_until(|| count.take()).await;
    EventListener: "event-listener", event_listener::Event, |event| { event.notify(1); },
        async |event: &event_listener::Event, count: &Count| loop {
            if let Some(taken) = count.take() {
                break taken;
            }
            // On the stack, without an allocation.
            event_listener::listener!(event => listener);
            if let Some(taken) = count.take() {
                break taken;
            }
            listener.await;
        };
}

pub(crate) fn add(table: &mut Table) {
    add_peer::<Ours>(table);
    add_peer::<OursSeqCst>(table);
    add_peer::<Tokio>(table);
    add_peer::<AsyncEvent>(table);
    add_peer::<EventListener>(table);
}

fn add_peer<L: Link>(table: &mut Table) {
    link::add_one_thread::<L>(table);
    link::add_flood::<L, 1>("one thread raises it", table);
    link::add_flood::<L, 4>("four threads raise it", table);
    link::add_ping_pong::<L>(table);
}
