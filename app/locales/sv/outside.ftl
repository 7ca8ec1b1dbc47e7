## Gästsvar: frågor till organisationer utanför kommunen, och det de svarar
office-outside = Fråga någon utanför kommunen
outside-title = Fråga någon utanför kommunen
outside-lead = Trafikverket, regionen eller ett bolag kan veta det kommunen inte vet. De svarar genom en länk, utan konto.
outside-asked-title = Det här har frågats
outside-ask-title = Ställ en fråga
outside-submit = Skicka frågan
outside-then-public = Att frågan är ställd, till vem och svarsdagen syns för alla i ärendet. E-postadressen visas aldrig.
outside-then-letter = Organisationen får ett brev med en länk. Den gäller till { $days } dagar efter svarsdagen.
outside-then-you = Svaret visas inte förrän du eller en kollega publicerar det. Det ligger här, i ärendet och på Arbetet.
outside-not-now-title = Nu går det inte att fråga
outside-not-now = Det går att fråga så länge förslaget är hos kommunen, från att det är registrerat till att det är beslutat.
outside-answer-by = Svar senast { $date }
outside-asked-by = Frågan ställd av { $who }
outside-asked-by-you = Du ställde frågan
outside-state-asked = Väntar på svar
outside-state-expired = Inget svar i tid
outside-state-arrived = Svar har kommit
outside-state-published = Publicerat
outside-state-withdrawn = Återkallad
outside-arrived = Svar från { $organisation } har kommit
outside-open = Läs och publicera
outside-desk-title = Svar som har kommit utifrån
outside-came = Kom { $when }. Så här kommer det att se ut:
outside-publish-help = Texten publiceras precis som den är. De som har lämnat, stöder ({ $count }) eller följer ärendet får brev.
outside-publish = Publicera svaret
outside-back-title = Skicka tillbaka det
outside-back-help = När svaret innehåller åsikter, löften eller personuppgifter, eller inte svarar på frågan. { $organisation } får ett brev med skälet och en ny länk.
outside-back = Skicka tillbaka
outside-sent-back = Skickades tillbaka, med det här skälet:
outside-too-late = Ärendet är avslutat. Svaret kan inte publiceras.
outside-link-until = Länken gäller till och med { $date }.
outside-link-over = Länken gäller inte längre. Ställ frågan igen om ni fortfarande behöver svaret.
outside-withdraw-title = Återkalla frågan
outside-withdraw = Återkalla frågan
outside-moved = En kollega eller den du frågade hann före. Läs vad som gäller nu.
outside-correct-title = Det här rättas inte av kommunen
outside-correct = Ingen här ändrar vad någon utanför har skrivit under, eller vad de fick för fråga. Är något fel: fråga igen, så blir det nya svaret en egen händelse.

outside-label = Svar från { $organisation } – inget beslut
outside-label-question = Fråga till { $organisation }
outside-label-withdrawal = Frågan till { $organisation } är återkallad
outside-published-by = Publicerat oförändrat av { $who }, { $municipality }
act-outside_question = Fråga till någon utanför kommunen
act-guest_answer = Svar utifrån – inget beslut
act-guest_answer-means = En statlig myndighet, regionen eller ett bolag svarar om fakta på sitt område. Kommunen visar svaret oförändrat och står inte bakom det.
act-outside_withdrawal = Fråga återkallad
answers-only-guest_answer = Svar utifrån
timeline-outside_question = Fråga ställd till { $organisation }
timeline-guest_answer = Svar från { $organisation }
timeline-outside_withdrawal = Frågan till { $organisation } återkallad

field-email = E-postadress dit brevet skickas
field-email-hint = Gärna organisationens egen adress, inte en persons. Den visas aldrig.
field-outside_question-organisation = Vem frågar du?
field-outside_question-organisation-hint = Organisationens namn, som det visas för alla. Till exempel: Trafikverket.
field-outside_question-text = Frågan
field-outside_question-text-hint = Fråga om fakta som de råder över. Alla kan läsa frågan, så skriv inget personligt.
field-outside_question-answer_by = Svar senast
field-outside_question-answer_by-hint = Högst ett halvår fram.
field-guest_answer-text = Ert svar
field-guest_answer-text-hint = Fakta på ert område, i vanliga ord.
field-guest_answer-signed_name = Ditt namn
field-guest_answer-signed_name-hint = Namnet visas vid svaret.
field-guest_answer-signed_title = Din titel
field-guest_answer-signed_title-hint = Till exempel: utredare, väg och trafik.
field-guest_answer-source_url = Länk till underlaget
field-guest_answer-source_url-hint = En sida eller en rapport där uppgifterna finns.
field-signed_name = Namn
field-signed_title = Titel
field-outside_withdrawal-reason = Varför?
field-outside_withdrawal-reason-hint = Skälet visas för alla och skickas till dem du frågade.
field-outside_back-reason = Vad behöver ändras?
field-outside_back-reason-hint = Bara de som svarade får läsa det.
problem-too_many_asked = { $max } frågor i ärendet väntar redan på svar. Återkalla någon, eller publicera det som har kommit.

guest-title = { $municipality } frågar er
guest-lead = Frågan är ställd till { $organisation }. Svara senast { $date }.
guest-question = Frågan
guest-case = Läs förslaget
guest-case-link = Till ärendets sida
guest-answer-title = Svara
guest-rule-facts = Skriv fakta inom ert eget område: vad som gäller, vad som är planerat, vad något kostar.
guest-rule-opinion = Inga åsikter om förslaget, och inga löften om hur det går.
guest-rule-personal = Inga uppgifter om enskilda personer. Alla kan läsa svaret.
guest-rule-unchanged = Kommunen publicerar svaret oförändrat, eller skickar tillbaka det med ett skäl.
guest-signature = Ditt namn, din titel
guest-submit = Skicka svaret
guest-back-title = Svaret kom tillbaka
guest-back-help = Det ni skrev finns kvar här nedanför. Ändra och skicka igen.
guest-thanks-title = Tack, svaret har kommit fram
guest-thanks-lead = Kommunen läser det och publicerar det oförändrat i ärendet. Behöver något ändras får ni ett nytt brev.
guest-published-title = Svaret är publicerat
guest-published-lead = Alla kan nu läsa det i ärendet.
guest-gone-title = Frågan gäller inte längre
guest-gone = Kommunen har återkallat frågan, eller så är ärendet avslutat. Ni behöver inte svara.
guest-link_used = Ett svar har redan kommit den här vägen. Har ni fått ett nyare brev, använd länken i det.
guest-broken = Öppna länken i brevet igen. Fungerar den ändå inte: svara den som frågade, på { $municipality }, som kan skicka en ny.
guest-typed = Det du skrev

flash-outside_asked = Frågan är skickad.
flash-outside_withdrawn = Frågan är återkallad.
flash-guest_answered = Svaret är skickat.
flash-guest_published = Svaret är publicerat.
flash-guest_sent_back = Svaret är skickat tillbaka. Inget är publicerat.
log-what-guest_answer_returned = Skickat tillbaka ett svar utifrån
deed-guest_answer_returned = { $who } skickade tillbaka ett svar utifrån i ärende nummer { $whom }.

mail-outside-subject = En fråga från kommunen: { $title }
mail-outside-body =
    Hej!

    { $who } på { $municipality } arbetar med invånarförslaget ”{ $title }” och frågar { $organisation }:

    { $text }

    Svara senast { $date }: { $link }

    Inget konto behövs. Länken är bara till er och gäller till { $days } dagar efter svarsdagen. Svaret publiceras i ärendet, med namn och titel på den som svarar.

    Hälsningar
    Nära i { $place }
    { $url }
mail-outside-back-subject = Ert svar behöver ändras: { $title }
mail-outside-back-body =
    Hej!

    { $who } på { $municipality } har läst ert svar om ”{ $title }” och kan inte publicera det som det är:

    { $text }

    Det ni skrev finns kvar. Ändra och skicka igen med en ny länk, som gäller till och med { $date }: { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-outside-withdrawn-subject = Frågan är återkallad: { $title }
mail-outside-withdrawn-body =
    Hej!

    { $municipality } har återkallat frågan om ”{ $title }”. Ni behöver inte svara.

    { $text }

    Hälsningar
    Nära i { $place }
    { $url }
mail-guest-subject = Nytt svar: { $title }
mail-guest-body =
    Hej!

    { $organisation } har svarat på en fråga från kommunen om ”{ $title }”. Svaret är inget beslut:

    { $text }

    Läs hela svaret: { $link }

    Du får brevet för att du har lämnat, stöder eller följer förslaget.

    Hälsningar
    Nära i { $place }
    { $url }
