### The moderators’ queue: who reads, several at once, threats and danger.

## Who reads
reader-own = You have been reading it since { $time }
reader-own-means = Other moderators see that for { $minutes } minutes, or until you have decided.
reader-other = { $name } has been reading it since { $time }
reader-other-means = Both of you can decide, but only whoever is first counts. Take it over if you know that this is right: then your name stands here instead.
reader-take_over = Read it instead
flash-reader_taken_over = Now it is you who reads it.

## Threats and danger
moderate-urgent = Urgent: a threat or danger
danger-mark = Threat or danger
danger-title = Is it a threat, or is somebody in danger?
danger-means = Press once. The text comes first in the queue, a letter goes to the municipality’s duty address, and you are told what to do now. Hiding the text is a step of its own.
danger-means-nobody = Press once. The text comes first in the queue, and you are told what to do now. The municipality has given no duty address, so no letter goes: you need to call yourself.
danger-raise = A threat, or danger to somebody
danger-is = A threat, or danger to somebody
danger-said = { $name } said so on { $date } at { $time }.
danger-told = A letter is on its way to the duty address:
danger-told-then = Do not wait for an answer if it is urgent: call.
danger-told-nobody = Nobody got a letter: the municipality has given no duty address. You need to call yourself.
danger-now = Do this now
flash-danger_raised = The text comes first in the queue. Read here what to do now.
log-what-danger_raised = Said that there is a threat or danger
deed-danger_raised = { $who } said that there is a threat, or danger to somebody (report number { $case }).
mail-danger-subject = Urgent: a threat or danger on Nära in { $place }
mail-danger-body =
    Hello!

    { $by } reads reported texts on Nära and sees a threat, or that somebody may be in danger. That was on { $date } at { $time }.

    Here is the text: { $link }

    Here the moderators decide about it, and can read it also when it is hidden (signing in is needed): { $case }

    If somebody is in danger now: call 112. To report it to the police: 114 14. The text is kept under seal when it is hidden, so that the police can have it.

    It is about report number { $number }. Do not answer this letter.

    Nära in { $place }
    { $url }

## Who is told
admin-duty = Threats and danger
admin-duty-means = Who gets a letter when a moderator sees a threat.
duty_address-lead = When a moderator sees a threat, or that somebody is in danger, a letter goes here at once.
duty_address-without = Without an address no letter goes. The moderator is told that, and whom to call.
duty_address-email = The duty’s e-mail address
duty_address-email-hint = A mailbox that somebody reads also in the evening and at weekends. Moderators see the address.
duty_address-save = Save
flash-duty_saved = Saved. It holds from now on.
log-what-duty_address_set = Changed who is told of threats
deed-duty_address_set = { $who } changed who is told of threats and danger.

## An empty queue
moderate-empty-but-title = No reported texts wait
moderate-empty-but = But there are questions to the municipality to read:

## Several at once
together-tick = Choose { $title }
together-choose-held = Let several through, or say no to several
together-choose-reported = Hide several, or let several stay
together-choose-means = Tick them in the list, at most { $max } at a time. Nothing happens before you have decided on the next page.
together-go = Go on with the chosen ones
together-title = Several texts at once
together-lead = Read each text. Each gets a decision of its own, and whoever wrote it is told as if you had decided about them one by one.
together-boxes = Texts
together-none-title = No text is chosen
together-none = Tick them in the list, at most { $max } at a time.
together-many = At most { $max } at a time. The first ones are here, take the others afterwards.
together-chosen = { $count ->
    [one] 1 text is chosen
   *[other] { $count } texts are chosen
}
together-left_out = { $count ->
    [one] 1 text is left out
   *[other] { $count } texts are left out
}
together-own = You wrote it yourself. Somebody else decides.
together-settled = It is settled already.
together-two = An elected wrote it: two decide
together-two-why = An elected wrote it, so two moderators decide. Open it and suggest that it is hidden.
together-step = What is to happen with the texts?
together-release = Let them through
together-release-means = They are published now. Those who wrote them are told.
together-decline = Do not publish them
together-decline-means = They are sealed. Those who wrote them are told the rule and why, and can ask for another look.
together-hide = Hide them
together-hide-means = They disappear everywhere the public can read, and are sealed. Nothing is deleted. Those who wrote them are told why and can ask for another look.
together-leave = Let them stay
together-leave-means = They break no rule. Those who reported them are told why.
together-rule = Which rule do they break?
together-rule-hint = The same for all. Not needed if the texts are to be seen.
together-reason-hint = The same for all. Those who wrote them and those who reported them read this. Do not quote what is to go. At most { $max } characters.
together-reason-hint-held = Needed only if you say no. The same for all. Those who wrote them read this. At most { $max } characters.
together-send = { $count ->
    [one] Decide about the text
   *[other] Decide about { $count } texts
}
together-cancel = Cancel
together-back = Back to reported texts
together-done-title = How it went
together-count = { $failed ->
    [0] { $went ->
        [one] Done with one text.
       *[other] Done with all { $went }.
    }
   *[other] Done with { $went }, { $failed } could not be done. The reason is given for each text.
}
together-went = Done
together-failed = Could not be done
together-unknown = Text number { $number }
together-overtaken = Somebody else was quicker. Open it and see how it is now.
together-gone = It is not here any more. Whoever wrote it may have taken it back.
