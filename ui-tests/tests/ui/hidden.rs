//! What no message should show.

/// The runtime's hidden module, and names that the macro has made up.
const HIDDEN: [&str; 7] = [
    "__private",
    "__waitable",
    "condition::arm::",
    "condition::argument::",
    "condition::storage::",
    "condition::wakers::",
    "`inner`",
];

/// The first of those names that stands in a message.
pub(crate) fn hidden_name(message: &str) -> Option<&'static str> {
    HIDDEN.into_iter().find(|name| message.contains(name))
}
