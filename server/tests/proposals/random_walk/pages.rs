//! What everybody is sent while all this happens: pages from memory, which the browser of a test compares
//! with the same made anew (`common/http.rs`).

use super::Walker;

/// Pages are read after every so many steps.
const READ: usize = 7;
/// For so many steps it is the same minute to whoever reads, so that pages stay in memory unless something
/// happens to them.
const MINUTE: usize = 140;

impl Walker {
    /// The page of the case that something happened to, of another one, and of all of them.
    pub(super) async fn read_pages(&mut self, at: usize) {
        if self.step.is_multiple_of(MINUTE) {
            self.web.clock.set(self.now);
        }
        if !self.step.is_multiple_of(READ) || self.cases.is_empty() {
            return;
        }
        let other = self.step / READ % self.cases.len();
        let mut visitor = self.web.visitor();
        for at in [at, other] {
            let here = visitor
                .get(&format!("/forslag/{}", self.cases[at].id))
                .await;
            if here.status.is_redirection() {
                let page = visitor.get(here.location()).await;
                assert!(page.status.is_success(), "{}", page.status);
            }
        }
        for all in ["/", "/forslag", "/laget"] {
            assert!(visitor.get(all).await.status.is_success(), "{all}");
        }
    }
}
