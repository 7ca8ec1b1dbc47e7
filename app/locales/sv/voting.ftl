## Omröstningen: röstsedeln
vote-name = Omröstning
vote-now = Rösta på idéerna
vote-page = Rösta: { $title }
vote-title = { $count ->
    [one] Välj en idé
   *[other] Välj upp till { $count } idéer
}
vote-hint = { $count ->
    [one] Du har en röst.
   *[other] Du kan välja upp till { $count } olika idéer.
}
vote-ideas = Idéerna att rösta på
vote-of = av { $most } valda
vote-until = { $count ->
    [one] Rösta senast i dag, { $date }.
   *[other] Rösta till och med { $date }, { $count } dagar kvar.
}
vote-in = { $count ->
    [0] Ingen har röstat än.
    [one] En röstsedel är inne.
   *[other] { $shown } röstsedlar är inne.
}
vote-counted = { $count ->
    [0] Ingen röstade.
    [one] En röstsedel räknades.
   *[other] { $shown } röstsedlar räknades.
}
vote-each = Så gick det för varje idé
vote-on-paper = Varav { $count } på papper.
vote-for = För:
vote-who-groups = Grupperna i kampanjen röstar.
vote-who-everyone = Alla som får stödja förslag röstar, och unga i grupper.
vote-cast = Lägg min röst
vote-change = Ändra min röst
vote-go = Rösta
vote-saved-title = Din röst är lagd
vote-saved = { $most ->
    [one] Du kan ändra den till och med { $date }.
   *[other] Du har valt { $count } av { $most }. Du kan ändra dig till och med { $date }.
}
vote-sealed = Ingen ser vad någon har valt. Resultatet räknas när tiden är slut, och visas då för alla på en gång.
vote-lost-title = En idé finns inte kvar
vote-lost = En idé som du valde är dold och räknas inte. Välj en annan om du vill.
vote-over = Omröstningen är slut
vote-to-result = Se resultatet
vote-counting = Tiden är slut. Rösterna räknas.
vote-none = Här röstas det inte nu
vote-not-you = Du kan inte rösta härifrån
vote-sign-in-groups = Bara de som är med i kampanjens grupper röstar. Är du med, gå in med din kod.
vote-sign-in = Logga in för att rösta. Är du med i en grupp, gå in med din kod.
vote-groups-only = Bara de som är med i kampanjens grupper röstar. Är du med, gå in med din kod. Är du inte med, fråga den som leder gruppen.
vote-residents-only = De som bor här röstar, och unga i grupper. Du är inloggad i en annan roll.
vote-to-sign-in = Logga in
vote-to-door = Gå in med kod
vote-mine = Rösta i { $title } till och med { $date }
vote-mine-voted = Du har röstat i { $title }
vote-mine-change = Se eller ändra din röst

## Resultatet
vote-result = Resultatet
vote-table = Röster på varje idé, flest först
vote-column-place = Placering
vote-column-idea = Idé
vote-column-votes = Röster
vote-column-paper = Därav på papper
campaign-column-votes = Röster
vote-hidden = Idén på plats { $slot }, som är dold
vote-votes = { $count ->
    [one] en röst
   *[other] { $count } röster
}
vote-fell-out = { $count ->
    [one] En idé doldes under omröstningen. Den räknas inte.
   *[other] { $count } idéer doldes under omröstningen. De räknas inte.
}
vote-was = { $count ->
    [one] Var och en hade en röst, till och med { $date }.
   *[other] Var och en kunde välja { $count } idéer, till och med { $date }.
}
vote-recount = Röstsedlarna är skilda från dem som röstade. De finns kvar så att de kan räknas om, men ingen kan se vems de var.
vote-door = Rösta på

## Röstsedlar på papper
vote-paper-title = Lägg in röstsedlar på papper
vote-paper-lead = Räkna sedlarna två och två, och skriv hur många som valde varje idé. Siffrorna är förseglade tills omröstningen är slut, också för dig.
vote-paper-entries = Redan inlagt
vote-paper-line = { $count ->
    [one] En sedel, inlagd av { $by }. Räknad av { $one } och { $other }.
   *[other] { $count } sedlar, inlagda av { $by }. Räknade av { $one } och { $other }.
}
vote-paper-replaced = Ersatt av en senare räkning.
vote-paper-slips = Antal giltiga sedlar
vote-paper-slips-hint = { $count ->
    [one] En giltig sedel har exakt ett kryss. Räkna inte blanka sedlar.
   *[other] En giltig sedel har ett till { $count } kryss. Räkna inte blanka sedlar.
}
vote-paper-ideas = Kryss för varje idé
vote-paper-ideas-hint = Lämna tomt där ingen har kryssat.
vote-paper-counted_by = Vem räknade?
vote-paper-counted_with = Vem räknade tillsammans med den?
vote-paper-counted_with-hint = Två personer räknar, så att ingen behöver undra.
vote-paper-then = Har du lagt in sedlar förut, ersätter det här dem. Skriv därför alla du har räknat. Du kan ändra till och med { $date }. Det syns vem som lade in dem, inte vad som stod på dem.
vote-paper-save = Lägg in sedlarna
flash-campaign_voted = Din röst är lagd.
flash-campaign_paper = Sedlarna är inlagda.

## Lägen, dagar och steg
campaign-day-vote = { $count ->
    [one] Rösta till och med { $date }, sista dagen i dag
   *[other] Rösta till och med { $date }, { $count } dagar kvar
}
campaign-day-vote-over = Sista dagen att rösta var { $date }
campaign-stage-voting = Omröstning
campaign-stage-voting-meaning = De valda idéerna går att rösta på. Ingen ser hur det går förrän tiden är slut.
campaign-stage-voted = Röstat
campaign-stage-voted-meaning = Rösterna är räknade. Nu presenteras idéerna för dem som svarar.
campaign-next-voting = Rösterna räknas
campaign-next-voted = Idéerna presenteras
campaign-step-vote = Börja omröstningen
campaign-step-vote-done = Omröstningen började
campaign-step-vote-help = Unga röstar på idéerna som har fått en plats. Den går att hoppa över.
campaign-step-vote-then = Platserna låses. Resultatet är förseglat för alla, också för dig, tills sista dagen har gått. Då räknas rösterna av sig själva.
campaign-step-count = Räkna rösterna
campaign-step-count-done = Rösterna räknades
campaign-step-count-help = Det sker av sig självt dagen efter den sista dagen att rösta.
campaign-step-count-then = Resultatet visas för alla på en gång.
field-campaign_vote-voting_until = Sista dagen att rösta
field-campaign_vote-voting_until-hint = Högst tre månader fram. Rösterna räknas dagen efter.
field-campaign_vote-votes_each = Röster var
field-campaign_vote-votes_each-hint = Så många olika idéer får var och en välja: en till fem, och färre än det finns idéer.
field-campaign_vote-who = Vilka får rösta?
field-campaign_vote-whom = Vem är omröstningen till för?
field-campaign_vote-whom-hint = Till exempel skolan och åldrarna. Alla läser det.
field-campaign_count-ballots = Röstsedlar här
field-campaign_count-slips = Sedlar på papper
field-campaign_count-fell_out = Dolda idéer
field-campaign_count-result = Resultat
choice-who-groups = De som är med i kampanjens grupper
choice-who-everyone = Alla som får stödja förslag, och unga i grupper
