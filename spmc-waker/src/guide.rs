//! Documentation only: what the front page and the items have no room for.

pub mod expansion;
