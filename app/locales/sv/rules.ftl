## Reglerna, som invånarna möter dem
rules-season = { $from } till { $to }
rules-closed-title = Förslag tas emot igen från { $day }
rules-closed-draft = Du kan skriva redan nu. Utkastet finns kvar när det öppnar.
rules-closed-draft-goes = Du kan skriva redan nu. Utkastet finns kvar i { $days } dagar från att du senast ändrade det. Vill du spara texten längre, kopiera den.
rules-link = Reglerna för förslag här
rules-here-title = Reglerna i { $municipality }
rules-here-lead = Det här gäller för det som lämnas in nu. Ett förslag följer de regler som gällde när det lämnades in, även om de ändras efteråt.
rules-here-version = Det här är version { $version } av reglerna.
rules-here-how = Så går det till, steg för steg

rules-here-submit = Att lämna in
rules-here-who = För att lämna ett medborgarförslag behövs minst: { $level }.
rules-here-name-full = Hela ditt namn visas vid förslaget.
rules-here-name-first = Minst ditt förnamn visas vid förslaget.
rules-here-name-alias = Minst ett alias visas vid förslaget. Ett alias är ett namn du hittar på själv.
rules-here-all-year = Förslag tas emot hela året.
rules-here-season = Förslag tas emot { $seasons }.
rules-here-year = En person får lämna in högst { $most } förslag per år.
rules-here-open = En person får ha högst { $most } förslag samtidigt som inte är avgjorda.
rules-here-same = { $count ->
    [one] Samma sak tas inte emot igen medan den väntar på beslut, och inte den första månaden efter ett beslut.
   *[other] Samma sak tas inte emot igen medan den väntar på beslut, och inte de första { $count } månaderna efter ett beslut.
}
rules-here-read-within = { $count ->
    [one] Kommunen läser förslaget innan det publiceras, inom 1 arbetsdag.
   *[other] Kommunen läser förslaget innan det publiceras, inom { $count } arbetsdagar.
}
rules-here-read = Kommunen läser förslaget innan det publiceras.
rules-here-at-once = Förslaget publiceras genast när du lämnar in det.
rules-here-completion = { $count ->
    [one] Saknas något får du 1 dag på dig att komplettera, om inget annat sägs.
   *[other] Saknas något får du { $count } dagar på dig att komplettera, om inget annat sägs.
}

rules-here-support = Stöd
rules-here-none-needed = Alla förslag tas upp av politikerna. Inget stöd behövs, men det syns hur många som håller med.
rules-here-needed = { $count ->
    [one] 1 person behöver stödja ett förslag för att politikerna ska ta upp det.
   *[other] { $count } personer behöver stödja ett förslag för att politikerna ska ta upp det.
}
rules-here-permille = Det är { $permille } promille av { $population } invånare. En promille är en av tusen.
rules-here-window = Ett förslag är öppet för stöd i { $time }.
rules-here-windows = Du väljer själv hur länge ditt förslag är öppet för stöd: { $times } finns att välja på.
rules-here-goes-at-once = Förslaget går vidare genast när det har nog stöd.
rules-here-goes-at-end = Förslaget går vidare när tiden för stöd är slut, om det har nog stöd.
rules-here-supporters = För att stödja ett förslag behövs minst: { $level }.
rules-here-own = Ditt eget stöd räknas.
rules-here-not-own = Ditt eget stöd räknas inte.
rules-here-until-decision = Du kan stödja ett förslag också efter att gränsen är nådd, fram till beslutet.
rules-here-exempt = De här ämnena behöver inget stöd utan tas upp direkt: { $topics }.

rules-here-decision = Beslut
rules-here-answer = { $count ->
    [one] Ett förslag ska vara avgjort inom 1 månad från att det kom in.
   *[other] Ett förslag ska vara avgjort inom { $count } månader från att det kom in.
}
rules-here-answer-announced = { $count ->
    [one] Ett förslag ska vara avgjort inom 1 månad från att det anmäldes i kommunfullmäktige.
   *[other] Ett förslag ska vara avgjort inom { $count } månader från att det anmäldes i kommunfullmäktige.
}
rules-here-reports = I { $months } får kommunfullmäktige en lista över de förslag som inte är avgjorda.
rules-here-speak = Du får tala på mötet när ditt förslag avgörs.

rules-here-ideas = Idéer och inlägg
rules-here-idea-who = För att lämna och stödja en idé behövs minst: { $level }.
rules-here-idea-answer = { $count ->
    [one] Förvaltningen svarar på en idé inom 1 dag. I en kampanj gäller i stället kampanjens dag.
   *[other] Förvaltningen svarar på en idé inom { $count } dagar. I en kampanj gäller i stället kampanjens dag.
}
rules-here-comment = För att skriva inlägg om ett förslag behövs minst: { $level }.

## För dem som läser först
waiting-read-by = Ska läsas senast { $date }
waiting-read-late = Skulle ha lästs senast { $date }

## Varför något inte tas emot nu
error-not_received-title = Förslaget kan inte tas emot nu
error-not_received-help = Reglerna här tillåter det inte just nu. Utkastet finns kvar.
not_received-out_of_season = Kommunen tar emot förslag under en del av året. Från { $day } kan du lämna in det.
not_received-enough_this_year = Du har redan lämnat in { $most } förslag i år, och fler tillåter inte reglerna. Från { $day } kan du lämna in nästa.
not_received-too_many_open = Du har redan så många öppna förslag som reglerna tillåter. Vänta tills ett är avgjort.
not_received-same_open = Förslag nummer { $number } säger samma sak och väntar på beslut. Stöd det i stället.
not_received-same_decided = Förslag nummer { $number } sade samma sak och är avgjort. Från { $day } kan det föreslås igen.
not_received-other = Läs det förslaget
