//! What `#[waitable]` accepts, and what it says to what it rejects. README.md has the commands.

#![cfg(not(loom))]

mod cases;
mod diagnostic;
mod expectation;
mod fail;
mod hidden;
mod lines;
mod pass;
mod place;
mod plain;
mod reviewed;
mod rustc;
mod tokens;
mod verdict;
mod wrong;
mod yardstick;
