//! Tables.

use maud::{Markup, html};

pub(super) struct TableRow {
    class: &'static str,
    name: String,
    cells: Vec<String>,
}

impl TableRow {
    pub(super) fn new(name: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        let (class, name, cells) = ("", name.into(), cells.into_iter().collect());
        Self { class, name, cells }
    }

    /// Sets the row apart.
    pub(super) fn looking(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

/// A table whose first column names the rows. It scrolls where it is too wide.
pub(super) fn table(
    caption: &str,
    headings: &[&str],
    rows: impl IntoIterator<Item = TableRow>,
) -> Markup {
    html! {
        div class="table" {
            // It is no `caption` of the table, with which it would scroll.
            p class="caption" { (caption) }
            div class="scroll" tabindex="0" role="region" aria-label=(caption) {
                table aria-label=(caption) {
                    thead { tr { @for heading in headings { th scope="col" { (heading) } } } }
                    tbody {
                        @for TableRow { class, name, cells } in rows {
                            tr class=(class) {
                                th scope="row" { (name) }
                                @for cell in cells { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
