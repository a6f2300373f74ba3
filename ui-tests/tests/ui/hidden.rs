//! Names that no message should show.

/// The hidden modules of the runtime, and names that the macro makes up.
const HIDDEN: [&str; 7] = [
    "__private",
    "`__",
    "condition::arm::",
    "condition::argument::",
    "condition::storage::",
    "condition::wakers::",
    "`inner`",
];

/// Returns the first hidden name in a message.
pub(crate) fn hidden_name(message: &str) -> Option<&'static str> {
    HIDDEN.into_iter().find(|name| message.contains(name))
}
