//! The compiler that the cases are built with.

use std::{env, process::Command};

/// What `rustc` says of itself.
pub(crate) struct Toolchain {
    verbose_version: String,
}

impl Toolchain {
    pub(crate) fn new() -> Self {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = Command::new(rustc).arg("-vV").output();
        let output = output.expect("rustc can be run, or cargo could not have built this");
        Self {
            verbose_version: String::from_utf8_lossy(&output.stdout).into_owned(),
        }
    }

    /// Whether this is the compiler that the messages of `fail/` come from, and the lints of `pass/`.
    pub(crate) fn is_that_of_the_messages(&self) -> bool {
        self.field("release").starts_with("1.95.")
    }

    pub(crate) fn release(&self) -> &str {
        self.field("release")
    }

    pub(crate) fn host(&self) -> &str {
        self.field("host")
    }

    fn field(&self, name: &str) -> &str {
        let mut fields = self
            .verbose_version
            .lines()
            .map(|line| line.split_once(": "));
        let value = fields.find_map(|field| field.filter(|(key, _)| *key == name));
        value.expect("rustc says its release and its host").1
    }
}
