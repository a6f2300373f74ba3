//! Queries of one handle may read and change its fields; a query may return a guard that only reads.

use spmc_waker::waitable;
use std::sync::{RwLock, RwLockReadGuard};

/// A value of which each reader knows how far it has read.
#[derive(Default)]
struct Log {
    lines: RwLock<Vec<u32>>,
}

#[waitable(notifier = Writer, waiter = Reader { read: usize = 0, looks: u32 = 0 })]
impl Log {
    #[notify]
    fn write(&self, line: u32) {
        self.lines.write().unwrap().push(line);
    }

    #[wait(read)]
    fn try_read(&self, #[field] read: &mut usize) -> Option<u32> {
        let line = self.lines.read().unwrap().get(*read).copied()?;
        *read += 1;
        Some(line)
    }

    #[query(by = Reader)]
    fn unread(&self, #[field] read: &usize) -> usize {
        self.lines.read().unwrap().len() - read
    }

    #[query(by = waiter)]
    fn looked(&self, by: u32, #[field] looks: &mut u32) -> u32 {
        *looks += by;
        *looks
    }

    #[query(by = [Writer, Reader])]
    fn len(&self) -> usize {
        self.lines.read().unwrap().len()
    }

    #[query(guard)]
    fn lines(&self) -> RwLockReadGuard<'_, Vec<u32>> {
        self.lines.read().unwrap()
    }
}

#[test]
fn a_query_reads_the_fields_of_its_handle() {
    let (writer, mut reader) = Log::default().into_pair();
    writer.write(1);
    writer.write(2);
    assert_eq!((reader.unread(), writer.len(), reader.len()), (2, 2, 2));
    assert_eq!(reader.try_read(), Some(1));
    // This takes `&self`.
    let shared = &reader;
    assert_eq!(shared.unread(), 1);
}

#[test]
fn a_query_changes_the_fields_of_its_handle() {
    let (_writer, mut reader) = Log::default().into_pair();
    assert_eq!((reader.looked(1), reader.looked(2)), (1, 3));
}

#[test]
fn a_query_returns_a_guard_that_only_reads() {
    let (writer, reader) = Log::default().into_pair();
    writer.write(1);
    let (one, other) = (writer.lines(), reader.lines());
    assert_eq!(*one, *other);
}
