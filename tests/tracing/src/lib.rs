//! Receives what the feature `tracing` tells: a subscriber that records, and a client of tokio-console's server.

pub mod console;
pub mod record;
#[expect(
    clippy::manual_async_fn,
    reason = "the guide shows this program and what it prints"
)]
pub mod stuck;
