## Dina uppgifter
held-title = Dina uppgifter
held-lead = Det här finns sparat om dig. Mer än så finns det inte.
held-basis = { $municipality } ansvarar för uppgifterna och behandlar dem som en uppgift av allmänt intresse: att invånare ska kunna påverka kommunen.
held-count = Finns
held-count-of = { $count ->
    [0] ingenting
    [one] { $count } uppgift
   *[other] { $count } uppgifter
}
held-why = Varför
held-how-long = Hur länge
held-keep-account = Tills du tar bort kontot.
held-keep-days = Högst { $days } dagar.
held-keep-group = Tills { $days } dagar efter att gruppen är slut. Det som är publicerat finns kvar under aliaset.
held-keep-archive = Så länge arkivlagen kräver. Det är allmänna handlingar, och dem får kommunen inte slänga på begäran.

held-account = Kontot
held-account-why-password = Namn, e-postadress och lösenord, så att du kan logga in och få svar. Lösenordet är omräknat så att ingen kan läsa det.
held-account-why-address = Namn och e-postadress, så att du kan logga in och få svar.
held-account-why-name = Ditt namn, så att andra ser vem som skriver.
held-account-why-alias = Ditt alias och gruppens namn, så att andra ser vem som skriver.
held-identity = E-legitimation
held-identity-why = Vilka inloggningar du har kopplat, och ditt personnummer, omräknat med en hemlig nyckel så att ingen kan läsa det. En person, en röst: samma nummer leder alltid till samma konto. Numret självt sparas aldrig.
held-session = Inloggningar och nycklar
held-session-alias = Inloggningar
held-session-why = Var du är inloggad, så att du kan se det och logga ut överallt.
held-passkey = Passnycklar
held-passkey-why = Så att du kan logga in med din enhet. Bara den öppna halvan av nyckeln finns här: med den kan ingen logga in.
held-link = Länkar och koder på väg
held-link-why = Det du har bett om med e-post, till exempel ett nytt lösenord, tills du har använt det.
held-invitation = Inbjudningar
held-invitation-why = Att kommunen har bett dig ta ett uppdrag, eller svara för din organisation, så att du kan svara.
held-letter = Brev till dig
held-letter-why = För att kunna svara om du undrar vart ett brev tog vägen.
held-report = Det du har anmält
held-report-why = Så att du får veta vad det blev. Den som skrev texten får inte veta att det var du.
held-appeal = Omprövningar du begärt
held-appeal-why = Det du skrev när du begärde att någon annan läser en dold text igen, så att de vet vad du menar.
held-restraint = Avstängningar
held-restraint-why = Om du är eller har varit avstängd en tid: enligt vilken regel och till när, så att det gäller lika i hela tjänsten och kan omprövas.
held-draft = Utkast
held-draft-why = Det du har börjat skriva. Ingen annan ser det.
held-proposal = Förslag och idéer
held-proposal-why = Kommunen behandlar dem, och alla kan följa hur det går.
held-comment = Inlägg
held-comment-why = De hör till diskussionen, som alla kan läsa.
held-question = Frågor till kommunen
held-question-why = De står under Frågor, med ditt visade namn och svaren.
held-support = Stöd
held-support-why = En person, en röst: vi måste veta att ingen räknas två gånger. Andra ser bara hur många som stöder, aldrig vilka.
held-act = Steg i ärenden
held-act-why = Det du har fört in i ett ärende, till exempel en komplettering.
held-duty = Uppdrag
held-duty-alias = Din plats
held-duty-alias-why = Så att du kan skriva och stödja till och med gruppens sista dag.
held-duty-why = Så att alla kan se i vilken roll någon svarade.
held-group = Din grupp
held-group-why = Så att du kan vara med under ett alias, komma in igen och få läst det du skriver. Vi vet inte vad du heter eller hur gammal du är.

held-export-title = Ta med dig allt
held-export-lead-password = Du får en zip-fil med allt som räknas upp här, i klartext och i ett format som andra program kan läsa. Lösenord, nycklar och brevens innehåll är inte med: den som får tag i filen ska inte kunna logga in som du.
held-export-lead-address = Du får en zip-fil med allt som räknas upp här, i klartext och i ett format som andra program kan läsa. Nycklar och brevens innehåll är inte med: den som får tag i filen ska inte kunna logga in som du.
held-export-lead-name = Du får en zip-fil med allt som räknas upp här, i klartext och i ett format som andra program kan läsa. Nycklar är inte med: den som får tag i filen ska inte kunna logga in som du.
held-export-lead-alias = Du får en zip-fil med allt som räknas upp här, i klartext och i ett format som andra program kan läsa. Din egen kod är inte med: den som får tag i filen ska inte kunna komma in som du.
held-export = Hämta mina uppgifter
held-prove = Visa att det är du
held-prove-why = För din säkerhet behöver du ha visat vem du är de senaste { $minutes } minuterna.
held-erase-lead = Du kan ta bort kontot själv. Vi säger först vad som försvinner och vad som blir kvar.
held-erase-link = Ta bort kontot

## Ta bort kontot
erase-title = Ta bort kontot
erase-lead = Det går inte att ångra. Läs igenom först.
erase-goes-title = Det här försvinner
erase-goes-account-password = E-postadress, lösenord, passnycklar, inloggningar och nycklar
erase-goes-account-address = E-postadress, passnycklar, inloggningar och nycklar
erase-goes-account-name = Passnycklar, inloggningar och nycklar
erase-goes-account-alias = Din plats i gruppen, din egen kod och dina inloggningar
erase-goes-drafts-password = Utkast, och brev vi har skickat till dig
erase-goes-drafts-address = Utkast, och brev vi har skickat till dig
erase-goes-drafts-name = Utkast
erase-goes-drafts-alias = Utkast, och texter som väntar på att läsas
erase-goes-support = { $count ->
    [0] Stöd till förslag som fortfarande samlar stöd. Just nu stöder du inget sådant.
    [one] Ditt stöd till ett förslag som fortfarande samlar stöd
   *[other] Ditt stöd till { $count } förslag som fortfarande samlar stöd
}
erase-goes-name-password = Ditt namn på sidorna. Där står ”{ $name }” i stället.
erase-goes-name-address = Ditt namn på sidorna. Där står ”{ $name }” i stället.
erase-goes-name-name = Ditt namn på sidorna. Där står ”{ $name }” i stället.
erase-goes-name-alias = Ditt alias på sidorna. Där står ”{ $name }” i stället.
erase-stays-title = Det här blir kvar
erase-stays-words = Texten i dina förslag och inlägg. De är allmänna handlingar, och ärenden som kommunen behandlar fortsätter.
erase-stays-archive-password = Namnet i kommunens arkiv, om någon begär ut handlingen. Det kräver arkivlagen. På webbplatsen visas det inte.
erase-stays-archive-address = Namnet i kommunens arkiv, om någon begär ut handlingen. Det kräver arkivlagen. På webbplatsen visas det inte.
erase-stays-archive-name = Namnet i kommunens arkiv, om någon begär ut handlingen. Det kräver arkivlagen. På webbplatsen visas det inte.
erase-stays-archive-alias = Aliaset i kommunens arkiv, om någon begär ut handlingen. Det kräver arkivlagen. På webbplatsen visas det inte.
erase-stays-votes = Stöd som redan har räknats klart, utan namn
erase-kept-duty = Du har ett uppdrag i kommunen. Då avslutar kommunen kontot, så att någon annan kan ta över ärendena. Hör av dig till den som gav dig uppdraget.
erase-kept-demo = Det här är ett av demots konton, som alla delar. Skapa ett eget om du vill pröva.
erase-box = Rutan
erase-confirm = Jag förstår att det inte går att ångra.
erase-submit = Ta bort mitt konto
erase-cancel = Behåll kontot

## Filen man hämtar
takeout-name = nara-uppgifter-{ $date }.zip
takeout-readme-name = las-mig.txt
takeout-data-name = uppgifter.json
takeout-readme-group = member och waiting_text: din grupp, och texter du har lämnat till ledaren att läsa
takeout-readme =
    Det här är allt som Nära har sparat om dig.

    Filen uppgifter.json är vanlig text. Öppna den i en webbläsare eller ett skrivprogram. Varje rubrik är en sorts uppgift:

    person: kontot
    sealed_name: namn som har tagits bort från sidorna men som arkivlagen kräver att kommunen sparar
    person_number och person_identity: ditt omräknade personnummer och de e-legitimationer du har kopplat (att de finns och sedan när, inte värdet)
    session: inloggningar och nycklar
    passkey: passnycklarnas namn, och när de lades till och användes
    ceremony: en passnyckel som håller på att läggas till
    registration och way_in: länkar och koder på väg till dig
    outbox: brev till dig
    draft: utkast
    text_report: texter du har anmält
    hidden_text: det du skrev och som är dolt
    appeal: det du skrev när du begärde omprövning av en dold text
    restraint: om du är eller har varit avstängd en tid
    restraint_appeal: det du skrev när du begärde omprövning av det
    proposal: förslag och idéer
    comment: inlägg
    support och support_event: stöd, och när du gav eller tog tillbaka det
    act: steg du har fört in i ärenden
    standing: uppdrag{ $group }

    Tider står i UTC. Lösenord, nycklar och brevens innehåll är inte med: den som får tag i filen ska inte kunna logga in som du.

    Är något fel? Hör av dig till kommunen, så rättar vi det.

## På sidan Ditt konto
account-privacy-lead = Se vad som finns sparat om dig, varför och hur länge, och ta med dig allt.
account-privacy-held = Se och hämta dina uppgifter
