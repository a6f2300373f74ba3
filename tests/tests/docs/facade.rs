//! One module picks the atomics and threads, and no other knows which.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// All source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The lines outside of some folders in which code depends on one of these words. That a unit test is left out under
/// loom is no choice of atomics.
fn lines_with(words: &[&str], allowed: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spmc-waker/src");
    let is_allowed = |path: &Path| {
        allowed
            .iter()
            .any(|folder| path.starts_with(root.join(folder)))
    };
    let mut found = Vec::new();
    for path in sources(&root) {
        if is_allowed(&path) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("it is text");
        for line in text.lines().map(str::trim_start) {
            let is_code = !line.starts_with("//") && !line.contains("reason =");
            let depends = line.contains("cfg") || line.contains("use ") || line.contains("::");
            let is_test = line.contains("cfg(all(test");
            let has_word = words.iter().any(|word| line.contains(word));
            if is_code && depends && !is_test && has_word {
                found.push(format!("{}: {line}", path.display()));
            }
        }
    }
    found
}

#[test]
fn only_sync_and_the_model_know_of_loom() {
    assert_eq!(lines_with(&["loom"], &["sync", "model"]), [""; 0]);
    assert_ne!(lines_with(&["loom"], &["model"]), [""; 0], "it finds them");
}

#[test]
fn only_sync_knows_of_shuttle_and_portable_atomic() {
    let words = ["shuttle", "portable_atomic", "portable-atomic"];
    assert_eq!(lines_with(&words, &["sync"]), [""; 0]);
    assert_ne!(lines_with(&words, &[]), [""; 0], "it finds them");
}
