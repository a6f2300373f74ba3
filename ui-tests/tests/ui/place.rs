//! Finds a token in a source.

use std::ops::Range;

/// Returns the place of `token`. The source must contain it exactly once. With `context`, the source
/// must contain that exactly once, and `context` the token. A space stands for any white space.
pub(crate) fn place_of(
    token: &str,
    context: Option<&str>,
    source: &str,
) -> Result<Range<usize>, String> {
    let Some(context) = context else {
        return only(token, "the case", source).map_err(|mistake| match mistake.count {
            0 => mistake.to_string(),
            _ => format!("{mistake}: say which with `in` and some code around it"),
        });
    };
    let around = only(context, "the case", source).map_err(|mistake| mistake.to_string())?;
    let within = only(token, &format!("`{context}`"), &source[around.clone()])
        .map_err(|mistake| mistake.to_string())?;
    Ok(around.start + within.start..around.start + within.end)
}

struct NotOnce {
    text: String,
    whole: String,
    count: usize,
}

impl std::fmt::Display for NotOnce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { text, whole, count } = self;
        write!(f, "{whole} has `{text}` {count} times")
    }
}

fn only(text: &str, name: &str, whole: &str) -> Result<Range<usize>, NotOnce> {
    let mut places = places(text, whole);
    match (places.pop(), places.len()) {
        (Some(place), 0) => Ok(place),
        (last, others) => Err(NotOnce {
            text: text.to_owned(),
            whole: name.to_owned(),
            count: others + usize::from(last.is_some()),
        }),
    }
}

/// Returns the places where `text` is not part of a longer word: `up` is not found in `upper`.
fn places(text: &str, whole: &str) -> Vec<Range<usize>> {
    let starts = whole.char_indices().map(|(start, _)| start);
    let places = starts.filter_map(|start| {
        let len = length_of_match(text, &whole[start..])?;
        Some(start..start + len)
    });
    let is_whole = |place: &Range<usize>| {
        let splits = |before: Option<char>, after: Option<char>| {
            before.is_some_and(is_of_a_word) && after.is_some_and(is_of_a_word)
        };
        !splits(
            whole[..place.start].chars().next_back(),
            text.chars().next(),
        ) && !splits(text.chars().next_back(), whole[place.end..].chars().next())
    };
    places.filter(is_whole).collect()
}

fn is_of_a_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Returns how many bytes of `whole` match `text`, if it begins with a match.
fn length_of_match(text: &str, whole: &str) -> Option<usize> {
    let mut rest = whole;
    for char in text.chars() {
        rest = match char {
            ' ' => {
                let trimmed = rest.trim_start();
                (trimmed.len() < rest.len()).then_some(trimmed)?
            }
            _ => rest.strip_prefix(char)?,
        };
    }
    Some(whole.len() - rest.len())
}

#[test]
fn a_token_is_found_where_it_stands_as_a_whole() {
    assert_eq!(place_of("up", None, "upper up _up"), Ok(6..8));
    assert_eq!(place_of("(up", None, "(upper) f(up)"), Ok(9..12));
    assert_eq!(place_of(";", None, "fn up();"), Ok(7..8));
}

#[test]
fn a_token_that_is_there_twice_needs_a_context() {
    let source = "seen: u32,\n    seen: u8";
    let mistake = "the case has `seen` 2 times: say which with `in` and some code around it";
    assert_eq!(place_of("seen", None, source), Err(mistake.to_owned()));
    assert_eq!(place_of("seen", Some(", seen"), source), Ok(15..19));
}

#[test]
fn a_context_must_be_there_once_and_have_the_token_once() {
    let source = "a b a b";
    let mistake = |context| place_of("a", Some(context), source).unwrap_err();
    assert_eq!(mistake("a b"), "the case has `a b` 2 times");
    assert_eq!(mistake("c"), "the case has `c` 0 times");
    assert_eq!(mistake("a b a"), "`a b a` has `a` 2 times");
    assert_eq!(place_of("a", Some("b a b"), source), Ok(4..5));
}
