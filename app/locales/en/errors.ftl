error-not_found-title = The page does not exist
error-not_found-help = The link may be old or mistyped. Search the proposals or start over from the front page.
error-gone-title = The page has been removed
error-gone-help = It used to be here but is gone for good. Search the proposals if you are looking for something similar.
error-sign_in-title = Sign in first
error-sign_in-help = You can only do this signed in. You come back here afterwards.
error-prove_again-title = Show once more that it is you
error-prove_again-help = It has been a while since you signed in. Confirm who you are and you come back here.
error-denied-title = You may not do this
error-denied-help = This belongs to another role. Are you signed in with the right account?
error-invalid-title = Something needs changing
error-invalid-help = Look at the marked fields. Everything you wrote is still there.
error-not_allowed_now-title = That cannot be done now
error-not_allowed_now-help = The case is not at the step where this is done. The top of its page says where it is now.
error-support_refused-title = The support could not be counted
error-support_refused-help = The time may be over or the proposal decided. Look at the proposal's page.
error-conflict-title = It changed in the meantime
error-conflict-help = This was changed while you wrote or read. See how it is now and try again.
error-link_expired-title = The link is too old
error-link_expired-help = Ask for a new link and it will come at once.
error-link_used-title = The link has been used
error-link_used-help = It could only be used once. All is probably done already: try signing in.
error-link_unknown-title = The link does not work
error-link_unknown-help = Check that you have the whole link. If you got several letters, use the newest, or ask for a new link.
error-wrong_credentials-title = E-mail and password do not match
error-wrong_credentials-help = Check both and try again. Have you not confirmed your e-mail? Open the link in the letter first.
error-passkey_refused-title = The passkey was not accepted
error-passkey_refused-help = Try again. If it still does not work: was the passkey removed, or does it belong to another account? Then choose another way.
error-too_many-title = Too many attempts
error-too_many-help = { $minutes ->
    [one] Wait a minute and try again.
   *[other] Wait { $minutes } minutes and try again.
}
error-new_account-title = Take a break, and go on after it
error-new_account-help = Your account is new, and in the beginning one can { $what } so many times an hour and a day. You can do it again on { $day } at { $time }.
new_account-kept = What you wrote is still there.
new_account-comments = write posts
new_account-proposals = hand in proposals and ideas
new_account-problems = tell of problems
new_account-questions = ask questions
new_account-reports = report texts
new_account-agreements = agree or say “same question”
error-malformed-title = We did not understand the request
error-malformed-help = Reload the page and try again. If it happens again the fault is ours.
error-unknown_parameter-title = The address says something we do not know
error-unknown_parameter-help = Go to the page from the front page instead.
error-method_not_allowed-title = That cannot be done this way
error-method_not_allowed-help = Go back to the page and use the buttons there.
error-too_slow-title = What you sent did not arrive in time
error-too_slow-help = The connection was too slow: we wait ten seconds for what is sent, and just under two minutes for a file. Nothing has been saved, and a vote has not been counted. Go back in your browser: what you wrote is still there. Send it again when the connection is better.
error-too_large-title = That was too much
error-too_large-help = What you sent is larger than we can take. Shorten a text or split it up, and save a file in a smaller size.
error-unsupported_media_type-title = We do not take that kind of content
error-unsupported_media_type-help = Use the form on the page. If you program against our interface, see its description.
error-cross_site-title = The request came from another site
error-cross_site-help = For safety we only accept what you do here. Open the page in Nära and do it from there.
error-unavailable-title = We cannot save just now
error-unavailable-help = Nothing was saved. You can read everything as usual. Try again in a while.
error-busy-title = Many people are here just now
error-busy-help = What you are reading is still there. Try again in a while.
error-internal-title = Something went wrong on our side
error-internal-help = Try again in a while. If it happens again, please tell us.
error-request-id = Give this number if you contact us: { $id }
error-to-proposals = To all proposals
error-to-start = To the front page
error-summary-title = { $count ->
    [one] One thing needs changing
   *[other] { $count } things need changing
}

problem-missing = Fill this in.
problem-yes_or_no = Choose yes or no.
problem-not_yes = It has to be done before this goes on. Answer yes when it is.
problem-slot_or_reason = You have chosen a place and written a reason to keep the idea for later. Take one of them away.
problem-other_answer = This belongs to another answer than the one you have chosen. Take it away, or choose the other answer.
problem-none_ticked = Tick at least one in the list.
problem-not_ticked = Tick the box first.
problem-no_file = Choose a file first.
problem-too_long = The text is { $actual ->
    [one] { $actual } character
   *[other] { $actual } characters
}. Shorten it to { $max } at most.
problem-too_short = The text is { $actual ->
    [one] { $actual } character
   *[other] { $actual } characters
}. Write at least { $min }.
problem-invalid_character = The text contains an invisible character. Type this part again by hand.
problem-not_a_text = This has to be a text, in quotation marks.
problem-not_a_date = Write the date like this: 2026-11-22.
problem-not_a_number = Write digits only.
problem-out_of_range = Write a number between { $min } and { $max }, in digits.
problem-not_a_choice = Choose one of the options.
problem-not_in_text = These words are not in the comment. You can cut words at the beginning and the end, but not change any.
problem-colleague_or_name = Choose a colleague in the list or write a name, not both.
problem-meeting_or_typed = You chose a meeting and typed another body or day. Empty what does not hold.
problem-nobody_chosen = Choose a colleague or write a name.
problem-not_a_url = Write the whole address, starting with https://.
problem-not_a_paragraph = Write only the paragraph's number, for example 58.
problem-not_a_body = Write the name of the body, for example KF or the technical committee.
problem-unknown_body = We do not know this body. If the name is right, send the form again.
problem-body_near = We do not know this body. Do you mean { $near }? Otherwise send the form again.
problem-date_in_future = That day has not come yet. Choose today or earlier.
problem-date_in_past = That day has passed. Choose today or later.
problem-not_after_today = The next report comes on another day. Choose tomorrow or later.
problem-date_before_received = That day is before the proposal came in.
problem-date_before_last_act = That day is before what happened last in the case, on { $day }. Choose that day or a later one. If that is the wrong one, correct it first.
problem-nothing_corrected = You have not changed anything above. A correction needs something that is corrected.
problem-not_milestones = The line “{ $line }” does not work. Write the day and then what is to be done by it: 2027-03-01 Contract signed.
problem-slot_taken = Another idea got that place. Choose another place, or empty it first.
problem-not_sets = The line “{ $line }” does not work. Write the name of the box, a colon and how many ideas it is to have: In school: 5.
problem-date_before_agenda = That day is before the meeting on the agenda, on { $day }. Choose that day or a later one. If they met earlier, correct first which meeting the case is on.
problem-date_not_after_meeting = The case is put off from the meeting on { $day }. Choose a day after it.
problem-not_on_its_agenda = The case is on the agenda of { $body }. If another body decides, put it on theirs first.
problem-agenda_too_old = That meeting was more than { $max } days ago. Give the next meeting at which the matter comes up.
problem-still_time = The proposer may complete it until { $day }, that day included. Wait until the day after, or choose another reason.
problem-date_before_start = The end cannot be before the start.
problem-date_before_decision = That day is before the decision.
problem-date_before_meeting = That day is before the meeting.
problem-date_before_verified = That day is before the verification.
problem-not_held_yet = The meeting has not been held yet.
problem-not_a_diary_number = A diary number has digits. One looks like this: { $example }.
problem-number_taken = Another case has this number already. Write another one.
problem-same_meeting = The body has a meeting at that moment already.
problem-too_far_ahead = That day is too far ahead. Choose { $day } at the latest.
problem-time_in_past = That time has passed. Choose a later one.
problem-time_before_start = The meeting has to end after it begins.
problem-not_a_mark = Write hours, minutes and seconds, for instance 1:02:30.
problem-not_https = The address has to start with https://.
problem-only_council = Only the municipal council can decide this. Write KF.
problem-not_an_email = That is not an e-mail address. One looks like this: name@example.com.
problem-too_common = That password is easy to guess: it is mostly repeats, rows of keys or common words. Use a sentence only you would think of.
problem-leaked = That password has leaked from another site, and such ones are tried first. Use a sentence only you would think of. If you have the same password elsewhere, change it there too.
problem-own_words = The password is built of your name, your e-mail address or the municipality’s name, and such ones are tried first. Use a sentence only you would think of.
problem-wrong_password = That is not the password chosen for this link. If you got several letters, use the link in the newest. Otherwise you can create the account again.
problem-wrong_code = That is not the code we sent. Check it in the letter, character by character.
problem-code_over = That code is no longer valid, or you asked for it in another browser. Ask for a new one.
problem-not_your_password = That is not your present password.
problem-unchanged = That is the address you have already.
problem-personal = Do not write anything that shows who you are: no e-mail, no phone number and no year of birth. At most three digits.
problem-no_such_alias = Nobody else in the group has that alias. Ask how it is spelled.
problem-real_name = That looks like a real name. Make one up that does not show who you are.
problem-leads_to_somebody = There is an address, a phone number, an identity number or a name from social media here. Take it out: everybody can read the text.
problem-alias_letters = Use only letters, spaces, hyphens and at most three digits.
problem-taken = That name is taken. Choose another one.
problem-unknown_code = That code opens nothing. Check the characters, or ask the leader for a new one.
problem-group_full = The group is full. Are you in it already? Type your own code. Otherwise the leader can make room.
problem-no_place_left = The group is full. Take somebody out, or give the group more places.
problem-group_ended = The code is right, but the group has ended. Nobody can come in any more. Ask the leader.
problem-member_paused = The code is right, but you are paused in the group. Talk to the leader, who can take you in again.
problem-member_removed = The code is right, but you have been taken out of the group. A mistake? Talk to the leader.
problem-no_leader = The group has no leader just now, so nobody new can join. Try again later.
problem-not_a_supervisor = We find nobody with that address who can be a leader.
problem-date_too_far = A group cannot be open that far ahead. Choose a day within { $max } days.
problem-unknown_field = This field does not belong here. Reload the page.

denied-sign_in = Sign in first. You come back here afterwards.
denied-role = This belongs to another role. Are you signed in with the right account?
denied-dormant = Your duty is resting: the way you signed in is not strong enough for it. Sign in with a passkey that the municipality gave you a link for, or with e-identification if it made the account. If you have neither, ask whoever gave you the duty for a link.
denied-not_yours = Only the one who wrote it can do this.
denied-not_found = The link may be old or mistyped.
denied-level = This needs: { $level }. Your account does not have it yet.
denied-not_now = That cannot be done now.

not_now-not_public = The proposal is not published yet.
not_now-support_not_open = The time for support has not begun.
not_now-support_closed = The time for support is over.
not_now-decided = The matter has been decided.
not_now-ended = The case has ended.
not_now-other_stage = The case is not at the step where this is done. The top of its page says where it is now.
not_now-other_kind = This step belongs to another kind of case.
not_now-too_many_open = You already have as many open proposals as the rules allow. Wait until one is decided.
not_now-too_many_keys = You already have as many keys as one can have. Remove one that is not in use.
not_now-too_many_passkeys = You have as many passkeys as one can have. Remove one that is not used.
not_now-last_way_in = This is the only way into the account. Add another one first.
not_now-needs_passkey_link = You hold a duty. Your first passkey therefore needs a link from the municipality: whoever knows your password must not be able to speak for it. Ask who gave you the duty.
not_now-shared_account = This account is shared by everybody who tries the demo. Create one of your own to try this.
not_now-read_first = A leader reads what you write before it is published. Write on the website, and it will get there.
not_now-last_leader = You are the only leader. Add another one before you leave the group.
not_now-only_alias = You are here under an alias, and that is all we know of you. So there is no name, address or password to change.

not_allowed-wrong_stage = That step does not follow from where the case is. Somebody may have been quicker: the top of the case's page says where it is now.
not_allowed-threshold_not_reached = { $threshold ->
    [one] { $threshold } supporter is
   *[other] { $threshold } supporters are
} needed. There { $count ->
    [one] is
   *[other] are
} { $count } now.
not_allowed-threshold_reached = The threshold of { $threshold } is reached. The proposal goes on instead.
not_allowed-still_open = It is open for support up to and including { $closes }.
not_allowed-no_threshold = No threshold applies here. Announce it in the council instead.
not_allowed-threshold_applies = A threshold applies. Open it for support first.
not_allowed-second_reader = Two people have to stand behind this, and you are one of them already. Ask a colleague.
not_allowed-other_body = You are secretary of { $mine }; this is a matter for { $of }. Its secretary enters it, or the municipal office. If you are to do it as well, ask an administrator to change your duty.
not_allowed-other_body-office = You are secretary of { $mine }; this is entered by the municipal office. If you are to do it as well, ask an administrator to change your duty.
not_allowed-minutes_recorded = The minutes of the decision are recorded already. If something is wrong in them, choose Correct below them on the page of the case.
not_allowed-not_choosing = Ideas are chosen while the campaign is open or its ideas are worked on.
not_allowed-not_voting = There is no vote here now. It has not begun, or time is up.
not_allowed-too_few_to_vote = At least { $least } ideas need a slot before there can be a vote. There are { $chosen } now.
not_allowed-ideas_left = { $count ->
    [one] One idea is neither chosen nor kept for later. Choose it, or write why it is kept.
   *[other] { $count } ideas are neither chosen nor kept for later. Choose them, or write why they are kept.
}
not_allowed-ideas_unanswered = { $count ->
    [one] One chosen idea has no answer yet.
   *[other] { $count } chosen ideas have no answer yet.
}
not_allowed-not_presented = Elected representatives say whether they knew of the ideas once these are presented, and until the campaign is over.
not_allowed-ideas_unsaid = { $count ->
    [one] One idea waits for elected representatives of at least two parties to say whether they knew of it.
   *[other] { $count } ideas wait for elected representatives of at least two parties to say whether they knew of them.
}
not_allowed-too_early = This is possible from { $from } at the earliest.
not_allowed-asked_first = A promise is archived when those who wanted it have had their say on whether it was done. That is possible from { $from }.
not_allowed-fields = Some items do not fit the case. Look at the fields.

refused-sign_in = Sign in to support it. You come back here afterwards.
refused-level = To support it the municipality must know better who you are.
refused-role = Support counts from residents. Yours is an account for work.
refused-own_proposal = By the rules here your own support does not count.
refused-not_open = The time for support has not begun.
refused-closed = The time for support is over.
refused-decided = It has been decided. Follow how it goes instead.
refused-ended = The case has ended.
refused-problem = A problem is not supported. Say how it concerns you instead.
refused-not_found = The link may be old or mistyped.

## When somebody was signed out while writing
kept-title = You are not signed in
kept-lead = What you wrote is still here below, but it has not been sent yet.
kept-sign-in = Sign in in a new tab
kept-return = Come back to this tab and send it again
kept-text = What you wrote
kept-send = Send again

# Before the title of a page whose form came back.
title-error = Error:
error-to-case = Back to the proposal

## When there is no room: the page that is shown instead
full-read-title = Many people are here just now
full-read-help = This page cannot be shown just now, but it will be back. Try again in a little while. What you have sent in and voted for already is still there.
full-again = Try again
full-sent-title = What you sent did not arrive
full-sent-help = Many people are here just now, and nothing of what you sent has been saved. Go back in your browser: what you wrote is still there. Send it again in a little while.
full-vote-title = Your vote has not been counted
full-vote-help = A great many people are voting just now. Go back in your browser and vote again in a little while. Votes that have been counted already are still there.
