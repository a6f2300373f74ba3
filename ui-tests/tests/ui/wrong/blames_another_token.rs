//~ error at `f` in `f("up`: mismatched types
fn f(_: u32) {}

fn main() {
    f("up");
}
