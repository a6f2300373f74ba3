//! What the tour prints.

use std::{
    fmt,
    io::{self, Write as _, stdout},
    thread,
    time::Duration,
};

const FAILED: &str = "FAILED";
const NAME_WIDTH: usize = 25;
const FIGURE_WIDTH: usize = 14;
const CELL_WIDTH: usize = FIGURE_WIDTH + 7;

/// What a check has measured or, if it failed, what was wrong.
pub(crate) type Outcome = Result<Passed, String>;

pub(crate) struct Passed {
    pub(crate) figure: Figure,
    /// What the figure is of, or how it compares.
    pub(crate) note: String,
}

pub(crate) enum Figure {
    Time(Duration),
    MessagesPerSecond(f64),
}

/// One row of the table, for one executor.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) outcome: Outcome,
}

struct Row {
    name: &'static str,
    /// The executor's name, and `None` if the check failed.
    cells: Vec<(&'static str, Option<Figure>)>,
}

pub(crate) struct Report {
    headings: usize,
    rows: Vec<Row>,
    failures: Vec<String>,
}

impl Report {
    pub(crate) fn start() -> io::Result<Self> {
        let cores = thread::available_parallelism()?;
        writeln!(stdout(), "A tour of #[waitable], on {cores} cores")?;
        warn_of_debug_build()?;
        Ok(Self {
            headings: 0,
            rows: Vec::new(),
            failures: Vec::new(),
        })
    }

    pub(crate) fn heading(&mut self, title: &str, file: &str, checks: &str) -> io::Result<()> {
        self.headings += 1;
        writeln!(stdout(), "\n{}. {title}", self.headings)?;
        writeln!(stdout(), "   {file}; {checks}")
    }

    pub(crate) fn add(&mut self, executor: &'static str, entries: Vec<Entry>) -> io::Result<()> {
        for Entry { name, outcome } in entries {
            let line = format!("   {executor:<8} {name:<NAME_WIDTH$}");
            let figure = match outcome {
                Ok(Passed { figure, note }) => {
                    writeln!(stdout(), "{line} {figure:>FIGURE_WIDTH$}  {note}")?;
                    Some(figure)
                }
                Err(wrong) => {
                    writeln!(stdout(), "{line} {FAILED:>FIGURE_WIDTH$}  {wrong}")?;
                    self.failures.push(format!("{name} on {executor}: {wrong}"));
                    None
                }
            };
            self.row(name).cells.push((executor, figure));
        }
        Ok(())
    }

    fn row(&mut self, name: &'static str) -> &mut Row {
        let index = self.rows.iter().position(|row| row.name == name);
        let index = index.unwrap_or_else(|| {
            self.rows.push(Row {
                name,
                cells: Vec::new(),
            });
            self.rows.len() - 1
        });
        &mut self.rows[index]
    }

    /// Prints the table, and says whether all checks have passed.
    pub(crate) fn finish(self) -> io::Result<bool> {
        let executors = self.rows.first().map_or(&[][..], |row| &row.cells);
        let executors = executors.iter().map(|(executor, _)| (*executor).to_owned());
        writeln!(stdout())?;
        print_row("", executors)?;
        for Row { name, cells } in &self.rows {
            let cells = cells.iter().map(|(_, figure)| match figure {
                Some(figure) => format!("ok {figure:>FIGURE_WIDTH$}"),
                None => FAILED.to_owned(),
            });
            print_row(name, cells)?;
        }
        writeln!(stdout())?;
        for failure in &self.failures {
            writeln!(stdout(), "{FAILED}: {failure}")?;
        }
        if self.failures.is_empty() {
            writeln!(stdout(), "All checks passed.")?;
        }
        warn_of_debug_build()?;
        Ok(self.failures.is_empty())
    }
}

fn print_row(name: &str, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let cells: String = cells.map(|cell| format!("{cell:>CELL_WIDTH$}")).collect();
    writeln!(stdout(), "{name:<NAME_WIDTH$}{cells}")
}

fn warn_of_debug_build() -> io::Result<()> {
    if cfg!(debug_assertions) {
        writeln!(
            stdout(),
            "The figures are of an unoptimised build. For honest ones: cargo run --release --example tour"
        )?;
    }
    Ok(())
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match *self {
            Self::Time(time) if time < Duration::from_millis(1) => {
                format!("{} µs", time.as_micros())
            }
            Self::Time(time) => format!("{:.1} ms", time.as_secs_f64() * 1e3),
            Self::MessagesPerSecond(rate) => format!("{:.2} M msg/s", rate / 1e6),
        };
        f.pad(&text)
    }
}
