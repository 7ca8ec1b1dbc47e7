## Val i formulär: choice-<fält>-<kod>
choice-criterion-not_resident = Den som föreslog är inte folkbokförd här
choice-criterion-outside_competence = Kommunen får inte besluta om det
choice-criterion-individual_matter = Det gäller en enskild persons ärende
choice-criterion-unlawful = Det är olagligt eller diskriminerande
choice-criterion-several_subjects = Det tar upp flera ämnen
choice-criterion-duplicate = Samma förslag är nyss avgjort eller redan öppet
choice-criterion-unreadable = Det går inte att förstå
choice-criterion-not_completed = Kompletteringen kom inte in
choice-reason_code-cost = Kostnaden
choice-reason_code-competence = Det är inte kommunens uppgift
choice-reason_code-safety = Säkerhet eller teknik
choice-reason_code-law = Lagar och regler
choice-reason_code-priority = Annat går först
choice-reason_code-no_need = Behovet finns inte
choice-reason_code-other = Annat skäl
choice-sub_reason-already_done = Det är redan gjort
choice-sub_reason-already_done-meaning = Det du föreslog finns redan.
choice-sub_reason-under_way = Det pågår
choice-sub_reason-under_way-meaning = Arbetet har börjat av andra skäl, och förslaget blir gjort den vägen.
choice-sub_reason-in_other_plan = Det ingår i en annan plan
choice-sub_reason-in_other_plan-meaning = Vi gör det, men genom en plan som redan finns.
choice-sub_reason-handed_to_owner = Någon annan har tagit över frågan
choice-sub_reason-handed_to_owner-meaning = Den som bestämmer om saken har fått förslaget.
choice-sub_reason-no_position = Ingen ställning tas
choice-sub_reason-no_position-meaning = Politikerna varken lovar eller avslår. Läs skälen.

## Svar på idéer
verdict-yes_now = Ja, nu
verdict-yes_now-meaning = Kommunen gör det och har satt ett datum.
verdict-try = Vi provar
verdict-try-meaning = Kommunen provar under en tid och mäter om det fungerar.
verdict-budget = Till budgeten
verdict-budget-meaning = Idén behöver pengar. Politikerna tar ställning i budgeten.
verdict-exists = Finns redan
verdict-exists-meaning = Det finns, men för få visste om det. Det är kommunens fel.
verdict-no = Nej
verdict-no-meaning = Kommunen gör det inte nu. Skälet och vad som skulle hjälpa står i svaret.
verdict-handed_on = Lämnad vidare
verdict-handed_on-meaning = Någon annan bestämmer. Idén är skickad dit och mottagen.
idea_move-yes_now = Svara: ja, nu
idea_move-try = Svara: vi provar
idea_move-budget = Svara: till budgeten
idea_move-exists = Svara: finns redan
idea_move-no = Svara: nej
idea_move-handed_on = Svara: lämna vidare
idea_move-done = Det är gjort

## Idéernas lägen
stage-published = Öppen idé
stage-published-meaning = Idén är publicerad. Vem som helst kan stödja och tycka till.
stage-published-next = Förvaltningen svarar.
stage-idea_answered = Besvarad
stage-idea_answered-meaning = Förvaltningen har svarat. Svaret står överst.
stage-idea_answered-next = Förvaltningen berättar när det är gjort.
stage-done = Gjord
stage-done-meaning = Idén är genomförd.
stage-done-next = Tack till gruppen som kom på den.
