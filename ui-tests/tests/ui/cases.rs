//! The files of the cases.

use crate::plain::Plain;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A program in `fail/`, or one that tests the harness.
pub(crate) struct Case {
    /// `folder/name`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) source: String,
}

impl Case {
    /// Reads a file.
    fn of(path: PathBuf) -> Self {
        let name = path.with_extension("");
        let mut parts = name.components().rev().map(|part| part.as_os_str());
        let (name, folder) = (parts.next(), parts.next());
        let name = Path::new(folder.unwrap_or_default()).join(name.unwrap_or_default());
        Self {
            name: name.display().to_string(),
            source: read(&path),
            path,
        }
    }

    /// Writes the plain version of this case into a folder.
    pub(crate) fn plain_version(&self, folder: &Path) -> Self {
        let path = folder.join("plain").join(&self.name).with_extension("rs");
        let parent = path.parent().expect("a case lies in a folder");
        fs::create_dir_all(parent).expect("a folder for plain versions can be made");
        let source = Plain::new(&self.source).source;
        fs::write(&path, &source).expect("a plain version can be written");
        Self {
            name: format!("plain/{}", self.name),
            path,
            source,
        }
    }

    /// Returns the path that rustc is given and shows.
    pub(crate) fn path_from_here(&self) -> &Path {
        self.path.strip_prefix(here()).unwrap_or(&self.path)
    }

    /// Returns the lines of documentation at the top.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &str> {
        let lines = self.source.lines();
        lines
            .map_while(|line| line.strip_prefix("//!"))
            .map(str::trim_start)
    }

    /// Whether a line of the documentation begins with a text.
    pub(crate) fn says(&self, beginning: &str) -> bool {
        self.docs().any(|line| line.starts_with(beginning))
    }
}

/// Returns the cases in a folder, sorted by name. There must be at least one.
pub(crate) fn cases_in(folder: &Path) -> Vec<Case> {
    let is_case = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let files = entries(folder).into_iter().filter(is_case);
    let cases: Vec<_> = files.map(Case::of).collect();
    assert!(!cases.is_empty(), "{} has no case", folder.display());
    cases
}

/// Returns all cases of `fail/`, which is a folder of folders.
pub(crate) fn fail_cases() -> Vec<Case> {
    let folders = entries(&here().join("fail"));
    folders.iter().flat_map(|folder| cases_in(folder)).collect()
}

/// Returns the folder of this package.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the entries of a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry of a folder can be read").path());
    let mut paths: Vec<_> = paths.collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
