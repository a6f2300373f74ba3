//! Code that a wait generates only with a feature of the runtime crate. Without the feature, it is not compiled, so
//! that the macro builds faster. Nothing needs it then, because `recover::repair` removes the options that do.

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

/// Adds the impls that make the handle a stream or a sink.
pub(super) fn add_items(waiting: &HandleWait<'_, '_>, items: &mut Vec<TokenStream>) {
    #[cfg(any(test, feature = "stream"))]
    items.extend(stream::items(waiting));
    #[cfg(any(test, feature = "sink"))]
    items.extend(sink::items(waiting));
}
