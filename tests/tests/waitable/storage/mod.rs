//! The storage of a condition: owned by its handles, or borrowed by them.

mod borrowed;
mod claims;
mod ownership;
mod reset;
