//! The page.

use super::{
    cases, chart::CHART_STYLE, compile::compile, counts::counts, tokio::in_tokio, wild::in_the_wild,
};
use crate::{
    Part,
    results::{Case, Machine, Package, Record, Results, Section},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const PAGE_STYLE: &str = include_str!("page.css");

const COMMAND: &str = "cargo run --release -p spmc-waker-report";

pub(super) fn page(results: &Results) -> String {
    let parts = [
        section(&results.waker, |waker| waker_section(waker)),
        section(&results.structures, |structures| {
            structures_section(structures)
        }),
        section(&results.counts, |figures| counts(figures)),
        section(&results.tokio, |cases| in_tokio(cases)),
        section(&results.wild, in_the_wild),
        section(&results.compile, compile),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "spmc-waker: measurements" }
                style { (PreEscaped(CHART_STYLE)) (PreEscaped(PAGE_STYLE)) }
            }
            body {
                header {
                    h1 { "spmc-waker: measurements" }
                    p {
                        "A waker for one waiting task and many waking threads, the structures that "
                        code { "#[waitable]" } " makes of it, and what people would use instead, "
                        "measured in turn on one machine. This page is drawn by " code { (COMMAND) } "."
                    }
                    (machine(&results.machine))
                }
                nav aria-label="Parts" {
                    ul {
                        @for (part, _) in &parts {
                            li { a href=(format!("#{}", part.name())) { (part.title()) } }
                        }
                    }
                }
                main { @for (_, part) in &parts { (part) } }
            }
        }
    };
    page.into_string() + "\n"
}

fn machine(machine: &Machine) -> Markup {
    let versions = |packages: &[Package]| {
        let names = packages
            .iter()
            .map(|Package { name, version }| format!("{name} {version}"));
        names.collect::<Vec<_>>().join(", ")
    };
    html! {
        ul class="run" {
            li { (machine.cpu) ", " (machine.hardware_threads) " hardware threads, " (machine.kernel) }
            li { (machine.rustc) "; " (versions(&machine.ours)) }
            li { "Beside: " (versions(&machine.peers)) }
        }
    }
}

/// A section: its figures, or why there are none.
fn section<T>(section: &Section<T>, show: impl FnOnce(&T) -> Markup) -> (Part, Markup) {
    let part = section.part;
    let error = section
        .record
        .as_ref()
        .and_then(|record| record.error.as_ref());
    let markup = html! {
        section id=(part.name()) {
            h2 { (part.title()) }
            @if let Some(record) = &section.record { (run(record)) }
            @if let Some(error) = error {
                div class="missing" { "This part failed:" pre { (error) } }
            }
            @match &section.figures {
                Some(figures) => (show(figures)),
                None if section.record.is_none() => p class="missing" { "This part was not measured." },
                None if error.is_none() => p class="missing" { "It has left no figures." },
                None => {}
            }
        }
    };
    (part, markup)
}

fn run(record: &Record) -> Markup {
    let load = |load: Option<f64>| load.map_or("unknown".into(), |load| format!("{load:.2}"));
    let [before, after] = record.load.map(load);
    html! {
        p class="run" {
            code { (record.command) } ", commit " (record.commit) ", " (record.started) ", in "
            (format!("{:.0}", record.seconds)) " s; load of the machine " (before) " before and " (after)
            " after (that of the measurement included)."
        }
        @if record.quick {
            p class="missing" {
                "This was a quick run of few rounds: its figures show that it works, not what it takes."
            }
        }
    }
}

fn waker_section(cases: &[Case]) -> Markup {
    html! {
        p {
            (cases::LEGEND) " Of one thread the minimum counts, of two the median. Ours is "
            code { "SpmcWaker<SYNC, CACHED>" } ", compared to its first row; " code { "#[waitable]" }
            " uses " code { "SpmcWaker<true, true>" } ". spmc-waker 0.2 is the published crate of that name, "
            "which has not checked here who registers (" code { "Unchecked" } "). " code { "embassy-sync" } "'s is "
            code { "waitqueue::AtomicWaker" } ", whose critical section is a lock here. It keeps a waker "
            "registered when it wakes, so it wakes the task again where nothing is registered with the others."
        }
        (cases::charts("waker", cases.iter()))
    }
}

fn structures_section(cases: &[Case]) -> Markup {
    let groups = cases.chunk_by(|one, next| one.group == next.group);
    html! {
        p {
            "The example structures of this repository, of safe code over " code { "#[waitable]" } ". "
            (cases::LEGEND) " Of one thread the minimum counts, of several the median. Of round trips "
            "between two threads, curves show the distribution, to the slowest thousandth: they are quick "
            "or slow by whether each thread has a core to itself."
        }
        (cases::summary(cases))
        @for group in groups {
            h3 { (group[0].group) }
            (cases::charts(&format!("structures-{}", group[0].group), group.iter()))
        }
    }
}
