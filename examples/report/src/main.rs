//! The report: `cargo run --release -p spmc-waker-report`.
//!
//! Runs all measurements of this repository, one after the other, and writes a page with their charts
//! and tables, `target/report/index.html`. `--help` lists the options.
//!
//! `measure` runs what measures and leaves files with figures, `results` reads them and computes what is
//! shown, and `draw` draws it. So a page can be drawn anew without measuring.

#![forbid(unsafe_code)]

mod draw;
mod measure;
mod options;
mod parts;
mod results;
#[cfg(test)]
mod tests;

use options::Options;
use parts::Part;
use results::Results;
use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match report() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("report: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Result<()> {
    let root = root();
    let Some(options) = Options::parse(&root)? else {
        println!("{}", options::HELP);
        return Ok(());
    };
    if !options.parts.is_empty() {
        measure::measure(&root, &options.parts, &options.data, options.quick)?;
    }
    let results = Results::read(&options.data)?;
    draw::write(&results, &options.out)?;
    println!("{}", options.out.join("index.html").display());
    Ok(())
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let this = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = this.ancestors().nth(2);
    root.expect("it is a member, two folders down").to_owned()
}
