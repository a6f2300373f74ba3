//! Pairs of functions that must compile to the same instructions, which `.ci/same-code` compares:
//! one in `generated` and one of that name in `by_hand`.
#![cfg(not(loom))]
#![deny(unsafe_code)]
#![allow(missing_docs, reason = "a pair's name says what it does")]

#[allow(unsafe_code, reason = "what the macro writes spares users this")]
pub mod by_hand;
pub mod generated;
