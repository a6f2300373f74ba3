//! `#[arm]` and `#[disarm]`: a pending wait switches something on, and its end switches it off.

mod arm_arguments;
mod arms;
mod two_arms;
