### "Jag vill hjälpa till" på en idés sida.

helping-title = Hjälpa till
helping-count = { $count ->
    [one] { $count } vill hjälpa till
   *[other] { $count } vill hjälpa till
}
helping-lead = Vill du vara med och göra det här? Säg till. Alla ser hur många ni är, men inte vilka.
helping-lead-member = Vill du vara med och göra det här? Säg till. Alla ser hur många ni är. Den som leder gruppen bakom idén ser ditt alias och din grupp, ingen annan.
helping-name-author = Visa mitt namn för den som skrev idén
helping-name-leader = Visa mitt namn för den som leder gruppen
helping-say = Jag vill hjälpa till
helping-stop = Jag hjälper inte till längre
helping-mine = Du vill hjälpa till. Ingen ser ditt namn.
helping-mine-named = Du vill hjälpa till. Ditt namn visas för den som skrev idén eller leder gruppen.
helping-mine-member = Du vill hjälpa till. Bara den som leder gruppen bakom idén ser ditt alias och din grupp.
helping-who = Vilka de är
helping-who-only = Bara du ser det här.
helping-unnamed = { $count ->
    [one] En till, som inte visar sitt namn.
   *[other] { $count } till, som inte visar sitt namn.
}
flash-helping = Tack! Du vill hjälpa till.
flash-helping_stopped = Du hjälper inte till längre.
