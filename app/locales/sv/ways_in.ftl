## Glömt lösenordet
signin-forgotten = Glömt lösenordet?
forgotten-title = Glömt lösenordet?
forgotten-lead = Skriv din e-postadress, så skickar vi en länk där du väljer ett nytt lösenord.
forgotten-submit = Skicka länken
forgotten-remembered = Jag kom på det. Till inloggningen
forgotten-sent = Om adressen du skrev har ett konto har vi skickat ett brev dit. Öppna länken i det och välj ett nytt lösenord.
forgotten-how-long = Länken går att använda en gång och gäller i tio minuter.
forgotten-missing-spelling = Kontrollera att det är adressen du har kontot med, och att den blev rätt.
forgotten-again = Skicka en länk igen

## Välj ett nytt lösenord
newpassword-title = Välj ett nytt lösenord
newpassword-lead = När du har valt loggas du ut överallt, och nycklar för program slutar gälla. Sedan loggar du in med det nya.
newpassword-label = Nytt lösenord
newpassword-submit = Spara lösenordet
newpassword-again = Be om en ny länk

## Logga in med en kod
signin-code-title = Utan lösenord
signin-code-lead = Vi skickar en kod till din e-postadress. Den skriver du in här.
signin-code-submit = Få en kod på e-post
code-title = Skriv koden
code-lead = Om adressen du skrev har ett konto har vi skickat en kod dit. Den gäller i tio minuter, och bara i den här webbläsaren.
code-label = Kod
code-hint = Åtta tecken. Stora eller små bokstäver går lika bra, och mellanslag behövs inte.
code-submit = Logga in
code-again = Be om en ny kod

## Ändra sina uppgifter
change-cancel = Tillbaka till ditt konto
change-name-link = Byt namn
change-name-title = Byt namn
change-name-submit = Spara namnet
change-present = Nuvarande lösenord
change-password-title = Byt lösenord
change-password-lead = Du loggas ut på alla andra ställen, och nycklar för program slutar gälla.
change-no-password = Ditt konto har inget lösenord än, och för att byta något här behöver du ett: så kan ingen annan byta det åt dig. Vi skickar en länk till din e-postadress, där du väljer ett.
change-no-password-submit = Få en länk på e-post
change-address-title = Byt e-postadress
change-address-lead = Vi skickar en länk till den nya adressen. Bytet görs när du öppnar den, inloggad här.
change-address-label = Ny e-postadress
change-address-hint = Nu har du { $email }.
change-address-submit = Skicka länken
newaddress-title = Byt till den här adressen?
newaddress-lead = Från och med nu loggar du in med { $email }, och alla brev kommer dit.
newaddress-submit = Byt adress
newaddress-again = Be om en ny länk
