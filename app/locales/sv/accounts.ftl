## Logga in
signin-title = Logga in
signin-lead = Du behöver ett konto för att lämna förslag, stödja och skriva inlägg. Läsa kan du alltid utan.
signin-intent-support = När du har loggat in räknas ditt stöd direkt för förslaget ”{ $title }”, och du kommer tillbaka till det.
signin-intent-back = När du har loggat in kommer du tillbaka till det du höll på med.
signin-email = E-postadress
signin-password = Lösenord
signin-submit = Logga in
signin-no-account = Har du inget konto?
signin-register = Skapa ett konto
signin-wrong-title = E-postadressen och lösenordet hör inte ihop
signin-wrong-help = Kontrollera båda och försök igen. Om du nyss har skapat kontot: öppna länken i brevet vi skickade först.

## Prova som någon i demot
demo-title = Prova som någon i { $place }
demo-lead = { $municipality } finns inte på riktigt. Välj en person och se Nära med den personens ögon. Inget lösenord behövs.
demo-sign-in-as = Logga in som
demo-invanare-who = Invånare i Ekbacken
demo-invanare-can = Lämnar förslag, stöder andras och skriver inlägg.
demo-invanare2-who = Invånare i Åsbyn
demo-invanare2-can = En andra invånare, så att du kan se hur det ser ut för någon annan.
demo-ungdom-who = Ungdom i en grupp
demo-ungdom-can = Stöder och skriver idéer under ett alias.
demo-handledare-who = Handledare
demo-handledare-can = Stöttar ungdomsgruppen.
demo-handlaggare-who = Handläggare på tekniska förvaltningen
demo-handlaggare-can = Svarar för förvaltningen, bereder ärenden och svarar på idéer.
demo-fortroendevald-who = Förtroendevald (X)
demo-fortroendevald-can = Skriver sin åsikt under namn, parti och uppdrag.
demo-sekreterare-who = Nämndsekreterare
demo-sekreterare-can = Registrerar förslag, för in beslut och rättar fel.
demo-sekreterare2-who = Registrator
demo-sekreterare2-can = En andra sekreterare, som läser och bekräftar en avvisning som en kollega har förberett.
demo-moderator-who = Moderator
demo-moderator-can = Läser det som anmälts, döljer det som bryter mot en regel och omprövar det en annan har dolt.
demo-admin-who = Systemansvarig
demo-admin-can = Ger uppdrag, bjuder in, ställer in webbplatsen och läser loggen.

## Skapa konto
register-title = Skapa ett konto
register-lead = Det tar en minut. Vi skickar ett brev till din e-postadress med en länk som du bekräftar med.
register-name = Namn som andra ser
register-name-hint = Det står vid det du skriver. Du får gärna använda ditt eget namn, men det går lika bra med till exempel ”Ekbackenbo”. Högst { $max } tecken.
register-email = E-postadress
register-email-hint = Visas aldrig för andra. Vi använder den för att du ska kunna logga in och få besked om förslag som du har lämnat eller stött.
register-password = Lösenord
register-password-hint = Minst { $min } tecken. Fyra ord efter varandra är svåra att gissa och lätta att minnas, till exempel ”lampa sjö kanel vante”. Hitta på egna.
register-privacy = Läs hur vi hanterar dina uppgifter
register-submit = Skapa konto
register-have-account = Har du redan ett konto?
register-sign-in = Logga in

## Kolla din e-post
check-mail-title = Kolla din e-post
check-mail-lead = Vi har skickat ett brev till adressen du skrev. Öppna länken i det, så är kontot klart.
check-mail-how-long = Länken går att använda en gång och gäller i ett dygn.
check-mail-missing-title = Kommer det inget brev?
check-mail-missing-spam = Titta i skräpposten. Det kan ta några minuter.
check-mail-missing-spelling = Kontrollera att adressen blev rätt. Du kan alltid skapa kontot igen.
check-mail-demo = I demot skickas inga riktiga brev. De läggs i demots post.
check-mail-demo-link = Öppna demots post

## Bekräfta e-postadressen
confirm-title = Bekräfta din e-postadress
confirm-lead = Skriv lösenordet du valde, så är kontot klart och du är inloggad.
confirm-password = Lösenordet du valde
confirm-password-hint = Det du skrev när du skapade kontot.
confirm-not-you = Har du inte skapat något konto? Då kan du stänga sidan. Inget händer utan lösenordet.
confirm-intent-support = När du har bekräftat räknas ditt stöd direkt för förslaget ”{ $title }”.
confirm-submit = Bekräfta och logga in
confirm-again = Skapa kontot igen för att få en ny länk
confirm-sign-in = Logga in

## Ditt konto
account-title = Ditt konto
account-about-title = Om dig
account-name = Namn som andra ser
account-group = Grupp
account-group-link = Din sida
account-email = E-postadress
account-no-email = Ingen: du deltar med gruppkod
account-duties = Uppdrag
account-dormant-title = Ditt uppdrag vilar
account-duty-none = Invånare
account-supported = Du stöder
account-supported-count = { $count ->
    [0] inga förslag än
    [one] { $count } förslag
   *[other] { $count } förslag
}
account-proposals-title = Dina förslag och idéer
account-proposals-empty = Du har inte lämnat något förslag än.
account-write = Skriv ett förslag
account-drafts-title = Utkast
account-drafts-lead = Det du har börjat skriva. Ingen annan ser det.
account-draft-untitled = Utan rubrik
account-draft-saved = Sparat { $when }
account-draft-continue = Fortsätt skriva
account-sessions-title = Här är du inloggad
account-sessions-caption = Webbläsare och nycklar som kan använda ditt konto
account-session-where = Var
account-session-since = Sedan
account-session-seen = Senast använd
account-session-on = { $browser } på { $system }
account-session-this = den här webbläsaren
account-session-end = Logga ut
account-session-end-which = { $device }, inloggad { $since }
account-others = Logga ut på alla andra ställen
account-session-api = Nyckel för program
account-session-unknown = Okänd webbläsare
account-everywhere-lead = Känner du inte igen något, eller har du glömt att logga ut någonstans? Då loggas du ut överallt, även här, och nycklar slutar gälla.
account-everywhere = Logga ut överallt
account-sign-out = Logga ut
account-key-title = Nyckel för program
account-key-lead = Med en nyckel kan ett program som du själv skriver göra det du kan göra här, genom Näras öppna gränssnitt (API).
account-key-docs = Så beskrivs gränssnittet
account-key-revoke = Ta bort nyckeln
account-key-revoke-which = från { $since }
account-key-make = Skapa en nyckel
account-key-fold = Skapa en nyckel för egna program
account-key-made-title = Din nya nyckel
account-key-made = Kopiera den nu. Av säkerhetsskäl visas den bara en gång. Skicka den i rubriken Authorization, efter ordet Bearer.
account-key-label = Nyckel

## Demots post
mailbox-title = Demots post
mailbox-lead = I demot skickas inga riktiga brev. Allt som Nära skulle ha skickat hamnar här, med det nyaste först.
mailbox-empty-title = Inga brev än
mailbox-empty = Skapa ett konto, så kommer det första.
mailbox-to = Till { $to }
