## Brev, ren text. $url är Näras adress.
mail-confirm-subject = Bekräfta din e-postadress
mail-confirm-body =
    { $hello }

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
mail-reset-subject = Välj ett nytt lösenord
mail-reset-body =
    { $hello }

    Öppna länken och välj ett nytt lösenord:
    { $link }

    Länken går att använda en gång och gäller i tio minuter.

    Var det inte du som bad om den? Då behöver du inte göra något. Ditt lösenord är kvar som det var.

    Hälsningar
    Nära i { $place }
    { $url }
mail-address-subject = Bekräfta din nya e-postadress
mail-address-body =
    Hej!

    Någon vill ha den här adressen till sitt konto. Om det är du: öppna länken i en webbläsare där du är inloggad.
    { $link }

    Länken går att använda en gång och gäller i ett dygn.

    Är det inte du? Då behöver du inte göra något.

    Hälsningar
    Nära i { $place }
    { $url }
mail-address-taken-body =
    Hej!

    Någon försökte byta till den här adressen för sitt konto. Den har redan ett konto, så inget ändrades.

    Var det du? Logga in på kontot som har adressen:
    { $link }

    Var det inte du? Då behöver du inte göra något.

    Hälsningar
    Nära i { $place }
    { $url }
mail-address-changed-subject = Ditt konto har fått en annan e-postadress
mail-address-changed-body =
    { $hello }

    Ditt konto har fått en annan e-postadress. Brev kommer inte längre hit.

    Var det inte du? Hör av dig direkt till { $municipality }. { $contact }

    Hälsningar
    Nära i { $place }
    { $url }
mail-code-subject = Din kod för att logga in
mail-code-body =
    Hej!

    Din kod: { $code }

    Skriv den på sidan där du bad om den. Den gäller i tio minuter, en gång och bara i den webbläsaren.

    Ge den inte till någon annan. Vi frågar aldrig efter den.

    Var det inte du som bad om koden? Då behöver du inte göra något. Utan koden kommer ingen in.

    Hälsningar
    Nära i { $place }
    { $url }
mail-password-subject = Ditt lösenord är ändrat
mail-password-body =
    { $hello }

    Lösenordet till ditt konto är ändrat. Du är utloggad på andra ställen, och nycklar för program har slutat gälla.

    Var det inte du? Välj ett nytt lösenord direkt här:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-receipt-number = Diarienummer: { $diary_number }
mail-registered-subject = Ditt förslag har fått ett diarienummer: { $title }
mail-registered-body =
    { $hello }

    Ditt förslag ”{ $title }” är nu registrerat hos kommunen.

    Diarienummer: { $diary_number }

    Ange numret om du hör av dig. Läs hur det går:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-receipt-subject = Vi har fått ditt förslag: { $title }
mail-receipt-body =
    { $hello }

    Tack. Vi har tagit emot ditt förslag { $date }.

    { $number }Läs och dela: { $link }

    Det här händer nu:
    { $next }

    Förslaget är en allmän handling. Det betyder att alla har rätt att läsa det.

    Hälsningar
    Nära i { $place }
    { $url }
mail-threshold-subject = { $title } går till kommunfullmäktige
mail-threshold-body =
    Hej!

    Nu stöder { $count ->
        [one] en person
       *[other] { $count } personer
    } förslaget ”{ $title }”. Gränsen är nådd.

    Förslaget går till kommunfullmäktige. Politikerna måste ta upp det, men de kan svara ja, nej eller något däremellan.

    Följ vad som händer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-answer-subject = Nytt svar: { $title }
mail-answer-body =
    Hej!

    { $who } har svarat på ”{ $title }”:

    { $text }

    Läs hela svaret: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

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

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-missed-subject = { $title } fick för lite stöd
mail-missed-body =
    { $hello }

    Tiden är slut. Ditt förslag ”{ $title }” fick stöd av { $count ->
        [0] ingen
        [one] en person
       *[other] { $count } personer
    }. Gränsen är { $threshold }.

    Det ligger kvar här: { $link }

    En ledamot i fullmäktige kan ta upp det som sitt eget. Du kan också lämna ett nytt förslag senare.

    Hälsningar
    Nära i { $place }
    { $url }
mail-completion-subject = Vi behöver veta en sak om ditt förslag
mail-completion-body =
    { $hello }

    För att gå vidare med ”{ $title }” behöver vi veta:

    { $missing }

    Svara senast { $date }: { $link }

    Du behöver inte skriva om resten.

    Hälsningar
    Nära i { $place }
    { $url }
mail-report-subject = Så går det: { $title }
mail-report-body =
    Hej!

    ”{ $title }” ska genomföras. Så här går det:

    { $text }

    Nästa gång du får veta hur det går: { $date }.

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

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
mail-rejected-subject = Ditt förslag kan inte tas upp: { $title }
mail-rejected-body =
    { $hello }

    Ditt förslag ”{ $title }” kan inte tas upp som medborgarförslag.

    Kravet som inte är uppfyllt: { $criterion }.

    Så här har vi tänkt:
    { $reasons }

    Hit kan du vända dig i stället:
    { $where }

    Läs mer: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-rerouted-subject = Vi tar hand om ditt förslag på ett annat sätt: { $title }
mail-rerouted-body =
    { $hello }

    ”{ $title }” kan vi ta hand om snabbare på ett annat sätt än som medborgarförslag.

    Det hanteras här: { $channel }
    Referens: { $reference }

    Läs mer: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-question-subject = En fråga om ditt förslag: { $title }
mail-question-body =
    { $hello }

    { $who } arbetar med ”{ $title }” och undrar:

    { $text }

    Svara på förslagets sida, senast { $date }: { $link }

    Frågan kan alla läsa, och svaret också. Är svaret personligt kryssar du för det: då läser bara kommunens handläggare det.

    Hälsningar
    Nära i { $place }
    { $url }
mail-question_answer-subject = Frågan är besvarad: { $title }
mail-question_answer-body =
    Hej!

    Din fråga om ”{ $title }” har fått ett svar.

    Läs svaret: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-stopped-subject = Genomförandet har stoppats: { $title }
mail-stopped-body =
    Hej!

    ”{ $title }” skulle genomföras. Nu har det stoppats.

    Beslutat av: { $who }

    Varför:
    { $reason }

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-step-subject = { $state }: { $title }
mail-step-body =
    { $hello }

    Nytt om ”{ $title }”: { $state }.

    { $meaning }

    { $detail }

    { $speaks }

    Nästa steg: { $next }

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-step-handed_over = Det är { $body } som ska besluta.
mail-step-referred = Nu ska { $bodies } säga vad de tycker, senast { $date }.
mail-step-preparation = { $who } på { $department } har hand om det. Beslutet väntas { $date }.
mail-step-proposed = Förvaltningen föreslår: { $text }
mail-step-remitted = Det här ska utredas: { $question } Nytt besked väntas { $date }.
mail-step-planned = Ansvarig är { $who }. Nästa besked kommer { $date }.
mail-delay-subject = Försenat: { $title }
mail-delay-body =
    { $hello }

    Beslutet om ”{ $title }” blir försenat.

    Varför:
    { $reason }

    Det här har gjorts:
    { $done }

    Beslutet väntas nu { $date }.

    Läs mer: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-minutes-subject = Protokollet är klart: { $title }
mail-minutes-body =
    { $hello }

    Protokollet med beslutet om ”{ $title }” anslogs { $posted }. Beslutet kan överklagas till förvaltningsrätten av den som bor i kommunen. Sista dag är { $appeal }.

    Protokollet: { $minutes }
    Läs mer: { $link }

    Du får brevet för att du har lämnat eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-opinion-subject = En åsikt om: { $title }
mail-opinion-body =
    { $hello }

    { $who }, som är förtroendevald, har sagt sin åsikt om ”{ $title }”. Det är inget beslut.

    { $text }

    Läs mer: { $link }

    Du får brevet för att du har lämnat eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-appeal-subject = Om överklagandet: { $title }
mail-appeal-made = Någon har överklagat beslutet till förvaltningsrätten.
mail-appeal-body =
    { $hello }

    Det gäller beslutet om ”{ $title }”. { $what }

    Läs mer: { $link }

    Du får brevet för att du har lämnat eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-corrected-subject = Rättat: { $title }
mail-corrected-body =
    { $hello }

    Något som stod om ”{ $title }” var fel och är rättat. Det gamla står kvar, med en markering.

    Varför det rättades:
    { $reason }

    Läget nu: { $state }

    Läs mer: { $link }

    Du får brevet för att du har lämnat eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
mail-erased-subject = Ditt konto är borttaget
mail-erased-body =
    Hej!

    Ditt konto i Nära är borttaget. E-postadressen och lösenordet finns inte kvar, och du får inga fler brev. Det du har föreslagit och skrivit är allmänna handlingar och finns kvar, men utan ditt namn på sidorna.

    Det här brevet försvinner också ur vårt system, sju dagar efter att det skickades.

    Hälsningar
    Nära i { $place }
    { $url }
