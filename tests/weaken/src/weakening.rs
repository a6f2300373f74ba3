//! What is to be weakened: each site by each step, and the reasons beside the code why one is not seen.

use crate::{
    find::{Site, find},
    litmus::Litmus,
    order::{Order, Role},
};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs, io,
    ops::Range,
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
    pub(crate) lines: Range<usize>,
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
        // The guide's code is that of its readers.
        if EXEMPT.contains(&path.as_str()) || path.starts_with("guide/") {
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

/// All weakenings of a file, in order. A step that neither a model nor a litmus test sees is followed by those
/// below it: what is contained in the ordering has to be seen by itself.
pub(crate) fn weakenings(source: &Source, litmus: &Litmus) -> Result<Vec<Weakening>, String> {
    let lines: Vec<_> = source.text.lines().collect();
    let mut all = Vec::new();
    let mut names = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (number, site) in &source.sites {
        let reasons = reasons(&lines, site);
        for from in &site.orders {
            let mut steps: VecDeque<_> = site.role.weaker(*from).iter().copied().collect();
            while let Some(to) = steps.pop_front() {
                let label = label(site, *from, to);
                let reason = reasons.iter().find(|reason| reason.is_for(&label));
                if let Some(Reason { line, text, .. }) = reason {
                    used.insert((*line, label.clone()));
                    let at = |error| format!("{}:{line}: {error}", source.path);
                    if text.is_empty() {
                        return Err(at("the reason is empty".to_owned()));
                    }
                    if !litmus.shows(text).map_err(at)? {
                        let below = site.role.weaker(to).iter();
                        let new: Vec<_> = below.filter(|it| !steps.contains(it)).collect();
                        steps.extend(new);
                    }
                }
                let mut name = format!(
                    "{} {} {}: {label}",
                    source.path, site.function, site.operation
                );
                let count: &mut usize = names.entry(name.clone()).or_default();
                *count += 1;
                if *count > 1 {
                    name = format!("{name} #{count}");
                }
                all.push(Weakening {
                    name,
                    file: source.path.clone(),
                    lines: site.lines.clone(),
                    site: *number,
                    from: *from,
                    to,
                    reason: reason.map(|reason| reason.text.clone()),
                });
            }
        }
    }
    require_used(source, &lines, &used)?;
    Ok(all)
}

/// What a step is called within its statement.
fn label(site: &Site, from: Order, to: Order) -> String {
    let failure = match site.role {
        Role::Failure => "failure ",
        _ => "",
    };
    format!("{failure}{from} -> {to}")
}

/// Why no model sees something.
struct Reason {
    /// Where it begins, counted from one.
    line: usize,
    /// What it is for. Everything, if it does not say.
    labels: Vec<String>,
    text: String,
}

impl Reason {
    /// What a comment's line begins, if it begins a reason.
    fn begin(line: usize, text: &str) -> Option<Self> {
        let (labels, text) = text.strip_prefix(NOT_SEEN)?.split_once(':')?;
        let labels = labels.trim().trim_matches(['(', ')']).split(',');
        let labels = labels.map(|label| label.trim().to_owned());
        Some(Self {
            line,
            labels: labels.filter(|label| !label.is_empty()).collect(),
            text: text.trim().to_owned(),
        })
    }

    fn is_for(&self, label: &String) -> bool {
        self.labels.is_empty() || self.labels.contains(label)
    }
}

fn comment(line: &str) -> Option<&str> {
    line.split_once("//").map(|(_, text)| text.trim())
}

/// The reasons in the comments of a statement: those right above it, and those inside.
fn reasons(lines: &[&str], site: &Site) -> Vec<Reason> {
    let mut first = site.lines.start - 1;
    while first > 0 && lines[first - 1].trim_start().starts_with("//") {
        first -= 1;
    }
    let mut reasons: Vec<Reason> = Vec::new();
    let mut is_open = false;
    for (index, line) in lines[..site.lines.end - 1].iter().enumerate().skip(first) {
        let text = comment(line).unwrap_or_default();
        if let Some(reason) = Reason::begin(index + 1, text) {
            reasons.push(reason);
            is_open = true;
        } else if text.is_empty() {
            is_open = false;
        } else if let (true, Some(reason)) = (is_open, reasons.last_mut()) {
            reason.text = format!("{} {text}", reason.text).trim_start().to_owned();
        }
    }
    reasons
}

/// Each reason is for an ordering that is there.
fn require_used(
    source: &Source,
    lines: &[&str],
    used: &BTreeSet<(usize, String)>,
) -> Result<(), String> {
    for (index, text) in lines.iter().enumerate() {
        let Some(text) = comment(text).filter(|text| text.starts_with(NOT_SEEN)) else {
            continue;
        };
        let line = index + 1;
        let at = |error| Err(format!("{}:{line}: {error}", source.path));
        let Some(reason) = Reason::begin(line, text) else {
            return at(format!("`{NOT_SEEN}` is followed by a colon, and a reason"));
        };
        if !used.iter().any(|(of, _)| *of == line) {
            return at("this reason is for no weakening of a statement that follows".to_owned());
        }
        let unused = |label: &&String| !used.contains(&(line, (*label).clone()));
        if let Some(label) = reason.labels.iter().find(unused) {
            return at(format!(
                "no ordering of the statement is weakened by `{label}`"
            ));
        }
    }
    Ok(())
}
