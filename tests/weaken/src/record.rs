//! The record: each weakening, and the model that has caught it, which is tried first the next time.

use crate::run::Model;
use std::{collections::BTreeMap, fs, path::PathBuf};

/// What the record says of a weakening that has a reason.
const NOT_SEEN: &str = "not seen by loom";

/// What came of each weakening the last time, by name.
pub(crate) struct Record {
    path: PathBuf,
    lines: BTreeMap<String, String>,
}

impl Record {
    pub(crate) fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines = text.lines().filter_map(|line| {
            let (name, outcome) = line.split_once(" = ")?;
            Some((name.to_owned(), outcome.to_owned()))
        });
        Self {
            lines: lines.collect(),
            path,
        }
    }

    pub(crate) fn model(&self, name: &str) -> Option<Model> {
        Model::parse(self.lines.get(name)?)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.lines.keys()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.lines.contains_key(name)
    }

    /// Says what has caught a weakening, or that a reason says why nothing does.
    pub(crate) fn set(&mut self, name: &str, model: Option<&Model>) {
        let outcome = model.map_or_else(|| NOT_SEEN.to_owned(), Model::to_string);
        self.lines.insert(name.to_owned(), outcome);
    }

    /// Writes the lines of these weakenings, in this order.
    pub(crate) fn write<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let lines = names.filter_map(|name| {
            let outcome = self.lines.get(name)?;
            Some(format!("{name} = {outcome}\n"))
        });
        fs::write(&self.path, lines.collect::<String>()).map_err(|error| error.to_string())
    }
}
