### Att anmäla en text, och vad som händer sedan.

not_now-text_hidden = Texten är dold.
not_now-needs_another = Den som dolde texten kan inte själv visa den igen. En annan moderator får läsa och bestämma.
not_now-appeal_over = Tiden för att begära omprövning har gått ut. Det du skrev står kvar längre ner, så att du kan ta med det.
not_now-appealed_before = Du har redan begärt omprövning av den här texten. Det går en gång. Det du skrev nu står kvar längre ner.
not_now-text_shown = Texten visas igen. Du behöver inte begära något mer.

## Att anmäla
report_text-link = Anmäl
report_text-title = Anmäl en text
report_text-lead = Du behöver inget konto, och den som skrev får inte veta vem du är. Om texten handlar om dig räcker det att säga det.
report_text-this = Det här anmäler du: { $what } av { $name }
report_text-reason = Vad är fel med texten?
report_text-words = Vill du säga något mer?
report_text-words-hint = Till exempel ”det handlar om mig”. Högst { $max } tecken.
report_text-privacy = Det du skriver läses av kommunens moderatorer. Är texten skriven i en grupp läser gruppens ledare det också. Efter avslutad anmälan sparas vem som anmälde, och orden, i högst 90 dagar.
report_text-send = Skicka anmälan
report_text-back = Tillbaka till texten
report_text-before = Du har anmält texten
report_text-before-then = Ingen har bestämt något än. Du behöver inte göra något mer.
report_text-hidden = Texten är redan dold

report_reason-personal_data = Den berättar vem någon är
report_reason-personal_data-means = Till exempel ett barns namn, en adress, ett telefonnummer eller något privat om någon.
report_reason-hate = Den kränker eller hatar
report_reason-hate-means = Elakheter mot en person, eller hets mot en grupp.
report_reason-threat = Den hotar någon
report_reason-threat-means = Är någon i fara nu: ring 112.
report_reason-unlawful = Den är olaglig på något annat sätt
report_reason-unlawful-means = Till exempel någon annans text, eller något som uppmanar till brott.
report_reason-spam = Den är reklam eller skräp
report_reason-spam-means = Det har inget med saken att göra.
report_reason-other = Något annat
report_reason-other-means = Säg gärna vad. Åsikter och kritik får stå kvar, också hårda.

reported-title = Tack för din anmälan
reported-in = Anmälan har kommit in
reported-by = Någon läser den senast { $date }.
reported-then = Det här händer nu
reported-then-reads = En moderator på kommunen läser texten. Är den skriven i en grupp kan gruppens ledare läsa den tidigare.
reported-then-hides = Bryter den mot en regel döljs den, och det står vilken regel. Annars står den kvar.
reported-then-who = Den som skrev får veta varför, men inte vem som anmälde.
reported-told = Du ser vad det blev på din sida ”Mitt konto”, och får ett brev om du har en e-postadress.
reported-told-member = Du ser vad det blev på din egen sida.
reported-told-not = Du är inte inloggad, så vi kan inte berätta för dig vad det blev. Titta gärna tillbaka.
reported-hurry = Är någon i fara, ring 112.
reported-hurry-contact = Är det annars bråttom, skriv till

## Där en text är dold
hidden-rule-personal_data = personuppgifter
hidden-rule-hate = hat och kränkningar
hidden-rule-threat = hot
hidden-rule-unlawful = olagligt innehåll
hidden-rule-spam = reklam och skräp
hidden-rule-other = något annat
hidden-line = Dold enligt regeln om { $rule }, { $date }
hidden-why = Texten bröt mot en av webbplatsens regler. Den som skrev har fått veta varför och kan begära att någon annan läser den igen. Allt annat på sidan står kvar.

## De som läser
nav-reported = Anmält
moderate-title = Anmälda texter
moderate-lead = Hot och fara står först, sedan omprövningar och det som väntat längst. Åsikter och kritik får stå kvar, också hårda. Dölj bara det som bryter mot en regel.
moderate-empty-title = Inget väntar
moderate-empty = Det finns inga anmälningar att läsa.
moderate-appealed = Att ompröva
moderate-appeal = Omprövning
moderate-appeal-waited = { $days ->
    [0] begärd i dag
    [one] har väntat i 1 dag
   *[other] har väntat i { $days } dagar
}
moderate-waits = Att läsa
moderate-hidden = Dolda texter
moderate-line = { $what } av { $name }
moderate-since = Anmäld
moderate-since-unreported = Dold
moderate-by = ska läsas senast { $date }
moderate-late = skulle ha lästs { $date }
moderate-count = { $count ->
    [0] Dold utan anmälan
    [one] 1 anmälan: { $reasons }
   *[other] { $count } anmälningar: { $reasons }
}
moderate-state-open = Väntar
moderate-state-left = Står kvar
moderate-state-hidden = Dold
moderate-state-shown = Visas igen
moderate-text = Texten
moderate-there = Se texten där den står
moderate-sealed-title = Texten är dold
moderate-sealed = Den är förseglad. Bara moderatorer kan läsa den.
moderate-reports = { $count ->
    [0] Ingen anmälan
    [one] 1 anmälan
   *[other] { $count } anmälningar
}
moderate-reports-who = Vem som anmält visas för ingen.
moderate-done = Vad som gjorts
moderate-did-leave = Står kvar.
moderate-did-hide = Dold enligt regeln om
moderate-did-unhide = Visas igen.
moderate-did-uphold = Beslutet att dölja står fast.
moderate-settle = Bestäm
moderate-stays = Det här ska stå kvar: kritik mot kommunen och politiker, åsikter du inte delar, stavfel.
moderate-step = Vad ska hända med texten?
moderate-leave = Låt den stå kvar
moderate-leave-means = Den bryter inte mot någon regel. Den som anmälde får veta varför.
moderate-hide = Dölj den
moderate-hide-means = Den försvinner överallt där allmänheten kan läsa, och förseglas. Inget raderas. Den som skrev får veta varför.
moderate-rule = Vilken regel bryter den mot?
moderate-rule-hint = Bara om du döljer den.
moderation-typed = Det du skrev nu
moderate-reason = Varför?
moderate-reason-hint = Den som skrev och de som anmälde läser det. Skriv inget om vem som anmält, och citera inte det som ska bort. Högst { $max } tecken.
moderate-send = Bestäm
moderate-unhide = Visa texten igen
moderate-unhide-means = Den bryter inte mot någon regel. Den kommer tillbaka precis som den var. En fråga som aldrig publicerats publiceras.
moderate-unhide-send = Visa igen
moderate-uphold = Låt beslutet stå fast
moderate-uphold-means = Texten bryter mot regeln och förblir dold.
moderate-again = Bestäm om omprövningen
moderate-again-hint = Den som skrev texten läser det. Skriv inget om vem som anmält. Högst { $max } tecken.
moderate-appeal-asked = Den som skrev texten begärde omprövning
moderate-appeal-forgotten = Vad som skrevs finns inte kvar.
moderate-appeal-still = Texten ska läsas igen ändå.
moderate-appeal-moderator = Den som skrev texten har begärt att någon annan läser den igen. En moderator bestämmer.
moderate-appeal-another-title = En annan moderator bestämmer
moderate-appeal-another = Du dolde texten. Därför läser någon annan den igen.

flash-text_left = Texten står kvar. De som anmälde får veta varför.
flash-text_hidden = Texten är dold. Den som skrev får veta varför.
flash-text_shown = Texten visas igen.
flash-text_upheld = Beslutet står fast. Den som skrev får veta varför.
flash-appealed = Din begäran har kommit in. Någon annan än den som dolde texten läser den igen.
log-what-text_left = Låtit en anmäld text stå kvar
log-what-text_hidden = Dolt en text
log-what-text_shown = Visat en dold text igen
log-what-text_upheld = Omprövat en dold text, som förblir dold
deed-text_left = { $who } lät en anmäld text stå kvar (anmälan nummer { $case }).
deed-text_hidden = { $who } dolde en text (anmälan nummer { $case }).
deed-text_shown = { $who } visade en dold text igen (anmälan nummer { $case }).
deed-text_upheld = { $who } läste en dold text igen och lät den förbli dold (anmälan nummer { $case }).

## Egna sidor
my_hidden-title = Något du skrev är dolt: { $what }
my_hidden-appeal = Håller du inte med? Då kan du begära att någon annan läser texten igen, senast { $date }.
my_hidden-waits = Du har begärt omprövning. Någon annan än den som dolde texten läser den igen.
my_hidden-asked = Det här skrev du
my_hidden-upheld = Den har lästs igen, av någon annan än den som dolde den. Beslutet står fast:
my_hidden-over = Tiden för att begära omprövning gick ut { $date }. Vill du ändå säga något, skriv till kommunen och säg att det gäller anmälan nummer { $number }.
my_hidden-over-member = Tiden för att begära omprövning gick ut { $date }. Vill du ändå säga något, prata med din ledare och säg att det gäller anmälan nummer { $number }. Du kan också skriva till kommunen.
my_shown-title = Något du skrev visas igen: { $what }
my_hidden-there = Se hur det ser ut nu
my_reports-title = Det du har anmält
my_reports-at = Du anmälde
my_reports-by = Någon läser senast { $date }.
group-reported = Anmälda texter
group-reported-lead = Någon har anmält något som en medlem skrev. Du kan dölja det. Tycker du att det ska stå kvar bestämmer en moderator.
reported-kind-comment = Kommentar
reported-kind-idea = Idé
reported-kind-problem = Problem
reported-kind-proposal = Medborgarförslag
reported-kind-questions = Rubrik och inledning till frågor

## Att begära omprövning
appeal-title = Begär omprövning
appeal-own = Din sida
appeal-is = Därför är texten dold
appeal-was = Därför var texten dold
appeal-text = Det du skrev: { $what }
appeal-form = Be någon annan läsa igen
appeal-lead = Den som läser igen är någon annan än den som dolde texten. Du kan begära det en gång, senast { $date }.
appeal-words = Vad ska läsas igen, och varför?
appeal-words-hint = Till exempel vad du menade, eller vad du tycker har missförståtts. Högst { $max } tecken.
appeal-privacy = Det du skriver läses av kommunens moderatorer. Det sparas i högst 90 dagar efter att de har bestämt sig.
appeal-send = Skicka begäran
appeal-about = Omprövning
appeal-now = Läget nu
appeal-waits = Din begäran har kommit in
appeal-waits-then = Någon annan än den som dolde texten läser den igen. Du ser här och på din sida vad det blir, och får ett brev om du har en e-postadress.
appeal-sent = Skickad
appeal-over-title = Tiden har gått ut
appeal-answer-title = Så här blev det
appeal-upheld = Beslutet står fast: texten är dold
appeal-shown = Texten visas igen
appeal-asked = Det här skrev du när du begärde omprövning

## Vad alla får veta
moderation_log-link = Så modererar vi
moderation_log-title = Så modererar vi
moderation_log-lead = Åsikter och kritik får stå kvar, också hårda. Det som bryter mot en regel döljs, och den som skrev får veta varför.
moderation_log-rules = Det här döljs
moderation_log-rule-personal_data = Personuppgifter
moderation_log-rule-personal_data-means = Texten berättar vem ett barn eller en annan privatperson är, var någon bor eller något annat privat.
moderation_log-rule-hate = Hat och kränkningar
moderation_log-rule-hate-means = Texten är elak mot en person eller hetsar mot en grupp.
moderation_log-rule-threat = Hot
moderation_log-rule-threat-means = Texten hotar någon.
moderation_log-rule-unlawful = Olagligt innehåll
moderation_log-rule-unlawful-means = Texten är ett brott på något annat sätt, eller tillhör någon annan.
moderation_log-rule-spam = Reklam och skräp
moderation_log-rule-spam-means = Texten är reklam eller har inget med saken att göra.
moderation_log-stays = Det här står kvar
moderation_log-stays-what = Kritik mot kommunen och mot politiker i deras uppdrag, åsikter som få delar, och stavfel. Det kommunen själv säger rättas öppet och döljs aldrig.
moderation_log-how = Så går det till
moderation_log-how-report = Vem som helst kan anmäla en text med länken Anmäl, också utan konto.
moderation_log-how-read = En moderator på kommunen ska läsa den senast nästa arbetsdag. Är den skriven i en grupp kan gruppens ledare dölja den tidigare.
moderation_log-how-hide = Döljs texten står regeln och dagen kvar i dess ställe. Texten förseglas. Inget raderas.
moderation_log-how-told = Den som skrev får veta regeln och skälet. Vem som anmälde får ingen veta.
moderation_log-how-appeal = Den som skrev kan begära omprövning inom { $days } dagar. Då läser någon annan än den som dolde texten. Den kan visas igen precis som den var.
moderation_log-how-forget = Vem som anmälde eller begärde omprövning, och orden, glöms { $days } dagar efter att det är avgjort. Beslutet och skälet sparas.
moderation_log-months = Månad för månad
moderation_log-months-lead = De senaste { $count } månaderna, med den här. Bara antal: inget här leder till en text eller till någon som skrev.
moderation_log-empty = Ingen text har dolts, och ingen anmäld text har lästs, de senaste { $count } månaderna.
moderation_log-month = I { $month } { $year }
moderation_log-column-rule = Regel
moderation_log-column-hidden = Dolda
moderation_log-column-shown = Visas igen
moderation_log-column-shown_on_appeal = Varav efter omprövning
moderation_log-column-upheld = Omprövade, förblir dolda
moderation_log-left = { $count ->
    [0] Ingen anmäld text fick stå kvar som den var.
    [one] 1 anmäld text fick stå kvar som den var.
   *[other] { $count } anmälda texter fick stå kvar som de var.
}
moderation_log-days = { $days ->
    [0] Omprövningar: hälften var klara samma dag.
    [one] Omprövningar: hälften var klara inom 1 dag.
   *[other] Omprövningar: hälften var klara inom { $days } dagar.
}

## Brev
mail-text_hidden-subject = Något du skrev är dolt
mail-text_hidden-body =
    { $hello }

    { $line }. Det du skrev finns kvar hos kommunen, men andra kan inte läsa det.

    Så här skriver den som bestämde det:
    { $reason }

    Håller du inte med? Begär omprövning senast { $until }. Då läser någon annan än den som dolde texten. Du gör det här, och behöver logga in: { $appeal }

    Så ser det ut nu: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-text_shown-subject = Det du skrev visas igen
mail-text_shown-body =
    { $hello }

    En text av dig var dold. En annan moderator har läst den igen, och nu visas den som förut.

    Så här skriver den som bestämde det:
    { $reason }

    Här står den: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-text_upheld-subject = Det du skrev är fortfarande dolt
mail-text_upheld-body =
    { $hello }

    Du har begärt omprövning av en text som är dold. Någon annan än den som dolde den har läst den igen. Beslutet står fast: texten är dold.

    Så här skriver den som bestämde det:
    { $reason }

    Svara inte på det här brevet. Undrar du något, skriv till kommunen{ $contact } och säg att det gäller anmälan nummer { $number }.

    Allt som hör till det: { $appeal }

    Hälsningar
    Nära i { $place }
    { $url }
mail-report_left-subject = Texten du anmälde står kvar
mail-report_left-body =
    { $hello }

    En moderator har läst en text som du anmälde. Den står kvar.

    Så här skriver den som bestämde det:
    { $reason }

    Här står den: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-report_hidden-subject = Texten du anmälde är dold
mail-report_hidden-body =
    { $hello }

    En text som du anmälde bröt mot en regel. Den är dold. Tack för att du sa till.

    Så här skriver den som bestämde det:
    { $reason }

    Så ser det ut nu: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
