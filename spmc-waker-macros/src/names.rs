//! Every identifier that the macro makes up.
//!
//! Parameters and bindings have the names that an author would choose. If a constant or a static of the same name is
//! in scope, the binding is an error, because these are not hygienic. The macro avoids the names that it can see,
//! which are those in the user's tokens.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::format_ident;
use std::fmt::Arguments;
use syn::{Lifetime, ext::IdentExt as _};

/// The identifiers and lifetimes that occur in the user's tokens, and names that do not occur there.
pub(crate) struct Names {
    idents: Vec<String>,
    lifetimes: Vec<String>,
    /// Fields of handles and futures. `inner` is the field for what they wrap.
    pub(crate) inner: Ident,
    pub(crate) ended: Ident,
    pub(crate) unsent: Ident,
    /// Parameters and bindings.
    pub(crate) change: Ident,
    pub(crate) condition: Ident,
    pub(crate) cx: Ident,
    pub(crate) poll: Ident,
    pub(crate) result: Ident,
    pub(crate) this: Ident,
}

impl Names {
    pub(crate) fn of(args: &TokenStream, item: &TokenStream) -> Self {
        let (mut idents, mut lifetimes) = (Vec::new(), Vec::new());
        collect(args.clone(), &mut idents, &mut lifetimes);
        collect(item.clone(), &mut idents, &mut lifetimes);
        let fresh = |name| fresh(name, &idents);
        Self {
            inner: fresh("inner"),
            ended: fresh("ended"),
            unsent: fresh("unsent"),
            change: fresh("change"),
            condition: fresh("condition"),
            cx: fresh("cx"),
            poll: fresh("poll"),
            result: fresh("result"),
            this: fresh("this"),
            idents,
            lifetimes,
        }
    }

    /// Returns a name that does not occur in the user's tokens: this one, followed by underscores if necessary.
    pub(crate) fn fresh(&self, name: &str) -> Ident {
        fresh(name, &self.idents)
    }

    /// Returns a name for a parameter that has a pattern, or whose own name is taken.
    pub(crate) fn unnamed(&self, number: usize) -> Ident {
        self.fresh(&format!("unnamed_{number}"))
    }

    /// Returns a lifetime for a borrow. Messages show it, so it is one of the first letters if one is free: one that is
    /// neither among the user's lifetimes nor among `others`.
    pub(crate) fn fresh_borrow(&self, others: &[Lifetime]) -> Lifetime {
        for letter in &["a", "b", "c", "d", "e"] {
            if self.is_free(letter, others) {
                return self.fresh_lifetime(letter, others);
            }
        }
        self.fresh_lifetime("a", others)
    }

    /// Returns a lifetime that occurs neither in the user's tokens nor among `others`.
    pub(crate) fn fresh_lifetime(&self, name: &str, others: &[Lifetime]) -> Lifetime {
        let mut name = name.to_owned();
        while !self.is_free(&name, others) {
            name.push('_');
        }
        Lifetime::new(&format!("'{name}"), Span::mixed_site())
    }

    fn is_free(&self, lifetime: &str, others: &[Lifetime]) -> bool {
        // Keywords cannot be lifetimes. syn does not know `gen`, which is one in newer editions.
        !self.lifetimes.iter().any(|own| own == lifetime)
            && lifetime != "gen"
            && others.iter().all(|other| other.ident != lifetime)
            && syn::parse_str::<Ident>(lifetime).is_ok()
    }
}

fn collect(tokens: TokenStream, idents: &mut Vec<String>, lifetimes: &mut Vec<String>) {
    let mut after_quote = false;
    for token in tokens {
        let is_lifetime = std::mem::take(&mut after_quote);
        match token {
            TokenTree::Ident(ident) if is_lifetime => lifetimes.push(ident.unraw().to_string()),
            TokenTree::Ident(ident) => idents.push(ident.unraw().to_string()),
            TokenTree::Punct(punct) => after_quote = punct.as_char() == '\'',
            TokenTree::Group(group) => collect(group.stream(), idents, lifetimes),
            TokenTree::Literal(_) => {}
        }
    }
}

fn fresh(name: &str, idents: &[String]) -> Ident {
    let mut name = name.to_owned();
    while idents.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, Span::mixed_site())
}

/// The default name of a notifier.
pub(crate) fn notifier(condition: &Ident) -> Ident {
    made_up(format_args!("{}Notifier", condition.unraw()), condition)
}

/// The default name of a waiter.
pub(crate) fn waiter(condition: &Ident) -> Ident {
    made_up(format_args!("{}Waiter", condition.unraw()), condition)
}

/// Makes a name for a type. Its span is located at the user's name, and shows lints about style that it is generated.
fn made_up(name: Arguments<'_>, from: &Ident) -> Ident {
    let span = Span::call_site().located_at(from.span());
    Ident::new(&name.to_string(), span)
}

/// Returns the name under which an expansion imports the module of the runtime crate: `__channel` for `Channel<T>`.
///
/// Two conditions of one module may have the same name: `a::Chan` and `b::Chan`, or `Slot<u8>` and `Slot<char>`. The
/// name of a handle, which is unique in a module, then tells them apart: `__slot__sender`.
pub(crate) fn runtime(condition: &Ident, handle: Option<&Ident>) -> Ident {
    let name = |ident: &Ident| snake_case(&ident.unraw().to_string());
    let handle = handle.map(|handle| format!("__{}", name(handle)));
    let alias = format!("__{}{}", name(condition), handle.unwrap_or_default());
    Ident::new(&alias, Span::call_site())
}

/// `recv` for `try_recv`, `set` for `is_set`. A raw identifier if the name is a keyword in any edition.
pub(crate) fn wait_name(check: &Ident) -> Option<Ident> {
    let name = check.unraw().to_string();
    let name = name
        .strip_prefix("try_")
        .or_else(|| name.strip_prefix("is_"))?;
    let raw = || syn::parse_str::<Ident>(&format!("r#{name}"));
    let mut name = match name {
        "gen" | "async" | "await" | "dyn" | "try" => raw(),
        name => syn::parse_str::<Ident>(name).or_else(|_| raw()),
    }
    .ok()?;
    name.set_span(check.span());
    Some(name)
}

/// `poll_recv` for `recv`.
pub(crate) fn poll_name(wait: &Ident) -> Ident {
    format_ident!("poll_{}", wait)
}

/// `blocking_recv`, `recv_timeout` and `recv_deadline` for `recv`.
pub(crate) fn blocking_names(wait: &Ident) -> [Ident; 3] {
    [
        format_ident!("blocking_{}", wait),
        format_ident!("{}_timeout", wait),
        format_ident!("{}_deadline", wait),
    ]
}

/// `recv_within` for `recv`.
pub(crate) fn within(wait: &Ident) -> Ident {
    format_ident!("{}_within", wait)
}

/// The method of a sink that returns the item which the sink has not sent.
pub(crate) fn unsent() -> Ident {
    Ident::new("unsent", Span::call_site())
}

/// `ReceiverRecv` for `recv` on `Receiver`.
pub(crate) fn future_name(handle: &Ident, wait: &Ident) -> Ident {
    let camel = camel_case(&wait.unraw().to_string());
    made_up(format_args!("{}{camel}", handle.unraw()), wait)
}

fn camel_case(snake: &str) -> String {
    let (mut camel, mut is_first) = (String::new(), true);
    for letter in snake.chars() {
        if letter == '_' {
            is_first = true;
        } else if std::mem::take(&mut is_first) {
            camel += &letter.to_uppercase().to_string();
        } else {
            camel.push(letter);
        }
    }
    camel
}

/// `rx_half` for `RxHalf`.
pub(crate) fn snake_case(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake += &letter.to_lowercase().to_string();
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_named_after_their_checks() {
        for (check, wait) in [
            ("try_recv", Some("recv")),
            ("is_set", Some("set")),
            ("try_match", Some("r#match")),
            ("is_gen", Some("r#gen")),
            ("try_", None),
            ("try_0", None),
            ("recv", None),
            ("try_self", None),
        ] {
            let check = Ident::new(check, Span::call_site());
            assert_eq!(
                wait_name(&check).map(|name| name.to_string()).as_deref(),
                wait
            );
        }
    }

    #[test]
    fn futures_are_named_in_camel_case() {
        let handle = format_ident!("Receiver");
        for (wait, future) in [
            ("recv", "ReceiverRecv"),
            ("recv_many", "ReceiverRecvMany"),
            ("r#match", "ReceiverMatch"),
        ] {
            let wait: Ident = syn::parse_str(wait).unwrap();
            assert_eq!(future_name(&handle, &wait).to_string(), future);
        }
    }

    #[test]
    fn fresh_names_are_not_the_users() {
        let names = Names::of(
            &TokenStream::new(),
            &quote::quote!(fn f(cx: T) { { cx_ } 'a }),
        );
        assert_eq!(names.fresh("cx").to_string(), "cx__");
        let others = [Lifetime::new("'b", Span::call_site())];
        for (name, fresh) in [
            ("a", "'a_"),
            ("b", "'b_"),
            ("cx", "'cx"),
            ("type", "'type_"),
            ("gen", "'gen_"),
        ] {
            assert_eq!(names.fresh_lifetime(name, &others).to_string(), fresh);
        }
        assert_eq!(names.fresh_borrow(&others).to_string(), "'c");
        assert_eq!(names.fresh("waiter").to_string(), "waiter");
    }
}
