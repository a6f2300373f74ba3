//! The litmus tests that reasons name.

use std::{collections::BTreeMap, fs, path::Path};

/// How a reason names one: this, and its name.
const FOLDER: &str = "tests/litmus/";

/// Whether each litmus test shows the bad outcome.
pub(crate) struct Litmus(BTreeMap<String, bool>);

impl Litmus {
    /// Reads what the checker and herd7 are compared with.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let expected = fs::read_to_string(root.join(FOLDER).join("expected"));
        let expected = expected.map_err(|error| error.to_string())?;
        let rows = expected.lines().filter_map(|line| {
            let (name, outcome) = line.split_once(' ')?;
            Some((name.to_owned(), outcome == "Sometimes"))
        });
        Ok(Self(rows.collect()))
    }

    /// These tests, and what they show.
    #[cfg(test)]
    pub(crate) fn of<const N: usize>(rows: [(&str, bool); N]) -> Self {
        Self(rows.map(|(name, is_bad)| (name.to_owned(), is_bad)).into())
    }

    /// Whether a reason names a test that shows the bad outcome. An error if it names one that there is not.
    pub(crate) fn shows(&self, reason: &str) -> Result<bool, String> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        let mut shows = false;
        for rest in reason.split(FOLDER).skip(1) {
            let name = rest.split(|c| !is_part(c)).next().unwrap_or_default();
            match self.0.get(name) {
                Some(is_bad) => shows |= is_bad,
                None => return Err(format!("there is no litmus test `{name}`")),
            }
        }
        Ok(shows)
    }
}
