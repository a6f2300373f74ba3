//! A wait, as the handle that waits will have it.

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

/// Sets of waits are the bits of a `u64`.
pub(crate) const MAX_WAITS: usize = 64;

/// A wait of a handle: an index into `Model::waits`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct WaitId(pub(crate) usize);

/// The waits that are woken: bits by number.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Woken {
    /// Of these, all tasks.
    pub(crate) all: u64,
    /// Of each of these, one task.
    pub(crate) one: u64,
}

/// The name of a wait, and the handle that waits.
pub(crate) struct NamedWait {
    pub(crate) id: WaitId,
    pub(crate) handle: HandleId,
    pub(crate) name: Ident,
}

/// What a handle needs beyond the check to wait for it.
pub(crate) struct Wait {
    pub(crate) name: Ident,
    /// The name is not written, and cannot be derived from the check's.
    pub(crate) lacks_name: bool,
    pub(crate) vis: Option<Visibility>,
    pub(crate) doc: Option<Expr>,
    /// The options that ask for more than the wait itself.
    pub(crate) awaited: Option<Ident>,
    pub(crate) stream: Option<Ident>,
    pub(crate) sink: Option<Ident>,
    pub(crate) blocking: Option<Ident>,
    /// Blocking was asked for, but the feature `std` is off.
    pub(crate) lacks_blocking: bool,
    /// There is a method that a timer ends.
    pub(crate) within: bool,
    /// After how many results in a row it yields.
    pub(crate) budget: Option<Box<Expr>>,
    pub(crate) query: Option<Ident>,
    /// The future's name, where it is written.
    pub(crate) future: Option<Ident>,
    /// The check, if it is a closure.
    pub(crate) until: Option<Until>,
    /// What the check returns, as its method does, and with every lifetime named, for the future.
    pub(crate) readiness: Readiness,
    pub(crate) future_readiness: Readiness,
    /// Where the output borrows from the condition.
    pub(crate) borrows: Option<Borrow>,
    /// The fields of the future for the arguments.
    pub(crate) fields: Vec<WaitField>,
    /// The names made up for lifetimes of the arguments, and for that of the handle's borrow.
    pub(crate) lifetimes: Vec<Lifetime>,
    pub(crate) borrow: Lifetime,
}

/// What a handle itself can be, by one of its waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    Future,
    Stream,
    Sink,
}

impl Bare {
    pub(crate) const ALL: [Self; 3] = [Self::Future, Self::Stream, Self::Sink];
}

/// What a sink fails with.
pub(crate) enum SinkError<'w> {
    /// This.
    Written(&'w Type),
    /// What this result, say `io::Result<()>`, fails with.
    Of(&'w Type),
}

/// A check that is a closure.
pub(crate) struct Until {
    /// Nothing if it is missing or wrong. The wait is generated all the same, so that using it is no error.
    pub(crate) closure: Option<ExprClosure>,
    /// It declares its type, or never returns.
    pub(crate) is_declared: bool,
    pub(crate) ret: Type,
}

/// What a wait has for an argument of its check, with every lifetime named.
pub(crate) struct WaitField {
    /// The argument.
    pub(crate) ident: Ident,
    /// What the wait takes, or of a handle's field the type.
    pub(crate) ty: Type,
    pub(crate) kind: Argument,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The wait takes it, and each check gets it.
    Plain,
    /// The wait takes it, and the check takes it from an `Option`.
    Once,
    /// A field of the handle, which the check may change if `is_mut`.
    Field { is_mut: bool },
}

impl WaitId {
    /// What the runtime calls it by.
    pub(crate) const fn number(self) -> usize {
        self.0
    }

    /// The set of this wait alone. It is empty for one too many, which is an error.
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
    /// The option that makes the handle itself a future, a stream or a sink.
    pub(crate) const fn word(&self, bare: Bare) -> Option<&Ident> {
        match bare {
            Bare::Future => self.awaited.as_ref(),
            Bare::Stream => self.stream.as_ref(),
            Bare::Sink => self.sink.as_ref(),
        }
    }

    pub(crate) const fn word_mut(&mut self, bare: Bare) -> &mut Option<Ident> {
        match bare {
            Bare::Future => &mut self.awaited,
            Bare::Stream => &mut self.stream,
            Bare::Sink => &mut self.sink,
        }
    }

    /// The methods of the handle that are generated for it, and what each is.
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

    /// The arguments that the wait takes: all but the handle's own fields.
    pub(crate) fn taken(&self) -> Vec<&WaitField> {
        self.fields_that(|kind| !matches!(kind, Argument::Field { .. }))
    }

    /// The arguments that the check takes out of an `Option`.
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

    /// `T` of an output `Option<T>`.
    pub(crate) fn stream_item(&self) -> Option<&Type> {
        match &self.readiness {
            Readiness::Of(output) => argument_of(output, &["Option"]),
            _ => None,
        }
    }

    /// What a sink takes, if this is one.
    pub(crate) fn sink_item(&self) -> Option<&Type> {
        self.sink.as_ref()?;
        self.once().first().map(|field| &field.ty)
    }

    /// The error of an output `Result<(), E>`, or of an alias that is called `Result`, too.
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
        let mut arguments = arguments.args.iter().map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ungroup(ty)),
            _ => None,
        });
        if last.ident != "Result" || !is_unit(arguments.next()??) {
            return None;
        }
        match (arguments.next(), arguments.next()) {
            (None, _) => Some(SinkError::Of(output)),
            (Some(error), None) => error.map(SinkError::Written),
            _ => None,
        }
    }
}
