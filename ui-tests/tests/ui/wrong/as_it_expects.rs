//~ error at `"up"`: error[E0308]: mismatched types
//~ and: expected `u32`, found `&str`
//~ and: arguments to this function are incorrect
//~ not: expected `u8`
//~ warning at `while true`: denote infinite loops
fn f(_: u32) {}

fn main() {
    f("up");
    while true {}
}
