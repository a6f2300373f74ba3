//~ error at `"up"`: mismatched types
fn f(_: u32) {}

fn main() {
    f("up");
    f(true);
}
