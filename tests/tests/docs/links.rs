//! The links of the documentation. Another public crate holds the name `spmc-waker`, so no link may lead to a
//! registry or a documentation site under that name.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The texts that users read, and the manifests that registries read.
fn texts() -> Vec<PathBuf> {
    let mut folders = vec![root()];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_symlink() || name == "target" || name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if ["rs", "md", "toml"]
                .iter()
                .any(|end| path.extension().is_some_and(|e| e == *end))
            {
                texts.push(path);
            }
        }
    }
    texts
}

#[test]
fn nothing_leads_to_another_crate_of_this_name() {
    // These are split so that this file does not contain them.
    let sites = ["docs.rs", "crates.io/crates", "lib.rs/crates"];
    let wrong: Vec<_> = sites
        .iter()
        .flat_map(|site| ["waker", "waker-macros"].map(|name| format!("{site}/spmc-{name}")))
        .chain([
            format!("cargo add {}", "spmc-waker"),
            format!("repository {}", "= "),
        ])
        .collect();
    let texts = texts();
    assert!(texts.len() > 100, "too few sources were found");
    for path in texts {
        let text = fs::read_to_string(&path).unwrap();
        for wrong in &wrong {
            assert!(!text.contains(wrong), "`{wrong}` in {}", path.display());
        }
    }
}

#[test]
fn the_readme_links_to_files_that_exist() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let definitions = readme.lines().filter(|line| line.starts_with('['));
    let targets = definitions.filter_map(|line| Some(line.split_once("]: ")?.1));
    let files: Vec<_> = targets.filter(|target| !target.contains("://")).collect();
    assert!(!files.is_empty());
    for file in files {
        assert!(root().join(file).exists(), "{file}");
    }
}
