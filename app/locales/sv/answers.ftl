## Alla svar
answers-title = Svar
answers-lead = Allt som kommunen har svarat, med det nyaste först.
answers-title-of = { $what }: { $who }
answers-only-official_answer = Svar från förvaltningen
answers-only-elected_opinion = Åsikter av förtroendevalda
answers-only-decision = Beslut
answers-filter = Välj vilka svar
answers-kind = Sorts svar
answers-all-kinds = Alla sorter
answers-body = Vem som beslutade
answers-all-bodies = Alla
answers-by = Av en person
answers-by-all = Av alla
answers-none-title = Inga sådana svar
answers-none = Ta bort ett av filtren för att se fler.
answers-kinds = Tre sorters svar – vem talar?
answers-empty-title = Inga svar än
answers-empty = När kommunen har svarat på ett förslag står det här.

## Svara som förvaltningen
answers-answer-title = Svara på förslaget
answers-answer-lead = Fakta, kostnader och vad som händer nu. Ta inte ställning, och lova inget som politikerna beslutar.
answers-answer-submit = Publicera svaret

## Skriva som förtroendevald
answers-opinion-title = Skriv din åsikt
answers-opinion-lead = Du skriver under ditt namn, ditt parti och ditt uppdrag. Du talar inte för kommunen.
answers-opinion-submit = Publicera åsikten

## Delas av formulären
answers-preview = Så här märks det på sidan
answers-shown-as = Det visas som
answers-then = Det här händer när du skickar
answers-seen-at-once = Det syns för alla på en gång, också på sidor som redan är öppna.
answers-seen-from-now = Ärendet blir offentligt: alla ser det på en gång.
answers-seen-no-more = Ärendet syns inte längre för alla. Bara förslagsställaren, kansliet och moderatorer ser det, tills det kommer tillbaka.
answers-seen-not-yet = Ärendet är inte publicerat. Bara förslagsställaren, kansliet och moderatorer ser det.
answers-told-all = { $count ->
    [0] Förslagsställaren och de som följer förslaget får ett brev.
    [one] Förslagsställaren, den som stöder förslaget och de som följer det får ett brev.
   *[other] Förslagsställaren, de { $count } som stöder förslaget och de som följer det får ett brev.
}
answers-told-followers = Förslagsställaren och de som följer förslaget får ett brev.
answers-told-others = De som stöder eller följer förslaget får ett brev.
answers-told-proposer = Förslagsställaren får ett brev.
answers-told-nobody = Inget brev skickas.
answers-cancel = Avbryt
answers-only-for = Fylls i om du valde { $answers }.
answers-quoted = ”{ $text }”

## Handlägga
answers-steps-title = Nästa steg
answers-other-step = Välj ett annat steg
answers-other-verdict = Välj ett annat svar
answers-others = Andra steg härifrån, och varför de inte går att ta
answers-step-proposer = Det gör den som lämnade förslaget.
answers-step-system = Det sker av sig självt.
answers-step-role = Det registreras av: { $roles }.
answers-none-idea = En idé har inga steg. Svara på den i stället.
answers-none-problem = Ett problem har inga steg och inget svar. Den som beskrev det kan göra ett förslag av det.
answers-none-ended = Ärendet är avslutat. Det enda steg som kan följa är att det arkiveras.
answers-none-others = Nästa steg tas av någon annan, eller så är det inte dags än. Se nedan.
answers-moved-title = Ärendet är inte där det var
answers-moved = Någon annan har registrerat ett steg medan du skrev. Det du skrev är kvar här nedanför, men det går inte att skicka.
answers-moved-theirs = Det här registrerades medan du skrev
answers-moved-link = Se vad som går att göra nu

## Det som två personer ska stå bakom: en avvisning
answers-two-first-title = Två personer står bakom en avvisning
answers-two-first = Du förbereder, en kollega läser och bekräftar. Först då publiceras den.
answers-two-first-submit = Lämna till en kollega
answers-two-waits-title = Du förberedde en avvisning { $when }
answers-two-waits = Den väntar på att en kollega läser och bekräftar. Du kan ändra den eller ta tillbaka den så länge.
answers-two-waits-submit = Lämna ändringen till en kollega
answers-two-waits-link = Ändra eller ta tillbaka
answers-two-second-title = { $who } förberedde en avvisning { $when }
answers-two-second = Läs igenom den. Stämmer den bekräftar du den som den är. Ändrar du något publiceras den inte: då är det du som har förberett den, och en kollega läser.
answers-two-second-changed = Har du ändrat något publiceras inget. Då läser en kollega först.
answers-two-second-submit = Bekräfta och publicera
answers-two-second-link = Läs och bekräfta
answers-two-not-yet = Inget publiceras och inget brev skickas förrän en andra person har läst och bekräftat.
answers-two-found = Kollegan hittar den på ärendets sida och under ”Väntar på läsning” i menyn.
answers-two-discard-title = Ska det inte bli någon avvisning?
answers-two-discard-help = Då tar du bort det som är förberett. Ärendet stannar där det är.
answers-two-discard = Ta bort förberedelsen
answers-both = { $who } ändrade medan du skrev. Det du skrev är kvar i fälten, och ovanför ett fält står vad { $who } skrev, där det skiljer sig. Läs båda, ändra och skicka igen.
answers-both-mine = Du har ändrat i ett annat fönster. Det du skrev här är kvar i fälten, och ovanför står det andra där det skiljer sig. Läs båda, ändra och skicka igen.
answers-both-gone = En kollega tog bort förberedelsen medan du skrev. Det du skrev är kvar i fälten. Skickar du det igen är det du som förbereder.
answers-notes-title = Skriv något i ärendet utan att flytta det
answers-next-number = Tomt: nästa nummer enligt mönstret. Skriv bara om ärendet redan har ett, till exempel { $example }.
answers-note-question = Fråga förslagsställaren
answers-note-question-help = Alla läser frågan och svaret, om svaret inte är personligt. Ärendet stannar där det är, och klockan går vidare.
answers-note-delay = Berätta att det blir försenat
answers-note-delay-help = Varför, vad som är gjort och när beslutet väntas nu.
answers-note-minutes = Lägg till protokollet
answers-note-minutes-help = När det justerades och anslogs. Därifrån räknas tiden för att överklaga.
answers-note-appeal = Anteckna att det är överklagat
answers-note-appeal-help = Domstolens målnummer och dagen. Skriv en gång till när domstolen har avgjort det.
answers-note-note = Skriv en anteckning
answers-note-note-help = Något som ska stå i ärendet men inte flyttar det.

## Svara på en idé
answers-idea-title = Svara på idén
answers-idea-lead = Välj ett av sex svar. Varje svar säger vem som ansvarar eller vad som skulle hjälpa.
answers-idea-none = Idén är redan besvarad, eller så hör svaret till en annan roll.
answers-idea-done-help = Vilken dag det blev klart och vad det kostade på riktigt.
answers-idea-submit = Publicera svaret

## Rätta
answers-correct-title = Rätta en uppgift
answers-correct-lead = { $what }, { $when }. Skrivet av { $who }.
answers-correct-how = Ändra det som är fel och låt resten stå. Det gamla finns kvar på sidan, märkt som rättat.
answers-correct-submit = Publicera rättelsen
answers-correct-already = Det här är redan rättat.
answers-correct-newer = Rätta rättelsen
