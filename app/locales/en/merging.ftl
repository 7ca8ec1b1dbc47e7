### Two proposals that become one: the page, the letters, and what the proposals’ own pages say.

office-merge = Merge with another
office-set_free = Let it go on by itself
act-merge = Merge
timeline-merge-lead = Became part of another proposal
timeline-merge-part = Another proposal became part of this one
timeline-merge-free_of = Goes on by itself again
timeline-merge-let_go = A proposal that was part of this one goes on by itself
timeline-merge-closed_with = Closed together with the one that leads
merging-act-other = Read proposal number { $number }

not_now-merged = It is now part of another proposal. Everything goes on there. Go to the proposal’s page to get there.
not_now-merge_over = The question about merging the proposals is closed.
refused-merged = It is now part of another proposal. Support that one instead.

## Why it is not possible
problem-not_mergeable = The two cannot be merged.
problem-not_mergeable-same = It is the same proposal. Give another one.
problem-not_mergeable-other_kind = One is a resident proposal and the other an idea. They go different ways and cannot be merged.
problem-not_mergeable-part_of_another = It is already part of another proposal.
problem-not_mergeable-has_parts = Other proposals are part of this one. So it cannot become part of anything itself.
problem-not_mergeable-in_slot = The idea has a place in a campaign, and the campaign has promised to answer it.
problem-not_mergeable-too_far = This proposal cannot be merged now. It is possible from when it is registered until it is announced in the municipal council. After that its proposer has a right to the council’s decision on that very proposal.
problem-not_mergeable-lead_is_part = That proposal is part of another one itself. Give the one that leads.
problem-not_mergeable-lead_is_over = That proposal is not public, or it is decided or closed. Give one that is still being handled.
problem-not_mergeable-proposer_gone = One of the proposers has no account and cannot say yes. Handle the proposals one by one. You can take them up at the same meeting and refer to each other in a note.
problem-not_mergeable-asked_already = The proposers have been asked already. Wait for their answers or take the question back.

## The page
merging-title = Merge two proposals
merging-title-asked = Shall the proposals become one?
merging-title-free = Let the proposal go on by itself
merging-lead-text = Two proposals that want the same can become one case. You suggest it, and both proposers are asked. They have { $days } days. If both say yes, it is done. Otherwise nothing happens.
merging-part-here = This proposal
merging-part = This one would become part of another
merging-into = This one would lead
merging-side-supporters = { $count ->
    [one] { $count } supporter
   *[other] { $count } supporters
}
merging-side-threshold = needs { $threshold }
merging-side-read = Read the proposal
merging-alike = Similar proposals
merging-choose = Choose number { $number }
merging-lead = Which proposal shall it become part of?
merging-lead-hint = The number in the proposal’s address, the whole address, or the diary number.
merging-reason = Why do they want the same?
merging-reason-hint = Write so that both proposers understand. If they say yes, everybody can read it. At most { $max } characters.
merging-send = Ask the proposers
merging-means = What it means
merging-means-one = The two become one case. The proposal that leads goes on and gets the decision.
merging-means-kept = The other proposal does not change. Text, discussion and history stay at their address, but nobody can support or write there.
merging-means-named = Whoever put the other proposal forward is named as co-proposer, in the way the name is shown today, and gets letters about what happens.
merging-means-support = No support moves by itself. Everybody who supports the other proposal is asked whether they want to support the one that leads. Each person counts once.
merging-means-back = If the leading proposal is withdrawn, dismissed or handled in another way, the other one goes on from where it was.
merging-pending = { $name } suggests merging the proposals. The proposers can answer until { $date }.
merging-why = Why
merging-question = Do you want the proposals to be merged?
merging-answer-hint = Answer by { $date }. You can change your answer until both have answered.
merging-answer-yes = Yes
merging-answer-no = No
merging-answer-none = No answer yet
merging-answer-send = Send the answer
merging-said = Answers so far
merging-said-part = Whoever put the first one forward
merging-said-lead = Whoever put the leading one forward
merging-said-both = Whoever put both forward
merging-take-back = Take the question back
merging-leads = The one that leads
merging-free-text = This proposal is part of another one. If its proposer asks for it, it can go on by itself from where it was. If it was open for support, it gets as many days as were left. The history of both proposals says so, and everybody who put it forward, supports or follows it gets a letter.
merging-free-reason = Why shall it go on by itself?
merging-free-reason-hint = Everybody can read it. At most { $max } characters.
merging-free-send = Let it go on
merging-outcome-merged = The proposals are now one
merging-outcome-declined = One of the proposers said no
merging-outcome-lapsed = The question did not get two yeses in time
merging-outcome-taken_back = The municipality took the question back
merging-outcome-goes_on = Everything goes on here:
merging-outcome-about = It was about becoming part of

## The proposals’ pages
merging-tag = Part of another proposal
merging-state-meaning = This proposal and another one want the same. They are now one case, which both proposers agreed to. Everything here stays, but it goes on in the other one.
merging-state-lead = Follow this one:
merging-state-hidden = The other proposal is waiting to be completed just now and is not shown.
merging-state-before = When they were merged: { $state }.
merging-parts-title = Also part of this
merging-parts-with = Together with { $names }.
merging-nameless = a proposer who does not show their name
merging-asked-title = A question about merging two proposals
merging-asked-answer = Read the question and answer
merging-asked-look = See the question and the answers
merging-support-stays = The support here stays as it was. It is counted nowhere else.
merging-support-ask = You support this one. Do you want to support the one that leads, too?
merging-support-there = Support the one that leads:
merging-support-yes = Yes, I support it
merging-support-no = If not, you need not do anything.
merging-support-done = You support the one that leads:

flash-merge_suggested = The proposers have been asked.
flash-merge_agreed = Your answer is saved. Now we wait for the other proposer.
flash-merged = Both have said yes. The proposals are now one.
flash-merge_declined = Your answer is saved. The proposals are not merged.
flash-merge_taken_back = The question has been taken back. Both are told.
flash-merge_set_free = The proposal goes on by itself. Everybody concerned gets a letter.

## Letters
mail-merge_ask-subject = Shall your proposal be merged with another? { $title }
mail-merge_ask-body =
    { $hello }

    Two proposals want the same. The municipality suggests that “{ $part }” becomes part of “{ $lead }”.

    Why:
    { $reason }

    It only happens if both proposers say yes. The page tells what it means, and there you answer yes or no. Answer by { $date }. If you do not answer, nothing comes of it.

    Read and answer: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-merge_over-subject = The proposals are not merged: { $title }
mail-merge_over-body =
    Hello!

    The question was whether “{ $part }” should become part of “{ $lead }”. It does not.

    { $outcome }.

    Both proposals go on one by one, as before.

    Read more: { $link }

    Kind regards
    Nära in { $place }
    { $url }
mail-merged_part-subject = Now part of another proposal: { $title }
mail-merged_part-body =
    Hello!

    “{ $part }” and “{ $lead }” want the same. Their proposers have agreed: they are now one case, which goes on in “{ $lead }”.

    Why:
    { $reason }

    Do you support “{ $part }”? Your support does not move by itself. If you want to support “{ $lead }”, do so on its page: { $link }
    If you have done so already, or do not want to, you need not do anything.

    The old proposal is still there: { $old }

    You get this letter because you put forward, support or follow the proposal. To know how it goes, follow “{ $lead }”.

    Kind regards
    Nära in { $place }
    { $url }
mail-merged_lead-subject = Another proposal is now part of this one: { $title }
mail-merged_lead-body =
    Hello!

    “{ $part }” wants the same as “{ $lead }”. Their proposers have agreed: they are now one case, which goes on in “{ $lead }”.

    Why:
    { $reason }

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-set_free-subject = Goes on by itself again: { $title }
mail-set_free-body =
    Hello!

    “{ $title }” was part of another proposal. That one has ended without a decision. So “{ $title }” goes on by itself, from where it was. If it was open for support, it is open for as many more days as were left.

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
mail-set_free_by-subject = Goes on by itself again: { $title }
mail-set_free_by-body =
    Hello!

    “{ $title }” was part of another proposal. Now it goes on by itself, from where it was. If it was open for support, it is open for as many more days as were left.

    Why:
    { $reason }

    Read more: { $link }

    You get this letter because you put forward, support or follow the proposal.

    Kind regards
    Nära in { $place }
    { $url }
