## E-legitimation
# Visas tills personen själv väljer ett namn.
identity-nameless = Invånare

error-identity-title = Uppgifterna stämmer inte överens
error-identity-help = E-legitimationen hör inte ihop med kontot. Inget har ändrats.
identity_refused-number_differs = E-legitimationen har ett annat personnummer än kontot den är kopplad till. Inget har ändrats. Har du fått ett nytt nummer? Hör av dig till kommunen, så hjälper vi dig.
identity_refused-another_person = Kontot du är inloggad på hör till ett annat personnummer. Inget har ändrats. Logga ut och logga in med din egen e-legitimation i stället.
identity_refused-not_you = Den e-legitimationen hör till ett annat konto än det du är inloggad på. Inget har ändrats.
identity_refused-duty = Du har två konton som du inte kan slå ihop själv. Hör av dig till kommunen, så hjälper vi dig.

## Två konton blir ett
merge-title = Slå ihop dina konton
merge-lead = E-legitimationen hör redan till ett annat konto. Båda är dina. Om du vill blir de ett.
merge-here = Kontot du är inloggad på – det blir kvar
merge-there = Det andra kontot – det går upp i det här
merge-since = Finns sedan
merge-has = Har
merge-has-count = { $proposals } förslag, { $comments } inlägg, stöder { $supported } förslag
merge-then = Det här händer
merge-moves = Förslag, inlägg, utkast och stöd från det andra kontot blir det här kontots.
merge-votes = Har du stött samma förslag från båda räknas ditt stöd en gång. En person, en röst.
merge-address = Adressen { $address } hör sedan inte till något konto.
merge-ends = Det andra kontot är slut, och alla dess inloggningar. Det går inte att ångra.
merge-box = Rutan
merge-confirm = Ja, båda kontona är mina och ska bli ett.
merge-submit = Slå ihop kontona
merge-cancel = Låt dem vara
flash-accounts_merged = Kontona är ett nu.
mail-merged-subject = Dina konton har blivit ett
mail-merged-body =
    Hej { $name }!

    Du hade två konton. De är ett nu. Förslag, inlägg och stöd finns kvar, och du når allt när du loggar in med e-legitimation.

    Var det inte du? Hör av dig direkt till { $municipality }. { $contact }

    Hälsningar
    Nära i { $place }
    { $url }

## Vem du är (på sidan Ditt konto)
known-title = Vem du är för oss
known-n0 = Okänd
known-n0-means = Du kan läsa allt som är offentligt.
known-s = Med i en grupp
known-s-means = Du deltar med ett alias. Vi vet inte vem du är, och det behöver vi inte.
known-n1 = Bekräftad e-postadress
known-n1-means = Vi vet att adressen är din, men inte vem du är. Logga in med e-legitimation om du behöver visa det.
known-n2 = E-legitimation
known-n2-means = Vi vet vem du är. Ditt personnummer sparar vi inte, bara ett omräknat värde som ingen kan läsa.
known-n3 = E-legitimation och folkbokföring här
known-n3-means = Vi vet vem du är och att du bor här. Du kan göra allt som en invånare kan.
known-k = Legitimation visad på kontaktcenter
known-k-means = Någon på kommunen har sett din legitimation och slagit upp var du bor.
known-t = Tjänsteinloggning
known-t-means = Du är känd som anställd i kommunen.
known-p = Förtroendevald
known-p-means = Du är känd som förtroendevald i kommunen.
known-register-silent = Vi kunde inte fråga folkbokföringen när du loggade in. Logga in med e-legitimation igen senare, så frågar vi på nytt. Till dess kan du göra allt som e-legitimation räcker till.
known-register-yes = Folkbokförd i { $municipality }. Vi frågade { $day }.
known-register-no = Enligt folkbokföringen bor du inte i { $municipality }. Vi frågade { $day }. Har du flyttat hit? Logga in med e-legitimation igen, så frågar vi på nytt.
known-register-stale = Vi frågade folkbokföringen { $day }, och det är för länge sedan. Logga in med e-legitimation igen, så frågar vi på nytt.
known-how = Se vem du är för oss, och hur du visar mer
