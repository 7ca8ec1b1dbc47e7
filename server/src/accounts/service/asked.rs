//! Writes the letters that were asked for by typing an address.
//!
//! Asking writes one row and looks nobody up; here, outside of every answer, the address is looked up
//! and the letter written. So the answer and its time are the same for known and unknown addresses,
//! and a letter that was promised is written also when the server stops in between.

use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::ids::PersonId;
use nara_domain::mailed_code::Code;
use nara_domain::time::Stamp;

use super::super::store::{self, PersonRow, WayInRow};
use super::code::CODE;
use super::{AccountService, DEMO_DOMAIN};
use crate::auth::tokens::Purpose;
use crate::mail::letters::Letter;
use crate::mail::{self, letters};

/// Letters written before the next look at who waits.
const AT_ONCE: i64 = 100;

impl AccountService {
    /// For the jobs: how many were settled.
    pub(super) async fn settle_asked(&self, now: Stamp) -> Result<u64, AppError> {
        let waiting = {
            let mut conn = self.db.read().await?;
            store::list_unsettled(&mut conn, AT_ONCE).await?
        };
        let mut settled = 0;
        for row in waiting {
            settled += u64::from(self.settle_one(&row, now).await?);
        }
        Ok(settled)
    }

    /// One transaction with the same statements whoever it is about, but for the letter itself.
    async fn settle_one(&self, row: &WayInRow, now: Stamp) -> Result<bool, AppError> {
        let person = {
            let mut conn = self.db.read().await?;
            store::find_person_by_email(&mut conn, &row.email).await?
        };
        // A code is made for every address; only its owner gets to know it.
        let code = self.new_code()?;
        let hash = (row.purpose == CODE).then(|| self.keys.code_hash(&row.way_in_id, &code));
        let letter = match row.expires_at > now.0 {
            true => self.letter_for(row, person.as_ref(), &code)?,
            // The server was down for so long that it would lead nowhere.
            false => None,
        };
        let mut tx = self.db.begin().await?;
        if !store::settle(&mut tx, &row.way_in_id, hash.as_deref(), now).await? {
            return Ok(false);
        }
        if let Some(letter) = letter {
            mail::store::insert(&mut tx, &row.email, &letter, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    fn letter_for(
        &self,
        row: &WayInRow,
        person: Option<&PersonRow>,
        code: &Code,
    ) -> Result<Option<Letter>, AppError> {
        let lang = Lang::from_code(&row.lang).unwrap_or_default();
        // The demo's people are everybody's: nobody takes one for themselves.
        let shared = self.is_shared(&row.email);
        if row.purpose == Purpose::Address.audience() {
            return self.address_letter(row, lang, person).map(Some);
        }
        let Some(person) = person.filter(|_| !shared) else {
            return Ok(None);
        };
        if row.purpose == CODE {
            let shown = code.shown();
            return Ok(Some(letters::code(&self.site, lang, &shown)));
        }
        if row.purpose == Purpose::Reset.audience() {
            let ends = Stamp(row.expires_at);
            let token = self
                .keys
                .sign(Purpose::Reset, None, &row.way_in_id, "", ends)?;
            let name = &person.display_name;
            return Ok(Some(letters::reset(&self.site, lang, name, &token)));
        }
        Ok(None)
    }

    /// To an address that is to become an account's: the link, or that there is an account already.
    fn address_letter(
        &self,
        row: &WayInRow,
        lang: Lang,
        taken_by: Option<&PersonRow>,
    ) -> Result<Letter, AppError> {
        if taken_by.is_some() {
            return Ok(letters::address_taken(&self.site, lang));
        }
        let person = row.person_id.map(PersonId::new);
        let ends = Stamp(row.expires_at);
        let token = self
            .keys
            .sign(Purpose::Address, person, &row.way_in_id, "", ends)?;
        Ok(letters::address(&self.site, lang, &token))
    }

    fn new_code(&self) -> Result<Code, AppError> {
        let mut bytes = [0_u8; 5];
        self.entropy.fill(&mut bytes)?;
        Ok(Code::from_random(bytes))
    }

    /// Whether this is one of the demo's people, whom everybody may sign in as.
    pub(super) fn is_shared(&self, email: &str) -> bool {
        is_shared(&self.site, email)
    }
}

/// Whether this address is one of the demo's people, whose accounts are everybody's.
pub fn is_shared(site: &Site, email: &str) -> bool {
    let domain = email.rsplit_once('@').map(|(_, domain)| domain);
    site.demo && domain == Some(DEMO_DOMAIN)
}
