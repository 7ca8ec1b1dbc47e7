## Administrationen: startsidan
nav-admin = Administration
admin-title = Administration
admin-lead = Här bestämmer du vem som får göra vad. Allt du ändrar skrivs i loggen.
admin-people-title = Människor
admin-site-title = Webbplatsen
admin-soon-title = { $count ->
    [one] Ett uppdrag tar slut inom { $days } dagar
   *[other] { $count } uppdrag tar slut inom { $days } dagar
}
admin-soon-link = Se vilka
admin-soon-means = Uppdraget slutar av sig självt efter sista dagen. Det personen har skrivit behåller den roll hen hade då.
admin-cancel = Avbryt

## Uppdrag
admin-roles = Uppdrag
admin-roles-means = Vilka som är tjänstepersoner, förtroendevalda, sekreterare och så vidare, och till när.
admin-roles-lead = De som har ett uppdrag i dag.
admin-roles-none = Ingen har det uppdraget just nu.
admin-until = till och med { $day }
admin-until-none = tills vidare
admin-from = sedan { $day }
admin-from-to-come = börjar { $day }
role-supervisor-means = Leder en grupp ungdomar och läser det de skriver innan det publiceras.
role-official-means = Svarar för sin förvaltning om fakta, kostnader och hur det går till. Tar inte ställning.
role-elected-means = Svarar med namn, parti och uppdrag. Talar för sig och sitt parti, inte för kommunen.
role-secretary-means = Registrerar förslag och för in vad fullmäktige, styrelsen och nämnderna har beslutat.
role-moderator-means = Läser det som är öppet och det som väntar på att publiceras, och kan öppna ett förslag för stöd. Läser också det som anmälts, och döljer det som bryter mot en regel.
role-administrator-means = Ger och avslutar uppdrag och ändrar inställningar. Beslutar inte i några ärenden.

## Personer
admin-people = Personer
admin-people-means = Sök upp någon, se vilka uppdrag hen har, ge ett nytt eller avsluta ett.
admin-people-lead = Sök på namn eller e-postadress. Du ser bara det som behövs för att ge uppdrag, aldrig vad någon har skrivit eller röstat på.
admin-people-search = Namn eller e-postadress
admin-people-submit = Sök
admin-people-none-title = Ingen hittades
admin-people-none = Kontrollera stavningen. Den som inte har något konto kan du bjuda in i stället.
admin-people-short = Skriv minst { $min } tecken.
admin-people-nameless = Visar inget namn. Bjud in adressen om personen ska ha ett uppdrag.
admin-people-cut-title = Det kan finnas fler
admin-people-cut = Så många passade vid en första blick att vi slutade leta. Skriv mer av namnet eller adressen, eller leta vidare på nästa sida.
admin-people-roles = Visa alla som har ett uppdrag
admin-person-about = Kontot
admin-person-level = Vi känner personen genom
admin-person-since = Konto sedan
admin-person-ways = Kan logga in med
admin-person-log = Visa vad loggen säger om personen
admin-person-before = Tidigare uppdrag
admin-person-past = { $role }, { $from } till { $until }
admin-person-sessions = Inloggad just nu
admin-person-browsers = { $count ->
    [0] Inte inloggad i någon webbläsare.
    [one] Inloggad i en webbläsare.
   *[other] Inloggad i { $count } webbläsare.
}
admin-person-keys = { $count ->
    [0] Inga nycklar för program.
    [one] En nyckel för program.
   *[other] { $count } nycklar för program.
}
admin-way-password = lösenord
admin-way-mail = kod på e-post
admin-way-passkey = passnyckel
admin-way-provider = e-legitimation eller tjänsteinloggning
admin-way-none = inget än
admin-shared-title = Ett av demots konton
admin-shared = Det delas av alla som provar demot. Därför går det inte att ändra här. Bjud in dig själv med en annan adress, så kan du prova.
admin-end = Avsluta
admin-end-means = Uppdraget slutar genast. Det personen har skrivit står kvar, med den roll hen hade då.
admin-end-submit = Avsluta uppdraget nu
admin-signout = Logga ut personen överallt
admin-signout-means = Gör det om någon har tappat sin telefon, eller om du tror att någon annan har kommit in. Nycklar för program slutar också gälla. Personen kan logga in igen.
admin-passkey-title = Väcka uppdraget
admin-passkey-means = Ett uppdrag vilar tills personen loggar in på ett sätt som väcker det. Har personen inget sådant sätt än, eller har tappat sin enhet, behövs en länk härifrån.
admin-passkey-submit = Gör en länk till passnyckel
admin-passkey-made-title = Länken är klar
admin-passkey-made = Ge den till { $name } och ingen annan, gärna på plats. Skicka den inte till personens e-post: den som läser posten kan också byta lösenordet. Länken gäller i { $hours } timmar, går att använda en gång och bara inloggad på det här kontot. Den visas inte igen.
admin-passkey-link = Länk

## Ge ett uppdrag
admin-duty-choose = Ge ett uppdrag
admin-duty-title = Ge uppdraget { $role }
admin-duty-lead = Till { $name }.
admin-duty-one = Har personen redan ett uppdrag av samma slag slutar det när det nya börjar.
admin-duty-submit = Ge uppdraget
admin-field-email = E-postadress
admin-field-role = Uppdrag
admin-field-department = Förvaltning
admin-field-department-hint = Så som den ska stå bredvid namnet, till exempel tekniska förvaltningen.
admin-field-title = Titel
admin-field-title-hint = Till exempel trafikingenjör.
admin-field-party = Parti
admin-field-party-hint = Namn och beteckning, till exempel Björksjölistan (BL).
admin-field-assignment = Förtroendeuppdrag
admin-field-assignment-hint = Till exempel ledamot, ersättare eller ordförande.
admin-field-body = Organ
admin-field-body-hint = Fullmäktige, styrelsen eller en nämnd. Förkortning eller namn, till exempel KF eller TN. En sekreterare registrerar för sitt organ; med KF allt, också det som kansliet och registratorn gör.
admin-field-first_day = Första dag
admin-field-first_day-hint = Lämna tomt om uppdraget börjar nu.
admin-field-last_day = Sista dag
admin-field-last_day-hint = Lämna tomt om slutet inte är bestämt.

## Inbjudningar
admin-invitations = Inbjudningar
admin-invitations-means = Bjud in någon till ett uppdrag med e-post. Personen behöver inget konto innan.
invitations-lead = Inbjudan kommer med e-post och har en länk att ta emot uppdraget med. Den gäller i { $days } dagar och går att använda en gång. Har personen andra uppdrag gör du också en länk till en passnyckel, på personens sida.
invitations-empty-title = Ingen är inbjuden
invitations-empty = När du bjuder in någon står det här, i en månad efter att inbjudan skickades.
invite-title = Bjud in någon
invite-choose = Till vilket uppdrag?
invite-role = Bjud in till uppdraget { $role }
invite-lead = Vi skickar en länk med e-post. Den gäller i { $days } dagar.
invite-email-hint = Helst adressen på arbetet eller i kommunen. Kontrollera den noga: den som läser e-posten dit kan ta emot uppdraget.
invite-submit = Skicka inbjudan
invitation-open = Väntar på svar till { $day }
invitation-expired = Gick ut { $day }
invitation-accepted = Mottagen { $day }
invitation-withdrawn = Tillbakatagen { $day }
invitation-sent = Skickad { $day } av { $by }
invitation-again = Skicka igen
invitation-withdraw = Ta tillbaka
problem-already_invited = Den här adressen har redan en inbjudan till uppdraget som väntar på svar. Skicka den igen i stället, eller ta tillbaka den.
not_now-no_name = Ett uppdrag har man under sitt namn, och det här kontot visar inget. Den som har kontot kan visa sitt namn på sin sida. Får namnet inte visas, prata med kommunens personalavdelning om ett annat sätt.
not_now-last_administrator = Någon måste alltid vara systemansvarig. Se först till att någon annan har uppdraget, utan sista dag.

## Den som är inbjuden
invitation-title = Du är inbjuden till uppdraget { $role }
invitation-duty = Uppdrag
invitation-term = Gäller
invitation-by = Inbjuden av
invitation-submit = Ta emot uppdraget
invitation-join = Skapa konto och ta emot uppdraget
invitation-makes-account = Du har inget konto än. Skapa ett här, för { $email }.
invitation-name-hint = Ditt riktiga namn: det står bredvid det du skriver i uppdraget. Högst { $max } tecken.
invitation-signs-in = Du har redan ett konto med { $email }. Logga in, så kommer du tillbaka hit.
invitation-other-title = Du är inloggad med en annan adress
invitation-other = Inbjudan gäller { $email }. Logga ut och öppna länken i e-posten en gång till.
invitation-accepted-title = Du har uppdraget { $role }
invitation-awake = Klart. Du kan börja.
invitation-next-lead = Uppdraget är ditt, men det vilar. Den som talar för kommunen ska logga in säkrare än med lösenord eller kod.
invitation-next-1 = Lägg till en passnyckel: en nyckel i din telefon eller dator som öppnas med finger, ansikte eller PIN. Loggade du in med e-legitimation eller tjänstekort när kontot skapades går det lika bra.
invitation-next-2 = Logga ut, och logga in med den. Då vaknar uppdraget.
invitation-next-known = Har du redan en passnyckel som väcker uppdrag loggar du in med den.
invitation-next-asks = Annars ber du en systemansvarig i kommunen om en länk till en passnyckel. Den här inbjudan räcker inte till det, för den kom med e-post och en passnyckel väcker alla uppdrag du har.
invitation-passkey = Lägg till en passnyckel
invitation-account = Till ditt konto
invitation-used = Inbjudan är redan mottagen. Var det du? Logga in, så ser du uppdraget på ditt konto.
invitation-left = Den som bjöd in är inte systemansvarig längre
invitation-left-title = Inbjudan gäller inte längre
not_now-inviter_left = Den som bjöd in dig är inte systemansvarig längre. Be en annan systemansvarig i kommunen skicka inbjudan igen.
invitation-broken = Länken gäller i { $days } dagar, och bara den senaste som vi har skickat fungerar. Be den som bjöd in dig att skicka igen.
mail-duty-subject = Du har fått ett uppdrag i Nära
mail-duty-body =
    { $hello }

    { $by } har gett dig uppdraget { $role } i Nära, eller ändrat när det gäller: { $last ->
        [none] från { $first } tills vidare.
       *[other] från { $first } till och med { $last }.
    }

    Så här vaknar det: logga in med en passnyckel som kommunen har gett dig en länk för, eller med e-legitimation om kontot skapades med den. Har du ingen av dem, be { $by } om en länk. När uppdraget har börjat ser du det på ditt konto:
    { $link }

    Tror du att det är fel? Säg till { $by }.

    Hälsningar
    Nära i { $place }
    { $url }
mail-invitation-subject = Du är inbjuden till ett uppdrag
mail-invitation-body =
    Hej!

    { $by } bjuder in dig till uppdraget { $role } i Nära, där invånarna i { $place } lägger förslag och { $municipality } svarar.

    Öppna länken och ta emot uppdraget:
    { $link }

    Länken går att använda en gång och gäller i { $days } dagar.

    Tror du att inbjudan har kommit fel? Då behöver du inte göra något.

    Hälsningar
    Nära i { $place }
    { $url }

## Loggen
admin-log = Logg
admin-log-means = Vem som har gjort vad: uppdrag, inbjudningar, inställningar och beslut i ärenden.
log-lead = Allt som har gjorts i ett uppdrag, det senaste först. Ingenting av det går att ändra eller ta bort.
log-empty-title = Inget här
log-empty = Inget har gjorts som passar det du har valt.
log-filters = Välj vad som visas
log-when = När
log-what = Vad
log-period-all = När som helst
log-period = De senaste { $days } dagarna
log-more-by = Visa allt av { $name }
log-to-case = Till ärendet
log-filter-remove = ta bort filtret
log-export-title = Som fil
log-export-lead = En fil för kalkylprogram, med allt som passar det du har valt. Att du hämtar den skrivs i loggen.
log-export = Hämta loggen
log-file-name = logg-{ $date }.csv
log-provider = Inloggningstjänsten { $name }
log-operator = Driftansvarig
log-somebody = någon
log-case = ”{ $title }”
log-case-unseen = nummer { $number }, som inte är offentligt
log-recorded = { $who } förde in ”{ $what }” i ärendet { $case }.
log-corrected = { $who } rättade ”{ $what }” i ärendet { $case }.
log-column-time = Tid
log-column-who = Vem
log-column-role = Uppdrag
log-column-code = Kod
log-column-sentence = Vad
log-what-all = Allt
log-what-case = Ärenden
log-what-duty_given = Gett uppdrag
log-what-duty_ended = Avslutat uppdrag
log-what-sessions_ended = Loggat ut någon
log-what-invited = Bjudit in
log-what-invitation_sent_again = Skickat inbjudan igen
log-what-invitation_withdrawn = Tagit tillbaka inbjudan
log-what-invitation_accepted = Tagit emot uppdrag
log-what-log_exported = Hämtat loggen
log-what-passkey_link_made = Gjort länk till passnyckel
log-what-passkey_added = Lagt till passnyckel
log-what-passkey_removed = Tagit bort passnyckel
log-what-paper_entered = Fört in från papper
log-what-ruleset_added = Publicerat regler
log-what-feature_closed = Stängt av en funktion
log-what-feature_opened = Öppnat en funktion
log-what-theme_changed = Ändrat utseendet
log-what-letter_tested = Prövat brev
log-what-accounts_merged = Slagit ihop konton
log-what-roll_loaded = Läst in folkbokföringen
log-what-number_key_replaced = Bytt nyckel för personnummer
log-what-step_prepared = Förberett ett beslut
log-what-step_discarded = Tagit tillbaka förberett
deed-duty_given = { $who } gav { $whom } uppdraget { $role }.
deed-duty_ended = { $who } avslutade uppdraget { $role } för { $whom }.
deed-sessions_ended = { $who } loggade ut { $whom } överallt.
deed-invited = { $who } bjöd in { $whom } till uppdraget { $role }.
deed-invitation_sent_again = { $who } skickade inbjudan till { $whom } igen.
deed-invitation_withdrawn = { $who } tog tillbaka inbjudan till { $whom }.
deed-invitation_accepted = { $who } tog emot uppdraget { $role }.
deed-log_exported = { $who } hämtade loggen som fil.
deed-passkey_link_made = { $who } gjorde en länk för { $whom } att lägga till en passnyckel med.
deed-passkey_added = { $who } lade till en passnyckel på sitt konto.
deed-passkey_removed = { $who } tog bort en passnyckel från sitt konto.
deed-paper_entered = { $who } förde in något på papper åt någon annan.
deed-ruleset_added = { $who } publicerade en ny version av reglerna.
deed-feature_closed = { $who } stängde av en funktion.
deed-feature_opened = { $who } öppnade en funktion igen.
deed-theme_changed = { $who } ändrade webbplatsens färg.
deed-letter_tested = { $who } skickade ett brev för att pröva posten.
deed-accounts_merged = { $who } slog ihop två konton som är samma persons.
deed-roll_loaded = { $who } läste in folkbokföringen.
deed-number_key_replaced = { $who } bytte nyckel för personnummer.
deed-step_prepared = { $who } förberedde ett beslut i ärende nummer { $whom }. En kollega ska läsa det.
deed-step_discarded = { $who } tog tillbaka det förberedda beslutet i ärende nummer { $whom }.

## Det som just hände
flash-duty_given = Uppdraget är givet.
flash-duty_ended = Uppdraget är avslutat.
flash-signed_somebody_out = Personen är utloggad överallt.
flash-invited = Inbjudan är skickad.
flash-invited_again = Inbjudan är skickad igen. Den förra länken fungerar inte längre.
flash-invitation_withdrawn = Inbjudan är tillbakatagen. Länken fungerar inte längre.
flash-invitation_accepted = Du har tagit emot uppdraget.
