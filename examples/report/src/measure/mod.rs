//! Runs what measures. Each part leaves a file with its figures, and a record of its run.

mod compile;
mod machine;
mod process;
mod progress;

use crate::{
    Part, Result,
    results::{MACHINE_FILE, Record},
};
use compile::cargo;
use progress::{Progress, Step};
use std::{fs, path::Path, process::Command, time::Instant};

/// Measures these parts one after the other. A part that fails says so in its record.
pub(crate) fn measure(root: &Path, parts: &[Part], data: &Path, quick: bool) -> Result<()> {
    fs::create_dir_all(data)?;
    let data = &data.canonicalize()?;
    let machine = serde_json::to_string_pretty(&machine::describe(root)?)?;
    fs::write(data.join(MACHINE_FILE), machine)?;
    let progress = Progress::start(parts);
    for &part in parts {
        let step = progress.begin(part);
        let start = Instant::now();
        let (started, load_before) = (machine::now(), machine::load());
        let file = data.join(part.file());
        if file.exists() {
            fs::remove_file(&file)?;
        }
        let measured = measure_part(root, part, &file, quick, &step);
        let record = Record {
            command: shown_command(part, quick),
            commit: machine::commit(root),
            started,
            seconds: start.elapsed().as_secs_f64(),
            load: [load_before, machine::load()],
            quick: quick && part != Part::Counts,
            error: measured.err().map(|error| error.to_string()),
        };
        step.end(record.error.is_none());
        fs::write(
            Record::file(data, part),
            serde_json::to_string_pretty(&record)?,
        )?;
    }
    Ok(())
}

/// What people type to measure this part alone.
fn shown_command(part: Part, quick: bool) -> String {
    let command = match part {
        Part::Waker => "cargo bench -p spmc-waker-bench --bench compare",
        Part::Structures => "cargo bench -p spmc-waker-examples-bench --bench structures",
        Part::Counts => ".ci/hot-paths",
        Part::Tokio => ".ci/in-tokio --bench-only",
        Part::Wild => ".ci/in-the-wild",
        Part::Compile => "cargo run --release -p spmc-waker-report -- --only compile",
    };
    let option = match part {
        Part::Waker | Part::Structures if quick => " -- --quick",
        Part::Compile if quick => " --quick",
        _ => "",
    };
    format!("{command}{option}")
}

fn measure_part(root: &Path, part: Part, file: &Path, quick: bool, step: &Step) -> Result<()> {
    match part {
        Part::Waker => bench(root, "spmc-waker-bench", "compare", file, quick, step),
        Part::Structures => bench(
            root,
            "spmc-waker-examples-bench",
            "structures",
            file,
            quick,
            step,
        ),
        Part::Counts => {
            let mut command = Command::new(root.join(".ci/hot-paths"));
            process::run(
                command.arg("--json").arg(file).current_dir(root),
                file,
                step,
            )
        }
        Part::Tokio | Part::Wild if quick => Err("a quick run leaves this out".into()),
        Part::Tokio => {
            let mut command = Command::new(root.join(".ci/in-tokio"));
            command.args(["--bench-only", "--json"]).arg(file);
            process::run(command.current_dir(root), file, step)
        }
        Part::Wild => {
            let mut command = Command::new(root.join(".ci/in-the-wild"));
            command.arg("--json").arg(file);
            process::run(command.current_dir(root), file, step)
        }
        Part::Compile => compile::measure(root, file, quick, step),
    }
}

fn bench(
    root: &Path,
    package: &str,
    bench: &str,
    file: &Path,
    quick: bool,
    step: &Step,
) -> Result<()> {
    let mut command = cargo();
    command
        .args(["bench", "--package", package, "--bench", bench, "--"])
        .arg(format!("--samples={}", file.display()))
        .args(quick.then_some("--quick"))
        .current_dir(root);
    process::run(&mut command, file, step)
}
