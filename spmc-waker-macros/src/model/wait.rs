//! A wait, as the handle that waits will have it.

use super::{
    borrows::{Borrow, borrow_of},
    context::Context,
    handle::Field,
    output::{self, Readiness},
    self_type::without_self_type,
    signature::{Param, ParamKind},
    types,
};
use crate::{
    names::{self, Names},
    parse::WaitOptions,
};
use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::{
    Expr, ExprClosure, Lifetime, ReturnType, Signature, Type, Visibility, ext::IdentExt as _,
};

/// What a handle needs beyond the check to wait for it.
pub(crate) struct Wait {
    pub(crate) name: Ident,
    /// It is neither written nor does it follow from the check's.
    pub(crate) lacks_name: bool,
    pub(crate) vis: Option<Visibility>,
    pub(crate) doc: Option<Expr>,
    /// The words that ask for more.
    pub(crate) awaited: Option<Ident>,
    pub(crate) stream: Option<Ident>,
    pub(crate) sink: Option<Ident>,
    pub(crate) blocking: Option<Ident>,
    /// Blocking was asked for, and cannot be had.
    pub(crate) lacks_blocking: bool,
    pub(crate) query: Option<Ident>,
    /// The future's name.
    pub(crate) future: Ident,
    pub(crate) future_is_named: bool,
    /// The check, if it is a closure.
    pub(crate) until: Option<Until>,
    /// What the check returns, as its method does, and with every lifetime named, for the future.
    pub(crate) readiness: Readiness,
    pub(crate) future_readiness: Readiness,
    /// Where the output borrows from the condition.
    pub(crate) borrows: Option<Borrow>,
    /// What the future holds beside its right to wait.
    pub(crate) fields: Vec<WaitField>,
    /// The names made up for lifetimes of the arguments, and for that of the handle's borrow.
    pub(crate) lifetimes: Vec<Lifetime>,
    pub(crate) borrow: Lifetime,
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
    /// Nothing in place of one that is missing or wrong, so that waiting is not an error as well.
    pub(crate) closure: Option<ExprClosure>,
    /// It says what it returns, or need not.
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
    /// A field of the handle.
    Field,
}

impl Wait {
    /// Whether this is its name.
    pub(crate) fn is_called(&self, name: &Ident) -> bool {
        self.name.unraw() == name.unraw()
    }

    /// The fields that are no handle's.
    pub(crate) fn taken(&self) -> impl Iterator<Item = &WaitField> {
        let fields = self.fields.iter();
        fields.filter(|field| field.kind != Argument::Field)
    }

    /// What the check takes for itself when it is ready.
    pub(crate) fn once(&self) -> impl Iterator<Item = &WaitField> {
        let fields = self.fields.iter();
        fields.filter(|field| field.kind == Argument::Once)
    }

    /// `T` of an output `Option<T>`.
    pub(crate) fn stream_item(&self) -> Option<&Type> {
        match &self.readiness {
            Readiness::Of(output) => types::argument_of(output, &["Option"]),
            _ => None,
        }
    }

    /// The error of an output `Result<(), E>`, or of an alias that is called `Result`, too.
    pub(crate) fn sink_error(&self) -> Option<SinkError<'_>> {
        let Readiness::Of(output) = &self.readiness else {
            return None;
        };
        let Type::Path(path) = types::ungroup(output) else {
            return None;
        };
        let last = path.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        let mut arguments = arguments.args.iter().map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(types::ungroup(ty)),
            _ => None,
        });
        let is_unit = matches!(arguments.next()??, Type::Tuple(unit) if unit.elems.is_empty());
        if last.ident != "Result" || !is_unit {
            return None;
        }
        match (arguments.next(), arguments.next()) {
            (None, _) => Some(SinkError::Of(output)),
            (Some(error), None) => error.map(SinkError::Written),
            _ => None,
        }
    }

    /// The wait of the short form.
    pub(super) fn of_closure(until: Until, handle: Option<usize>, context: &Context<'_>) -> Self {
        let name = format_ident!("wait");
        let readiness = output::of(&until.ret);
        let borrow = context
            .names
            .fresh_borrow(std::slice::from_ref(context.borrow));
        Self {
            lacks_name: false,
            vis: None,
            doc: None,
            awaited: Some(name.clone()),
            stream: None,
            sink: None,
            blocking: None,
            lacks_blocking: false,
            query: None,
            future: future_name(handle, &name, context),
            future_is_named: false,
            future_readiness: with_named_lifetimes(&readiness, &borrow),
            readiness,
            borrows: borrow_of(&until.ret),
            until: Some(until),
            fields: Vec::new(),
            lifetimes: Vec::new(),
            borrow,
            name,
        }
    }

    pub(super) fn build(
        sig: &Signature,
        options: WaitOptions,
        params: &[Param],
        handle: Option<usize>,
        context: &Context<'_>,
    ) -> Self {
        let name = options.name.or_else(|| names::wait_name(&sig.ident));
        let lacks_name = name.is_none();
        let name = name.unwrap_or_else(|| sig.ident.clone());
        let ret = without_self(&sig.output, context.self_path);
        let readiness = output::readiness_of(&ret);

        // Beside these they stand in the handles' generics and in the future's.
        let mut taken = vec![context.borrow.clone()];
        let own = handle.map_or(&[][..], |handle| &context.handles[handle].fields);
        let fields = fields(params, own, context.names, &mut taken);
        let borrow = context.names.fresh_borrow(&taken);
        let lifetimes = taken.split_off(1);
        let borrows = match &sig.output {
            ReturnType::Type(_, ty) => borrow_of(ty),
            ReturnType::Default => None,
        };
        Self {
            lacks_name,
            vis: options.vis,
            doc: options.doc,
            awaited: options.awaited,
            stream: options.stream,
            sink: options.sink,
            blocking: options.blocking,
            lacks_blocking: false,
            query: options.query,
            future_is_named: options.future.is_some(),
            future: options
                .future
                .unwrap_or_else(|| future_name(handle, &name, context)),
            until: None,
            future_readiness: with_named_lifetimes(&readiness, &borrow),
            readiness,
            borrows,
            fields,
            lifetimes,
            borrow,
            name,
        }
    }
}

fn future_name(handle: Option<usize>, wait: &Ident, context: &Context<'_>) -> Ident {
    let handle = handle.and_then(|handle| context.handles.get(handle));
    let handle = handle.map_or(context.condition, |handle| &handle.ident);
    names::future_name(handle, wait)
}

fn without_self(output: &ReturnType, self_path: &TokenStream) -> ReturnType {
    match output {
        ReturnType::Default => ReturnType::Default,
        ReturnType::Type(arrow, ty) => {
            ReturnType::Type(*arrow, Box::new(without_self_type(ty, self_path)))
        }
    }
}

fn with_named_lifetimes(readiness: &Readiness, lifetime: &Lifetime) -> Readiness {
    let mut readiness = readiness.clone();
    if let Readiness::Of(ty) | Readiness::Projected(ty) = &mut readiness {
        types::name_lifetimes(ty, || lifetime.clone());
    }
    readiness
}

/// What the future holds for the arguments. Adds the lifetimes made up for it to those `taken`.
fn fields(
    params: &[Param],
    own: &[Field],
    names: &Names,
    taken: &mut Vec<Lifetime>,
) -> Vec<WaitField> {
    let mut field = |param: &Param| {
        let (kind, ty) = match &param.kind {
            ParamKind::Plain => (Argument::Plain, &param.ty),
            ParamKind::Once { value, .. } => (Argument::Once, value.as_ref().unwrap_or(&param.ty)),
            // If the argument is of another type, rustc says so where the check is called.
            ParamKind::Field { target, .. } => {
                let field = own.iter().find(|field| field.ident == param.ident);
                let ty = field.map(|field| &field.ty).or(target.as_ref());
                (Argument::Field, ty.unwrap_or(&param.ty))
            }
        };
        let mut ty = ty.clone();
        types::name_lifetimes(&mut ty, || {
            let name = param.ident.unraw().to_string();
            let lifetime = names.fresh_lifetime(&name, taken);
            taken.push(lifetime.clone());
            lifetime
        });
        WaitField {
            ident: param.ident.clone(),
            ty,
            kind,
        }
    };
    params.iter().map(&mut field).collect()
}
