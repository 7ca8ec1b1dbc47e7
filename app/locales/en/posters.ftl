## Posters: what is on the site, on a wall
poster-heading = Poster
poster-title = Poster: { $title }
poster-lead = Print it and put it up, or show it on a screen. The code leads to the page.
poster-link = Make a poster
poster-panel-title = You said – we did: { $title }
poster-panel-link = You said – we did, for the wall
poster-link-done = Poster: you said – we did
poster-pdf = Download to print (PDF)
poster-png = Download as a picture (PNG)
poster-alt = What the poster looks like. Everything that stands on it is below, too.
poster-text = What the poster says
poster-code = The code leads to
poster-choose = Choose paper and languages
poster-format = Paper or screen
poster-format-a4 = Paper, A4
poster-format-a3 = Paper, A3
poster-format-kvadrat = Square for screens
poster-format-bild = Slide to show, 16:9
poster-languages = Languages
poster-languages-hint = Choose one or more. The title stays in the language it was written in.
poster-of = Poster about
poster-of-case = How it stands now
poster-panel-heading = You said – we did
poster-panel-lead = What you suggested and what became of it, for the wall. The code leads to the campaign’s page.
poster-panel-more = Read more: { $address }
poster-panel-part = Answers { $from }–{ $to } of { $all }
poster-panel-all = { $count ->
    [one] One answer
   *[other] { $count } answers
}
poster-panel-sheets = Sheets
poster-panel-sheets-hint = The file to print has all sheets. The picture shows one.
poster-panel-sheet = Sheet { $number } of { $all }
