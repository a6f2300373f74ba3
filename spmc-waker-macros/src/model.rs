//! What is to be generated.

use crate::{
    args::{Args, Given, HandleName},
    errors::{Errors, at},
    item::{ImplBlock, Item},
    method::{Context, Method, Role, Wait},
    names::{self, Names},
    output,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Attribute, Expr, ExprClosure, Generics, ItemStruct, Lifetime, ReturnType, Type, Visibility,
    parse_quote, visit::Visit,
};

pub(crate) struct Model<'a> {
    pub(crate) names: &'a Names,
    /// The path of the runtime crate's hidden module.
    pub(crate) runtime: TokenStream,
    /// The conditions under which the item exists.
    pub(crate) cfgs: Vec<&'a Attribute>,
    /// The condition's name, for documentation and for the handles' default names.
    pub(crate) condition: Ident,
    pub(crate) condition_ty: Type,
    pub(crate) generics: Generics,
    pub(crate) notifier: Handle,
    pub(crate) waiter: Handle,
    pub(crate) sync: bool,
    pub(crate) cached: bool,
    pub(crate) form: Form<'a>,
}

/// A handle's name and visibility.
pub(crate) struct Handle {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
}

pub(crate) enum Form<'a> {
    /// A struct with its check.
    Struct(Box<Until>),
    /// An impl, and its marked methods as far as they could be parsed.
    Impl {
        item: &'a ImplBlock,
        methods: Vec<Method<'a>>,
    },
}

/// The closure of the short form.
pub(crate) struct Until {
    pub(crate) pat: TokenStream,
    pub(crate) body: TokenStream,
    pub(crate) ret: Type,
    pub(crate) wait: Wait,
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
        let cfgs = item
            .attrs()
            .iter()
            .filter(|attr| attr.path().is_ident("cfg"))
            .collect();
        let (condition, condition_ty, generics, vis, form);
        match item {
            Item::Struct(item) => {
                condition = item.ident.clone();
                condition_ty = struct_type(item);
                generics = item.generics.clone();
                vis = item.vis.clone();
                let until = args.until.as_ref();
                let until = until.and_then(|until| errors.ok(Until::build(&until.value, &runtime)));
                form = Form::Struct(Box::new(until.unwrap_or_else(Until::stub)));
            }
            Item::Impl(item) => {
                condition = errors.ok(type_name(&item.self_ty))?;
                condition_ty = item.self_ty.clone();
                generics = item.generics.clone();
                let context = Context {
                    names,
                    runtime: &runtime,
                    self_ty: &condition_ty,
                };
                let methods: Vec<Method<'a>> = item
                    .fns()
                    .filter_map(|member| errors.ok(Method::build(member, &context)).flatten())
                    .collect();
                let on_handles = methods
                    .iter()
                    .filter(|method| !matches!(method.role, Role::OnDrop(_)));
                vis = on_handles
                    .map(|method| method.vis)
                    .max_by_key(|vis| openness(vis))
                    .cloned()
                    .unwrap_or(Visibility::Inherited);
                form = Form::Impl { item, methods };
            }
        }
        let handle = |given: &Option<Given<HandleName>>, default: Ident| match given {
            Some(Given { value, .. }) => Handle {
                ident: value.ident.clone(),
                vis: value.vis.clone().unwrap_or_else(|| vis.clone()),
            },
            None => Handle {
                ident: default,
                vis: vis.clone(),
            },
        };
        let [notifier, waiter] = names::handles(&condition);
        Some(Self {
            names,
            cfgs,
            notifier: handle(&args.notifier, notifier),
            waiter: handle(&args.waiter, waiter),
            sync: args.sync.as_ref().is_none_or(|sync| sync.value.value),
            cached: args.cached.as_ref().is_none_or(|cached| cached.value.value),
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
}

impl Until {
    fn build(closure: &ExprClosure, runtime: &TokenStream) -> syn::Result<Self> {
        let ret = match &closure.output {
            ReturnType::Default => parse_quote!(bool),
            ReturnType::Type(_, ty) => (**ty).clone(),
        };
        let output = output::of(&ret, runtime)?;
        let (pat, body) = (&closure.inputs, body(&closure.body));
        Ok(Self::new(quote!(#pat), body, ret, output))
    }

    /// In place of a check that is missing or wrong, so that waiting is not an error as well.
    fn stub() -> Self {
        Self::new(quote!(_), quote!(loop {}), parse_quote!(bool), quote!(()))
    }

    fn new(pat: TokenStream, body: TokenStream, ret: Type, output: TokenStream) -> Self {
        let wait = Wait {
            name: format_ident!("wait"),
            default: Some(format_ident!("default")),
            output,
            fields: Vec::new(),
            lifetimes: Vec::new(),
        };
        Self {
            pat,
            body,
            ret,
            wait,
        }
    }
}

/// A closure's body as that of a function, which has braces already: twice is a warning.
fn body(body: &Expr) -> TokenStream {
    match body {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            let statements = &block.block.stmts;
            quote!(#(#statements)*)
        }
        _ => quote!(#body),
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
