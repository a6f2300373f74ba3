//! What is to be weakened: each site by each step, and the reasons beside the code why one is not seen.

use crate::{
    find::{Site, find},
    order::Order,
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// Files with orderings that are not the algorithm's.
const EXEMPT: &[&str] = &[
    // How loom's atomics stand in for `SeqCst` ones.
    "sync/atomic/loom.rs",
];

/// How a comment begins that gives a reason. In parentheses may follow which weakenings of the statement
/// it is for, as in `(Acquire -> Relaxed)`, or `(failure Acquire -> Relaxed)`.
const NOT_SEEN: &str = "not seen by loom";

/// A source file of the runtime crate.
pub(crate) struct Source {
    /// Below `spmc-waker/src`.
    pub(crate) path: String,
    pub(crate) text: String,
    /// With the numbers that the instrumented code knows them by.
    pub(crate) sites: Vec<(usize, Site)>,
}

/// One site by one step.
#[derive(Clone, Debug)]
pub(crate) struct Weakening {
    /// What it is called, here and in the record.
    pub(crate) name: String,
    pub(crate) file: String,
    /// The lines of the statement.
    pub(crate) lines: std::ops::Range<usize>,
    pub(crate) site: usize,
    pub(crate) from: Order,
    pub(crate) to: Order,
    /// Why no model sees it.
    pub(crate) reason: Option<String>,
}

/// Reads the runtime crate's sources, and finds their sites.
pub(crate) fn sources(folder: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    let mut number = 0;
    for path in rust_files(folder).map_err(|error| error.to_string())? {
        let text = fs::read_to_string(folder.join(&path)).map_err(|error| error.to_string())?;
        let path = path.to_str().expect("paths are ASCII").replace('\\', "/");
        if EXEMPT.contains(&path.as_str()) {
            continue;
        }
        let sites = find(&text).map_err(|error| format!("{path}: {error}"))?;
        let numbered = sites.into_iter().map(|site| {
            number += 1;
            (number, site)
        });
        sources.push(Source {
            path,
            sites: numbered.collect(),
            text,
        });
    }
    Ok(sources)
}

fn rust_files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path.strip_prefix(root).expect("it is below").to_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// All weakenings of a file, in order. A step that has a reason is followed by those below it: what is
/// contained in the ordering has to be seen by itself.
pub(crate) fn weakenings(source: &Source) -> Result<Vec<Weakening>, String> {
    let mut all = Vec::new();
    let mut names = BTreeMap::new();
    let lines: Vec<_> = source.text.lines().collect();
    for (number, site) in &source.sites {
        let reasons = reasons(&lines, site);
        for from in &site.orders {
            let mut steps = site.role.weaker(*from).to_vec();
            while !steps.is_empty() {
                let to = steps.remove(0);
                let label = site.label(*from, to);
                let name = format!(
                    "{} {} {}: {label}",
                    source.path, site.function, site.operation
                );
                let count: &mut usize = names.entry(name.clone()).or_default();
                *count += 1;
                let reason = reasons
                    .iter()
                    .find(|reason| reason.labels.is_empty() || reason.labels.contains(&label));
                if reason.is_some() {
                    let below = site.role.weaker(to);
                    steps.extend(
                        below
                            .iter()
                            .filter(|to| !steps.contains(to))
                            .copied()
                            .collect::<Vec<_>>(),
                    );
                }
                all.push(Weakening {
                    name: if *count > 1 {
                        format!("{name} #{count}")
                    } else {
                        name
                    },
                    file: source.path.clone(),
                    lines: site.lines.clone(),
                    site: *number,
                    from: *from,
                    to,
                    reason: reason.map(|reason| reason.text.clone()),
                });
            }
        }
        let known = |label: &String| {
            all.iter()
                .any(|it| it.site == *number && it.name.contains(label))
        };
        // Another site of the statement may have it.
        let here = |it: &&(usize, Site)| it.1.lines == site.lines;
        let alone = source.sites.iter().filter(here).count() == 1;
        if let Some(label) = reasons
            .iter()
            .flat_map(|it| &it.labels)
            .find(|it| alone && !known(it))
        {
            return Err(format!(
                "{}:{}: a reason for `{label}`, which no ordering of the statement is weakened by",
                source.path, site.lines.start
            ));
        }
    }
    Ok(all)
}

impl Site {
    fn label(&self, from: Order, to: Order) -> String {
        let failure = match self.role {
            crate::order::Role::Failure => "failure ",
            _ => "",
        };
        format!("{failure}{from} -> {to}")
    }
}

struct Reason {
    /// What it is for. Everything, if it does not say.
    labels: Vec<String>,
    text: String,
}

/// The reasons in the comments of a statement: those right above it, and those inside.
fn reasons(lines: &[&str], site: &Site) -> Vec<Reason> {
    let comment = |line: &str| {
        line.split_once("//")
            .map(|(_, text)| text.trim().to_owned())
    };
    let mut first = site.lines.start - 1;
    while first > 0 && lines[first - 1].trim_start().starts_with("//") {
        first -= 1;
    }
    let mut reasons: Vec<Reason> = Vec::new();
    let mut open = false;
    for line in &lines[first..site.lines.end - 1] {
        let Some(text) = comment(line) else {
            open = false;
            continue;
        };
        if let Some((labels, reason)) = text
            .split_once(NOT_SEEN)
            .and_then(|(_, rest)| rest.split_once(':'))
        {
            let labels = labels.trim().trim_matches(['(', ')']);
            reasons.push(Reason {
                labels: labels
                    .split(',')
                    .map(|it| it.trim().to_owned())
                    .filter(|it| !it.is_empty())
                    .collect(),
                text: reason.trim().to_owned(),
            });
            open = true;
        } else if open {
            let reason = reasons.last_mut().expect("one is open");
            reason.text = format!("{} {text}", reason.text);
        }
    }
    reasons
}
