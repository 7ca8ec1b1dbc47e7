novelty-title = Did the politicians know of the ideas?
novelty-title-one = Did the politicians know of the idea?
novelty-lead = Elected representatives say of each chosen idea whether it was new to them. That is settled when at least two of different parties have answered. Where they say different things, it stands as it is.
novelty-asked = In this box elected representatives are to answer before the campaign is done.
novelty-may = Here elected representatives may answer if they like.
novelty-waits = { $count ->
    [0] Every idea that waited for elected representatives has its answers.
    [one] One idea waits for two elected representatives of different parties to say whether they knew of it.
   *[other] { $count } ideas wait for two elected representatives of different parties to say whether they knew of them.
}
novelty-left = { $count ->
    [one] Waits for one more party
   *[other] Waits for two parties
}
novelty-nobody = No elected representative has answered yet.
novelty-none_chosen = No idea has been chosen yet.
novelty-earlier = { $count ->
    [one] One earlier answer
   *[other] { $count } earlier answers
}
novelty-link = Where it goes on
novelty-say = Answer: did you know of the idea?
novelty-change = Change your answer
novelty-then = Everybody can read the answer, with your name, your party and your duty. If you change your mind, the old answer stays as an earlier one.
novelty-save = Save the answer
novelty-read = Read what they say
novelty-overtaken = You have answered in another window since you opened this page. What you wrote is still here. Read your other answer, and save again if this one is to hold.
novelty-elected = For you as an elected representative
novelty-go = Say whether you knew of the ideas
novelty-yours = { $count ->
    [0] You have answered all that waited for you. You can change your mind.
    [one] One idea waits for your answer.
   *[other] { $count } ideas wait for your answer.
}
novelty-wall = { $new } of { $all } were new to every party that answered
novelty-poster = Make a poster, so that more people learn of it
novelty-of_campaign = The idea is part of a campaign
flash-campaign_novelty = Your answer is saved.
field-novelty-novelty = Was the idea new to you?
field-novelty-link = Link
field-novelty-link-hint = Where one can read about it. Not needed if you write where it goes on.
field-novelty-where_seen = Where does it go on?
field-novelty-where_seen-hint = A committee, a place or a project. Not needed if there is a link.
field-novelty-why = Why has nothing been done?
choice-novelty-new_to_us = New to us
choice-novelty-new_to_us-meaning = We had not thought of it.
choice-novelty-known_ongoing = We knew, it goes on
choice-novelty-known_ongoing-meaning = We knew of it, and something is being done already.
choice-novelty-known_not_done = We knew, nothing was done
choice-novelty-known_not_done-meaning = We knew of it, but nothing has been done.

## Days a campaign has promised, and the letters about them
campaign-late-follow_up = The follow-up is late
campaign-day-follow_up = Next follow-up by { $date }
campaign-day-follow_up-late = { $count ->
    [one] The follow-up was due { $date }, one day ago
   *[other] The follow-up was due { $date }, { $count } days ago
}
mail-campaign-answers_soon-subject = Answer by { $date }: { $title }
mail-campaign-answers_soon = The campaign has promised answers by { $date }. Not everything is done yet: an idea has no answer, or elected representatives have not said whether they knew of it.
mail-campaign-answers_near-subject = Answers are due soon, { $date }: { $title }
mail-campaign-answers_near = The campaign has promised answers by { $date }. Not everything is done yet. If there is not enough time, announce the delay and say why.
mail-campaign-answers_late-subject = The answers are late: { $title }
mail-campaign-answers_late = The campaign had promised answers by { $date }, and that day has passed. Answer, or announce a new day and why. The campaign's page shows that the answers are late.
mail-campaign-follow_up_soon-subject = Time for a follow-up: { $title }
mail-campaign-follow_up_soon = Tell by { $date } what has been done with the ideas, what it cost and what did not come about.
mail-campaign-follow_up_late-subject = The follow-up is late: { $title }
mail-campaign-follow_up_late = By { $date } the campaign was to tell what has been done with the ideas. That day has passed, and the campaign's page shows it.
mail-campaign-body =
    Hello!

    { $what }

    { $title }

    Open the campaign:
    { $link }

    Kind regards
    Nära in { $place }
    { $url }
novelty-report = The elected
