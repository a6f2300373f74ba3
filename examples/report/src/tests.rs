//! A page and its charts, drawn from a small fixture, and the copy that the repository holds.

use crate::{
    draw,
    results::{Record, Results},
};
use roxmltree::{Document, Node};
use std::{collections::HashSet, fs, path::Path};

/// The folder of this crate.
fn this() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture() -> Results {
    Results::read(&this().join("fixture")).expect("the fixture can be read")
}

fn file(results: &Results, name: &str) -> String {
    let mut files = draw::files(results).into_iter();
    let (_, text) = files.find(|(file, _)| *file == name).expect(name);
    text
}

fn page(results: &Results) -> String {
    file(results, draw::PAGE)
}

/// The body of a page. Its head has `meta` elements, which HTML does not close.
fn body(page: &str) -> Document<'_> {
    let start = page.find("<body>").expect("a body");
    let end = page.find("</body>").expect("its end") + "</body>".len();
    Document::parse(&page[start..end]).expect("the body is well-formed")
}

fn elements<'a>(document: &'a Document<'_>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.tag_name().name() == name)
}

fn text(document: &Document<'_>) -> String {
    let texts = document.descendants().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// What would make a browser load something else.
fn assert_is_self_contained(text: &str) {
    let text = text.replace(r#"xmlns="http://www.w3.org/2000/svg""#, "");
    for wrong in [
        "http:", "https:", "//", "<script", "<link", "src=", "url(", "@import",
    ] {
        assert!(!text.contains(wrong), "`{wrong}`");
    }
}

#[test]
fn the_page_is_well_formed_and_needs_nothing_else() {
    let page = page(&fixture());
    body(&page);
    assert_is_self_contained(&page);
}

#[test]
fn the_files_of_the_charts_are_well_formed_and_need_nothing_else() {
    for name in ["waker.svg", "structures.svg"] {
        let chart = file(&fixture(), name);
        let document = Document::parse(&chart).expect(name);
        assert_eq!(
            document.root_element().tag_name().namespace(),
            Some("http://www.w3.org/2000/svg")
        );
        assert!(chart.contains("prefers-color-scheme: dark"));
        assert_is_self_contained(&chart);
    }
}

#[test]
fn every_chart_has_a_title_and_a_description() {
    let page = page(&fixture());
    let body = body(&page);
    let ids: Vec<_> = body
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(
        ids.len(),
        ids.iter().collect::<HashSet<_>>().len(),
        "ids are unique"
    );
    let charts: Vec<_> = elements(&body, "svg").collect();
    assert_eq!(charts.len(), 9);
    for chart in charts {
        for id in chart
            .attribute("aria-labelledby")
            .expect("labels")
            .split(' ')
        {
            let labelled = chart
                .children()
                .find(|node| node.attribute("id") == Some(id));
            assert!(
                labelled
                    .and_then(|node| node.text())
                    .is_some_and(|text| !text.is_empty()),
                "{id}"
            );
        }
    }
}

#[test]
fn every_section_has_its_figures_as_tables() {
    let page = page(&fixture());
    let body = body(&page);
    let sections: Vec<_> = elements(&body, "section").collect();
    assert_eq!(sections.len(), 6);
    for section in sections {
        let has_table = section.descendants().any(|node| node.has_tag_name("table"));
        assert!(has_table, "{:?}", section.attribute("id"));
    }
}

#[test]
fn names_are_shown_as_they_are() {
    let page = page(&fixture());
    let text = text(&body(&page));
    for name in ["A <fast> CPU", "SpmcWaker<false, true>", "quick & small"] {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn a_bar_points_to_the_side_that_is_ahead() {
    let page = page(&fixture());
    let body = body(&page);
    let bars = |class: &'static str| {
        let bars = elements(&body, "rect").filter(move |bar| bar.attribute("class") == Some(class));
        bars.collect::<Vec<_>>()
    };
    let number = |node: Node<'_, '_>, name| node.attribute(name).unwrap().parse::<f64>().unwrap();
    let origin = |bar: Node<'_, '_>| {
        let mut lines = bar.parent().unwrap().children();
        number(
            lines
                .find(|line| line.attribute("class") == Some("origin"))
                .unwrap(),
            "x1",
        )
    };
    // In the fixture, only the quick and small one is ahead.
    let ahead = bars("ahead");
    assert_eq!(ahead.len(), 1);
    let end = number(ahead[0], "x") + number(ahead[0], "width");
    assert!((end - origin(ahead[0])).abs() < 0.2, "it ends at the line");
    for behind in bars("behind") {
        assert!(
            (number(behind, "x") - origin(behind)).abs() < 0.2,
            "it begins at the line"
        );
    }
}

#[test]
fn a_part_that_failed_says_why_and_the_rest_is_there() {
    let mut results = fixture();
    results.counts.figures = None;
    results.counts.record.as_mut().unwrap().error =
        Some("`valgrind` is missing: <install it>".into());
    results.tokio.figures = None;
    results.tokio.record = None::<Record>;
    let page = page(&results);
    let text = text(&body(&page));
    assert!(text.contains("`valgrind` is missing: <install it>"));
    assert!(text.contains("This part was not measured."));
    assert!(text.contains("futures AtomicWaker"));
    assert!(!text.contains("make and drop a pair"));
}

#[test]
fn a_quick_run_is_called_one() {
    let page = page(&fixture());
    assert_eq!(
        text(&body(&page)).matches("This was a quick run").count(),
        1
    );
}

#[test]
fn without_a_benchmark_its_chart_is_left_out() {
    let mut results = fixture();
    results.waker.figures = None;
    let names: Vec<_> = draw::files(&results)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["index.html", "structures.svg"]);
}

/// The copy of a real run.
fn copy(name: &str) -> String {
    let file = this().join("page").join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn the_readme_shows_the_charts_of_the_copy() {
    let readme = fs::read_to_string(this().join("README.md")).expect("it is there");
    for chart in ["waker.svg", "structures.svg"] {
        assert!(readme.contains(&format!("](page/{chart})")), "{chart}");
        Document::parse(&copy(chart)).expect(chart);
    }
}

#[test]
fn the_copy_needs_nothing_else() {
    let page = copy(draw::PAGE);
    body(&page);
    assert_is_self_contained(&page);
    assert!(!page.contains("This was a quick run"));
}
