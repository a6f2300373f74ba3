//! The example structures under the names of other crates. `.ci/peer-tests` runs the tests that those crates
//! publish with these in their place.
//!
//! An adapter only renames, and converts errors. What a structure does not have is missing here, too: tests that
//! use it do not compile, and the script counts them as not adaptable.
#![forbid(unsafe_code)]

pub mod async_channel;
pub mod futures_channel;
pub mod oneshot;
pub mod tokio;
