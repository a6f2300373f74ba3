//! Rules for what each handle can have only one of.

use super::report::Report;
use crate::model::{Bare, HandleId, Method, Model};

pub(super) fn require(model: &Model<'_>, report: &mut Report) {
    for handle in model.handles.iter() {
        let (id, name) = (handle.id, &handle.ident);
        let when = if handle.is_lone() {
            format!("when `{name}` is dropped")
        } else {
            format!("when the last `{name}` is dropped")
        };
        require_one_hook(model, &when, report, &|method| method.runs_on_drop_of(id));
        require_one_word(model, id, report);
    }
}

/// Requires that at most one wait makes a handle a future, and the same for streams and sinks.
fn require_one_word(model: &Model<'_>, handle: HandleId, report: &mut Report) {
    let name = &model.handles[handle].ident;
    for bare in &Bare::ALL {
        let (what, why) = match bare {
            Bare::Future => ("an `await` wait", "awaiting it can mean only one"),
            Bare::Stream => ("a stream", "it can be only one"),
            Bare::Sink => ("a sink", "it can be only one"),
        };
        // The `cfg`s of the first method with this option.
        let mut first: Option<String> = None;
        for method in &report.sound(model) {
            let wait = method.wait_on(handle);
            let Some(word) = wait.and_then(|wait| wait.word(*bare)) else {
                continue;
            };
            match &first {
                Some(first) if !method.is_alternative_to(first) => {
                    report
                        .errors
                        .at(word, format!("`{name}` has {what} already: {why}"));
                    report.breaks(method);
                }
                Some(_) => {}
                None => first = Some(method.cfgs()),
            }
        }
    }
}

/// Requires that there is only one of these hooks. `when` says for the message when it runs.
pub(super) fn require_one_hook(
    model: &Model<'_>,
    when: &str,
    report: &mut Report,
    is_hook: &dyn Fn(&Method<'_>) -> bool,
) {
    let mut first: Option<&Method<'_>> = None;
    for method in &report.sound(model) {
        if !is_hook(method) {
            continue;
        }
        match first {
            Some(first) if !method.is_alternative_to(&first.cfgs()) => {
                report.errors.at(
                    &method.marker,
                    format!(
                        "`{}` already runs {when}: call this method from it",
                        first.name
                    ),
                );
                report.breaks(method);
            }
            Some(_) => {}
            None => first = Some(method),
        }
    }
}
