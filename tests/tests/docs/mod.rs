//! What the documentation shows and where it leads.

pub mod expansion;
mod links;
