//! What tokio-console's server tells its clients of resources and their operations.

use console_api::{
    Attribute, Field, Location,
    field::{Name, Value},
    instrument::{InstrumentRequest, Update, instrument_client::InstrumentClient},
};
use std::{
    collections::BTreeMap,
    fmt,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// A condition.
#[derive(Debug, Default, Clone)]
pub struct Resource {
    pub concrete_type: String,
    pub location: String,
    pub attributes: BTreeMap<String, String>,
    pub is_dropped: bool,
}

/// A wait.
#[derive(Debug, Default, Clone)]
pub struct Operation {
    pub source: String,
    pub resource: u64,
    /// The name of the task that has polled it last.
    pub task: Option<u64>,
    pub polls: u64,
    pub attributes: BTreeMap<String, String>,
    pub is_dropped: bool,
}

/// What a client knows.
#[derive(Debug, Default)]
pub struct Console {
    pub resources: BTreeMap<u64, Resource>,
    pub operations: BTreeMap<u64, Operation>,
    tasks: BTreeMap<u64, String>,
}

/// Watches the console's server at this socket, until this is true of what is known.
///
/// # Panics
///
/// After ten seconds.
pub fn watch(socket: &Path, until: impl Fn(&Console) -> bool) -> Console {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut console = Console::default();
        let end = tokio::time::timeout(Duration::from_secs(10), async {
            let mut updates = connect(socket).await;
            while !until(&console) {
                let update = updates.message().await.unwrap();
                console.update(update.expect("the server still runs"));
            }
        });
        let end = end.await;
        assert!(
            end.is_ok(),
            "the console does not show it after ten seconds: {console:#?}"
        );
        console
    })
}

async fn connect(socket: &Path) -> tonic::Streaming<Update> {
    let address = format!("unix://{}", socket.display());
    let begin = Instant::now();
    loop {
        match InstrumentClient::connect(address.clone()).await {
            Ok(mut client) => {
                let updates = client.watch_updates(InstrumentRequest {}).await;
                return updates.unwrap().into_inner();
            }
            // The server's thread has just been started.
            Err(_) if begin.elapsed() < Duration::from_secs(5) => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(error) => panic!("{error}"),
        }
    }
}

impl Console {
    /// The operations that are not over.
    pub fn pending(&self) -> impl Iterator<Item = &Operation> {
        let operations = self.operations.values();
        operations.filter(|operation| !operation.is_dropped)
    }

    /// The name of an operation's task.
    pub fn task(&self, operation: &Operation) -> &str {
        let name = operation.task.and_then(|task| self.tasks.get(&task));
        name.map_or("", String::as_str)
    }

    fn update(&mut self, update: Update) {
        for task in update.task_update.iter().flat_map(|tasks| &tasks.new_tasks) {
            let name = task.fields.iter().find(|field| name(field) == "task.name");
            if let (Some(id), Some(field)) = (&task.id, name) {
                self.tasks.insert(id.id, value(field));
            }
        }
        let resources = update.resource_update.unwrap_or_default();
        for resource in resources.new_resources {
            let new = self.resources.entry(resource.id.unwrap().id).or_default();
            new.concrete_type = resource.concrete_type;
            new.location = resource.location.map(shown).unwrap_or_default();
        }
        for (id, stats) in resources.stats_update {
            let resource = self.resources.entry(id).or_default();
            resource.attributes = attributes(&stats.attributes);
            resource.is_dropped = stats.dropped_at.is_some();
        }
        let operations = update.async_op_update.unwrap_or_default();
        for operation in operations.new_async_ops {
            let new = self.operations.entry(operation.id.unwrap().id).or_default();
            new.source = operation.source;
            new.resource = operation.resource_id.unwrap().id;
        }
        for (id, stats) in operations.stats_update {
            let operation = self.operations.entry(id).or_default();
            operation.task = stats.task_id.map(|id| id.id);
            operation.polls = stats.poll_stats.map_or(0, |stats| stats.polls);
            operation.attributes = attributes(&stats.attributes);
            operation.is_dropped = stats.dropped_at.is_some();
        }
    }
}

/// Each resource, and its operations that are not over.
impl fmt::Display for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, resource) in &self.resources {
            let Resource {
                concrete_type,
                location,
                attributes,
                ..
            } = resource;
            writeln!(f, "resource {concrete_type}, {location}, {attributes:?}")?;
            for operation in self.pending().filter(|pending| pending.resource == *id) {
                let Operation {
                    source,
                    polls,
                    attributes,
                    ..
                } = operation;
                let task = self.task(operation);
                writeln!(
                    f,
                    "    {source} in task {task}, polls: {polls}, {attributes:?}"
                )?;
            }
        }
        Ok(())
    }
}

fn shown(location: Location) -> String {
    let (line, column) = (location.line.unwrap(), location.column.unwrap());
    format!("{}:{line}:{column}", location.file.unwrap())
}

fn attributes(attributes: &[Attribute]) -> BTreeMap<String, String> {
    let fields = attributes.iter().flat_map(|attribute| &attribute.field);
    fields
        .map(|field| (name(field).to_owned(), value(field)))
        .collect()
}

fn name(field: &Field) -> &str {
    match &field.name {
        Some(Name::StrName(name)) => name,
        _ => "",
    }
}

fn value(field: &Field) -> String {
    match field.value.as_ref().unwrap() {
        Value::DebugVal(value) | Value::StrVal(value) => value.clone(),
        Value::U64Val(value) => value.to_string(),
        Value::I64Val(value) => value.to_string(),
        Value::BoolVal(value) => value.to_string(),
    }
}
