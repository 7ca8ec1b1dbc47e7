### Två förslag som blir ett: sidan, brevet, och vad som står på förslagens egna sidor.

office-merge = Slå ihop med ett annat
office-set_free = Låt gå vidare för sig
act-merge = Sammanslagning
timeline-merge-lead = Blev en del av ett annat förslag
timeline-merge-part = Ett annat förslag blev en del av det här
timeline-merge-free_of = Går vidare för sig igen
timeline-merge-let_go = Ett förslag som var en del av det här går vidare för sig
timeline-merge-closed_with = Avslutat tillsammans med det som leder
merging-act-other = Läs förslag nummer { $number }

not_now-merged = Det är nu en del av ett annat förslag. Allt fortsätter där. Gå till förslagets sida för att komma dit.
not_now-merge_over = Frågan om att slå ihop förslagen är avslutad.
refused-merged = Det är nu en del av ett annat förslag. Stöd det i stället.

## Varför det inte går
problem-not_mergeable = De två kan inte slås ihop.
problem-not_mergeable-same = Det är samma förslag. Ange ett annat.
problem-not_mergeable-other_kind = Det ena är ett medborgarförslag och det andra en idé. De går olika vägar och kan inte slås ihop.
problem-not_mergeable-part_of_another = Det är redan en del av ett annat förslag.
problem-not_mergeable-has_parts = Andra förslag är en del av det här. Då kan det inte självt bli en del av något.
problem-not_mergeable-in_slot = Idén har en plats i en kampanj, och kampanjen har lovat att svara på den.
problem-not_mergeable-too_far = Det här förslaget kan inte slås ihop nu. Det går från att det är registrerat till att det anmäls i kommunfullmäktige. Efter det har förslagsställaren rätt till fullmäktiges beslut om just sitt förslag.
problem-not_mergeable-lead_is_part = Det förslaget är självt en del av ett annat. Ange det som leder.
problem-not_mergeable-lead_is_over = Det förslaget är inte offentligt, eller är beslutat eller avslutat. Ange ett som fortfarande behandlas.
problem-not_mergeable-proposer_gone = En av förslagsställarna har inget konto och kan inte säga ja. Behandla förslagen var för sig. Ta gärna upp dem på samma sammanträde och hänvisa till varandra i en anteckning.
problem-not_mergeable-asked_already = Förslagsställarna är redan tillfrågade. Vänta på svaren eller ta tillbaka frågan.

## Sidan
merging-title = Slå ihop två förslag
merging-title-asked = Ska förslagen bli ett?
merging-title-free = Låt förslaget gå vidare för sig
merging-lead-text = Två förslag som vill samma sak kan bli ett ärende. Du föreslår det, och båda förslagsställarna får frågan. De har { $days } dagar på sig. Säger båda ja blir det så. Annars händer ingenting.
merging-part-here = Det här förslaget
merging-part = Det här skulle bli en del av ett annat
merging-into = Det här skulle leda
merging-side-supporters = { $count ->
    [one] { $count } stöder
   *[other] { $count } stöder
}
merging-side-threshold = behöver { $threshold }
merging-side-read = Läs förslaget
merging-alike = Liknande förslag
merging-choose = Välj nummer { $number }
merging-lead = Vilket förslag ska det bli en del av?
merging-lead-hint = Numret i förslagets adress, hela adressen, eller diarienumret.
merging-reason = Varför vill de samma sak?
merging-reason-hint = Skriv så att båda förslagsställarna förstår. Säger de ja visas texten för alla. Högst { $max } tecken.
merging-send = Fråga förslagsställarna
merging-means = Det här betyder det
merging-means-one = De två blir ett ärende. Det förslag som leder går vidare och får beslutet.
merging-means-kept = Det andra förslaget ändras inte. Text, diskussion och historik finns kvar på sin adress, men ingen kan stödja eller skriva där.
merging-means-named = Den som har lämnat det andra förslaget står med som medförslagsställare, så som namnet visas i dag, och får brev om hur det går.
merging-means-support = Inget stöd flyttas av sig självt. Alla som stöder det andra förslaget får frågan om de vill stödja det som leder. Var och en räknas en gång.
merging-means-back = Tas det ledande förslaget tillbaka, avvisas det eller hanteras på annat sätt, går det andra vidare där det var.
merging-pending = { $name } föreslår att förslagen slås ihop. Förslagsställarna kan svara till och med { $date }.
merging-why = Varför
merging-question = Vill du att förslagen slås ihop?
merging-answer-hint = Svara senast { $date }. Du kan ändra ditt svar tills båda har svarat.
merging-answer-yes = Ja
merging-answer-no = Nej
merging-answer-none = Inget svar än
merging-answer-send = Skicka svaret
merging-said = Svar hittills
merging-said-part = Den som har lämnat det första
merging-said-lead = Den som har lämnat det som leder
merging-said-both = Den som har lämnat båda
merging-take-back = Ta tillbaka frågan
merging-leads = Det som leder
merging-free-text = Det här förslaget är en del av ett annat. Ber förslagsställaren om det kan det gå vidare för sig, där det var. Var det öppet för stöd får det lika många dagar som var kvar. Båda förslagens historik säger det, och alla som har lämnat, stöder eller följer det får brev.
merging-free-reason = Varför ska det gå vidare för sig?
merging-free-reason-hint = Alla kan läsa det. Högst { $max } tecken.
merging-free-send = Låt det gå vidare
merging-outcome-merged = Förslagen är nu ett
merging-outcome-declined = En av förslagsställarna sa nej
merging-outcome-lapsed = Frågan fick inte två ja i tid
merging-outcome-taken_back = Kommunen tog tillbaka frågan
merging-outcome-goes_on = Allt fortsätter här:
merging-outcome-about = Det gällde att bli en del av

## Förslagens sidor
merging-tag = Del av ett annat förslag
merging-state-meaning = Det här förslaget och ett annat vill samma sak. De är nu ett ärende, som båda förslagsställarna har sagt ja till. Allt som står här finns kvar, men det går vidare i det andra.
merging-state-lead = Följ det här:
merging-state-hidden = Det andra förslaget väntar just nu på komplettering och visas inte.
merging-state-before = När de slogs ihop: { $state }.
merging-parts-title = Hit hör också
merging-parts-with = Tillsammans med { $names }.
merging-nameless = en förslagsställare som inte visar sitt namn
merging-asked-title = Fråga om att slå ihop två förslag
merging-asked-answer = Läs frågan och svara
merging-asked-look = Se frågan och svaren
merging-support-stays = Stödet här är kvar som det var. Det räknas inte med någon annanstans.
merging-support-ask = Du stöder det här. Vill du också stödja det som leder?
merging-support-there = Stöd det som leder:
merging-support-yes = Ja, jag stöder det
merging-support-no = Vill du inte behöver du inte göra något.
merging-support-done = Du stöder det som leder:

flash-merge_suggested = Förslagsställarna har fått frågan.
flash-merge_agreed = Ditt svar är sparat. Nu väntar vi på den andra förslagsställaren.
flash-merged = Båda har sagt ja. Förslagen är nu ett.
flash-merge_declined = Ditt svar är sparat. Förslagen slås inte ihop.
flash-merge_taken_back = Frågan är tillbakatagen. Båda får veta det.
flash-merge_set_free = Förslaget går vidare för sig. Alla som har med det att göra får brev.

## Brev
mail-merge_ask-subject = Ska ditt förslag slås ihop med ett annat? { $title }
mail-merge_ask-body =
    { $hello }

    Två förslag vill samma sak. Kommunen föreslår att ”{ $part }” blir en del av ”{ $lead }”.

    Varför:
    { $reason }

    Det händer bara om båda förslagsställarna säger ja. På sidan står vad det betyder, och där svarar du ja eller nej. Svara senast { $date }. Svarar du inte blir det inte av.

    Läs och svara: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-merge_over-subject = Förslagen slås inte ihop: { $title }
mail-merge_over-body =
    Hej!

    Frågan var om ”{ $part }” skulle bli en del av ”{ $lead }”. Det blir det inte.

    { $outcome }.

    Båda förslagen går vidare var för sig, som förut.

    Läs mer: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-merged_part-subject = Nu en del av ett annat förslag: { $title }
mail-merged_part-body =
    Hej!

    ”{ $part }” och ”{ $lead }” vill samma sak. Förslagsställarna har kommit överens: de är nu ett ärende, som går vidare i ”{ $lead }”.

    Varför:
    { $reason }

    Stöder du ”{ $part }”? Ditt stöd flyttas inte av sig självt. Vill du stödja ”{ $lead }” gör du det på dess sida: { $link }
    Har du redan gjort det, eller vill du inte, behöver du inte göra något.

    Det gamla förslaget finns kvar: { $old }

    Du får brevet för att du har lämnat, stöder eller följer förslaget. Vill du veta hur det går, följ ”{ $lead }”.

    Hälsningar
    Nära i { $place }
    { $url }
mail-merged_lead-subject = Ett annat förslag är nu en del av det här: { $title }
mail-merged_lead-body =
    Hej!

    ”{ $part }” vill samma sak som ”{ $lead }”. Förslagsställarna har kommit överens: de är nu ett ärende, som går vidare i ”{ $lead }”.

    Varför:
    { $reason }

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-set_free-subject = Går vidare för sig igen: { $title }
mail-set_free-body =
    Hej!

    ”{ $title }” var en del av ett annat förslag. Det förslaget har avslutats utan beslut. Därför går ”{ $title }” vidare för sig, där det var. Var det öppet för stöd är det öppet lika många dagar till som var kvar.

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-set_free_by-subject = Går vidare för sig igen: { $title }
mail-set_free_by-body =
    Hej!

    ”{ $title }” var en del av ett annat förslag. Nu går det vidare för sig, där det var. Var det öppet för stöd är det öppet lika många dagar till som var kvar.

    Varför:
    { $reason }

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
