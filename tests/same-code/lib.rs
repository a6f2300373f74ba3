//! Pairs of functions that must compile to the same instructions: one in `generated`, and one with the same
//! name in `by_hand`. `.ci/same-code` compares them.
#![cfg(not(any(loom, shuttle)))]
#![deny(unsafe_code)]
#![allow(missing_docs, reason = "a pair's name says what it does")]

#[allow(unsafe_code, reason = "the macro spares users this code")]
pub mod by_hand;
pub mod generated;
