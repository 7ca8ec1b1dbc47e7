## Startsidan
start-page-title = Nära { $place } – vad vill du ändra?
start-description = Lämna förslag till { $municipality }, stöd andras och se vad kommunen svarar och gör.
start-title = Vad vill du ändra i { $place }?
start-lead = Skriv ditt förslag, stöd andras, säg vad du tycker. Kommunen svarar här, så att alla ser det samtidigt.
start-box = Börja skriva – vi visar om någon redan har föreslagit samma sak
start-box-hint = Till exempel: belysning längs stigen vid sjön
start-box-button = Skriv ett förslag
start-how = Hur går det till?
start-all = Alla förslag och idéer
start-median = dagar till första svar. Hälften får svar snabbare.
start-total = förslag och idéer
start-outcomes = Ni sa – vi gjorde
start-outcomes-lead = Det som blev gjort och det som inte blev det, med samma vikt.
start-supported = { $count ->
    [one] { $count } stödde
   *[other] { $count } stödde
}
start-answers = Senaste svaren
start-answers-all = Alla svar och beslut
start-campaigns = Idékampanjer just nu
start-ideas = Ungas idéer just nu
start-ideas-all = Alla idéer
start-newest = Nya förslag
