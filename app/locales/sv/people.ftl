## Roller
role-resident = Invånare
role-youth = Ungdom
role-supervisor = Handledare
role-official = Tjänsteperson
role-elected = Förtroendevald
role-secretary = Sekreterare
role-moderator = Moderator
role-administrator = Systemansvarig

## Hur ett inlägg förhåller sig till förslaget
stance-for = För
stance-against = Emot
stance-question = Fråga
stance-neutral = Inlägg

## Hur väl vi vet vem någon är
level-n0 = läsare utan konto
level-s = gruppkod
level-n1 = bekräftad e-postadress
level-n2 = e-legitimation
level-n3 = e-legitimation och folkbokföring här
level-k = legitimation visad på kontaktcenter
level-t = tjänsteinloggning
level-p = registrerad förtroendevald

## Tre sorters svar, och andra händelser
act-official_answer = Svar från förvaltningen – inget beslut
act-elected_opinion = Åsikt av förtroendevald
act-decision = Beslut
act-transition = Händelse
act-idea_move = Svar på idén
act-question = Fråga till förslagsställaren
act-question_answer = Svar från förslagsställaren
act-delay = Försening
act-minutes = Protokoll
act-appeal = Överklagande
act-note = Anteckning
act-corrected = Rättat. Det här stod tidigare.
act-official_answer-means = Tjänstepersoner svarar om fakta, kostnader och hur det går till. De tar inte ställning.
act-elected_opinion-means = Den som är vald svarar för sig och sitt parti, inte för kommunen.
act-decision-means = Det här har politikerna bestämt tillsammans, på ett möte.
