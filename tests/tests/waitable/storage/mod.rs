//! Where a condition is stored: owned by its handles, or borrowed by them.

mod borrowed;
mod claims;
mod ownership;
mod reset;
