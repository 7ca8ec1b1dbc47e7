## The rules, as residents meet them
rules-season = { $from } to { $to }
rules-closed-title = Proposals are received again from { $day }
rules-closed-draft = You can write now. The draft is still there when it opens.
rules-closed-draft-goes = You can write now. The draft is kept for { $days } days after you last changed it. Copy the text if you want to keep it longer.
rules-link = The rules for proposals here
rules-here-title = The rules in { $municipality }
rules-here-lead = This is what holds for what is handed in now. A proposal follows the rules it was handed in under, also if they change afterwards.
rules-here-version = This is version { $version } of the rules.
rules-here-how = How it works, step by step

rules-here-submit = Handing in
rules-here-who = To hand in a resident proposal you need at least: { $level }.
rules-here-name-full = Your full name is shown beside the proposal.
rules-here-name-first = At least your first name is shown beside the proposal.
rules-here-name-alias = At least an alias is shown beside the proposal. An alias is a name you make up yourself.
rules-here-all-year = Proposals are received all year.
rules-here-season = Proposals are received { $seasons }.
rules-here-year = One person may hand in at most { $most } proposals a year.
rules-here-open = One person may have at most { $most } proposals at a time that are not decided.
rules-here-same = { $count ->
    [one] The same thing is not received again while it waits for a decision, nor in the first month after one.
   *[other] The same thing is not received again while it waits for a decision, nor in the first { $count } months after one.
}
rules-here-read-within = { $count ->
    [one] The municipality reads the proposal before it is published, within 1 working day.
   *[other] The municipality reads the proposal before it is published, within { $count } working days.
}
rules-here-read = The municipality reads the proposal before it is published.
rules-here-at-once = The proposal is published as soon as you hand it in.
rules-here-completion = { $count ->
    [one] If something is missing you have 1 day to complete it, unless something else is said.
   *[other] If something is missing you have { $count } days to complete it, unless something else is said.
}

rules-here-support = Support
rules-here-none-needed = The politicians take up every proposal. No support is needed, but everybody can see how many agree.
rules-here-needed = { $count ->
    [one] 1 person has to support a proposal for the politicians to take it up.
   *[other] { $count } people have to support a proposal for the politicians to take it up.
}
rules-here-permille = That is { $permille } per mille of { $population } inhabitants. One per mille is one in a thousand.
rules-here-window = A proposal is open for support for { $time }.
rules-here-windows = You choose how long your proposal is open for support: there are { $times } to choose from.
rules-here-goes-at-once = The proposal goes on as soon as it has enough support.
rules-here-goes-at-end = The proposal goes on when the time for support is over, if it has enough support.
rules-here-supporters = To support a proposal you need at least: { $level }.
rules-here-own = Your own support counts.
rules-here-not-own = Your own support does not count.
rules-here-until-decision = You can support a proposal also after it has enough support, up to the decision.
rules-here-exempt = These subjects need no support and are taken up at once: { $topics }.

rules-here-decision = Decision
rules-here-answer = { $count ->
    [one] A proposal is to be decided within 1 month of its being handed in.
   *[other] A proposal is to be decided within { $count } months of its being handed in.
}
rules-here-answer-announced = { $count ->
    [one] A proposal is to be decided within 1 month of its being announced in the council.
   *[other] A proposal is to be decided within { $count } months of its being announced in the council.
}
rules-here-reports = In { $months } the council gets a list of the proposals that are not decided.
rules-here-speak = You may speak at the meeting that decides your proposal.

rules-here-ideas = Ideas and comments
rules-here-idea-who = To hand in and support an idea you need at least: { $level }.
rules-here-idea-answer = { $count ->
    [one] The department answers an idea within 1 day. In a campaign the campaign's day holds instead.
   *[other] The department answers an idea within { $count } days. In a campaign the campaign's day holds instead.
}
rules-here-comment = To comment on a proposal you need at least: { $level }.

## For those who read first
waiting-read-by = To be read by { $date }
waiting-read-late = Was to be read by { $date }

## Why something is not received now
error-not_received-title = The proposal cannot be received now
error-not_received-help = The rules here do not allow it just now. Your draft is still there.
not_received-out_of_season = The municipality receives proposals in a part of the year. You can hand it in from { $day }.
not_received-enough_this_year = You have already handed in { $most } proposals this year, and the rules allow no more. You can hand in the next one from { $day }.
not_received-too_many_open = You already have as many open proposals as the rules allow. Wait until one is decided.
not_received-same_open = Proposal number { $number } says the same and waits for a decision. Support that one instead.
not_received-same_decided = Proposal number { $number } said the same and is decided. It can be proposed again from { $day }.
not_received-other = Read that proposal
