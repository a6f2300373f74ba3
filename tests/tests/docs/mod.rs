//! The documentation's expansions and links.

pub mod expansion;
mod links;
