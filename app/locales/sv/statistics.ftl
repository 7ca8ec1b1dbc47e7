## Läget: hur det går
standing-title = Läget i { $place }
standing-description = Vad som blev av förslagen i { $place }, hur lång tid det tar och vilka som har väntat längst.
standing-lead = Vad som blev av medborgarförslagen, hur lång tid det tar och vilka som har väntat längst.
standing-first-answer = Till första svaret
standing-decision = Till beslutet
standing-overdue = Försenade just nu
standing-days =
    { $days ->
        [one] en dag
       *[other] { $days } dagar
    }
standing-days-none = inget att räkna på än
standing-count =
    { $count ->
        [0] inget förslag
        [one] ett förslag
       *[other] { $shown } förslag
    }
standing-median = Tiderna är medianer: hälften gick fortare, hälften tog längre tid. De räknas från att förslaget lämnades in, på de tusen senaste.
standing-outcomes = Vad det blev
standing-outcomes-lead = Alla beslut i sak, ja och nej lika synliga. Anses besvarat betyder att politikerna har svarat utan att säga ja eller nej.
standing-outcomes-none = Inget förslag är beslutat än.
standing-outcomes-caption =
    { $count ->
        [one] Ett beslut
       *[other] { $count } beslut
    }
standing-groups = Var förslagen är
standing-groups-caption = Medborgarförslag efter läge
standing-column-what = Läge
standing-column-count = Antal
standing-column-share = Andel
standing-share = { $share } %
standing-waiting = Har väntat längst
standing-waiting-lead = Förslag som inte är beslutade, de äldsta först.
standing-waiting-none = Inget förslag väntar.
standing-to-report = Hela listan över det som inte är beslutat
report-title = Medborgarförslag som inte är beslutade
report-lead = De förslag som inte är beslutade i dag, de äldsta först.
report-count =
    { $count ->
        [one] ett förslag
       *[other] { $shown } förslag
    }
report-late =
    { $count ->
        [0] inget försenat
        [one] ett försenat
       *[other] { $count } försenade
    }
report-none = Inget förslag väntar på beslut.
report-caption = De äldsta först
report-file = Hämta listan som fil för kalkylprogram (CSV)
report-file-name = ej-beslutade-{ $date }.csv
report-column-number = Diarienummer
report-column-title = Förslag
report-column-received = Kom in
report-column-days = Dagar
report-column-state = Läge
report-column-by = Senast
report-column-late = Dagar försenat
report-column-why = Varför det dröjer
report-column-until = Ny dag
report-until = Nu väntat { $date }
promises-title = Beslut och löften
promises-lead = Det som politikerna har sagt ja till, och vad det har blivit av det.
promises-open = Lovat, inte klart
promises-open-none = Inget väntar på att göras.
promises-kept = Klart
promises-kept-none = Inget är klart än.
promises-stopped = Stoppat
promises-stopped-none = Inget har stoppats.
promises-to-fame = Hall of Fame: de som ville det
promises-to-standing = Alla beslut, ja och nej, i siffror
promise-report = berättar hur det går { $date }
promise-budget = i budgeten för { $year }
promise-money = Pengar: { $source }
milestone-passed = dagen har varit
milestone-to-come = kommer
promise-kept = klart { $date }
promise-cost = kostade { $cost }
promise-stopped = stoppat { $date } av { $who }
promise-late-plan =
    { $days ->
        [one] Planen är en dag sen
       *[other] Planen är { $days } dagar sen
    }
promise-late =
    { $days ->
        [one] Rapporten är en dag sen
       *[other] Rapporten är { $days } dagar sen
    }
