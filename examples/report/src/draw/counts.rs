//! The tables of instructions.

use super::{
    figures,
    tables::{TableRow, table},
};
use crate::results::Count;
use maud::{Markup, html};

/// What `.ci/hot-paths` calls the mode of what handles do.
const HANDLES: &str = "handles";

impl Count {
    fn is_of_our_waker(&self) -> bool {
        self.mode.starts_with("SYNC")
    }

    fn is_of_handles(&self) -> bool {
        self.mode == HANDLES
    }

    fn shown(&self) -> String {
        let [locked, all] = [self.locked, self.all].map(figures::tick);
        format!("{locked} / {all}")
    }
}

pub(super) fn counts(counts: &[Count]) -> Markup {
    let handles = counts.iter().filter(|count| count.is_of_handles());
    let handles = handles.map(|count| TableRow::new(&count.operation, [count.shown()]));
    let peers = counts
        .iter()
        .filter(|count| !count.is_of_our_waker() && !count.is_of_handles());
    let peers = peers.map(|count| {
        let name = format!("{}: {}", count.mode, count.operation);
        TableRow::new(name, [count.shown()])
    });
    let headings = ["", "locked / all"];
    html! {
        p {
            "Locked instructions, and all: those that an operation executes on x86-64, counted by "
            "callgrind. They are the same on every run of one build. Lower is better. The loop around the "
            "operation is included, and so are the waker’s own functions, which do nothing."
        }
        div class="tables" {
            (of_our_waker(counts))
            (table("What handles do, with sync on", &headings, handles))
            (table("For comparison", &headings, peers))
        }
    }
}

/// A row for each operation, a column for each mode.
fn of_our_waker(counts: &[Count]) -> Markup {
    let ours = || counts.iter().filter(|count| count.is_of_our_waker());
    let operations = distinct(ours().map(|count| &*count.operation));
    let mut modes = distinct(ours().map(|count| &*count.mode));
    modes.sort_unstable();
    let rows = operations.iter().map(|operation| {
        let cells = modes.iter().map(|mode| {
            let count = ours().find(|count| (&*count.operation, &*count.mode) == (operation, mode));
            count.map_or("–".into(), Count::shown)
        });
        TableRow::new(*operation, cells)
    });
    let headings = [&[""], &modes[..]].concat();
    table("The waker: locked / all", &headings, rows)
}

/// Each of these once, in the order in which they come.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}
