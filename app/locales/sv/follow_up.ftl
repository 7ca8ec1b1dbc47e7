## Blev det gjort? Frågan till dem som ville det, sex och tolv månader efter beslutet
follow_up-title = Blev det gjort?
follow_up-municipality = Kommunen
follow_up-wanted = De som ville det, { $months } månader efter beslutet
follow_up-said =
    { $total } har svarat: { $yes } ja, { $partly } delvis och { $no } nej.
follow_up-said-few = Färre än fem har svarat än. Då visar vi inte vad, så att ingens svar syns.
follow_up-question = Vad säger du, blev det gjort?
follow_up-hint = Du får svara för att du har lämnat eller stött förslaget. Ingen ser vad just du svarar. Du kan ändra dig till och med { $date }.
follow_up-reply-yes = Ja
follow_up-reply-partly = Delvis
follow_up-reply-no = Nej
follow_up-send = Svara
follow_up-change = Ändra svaret
follow_up-line = De som ville det: { $yes } ja, { $partly } delvis, { $no } nej
flash-replied = Ditt svar är räknat. Tack!
not_now-replies_closed = Tiden för att svara är slut.
mail-follow_up-subject = Blev det gjort? { $title }
mail-follow_up-body =
    Hej!

    För en tid sedan sa kommunen ja till ”{ $title }”. Enligt kommunen är läget nu: { $state }.

    Vad säger du, blev det gjort? Svara här: { $link }

    Det tar en halv minut. Ingen ser vad just du svarar, bara hur många som svarar ja, delvis och nej. Du kan svara till och med { $date }.

    Du får brevet för att du har lämnat eller stött förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
