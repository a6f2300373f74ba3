//! Runs rustc on the cases, with the runtime crate that cargo has built.
//!
//! A case is a crate. For so many crates, cargo takes longer than rustc itself.

use crate::{
    cases::{Case, here},
    diagnostic::{self, Message},
};
use std::{
    env,
    fs::{self, File},
    iter,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};
use tinyjson::JsonValue;

/// The features of `spmc-waker` that are off by default.
pub(crate) const FEATURES: &str = "std,stream,sink";

/// The compiler, and the runtime crate that it has built.
pub(crate) struct Rustc {
    sysroot: PathBuf,
    release: String,
    runtime: PathBuf,
}

impl Rustc {
    /// Builds the runtime crate, unless it is in the build directory of the workspace already.
    pub(crate) fn with_features(features: &str) -> Self {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let asked = |option: &[&str]| {
            let output = Command::new(&rustc).args(option).output();
            stdout(&output.expect("rustc can be run, or cargo could not have built this"))
        };
        let version = asked(&["--version"]);
        let release = version.split(' ').nth(1).unwrap_or_default();
        Self {
            sysroot: asked(&["--print=sysroot"]).trim().into(),
            release: release.to_owned(),
            runtime: runtime(features),
        }
    }

    /// Whether the messages of `fail/` come from this version.
    pub(crate) fn is_that_of_the_messages(&self) -> bool {
        self.release.starts_with("1.95.")
    }

    pub(crate) fn release(&self) -> &str {
        &self.release
    }

    /// Returns a command that runs a tool of the toolchain in the folder of this package. Its arguments
    /// say where the runtime crate is.
    pub(crate) fn command(&self, tool: &str) -> Command {
        let mut command = Command::new(self.sysroot.join("bin").join(tool));
        let runtime = self.runtime.display();
        let dependencies = self.runtime.parent().unwrap_or(&self.runtime).display();
        command
            .current_dir(here())
            .arg(format!("--extern=spmc_waker={runtime}"))
            .arg(format!("-Ldependency={dependencies}"))
            .stdin(Stdio::null());
        command
    }

    /// Returns what the compiler says about each case.
    pub(crate) fn check(&self, cases: &[&Case]) -> Vec<Vec<Message>> {
        in_parallel(cases, |case, out| self.check_alone(case, out))
    }

    fn check_alone(&self, case: &Case, out: &Path) -> Vec<Message> {
        messages(self.checking(out).arg(case.path_from_here()))
    }

    /// Does the same, but compiles the cases as modules of a few crates, which takes a fifth of the time.
    /// An error in one case can suppress later messages about another.
    pub(crate) fn check_together(&self, cases: &[&Case]) -> Vec<Vec<Message>> {
        let crates: Vec<_> = cases.chunks(CASES_OF_A_CRATE).collect();
        let said = in_parallel(&crates, |cases, out| {
            let modules = cases.iter().enumerate().map(|(number, case)| {
                let path = case.path_from_here().display();
                format!("#[path = \"{path}\"] mod case_{number};\n")
            });
            let root = out.with_extension("rs");
            let source = modules.chain(["fn main() {}".to_owned()]);
            fs::write(&root, source.collect::<String>()).expect("a file can be written");
            let mut command = self.checking(out);
            // In code from the standard input, paths start at the working directory.
            command
                .arg("-")
                .stdin(File::open(root).expect("it was written"));
            let said = messages(&mut command);
            let is_about_one = |message: &Message| cases.iter().any(|case| message.is_about(case));
            if !said.iter().all(is_about_one) {
                // It points into another file: a crate for each case tells whose it is.
                return cases
                    .iter()
                    .map(|case| self.check_alone(case, out))
                    .collect();
            }
            let of_case = |case: &&Case| {
                let own = said.iter().filter(|message| message.is_about(case));
                own.cloned().collect::<Vec<_>>()
            };
            cases.iter().map(of_case).collect::<Vec<_>>()
        });
        said.into_iter().flatten().collect()
    }

    fn checking(&self, out: &Path) -> Command {
        let mut command = self.command("rustc");
        command
            .args(["--edition=2024", "--crate-name=case", "--emit=metadata"])
            .arg("--error-format=json")
            // `main` calls nothing.
            .arg("-Adead_code")
            .arg("-o")
            .arg(out);
        command
    }
}

/// The number of cases that are compiled together.
const CASES_OF_A_CRATE: usize = 40;

fn messages(command: &mut Command) -> Vec<Message> {
    let output = command.output().expect("rustc can be run");
    diagnostic::messages(&String::from_utf8_lossy(&output.stderr))
}

/// Calls a function for each item, on all processors at once. Each call gets the path of a file that it
/// may write.
fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T, &Path) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut results = thread::scope(|scope| {
        let workers = (0..workers).map(|worker| {
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                let out = out().join(format!("{worker}-{:?}.rmeta", thread::current().id()));
                let take = || {
                    let index = next.fetch_add(1, Relaxed);
                    all.get(index).map(|item| (index, item))
                };
                let results = iter::from_fn(take).map(|(index, item)| (index, work(item, &out)));
                let results: Vec<_> = results.collect();
                for file in [out.with_extension("rs"), out] {
                    // After an error, rustc has not written it.
                    let _ = fs::remove_file(file);
                }
                results
            })
        });
        let workers: Vec<_> = workers.collect();
        let results = workers.into_iter().map(|worker| worker.join().unwrap());
        results.flatten().collect::<Vec<_>>()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Returns a folder for temporary files.
pub(crate) fn out() -> &'static Path {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(out).expect("a folder can be made in the build directory");
    out
}

/// Runs a command, which must succeed.
pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the command can be run");
    assert!(
        output.status.success(),
        "{command:?} failed\n{}{}",
        stdout(&output),
        String::from_utf8_lossy(&output.stderr),
    );
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Builds the runtime crate. Returns the path of the library, which is in one folder with its
/// dependencies.
fn runtime(features: &str) -> PathBuf {
    let build = out().parent().expect("it lies in the build directory");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--package=spmc-waker", "--message-format=json"])
        .arg(format!("--features={features}"))
        .arg("--target-dir")
        .arg(build)
        .current_dir(here().join(".."));
    let said = stdout(&run(&mut cargo));
    let built = said.lines().filter_map(|line| line.parse().ok());
    let files = built.filter(is_runtime).flat_map(|artifact: JsonValue| {
        diagnostic::list(&artifact, "filenames", |file| {
            file.get::<String>().cloned().unwrap_or_default()
        })
    });
    let mut files = files.map(PathBuf::from);
    // The other file has the same path for all features.
    let library = files.find(|file| {
        file.extension()
            .is_some_and(|extension| extension == "rmeta")
    });
    library
        .expect("cargo says what it has built")
        .with_extension("rlib")
}

fn is_runtime(message: &JsonValue) -> bool {
    let target = diagnostic::field(message, "target");
    let name = target.and_then(|target| diagnostic::text(target, "name"));
    name.is_some_and(|name| name == "spmc_waker")
}
