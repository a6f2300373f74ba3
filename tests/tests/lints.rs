//! Expansions compile under every lint that a user might deny. That it builds is the test; clippy's
//! part comes with `cargo clippy`.
#![cfg(not(loom))]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_compatibility,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    clippy::all,
    clippy::cargo,
    clippy::nursery,
    clippy::pedantic
)]
#![deny(
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    closure_returning_async_block,
    deprecated_in_future,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    impl_trait_redundant_captures,
    let_underscore_drop,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes_without_reason,
    clippy::as_conversions,
    clippy::clone_on_ref_ptr,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::field_scoped_visibility_modifiers,
    clippy::indexing_slicing,
    clippy::min_ident_chars,
    clippy::missing_inline_in_public_items,
    clippy::multiple_inherent_impl,
    clippy::panic,
    clippy::partial_pub_fields,
    clippy::pattern_type_mismatch,
    clippy::pub_use,
    clippy::ref_patterns,
    clippy::renamed_function_params,
    clippy::same_name_method,
    clippy::self_named_module_files,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::single_char_lifetime_names,
    clippy::single_call_fn,
    clippy::unwrap_used
)]
#![allow(
    clippy::multiple_crate_versions,
    clippy::cargo_common_metadata,
    reason = "these look at the test's own package"
)]
#![allow(
    clippy::single_call_fn,
    clippy::multiple_inherent_impl,
    clippy::missing_inline_in_public_items,
    clippy::exhaustive_structs,
    clippy::single_char_lifetime_names,
    reason = "the user's own code here breaks these, too"
)]

use spmc_waker::waitable;
use std::{
    fmt::Error,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::Poll,
};

/// The short form.
#[waitable(until = |flag| flag.raised.load(Ordering::Acquire))]
#[derive(Debug, Default)]
pub struct Flag {
    raised: AtomicBool,
}

/// The short form, generic, with a declared result.
#[waitable(notifier = Put, waiter = Take, until = |slot| -> Option<T> {
    slot.value.lock().ok()?.take()
})]
#[derive(Debug, Default)]
pub struct Slot<T: Send> {
    value: Mutex<Option<T>>,
}

/// The full form.
#[derive(Debug, Default)]
pub struct Meter<'name, const LIMIT: u64> {
    name: Mutex<&'name str>,
    level: AtomicU64,
}

#[waitable(notifier = Source, waiter = Gauge, sync = false, cached = false)]
impl<'name, const LIMIT: u64> Meter<'name, LIMIT> {
    /// Adds to the level.
    #[notify]
    pub fn add(&self, amount: u64) {
        let _before = self.level.fetch_add(amount, Ordering::SeqCst);
    }

    /// Names the meter.
    ///
    /// # Errors
    ///
    /// When it has been dropped with a panic.
    #[notify]
    pub fn rename(&self, name: &'name str) -> Result<(), Error> {
        *self.name.lock().map_err(|_poisoned| Error)? = name;
        Ok(())
    }

    /// The level, once it is over the limit.
    #[wait(overflow, default)]
    pub fn try_overflow(&self) -> Poll<u64> {
        let level = self.level.load(Ordering::SeqCst);
        if level > LIMIT {
            Poll::Ready(level)
        } else {
            Poll::Pending
        }
    }

    /// Whether the level is that high.
    #[wait(reached)]
    #[must_use]
    pub fn is_at(&self, level: &u64, name: &str) -> bool {
        let named = self.name.lock().is_ok_and(|found| *found == name);
        named && self.level.load(Ordering::SeqCst) >= *level
    }

    /// The highest level that is not over the limit.
    #[shared]
    #[must_use]
    pub const fn limit(&self) -> u64 {
        LIMIT
    }

    /// The level.
    #[shared]
    #[must_use]
    pub fn level(&self) -> u64 {
        self.level.load(Ordering::SeqCst)
    }

    #[on_drop(notifier)]
    fn drain(&self) {
        self.level.store(0, Ordering::SeqCst);
    }
}

/// Both sides wait, and neither owns it.
#[derive(Debug)]
pub struct Ring<T, const LEN: usize> {
    items: Mutex<Vec<T>>,
    armed: AtomicBool,
}

#[waitable(notifier = Producer, waiter = Consumer, storage = ref)]
impl<T, const LEN: usize> Ring<T, LEN> {
    /// Pushes an item, once there is room.
    #[wait(push, by = notifier)]
    pub fn try_push(&self, #[once] item: &mut Option<T>) -> Poll<usize> {
        match self.items.lock() {
            Ok(mut items) if items.len() < LEN => {
                items.extend(item.take());
                Poll::Ready(items.len())
            }
            _ => Poll::Pending,
        }
    }

    /// Pops an item, once there is one.
    #[wait(pop, default)]
    pub fn try_pop(&self) -> Option<T> {
        self.items.lock().ok()?.pop()
    }

    /// Drops all items.
    #[notify(by = waiter)]
    pub fn clear(&self) {
        if let Ok(mut items) = self.items.lock() {
            items.clear();
        }
    }

    #[arm(pop)]
    fn enable(&self) {
        self.armed.store(true, Ordering::Relaxed);
    }

    #[disarm(pop)]
    fn disable(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    #[disarm(push)]
    fn disable_push(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    #[disarm(empty, by = notifier)]
    fn disable_empty(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    /// Whether there are no items.
    #[wait(empty, by = notifier, shared)]
    pub fn is_empty(&self) -> bool {
        self.items.lock().is_ok_and(|items| items.is_empty())
    }

    #[on_drop(waiter)]
    fn leave(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }
}

/// Lends what is waited for.
#[derive(Debug, Default)]
pub struct Page {
    text: Mutex<String>,
}

#[waitable(notifier = Writer, waiter = Reader)]
impl Page {
    /// Writes.
    #[notify]
    pub fn write(&self, text: &str) {
        if let Ok(mut page) = self.text.lock() {
            page.push_str(text);
        }
    }

    /// The page, once it is this long.
    #[wait(read)]
    pub fn try_read(&self, least: usize) -> Option<MutexGuard<'_, String>> {
        self.text.lock().ok().filter(|text| text.len() >= least)
    }
}

/// A condition that fewer can see than its handles.
#[derive(Debug, Default)]
struct Hidden {
    done: AtomicBool,
}

#[waitable(notifier = pub Finisher, waiter = pub Finished)]
impl Hidden {
    /// Says that it is done.
    #[notify]
    pub fn finish(&self) {
        self.done.store(true, Ordering::Relaxed);
    }

    /// Whether it is done.
    #[wait(done, default, shared)]
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Relaxed)
    }
}

/// Its handles.
pub fn hidden() -> (Finisher, Finished) {
    Hidden::default().into_pair()
}
