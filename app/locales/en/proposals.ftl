## The list
list-title = Proposals
list-title-search = “{ $text }” among the proposals
list-lead = What the residents of { $place } want to change – and what became of it.
list-description = All resident proposals and ideas in { $place }: what they are about, how many support them and what the municipality answers.
list-search = Search the proposals
list-search-hint = Search
list-search-button = Search
list-filter = Filter
list-filter-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } chosen
}
list-by-group = State
list-by-topic = Subject
list-by-kind = Type
list-by-district = Area
list-all = All
list-all-topics = All subjects
list-all-kinds = All types
list-all-districts = The whole municipality
list-kind-proposal = Resident proposals
list-kind-idea = Ideas
list-kind-problem = Problems
list-kind-questions = Questions to the municipality
list-remove-filter = remove the filter
list-sort = Order
list-sort-senast = Latest events
list-sort-stod = Most support
list-sort-vantat = Waiting longest
list-sort-slump = Random
list-count = { $kind ->
    [proposal] { $count ->
        [one] { $shown } resident proposal
       *[other] { $shown } resident proposals
    }
    [idea] { $count ->
        [one] { $shown } idea
       *[other] { $shown } ideas
    }
    [problem] { $count ->
        [one] { $shown } problem
       *[other] { $shown } problems
    }
   *[all] { $shown } proposals, ideas and problems
}
list-empty-title = No proposal fits
list-empty-text = We found nothing for “{ $text }”. Try another word, or write the proposal yourself.
list-empty-filters = No proposal has everything you chose. Remove a filter, or see all.
list-empty-all-filters = Search all
list-empty-all = Show all proposals
list-empty-write = Write a proposal

## A line of a list
item-of = of { $threshold }
item-supporters = { $count ->
    [one] supports
   *[other] support
}
item-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}

## What matters most in each state, beside its word
fact-late = { $state }, should have been done by { $date }
fact-days-left = { $count ->
    [one] last day
   *[other] { $count } days left
}
fact-meeting = { $body } takes it up on { $date }
fact-expected = decision expected { $date }
fact-referred = statements by { $date }
fact-planned = to be done in { $year }
fact-report = next report { $date }
fact-done = done { $date }
fact-done-cost = done { $date }, cost { $cost }
fact-missed = { $count } of { $threshold } supported it in time
fact-decided = { $body }, { $date }, § { $paragraph }
fact-answer-by = answer by { $date }
fact-answered = answered { $date }
fact-starts = begins { $date }
fact-pilot = trial until { $date }
fact-budget = budget { $year }

## The page of a proposal
meeting-line = { $body }, { $date }, § { $paragraph }
meeting-line-short = { $body }, { $date }
case-by-proposal = Resident proposal by { $name }
case-by-idea = Idea by { $name }
case-by-problem = Problem described by { $name }
case-received = received
case-published = published
case-published-problem = published
case-withheld = The text is not shown. Why is said in the municipality’s answer.
state-answered = The politicians have answered without saying yes or no. Here it means: { $meaning }
state-preparation = { $officer } at { $department } finds out what the proposal costs, whom it concerns and what is possible.
state-handed_over = The council has handed the proposal over to { $body }, which decides.
state-referred = The council has asked { $bodies } what they think. This is called referral.
state-remitted_back = { $body } wants to know more before deciding: { $question }
state-may-speak = The proposer may speak at the meeting.
state-may-speak-mine = You may speak at the meeting. Tell the municipality in good time if you want to.
state-scheduled = { $body } takes it up at a set meeting.

## Support
support-title = Support
support-label-proposal = { $count ->
    [one] supports the proposal
   *[other] support the proposal
}
support-label-idea = { $count ->
    [one] supports the idea
   *[other] support the idea
}
support-meter = Support, { $threshold } needed
support-give-proposal = Support the proposal
support-give-idea = Support the idea
support-given-proposal = You support the proposal
support-given-idea = You support the idea
support-undo = Undo
support-sign-in = Sign in and support
support-sign-in-note = Your support counts when you have signed in. Nobody sees that it is yours.
support-limit-missing = { $missing } more and the politicians have to take it up. { $days ->
    [one] Last day.
   *[other] { $days } days left.
}
support-limit-enough = The threshold is reached. { $days ->
    [one] Last day for support.
   *[other] Open for support for { $days } more days.
}
support-limit-reached = The threshold of { $threshold } was reached on { $date }.
support-limit-none = No threshold applies: the proposal is taken up anyway.
support-limit-idea = The more support it, the clearer it is to the department that answers.

## What has happened?
timeline-title = What has happened?
timeline-published = Published
timeline-answer = Answer from the department
timeline-opinion = Opinion of an elected representative
timeline-delay = Delay reported
timeline-question = Question to the proposer
timeline-question_answer = Answer from the proposer
question-answered = Answered { $day }
question-awaited = An answer is awaited by { $day }
question-silent = No answer came. It was due { $day }.
question-to = To the question
question-entered_by = Entered by
question-personal = The proposer has answered. The answer is personal and is not shown here.
question-personal-inside = Personal: only the proposer and the municipality’s case officers read this.
question-title = The municipality asks you
question-asks = { $who } wonders:
question-mine-by = Answer by { $date }. A later answer is received, too.
question-public = Everybody can read the answer. Do not name other people, nor anything about health or other private matters.
question-enter = Enter the proposer’s answer to a question
question-enter-by = For an answer that came by telephone, letter or visit. It was due { $date }.
question-enter-public = Write what the proposer said, as literally as you can. Everybody can read it.
question-submit = Send the answer
timeline-appeal = Appealed
timeline-verdict = Answer: { $verdict }
timeline-handed_over = Handed over to { $body }, { $paragraph }

## The answers
acts-title = Answers from the municipality
acts-none-proposal = The municipality has not answered yet. Answers and decisions are shown here.
acts-none-idea = The department has not answered yet. The answer is shown here.
act-label-decision = Decision: { $what }
act-label-department = The department: { $what }
act-label-verdict = Answer to the idea: { $verdict }
act-to-correction = Read the corrected one
timeline-corrected = Corrected { $day }
act-corrects = Correction. { $reason }
act-to-corrected = What it said before
act-correct = Correct
act-read_by_two = Two people have read this and stand behind it.
shown-decision_text = The decision
shown-investment_cost = To build
shown-operating_cost = Per year afterwards
shown-child_impact = For children
shown-other_impact = Other consequences
shown-memorandum = The department’s report
shown-proposed_decision = The department proposes
shown-memorandum_url = The report
shown-agenda_url = The agenda
shown-question = To be looked into
shown-missing = What is missing
shown-completion = What was added
shown-statement = What the body says
shown-reasons = Why
shown-reason = Why
shown-parts = What became yes and what no
shown-would_change = What would change the answer
shown-would_help = What would help
shown-where_to_turn = Where to turn
shown-done_so_far = Done so far
shown-first_step = The first step
shown-measure = How we know whether it went well
shown-why_unknown = Why so few knew
shown-plan = The plan
shown-weighed = What was weighed against what
shown-dissent = Reservations and votes
shown-budget_source = Money
shown-responsible = Responsible
shown-follow_up_date = Followed up
shown-outcome = Outcome
shown-minutes_url = The minutes
shown-criterion = Requirement not met
shown-reason_code = Main reason
shown-sub_reason = Means here
shown-link = Is here
shown-expected_done = Expected to be done
shown-plan_name = Part of
shown-plan_year = Year of the plan
shown-new_owner = Has taken over
shown-channel = Has gone to
shown-reference = Number there
shown-owner = Responsible
shown-budget_year = Budget year
shown-milestones = Milestones
shown-next_report = Next report
shown-on = Done
shown-actual_cost = What it really cost
shown-photo_url = Picture
shown-decided_by = Decided by
shown-source_url = Source
shown-official_answer-source_url = Sources
shown-expected_decision = New planned decision
shown-answer_by = Answer by
shown-verified_on = Verified
shown-posted_on = Posted
shown-start_on = Begins
shown-cost = Costs
shown-pilot_from = The trial begins
shown-pilot_to = The trial ends
shown-budget_round = Budget
shown-contact = Contact
shown-receiver = Has received the idea
shown-acknowledgement = The receiver confirms
office-title = For you in office
office-answer = Answer as the department
office-opinion = State your opinion
office-inside = Among colleagues
office-record = Record the next step
office-verdict = Answer the idea

## The discussion
debate-title = Discussion
debate-count = { $count ->
    [one] { $shown } comment
   *[other] { $shown } comments
}
debate-for = For
debate-against = Against
debate-rest = Questions and other things
debate-empty-for = Nobody has written for it yet.
debate-empty-against = Nobody has written against it yet.
debate-none-here = None on this page of the discussion.
debate-title-problem = How it concerns us
debate-rest-problem = Perspectives
debate-empty-problem = Nobody has told yet. How does it concern you?
debate-write-problem = How does it concern you?
debate-stance-of-problem = What do you want to write?
debate-problem-neutral = How it concerns me
debate-problem-question = I have a question
debate-your-perspective = Your perspective
debate-pages = Pages of the discussion
debate-part-newest = These are the latest comments.
debate-part-older = You are reading older comments.
debate-older = Show older comments
debate-newer = Show newer comments
debate-newest = To the latest
debate-more-replies = Show more replies ({ $count } in all)
debate-first-replies = Show the replies from the beginning
debate-replies-to = to { $name }
debate-reply = Reply
debate-reply-to = Reply to { $name }
debate-reply-to-one = Reply to a comment
debate-sort = Order
debate-sort-balanserat = Balanced
debate-sort-nyast = Newest
debate-sort-mest-stod = Most agree
debate-means-balanced = As many for as against, and those most people agree with first.
debate-means-supported = The comments most people agree with come first.
debate-page-before = Previous page
debate-page-next = Next page
debate-agree = I agree
debate-agree-undo = Stop agreeing
debate-agree-whose = with what { $name } wrote
debate-agree-count = { $count ->
    [one] { $shown } agrees
   *[other] { $shown } agree
}
moment = { $day } at { $time }
debate-changed = Changed { $at }
debate-change = Change
debate-quote = Quote
debate-quote-words = Quote
debate-quote-hint = Cut what you do not need. At most { $max } characters, and the words have to be in the comment.
debate-quote-from = From a comment by { $name }
debate-quote-drop = Do not quote
debate-quote-gone = The quote is gone, because the comment it came from is hidden.
change-title = Change your comment
change-now = This is what it says now
change-mends = Nobody has replied or agreed yet, so others do not see that you changed it.
change-revises = Others see that you changed it, and can read what it said before.
change-send = Save the change
versions-title = How { $name } changed the comment
versions-now = This is what it says now
versions-before = { $from } to { $until }
versions-none = The comment has not been changed.
versions-hidden = What it said before is hidden, too.
versions-back = Back to the comment
debate-answered = Answered
debate-mark-answered = Mark as answered
debate-mark-answered-again = Change the answer
answered-title = Mark the question as answered
answered-question = Question by { $name }
answered-reply = Which reply answers the question?
answered-none = None of them. I write the answer below.
answered-text = The answer in the municipality’s words
answered-text-hint = Leave it empty where the reply you chose says it.
answered-shown = Question and answer are shown on the proposal’s page, with your name and title.
answered-send = Publish in the box
facts-title = Questions that have an answer
facts-asked = { $name } asked
facts-reply = Read the answer where it was written
debate-write = Write a comment
debate-stance = Where do you stand?
debate-stance-for = I am for it
debate-stance-against = I am against it
debate-stance-question = I have a question
debate-stance-neutral = Neither
debate-your-comment = Your comment
debate-your-reply = Your reply
debate-replying = You are replying to { $name }.
debate-reply-cancel = Cancel
debate-send = Publish
debate-public = The comment is shown at once, to everybody, under the name { $name }.
debate-sign-in-note = Sign in to write. You come back here.
debate-sign-in = Sign in and write
debate-closed-title = The discussion is closed
debate-closed = Everything can still be read.
debate-not-yet-title = The discussion has not opened
debate-not-yet = It opens when the proposal is published.

## For the proposer only
own-complete-title = The municipality asks
own-complete-by = Answer by { $date }.

## Sharing
share-title = Share
share-mail = Send by e-mail
share-copy = Address to copy

waiting-title = Waiting to be read
waiting-lead = These proposals are not published yet, or wait for a second reader. The one that has waited longest comes first.
waiting-prepared-reject_formally = A dismissal is prepared and waits for a colleague to read it
waiting-since = Received
waiting-empty-title = Nothing is waiting
waiting-empty = Everything that has come in has been read.
debate-public-member = Everybody can read it, under the name { $name }. In some groups a leader reads it first.

## What somebody began to write in a discussion
comment_draft-title = Your draft
comment_draft-found = You began to write this, and it is not published. Only you can see it.
comment_draft-saved-on = Saved
comment_draft-reply = It was a reply to another comment.
comment_draft-reply-on = Go on replying there
comment_draft-reply-which = Read the comment
comment_draft-throw = Throw the draft away
comment_draft-saved = The draft is saved. Only you can see it.
comment_draft-here = The draft could not be saved just now. The text is still here in this tab.
comment_draft-signed_out = You are no longer signed in. The text is still here in this tab, and will be back here when you have signed in.
comment_draft-restored = The text is from earlier in this tab and is not published. Empty the field if you do not want to keep it.
