# /admin/inloggning och /admin/folkbokforing

admin-ways = Inloggning
admin-ways-means = På vilka sätt man loggar in, och om e-legitimationen svarar.
ways-lead = Så här loggar man in här. Sätten ställs in på servern, av den som sköter driften.
ways-own = Våra egna sätt
ways-password = Lösenord
ways-password-means = För alla. Uppdrag vilar tills man loggar in på ett starkare sätt.
ways-code = Kod i e-post
ways-code-means = För alla. Uppdrag vilar. Går att stänga av en stund:
ways-passkey = Passnyckel
ways-passkey-means = För alla. Väcker uppdrag, om den lades till genom en inbjudan, eller en länk från systemansvarig eller driftansvarig.
ways-providers = E-legitimation och kommunens egen inloggning
ways-providers-lead = När du prövar frågar vi leverantören om den är där och är den den ska vara. Ingen loggas in.
ways-none = Ingen leverantör är inställd. Den som sköter driften lägger till en.
ways-issuer = Leverantörens adress
ways-redirect = Adressen som ska vara anmäld hos leverantören
ways-number = Personnummer
ways-number-yes = Krävs. Ingen loggar in utan.
ways-number-no = Krävs inte.
ways-groups = Grupper som ger uppdrag
ways-group = { $group } ger { $duty }
ways-try = Pröva
ways-tried-answers = Leverantören svarar
ways-tried-answers-means = Den är där, och är den som den ska vara.
ways-tried-down = Leverantören svarar inte
ways-tried-down-means = Ingen kan logga in genom den nu. Fråga leverantören om den har stopp, och driftansvarig om servern når ut.
ways-tried-refused = Det går inte att lita på svaret
ways-tried-refused-means = Den som svarar är inte den som är inställd. Be driftansvarig jämföra adressen med leverantörens uppgifter.
deed-provider_tested = { $who } prövade en leverantör av e-legitimation.
log-what-provider_tested = Prövat e-legitimation

admin-register = Folkbokföring
admin-register-means = Vilka som bor i kommunen, så att rätt personer kan rösta.
rollpage-lead = Den som har visat sitt personnummer med e-legitimation räknas som folkbokförd om numret finns här.
rollpage-now = Så är det nu
rollpage-service = Vi frågar { $host } när någon loggar in med e-legitimation. Då finns ingen lista att läsa in.
rollpage-none = Ingen lista är inläst. Ingen räknas som folkbokförd.
rollpage-entries = Personer i listan
rollpage-loaded = Inläst
rollpage-at = { $day } klockan { $time }
rollpage-by = { $name }, { $day } klockan { $time }
rollpage-stored =
    { $count ->
        [one] Filen som lästes in hade ett giltigt nummer
       *[other] Filen som lästes in hade { $count } giltiga nummer
    }
rollpage-refused =
    { $count ->
        [one] En rad hade inget giltigt personnummer.
       *[other] { $count } rader hade inget giltigt personnummer.
    }
rollpage-lines = Titta på rad { $lines } i filen.
rollpage-more = Det finns fler.
rollpage-new = Läs in en ny lista
rollpage-rule-1 = Filen är ren text med ett personnummer eller samordningsnummer på varje rad. Det som står efter komma, semikolon eller tabb läses inte.
rollpage-rule-2 = Den nya listan ersätter den förra, genast och för alla. Har många rader inget giltigt nummer, eller är listan mycket kortare än den förra, frågar vi först. Tills du har svarat gäller den förra.
rollpage-rule-3 = Vi sparar inga nummer, bara en omräkning som inte går att läsa baklänges. Radera filen efteråt.
rollpage-file = Fil med nummer
rollpage-file-hint = Högst 24 MB.
rollpage-submit = Läs in listan
flash-roll_loaded = Listan är inläst och gäller nu.
rollpage-sure = Filen är rätt. Läs in den ändå.
problem-many_wrong_lines = { $refused } av { $lines } { $of ->
    [one] rad
   *[other] rader
} har inget giltigt personnummer, den första är rad { $first }. Inget är ändrat. Är filen ändå rätt, välj den igen, kryssa i rutan och läs in den.
problem-far_fewer = I filen finns { $count ->
    [one] en person
   *[other] { $stored } personer
}, i listan som gäller { $before }. Alla som inte är med blir av med det som bara invånare får göra. Inget är ändrat. Är filen ändå rätt, välj den igen, kryssa i rutan och läs in den.
problem-no_numbers = Det finns inget giltigt personnummer i filen. Inget är ändrat.
