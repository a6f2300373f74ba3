//! The machine, and the versions of what is measured on it.

use crate::{
    Result,
    results::{Machine, Package},
};
use jiff::Timestamp;
use std::{env, fs, path::Path, process::Command, thread};

const OURS: [&str; 2] = ["spmc-waker", "spmc-waker-macros"];

/// What ours is compared with.
const PEERS: [&str; 21] = [
    "async-channel",
    "async-event",
    "asyncband",
    "atomic-waker",
    "chenal",
    "concurrent-queue",
    "crossfire",
    "diatomic-waker",
    "embassy-sync",
    "event-listener",
    "flume",
    "futures",
    "kanal",
    "maillon",
    "oneshot",
    "rtrb",
    // The published crate of this name.
    "spmc-waker",
    "tachyonix",
    "thingbuf",
    "tokio",
    "tokio-util",
];

pub(super) fn describe(root: &Path) -> Result<Machine> {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    Ok(Machine {
        cpu: cpu(&info).unwrap_or_else(|| format!("unknown {} CPU", env::consts::ARCH)),
        hardware_threads: thread::available_parallelism().map_or(0, usize::from),
        kernel: format!("{} {}", env::consts::OS, kernel.trim()),
        rustc: said_by(Command::new("rustc").arg("--version").current_dir(root)),
        ours: packages(&lock, &OURS, |package| !is_published(package))?,
        peers: packages(&lock, &PEERS, is_published)?,
    })
}

fn cpu(info: &str) -> Option<String> {
    let field = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim())
    };
    let (name, family, model) = (
        field("model name")?,
        field("cpu family")?,
        field("model\t")?,
    );
    Some(format!("{name} (family {family}, model {model})"))
}

/// Whether a package is from a registry. Those of this workspace have no source.
fn is_published(package: &toml::Value) -> bool {
    package.get("source").is_some()
}

/// The versions of these packages, of the newest one where there are several.
fn packages(
    lock: &str,
    names: &[&str],
    is_wanted: fn(&toml::Value) -> bool,
) -> Result<Vec<Package>> {
    let lock: toml::Table = lock.parse()?;
    let all = lock.get("package").and_then(|packages| packages.as_array());
    let all = all.ok_or("Cargo.lock has no packages")?;
    let field = |package: &toml::Value, name: &str| Some(package.get(name)?.as_str()?.to_owned());
    let find = |&name: &&str| {
        let mut found = all.iter().rev().filter(|package| {
            field(package, "name").as_deref() == Some(name) && is_wanted(package)
        });
        let version = found.next().and_then(|package| field(package, "version"));
        let version = version.ok_or_else(|| format!("Cargo.lock has no `{name}`"))?;
        Ok(Package {
            name: name.to_owned(),
            version,
        })
    };
    names.iter().map(find).collect()
}

fn said_by(command: &mut Command) -> String {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success());
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    said.unwrap_or_else(|| "unknown".into())
}

/// The commit, and whether something was changed since.
pub(super) fn commit(root: &Path) -> String {
    said_by(
        Command::new("git")
            .args(["describe", "--always", "--dirty"])
            .current_dir(root),
    )
}

/// The number of runnable threads, as a mean of the last minute.
pub(super) fn load() -> Option<f64> {
    let loads = fs::read_to_string("/proc/loadavg").ok()?;
    loads.split(' ').next()?.parse().ok()
}

/// The present time, to the minute.
pub(super) fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_is_in_the_lock_file() {
        let lock = fs::read_to_string(crate::root().join("Cargo.lock")).unwrap();
        let published = packages(&lock, &PEERS, is_published).unwrap();
        assert_eq!(published.len(), PEERS.len());
        assert!(packages(&lock, &["no-such-package"], is_published).is_err());
    }

    #[test]
    fn ours_is_not_the_published_crate_of_its_name() {
        let lock = fs::read_to_string(crate::root().join("Cargo.lock")).unwrap();
        let ours = packages(&lock, &OURS, |package| !is_published(package)).unwrap();
        let published = packages(&lock, &["spmc-waker"], is_published).unwrap();
        assert_eq!(ours[0].version, ours[1].version);
        assert_ne!(ours[0].version, published[0].version);
    }

    #[test]
    fn the_cpu_is_told_by_name_family_and_model() {
        let info = "cpu family\t: 25\nmodel\t\t: 1\nmodel name\t: AMD EPYC\n";
        assert_eq!(cpu(info).unwrap(), "AMD EPYC (family 25, model 1)");
        assert_eq!(cpu(""), None);
    }
}
