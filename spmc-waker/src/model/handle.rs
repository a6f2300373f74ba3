//! A handle in a model: what it may do, and the task that does it.

use super::actor::{Actor, Found, Kind, Line, Order};
use alloc::{boxed::Box, format, rc::Rc, string::String, vec::Vec};
use core::{cell::RefCell, fmt::Debug, future::poll_fn, pin::Pin, task::Poll};

type Operation<H> = Rc<dyn for<'a> Fn(&'a mut H) -> Pin<Box<dyn Future<Output = ()> + 'a>>>;
type Query<H> = Box<dyn Fn(&mut H) -> String>;

/// What a handle of type `H` may do. [`Model::handle`](super::Model::handle) makes it.
pub struct Handle<'m, H> {
    line: Rc<Line>,
    duties: Rc<RefCell<Duties<H>>>,
    model: core::marker::PhantomData<&'m ()>,
}

struct Duties<H> {
    operations: Vec<Operation<H>>,
    queries: Vec<(String, Query<H>)>,
    at_end: Vec<Operation<H>>,
}

impl<H: 'static> Handle<'_, H> {
    pub(super) fn new(name: &str, handle: H) -> (Self, Actor) {
        let line = Rc::new(Line::new(name));
        let duties = Rc::new(RefCell::new(Duties {
            operations: Vec::new(),
            queries: Vec::new(),
            at_end: Vec::new(),
        }));
        let task = Box::pin(serve(handle, Rc::clone(&line), Rc::clone(&duties)));
        let actor = Actor::new(Rc::clone(&line), task);
        let this = Self {
            line,
            duties,
            model: core::marker::PhantomData,
        };
        (this, actor)
    }

    /// Adds an operation that does not wait: a `#[notify]` method, for example.
    pub fn call<R>(self, name: &str, call: impl Fn(&mut H) -> R + 'static) -> Self {
        self.add(Kind::Call, name, call_once(call))
    }

    /// Adds an operation that waits. It may be cancelled while it is pending. It should have one `.await`.
    pub fn wait<R, F>(self, name: &str, wait: F) -> Self
    where
        F: AsyncFn(&mut H) -> R + 'static,
    {
        let wait = Rc::new(wait);
        let start: Operation<H> = Rc::new(move |handle| {
            let wait = Rc::clone(&wait);
            Box::pin(async move {
                let _ = wait(handle).await;
            })
        });
        self.add(Kind::Wait, name, start)
    }

    /// Adds a query. It must give the same answer when it is asked again, and wake nobody.
    pub fn query<R: Debug>(self, name: &str, query: impl Fn(&mut H) -> R + 'static) -> Self {
        let answer: Query<H> = Box::new(move |handle| format!("{:?}", query(handle)));
        self.duties.borrow_mut().queries.push((name.into(), answer));
        if self.duties.borrow().queries.len() > 1 {
            return self;
        }
        let (duties, line) = (Rc::downgrade(&self.duties), Rc::clone(&self.line));
        let ask_all = move |handle: &mut H| {
            let duties = duties.upgrade().expect("its task has it");
            let queries = &duties.borrow().queries;
            // Other handles could change the answers.
            #[cfg(not(loom))]
            let _unbroken = super::current::Unbroken::new();
            let first: Vec<_> = queries.iter().map(|(_, query)| query(handle)).collect();
            for ((name, query), first) in queries.iter().zip(first) {
                let second = query(handle);
                if first != second && line.is_alone.get() {
                    Found::stop(format!(
                        "`{}` asks `{name}` twice, and gets {first}, then {second}.\nThe likely cause: a query that \
                         changes the condition. It is `{name}`, or another query of `{}`. Mark it `#[notify]`, or as \
                         a check.",
                        line.name, line.name
                    ));
                }
            }
        };
        self.add(Kind::Query, "its queries", call_once(ask_all))
    }

    /// Keeps the handle: it is not dropped before the end.
    pub fn kept(self) -> Self {
        self.line.is_kept.set(true);
        self
    }

    /// Sets how many operations the handle does at most. To cancel a wait is one, and so is the drop. The default
    /// is 2.
    pub fn steps(self, steps: usize) -> Self {
        self.line.steps_left.set(steps);
        self
    }

    /// Adds what the handle does at the end of each execution, unless it has been dropped. For example, it
    /// receives what is left.
    pub fn at_end<R>(self, call: impl Fn(&mut H) -> R + 'static) -> Self {
        self.duties.borrow_mut().at_end.push(call_once(call));
        self
    }

    fn add(self, kind: Kind, name: &str, operation: Operation<H>) -> Self {
        self.line.labels.borrow_mut().push((kind, name.into()));
        self.duties.borrow_mut().operations.push(operation);
        self
    }
}

impl<H> Debug for Handle<'_, H> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Handle").field(&self.line.name).finish()
    }
}

fn call_once<H: 'static, R>(call: impl Fn(&mut H) -> R + 'static) -> Operation<H> {
    Rc::new(move |handle| {
        drop(call(handle));
        Box::pin(core::future::ready(()))
    })
}

/// The task of a handle. It follows orders until one tells it to drop the handle.
async fn serve<H>(mut handle: H, line: Rc<Line>, duties: Rc<RefCell<Duties<H>>>) {
    loop {
        let order = poll_fn(|_| line.order.take().map_or(Poll::Pending, Poll::Ready)).await;
        let todo = match order {
            Order::Start(index) => {
                line.doing.set(Some(index));
                Vec::from([Rc::clone(&duties.borrow().operations[index])])
            }
            Order::End => duties.borrow().at_end.clone(),
            Order::Drop => return,
            // The operation ended before it was cancelled.
            Order::Cancel => continue,
        };
        for start in todo {
            let mut operation = start(&mut handle);
            let is_over = poll_fn(|cx| match line.order.take() {
                Some(Order::Cancel) => Poll::Ready(false),
                _ => operation.as_mut().poll(cx).map(|()| true),
            });
            if let (true, Some(doing)) = (is_over.await, line.doing.get()) {
                line.ended.borrow_mut().insert(doing);
            }
        }
        line.doing.set(None);
    }
}
