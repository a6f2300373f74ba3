//! Checks the programs of `pass/` in edition 2021, and the documentation of what is generated. In edition
//! 2024, the programs are tests of this package.

use crate::rustc::{FEATURES, Rustc, out, run};

#[test]
fn programs_compile_in_edition_2021() {
    let rustc = Rustc::with_features(FEATURES);
    for root in ["edition_2021", "roots/runtime_crate_elsewhere"] {
        let mut check = rustc.command("rustc");
        check
            .arg(format!("pass/{root}.rs"))
            .args(["--test", "--edition=2021", "--emit=metadata", "-o"])
            .arg(out().join("edition_2021.rmeta"));
        run(&mut check);
    }
}

#[test]
fn words_of_later_editions_work_in_edition_2021() {
    let rustc = Rustc::with_features(FEATURES);
    let program = out().join("words_of_later_editions");
    let mut build = rustc.command("rustc");
    build
        .args([
            "pass/words_of_later_editions.rs",
            "--test",
            "--edition=2021",
            "-o",
        ])
        .arg(&program);
    run(&mut build);
    run(&mut std::process::Command::new(program));
}

#[test]
fn the_documentation_of_what_is_generated_has_no_warning() {
    let rustc = Rustc::with_features(FEATURES);
    let mut rustdoc = rustc.command("rustdoc");
    rustdoc
        .args(["pass/documentation.rs", "--edition=2024", "-o"])
        .arg(out().join("doc"));
    run(&mut rustdoc);
}
