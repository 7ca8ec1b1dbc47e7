## Nytt för politikerna: vad förtroendevalda säger om idéerna
novelty-title = Kände politikerna till idéerna?
novelty-title-one = Kände politikerna till idén?
novelty-lead = Förtroendevalda säger om varje vald idé var ny för dem. Det är klart när minst två från olika partier har svarat. Säger de olika saker står det som det är.
novelty-asked = I den här lådan ska förtroendevalda svara innan kampanjen är klar.
novelty-may = Här får förtroendevalda svara om de vill.
novelty-waits = { $count ->
    [0] Alla idéer som väntade på förtroendevalda har fått svar.
    [one] En idé väntar på att två förtroendevalda från olika partier säger om de kände till den.
   *[other] { $count } idéer väntar på att två förtroendevalda från olika partier säger om de kände till dem.
}
novelty-left = { $count ->
    [one] Väntar på ett parti till
   *[other] Väntar på två partier
}
novelty-nobody = Ingen förtroendevald har svarat än.
novelty-none_chosen = Ingen idé är vald än.
novelty-earlier = { $count ->
    [one] Ett tidigare svar
   *[other] { $count } tidigare svar
}
novelty-link = Här pågår det
novelty-say = Svara: kände ni till idén?
novelty-change = Ändra ditt svar
novelty-then = Alla kan läsa svaret, med ditt namn, ditt parti och ditt uppdrag. Ändrar du dig står det förra svaret kvar som tidigare.
novelty-save = Spara svaret
novelty-read = Läs vad de säger
novelty-overtaken = Du har svarat i ett annat fönster sedan du öppnade sidan. Det du skrev finns kvar. Läs ditt andra svar, och spara igen om det här ska gälla.
novelty-elected = För dig som är förtroendevald
novelty-go = Säg om ni kände till idéerna
novelty-yours = { $count ->
    [0] Du har svarat på alla som väntade på dig. Du kan ändra dig.
    [one] En idé väntar på ditt svar.
   *[other] { $count } idéer väntar på ditt svar.
}
novelty-wall = { $new } av { $all } var nya för alla partier som svarade
novelty-poster = Gör en affisch, så att fler får veta
novelty-of_campaign = Idén är med i en kampanj
flash-campaign_novelty = Ditt svar är sparat.
field-novelty-novelty = Var idén ny för er?
field-novelty-link = Länk
field-novelty-link-hint = Dit man kan läsa om det. Behövs inte om du skriver var det pågår.
field-novelty-where_seen = Var pågår det?
field-novelty-where_seen-hint = En nämnd, en plats eller ett projekt. Behövs inte om det finns en länk.
field-novelty-why = Varför har inget blivit gjort?
choice-novelty-new_to_us = Nytt för oss
choice-novelty-new_to_us-meaning = Vi hade inte tänkt på det.
choice-novelty-known_ongoing = Visste vi, pågår
choice-novelty-known_ongoing-meaning = Vi kände till det, och något görs redan.
choice-novelty-known_not_done = Visste vi, inget gjort
choice-novelty-known_not_done-meaning = Vi kände till det, men inget har blivit gjort.

## Dagar som kampanjen har lovat, och breven om dem
campaign-late-follow_up = Uppföljningen är försenad
campaign-day-follow_up = Nästa uppföljning senast { $date }
campaign-day-follow_up-late = { $count ->
    [one] Uppföljningen skulle ha kommit { $date }, för en dag sedan
   *[other] Uppföljningen skulle ha kommit { $date }, för { $count } dagar sedan
}
mail-campaign-answers_soon-subject = Svara senast { $date }: { $title }
mail-campaign-answers_soon = Kampanjen har lovat svar senast { $date }. Allt är inte klart än: en idé saknar svar, eller förtroendevalda har inte sagt om de kände till den.
mail-campaign-answers_near-subject = Snart ska svaren vara klara, { $date }: { $title }
mail-campaign-answers_near = Kampanjen har lovat svar senast { $date }. Allt är inte klart än. Hinner ni inte, meddela försening och säg varför.
mail-campaign-answers_late-subject = Svaren är försenade: { $title }
mail-campaign-answers_late = Kampanjen hade lovat svar senast { $date }, och den dagen har passerat. Svara, eller meddela en ny dag och varför. Kampanjens sida visar att svaren är försenade.
mail-campaign-follow_up_soon-subject = Dags att följa upp: { $title }
mail-campaign-follow_up_soon = Berätta senast { $date } vad som har blivit gjort med idéerna, vad det kostade och vad som inte blev av.
mail-campaign-follow_up_late-subject = Uppföljningen är försenad: { $title }
mail-campaign-follow_up_late = Senast { $date } skulle kampanjen ha berättat vad som har blivit gjort med idéerna. Den dagen har passerat, och kampanjens sida visar det.
mail-campaign-body =
    Hej!

    { $what }

    { $title }

    Öppna kampanjen:
    { $link }

    Hälsningar
    Nära i { $place }
    { $url }
novelty-report = Politikerna
