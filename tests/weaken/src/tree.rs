//! The instrumented copy of the workspace, which is built once: an environment variable says which of its
//! orderings is weaker.

use crate::weakening::Source;
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// What the instrumented code calls.
const WEAKEN: &str = include_str!("../weaken.rs");

/// What is not copied.
const LEFT_OUT: &[&str] = &["target", ".git"];

/// Writes the copy to `target/weaken/tree`. What has not changed since the last run is left as it is, for Cargo
/// to see that.
pub(crate) fn copy(root: &Path, sources: &[Source]) -> io::Result<PathBuf> {
    let tree = root.join("target/weaken/tree");
    mirror(root, &tree, &|path| {
        let below = path.strip_prefix(root.join("spmc-waker/src")).ok()?;
        let below = below.to_str()?.replace('\\', "/");
        sources
            .iter()
            .find(|source| source.path == below)
            .map(instrument)
    })?;
    write(
        &tree.join("spmc-waker/src/sync/weaken.rs"),
        WEAKEN.as_bytes(),
    )?;
    Ok(tree)
}

/// Makes one folder like another, but for some files.
fn mirror(from: &Path, to: &Path, replaced: &dyn Fn(&Path) -> Option<String>) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let (path, name) = entry.map(|it| (it.path(), it.file_name()))?;
        if LEFT_OUT.iter().any(|left_out| name == *left_out) {
            continue;
        }
        let copy = to.join(&name);
        if path.is_dir() {
            mirror(&path, &copy, replaced)?;
        } else {
            match replaced(&path) {
                Some(text) => write(&copy, text.as_bytes())?,
                None => write(&copy, &fs::read(&path)?)?,
            }
        }
        names.insert(name);
    }
    for entry in fs::read_dir(to)? {
        let (path, name) = entry.map(|it| (it.path(), it.file_name()))?;
        if names.contains(&name) || name == "weaken.rs" {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|found| found == content) {
        return Ok(());
    }
    fs::write(path, content)
}

/// The source with a call for each ordering.
fn instrument(source: &Source) -> String {
    let mut text = source.text.clone();
    // From the end, so that places stay.
    let mut sites: Vec<_> = source.sites.iter().collect();
    sites.sort_by_key(|(_, site)| site.argument.start);
    for (number, site) in sites.into_iter().rev() {
        let (place, function) = match &site.fence {
            Some(fence) => (fence, "fence"),
            None => (&site.argument, "at"),
        };
        let code = format!(
            "crate::sync::weaken::{function}({number}, {})",
            &text[place.clone()]
        );
        text.replace_range(place.clone(), &code);
    }
    if source.path == "sync/mod.rs" {
        text.push_str("\npub(crate) mod weaken;\n");
    }
    text
}

/// The models, by the names of their targets.
pub(crate) fn build(root: &Path, tree: &Path) -> Result<BTreeMap<String, PathBuf>, String> {
    // In a folder of its own: Cargo would build into the same files as for `.ci/models`.
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--release", "--no-run", "--color=never"])
        .args([
            "-p",
            "spmc-waker-tests",
            "--test",
            "models",
            "--test",
            "set_models",
        ])
        .current_dir(tree)
        .env("RUSTFLAGS", "--cfg loom")
        .env("CARGO_TARGET_DIR", root.join("target/weaken/build"))
        .output()
        .map_err(|error| error.to_string())?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("the instrumented copy does not build:\n{log}"));
    }
    // `Executable tests/models/main.rs (…/models-0123456789abcdef)`
    let built = log.lines().filter_map(|line| {
        let line = line.trim_start().strip_prefix("Executable ")?;
        let path = PathBuf::from(line.split_once('(')?.1.strip_suffix(')')?);
        let name = path.file_stem()?.to_str()?.rsplit_once('-')?.0.to_owned();
        Some((name, tree.join(path)))
    });
    Ok(built.collect())
}
