//~ error at `new`: error[E0061]: this function takes 0 arguments
fn main() {
    <spmc_waker::SpmcWaker>::new(1);
}
