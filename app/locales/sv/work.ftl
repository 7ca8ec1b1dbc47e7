## Arbetet: tjänstepersoners och sekreterares bord
work-title = Arbetet
work-lead = Det som ligger på kommunens bord, det mest brådskande först.
work-piles = Högar
work-pile-mina = Mina ärenden
work-pile-mina-means = Det du har fått eller tagit, och det någon har frågat dig om.
work-pile-lediga = Ingen har dem
work-pile-lediga-means = Kommunen är på tur och ingen har ärendet. Ta ett, eller ge det till en kollega.
work-pile-vantar = Väntar på andra
work-pile-vantar-means = Förslagsställaren, de som stöder eller ett organ är på tur.
work-pile-veckan = Senast om en vecka
work-pile-veckan-means = Det som väntas härnäst ska vara klart inom sju dagar.
work-pile-forsenade = Försenade
work-pile-forsenade-means = En dag har passerat: för beslutet, ett yttrande, en komplettering, en rapport eller något annat som väntas. Varje rad säger vilken.
work-pile-alla = Alla öppna
work-pile-alla-means = Allt som inte är avslutat, och det där ett protokoll eller en uppföljning återstår.
work-pile-arkivera = Att arkivera
work-pile-arkivera-means = Avslutade ärenden där tiden att överklaga har gått ut och ingen uppföljning återstår. Skriv in arkivets beteckning och dag.
work-archive = Arkivera
work-search = Sök ärende
work-search-hint = Ord eller nummer
work-found-means = Också de som är avslutade.
work-found = Ärenden som stämmer med sökningen
work-none-found-title = Inget ärende stämmer
work-none-found = Pröva färre ord, eller hela diarienumret. Också avslutade ärenden söks igenom.
work-none-mine-title = Du har inga ärenden
work-none-mine = När du tar ett ärende eller får ett syns det här.
work-none-title = Den här högen är tom
work-none = Inget ligger här just nu.
work-to-unassigned = Se dem som ingen har
work-overdue =
    { $days ->
        [one] en dag försenat
       *[other] { $days } dagar försenat
    }
work-due-today = i dag
work-due-soon =
    { $days ->
        [one] i morgon
       *[other] om { $days } dagar
    }
day-decision = Beslut senast { $date }
day-answer = Svar senast { $date }
day-put_off = Uppskjutet beslut väntas { $date }
day-registration = Registrering senast { $date }
day-completion = Komplettering senast { $date }
day-question = Förslagsställarens svar senast { $date }
day-statement = Yttrande senast { $date }
day-remitted = Ny utredning senast { $date }
day-proposal = Förslag till beslut senast { $date }
day-meeting = Sammanträde { $date }
day-minutes = Protokollet ska vara anslaget senast { $date }
day-plan = Plan för genomförandet senast { $date }
day-follow_up = Uppföljning senast { $date }
day-report = Rapport senast { $date }
work-waits-us = Kommunen är på tur
work-waits-proposer = Väntar på förslagsställaren
work-waits-supporters = Samlar stöd
work-waits-body = Väntar på en nämnd eller styrelse
work-has-nobody = Ingen har ärendet
work-has-you = Du har ärendet
work-has = { $name } har ärendet
work-has-left = { $name } hade ärendet, men har inte uppdraget kvar
work-asked = En kollega har frågat dig något
work-take = Ta ärendet
work-left-title = Ingen ansvarar för ärendet
work-left = Den som hade det har inte uppdraget kvar. Ta det, eller ge det till någon.
work-to-case = Till ärendets sida
work-to-steps = Gå vidare i ärendet
work-to-verdict = Svara på idén
work-to-answer = Svara som förvaltning
work-who = Vem har ärendet?
work-hand-over = Ge det till någon annan
work-officer-title = Handläggare enligt ärendet
work-officer-differs = I ärendets handlingar står { $name } som handläggare. Den som har ärendet här är en annan. Ska det stå någon annan inför alla, så rätta steget ”Beredningen har börjat”.
work-officer-left = Den som står som handläggare i ärendets handlingar har inte uppdraget kvar. Rätta steget ”Beredningen har börjat” om det ska stå någon annan.
work-to = Kollega
work-nobody = Ingen
work-assign = Spara vem som har ärendet
work-notes = Mellan kollegor
work-notes-lead = Syns bara för tjänstepersoner och sekreterare, aldrig på ärendets sida. Den som begär ut ärendets handlingar kan få se det.
work-notes-none = Ingen har skrivit något än.
work-note-new = Skriv till kollegorna
work-note-label = Anteckning eller fråga
work-note-hint = Högst { $max } tecken.
work-note-to-nobody = Ingen särskild
work-note-submit = Spara
work-note-asks = frågar { $name }
flash-case_assigned = Sparat vem som har ärendet.
flash-note_written = Anteckningen är sparad.
log-what-case_assigned = Gett ett ärende till någon
deed-case_assigned = { $who } ändrade vem som har ärende nummer { $whom }.
mail-desk-unpublished = ett ärende som inte är publicerat
mail-desk-given-subject = Du har fått ett ärende: { $case }
mail-desk-given-body =
    Hej!

    { $by } har gett dig det här ärendet:
    { $case }

    Öppna det:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-asked-subject = En kollega har frågat dig något: { $case }
mail-desk-asked-body =
    Hej!

    { $by } har frågat dig något om det här ärendet:
    { $case }

    Läs och svara:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-noted-subject = En kollega har skrivit om ditt ärende: { $case }
mail-desk-noted-body =
    Hej!

    { $by } har skrivit en anteckning om det här ärendet:
    { $case }

    Läs den:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-completed-subject = Ett förslag är kompletterat: { $case }
mail-desk-completed-body =
    Hej!

    Förslagsställaren har kompletterat det här förslaget:

    { $case }

    Läs och gå vidare:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-taken_back-subject = Ett förslag är återkallat: { $case }
mail-desk-taken_back-body =
    Hej!

    Förslagsställaren har återkallat det här förslaget. Det blir inget beslut.

    { $case }

    Se ärendet:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-from_outside-subject = Ett svar utifrån har kommit: { $case }
mail-desk-from_outside-body =
    Hej!

    Svaret från { $by } har kommit i det här ärendet. Det är inte publicerat.

    { $case }

    Läs det, och publicera det eller skicka tillbaka det:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-to_read-subject = Ett svar väntar på att en kollega läser: { $case }
mail-desk-to_read-body =
    Hej!

    { $by } har skrivit ett svar i det här ärendet och vill att en kollega läser det innan det publiceras.

    { $case }

    Läs och välj vad som ska hända:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-handed_back-subject = Ditt svar är läst: { $case }
mail-desk-handed_back-body =
    Hej!

    { $by } har läst ditt svar i det här ärendet och lämnat tillbaka det. Det är inte publicerat.

    { $case }

    Läs och välj vad som ska hända:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-to_confirm-subject = Ett steg väntar på en andra person: { $case }
mail-desk-to_confirm-body =
    Hej!

    { $by } har förberett ett steg som tar två personer. Det gäller inte förrän någon annan har läst och bekräftat det.

    { $case }

    Läs och bekräfta:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-desk-stopped-subject = Ett svar publicerades inte: { $case }
mail-desk-stopped-body =
    Hej!

    Svaret från { $by } hade en bestämd tid och publicerades inte då. { $why }

    { $case }

    Svaret finns kvar. Läs det och välj vad som ska hända:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-reminder-subject =
    { $months ->
        [0] Ett ärende är försenat: { $case }
        [1] Ett ärende ska vara klart inom en månad: { $case }
       *[other] Ett ärende ska vara klart inom { $months } månader: { $case }
    }
mail-reminder-nobody = Ingen har ärendet. Ta det, eller ge det till någon.
mail-reminder-body =
    Hej!

    { $months ->
        [0] Svaret var lovat till { $date }, och den dagen har passerat. Lämna besked om varför och när svaret kommer, eller svara.
       *[other] Svaret är lovat till { $date }.
    }

    { $case }
    { $nobody }

    Öppna ärendet:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
mail-day-subject = En dag har passerat i ett ärende: { $case }
mail-day-body =
    Hej!

    { $what }

    { $case }
    { $nobody }

    Öppna ärendet:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
day-missed-put_off = Det uppskjutna beslutet väntades { $date }, och den dagen har passerat.
day-missed-registration = Förslaget skulle ha registrerats senast { $date }.
day-missed-completion = Förslagsställaren skulle ha kompletterat senast { $date }. Inget har kommit.
day-missed-question = Förslagsställaren skulle ha svarat på frågan senast { $date }. Inget svar har kommit. Går ärendet vidare ändå, berätta det i ett svar på ärendet: då väntar ingen på det längre.
day-missed-statement = Yttrandet skulle ha kommit senast { $date }. Ärendet väntar fortfarande på det.
day-missed-remitted = Det som återremitterades skulle ha utretts till { $date }.
day-missed-proposal = Förslaget till beslut skulle ha varit klart { $date }.
day-missed-meeting = Sammanträdet var { $date }. Vad det ledde till är inte infört.
day-missed-minutes = Protokollet skulle ha varit anslaget senast { $date }.
day-missed-plan = Genomförandet skulle ha planerats senast { $date }.
day-missed-follow_up = Beslutet skulle ha följts upp senast { $date }.
day-missed-report = Rapporten om hur det går skulle ha kommit senast { $date }.
mail-left-subject = Ärenden utan handläggare
mail-left-body =
    Hej!

    { $who } har inte längre uppdraget att handlägga ärenden. { $count ->
        [one] Ett öppet ärende är
       *[other] { $count } öppna ärenden är
    } kvar hos { $who }.

    Under Arbetet ligger de där kommunen är på tur i högen ”Ingen har dem”. De andra ligger under ”Alla öppna”, med namnet på den som hade dem. Handläggare och nämndsekreterare kan ta dem eller ge dem till en kollega:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
