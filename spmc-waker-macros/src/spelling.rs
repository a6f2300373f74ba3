//! Guesses which word a misspelled one stands for.

/// The Damerau-Levenshtein distance: the number of letters that must be inserted, removed or replaced, or of
/// neighbours that must be swapped.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    // Bytes instead of letters: nearly all words are ASCII.
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let exchanged = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swapped = if is_swap {
                    rows[i - 2][j - 2] + 1
                } else {
                    exchanged
                };
                exchanged
                    .min(swapped)
                    .min(rows[i - 1][j] + 1)
                    .min(rows[i][j - 1] + 1)
            };
        }
    }
    rows[a.len()][b.len()]
}

/// Returns the nearest known word, if it is near enough, or if it begins with this word.
pub(crate) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let mut nearest = *known.first()?;
    for other in known {
        if (distance(word, other), *other) < (distance(word, nearest), nearest) {
            nearest = other;
        }
    }
    let distance = distance(word, nearest);
    let is_near = distance <= (nearest.len().max(word.len()) / 3).max(1);
    (is_near || nearest.starts_with(word)).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_distance_counts_letters_and_swaps() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("notifer", "notifier", 1),
            ("notifiy", "notify", 1),
            ("waitre", "waiter", 1),
            ("ontyfi", "notify", 3),
            ("kitten", "sitting", 3),
            ("notification", "notify", 7),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_word_is_found_if_it_is_near() {
        let known = ["notifier", "waiter", "sync"];
        for (word, expected) in [
            ("notifer", Some("notifier")),
            ("waitre", Some("waiter")),
            ("snyc", Some("sync")),
            ("noti", Some("notifier")),
            ("receiver", None),
        ] {
            assert_eq!(nearest(word, &known), expected, "{word}");
        }
    }
}
