## The vote: the ballot
vote-name = Vote
vote-now = Vote on the ideas
vote-page = Vote: { $title }
vote-title = { $count ->
    [one] Choose one idea
   *[other] Choose up to { $count } ideas
}
vote-hint = { $count ->
    [one] You have one vote.
   *[other] You can choose up to { $count } different ideas.
}
vote-ideas = Ideas to vote for
vote-of = of { $most } chosen
vote-until = { $count ->
    [one] Vote today at the latest, { $date }.
   *[other] Vote until { $date }, { $count } days left.
}
vote-in = { $count ->
    [0] Nobody has voted yet.
    [one] One ballot is in.
   *[other] { $shown } ballots are in.
}
vote-counted = { $count ->
    [0] Nobody voted.
    [one] One ballot was counted.
   *[other] { $shown } ballots were counted.
}
vote-each = How each idea did
vote-on-paper = Of these { $count } on paper.
vote-for = For:
vote-who-groups = The groups of the campaign vote.
vote-who-everyone = Everybody who may support proposals votes, and young people in groups.
vote-cast = Cast my vote
vote-change = Change my vote
vote-go = Vote
vote-saved-title = Your vote is cast
vote-saved = { $most ->
    [one] You can change it until { $date }.
   *[other] You have chosen { $count } of { $most }. You can change your mind until { $date }.
}
vote-sealed = Nobody sees what anyone has chosen. The result is counted when time is up, and shown to everybody at once.
vote-lost-title = An idea is gone
vote-lost = An idea you chose is hidden and is not counted. Choose another one if you like.
vote-over = The vote is over
vote-to-result = See the result
vote-counting = Time is up. The votes are being counted.
vote-none = There is no vote here now
vote-not-you = You cannot vote from here
vote-sign-in-groups = Only those in the campaign's groups vote. If you are in one, go in with your code.
vote-sign-in = Sign in to vote. If you are in a group, go in with your code.
vote-groups-only = Only those in the campaign's groups vote. If you are in one, go in with your code. If you are not, ask whoever leads the group.
vote-residents-only = Those who live here vote, and young people in groups. You are signed in for something else.
vote-to-sign-in = Sign in
vote-to-door = Go in with a code
vote-mine = Vote in { $title } until { $date }
vote-mine-voted = You have voted in { $title }
vote-mine-change = See or change your vote

## The result
vote-result = The result
vote-table = Votes for each idea, the most first
vote-column-place = Place
vote-column-idea = Idea
vote-column-votes = Votes
vote-column-paper = Of these on paper
campaign-column-votes = Votes
vote-hidden = The idea in slot { $slot }, which is hidden
vote-votes = { $count ->
    [one] one vote
   *[other] { $count } votes
}
vote-fell-out = { $count ->
    [one] One idea was hidden during the vote. It is not counted.
   *[other] { $count } ideas were hidden during the vote. They are not counted.
}
vote-was = { $count ->
    [one] Each had one vote, until { $date }.
   *[other] Each could choose { $count } ideas, until { $date }.
}
vote-recount = The ballots are cut from those who voted. They are kept so that they can be counted again, but nobody can see whose they were.
vote-door = Vote at

## Slips of paper
vote-paper-title = Enter slips of paper
vote-paper-lead = Count the slips two and two, and write how many chose each idea. The numbers are sealed until the vote is over, for you too.
vote-paper-entries = Entered already
vote-paper-line = { $count ->
    [one] One slip, entered by { $by }. Counted by { $one } and { $other }.
   *[other] { $count } slips, entered by { $by }. Counted by { $one } and { $other }.
}
vote-paper-replaced = Replaced by a later count.
vote-paper-slips = Number of valid slips
vote-paper-slips-hint = { $count ->
    [one] A valid slip has exactly one cross. Do not count blank ones.
   *[other] A valid slip has one to { $count } crosses. Do not count blank ones.
}
vote-paper-ideas = Crosses for each idea
vote-paper-ideas-hint = Leave empty where nobody made a cross.
vote-paper-counted_by = Who counted?
vote-paper-counted_with = Who counted with them?
vote-paper-counted_with-hint = Two people count, so that nobody needs to wonder.
vote-paper-then = If you have entered slips before, this replaces them. So write all you have counted. You can change it until { $date }. Who entered them is shown, not what stood on them.
vote-paper-save = Enter the slips
flash-campaign_voted = Your vote is cast.
flash-campaign_paper = The slips are entered.

## Stages, days and steps
campaign-day-vote = { $count ->
    [one] Vote until { $date }, the last day is today
   *[other] Vote until { $date }, { $count } days left
}
campaign-day-vote-over = The last day to vote was { $date }
campaign-stage-voting = Vote
campaign-stage-voting-meaning = The chosen ideas can be voted for. Nobody sees how it goes until time is up.
campaign-stage-voted = Voted
campaign-stage-voted-meaning = The votes are counted. Now the ideas are presented to those who answer.
campaign-next-voting = The votes are counted
campaign-next-voted = The ideas are presented
campaign-step-vote = Begin the vote
campaign-step-vote-done = The vote began
campaign-step-vote-help = Young people vote on the ideas that have a slot. It can be left out.
campaign-step-vote-then = The slots are locked. The result is sealed for everybody, you included, until the last day has passed. Then the votes are counted by themselves.
campaign-step-count = Count the votes
campaign-step-count-done = The votes were counted
campaign-step-count-help = This happens by itself the day after the last day to vote.
campaign-step-count-then = The result is shown to everybody at once.
field-campaign_vote-voting_until = Last day to vote
field-campaign_vote-voting_until-hint = At most three months ahead. The votes are counted the day after.
field-campaign_vote-votes_each = Votes each
field-campaign_vote-votes_each-hint = So many different ideas each may choose: one to five, and fewer than there are ideas.
field-campaign_vote-who = Who may vote?
field-campaign_vote-whom = Whom is the vote for?
field-campaign_vote-whom-hint = The school and the ages, for example. Everybody reads it.
field-campaign_count-ballots = Ballots here
field-campaign_count-slips = Slips of paper
field-campaign_count-fell_out = Hidden ideas
field-campaign_count-result = Result
choice-who-groups = Those in the campaign's groups
choice-who-everyone = Everybody who may support proposals, and young people in groups
