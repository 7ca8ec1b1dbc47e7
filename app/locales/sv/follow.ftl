## Få veta vad som händer
follow-title = Få veta vad som händer
follow-not = Få veta om varje steg för förslaget. Du behöver inte stödja det.
follow-start = Följ
follow-on = Du följer och får veta om varje steg.
follow-stop = Sluta följa
follow-supports = Du stöder. Därför får du veta när det kommer svar och beslut, när det rapporteras hur det går och om det blir försenat. Den som följer får veta om varje steg.
follow-stop-letters = Sluta få brev
follow-stopped = Du stöder, men har valt att inte få brev om det här.
follow-opposes = Du har röstat emot och får därför veta när det kommer svar och beslut, när det rapporteras hur det går och om det blir försenat. Den som följer får veta om varje steg.
follow-opposes-stopped = Du har röstat emot, men har valt att inte få brev om det här.
follow-resume = Få brev igen
follow-no-address = Vi har ingen e-postadress till dig. Det som händer finns i din lista Händelser.
follow-all-stopped = Du har stängt av alla brev om förslag.
follow-to-letters = Se dina val
follow-choose = Välj hur ofta du får brev
flash-following = Du följer och får veta om varje steg.
flash-unfollowed = Du får inga fler brev om det.

## /konto/aviseringar
account-followed = Du följer
account-followed-count = { $count ->
    [0] inga förslag
    [one] { $count } förslag
   *[other] { $count } förslag
}
account-letters-link = Aviseringar
choices-title = Aviseringar
choices-lead = Här väljer du hur ofta du får brev om det som händer. Allt finns också i din lista:
choices-paces = Hur ofta vill du få brev?
choices-paces-lead = Samlade brev kommer klockan 7 på morgonen, veckobrevet på måndagar. Har inget hänt kommer inget brev. Det du redan har läst i listan är inte med.
choices-answers = Svar och beslut
choices-answers-hint = Om förslag som du stöder, har röstat emot eller följer, om frågor som du följer, och från nämnder och personer som du följer.
choices-steps = Varje steg
choices-steps-hint = Om förslag som du följer: möten, remisser, vad förtroendevalda säger.
choices-replies = Inlägg och svar till dig
choices-replies-hint = Inlägg om dina egna förslag, och svar på det du har skrivit, också under frågor till kommunen. Går samtalet vidare under ett svar får både den som skrev det och den som får svar veta det.
choices-new = Nya förslag
choices-new-hint = I ämnen och områden som du följer.
pace-at_once = Genast
pace-daily = En gång om dagen
pace-weekly = En gång i veckan
pace-never = Aldrig
choices-save = Spara
choices-always = Det här kommer alltid
choices-always-own = Om förslag som du själv har lämnat: kvittot, frågor till dig, svaret och beslutet. Det ska kommunen meddela dig.
choices-always-account = Om ditt konto: koder, lösenord och inloggningar.
choices-always-work = Om uppdrag och ärenden, för den som har sådana i kommunen.
flash-paces_saved = Dina val är sparade.
letters-on = I varje brev finns en länk för att sluta få sådana brev. Här kan du stänga av alla brev om förslag på en gång. Det som alltid kommer, kommer ändå.
letters-stop-all = Stäng av alla brev om förslag
letters-stopped-title = Breven är avstängda
letters-stopped = Du får inga brev om förslag som du stöder eller följer. Brev om förslag som du själv har lämnat kommer ändå, och brev om ditt konto. Det som händer finns i din lista.
letters-begin = Få brev igen
letters-no-address-title = Vi har ingen e-postadress till dig
letters-no-address = Därför kommer inga brev. Det som händer finns i din lista.
letters-followed = Förslag som du följer
letters-supported = Bara du ser den här listan. Förslag som du stöder finns på en egen sida:
letters-empty-title = Du följer inget förslag än
letters-empty = Under stödet på ett förslags sida finns knappen Följ. Då får du veta vad som händer utan att du behöver stödja det.
letters-one-stopped = Breven är avstängda
letters-about = ({ $title })
flash-letters_stopped = Du får inga fler brev om förslag.
flash-letters_again = Du får brev om förslag igen.

## Ämnen, områden, nämnder och personer
watch-title = Ämnen, områden, nämnder, personer och frågor
watch-lead = Bara du ser vad du följer. Knappen finns på listorna, när du har valt ett ämne, ett område, en nämnd eller en person, och på sidan med frågor till kommunen:
watch-none = Du följer inget sådant än.
watch-kind-topic = Ämne
watch-kind-district = Område
watch-kind-body = Nämnd
watch-kind-person = Person med uppdrag i kommunen
watch-kind-question = Frågor till kommunen
watch-question = Frågor till kommunen
watch-start = Följ { $name }
watch-stop = Sluta följa { $name }
flash-watching = Du följer det nu. Hur ofta du får brev väljer du under Aviseringar.
flash-unwatched = Du följer det inte längre.

## /konto/handelser
happened-title = Händelser
happened-lead = Det som har hänt med det du har lämnat, stöder eller följer, och svar till dig. Bara du ser listan. Det som är äldre än { $days } dagar tas bort.
happened-choose = Välj hur ofta du får brev
happened-read-all = Markera alla som lästa
happened-new = Ny
happened-empty-title = Inget har hänt än
happened-empty = Stöd eller följ ett förslag, så ser du här vad som händer med det.
flash-all_read = Alla är markerade som lästa.
account-unread = { $count ->
    [0] inget nytt
    [100] minst 100 nya
    [one] 1 ny
   *[other] { $count } nya
}
account-unread-link = Se händelser
nav-news = { $count ->
    [100] Minst 100 nya händelser
    [one] 1 ny händelse
   *[other] { $count } nya händelser
}
news-line-by = { $line } ({ $who })
news-reply = Svar på ett inlägg
news-comment = Nytt inlägg
news-published-proposal = Nytt förslag
news-published-idea = Ny idé
news-published-problem = Nytt problem
news-question-answer = { $which } har fått svar
news-question-part = { $which } har fått svar på en del
news-question-correct = { $which }: svaret är rättat
held-news = Det du har fått veta
held-news-why = Så att listan Händelser visar vad som är nytt, och så att du inte får veta samma sak två gånger.

## Samlade brev
mail-collected-one-subject = Det här har hänt: { $title }
mail-collected-both-subject = { $count ->
    [one] Det här har hänt med { $count } sak du följer
   *[other] Det här har hänt med { $count } saker du följer
}
mail-collected-subject = { $count ->
    [one] Det här har hänt med { $count } förslag
   *[other] Det här har hänt med { $count } förslag
}
mail-collected-line = { $date }: { $line }
mail-collected-comment = Läs inlägget: { $link }
mail-collected-read = Läs mer: { $link }
mail-collected-more = { $count ->
    [one] Och { $count } händelse till.
   *[other] Och { $count } händelser till.
}
mail-collected-body =
    { $hello }

    Det här har hänt.

    { $news }

    { $more }

    Allt finns i din lista: { $list }
    Välj hur ofta du får brev: { $choose }

    Hälsningar
    Nära i { $place }
    { $url }
mail-stop-collected = Vill du inte ha fler samlade brev? Sluta få dem: { $link }

## /avsluta
mail-stop-line = Vill du inte ha fler brev om det här förslaget? Sluta få dem: { $link }
stop-title = Sluta få brev
stop-about = Det gäller brev om förslaget ”{ $title }”.
stop-about-hidden = Det gäller brev om ett förslag som inte är offentligt längre.
stop-about-collected = Det gäller brev som samlar det som har hänt.
stop-collected = Sluta få samlade brev
stop-done-collected-title = Du får inga fler samlade brev
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
held-follow-why = Så att du får veta vad som händer, så ofta som du har valt, och inga brev om du har sagt nej till dem. Ingen annan ser vad du följer.

## Flöden
feed-list = Nära { $place }: förslag
feed-answers = Nära { $place }: { $what }
feed-case = { $title } – Nära
feed-link = Flöde (Atom)
feed-instead = Vill du följa utan konto, i ett program som läser flöden?
feed-list-instead = Följ listan utan konto, i ett program som läser flöden:
