//! Who has which case on the desk, and what colleagues wrote. Not a part of the histories: none of it
//! is public.

use std::collections::HashMap;

use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use super::DemoError;
use super::people::Settled;
use super::told::OnDesk;
use crate::db::Tx;
use crate::work::reminder_store::insert_past_reminders;
use crate::work::store::{self, NewNoteRow};

/// Deals the cases, found by their number in the data.
pub async fn deal(
    tx: &mut Tx,
    desk: &[OnDesk],
    cases: &HashMap<i64, ProposalId>,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let unknown = || DemoError::Inconsistent("desk.json".to_owned());
    let begun = now.plus_days(-20);
    // Of what happened long ago nobody is reminded now.
    insert_past_reminders(tx, now).await?;
    for one in desk {
        let case = *cases.get(&one.number).ok_or_else(unknown)?;
        let holder = people.actor(&one.has)?.person_id();
        // Who was named as its officer has it already.
        let (has, version) = store::find_assignment(tx, case).await?;
        if has != holder && !store::assign(tx, case, holder, version, begun).await? {
            return Err(unknown());
        }
        for (place, note) in (0..).zip(&one.notes) {
            let author = people.actor(&note.by)?;
            let to = match &note.to {
                Some(key) => people.actor(key)?.person_id(),
                None => None,
            };
            let row = NewNoteRow {
                proposal: case,
                author: author.person_id().ok_or_else(unknown)?,
                author_name: author.name().unwrap_or_default(),
                to,
                text: &note.text,
                once: &format!("desk-{}-{place}", one.number),
            };
            store::insert_note(tx, &row, begun.plus_days(1 + place)).await?;
        }
    }
    Ok(())
}
