## The start page
start-page-title = Nära { $place } – what do you want to change?
start-description = Put proposals to { $municipality }, support those of others and see what the municipality answers and does.
start-title = What do you want to change in { $place }?
start-lead = Write your proposal, support others, say what you think. The municipality answers here, so that everybody sees it at the same time.
start-box = Start typing – we show whether somebody has proposed the same
start-box-hint = For example: lights along the path by the lake
start-box-button = Write a proposal
start-how = How does it work?
start-all = All proposals and ideas
start-median = days to a first answer. Half get theirs sooner.
start-total = proposals and ideas
start-outcomes = You said – we did
start-outcomes-lead = What was done and what was not, with the same weight.
start-supported = { $count ->
    [one] { $count } supporter
   *[other] { $count } supporters
}
start-answers = Latest answers
start-answers-all = All answers and decisions
start-campaigns = Idea campaigns right now
start-ideas = Young people’s ideas right now
start-ideas-all = All ideas
start-newest = New proposals
