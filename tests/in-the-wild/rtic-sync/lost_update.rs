
#[cfg(all(test, loom))]
mod lost_update {
    use super::*;
    use core::future::Future;
    use core::task::{Context, Poll, Waker};

    /// A value that is written while another one is read is not marked as seen.
    #[test]
    fn a_value_written_during_a_read_is_still_unseen() {
        loom::model(|| {
            let watch = Box::leak(Box::new(Watch::new()));
            let (mut writer, mut reader) = watch.split();
            writer.write(1);
            let writing = loom::thread::spawn(move || writer.write(2));
            let first = reader.try_get();
            writing.join().unwrap();
            if first == Some(1) {
                let mut cx = Context::from_waker(Waker::noop());
                let next = core::pin::pin!(reader.changed()).poll(&mut cx);
                assert_eq!(next, Poll::Ready(2));
            }
        });
    }
}
