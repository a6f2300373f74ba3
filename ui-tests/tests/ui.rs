//! What `#[waitable]` accepts, and what it says to what it rejects.
//!
//! `TRYBUILD=overwrite cargo test -p spmc-waker-ui-tests` writes the messages anew; read each.

#![cfg(not(loom))]

use std::{
    collections::BTreeSet,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

/// The compiler that the messages in `fail` were written with.
const TOOLCHAIN: &str = "rustc 1.95.";

#[test]
fn pass() {
    trybuild::TestCases::new().pass("pass/*.rs");
    // trybuild knows one edition and one set of features, and does not mind warnings.
    let earlier = Crate::new("2021", &["pass", "pass/edition_2021", "pass/all_features"]);
    earlier.cargo(&["check", "--bins"]);
    earlier.run("pass/edition_2021");
    let present = Crate::new("2024", &["pass", "pass/all_features"]);
    present.cargo(match rustc_version().starts_with(TOOLCHAIN) {
        true => &["clippy", "--bins"],
        false => &["check", "--bins"],
    });
    present.run("pass/all_features");
    present.cargo(&["rustdoc", "--bin", "documentation"]);
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

#[test]
fn the_readme_names_each_case_of_fail() {
    let cases = fail_cases();
    let readme = read("README.md");
    let (mistakes, _) = parts(&readme);
    let unnamed: Vec<_> = cases.difference(&names(mistakes)).cloned().collect();
    assert!(
        unnamed.is_empty(),
        "no line of README.md names {unnamed:#?}"
    );
    let unknown: Vec<_> = names(&readme).difference(&cases).cloned().collect();
    assert!(
        unknown.is_empty(),
        "README.md names what is no case: {unknown:#?}"
    );
}

#[test]
fn each_message_is_one_error_and_shows_nothing_hidden() {
    let readme = read("README.md");
    let (_, exceptions) = parts(&readme);
    let (several, hidden) = exceptions
        .split_once("| what is hidden")
        .expect("README.md has a table for each kind of exception");
    let (may_be_several, may_show) = (names(several), names(hidden));
    for case in fail_cases() {
        let message = read(&format!("fail/{case}.stderr"));
        let count = message.lines().filter(|line| begins_message(line)).count();
        let is_one = count == 1;
        assert_ne!(
            is_one,
            may_be_several.contains(&case),
            "{case} has {count} errors; README.md lists the cases with more than one"
        );
        let found = HIDDEN.iter().find(|hidden| message.contains(**hidden));
        assert_eq!(
            found.is_some(),
            may_show.contains(&case),
            "{case} shows {found:?}; README.md lists the cases that show what is hidden"
        );
    }
}

/// What no message should show: the runtime's hidden module, and names that the macro has made up.
const HIDDEN: [&str; 9] = [
    "__private",
    "__waitable",
    "waitable::arm::",
    "waitable::argument::",
    "waitable::storage::",
    "waitable::wakers::",
    "`inner`",
    "'handle",
    "'waitable",
];

fn begins_message(line: &str) -> bool {
    ["error: ", "error[", "warning: ", "warning["]
        .iter()
        .any(|word| line.starts_with(word))
}

/// `folder/name` of all cases that must not compile.
fn fail_cases() -> BTreeSet<String> {
    let folders = entries(&here().join("fail"))
        .into_iter()
        .flat_map(|folder| {
            let files = entries(&here().join("fail").join(&folder));
            let names = files.into_iter().filter_map(move |file| {
                let name = file.strip_suffix(".rs")?;
                Some(format!("{folder}/{name}"))
            });
            names.collect::<Vec<_>>()
        });
    folders.collect()
}

/// The tables of mistakes, and those of exceptions.
fn parts(readme: &str) -> (&str, &str) {
    readme
        .split_once("## Where rustc says more")
        .expect("README.md lists the exceptions at its end")
}

/// The cases among the words in backquotes.
fn names(text: &str) -> BTreeSet<String> {
    let folders = entries(&here().join("fail"));
    let words = text.split('`').skip(1).step_by(2);
    let cases = words.filter(|word| match word.split_once('/') {
        Some((folder, name)) => !name.is_empty() && folders.iter().any(|known| known == folder),
        None => false,
    });
    cases.map(str::to_owned).collect()
}

fn entries(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let names = entries.map(|entry| {
        let name = entry.expect("an entry of a folder can be read").file_name();
        name.to_string_lossy().into_owned()
    });
    names.collect()
}

fn read(file: &str) -> String {
    fs::read_to_string(here().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rustc_version() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let output = output.expect("rustc can be run, or cargo could not have built this");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A crate of cases, all features of `spmc-waker` on. Warnings are errors.
struct Crate {
    dir: PathBuf,
}

impl Crate {
    /// Writes its manifest.
    fn new(edition: &str, folders: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pass-{edition}"));
        let runtime = root.join("../spmc-waker");
        let bins = folders.iter().flat_map(|folder| cases(folder));
        let bins = bins.map(|(name, path)| format!("[[bin]]\nname = '{name}'\npath = '{path}'\n"));
        let manifest = format!(
            "[package]\nname = 'pass-{edition}'\nversion = '0.0.0'\nedition = '{edition}'\n\
             [workspace]\n[lints.rust]\nwarnings = 'deny'\n[dependencies.spmc-waker]\n\
             path = '{}'\nfeatures = ['std', 'stream', 'sink']\n{}",
            runtime.display(),
            bins.collect::<String>()
        );
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("Cargo.toml"), manifest).unwrap();
        // The versions that the workspace has: nothing is downloaded.
        fs::copy(root.join("../Cargo.lock"), dir.join("Cargo.lock")).unwrap();
        Self { dir }
    }

    fn cargo(&self, args: &[&str]) {
        let status = Command::new(env!("CARGO"))
            .args(args)
            .args(["--quiet", "--offline"])
            .env("CARGO_TARGET_DIR", self.dir.with_file_name("pass"))
            .current_dir(&self.dir)
            .status();
        assert!(
            status.unwrap().success(),
            "`cargo {}` failed",
            args.join(" ")
        );
    }

    /// Runs the cases of a folder.
    fn run(&self, folder: &str) {
        for (name, _) in cases(folder) {
            self.cargo(&["run", "--bin", &name]);
        }
    }
}

/// The names and the paths of the files in a folder, of which there are some.
fn cases(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let cases: Vec<_> = files
        .map(|file| {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            (name, file.to_string_lossy().into_owned())
        })
        .collect();
    assert!(!cases.is_empty());
    cases
}
