## Idékampanjer: listan
campaigns-title = Idékampanjer
campaigns-lead = Kommunen frågar unga om något särskilt. De svarar med idéer, och någon har lovat att svara på dem.
campaigns-new = Ny kampanj
campaigns-empty-title = Ingen kampanj än
campaigns-empty = I en kampanj ställer kommunen en fråga till unga. Grupper skriver idéer och väljer de bästa. Innan kampanjen öppnar är det bestämt vem som svarar och när.
campaign-filled = { $chosen } av { $quota } valda
campaign-ideas = { $count ->
    [0] Ingen idé än
    [one] En idé
   *[other] { $count } idéer
}
campaign-late = Svaret är försenat
campaign-day-opens = Öppnar { $date }
campaign-day-ideas = { $count ->
    [one] Idéer till och med { $date }, sista dagen i dag
   *[other] Idéer till och med { $date }, { $count } dagar kvar
}
campaign-day-ideas-over = Sista dagen för idéer var { $date }
campaign-day-answer = { $count ->
    [one] Svar senast { $date }, sista dagen i dag
   *[other] Svar senast { $date }, { $count } dagar kvar
}
campaign-day-late = { $count ->
    [one] Svaret skulle ha kommit { $date }, för en dag sedan
   *[other] Svaret skulle ha kommit { $date }, för { $count } dagar sedan
}

## Lägen
campaign-stage-draft = Utkast
campaign-stage-draft-meaning = Kampanjen förbereds. Bara de som arbetar med den ser den.
campaign-stage-approved = Beslutad
campaign-stage-approved-meaning = Kampanjen är beslutad men inte öppen än. Det är bestämt vem som svarar och när.
campaign-stage-recruiting = Sök till gruppen
campaign-stage-recruiting-meaning = Unga kan söka till gruppen. Kampanjen öppnar för idéer sedan.
campaign-stage-open = Öppen för idéer
campaign-stage-open-meaning = Grupperna skriver idéer. Alla kan läsa och stödja dem.
campaign-stage-curate = Urval
campaign-stage-curate-meaning = Idéerna väljs och slipas. De som inte får en plats sparas för senare, med ett skäl.
campaign-stage-presented = Presenterad, svar på väg
campaign-stage-presented-meaning = Idéerna är presenterade för dem som svarar. Varje vald idé ska få ett svar.
campaign-stage-answered = Alla idéer har fått svar
campaign-stage-answered-meaning = Varje vald idé har fått sitt svar. Nu följer kommunen upp vad som blir gjort.
campaign-stage-follow_up = Uppföljning
campaign-stage-follow_up-meaning = Kommunen berättar vad som har blivit gjort.
campaign-stage-closed = Avslutad
campaign-stage-closed-meaning = Kampanjen är slut och arkiverad. Här står vad det blev av den.
campaign-stage-cancelled = Inställd
campaign-stage-cancelled-meaning = Kampanjen blir inte av. Här står varför, och vad som händer med idéerna.

## Kampanjens sida
campaign-slots = Platserna
campaign-slots-legend = Streckad ruta: platsen är ledig. Ruta med punkt: en idé är vald och väntar på svar. Fylld ruta: idén har fått svar, och märket visar vilket.
campaign-slot-empty = Ledig
campaign-slot-chosen = Väntar på svar
campaign-table = Idéerna på platserna
campaign-column-slot = Plats
campaign-column-idea = Idé
campaign-column-set = Låda
campaign-column-support = Stöd
campaign-column-answer = Svar
campaign-free = { $count ->
    [one] Ledig plats: { $slots }
   *[other] Lediga platser: { $slots }
}
campaign-promise = Vem svarar, och när?
campaign-answerer = Svarar
campaign-stand_in = När den är borta
campaign-by_when = Senast
campaign-answer-by = { $count ->
    [one] { $date }, sista dagen i dag
   *[other] { $date }, { $count } dagar kvar
}
campaign-answer-late = { $count ->
    [one] Svaret skulle ha kommit { $date }. Det är en dag sedan.
   *[other] Svaret skulle ha kommit { $date }. Det är { $count } dagar sedan.
}
campaign-answered-on = Alla svar kom { $date }
campaign-answer-over = Kampanjen är slut
campaign-answer-days = { $count ->
    [one] En dag efter att idéerna har presenterats
   *[other] { $count } dagar efter att idéerna har presenterats
}
campaign-sponsor = Förtroendevalda som står bakom
campaign-approved_by = Beslutad av
campaign-budget = Pengar
campaign-consent = Samtycke
campaign-apply = Sök till gruppen senast { $date }
campaign-task = Uppdraget
campaign-ages = För dig som är { $from }–{ $to } år.
campaign-influence = Hur mycket bestämmer ni?
campaign-ladder = Steg { $step } av { $steps } på delaktighetstrappan.
campaign-can = Det här går att påverka
campaign-cannot = Det här går inte att påverka
campaign-groups = Grupper som är med
campaign-groups-none = Ingen grupp är med än.
campaign-newest = Nya idéer
campaign-newest-big = Nyaste idéerna
campaign-ideas-none = Ingen har skrivit en idé än.
campaign-ideas-none-loose = Alla idéer har fått en plats eller är sparade.
campaign-ideas-all = Visa alla { $count }
campaign-ideas-all-title = Alla idéer
campaign-ideas-title = Alla idéer i { $title }
campaign-ideas-every-set = Alla lådor
campaign-ideas-sets = Lådor
campaign-ideas-page = { $from }–{ $to } av { $count }, de nyaste först
campaign-kept = Sparade för senare
campaign-kept-means = De här idéerna fick ingen plats den här gången. Skälet står vid varje idé.
campaign-kept-because = Varför:
campaign-record = Vad har hänt
campaign-told = Berättat på vägen
campaign-by-time = Av sig själv, när dagen kom
campaign-film = Se filmen
campaign-big = Visa stort, för projektor
campaign-small = Vanlig visning
campaign-door = Har du en kod? Gå till
campaign-read-at = Läs mer på
campaign-door-code = QR-kod till { $address }
campaign-next-draft = Kampanjen beslutas
campaign-next-approved = Öppnar för idéer
campaign-next-recruiting = Öppnar för idéer
campaign-next-open = Sista dagen för idéer
campaign-next-curate = Idéerna presenteras
campaign-next-presented = Sista dagen för svar
campaign-next-answered = Kommunen berättar vad som har blivit gjort
campaign-next-follow_up = Mer uppföljning, och sedan ett avslut

## För den som driver kampanjen
campaign-office = För dig som driver kampanjen
campaign-office-groups = Grupper
campaign-group-in = Ta med { $name }
campaign-group-out = Ta ut { $name }
campaign-group-out-hint = En grupp kan tas ut så länge ingen i den har publicerat en idé här.
campaign-choose = Välj idéer
campaign-choose-help = Ge idéer en plats, eller spara dem för senare med ett skäl.
campaign-choose-lead = Varje plats kan få en idé från sin låda. Skriv ett skäl till de idéer som sparas för senare: den som skrev idén läser det.
campaign-choose-slots = { $count ->
    [0] Alla platser är fyllda.
    [one] En plats är ledig.
   *[other] { $count } platser är lediga.
}
campaign-choose-left = { $count ->
    [0] Alla idéer är valda eller sparade.
    [one] En idé är varken vald eller sparad.
   *[other] { $count } idéer är varken valda eller sparade.
}
campaign-choose-this = Välj plats
campaign-choose-one = Idén
campaign-choose-others = Alla idéer att välja bland
campaign-choose-kept-all = Fler som sparats finns bland alla idéer
campaign-choose-none = Ingen idé väntar på att väljas.
campaign-choose-more = { $count ->
    [one] En idé till visas när de här är valda eller sparade.
   *[other] { $count } idéer till visas när de här är valda eller sparade.
}
campaign-choose-loose = { $count ->
    [one] Att bestämma: en idé
   *[other] Att bestämma: { $count } idéer
}
campaign-choose-chosen = { $count ->
    [one] Vald: en idé
   *[other] Valda: { $count } idéer
}
campaign-choose-kept = { $count ->
    [one] Sparad: en idé
   *[other] Sparade: { $count } idéer
}
campaign-choice-slot = Plats
campaign-choice-place = Plats { $slot }
campaign-choice-no_place = Ingen plats
campaign-choice-reason = Eller spara för senare: varför?
campaign-choice-reason-hint = Högst { $max } tecken. Alla kan läsa skälet.
campaign-choice-save = Spara valet
campaign-back = Tillbaka till kampanjen
campaign-back-list = Tillbaka till kampanjerna
campaign-new-lead = Skriv vad ni vill veta och vad unga kan påverka. Utkastet kan ändras tills kampanjen öppnar.
campaign-new-submit = Spara utkastet
campaign-sets-default =
    I skolan: 5
    På fritiden: 5
    Nytt för politikerna: 5 *
campaign-step-closed = Kampanjen är i läget ”{ $stage }”, och då går det här steget inte att ta.
campaign-overtaken-help = Det du skrev finns kvar. Läs vad som har hänt, och skicka igen om det fortfarande stämmer.
campaign-meanwhile = Det här hände medan du skrev
campaign-then-public = Steget står kvar i kampanjens historia med ditt namn och din roll. Alla kan läsa det.
campaign-then-draft = Steget står kvar i kampanjens historia med ditt namn och din roll. Så länge kampanjen är ett utkast ser bara de som arbetar med den det.
flash-campaign_saved = Utkastet är sparat.
flash-campaign_step = Steget är registrerat.
flash-campaign_groups = Grupperna är ändrade.
flash-idea_parts = Sparat.
flash-campaign_choice = Valet är sparat.

## Stegen
campaign-step-draft = Gör ett utkast
campaign-step-draft-done = Utkast
campaign-step-draft-help = Vad kampanjen frågar efter.
campaign-step-draft-then = Utkastet syns bara för er som arbetar med kampanjen. Nästa steg är att chefen beslutar om den.
campaign-step-revise = Ändra uppdraget
campaign-step-revise-done = Uppdraget ändrat
campaign-step-revise-help = Frågan, lådorna och vad som går att påverka kan ändras tills kampanjen öppnar.
campaign-step-revise-then = Det nya står på kampanjens sida direkt.
campaign-step-approve = Besluta om kampanjen
campaign-step-approve-done = Kampanjen beslutad
campaign-step-approve-help = Vem som svarar, senast när, och vilka dagar den är öppen. Utan det kan den inte öppna.
campaign-step-approve-then = Kampanjen syns för alla. Den öppnar av sig själv den första dagen.
campaign-step-recruit = Sök deltagare
campaign-step-recruit-done = Öppet att söka till gruppen
campaign-step-recruit-help = Hur många som får plats, hur man söker och till när.
campaign-step-recruit-then = Hur man söker står överst på kampanjens sida.
campaign-step-open = Öppna för idéer
campaign-step-open-done = Öppnade för idéer
campaign-step-open-help = Den öppnar av sig själv den första dagen. Här kan den öppnas tidigare.
campaign-step-open-then = Grupperna kan skriva idéer direkt.
campaign-step-curate = Börja urvalet
campaign-step-curate-done = Urvalet började
campaign-step-curate-help = Idéer stängs av sig själva efter sista dagen. Här kan de stängas tidigare.
campaign-step-curate-then = Nya idéer kan inte läggas i lådorna. De som finns kan väljas eller sparas.
campaign-step-reopen = Öppna igen
campaign-step-reopen-done = Öppnade för idéer igen
campaign-step-reopen-help = För fler idéer, till en ny sista dag.
campaign-step-reopen-then = Grupperna kan skriva idéer igen. Valda idéer behåller sina platser.
campaign-step-present = Presentera idéerna
campaign-step-present-done = Idéerna presenterade
campaign-step-present-help = När, för vem, och var man kan se det. Varje idé ska vara vald eller sparad först.
campaign-step-present-then = Platserna låses. Dagarna till svaret räknas från presentationen.
campaign-step-delay = Meddela försening
campaign-step-delay-done = Svaret försenat
campaign-step-delay-help = När svaren kommer i stället, och varför de dröjer.
campaign-step-delay-then = Den nya dagen och skälet står på kampanjens sida. Den gamla dagen står kvar i historien.
campaign-step-answered = Alla svar är inne
campaign-step-answered-done = Alla idéer fick svar
campaign-step-answered-help = Det sker av sig självt när den sista valda idén har fått sitt svar, och förtroendevalda från två partier har sagt om de kände till idéerna i de lådor där de ska säga det.
campaign-step-answered-then = Kampanjen går vidare till uppföljning.
campaign-step-follow_up = Berätta vad som är gjort
campaign-step-follow_up-done = Uppföljning
campaign-step-follow_up-help = Efter 6 och 12 månader, eller oftare: vad som är gjort, vad det kostade och vad som inte blev av.
campaign-step-follow_up-then = Texten står på kampanjens sida.
campaign-step-close = Avsluta kampanjen
campaign-step-close-done = Kampanjen avslutad
campaign-step-close-help = Berätta vad det blev av kampanjen, och var den är arkiverad.
campaign-step-close-then = Inget mer kan registreras. Sidan och idéerna finns kvar för alla. Grupperna avslutas, och texter i dem som ingen har läst tas bort. Vilka som var med glöms genast: ingen kan sedan säga vem som skrev vad.
campaign-step-cancel = Ställ in kampanjen
campaign-step-cancel-done = Kampanjen inställd
campaign-step-cancel-help = Säg varför, tacka, och berätta vad som händer med idéerna.
campaign-step-cancel-then = Kampanjen avslutas och kan inte öppnas igen. Idéerna finns kvar för sig själva.

## Fälten
field-campaign-title = Kampanjens namn
field-campaign-title-hint = Kort, till exempel Framtidslådan.
field-campaign-question = Frågan
field-campaign-question-hint = En fråga som den yngsta förstår. Den står störst på kampanjens sida.
field-campaign-commission = Uppdraget
field-campaign-commission-hint = Vem som frågar, varför, och vad svaren ska användas till.
field-campaign-age_from = Yngst
field-campaign-age_from-hint = Ålder i år.
field-campaign-age_to = Äldst
field-campaign-sets = Lådor
field-campaign-sets-hint = En på varje rad: namn, kolon och hur många idéer lådan ska få. Skriv * sist på raden om politikerna ska säga om idéerna är nya för dem.
field-campaign-influence = Hur mycket bestämmer de unga?
field-campaign-influence-hint = Lova inte mer än ni håller. Det står på kampanjens sida.
field-campaign-can_influence = Vad går att påverka?
field-campaign-cannot_influence = Vad går inte att påverka?
field-campaign-cannot_influence-hint = Säg det före, så slipper någon bli besviken efter.
field-campaign-approved_by = Vem beslutade?
field-campaign-approved_by-hint = Chefens namn och titel.
field-campaign-sponsor = Vilka förtroendevalda står bakom?
field-campaign-sponsor-hint = Namn och parti.
field-campaign-opens_on = Första dagen för idéer
field-campaign-ideas_until = Sista dagen för idéer
field-campaign-budget = Vilka pengar finns?
field-campaign-budget-hint = En summa, eller att det inte finns några.
field-campaign-answerer = Vem svarar på idéerna?
field-campaign-answerer-hint = Namn och titel, eller en förvaltning. Det står på kampanjens sida.
field-campaign-stand_in = Vem svarar när den är borta?
field-campaign-stand_in-hint = Till exempel under sommaren.
field-campaign-answer_days = Dagar till svar
field-campaign-answer_days-hint = Räknat från presentationen till det sista svaret.
field-campaign-consent = Hur får unga och föräldrar veta och säga ja?
field-campaign-data_protection = Är dataskyddet kontrollerat?
field-campaign-data_protection-hint = Kampanjen kan inte beslutas innan det är gjort.
field-campaign_recruit-places = Antal platser i gruppen
field-campaign_recruit-paid = Får man lön?
field-campaign_recruit-last_day = Sista dagen att söka
field-campaign_recruit-last_day-hint = Senast den dag kampanjen öppnar.
field-campaign_recruit-how = Hur söker man?
field-campaign_reopen-ideas_until = Ny sista dag för idéer
field-campaign_present-meeting_date = Dag för presentationen
field-campaign_present-body = Organ
field-campaign_present-body-hint = Om idéerna presenterades på ett möte: fullmäktige, styrelsen eller en nämnd.
field-campaign_present-present = Vilka var med?
field-campaign_present-present-hint = Förtroendevalda och tjänstepersoner vid namn. Skriv inte namn på unga: skriv gruppens namn.
field-campaign_present-film_url = Adress till en film
field-campaign_present-film_url-hint = Filmen ska vara textad.
field-campaign_present-unfilled = Varför är platser lediga?
field-campaign_present-unfilled-hint = Behövs om någon låda inte är full.
field-campaign_delay-answer_by = Ny dag för svaret
field-campaign_delay-reason = Varför dröjer svaret?
field-campaign_follow_up-report = Vad har hänt sedan sist?
field-campaign_follow_up-report-hint = Vad som är gjort, vad det kostade och vad som inte blev av.
field-campaign_close-report = Vad hände?
field-campaign_close-report-hint = Vad kampanjen ledde till, så att den som var med förstår det.
field-campaign_close-archived_on = Arkiverad den
field-campaign_close-archive_id = Beteckning i arkivet
field-campaign_cancel-reason = Varför ställs den in?
field-campaign_cancel-ideas = Vad händer med idéerna?
field-campaign_cancel-ideas-hint = Tacka dem som har skrivit, och säg vad som händer med det de skrev.
choice-influence-information = Information
choice-influence-information-meaning = Ni får veta vad som ska hända.
choice-influence-consultation = Ni blir frågade
choice-influence-consultation-meaning = Ni säger vad ni tycker, och andra bestämmer.
choice-influence-dialogue = Samtal
choice-influence-dialogue-meaning = Ni pratar med dem som bestämmer innan de bestämmer.
choice-influence-influence = Inflytande
choice-influence-influence-meaning = Ni arbetar fram det som de sedan beslutar om.
choice-influence-co_decision = Ni bestämmer
choice-influence-co_decision-meaning = Det ni kommer fram till blir det som gäller.

parts-title = Problem, första steg och kostnad: { $title }
parts-lead = Ju tydligare idén är, desto lättare är den att svara på. Skriv kort. Alla kan läsa det.
parts-save = Spara
parts-back = Tillbaka till idén
parts-overtaken = Någon annan skrev medan du skrev. Det som står nu finns nedanför, och din text finns kvar. Spara igen om din ska gälla.
parts-write = Beskriv problemet, första steget och kostnaden
parts-change = Ändra problemet, första steget och kostnaden
field-idea_parts-problem = Problemet
field-idea_parts-problem-hint = Vad är det som inte fungerar i dag, och för vem?
field-idea_parts-first_step = Första steget
field-idea_parts-first_step-hint = Vad kan göras först, och vem kan göra det?
field-idea_parts-rough_cost = Ungefär vad det kostar
field-idea_parts-rough_cost-hint = En gissning räcker. Skriv också om det inte kostar något, eller om ni inte vet.
parts-leader-title = Din ledare skriver det här
parts-leader = Det gruppen skriver läses innan det publiceras. Berätta för din ledare vad som ska stå.
parts-by-author = Beskrivet av den som lade fram idén
parts-by-leader = Beskrivet av dem som leder kampanjen
campaign-of-cancelled = Kampanjen är inställd. Varför, och vad som händer med idéerna, står på dess sida.
