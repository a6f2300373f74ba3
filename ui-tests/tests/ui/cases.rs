//! The files of cases.

use crate::plain::Plain;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A program: a file of `pass/` or `fail/`, or one that the tests of this harness have.
pub(crate) struct Case {
    /// `folder/name`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Case {
    pub(crate) fn source(&self) -> String {
        fs::read_to_string(&self.path)
            .unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }

    /// Writes the plain version of this case into a folder.
    pub(crate) fn plain_version(&self, folder: &Path) -> Self {
        let path = folder.join("plain").join(&self.name).with_extension("rs");
        let parent = path.parent().expect("a case lies in a folder");
        fs::create_dir_all(parent).expect("a folder for plain versions can be made");
        fs::write(&path, Plain::new(&self.source()).source)
            .expect("a plain version can be written");
        Self {
            name: format!("plain/{}", self.name),
            path,
        }
    }

    /// As trybuild and its users name it.
    pub(crate) fn path_from_here(&self) -> &Path {
        self.path.strip_prefix(here()).unwrap_or(&self.path)
    }

    /// Where trybuild keeps the message of this case.
    pub(crate) fn reviewed_message(&self) -> PathBuf {
        self.path.with_extension("stderr")
    }
}

/// The cases that lie in a folder itself, of which there are some, sorted by their names.
pub(crate) fn cases_in(folder: &Path) -> Vec<Case> {
    let of = folder.file_name().expect("a folder has a name");
    let mut cases: Vec<_> = entries(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path.file_stem().expect("a file has a name");
            let name = Path::new(of).join(name).display().to_string();
            Case { name, path }
        })
        .collect();
    assert!(!cases.is_empty(), "{} has no case", folder.display());
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// All cases of `fail/`, which has them in folders.
pub(crate) fn fail_cases() -> Vec<Case> {
    let folders = fail_folders();
    folders.iter().flat_map(|folder| cases_in(folder)).collect()
}

/// The folders of `fail/`.
pub(crate) fn fail_folders() -> Vec<PathBuf> {
    entries(&here().join("fail"))
}

/// Where the cases and their README lie.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry of a folder can be read").path());
    paths.collect()
}
