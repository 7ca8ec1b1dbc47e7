## Ramen runt alla sidor
skip-to-content = Hoppa till innehållet
demo-label = Om demot
demo-bar = Demo: { $place } finns inte.
demo-post = Demots post
nav-label = Huvudmeny
nav-menu = Meny
nav-proposals = Förslag
nav-answers = Svar
nav-campaigns = Kampanjer
nav-how = Så fungerar det
nav-sign-in = Logga in
nav-sign-out = Logga ut
nav-waiting = Väntar på läsning
nav-at-work = { $name } (i tjänst)
info-contents = På den här sidan
crumbs-label = Du är här
pager-label = Fler sidor
pager-first = Till början
pager-next = Nästa
timeline-next = Nästa steg
timeline-earlier = Visa { $count } tidigare steg
footer-standing = Läget
footer-about = Om Nära
footer-accessibility = Tillgänglighet
footer-privacy = Integritet
footer-languages = Språk
footer-run-by = Nära drivs av { $municipality }.

## Vem någon är när hen inte talar bara för sig själv
badge-official = Tjänsteperson
badge-secretary = Nämndsekreterare
badge-administrator = Administratör
badge-elected = Förtroendevald
badge-moderator = Moderator

## Det som just hände, sagt en gång
flash-signed_in = Du är inloggad.
flash-signed_out = Du är utloggad.
flash-signed_out_everywhere = Du är utloggad överallt, på alla dina enheter.
flash-confirmed = Din e-postadress är bekräftad och du är inloggad.
flash-supported = Ditt stöd är räknat.
flash-support_withdrawn = Ditt stöd är borttaget.
flash-commented = Ditt inlägg är publicerat.
flash-answered = Svaret är publicerat.
flash-recorded = Steget är registrerat och syns för alla.
flash-recorded_unseen = Steget är registrerat. Det syns bara för förslagsställaren och kansliet.
flash-opinion = Åsikten är publicerad.
flash-asked = Frågan är ställd. Den syns för alla.
flash-question_answered = Svaret är inskickat. Den som frågade får ett brev.
flash-delayed = Förseningen är införd i ärendet.
flash-minutes_added = Protokollet är infört i ärendet.
flash-appeal_noted = Överklagandet är infört i ärendet.
flash-noted = Anteckningen är införd i ärendet.
flash-prepared = Förberett. Inget är publicerat. En kollega ska läsa och bekräfta.
flash-discarded = Förberedelsen är borttagen. Inget är publicerat.
flash-idea_done = Nu står det att idén är genomförd.
flash-corrected = Rättelsen är publicerad. Det gamla står kvar och är märkt.
flash-withdrawn = Förslaget är återkallat.
flash-completed = Kompletteringen är inskickad.
flash-already_supported = Du stöder redan förslaget.
flash-account_erased = Kontot är borttaget. Vi har skickat ett sista brev som bekräftar det.
flash-key_revoked = Nyckeln är borttagen och fungerar inte längre.
flash-name_changed = Ditt namn är ändrat.
flash-password_changed = Ditt lösenord är ändrat. Du är utloggad på alla andra ställen.
flash-address_asked = Vi har skickat ett brev till den nya adressen. Öppna länken i det, så byts den.
flash-address_changed = Din e-postadress är ändrad.
flash-session_ended = Den webbläsaren är utloggad.
flash-others_ended = Du är utloggad på alla andra ställen.
flash-proved = Tack, vi ser att det är du.
flash-passkey_added = Passnyckeln är tillagd. Vi har skickat ett brev om det.
flash-passkey_renamed = Passnyckeln har fått sitt nya namn.
flash-passkey_removed = Passnyckeln är borttagen. Vi har skickat ett brev om det.
flash-password_reset = Ditt lösenord är ändrat. Logga in med det nya.

# Under the pages on accessibility, privacy and so on.
info-campaigns = Se idékampanjerna
info-contact = Kontakt
