//! What `#[waitable]` accepts, and what it says to what it rejects. README.md has the commands.

#![cfg(not(loom))]

mod cases;
mod expectation;
mod fail;
mod hidden;
mod pass;
mod place;
mod plain;
mod project;
mod readme;
mod tokens;
mod toolchain;
mod verdict;
mod wrong;
mod yardstick;
