### Idéer av flera: de som står med på en idé.

not_now-coauthors_full = Så många som får plats står redan med på idén, eller är tillfrågade.
not_now-coauthor_over = Det går inte längre. Frågan är besvarad eller tillbakatagen. Gå till idéns sida och se hur det är nu.
not_now-coauthor_declined = Den du frågar har redan tackat nej till att stå med på idén.

coauthor-asked-title = Vill du stå med på den här idén?
coauthor-asked = Någon i din grupp har skrivit idén och frågar dig. Säger du ja står ditt alias på idén, och alla kan se det. Du kan ångra dig när du vill. Säger du nej får bara den som frågade och den som leder gruppen veta det.
coauthor-yes = Ja, jag står med
coauthor-no = Nej tack
coauthor-waiting = { $count ->
    [one] Någon i gruppen undrar om du vill stå med på en idé. Svara här:
   *[other] Några i gruppen undrar om du vill stå med på deras idéer. Svara här:
}
coauthor-title = Flera om idén
coauthor-mine = Du står med på den här idén.
coauthor-leave = Ta bort mitt alias från idén
coauthor-lead = Har ni tänkt ut idén tillsammans? Andra i gruppen kan stå med på den, högst { $max }. Den som blir tillfrågad säger själv ja. Innan dess syns inget för andra än den som skrev idén och den som leder gruppen.
coauthor-full = { $max } står med på idén eller är tillfrågade. Fler får inte plats.
coauthor-alias = Alias på den du frågar
coauthor-alias-hint = Som aliaset står i gruppen. Fråga hur det stavas.
coauthor-ask = Fråga
coauthor-off = Ta bort från idén
coauthor-take-back = Ta tillbaka frågan
coauthor-state-asked = har inte svarat
coauthor-state-yes = står med
coauthor-state-declined = har tackat nej

flash-coauthor_asked = Frågan är skickad. Svaret kommer här.
flash-coauthor_yes = Nu står ditt alias på idén.
flash-coauthor_no = Du har tackat nej.
flash-coauthor_off = Borttaget.
log-what-coauthors_changed = Ändrat vilka som står på en idé
deed-coauthors_changed = { $who } ändrade vilka som står på, eller är tillfrågade om, en idé i gruppen { $group }.
