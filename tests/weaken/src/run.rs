//! Runs models with one ordering weakened.

use crate::{sees::seen_by, weakening::Weakening};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::PathBuf,
    process::{Command, ExitStatus, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

/// A model that goes round in a circle takes ever more memory: so many kilobytes end it, which counts as a failure.
const MEMORY_LIMIT: usize = 3 << 20;

/// How long a model may take. The longest of them takes 20 s.
const TIME_LIMIT: Duration = Duration::from_secs(300);

/// A model, and how many preemptions loom tries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Model {
    target: String,
    bound: usize,
    test: String,
}

impl Model {
    /// As it is displayed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (target, test) = text.split_once(' ')?;
        let (target, bound) = target.split_once('/').unwrap_or((target, "2"));
        Some(Self {
            target: target.to_owned(),
            bound: bound.parse().ok()?,
            test: test.to_owned(),
        })
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            target,
            bound,
            test,
        } = self;
        match bound {
            2 => write!(f, "{target} {test}"),
            bound => write!(f, "{target}/{bound} {test}"),
        }
    }
}

/// What came of a weakening.
pub(crate) enum Outcome {
    /// This model fails, and passes without it.
    Caught(Model),
    /// So many models pass, or take too long.
    Lives { passed: usize, late: usize },
}

/// The built models.
pub(crate) struct Models {
    programs: BTreeMap<String, PathBuf>,
    tests: BTreeMap<String, Vec<String>>,
    /// Those that pass with nothing weakened.
    sound: Mutex<BTreeSet<Model>>,
}

impl Models {
    pub(crate) fn new(programs: BTreeMap<String, PathBuf>) -> Result<Self, String> {
        let mut tests = BTreeMap::new();
        for (target, program) in &programs {
            let listed = Command::new(program).arg("--list").output();
            let listed = listed.map_err(|error| error.to_string())?;
            let listed = String::from_utf8_lossy(&listed.stdout);
            let names = listed
                .lines()
                .filter_map(|line| line.strip_suffix(": test"));
            tests.insert(target.clone(), names.map(str::to_owned).collect());
        }
        let models = Self {
            programs,
            tests,
            sound: Mutex::default(),
        };
        models.require_instrumented()?;
        Ok(models)
    }

    /// Programs in which nothing can be weakened would pass.
    fn require_instrumented(&self) -> Result<(), String> {
        for (target, program) in &self.programs {
            let test = self.tests[target].first().ok_or("a program has no tests")?;
            let status = Command::new(program)
                .args(["--exact", test])
                .env("WEAKEN", "0 no ordering")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .map_err(|error| error.to_string())?;
            if status.success() {
                return Err(format!("{target} is not the instrumented program"));
            }
        }
        Ok(())
    }

    /// Tries models until one fails, `first` before the others.
    pub(crate) fn check(&self, it: &Weakening, first: Option<&Model>) -> Result<Outcome, String> {
        let first = first.filter(|model| {
            let tests = self.tests.get(&model.target);
            tests.is_some_and(|tests| tests.contains(&model.test))
        });
        let candidates = self.candidates(&it.file)?;
        let (mut tried, mut late) = (BTreeSet::new(), 0);
        for model in first.into_iter().chain(&candidates) {
            if !tried.insert(model) {
                continue;
            }
            match self.run(model, Some(it))? {
                None => late += 1,
                Some(status) if status.success() => {}
                Some(_) => {
                    self.require_sound(model)?;
                    return Ok(Outcome::Caught(model.clone()));
                }
            }
        }
        let passed = tried.len() - late;
        Ok(Outcome::Lives { passed, late })
    }

    fn candidates(&self, file: &str) -> Result<Vec<Model>, String> {
        let Some(models) = seen_by(file) else {
            return Err(format!(
                "{file}: say in tests/weaken/src/sees.rs which models see it"
            ));
        };
        let mut candidates = Vec::new();
        for models in models {
            let tests = self.tests.get(models.target).into_iter().flatten();
            let found = tests.filter(|test| test.starts_with(models.filter));
            let before = candidates.len();
            candidates.extend(found.map(|test| Model {
                target: models.target.to_owned(),
                bound: models.bound,
                test: test.clone(),
            }));
            if candidates.len() == before {
                return Err(format!("no model's name begins with `{}`", models.filter));
            }
        }
        Ok(candidates)
    }

    /// A model that fails anyway shows nothing.
    fn require_sound(&self, model: &Model) -> Result<(), String> {
        let known = || self.sound.lock().expect("nothing panics there");
        if !known().contains(model) {
            match self.run(model, None)? {
                Some(status) if status.success() => _ = known().insert(model.clone()),
                _ => return Err(format!("{model} fails with nothing weakened")),
            }
        }
        Ok(())
    }

    /// How a model ends, if it does in time.
    fn run(&self, model: &Model, it: Option<&Weakening>) -> Result<Option<ExitStatus>, String> {
        let limited = format!("ulimit -v {MEMORY_LIMIT}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command
            .args(["-c", &limited])
            .arg(&self.programs[&model.target])
            .args(["--exact", &model.test])
            .env("LOOM_MAX_PREEMPTIONS", model.bound.to_string())
            .env("RUST_BACKTRACE", "0")
            .env_remove("WEAKEN")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(Weakening { site, from, to, .. }) = it {
            command.env("WEAKEN", format!("{site} {from} {to}"));
        }
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
                return Ok(Some(status));
            }
            if start.elapsed() > TIME_LIMIT {
                child
                    .kill()
                    .and_then(|()| child.wait())
                    .map_err(|error| error.to_string())?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}
