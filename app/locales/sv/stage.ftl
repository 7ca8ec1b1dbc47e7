## Lägen: namnet, vad det betyder och vad som händer sedan
stage-draft = Utkast
stage-draft-meaning = Bara du ser utkastet. Det är inte inlämnat.
stage-draft-next = Läs igenom och lämna in när du är nöjd.
stage-submitted = Inlämnat
stage-submitted-meaning = Kommunen har tagit emot förslaget. Det är en allmän handling men visas inte här än.
stage-submitted-next = Kommunkansliet registrerar förslaget och publicerar det.
stage-needs_completion = Väntar på komplettering
stage-needs_completion-meaning = Kommunen behöver veta något mer för att kunna gå vidare.
stage-needs_completion-next = Förslagsställaren svarar på frågan. Sedan fortsätter ärendet där det var.
stage-rejected_formal = Avvisat – uppfyller inte kraven
stage-rejected_formal-meaning = Förslaget kan inte behandlas som medborgarförslag. Det säger inget om själva idén.
stage-rejected_formal-next = Skälet och vart man kan vända sig står i beslutet.
stage-rerouted = Hanteras som synpunkt eller felanmälan
stage-rerouted-meaning = Frågan behöver inget politiskt beslut. Den har gått direkt till dem som kan lösa den.
stage-rerouted-next = Följ ärendet med numret som står i händelsen.
stage-withdrawn = Återkallat av förslagsställaren
stage-withdrawn-meaning = Den som lämnade förslaget har tagit tillbaka det.
stage-withdrawn-next = Inget mer händer med förslaget. Vem som helst kan lämna ett nytt.
stage-registered = Registrerat
stage-registered-meaning = Förslaget har fått ett diarienummer. Det är ärendets nummer hos kommunen.
stage-registered-next = Förslaget öppnas för stöd, eller anmäls direkt i kommunfullmäktige om ingen gräns gäller.
stage-collecting = Samlar stöd
stage-collecting-meaning = Förslaget är öppet för stöd. När tillräckligt många stöder det måste politikerna ta upp det.
stage-collecting-next = När gränsen nås går förslaget till kommunfullmäktige.
stage-threshold_missed = Avslutat – för lite stöd
stage-threshold_missed-meaning = Tiden gick ut innan tillräckligt många stödde förslaget.
stage-threshold_missed-next = Förslaget ligger kvar här. En ledamot i fullmäktige kan ta upp det som sitt eget.
stage-announced = Anmält i kommunfullmäktige
stage-announced-meaning = Förslaget är hos kommunfullmäktige, som är kommunens högsta beslutande församling. Nu räknas tiden till ett svar.
stage-announced-next = Fullmäktige lämnar över förslaget till en nämnd, eller frågar nämnder om råd.
stage-handed_over = Överlämnat till nämnd för beslut
stage-handed_over-meaning = Fullmäktige har lämnat över förslaget till en nämnd. En nämnd är en grupp politiker som ansvarar för ett område. Den beslutar.
stage-handed_over-next = En handläggare får ansvar för att utreda förslaget.
stage-referred = På remiss till nämnd
stage-referred-meaning = Fullmäktige har frågat en eller flera nämnder vad de anser. Det kallas remiss.
stage-referred-next = Nämnderna svarar. Sedan fortsätter beredningen.
stage-in_preparation = Under beredning
stage-in_preparation-meaning = En namngiven handläggare utreder förslaget: vad det kostar, vem det berör och vad som är möjligt.
stage-in_preparation-next = Handläggaren skriver ett förslag till beslut.
stage-proposal_ready = Förslag till beslut klart
stage-proposal_ready-meaning = Handläggarens underlag är klart. Där står kostnader, konsekvenser och vad förvaltningen föreslår.
stage-proposal_ready-next = Frågan sätts upp på ett mötes dagordning.
stage-scheduled = På dagordningen
stage-scheduled-meaning = Frågan tas upp på ett bestämt möte.
stage-scheduled-next = Politikerna beslutar, skjuter upp frågan eller begär mer underlag.
stage-tabled = Bordlagt
stage-tabled-meaning = Politikerna har skjutit upp frågan till ett senare möte. Det kallas bordläggning.
stage-tabled-next = Frågan tas upp igen på det nya mötet.
stage-remitted_back = Återremitterat
stage-remitted_back-meaning = Politikerna vill veta mer innan de beslutar. Ärendet har gått tillbaka med en fråga. Det kallas återremiss.
stage-remitted_back-next = Handläggaren utreder frågan och kommer tillbaka.
stage-approved = Bifallet
stage-approved-meaning = Politikerna har sagt ja.
stage-approved-next = Den ansvariga förvaltningen planerar hur och när det ska göras.
stage-partly_approved = Delvis bifallet
stage-partly_approved-meaning = Politikerna har sagt ja till en del av förslaget. I beslutet står vad som blev ja och vad som blev nej.
stage-partly_approved-next = Den ansvariga förvaltningen planerar den del som blev ja.
stage-answered = Anses besvarat
stage-answered-meaning = Politikerna har svarat utan att säga ja eller nej. Vad det betyder här står i beslutet.
stage-answered-next = Läs vad som gäller i beslutet, och när kommunen rapporterar igen.
stage-declined = Avslaget
stage-declined-meaning = Politikerna har sagt nej till förslaget. Skälen står i beslutet.
stage-declined-reasons = Läs skälen.
stage-declined-next = Läs skälen, och vad som skulle kunna ändra svaret.
stage-written_off = Avskrivet
stage-written_off-meaning = Fullmäktige har avslutat ärendet utan beslut i sak, eftersom det inte hann avgöras i tid.
stage-written_off-next = Inget mer händer i ärendet. Vem som helst kan lämna ett nytt förslag.
stage-planned = Genomförande planeras
stage-planned-meaning = Beslutet är fattat. Förvaltningen har en plan, en ansvarig och ett budgetår.
stage-planned-next = Arbetet börjar. Förvaltningen rapporterar här.
stage-implementing = Genomförs
stage-implementing-meaning = Arbetet pågår.
stage-implementing-next = Förvaltningen berättar när det är klart.
stage-implemented = Genomfört
stage-implemented-meaning = Det är gjort. Vad det kostade på riktigt står i händelsen.
stage-implemented-next = Tack till alla som föreslog, stödde och tyckte till.
stage-stopped = Genomförandet stoppat
stage-stopped-meaning = Arbetet har avbrutits. Skälet och vem som beslutade det står i händelsen.
stage-stopped-next = Tas det upp igen planeras det på nytt, och det står här.
stage-closed = Avslutat och arkiverat
stage-closed-meaning = Ärendet är klart och arkiverat. Allt går fortfarande att läsa.
stage-closed-next = Inget mer händer här.
stage-problem_open = Problem, samlar perspektiv
stage-problem_open-meaning = Någon har beskrivit ett problem. Andra kan berätta hur det berör dem.
stage-problem_open-next = Andra berättar hur det berör dem. Sedan kan den som beskrev det göra ett förslag av det.
stage-problem_turned = Blev ett förslag
stage-problem_turned-meaning = Den som beskrev problemet har gjort ett förslag av det.
stage-problem_turned-next = Fortsätt på förslagets sida.
stage-problem_ended = Avslutat utan förslag
stage-problem_ended-meaning = Tiden gick ut innan någon gjorde ett förslag av problemet.
stage-problem_ended-next = Allt går fortfarande att läsa. Vem som helst kan lämna ett förslag om saken.
state-problem-open = Det här är ett problem, inte ett förslag. Kommunen svarar inte på det än. Till och med { $date } kan andra berätta hur det berör dem, och den som beskrev det kan göra ett förslag av det.

## Grupper av lägen, i listans filter
group-collecting = Samlar stöd
group-at_municipality = Hos kommunen
group-decided = Beslutade
group-done = Genomförda
group-problem = Problem som väntar på förslag
group-ended = Avslutade utan beslut
group-not_public = Inte publicerade

## Nästa steg, som fortsättning på ”Nästa steg:”
next-label = Nästa steg
answer-due = Svar ska ges senast { $date }.
answer-planned = Det har blivit försenat. Beslutet väntas nu { $date }.
answer-planned-passed = Det blev försenat, och beslutet väntades då { $date }. Den dagen har passerat.
stage-overdue = Försenat
stage-overdue-meaning = Förslaget borde ha avgjorts { $date }.
promise-overdue-plan =
    { $days ->
        [one] Genomförandet skulle ha planerats { $date } – en dag sent.
       *[other] Genomförandet skulle ha planerats { $date } – { $days } dagar sent.
    }
promise-overdue-report =
    { $days ->
        [one] Förvaltningen skulle ha berättat hur det går { $date } – en dag sent.
       *[other] Förvaltningen skulle ha berättat hur det går { $date } – { $days } dagar sent.
    }
promise-overdue-follow_up =
    { $days ->
        [one] Beslutet skulle ha följts upp { $date } – en dag sent.
       *[other] Beslutet skulle ha följts upp { $date } – { $days } dagar sent.
    }
promise-overdue-implementation =
    { $days ->
        [one] Försöket skulle ha varit klart { $date } – en dag sent.
       *[other] Försöket skulle ha varit klart { $date } – { $days } dagar sent.
    }
next-registration = kommunkansliet registrerar förslaget
next-registration-by = kommunkansliet registrerar förslaget senast { $date }
next-completion = förslagsställaren svarar på frågan
next-completion-by = förslagsställaren svarar på frågan senast { $date }
next-open_for_support = förslaget öppnas för stöd
next-open_for_support-by = förslaget öppnas för stöd { $date }
next-support_closes = tiden för stöd går ut
next-support_closes-by = sista dag att stödja är { $date }
next-announcement = förslaget anmäls i kommunfullmäktige
next-announcement-by = förslaget anmäls i kommunfullmäktige { $date }
next-handling = fullmäktige bestämmer vem som ska besluta
next-handling-by = fullmäktige bestämmer vem som ska besluta, senast { $date }
next-statement = nämnderna svarar på remissen
next-statement-by = nämnderna svarar på remissen senast { $date }
next-preparation = en handläggare börjar utreda förslaget
next-preparation-by = en handläggare börjar utreda förslaget senast { $date }
next-remitted = frågan utreds, och ärendet kommer tillbaka till politikerna
next-remitted-by = ärendet ska vara tillbaka hos politikerna senast { $date }
next-proposal_for_decision = förslag till beslut
next-proposal_for_decision-by = förslag till beslut, väntas till { $date }
next-agenda = frågan sätts upp på en dagordning
next-agenda-by = frågan sätts upp på en dagordning senast { $date }
next-meeting = politikerna tar upp frågan
next-meeting-by = politikerna tar upp frågan { $date }
next-plan = förvaltningen planerar genomförandet
next-plan-by = förvaltningen planerar genomförandet senast { $date }
next-follow_up = förvaltningen följer upp beslutet
next-follow_up-by = förvaltningen följer upp beslutet { $date }
next-report = förvaltningen rapporterar hur det går
next-report-by = förvaltningen rapporterar hur det går { $date }
next-implementation = arbetet genomförs
next-implementation-by = arbetet genomförs, nästa hållpunkt är { $date }
next-answer = förvaltningen svarar
next-answer-by = förvaltningen svarar senast { $date }
next-archive = ärendet arkiveras
next-archive-by = ärendet arkiveras { $date }
state-appealed = Överklagat
state-appealed-meaning = Beslutet är överklagat till förvaltningsrätten sedan { $date }. Målnummer: { $number }.
state-agenda = Kallelsen till mötet
state-agenda-coming = Kallelsen kommer. Den läggs på mötets sida.
