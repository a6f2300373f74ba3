//! `#[notify]`: changes, and which waiters they wake.

mod last;
mod options;
mod wakes;
mod wakes_by_name;
