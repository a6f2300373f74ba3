//! Compares what rustc says about a case with what it says about the plain version.

use crate::{diagnostic::Message, verdict::Compiled};
use std::ops::Range;

/// The headline of a message, and the places that it points at.
type Said = (String, Vec<Option<Range<usize>>>);

impl Compiled<'_> {
    /// Returns how the messages differ from those about the plain version. rustc may repeat a message. It
    /// may also say about a token in an attribute what it says about the same token elsewhere.
    pub(crate) fn differences_from(
        &self,
        plain: &Compiled<'_>,
        attributes: &[Range<usize>],
    ) -> Vec<String> {
        let (with, without) = (self.each_once(), plain.each_once());
        let is_repeated = |said: &Said| {
            let mut places = said.1.iter().flatten();
            places.all(|place| is_in(place, attributes))
                && without.iter().any(|known| self.repeats(said, known))
        };
        let added = with
            .iter()
            .filter(|said| !without.contains(said) && !is_repeated(said))
            .map(|said| format!("only with the macro: {}", self.tell(said)));
        let missing = without
            .iter()
            .filter(|said| !with.contains(said))
            .map(|said| format!("only without the macro: {}", self.tell(said)));
        let misleading = self
            .said
            .iter()
            .filter(|message| self.leads_to(attributes, message))
            .map(|message| format!("an attribute of the macro shows: {}", message.headline()));
        added.chain(missing).chain(misleading).collect()
    }

    /// Returns the messages without repetitions.
    fn each_once(&self) -> Vec<Said> {
        let mut all = Vec::new();
        for message in self.said {
            let said = (message.headline(), self.places(message));
            if !all.contains(&said) {
                all.push(said);
            }
        }
        all
    }

    /// Whether two messages say the same about tokens with the same spelling.
    fn repeats(&self, said: &Said, known: &Said) -> bool {
        said.0 == known.0 && self.spelled(&said.1) == self.spelled(&known.1)
    }

    fn spelled(&self, places: &[Option<Range<usize>>]) -> Vec<&str> {
        let places = places.iter().flatten();
        places
            .map(|place| &self.case.source[place.clone()])
            .collect()
    }

    fn tell(&self, (headline, places): &Said) -> String {
        let places = places.iter().map(|place| self.describe(place.clone()));
        let places: Vec<_> = places.collect();
        format!("{headline}, at {}", places.join(" and "))
    }

    /// Whether a label, note or suggestion points into an attribute. If it points at the token that the
    /// message itself is about, it does not count.
    fn leads_to(&self, attributes: &[Range<usize>], message: &Message) -> bool {
        let tokens = self.places(message);
        let tokens = self.spelled(&tokens);
        let spans = message.all_spans().into_iter();
        let mut places = spans.filter_map(|span| self.place(span));
        places.any(|place| is_in(&place, attributes) && !tokens.contains(&&self.case.source[place]))
    }
}

/// Whether a place overlaps one of others.
fn is_in(place: &Range<usize>, others: &[Range<usize>]) -> bool {
    let mut others = others.iter();
    others.any(|other| other.start < place.end && place.start < other.end)
}
