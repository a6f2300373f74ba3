//! What a wait resolves to, read off the return type of its check.

use super::types::{is_plain, single_argument, ungroup};
use syn::{Ident, Path, ReturnType, Type, TypePath};

/// What a check returns, as far as the type's name tells.
#[derive(Clone)]
pub(crate) enum Readiness {
    /// `bool`.
    Unit,
    /// `Option<T>` or `Poll<T>`: the `T`.
    Of(Type),
    /// Perhaps an alias for one of these: the trait tells.
    Projected(Type),
    /// None of these: a `Result`.
    Result(Type),
    /// None of these.
    Not(Type),
    /// Nothing.
    Missing,
}

/// If the type is spelled as `bool`, `Option` or `Poll`, the output is spelled out, too, since documentation shows
/// it.
pub(crate) fn readiness_of(output: &ReturnType) -> Readiness {
    match output {
        ReturnType::Default => Readiness::Missing,
        ReturnType::Type(_, ty) => readiness_of_type(ty),
    }
}

/// The same, of a type.
pub(crate) fn readiness_of_type(ty: &Type) -> Readiness {
    match ungroup(ty) {
        Type::Path(TypePath {
            path, qself: None, ..
        }) => {
            let Some(last) = path.segments.last() else {
                return Readiness::Not(ty.clone());
            };
            let name = last.ident.to_string();
            match (name.as_str(), single_argument(&last.arguments)) {
                ("bool", None) => Readiness::Unit,
                ("Option" | "Poll", Some(output)) if is_std(path) => Readiness::Of(output.clone()),
                ("Result", _) => Readiness::Result(ty.clone()),
                _ if is_plain(&name) => Readiness::Not(ty.clone()),
                _ => Readiness::Projected(ty.clone()),
            }
        }
        Type::Path(_) | Type::Macro(_) => Readiness::Projected(ty.clone()),
        _ => Readiness::Not(ty.clone()),
    }
}

/// Whether a path may lead to the standard `Option` or `Poll`: a name alone, or `std::task::Poll`. What
/// stands in another module, say `my::Poll<T>`, may be an alias that has other arguments.
fn is_std(path: &Path) -> bool {
    module_of(path).is_none_or(|module| module == "option" || module == "task")
}

/// The module in which a path says that something is, if it is more than a name.
pub(crate) fn module_of(path: &Path) -> Option<&Ident> {
    let module = path.segments.iter().nth_back(1);
    module.map(|module| &module.ident)
}
