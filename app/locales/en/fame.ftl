## Hall of Fame: those whose proposals became real
fame-title = Hall of Fame
fame-lead = Here are those who proposed something that was done, and who want to be seen.
fame-empty-title = Nobody yet
fame-empty = When a proposal has been carried out, we ask whoever put it forward.
fame-to-promises = Everything the municipality has promised, done and not done
fame-nameless = Somebody who lives here
fame-submitted = Handed in { $date }
fame-photo = Picture
fame-offer-title = Your proposal has been carried out
fame-offer = Do you want to be in the Hall of Fame? Then we show the proposal under the name it stands under. You can leave whenever you like.
fame-is-shown = You are in the Hall of Fame. You can leave whenever you like.
fame-see = See the page
fame-agree = Show me
fame-take-back = Remove me
flash-famed = You are now in the Hall of Fame.
flash-unfamed = You are no longer in the Hall of Fame.
not_now-not_done = The proposal has not been carried out yet.
