//! Runs rustc on cases, with what cargo has built.
//!
//! Cargo would do the same, but takes longer: each case is a crate of its own.

use crate::{
    cases::{Case, here},
    diagnostic::{self, Message},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Mutex,
    thread,
};
use tinyjson::JsonValue;

/// Features of `spmc-waker` that are not among the default ones.
pub(crate) const FEATURES: &str = "std,stream,sink";

/// A compiler, and the runtime crate as it has built that.
pub(crate) struct Rustc {
    sysroot: PathBuf,
    release: String,
    runtime: PathBuf,
}

impl Rustc {
    /// Builds the runtime crate, where the build directory of the workspace does not have it.
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

    /// Whether this is the compiler that the messages of `fail/` come from.
    pub(crate) fn is_that_of_the_messages(&self) -> bool {
        self.release.starts_with("1.95.")
    }

    pub(crate) fn release(&self) -> &str {
        &self.release
    }

    /// A tool of the toolchain, told where the runtime crate is. It runs in the folder of the cases.
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

    /// What the compiler says of each case, in their order.
    pub(crate) fn check(&self, cases: &[Case]) -> Vec<Vec<Message>> {
        let said: Vec<_> = cases.iter().map(|_| Mutex::default()).collect();
        let next = Mutex::new(0..cases.len());
        let workers = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for worker in 0..workers {
                let (next, said) = (&next, &said);
                let out = out().join(format!("{worker}.rmeta"));
                scope.spawn(move || {
                    let take = || next.lock().unwrap().next();
                    while let Some(case) = take() {
                        *said[case].lock().unwrap() = self.check_one(&cases[case], &out);
                    }
                });
            }
        });
        said.into_iter()
            .map(|said| said.into_inner().unwrap())
            .collect()
    }

    fn check_one(&self, case: &Case, out: &Path) -> Vec<Message> {
        let mut command = self.command("rustc");
        command
            .arg(case.path_from_here())
            .args(["--edition=2024", "--emit=metadata", "--error-format=json"])
            // `main` calls nothing.
            .arg("-Adead_code")
            .arg("-o")
            .arg(out);
        let output = command.output().expect("rustc can be run");
        diagnostic::messages(&String::from_utf8_lossy(&output.stderr))
    }
}

/// A folder for what is made.
pub(crate) fn out() -> &'static Path {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(out).expect("a folder can be made in the build directory");
    out
}

/// Runs a command that must succeed.
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

/// The library of the runtime crate, in the folder with all that it depends on.
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
    // The library itself is named like that of other features.
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
