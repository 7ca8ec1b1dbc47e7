## Fel: vad som hände och vad man kan göra
error-not_found-title = Sidan finns inte
error-not_found-help = Länken kan vara gammal eller fel skriven. Sök bland förslagen eller börja om från startsidan.
error-gone-title = Sidan är borttagen
error-gone-help = Den fanns förut men är borta för gott. Sök bland förslagen om du letar efter något liknande.
error-sign_in-title = Logga in först
error-sign_in-help = Det här går bara att göra inloggad. Efteråt kommer du tillbaka hit.
error-prove_again-title = Visa en gång till att det är du
error-prove_again-help = Det är en stund sedan du loggade in. Bekräfta vem du är, så kommer du tillbaka hit.
error-denied-title = Det får du inte göra
error-denied-help = Det här hör till en annan roll. Är du inloggad med rätt konto?
error-invalid-title = Något behöver ändras
error-invalid-help = Titta vid fälten som är markerade. Allt du har skrivit är kvar.
error-not_allowed_now-title = Det går inte just nu
error-not_allowed_now-help = Ärendet är inte i det läge där det här görs. Se överst på dess sida var det är nu.
error-support_refused-title = Stödet kunde inte räknas
error-support_refused-help = Tiden kan vara slut eller förslaget avgjort. Titta på förslagets sida.
error-conflict-title = Det ändrades under tiden
error-conflict-help = Det här ändrades medan du skrev eller läste. Titta på hur det är nu och försök igen.
error-link_expired-title = Länken är för gammal
error-link_expired-help = Begär en ny länk, så kommer den på en gång.
error-link_used-title = Länken är redan använd
error-link_used-help = Den gick bara att använda en gång. Allt är nog redan klart: prova att logga in.
error-link_unknown-title = Länken fungerar inte
error-link_unknown-help = Kontrollera att du fick med hela länken. Har du fått flera brev: använd det nyaste, eller begär en ny länk.
error-wrong_credentials-title = E-post och lösenord stämmer inte
error-wrong_credentials-help = Kontrollera båda och försök igen. Har du inte bekräftat din e-post? Öppna länken i brevet först.
error-passkey_refused-title = Passnyckeln godtogs inte
error-passkey_refused-help = Försök igen. Går det inte ändå: är passnyckeln borttagen, eller hör den till ett annat konto? Då väljer du ett annat sätt.
error-too_many-title = Det blev för många försök
error-too_many-help = { $minutes ->
    [one] Vänta en minut och försök igen.
   *[other] Vänta { $minutes } minuter och försök igen.
}
error-new_account-title = Ta en paus och fortsätt sedan
error-new_account-help = Ditt konto är nytt, och i början kan man { $what } ett visst antal gånger per timme och dygn. Du kan göra det igen { $day } klockan { $time }.
new_account-kept = Det du skrev finns kvar.
new_account-comments = skriva inlägg
new_account-proposals = lämna förslag och idéer
new_account-problems = berätta om problem
new_account-questions = ställa frågor
new_account-reports = anmäla texter
new_account-agreements = hålla med eller säga ”samma fråga”
error-malformed-title = Vi förstod inte frågan
error-malformed-help = Ladda om sidan och försök igen. Händer det igen är det vårt fel.
error-unknown_parameter-title = Adressen säger något vi inte känner till
error-unknown_parameter-help = Gå till sidan från startsidan i stället.
error-method_not_allowed-title = Det går inte att göra så här
error-method_not_allowed-help = Gå tillbaka till sidan och använd knapparna där.
error-too_slow-title = Det du skickade kom inte fram i tid
error-too_slow-help = Förbindelsen var för långsam: vi väntar tio sekunder på det som skickas, och knappt två minuter på en fil. Inget är sparat, och en röst är inte räknad. Gå tillbaka i webbläsaren: där står det du skrev kvar. Skicka det igen när förbindelsen är bättre.
error-too_large-title = Det var för mycket
error-too_large-help = Det du skickade är större än vi kan ta emot. Korta ner eller dela upp en text, och spara en fil i en mindre storlek.
error-unsupported_media_type-title = Den sortens innehåll tar vi inte emot
error-unsupported_media_type-help = Använd formuläret på sidan. Programmerar du mot vårt gränssnitt: se beskrivningen av det.
error-cross_site-title = Frågan kom från en annan sida
error-cross_site-help = Av säkerhetsskäl tar vi bara emot det du gör här. Öppna sidan i Nära och gör det därifrån.
error-unavailable-title = Vi kan inte spara just nu
error-unavailable-help = Inget har sparats. Du kan läsa allt som vanligt. Försök igen om en stund.
error-busy-title = Det är många här just nu
error-busy-help = Det du läser finns kvar. Försök igen om en stund.
error-internal-title = Något gick fel hos oss
error-internal-help = Försök igen om en stund. Händer det igen får du gärna höra av dig.
error-request-id = Säg det här numret om du hör av dig: { $id }
error-to-proposals = Till alla förslag
error-to-start = Till startsidan
error-summary-title = { $count ->
    [one] En sak behöver ändras
   *[other] { $count } saker behöver ändras
}

## Vid ett fält: vad som är fel och hur man rättar det
problem-missing = Fyll i det här.
problem-yes_or_no = Välj ja eller nej.
problem-not_yes = Det behöver vara gjort innan det går vidare. Svara ja när det är det.
problem-slot_or_reason = Du har valt en plats och skrivit en anledning att spara idén till senare. Ta bort det ena.
problem-other_answer = Det här hör till ett annat svar än det du har valt. Ta bort det, eller välj det andra svaret.
problem-none_ticked = Kryssa för minst ett i listan.
problem-not_ticked = Kryssa i rutan först.
problem-no_file = Välj en fil först.
problem-too_long = Texten är { $actual } tecken. Korta ner den till högst { $max }.
problem-too_short = Texten är { $actual } tecken. Skriv minst { $min }.
problem-invalid_character = Texten innehåller ett tecken som inte syns. Skriv om den här delen för hand.
problem-not_a_text = Det här ska vara en text, mellan citattecken.
problem-not_a_date = Skriv datumet så här: 2026-11-22.
problem-not_a_number = Skriv bara siffror.
problem-out_of_range = Skriv ett tal mellan { $min } och { $max }, med siffror.
problem-not_a_choice = Välj ett av alternativen.
problem-not_in_text = Orden står inte i inlägget. Du kan ta bort ord i början och slutet, men inte ändra några.
problem-colleague_or_name = Välj en kollega i listan eller skriv ett namn, inte båda.
problem-meeting_or_typed = Du har valt ett möte och skrivit ett annat organ eller en annan dag. Töm det som inte gäller.
problem-nobody_chosen = Välj en kollega eller skriv ett namn.
problem-not_a_url = Skriv hela adressen, med https:// först.
problem-not_a_paragraph = Skriv bara siffran i paragrafen, till exempel 58.
problem-not_a_body = Skriv namnet på organet, till exempel KF eller tekniska nämnden.
problem-unknown_body = Vi känner inte till det här organet. Är namnet rätt skickar du formuläret igen.
problem-body_near = Vi känner inte till det här organet. Menar du { $near }? Annars skickar du formuläret igen.
problem-date_in_future = Dagen har inte varit än. Välj i dag eller tidigare.
problem-date_in_past = Dagen har redan varit. Välj i dag eller senare.
problem-not_after_today = Nästa rapport kommer en annan dag. Välj i morgon eller senare.
problem-date_before_received = Dagen är före den då förslaget kom in.
problem-date_before_last_act = Dagen är före det som hände senast i ärendet, den { $day }. Välj den dagen eller senare. Är det den som är fel, så rätta den först.
problem-nothing_corrected = Du har inte ändrat något ovanför. En rättelse behöver något som är rättat.
problem-not_milestones = Raden ”{ $line }” går inte. Skriv dagen och sedan vad som ska vara klart: 2027-03-01 Upphandling klar.
problem-slot_taken = En annan idé fick den platsen. Välj en annan plats, eller töm den först.
problem-not_sets = Raden ”{ $line }” går inte. Skriv lådans namn, kolon och hur många idéer den ska ha: I skolan: 5.
problem-date_before_agenda = Dagen är före mötet på dagordningen, den { $day }. Välj den dagen eller senare. Möttes de tidigare, så rätta först vilket möte ärendet står på.
problem-date_not_after_meeting = Ärendet skjuts upp från mötet den { $day }. Välj en dag efter det.
problem-not_on_its_agenda = Ärendet står på dagordningen för { $body }. Beslutar någon annan, så sätt upp det på deras dagordning först.
problem-agenda_too_old = Mötet var för mer än { $max } dagar sedan. Ange nästa möte där frågan tas upp.
problem-still_time = Förslagsställaren får komplettera till och med den { $day }. Vänta till dagen efter, eller välj ett annat skäl.
problem-date_before_start = Slutet kan inte vara före början.
problem-date_before_decision = Dagen är före beslutet.
problem-date_before_meeting = Dagen är före mötet.
problem-date_before_verified = Dagen är före justeringen.
problem-not_held_yet = Mötet har inte hållits än.
problem-not_a_diary_number = Ett diarienummer har siffror. Så här ser ett ut: { $example }.
problem-number_taken = Numret är redan taget av ett annat ärende. Skriv ett annat.
problem-same_meeting = Organet har redan ett möte då.
problem-too_far_ahead = Dagen är för långt fram. Välj senast { $day }.
problem-time_in_past = Den tiden har redan varit. Välj en senare.
problem-time_before_start = Mötet måste sluta efter att det börjar.
problem-not_a_mark = Skriv timmar, minuter och sekunder, till exempel 1:02:30.
problem-not_https = Adressen ska börja med https://.
problem-only_council = Det kan bara kommunfullmäktige besluta. Skriv KF.
problem-not_an_email = Det där är ingen e-postadress. Så här ser en ut: namn@exempel.se.
problem-too_common = Det lösenordet är lätt att gissa, för det är mest upprepningar, tangenter i rad eller vanliga ord. Ta en mening som bara du kommer på.
problem-leaked = Det lösenordet har läckt från någon annan webbplats, och sådana provas först. Ta en mening som bara du kommer på. Har du samma lösenord någon annanstans, byt där också.
problem-own_words = Lösenordet bygger på ditt namn, din e-postadress eller kommunens namn, och sådant provas först. Ta en mening som bara du kommer på.
problem-wrong_password = Det är inte lösenordet som valdes för den här länken. Har du fått flera brev: använd länken i det nyaste. Annars kan du skapa kontot igen.
problem-wrong_code = Det är inte koden som vi skickade. Kontrollera den i brevet, tecken för tecken.
problem-code_over = Den koden gäller inte längre, eller så bad du om den i en annan webbläsare. Be om en ny.
problem-not_your_password = Det är inte ditt nuvarande lösenord.
problem-unchanged = Det är adressen du redan har.
problem-personal = Skriv inget som visar vem du är: ingen e-post, inget telefonnummer och inget födelseår. Högst tre siffror.
problem-no_such_alias = Ingen annan i gruppen har det aliaset. Fråga hur det stavas.
problem-real_name = Det ser ut som ett riktigt namn. Hitta på något som inte visar vem du är.
problem-leads_to_somebody = Här står en adress, ett telefonnummer, ett personnummer eller ett namn från sociala medier. Ta bort det: alla kan läsa texten.
problem-alias_letters = Använd bara bokstäver, mellanslag, bindestreck och högst tre siffror.
problem-taken = Det namnet är upptaget. Välj ett annat.
problem-unknown_code = Den koden öppnar ingenting. Kontrollera tecknen, eller be ledaren om en ny.
problem-group_full = Gruppen är full. Är du redan med? Skriv din egen kod. Annars kan ledaren göra plats.
problem-no_place_left = Gruppen är full. Ta bort någon, eller ge gruppen fler platser.
problem-group_ended = Koden är rätt, men gruppen är avslutad. Ingen kan komma in längre. Fråga ledaren.
problem-member_paused = Koden är rätt, men du är pausad i gruppen. Prata med ledaren, som kan ta in dig igen.
problem-member_removed = Koden är rätt, men du är borttagen ur gruppen. Blev det fel? Prata med ledaren.
problem-no_leader = Gruppen har ingen ledare just nu, så ingen ny kan gå med. Försök igen senare.
problem-not_a_supervisor = Vi hittar ingen som kan vara ledare med den adressen.
problem-date_too_far = Så långt fram kan en grupp inte vara öppen. Välj en dag inom { $max } dagar.
problem-unknown_field = Det här fältet hör inte hit. Ladda om sidan.

## Varför någon inte får
denied-sign_in = Logga in först. Efteråt kommer du tillbaka hit.
denied-role = Det här hör till en annan roll. Är du inloggad med rätt konto?
denied-dormant = Ditt uppdrag vilar: du är inloggad på ett sätt som inte räcker för det. Logga in med en passnyckel som kommunen har gett dig en länk för, eller med e-legitimation om kontot skapades med den. Saknar du båda, be den som gav dig uppdraget om en länk.
denied-not_yours = Det kan bara den göra som skrev det.
denied-not_found = Länken kan vara gammal eller fel skriven.
denied-level = För det här behövs: { $level }. Ditt konto har inte det än.
denied-not_now = Det går inte just nu.

## Varför det inte går just nu
not_now-not_public = Förslaget är inte publicerat än.
not_now-support_not_open = Tiden för stöd har inte börjat.
not_now-support_closed = Tiden för stöd är slut.
not_now-decided = Frågan är redan avgjord.
not_now-ended = Ärendet är avslutat.
not_now-other_stage = Ärendet är inte i det läge där det här görs. Se överst på dess sida var det är nu.
not_now-other_kind = Det här steget hör till en annan sorts ärende.
not_now-too_many_open = Du har redan så många öppna förslag som reglerna tillåter. Vänta tills ett är avgjort.
not_now-too_many_keys = Du har redan så många nycklar man kan ha. Ta bort en som inte används.
not_now-too_many_passkeys = Du har redan så många passnycklar man kan ha. Ta bort en som inte används.
not_now-last_way_in = Det här är det enda sättet att komma in på kontot. Lägg till ett annat först.
not_now-needs_passkey_link = Du har ett uppdrag. För din första passnyckel behövs därför en länk från kommunen: den som kan ditt lösenord ska inte kunna tala för kommunen. Be den som gav dig uppdraget.
not_now-shared_account = Det här kontot delas av alla som provar demot. Skapa ett eget konto, så kan du prova det här.
not_now-read_first = En ledare läser det du skriver innan det publiceras. Skriv på webbplatsen, så kommer det fram.
not_now-last_leader = Du är den enda ledaren. Lägg till en till innan du lämnar gruppen.
not_now-only_alias = Du är här under ett alias, och det är det enda vi vet om dig. Därför finns det inget namn, ingen adress och inget lösenord att ändra.

## Varför ett steg inte kan registreras
not_allowed-wrong_stage = Det steget följer inte på läget ärendet är i. Någon kan ha hunnit före: se överst på ärendets sida var det är nu.
not_allowed-threshold_not_reached = Det behövs { $threshold } som stöder förslaget. Nu är det { $count }.
not_allowed-threshold_reached = Gränsen på { $threshold } är nådd. Förslaget går vidare i stället.
not_allowed-still_open = Förslaget är öppet för stöd till och med { $closes }.
not_allowed-no_threshold = Ingen gräns gäller här. Anmäl förslaget i fullmäktige i stället.
not_allowed-threshold_applies = En gräns gäller. Öppna förslaget för stöd först.
not_allowed-second_reader = Två personer ska stå bakom det här, och du är redan den ena. Be en kollega.
not_allowed-other_body = Du är sekreterare i { $mine }; det här är en sak för { $of }. Dess sekreterare registrerar det, eller kommunens kansli. Ska du göra det också, ber du en administratör ändra ditt uppdrag.
not_allowed-other_body-office = Du är sekreterare i { $mine }; det här registrerar kommunens kansli. Ska du göra det också, ber du en administratör ändra ditt uppdrag.
not_allowed-minutes_recorded = Beslutets protokoll är redan infört. Är något fel i det, välj Rätta under protokollet på ärendets sida.
not_allowed-not_choosing = Idéer väljs medan kampanjen är öppen eller idéerna slipas.
not_allowed-not_voting = Här röstas det inte nu. Omröstningen har inte börjat, eller så är tiden slut.
not_allowed-too_few_to_vote = Minst { $least } idéer ska ha en plats innan det går att rösta. Nu är det { $chosen }.
not_allowed-ideas_left = { $count ->
    [one] En idé är varken vald eller sparad för senare. Välj den eller skriv varför den sparas.
   *[other] { $count } idéer är varken valda eller sparade för senare. Välj dem eller skriv varför de sparas.
}
not_allowed-ideas_unanswered = { $count ->
    [one] En vald idé har inget svar än.
   *[other] { $count } valda idéer har inget svar än.
}
not_allowed-not_presented = Förtroendevalda säger om de kände till idéerna när de är presenterade, och tills kampanjen är avslutad.
not_allowed-ideas_unsaid = { $count ->
    [one] En idé väntar på att förtroendevalda från minst två partier säger om de kände till den.
   *[other] { $count } idéer väntar på att förtroendevalda från minst två partier säger om de kände till dem.
}
not_allowed-too_early = Det går först från { $from }.
not_allowed-asked_first = Ett löfte arkiveras när de som ville ha det har fått säga om det blev gjort. Det går från { $from }.
not_allowed-fields = Några uppgifter stämmer inte med ärendet. Titta vid fälten.

## Varför stödet inte räknades
refused-sign_in = Logga in för att stödja. Efteråt kommer du tillbaka hit.
refused-level = För att stödja behöver kommunen veta mer om vem du är.
refused-role = Stöd räknas från invånare. Ditt konto är ett tjänstekonto.
refused-own_proposal = Ditt eget stöd räknas inte enligt reglerna här.
refused-not_open = Tiden för stöd har inte börjat.
refused-closed = Tiden för stöd är slut.
refused-decided = Förslaget är avgjort. Följ hur det går i stället.
refused-ended = Ärendet är avslutat.
refused-problem = Ett problem stöder man inte. Skriv i stället hur det berör dig.
refused-not_found = Länken kan vara gammal eller fel skriven.

## När någon har loggats ut medan hen skrev
kept-title = Du är inte inloggad
kept-lead = Det du skrev finns kvar här nedanför, men det är inte skickat ännu.
kept-sign-in = Logga in i en ny flik
kept-return = Gå tillbaka till den här fliken och skicka igen
kept-text = Det du skrev
kept-send = Skicka igen

# Before the title of a page whose form came back.
title-error = Fel:
error-to-case = Tillbaka till förslaget

## När det inte finns plats: sidan som visas i stället
full-read-title = Det är många här just nu
full-read-help = Sidan går inte att visa just nu, men den kommer tillbaka. Försök igen om en liten stund. Det du redan har skickat in och röstat finns kvar.
full-again = Försök igen
full-sent-title = Det du skickade kom inte fram
full-sent-help = Det är många här just nu, och inget av det du skickade är sparat. Gå tillbaka i webbläsaren: där står det du skrev kvar. Skicka det igen om en liten stund.
full-vote-title = Din röst är inte räknad
full-vote-help = Väldigt många röstar just nu. Gå tillbaka i webbläsaren och rösta igen om en liten stund. Röster som redan är räknade finns kvar.
