//! `#[on_drop]` and other ends of handles: what runs, what is freed, and who is woken.

mod drop_hooks;
mod drops;
mod finished_tasks;
