//~ not: mismatched types
fn main() {}
