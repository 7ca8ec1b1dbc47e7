### När någon stängs av en tid.

not_now-muted = Du kan inte skriva här just nu. På din egen sida står varför, till när och hur du begär omprövning.
not_now-suspended = Du är avstängd just nu. På din egen sida står varför, till när och hur du begär omprövning.
not_now-speaks_for_others = Den som skrev har ett uppdrag i kommunen och stängs inte av här. Dölj det som bryter mot en regel.
not_now-nothing_hidden = Bara den vars text är dold kan stängas av.
not_now-restraint_over = Avstängningen är över. Det du skrev står kvar längre ner.
refused-suspended = Du är avstängd just nu. På din egen sida står varför, till när och hur du begär omprövning.

## Den det gäller
kept_off-title = Du kan inte skriva just nu
kept_off-own = Till din sida
restraint-what-mute = att skriva
restraint-what-suspend = att delta
restraint-mine = Du är avstängd från { $what }
restraint-was = Du var avstängd från { $what }
restraint-was-lifted = Du är inte längre avstängd från { $what }
restraint-until = Till och med { $until }.
restraint-over = Det var till och med { $until }.
restraint-lifted = Avslutad i förtid. Den skulle ha gällt till och med { $until }.
restraint-rule = Något du skrev döljs enligt regeln om { $rule }.
restraint-rule-was = Något du skrev doldes enligt regeln om { $rule }.
restraint-stays-mute = Du kan läsa, stödja, rösta, följa och anmäla som vanligt, och lämna medborgarförslag.
restraint-stays-suspend = Du kan läsa, rösta, följa och anmäla som vanligt. Medborgarförslag kan du lämna på papper.
restraint-appeal = Begär omprövning
restraint-all = Allt som hör till det
restraint-why = Därför
restraint-form = Be någon annan ta ställning
restraint-form-lead = Den som läser är någon annan än den som stängde av dig. Du kan begära det en gång.
restraint-words = Vad tycker du är fel?
restraint-words-hint = Till exempel vad du menade. Högst { $max } tecken.
restraint-waits = Någon annan än den som stängde av dig läser det du skrev. Du ser svaret här och på din sida, och får ett brev om du har en e-postadress.
restraint-asked = Det här skrevs när omprövning begärdes
restraint-answer-lift = Avstängningen är avslutad
restraint-answer-uphold = Avstängningen står fast
restraint-too-late = Det är över nu, så det går inte att begära omprövning.

## För moderatorer
restrain-link = Stäng av den som skrev, en tid
restraint-there = Den som skrev är eller har varit avstängd
restrain-title = Stäng av { $name } en tid
restrain-case = Texten det gäller
restrain-lead = En dold text räcker nästan alltid. Stäng av någon bara om det annars fortsätter.
restrain-told = Den som stängs av får veta regeln, skälet, till när det gäller och hur man begär omprövning. En annan moderator svarar.
restrain-stays = Det slutar av sig självt. Den som har ett uppdrag i kommunen kan inte stängas av här.
restrain-before = Personen har redan stängts av för den här texten
restrain-not = Det går inte att stänga av den som skrev
restrain-kind = Från vad?
restrain-mute = Att skriva
restrain-mute-means = Inga inlägg, idéer, problem eller frågor. Att stödja, rösta och lämna medborgarförslag går som vanligt.
restrain-suspend = Att delta
restrain-suspend-means = Inte heller stöd, hjälp med idéer eller medborgarförslag på webben. Att läsa, rösta, följa och anmäla går som vanligt.
restrain-days = Hur länge?
restrain-count = { $days ->
    [one] Till och med i morgon
   *[other] { $days } dagar
}
restrain-reason = Varför?
restrain-reason-hint = Den som stängs av läser det. Skriv inget om vem som anmält. Högst { $max } tecken.
restrain-send = Stäng av
restraint-list = Avstängda en tid
restraint-line = { $name } är avstängd från { $what }
restraint-line-was = { $name } var avstängd från { $what }
restraint-text = Texten det gäller
restraint-another = Du stängde av personen. Därför bestämmer någon annan om det ska avslutas i förtid.
restraint-step = Vad ska gälla?
restraint-do-lift = Avsluta avstängningen
restraint-do-uphold = Låt den stå fast
restraint-did-impose = Avstängd.
restraint-did-lift = Avslutad i förtid.
restraint-did-uphold = Omprövad, står fast.

flash-restrained = Personen är avstängd en tid och får veta varför.
flash-restraint_lifted = Avstängningen är avslutad.
flash-restraint_upheld = Avstängningen står fast. Den det gäller får veta varför.
log-what-person_restrained = Stängt av någon en tid
log-what-restraint_lifted = Avslutat en avstängning i förtid
log-what-restraint_upheld = Omprövat en avstängning, som står fast
deed-person_restrained = { $who } stängde av den som skrev en dold text en tid (anmälan nummer { $case }).
deed-restraint_lifted = { $who } avslutade en avstängning i förtid (anmälan nummer { $case }).
deed-restraint_upheld = { $who } läste en avstängning igen och lät den stå fast (anmälan nummer { $case }).

moderation_log-how-restrain = Den vars text döljs kan stängas av från att skriva eller delta i högst 90 dagar. Regel, skäl, slutdag och omprövning hör alltid till. Den som har ett uppdrag i kommunen stängs inte av.
moderation_log-restrained = { $count ->
    [one] 1 gång stängdes någon av en tid.
   *[other] { $count } gånger stängdes någon av en tid.
}

## Två personer om det en politiker skrivit
not_now-needs_second = En politiker har skrivit texten. Föreslå att den döljs, så bestämmer en annan moderator. Bara hot och personuppgifter döljs genast, och inte igen när ingen har bekräftat det i tid.
second-title = En politiker har skrivit texten
second-needed = Då bestämmer två. Du kan föreslå att den döljs, och en annan moderator bestämmer. Hot och personuppgifter döljer du genast, och en annan moderator bekräftar senast nästa arbetsdag.
second-again = Då bestämmer två. Texten doldes genast en gång, och ingen annan moderator bekräftade det i tid. Du kan föreslå att den döljs, och en annan moderator bestämmer.
second-yours = Du har föreslagit att den döljs. En annan moderator bestämmer.
second-you = En annan moderator har föreslagit att den döljs. Döljer du den är det bestämt.
second-another = Du dolde den genast. En annan moderator ska bekräfta det senast { $date }. Annars visas den igen.
second-confirm-by = Den doldes genast. Bekräfta senast { $date }, eller visa den igen. Annars visas den igen av sig själv.
second-mine = En annan moderator ska bekräfta det senast { $date }. Annars visas texten igen av sig själv.
second-proposed = Föreslagen att döljas
second-by = Ska bekräftas senast { $date }
moderate-propose = Föreslå att den döljs
moderate-propose-means = Texten står kvar tills en annan moderator har bestämt.
moderate-confirm = Bekräfta att den döljs
moderate-confirm-means = Då har två bestämt. Den som skrev kan fortfarande begära omprövning.
moderate-did-propose = Föreslagen att döljas enligt regeln om
moderate-did-confirm = Bekräftat att den döljs.
moderate-did-lapsed = Visas igen: ingen annan moderator bekräftade i tid.
lapsed-why = Texten doldes av en moderator. Ingen annan moderator bekräftade det i tid, så den visas igen.
flash-hiding_proposed = Förslaget finns i listan. En annan moderator bestämmer.
flash-hiding_confirmed = Två har bestämt. Texten är dold.
log-what-hiding_proposed = Föreslagit att dölja något en politiker skrivit
log-what-hiding_confirmed = Bekräftat att något en politiker skrivit döljs
log-what-hiding_lapsed = Något en politiker skrivit visas igen utan bekräftelse
deed-hiding_proposed = { $who } föreslog att en text av en politiker döljs (anmälan nummer { $case }).
deed-hiding_confirmed = { $who } bekräftade att en text av en politiker döljs (anmälan nummer { $case }).
deed-hiding_lapsed = En text av en politiker visas igen, eftersom ingen bekräftade att den doldes (anmälan nummer { $case }).
moderation_log-how-second = Det en politiker skrivit döljs av två moderatorer tillsammans. Hot och personuppgifter döljs genast, och visas igen om ingen andra moderator bekräftar senast nästa arbetsdag.

## Brev
mail-restrained-subject = Du är avstängd från { $what } en tid
mail-restrained-body =
    { $hello }

    Något du skrev döljs enligt regeln om { $rule }. Därför är du avstängd från { $what }, till och med { $until }. Sedan slutar det av sig självt.

    Så här skriver den som bestämde det:
    { $reason }

    Vad du fortfarande kan göra, och hur du begär att någon annan tar ställning, står här. Du behöver logga in: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-restraint_lifted-subject = Du är inte längre avstängd
mail-restraint_lifted-body =
    { $hello }

    Du var avstängd från { $what }. En annan moderator har avslutat det i förtid.

    Så här skriver den som bestämde det:
    { $reason }

    Allt som hör till det: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-restraint_upheld-subject = Avstängningen står fast
mail-restraint_upheld-body =
    { $hello }

    Du har begärt omprövning av att du är avstängd från { $what }. En annan moderator har läst det du skrev. Det står fast, till och med { $until }.

    Så här skriver den som bestämde det:
    { $reason }

    Allt som hör till det: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
