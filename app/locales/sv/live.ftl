## Det som händer medan sidan är öppen
live-act = Nytt svar från kommunen på den här sidan.
live-state = Läget har ändrats.
live-comment = Nytt inlägg i diskussionen.
live-comment-one = Ett nytt inlägg – visa
live-comment-many = { $n } nya inlägg – visa
live-support = { $n } stöder nu.
live-new-one = Ett nytt sedan du öppnade sidan – visa
live-new-many = { $n } nya sedan du öppnade sidan – visa
live-idea = En ny idé har kommit in.
live-question-act = Något nytt har hänt med frågorna på den här sidan.
live-question = Det som står på den här sidan har ändrats.
