## Listan
list-title = Förslag
list-title-search = ”{ $text }” bland förslagen
list-lead = Det som invånarna i { $place } vill ändra – och vad som blev av det.
list-description = Alla medborgarförslag och idéer i { $place }: vad de går ut på, hur många som stöder dem och vad kommunen svarar.
list-search = Sök bland förslagen
list-search-hint = Sök
list-search-button = Sök
list-filter = Filtrera
list-filter-chosen = { $count ->
    [one] { $count } valt
   *[other] { $count } valda
}
list-by-group = Läge
list-by-topic = Ämne
list-by-kind = Typ
list-by-district = Område
list-all = Alla
list-all-topics = Alla ämnen
list-all-kinds = Alla typer
list-all-districts = Hela kommunen
list-kind-proposal = Medborgarförslag
list-kind-idea = Idéer
list-kind-problem = Problem
list-kind-questions = Frågor till kommunen
list-remove-filter = ta bort filtret
list-sort = Ordning
list-sort-senast = Senast hänt
list-sort-stod = Mest stöd
list-sort-vantat = Väntat längst
list-sort-slump = Slumpvis
list-count = { $kind ->
    [proposal] { $count ->
        [one] { $shown } medborgarförslag
       *[other] { $shown } medborgarförslag
    }
    [idea] { $count ->
        [one] { $shown } idé
       *[other] { $shown } idéer
    }
    [problem] { $count ->
        [one] { $shown } problem
       *[other] { $shown } problem
    }
   *[all] { $shown } förslag, idéer och problem
}
list-empty-title = Inget förslag passar
list-empty-text = Vi hittade inget för ”{ $text }”. Prova ett annat ord, eller skriv förslaget själv.
list-empty-filters = Inget förslag har allt du har valt. Ta bort ett filter, eller se alla.
list-empty-all-filters = Sök bland alla
list-empty-all = Visa alla förslag
list-empty-write = Skriv ett förslag

## En rad i en lista
item-of = av { $threshold }
item-supporters = { $count ->
    [one] stöder
   *[other] stöder
}
item-comments = { $count ->
    [one] { $count } inlägg
   *[other] { $count } inlägg
}

## Det som är viktigast i varje läge, bredvid ordet för läget
fact-late = { $state }, skulle ha varit klart { $date }
fact-days-left = { $count ->
    [one] sista dagen
   *[other] { $count } dagar kvar
}
fact-meeting = { $body } tar upp det { $date }
fact-expected = beslut väntas { $date }
fact-referred = svar från nämnderna { $date }
fact-planned = görs { $year }
fact-report = nästa rapport { $date }
fact-done = klart { $date }
fact-done-cost = klart { $date }, kostade { $cost }
fact-missed = { $count } av { $threshold } stödde i tid
fact-decided = { $body } { $date }, § { $paragraph }
fact-answer-by = svar senast { $date }
fact-answered = svar { $date }
fact-starts = börjar { $date }
fact-pilot = prov till { $date }
fact-budget = budget { $year }

## Förslagets sida
meeting-line = { $body }, { $date }, § { $paragraph }
meeting-line-short = { $body }, { $date }
case-by-proposal = Medborgarförslag av { $name }
case-by-idea = Idé av { $name }
case-by-problem = Problem som { $name } har beskrivit
case-received = inkom
case-published = publicerad
case-published-problem = publicerat
case-withheld = Texten visas inte. Varför står i kommunens svar.
state-answered = Politikerna har svarat utan att säga ja eller nej. Här betyder det: { $meaning }
state-preparation = { $officer } på { $department } utreder vad förslaget kostar, vem det berör och vad som är möjligt.
state-handed_over = Fullmäktige har lämnat över förslaget till { $body }, som beslutar.
state-referred = Fullmäktige har frågat { $bodies } vad de anser. Det kallas remiss.
state-remitted_back = { $body } vill veta mer innan de beslutar: { $question }
state-may-speak = Förslagsställaren får tala på mötet.
state-may-speak-mine = Du får tala på mötet. Säg till kommunen i god tid om du vill göra det.
state-scheduled = { $body } tar upp frågan på ett bestämt möte.

## Stöd
support-title = Stöd
support-label-proposal = { $count ->
    [one] stöder förslaget
   *[other] stöder förslaget
}
support-label-idea = { $count ->
    [one] stöder idén
   *[other] stöder idén
}
support-meter = Stöd, { $threshold } behövs
support-give-proposal = Stöd förslaget
support-give-idea = Stöd idén
support-given-proposal = Du stöder förslaget
support-given-idea = Du stöder idén
support-undo = Ångra
support-sign-in = Logga in och stöd
support-sign-in-note = Ditt stöd räknas när du har loggat in. Ingen ser att just du stöder.
support-limit-missing = { $missing } till och politikerna måste ta upp det. { $days ->
    [one] Sista dagen.
   *[other] { $days } dagar kvar.
}
support-limit-enough = Gränsen är nådd. { $days ->
    [one] Sista dagen att stödja.
   *[other] Öppet för stöd i { $days } dagar till.
}
support-limit-reached = Gränsen { $threshold } nåddes { $date }.
support-limit-none = Ingen gräns gäller: förslaget tas upp ändå.
support-limit-idea = Ju fler som stöder, desto tydligare blir det för förvaltningen som svarar.

## Vad har hänt?
timeline-title = Vad har hänt?
timeline-published = Publicerad
timeline-answer = Svar från förvaltningen
timeline-opinion = Åsikt av förtroendevald
timeline-delay = Förseningen anmäld
timeline-question = Fråga till förslagsställaren
timeline-question_answer = Svar från förslagsställaren
question-answered = Besvarad { $day }
question-awaited = Svaret väntas senast { $day }
question-silent = Inget svar kom. Svaret skulle ha kommit { $day }.
question-to = Till frågan
question-entered_by = Inskrivet av
question-personal = Förslagsställaren har svarat. Svaret är personligt och visas inte här.
question-personal-inside = Personligt: bara förslagsställaren och kommunens handläggare läser det här.
question-title = Kommunen frågar dig
question-asks = { $who } undrar:
question-mine-by = Svara senast { $date }. Också ett senare svar tas emot.
question-public = Alla kan läsa svaret. Nämn inte andra människor, och inget om hälsa eller annat privat.
question-enter = Skriv in förslagsställarens svar på en fråga
question-enter-by = För svar som kom per telefon, brev eller besök. Svaret skulle komma senast { $date }.
question-enter-public = Skriv det som förslagsställaren sa, så ordagrant det går. Alla kan läsa det.
question-submit = Skicka svaret
timeline-appeal = Överklagat
timeline-verdict = Svar: { $verdict }
timeline-handed_over = Överlämnat till { $body }, { $paragraph }

## Svaren
acts-title = Svar från kommunen
acts-none-proposal = Kommunen har inte svarat än. Svar och beslut visas här.
acts-none-idea = Förvaltningen har inte svarat än. Svaret visas här.
act-label-decision = Beslut: { $what }
act-label-department = Förvaltningen: { $what }
act-label-verdict = Svar på idén: { $verdict }
act-to-correction = Läs det rättade
timeline-corrected = Rättat { $day }
act-corrects = Rättelse. { $reason }
act-to-corrected = Så stod det förut
act-correct = Rätta
act-read_by_two = Två personer har läst det här och står bakom det.
shown-decision_text = Beslutet
shown-investment_cost = Att bygga
shown-operating_cost = Per år därefter
shown-child_impact = För barnen
shown-other_impact = Andra följder
shown-memorandum = Förvaltningens underlag
shown-proposed_decision = Förvaltningen föreslår
shown-memorandum_url = Underlaget
shown-agenda_url = Kallelsen
shown-question = Det här ska utredas
shown-missing = Det här saknas
shown-completion = Kompletteringen
shown-statement = Yttrandet
shown-reasons = Varför
shown-reason = Varför
shown-parts = Vad blev ja och vad blev nej
shown-would_change = Det som skulle ändra svaret
shown-would_help = Det som skulle hjälpa
shown-where_to_turn = Hit kan man vända sig
shown-done_so_far = Det här är gjort
shown-first_step = Första steget
shown-measure = Så vet vi om det gick bra
shown-why_unknown = Varför så få visste
shown-plan = Planen
shown-weighed = Vad som har vägts mot vad
shown-dissent = Reservationer och röstetal
shown-budget_source = Pengar
shown-responsible = Ansvarig
shown-follow_up_date = Följs upp
shown-outcome = Utgång
shown-minutes_url = Protokollet
shown-criterion = Krav som inte är uppfyllt
shown-reason_code = Främsta skälet
shown-sub_reason = Betyder här
shown-link = Finns här
shown-expected_done = Väntas klart
shown-plan_name = Ingår i
shown-plan_year = Planens år
shown-new_owner = Har tagit över
shown-channel = Har gått till
shown-reference = Nummer där
shown-owner = Ansvarig
shown-budget_year = Budgetår
shown-milestones = Delmål
shown-next_report = Nästa rapport
shown-on = Klart
shown-actual_cost = Kostade på riktigt
shown-photo_url = Bild
shown-decided_by = Beslutades av
shown-source_url = Källa
shown-official_answer-source_url = Källor
shown-expected_decision = Nytt planerat beslut
shown-answer_by = Svar senast
shown-verified_on = Justerat
shown-posted_on = Anslaget
shown-start_on = Börjar
shown-cost = Kostar
shown-pilot_from = Provet börjar
shown-pilot_to = Provet slutar
shown-budget_round = Budget
shown-contact = Kontakt
shown-receiver = Har tagit emot idén
shown-acknowledgement = Mottagaren bekräftar
office-title = För dig i tjänst
office-answer = Svara som förvaltningen
office-opinion = Säg din åsikt
office-inside = Mellan kollegor
office-record = Registrera nästa steg
office-verdict = Svara på idén

## Diskussionen
debate-title = Diskussion
debate-count = { $count ->
    [one] { $shown } inlägg
   *[other] { $shown } inlägg
}
debate-for = För
debate-against = Emot
debate-rest = Frågor och annat
debate-empty-for = Ingen har skrivit för än.
debate-empty-against = Ingen har skrivit emot än.
debate-none-here = Ingen på den här sidan av diskussionen.
debate-title-problem = Så berör det oss
debate-rest-problem = Perspektiv
debate-empty-problem = Ingen har berättat än. Hur berör det dig?
debate-write-problem = Hur berör det dig?
debate-stance-of-problem = Vad vill du skriva?
debate-problem-neutral = Så berör det mig
debate-problem-question = Jag har en fråga
debate-your-perspective = Ditt perspektiv
debate-pages = Sidor i diskussionen
debate-part-newest = Här är de senaste inläggen.
debate-part-older = Du läser äldre inlägg.
debate-older = Visa äldre inlägg
debate-newer = Visa nyare inlägg
debate-newest = Till de senaste
debate-more-replies = Visa fler svar ({ $count } i allt)
debate-first-replies = Visa svaren från början
debate-replies-to = till { $name }
debate-reply = Svara
debate-reply-to = Svar till { $name }
debate-reply-to-one = Svar på ett inlägg
debate-sort = Ordning
debate-sort-balanserat = Balanserat
debate-sort-nyast = Nyast
debate-sort-mest-stod = Flest håller med
debate-means-balanced = Lika många för som emot, och de som flest håller med om först.
debate-means-supported = De inlägg som flest håller med om står först.
debate-page-before = Föregående sida
debate-page-next = Nästa sida
debate-agree = Jag håller med
debate-agree-undo = Jag håller inte längre med
debate-agree-whose = om det { $name } skrev
debate-agree-count = { $count ->
    [one] { $shown } håller med
   *[other] { $shown } håller med
}
moment = { $day } kl. { $time }
debate-changed = Ändrat { $at }
debate-change = Ändra
debate-quote = Citera
debate-quote-words = Citat
debate-quote-hint = Ta bort det du inte behöver. Högst { $max } tecken, och orden måste stå i inlägget.
debate-quote-from = Ur ett inlägg av { $name }
debate-quote-drop = Citera inte
debate-quote-gone = Citatet är borta, därför att inlägget det kom ur är dolt.
change-title = Ändra ditt inlägg
change-now = Så här står det nu
change-mends = Ingen har svarat eller hållit med än, så andra ser inte att du har ändrat.
change-revises = Andra kan se att du har ändrat, och läsa det som stod där förut.
change-send = Spara ändringen
versions-title = Hur { $name } har ändrat inlägget
versions-now = Så här står det nu
versions-before = { $from } till { $until }
versions-none = Inlägget har inte ändrats.
versions-hidden = Det som stod där förut är också dolt.
versions-back = Tillbaka till inlägget
debate-answered = Besvarad
debate-mark-answered = Markera som besvarad
debate-mark-answered-again = Ändra svaret
answered-title = Markera frågan som besvarad
answered-question = Fråga av { $name }
answered-reply = Vilket svar besvarar frågan?
answered-none = Inget av dem. Jag skriver svaret nedanför.
answered-text = Svaret med kommunens ord
answered-text-hint = Lämna tomt om svaret du har valt säger det.
answered-shown = Frågan och svaret visas på förslagets sida, med ditt namn och din titel.
answered-send = Publicera i rutan
facts-title = Frågor som har fått svar
facts-asked = { $name } frågade
facts-reply = Läs svaret där det skrevs
debate-write = Skriv ett inlägg
debate-stance = Var står du?
debate-stance-for = Jag är för
debate-stance-against = Jag är emot
debate-stance-question = Jag har en fråga
debate-stance-neutral = Varken eller
debate-your-comment = Ditt inlägg
debate-your-reply = Ditt svar
debate-replying = Du svarar { $name }.
debate-reply-cancel = Avbryt
debate-send = Publicera
debate-public = Inlägget visas direkt, för alla, under namnet { $name }.
debate-sign-in-note = Logga in för att skriva. Du kommer tillbaka hit.
debate-sign-in = Logga in och skriv
debate-closed-title = Diskussionen är stängd
debate-closed = Allt går fortfarande att läsa.
debate-not-yet-title = Diskussionen har inte öppnat
debate-not-yet = Den öppnar när förslaget publiceras.

## Bara för förslagsställaren
own-complete-title = Kommunen undrar
own-complete-by = Svara senast { $date }.

## Dela
share-title = Dela
share-mail = Skicka med e-post
share-copy = Adress att kopiera

waiting-title = Väntar på läsning
waiting-lead = De här förslagen är inte publicerade än, eller väntar på en andra läsare. Det som har väntat längst står först.
waiting-prepared-reject_formally = En avvisning är förberedd och ska läsas av en kollega
waiting-since = Inkom
waiting-empty-title = Ingenting väntar
waiting-empty = Allt som har kommit in är läst.
debate-public-member = Inlägget visas för alla, under namnet { $name }. I en del grupper läser en ledare det först.

## Det man började skriva i en diskussion
comment_draft-title = Ditt utkast
comment_draft-found = Det här började du skriva, och det är inte publicerat. Bara du ser det.
comment_draft-saved-on = Sparat
comment_draft-reply = Det var ett svar på ett annat inlägg.
comment_draft-reply-on = Fortsätt svara där
comment_draft-reply-which = Läs inlägget
comment_draft-throw = Kasta utkastet
comment_draft-saved = Utkastet är sparat. Bara du ser det.
comment_draft-here = Utkastet kunde inte sparas just nu. Texten finns kvar i den här fliken.
comment_draft-signed_out = Du är inte inloggad längre. Texten finns kvar i den här fliken, och är tillbaka här när du har loggat in.
comment_draft-restored = Texten är från förut i den här fliken och är inte publicerad. Töm fältet om du inte vill ha kvar den.
