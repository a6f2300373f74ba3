"""Changed copies of published packages, in a scratch folder: fetches the sources as cargo does, applies changes, and runs
cargo on the copies.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def published(manifest, names, locked=False):
    """Returns the version and cargo's folder of each package that a manifest depends on, fetched and verified."""
    command = ["cargo", "metadata", "--format-version", "1", "--manifest-path", manifest]
    output = subprocess.run(command + ["--locked"] * locked, check=True, stdout=subprocess.PIPE).stdout
    found = [package for package in json.loads(output)["packages"] if package["name"] in names and package["source"]]
    if sorted(package["name"] for package in found) != sorted(names):
        sys.exit(f"error: there is not one version of each of these: {', '.join(names)}")
    return {package["name"]: (package["version"], pathlib.Path(package["manifest_path"]).parent) for package in found}


def read(source):
    """Returns the text of each file of a package."""
    files = {str(path.relative_to(source)): path for path in source.rglob("*") if path.is_file()}
    return {name: path.read_text() for name, path in files.items()}


def replace(files, file, old, new, times=1):
    """Replaces a text, which must occur `times` times."""
    found = files.get(file, "").count(old)
    if found != times:
        sys.exit(f"error: the published {file} has this text {found} times, not {times}: {old}")
    files[file] = files[file].replace(old, new)


def depend_on_ours(files, features=()):
    """Adds our crate to the dependencies, without its default features, and ends the search for a workspace."""
    files["Cargo.toml"] += (
        "\n[workspace]\n\n[dependencies.spmc-waker]\n"
        f"path = {json.dumps(str(ROOT / 'spmc-waker'))}\n"
        f"default-features = false\nfeatures = {json.dumps(list(features))}\n"
    )


def write(files, copy):
    """Writes a copy. Unchanged files keep their age, so that cargo does not rebuild them."""
    for path in [path for path in copy.rglob("*") if path.is_file()]:
        if str(path.relative_to(copy)) not in files:
            path.unlink()
    for file, text in files.items():
        path = copy / file
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def cargo(target, *arguments, environment={}, **options):
    """Runs cargo with this target folder."""
    environment = os.environ | {"CARGO_TARGET_DIR": str(target)} | environment
    return subprocess.run(["cargo", *arguments], env=environment, **options)
