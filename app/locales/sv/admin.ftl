## Administrationen: startsidan
nav-admin = Administration
admin-title = Administration
admin-lead = Här bestämmer du vem som får göra vad. Allt du ändrar skrivs i loggen.
admin-people-title = Människor
admin-site-title = Webbplatsen
admin-soon-title = { $count ->
    [one] Ett uppdrag tar slut inom 60 dagar
   *[other] { $count } uppdrag tar slut inom 60 dagar
}
admin-soon-link = Se vilka
admin-soon-means = Uppdraget slutar av sig självt efter sista dagen. Det personen har skrivit behåller den roll hen hade då.

## Uppdrag
admin-roles = Uppdrag
admin-roles-means = Vilka som är tjänstepersoner, förtroendevalda, sekreterare och så vidare, och till när.
admin-roles-lead = De som har ett uppdrag i dag.
admin-roles-none = Ingen har det uppdraget just nu.
admin-until = till och med { $day }
admin-until-none = tills vidare
