//! The command line.

use crate::{Part, Result};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};

pub(crate) const HELP: &str = "\
Measures everything, and draws a page of it.

  --only PART    measures one part; what was measured of the others before is drawn too.
                 May be given several times: waker, structures, counts, tokio, wild, compile
  --quick        measures in few rounds: to see that everything works, not what it takes
  --from FOLDER  measures nothing, and draws what an earlier run has left in this folder
  --out FOLDER   where page and charts go; target/report by default

Figures are left in target/report/data, and in target/report/quick/data by a quick run.";

pub(crate) struct Options {
    /// What is measured.
    pub(crate) parts: Vec<Part>,
    pub(crate) quick: bool,
    /// The folder of the figures.
    pub(crate) data: PathBuf,
    /// The folder of the page.
    pub(crate) out: PathBuf,
}

impl Options {
    /// The options of this process; `None` if help is asked for.
    pub(crate) fn parse(root: &Path) -> Result<Option<Self>> {
        Self::parse_with(lexopt::Parser::from_env(), root)
    }

    fn parse_with(mut parser: lexopt::Parser, root: &Path) -> Result<Option<Self>> {
        let (mut parts, mut quick, mut from, mut out) = (Vec::new(), false, None, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("help") | Short('h') => return Ok(None),
                Long("only") => parts.push(parser.value()?.parse_with(Part::named)?),
                Long("quick") => quick = true,
                Long("from") => from = Some(PathBuf::from(parser.value()?)),
                Long("out") => out = Some(PathBuf::from(parser.value()?)),
                other => return Err(other.unexpected().into()),
            }
        }
        if from.is_some() && (quick || !parts.is_empty()) {
            return Err("`--from` measures nothing, so `--only` and `--quick` say nothing".into());
        }
        if parts.is_empty() && from.is_none() {
            parts = Part::ALL.into();
        }
        let folder = root.join(if quick {
            "target/report/quick"
        } else {
            "target/report"
        });
        Ok(Some(Self {
            parts,
            quick,
            data: from.unwrap_or_else(|| folder.join("data")),
            out: out.unwrap_or(folder),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        let parser = lexopt::Parser::from_args(arguments);
        let options = Options::parse_with(parser, Path::new("/root"))?;
        Ok(options.expect("no help is asked for"))
    }

    #[test]
    fn everything_is_measured_by_default() {
        let options = parse(&[]).unwrap();
        assert_eq!(options.parts, Part::ALL);
        assert_eq!(options.out, Path::new("/root/target/report"));
    }

    #[test]
    fn only_picks_parts() {
        let options = parse(&["--only", "compile", "--only=waker"]).unwrap();
        assert_eq!(options.parts, [Part::Compile, Part::Waker]);
        assert!(parse(&["--only", "speed"]).is_err());
    }

    #[test]
    fn from_measures_nothing() {
        let options = parse(&["--from", "a", "--out", "b"]).unwrap();
        assert!(options.parts.is_empty());
        assert_eq!(options.data, Path::new("a"));
        assert_eq!(options.out, Path::new("b"));
        assert!(parse(&["--from", "a", "--quick"]).is_err());
    }

    #[test]
    fn a_quick_run_leaves_the_figures_of_a_full_one_alone() {
        let options = parse(&["--quick"]).unwrap();
        assert_eq!(options.data, Path::new("/root/target/report/quick/data"));
    }
}
