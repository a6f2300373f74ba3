//! `#[arm]` and `#[disarm]`: what a pending wait switches on, and its end switches off.

mod arm_arguments;
mod arms;
mod two_arms;
