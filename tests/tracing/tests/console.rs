//! tokio-console's server has our conditions as resources, and our waits as their operations.

use std::{env, fs, process, thread};
use tokio::task;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_tests::{
    console::{Console, Operation, watch},
    stuck::{pool, report, upload},
};

const GUIDE: &str = include_str!("../../../spmc-waker/src/guide/tracing.rs");

/// Spawns a task on the current thread.
fn spawn(name: &str, future: impl Future<Output = ()> + 'static) -> task::JoinHandle<()> {
    #[cfg(tokio_unstable)]
    return task::Builder::new().name(name).spawn_local(future).unwrap();
    #[cfg(not(tokio_unstable))]
    panic!("{name}: tokio tells of its tasks with `--cfg tokio_unstable` alone: run `.ci/tracing`");
}

#[test]
fn the_console_shows_the_task_that_is_stuck_and_what_it_waits_for() {
    let socket = env::temp_dir().join(format!("spmc-waker-console-{}", process::id()));
    let layer = console_subscriber::ConsoleLayer::builder()
        .server_addr(socket.clone())
        .publish_interval(std::time::Duration::from_millis(20))
        .spawn();
    let subscriber = tracing_subscriber::registry().with(layer);
    tracing::subscriber::with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let tasks = task::LocalSet::new();
        tasks.block_on(&runtime, async {
            let connections = pool();
            spawn("report", report(connections.clone())).await.unwrap();
            let stuck = spawn("upload", upload(connections.clone()));
            // While the client watches, this thread goes on.
            let at = socket.clone();
            let stuck_in = |console: &Console| {
                console.pending().any(|operation| {
                    operation.source == "Connections::take" && console.task(operation) == "upload"
                })
            };
            let seen = observe(move || watch(&at, stuck_in)).await;
            let seen_text = seen.to_string();
            let mut ours = seen_text
                .lines()
                .skip_while(|line| !line.contains("::Pool"));
            for line in [ours.next().unwrap(), ours.next().unwrap()] {
                println!("{line}");
                assert!(GUIDE.contains(line), "the guide lacks {line}");
            }
            let is_ours = |operation: &&Operation| operation.source == "Connections::take";
            let [operation] = &seen.pending().filter(is_ours).collect::<Vec<_>>()[..] else {
                panic!("{seen:#?}");
            };
            assert_eq!(operation.polls, 1);
            assert!(operation.attributes["at"].starts_with("src/stuck.rs:"));
            let resource = &seen.resources[&operation.resource];
            assert_eq!(resource.concrete_type, "tracing_tests::stuck::Pool");
            assert!(resource.location.starts_with("src/stuck.rs:"));
            assert_eq!(resource.attributes["pending"], "1");

            connections.give_back();
            stuck.await.unwrap();
            let at = socket.clone();
            let over = |console: &Console| {
                let woken = console.operations.values().find(woken);
                woken.is_some_and(|operation| operation.is_dropped)
            };
            let seen = observe(move || watch(&at, over)).await;
            let operation = seen.operations.values().find(woken).unwrap();
            assert!(operation.attributes["woken_by"].starts_with("tests/console.rs:"));
            assert_eq!(operation.polls, 2);
            assert_eq!(
                seen.resources[&operation.resource].attributes["pending"],
                "0"
            );
        });
    });
    let _ = fs::remove_file(socket);
}

fn woken(operation: &&Operation) -> bool {
    operation.attributes.contains_key("woken_by")
}

/// Runs a client on a thread of its own, which tells the console nothing.
async fn observe(client: impl FnOnce() -> Console + Send + 'static) -> Console {
    let client = thread::spawn(client);
    while !client.is_finished() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    client.join().unwrap()
}
