## Affischer: det som står på webbplatsen, på en vägg
poster-heading = Affisch
poster-title = Affisch: { $title }
poster-lead = Skriv ut den och sätt upp den, eller visa den på en skärm. Koden leder till sidan.
poster-link = Gör en affisch
poster-panel-title = Ni sa – vi gjorde: { $title }
poster-panel-link = Ni sa – vi gjorde, för väggen
poster-link-done = Affisch: ni sa – vi gjorde
poster-pdf = Hämta för utskrift (PDF)
poster-png = Hämta som bild (PNG)
poster-alt = Så ser affischen ut. Allt som står på den står också här under.
poster-text = Det här står på affischen
poster-code = Koden leder till
poster-choose = Välj papper och språk
poster-format = Papper eller skärm
poster-format-a4 = Papper, A4
poster-format-a3 = Papper, A3
poster-format-kvadrat = Kvadrat för skärmar
poster-format-bild = Bild att visa, 16:9
poster-languages = Språk
poster-languages-hint = Välj ett eller flera. Rubriken står på det språk den skrevs på.
poster-of = Affisch om
poster-of-case = Läget nu
poster-panel-heading = Ni sa – vi gjorde
poster-panel-lead = Det ni föreslog och vad det blev av det, för väggen. Koden leder till kampanjens sida.
poster-panel-more = Läs mer: { $address }
poster-panel-part = Svar { $from }–{ $to } av { $all }
poster-panel-all = { $count ->
    [one] Ett svar
   *[other] { $count } svar
}
poster-panel-sheets = Blad
poster-panel-sheets-hint = Filen för utskrift har alla blad. Bilden visar ett.
poster-panel-sheet = Blad { $number } av { $all }
