//! Splits a source into tokens. The source may be half-typed, so brackets and quotes need not match.

use std::ops::Range;

/// Returns the places of the tokens. White space and comments are skipped. A symbol such as `::` is two
/// tokens.
pub(crate) fn tokens(source: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < source.len() {
        let rest = &source[start..];
        let skipped = length_of_no_token(rest);
        let length = skipped.unwrap_or_else(|| length_of_token(rest));
        if skipped.is_none() {
            tokens.push(start..start + length);
        }
        start += length;
    }
    tokens
}

/// Returns the length of the white space or of the comment that a text begins with.
fn length_of_no_token(text: &str) -> Option<usize> {
    let space = text.len() - text.trim_start().len();
    if space > 0 {
        Some(space)
    } else if text.starts_with("//") {
        Some(text.find('\n').unwrap_or(text.len()))
    } else {
        text.starts_with("/*")
            .then(|| length_of_block_comment(text))
    }
}

fn length_of_block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut end = 0;
    while end < text.len() {
        let rest = &text[end..];
        if rest.starts_with("/*") {
            depth += 1;
            end += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            end += 2;
            if depth == 0 {
                break;
            }
        } else {
            end += length_of_char(rest);
        }
    }
    end
}

fn length_of_token(text: &str) -> usize {
    let word = length_of_word(text);
    let (prefix, rest) = text.split_at(word);
    if rest.starts_with('"') && matches!(prefix, "" | "b" | "c") {
        return word + length_of_quoted(rest);
    }
    if matches!(prefix, "r" | "br" | "cr") {
        let unhashed = rest.trim_start_matches('#');
        let hashes = rest.len() - unhashed.len();
        if let Some(raw) = unhashed.strip_prefix('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let length = raw.find(&end).map_or(raw.len(), |at| at + end.len());
            return word + hashes + 1 + length;
        }
        if prefix == "r" && hashes == 1 && length_of_word(unhashed) > 0 {
            return word + hashes + length_of_word(unhashed);
        }
    }
    if rest.starts_with('\'') && matches!(prefix, "" | "b") {
        return word + length_of_char_or_lifetime(rest);
    }
    word.max(length_of_char(text))
}

/// Returns the length of a text up to the end of the quotation that it begins with.
fn length_of_quoted(text: &str) -> usize {
    let quote = &text[..1];
    let mut end = 1;
    while end < text.len() && !text[end..].starts_with(quote) {
        if text[end..].starts_with('\\') {
            end += 1;
        }
        end += length_of_char(&text[end..]);
    }
    text.len().min(end + 1)
}

fn length_of_char_or_lifetime(text: &str) -> usize {
    let name = &text[1..];
    let is_char = name.starts_with('\\') || name[length_of_char(name)..].starts_with('\'');
    if is_char {
        length_of_quoted(text)
    } else {
        1 + length_of_word(name)
    }
}

fn length_of_word(text: &str) -> usize {
    text.find(|char: char| !char.is_alphanumeric() && char != '_')
        .unwrap_or(text.len())
}

fn length_of_char(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[test]
fn each_kind_of_token_is_one() {
    let source =
        "fn r#up<'a>(&self) { b'\\'' 'x' '\\u{1}' \"a\\\"b\" r#\"a\"b\"# cr\"\\\" b\"\" 1.5 é }";
    let texts: Vec<_> = tokens(source)
        .into_iter()
        .map(|token| &source[token])
        .collect();
    let expected = [
        "fn",
        "r#up",
        "<",
        "'a",
        ">",
        "(",
        "&",
        "self",
        ")",
        "{",
        "b'\\''",
        "'x'",
        "'\\u{1}'",
        "\"a\\\"b\"",
        "r#\"a\"b\"#",
        "cr\"\\\"",
        "b\"\"",
        "1",
        ".",
        "5",
        "é",
        "}",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn comments_are_no_tokens() {
    let source = "/* a /* b */ c */ up // down\n/// down\nup /* é";
    let texts: Vec<_> = tokens(source)
        .into_iter()
        .map(|token| &source[token])
        .collect();
    assert_eq!(texts, ["up", "up"]);
}

#[test]
fn what_is_not_closed_ends_with_the_source() {
    for source in ["\"up", "r#\"up\"", "'\\", "'", "\"\\"] {
        assert_eq!(tokens(source).len(), 1, "{source}");
    }
}
