//! The tables of `guide/verification` have each guarantee of the README and each check in `.ci`, and what they
//! name exists. Each message says what to add where.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const PAGE: &str = "spmc-waker/src/guide/verification.rs";

/// What in `.ci` is no check of its own, and why.
const NO_CHECKS: [(&str, &str); 7] = [
    ("run", "runs the checks of the gate"),
    ("build-times", "measures"),
    ("structure-counts", "measures"),
    ("doc-links", "a part of .ci/package"),
    ("debian", "unpacks packages for other checks"),
    ("debian-program", "unpacks programs for other checks"),
    ("rustc-for", "finds a compiler for other checks"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of the table whose header begins with this cell.
fn rows(text: &str, first: &str) -> Vec<Vec<String>> {
    let lines = text.lines().map(|line| line.trim_start_matches("//! "));
    let mut lines = lines.skip_while(|line| !line.starts_with(&format!("| {first} |")));
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    let width = cells(lines.next().expect("the table exists")).len();
    let rows: Vec<_> = lines
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    for row in &rows {
        assert_eq!(row.len(), width, "a row of another width: {row:?}");
    }
    rows
}

/// What a cell has in backticks.
fn code(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The command of a cell, without its `[optional]` arguments.
fn command(cell: &str) -> Option<String> {
    let command = code(cell).into_iter().next()?;
    let mut depth = 0;
    let is_required = |c: &char| {
        depth += i32::from(*c == '[');
        let outside = depth == 0;
        depth -= i32::from(*c == ']');
        outside
    };
    let required: String = command.chars().filter(is_required).collect();
    Some(required.trim().to_owned())
}

fn is_command(code: &str) -> bool {
    code.starts_with(".ci/") || code.starts_with("cargo ")
}

/// The time of each command of CONTRIBUTING.md's table.
fn documented_times() -> BTreeMap<String, String> {
    let rows = rows(&read("CONTRIBUTING.md"), "command");
    rows.into_iter()
        .filter_map(|row| Some((command(&row[0])?, row[2].clone())))
        .collect()
}

/// The commands of the page's second table, and their times.
fn commands() -> BTreeMap<String, String> {
    let rows = rows(&read(PAGE), "command");
    rows.into_iter()
        .filter_map(|row| Some((command(&row[0])?, row[1].clone())))
        .collect()
}

/// The programs in `.ci` that check something.
fn checks() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(".ci")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| read(&format!(".ci/{name}")).starts_with("#!"))
        .filter(|name| NO_CHECKS.iter().all(|(no_check, _)| no_check != name))
        .map(|name| format!(".ci/{name}"))
        .collect()
}

#[test]
fn each_guarantee_of_the_readme_has_its_row() {
    let bold = |text: &str| {
        let (name, _) = text.strip_prefix("**")?.split_once("**")?;
        Some(name.to_owned())
    };
    let readme = read("README.md");
    let guarantees = readme
        .split_once("## What is guaranteed")
        .expect("the section exists")
        .1;
    let guarantees = guarantees.split("\n## ").next().unwrap();
    let guarantees: Vec<_> = guarantees
        .lines()
        .filter_map(|line| bold(line.strip_prefix("* ")?))
        .collect();
    assert!(guarantees.len() >= 8, "too few were found: {guarantees:?}");
    let rows = rows(&read(PAGE), "guarantee");
    let rows: Vec<_> = rows.iter().filter_map(|row| bold(&row[0])).collect();
    assert_eq!(
        rows, guarantees,
        "the first table of {PAGE} needs a row for each `**guarantee**` of README.md, in that order"
    );
}

#[test]
fn what_the_guarantees_rest_on_exists() {
    for row in rows(&read(PAGE), "guarantee") {
        let [guarantee, argued, checked, _] = &row[..] else {
            panic!(
                "{PAGE}: a row is not `guarantee | argued in | checked by | not proved`: {row:?}"
            );
        };
        let files = code(argued);
        assert!(!files.is_empty(), "{guarantee}: argued nowhere");
        for file in files {
            let path = root().join("spmc-waker/src").join(&file);
            assert!(
                path.is_file(),
                "{PAGE}: {guarantee}: there is no spmc-waker/src/{file}"
            );
        }
        let (commands_here, others): (Vec<_>, Vec<_>) =
            code(checked).into_iter().partition(|code| is_command(code));
        assert!(
            !commands_here.is_empty(),
            "{guarantee}: no command checks it"
        );
        for command in commands_here {
            assert!(
                commands().contains_key(&command),
                "{PAGE}: {guarantee}: `{command}` has no row in the table of commands"
            );
        }
        let models = ["Waker", "Set"].map(|name| read(&format!("tests/tla/{name}.tla")));
        for other in others {
            assert!(
                root().join(&other).exists() || models.iter().any(|model| model.contains(&other)),
                "{PAGE}: {guarantee}: `{other}` is neither a path nor a property of the TLA+ models"
            );
        }
    }
}

#[test]
fn each_check_has_its_row() {
    let commands = commands();
    let programs: BTreeSet<_> = commands
        .keys()
        .map(|command| command.split(' ').next().unwrap().to_owned())
        .collect();
    let checks = checks();
    assert!(checks.len() >= 15, "too few were found: {checks:?}");
    let missing: Vec<_> = checks.difference(&programs).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: add to the table of commands in {PAGE}\n    \
         //! | `.ci/NAME` | TIME, as in CONTRIBUTING.md | what it shows | what it does not show |\n\
         and name it in the row of each guarantee that it checks. If it is no check, add it to NO_CHECKS in {}.",
        file!()
    );
    for program in programs
        .iter()
        .filter(|program| program.starts_with(".ci/"))
    {
        assert!(
            checks.contains(program),
            "{PAGE}: `{program}` is not in .ci: remove its row"
        );
    }
}

#[test]
fn each_command_has_the_time_that_contributing_says() {
    let documented = documented_times();
    for (command, time) in commands() {
        let documented = documented.get(&command).unwrap_or_else(|| {
            panic!("add a row of `{command}` to the table in CONTRIBUTING.md, section Commands")
        });
        assert_eq!(
            time, *documented,
            "{PAGE}: the time of `{command}` is not that of CONTRIBUTING.md"
        );
    }
    let missing: Vec<_> = checks()
        .into_iter()
        .filter(|check| !documented.contains_key(check))
        .collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: add a row to the table in CONTRIBUTING.md, section Commands: what it checks, and the time"
    );
}

#[test]
fn the_gate_or_a_job_runs_each_check() {
    let without_comments = |text: String| {
        let lines = text.lines();
        let code = lines.filter(|line| !line.trim_start().starts_with('#'));
        code.collect::<Vec<_>>().join("\n")
    };
    let runs = [".ci/run", ".ci/package", ".github/workflows/ci.yml"];
    let runs = runs.map(|file| without_comments(read(file)));
    for check in checks() {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let is_run = |text: &String| {
            text.match_indices(&check)
                .any(|(at, _)| ends(&text[at + check.len()..]))
        };
        assert!(
            runs.iter().any(is_run),
            "nothing runs `{check}`: add a step to .ci/run, or a job to .github/workflows/ci.yml"
        );
    }
}

/// In YAML, `: ` in a text without quotes begins a mapping, and ` #` a comment: then no job runs at all.
#[test]
fn the_workflow_quotes_commands_that_yaml_would_misread() {
    let workflow = read(".github/workflows/ci.yml");
    let commands = workflow
        .lines()
        .filter_map(|line| line.split_once("- run: "));
    let commands: Vec<_> = commands.map(|(_, command)| command).collect();
    assert!(commands.len() > 20, "too few were found");
    for command in commands {
        let is_plain = !command.starts_with(['\'', '"']);
        let is_misread = command.contains(": ") || command.contains(" #");
        assert!(!(is_plain && is_misread), "put this in quotes: {command}");
    }
}
