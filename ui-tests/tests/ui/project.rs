//! A crate with a binary for each case, so that one run of cargo compiles them all.

use crate::{
    cases::{Case, here},
    toolchain::Toolchain,
};
use cargo_metadata::{Message, diagnostic::Diagnostic};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

pub(crate) struct Project {
    dir: PathBuf,
}

impl Project {
    /// Writes the crate. `features` come on top of the default ones, `lints` is the table of that
    /// name in its manifest.
    pub(crate) fn new(
        name: &str,
        edition: &str,
        features: &[&str],
        lints: &str,
        cases: &[&Case],
    ) -> Self {
        let bins: String = cases.iter().copied().map(bin).collect();
        let manifest = format!(
            "[package]\nname = '{name}'\nversion = '0.0.0'\nedition = '{edition}'\n[workspace]\n\
             [lints.rust]\n{lints}\n\
             [dependencies.spmc-waker]\npath = '{}'\nfeatures = {features:?}\n{bins}",
            here().join("../spmc-waker").display(),
        );
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("Cargo.toml"), manifest).unwrap();
        // The versions that the workspace has: nothing is downloaded.
        fs::copy(here().join("../Cargo.lock"), dir.join("Cargo.lock")).unwrap();
        Self { dir }
    }

    /// Runs cargo, which must succeed, and shows what it says.
    pub(crate) fn cargo(&self, args: &[&str]) {
        let status = self.command(args).status().unwrap();
        assert!(status.success(), "`cargo {}` failed", args.join(" "));
    }

    /// Builds binaries, and runs each.
    pub(crate) fn run(&self, bins: &[&str]) {
        let build = ["build", "--message-format=json-render-diagnostics"];
        let mut command = self.command(&[&build, bins].concat());
        let output = command.stderr(Stdio::inherit()).output().unwrap();
        assert!(output.status.success(), "`{command:?}` failed");
        let executables = messages(&output.stdout).filter_map(|message| match message {
            Message::CompilerArtifact(artifact) => artifact.executable,
            _ => None,
        });
        let executables: Vec<_> = executables.collect();
        assert!(!executables.is_empty(), "`{command:?}` built nothing");
        for executable in executables {
            let status = Command::new(&executable).status().unwrap();
            assert!(status.success(), "{executable} failed: {status}");
        }
    }

    /// What rustc says of each case, in their order.
    pub(crate) fn check(&self, cases: &[&Case]) -> Vec<Vec<Diagnostic>> {
        let mut command =
            self.command(&["check", "--bins", "--keep-going", "--message-format=json"]);
        let output = command.output().unwrap();
        let mut said: Vec<Vec<Diagnostic>> = cases.iter().map(|_| Vec::new()).collect();
        let mut is_compiled = vec![false; cases.len()];
        let of = |target: &cargo_metadata::Target| {
            cases.iter().position(|case| case.path == target.src_path)
        };
        for message in messages(&output.stdout) {
            match message {
                Message::CompilerMessage(message) => match of(&message.target) {
                    Some(case) => {
                        is_compiled[case] = true;
                        said[case].push(message.message);
                    }
                    None => eprintln!("{}", message.message),
                },
                Message::CompilerArtifact(artifact) => {
                    if let Some(case) = of(&artifact.target) {
                        is_compiled[case] = true;
                    }
                }
                _ => {}
            }
        }
        assert!(
            is_compiled.iter().all(|is_compiled| *is_compiled),
            "cargo did not come to the cases:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    fn command(&self, args: &[&str]) -> Command {
        // In the folder that trybuild builds in, and as it does, so that the macro and what it
        // depends on are built once. Rustflags do not reach those, since there is a `--target`.
        let build = self.dir.join("../../tests/trybuild");
        let mut command = Command::new(env!("CARGO"));
        command
            .args(args)
            .args(["--quiet", "--offline", "--target", Toolchain::new().host()])
            .env("CARGO_TARGET_DIR", build)
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-C debuginfo=0")
            .current_dir(&self.dir);
        command
    }
}

fn bin(case: &Case) -> String {
    let name = case.name.replace('/', "-");
    let path = case.path.display();
    format!("[[bin]]\nname = '{name}'\npath = '{path}'\n")
}

fn messages(stdout: &[u8]) -> impl Iterator<Item = Message> {
    Message::parse_stream(stdout).map(|message| message.expect("cargo says what it is asked to"))
}
