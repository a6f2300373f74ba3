//! The guard in the result of a `#[notify(guard)]` method, and the types around it.

use super::types::ungroup;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// A type that may be around the guard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Option,
    Result,
}

/// Takes a result apart into its layers, from the outside to the inside, and the guard.
pub(crate) fn layers(result: &mut Type) -> (Vec<Layer>, &mut Type) {
    fn peel<'a>(ty: &'a mut Type, layers: &mut Vec<Layer>) -> &'a mut Type {
        match ty {
            Type::Group(group) => peel(&mut group.elem, layers),
            Type::Paren(paren) => peel(&mut paren.elem, layers),
            ty => match layer_of(ty) {
                Some((layer, _)) => {
                    layers.push(layer);
                    peel(content(ty), layers)
                }
                None => ty,
            },
        }
    }
    let mut layers = Vec::new();
    let guard = peel(result, &mut layers);
    (layers, guard)
}

/// Returns the outermost layer of a type, and its arguments.
pub(crate) fn layer_of(ty: &Type) -> Option<(Layer, Vec<&Type>)> {
    let last = last_segment(ty)?;
    let layer = match last.ident.to_string().as_str() {
        "Option" => Layer::Option,
        "Result" => Layer::Result,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let mut types = Vec::new();
    for argument in &arguments.args {
        match argument {
            GenericArgument::Type(ty) => types.push(ty),
            _ => return None,
        }
    }
    (!types.is_empty()).then_some((layer, types))
}

/// Returns the content of a layer, which is its first argument.
fn content(ty: &mut Type) -> &mut Type {
    let Type::Path(path) = ty else {
        unreachable!("only paths are layers");
    };
    let arguments = path
        .path
        .segments
        .last_mut()
        .map(|last| &mut last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
        unreachable!("layers have arguments");
    };
    match arguments.args.first_mut() {
        Some(GenericArgument::Type(content)) => content,
        _ => unreachable!("the arguments of layers are types"),
    }
}

pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ungroup(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}
