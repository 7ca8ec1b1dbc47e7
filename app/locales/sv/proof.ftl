## Visa igen att det är du
prove-title = Visa att det är du
prove-lead = Det är en stund sedan du visade vem du är. Gör det en gång till, så kommer du tillbaka till det du höll på med.
prove-lead-strongly = Du har ett uppdrag, och det är en stund sedan du visade vem du är. Gör det igen på samma sätt som du loggade in, så kommer du tillbaka till det du höll på med.
prove-group-lead = Det är en stund sedan du visade att det är du. Skriv din egen kod, den du fick när du kom med. Gå sedan tillbaka hit.
prove-group-go = Skriv koden
prove-by-nothing = Den här inloggningen går inte att bekräfta härifrån. Logga ut och in igen, så kan du fortsätta.
prove-again-link = Visa att det är du i en ny flik. Kom sedan tillbaka hit och skicka igen.
prove-demo-lead = I demot räcker en knapp.
prove-demo-submit = Ja, det är jag
prove-passkey-submit = Bekräfta med passnyckel
prove-passkey-without = För att bekräfta med passnyckel behövs JavaScript och en webbläsare som kan passnycklar. Annars använder du något av de andra sätten på sidan, eller loggar ut och in igen.
prove-password-title = Med lösenord
prove-password-submit = Bekräfta
prove-code-title = Med en kod på e-post
prove-code-lead = Vi skickar en kod till kontots e-postadress.
prove-code-sent = Vi har skickat en kod till kontots e-postadress. Den gäller i tio minuter, och bara i den här webbläsaren.

## Passnycklar
passkeys-title = Passnycklar
passkeys-lead = Med en passnyckel loggar du in med skärmlåset på din telefon eller dator: fingret, ansiktet eller koden. Det finns inget lösenord att gissa eller lura av dig, och fingret eller ansiktet lämnar aldrig enheten.
passkeys-none = Du har ingen passnyckel än.
passkeys-add = Lägg till en passnyckel
passkeys-impossible = Passnycklar fungerar inte på den här adressen: den är ett nummer och inget namn.
passkeys-wake = Bekräfta med passnyckeln, så vaknar uppdraget direkt.
passkeys-wake-link = Väck uppdraget
passkeys-account = Passnycklar
passkeys-account-link = Se och lägg till
passkey-added = tillagd { $when }
passkey-used = senast använd { $when }
passkey-unused = inte använd än
passkey-not-vouched = väcker inte ditt uppdrag
passkey-add-lead = Enheten frågar efter fingret, ansiktet eller koden som du låser upp den med. Sedan är passnyckeln klar.
passkey-add-vouched = Länken visar att kommunen vet att det är du. Passnyckeln du lägger till här väcker ditt uppdrag. Länken går att använda en gång.
passkey-add-without = För att lägga till en passnyckel behövs JavaScript och en webbläsare som kan passnycklar. Du kan fortsätta logga in som vanligt.
passkey-name = Vad ska den heta?
passkey-name-hint = Så att du känner igen enheten, till exempel ”Telefonen” eller ”Jobbdatorn”.
passkey-name-first = Min enhet
passkey-make = Skapa passnyckeln
passkey-cancel = Tillbaka till dina passnycklar
passkey-remove = Ta bort passnyckeln
passkey-remove-lead = Då går det inte längre att logga in med den, och där den har använts loggas du ut. Ta gärna bort den i enhetens egen lista också.
passkey-nothing = Det blev inget av det: frågan stängdes eller tog för lång tid. Försök igen, eller välj ett annat sätt.
passkey-there = Den här enheten har redan en passnyckel till ditt konto.

## På sidan Logga in
signin-passkey-title = Med passnyckel
signin-passkey-lead = Har du lagt till en passnyckel? Då räcker skärmlåset på din enhet.
signin-passkey-submit = Logga in med passnyckel
signin-passkey-without = För att logga in med passnyckel behövs JavaScript och en webbläsare som kan passnycklar. De andra sätten på den här sidan fungerar alltid.

## Hur en inloggning började
way-password = med lösenord
way-code = med kod på e-post
way-passkey = med passnyckel
way-own_key = med passnyckel
way-provider = med e-legitimation
way-own_provider = med e-legitimation
way-group = med gruppkod
way-demo = med demots knapp

## Brev
mail-passkey-added-subject = En passnyckel har lagts till
mail-passkey-added-body =
    Hej { $name }!

    En passnyckel har lagts till på ditt konto: { $passkey }

    Var det inte du? Ta bort den genast och byt lösenord:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-passkey-removed-subject = En passnyckel har tagits bort
mail-passkey-removed-body =
    Hej { $name }!

    En passnyckel har tagits bort från ditt konto: { $passkey }

    Var det inte du? Se efter här, och byt lösenord:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
