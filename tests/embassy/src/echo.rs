//! Two tasks that wait for each other. A wake of the second one runs it before that wake has returned, because its
//! executor preempts the first one's.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicU32, Ordering::SeqCst};
use cortex_m_semihosting::hprintln;
use embassy_executor::SendSpawner;
use spmc_waker::{Waitable, waitable};

struct Echo {
    asked: AtomicU32,
    answered: AtomicU32,
}

#[waitable(waiter = Caller, waiter = Mountain, storage = borrowed)]
impl Echo {
    #[notify(by = Caller, wakes = Mountain)]
    fn ask(&self) {
        self.asked.fetch_add(1, SeqCst);
    }

    #[wait(question, by = Mountain, wakes = none)]
    fn has_question(&self) -> bool {
        self.asked.load(SeqCst) > self.answered.load(SeqCst)
    }

    #[notify(by = Mountain, wakes = Caller)]
    fn answer(&self) {
        self.answered.fetch_add(1, SeqCst);
    }

    #[wait(silence, by = Caller, wakes = none)]
    fn is_silent(&self) -> bool {
        self.asked.load(SeqCst) == self.answered.load(SeqCst)
    }
}

static ECHO: Waitable<Echo> = Waitable::new(Echo {
    asked: AtomicU32::new(0),
    answered: AtomicU32::new(0),
});

const QUESTIONS: u32 = 1_000;

#[embassy_executor::task]
async fn answer() {
    let mut mountain = Mountain::claim(&ECHO).expect("there is one mountain");
    for _ in 0..QUESTIONS {
        mountain.question().await;
        mountain.answer();
    }
}

pub(crate) async fn test(preempting: SendSpawner) {
    let mut caller = Caller::claim(&ECHO).expect("there is one caller");
    preempting.spawn(answer().expect("there is room"));
    for _ in 0..QUESTIONS {
        caller.ask();
        // The wake has run the other task.
        assert!(caller.is_silent());
        caller.silence().await;
    }
    hprintln!("a wake runs the task: {} times", QUESTIONS);
}
