//! Which edits of a condition break the programs that use its handles.
//!
//! A library's handles are types and methods that the macro makes from its condition. So an edit of the condition may
//! be a breaking change of the library. The repository's `.ci/compatibility` makes each edit below in a small library, and
//! then compiles and runs a program that uses all of the library.
//!
//! The library exports its handles and their futures, and a function that makes them, as in
//! [public handles](super::cookbook#public-handles). Its conditions are private. A public condition has more to keep:
//! `into_pair` and `into_handles` return the handles in order and take the fields that have no value, so an added handle
//! or such a field breaks their callers.
//!
//! # They break
//!
//! | edit | why |
//! |---|---|
//! | a marked method is removed, or loses its marker | the handle loses the method |
//! | a marked method gets a narrower visibility | the handle's method has it, too |
//! | a method gets an argument | the handle's method has it, too |
//! | a method gets a `#[field]` argument `&mut T`, and takes `&mut self` | so do the handle's methods: of notifiers and of `waiters` they took `&self` |
//! | a check returns another type | the check is a method of the handle |
//! | a wait gets another name | `NAME`, `poll_NAME` and the future's type get other names |
//! | `future = NAME` gives the future another name | users may have named it in a struct |
//! | a handle gets another name | |
//! | `by` names another handle | the first handle loses the method |
//! | `last` is added | the method consumes the handle, and the handle is not `Clone` |
//! | a wait gets its first `#[arm]` | the future gets a `Drop`, so a program that keeps it in a variable and uses the handle again no longer compiles |
//! | a wait gets its first `#[disarm]` | the same |
//! | `waiter` becomes `waiters` | the same |
//! | `waiters` becomes `waiter` | the handle is not `Clone`, and its waits take `&mut self` |
//! | `storage` is changed | borrowed handles have a lifetime |
//! | a handle gets a field that is not `Send` | the handle is not `Send` |
//! | the condition gets a field that is not `Sync` | no handle is `Send` or `Sync`. With a field that is not `Send`, the same |
//!
//! # They do not break
//!
//! | edit | what to know |
//! |---|---|
//! | a `#[notify]` method is added | a method shadows a trait's method of the same name, as in all of Rust |
//! | a `#[wait]` is added | the same |
//! | a `#[query]` is added | the same |
//! | a waiter is added to a condition whose constructor is the library's | the other waits then have to say whom they wake |
//! | `by` names one more handle | |
//! | `stream`, `sink`, `await` or `blocking` is added | to remove one breaks. Each needs a feature of this crate |
//! | `within` is added | to remove it breaks |
//! | `budget` is added or changed | it is behaviour |
//! | `query` is added to a wait | all handles get the check; to remove it breaks |
//! | `wakes` is added or changed | it is behaviour: what it leaves out is not woken |
//! | `when` or `cold` is added | the same |
//! | `cached = false` or `sync = false` is set | `sync = false` needs a condition that is `SeqCst` |
//! | an `#[on_drop]` hook is added | |
//! | a wait of a lone waiter gets a `#[field]` argument | its methods take `&mut self` already |
//! | a private check returns another type with the same output | `bool` and `Option<()>` wait for `()`, and `Option<T>` and `Poll<T>` for `T` |
//!
//! The last row is a reason to keep checks private, and to give the wait a visibility of its own: `#[wait(pub recv)]`.
//!
//! # Check your library
//!
//! `cargo semver-checks` compares two versions of a library by their rustdoc. It sees handles, methods and futures like any
//! others, since they are plain items of your crate. Of the edits above, version 0.51 finds thirteen of the seventeen that break,
//! and none of the others. It does not see:
//!
//! * a check that returns another type,
//! * the first `#[arm]` or `#[disarm]` of a wait,
//! * a `waiter` that becomes `waiters`.
//!
//! `.ci/compatibility --semver-checks` tries that. As a job of GitHub's:
//!
//! ```yaml
//! semver:
//!   runs-on: ubuntu-latest
//!   steps:
//!     - uses: actions/checkout@v4
//!     - run: rustup toolchain install stable --profile minimal && rustup default stable
//!     - run: cargo install cargo-semver-checks --locked
//!     - run: cargo semver-checks
//! ```
//!
//! # This crate
//!
//! The names that the documentation gives are kept. The module `__private`, and the hidden items that it re-exports, are for
//! expansions only. This crate depends on that of the macro by an exact version, so an expansion always meets the runtime that it was
//! written for.
