//! The documentation's expansions and links, what the TLA+ models are models of, and which command checks what.

pub mod expansion;
mod facade;
mod links;
mod map;
mod tla;
mod verification;
