### När en diskussion låses eller lugnas.

not_now-discussion_locked = Diskussionen är låst. Har du skrivit något står det kvar här, så att du kan spara det.
not_now-thread_locked = Den här tråden är låst. Har du skrivit något står det kvar här, så att du kan spara det eller skriva det någon annanstans.
not_now-still_locked = Diskussionen eller tråden är låst. Texten väntar kvar, och kan publiceras när det är upplåst.
not_now-too_soon = I den här diskussionen skriver var och en lite mer sällan just nu. Det du skrev står kvar här. Vänta lite och skicka igen.

## Vad alla läser
locked-title = Diskussionen är låst
locked-thread-title = Tråden är låst
locked-since = Låst sedan { $date }.
locked-until = Låst sedan { $date }, till och med { $until }.
locked-stays = Det som är skrivet står kvar.
locked-nobody = Ingen kan skriva här nu. Varför står i början av diskussionen.
slow-title = Lugnare takt
slow-since = Sedan { $date }.
slow-until = Sedan { $date }, till och med { $until }.
slow-pace = { $minutes ->
    [60] Ett inlägg i timmen per person.
   *[other] Ett inlägg var { $minutes }:e minut per person.
}
slow-form = Det gäller till och med { $until }.
slow-next = Du kan skriva igen kl. { $time }. Du kan börja skriva nu.

## För moderatorer
reins-link = Lås eller lugna diskussionen
reins-thread-link = Lås tråden
reins-thread-of = som { $name } började
reins-title = Lås eller lugna diskussionen
reins-lead = Det som är skrivet står kvar. Alla läser vad du gör, sedan när och varför. Enstaka texter som bryter mot en regel döljs i stället.
reins-thread-title = Lås tråden
reins-thread-lead = Svaren står kvar. Alla läser att tråden är låst, sedan när och varför. Resten av diskussionen fortsätter.
reins-lock = Lås diskussionen
reins-lock-means = Ingen kan skriva där, inte heller tjänstepersoner och politiker.
reins-lock-thread = Lås tråden
reins-lock-thread-means = Ingen kan svara där, inte heller tjänstepersoner och politiker.
reins-unlock = Lås upp
reins-unlock-means = Alla kan skriva där igen.
reins-slow = Lugna takten
reins-slow-means = Var och en får vänta mellan sina inlägg. Den som svarar för kommunen behöver inte vänta.
reins-free = Avsluta den lugnare takten
reins-free-means = Alla kan skriva som vanligt igen.
reins-minutes = Hur ofta får var och en skriva?
reins-until = Till och med
reins-until-hint = Utan dag är det låst tills någon låser upp.
reins-slow-until-hint = Högst { $days } dagar fram.
reins-reason = Varför?
reins-reason-hint = Alla läser det. Peka inte ut någon. Högst { $max } tecken.
reins-did-lock = Låst.
reins-did-unlock = Upplåst.
reins-did-slow = Lugnare takt.
reins-did-free = Vanlig takt igen.
reins-did-until = Till och med { $until }.
reins-back = Tillbaka till diskussionen

flash-discussion_locked = Det är låst. Alla läser varför.
flash-discussion_unlocked = Det är upplåst.
flash-discussion_slowed = Takten är lugnare. Alla läser varför.
flash-discussion_freed = Takten är som vanligt igen.
log-what-discussion_locked = Låst en diskussion eller en tråd
log-what-discussion_unlocked = Låst upp en diskussion eller en tråd
log-what-discussion_slowed = Lugnat takten i en diskussion
log-what-discussion_freed = Avslutat den lugnare takten i en diskussion
deed-discussion_locked = { $who } låste diskussionen, eller en tråd i den, om nummer { $proposal }.
deed-discussion_unlocked = { $who } låste upp diskussionen, eller en tråd i den, om nummer { $proposal }.
deed-discussion_slowed = { $who } lugnade takten i diskussionen om nummer { $proposal }.
deed-discussion_freed = { $who } lät alla skriva som vanligt i diskussionen om nummer { $proposal }.

moderation_log-how-lock = Spårar en diskussion ur kan den låsas, eller bara en tråd, eller alla få skriva lite mer sällan en tid. Där står sedan när och varför. Det som är skrivet står kvar.
moderation_log-locked = { $count ->
    [one] 1 diskussion eller tråd låstes.
   *[other] { $count } diskussioner eller trådar låstes.
}
moderation_log-slowed = { $count ->
    [one] I 1 diskussion blev takten lugnare en tid.
   *[other] I { $count } diskussioner blev takten lugnare en tid.
}
