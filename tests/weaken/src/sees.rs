//! Which models can see the orderings of which file.

/// Tests by a filter on their names.
#[derive(Clone, Copy)]
pub(crate) struct Models {
    pub(crate) target: &'static str,
    pub(crate) filter: &'static str,
    /// How many preemptions loom tries.
    pub(crate) bound: usize,
}

const fn models(filter: &'static str) -> Models {
    Models {
        target: "models",
        filter,
        bound: 2,
    }
}

const fn set_models(filter: &'static str) -> Models {
    Models {
        target: "set_models",
        filter,
        bound: 2,
    }
}

/// What begins with the former is seen by the latter, which are tried in this order. The first row counts.
const SEES: &[(&str, &[Models])] = &[
    ("waker/claim_waker.rs", &[models("waker::registrar")]),
    (
        "waker/",
        &[
            models("waker::lost"),
            models("waker::lifetime"),
            models("waker::"),
            Models {
                bound: 3,
                ..models("waker::clear::twice")
            },
            // What only sets use.
            set_models(""),
        ],
    ),
    ("set/", &[set_models("")]),
    ("sync/", &[set_models("")]),
    (
        "condition/storage/",
        &[
            models("waitable::ownership"),
            models("waitable::borrowed"),
            models("waitable::ends"),
            models("waitable::many_owners"),
            models("waitable::"),
        ],
    ),
    (
        "condition/",
        &[models("waitable::one_waiter"), models("waitable::")],
    ),
];

/// The models that can see orderings of a file.
pub(crate) fn seen_by(file: &str) -> Option<&'static [Models]> {
    let row = SEES.iter().find(|(prefix, _)| file.starts_with(prefix));
    row.map(|(_, models)| *models)
}
