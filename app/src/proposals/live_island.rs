//! What happens elsewhere shows here, without reloading: one stream a page.
//!
//! The stream carries ids and counts. A count is put in place; for an answer, a state or a comment
//! the page's own address is fetched and the regions marked `data-live` are swapped, so that what
//! is shown is exactly what a reload would show. A region that is also marked `data-held` is being
//! read: comments that came since are announced, and open on a click.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use browser::show_count;

/// The finished words. `{n}` stands where the number goes. On a campaign's page `one` says that an idea came;
/// where there is a discussion, `one` and `many` that comments did. On a page of questions `act` says that something
/// was answered or done about them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LiveWords {
    pub act: String,
    pub state: String,
    pub comment: String,
    pub support: String,
    pub one: String,
    pub many: String,
    /// That one agrees with a comment, and that `{n}` do.
    pub agrees: String,
    pub agree: String,
}

/// `proposal`: only that one's events; `campaign`: only those of a campaign and its ideas; `question`: only
/// those of questions under one heading and of their discussion. `from`: the last event the page has seen. `again`:
/// where the bar about what is new leads.
#[island]
pub fn Live(
    #[prop(optional_no_strip)] proposal: Option<i64>,
    #[prop(optional_no_strip)] campaign: Option<i64>,
    #[prop(optional_no_strip)] question: Option<i64>,
    from: i64,
    again: String,
    words: LiveWords,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let news = RwSignal::new(String::new());
    Effect::new(move |_| {
        let about = browser::About {
            proposal,
            campaign,
            question,
        };
        browser::open(about, from, words.clone(), said, news);
    });
    view! {
        <div class="live-bar" aria-live="polite">
            <a class="btn" href=again hidden=move || news.get().is_empty()>{move || news.get()}</a>
        </div>
        <p class="visually-hidden" role="status">{move || said.get()}</p>
    }
}

mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Document, DomParser, Element, EventSource, HtmlElement, MessageEvent, NodeList,
        PageTransitionEvent, Response, SupportedType,
    };

    use super::LiveWords;
    use crate::ask::{field, whole};

    /// Events close together become one request; the random part spreads many readers of one page.
    const GATHER: f64 = 60.0;
    const SPREAD: f64 = 200.0;
    /// In a vote of many, ballots come every second: nobody needs each of them at once.
    const BALLOTS: f64 = 3_000.0;
    /// Counts may come every second: they are read out when they have come to rest.
    const REST: i32 = 2_000;

    /// A browser opens a stream again by itself where the connection was cut, but never where it was
    /// refused (a proxy's 502 while the server starts, a 503 under load): then we do, at first after
    /// a second, in the end every half minute.
    const RETRY: f64 = 1_000.0;
    const RETRY_MAX: f64 = 30_000.0;

    /// Whose events are told; all where none is named.
    #[derive(Clone, Copy)]
    pub struct About {
        pub proposal: Option<i64>,
        pub campaign: Option<i64>,
        pub question: Option<i64>,
    }

    /// The page's stream and what it has brought.
    struct Stream {
        proposal: Option<i64>,
        campaign: Option<i64>,
        question: Option<i64>,
        words: LiveWords,
        said: RwSignal<String>,
        news: RwSignal<String>,
        seen: Cell<i64>,
        source: RefCell<Option<EventSource>>,
        /// New proposals since the page was loaded.
        fresh: Cell<u32>,
        /// A comment was told of since the page was last fetched.
        heard: Cell<bool>,
        /// The page as it was last fetched, while comments of it wait to be opened.
        held: RefCell<Option<Document>>,
        /// The timer of a fetch that has not begun; zero: none. And whether it was to wait for more.
        waiting: Cell<i32>,
        patient: Cell<bool>,
        fetching: Cell<bool>,
        /// Something came while fetching: fetch once more.
        again: Cell<bool>,
        resting: Cell<i32>,
        /// How long to wait before the next attempt.
        retry: Cell<f64>,
    }

    impl Stream {
        /// Whether its page has a discussion.
        fn has_talk(&self) -> bool {
            self.proposal.is_some() || self.question.is_some()
        }
    }

    pub fn open(
        about: About,
        from: i64,
        words: LiveWords,
        said: RwSignal<String>,
        news: RwSignal<String>,
    ) {
        let About {
            proposal,
            campaign,
            question,
        } = about;
        let stream = Rc::new(Stream {
            proposal,
            campaign,
            question,
            words,
            said,
            news,
            seen: Cell::new(from),
            source: RefCell::default(),
            fresh: Cell::new(0),
            heard: Cell::new(false),
            held: RefCell::default(),
            waiting: Cell::new(0),
            patient: Cell::new(false),
            fetching: Cell::new(false),
            again: Cell::new(false),
            resting: Cell::new(0),
            retry: Cell::new(RETRY),
        });
        connect(&stream);
        if stream.has_talk() {
            open_on_click(&stream);
        }
        // An open stream would keep the page out of the back-forward cache.
        let hidden = Rc::clone(&stream);
        on_window("pagehide", move |_| {
            if let Some(source) = hidden.source.borrow_mut().take() {
                source.close();
            }
        });
        on_window("pageshow", move |event| {
            let kept = event
                .dyn_ref::<PageTransitionEvent>()
                .is_some_and(|it| it.persisted());
            if kept && stream.source.borrow().is_none() {
                connect(&stream);
            }
        });
    }

    fn on_window(name: &str, act: impl Fn(web_sys::Event) + 'static) {
        let act = Closure::<dyn Fn(web_sys::Event)>::new(act);
        let _ = window().add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
        // For as long as the page.
        act.forget();
    }

    fn connect(stream: &Rc<Stream>) {
        let from = stream.seen.get();
        let address = match (stream.proposal, stream.campaign, stream.question) {
            (Some(id), ..) => format!("/live?proposal={id}&from={from}"),
            (None, Some(id), _) => format!("/live?campaign={id}&from={from}"),
            (None, None, Some(id)) => format!("/live?question={id}&from={from}"),
            (None, None, None) => format!("/live?from={from}"),
        };
        let Ok(source) = EventSource::new(&address) else {
            return;
        };
        let kinds = [
            "support", "comment", "agree", "act", "state", "proposal", "campaign", "ballot",
            "question", "resync",
        ];
        for kind in kinds {
            let stream = Rc::clone(stream);
            let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                // Without an id it is no event of the log.
                if let Ok(seq) = event.last_event_id().parse() {
                    stream.seen.set(seq);
                }
                hear(&stream, kind, &event);
            });
            let _ = source.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
            heard.forget();
        }
        let (opened, failed) = (Rc::clone(stream), Rc::clone(stream));
        let opened = Closure::<dyn Fn()>::new(move || opened.retry.set(RETRY));
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        opened.forget();
        let failed = Closure::<dyn Fn()>::new(move || retry(&failed));
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        *stream.source.borrow_mut() = Some(source);
    }

    /// Opens the stream again a while after it was refused.
    fn retry(stream: &Rc<Stream>) {
        let refused = stream
            .source
            .borrow()
            .as_ref()
            .is_some_and(|source| source.ready_state() == EventSource::CLOSED);
        if !refused {
            return;
        }
        stream.source.replace(None);
        let wait = stream.retry.get();
        stream.retry.set((wait * 2.0).min(RETRY_MAX));
        let stream = Rc::clone(stream);
        let again = Closure::once_into_js(move || {
            // The page may have been left and come back meanwhile.
            if stream.source.borrow().is_none() {
                connect(&stream);
            }
        });
        // Spread, so that a thousand pages do not come back at the same moment.
        let wait = wait * (1.0 + js_sys::Math::random());
        #[allow(clippy::cast_possible_truncation, reason = "at most a minute")]
        after(&again, wait as i32);
    }

    fn hear(stream: &Rc<Stream>, kind: &str, event: &MessageEvent) {
        let data = event
            .data()
            .as_string()
            .and_then(|text| js_sys::JSON::parse(&text).ok());
        let number = |name| Some(whole(field(data.as_ref()?, name)?.as_f64()?));
        match kind {
            "agree" if stream.has_talk() => {
                if let (Some(comment), Some(count)) = (number("comment_id"), number("count")) {
                    show_agreement(stream, comment, count);
                }
            }
            "support" => {
                if let (Some(id), Some(count)) = (number("proposal"), number("count")) {
                    show_count(id, Some(count), 0);
                    if let Some(against) = number("against") {
                        let there = format!("[data-against=\"{id}\"]");
                        for element in elements(document().query_selector_all(&there)) {
                            element.set_text_content(Some(&grouped(against)));
                        }
                    }
                    if stream.proposal.is_some() {
                        say_at_rest(stream, stream.words.support.replace("{n}", &grouped(count)));
                    }
                }
            }
            "proposal" | "campaign" | "act" | "state" if stream.campaign.is_some() => {
                refresh(stream);
                let words = match kind {
                    "proposal" => &stream.words.one,
                    "act" => &stream.words.act,
                    _ => &stream.words.state,
                };
                stream.said.set(words.clone());
            }
            "question" if stream.question.is_some() => {
                refresh(stream);
                let act = data.as_ref().and_then(|data| field(data, "act_id"));
                let words = match act.and_then(|act| act.as_f64()) {
                    Some(_) => &stream.words.act,
                    None => &stream.words.state,
                };
                stream.said.set(words.clone());
            }
            "ballot" if stream.campaign.is_some() => refresh_within(stream, BALLOTS),
            "proposal" if stream.proposal.is_none() => {
                let count = stream.fresh.get() + 1;
                stream.fresh.set(count);
                let words = match count {
                    1 => stream.words.one.clone(),
                    _ => stream.words.many.replace("{n}", &count.to_string()),
                };
                if !words.is_empty() {
                    stream.news.set(words);
                }
            }
            "act" | "state" if stream.proposal.is_some() => {
                refresh(stream);
                let words = match kind {
                    "act" => &stream.words.act,
                    _ => &stream.words.state,
                };
                stream.said.set(words.clone());
            }
            "comment" if stream.has_talk() => {
                stream.heard.set(true);
                refresh(stream);
            }
            // So much was missed that everything may have changed.
            "resync" => refresh(stream),
            _ => {}
        }
    }

    /// Says how many agree with a comment where it stands, and where it waits to be opened. Not read out: it would be
    /// all the time, of texts somebody has left behind.
    fn show_agreement(stream: &Rc<Stream>, comment: i64, count: i64) {
        let words = match count {
            0 => String::new(),
            1 => stream.words.agrees.replace("{n}", "1"),
            _ => stream.words.agree.replace("{n}", &grouped(count)),
        };
        let (here, held) = (document(), stream.held.borrow());
        for page in std::iter::once(&here).chain(held.as_ref()) {
            let there = format!("[data-agrees=\"{comment}\"]");
            for element in elements(page.query_selector_all(&there)) {
                element.set_text_content(Some(&words));
                let _ = element.toggle_attribute_with_force("hidden", count == 0);
            }
        }
    }

    fn say_at_rest(stream: &Rc<Stream>, words: String) {
        window().clear_timeout_with_handle(stream.resting.get());
        let said = stream.said;
        let say = Closure::once_into_js(move || said.set(words));
        stream.resting.set(after(&say, REST));
    }

    fn after(act: &JsValue, wait: i32) -> i32 {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), wait)
            .unwrap_or_default()
    }

    /// Fetches the page and swaps its live regions; what comes meanwhile is fetched right after.
    fn refresh(stream: &Rc<Stream>) {
        refresh_within(stream, SPREAD);
    }

    fn refresh_within(stream: &Rc<Stream>, spread: f64) {
        if stream.fetching.get() {
            stream.again.set(true);
            return;
        }
        // What is waiting for more ballots does not hold up a step.
        let sooner = stream.patient.get() && spread < BALLOTS;
        if stream.waiting.get() != 0 {
            if !sooner {
                return;
            }
            window().clear_timeout_with_handle(stream.waiting.get());
        }
        stream.patient.set(spread >= BALLOTS);
        let asking = Rc::clone(stream);
        let fetch = Closure::once_into_js(move || {
            let stream = asking;
            stream.waiting.set(0);
            stream.fetching.set(true);
            spawn_local(async move {
                if let Ok(page) = page().await {
                    arrived(&stream, page);
                }
                stream.fetching.set(false);
                if stream.again.replace(false) {
                    refresh(&stream);
                }
            });
        });
        let wait = GATHER + js_sys::Math::random() * spread;
        #[allow(clippy::cast_possible_truncation, reason = "a few thousand")]
        stream.waiting.set(after(&fetch, wait as i32));
    }

    async fn page() -> Result<Document, JsValue> {
        let address = location().href()?;
        let response = JsFuture::from(window().fetch_with_str(&address)).await?;
        let response: Response = response.dyn_into()?;
        // It is no longer everybody's to read: whoever has it open sees that, not the old text.
        if response.status() == 404 {
            location().reload()?;
        }
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        let text = JsFuture::from(response.text()?)
            .await?
            .as_string()
            .unwrap_or_default();
        DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)
    }

    fn elements(list: Result<NodeList, JsValue>) -> Vec<Element> {
        let Ok(list) = list else { return Vec::new() };
        (0..list.length())
            .filter_map(|index| list.get(index)?.dyn_into::<Element>().ok())
            .collect()
    }

    /// Shows what came, but for comments: they would move what is being read, or fall between two
    /// others unseen. How many there are is said instead.
    fn arrived(stream: &Rc<Stream>, page: Document) {
        let heard = stream.heard.replace(false);
        let fresh = Cell::new(None);
        swap(&page, |old, new| {
            if !old.has_attribute("data-held") {
                return false;
            }
            let count = fresh_in(new).len();
            let stays = heard || count > 0;
            if stays {
                mend(new);
                fresh.set(Some(count));
            }
            stays
        });
        let words = match fresh.get() {
            // It stands on another page of the discussion.
            Some(0) => return stream.said.set(stream.words.comment.clone()),
            Some(1) => stream.words.one.clone(),
            Some(count) => stream.words.many.replace("{n}", &count.to_string()),
            None => String::new(),
        };
        stream.held.replace(fresh.get().map(|_| page));
        // On a list the bar is about what is new there.
        if stream.has_talk() && stream.news.get_untracked() != words {
            stream.news.set(words);
        }
    }

    /// The comments of a fetched region that are not on the page.
    fn fresh_in(new: &Element) -> Vec<String> {
        elements(new.query_selector_all("[id^=\"inlagg-\"]"))
            .iter()
            .map(Element::id)
            .filter(|id| document().get_element_by_id(id).is_none())
            .collect()
    }

    /// What stands on the page already says what it says now: a text may be hidden while new ones wait, and with
    /// it what others quote of it.
    fn mend(new: &Element) {
        let quote = |of: &Element| of.query_selector(":scope > .comment__quote").ok().flatten();
        for comment in elements(new.query_selector_all("[id^=\"inlagg-\"]")) {
            let old = document().get_element_by_id(&comment.id());
            let Some(old) = old.and_then(|comment| quote(&comment)) else {
                continue;
            };
            match quote(&comment) {
                Some(now) if now.outer_html() != old.outer_html() => {
                    old.set_outer_html(&now.outer_html());
                }
                Some(_) => {}
                None => old.remove(),
            }
        }
        for part in [".comment__text", ".comment__who"] {
            for new in elements(new.query_selector_all(&format!("[id^=\"inlagg-\"] > {part}"))) {
                let old = new
                    .parent_element()
                    .and_then(|comment| document().get_element_by_id(&comment.id()))
                    .and_then(|comment| {
                        comment.query_selector(&format!(":scope > {part}")).ok()?
                    });
                if let Some(old) = old.filter(|old| old.outer_html() != new.outer_html()) {
                    old.set_outer_html(&new.outer_html());
                }
            }
        }
    }

    fn open_on_click(stream: &Rc<Stream>) {
        let Ok(Some(bar)) = document().query_selector(".live-bar a") else {
            return;
        };
        let stream = Rc::clone(stream);
        let clicked = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            // Without anything at hand the link leads where it leads: to the page, loaded again.
            if let Some(page) = stream.held.take() {
                event.prevent_default();
                open_held(&page);
                stream.news.set(String::new());
            }
        });
        let _ = bar.add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
        clicked.forget();
    }

    /// Opens the comments that waited, and leads to the first of them.
    fn open_held(page: &Document) {
        let here = document();
        for old in elements(here.query_selector_all("[data-held]")) {
            let name = old.get_attribute("data-live").unwrap_or_default();
            let Ok(Some(new)) = page.query_selector(&format!("[data-live=\"{name}\"]")) else {
                continue;
            };
            let fresh = fresh_in(&new);
            if old.replace_with_with_node_1(&new).is_err() {
                continue;
            }
            let mut fresh = fresh.iter().filter_map(|id| here.get_element_by_id(id));
            if let Some(first) = fresh.next() {
                let _ = first.class_list().add_1("is-fresh");
                // So that the keyboard and a screen reader go on from there.
                let _ = first.set_attribute("tabindex", "-1");
                if let Some(first) = first.dyn_ref::<HtmlElement>() {
                    let _ = first.focus();
                }
            }
            for other in fresh {
                let _ = other.class_list().add_1("is-fresh");
            }
        }
    }

    /// Puts the new regions in the place of the old ones, but for those that stay. A region somebody is
    /// writing in stays as it is, and who stands on a link with the keyboard goes on standing on it.
    fn swap(page: &Document, stays: impl Fn(&Element, &Element) -> bool) {
        let here = document();
        // A heading that is hidden stands there, too.
        if here.title() != page.title() {
            here.set_title(&page.title());
        }
        for old in elements(here.query_selector_all("[data-live]")) {
            let Some(name) = old.get_attribute("data-live") else {
                continue;
            };
            let Ok(Some(new)) = page.query_selector(&format!("[data-live=\"{name}\"]")) else {
                continue;
            };
            if old.inner_html() == new.inner_html() || stays(&old, &new) {
                continue;
            }
            let focus = here
                .active_element()
                .filter(|active| old.contains(Some(active)));
            if focus.as_ref().is_some_and(is_written_in) {
                continue;
            }
            let place = focus.and_then(|active| {
                elements(old.query_selector_all("a, button, summary"))
                    .iter()
                    .position(|one| one.is_same_node(Some(&active)))
            });
            let _ = new.class_list().add_1("is-fresh");
            if old.replace_with_with_node_1(&new).is_err() {
                continue;
            }
            if let Some(place) = place {
                let again = elements(new.query_selector_all("a, button, summary"));
                let again = again.into_iter().nth(place);
                if let Some(again) = again.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = again.focus();
                }
            }
        }
        // Counts move with every support, so they are no region of their own.
        for old in elements(here.query_selector_all("[data-count]")) {
            let Some(id) = old.get_attribute("data-count") else {
                continue;
            };
            let new = page.query_selector(&format!("[data-count=\"{id}\"]"));
            if let (Ok(Some(new)), Ok(id)) = (new, id.parse()) {
                show_count(id, read(&new), 0);
            }
        }
    }

    fn is_written_in(element: &Element) -> bool {
        matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT" | "SELECT")
    }

    /// Shows a proposal's support wherever it stands on the page: the given count, or the shown
    /// one changed by so much. Answers what was shown before.
    pub fn show_count(id: i64, count: Option<i64>, change: i64) -> Option<i64> {
        let mut before = None;
        let here = document();
        for element in elements(here.query_selector_all(&format!("[data-count=\"{id}\"]"))) {
            let shown = read(&element);
            before = before.or(shown);
            let Some(now) = count.or(shown.map(|shown| shown + change)) else {
                continue;
            };
            element.set_text_content(Some(&grouped(now)));
            for meter in elements(here.query_selector_all(&format!("[data-meter=\"{id}\"]"))) {
                let _ = meter.set_attribute("value", &now.to_string());
            }
            // "13 more": counted from the support that is needed.
            for left in elements(here.query_selector_all(&format!("[data-left=\"{id}\"]"))) {
                let needed = left
                    .get_attribute("data-needed")
                    .and_then(|it| it.parse().ok());
                let needed: i64 = needed.unwrap_or(now);
                left.set_text_content(Some(&grouped((needed - now).max(0))));
            }
        }
        before
    }

    /// The number an element shows, whatever it is grouped with.
    fn read(element: &Element) -> Option<i64> {
        let text = element.text_content()?;
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .ok()
    }

    /// As the page's language writes it.
    fn grouped(count: i64) -> String {
        let lang = document()
            .document_element()
            .and_then(|root| root.get_attribute("lang"));
        let lang = lang.unwrap_or_else(|| "sv".to_owned());
        #[allow(clippy::cast_precision_loss, reason = "far below 2^53 people")]
        let number = js_sys::Number::from(count as f64);
        number.to_locale_string(&lang).into()
    }
}
