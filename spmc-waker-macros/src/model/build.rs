//! A model from what the user wrote.

use super::{
    bound,
    condition::{Model, openness},
    context::Context,
    handle::{Field, Handle, HandleKind},
    lints,
    method::{Method, Role},
    self_type::{self_path, without_self, without_self_expr, without_self_type},
    short, types,
    types::ungroup,
    undeclared::{self, has_unconstrained},
};
use crate::{
    errors::{Errors, at},
    names::{self, Names},
    parse::{FieldOption, Given, HandleOption, Item, Options, Storage, cfgs},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{
    GenericArgument, Generics, LitBool, PathArguments, Token, Type, Visibility, ext::IdentExt as _,
    parse_quote,
};

impl<'a> Model<'a> {
    /// Nothing if not even the condition has a name.
    pub(crate) fn build(
        options: &'a Options,
        item: &'a Item,
        names: &'a Names,
        errors: &mut Errors,
    ) -> Option<Self> {
        let krate = match &options.krate {
            Some(Given { value, .. }) => value.to_token_stream(),
            None => quote!(::spmc_waker),
        };
        let (condition, ty, generics, impl_token);
        match item {
            Item::Struct(item) => {
                let ident = &item.ident;
                let (_, ty_generics, _) = item.generics.split_for_impl();
                condition = ident.clone();
                ty = parse_quote!(#ident #ty_generics);
                generics = item.generics.clone();
                impl_token = <Token![impl]>::default();
            }
            Item::Impl(item) => {
                if has_no_impl(&item.self_ty)
                    || is_param(&item.self_ty, &item.generics)
                    || has_unconstrained(&item.generics, &item.self_ty)
                {
                    return None;
                }
                condition = errors.ok(type_name(&item.self_ty))?;
                ty = item.self_ty.clone();
                generics = item.generics.clone();
                impl_token = item.impl_token;
            }
        }
        let self_path = self_path(&ty);
        let mut generics = without_self(&generics, &self_path);
        undeclared::declare_in_type(&mut generics, &ty);
        if let Item::Impl(item) = item {
            bound::rename(&mut generics, item, names);
        }
        let is_on = |option: &Option<Given<LitBool>>| {
            option.as_ref().is_none_or(|option| option.value.value)
        };
        let mut model = Self {
            names,
            krate,
            runtime: names::runtime(&condition),
            cfgs: cfgs(item.attrs()),
            allows: lints::of_item(item),
            storage: options
                .storage
                .as_ref()
                .map(|given| given.value)
                .or(options.likely_storage)
                .unwrap_or(Storage::Owned),
            lacks_alloc: false,
            sync: is_on(&options.sync),
            cached: is_on(&options.cached),
            borrow: names.fresh_borrow(&[]),
            handles: Vec::new(),
            methods: Vec::new(),
            unclear: Vec::new(),
            handles_are_unclear: options.may_have_handles,
            is_short: matches!(item, Item::Struct(_)),
            impl_token,
            condition,
            ty,
            generics,
        };
        model.add_handles(options, &self_path);
        if let Some(first) = model.handles.first() {
            model.runtime = names::runtime(&first.ident);
        }
        match item {
            Item::Struct(item) => {
                short::add_methods(&mut model, options, item);
                model.set_visibility(&item.vis);
            }
            Item::Impl(item) => {
                for member in item.fns() {
                    let context = Context {
                        names,
                        condition: &model.condition,
                        self_path: &self_path,
                        generics: &model.generics,
                        borrow: &model.borrow,
                        handles: &model.handles,
                    };
                    match Method::build(member, &context) {
                        Ok(method) => model.methods.extend(method),
                        Err((error, unclear)) => {
                            errors.add(error);
                            model.unclear.push(unclear);
                        }
                    }
                }
                model.find_waits();
                model.set_visibility(&model.most_visible());
            }
        }
        Some(model)
    }

    fn add_handles(&mut self, options: &Options, self_path: &TokenStream) {
        let generics = &self.generics;
        let field = |field: &FieldOption| Field {
            attrs: field.attrs.clone(),
            allows: lints::allows(&field.attrs),
            ident: field.ident.clone(),
            ty: undeclared::without_nameless(&without_self_type(&field.ty, self_path), generics),
            nameless: undeclared::nameless(&field.ty, generics),
            value: field
                .value
                .as_ref()
                .map(|value| without_self_expr(value, self_path)),
        };
        let handle = |kind, option: Option<&Given<HandleOption>>, default| {
            let value = option.map(|option| &option.value);
            Handle {
                kind,
                ident: value.map_or(default, |value| value.ident.clone()),
                is_named: value.is_some(),
                own_vis: value.and_then(|value| value.vis.clone()),
                vis: Visibility::Inherited,
                fields: value
                    .map(|value| value.fields.iter().map(field).collect())
                    .unwrap_or_default(),
            }
        };
        // The short form has one waiter, and others are an error.
        let most = if self.is_short { 1 } else { usize::MAX };
        let named = &options.waiters[..options.waiters.len().min(most)];
        if options.notifier.is_some() || named.len() < 2 {
            let default = names::notifier(&self.condition);
            self.handles.push(handle(
                HandleKind::Notifier,
                options.notifier.as_ref(),
                default,
            ));
        }
        let default = names::waiter(&self.condition);
        let waiters: Vec<_> = match named {
            [] => vec![None],
            waiters => waiters.iter().map(Some).collect(),
        };
        for (number, option) in waiters.into_iter().enumerate() {
            self.handles
                .push(handle(HandleKind::Waiter(number), option, default.clone()));
        }
    }

    /// Gives the handles that have none of their own this visibility.
    fn set_visibility(&mut self, vis: &Visibility) {
        for handle in &mut self.handles {
            handle.vis = handle.own_vis.clone().unwrap_or_else(|| vis.clone());
        }
    }

    /// The visibility of the most visible method that handles have.
    fn most_visible(&self) -> Visibility {
        let methods = self.methods.iter().filter(|method| method.is_on_handles());
        let own = methods.flat_map(|method| {
            let wait = method.wait().and_then(|wait| wait.vis.as_ref());
            [Some(&method.vis), wait].into_iter().flatten()
        });
        let unclear = self.unclear.iter().map(|unclear| &unclear.member.vis);
        own.chain(unclear)
            .max_by_key(|vis| openness(vis))
            .cloned()
            .unwrap_or(Visibility::Inherited)
    }

    /// Finds the waits that `#[arm]` and `#[disarm]` methods belong to, where that is clear.
    fn find_waits(&mut self) {
        let waits: Vec<(usize, Ident)> = self.wait_names();
        for method in &mut self.methods {
            let Role::Arming(arming) = &mut method.role else {
                continue;
            };
            let mut of = waits.iter().filter(|(handle, name)| {
                arming
                    .named
                    .as_ref()
                    .is_none_or(|named| named.unraw() == name.unraw())
                    && (method.on.is_empty() || method.on.contains(handle))
            });
            if let (Some(wait), None) = (of.next(), of.next()) {
                arming.wait = Some(wait.clone());
            }
        }
    }
}

/// Whether rustc rejects any impl of such a type, and says why.
fn has_no_impl(ty: &Type) -> bool {
    matches!(
        ungroup(ty),
        Type::Reference(_)
            | Type::Tuple(_)
            | Type::Array(_)
            | Type::Slice(_)
            | Type::Ptr(_)
            | Type::FnPtr(_)
            | Type::Never(_)
    ) || matches!(ungroup(ty), Type::Path(path) if path.path.get_ident().is_some_and(is_primitive))
}

/// Whether this is a parameter of the impl.
fn is_param(ty: &Type, generics: &Generics) -> bool {
    let Type::Path(path) = ungroup(ty) else {
        return false;
    };
    let mut params = generics.type_params();
    params.any(|param| path.path.is_ident(&param.ident))
}

/// Whether this names a type of the language itself.
fn is_primitive(name: &Ident) -> bool {
    let name = name.to_string();
    name == "bool" || types::is_plain(&name) && name.starts_with(char::is_lowercase)
}

/// The name of an impl's type, in which every lifetime must have a name.
fn type_name(ty: &Type) -> syn::Result<Ident> {
    if let Type::Path(path) = ungroup(ty) {
        let arguments = path.path.segments.iter().flat_map(|segment| {
            let arguments: Vec<&GenericArgument> = match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => arguments.args.iter().collect(),
                _ => Vec::new(),
            };
            arguments
        });
        for argument in arguments {
            if let Some(lifetime) = types::anonymous_lifetime(argument) {
                return at(
                    lifetime,
                    "the handles need a name for this lifetime: `impl<'a> …<'a>`",
                );
            }
        }
    }
    match ungroup(ty) {
        Type::Path(path) => match path.path.segments.last() {
            Some(last) => Ok(last.ident.clone()),
            None => at(ty, "expected the name of a condition struct"),
        },
        _ => at(
            ty,
            "`#[waitable]` goes on the impl of a struct: this type has no name for its handles to take",
        ),
    }
}
