### En idé blir medborgarförslag: frågan, svaret, breven, och vad som står på de båda sidorna.

not_now-own_idea = Det är din egen idé. Vill du att den blir ett medborgarförslag behöver du inte fråga någon.
not_now-idea_taken = Någon annan har redan fått ja till att lämna in den här idén som medborgarförslag.
not_now-nobody_answers = Den som skrev idén går inte att fråga längre. Skriv gärna ett eget medborgarförslag om saken.
not_now-adoption_declined = Den som skrev idén har sagt nej.
not_now-adoption_over = Det går inte längre. Frågan är avgjord eller tillbakatagen, eller så har den som skrev idén ändrat sig. Gå till idéns sida och se hur det är nu.

## Idéns och förslagets sidor
adoption-became-title = Blev ett medborgarförslag
adoption-became = Idén blev medborgarförslaget
adoption-builds-title = Bygger på en idé
adoption-builds = Förslaget bygger på idén
adoption-builds-then = Den som skrev idén har sagt ja. När du har lämnat in visar båda sidorna vägen till varandra.
adoption-became-by = inlämnat av { $name }
adoption-builds-by = av { $name }
adoption-asked-title = { $count ->
    [one] En person vill lämna in idén som medborgarförslag
   *[other] { $count } personer vill lämna in idén som medborgarförslag
}
adoption-asked-answer = Läs och svara
adoption-asked-supervisor = Den som leder din grupp läser frågan och svarar. Säg vad du tycker till din ledare.
adoption-mine-asked = Du har frågat om du får lämna in idén
adoption-mine-agreed = Du får lämna in idén som medborgarförslag
adoption-mine-declined = Du får inte lämna in idén
adoption-mine-look = Se din fråga
adoption-offer-title = Vill du lämna in idén som medborgarförslag?
adoption-offer = Ett medborgarförslag kan gå till politikerna för beslut. Du lämnar in det i ditt namn, om den som skrev idén säger ja.
adoption-offer-link = Fråga den som skrev idén
adoption-questions = { $count ->
    [one] Någon vill lämna in en idé som medborgarförslag. Svara här:
   *[other] Några vill lämna in idéer som medborgarförslag. Svara här:
}

## Sidan
adoption-title = Lämna in idén som medborgarförslag
adoption-title-answer = Får idén bli medborgarförslag?
adoption-lead = En idé blir ett medborgarförslag när någon lämnar in den i sitt eget namn. Den som skrev idén måste säga ja först.
adoption-means = Så går det till
adoption-means-author = Den som skrev idén ser vem som frågar, och säger ja eller nej. Ett nej visas bara för den som frågade.
adoption-means-supervisor = Idén är skriven i en grupp med en ledare. Ledaren ser vem som frågar och varför, pratar med den som skrev idén och svarar. Ett nej visas bara för den som frågade.
adoption-means-write = Efter ett ja finns idéns text i ett nytt medborgarförslag. Den som lämnar in kan ändra den.
adoption-means-names = På förslaget står namnet på den som lämnar in. På idén står kvar det namn som står där i dag.
adoption-means-linked = När förslaget är inlämnat visar båda sidorna vägen till varandra. Idén finns kvar och kan få ett eget svar.
adoption-why = Varför vill du lämna in idén?
adoption-why-hint = Skriv till den som hade idén. Högst { $max } tecken.
adoption-ask = Fråga
adoption-mine-asked-then = Du får veta svaret här, och med brev om du har en e-postadress. Du frågade
adoption-mine-agreed-then = Skriv klart och lämna in. Tills dess kan den som skrev idén ändra sig. Du frågade
adoption-mine-declined-then = Det bestämmer den som skrev idén. Du kan skriva ett eget medborgarförslag om saken. Du frågade
adoption-said-you = Du skrev
adoption-said-back = Svaret
adoption-said-why = Varför
adoption-said-answer = Svaret
adoption-take-back = Ta tillbaka frågan
adoption-let-go = Jag lämnar inte in den
adoption-begin = Börja skriva
adoption-go-on = Fortsätt skriva
adoption-none = Ingen frågar nu.
adoption-ask-them-first = Fråga { $name } innan du svarar. Idén är deras.
adoption-nameless = Någon som inte visar sitt namn
adoption-request = { $name } vill lämna in idén
adoption-answer = Får idén bli medborgarförslag?
adoption-answer-yes = Ja
adoption-answer-no = Nej
adoption-word = Något du vill säga till den som frågar?
adoption-word-hint = Skriv inget som visar vem en ung person är. Högst { $max } tecken.
adoption-answer-send = Svara
adoption-said-yes = Svaret är ja. Tills förslaget är inlämnat går det att ändra sig.
adoption-say-no = Säg nej i stället
adoption-said-no = Svaret är nej.
adoption-handed-in = Förslaget är inlämnat.
adoption-other-first = Någon annan har fått ja.

flash-adoption_asked = Frågan är skickad.
flash-adoption_taken_back = Frågan är tillbakatagen.
flash-adoption_agreed = Svaret är ja. Den som frågade får veta det.
flash-adoption_declined = Svaret är nej. Den som frågade får veta det.
log-what-adoption_answered = Svarat om en idé får bli medborgarförslag
deed-adoption_answered = { $who } svarade om en idé i gruppen { $group } får bli medborgarförslag.

## Brev
mail-adoption_asked-subject = Får din idé bli ett medborgarförslag? { $title }
mail-adoption_asked-body =
    { $hello }

    { $name } vill lämna in din idé ”{ $title }” som medborgarförslag. Det blir bara så om du säger ja.

    { $why }

    Din idé finns kvar, med det namn som står där i dag. På förslaget står vem som lämnar in det, och att det bygger på din idé.

    Läs och svara: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-adoption_agreed-subject = Du får lämna in idén: { $title }
mail-adoption_agreed-body =
    { $hello }

    Du frågade om du får lämna in idén ”{ $title }” som medborgarförslag. Svaret är ja.

    { $word }

    Börja skriva här: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-adoption_declined-subject = Du får inte lämna in idén: { $title }
mail-adoption_declined-body =
    { $hello }

    Du frågade om du får lämna in idén ”{ $title }” som medborgarförslag. Svaret är nej.

    { $word }

    Du kan skriva ett eget medborgarförslag om saken. Idén finns här: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
adoption-no_words = Den som skrev idén är ung och svarar själv. Därför ser hen ditt namn, men inget du skriver.

## Ett problem blir ett förslag
problem-became-title = Blev ett medborgarförslag
problem-became = Problemet blev medborgarförslaget
problem-became-by = inlämnat av { $name }
problem-builds-title = Bygger på ett problem
problem-builds = Förslaget bygger på problemet
problem-builds-by = som { $name } beskrev
problem-builds-then = När du har lämnat in visar båda sidorna vägen till varandra, och här står vilka som har berättat hur det berör dem.
problem-told = De som berättade hur det berör dem: { $names }.
problem-told-others = { $count ->
    [one] en till
   *[other] { $count } till
}
problem-told-only-others = { $count ->
    [one] en person utan namn
   *[other] { $count } personer utan namn
}
problem-turn-title = Gör ett förslag av problemet
problem-turn-lead = Läs vad andra har skrivit, och skriv sedan vad kommunen ska göra. Det kan du till och med { $date }.
problem-turn-nobody = Ingen har lagt till något än. Du kan dela sidan och vänta, eller göra ett förslag redan nu. Det kan du till och med { $date }.
problem-turn-credit = Du börjar med dina ord härifrån och kan ändra dem. På förslaget står vilka som har bidragit.
problem-turn = Skriv förslaget
