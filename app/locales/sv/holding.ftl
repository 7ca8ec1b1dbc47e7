### Texter som en moderator läser innan alla kan, och mycket på kort tid.

not_now-held = Inlägget är sparat. En moderator läser det innan alla kan se det.
problem-would_wait = { $because } Sådant läser en moderator innan alla kan se det. Ta bort det här, eller skicka det som ett nytt inlägg.
not_now-held_over = Det är redan bestämt vad som händer med inlägget.

## Varför en text väntar
held-reason-first_text = första inlägget
held-reason-first_text-look = Den som skrev har inte skrivit något här förut. Läs bara om det är reklam eller bryter mot en regel.
held-reason-first_text-public = det första inlägget från ett konto som bara är bekräftat med e-post,
held-reason-new_link = länk från nytt konto
held-reason-new_link-look = Kontot är nytt. Se vart länken leder, utan att klicka om du är osäker.
held-reason-new_link-public = en länk från ett nytt konto,
held-reason-burst = många inlägg på kort tid
held-reason-burst-look = Den som skrev har skickat flera inlägg inom några minuter. En ivrig diskussion får stå.
held-reason-burst-public = många inlägg från samma konto inom några minuter,
held-reason-phone = telefonnummer
held-reason-phone-look = Är numret en privatpersons? Då ska det inte stå här. Ett nummer till en myndighet eller förening får stå.
held-reason-phone-public = ett telefonnummer,
held-reason-national_number = personnummer
held-reason-national_number-look = Ett personnummer ska inte stå här, vem det än gäller.
held-reason-national_number-public = ett personnummer,
held-reason-word = ord på kommunens lista
held-reason-word-look = Läs hur ordet används. Den som berättar vad någon annan har ropat kan få stå.
held-reason-word-public = ett ord på kommunens lista,
held-reason-repeated = samma text flera gånger
held-reason-repeated-look = Samma text har skickats flera gånger. En gång räcker, men åsikten får finnas kvar.
held-reason-repeated-public = samma text flera gånger.

## Den som skrev
flash-text_held = Inlägget är sparat. En moderator läser det innan alla kan se det.
flash-held_taken_back = Du har tagit tillbaka inlägget.
my_held-waiting-title = Ditt inlägg väntar på att läsas
my_held-waiting = En moderator på kommunen läser det senast { $date }. Till dess ser bara du och moderatorerna det.
my_held-released-title = Ditt inlägg är publicerat
my_held-released = En moderator har läst det, och nu kan alla se det.
my_held-declined-title = Ditt inlägg publicerades inte
my_held-declined = En moderator har läst det och sagt nej. Du kan be någon annan läsa igen.
my_held-asked-title = Ditt inlägg läses igen
my_held-asked = Någon annan än den som sa nej läser det igen.
my_held-upheld-title = Ditt inlägg publicerades inte
my_held-upheld = Någon annan har läst det igen. Beslutet står fast.
my_held-taken_back-title = Du har tagit tillbaka ditt inlägg
my_held-taken_back = Ingen läser det, och det publiceras inte.
my_held-more = Läs mer, och se vad du kan göra
my_held-why = Därför
my_held-because-first_text = Det är ditt första inlägg här. När det är läst visas dina nästa inlägg direkt.
my_held-because-new_link = Det innehåller en länk, och ditt konto är nytt.
my_held-because-burst = Du har skickat många inlägg på kort tid.
my_held-because-phone = Det ser ut att innehålla ett telefonnummer.
my_held-because-national_number = Det ser ut att innehålla ett personnummer.
my_held-because-word = Det innehåller ett ord som kommunen vill läsa i sitt sammanhang.
my_held-because-repeated = Samma text har skickats flera gånger.
my_held-nothing_wrong = Det betyder inte att du har gjort något fel. Vad du tycker spelar ingen roll: kritik väntar inte.
my_held-rule = Det bryter mot regeln om { $rule }. Så här skriver den som bestämde det:
my_held-text = Det du skrev
my_held-regret = Har du ångrat dig?
my_held-regret-means = Ta tillbaka inlägget, så läser ingen det. Vill du säga det på ett annat sätt kan du skriva ett nytt.
my_held-take_back = Ta tillbaka inlägget
my_held-ask = Den som läser igen är någon annan än den som sa nej. Du kan begära det en gång, senast { $date }.
my_held-over = Tiden för att begära omprövning har gått ut. Vill du ändå säga något, skriv till kommunen och säg att det gäller inlägg nummer { $number } som väntade.

## De som läser
held-queue = { $count ->
    [one] 1 inlägg att läsa innan det publiceras
   *[other] { $count } inlägg att läsa innan de publiceras
}
held-queue-lead = Ingen annan ser dem än. Släpp fram allt som inte bryter mot en regel: åsikter och kritik, också hårda.
held-more = { $count ->
    [one] 1 till väntar.
   *[other] { $count } till väntar.
}
held-sent = Skickat
held-under = Under:
held-release = Släpp fram
held-release-means = Det publiceras nu. Den som skrev får veta det.
held-decline = Publicera det inte
held-decline-means = Det förseglas. Den som skrev får veta regeln och varför, och kan begära omprövning.
held-decline-link = Säg nej …
held-uphold = Låt beslutet stå fast
held-uphold-means = Inlägget bryter mot regeln och publiceras inte.
held-because = Därför väntar det
held-rule = Vilken regel bryter det mot?
held-rule-hint = Bara om du inte publicerar det.
held-settle-hint = Behövs bara om du säger nej. Den som skrev läser det. Citera inte det som inte får stå. Högst { $max } tecken.
held-another = Du sa nej till inlägget. Därför läser någon annan det igen.
held-did-release = Släppt fram.
held-did-decline = Inte publicerat, enligt regeln om
held-did-uphold = Beslutet står fast.
held-did-take_back = Tillbakataget av den som skrev.
held-did-ask = Den som skrev begärde omprövning.
held-state-waiting = Väntar
held-state-released = Publicerat
held-state-declined = Inte publicerat
held-state-asked = Omprövning
held-state-upheld = Inte publicerat
held-state-taken_back = Tillbakataget
flash-held_released = Inlägget är publicerat. Den som skrev får veta det.
flash-held_declined = Inlägget publiceras inte. Den som skrev får veta varför.
flash-held_upheld = Beslutet står fast. Den som skrev får veta varför.
log-what-held_released = Släppt fram ett inlägg
log-what-held_declined = Inte publicerat ett inlägg
log-what-held_upheld = Omprövat ett inlägg, som inte publiceras
log-what-pace_looked = Tittat på mycket på kort tid
log-what-holding_changed = Ändrat vad som läses innan det publiceras
deed-held_released = { $who } släppte fram ett inlägg som väntade (nummer { $case }).
deed-held_declined = { $who } sa nej till ett inlägg som väntade (nummer { $case }).
deed-held_upheld = { $who } läste igen ett inlägg som inte publicerats, och lät beslutet stå fast (nummer { $case }).
deed-pace_looked = { $who } tittade på mycket på kort tid (nummer { $case }).
deed-holding_changed = { $who } ändrade vad som läses innan det publiceras.

## Mycket på kort tid
pace-title = Ovanligt mycket på kort tid
pace-look = Att titta på
pace-summary = { $what } på { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}. Vanligt är högst { $usual } i timmen.
pace-kind-support = { $count ->
    [one] 1 röst för
   *[other] { $count } röster för
}
pace-kind-against = { $count ->
    [one] 1 röst emot
   *[other] { $count } röster emot
}
pace-kind-comments = { $count ->
    [one] 1 inlägg
   *[other] { $count } inlägg
}
pace-kind-agreements = { $count ->
    [one] 1 har hållit med om ett inlägg
   *[other] { $count } har hållit med om inlägg
}
pace-when = När
pace-new = Konton yngre än { $hours } timmar
pace-new-count = { $count } av { $all }
pace-domain = Samma ovanliga e-postdomän
pace-domain-count = { $count } har { $domain }
pace-means = Vad det kan betyda
pace-means-many = Det kan vara många som bryr sig, till exempel efter ett möte eller en artikel. Det kan också vara en och samma som har skaffat många konton. Siffrorna avgör inte vilket. Inget är dolt och ingen röst är borttagen.
pace-do-read = Läs förslaget och de senaste inläggen. Stämmer det med något som har hänt?
pace-do-admin = Ser kontona ut att höra ihop: be en administratör titta på dem.
pace-do-count = Den som räknar stöden inför ett beslut ska få veta vad du såg.
pace-looked = Någon har tittat
pace-done = Jag har tittat
pace-note = Vad såg du?
pace-note-hint = Till exempel: ”Artikel i tidningen samma morgon.” Skriv inga namn. Läses av moderatorer. Högst { $max } tecken.
pace-send = Spara
flash-pace_looked = Tack. Det är sparat vad du såg.

## Vad alla får veta
held-log-title = Det här läses innan alla kan se det
held-log-lead = Några inlägg väntar tills en moderator har läst dem, senast nästa arbetsdag:
held-log-never = Vad någon tycker får inget inlägg att vänta. Den som skrev får veta direkt att det väntar och varför, och kan begära omprövning av ett nej.
held-log-none = Inget inlägg har väntat de senaste månaderna.
held-log-month = { $month } { $year }: { $released } publicerades, { $declined } publicerades inte

## Inställningar
admin-holding = Automatisk granskning
admin-holding-means = Vilka inlägg en moderator läser innan alla kan se dem.
holding-lead = De här inläggen väntar tills en moderator har läst dem. Den som skrev får veta det direkt, och varför.
holding-never = Vad någon tycker får aldrig ett inlägg att vänta. Den som skriver i sitt uppdrag väntar inte, och den som är inne med e-legitimation har inga första inlägg.
holding-first_texts = Hur många första inlägg väntar?
holding-first_texts-hint = Från 0 till 5. Gäller konton som bara är bekräftade med e-post.
holding-links = Länk från ett nytt konto
holding-links-hint = Nytt är kontot de första { $days } dagarna, och tills något av det står här.
holding-burst = Många inlägg på kort tid
holding-burst-hint = Från samma konto inom { $minutes } minuter.
holding-numbers = Telefonnummer och personnummer
holding-numbers-hint = Datum, klockslag, belopp, diarienummer och organisationsnummer får stå.
holding-repeated = Samma text flera gånger
holding-repeated-hint = När den har skickats { $times } gånger förut samma dygn. Korta inlägg räknas inte.
holding-words = Ord
holding-words-hint = Ett ord eller uttryck på varje rad, minst tre bokstäver, högst { $max } rader. Hela ord: skriv också böjningar. Ord som bara liknar hittas inte, men försök att skriva runt ordet gör det.
holding-limits-title = Nya konton
holding-limits-lead = Så mycket kan ett nytt konto göra. Den som når en gräns får veta när det går igen, och det skrivna finns kvar. Röster har ingen gräns: mycket på kort tid visas för en moderator i stället. Tomt betyder ingen gräns, annars högst { $max }.
holding-limit_days = Så många dagar är ett konto nytt
holding-limit_days-hint = Från 0 till { $max }. Med 0 finns inga gränser. Den som har visat e-legitimation, skriver i en grupp eller har ett uppdrag räknas aldrig som ny.
holding-comments_hour = Inlägg på en timme
holding-comments_day = Inlägg på ett dygn
holding-proposals_hour = Förslag och idéer på en timme
holding-proposals_day = Förslag och idéer på ett dygn
holding-problems_hour = Problem på en timme
holding-problems_day = Problem på ett dygn
holding-questions_hour = Frågor till kommunen på en timme
holding-questions_day = Frågor till kommunen på ett dygn
holding-reports_hour = Anmälningar på en timme
holding-reports_day = Anmälningar på ett dygn
holding-agreements_hour = ”Jag håller med” och ”Samma fråga” på en timme
holding-agreements_day = ”Jag håller med” och ”Samma fråga” på ett dygn
holding-yes = Väntar
holding-no = Visas direkt
holding-save = Spara
flash-holding_saved = Sparat. Det gäller inlägg som skickas från och med nu.

## Brev
mail-held_released-subject = Ditt inlägg är publicerat
mail-held_released-body =
    { $hello }

    Ett inlägg av dig väntade på att läsas. En moderator har läst det, och nu kan alla se det.

    Här står det: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-held_declined-subject = Ditt inlägg publicerades inte
mail-held_declined-body =
    { $hello }

    Ett inlägg av dig väntade på att läsas. En moderator har läst det. Det publiceras inte, enligt regeln om { $rule }.

    Så här skriver den som bestämde det:
    { $reason }

    Håller du inte med? Begär omprövning senast { $until }. Då läser någon annan det igen. Du gör det här, och behöver logga in: { $own }

    Hälsningar
    Nära i { $place }
    { $url }
mail-held_upheld-subject = Ditt inlägg har lästs igen
mail-held_upheld-body =
    { $hello }

    Du begärde omprövning av ett inlägg som inte publicerades. Någon annan har läst det igen. Beslutet står fast.

    Så här skriver den som bestämde det:
    { $reason }

    Allt som hör till det: { $own }

    Hälsningar
    Nära i { $place }
    { $url }
