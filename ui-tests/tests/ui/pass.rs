//! `pass/`: what must compile without a warning, and run, in both editions.

use crate::{
    cases::{Case, cases_in, here},
    project::Project,
    toolchain::Toolchain,
};

const FEATURES: [&str; 3] = ["std", "stream", "sink"];

#[test]
fn pass() {
    let earlier = Project::new(
        "pass-2021",
        "2021",
        &FEATURES,
        DENY,
        &refs(&cases(&["", "all_features", "edition_2021"])),
    );
    earlier.cargo(&["check", "--bins"]);
    for case in cases(&["edition_2021"]) {
        earlier.run(&["--bin", &case.name.replace('/', "-")]);
    }

    let present = Project::new(
        "pass-2024",
        "2024",
        &FEATURES,
        DENY,
        &refs(&cases(&["", "all_features"])),
    );
    // A later clippy has other lints.
    if Toolchain::new().is_that_of_the_messages() {
        present.cargo(&["clippy", "--bins"]);
    }
    present.run(&["--bins"]);
    present.cargo(&["rustdoc", "--bin", "pass-documentation"]);
}

const DENY: &str = "warnings = 'deny'";

fn refs(cases: &[Case]) -> Vec<&Case> {
    cases.iter().collect()
}

/// The cases of some folders of `pass/`.
fn cases(folders: &[&str]) -> Vec<Case> {
    let folders = folders
        .iter()
        .map(|folder| here().join("pass").join(folder));
    folders.flat_map(|folder| cases_in(&folder)).collect()
}
