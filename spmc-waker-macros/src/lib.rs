//! The `#[waitable]` attribute of the crate `spmc-waker`, which re-exports it.
//!
//! An invocation passes through these stages, one file each:
//!
//! | stage | file | |
//! |---|---|---|
//! | parse | `args.rs`, `item.rs`, `markers.rs` | the attribute's options, the annotated item, its methods' markers |
//! | model | `model.rs`, `until.rs`, `method.rs`, `wait.rs` | what to generate, borrowing from the parsed item |
//! | validate | `validate.rs`, `orderings.rs` | rules between the parts of a model |
//! | expand | `expand.rs`, `expand/` | tokens from a model, without fail, a file per generated item |
//! | fallback | `fallback.rs`, `strip.rs`, `stub.rs` | the user's item, which is emitted whatever happens, and what stands in for mistaken methods |
//!
//! Errors of all stages are collected (`errors.rs`) and shown together. A method that breaks a rule is
//! taken out of the model; where its signature says what a use of it would expect, a stub with a body
//! that is never run takes its place, so that one mistake is one error. `stub.rs` and
//! `markers/sketch.rs` do nothing else, and can be skipped on a first reading.

#![forbid(unsafe_code)]

mod args;
mod borrows;
mod errors;
mod expand;
mod fallback;
mod features;
#[cfg(test)]
mod fuzz;
mod guard;
mod item;
mod markers;
#[cfg(test)]
mod messages;
mod method;
mod model;
mod names;
mod orderings;
mod output;
mod signature;
#[cfg(test)]
mod snapshots;
mod strip;
mod stub;
mod until;
mod validate;
mod wait;

use proc_macro::TokenStream;

/// Makes a condition awaitable: generates a notifier and a waiter that share it.
///
/// See the documentation of the crate `spmc-waker`, which re-exports this attribute, for what a
/// condition is and a first example.
///
/// # On a struct
///
/// `#[waitable(until = |condition| …)]`. The closure is the check; it returns `bool`, or declares
/// another type: `|slot| -> Option<T> { … }`.
///
/// # On an inherent impl
///
/// `#[waitable]`, and a marker on each method that belongs on a handle. Every method takes `&self`.
/// The module `guide::markers` has an example of each, and the mistake that it prevents.
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[notify]` | any arguments and result | the method on the notifier; the waiting task is woken after the body returns or unwinds |
/// | `#[notify(when = \|result\| …)]` | | wakes only if the closure says so of the result, or if it or the body unwinds |
/// | `#[notify(cold)]` | | the waking path is outlined, for where nobody waits as a rule |
/// | `#[notify(on_drop)]` | returns a guard, or an `Option` or `Result` of one | returns a `NotifyGuard` in its place, which dereferences to the guard and wakes after it is dropped |
/// | `#[wait(NAME)]` | any arguments, returns `bool`, `Option<T>` or `Poll<T>` | on the waiter: the method itself, `NAME(&mut self, …)` returning a named future, and `poll_NAME(&mut self, cx, …)`. `NAME` may be left out for methods called `try_NAME` or `is_NAME` |
/// | `#[wait(NAME, default)]` | no arguments | the waiter, too, is a `Future` by this wait |
/// | `#[wait(NAME, stream)]` | no arguments, returns `Poll<Option<T>>` | the waiter, too, is a `Stream` and a `FusedStream` by this wait (feature `stream`) |
/// | `#[wait(NAME, blocking)]` | | `blocking_NAME`, `NAME_timeout(Duration, …)` and `NAME_deadline(Instant, …)`, which block the thread (feature `std`) |
/// | `#[wait(NAME, shared)]` | takes nothing when it is ready | the method itself on the other handle, too, as a query; the end of this wait wakes nobody |
/// | `#[once] item: &mut Option<T>` | an argument of a `#[wait]` | `NAME` takes a `T`, which the check takes out of the option when it is ready |
/// | `#[shared]` | | the method on both handles. For queries: it must not make a condition true |
/// | `#[on_drop(notifier)]` | `fn(&self)` | runs when the last notifier is dropped; then the waiting task is woken |
/// | `#[on_drop(waiter)]` | `fn(&self)` | runs when the waiter is dropped, after its waker is. `#[on_drop(notifier, waiter)]` is both |
/// | `#[arm(WAIT)]` | `fn(&self)` | runs in each pending poll of this wait, after the task is registered and before the check that follows |
/// | `#[disarm(WAIT)]` | `fn(&self)` | runs when this wait is over: when it is ready, when its pending future is dropped, by `unregister`, and when the waiter is dropped |
///
/// `by = notifier` makes the notifier a waiting side as well: `#[wait(NAME, by = notifier)]`. It then
/// is one handle, which cannot be cloned, each wait and each check that is ready on one side wakes the
/// other side, unless it is `shared`, and so does its drop.
///
/// The name may be left out of `#[arm(WAIT)]` and `#[disarm(WAIT)]` where the waiter has one wait, and
/// of `#[arm(by = notifier)]` where the notifier has. Where both have a wait of that name, it is
/// `#[arm(WAIT, by = notifier)]`.
///
/// `#[notify(by = waiter)]` is a change that the waiter makes, such as closing the condition. It wakes
/// the notifier's task, if the notifier waits.
///
/// Every handle that waits also has `unregister(&mut self) -> bool`, which removes the registration
/// that a dropped wait has left; dropping the handle does so, too. Methods without a marker stay
/// plain methods of the struct.
///
/// A check runs more than once for each wait: it must consume only when it reports ready. Arguments
/// taken by value are cloned for each check, `&mut` arguments are reborrowed. What it returns may
/// borrow from the condition; it then borrows the waiter as well. A wait that is ready at once does
/// not yield to the executor: a loop that always finds something to do should do so.
///
/// # Options
///
/// The module `guide::options` has more on each.
///
/// | option | default | meaning |
/// |---|---|---|
/// | `notifier = [vis] Name` | `<Struct>Notifier` | the notifier's name and visibility |
/// | `waiter = [vis] Name` | `<Struct>Waiter` | the waiter's |
/// | `sync = bool` | `true` | whether the waker synchronises the condition. `false` saves the waking side a read-modify-write, and is a promise that every access to the condition is `SeqCst`: weaker orderings where a handle changes or checks it are errors |
/// | `cached = bool` | `true` | whether the last waker is kept for the next registration |
/// | `storage = arc \| ref` | `arc` | whether the handles share the condition in an `Arc` (feature `alloc`), or borrow it from a `Waitable` of yours, a `static` one included |
/// | `crate = path` | `::spmc_waker` | where the runtime crate is, if it is renamed or re-exported |
///
/// Without a visibility, the handles have that of the struct or, on an impl, that of the most
/// visible marked method.
#[proc_macro_attribute]
pub fn waitable(args: TokenStream, item: TokenStream) -> TokenStream {
    waitable_tokens(args.into(), item.into(), features::Features::ENABLED).into()
}

fn waitable_tokens(
    args: proc_macro2::TokenStream,
    item: proc_macro2::TokenStream,
    features: features::Features,
) -> proc_macro2::TokenStream {
    let mut errors = errors::Errors::default();
    let names = names::Names::of([&args, &item]);
    let args = args::Args::parse(args, &mut errors);
    let parsed = match item::Item::parse(item.clone()) {
        Ok(parsed) => parsed,
        Err(error) => {
            errors.add(error);
            return fallback::unparsed(item, errors);
        }
    };
    if let Some(second) = parsed.second_waitable() {
        errors.at(second, "`#[waitable]` is on this twice: remove one");
        // The other one expands the item, with its markers.
        return fallback::untouched(item, errors);
    }
    let mut model = model::Model::build(&args, &parsed, &names, &mut errors);
    if let Some(model) = &mut model {
        validate::validate(&args, model, features, &mut errors);
    }
    let generated = model.as_ref().map(expand::expand);
    fallback::item(&parsed, generated, errors)
}
