//! The parts of the report.

/// What is measured by one command, and shown in one section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Waker,
    Structures,
    Counts,
    Tokio,
    Wild,
    Compile,
}

impl Part {
    pub(crate) const ALL: [Self; 6] = [
        Self::Waker,
        Self::Structures,
        Self::Counts,
        Self::Tokio,
        Self::Wild,
        Self::Compile,
    ];

    /// What it is called on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Waker => "waker",
            Self::Structures => "structures",
            Self::Counts => "counts",
            Self::Tokio => "tokio",
            Self::Wild => "wild",
            Self::Compile => "compile",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let part = Self::ALL.into_iter().find(|part| part.name() == name);
        let names = Self::ALL.map(Self::name).join(", ");
        part.ok_or_else(|| format!("there is no part `{name}`; the parts are: {names}"))
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Waker => "The waker beside its peers",
            Self::Structures => "Structures beside their peers",
            Self::Counts => "Instructions",
            Self::Tokio => "In tokio’s channel",
            Self::Wild => "In published crates",
            Self::Compile => "Compile time and size",
        }
    }

    /// The file with its figures.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Waker => "waker.tsv",
            Self::Structures => "structures.tsv",
            Self::Counts => "counts.json",
            Self::Tokio => "tokio.json",
            Self::Wild => "wild.json",
            Self::Compile => "compile.json",
        }
    }

    /// The seconds that it takes on two cores, builds included: its share of the progress bar.
    pub(crate) const fn expected_seconds(self) -> u64 {
        match self {
            Self::Waker => 20,
            Self::Structures => 100,
            Self::Counts => 15,
            Self::Tokio => 100,
            Self::Wild => 240,
            Self::Compile => 90,
        }
    }
}
