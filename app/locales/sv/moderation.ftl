### Att anmäla en text, och vad som händer sedan.

not_now-text_hidden = Texten är dold.
not_now-needs_another = Den som dolde texten kan inte själv visa den igen. En annan moderator får läsa och bestämma.

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
hidden-why = Texten bröt mot en av webbplatsens regler. Den som skrev har fått veta varför och kan be att någon annan läser den igen. Allt annat på sidan står kvar.

## De som läser
nav-reported = Anmält
moderate-title = Anmälda texter
moderate-lead = Det som väntat längst står först. Åsikter och kritik får stå kvar, också hårda. Dölj bara det som bryter mot en regel.
moderate-empty-title = Inget väntar
moderate-empty = Det finns inga anmälningar att läsa.
moderate-waits = Att läsa
moderate-hidden = Dolda texter
moderate-line = { $what } av { $name }
moderate-since = Anmäld
moderate-by = ska läsas senast { $date }
moderate-late = skulle ha lästs { $date }
moderate-count = { $count ->
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
    [one] 1 anmälan
   *[other] { $count } anmälningar
}
moderate-reports-who = Vem som anmält visas för ingen.
moderate-done = Vad som gjorts
moderate-did-leave = Står kvar.
moderate-did-hide = Dold enligt regeln om
moderate-did-unhide = Visas igen.
moderate-settle = Bestäm
moderate-stays = Det här ska stå kvar: kritik mot kommunen och politiker, åsikter du inte delar, stavfel.
moderate-step = Vad ska hända med texten?
moderate-leave = Låt den stå kvar
moderate-leave-means = Den bryter inte mot någon regel. Den som anmälde får veta varför.
moderate-hide = Dölj den
moderate-hide-means = Den försvinner överallt där allmänheten kan läsa, och förseglas. Inget raderas. Den som skrev får veta varför.
moderate-rule = Vilken regel bryter den mot?
moderate-rule-hint = Bara om du döljer den.
moderate-reason = Varför?
moderate-reason-hint = Den som skrev och de som anmälde läser det. Skriv inget om vem som anmält, och citera inte det som ska bort. Högst { $max } tecken.
moderate-send = Bestäm
moderate-unhide = Visa texten igen
moderate-unhide-send = Visa igen

flash-text_left = Texten står kvar. De som anmälde får veta varför.
flash-text_hidden = Texten är dold. Den som skrev får veta varför.
flash-text_shown = Texten visas igen.
log-what-text_left = Låtit en anmäld text stå kvar
log-what-text_hidden = Dolt en text
log-what-text_shown = Visat en dold text igen
deed-text_left = { $who } lät en anmäld text stå kvar (anmälan nummer { $case }).
deed-text_hidden = { $who } dolde en text (anmälan nummer { $case }).
deed-text_shown = { $who } visade en dold text igen (anmälan nummer { $case }).

## Egna sidor
my_hidden-title = Något du skrev är dolt: { $what }
my_hidden-appeal = Håller du inte med? Be att en annan moderator läser texten igen. Säg att det gäller anmälan nummer { $number }. Skriv till kommunen:
my_hidden-appeal-member = Håller du inte med? Säg till din ledare. Då får en annan moderator läsa texten igen. Säg att det gäller anmälan nummer { $number }.
my_hidden-there = Se hur det ser ut nu
my_reports-title = Det du har anmält
my_reports-at = Du anmälde
my_reports-by = Någon läser senast { $date }.
group-reported = Anmälda texter
group-reported-lead = Någon har anmält något som en medlem skrev. Du kan dölja det. Tycker du att det ska stå kvar bestämmer en moderator.
reported-kind-comment = Kommentar
reported-kind-idea = Idé
reported-kind-proposal = Medborgarförslag

## Brev
mail-text_hidden-subject = Något du skrev är dolt
mail-text_hidden-body =
    { $hello }

    { $line }. Det du skrev finns kvar hos kommunen, men andra kan inte läsa det.

    Så här skriver den som bestämde det:
    { $reason }

    Håller du inte med? Be att en annan moderator läser texten igen. Svara inte på det här brevet, utan skriv till kommunen{ $contact } och säg att det gäller anmälan nummer { $number }.

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
