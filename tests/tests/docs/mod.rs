//! What the documentation shows and where it leads, and what the TLA+ models are models of.

pub mod expansion;
mod links;
mod tla;
