//! What has to hold after each step.

use std::collections::BTreeMap;

use nara_app::moderation::api::{ModerationPort, TextRef};
use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::moderation::{Appeal, Reason, appeal_until};
use nara_server::{fetch_all, fetch_one};

use super::model::Case;
use super::{MEMBER, Walk};

impl Walk {
    /// Everything that has to hold after each step.
    pub(super) async fn check(&mut self) {
        self.nothing_is_deleted().await;
        self.nobody_looks_again_at_what_they_hid().await;
        self.two_hide_what_an_elected_wrote().await;
        for at in 0..self.texts.len() {
            let text = &self.texts[at];
            let row = self.row(text.place).await;
            if self.is_hidden(at) {
                for part in [&row.0, &row.1, &row.2] {
                    if part.contains(&text.mark) {
                        self.fail(&format!("text {at} is hidden and stands there: {row:?}"));
                    }
                }
                self.is_told(at).await;
            } else if row != text.row {
                self.fail(&format!("text {at} was {:?} and is {row:?}", text.row));
            }
        }
        self.seals_are_whole().await;
    }

    async fn nothing_is_deleted(&mut self) {
        let mut rows = Vec::new();
        for count in [
            "select count(*) from moderation",
            "select count(*) from moderation_act",
            "select count(*) from text_report",
            "select count(*) from hidden_text",
            "select count(*) from appeal",
            "select count(*) from hiding_lapse",
            "select count(*) from proposal",
            "select count(*) from comment",
            "select count(*) from question_set",
            "select count(*) from question",
            "select count(*) from question_act",
            "select count(*) from audit",
        ] {
            rows.push(self.app.number(count).await);
        }
        let fewer = self.rows.iter().zip(&rows).any(|(was, is)| is < was);
        if fewer {
            self.fail(&format!("rows were {:?} and are {rows:?}", self.rows));
        }
        self.rows = rows;
    }

    async fn nobody_looks_again_at_what_they_hid(&self) {
        let same = "select count(*) from moderation_act h join moderation_act d \
                    on d.moderation_id = h.moderation_id and d.actor_id = h.actor_id \
                    where h.step = 'hide' and d.step in ('unhide', 'uphold', 'confirm')";
        if self.app.number(same).await > 0 {
            self.fail("somebody looked again at what they hid");
        }
    }

    /// What is hidden of an elected and waits for nobody was decided by two.
    async fn two_hide_what_an_elected_wrote(&self) {
        let alone = "select count(*) from moderation m join comment c \
                     on c.comment_id = m.comment_id and c.author_role = 'elected' \
                     where m.state = 'hidden' and m.second_by is null \
                     and (select count(distinct a.actor_id) from moderation_act a \
                        where a.moderation_id = m.moderation_id \
                        and a.step in ('propose', 'hide', 'confirm', 'uphold')) < 2";
        if self.app.number(alone).await > 0 {
            self.fail("one person alone hid what an elected wrote");
        }
        let urgent = "select count(*) from moderation m join moderation_act h \
                      on h.moderation_id = m.moderation_id and h.step = 'hide' \
                      where m.second_by is not null and h.rule not in ('threat', 'personal_data')";
        if self.app.number(urgent).await > 0 {
            self.fail("something that could wait was hidden at once");
        }
    }

    /// What is under seal, now or before, is what stood there.
    async fn seals_are_whole(&self) {
        let sealed: Vec<(i64, String)> = fetch_all!(
            self.app.db.read().await.unwrap(),
            (i64, String),
            "select moderation_id, fields from hidden_text order by moderation_id"
        )
        .unwrap();
        let hidden = self.cases.iter().filter(|case| case.hid.is_some());
        let hidden: Vec<&Case> = hidden.collect();
        if hidden.len() != sealed.len() {
            self.fail(&format!(
                "{} were hidden, {} are sealed",
                hidden.len(),
                sealed.len()
            ));
        }
        for case in hidden {
            let fields = sealed.iter().find(|(id, _)| *id == case.id.get());
            let Some((_, fields)) = fields else {
                self.fail(&format!("case {} has no seal", case.id));
            };
            let fields: BTreeMap<String, String> = serde_json::from_str(fields).unwrap();
            let text = &self.texts[case.text];
            let expected = match text.is_one() {
                true => vec![("text", &text.row.1)],
                false => vec![("body", &text.row.1), ("title", &text.row.0)],
            };
            let there: Vec<(&str, &String)> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .collect();
            if there != expected {
                self.fail(&format!("case {}: {there:?} is sealed", case.id));
            }
        }
    }

    /// The author of a hidden text knows the rule and why, by letter or on the own page, and can ask or has.
    async fn is_told(&self, at: usize) {
        let text = &self.texts[at];
        let case = &self.cases[text.now.unwrap()];
        let author = &self.people[text.author];
        let (rule, reason, by) = self.hiding(case.id).await;
        if !Reason::from_code(&rule).is_some_and(Reason::is_rule) || reason.is_empty() {
            self.fail(&format!(
                "case {}: hidden by {rule:?} for {reason:?}",
                case.id
            ));
        }
        let (hid, on) = case.hid.unwrap();
        if self.people[hid].person_id() != Some(PersonId::new(by)) {
            self.fail(&format!("case {} was hidden by {by}", case.id));
        }
        let own = self.web.state.moderation.own(author, self.now).await;
        let own = own.unwrap();
        let Some(mine) = own.hidden.iter().find(|mine| mine.id == case.id) else {
            self.fail(&format!("case {} stands on no own page", case.id));
        };
        let told =
            (mine.hidden.rule.code() == rule) && mine.reason == reason && mine.hidden.on == on;
        let until = appeal_until(on);
        let possible = match mine.appeal {
            Appeal::Possible { until: day } => {
                !case.asked && day == until && self.now.day() <= until
            }
            Appeal::Over { until: day } => !case.asked && day == until && self.now.day() > until,
            Appeal::Waits { .. } => case.appeal_waits(),
            Appeal::Upheld => case.upheld,
            Appeal::Shown => false,
        };
        if !told || !possible {
            self.fail(&format!("case {}: the own page says {mine:?}", case.id));
        }
        if text.author != MEMBER {
            // The address ends the line: that of case 1 is no part of that of case 10.
            let letter = format!("%/omprovning/{}\n%", case.id);
            let (letters,) = fetch_one!(
                self.app.db.read().await.unwrap(),
                (i64,),
                "select count(*) from outbox o join person p on p.email = o.to_address \
                 where p.person_id = $1 and o.body like $2 and o.subject like '%är dolt'",
                author.person_id().unwrap().get(),
                letter,
            )
            .unwrap();
            if letters != 1 {
                self.fail(&format!("case {}: {letters} letters", case.id));
            }
        }
    }

    async fn hiding(&self, id: ModerationId) -> (String, String, i64) {
        fetch_one!(
            self.app.db.read().await.unwrap(),
            (String, String, i64),
            "select rule, reason, actor_id from moderation_act \
             where moderation_id = $1 and step = 'hide'",
            id.get(),
        )
        .unwrap()
    }

    /// Reads what the public can read: nothing hidden is there, and what is shown is.
    pub(super) async fn read_as_everybody(&self) {
        let mut visitor = self.web.visitor();
        let mut pages: Vec<(String, String)> = Vec::new();
        let mut addresses: Vec<String> = [
            "/",
            "/forslag?slag=idea",
            "/forslag?q=heter",
            "/forslag.atom",
            "/api/v1/proposals",
            "/api/v1/proposals?q=heter",
            "/laget",
            "/moderering",
            "/fragor",
            "/fragor?lage=besvarade",
        ]
        .map(str::to_owned)
        .into();
        for text in &self.texts {
            let TextRef::Case(id, None) = text.place else {
                continue;
            };
            let here = visitor.get(&format!("/forslag/{id}")).await;
            addresses.extend([
                here.location().to_owned(),
                format!("/api/v1/proposals/{id}"),
                format!("/api/v1/proposals/{id}/comments"),
                format!("/forslag/{id}/handelser.atom"),
            ]);
        }
        for at in 0..self.texts.len() {
            let TextRef::Asked(set, None) = self.texts[at].place else {
                continue;
            };
            let here = visitor.get(&format!("/fragor/{set}/x")).await;
            match self.is_open(at) {
                true => addresses.push(here.location().to_owned()),
                false => assert_eq!(here.status, 404, "{set}"),
            }
        }
        for address in addresses {
            let page = visitor.get(&address).await;
            assert!(page.status.is_success(), "{address} {}", page.status);
            pages.push((address, page.text));
        }
        for (at, text) in self.texts.iter().enumerate() {
            let hidden = self.is_hidden(at);
            let found = pages.iter().find(|(_, page)| page.contains(&text.mark));
            match (hidden || !self.is_open(at), found) {
                (true, Some((address, _))) => {
                    self.fail(&format!("{} is hidden and stands at {address}", text.mark));
                }
                (false, None) => self.fail(&format!("{} stands nowhere", text.mark)),
                _ => {}
            }
        }
    }
}
