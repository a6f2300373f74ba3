//! Which messages have come.

use super::{Message, PER_SENDER, SENDERS};

/// The number that is due from each sender.
#[derive(Default)]
pub(crate) struct Ledger {
    due: [u32; SENDERS as usize],
}

impl Ledger {
    /// Enters a message, which must be the one that is due: so it is neither lost, nor doubled, nor
    /// out of order.
    pub(crate) fn enter(&mut self, &Message { sender, number }: &Message) -> Result<(), String> {
        let due = &mut self.due[sender as usize];
        if number != *due {
            let what = if number < *due {
                "doubled or late"
            } else {
                "early, or others are lost"
            };
            return Err(format!(
                "message {number} of sender {sender} came when {due} was due: {what}"
            ));
        }
        *due += 1;
        Ok(())
    }

    /// Once the channel is closed: all messages must have come.
    pub(crate) fn close(&self) -> Result<(), String> {
        match (0..).zip(self.due).find(|&(_, due)| due != PER_SENDER) {
            Some((sender, due)) => Err(format!(
                "closed after {due} of the {PER_SENDER} messages of sender {sender}"
            )),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter_all(messages: &[(u32, u32)]) -> Result<(), String> {
        let mut ledger = Ledger::default();
        messages
            .iter()
            .try_for_each(|&(sender, number)| ledger.enter(&Message { sender, number }))
    }

    #[test]
    fn messages_of_several_senders_may_interleave() {
        assert_eq!(enter_all(&[(0, 0), (3, 0), (0, 1), (1, 0), (3, 1)]), Ok(()));
    }

    #[test]
    fn a_doubled_message_is_reported() {
        let wrong = enter_all(&[(0, 0), (1, 0), (0, 0)]).unwrap_err();
        assert_eq!(
            wrong,
            "message 0 of sender 0 came when 1 was due: doubled or late"
        );
    }

    #[test]
    fn a_lost_message_is_reported() {
        let wrong = enter_all(&[(2, 0), (2, 2)]).unwrap_err();
        assert_eq!(
            wrong,
            "message 2 of sender 2 came when 1 was due: early, or others are lost"
        );
    }

    #[test]
    fn an_early_end_is_reported() {
        let mut ledger = Ledger {
            due: [PER_SENDER; SENDERS as usize],
        };
        assert_eq!(ledger.close(), Ok(()));
        ledger.due[1] -= 1;
        assert_eq!(
            ledger.close().unwrap_err(),
            "closed after 249999 of the 250000 messages of sender 1"
        );
    }
}
