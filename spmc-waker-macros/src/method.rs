//! The marked methods of an impl, as the handles will have them.

use crate::{
    borrows,
    errors::at,
    guard,
    item::{MemberFn, cfgs},
    markers::{self, Arming, Kind, Marker, Notify, Side},
    names::Names,
    signature::{self, Param, ReplaceSelf},
    wait::Wait,
};
use proc_macro2::TokenStream;
use syn::{
    Attribute, FnArg, Generics, Lifetime, ReturnType, Signature, Type, Visibility, parse_quote,
    visit_mut::VisitMut as _,
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
    Notify(Box<Notify>),
    Shared,
    /// Runs when the last handle of one of these sides is dropped.
    OnDrop(Vec<Side>),
    /// Runs while a wait is pending, or when it is over.
    Arming(Arming),
    Wait(Box<Wait>),
}

/// What is the same for all methods of an impl.
pub(crate) struct Context<'a> {
    pub(crate) names: &'a Names,
    pub(crate) runtime: &'a TokenStream,
    pub(crate) self_ty: &'a Type,
    /// The lifetime of the handles' borrow, with `storage = ref`.
    pub(crate) place: &'a Lifetime,
}

impl<'a> Method<'a> {
    /// The method, if it is marked.
    pub(crate) fn build(member: &'a MemberFn, context: &Context<'_>) -> syn::Result<Option<Self>> {
        let once = find_once(&member.sig);
        let Some(Marker { path, kind }) = Marker::find(&member.attrs)? else {
            return once.map_or(Ok(None), |once| {
                at(
                    once,
                    "`#[once]` is for what a wait hands over when it is ready: mark the method with \
                     `#[wait(NAME)]`",
                )
            });
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
        let params = signature::params(&sig, context.names)?;
        for (input, Param { ident, ty, .. }) in sig.inputs.iter_mut().skip(1).zip(&params) {
            *input = FnArg::Typed(parse_quote!(#ident: #ty));
        }
        let role = match kind {
            Kind::Notify(mut notify) => {
                check_notify(&sig, &notify, context.self_ty)?;
                if let Some(when) = &mut notify.when {
                    signature::require_no_self(when)?;
                    ReplaceSelf(context.self_ty).visit_expr_closure_mut(when);
                }
                Role::Notify(Box::new(notify))
            }
            Kind::Shared => Role::Shared,
            Kind::OnDrop(sides) => {
                require_hook(&member.sig, &marker)?;
                Role::OnDrop(sides)
            }
            Kind::Arming(arming) => {
                require_hook(&member.sig, &marker)?;
                Role::Arming(arming)
            }
            Kind::Wait(options) => Role::Wait(Box::new(Wait::build(
                &member.sig,
                &sig,
                options,
                &params,
                context,
            )?)),
        };
        let is_wait = matches!(role, Role::Wait(_));
        if let Some(once) = once.filter(|_| !is_wait) {
            return at(
                once,
                "`#[once]` is for what a wait hands over when it is ready: this method just takes it",
            );
        }
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

    pub(crate) fn wait(&self) -> Option<&Wait> {
        match &self.role {
            Role::Wait(wait) => Some(wait),
            _ => None,
        }
    }

    pub(crate) fn wait_mut(&mut self) -> Option<&mut Wait> {
        match &mut self.role {
            Role::Wait(wait) => Some(wait),
            _ => None,
        }
    }

    /// Whether the handle of this side has the method.
    pub(crate) fn is_on(&self, side: Side) -> bool {
        match &self.role {
            Role::Notify(notify) => notify.side() == side,
            Role::Wait(wait) => wait.side == side || wait.is_shared,
            Role::Shared => true,
            Role::OnDrop(_) | Role::Arming(_) => false,
        }
    }

    /// Under which conditions it exists.
    pub(crate) fn cfgs(&self) -> String {
        cfgs(self.attrs).to_string()
    }

    /// Whether this and another under these conditions may be meant to exclude each other. If they
    /// do not, rustc finds two of what there can be one of.
    pub(crate) fn is_alternative_to(&self, cfgs: &str) -> bool {
        let own = self.cfgs();
        !own.is_empty() && !cfgs.is_empty() && own != cfgs
    }

    /// Whether it runs when the last handle of this side is dropped.
    pub(crate) fn runs_on_drop(&self, side: Side) -> bool {
        matches!(&self.role, Role::OnDrop(sides) if sides.contains(&side))
    }

    pub(crate) const fn arming(&self) -> Option<&Arming> {
        match &self.role {
            Role::Arming(arming) => Some(arming),
            _ => None,
        }
    }
}

fn find_once(sig: &Signature) -> Option<&Attribute> {
    let attrs = sig.inputs.iter().flat_map(|input| match input {
        FnArg::Typed(input) => &input.attrs,
        FnArg::Receiver(input) => &input.attrs,
    });
    attrs.into_iter().find(|attr| markers::is_once(attr))
}

fn check_notify(sig: &Signature, notify: &Notify, condition: &Type) -> syn::Result<()> {
    match (&notify.on_drop, &sig.output) {
        (Some(on_drop), ReturnType::Default) => at(
            on_drop,
            "this method returns no guard whose drop could wake: without `on_drop`, the waiting task \
             is woken when the method returns",
        ),
        (None, ReturnType::Type(_, ty)) => match borrows::find(ty) {
            Some(borrow) => at(
                borrow.tokens,
                "the result of a `#[notify]` method cannot borrow from the condition: the waiting \
                 task is woken when the method returns, before what is done with such a result. To \
                 wake after a guard is dropped, write `#[notify(on_drop)]`",
            ),
            None => guard::forbid(ty),
        },
        (Some(_), ReturnType::Type(_, ty)) => guard::check_errors(ty, condition),
        (None, ReturnType::Default) => Ok(()),
    }
}

/// A hook is called by the runtime, without anything to give or to take.
fn require_hook(sig: &Signature, marker: &str) -> syn::Result<()> {
    if let Some(argument) = sig.inputs.iter().nth(1) {
        return at(
            argument,
            format!("`{marker}` methods take `&self` alone: what calls them has nothing to pass"),
        );
    }
    if let ReturnType::Type(_, ty) = &sig.output {
        return at(
            ty,
            format!("`{marker}` methods return nothing: what calls them has no use for a result"),
        );
    }
    if sig.generics.type_params().next().is_some() || sig.generics.const_params().next().is_some() {
        return at(
            &sig.generics,
            format!("`{marker}` methods cannot be generic: there is nothing to infer it from"),
        );
    }
    Ok(())
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
