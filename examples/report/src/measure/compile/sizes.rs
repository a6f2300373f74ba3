//! Sizes of compiled code.

use super::build::{cargo, output};
use crate::{
    Result,
    results::{Function, Ways},
};
use object::{
    File, Object as _, ObjectSection as _, ObjectSymbol as _, SectionKind,
    read::archive::ArchiveFile,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// Calls this with each object file of a library.
fn for_each_object(library: &Path, mut visit: impl FnMut(&File<'_>)) -> Result<()> {
    let data = fs::read(library)?;
    let archive = ArchiveFile::parse(&*data)?;
    for member in archive.members() {
        let member = member?;
        // The metadata is no code, though it may stand in an object file.
        if member.name().ends_with(b".o") {
            visit(&File::parse(member.data(&*data)?)?);
        }
    }
    Ok(())
}

/// The bytes of machine code in a library.
pub(super) fn code_bytes(library: &Path) -> Result<u64> {
    let mut bytes = 0;
    for_each_object(library, |object| {
        let code = object.sections().filter(|s| s.kind() == SectionKind::Text);
        bytes += code.map(|section| section.size()).sum::<u64>();
    })?;
    Ok(bytes)
}

/// The sizes of the pairs of functions that `.ci/same-code` compares.
pub(super) fn functions(root: &Path) -> Result<Vec<Function>> {
    let mut found: BTreeMap<String, Ways<Option<u64>>> = BTreeMap::new();
    for_each_object(&build_same_code(root)?, |object| {
        for symbol in object.symbols() {
            let name = symbol.name().unwrap_or_default();
            let name = format!("{:#}", rustc_demangle::demangle(name));
            let Some((way, name)) = function_of_a_pair(&name) else {
                continue;
            };
            let sizes = found.entry(name.to_owned()).or_default();
            match way {
                "generated" => sizes.generated = Some(symbol.size()),
                _ => sizes.by_hand = Some(symbol.size()),
            }
        }
    })?;
    let functions = found.into_iter().filter_map(|(name, sizes)| {
        let (generated, by_hand) = (sizes.generated?, sizes.by_hand?);
        let bytes = Ways { generated, by_hand };
        Some(Function { name, bytes })
    });
    Ok(functions.collect())
}

/// In which of the two modules the function of this name stands, and its name there.
fn function_of_a_pair(path: &str) -> Option<(&str, &str)> {
    let (way, name) = path.strip_prefix("same_code::")?.split_once("::")?;
    (["generated", "by_hand"].contains(&way) && !name.contains("::")).then_some((way, name))
}

/// As `.ci/same-code` builds them.
fn build_same_code(root: &Path) -> Result<std::path::PathBuf> {
    let mut command = cargo();
    command.current_dir(root).args([
        "build",
        "--package=spmc-waker-tests",
        "--example=same_code",
        "--release",
        "--config=profile.release.opt-level=3",
        "--config=profile.release.codegen-units=1",
        "--message-format=json-render-diagnostics",
        "--quiet",
    ]);
    let messages = output(&mut command)?.stdout;
    let messages = serde_json::Deserializer::from_slice(&messages).into_iter::<Value>();
    let mut artifacts = messages.filter_map(|message| message.ok());
    let library = artifacts.find_map(|message| {
        let is_ours = message["target"]["name"] == "same_code";
        let file = message["filenames"][0].as_str().filter(|_| is_ours)?;
        Some(file.into())
    });
    Ok(library.ok_or("cargo has built no `same_code`")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_functions_of_the_two_modules_themselves_are_pairs() {
        let pair = function_of_a_pair("same_code::by_hand::flag_await");
        assert_eq!(pair, Some(("by_hand", "flag_await")));
        let inner = "same_code::generated::flag::FlagNotifier::notify";
        assert_eq!(function_of_a_pair(inner), None);
        assert_eq!(function_of_a_pair("core::ptr::drop_in_place"), None);
    }
}
