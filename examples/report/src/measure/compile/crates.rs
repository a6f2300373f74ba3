//! The crates whose builds are timed. They are written to a scratch folder.

use crate::{Result, results::Ways};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// One condition with all that its handles do. A crate has it many times over, in as many modules.
pub(crate) const TEMPLATES: Ways<&str> = Ways {
    generated: include_str!("templates/generated.rs"),
    by_hand: include_str!("templates/by_hand.rs"),
};

/// What is the same in both, and so is not counted.
const COMMON_PART: &str = "// What follows is the same in both";

/// The code lines of a condition: what people write, without comments and blank lines.
pub(super) fn lines(template: &str) -> usize {
    let written = template.split(COMMON_PART).next().unwrap_or_default();
    let lines = written.lines().map(str::trim_start);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

/// What a crate depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dependencies {
    None,
    /// spmc-waker without its feature `macros`.
    Runtime,
    /// The same, and an attribute macro that does nothing, over the crates that ours needs.
    RuntimeAndEmptyAttribute,
    /// spmc-waker as it is by default.
    Default,
}

impl Dependencies {
    fn manifest(self, root: &Path) -> String {
        let path = root.join("spmc-waker");
        let runtime = format!(
            "spmc-waker = {{ path = {path:?}, default-features = false, features = [\"alloc\"] }}\n"
        );
        match self {
            Self::None => String::new(),
            Self::Runtime => runtime,
            Self::RuntimeAndEmptyAttribute => {
                runtime + "empty-attribute = { path = \"empty-attribute\" }\n"
            }
            Self::Default => format!("spmc-waker = {{ path = {path:?} }}\n"),
        }
    }
}

/// A crate in the scratch folder.
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    /// Cargo's target folder where crates share what they depend on.
    pub(super) shared_target: PathBuf,
}

impl Crate {
    /// Writes a crate with that many modules with this source.
    pub(super) fn write(
        root: &Path,
        name: String,
        dependencies: Dependencies,
        modules: usize,
        source: &str,
    ) -> Result<Self> {
        let scratch = root.join("target/report/compile");
        let folder = scratch.join(&name);
        let mut library = String::new();
        for index in 0..modules {
            writeln!(library, "pub mod condition_{index};")?;
        }
        let manifest = manifest(&name, &dependencies.manifest(root));
        write_crate(&folder, &(manifest + "\n[workspace]\n"), &library)?;
        for index in 0..modules {
            fs::write(folder.join(format!("src/condition_{index}.rs")), source)?;
        }
        // The same versions as in this workspace. Cargo leaves out what is not needed.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        if dependencies == Dependencies::RuntimeAndEmptyAttribute {
            write_empty_attribute(root, &folder.join("empty-attribute"))?;
        }
        let shared_target = scratch.join("target");
        Ok(Self {
            name,
            folder,
            shared_target,
        })
    }
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}"
    )
}

fn write_crate(folder: &Path, manifest: &str, library: &str) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), library)?;
    Ok(())
}

fn write_empty_attribute(root: &Path, folder: &Path) -> Result<()> {
    let ours = fs::read_to_string(root.join("spmc-waker-macros/Cargo.toml"))?;
    let dependencies = ours.split("[dependencies]\n").nth(1);
    let dependencies = dependencies.and_then(|text| text.split("\n\n").next());
    let dependencies = dependencies.ok_or("the macro crate has no dependencies")?;
    let manifest = manifest("empty-attribute", dependencies) + "\n\n[lib]\nproc-macro = true\n";
    let library = "use proc_macro::TokenStream;\n\n\
        #[proc_macro_attribute]\n\
        pub fn empty(_: TokenStream, item: TokenStream) -> TokenStream {\n    item\n}\n";
    write_crate(folder, &manifest, library)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_counts_neither_comments_nor_blank_lines_nor_the_common_part() {
        let template = "//! Doc.\n\nstruct A {\n    // Why.\n    a: u8,\n}\n// What follows is the same in both\nfn b() {}\n";
        assert_eq!(lines(template), 3);
    }

    #[test]
    fn both_templates_end_with_the_same_part() {
        let [generated, by_hand] = [TEMPLATES.generated, TEMPLATES.by_hand]
            .map(|template| template.split_once(COMMON_PART).expect("it is there").1);
        assert_eq!(generated, by_hand);
        assert!(lines(TEMPLATES.generated) < lines(TEMPLATES.by_hand));
    }
}
