## Brev, ren text. $url är Näras adress.
mail-confirm-subject = Bekräfta din e-postadress
mail-confirm-body =
    Hej { $name }!

    Öppna länken så är ditt konto klart:
    { $link }

    Länken går att använda en gång och gäller i ett dygn.

    Var det inte du som skapade kontot? Då behöver du inte göra något. Utan länken blir det inget konto.

    Hälsningar
    Nära i { $place }
    { $url }
mail-already-subject = Du har redan ett konto
mail-already-body =
    Hej!

    Någon försökte skapa ett konto med den här adressen. Du har redan ett, så inget nytt skapades.

    Var det du? Logga in här:
    { $link }

    Var det inte du? Då behöver du inte göra något.

    Hälsningar
    Nära i { $place }
    { $url }
mail-receipt-subject = Vi har fått ditt förslag: { $title }
mail-receipt-body =
    Hej { $name }!

    Tack. Vi har tagit emot ditt förslag { $date }.

    Diarienummer: { $diary_number }
    Läs och dela: { $link }

    Det här händer nu:
    { $next }

    Förslaget är en allmän handling. Det betyder att alla har rätt att läsa det.

    Hälsningar
    Nära i { $place }
    { $url }
mail-threshold-subject = { $title } går till kommunfullmäktige
mail-threshold-body =
    Hej!

    Nu stöder { $count } personer förslaget ”{ $title }”. Gränsen är nådd.

    Förslaget går till kommunfullmäktige. Politikerna måste ta upp det, men de kan svara ja, nej eller något däremellan.

    Följ vad som händer: { $link }

    Du får brevet för att du har lämnat eller stött förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-answer-subject = Nytt svar: { $title }
mail-answer-body =
    Hej!

    { $who } har svarat på ”{ $title }”:

    { $text }

    Läs hela svaret: { $link }

    Du får brevet för att du har lämnat eller stött förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-decision-subject = Beslut: { $title }
mail-decision-body =
    Hej!

    { $body } har beslutat om ”{ $title }” den { $date }, § { $paragraph }.

    Beslutet: { $outcome }
    { $meaning }

    Läs beslutet och skälen: { $link }

    Du får brevet för att du har lämnat eller stött förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-missed-subject = { $title } fick för lite stöd
mail-missed-body =
    Hej { $name }!

    Tiden är slut. Ditt förslag ”{ $title }” fick stöd av { $count } personer. Gränsen är { $threshold }.

    Det ligger kvar här: { $link }

    En ledamot i fullmäktige kan ta upp det som sitt eget. Du kan också lämna ett nytt förslag senare.

    Hälsningar
    Nära i { $place }
    { $url }
mail-completion-subject = Vi behöver veta en sak om ditt förslag
mail-completion-body =
    Hej { $name }!

    För att gå vidare med ”{ $title }” behöver vi veta:

    { $missing }

    Svara senast { $date }: { $link }

    Du behöver inte skriva om resten.

    Hälsningar
    Nära i { $place }
    { $url }
mail-done-subject = Nu är det gjort: { $title }
mail-done-body =
    Hej!

    ”{ $title }” är genomfört sedan { $date }.

    { $thanks }

    Läs vad det kostade på riktigt: { $link }

    Tack för att du var med.

    Hälsningar
    Nära i { $place }
    { $url }
