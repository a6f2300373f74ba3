//! What was measured, as the files of the data folder say, and what is computed of it.

mod samples;
mod statistics;

pub(crate) use samples::{Case, Kind, Row};
pub(crate) use statistics::{Spread, maximum, minimum, quantile};

use crate::{Part, Result};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

pub(crate) const MACHINE_FILE: &str = "machine.json";

/// All results of a data folder.
pub(crate) struct Results {
    pub(crate) machine: Machine,
    pub(crate) waker: Section<Vec<Case>>,
    pub(crate) structures: Section<Vec<Case>>,
    pub(crate) counts: Section<Vec<Count>>,
    pub(crate) tokio: Section<Vec<BeforeAfter>>,
    pub(crate) wild: Section<Wild>,
    pub(crate) compile: Section<Compile>,
}

/// A part's results.
pub(crate) struct Section<T> {
    pub(crate) part: Part,
    /// `None` if it was never measured.
    pub(crate) record: Option<Record>,
    /// `None` if it has left no figures.
    pub(crate) figures: Option<T>,
}

/// The run of a part.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) command: String,
    /// The commit of this repository.
    pub(crate) commit: String,
    pub(crate) started: String,
    pub(crate) seconds: f64,
    /// The machine's load before and after.
    pub(crate) load: [Option<f64>; 2],
    pub(crate) quick: bool,
    /// Why it failed, if it did.
    pub(crate) error: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Machine {
    pub(crate) cpu: String,
    pub(crate) hardware_threads: usize,
    pub(crate) kernel: String,
    pub(crate) rustc: String,
    pub(crate) ours: Vec<Package>,
    pub(crate) peers: Vec<Package>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
}

/// What an operation executes, as `.ci/hot-paths` counts.
#[derive(Deserialize)]
pub(crate) struct Count {
    pub(crate) operation: String,
    pub(crate) mode: String,
    pub(crate) locked: f64,
    pub(crate) all: f64,
}

/// A case of a published crate with its own waker or waiting (before) and with ours (after), as `.ci/in-tokio` and
/// `.ci/in-the-wild` time it.
#[derive(Deserialize)]
pub(crate) struct BeforeAfter {
    pub(crate) case: String,
    /// How many are busy: "one" or "several".
    pub(crate) threads: String,
    pub(crate) before_ns: MinMedian,
    pub(crate) after_ns: MinMedian,
    pub(crate) ratio: Ratio,
    /// In tokio, the same with the waker that does not synchronise the condition.
    pub(crate) seqcst_ratio: Option<Ratio>,
    /// By version: "before", "after".
    pub(crate) counts: Option<BTreeMap<String, Executed>>,
}

/// What an operation executes.
#[derive(Deserialize)]
pub(crate) struct Executed {
    pub(crate) instructions: f64,
    pub(crate) locked: f64,
}

#[derive(Deserialize)]
pub(crate) struct MinMedian {
    pub(crate) min: f64,
    pub(crate) median: f64,
}

/// Of the time after to the time before: of the minima, of the medians, and what the middle half of the
/// ratios in a round lies between.
#[derive(Deserialize)]
pub(crate) struct Ratio {
    pub(crate) min: f64,
    pub(crate) median: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Published crates with our waiting, as `.ci/in-the-wild` tests and times them.
#[derive(Deserialize)]
pub(crate) struct Wild {
    pub(crate) crates: Vec<Changed>,
    pub(crate) cases: Vec<BeforeAfter>,
}

/// A published crate whose waiting was replaced by ours.
#[derive(Deserialize)]
pub(crate) struct Changed {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The part of it that waits.
    pub(crate) what: String,
    /// Lines taken out, and put in.
    pub(crate) lines: Pair<usize>,
    /// Its own tests, if they were run.
    pub(crate) tests: Option<Pair<Tests>>,
}

/// Of the published crate, and of the changed one.
#[derive(Deserialize)]
pub(crate) struct Pair<T> {
    pub(crate) before: T,
    pub(crate) after: T,
}

#[derive(Deserialize)]
pub(crate) struct Tests {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

/// What the macro writes, and the same written by hand.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Ways<T> {
    pub(crate) generated: T,
    pub(crate) by_hand: T,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Compile {
    /// Builds from nothing, each of the same and something more.
    pub(crate) clean: Vec<Build>,
    pub(crate) conditions: Vec<Conditions>,
    /// The code lines of a condition.
    pub(crate) lines: Ways<usize>,
    pub(crate) functions: Vec<Function>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Build {
    pub(crate) name: String,
    pub(crate) times: Times,
}

/// Seconds of repeated builds.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Times {
    /// On the clock.
    pub(crate) wall: Vec<f64>,
    /// Of processors.
    pub(crate) cpu: Vec<f64>,
}

/// A crate with that many conditions.
#[derive(Serialize, Deserialize)]
pub(crate) struct Conditions {
    pub(crate) count: usize,
    pub(crate) times: Ways<Times>,
    /// Its optimised machine code.
    pub(crate) bytes: Ways<u64>,
}

/// The machine code of one function.
#[derive(Serialize, Deserialize)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) bytes: Ways<u64>,
}

impl BeforeAfter {
    pub(crate) fn is_of_one_thread(&self) -> bool {
        self.threads == "one"
    }
}

impl Record {
    /// Where the record of a part is.
    pub(crate) fn file(data: &Path, part: Part) -> PathBuf {
        data.join(format!("{}.record.json", part.name()))
    }
}

impl Results {
    pub(crate) fn read(data: &Path) -> Result<Self> {
        let machine = data.join(MACHINE_FILE);
        if !machine.exists() {
            let data = data.display();
            return Err(format!("no run has left its figures in {data}").into());
        }
        Ok(Self {
            machine: from_json(&machine)?,
            waker: Section::read(data, Part::Waker, samples::read)?,
            structures: Section::read(data, Part::Structures, samples::read)?,
            counts: Section::read(data, Part::Counts, from_json)?,
            tokio: Section::read(data, Part::Tokio, from_json)?,
            wild: Section::read(data, Part::Wild, from_json)?,
            compile: Section::read(data, Part::Compile, from_json)?,
        })
    }
}

impl<T> Section<T> {
    fn read(data: &Path, part: Part, figures: fn(&Path) -> Result<T>) -> Result<Self> {
        let [record, file] = [Record::file(data, part), data.join(part.file())];
        Ok(Self {
            part,
            record: if_there(&record, from_json)?,
            figures: if_there(&file, figures)?,
        })
    }
}

fn if_there<T>(file: &Path, read: impl FnOnce(&Path) -> Result<T>) -> Result<Option<T>> {
    let value = file.exists().then(|| read(file)).transpose();
    value.map_err(|error| format!("{}: {error}", file.display()).into())
}

fn from_json<T: DeserializeOwned>(file: &Path) -> Result<T> {
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}
