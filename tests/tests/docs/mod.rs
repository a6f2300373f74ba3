//! The documentation's expansions and links, and what the TLA+ models are models of.

pub mod expansion;
mod links;
mod tla;
