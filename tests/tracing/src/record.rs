//! A subscriber that records spans and events as lines.

use std::{
    fmt::{Debug, Write as _},
    panic::Location,
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Id, Metadata, Subscriber,
    field::{Field, Visit},
    span::Attributes,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
};

/// Runs a function, and returns what spmc-waker tells of its waits meanwhile:
/// `NAME: begins condition=… at=…`, `NAME: pending`, `NAME: ends`.
pub fn record(run: impl FnOnce()) -> Vec<String> {
    record_target("spmc_waker", run)
}

/// The same for what tokio-console is told.
pub fn record_resources(run: impl FnOnce()) -> Vec<String> {
    record_target("runtime::resource", run)
}

fn record_target(target: &'static str, run: impl FnOnce()) -> Vec<String> {
    let recorder = Recorder {
        target,
        lines: Arc::default(),
    };
    let lines = Arc::clone(&recorder.lines);
    tracing::subscriber::with_default(tracing_subscriber::registry().with(recorder), run);
    let lines = lines.lock().unwrap();
    lines.clone()
}

/// The line that has called this, so many lines further on, at any column.
#[track_caller]
pub fn line(further: u32) -> String {
    let here = Location::caller();
    format!("{}:{}", here.file(), here.line() + further)
}

/// Lines without the columns, which are at the end of some. Only the last place in a line has one.
pub fn without_columns(lines: &[String]) -> Vec<String> {
    let without = |line: &String| match line.rsplit_once(".rs:") {
        Some((_, place)) => {
            let column = place.find(':').map_or(0, |at| place.len() - at);
            line[..line.len() - column].to_owned()
        }
        None => line.clone(),
    };
    lines.iter().map(without).collect()
}

/// Only what happens, not to what: the part of each line after the name.
pub fn events(lines: &[String]) -> Vec<&str> {
    let event = |line: &'_ String| line.find(": ").map(|at| at + 2).unwrap();
    let word = |text| <str>::split(text, [' ']).next().unwrap();
    lines
        .iter()
        .map(|line| word(&line[event(line)..]))
        .collect()
}

struct Recorder {
    /// What the recorded targets begin with.
    target: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    fn is_recorded(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(self.target)
    }

    fn push(&self, line: String) {
        self.lines.lock().unwrap().push(line);
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        if self.is_recorded(attributes.metadata()) {
            let mut fields = Fields::default();
            attributes.record(&mut fields);
            let name = attributes.metadata().name();
            self.push(format!("{name}: begins{}", fields.text));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if self.is_recorded(event.metadata()) {
            let mut fields = Fields::default();
            event.record(&mut fields);
            let span = context
                .event_span(event)
                .expect("each event belongs to a wait");
            let Fields { message, text } = fields;
            self.push(format!("{}: {message}{text}", span.name()));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context
            .span(&id)
            .expect("the span exists until this returns");
        if self.is_recorded(span.metadata()) {
            self.push(format!("{}: ends", span.name()));
        }
    }
}

#[derive(Default)]
struct Fields {
    message: String,
    text: String,
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name => write!(self.text, " {name}={value:?}").unwrap(),
        }
    }
}
