use spmc_waker::{model::{self, atomic::AtomicUsize}, waitable};
use std::sync::atomic::Ordering::{AcqRel, Acquire};

#[derive(Default)]
struct Events(AtomicUsize);

#[waitable(notifier = Source, waiter = Watcher)]
impl Events {
    #[notify]
    fn count(&self) { self.0.fetch_add(1, AcqRel); }

    #[wait(quiet)]
    fn is_quiet(&self) -> bool { self.0.load(Acquire) == 0 }

    #[query]
    fn so_far(&self) -> usize { self.drain() }

    fn drain(&self) -> usize { self.0.swap(0, AcqRel) } // the macro sees no change in `so_far`
}

pub fn check() {
    model::check(|model| {
        let (source, watcher) = Events::default().into_pair();
        model.handle("source", source)
            .call("count", |source| source.count())
            .query("so_far", |source| source.so_far());
        model.handle("watcher", watcher).wait("quiet", async |watcher| watcher.quiet().await);
    });
}
