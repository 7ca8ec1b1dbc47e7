## Få veta vad som händer
follow-title = Få veta vad som händer
follow-not = Få brev om varje steg för förslaget. Du behöver inte stödja det.
follow-start = Följ
follow-on = Du får brev om varje steg.
follow-stop = Sluta följa
follow-supports = Du stöder. Därför får du brev när det kommer svar och beslut, när det rapporteras hur det går och om det blir försenat. Den som följer får brev om varje steg.
follow-stop-letters = Sluta få brev
follow-stopped = Du stöder, men har valt att inte få brev om det här.
follow-opposes = Du har röstat emot och får därför brev när det kommer svar och beslut, när det rapporteras hur det går och om det blir försenat. Den som följer får brev om varje steg.
follow-opposes-stopped = Du har röstat emot, men har valt att inte få brev om det här.
follow-resume = Få brev igen
follow-no-address = Du följer, men vi har ingen e-postadress att skriva till.
follow-all-stopped = Du har stängt av alla brev om förslag.
follow-to-letters = Se dina val
flash-following = Du får brev om varje steg.
flash-unfollowed = Du får inga fler brev om det.

## /konto/brev
account-followed = Du följer
account-followed-count = { $count ->
    [0] inga förslag
    [one] { $count } förslag
   *[other] { $count } förslag
}
account-letters-link = Brev om förslag
letters-title = Brev om förslag
letters-lead = Du får brev när något händer med förslag som du stöder eller följer: när de får svar, när de beslutas och när de blir gjorda.
letters-on = I varje brev finns en länk för att sluta få brev om just det förslaget. Här kan du stänga av alla på en gång. Brev om förslag som du själv har lämnat kommer ändå, och brev om ditt konto.
letters-stop-all = Stäng av alla brev om förslag
letters-stopped-title = Breven är avstängda
letters-stopped = Du får inga brev om förslag som du stöder eller följer. Brev om förslag som du själv har lämnat kommer ändå, och brev om ditt konto.
letters-begin = Få brev igen
letters-no-address-title = Vi har ingen e-postadress till dig
letters-no-address = Därför kommer inga brev. Det du följer hittar du här nedanför.
letters-followed = Det du följer
letters-supported = Bara du ser den här listan. Förslag som du stöder finns på en egen sida:
letters-empty-title = Du följer inget än
letters-empty = Under stödet på ett förslags sida finns knappen Följ. Då får du veta vad som händer utan att du behöver stödja det.
letters-one-stopped = Breven är avstängda
letters-about = ({ $title })
flash-letters_stopped = Du får inga fler brev om förslag.
flash-letters_again = Du får brev om förslag igen.

## /avsluta
mail-stop-line = Vill du inte ha fler brev om det här förslaget? Sluta få dem: { $link }
stop-title = Sluta få brev
stop-about = Det gäller brev om förslaget ”{ $title }”.
stop-about-hidden = Det gäller brev om ett förslag som inte är offentligt längre.
stop-support = Ditt stöd är kvar och räknas som förut.
stop-opposition = Din röst emot är kvar och räknas som förut.
stop-this = Sluta få brev om förslaget
stop-all = Stäng av alla brev om förslag
stop-done-title = Du får inga fler brev om förslaget
stop-done-all-title = Du får inga fler brev om förslag
stop-done-all = Det gäller alla förslag som du stöder eller följer.
stop-again = Ångrar du dig? Logga in och välj på
stop-others = Brev om ditt konto, och om förslag som du själv har lämnat, kommer ändå.
stop-to-proposal = Läs förslaget
held-follow = Det du följer
held-follow-why = Så att du får brev om det, och inga brev om du har sagt nej till dem. Ingen annan ser vad du följer.

## Flöden
feed-list = Nära { $place }: förslag
feed-answers = Nära { $place }: { $what }
feed-case = { $title } – Nära
feed-link = Flöde (Atom)
feed-instead = Vill du följa utan konto, i ett program som läser flöden?
feed-list-instead = Följ listan utan konto, i ett program som läser flöden:
