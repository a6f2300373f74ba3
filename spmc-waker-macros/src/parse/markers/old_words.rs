//! Earlier names of markers and their options, with the names of today.

/// A marker of methods.
pub(crate) fn marker(word: &str) -> Option<&'static str> {
    (word == "shared").then_some("query")
}

/// A marker of arguments.
pub(crate) fn on_argument(word: &str) -> Option<&'static str> {
    (word == "local").then_some("field")
}

/// An option of `#[notify]`.
pub(crate) fn of_notify(word: &str) -> Option<&'static str> {
    match word {
        "once" => Some("last"),
        "on_drop" => Some("guard"),
        _ => None,
    }
}

/// An option of `#[wait]`.
pub(crate) fn of_wait(word: &str) -> Option<&'static str> {
    match word {
        "default" => Some("await"),
        "shared" => Some("query"),
        _ => None,
    }
}

/// The message for an old word.
pub(crate) fn message(old: &str, new: &str) -> String {
    format!("`{old}` is called `{new}` now")
}
