//! The `#[waitable]` attribute of the crate `spmc-waker`, which re-exports it.
#![forbid(unsafe_code)]

mod errors;
mod expand;
mod features;
mod lower;
mod model;
mod names;
mod parse;
mod recover;
mod spelling;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;
mod validate;

use errors::Errors;
use features::Features;
use names::Names;
use parse::{Item, Options};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;

/// Makes a condition awaitable: generates handles that share it, notifiers and waiters.
///
/// A *notifier* changes the condition and wakes, and never waits. It can be cloned. A *waiter* waits,
/// and may change the condition, too. There is exactly one of each name, with a waker of its own. The
/// documentation of the crate `spmc-waker`, which re-exports this attribute, has a first example.
///
/// # On a struct
///
/// `#[waitable(until = |condition| …)]`. The closure is the check. It returns `bool`, or declares
/// another type: `|slot| -> Option<T> { … }`. There is one notifier and one waiter:
///
/// | handle | has |
/// |---|---|
/// | the notifier | `notify(&self, change)`, which calls the closure with the condition, and then wakes |
/// | the waiter | `Future`, `wait(&mut self)`, `poll_wait(&mut self, cx)`, `try_wait(&mut self)` |
///
/// # On an inherent impl
///
/// `#[waitable]`, and a marker on each method that belongs on a handle. Every marked method takes
/// `&self`. The module `guide::markers` has an example of each marker and option, and says which
/// mistake it prevents.
///
/// ## Changes
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[notify]` | any arguments and result | the method on the notifier. The waiting tasks are woken after the body returns or unwinds |
/// | `#[notify(when = \|result\| …)]` | | wakes only if the closure, given `&Ret`, says so, or if the body or the closure unwinds |
/// | `#[notify(cold)]` | | outlines the waking path, for where nobody waits as a rule |
/// | `#[notify(guard)]` | returns a guard, or an `Option` or `Result` of one | the method returns a `NotifyGuard`, which dereferences to the guard and wakes after the guard is dropped |
/// | `#[notify(last)]` | | the method takes `self`: one wake, and no `#[on_drop]` hook after it. A notifier with such a method is not `Clone` |
/// | `#[notify(by = NAME)]`, `#[notify(by = [A, B])]` | | the method goes on these handles, waiters included |
///
/// ## Waits
///
/// | marker | method | generated on the waiter |
/// |---|---|---|
/// | `#[wait([vis] NAME)]` | any arguments, returns `bool`, `Option<T>` or `Poll<T>` | the method itself, which checks once, with `&mut self`; `NAME(&mut self, …)`, which returns a future of a named type; `poll_NAME(&mut self, cx, …)`. `vis` is that of the last two. `NAME` may be left out where the method is called `try_NAME` or `is_NAME` |
/// | `#[wait(NAME, by = WAITER)]` | | says which waiter waits by it; needed where there are several |
/// | `#[wait(NAME, await)]` | no arguments | the waiter is a `Future` by this wait |
/// | `#[wait(NAME, stream)]` | no arguments, returns `Poll<Option<T>>` | the waiter is a `Stream` and a `FusedStream` (feature `stream`) |
/// | `#[wait(NAME, sink)]` | one argument, `#[once] item: &mut Option<T>`, returns `Poll<Result<(), E>>` | the waiter is a `Sink` (feature `sink`) |
/// | `#[wait(NAME, blocking)]` | | `blocking_NAME(…)`, `NAME_timeout(Duration, …)` and `NAME_deadline(Instant, …)`, which block the thread. The last two return `Result<T, TimedOut>`, or `TimedOut<I>` with a `#[once]` item, which it gives back (feature `std`) |
/// | `#[wait(NAME, query)]` | takes nothing when it is ready | the method itself goes on every handle, with `&self`, as a query; the end of the wait wakes nobody |
/// | `#[wait(NAME, future = Name)]` | | names the future: `Name`, not `ReceiverRecv` for `recv` on `Receiver` |
/// | `#[wait(NAME, doc = "…")]` | | documents `NAME` |
///
/// ## Arguments
///
/// | argument | of | meaning |
/// |---|---|---|
/// | `name: T` | a `#[wait]` | is cloned for each check |
/// | `name: &mut T` | a `#[wait]` | is reborrowed for each check |
/// | `#[once] item: &mut Option<T>` | a `#[wait]` | `NAME` takes `item: T`, which the check takes out of the option when it is ready. The check itself and `poll_NAME` take the option |
/// | `#[field] field: &mut T` | a `#[wait]` or `#[notify]` | is the field of the handle. The handle's methods do not take it, and take `&mut self`. So it does not count where a wait must have no arguments |
///
/// ## Queries and hooks
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[query]` | returns something, but no guard | the method on every handle. It is a query: it must not make a condition true, and wakes nobody |
/// | `#[on_drop(NAME, …)]` | `fn(&self)` | runs when that handle is dropped, of notifiers the last one; then the others are woken. A waiter's waker is dropped before |
/// | `#[arm(WAIT)]` | `fn(&self)`, or `&self` and the arguments of the check, with their types | runs in each pending poll of that wait, after the task is registered and before the check that follows |
/// | `#[disarm(WAIT)]` | `fn(&self)` | runs when that wait is over: when it is ready or timed out, when its pending future is dropped, in `unregister`, and when the waiter is dropped |
///
/// Methods without a marker stay plain methods of the struct, and no handle has them.
///
/// `WAIT` may be left out where there is one wait. Where two waiters have a wait of that name, write
/// `#[arm(WAIT, by = NAME)]`. In `by` and `#[on_drop]`, `notifier` stands for the notifier, and
/// `waiter` for the waiter where there is one.
///
/// ## Who is woken
///
/// A change wakes every waiter but the one whose handle made it. So does a wait, a poll or a check
/// that is ready, since it may have taken something, and so does a drop: a waiter's always, the last
/// notifier's if it has a hook. `wakes = NAME`, `wakes = [A, B]` and `wakes = none`, in `#[notify]`,
/// `#[wait]` and `#[on_drop]`, say that fewer are concerned.
///
/// ## What a check must keep to
///
/// * A check runs more than once for each wait. It must take something only when it is ready.
/// * A check that is not ready wakes nobody. It must not have changed anything.
/// * What a check returns may borrow from the condition where no other waiter waits. It borrows the
///   waiter as well.
/// * A wait that is ready at once does not yield to the executor. A loop that always finds something to
///   do should yield now and then.
///
/// # What else the handles have
///
/// | method | of | |
/// |---|---|---|
/// | `into_pair(self, …)`, or `into_handles(self, …)` with more than two handles | the condition, with `storage = owned` | makes all handles: the notifier first, then the waiters in order |
/// | `new(&waitable, …)` | the notifier, with `storage = borrowed` | makes one, any time |
/// | `claim(&waitable, …)` | a waiter, with `storage = borrowed` | `Some` while there is no other one |
/// | `unregister(&mut self) -> bool` | a waiter | removes the registration that a dropped wait has left, and disarms all waits of the handle |
///
/// Handles are `Debug`. Notifiers are `Clone`, waiters never are.
///
/// # Options
///
/// The module `guide::options` has more on each.
///
/// | option | default | meaning |
/// |---|---|---|
/// | `until = \|condition\| …` | | the check, on a struct |
/// | `notifier = [vis] Name [{ fields }]` | `<Struct>Notifier`; with several waiters, none | the notifier |
/// | `waiter = [vis] Name [{ fields }]` | `<Struct>Waiter` | a waiter; may be there several times on an impl |
/// | `sync = bool` | `true` | whether the wakers synchronise the condition. `false`, on an impl, saves the waking side a read-modify-write. It is a promise that every access to the condition is `SeqCst`: weaker orderings where a handle changes or checks it are errors |
/// | `cached = bool` | `true` | whether the last waker is kept for the next registration |
/// | `storage = owned \| borrowed` | `owned` | whether the handles own the condition together, in one allocation (feature `alloc`), or borrow it from a `Waitable` of yours, a `static` one included |
/// | `crate = path` | `::spmc_waker` | where the runtime crate is, if it is renamed or re-exported |
///
/// A handle's fields are `name: Type = value` or `name: Type`. Those without a value are arguments of
/// `into_pair`, `into_handles`, `new` or `claim`, in order; a value does not see the condition. A
/// notifier's are cloned with it. They may have documentation, `allow` and `expect`.
///
/// Handles have the generics of the struct or the impl, with `storage = borrowed` after the lifetime of
/// the borrow: `Sender<'static, T>`.
///
/// Without a visibility, the handles have that of the struct or, on an impl, that of the most visible
/// marked method.
#[proc_macro_attribute]
pub fn waitable(args: TokenStream, item: TokenStream) -> TokenStream {
    expand(args.into(), item.into(), Features::ENABLED).into()
}

fn expand(args: TokenStream2, item: TokenStream2, features: Features) -> TokenStream2 {
    let mut errors = Errors::default();
    let names = Names::of([&args, &item]);
    let options = Options::parse(args, &mut errors);
    let mut of_item = Errors::default();
    let parsed = match Item::parse(item.clone(), &mut of_item) {
        Ok(parsed) => parsed,
        Err(error) => return recover::unparsed(item, errors.with(error)),
    };
    if let Err(error) = validate::require_one_attribute(&parsed) {
        // The other one expands the item, with its markers.
        return recover::untouched(item, errors.with(error));
    }
    errors.append(of_item);
    let Some(mut model) = lower::lower(&options, &parsed, &names) else {
        errors.ok(validate::require_name(&parsed));
        return recover::item(&parsed, None, errors);
    };
    let report = validate::validate(&model, features);
    recover::repair(&mut model, &report);
    errors.append(report.errors);
    let generated = expand::expand(&model, &recover::stubs(&model));
    recover::item(&parsed, Some(generated), errors)
}
