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
mod walk;

use errors::Errors;
use features::Features;
use names::Names;
use parse::{Item, Options};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;

/// Makes a condition awaitable: generates handles that share it, notifiers and waiters.
///
/// A *notifier* changes the condition and wakes. It never waits, and it can be cloned. A *waiter* waits, and
/// may change the condition, too. There is exactly one waiter of each name, with a waker of its own. The
/// documentation of the crate `spmc-waker`, which re-exports this attribute, has a first example.
///
/// # On a struct
///
/// Write `#[waitable(until = |condition| …)]`. The closure is the check. It returns `bool`, or declares
/// another type: `|slot| -> Option<T> { … }`. There is one notifier and one waiter:
///
/// | handle | has |
/// |---|---|
/// | the notifier | `notify(&self, change)`, which calls `change` with the condition, and then wakes |
/// | the waiter | `Future`, `wait(&mut self)`, `poll_wait(&mut self, cx)`, `try_wait(&mut self)` |
///
/// # On an inherent impl
///
/// Write `#[waitable]`, and a marker on each method that handles are to have. Every marked method takes
/// `&self`. The module `guide::markers` has an example of each marker and its options, and says which mistake
/// it prevents.
///
/// ## Changes
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[notify]` | any arguments and result | the method on the notifier. The waiting tasks are woken after the body returns or panics |
/// | `#[notify(when = \|result\| …)]` | | wakes only if the closure, which gets `&Ret`, returns `true`, or if the body or the closure panics |
/// | `#[notify(cold)]` | | moves the waking code out of line. Use it if nobody waits as a rule |
/// | `#[notify(guard)]` | returns a guard, or an `Option` or `Result` of one | the method returns a `NotifyGuard`, which dereferences to the guard and wakes after the guard is dropped. A guard that is forgotten wakes nobody |
/// | `#[notify(last)]` | | the method takes `self`. Then the handle's fields are dropped, and there is one wake and no `#[on_drop]` hook. A notifier with such a method is not `Clone` |
/// | `#[notify(by = NAME)]`, `#[notify(by = [A, B])]` | | these handles have the method. They may be waiters |
///
/// A method that panics wakes the tasks all the same. If one of their wakers panics, too, these are two
/// panics at once, which abort the process. If several wakers panic after a method that did not, the feature
/// `std` catches all but the first, which is passed on when all tasks are woken.
///
/// ## Waits
///
/// | marker | method | generated on the waiter |
/// |---|---|---|
/// | `#[wait([vis] NAME)]` | any arguments, returns `bool`, `Option<T>` or `Poll<T>` | the method itself, which checks once, with `&mut self`; `NAME(&mut self, …)`, which returns a future of a named type; `poll_NAME(&mut self, cx, …)`. `vis` is the visibility of the last two. `NAME` may be left out if the method is called `try_NAME` or `is_NAME` |
/// | `#[wait(NAME, by = WAITER)]` | | says which waiter has it. It is needed if there are several |
/// | `#[wait(NAME, await)]` | no arguments | the waiter is a `Future` by this wait |
/// | `#[wait(NAME, stream)]` | no arguments, returns `Poll<Option<T>>` | the waiter is a `Stream` and a `FusedStream` (feature `stream`) |
/// | `#[wait(NAME, sink)]` | one argument, `#[once] item: &mut Option<T>`, returns `Poll<Result<(), E>>` | the waiter is a `Sink` (feature `sink`). `unsent(&mut self) -> Option<T>` takes back the item of a `send` that was given up. `close` flushes, runs the `#[on_drop]` hook and wakes |
/// | `#[wait(NAME, blocking)]` | | `blocking_NAME(…)`, `NAME_timeout(Duration, …)` and `NAME_deadline(Instant, …)`, which block the thread. The last two return `Result<T, TimedOut>`. With a `#[once]` item, the error is `TimedOut<I>`, which contains the item (feature `std`) |
/// | `#[wait(NAME, query)]` | takes nothing when it is ready | every handle has the method itself, with `&self`, as a query. The end of the wait wakes nobody |
/// | `#[wait(NAME, future = Name)]` | | names the future: `Name`, not `ReceiverRecv` for `recv` on `Receiver` |
/// | `#[wait(NAME, doc = "…")]` | | documents `NAME`. The value is a string, or a macro that makes one |
///
/// ## Arguments
///
/// | argument | of | meaning |
/// |---|---|---|
/// | `name: T` | a `#[wait]` | each check gets a clone |
/// | `name: &mut T` | a `#[wait]` | each check reborrows it |
/// | `#[once] item: &mut Option<T>` | a `#[wait]` | `NAME` takes `item: T`, and the check takes it out of the option when it is ready. The check itself and `poll_NAME` take the option |
/// | `#[field] field: &mut T` | a `#[wait]` or `#[notify]` | the handle's own field. The handle's method takes `&mut self`, and has no such argument. A wait that must have no arguments may have these |
///
/// ## Queries and hooks
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[query]` | returns something, but no guard | the method on every handle. It is a query: it wakes nobody, so it must not make a condition true. A body that visibly changes an atomic is an error |
/// | `#[on_drop(NAME, …)]` | `fn(&self)` | runs when that handle is dropped. For notifiers, it runs when the last one is dropped. Then the other waiters are woken. The handle's waker and fields are dropped before the hook runs |
/// | `#[arm(WAIT)]` | `fn(&self)`, or `&self` and the arguments of the check, with their types. `#[field]` ones may be left out | runs in each pending poll of that wait, after the task is registered and before the second check |
/// | `#[disarm(WAIT)]` | `fn(&self)` | runs when that wait is ready or timed out, when the pending future of `WAIT(…)` is dropped, in `unregister`, and when the waiter is dropped. It does not run when another future is dropped: `next()`, `send()`, `&mut waiter` |
///
/// Methods without a marker stay plain methods of the struct, and no handle has them.
///
/// `WAIT` may be left out if there is one wait. If two waiters have a wait of that name, write `#[arm(WAIT,
/// by = NAME)]`. In `by` and `#[on_drop]`, `notifier` means the notifier, and `waiter` means the only waiter.
///
/// ## Who is woken
///
/// A change wakes every waiter but the one whose handle made it. So does a wait, a poll or a check that is
/// ready, since it may have taken something. So does the drop of a waiter, or of the last notifier, if it has
/// a hook, or fields that need to be dropped. `wakes = NAME`, `wakes = [A, B]` and `wakes = none` wake only
/// those; they are options of `#[notify]`, `#[wait]` and `#[on_drop]`.
///
/// A waiter has one waker: of all its polls that are pending, only the last one's task is woken. To look
/// once, call the check, which registers nobody. The module `guide::waiting` shows how to wait for two things
/// at once.
///
/// ## Rules for a check
///
/// * A check runs more than once for each wait. It must take something only when it is ready.
/// * A check that is not ready wakes nobody. It must not have changed anything.
/// * A check has no task, so a `&mut Context` among its arguments is an error. Poll by `poll_NAME`.
/// * Suppose that one side writes an atomic and then reads another one, and that the other side writes the
///   second and then reads the first. All four accesses need `SeqCst`. Or put both values into one atomic
///   word, or behind one lock. The module `guide::choosing` has an example.
/// * If there is one waiter, what its check returns may borrow from the condition. It borrows the waiter as
///   well.
/// * A wait that is ready at once does not yield to the executor. A loop that always finds something to do
///   should yield now and then: the module `guide::waiting` shows how.
///
/// # What else the handles have
///
/// | method | of | |
/// |---|---|---|
/// | `into_pair(self, …)`, or `into_handles(self, …)` with more than two handles | the condition, with `storage = owned` | makes all handles: the notifier first, then the waiters in order |
/// | `new(&waitable, …)` | the notifier, with `storage = borrowed` | makes one, any time. It is a `const fn`, unless a field has a first value that calls something |
/// | `claim(&waitable, …)` | a waiter, with `storage = borrowed` | returns `None` while there is another one |
/// | `unregister(&mut self) -> bool` | a waiter | removes the registration that a dropped wait has left, disarms all waits of the handle, and drops its waker |
///
/// Handles are `Debug`. Notifiers are `Clone`, and waiters never are. With `storage = owned`, at most 2^63 /
/// (*waiters* + 2) notifiers can exist at once, and on 32-bit targets 2^31 / (*waiters* + 2). A clone beyond
/// that aborts the process. A handle that is passed to `mem::forget` does not do what its drop would do.
///
/// # What a library exports
///
/// Futures are types beside the handles: `ReceiverRecv` for `recv` on `Receiver`. A library that exports its
/// handles exports them, too, so that its users can name them and find their documentation:
/// `pub use channel::{Receiver, ReceiverRecv, Sender};`.
///
/// Parameters that the macro adds have plain names, such as `cx`, `timeout` and `change`. A constant or a
/// static in scope that has the name of one is an error of rustc. The macro chooses another name if that one
/// stands in its input.
///
/// # Options
///
/// The module `guide::options` has more on each.
///
/// | option | default | meaning |
/// |---|---|---|
/// | `until = \|condition\| …` | | the check, on a struct |
/// | `notifier = [vis] Name [{ fields }]` | `<Struct>Notifier`; with several waiters, none | the notifier |
/// | `waiter = [vis] Name [{ fields }]` | `<Struct>Waiter` | a waiter. An impl may have several |
/// | `sync = bool` | `true` | whether the wakers synchronise a condition in one atomic, or behind one lock. `false`, on an impl, saves the waking side a read-modify-write. It is a promise that every access to the condition is `SeqCst`. A weaker ordering that is named in a marked method is an error; one that comes by another name, a constant, an argument, a helper or another type is not seen |
/// | `cached = bool` | `true` | whether the last waker is kept for the next registration |
/// | `storage = owned \| borrowed` | `owned` | whether the handles own the condition together, in one allocation (feature `alloc`), or borrow it from a `Waitable` that you place, in a `static` for example |
/// | `crate = path` | `::spmc_waker` | the path of the runtime crate, if it is renamed or re-exported |
///
/// Attributes before `notifier` or `waiter` go to that handle: documentation, which stands in the place of the
/// default text, `must_use`, `deprecated`, `allow` and `expect`. Documentation on the impl is that of the
/// condition's methods, as without the macro.
///
/// A handle's fields are `name: Type = value` or `name: Type`. A field without a value is an argument of
/// `into_pair`, `into_handles`, `new` or `claim`, in order. A value is computed without the condition. A
/// notifier's fields are cloned with it. Fields may have documentation, `allow` and `expect`. They are
/// private to the module of the attribute, where an impl on the handle can read them.
///
/// Handles have the generics of the struct or the impl. With `storage = borrowed`, the lifetime of the borrow
/// comes first: `Sender<'static, T>`.
///
/// Without a visibility, the handles have that of the struct or, on an impl, that of the most visible marked
/// method.
#[proc_macro_attribute]
pub fn waitable(args: TokenStream, item: TokenStream) -> TokenStream {
    expand(args.into(), item.into(), Features::ENABLED).into()
}

/// All stages. Each collects its mistakes, and the user's item is emitted whatever they are.
fn expand(args: TokenStream2, item: TokenStream2, features: Features) -> TokenStream2 {
    let mut errors = Errors::default();
    let names = Names::of(&args, &item);
    let options = Options::parse(args, &mut errors);
    let mut of_item = Errors::default();
    let parsed = match Item::parse(item.clone(), &mut of_item) {
        Ok(parsed) => parsed,
        Err(error) => return recover::unparsed(item, errors.with(error)),
    };
    if let Err(error) = validate::require_one_attribute(&parsed) {
        // The other attribute expands the item, and reports what is wrong in it.
        return recover::untouched(item, errors.with(error));
    }
    errors.append(of_item);

    let Some(mut model) = lower::lower(&options, &parsed, &names) else {
        errors.ok(validate::require_name(&parsed));
        return recover::item(&options, &parsed, None, errors);
    };
    let report = validate::validate(&model, features);
    recover::repair(&mut model, &report);
    errors.append(report.errors);

    let generated = expand::expand(&model, &recover::stubs(&model), features);
    recover::item(&options, &parsed, Some(generated), errors)
}
