//~ error at `"up"`: mismatched kinds
//~ and: expected `u64`
fn f(_: u32) {}

fn main() {
    f("up");
}
