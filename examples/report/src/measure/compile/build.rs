//! Builds of a crate: what they take, and what they make.

use super::crates::Crate;
use crate::{Result, results::Times};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Instant,
};

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end, and returns its output.
pub(super) fn output(command: &mut Command) -> Result<Output> {
    let output = command.stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(format!("{command:?} failed: {message}").into());
    }
    Ok(output)
}

/// Builds a crate from nothing, dependencies included.
pub(super) fn clean_build(built: &Crate, times: &mut Times) -> Result<()> {
    let target = built.folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    time(build(built, &target), times)
}

/// Builds the crate itself again; its dependencies are there.
pub(super) fn rebuild(built: &Crate, times: &mut Times) -> Result<()> {
    let library = built.folder.join("src/lib.rs");
    // Newer than what was built of it.
    fs::write(&library, fs::read_to_string(&library)?)?;
    time(build(built, &built.shared_target), times)
}

/// Builds the crate with optimisation, and returns its library.
pub(super) fn optimised(built: &Crate) -> Result<PathBuf> {
    output(build(built, &built.shared_target).arg("--release"))?;
    let library = format!("release/lib{}.rlib", built.name.replace('-', "_"));
    Ok(built.shared_target.join(library))
}

fn build(built: &Crate, target: &Path) -> Command {
    let mut command = cargo();
    command
        .args(["build", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(&built.folder)
        // The whole crate is compiled each time.
        .env("CARGO_INCREMENTAL", "0");
    command
}

fn time(mut command: Command, times: &mut Times) -> Result<()> {
    let (start, cpu) = (Instant::now(), cpu_of_children()?);
    output(&mut command)?;
    times.wall.push(start.elapsed().as_secs_f64());
    times.cpu.push(cpu_of_children()? - cpu);
    Ok(())
}

/// The seconds of processor time that the ended child processes have used, theirs included.
#[cfg(unix)]
fn cpu_of_children() -> Result<f64> {
    use nix::sys::{
        resource::{UsageWho, getrusage},
        time::TimeValLike as _,
    };

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(micros as f64 / 1e6)
}

#[cfg(not(unix))]
fn cpu_of_children() -> Result<f64> {
    Err("processor times are known on Unix only".into())
}
