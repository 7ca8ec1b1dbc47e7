### Frågor till kommunen: listan, formuläret, sidan med svar till varje nummer, och stegen i tjänsten.

questions-title = Frågor
questions-lead = Fråga kommunen om vad du vill. Frågorna står här ord för ord, med ett svar till varje nummer.
questions-ask = Ställ frågor
questions-which = Vilka frågor
questions-open = Väntar på svar
questions-answered = Besvarade
questions-none-open = Inga frågor väntar på svar.
questions-none-answered = Inga frågor är besvarade än.
questions-unread = Läses först
questions-unread-lead = Ingen annan ser de här än. En moderator läser dem innan de publiceras.
questions-count = { $count ->
    [one] { $answered } av { $count } fråga besvarad
   *[other] { $answered } av { $count } frågor besvarade
}
questions-count-follow_ups = { $count ->
    [one] { $answered } av { $count } följdfråga besvarad
   *[other] { $answered } av { $count } följdfrågor besvarade
}
questions-late = Svaret är försenat
questions-state-reading = Läses
questions-state-refused = Publiceras inte
questions-state-open = Väntar på svar
questions-state-answered = Besvarade
questions-number-state-reading = Läses
questions-number-state-refused = Dold
questions-number-state-waits = Väntar på svar
questions-number-state-passed_on = Skickad vidare
questions-number-state-partly = Delvis besvarad
questions-number-state-answered = Besvarad
questions-day = Svar utlovat senast { $date }
questions-day-late = Svaret skulle ha kommit senast { $date }
questions-by-organisation = { $organisation }, genom { $name }
questions-asked-by = Frågor från { $who }
questions-number = Fråga { $number }
questions-number-follow_up = Följdfråga till fråga { $number }
questions-follow_up = Följdfråga

## Att fråga
questions-ask-lead = Skriv en fråga eller flera. Varje fråga får ett nummer och ett eget svar.
questions-verbatim = Frågorna visas precis som du skriver dem. Högst { $max } tecken i varje. Tomma fält räknas inte.
questions-more = Lägg till en fråga
questions-send = Skicka frågorna
questions-back-list = Till alla frågor
questions-then-read = En moderator läser frågorna. Kritik får stå kvar, också hård. Det som bryter mot en regel publiceras inte, och du får veta varför.
questions-then-public = Sedan kan alla läsa dem, med ditt visade namn. Du kan inte ändra dem efteråt.
questions-then-answer = Från den dagen har kommunen { $days } arbetsdagar på sig att svara. Du får ett brev när något händer.
field-questions-heading = Vad handlar det om?
field-questions-heading-hint = En rubrik på en rad, till exempel ”Kommunens sociala medier”.
field-questions-introduction = Inledning
field-questions-introduction-hint = Om något behöver förklaras innan frågorna.
field-questions-organisation = Organisation
field-questions-organisation-hint = Om du frågar för en tidning, en förening eller ett företag. Ditt visade namn står bredvid.

## Där frågorna står
questions-reading-means = En moderator läser frågorna innan andra kan se dem. Bara den som frågar och moderatorerna ser den här sidan.
questions-refused-means = Andra kan inte läsa frågorna. Den som frågade kan begära att någon annan läser dem igen.
questions-taken = { $who } ser till att frågorna får svar.
questions-delayed = Svaren kommer senare, senast { $date }
questions-passed_on = Skickad vidare till { $to }.
questions-answer-part = Svar på en del av frågan – inget beslut
questions-replaced = Så stod det först.
questions-entered-by = Infört av { $name }
questions-same = Samma fråga
questions-same-stop = Inte längre min fråga
questions-same-mine = Det här är din fråga också.
questions-same-count = { $count ->
    [one] { $count } har samma fråga
   *[other] { $count } har samma fråga
}
questions-follow_up-ask = Ställ en följdfråga
questions-follow_up-send = Skicka följdfrågan
questions-follow_up-then = En moderator läser följdfrågan innan den publiceras här.
field-questions_follow_up-text = Följdfråga
questions-report-above = rubriken och inledningen
questions-discuss = Skriv om det i diskussionen
questions-hidden-mine = Läs varför, och begär att någon annan läser den igen
questions-hidden-case = Så beslutades det
questions-fact = Rättelse från kommunen
questions-fact-source = Källa:

## Steg i tjänsten
questions-office = I tjänsten
questions-about = Det här gäller det
questions-back = Tillbaka till frågorna
questions-overtaken = Någon annan hann före. Läs vad som hände, och skicka sedan om det fortfarande behövs.
questions-meanwhile = Det här hände medan du skrev

questions-step-publish = Publicera
questions-step-publish-help = Du har läst texten och den bryter inte mot någon regel.
questions-step-publish-then = Alla kan läsa den, och dagen för svar börjar räknas. Den som frågade får ett brev.
questions-step-publish-done = Läst och publicerad
questions-step-refuse = Publicera inte
questions-step-refuse-help = Texten bryter mot en regel. Kritik och åsikter får stå kvar, också hårda.
questions-step-refuse-then = Texten förseglas och andra kan inte läsa den. Regeln står kvar i dess ställe. Den som frågade får ett brev med skälet och kan begära att någon annan än du läser igen.
questions-step-refuse-done = Får inte läsas av andra
questions-step-fact = Rätta ett påstående
questions-step-fact-help = När frågan påstår något som inte stämmer. Frågans ord ändras inte, och åsikter rättas inte.
questions-step-fact-then = Rättelsen visas direkt vid texten, med ditt namn, dagen och källan. Den kan inte ändras efteråt. Den som frågade får ett brev.
questions-step-fact-done = Rättade ett påstående
questions-step-take = Ta hand om frågorna
questions-step-take-help = Du ser till att varje nummer får svar, av dig eller av någon annan.
questions-step-take-then = Ditt namn och din titel står vid frågorna.
questions-step-take-done = Tog hand om frågorna
questions-step-delay = Lova en annan dag
questions-step-delay-help = Svaren hinner inte komma i tid. Säg varför, och när de kommer.
questions-step-delay-then = Alla ser den nya dagen och skälet. Den som frågade får ett brev.
questions-step-delay-done = Lovade en annan dag
questions-step-pass_on = Skicka vidare
questions-step-pass_on-help = Någon annan vet svaret. Alla ser vem som fick frågan.
questions-step-pass_on-then = Alla ser vem frågan skickades till. Den som frågade får ett brev. Svaret förs in här när det kommer.
questions-step-pass_on-done = Skickade vidare
questions-step-answer = Svara
questions-step-answer-more = Svara på resten
questions-step-answer-help = Svara på det som frågas, med fakta. Svaret är kommunens och inget beslut.
questions-step-answer-then = Svaret publiceras direkt under frågan. Den som frågade får ett brev inom en timme. Ett fel rättas med en ny version, och den gamla står kvar.
questions-step-answer-done = Svarade
questions-step-correct = Rätta svaret
questions-step-correct-help = Skriv svaret som det ska vara, och vad som var fel.
questions-step-correct-then = Det nya svaret visas, med skälet. Det gamla står kvar och är märkt. Den som frågade får ett brev.
questions-step-correct-done = Rättade svaret

field-questions_refuse-rule = Vilken regel bryter den mot?
field-questions_refuse-reason = Varför?
field-questions_refuse-reason-hint = Den som frågade läser det. Citera inte det som ska bort.
field-questions_fact-text = Så här är det
field-questions_fact-text-hint = Säg i några meningar vad som stämmer. Högst 1000 tecken. Upprepa ingen annans uppgifter.
field-questions_fact-source_url = Källa
field-questions_fact-source_url-hint = En webbadress där alla kan se att det stämmer.
field-questions_delay-answer_by = Svar senast
field-questions_delay-reason = Varför dröjer det?
field-questions_pass_on-to = Vem ska svara?
field-questions_pass_on-to-hint = En förvaltning, en nämnd, ett bolag eller någon utanför kommunen.
field-questions_pass_on-note = Varför, och vad händer nu?
field-questions_answer-extent = Hur mycket av frågan svarar du på?
field-questions_answer-text = Svar
field-questions_answer-answered_by = Vem svarar, om det inte är du?
field-questions_answer-answered_by-hint = Namn och titel, eller en förvaltning. Du står som den som förde in svaret.
field-questions_correct-text = Svaret som det ska vara
field-questions_correct-reason = Vad var fel?
choice-extent-full = Hela frågan
choice-extent-full-meaning = Numret är besvarat.
choice-extent-part = En del av frågan
choice-extent-part-meaning = Numret väntar på resten.
choice-rule-personal_data = Personuppgifter
choice-rule-hate = Hat och kränkningar
choice-rule-threat = Hot
choice-rule-unlawful = Olagligt innehåll
choice-rule-spam = Reklam och skräp

not_now-other_duty = Du skrev det i en annan roll än den du har nu. Skriv ett nytt inlägg i stället.
not_now-own_comment = Det är ditt eget inlägg.
not_now-own_question = Det är din egen fråga. Någon annan får göra det här.
not_now-question_elsewhere = Frågan är inte i det läge där det här görs. Den kan vara besvarad, dold eller inte läst än.

flash-questions_asked = Tack! Frågorna är skickade. En moderator läser dem först.
flash-questions_follow_up = Tack! Följdfrågan är skickad. En moderator läser den först.
flash-questions_same = Nu syns det att fler har samma fråga.
flash-questions_same_off = Borttaget.
flash-questions_step = Klart.

## Hos moderatorn och på arbetsbordet
questions-to-read = { $count ->
    [one] { $count } fråga väntar på att läsas
   *[other] { $count } frågor väntar på att läsas
}

## Brev till den som frågade
mail-questions_publish-subject = Det du frågade är publicerat
mail-questions_publish-body =
    { $hello }

    Det du frågade under ”{ $heading }” är läst, och nu kan alla se det. Svar är utlovat senast { $text }.

    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
questions-told-answer = Svar:
questions-told-part = Svar på en del av frågan:
questions-told-correct = Rättat svar:
questions-told-fact = Rättelse från kommunen vid det du skrev:
questions-stop-title = Sluta få brev
questions-stop-lead = Det gäller brev om svar på de här frågorna. Du har sagt att de är dina också.
questions-stop-button = Sluta få brev om frågorna
questions-stop-done = Du får inga fler brev om frågorna
questions-stop-kept = Att frågan är din också räknas som förut.
mail-questions_told-subject = { $answers ->
    [0] Nytt om det du frågade
    [one] Du har fått svar på en fråga
   *[other] Du har fått { $answers } svar på det du frågade
}
mail-questions_told-body =
    { $hello }

    Det här har hänt med det du frågade under ”{ $heading }”. Ett svar är inget beslut.

    { $news }

    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-questions_told_others-subject = { $answers ->
    [one] Svar på en fråga som är din också
   *[other] { $answers } svar på frågor som är dina också
}
mail-questions_told_others-body =
    { $hello }

    Du har sagt att det är din fråga också. Nu finns det svar under ”{ $heading }”. Ett svar är inget beslut.

    { $news }

    { $link }

    Vill du inte ha fler brev om de här frågorna? Sluta få dem: { $stop }

    Hälsningar
    Nära i { $place }
    { $url }

questions-latest = Svar på frågor
questions-feed = Följ svaren utan konto, i ett program som läser flöden:
feed-questions = Nära { $place }: svar på frågor
questions-desk = { $count ->
    [one] 1 fråga till kommunen väntar på svar
   *[other] { $count } frågor till kommunen väntar på svar
}
questions-desk-days = { $days ->
    [0] Nästa svar är utlovat i dag.
    [one] Nästa svar är utlovat { $date }, om 1 dag.
   *[other] Nästa svar är utlovat { $date }, om { $days } dagar.
}
questions-desk-late = { $count ->
    [one] 1 svar är försenat. Det skulle ha kommit { $date }, för { $days } dagar sedan.
   *[other] Svaren under { $count } rubriker är försenade. Det äldsta skulle ha kommit { $date }, för { $days } dagar sedan.
}

## Att söka
questions-search = Sök bland frågor och svar
questions-found-title = ”{ $text }” bland frågorna
questions-found = { $count ->
    [one] { $count } träff på ”{ $text }” bland frågor och svar
   *[other] { $count } träffar på ”{ $text }” bland frågor och svar
}
questions-found-none = Ingen fråga och inget svar har orden ”{ $text }”.
questions-found-beside = Frågor till kommunen
questions-found-all = { $count ->
    [one] Visa { $count } fråga som har orden
   *[other] Visa alla { $count } som har orden
}
questions-newest = Nya frågor till kommunen

## Att följa
questions-follow = Följ de här frågorna
questions-follow-stop = Sluta följa de här frågorna
questions-follow-means = Du får veta när en fråga får svar, eller när ett svar rättas. Bara du ser vad du följer.
