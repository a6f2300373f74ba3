//! Measures published crates with their own waiting (`before`) and with ours (`after`), in one program. `.ci/in-the-wild`
//! builds it, runs it, and makes a table of its output.

#![forbid(unsafe_code)]
#![allow(
    clippy::duplicate_mod,
    reason = "both copies of the crates have their own copy of these modules, from the same files"
)]

#[path = "../../in-tokio/src/case.rs"]
mod case;
#[path = "../../in-tokio/src/rounds.rs"]
mod rounds;

use std::process::ExitCode;

#[path = "."]
mod before {
    use before_futures_channel as futures_channel;
    use before_piper as piper;
    use before_rtic_sync as rtic_sync;
    use before_tachyonix as tachyonix;
    use before_want as want;

    pub(crate) mod cases;
}

#[path = "."]
mod after {
    use after_futures_channel as futures_channel;
    use after_piper as piper;
    use after_rtic_sync as rtic_sync;
    use after_tachyonix as tachyonix;
    use after_want as want;

    pub(crate) mod cases;
}

fn main() -> ExitCode {
    rounds::run(vec![
        ("before", before::cases::all()),
        ("after", after::cases::all()),
    ])
}
