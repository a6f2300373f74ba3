//~ error at `f`: cannot find function
fn main() {}

fn f() {}
