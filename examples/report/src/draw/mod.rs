//! Draws the results: a page with everything, and two charts for a README.

mod bars;
mod cases;
mod chart;
mod compile;
mod counts;
mod curves;
mod figures;
mod page;
mod readme;
mod scale;
mod tables;
mod tokio;
mod wild;

use crate::{Result, results::Results};
use std::{fs, path::Path};

/// The page, which needs no other file.
pub(crate) const PAGE: &str = "index.html";

/// Writes all files to this folder.
pub(crate) fn write(results: &Results, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in files(results) {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// The files by name. The charts are left out where they were not measured.
pub(crate) fn files(results: &Results) -> Vec<(&'static str, String)> {
    let mut files = vec![(PAGE, page::page(results))];
    files.extend(readme::charts(results));
    files
}
