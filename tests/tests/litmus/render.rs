//! Renders the table in the language of herd7.

use crate::{
    program::{Kind, Order, Program, Step},
    row::Litmus,
};
use std::fmt::Write as _;

/// Returns the text of a test's file.
pub(crate) fn render(litmus: &Litmus) -> String {
    let program = Program::parse(litmus);
    let mut text = format!(
        "C {}\n\"{:?}: {}\"\n",
        litmus.name, litmus.expect, litmus.stands_for
    );
    text.push('{');
    for (location, value) in &program.init {
        _ = write!(text, " {location} = {value};");
    }
    text.push_str(" }\n");
    for (number, steps) in program.threads.iter().enumerate() {
        render_thread(&mut text, &program, number, steps);
    }
    let conjunctions: Vec<String> = program.outcome.iter().map(|it| conjunction(it)).collect();
    _ = writeln!(text, "exists ({})", conjunctions.join(" \\/ "));
    text
}

fn conjunction(equations: &[(usize, String, usize)]) -> String {
    let equations: Vec<String> = equations
        .iter()
        .map(|(thread, register, value)| format!("{thread}:{register}={value}"))
        .collect();
    format!("({})", equations.join(" /\\ "))
}

fn render_thread(text: &mut String, program: &Program, number: usize, steps: &[Step]) {
    let used = program
        .init
        .keys()
        .filter(|it| steps.iter().any(|step| step.location == **it));
    let parameters: Vec<String> = used.map(|it| format!("atomic_int* {it}")).collect();
    _ = writeln!(text, "P{number} ({}) {{", parameters.join(", "));
    let mut open: &[(String, bool)] = &[];
    for step in steps {
        let common = open
            .iter()
            .zip(&step.guards)
            .take_while(|(a, b)| a == b)
            .count();
        (common..open.len()).for_each(|_| text.push_str("  }\n"));
        for (register, is_zero) in &step.guards[common..] {
            let compare = if *is_zero { "==" } else { "!=" };
            _ = writeln!(text, "  if ({register} {compare} 0) {{");
        }
        open = &step.guards;
        _ = writeln!(text, "  {}", statement(step));
    }
    open.iter().for_each(|_| text.push_str("  }\n"));
    text.push_str("}\n");
}

fn statement(step: &Step) -> String {
    let order = match step.order {
        Order::Relaxed => "relaxed",
        Order::Acquire => "acquire",
        Order::Release => "release",
        Order::AcqRel => "acq_rel",
        Order::SeqCst => "seq_cst",
    };
    let order = format!("memory_order_{order}");
    let (register, location, value) = (&step.register, &step.location, step.value);
    let function = match step.kind {
        Kind::Fence => return format!("atomic_thread_fence({order});"),
        Kind::Load => {
            return format!("int {register} = atomic_load_explicit({location}, {order});");
        }
        Kind::Store => return format!("atomic_store_explicit({location}, {value}, {order});"),
        Kind::Swap => "exchange",
        Kind::Or => "fetch_or",
        Kind::Add => "fetch_add",
    };
    format!("int {register} = atomic_{function}_explicit({location}, {value}, {order});")
}
