//~ error at `inner`: cannot find value
fn main() {
    inner;
}
