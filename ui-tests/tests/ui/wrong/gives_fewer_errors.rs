//~ error at `1`: mismatched types
//~ error at `2`: mismatched types
fn f(_: &str, _: u32) {}

fn main() {
    f(1, 2);
}
