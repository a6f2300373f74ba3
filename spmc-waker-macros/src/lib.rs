//! The `#[waitable]` attribute of the crate `spmc-waker`, which re-exports it.
#![forbid(unsafe_code)]
// Without these features, `expand::optional` is empty, so what it alone uses is unused.
#![cfg_attr(
    not(all(feature = "std", feature = "stream", feature = "sink")),
    allow(unused, clippy::missing_const_for_fn, clippy::ptr_arg)
)]

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
/// may change the condition, too. `waiter = Name` is one handle for one task: it is not `Clone`, and its waits
/// borrow it mutably. `waiters = Name` are any number of handles for any number of tasks. Each wait has a waker
/// of its own. The documentation of the crate `spmc-waker`, which re-exports this attribute, has a first example.
///
/// # On a struct
///
/// Write `#[waitable(until = |condition| …)]`. The closure is the check. It returns `bool`, or declares
/// another type: `|slot| -> Option<T> { … }`. There is a notifier and a waiter, or `waiters`:
///
/// | handle | has |
/// |---|---|
/// | the notifier | `notify(&self, change)`, which calls `change` with the condition, and then wakes |
/// | the waiter | `Future`, `wait(&mut self)`, `poll_wait(&mut self, cx)`, `try_wait(&mut self)` |
/// | each of `waiters` | `Future`, `wait(&self)`, `poll_wait(&mut self, cx)`, `try_wait(&self)` |
///
/// A change wakes all that wait. A wait that is ready wakes nobody.
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
/// | `#[notify(last)]` | | the method takes `self`. Then the handle's fields are dropped, and there is one wake and no `#[on_drop]` hook. A notifier with such a method is not `Clone`. `waiters` cannot have one |
/// | `#[notify(by = NAME)]`, `#[notify(by = [A, B])]` | | these handles have the method. They may be waiters. Without `by`, the notifier has it |
///
/// A method that panics wakes the tasks all the same. If one of their wakers panics, too, these are two
/// panics at once, which abort the process. If several wakers panic after a method that did not, the feature
/// `std` catches all but the first, which is passed on when all tasks are woken.
///
/// ## Waits
///
/// | marker | method | generated on the waiter |
/// |---|---|---|
/// | `#[wait([vis] NAME)]` | any arguments, returns `bool`, `Option<T>` or `Poll<T>` | the method itself, which checks once; `NAME(…)`, which returns a future of a named type; `poll_NAME(&mut self, cx, …)`. `vis` is the visibility of the last two. `NAME` may be left out if the method is called `try_NAME` or `is_NAME` |
/// | `#[wait(NAME, by = HANDLE)]`, `by = [A, B]` | | says which handles have it. It is needed if there are several kinds of waiters. Each handle gets a wait of that name |
/// | `#[wait(NAME, await)]` | no arguments | the waiter is a `Future` by this wait |
/// | `#[wait(NAME, stream)]` | no arguments, returns `Poll<Option<T>>` | the waiter is a `Stream` and a `FusedStream` (feature `stream`) |
/// | `#[wait(NAME, sink)]` | one argument, `#[once] item: &mut Option<T>`, returns `Poll<Result<(), E>>` | the waiter is a `Sink` (feature `sink`). `unsent(&mut self) -> Option<T>` takes back the item of a `send` that was given up. `close` flushes, and then ends the handle as its drop would: it runs the `#[on_drop]` hook and wakes. One of `waiters` counts itself out, so the last one to close or to be dropped runs the hook |
/// | `#[wait(NAME, blocking)]` | | `blocking_NAME(…)`, `NAME_timeout(Duration, …)` and `NAME_deadline(Instant, …)`, which block the thread. The last two return `Result<T, TimedOut>`. With a `#[once]` item, the error is `TimedOut<I>`, which contains the item (feature `std`) |
/// | `#[wait(NAME, within)]` | | `async fn NAME_within(timer, …) -> Result<T, TimedOut>`, which gives up when the timer, any future, is ready first. With a `#[once]` item, the error is `TimedOut<I>` |
/// | `#[wait(NAME, budget = N)]` | | after `N` ready results in a row, the next poll of the wait wakes its own task and is pending, so that other tasks run. With the feature `tokio`, it also takes from the budget of the tokio task |
/// | `#[wait(NAME, query)]` | takes nothing when it is ready | every handle has the method itself, with `&self`, as a query. The end of the wait wakes nobody |
/// | `#[wait(NAME, wakes = …)]` | | says whom a ready wait, poll or check wakes: see [below](#who-is-woken) |
/// | `#[wait(NAME, future = Name)]` | | names the future: `Name`, not `ReceiverRecv` for `recv` on `Receiver`. A wait of several handles cannot have it |
/// | `#[wait(NAME, doc = "…")]` | | documents `NAME`. The value is a string, or a macro that makes one |
///
/// On a `waiter`, the check and `NAME` take `&mut self`. On `waiters` they take `&self`, so one handle can have
/// any number of waits pending. They take `&mut self` if the check has a `#[field] name: &mut T`. With
/// `storage = borrowed`, `NAME` of `waiters` takes `&mut self`, too. `poll_NAME`, `Future`, `Stream` and `Sink`
/// always take the handle mutably. The blocking methods take what `NAME` takes.
///
/// A future that takes one `#[once]` item has `into_item(self) -> Option<T>`: it gives up the wait and returns
/// the item, or `None` if the check has taken it. With the feature `stream`, futures are `FusedFuture`.
///
/// ## Arguments
///
/// | argument | of | meaning |
/// |---|---|---|
/// | `name: T` | a `#[wait]` | each check gets a clone |
/// | `name: &mut T` | a `#[wait]` | each check reborrows it |
/// | `#[once] item: &mut Option<T>` | a `#[wait]` | `NAME` takes `item: T`, and the check takes it out of the option when it is ready. The check itself and `poll_NAME` take the option |
/// | `#[field] field: &mut T`, `#[field] field: &T` | a `#[wait]`, a `#[notify]`, an `#[on_drop]` of one `waiter`, a `#[query(by = NAME)]` | the handle's own field. The handle's method takes `&mut self`, or `&self` for `&T`, and has no such argument. A wait that must have no arguments may have these |
///
/// A method of several handles (`by = [A, B]`) takes fields that each of these handles has, with the same type.
///
/// ## Queries and hooks
///
/// | marker | method | generated |
/// |---|---|---|
/// | `#[query]` | returns something, but no guard | the method on every handle. It is a query: it wakes nobody, so it must not make a condition true. A body that visibly changes an atomic is an error |
/// | `#[query(by = NAME)]`, `by = [A, B]` | | only these handles have it. It may take `#[field]` arguments |
/// | `#[query(guard)]` | returns a guard | the same, for a guard that is only read through: the `RwLockReadGuard` of a watch. This is a promise of yours |
/// | `#[on_drop(NAME, …)]` | `fn(&self)`; of one `waiter`, also with `#[field]` arguments | runs when that handle is dropped. For notifiers and `waiters`, it runs when the last one is dropped. Then the waiting tasks are woken. The module `guide::closing` has the order |
/// | `#[arm(WAIT)]` | `fn(&self)`, or `&self` and the arguments of the check, with their types. `#[field]` ones may be left out | runs in each pending poll of that wait, after the task is registered and before the second check |
/// | `#[disarm(WAIT)]` | `fn(&self)` | runs when that wait is ready or timed out, when the pending future of `WAIT(…)` is dropped, in `unregister`, and when the waiter is dropped. It does not run when another future is dropped: `next()`, `send()`, `&mut waiter` |
///
/// Methods without a marker stay plain methods of the struct, and no handle has them.
///
/// `WAIT` may be left out if there is one wait. If two handles have a wait of that name, write `#[arm(WAIT,
/// by = NAME)]`. A wait of `waiters` cannot be armed. In `by` and `#[on_drop]`, `notifier` means the notifier,
/// and `waiter` or `waiters` means the only one of its kind.
///
/// ## Who is woken
///
/// Each wait has a waker of its own: that of the task that polled it last. (Each future of `waiters` has one.) A
/// change wakes all waits, those of the same handle, too. So does the drop of a `waiter`, of the last notifier, or of
/// the last of `waiters`, if it has a hook, or fields that need to be dropped. `wakes` wakes fewer. It is an option of
/// `#[notify]`, `#[wait]` and `#[on_drop]`:
///
/// | written | wakes |
/// |---|---|
/// | `wakes = NAME` | if it is a handle, all its waits. If it is a wait, this wait of all handles that have it |
/// | `wakes = one(WAIT)` | at least one of the tasks that wait by `WAIT`, a wait of `waiters`. Not in `#[on_drop]` |
/// | `wakes = [A, B, one(WAIT)]` | each of these |
/// | `wakes = all` | all waits |
/// | `wakes = none` | nobody |
///
/// **A ready wait has to say whom it wakes** if the condition has another wait, or if its handle is `waiters`:
/// `query` if it takes nothing, or `wakes = …`. The same holds for a poll and a check that are ready. No
/// default is right, for two reasons:
///
/// * If it woke all others, a task could wake itself for ever. Take a task that polls two waits of one
///   condition, of which one is always ready. Each ready poll would wake the other wait, which is the same task.
/// * If it woke fewer, a wakeup could be lost. A `pop` that makes room, and does not wake the task that waits
///   for room, leaves that task asleep.
///
/// A wait that is ready is over, so a `waiter`'s own wait is not woken by itself. Of `waiters`, `wakes = WAIT`
/// in `WAIT` itself means the other tasks that wait by it.
///
/// `one(WAIT)` is for a change that one task can use, such as a permit. All tasks that wait by `WAIT` must be
/// able to use it: checks of `WAIT` take no arguments other than `#[once]`, `&mut` and `#[field]` ones. A wake
/// that the chosen task does not use is passed on. There is no order among the tasks. The module
/// `guide::waiters` says which registrations can keep a wake.
///
/// ## Rules for a check
///
/// * A check runs more than once for each wait. It must take something only when it is ready.
/// * A check that is not ready wakes nobody. It must not have changed anything.
/// * A check has no task, so a `&mut Context` among its arguments is an error. Poll by `poll_NAME`.
/// * Suppose that one side writes an atomic and then reads another one, and that the other side writes the
///   second and then reads the first. All four accesses need `SeqCst`. Or put both values into one atomic
///   word, or behind one lock. The module `guide::choosing` has an example.
/// * If there is one `waiter` and no other waiter, what its check returns may borrow from the condition. It
///   borrows the waiter as well.
/// * A wait that is ready at once does not yield to the executor. A loop that always finds something to do
///   should yield now and then: the module `guide::waiting` shows how.
///
/// # What else the handles have
///
/// | method | of | |
/// |---|---|---|
/// | `into_handle(self, …)`, `into_pair(self, …)` or `into_handles(self, …)`, for one, two or more handles | the condition, with `storage = owned` | makes one of each handle: the notifier first, then the others in order |
/// | `of(&handle, …)` | `waiters`, with `storage = owned` | makes one more, from any handle of the same condition. `handle` is `&impl HandleOf<Condition>` |
/// | `new(&waitable, …)` | the notifier, with `storage = borrowed` | makes one, any time. It is a `const fn`, unless the value of a field calls something |
/// | `claim(&waitable, …)` | a `waiter`, with `storage = borrowed` | returns `None` while there is another one |
/// | `claim(&waitable, …)` | `waiters = Name[N]`, with `storage = borrowed` | returns `None` while there are `N` |
/// | `unregister(&mut self) -> bool` | each waiter | ends all waits of the handle that dropped futures and `poll_NAME` have left: removes the registrations, disarms, and drops the wakers. Futures that borrow one of `waiters` are over before that, since it takes `&mut self` |
///
/// Handles are `Debug`. Notifiers are `Clone`, and so are `waiters` with `storage = owned`; a `waiter` never is.
/// A handle that is passed to `mem::forget` does not do what its drop would do.
///
/// With `storage = owned`, and no `waiters`, at most 2^63 / (*waiters* + 2) notifiers can exist at once, and on
/// 32-bit targets 2^31 / (*waiters* + 2). With `waiters`, these are 2^31 notifiers, 2^15 on 32-bit targets, and
/// 2^63 or 2^31 of `waiters`. A clone beyond that aborts the process.
///
/// A condition has at most 64 waits, 32 on 32-bit targets: each name is counted once for each of its handles.
/// With `storage = borrowed`, each wait of `Name[N]` counts `N` times; where `N` differs, the larger one counts.
///
/// # What a library exports
///
/// Futures are types beside the handles: `ReceiverRecv` for `recv` on `Receiver`. A library that exports its
/// handles exports them, too, so that its users can name them and find their documentation:
/// `pub use channel::{Receiver, ReceiverRecv, Sender};`. `#[doc(hidden)]` on a method hides what is generated from
/// it, too.
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
/// | `notifier = [vis] Name [{ fields }]` | `<Struct>Notifier` with one kind of waiters; with several, none | the notifier |
/// | `notifier = none` | | there is no notifier, and other handles make all changes. Not on a struct |
/// | `waiter = [vis] Name [{ fields }]` | `<Struct>Waiter` | a waiter: one handle. An impl may have several |
/// | `waiters`, `waiters = [vis] Name [{ fields }]` | | many waiters of one kind. Without a name, `<Struct>Waiter`. An impl may have several kinds |
/// | `waiters = [vis] Name[N] [{ fields }]` | | the same with `storage = borrowed`: at most `N` at a time, a constant expression |
/// | `sync = bool` | `true` | whether the wakers synchronise a condition in one atomic, or behind one lock. `false`, on an impl, saves the waking side a read-modify-write. It is a promise that every access to the condition is `SeqCst`. A weaker ordering that is named in a marked method is an error; one that comes by another name, a constant, an argument, a helper or another type is not seen |
/// | `cached = bool` | `true` | whether the last waker is kept for the next registration |
/// | `storage = owned \| borrowed` | `owned` | whether the handles own the condition together, in one allocation (feature `alloc`), or borrow it from a `Waitable` that you place, in a `static` for example. The slots of `waiters` that own their condition may add allocations |
/// | `crate = path` | `::spmc_waker` | the path of the runtime crate, if it is renamed or re-exported |
///
/// Attributes before `notifier`, `waiter` or `waiters` go to that handle: documentation, which stands in the
/// place of the default text, `must_use`, `deprecated`, `allow` and `expect`. Documentation on the impl is that
/// of the condition's methods, as without the macro.
///
/// A handle's fields are `name: Type = value` or `name: Type`. A field without a value is an argument of
/// `into_handle`, `into_pair`, `into_handles`, `of`, `new` or `claim`, in order. A value is computed without the
/// condition. The fields of a notifier, and of `waiters`, are cloned with the handle. Fields may have
/// documentation, `allow` and `expect`. They are private to the module of the attribute, where an impl on the
/// handle can read them.
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

/// Runs all stages. Each collects its mistakes. The user's item is emitted in any case.
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
        // The other attribute expands the item, and reports what is wrong with it.
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
