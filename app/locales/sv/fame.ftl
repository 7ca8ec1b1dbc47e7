## Hall of Fame: de vars förslag blev verklighet
fame-title = Hall of Fame
fame-lead = Här är de som föreslog något som blev gjort, och som vill synas.
fame-empty-title = Ingen än
fame-empty = När ett förslag är genomfört frågar vi den som lämnade det.
fame-to-promises = Allt som kommunen har lovat, gjort och inte gjort
fame-nameless = En som bor här
fame-submitted = Lämnades { $date }
fame-photo = Bild
fame-offer-title = Ditt förslag är genomfört
fame-offer = Vill du synas i Hall of Fame? Då visar vi förslaget under det namn som det står under. Du kan ta bort dig när du vill.
fame-is-shown = Du syns i Hall of Fame. Du kan ta bort dig när du vill.
fame-see = Se sidan
fame-agree = Visa mig
fame-take-back = Ta bort mig
flash-famed = Nu syns du i Hall of Fame.
flash-unfamed = Du syns inte längre i Hall of Fame.
not_now-not_done = Förslaget är inte genomfört än.
