//! The language of what people wrote, on a page in another one.

use crate::i18n::Lang;

/// For the attribute `lang` of a text somebody wrote: residents and officials write in the
/// municipality's language, whatever the language of the page around it. Nothing where it is the
/// same. Together with `dir="auto"`, because nobody is kept from writing in Arabic.
pub fn written_in(page: Lang) -> Option<&'static str> {
    (page != Lang::Sv).then_some(Lang::Sv.code())
}
