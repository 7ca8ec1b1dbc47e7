## Administrationen: reglerna
settings-cancel = Avbryt
admin-rules = Regler
admin-rules-means = Hur många som måste stödja ett förslag, hur lång tid det får ta, vem som får göra vad.
rules-lead = Det här har kommunen bestämt. Ett förslag följer de regler som gällde när det lämnades in. En ändring blir därför alltid en ny version, och den gäller bara det som lämnas in efteråt.
rules-new = Ny version
rules-in-force = Version { $version } gäller nu
rules-version = Version { $version }
rules-since = { $count ->
    [0] sedan { $day }, inget förslag än
    [one] sedan { $day }, ett förslag
   *[other] sedan { $day }, { $count } förslag
}
rules-older = Tidigare versioner
rules-older-lead = De förslag som lämnades in under en tidigare version följer den fortfarande.
rules-new-lead = Ändra det som ska bli annorlunda. Innan något gäller får du se vad som ändras.
rules-part-support = Stöd
rules-part-receiving = Att lämna in
rules-part-time = Tider och beslut
rules-part-who = Vem som får vad
rules-part-names = Nummer och namn
rules-preview = Visa vad som ändras
rules-check = Det här ändras
rules-check-lead = Inget är publicerat än.
rules-unchanged-title = Inget är ändrat
rules-unchanged = Gå tillbaka och ändra det som ska bli annorlunda.
rules-changes = { $count ->
    [one] En regel ändras
   *[other] { $count } regler ändras
}
rules-column-rule = Regel
rules-column-now = Nu
rules-column-new = Blir
rules-keeps = { $count ->
    [0] De nya reglerna gäller det som lämnas in från och med nu.
    [one] De nya reglerna gäller det som lämnas in från och med nu. Ett förslag som redan är inne behåller sina.
   *[other] De nya reglerna gäller det som lämnas in från och med nu. { $count } förslag som redan är inne behåller sina.
}
rules-publish = Publicera reglerna
rules-change = Ändra mer

rule-threshold = Stöd som behövs
rule-threshold-hint = Så många måste stödja ett förslag innan fullmäktige tar upp det. Lämna tomt om alla förslag tas upp, eller om ni räknar i promille.
rule-threshold-none = Inget, alla förslag tas upp
rule-threshold-permille = Inget fast antal, det räknas i promille
rule-threshold_permille = Stöd i promille av invånarna
rule-threshold_permille-hint = I stället för ett fast antal. 1 promille av 76 770 invånare är 77. Lämna annars tomt.
rule-threshold_permille-none = Räknas inte i promille
rule-population = Invånare att räkna med
rule-population-hint = Bara när stödet räknas i promille.
rule-population-none = Används inte
rule-collecting_days = Dagar för stöd
rule-collecting_days-hint = Så länge kan man stödja ett förslag. Den första dagen räknas. Skriv flera med komma om förslagsställaren får välja: 30, 60, 90. Lämna tomt om inget stöd behövs, eller om ni räknar i månader.
rule-collecting_days-none = Inga
rule-collecting_months = Månader för stöd
rule-collecting_months-hint = För längre tider. Skriv flera med komma om förslagsställaren får välja: 3, 6, 9, 12. Lämna annars tomt.
rule-collecting_months-none = Inga
rule-announce_when = När ett förslag med nog stöd går vidare
rule-announce_when-at_once = Genast när det har nog stöd
rule-announce_when-at_end = När tiden för stöd är slut
rule-support_until_decision = Kan man stödja efter att gränsen är nådd?
rule-support_until_decision-hint = Ja: man kan stödja ända fram till beslutet.
rule-own_support = Räknas förslagsställarens eget stöd?
rule-votes_against = Får man rösta emot?
rule-answer_months = Tid till beslut
rule-answer_months-hint = Månader från den dag som väljs här nedanför.
rule-clock_from = Tiden till beslut räknas från
rule-clock_from-none = Som i den version som gäller
rule-clock_from-received = Dagen då förslaget kom in
rule-clock_from-announced = Dagen då det anmäldes i fullmäktige, så att tiden för stöd inte räknas
rule-idea_answer_days = Tid till svar på en idé
rule-idea_answer_days-hint = Dagar som förvaltningen har på sig.
rule-completion_days = Tid att komplettera
rule-completion_days-hint = Dagar som förslagsställaren har på sig när något saknas.
rule-submit_level = Vem som får lämna förslag
rule-support_level = Vem som får stödja förslag
rule-comment_level = Vem som får skriva inlägg om förslag
rule-idea_level = Vem som får lämna, stödja och diskutera idéer
rule-proposal_name = Namn på ett medborgarförslag
rule-proposal_name-hint = Så mycket av förslagsställarens namn måste minst visas.
rule-proposal_name-full = Hela namnet
rule-proposal_name-first = Förnamnet
rule-proposal_name-alias = Ett alias
rule-proposal_name-nameless = Inget namn behövs
rule-pre_review = Läser någon ett förslag innan det publiceras?
rule-pre_review-hint = Ja: en sekreterare eller moderator läser först.
rule-max_open_per_person = Öppna förslag per person
rule-max_open_per_person-hint = Så många obeslutade förslag får en person ha samtidigt. Lämna tomt för hur många som helst.
rule-max_open_per_person-none = Hur många som helst
rule-pre_review_days = Arbetsdagar för att läsa
rule-pre_review_days-hint = Så snart lovar ni att läsa. Lämna tomt om ni inte lovar något.
rule-pre_review_days-none = Inget löfte
rule-seasons = När på året förslag tas emot
rule-seasons-hint = En tid per rad, med månad och dag: 12-01 till 02-28. Lämna tomt om förslag tas emot hela året.
rule-seasons-none = Hela året
rule-duplicate_months = Månader innan samma sak tas upp igen
rule-duplicate_months-hint = Efter ett beslut. Samma sak tas då inte heller emot medan den väntar på beslut. Nära stoppar bara rubriker med samma ord. Det som är likt men inte lika avgör ni själva.
rule-duplicate_months-none = Samma sak får lämnas in igen
rule-max_per_person_year = Förslag per person och år
rule-max_per_person_year-hint = Så många förslag får en person lämna in under ett kalenderår. Lämna tomt för hur många som helst.
rule-max_per_person_year-none = Hur många som helst
rule-report_months = Månader för rapport till fullmäktige
rule-report_months-hint = Då får fullmäktige listan över det som inte är avgjort. Skriv månadernas nummer: 4, 10 är april och oktober.
rule-report_months-none = Ingen rapport
rule-proposer_may_speak = Får förslagsställaren tala på mötet?
rule-proposer_may_speak-hint = Ja: det står på förslagets sida när mötet är bestämt.
rule-diary_pattern = Diarienummer
rule-diary_pattern-hint = {"{"}year{"}"} blir året och {"{"}n{"}"} det löpande numret, till exempel KS/{"{"}year{"}"}:{"{"}n{"}"}.
rule-bodies = Nämnder och styrelser
rule-bodies-hint = De som erbjuds i formulären, med komma emellan. Andra kan skrivas in.
rule-bodies-none = Inga erbjuds
rule-districts = Kommunens delar
rule-districts-hint = En per rad. Före kolon står ordet i adressen, efter kolon namnet: ekbacken: Ekbacken. Behåll ordet i adressen när en del byter namn.
rule-districts-none = Ingen frågas om en del av kommunen
rule-exempt_topics = Ämnen som inte behöver stöd
rule-exempt_topics-hint = Förslag om de här ämnena tas upp direkt.
rule-exempt_topics-none = Inga
rule-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagar
}
rule-months = { $count ->
    [one] 1 månad
   *[other] { $count } månader
}

## Administrationen: utseendet
admin-theme = Utseende
admin-theme-means = Kommunens färg på knappar, kanter och staplar.
theme-lead = Välj kommunens färg. Den syns på knappar, kanter och staplar. Vi kontrollerar att alla kan läsa det som står i den.
theme-color = Färg
theme-color-hint = Som den står i kommunens grafiska profil, till exempel #00733B.
theme-look = Titta på färgen
theme-none = Nu används Näras egen gröna färg.
theme-now = Nu används { $color }
theme-reset = Tillbaka till Näras färg
theme-nearest = Den närmaste färgen som går är { $color }
theme-nearest-lead = Samma kulör, bara så mycket mörkare som behövs för att texten ska gå att läsa.
theme-try = Titta på { $color }
theme-preview = Så här blir { $color }
theme-preview-lead = Den här sidan visas redan i färgen, men bara för dig. I mörkt läge blir samma kulör ljusare.
theme-light = Ljust läge
theme-dark = Mörkt läge
theme-sample-button = Stöd förslaget
theme-sample-secondary = Läs mer
theme-same = Den färgen används redan.
theme-choose = Använd { $color }
problem-not_seasons = Raden ”{ $line }” går inte. Skriv månad och dag två gånger: 12-01 till 02-28. Varje tid får stå en gång.
problem-one_of_two = Fyll bara i det ena: ett fast antal, eller promille och invånare.
problem-twice = Något står två gånger. Varje får stå en gång.
problem-too_many = Det är för många. Skriv högst { $max }.
problem-not_a_color = Skriv färgen så här: #00733B.
problem-too_faint = Färgen är för ljus. Text i den går inte att läsa för alla. Längre ner står den närmaste som går.

## Administrationen: det som går att stänga av
admin-switches = Funktioner
admin-switches-means = Stäng av något en stund, till exempel om det missbrukas. Läsa går alltid.
switches-lead = Det här kan du stänga av en stund. Det slår igenom inom några sekunder. Att läsa går alltid.
switch-is-open = Öppet
switch-is-closed = Avstängt
switch-open = Öppna
switch-close = Stäng av
switch-close-title = Stäng av: { $name }
switch-close-lead = Där formuläret brukar vara står i stället att det är avstängt, med det du skriver här.
switch-message = Meddelande till läsarna
switch-message-hint = Säg varför, om det går. Högst { $max } tecken. Alla kan läsa det.
switch-until_date = Öppnar igen, dag
switch-until_date-hint = Lämna tomt om du öppnar själv.
switch-until_time = Öppnar igen, klockan
switch-until_time-hint = Till exempel 08.00. Lämna tomt för dagens början.
feature-registration = Skapa konto
feature-registration-means = Stänger du av kan ingen ny skapa ett konto. De som har ett loggar in som vanligt.
feature-proposals = Lämna förslag
feature-proposals-means = Stänger du av tas inga nya medborgarförslag emot. Utkast går att skriva och sparas.
feature-ideas = Lämna idéer
feature-ideas-means = Stänger du av tas inga nya idéer emot. Utkast går att skriva och sparas.
feature-comments = Skriva inlägg
feature-comments-means = Stänger du av kan ingen skriva i diskussionerna. Det som redan är skrivet står kvar.
feature-questions = Fråga kommunen
feature-questions-means = Stänger du av kan ingen ställa frågor eller följdfrågor. De som är ställda får svar som vanligt.
feature-support = Ge stöd
feature-support-means = Stänger du av kan ingen ge stöd. Den som ångrar sitt stöd kan alltid ta tillbaka det.
feature-code_sign_in = Logga in med kod i e-post
feature-code_sign_in-means = Stänger du av skickas inga koder, och inga gäller. Lösenord och andra sätt fungerar.
feature-api_writing = Skriva från program
feature-api_writing-means = Stänger du av kan program läsa genom gränssnittet men inte ändra något.
closed-registration = Just nu går det inte att skapa konto.
closed-proposals = Just nu går det inte att lämna medborgarförslag.
closed-ideas = Just nu går det inte att lämna idéer.
closed-comments = Just nu går det inte att skriva inlägg.
closed-questions = Just nu går det inte att ställa frågor.
closed-support = Just nu går det inte att ge stöd.
closed-code_sign_in = Just nu går det inte att logga in med kod i e-post.
closed-api_writing = Just nu kan program läsa men inte ändra något.
closed-until = Det öppnar igen { $day } klockan { $time }.
closed-until-unknown = Vi vet inte än när det öppnar igen. Du kan läsa allt som vanligt.
closed-draft-kept = Ditt utkast är sparat. Kom tillbaka till den här adressen och skicka det då.
code-other-way = Logga in på ett annat sätt
error-closed-title = Det här är avstängt just nu
error-closed-help = Kommunen har stängt av det en stund. Du kan läsa allt som vanligt.
problem-not_a_time = Skriv klockslaget så här: 08.00.
problem-not_a_pattern = Mönstret måste innehålla {"{"}n{"}"}, som blir numret.
problem-not_districts = Raden ”{ $line }” går inte. Skriv adressordet med små bokstäver a–z, siffror och bindestreck, ett kolon och namnet. Varje del får stå en gång.

## Administrationen: posten
admin-mail = Post
admin-mail-means = Om breven går ut, och ett provbrev till dig själv.
mailpage-lead = Nära skickar brev: länkar för att bekräfta en adress, koder, och besked om förslag. Här ser du om de går ut.
mailpage-try-title = Prova
mailpage-try-lead = Vi skickar ett brev till din egen adress, { $address }, och visar här vad som hände.
mailpage-try = Skicka ett provbrev
mailpage-no-address = Ditt konto har ingen e-postadress. Därför går det inte att skicka ett provbrev till dig.
mailpage-own-address = Din e-postadress
mailpage-tried = { $name } provade { $day } klockan { $time }.
mailpage-went = Brevet gick ut
mailpage-went-server = Postservern tog emot det. Kommer det inte fram: titta i skräpposten, och fråga den som sköter postservern.
mailpage-went-folder = Ingen postserver är inställd. Brevet ligger som fil i mappen för brev.
mailpage-outbox = Utkorgen
mailpage-waiting = Väntar på sin tur
mailpage-failing = Gick inte, försöks igen
mailpage-given-up = Gick aldrig, försöks inte mer
mailpage-oldest = Det äldsta är från { $day } klockan { $time }.
mailpage-why = Varför de inte gick
mailpage-letters = { $count ->
    [one] ett brev
   *[other] { $count } brev
}
mailpage-settings = Så är posten inställd
mailpage-settings-lead = Det ställs in där servern startas, av den som driver den. Lösenord visas aldrig.
mailpage-server = Postserver
mailpage-no-server = Ingen. Breven blir filer i mappen { $folder }.
mailpage-sender = Avsändare
origin-default = Inte inställt, det här är det vanliga.
origin-flag = Inställt när servern startades.
origin-environment = Inställt med en miljövariabel.
origin-file = Inställt i filen med inställningar.
origin-in-file = Adressen står i en egen fil.
trouble-unknown_host = Postserverns namn finns inte
trouble-unknown_host-help = Är namnet rätt stavat? Be den som driver servern kontrollera inställningen.
trouble-unreachable = Postservern svarar inte
trouble-unreachable-help = Adress eller port kan vara fel, eller så släpper en brandvägg inte igenom.
trouble-encryption = Den krypterade anslutningen kom inte till stånd
trouble-encryption-help = Certifikatet kan ha gått ut, eller så är porten fel för smtp eller smtps.
trouble-sign_in = Postservern godtar inte inloggningen
trouble-sign_in-help = Användarnamn eller lösenord är fel, eller så kräver servern ett särskilt applösenord.
trouble-refused = Postservern tar inte emot brevet
trouble-refused-help = Den känner inte mottagaren, eller så får avsändaren inte skicka därifrån.
trouble-later = Postservern säger: försök senare
trouble-later-help = Nära försöker igen av sig själv. Händer det länge: fråga den som sköter postservern.
trouble-too_slow = Postservern svarade för långsamt
trouble-too_slow-help = Nära väntar högst 20 sekunder och försöker sedan igen.
trouble-folder = Mappen för brev går inte att skriva i
trouble-folder-help = Disken kan vara full, eller så saknas rättigheter. Be den som driver servern titta.
trouble-letter = Adressen går inte att skicka till
trouble-letter-help = Den är fel skriven hos den som ska ha brevet.
trouble-other = Det gick inte, av en annan orsak
trouble-other-help = Den som driver servern ser postserverns egna ord i databasen.
mail-tried-subject = Provbrev från Nära i { $place }
mail-tried-body =
    Hej!

    Det här är ett provbrev. Du bad om det på sidan om post i Nära, för att se om breven från { $municipality } går ut. Det gör de.

    { $link }

    Hälsningar
    Nära i { $place }
    { $url }

## Det som just hände
flash-rules_published = De nya reglerna gäller från och med nu.
flash-theme_saved = Färgen är bytt.
flash-feature_closed = Avstängt. Det slår igenom överallt inom några sekunder.
flash-feature_opened = Öppet igen. Det slår igenom överallt inom några sekunder.
