### When somebody is kept out for a time.

not_now-muted = You cannot write here right now. Your own page says why, until when and how to ask that somebody looks again.
not_now-suspended = You are kept out right now. Your own page says why, until when and how to ask that somebody looks again.
not_now-speaks_for_others = Whoever wrote it holds a duty in the municipality and is not kept out here. Hide what breaks a rule.
not_now-nothing_hidden = Only somebody whose text is hidden can be kept out.
not_now-restraint_over = It is over. What you wrote is still further down.
refused-suspended = You are kept out right now. Your own page says why, until when and how to ask that somebody looks again.

## Whom it concerns
kept_off-title = You cannot write right now
kept_off-own = To your page
restraint-what-mute = writing
restraint-what-suspend = taking part
restraint-mine = You are kept from { $what }
restraint-was = You were kept from { $what }
restraint-was-lifted = You are not kept from { $what } any more
restraint-until = Until the end of { $until }.
restraint-over = It was until the end of { $until }.
restraint-lifted = Ended early. It was to hold until the end of { $until }.
restraint-rule = Something you wrote is hidden by the rule on { $rule }.
restraint-rule-was = Something you wrote was hidden by the rule on { $rule }.
restraint-stays-mute = You can read, support, vote, follow and report as usual, and put forward citizens’ proposals.
restraint-stays-suspend = You can read, vote, follow and report as usual. Citizens’ proposals you can hand in on paper.
restraint-appeal = Ask that somebody looks again
restraint-all = Everything about it
restraint-why = Why
restraint-form = Ask somebody else to decide
restraint-form-lead = Whoever reads it is somebody else than who kept you out. You can ask once.
restraint-words = What do you think is wrong?
restraint-words-hint = For example what you meant. At most { $max } characters.
restraint-waits = Somebody else than who kept you out reads what you wrote. You see the answer here and on your page, and get a letter if you have an e-mail address.
restraint-asked = What was written when somebody was asked to look again
restraint-answer-lift = It has been ended
restraint-answer-uphold = It stands
restraint-too-late = It is over now, so there is nothing to ask for.

## For moderators
restrain-link = Keep whoever wrote it out for a time
restraint-there = Whoever wrote it is or was kept out
restrain-title = Keep { $name } out for a time
restrain-case = The text it is about
restrain-lead = Hiding the text is nearly always enough. Keep somebody out only if it would go on otherwise.
restrain-told = They are told the rule, the reason, until when it holds and how to ask that somebody looks again. Another moderator answers.
restrain-stays = It ends by itself. Whoever holds a duty in the municipality cannot be kept out here.
restrain-before = They have been kept out for this text before
restrain-not = Whoever wrote it cannot be kept out
restrain-kind = From what?
restrain-mute = Writing
restrain-mute-means = No comments, ideas, problems or questions. Supporting, voting and citizens’ proposals go on as usual.
restrain-suspend = Taking part
restrain-suspend-means = No support, help with ideas or citizens’ proposals on the web either. Reading, voting, following and reporting go on as usual.
restrain-days = For how long?
restrain-count = { $days ->
    [one] Until the end of tomorrow
   *[other] { $days } days
}
restrain-reason = Why?
restrain-reason-hint = They read it. Write nothing about who reported it. At most { $max } characters.
restrain-send = Keep out
restraint-list = Kept out for a time
restraint-line = { $name } is kept from { $what }
restraint-line-was = { $name } was kept from { $what }
restraint-text = The text it is about
restraint-another = You kept them out. So somebody else decides whether it ends early.
restraint-step = What should hold?
restraint-do-lift = End it
restraint-do-uphold = Let it stand
restraint-did-impose = Kept out.
restraint-did-lift = Ended early.
restraint-did-uphold = Looked at again, stands.

flash-restrained = They are kept out for a time, and told why.
flash-restraint_lifted = It has been ended.
flash-restraint_upheld = It stands. They are told why.
log-what-person_restrained = Kept somebody out for a time
log-what-restraint_lifted = Ended early that somebody is kept out
log-what-restraint_upheld = Looked again at somebody being kept out, which stands
deed-person_restrained = { $who } kept the author of a hidden text out for a time (report number { $case }).
deed-restraint_lifted = { $who } ended early that somebody is kept out (report number { $case }).
deed-restraint_upheld = { $who } looked again at somebody being kept out and let it stand (report number { $case }).

moderation_log-how-restrain = Somebody whose text is hidden can be kept from writing or taking part for at most 90 days. A rule, a reason, a last day and somebody else who looks again always belong to it. Whoever holds a duty in the municipality is not kept out.
moderation_log-restrained = { $count ->
    [one] Somebody was kept out for a time once.
   *[other] Somebody was kept out for a time { $count } times.
}

## Two persons for what an elected wrote
not_now-needs_second = An elected wrote the text. Suggest that it is hidden, and another moderator decides. Only threats and personal data are hidden at once, and not again where nobody has confirmed it in time.
second-title = An elected wrote the text
second-needed = So two decide. You can suggest that it is hidden, and another moderator decides. Threats and personal data you hide at once, and another moderator confirms it by the end of the next working day.
second-again = So two decide. The text was hidden at once before, and no other moderator confirmed it in time. You can suggest that it is hidden, and another moderator decides.
second-yours = You have suggested that it is hidden. Another moderator decides.
second-you = Another moderator has suggested that it is hidden. If you hide it, it is decided.
second-another = You hid it at once. Another moderator has to confirm it by { $date }. Otherwise it is shown again.
second-confirm-by = It was hidden at once. Confirm it by { $date }, or show it again. Otherwise it is shown again by itself.
second-mine = Another moderator has to confirm it by { $date }. Otherwise the text is shown again by itself.
second-proposed = Suggested to be hidden
second-by = To be confirmed by { $date }
moderate-propose = Suggest to hide it
moderate-propose-means = The text stays until another moderator has decided.
moderate-confirm = Confirm that it is hidden
moderate-confirm-means = Then two have decided. Whoever wrote it can still ask that somebody looks again.
moderate-did-propose = Suggested to be hidden by the rule on
moderate-did-confirm = Confirmed that it is hidden.
moderate-did-lapsed = Shown again: no other moderator confirmed it in time.
lapsed-why = The text was hidden by one moderator. No other moderator confirmed it in time, so it is shown again.
flash-hiding_proposed = The suggestion is in the list. Another moderator decides.
flash-hiding_confirmed = Two have decided. The text is hidden.
log-what-hiding_proposed = Suggested to hide what an elected wrote
log-what-hiding_confirmed = Confirmed that what an elected wrote is hidden
log-what-hiding_lapsed = What an elected wrote shown again without confirmation
deed-hiding_proposed = { $who } suggested to hide a text of an elected (report number { $case }).
deed-hiding_confirmed = { $who } confirmed that a text of an elected is hidden (report number { $case }).
deed-hiding_lapsed = A text of an elected is shown again, because nobody confirmed that it was hidden (report number { $case }).
moderation_log-how-second = What an elected wrote is hidden by two moderators together. Threats and personal data are hidden at once, and shown again if no second moderator confirms it by the end of the next working day.

## Letters
mail-restrained-subject = You are kept from { $what } for a time
mail-restrained-body =
    { $hello }

    Something you wrote is hidden by the rule on { $rule }. So you are kept from { $what } until the end of { $until }. Then it ends by itself.

    This is what whoever decided it writes:
    { $reason }

    What you can still do, and how to ask that somebody else decides, is here. You need to sign in: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-restraint_lifted-subject = You are not kept out any more
mail-restraint_lifted-body =
    { $hello }

    You were kept from { $what }. Another moderator has ended it early.

    This is what whoever decided it writes:
    { $reason }

    Everything about it: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-restraint_upheld-subject = It stands that you are kept out
mail-restraint_upheld-body =
    { $hello }

    You asked that somebody looks again at your being kept from { $what }. Another moderator has read what you wrote. It stands, until the end of { $until }.

    This is what whoever decided it writes:
    { $reason }

    Everything about it: { $link }

    Regards
    Nära in { $place }
    { $url }
