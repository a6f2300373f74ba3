use spmc_waker::waitable;
use std::sync::Mutex;

pub struct Job {
    result: Mutex<Option<u32>>,
}

#[waitable(notifier = Worker, waiter = Handle)]
impl Job {
    #[notify(last)]
    pub fn finish(&self, result: u32) {
        *self.result.lock().unwrap() = Some(result);
    }

    #[wait(result)]
    pub fn try_result(&self) -> Option<u32> {
        self.result.lock().unwrap().take()
    }
}

pub fn job() -> (Worker, Handle) {
    let result = Mutex::new(None);
    Job { result }.into_pair()
}
