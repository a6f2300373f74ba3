//! The map of the code in CONTRIBUTING names what there is, and in some folders each file.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The folders of which the map names each file and each folder.
const WHOLE: [&str; 8] = [
    "spmc-waker/src",
    "spmc-waker/src/waker",
    "spmc-waker/src/set",
    "spmc-waker/src/condition",
    "spmc-waker/src/model",
    "spmc-waker/src/sync",
    "spmc-waker-macros/src",
    "tests/tests",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The paths that the map names. A line names what it is about before two spaces; what is in a folder is indented.
fn named() -> BTreeSet<PathBuf> {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let map = text.split("```").nth(1).expect("the map exists");
    let mut folders: Vec<(usize, PathBuf)> = Vec::new();
    let mut named = BTreeSet::new();
    for line in map.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let names = code.split("  ").next().unwrap();
        let is_path = |name: &str| name.contains(['.', '/']) && !name.contains(' ');
        if !names.split(", ").all(is_path) {
            continue; // the rest of the text of the line above
        }
        folders.retain(|(outer, _)| *outer < indent);
        let folder = folders.last().map(|(_, path)| path.clone());
        for name in names.split(", ") {
            let path = folder.clone().unwrap_or_default().join(name);
            // What is below a program is in the folder of its file.
            let is_folder = name.ends_with('/');
            let folder = if is_folder {
                Some(&*path)
            } else {
                path.parent()
            };
            folders.push((indent, folder.unwrap().to_owned()));
            named.insert(path);
        }
    }
    named
}

#[test]
fn what_the_map_names_exists() {
    let named = named();
    assert!(named.len() > 120, "too few were found: {named:#?}");
    for path in named {
        assert!(root().join(&path).exists(), "{}", path.display());
    }
}

#[test]
fn the_map_names_each_file_of_the_folders_that_it_lists() {
    let named = named();
    for folder in WHOLE {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = Path::new(folder).join(entry.unwrap().file_name());
            let is_there = named.iter().any(|named| named.starts_with(&path));
            let is_facade = path.ends_with("mod.rs") || path.ends_with("lib.rs");
            assert!(
                is_there || is_facade,
                "CONTRIBUTING.md: the map lacks {}",
                path.display()
            );
        }
    }
}
