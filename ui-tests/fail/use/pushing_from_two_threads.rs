use spmc_waker::waitable;
use std::{collections::VecDeque, sync::Mutex, task::Poll};

struct Queue {
    items: Mutex<VecDeque<u32>>,
    capacity: usize,
}

#[waitable(notifier = Producer, waiter = Consumer)]
impl Queue {
    #[wait(push, by = notifier)]
    fn try_push(&self, #[once] item: &mut Option<u32>) -> Poll<()> {
        let items = &mut *self.items.lock().unwrap();
        if items.len() == self.capacity {
            return Poll::Pending;
        }
        items.extend(item.take());
        Poll::Ready(())
    }

    #[wait(pop)]
    fn try_pop(&self) -> Option<u32> {
        self.items.lock().unwrap().pop_front()
    }
}

fn main() {
    let queue = Queue {
        items: Mutex::default(),
        capacity: 1,
    };
    let (mut producer, _consumer) = queue.into_pair();
    std::thread::scope(|scope| {
        scope.spawn(|| drop(producer.push(1)));
        scope.spawn(|| drop(producer.push(2)));
    });
}
