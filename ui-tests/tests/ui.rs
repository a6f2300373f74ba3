//! What `#[waitable]` accepts, and what it says to what it rejects.
//!
//! `TRYBUILD=overwrite cargo test -p spmc-waker-ui-tests` writes the messages anew; read each.

#![cfg(not(loom))]

use std::{env, io::Write as _, process::Command};

/// The compiler that the messages in `fail` were written with.
const TOOLCHAIN: &str = "rustc 1.95.";

#[test]
fn pass() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

// Apart from those that pass: so trybuild checks all of them in one run of cargo.
#[test]
fn fail() {
    let toolchain = rustc_version();
    if toolchain.starts_with(TOOLCHAIN) {
        trybuild::TestCases::new().compile_fail("fail/**/*.rs");
    } else {
        // To the stream itself: the test harness swallows what `eprintln!` prints.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the compile-fail cases are for {TOOLCHAIN}x, and this is {toolchain}"
        );
    }
}

fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let output = output.expect("rustc can be run, or cargo could not have built this");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
