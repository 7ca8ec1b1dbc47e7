### Reporting a text, and what happens then.

not_now-text_hidden = The text is hidden.
not_now-needs_another = Whoever hid the text cannot show it again. Another moderator has to read it and decide.

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
moderate-lead = What has waited longest comes first. Opinions and criticism may stay, harsh ones too. Hide only what breaks a rule.
moderate-empty-title = Nothing waits
moderate-empty = There are no reports to read.
moderate-waits = To read
moderate-hidden = Hidden texts
moderate-line = { $what } by { $name }
moderate-since = Reported
moderate-by = to be read by { $date }
moderate-late = should have been read by { $date }
moderate-count = { $count ->
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
    [one] 1 report
   *[other] { $count } reports
}
moderate-reports-who = Nobody is shown who reported it.
moderate-done = What was done
moderate-did-leave = Stays.
moderate-did-hide = Hidden under the rule on
moderate-did-unhide = Shown again.
moderate-settle = Decide
moderate-stays = This is to stay: criticism of the municipality and of the elected, opinions you do not share, spelling mistakes.
moderate-step = What is to happen with the text?
moderate-leave = Let it stay
moderate-leave-means = It breaks no rule. Those who reported it are told why.
moderate-hide = Hide it
moderate-hide-means = It disappears everywhere the public can read, and is sealed. Nothing is deleted. Whoever wrote it is told why.
moderate-rule = Which rule does it break?
moderate-rule-hint = Only if you hide it.
moderate-reason = Why?
moderate-reason-hint = Whoever wrote it and those who reported it read this. Write nothing about who reported it, and do not quote what is to go. At most { $max } characters.
moderate-send = Decide
moderate-unhide = Show the text again
moderate-unhide-send = Show again

flash-text_left = The text stays. Those who reported it are told why.
flash-text_hidden = The text is hidden. Whoever wrote it is told why.
flash-text_shown = The text is shown again.
log-what-text_left = Let a reported text stay
log-what-text_hidden = Hidden a text
log-what-text_shown = Shown a hidden text again
deed-text_left = { $who } let a reported text stay (report number { $case }).
deed-text_hidden = { $who } hid a text (report number { $case }).
deed-text_shown = { $who } showed a hidden text again (report number { $case }).

## Own pages
my_hidden-title = Something you wrote is hidden: { $what }
my_hidden-appeal = Do you disagree? Ask that another moderator reads the text again. Say that it is about report number { $number }. Write to the municipality:
my_hidden-appeal-member = Do you disagree? Tell your leader. Then another moderator reads the text again. Say that it is about report number { $number }.
my_hidden-there = See how it looks now
my_reports-title = What you have reported
my_reports-at = You reported it
my_reports-by = Somebody reads it by { $date }.
group-reported = Reported texts
group-reported-lead = Somebody has reported something that a member wrote. You can hide it. If you think it should stay, a moderator decides.
reported-kind-comment = Comment
reported-kind-idea = Idea
reported-kind-proposal = Citizen proposal

## Letters
mail-text_hidden-subject = Something you wrote is hidden
mail-text_hidden-body =
    { $hello }

    { $line }. What you wrote is kept by the municipality, but others cannot read it.

    Whoever decided this writes:
    { $reason }

    Do you disagree? Ask that another moderator reads the text again. Do not answer this letter, but write to the municipality{ $contact } and say that it is about report number { $number }.

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
