## Röster emot, där reglerna räknar dem
against-label = { $count ->
    [one] röst emot
   *[other] röster emot
}
against-give = Rösta emot
against-given = Du har röstat emot
against-undo = Ta tillbaka rösten
flash-opposed = Din röst emot är räknad.
flash-opposition_withdrawn = Din röst emot är borttagen.
rules-here-against = Du kan också rösta emot. Bara stöd räknas mot gränsen. Röstar du emot tas ditt stöd bort, och tvärtom.
