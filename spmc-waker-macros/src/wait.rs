//! A wait, as the handle that waits will have it.

use crate::{
    borrows,
    errors::at,
    markers::{Side, WaitOptions},
    method::Context,
    names::{self, Names},
    output,
    signature::{self, Param},
};
use proc_macro2::TokenStream;
use syn::{Ident, Lifetime, ReturnType, Signature, Type, ext::IdentExt as _};

/// What a handle needs beyond the check to wait for it.
pub(crate) struct Wait {
    pub(crate) name: Ident,
    /// Which handle waits.
    pub(crate) side: Side,
    /// The word that asks for the handle to be a future by this wait.
    pub(crate) default: Option<Ident>,
    /// The word that asks for the handle to be a stream, and of what.
    pub(crate) stream: Option<(Ident, Type)>,
    /// The word that asks for methods that block.
    pub(crate) blocking: Option<Ident>,
    /// The other handle has the check, too.
    pub(crate) is_shared: bool,
    /// The output as a method returns it, and as the future's associated type.
    pub(crate) output: TokenStream,
    pub(crate) future_output: TokenStream,
    /// Where the output says that it borrows from the condition.
    pub(crate) lends: Option<TokenStream>,
    /// What the future holds beside its right to wait: the arguments.
    pub(crate) fields: Vec<Field>,
    /// The names made up for lifetimes of the arguments, and for that of the handle's borrow.
    pub(crate) lifetimes: Vec<Lifetime>,
    pub(crate) borrow: Lifetime,
}

/// An argument of a wait, with every lifetime named.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    /// What the wait takes.
    pub(crate) ty: Type,
    /// The future keeps it in an `Option`, from which the check takes it.
    pub(crate) is_once: bool,
}

impl Wait {
    /// Whether this is its name, on this side.
    pub(crate) fn is(&self, side: Side, name: &Ident) -> bool {
        self.side == side && self.name.unraw() == name.unraw()
    }

    /// Whether it takes something that the check is to take from it.
    pub(crate) fn hands_over(&self) -> bool {
        self.fields.iter().any(|field| field.is_once)
    }

    /// A wait without arguments: that of the short form.
    pub(crate) fn plain(name: Ident, output: TokenStream, names: &Names) -> Self {
        Self {
            default: Some(name.clone()),
            name,
            side: Side::Waiter,
            stream: None,
            blocking: None,
            is_shared: false,
            future_output: output.clone(),
            output,
            lends: None,
            fields: Vec::new(),
            lifetimes: Vec::new(),
            borrow: names.fresh_lifetime("handle", &[]),
        }
    }

    /// `written` as the user has it, `sig` in the words of a handle.
    pub(crate) fn build(
        written: &Signature,
        sig: &Signature,
        options: WaitOptions,
        params: &[Param],
        context: &Context<'_>,
    ) -> syn::Result<Self> {
        let side = options.side();
        let name = name(options.name, sig)?;
        check_params(params)?;
        let (ReturnType::Type(_, written), ReturnType::Type(_, ret)) =
            (&written.output, &sig.output)
        else {
            return output::missing(&sig.ident);
        };
        let lends = check_result(written, params)?;
        let output = output::of(ret, context.runtime)?;
        for (word, use_) in [
            (&options.default, "awaiting the handle itself"),
            (&options.stream, "a stream"),
        ] {
            check_bare(word.as_ref(), use_, params, lends.as_ref())?;
        }
        let stream = match options.stream {
            Some(word) => Some((word, stream_item(written, ret)?)),
            None => None,
        };

        // Beside these they stand in the handles' generics and in the future's.
        let mut taken = vec![context.place.clone()];
        let fields = params
            .iter()
            .map(|param| {
                let (ident, is_once) = (param.ident.clone(), param.once.is_some());
                let mut ty = param.once.as_ref().unwrap_or(&param.ty).clone();
                signature::name_lifetimes(&mut ty, || {
                    let name = ident.unraw().to_string();
                    let lifetime = context.names.fresh_lifetime(&name, &taken);
                    taken.push(lifetime.clone());
                    lifetime
                });
                Field { ident, ty, is_once }
            })
            .collect();
        let borrow = context.names.fresh_lifetime("handle", &taken);
        let lifetimes = taken.split_off(1);
        let mut ret = (**ret).clone();
        signature::name_lifetimes(&mut ret, || borrow.clone());
        Ok(Self {
            name,
            side,
            default: options.default,
            stream,
            blocking: options.blocking,
            is_shared: options.shared.is_some(),
            output,
            future_output: output::of(&ret, context.runtime)?,
            lends,
            fields,
            lifetimes,
            borrow,
        })
    }
}

fn name(given: Option<Ident>, sig: &Signature) -> syn::Result<Ident> {
    let Some(name) = given.or_else(|| names::wait_name(&sig.ident)) else {
        return at(
            &sig.ident,
            "the wait needs a name: write `#[wait(NAME)]`, or call the check `try_NAME` or `is_NAME`",
        );
    };
    if name == sig.ident {
        return at(
            &name,
            format!(
                "the waiter has both the check and the wait, so they need two names: call the check `try_{name}`, say"
            ),
        );
    }
    Ok(name)
}

/// A future holds the arguments.
fn check_params(params: &[Param]) -> syn::Result<()> {
    for param in params {
        if let Some(pattern) = &param.pattern {
            return at(
                pattern,
                "the future holds this argument and needs a name for it: take it by name, and \
                 destructure it in the body",
            );
        }
        if let Some(impl_trait) = signature::find_impl_trait(&param.ty) {
            return at(
                impl_trait,
                "the future holds this argument, and its type must have a name: make it a type \
                 parameter of the method",
            );
        }
    }
    Ok(())
}

/// Returns where the result borrows from the condition, which it may.
fn check_result(written: &Type, params: &[Param]) -> syn::Result<Option<TokenStream>> {
    if let Some(lifetime) = borrows::find_reborrow(written, params) {
        return at(
            lifetime,
            "what a wait returns cannot borrow from a `&mut` argument, which is passed to each \
             check anew: return what was read, such as its length",
        );
    }
    if let Some(impl_trait) = signature::find_impl_trait(written) {
        return at(
            impl_trait,
            "what a wait returns must be a type that has a name: the future's `Output`",
        );
    }
    match borrows::find(written) {
        Some(borrow) if borrow.is_hidden => {
            let guard = &borrow.tokens;
            at(
                guard,
                format!(
                    "this borrows from the condition, and a future's `Output` has to say so: write \
                     `{guard}<'_, …>`"
                ),
            )
        }
        borrow => Ok(borrow.map(|borrow| borrow.tokens)),
    }
}

/// What stands for the wait without calling it can neither pass arguments nor lend its borrow.
fn check_bare(
    word: Option<&Ident>,
    use_: &str,
    params: &[Param],
    lends: Option<&TokenStream>,
) -> syn::Result<()> {
    match word {
        Some(word) if !params.is_empty() => at(
            word,
            format!("a wait with arguments cannot be `{word}`: {use_} passes none"),
        ),
        Some(word) if lends.is_some() => at(
            word,
            format!(
                "a wait that lends from the condition cannot be `{word}`: what {use_} gives cannot \
                 borrow the handle"
            ),
        ),
        _ => Ok(()),
    }
}

/// `T` of `Poll<Option<T>>`.
fn stream_item(written: &Type, ret: &Type) -> syn::Result<Type> {
    let item = output::argument_of(ret, &["Poll", "Option"]);
    match item.and_then(|output| output::argument_of(output, &["Option"])) {
        Some(item) => Ok(item.clone()),
        None => at(
            written,
            "a stream ends with `None`: a wait that is one returns `Poll<Option<T>>`",
        ),
    }
}
