//! What a wait resolves to, as the return type of its check shows.

use super::types::{is_plain, single_argument, ungroup};
use syn::{Ident, Path, ReturnType, Type, TypePath};

/// What a check returns, as far as the name of the type shows.
#[derive(Clone)]
pub(crate) enum Readiness {
    /// `bool`.
    Unit,
    /// `Option<T>` or `Poll<T>`. This is the `T`.
    Of(Type),
    /// Another path, which may be an alias for one of these. The trait `Readiness` decides.
    Projected(Type),
    /// A `Result`, which is not a readiness.
    Result(Type),
    /// Another type that is not a readiness.
    Not(Type),
    /// No return type.
    Missing,
}

/// Returns what a check returns. For `bool`, `Option` and `Poll`, the expansion names the output without a projection,
/// because documentation shows it.
pub(crate) fn readiness_of(output: &ReturnType) -> Readiness {
    match output {
        ReturnType::Default => Readiness::Missing,
        ReturnType::Type(_, ty) => readiness_of_type(ty),
    }
}

/// Returns what a check of this return type returns.
fn readiness_of_type(ty: &Type) -> Readiness {
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

/// Whether a path may lead to the standard `Option` or `Poll`: a single name, or `std::task::Poll`. A type in another
/// module, such as `my::Poll<T>`, may be an alias with other arguments.
fn is_std(path: &Path) -> bool {
    module_of(path).is_none_or(|module| module == "option" || module == "task")
}

/// Returns the last module of a path, if it has one.
pub(crate) fn module_of(path: &Path) -> Option<&Ident> {
    let module = path.segments.iter().nth_back(1);
    module.map(|module| &module.ident)
}
