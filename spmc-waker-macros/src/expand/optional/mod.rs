//! What a wait has only with a feature of the runtime crate. Without the feature, users do not wait for its
//! compilation, and nothing asks for it: `recover::repair` removes the options that need it.

#[cfg(any(test, feature = "std"))]
mod blocking;
#[cfg(any(test, feature = "sink"))]
mod sink;
#[cfg(any(test, feature = "stream"))]
mod stream;

use super::waits::HandleWait;
use proc_macro2::TokenStream;

/// Adds the methods of the handle.
pub(super) fn add_methods(waiting: &HandleWait<'_, '_>, methods: &mut TokenStream) {
    #[cfg(any(test, feature = "std"))]
    methods.extend(blocking::expand(waiting));
    #[cfg(any(test, feature = "sink"))]
    methods.extend(sink::unsent(waiting));
}

/// Adds what the handle is by the wait.
pub(super) fn add_items(waiting: &HandleWait<'_, '_>, items: &mut Vec<TokenStream>) {
    #[cfg(any(test, feature = "stream"))]
    items.extend(stream::items(waiting));
    #[cfg(any(test, feature = "sink"))]
    items.extend(sink::items(waiting));
}
