//! Any number of tasks that wait for one condition.

pub(crate) mod listeners;
pub(crate) mod permits;

/// Adds a case for each number of tasks: the title ends with it.
macro_rules! add_for_tasks {
    ($table:expr, $peer:ident, $title:literal, $batch:ident) => {
        add_for_tasks!(
            $table, $peer, $title, $batch:
            (1, "1") (64, "64") (1_024, "1,024") (4_096, "4,096")
        );
    };
    ($table:expr, $peer:ident, $title:literal, $batch:ident: $(($tasks:literal, $text:literal))*) => {$(
        $table.add(
            Kind::Cost,
            concat!($title, $text),
            $peer::PEER,
            $batch::<$peer, $tasks>,
        );
    )*};
}

/// Adds a case for each number of threads.
macro_rules! add_for_threads {
    ($table:expr, $peer:ident, $title:literal, $batch:ident) => {
        add_for_threads!($table, $peer, $title, $batch: (1, "1") (4, "4") (16, "16"));
    };
    ($table:expr, $peer:ident, $title:literal, $batch:ident: $(($threads:literal, $text:literal))*) => {$(
        $table.add(
            Kind::Rate,
            concat!($title, $text),
            $peer::PEER,
            $batch::<$peer, $threads>,
        );
    )*};
}

use {add_for_tasks, add_for_threads};
