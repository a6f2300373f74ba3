use diatomic_waker::{WakeSink, WakeSource};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::Relaxed},
};

#[derive(Clone)]
pub struct Timer {
    count: Arc<AtomicU32>,
    source: WakeSource,
}

pub struct Ticks {
    count: Arc<AtomicU32>,
    sink: WakeSink,
}

pub fn ticks() -> (Timer, Ticks) {
    let count = Arc::new(AtomicU32::new(0));
    let sink = WakeSink::new();
    let timer = Timer {
        count: Arc::clone(&count),
        source: sink.source(),
    };
    (timer, Ticks { count, sink })
}

impl Timer {
    pub fn tick(&self) {
        self.count.fetch_add(1, Relaxed);
        self.source.notify();
    }
}

impl Ticks {
    /// Takes the ticks that were not seen yet.
    pub async fn seen(&mut self) -> u32 {
        let count = &self.count;
        self.sink
            .wait_until(|| Some(count.swap(0, Relaxed)).filter(|ticks| *ticks > 0))
            .await
    }
}
