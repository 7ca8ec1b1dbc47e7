### Reporting a text, and what happens then.

not_now-text_hidden = The text is hidden.
not_now-needs_another = Whoever hid the text cannot show it again. Another moderator has to read it and decide.
not_now-appeal_over = The time to ask for another look is over. What you wrote stands further down, so that you can take it with you.
not_now-appealed_before = You have asked for another look at this text before. That can be done once. What you wrote now stands further down.
not_now-text_shown = The text is shown again. You need not ask for anything more.

## Reporting
report_text-link = Report
report_text-title = Report a text
report_text-lead = You need no account, and whoever wrote it is not told who you are. If the text is about you, saying so is enough.
report_text-this = This is what you report: { $what } by { $name }
report_text-reason = What is wrong with the text?
report_text-words = Do you want to say more?
report_text-words-hint = For example “this is about me”. At most { $max } characters.
report_text-privacy = The municipality’s moderators read what you write. If the text was written in a group, the group’s leaders read it too. Once it is settled, who reported and the words are kept for at most 90 days.
report_text-send = Send the report
report_text-back = Back to the text
report_text-before = You have reported the text
report_text-before-then = Nothing is decided yet. You need not do anything more.
report_text-hidden = The text is hidden already

report_reason-personal_data = It tells who somebody is
report_reason-personal_data-means = For example a child’s name, an address, a telephone number or something private about somebody.
report_reason-hate = It insults or hates
report_reason-hate-means = Meanness towards a person, or incitement against a group.
report_reason-threat = It threatens somebody
report_reason-threat-means = If somebody is in danger now: call 112.
report_reason-unlawful = It is unlawful in another way
report_reason-unlawful-means = For example somebody else’s text, or something that urges people to commit a crime.
report_reason-spam = It is advertising or spam
report_reason-spam-means = It has nothing to do with the matter.
report_reason-other = Something else
report_reason-other-means = Please say what. Opinions and criticism may stay, harsh ones too.

reported-title = Thank you for your report
reported-in = The report has come in
reported-by = Somebody reads it by { $date }.
reported-then = This is what happens now
reported-then-reads = A moderator of the municipality reads the text. If it was written in a group, the group’s leader may read it before.
reported-then-hides = If it breaks a rule it is hidden, and which rule is stated. Otherwise it stays.
reported-then-who = Whoever wrote it is told why, but not who reported it.
reported-told = You see the outcome on your page “My account”, and get a letter if you have an e-mail address.
reported-told-member = You see the outcome on your own page.
reported-told-not = You are not signed in, so we cannot tell you the outcome. Do come back and look.
reported-hurry = If somebody is in danger, call 112.
reported-hurry-contact = If it is urgent otherwise, write to

## Where a text is hidden
hidden-rule-personal_data = personal data
hidden-rule-hate = hate and insults
hidden-rule-threat = threats
hidden-rule-unlawful = unlawful content
hidden-rule-spam = advertising and spam
hidden-rule-other = something else
hidden-line = Hidden under the rule on { $rule }, { $date }
hidden-why = The text broke one of the site’s rules. Whoever wrote it has been told why and can ask that somebody else reads it again. Everything else on the page stays.

## Those who read
nav-reported = Reported
moderate-title = Reported texts
moderate-lead = Threats and danger come first, then what is to be looked at again and what has waited longest. Opinions and criticism may stay, harsh ones too. Hide only what breaks a rule.
moderate-empty-title = Nothing waits
moderate-empty = There are no reports to read.
moderate-appealed = To look at again
moderate-appeal = Another look
moderate-appeal-waited = { $days ->
    [0] asked for today
    [one] has waited for 1 day
   *[other] has waited for { $days } days
}
moderate-waits = To read
moderate-hidden = Hidden texts
moderate-line = { $what } by { $name }
moderate-since = Reported
moderate-since-unreported = Hidden
moderate-by = to be read by { $date }
moderate-late = should have been read by { $date }
moderate-count = { $count ->
    [0] Hidden without a report
    [one] 1 report: { $reasons }
   *[other] { $count } reports: { $reasons }
}
moderate-state-open = Waits
moderate-state-left = Stays
moderate-state-hidden = Hidden
moderate-state-shown = Shown again
moderate-text = The text
moderate-there = See the text where it stands
moderate-sealed-title = The text is hidden
moderate-sealed = It is under seal. Only moderators can read it.
moderate-reports = { $count ->
    [0] No report
    [one] 1 report
   *[other] { $count } reports
}
moderate-reports-who = Nobody is shown who reported it.
moderate-done = What was done
moderate-did-leave = Stays.
moderate-did-hide = Hidden under the rule on
moderate-did-unhide = Shown again.
moderate-did-uphold = The decision to hide it stands.
moderate-settle = Decide
moderate-stays = This is to stay: criticism of the municipality and of the elected, opinions you do not share, spelling mistakes.
moderate-step = What is to happen with the text?
moderate-leave = Let it stay
moderate-leave-means = It breaks no rule. Those who reported it are told why.
moderate-hide = Hide it
moderate-hide-means = It disappears everywhere the public can read, and is sealed. Nothing is deleted. Whoever wrote it is told why.
moderate-rule = Which rule does it break?
moderate-rule-hint = Only if you hide it.
moderation-typed = What you wrote now
moderate-reason = Why?
moderate-reason-hint = Whoever wrote it and those who reported it read this. Write nothing about who reported it, and do not quote what is to go. At most { $max } characters.
moderate-send = Decide
moderate-unhide = Show the text again
moderate-unhide-means = It breaks no rule. It comes back exactly as it was. A question that was never published is published.
moderate-unhide-send = Show again
moderate-uphold = Let the decision stand
moderate-uphold-means = The text breaks the rule and stays hidden.
moderate-again = Decide about the other look
moderate-again-hint = Whoever wrote the text reads this. Write nothing about who reported it. At most { $max } characters.
moderate-appeal-asked = Whoever wrote the text asked for another look
moderate-appeal-forgotten = What was written is not kept any more.
moderate-appeal-still = The text is to be read again all the same.
moderate-appeal-moderator = Whoever wrote the text has asked that somebody else reads it again. A moderator decides.
moderate-appeal-another-title = Another moderator decides
moderate-appeal-another = You hid the text. That is why somebody else reads it again.

flash-text_left = The text stays. Those who reported it are told why.
flash-text_hidden = The text is hidden. Whoever wrote it is told why.
flash-text_shown = The text is shown again.
flash-text_upheld = The decision stands. Whoever wrote the text is told why.
flash-appealed = Your request has come in. Somebody else than whoever hid the text reads it again.
log-what-text_left = Let a reported text stay
log-what-text_hidden = Hidden a text
log-what-text_shown = Shown a hidden text again
log-what-text_upheld = Looked again at a hidden text, which stays hidden
deed-text_left = { $who } let a reported text stay (report number { $case }).
deed-text_hidden = { $who } hid a text (report number { $case }).
deed-text_shown = { $who } showed a hidden text again (report number { $case }).
deed-text_upheld = { $who } read a hidden text again and let it stay hidden (report number { $case }).

## Own pages
my_hidden-title = Something you wrote is hidden: { $what }
my_hidden-appeal = Do you disagree? Then you can ask that somebody else reads the text again, by { $date }.
my_hidden-waits = You have asked for another look. Somebody else than whoever hid the text reads it again.
my_hidden-asked = This is what you wrote
my_hidden-upheld = It has been read again, by somebody else than whoever hid it. The decision stands:
my_hidden-over = The time to ask for another look ended on { $date }. If you want to say something all the same, write to the municipality and say that it is about report number { $number }.
my_hidden-over-member = The time to ask for another look ended on { $date }. If you want to say something all the same, talk to your leader and say that it is about report number { $number }. You can also write to the municipality.
my_shown-title = Something you wrote is shown again: { $what }
my_hidden-there = See how it looks now
my_reports-title = What you have reported
my_reports-at = You reported it
my_reports-by = Somebody reads it by { $date }.
group-reported = Reported texts
group-reported-lead = Somebody has reported something that a member wrote. You can hide it. If you think it should stay, a moderator decides.
reported-kind-comment = Comment
reported-kind-idea = Idea
reported-kind-problem = Problem
reported-kind-proposal = Citizen proposal
reported-kind-questions = Heading and introduction of questions

## Asking for another look
appeal-title = Ask for another look
appeal-own = Your page
appeal-is = Why the text is hidden
appeal-was = Why the text was hidden
appeal-text = What you wrote: { $what }
appeal-form = Ask somebody else to read it again
appeal-lead = Whoever reads it again is somebody else than whoever hid the text. You can ask once, by { $date }.
appeal-words = What should be read again, and why?
appeal-words-hint = For example what you meant, or what you think was misunderstood. At most { $max } characters.
appeal-privacy = The municipality’s moderators read what you write. It is kept for at most 90 days after they have decided.
appeal-send = Send the request
appeal-about = Another look
appeal-now = Where it stands
appeal-waits = Your request has come in
appeal-waits-then = Somebody else than whoever hid the text reads it again. You see the outcome here and on your page, and get a letter if you have an e-mail address.
appeal-sent = Sent
appeal-over-title = The time is over
appeal-answer-title = The outcome
appeal-upheld = The decision stands: the text is hidden
appeal-shown = The text is shown again
appeal-asked = What you wrote when you asked for another look

## What everybody may know
moderation_log-link = How we moderate
moderation_log-title = How we moderate
moderation_log-lead = Opinions and criticism may stay, harsh ones too. What breaks a rule is hidden, and whoever wrote it is told why.
moderation_log-rules = This is hidden
moderation_log-rule-personal_data = Personal data
moderation_log-rule-personal_data-means = The text tells who a child or another private person is, where somebody lives or something else that is private.
moderation_log-rule-hate = Hate and insults
moderation_log-rule-hate-means = The text is mean towards a person or incites against a group.
moderation_log-rule-threat = Threats
moderation_log-rule-threat-means = The text threatens somebody.
moderation_log-rule-unlawful = Unlawful content
moderation_log-rule-unlawful-means = The text is a crime in another way, or belongs to somebody else.
moderation_log-rule-spam = Advertising and spam
moderation_log-rule-spam-means = The text is advertising or has nothing to do with the matter.
moderation_log-stays = This stays
moderation_log-stays-what = Criticism of the municipality and of the elected in their duties, opinions that few share, and spelling mistakes. What the municipality says itself is corrected openly and never hidden.
moderation_log-how = What happens
moderation_log-how-report = Anybody can report a text with the link Report, also without an account.
moderation_log-how-read = A moderator of the municipality is to read it by the next working day. If it was written in a group, the group’s leader can hide it before.
moderation_log-how-hide = If the text is hidden, the rule and the day stand in its place. The text is sealed. Nothing is deleted.
moderation_log-how-told = Whoever wrote it is told the rule and the reason. Nobody is told who reported it.
moderation_log-how-appeal = Whoever wrote it can ask for another look within { $days } days. Then somebody else reads it than whoever hid the text. It can be shown again exactly as it was.
moderation_log-how-forget = Who reported or asked for another look, and the words, are forgotten { $days } days after it is settled. The decision and the reason are kept.
moderation_log-months = Month by month
moderation_log-months-lead = The last { $count } months, with this one. Counts only: nothing here leads to a text or to anybody who wrote one.
moderation_log-empty = No text was hidden, and no reported text was read, in the last { $count } months.
moderation_log-month = In { $month } { $year }
moderation_log-column-rule = Rule
moderation_log-column-hidden = Hidden
moderation_log-column-shown = Shown again
moderation_log-column-shown_on_appeal = Of these after another look
moderation_log-column-upheld = Looked at again, stay hidden
moderation_log-left = { $count ->
    [0] No reported text was left as it was.
    [one] 1 reported text was left as it was.
   *[other] { $count } reported texts were left as they were.
}
moderation_log-days = { $days ->
    [0] Other looks: half were done the same day.
    [one] Other looks: half were done within 1 day.
   *[other] Other looks: half were done within { $days } days.
}

## Letters
mail-text_hidden-subject = Something you wrote is hidden
mail-text_hidden-body =
    { $hello }

    { $line }. What you wrote is kept by the municipality, but others cannot read it.

    Whoever decided this writes:
    { $reason }

    Do you disagree? Ask for another look by { $until }. Then somebody else reads it than whoever hid the text. You do it here, and need to sign in: { $appeal }

    This is how it looks now: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-text_shown-subject = What you wrote is shown again
mail-text_shown-body =
    { $hello }

    A text of yours was hidden. Another moderator has read it again, and now it is shown as before.

    Whoever decided this writes:
    { $reason }

    It stands here: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-text_upheld-subject = What you wrote is still hidden
mail-text_upheld-body =
    { $hello }

    You have asked for another look at a text that is hidden. Somebody else than whoever hid it has read it again. The decision stands: the text is hidden.

    Whoever decided this writes:
    { $reason }

    Do not answer this letter. If you wonder about something, write to the municipality{ $contact } and say that it is about report number { $number }.

    All that belongs to it: { $appeal }

    Regards
    Nära in { $place }
    { $url }
mail-report_left-subject = The text you reported stays
mail-report_left-body =
    { $hello }

    A moderator has read a text that you reported. It stays.

    Whoever decided this writes:
    { $reason }

    It stands here: { $link }

    Regards
    Nära in { $place }
    { $url }
mail-report_hidden-subject = The text you reported is hidden
mail-report_hidden-body =
    { $hello }

    A text that you reported broke a rule. It is hidden. Thank you for telling us.

    Whoever decided this writes:
    { $reason }

    This is how it looks now: { $link }

    Regards
    Nära in { $place }
    { $url }
