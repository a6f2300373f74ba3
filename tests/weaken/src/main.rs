//! Weakens each ordering of the runtime crate by one step, and expects a model to fail. `.ci/weaken` runs it.
//!
//! | file           | what it does                                                        |
//! |----------------|---------------------------------------------------------------------|
//! | `order.rs`     | orderings, the operations that they stand in, what is weaker        |
//! | `find.rs`      | finds the orderings of a source file                                |
//! | `named.rs`     | what constants and variables it has for them                        |
//! | `weakening.rs` | the steps of each, and the reasons beside the code                  |
//! | `litmus.rs`    | the litmus tests that these reasons name                            |
//! | `tree.rs`      | a copy of the workspace in which any of them can be weakened        |
//! | `sees.rs`      | which models can see the orderings of which file                    |
//! | `run.rs`       | runs models with one ordering weakened                              |
//! | `record.rs`    | what was found the last time, and which model has caught it         |
#![forbid(unsafe_code)]

mod find;
mod litmus;
mod named;
mod order;
mod record;
mod run;
mod sees;
#[cfg(test)]
mod tests;
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
    time::{Duration, Instant},
};
use weakening::{Source, Weakening};

const USAGE: &str = "\
usage: .ci/weaken [OPTION…] [WORD…]

Weakens each ordering by one step, and expects a model to fail, unless a comment beside the code says
`// not seen by loom: …`. With WORDs, only those with one of them in their names, or FILE:LINE.

  --changed BASE  only the files that have changed since that commit; all if the models have
  --all           also what has a reason, which must be unseen still
  --record        writes tests/weaken/record anew
  --list          lists them, and runs nothing
";

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
        Some(base) => changed_since(&root, base)?,
        None => None,
    };
    let is_changed = |file: &String| changed.as_ref().is_none_or(|files| files.contains(file));
    let chosen: Vec<&Weakening> = all
        .iter()
        .filter(|it| is_changed(&it.file) && options.names(it))
        .collect();
    if !all.iter().any(|it| options.names(it)) {
        return Err("no weakening has such a name, or is in such a line".to_owned());
    }
    let reasons =
        |all: &mut dyn Iterator<Item = &Weakening>| all.filter(|it| it.reason.is_some()).count();
    println!(
        "{} weakenings in all, {} have a reason; {} are chosen, {} have a reason",
        all.len(),
        reasons(&mut all.iter()),
        chosen.len(),
        reasons(&mut chosen.iter().copied()),
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
    let new: Vec<_> = all.iter().filter(|it| !record.has(&it.name)).collect();
    let (skipped, todo): (Vec<_>, Vec<_>) = chosen
        .into_iter()
        .partition(|it| it.reason.is_some() && !options.all);
    for it in skipped {
        record.set(&it.name, None);
    }
    let verdicts = check_all(&root, &sources, todo, &record)?;
    for verdict in &verdicts {
        if let Outcome::Caught(model) = &verdict.outcome {
            record.set(&verdict.it.name, Some(model));
        } else if verdict.is_expected {
            record.set(&verdict.it.name, None);
        }
    }
    let unexpected: Vec<_> = verdicts
        .iter()
        .filter(|verdict| !verdict.is_expected)
        .map(|verdict| verdict.it.name.as_str())
        .collect();
    if options.record {
        record.write(all.iter().map(|it| it.name.as_str()))?;
    }
    match (unexpected.as_slice(), new.first()) {
        ([], Some(it)) if !options.record => Err(format!(
            "{} weakenings are not recorded, and could get lost unseen, the first is `{}`: .ci/weaken --record",
            new.len(),
            it.name
        )),
        ([], _) => Ok(()),
        (names, _) => Err(format!("not as expected: {}", names.join("; "))),
    }
}

/// What came of a weakening, and whether that was to be expected.
struct Verdict<'a> {
    it: &'a Weakening,
    outcome: Outcome,
    is_expected: bool,
}

impl<'a> Verdict<'a> {
    const fn new(it: &'a Weakening, outcome: Outcome) -> Self {
        let is_caught = matches!(outcome, Outcome::Caught(_));
        Self {
            is_expected: is_caught == it.reason.is_none(),
            outcome,
            it,
        }
    }

    fn print(&self, time: Duration) {
        let what = match &self.outcome {
            Outcome::Caught(model) if self.is_expected => format!("caught by {model}"),
            Outcome::Caught(model) => format!("caught by {model}: its reason is outdated"),
            Outcome::Lives { passed, late: 0 } => format!("lives: {passed} models pass"),
            Outcome::Lives { passed, late } => {
                format!("lives: {passed} models pass, {late} take too long")
            }
        };
        let sign = if self.is_expected { "ok " } else { "BAD" };
        let (seconds, name) = (time.as_secs_f64(), &self.it.name);
        println!("{sign} {seconds:5.1} s  {name}: {what}");
    }
}

/// Weakens each of these, and prints what comes of it.
fn check_all<'a>(
    root: &Path,
    sources: &[Source],
    todo: Vec<&'a Weakening>,
    record: &Record,
) -> Result<Vec<Verdict<'a>>, String> {
    if todo.is_empty() {
        println!("nothing to run");
        return Ok(Vec::new());
    }
    let start = Instant::now();
    let tree = tree::copy(root, sources).map_err(|error| error.to_string())?;
    let models = Models::new(tree::build(root, &tree)?)?;
    println!("built in {:.1} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let queue = Mutex::new(todo.into_iter());
    let work = || {
        let mut verdicts = Vec::new();
        loop {
            let next = queue.lock().expect("nothing panics there").next();
            let Some(it) = next else {
                return Ok(verdicts);
            };
            let start = Instant::now();
            let outcome = models.check(it, record.model(&it.name).as_ref())?;
            let verdict = Verdict::new(it, outcome);
            verdict.print(start.elapsed());
            verdicts.push(verdict);
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let verdicts: Result<Vec<_>, String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no worker panics"))
            .collect()
    });
    let verdicts = verdicts?.into_iter().flatten().collect::<Vec<_>>();
    println!(
        "{} run in {:.1} s",
        verdicts.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(verdicts)
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

/// What decides about the orderings of all files.
const ABOUT_ALL: &[&str] = &[
    "spmc-waker/src/sync/atomic/",
    "tests/src/",
    "tests/tests/models/",
    "tests/tests/set_models/",
    "tests/weaken/",
];

/// The files below `spmc-waker/src` that have changed since a commit, with what is not committed. `None` if
/// all count as changed.
fn changed_since(root: &Path, base: &str) -> Result<Option<BTreeSet<String>>, String> {
    let git = |args: &[&str]| -> Result<String, String> {
        let output = Command::new("git").args(args).current_dir(root).output();
        let output = output.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let base = git(&["merge-base", base, "HEAD"])?;
    let changed = git(&["diff", "--name-only", base.trim()])?;
    let new = git(&["ls-files", "--others", "--exclude-standard"])?;
    let files: Vec<_> = changed.lines().chain(new.lines()).collect();
    let is_about_all = |file: &&str| ABOUT_ALL.iter().any(|about| file.starts_with(about));
    if files.iter().any(is_about_all) {
        return Ok(None);
    }
    let below = files
        .into_iter()
        .filter_map(|file| file.strip_prefix("spmc-waker/src/"));
    Ok(Some(below.map(str::to_owned).collect()))
}
