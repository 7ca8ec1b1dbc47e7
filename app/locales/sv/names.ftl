## Namnet som andra ser
nameless = En invånare
name-lead = Du bestämmer hur mycket av ditt namn som andra ser. Det gäller det du skriver från och med nu. Förslag du redan har lämnat behåller namnet de lämnades under.
name-given = Förnamn
name-family = Efternamn
name-alias = Alias
name-alias-hint = Ett namn du hittar på, till exempel ”Ekbackenbo”. Högst { $max } tecken.
name-form = Så här ska det stå
name-form-full = Hela namnet
name-form-full-hint = Förnamn och efternamn.
name-form-first = Bara förnamnet
name-form-first-hint = Förnamnet.
name-form-alias = Alias
name-form-alias-hint = Det du hittar på.
name-form-nameless = Inget namn
name-posts-too = Byt namn också på inlägg jag redan har skrivit
name-posts-too-hint = Tänk efter först, om du byter från ett alias till ditt riktiga namn: då syns det vem som skrev dem.
wizard-label-name_form = Namn som visas
wizard-name-hint = Valet gäller bara det här förslaget.
wizard-name-more = Ändra vad du kallas
wizard-name-needed-title = Här behövs mer av ditt namn
wizard-name-needed = Kommunen tar bara upp medborgarförslag där namnet syns. Fyll i det på sidan om ditt namn. Utkastet är kvar bland dina utkast.
problem-more_of_your_name = Kommunen tar bara upp medborgarförslag där mer av namnet syns.
problem-reserved_name = Så kan bara kommunen heta. Välj ett annat namn.
case-by-proposal-nameless = Medborgarförslag av en invånare
case-by-idea-nameless = Idé av en invånare
case-by-problem-nameless = Problem som en invånare har beskrivit
flash-setting_saved = Sparat.

## Brev
mail-hello = Hej!
mail-hello-name = Hej { $name }!
mail-name-subject = Ditt namn ska visas igen
mail-name-body =
    Hej!

    Någon har bett om att namnet på ditt konto ska visas igen, från och med { $date }. Det gäller det du skriver därefter.

    Är det du? Då behöver du inte göra något.

    Är det inte du? Logga in och ångra det. Byt också lösenord:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }

## Skyddade personuppgifter
protection-title = Skyddade personuppgifter
protection-link = Har du skyddade personuppgifter?
protection-lead = För dig som inte får gå att hitta, till exempel för att någon hotar dig. Då visar vi aldrig vem du är eller var du bor.
protection-set = Jag har skyddade personuppgifter
protection-on-title = Dina uppgifter är skyddade
protection-on = Ditt namn och ditt område visas inte någonstans.
protection-register = Skyddet kommer från folkbokföringen. Det gäller så länge det gäller där.
protection-ending-title = Skyddet upphör snart
protection-ending = Skyddet gäller till och med dagen före { $date }. Det du skriver därefter får ditt namn igen. Det du skrev tidigare förblir utan namn.
protection-keep = Behåll skyddet
protection-end = Jag har inte skyddade personuppgifter längre
protection-end-help = Skyddet gäller i { $days } dagar till, så att ingen annan kan ta bort det medan du inte ser efter. Du får ett brev och kan ångra dig. Det du har skrivit hittills förblir utan namn.
protection-end-submit = Ta bort skyddet
protection-duty = Du har ett uppdrag i kommunen, och där står ditt namn. Därför går det inte att skydda det här kontot. Prata med den som gav dig uppdraget.
protection-does-title = Det här händer
protection-does-name = I stället för ditt namn står ”En invånare”. Så står det också för andra som inte vill visa något namn.
protection-does-before = Namnet tas bort även från det du har skrivit förut.
protection-does-place = Området tas bort från dina förslag. De går inte att hitta genom att välja område.
protection-does-silent = Ingen kan se att du har skydd. Den som för kommunens diarium får veta det om just ditt förslag, men ser inte vem du är.
protection-not-title = Det här behöver du tänka på
protection-not-text = Vi ändrar inte dina texter. Skriv inget i dem som visar vem du är eller var du bor.
protection-not-archive = Ditt namn finns kvar i kommunens arkiv om det har stått någonstans. Den som begär ut en handling får det bara om kommunen har prövat att det går.
protection-not-seen = Det någon redan har läst eller sparat kan vi inte ta tillbaka.
protection-not-mail = Kommunen når dig genom webbplatsen: frågor om ditt förslag kommer på förslagets sida och i brev till din e-postadress.

## Det man stöder
account-supported-link = Visa
supported-title = Det du stöder
supported-lead = Bara du ser den här listan. Andra ser hur många som stöder ett förslag, aldrig vilka.
supported-empty-title = Du stöder inget än
supported-empty = När du stöder ett förslag hamnar det här.
supported-find = Läs förslagen
