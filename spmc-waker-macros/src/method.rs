//! The marked methods of an impl, as the handles will have them.

use crate::{
    borrows,
    errors::at,
    item::MemberFn,
    markers::{Kind, Marker, Notify, Side},
    names::{self, Names},
    output,
    signature::{self, Param, ReplaceSelf},
};
use proc_macro2::TokenStream;
use syn::{
    Attribute, FnArg, Generics, Ident, Lifetime, ReturnType, Signature, Type, Visibility,
    parse_quote, visit_mut::VisitMut as _,
};

/// A method that handles forward to.
pub(crate) struct Method<'a> {
    pub(crate) role: Role,
    pub(crate) marker: syn::Path,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) vis: &'a Visibility,
    /// In the words of a handle: no `Self`, no patterns.
    pub(crate) sig: Signature,
    pub(crate) params: Vec<Param>,
}

pub(crate) enum Role {
    Notify(Notify),
    Shared,
    OnDrop(Side),
    Wait(Wait),
}

/// What a handle needs beyond the check to wait for it.
pub(crate) struct Wait {
    pub(crate) name: Ident,
    /// The word that asks for the waiter to be a future by this wait.
    pub(crate) default: Option<Ident>,
    pub(crate) output: TokenStream,
    /// The parameters with every lifetime named, and the names made up for that.
    pub(crate) fields: Vec<Param>,
    pub(crate) lifetimes: Vec<Lifetime>,
}

/// What is the same for all methods of an impl.
pub(crate) struct Context<'a> {
    pub(crate) names: &'a Names,
    pub(crate) runtime: &'a TokenStream,
    pub(crate) self_ty: &'a Type,
}

impl<'a> Method<'a> {
    /// The method, if it is marked.
    pub(crate) fn build(member: &'a MemberFn, context: &Context<'_>) -> syn::Result<Option<Self>> {
        let Some(Marker { path, kind }) = Marker::find(&member.attrs)? else {
            return Ok(None);
        };
        let marker = format!("#[{}]", path.require_ident()?);
        signature::require_plain_method(&member.sig, &marker)?;
        let mut sig = member.sig.clone();
        match kind {
            // A query may be a constant function, though what calls it on a handle is not.
            Kind::Shared => sig.constness = None,
            _ => signature::require_not_const(&member.sig, &marker)?,
        }
        ReplaceSelf(context.self_ty).visit_signature_mut(&mut sig);
        let params = signature::params(&sig, context.names);
        for (input, Param { ident, ty, .. }) in sig.inputs.iter_mut().skip(1).zip(&params) {
            *input = FnArg::Typed(parse_quote!(#ident: #ty));
        }
        let role = match kind {
            Kind::Notify(notify) => {
                check_notify(&member.sig, &notify)?;
                Role::Notify(notify)
            }
            Kind::Shared => Role::Shared,
            Kind::OnDrop(side) => {
                require_hook(&member.sig)?;
                Role::OnDrop(side)
            }
            Kind::Wait { name, default } => Role::Wait(Wait::build(
                &member.sig,
                &sig,
                name,
                default,
                &params,
                context,
            )?),
        };
        let (attrs, vis) = (member.attrs.as_slice(), &member.vis);
        Ok(Some(Self {
            role,
            marker: path,
            attrs,
            vis,
            sig,
            params,
        }))
    }

    pub(crate) const fn wait(&self) -> Option<&Wait> {
        match &self.role {
            Role::Wait(wait) => Some(wait),
            _ => None,
        }
    }
}

fn check_notify(sig: &Signature, notify: &Notify) -> syn::Result<()> {
    match (&notify.on_drop, &sig.output) {
        (Some(on_drop), ReturnType::Default) => at(
            on_drop,
            "this method returns no guard whose drop could wake: without `on_drop`, the waiting task \
             is woken when the method returns",
        ),
        (Some(_), ReturnType::Type(..)) => Ok(()),
        (None, _) => borrows::require_owned_result(
            sig,
            "the result of a `#[notify]` method cannot borrow from the condition: the waiting task is \
             woken when the method returns, before what is done with such a result. To wake after a \
             guard is dropped, write `#[notify(on_drop)]`",
        )
        .map(drop),
    }
}

/// A hook is called by the runtime, without anything to give or to take.
fn require_hook(sig: &Signature) -> syn::Result<()> {
    if let Some(argument) = sig.inputs.iter().nth(1) {
        return at(
            argument,
            "an `#[on_drop]` method takes `&self` alone: a drop has nothing to pass to it",
        );
    }
    if let ReturnType::Type(_, ty) = &sig.output {
        return at(
            ty,
            "an `#[on_drop]` method returns nothing: a drop has no use for its result",
        );
    }
    if sig.generics.type_params().next().is_some() || sig.generics.const_params().next().is_some() {
        return at(
            &sig.generics,
            "an `#[on_drop]` method cannot be generic: a drop has nothing to infer it from",
        );
    }
    Ok(())
}

impl Wait {
    fn build(
        written: &Signature,
        sig: &Signature,
        name: Option<Ident>,
        default: Option<Ident>,
        params: &[Param],
        context: &Context<'_>,
    ) -> syn::Result<Self> {
        let Some(name) = name.or_else(|| names::wait_name(&sig.ident)) else {
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
        if let (Some(default), Some(_)) = (&default, params.first()) {
            return at(
                default,
                "a wait with arguments cannot be the default one: awaiting the waiter itself passes \
                 none",
            );
        }
        let written_ret = borrows::require_owned_result(
            written,
            "what a wait returns cannot borrow from the condition: return it by value",
        )?;
        if let Some(lifetime) =
            written_ret.and_then(|written| borrows::find_reborrow(written, params))
        {
            return at(
                lifetime,
                "what a wait returns cannot borrow from a `&mut` argument, which is passed to each \
                 check anew: return what was read, such as its length",
            );
        }
        if let Some(impl_trait) = written_ret.and_then(signature::find_impl_trait) {
            return at(
                impl_trait,
                "what a wait returns must be a type that has a name: the future's `Output`",
            );
        }
        let ReturnType::Type(_, ret) = &sig.output else {
            return output::missing(&sig.ident);
        };
        let output = output::of(ret, context.runtime)?;

        let mut lifetimes = Vec::new();
        let fields = params
            .iter()
            .map(|param| {
                let (ident, mut ty) = (param.ident.clone(), param.ty.clone());
                signature::name_lifetimes(&mut ty, &ident, context.names, &mut lifetimes);
                Param {
                    ident,
                    ty,
                    pattern: None,
                }
            })
            .collect();
        Ok(Self {
            name,
            default,
            output,
            fields,
            lifetimes,
        })
    }
}

/// The generics of a method and those of its handle.
pub(crate) fn merge(outer: &Generics, inner: &Generics) -> Generics {
    let mut merged = outer.clone();
    let (lifetimes, others): (Vec<_>, Vec<_>) = inner
        .params
        .iter()
        .cloned()
        .partition(|param| matches!(param, syn::GenericParam::Lifetime(_)));
    let first_other = merged.lifetimes().count();
    for (i, lifetime) in lifetimes.into_iter().enumerate() {
        merged.params.insert(first_other + i, lifetime);
    }
    merged.params.extend(others);
    if let Some(inner) = &inner.where_clause {
        merged
            .make_where_clause()
            .predicates
            .extend(inner.predicates.iter().cloned());
    }
    merged
}
