//! A wait of a handle.

use super::handle::HandleId;
use crate::{
    names,
    syntax::{Borrow, Readiness, argument_of, is_unit, ungroup},
};
use proc_macro2::Ident;
use syn::{
    Expr, ExprClosure, GenericArgument, Lifetime, PathArguments, Type, Visibility,
    ext::IdentExt as _,
};

/// The number of waits that a condition may have. Sets of waits are the bits of a `u64`.
pub(crate) const MAX_WAITS: usize = 64;

/// The id of a wait: its index in `Model::waits`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct WaitId(pub(crate) usize);

/// The waits that are woken, as bits by number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Woken {
    /// All tasks of these waits are woken.
    pub(crate) all: u64,
    /// One task of each of these waits is woken.
    pub(crate) one: u64,
}

/// The name of a wait, and the handle that waits.
pub(crate) struct NamedWait {
    pub(crate) id: WaitId,
    pub(crate) handle: HandleId,
    pub(crate) name: Ident,
}

/// What a check needs to be a wait, beyond its signature.
pub(crate) struct Wait {
    pub(crate) name: Ident,
    /// Whether the name is neither written nor can be derived from that of the check.
    pub(crate) lacks_name: bool,
    pub(crate) vis: Option<Visibility>,
    pub(crate) doc: Option<Box<Expr>>,
    /// The words of the options that ask for more than the wait itself.
    pub(crate) awaited: Option<Ident>,
    pub(crate) stream: Option<Ident>,
    pub(crate) sink: Option<Ident>,
    pub(crate) blocking: Option<Ident>,
    /// Whether `blocking` is written although the feature `std` is off.
    pub(crate) lacks_blocking: bool,
    /// Whether there is a method that a timer ends.
    pub(crate) within: bool,
    /// The number of ready results in a row after which it yields.
    pub(crate) budget: Option<Box<Expr>>,
    pub(crate) query: Option<Ident>,
    /// The name of the future, if it is written.
    pub(crate) future: Option<Ident>,
    /// The check, if it is a closure.
    pub(crate) until: Option<Until>,
    /// What the check returns.
    pub(crate) readiness: Readiness,
    /// The same with every lifetime named, for the future.
    pub(crate) future_readiness: Readiness,
    /// Where the output borrows from the condition.
    pub(crate) borrows: Option<Borrow>,
    /// The future's fields for the arguments.
    pub(crate) fields: Vec<WaitField>,
    /// The names that the macro has given to elided lifetimes of the arguments.
    pub(crate) lifetimes: Vec<Lifetime>,
    /// The lifetime for which the future borrows the handle.
    pub(crate) borrow: Lifetime,
}

/// The trait that a wait can implement on the handle itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    Future,
    Stream,
    Sink,
}

impl Bare {
    pub(crate) const ALL: [Self; 3] = [Self::Future, Self::Stream, Self::Sink];
}

/// The error of a sink.
pub(crate) enum SinkError<'w> {
    /// This type.
    Written(&'w Type),
    /// The error of this alias of a result, such as `io::Result<()>`.
    Of(&'w Type),
}

/// A check that is a closure.
pub(crate) struct Until {
    /// `None` if it is missing or wrong. The wait is generated all the same, so that its uses are no errors.
    pub(crate) closure: Option<ExprClosure>,
    /// Whether the closure declares its return type, or never returns.
    pub(crate) is_declared: bool,
    pub(crate) ret: Type,
}

/// An argument of a check, as its wait takes it.
pub(crate) struct WaitField {
    /// The name of the argument.
    pub(crate) ident: Ident,
    /// The type that the wait takes, or the type of the handle's field, with every lifetime named.
    pub(crate) ty: Type,
    pub(crate) kind: Argument,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The wait takes it, and each check gets it or a clone.
    Plain,
    /// The wait takes it, and the check takes it out of an `Option`.
    Once,
    /// It is a field of the handle. The check may change it if `is_mut`.
    Field { is_mut: bool },
}

impl WaitId {
    /// Returns its number for the runtime.
    pub(crate) const fn number(self) -> usize {
        self.0
    }

    /// Returns the set of this wait alone. If there are too many waits, which is an error, the set is empty.
    pub(crate) const fn bit(self) -> u64 {
        if self.0 < MAX_WAITS { 1 << self.0 } else { 0 }
    }
}

impl Woken {
    pub(crate) const fn is_none(self) -> bool {
        self.all | self.one == 0
    }

    pub(crate) const fn has(self, wait: WaitId) -> bool {
        (self.all | self.one) & wait.bit() != 0
    }

    pub(super) const fn without(self, waits: u64) -> Self {
        Self {
            all: self.all & !waits,
            one: self.one & !waits,
        }
    }
}

impl NamedWait {
    pub(crate) fn is_called(&self, name: &Ident) -> bool {
        self.name.unraw() == name.unraw()
    }
}

impl Wait {
    /// Returns the word of the option that makes the handle itself a future, a stream or a sink.
    pub(crate) const fn word(&self, bare: Bare) -> Option<&Ident> {
        match bare {
            Bare::Future => self.awaited.as_ref(),
            Bare::Stream => self.stream.as_ref(),
            Bare::Sink => self.sink.as_ref(),
        }
    }

    /// Returns the methods of the handle that are generated for this wait, with a description of each.
    pub(crate) fn methods(&self) -> Vec<(Ident, &'static str)> {
        let mut methods = vec![
            (self.name.clone(), "the wait"),
            (names::poll_name(&self.name), "the poll method"),
        ];
        if self.blocking.is_some() {
            for name in &names::blocking_names(&self.name) {
                methods.push((name.clone(), "the blocking wait"));
            }
        }
        if self.within {
            methods.push((names::within(&self.name), "the wait with a timer"));
        }
        if self.sink.is_some() {
            methods.push((names::unsent(), "what takes back the item"));
        }
        methods
    }

    /// Returns the arguments that the wait takes, which are all but the handle's own fields.
    pub(crate) fn taken(&self) -> Vec<&WaitField> {
        self.fields_that(|kind| !matches!(kind, Argument::Field { .. }))
    }

    /// Returns the arguments that the check takes out of an `Option`.
    pub(crate) fn once(&self) -> Vec<&WaitField> {
        self.fields_that(|kind| kind == Argument::Once)
    }

    fn fields_that(&self, is_such: fn(Argument) -> bool) -> Vec<&WaitField> {
        let mut fields = Vec::new();
        for field in &self.fields {
            if is_such(field.kind) {
                fields.push(field);
            }
        }
        fields
    }

    /// Returns `T` of an output `Option<T>`.
    pub(crate) fn stream_item(&self) -> Option<&Type> {
        match &self.readiness {
            Readiness::Of(output) => argument_of(output, &["Option"]),
            _ => None,
        }
    }

    /// Returns the type of the item, if this is a sink.
    pub(crate) fn sink_item(&self) -> Option<&Type> {
        self.sink.as_ref()?;
        self.once().first().map(|field| &field.ty)
    }

    /// Returns the error of an output `Result<(), E>`, or of an alias with the name `Result`.
    pub(crate) fn sink_error(&self) -> Option<SinkError<'_>> {
        let Readiness::Of(output) = &self.readiness else {
            return None;
        };
        let Type::Path(path) = ungroup(output) else {
            return None;
        };
        let last = path.path.segments.last()?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        if last.ident != "Result" {
            return None;
        }
        let mut types = Vec::new();
        for argument in &arguments.args {
            match argument {
                GenericArgument::Type(ty) => types.push(ungroup(ty)),
                _ => return None,
            }
        }
        match types.as_slice() {
            [unit] if is_unit(unit) => Some(SinkError::Of(output)),
            [unit, error] if is_unit(unit) => Some(SinkError::Written(error)),
            _ => None,
        }
    }
}
