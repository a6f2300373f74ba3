//! Weakens each ordering of the runtime crate by one step, and expects a model to fail. `.ci/weaken` runs it.
//!
//! | file           | what it does                                                        |
//! |----------------|---------------------------------------------------------------------|
//! | `order.rs`     | orderings, the operations that they stand in, what is weaker        |
//! | `find.rs`      | finds the orderings of a source file                                |
//! | `weakening.rs` | the steps of each, and the reasons beside the code                  |
//! | `litmus.rs`    | the litmus tests that these reasons name                            |
//! | `tree.rs`      | a copy of the workspace in which any of them can be weakened        |
//! | `sees.rs`      | which models can see the orderings of which file                    |
//! | `run.rs`       | runs models with one ordering weakened                              |
//! | `record.rs`    | what was found the last time, and which model has caught it         |
#![forbid(unsafe_code)]

mod find;
mod litmus;
mod order;
mod record;
mod run;
mod sees;
mod tree;
mod weakening;

use litmus::Litmus;
use record::Record;
use run::{Models, Outcome};
use std::{
    collections::BTreeSet,
    env,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    sync::Mutex,
    thread,
    time::Instant,
};
use weakening::Weakening;

const USAGE: &str = "\
usage: .ci/weaken [OPTION…] [WORD…]

Weakens each ordering by one step, and expects a model to fail, unless a comment beside the code says
`// not seen by loom: …`. With WORDs, only those with one of them in their names, or FILE:LINE.

  --changed BASE  only the files that have changed since that commit
  --all           also what has a reason, which must be unseen still
  --record        writes tests/weaken/record anew
  --list          lists them, and runs nothing
";

/// How many models run at a time.
const WORKERS: usize = 2;

#[derive(Default)]
struct Options {
    all: bool,
    record: bool,
    list: bool,
    base: Option<String>,
    words: Vec<String>,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--all" => options.all = true,
                "--record" => options.record = true,
                "--list" => options.list = true,
                "--changed" => options.base = Some(args.next().ok_or(USAGE)?),
                _ if arg.starts_with('-') => return Err(USAGE.to_owned()),
                _ => options.words.push(arg),
            }
        }
        Ok(options)
    }

    /// Whether the words name this one.
    fn names(&self, it: &Weakening) -> bool {
        let is_at = |word: &str| {
            let (file, line) = word.split_once(':')?;
            let line: usize = line.parse().ok()?;
            Some(file.ends_with(&it.file) && it.lines.contains(&line))
        };
        let is_named = |word: &String| is_at(word).unwrap_or_else(|| it.name.contains(word));
        self.words.is_empty() || self.words.iter().any(is_named)
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let options = Options::parse(env::args().skip(1))?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().map_err(|error| error.to_string())?;
    let sources = weakening::sources(&root.join("spmc-waker/src"))?;
    let litmus = Litmus::read(&root)?;
    let mut all = Vec::new();
    for source in &sources {
        all.extend(weakening::weakenings(source, &litmus)?);
    }
    let mut record = Record::read(root.join("tests/weaken/record"));
    if !options.record {
        require_recorded(&record, &all)?;
    }

    let changed = match &options.base {
        Some(base) => Some(changed_since(&root, base)?),
        None => None,
    };
    let is_changed = |file: &String| changed.as_ref().is_none_or(|files| files.contains(file));
    let chosen: Vec<&Weakening> = all
        .iter()
        .filter(|it| is_changed(&it.file) && options.names(it))
        .collect();
    let with_reason = chosen.iter().filter(|it| it.reason.is_some()).count();
    println!(
        "{} weakenings, {} of them with a reason why no model sees them; of these, {} and {with_reason} now",
        all.len(),
        all.iter().filter(|it| it.reason.is_some()).count(),
        chosen.len(),
    );
    if options.list {
        for it in chosen {
            println!("{}", it.name);
            if let Some(reason) = &it.reason {
                println!("    not seen by loom: {reason}");
            }
        }
        return Ok(());
    }
    let (skipped, todo): (Vec<_>, Vec<_>) = chosen
        .into_iter()
        .partition(|it| it.reason.is_some() && !options.all);
    for it in skipped {
        record.set(&it.name, None);
    }
    let unexpected = check_all(&root, &sources, todo, &mut record)?;
    if options.record {
        record.write(all.iter().map(|it| it.name.as_str()))?;
    } else {
        require_all_recorded(&record, &all)?;
    }
    match unexpected.as_slice() {
        [] => Ok(()),
        names => Err(format!("not as expected: {}", names.join("; "))),
    }
}

/// Weakens each of these, and prints what came of it. Returns the unexpected.
fn check_all(
    root: &Path,
    sources: &[weakening::Source],
    todo: Vec<&Weakening>,
    record: &mut Record,
) -> Result<Vec<String>, String> {
    if todo.is_empty() {
        println!("nothing to run");
        return Ok(Vec::new());
    }
    let start = Instant::now();
    let tree = tree::copy(root, sources).map_err(|error| error.to_string())?;
    let models = Models::new(tree::build(root, &tree)?)?;
    println!("built in {:.1} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let count = todo.len();
    let queue = Mutex::new(todo.into_iter());
    let found = Mutex::new((record, Vec::new()));
    let work = || -> Result<(), String> {
        loop {
            let next = queue.lock().expect("nothing panics there").next();
            let Some(it) = next else {
                return Ok(());
            };
            let start = Instant::now();
            let first = found
                .lock()
                .expect("nothing panics there")
                .0
                .model(&it.name);
            let outcome = models.check(it, first.as_ref())?;
            let seconds = start.elapsed().as_secs_f64();
            let (record, unexpected) = &mut *found.lock().expect("nothing panics there");
            let (is_expected, what) = match outcome {
                Outcome::Caught(model) => {
                    record.set(&it.name, Some(&model));
                    let what = match it.reason {
                        Some(_) => format!("caught by {model}: its reason is outdated"),
                        None => format!("caught by {model}"),
                    };
                    (it.reason.is_none(), what)
                }
                Outcome::Lives { passed, too_long } => {
                    let late = match too_long {
                        0 => String::new(),
                        count => format!(", {count} take too long"),
                    };
                    (
                        it.reason.is_some(),
                        format!("lives: {passed} models pass{late}"),
                    )
                }
            };
            let sign = if is_expected { "ok " } else { "BAD" };
            println!("{sign} {seconds:5.1} s  {}: {what}", it.name);
            if !is_expected {
                unexpected.push(it.name.clone());
            }
        }
    };
    let results: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no worker panics"))
            .collect()
    });
    results.into_iter().collect::<Result<(), String>>()?;
    println!("{count} run in {:.1} s", start.elapsed().as_secs_f64());
    Ok(found.into_inner().expect("nothing panics there").1)
}

/// Each weakening of the record is found again: none has got lost to this program, or from the code.
fn require_recorded(record: &Record, all: &[Weakening]) -> Result<(), String> {
    let found: BTreeSet<_> = all.iter().map(|it| &it.name).collect();
    let lost: Vec<_> = record
        .names()
        .filter(|name| !found.contains(name))
        .collect();
    match lost.first() {
        None if found.is_empty() => Err("no ordering is found at all".to_owned()),
        None => Ok(()),
        Some(name) => Err(format!(
            "{} of {} weakenings are recorded and not found, the first is `{name}`. If they are gone from the \
             code on purpose: .ci/weaken --record",
            lost.len(),
            record.names().count(),
        )),
    }
}

/// Each weakening is in the record, so that it cannot get lost unseen.
fn require_all_recorded(record: &Record, all: &[Weakening]) -> Result<(), String> {
    let new: Vec<_> = all.iter().filter(|it| !record.has(&it.name)).collect();
    match new.first() {
        None => Ok(()),
        Some(it) => Err(format!(
            "{} weakenings are not recorded, the first is `{}`: .ci/weaken --record",
            new.len(),
            it.name
        )),
    }
}

/// The files below `spmc-waker/src` that have changed since a commit, with what is not committed.
fn changed_since(root: &Path, base: &str) -> Result<BTreeSet<String>, String> {
    let git = |args: &[&str]| -> Result<String, String> {
        let output = Command::new("git").args(args).current_dir(root).output();
        let output = output.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let base = git(&["merge-base", base, "HEAD"])?;
    let changed = git(&["diff", "--name-only", base.trim(), "--", "spmc-waker/src"])?;
    let new = git(&[
        "ls-files",
        "--others",
        "--exclude-standard",
        "--",
        "spmc-waker/src",
    ])?;
    let files = changed.lines().chain(new.lines());
    let below = files.filter_map(|file| file.strip_prefix("spmc-waker/src/"));
    Ok(below.map(str::to_owned).collect())
}
