//! Measures tokio's mpsc channel as published (`before`), with our waker (`after`), and with our waker and
//! `SeqCst` (`seqcst`), in one program. `.ci/in-tokio` builds it, runs it, and makes a table of its output.

#![forbid(unsafe_code)]
#![allow(
    clippy::duplicate_mod,
    reason = "each tokio has its own copy of these modules, from the same files"
)]

mod case;
mod rounds;

use case::Case;
use std::process::ExitCode;

macro_rules! peers {
    ($($peer:ident)*) => {
        $(#[path = "."]
        mod $peer {
            use ::$peer as tokio;

            pub(crate) mod cases;
            mod channels;
        })*

        /// The cases of each peer.
        fn peers() -> Vec<(&'static str, Vec<Case>)> {
            vec![$((stringify!($peer), $peer::cases::all())),*]
        }
    };
}

peers!(before after seqcst);

fn main() -> ExitCode {
    rounds::run(peers())
}
