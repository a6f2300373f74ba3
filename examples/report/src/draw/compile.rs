//! Compile time and size.

use super::{
    bars::{Bar, Bars, Look},
    chart::Chart,
    figures,
    scale::Scale,
    tables::{TableRow, table},
};
use crate::results::{Build, Compile, Conditions, Function, Spread, Times, maximum, minimum};
use maud::{Markup, html};

const CLEAN: &str = "Builds from nothing, in seconds. The attribute that does nothing needs the same crates as \
    ours: syn, quote, proc-macro2";
const CONDITIONS: &str =
    "A crate with so many channels (send, receive, close): its own build in seconds";
const CONDITIONS_HEADINGS: [&str; 7] = [
    "conditions",
    "by hand: processor",
    "clock",
    "generated: processor",
    "clock",
    "added, processor",
    "for each",
];
const BYTES: &str =
    "The same crates, optimised: bytes of machine code, what they use of the waker included";
const FUNCTIONS: &str = "The functions that .ci/same-code compares: bytes of machine code";

pub(super) fn compile(results: &Compile) -> Markup {
    let conditions = || results.conditions.iter();
    html! {
        p {
            "Unoptimised builds (" code { "cargo build" } ") on this machine, repeated in turn. Processor "
            "time is what all processes of a build use together; the time on the clock is shorter where "
            "cores share the work, and longer where the machine is shared. Thin lines span the "
            "repetitions; the minimum counts. Lower is better."
        }
        div class="charts" {
            figure { (clean(results).inline("compile-clean")) }
            figure { (of_conditions(results).inline("compile-conditions")) }
        }
        div class="tables" {
            (table(CLEAN, &["", "processor", "added", "clock", "added"], clean_rows(results)))
            (table(CONDITIONS, &CONDITIONS_HEADINGS, conditions().map(condition_row)))
            (table(BYTES, &["conditions", "by hand", "generated", "ratio"], conditions().map(bytes_row)))
            (table(FUNCTIONS, &["", "by hand", "generated"], results.functions.iter().map(function_row)))
        }
        p {
            "A channel’s condition takes " (results.lines.generated) " lines of code with " code { "#[waitable]" }
            ", and " (results.lines.by_hand) " by hand."
        }
    }
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2} s")
}

fn bar(label: String, look: Look, times: &Times) -> Bar {
    let middle = minimum(&times.cpu);
    Bar {
        label,
        look,
        shown: Spread {
            low: middle,
            middle,
            high: maximum(&times.cpu),
        },
        text: seconds(middle),
        figure: String::new(),
    }
}

fn bars(title: &str, bars: Vec<Bar>) -> Chart {
    let scale = Scale::linear(bars.iter().map(|bar| bar.shown.high));
    let captions = ["seconds of processor time", "lower is better"];
    Bars {
        title: title.into(),
        scale,
        bars,
        captions,
    }
    .draw()
}

fn clean(results: &Compile) -> Chart {
    let last = results.clean.len().saturating_sub(1);
    let look = |index| {
        if index == last {
            Look::Ours
        } else {
            Look::Behind
        }
    };
    let rows = results.clean.iter().enumerate();
    let rows = rows.map(|(index, build)| bar(build.name.clone(), look(index), &build.times));
    bars("A build from nothing", rows.collect())
}

fn of_conditions(results: &Compile) -> Chart {
    let rows = results
        .conditions
        .iter()
        .flat_map(|Conditions { count, times, .. }| {
            [
                bar(format!("{count} by hand"), Look::Behind, &times.by_hand),
                bar(format!("{count} generated"), Look::Ours, &times.generated),
            ]
        });
    bars("A crate with 1, 10 and 100 conditions", rows.collect())
}

fn clean_rows(results: &Compile) -> Vec<TableRow> {
    let mut before: Option<[f64; 2]> = None;
    let row = |build: &Build| {
        let times = [minimum(&build.times.cpu), minimum(&build.times.wall)];
        let added = before.map(|[cpu, wall]| [times[0] - cpu, times[1] - wall]);
        before = Some(times);
        let [cpu, wall] = times.map(|seconds| format!("{seconds:.2}"));
        let added = added.map(|added| added.map(|seconds| format!("{seconds:+.2}")));
        let [added_cpu, added_wall] = added.unwrap_or_default();
        TableRow::new(&build.name, [cpu, added_cpu, wall, added_wall])
    };
    results.clean.iter().map(row).collect()
}

fn condition_row(Conditions { count, times, .. }: &Conditions) -> TableRow {
    let times = [&times.by_hand, &times.generated];
    let [by_hand, generated] = times.map(|times| [minimum(&times.cpu), minimum(&times.wall)]);
    let added = generated[0] - by_hand[0];
    let shown = by_hand
        .into_iter()
        .chain(generated)
        .map(|seconds| format!("{seconds:.2}"));
    let added = [
        format!("{added:+.2}"),
        format!("{:+.1} ms", added * 1e3 / *count as f64),
    ];
    TableRow::new(count.to_string(), shown.chain(added))
}

fn bytes_row(Conditions { count, bytes, .. }: &Conditions) -> TableRow {
    let ratio = bytes.generated as f64 / bytes.by_hand as f64;
    let bytes = [bytes.by_hand, bytes.generated].map(|bytes| bytes.to_string());
    TableRow::new(
        count.to_string(),
        bytes.into_iter().chain([figures::digits(ratio)]),
    )
}

fn function_row(Function { name, bytes }: &Function) -> TableRow {
    TableRow::new(
        name,
        [bytes.by_hand, bytes.generated].map(|bytes| bytes.to_string()),
    )
}
