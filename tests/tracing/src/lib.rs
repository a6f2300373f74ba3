//! Receives what the feature `tracing` tells: a subscriber that records, and a client of tokio-console's server.

pub mod console;
pub mod record;
pub mod stuck;
