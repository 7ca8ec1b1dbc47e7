### Moderatorernas kö: vem som läser, flera på en gång, hot och fara.

## Vem som läser
reader-own = Du läser den sedan { $time }
reader-own-means = Andra moderatorer ser det i { $minutes } minuter, eller tills du har bestämt.
reader-other = { $name } läser den sedan { $time }
reader-other-means = Ni kan båda bestämma, men det beslut som kommer först gäller. Ta över om du vet att det är rätt: då står ditt namn här i stället.
reader-take_over = Läs den i stället
flash-reader_taken_over = Nu är det du som läser den.

## Hot och fara
moderate-urgent = Bråttom: hot eller fara
danger-mark = Hot eller fara
danger-title = Är det ett hot, eller är någon i fara?
danger-means = Tryck en gång. Texten hamnar först i kön, ett brev går till kommunens jour, och du får veta vad du gör nu. Att dölja texten gör du för sig.
danger-means-nobody = Tryck en gång. Texten hamnar först i kön, och du får veta vad du gör nu. Kommunen har inte angett någon jouradress, så inget brev går: du behöver ringa själv.
danger-raise = Hot eller fara för någon
danger-is = Hot eller fara för någon
danger-said = { $name } sa till { $date } klockan { $time }.
danger-told = Ett brev är på väg till jouren:
danger-told-then = Vänta inte på svar om det är bråttom: ring.
danger-told-nobody = Ingen har fått något brev: kommunen har inte angett någon jouradress. Du behöver ringa själv.
danger-now = Gör så här nu
flash-danger_raised = Texten står först i kön. Läs här vad du gör nu.
log-what-danger_raised = Sagt till om hot eller fara
deed-danger_raised = { $who } sa till om hot eller fara för någon (anmälan nummer { $case }).
mail-danger-subject = Bråttom: hot eller fara på Nära i { $place }
mail-danger-body =
    Hej!

    { $by } läser anmälda texter på Nära och ser ett hot, eller att någon kan vara i fara. Det var { $date } klockan { $time }.

    Här står texten: { $link }

    Här bestämmer moderatorerna om den, och kan läsa den också när den är dold (inloggning behövs): { $case }

    Är någon i fara nu: ring 112. Polisanmälan: 114 14. Texten sparas förseglad när den döljs, så att polisen kan få den.

    Det gäller anmälan nummer { $number }. Svara inte på det här brevet.

    Nära i { $place }
    { $url }

## Vem som får veta
admin-duty = Hot och fara
admin-duty-means = Vem som får ett brev när en moderator ser ett hot.
duty_address-lead = När en moderator ser ett hot, eller att någon är i fara, går ett brev hit genast.
duty_address-without = Utan adress går inget brev. Moderatorn får veta det, och vem man ringer.
duty_address-email = Jourens e-postadress
duty_address-email-hint = En brevlåda som någon läser också kvällar och helger. Moderatorerna ser adressen.
duty_address-save = Spara
flash-duty_saved = Sparat. Det gäller från och med nu.
log-what-duty_address_set = Ändrat vem som får veta om hot
deed-duty_address_set = { $who } ändrade vem som får veta om hot och fara.

## En tom kö
moderate-empty-but-title = Inga anmälda texter väntar
moderate-empty-but = Men det finns frågor till kommunen att läsa:

## Flera på en gång
together-tick = Välj { $title }
together-choose-held = Släpp fram flera, eller säg nej till flera
together-choose-reported = Dölj flera, eller låt flera stå kvar
together-choose-means = Kryssa för dem i listan, högst { $max } på en gång. Inget händer förrän du har bestämt på nästa sida.
together-go = Gå vidare med de valda
together-title = Flera texter på en gång
together-lead = Läs varje text. Var och en får sitt eget beslut, och den som skrev får veta det som om du hade bestämt om texterna en och en.
together-boxes = Texter
together-none-title = Ingen text är vald
together-none = Kryssa för dem i listan, högst { $max } på en gång.
together-many = Högst { $max } på en gång. De första är med här, resten får du ta sedan.
together-chosen = { $count ->
    [one] 1 text är vald
   *[other] { $count } texter är valda
}
together-left_out = { $count ->
    [one] 1 text är inte med
   *[other] { $count } texter är inte med
}
together-own = Du skrev den själv. Någon annan bestämmer.
together-settled = Den är redan avgjord.
together-two = En politiker har skrivit den: två bestämmer
together-two-why = En politiker har skrivit den, så två moderatorer bestämmer. Öppna den och föreslå att den döljs.
together-step = Vad ska hända med texterna?
together-release = Släpp fram dem
together-release-means = De publiceras nu. De som skrev får veta det.
together-decline = Publicera dem inte
together-decline-means = De förseglas. De som skrev får veta regeln och varför, och kan begära omprövning.
together-hide = Dölj dem
together-hide-means = De försvinner överallt där allmänheten kan läsa, och förseglas. Inget raderas. De som skrev får veta varför och kan begära omprövning.
together-leave = Låt dem stå kvar
together-leave-means = De bryter inte mot någon regel. De som anmälde får veta varför.
together-rule = Vilken regel bryter de mot?
together-rule-hint = Samma för alla. Behövs inte om texterna ska synas.
together-reason-hint = Samma för alla. De som skrev och de som anmälde läser det. Citera inte det som ska bort. Högst { $max } tecken.
together-reason-hint-held = Behövs bara om du säger nej. Samma för alla. De som skrev läser det. Högst { $max } tecken.
together-send = { $count ->
    [one] Bestäm om texten
   *[other] Bestäm om { $count } texter
}
together-cancel = Avbryt
together-back = Tillbaka till anmälda texter
together-done-title = Så gick det
together-count = { $failed ->
    [0] { $went ->
        [one] Gjort med en text.
       *[other] Gjort med alla { $went }.
    }
   *[other] Gjort med { $went }, { $failed } gick inte. Skälet står vid varje text.
}
together-went = Gjort
together-failed = Gick inte
together-unknown = Text nummer { $number }
together-overtaken = Någon annan hann före. Öppna den och se hur det är nu.
together-gone = Den finns inte längre här. Den som skrev kan ha tagit tillbaka den.
