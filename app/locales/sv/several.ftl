## Flera ärenden på en gång
several-title = Flera ärenden på en gång
several-done-title = Så gick det
several-boxes = Ärenden
several-tick = Välj { $title }
several-with = Gör samma sak med flera
several-with-help = Kryssa för ärendena i listan, högst { $max } på en gång.
several-take = Ta dem
several-hand_over = Lämna över dem
several-hand_over-title =
    { $count ->
        [one] Vem ska ha ärendet?
       *[other] Vem ska ha de { $count } ärendena?
    }
several-choose = Välj kollega
several-ask_announce = Anmäl dem vid ett möte
several-none-title = Inget ärende är valt
several-none = Kryssa för dem i listan på Arbetet, högst { $max } på en gång.
several-back = Tillbaka till Arbetet
several-unknown = Ärende nummer { $number }
several-went = Gjort
several-failed = Gick inte att göra
several-count =
    { $failed ->
        [0] { $went ->
            [one] Gjort med ett ärende.
           *[other] Gjort med alla { $went }.
        }
       *[other] Gjort med { $went }, { $failed } gick inte att göra. Skälet står vid varje ärende.
    }
several-announce-title =
    { $count ->
        [one] Anmäl ett ärende
       *[other] Anmäl { $count } ärenden vid samma möte
    }
several-announce-help = Organ och dag är samma för alla. Varje ärende har sin egen paragraf i protokollet. Var och en som lämnat ett förslag ser det på sin sida när du har skickat.
several-announce =
    { $count ->
        [one] Anmäl ärendet
       *[other] Anmäl { $count } ärenden
    }
several-paragraph = Paragraf för ”{ $title }”
