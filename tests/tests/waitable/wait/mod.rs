//! `#[wait]`: the kinds of waits, and several waits of one waiter.

mod blocking;
mod borrowing;
mod budget;
mod checks;
mod own_wakers;
mod pending_waits;
mod sinks;
mod streams;
mod time_limits;
mod two_waits;
mod unregister;
mod within;
