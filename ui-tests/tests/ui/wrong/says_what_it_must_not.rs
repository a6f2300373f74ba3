//~ error at `"up"`: mismatched types
//~ not: expected `u32`
fn f(_: u32) {}

fn main() {
    f("up");
}
