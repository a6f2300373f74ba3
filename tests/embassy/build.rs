//! Links with the memory layout of `cortex-m-rt`, which includes `memory.x`.

fn main() {
    println!("cargo::rustc-link-arg-bins=-Tlink.x");
    println!("cargo::rerun-if-changed=memory.x");
}
