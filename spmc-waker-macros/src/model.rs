//! What is to be generated.

use crate::{
    args::{Args, Given, HandleName, Storage},
    errors::{Errors, at},
    item::{ImplBlock, Item, cfgs},
    markers::Side,
    method::{Context, Method, Role},
    names::{self, Names},
    signature::ReplaceSelf,
    stub::Stub,
    until::Until,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    GenericParam, Generics, ItemStruct, Lifetime, LifetimeParam, LitBool, Type, Visibility,
    parse_quote, visit::Visit, visit_mut::VisitMut as _,
};

pub(crate) struct Model<'a> {
    pub(crate) names: &'a Names,
    /// The path of the runtime crate's hidden module.
    pub(crate) runtime: TokenStream,
    /// The conditions under which the item exists.
    pub(crate) cfgs: TokenStream,
    /// The condition's name, for documentation and for the handles' default names.
    pub(crate) condition: Ident,
    pub(crate) condition_ty: Type,
    pub(crate) generics: Generics,
    pub(crate) storage: Storage,
    /// An `Arc` is asked for, and cannot be had.
    pub(crate) lacks_alloc: bool,
    /// How long handles may borrow a `Waitable`.
    pub(crate) place: Lifetime,
    pub(crate) notifier: Handle,
    pub(crate) waiter: Handle,
    pub(crate) sync: bool,
    pub(crate) cached: bool,
    pub(crate) form: Form<'a>,
}

/// A handle's side, name and visibility.
pub(crate) struct Handle {
    pub(crate) side: Side,
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    /// The visibility is given, and may be more than that of the condition.
    pub(crate) has_own_vis: bool,
}

pub(crate) enum Form<'a> {
    /// A struct with its check.
    Struct(Box<Until>),
    /// An impl, and its marked methods as far as they could be parsed.
    Impl {
        item: &'a ImplBlock,
        methods: Vec<Method<'a>>,
        /// In place of those that could not be.
        stubs: Vec<Stub<'a>>,
    },
}

impl<'a> Model<'a> {
    /// Builds what can be; reports the rest. Nothing without a condition to start from.
    pub(crate) fn build(
        args: &'a Args,
        item: &'a Item,
        names: &'a Names,
        errors: &mut Errors,
    ) -> Option<Self> {
        let runtime = args.krate.as_ref().map_or_else(
            || quote!(::spmc_waker::__private),
            |Given { value, .. }| quote!(#value::__private),
        );
        let place = names.fresh_lifetime("place", &[]);
        let (condition, condition_ty, generics, vis, form);
        match item {
            Item::Struct(item) => {
                condition = item.ident.clone();
                condition_ty = struct_type(item);
                generics = without_self(&item.generics, &condition_ty);
                vis = item.vis.clone();
                let until = args.until.as_ref();
                let until =
                    until.and_then(|until| errors.ok(Until::build(&until.value, &runtime, names)));
                form =
                    Form::Struct(Box::new(until.unwrap_or_else(|| {
                        Until::stub(args.until_type.clone(), &runtime, names)
                    })));
            }
            Item::Impl(item) => {
                condition = errors.ok(type_name(&item.self_ty))?;
                condition_ty = item.self_ty.clone();
                generics = without_self(&item.generics, &condition_ty);
                let context = Context {
                    names,
                    runtime: &runtime,
                    self_ty: &condition_ty,
                    place: &place,
                };
                let (mut methods, mut stubs) = (Vec::new(), Vec::new());
                for member in item.fns() {
                    match errors.ok(Method::build(member, &context)) {
                        Some(method) => methods.extend(method),
                        None => stubs.extend(Stub::of(member, &context)),
                    }
                }
                let on_handles = methods
                    .iter()
                    .filter(|method| !matches!(method.role, Role::OnDrop(_) | Role::Arming(_)));
                vis = on_handles
                    .map(|method| method.vis)
                    .chain(stubs.iter().map(|stub| stub.vis))
                    .max_by_key(|vis| openness(vis))
                    .cloned()
                    .unwrap_or(Visibility::Inherited);
                form = Form::Impl {
                    item,
                    methods,
                    stubs,
                };
            }
        }
        let [notifier, waiter] = names::handles(&condition);
        let handle = |side, given: &Option<Given<HandleName>>, default: Ident| {
            let given = given.as_ref().map(|given| &given.value);
            let own_vis = given.and_then(|given| given.vis.clone());
            Handle {
                side,
                ident: given.map_or(default, |given| given.ident.clone()),
                has_own_vis: own_vis.is_some(),
                vis: own_vis.unwrap_or_else(|| vis.clone()),
            }
        };
        let is_on = |option: &Option<Given<LitBool>>| {
            option.as_ref().is_none_or(|option| option.value.value)
        };
        Some(Self {
            names,
            cfgs: cfgs(item.attrs()),
            storage: args
                .storage
                .as_ref()
                .map_or(Storage::Arc, |given| given.value),
            lacks_alloc: false,
            place,
            notifier: handle(Side::Notifier, &args.notifier, notifier),
            waiter: handle(Side::Waiter, &args.waiter, waiter),
            sync: is_on(&args.sync),
            cached: is_on(&args.cached),
            runtime,
            condition,
            condition_ty,
            generics,
            form,
        })
    }

    pub(crate) fn methods(&self) -> &[Method<'a>] {
        match &self.form {
            Form::Struct(_) => &[],
            Form::Impl { methods, .. } => methods,
        }
    }

    pub(crate) fn stubs(&self) -> &[Stub<'a>] {
        match &self.form {
            Form::Struct(_) => &[],
            Form::Impl { stubs, .. } => stubs,
        }
    }

    /// The waits of both sides, each once: under `cfg`s that exclude each other, two may have one
    /// name.
    pub(crate) fn wait_names(&self) -> Vec<(Side, Ident)> {
        let mut names: Vec<(Side, Ident)> = Vec::new();
        for wait in self.methods().iter().filter_map(Method::wait) {
            if !names.iter().any(|(side, name)| wait.is(*side, name)) {
                names.push((wait.side, wait.name.clone()));
            }
        }
        names
    }

    /// The waits that have `#[arm]` or `#[disarm]` methods, each once. Their places here are the
    /// numbers by which the runtime tells them apart.
    pub(crate) fn armed_waits(&self) -> Vec<(Side, &Ident)> {
        let mut armed = Vec::new();
        for arming in self.methods().iter().filter_map(Method::arming) {
            let (Some(side), Some(wait)) = (arming.by, &arming.wait) else {
                continue;
            };
            if !armed.contains(&(side, wait)) {
                armed.push((side, wait));
            }
        }
        armed
    }

    pub(crate) const fn handles(&self) -> [&Handle; 2] {
        [&self.notifier, &self.waiter]
    }

    pub(crate) const fn handle(&self, side: Side) -> &Handle {
        match side {
            Side::Notifier => &self.notifier,
            Side::Waiter => &self.waiter,
        }
    }

    /// Whether a side can wait. The waiter always can.
    pub(crate) fn waits(&self, side: Side) -> bool {
        let mut waits = self.methods().iter().filter_map(Method::wait);
        side == Side::Waiter
            || waits.any(|wait| wait.side == side)
            || self.stubs().iter().any(|stub| stub.waits(side))
    }

    /// The generics of the handles: those of the condition, and what the handles borrow.
    pub(crate) fn handle_generics(&self) -> Generics {
        let mut generics = self.generics.clone();
        if self.storage == Storage::Ref {
            let place = LifetimeParam::new(self.place.clone());
            generics.params.insert(0, GenericParam::Lifetime(place));
        }
        generics
    }
}

/// How many can see an item of this visibility, as an order.
pub(crate) fn openness(vis: &Visibility) -> u8 {
    match vis {
        Visibility::Public(_) => 3,
        Visibility::Restricted(restricted) if restricted.path.is_ident("crate") => 2,
        Visibility::Restricted(restricted) if !restricted.path.is_ident("self") => 1,
        Visibility::Restricted(_) | Visibility::Inherited => 0,
    }
}

/// The visibility that fewer can see.
pub(crate) fn narrower<'a>(a: &'a Visibility, b: &'a Visibility) -> &'a Visibility {
    if openness(a) <= openness(b) { a } else { b }
}

/// These in the words of a handle, where `Self` is another.
fn without_self(generics: &Generics, condition: &Type) -> Generics {
    let mut generics = generics.clone();
    ReplaceSelf(condition).visit_generics_mut(&mut generics);
    generics
}

fn struct_type(item: &ItemStruct) -> Type {
    let (ident, (_, generics, _)) = (&item.ident, item.generics.split_for_impl());
    parse_quote!(#ident #generics)
}

/// The name of an impl's type, in which every lifetime must have a name.
fn type_name(ty: &Type) -> syn::Result<Ident> {
    struct Anonymous<'ast>(Option<&'ast Lifetime>);
    impl<'ast> Visit<'ast> for Anonymous<'ast> {
        fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
            if lifetime.ident == "_" {
                self.0.get_or_insert(lifetime);
            }
        }
    }
    let mut anonymous = Anonymous(None);
    anonymous.visit_type(ty);
    if let Some(lifetime) = anonymous.0 {
        return at(
            lifetime,
            "the handles need a name for this lifetime: `impl<'a> …<'a>`",
        );
    }
    match ty {
        Type::Path(path) => match path.path.segments.last() {
            Some(last) => Ok(last.ident.clone()),
            None => at(ty, "expected the name of a condition struct"),
        },
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        _ => at(
            ty,
            "`#[waitable]` goes on the impl of a struct: this type has no name for its handles to take",
        ),
    }
}
